//! How many keys it takes to go from anywhere to any mark of a large project.

use super::go_to::GoTo;
use crate::article::Origin;
use crate::gui::theme::dialog;
use crate::project::generate::plain_mark;
use crate::project::{Article, ArticleId, ArticleState, Claim, Ids, Mark, MarkId, Meaning, Moment, Name, Parts, Project, Setting, Source};
use crate::session::{Loaded, Outcome, Session};
use crate::text::{Text, TextRange};
use crate::view::go_to::Goal;
use std::sync::Arc;

const ARTICLES: usize = 200;
const MARKS: usize = 100;
/// Marks that are gone to.
const TRIED: usize = 1000;

const PLAIN: &str = "accident account advance agency agreement airport ambulance analysis annual appeal archive arrest article assembly attack audit \
    authority average bank barrier basement beach benefit bill boat border bottom branch bridge budget builder burden business cabinet camera campaign \
    cancer capital carbon career central channel charity chemical chief children church circuit citizen city clinic closure coach coal coast college \
    column comment commission committee community company concrete conference conflict contract corner cost council county couple court cracks crew \
    crime crisis critic crossing culture currency customer damage danger deadline dealer debate debt decade decision deficit delay demand department \
    deposit deputy design desert detail device diesel dinner disease district doctor document dollar domestic donor drainage driver drought duty eastern \
    economy editor education effort election electric embassy emission employer energy engine estate evening evidence expert export factory failure family \
    farmer fashion federal ferry festival field figure finance fire fisher flight flood forecast foreign forest former foundation freight fuel funding \
    garden general glass global goods government grant gravel green ground group growth guard guest harbour health hearing heating height highway history \
    holiday hospital hotel housing hundred import income increase industry infection inflation injury inquiry inspector institute insurance interest \
    island issue journal journey judge junior jury justice kitchen knowledge labour ladder landlord language lawyer leader league lecture letter level \
    library licence lorry lottery machine magazine manager margin market mayor measure medical meeting member metal migrant military minister mission \
    money monitor mortgage motorway museum nation nature network newspaper noise northern nuclear number nurse nursery office officer official operator \
    opinion orchard outbreak owner package panel parent parish parliament partner passenger patient payment pension people permit petrol pipeline planet \
    plastic platform player police policy pollution population poverty power premium president prison problem profit project property protest province \
    publisher pupil quality quarter question radio railway rainfall record recovery reform refugee region register repair report rescue research reserve \
    resident revenue river road rocket safety salary sample satellite school science season secretary section sector security senate series service sewage \
    shelter signal silver society soldier southern span speaker spending spokesman square stadium staff standard station statistics steel storage storm \
    street strike student suburb summer supply surgeon survey suspect system tanker target tariff teacher tenant terminal theatre ticket timber tourist \
    tower traffic train transport treasury treatment tribunal tunnel turnover union university update valley vehicle verdict vessel victim village visitor \
    volunteer voter wage warehouse warning waste water weather website welfare western wildlife window winter witness worker workshop yard youth zone";
const SMALL: &str = "the the the of of to to and in in a a for that on was by with from at an has had is its will would were after more than";
const NAMES: &str = "Amira Anders Beatriz Boris Carmen Chidi Dalia Dmitri Elin Emeka Farah Felix Greta Hassan Hugo Ines Ivan Jonas Jun Kemal Kira Lena Luca \
    Mariam Mateo Nadia Nils Olga Omar Paula Pedro Rania Ravi Selma Stefan Tariq Tove Uma Viktor Wanda Yusuf Zofia";
const FAMILIES: &str = "Aalto Abadi Berg Castro Dahl Eriksen Fofana Garcia Haddad Ibsen Jansen Kowalski Lindqvist Moreau Nowak Okafor Petrov Quist Rossi \
    Sato Tanaka Urban Varga Weber Xu Yilmaz Zeman";
const ABOUT: &str = "about nearly roughly over almost some";

/// A fixed sequence of numbers (xorshift64, Marsaglia 2003).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % most as u64) as usize
    }

    fn of<'a>(&mut self, words: &'a str) -> &'a str {
        let all: Vec<&str> = words.split_whitespace().collect();
        all[self.below(all.len())]
    }
}

/// The words of a mark as news have them: a claim, who says it, or a figure.
fn words(numbers: &mut Numbers) -> (String, Meaning) {
    let claim = |numbers: &mut Numbers| {
        let length = 4 + numbers.below(8);
        (0..length).map(|_| if numbers.below(3) == 0 { numbers.of(SMALL) } else { numbers.of(PLAIN) }).collect::<Vec<_>>().join(" ")
    };
    match numbers.below(5) {
        0 => {
            let who = format!("{} {} {}", numbers.of(PLAIN), numbers.of(NAMES), numbers.of(FAMILIES));
            (who, Meaning::Source(Box::new(Source { name: Name::from("A colleague"), ..Source::default() })))
        }
        1 => (format!("{} {} {} {}", numbers.of(ABOUT), numbers.below(9000) + 10, numbers.of(PLAIN), numbers.of(PLAIN)), Meaning::Figure(Box::default())),
        _ => (claim(numbers), Meaning::Claim(Claim::default())),
    }
}

fn project() -> Project {
    let mut numbers = Numbers(11);
    let mut ids = Ids::new(4);
    let by = Name::from("amira");
    let on: Moment = "2026-03-03T09:12:44Z".parse().unwrap();
    let mut parts = Parts { settings: vec![Setting::Title("Large".into()), Setting::Analyst(by.clone())], ..Parts::default() };
    for number in 0..ARTICLES {
        let made: Vec<(String, Meaning)> = (0..MARKS).map(|_| words(&mut numbers)).collect();
        let text = Text::new(made.iter().map(|(words, _)| words.as_str()).collect::<Vec<_>>().join(". "));
        let article = ArticleId::next(&mut ids);
        let mut start = 0;
        for (words, meaning) in made {
            let at = TextRange::new(&text, start..start + words.len()).unwrap().into();
            start += words.len() + 2;
            parts.marks.push(Arc::new(Mark { by: by.clone(), on: Some(on), ..plain_mark(MarkId::next(&mut ids), article, at, meaning) }));
        }
        let title = format!("{} {} {}", numbers.of(PLAIN), numbers.of(PLAIN), numbers.of(PLAIN));
        let origin = Origin { file: format!("{number}.txt"), ..Origin::default() };
        parts.articles.push(Article {
            id: article,
            title,
            origin,
            state: ArticleState::InProgress,
            blocks: Vec::new(),
            text,
            skip: Vec::new(),
            kept: Vec::new(),
        });
    }
    Project::assemble(parts).unwrap()
}

fn session(project: Project) -> Session {
    let mut session = Session::new("amira".into(), Ids::new(7));
    session.finish(Outcome::Opened(Box::new(Loaded::new(project))), "2026-03-03T09:12:44Z".parse().unwrap());
    session
}

/// The keys that somebody presses who types the first letters of a mark's words: Ctrl+G, the letters, and Ctrl or Ctrl+Shift with a digit,
/// for one of the rows that are seen without scrolling.
fn keys(go_to: &mut GoTo, session: &Session, mark: MarkId, words: &str) -> usize {
    let mut typed = String::new();
    for letter in words.split_whitespace().filter_map(|word| word.chars().next()) {
        typed.push(letter);
        assert!(go_to.go_on(session, &typed, true));
        let first = (0..dialog::PALETTE_ROWS).filter_map(|place| go_to.target(place));
        if first.into_iter().any(|target| target.goal == Goal::Mark(mark)) {
            return 1 + typed.chars().count() + 1;
        }
    }
    usize::MAX
}

#[test]
fn nearly_every_one_of_twenty_thousand_marks_is_under_six_keys_away() {
    let session = session(project());
    let project = session.project().unwrap();
    let all: Vec<(MarkId, String)> = project.marks().map(|mark| (mark.id, mark.at.words(project.text_of(mark).unwrap()))).collect();
    assert_eq!(all.len(), 20_000);
    let mut go_to = GoTo::new();
    let mut numbers = Numbers(23);
    let mut counts: Vec<usize> = (0..TRIED)
        .map(|_| {
            let (mark, words) = &all[numbers.below(all.len())];
            keys(&mut go_to, &session, *mark, words)
        })
        .collect();
    counts.sort_unstable();
    let under = counts.iter().filter(|count| **count < 6).count();
    println!("median {} keys, the 90th of a hundred {}, under six {} of {TRIED}", counts[TRIED / 2], counts[TRIED * 9 / 10], under);
    assert!(counts[TRIED / 2] < 6, "{counts:?}");
    assert!(under * 100 >= TRIED * 99, "{under} of {TRIED}");
}

/// The keys of somebody who has three characters of the mark's id, from a message or a list: Ctrl+G, the characters, and Ctrl or Ctrl+Shift
/// with a digit. Where words begin so too, the first letters of the mark's own words are the way.
#[test]
fn every_mark_is_five_keys_away_by_its_id_or_by_its_words() {
    let session = session(project());
    let project = session.project().unwrap();
    let mut go_to = GoTo::new();
    let tried: Vec<&Arc<Mark>> = project.marks().step_by(7).collect();
    let by_id = |go_to: &mut GoTo, mark: &Mark| {
        let id = mark.id.to_string();
        assert!(go_to.go_on(&session, id.get(1..4).unwrap(), true));
        (0..dialog::PALETTE_ROWS).filter_map(|place| go_to.target(place)).any(|target| target.goal == Goal::Mark(mark.id))
    };
    let far: Vec<&&Arc<Mark>> = tried.iter().filter(|mark| !by_id(&mut go_to, mark)).collect();
    println!("{} of {} are not five keys away by their ids", far.len(), tried.len());
    assert!(far.len() * 200 < tried.len(), "{far:?}");
    for mark in far {
        assert!(keys(&mut go_to, &session, mark.id, &mark.at.words(project.text_of(mark).unwrap())) < 6, "{mark:?}");
    }
}

#[test]
fn what_was_found_with_too_few_letters_for_an_id_does_not_hide_what_has_it() {
    let session = session(project());
    let mark = session.project().unwrap().marks().find(|mark| mark.id.to_string().chars().skip(1).take(3).any(|c| c.is_ascii_digit())).unwrap().id;
    let id = mark.to_string();
    // Without its letter, and with it.
    for first in [1, 0] {
        let mut go_to = GoTo::new();
        for length in first + 1..=id.len() {
            assert!(go_to.go_on(&session, id.get(first..length).unwrap(), true));
        }
        assert_eq!((go_to.target(0).unwrap().goal, go_to.len()), (Goal::Mark(mark), 1));
        let found = go_to.target(0).unwrap().clone();
        assert!(go_to.is_by_id(&found));
    }
}

#[test]
fn looking_goes_on_over_frames_and_ends_where_it_would_at_once() {
    let session = session(project());
    let (mut slow, mut fast) = (GoTo::new(), GoTo::new());
    let mut frames = 1;
    while !slow.go_on(&session, "mev", false) {
        assert!(slow.preparing().is_none_or(|part| (0.0..=1.0).contains(&part)));
        frames += 1;
        assert!(frames < 100_000);
    }
    // One letter after the other narrows what was found; the list is the same as that of all letters at once.
    for typed in ["m", "me", "mev"] {
        assert!(fast.go_on(&session, typed, true));
    }
    assert_eq!(slow.found(), fast.found());
    let goals = |go_to: &GoTo| (0..go_to.len()).map(|place| go_to.target(place).unwrap().goal).collect::<Vec<_>>();
    assert_eq!(goals(&slow), goals(&fast));
    assert!(slow.len() <= super::go_to::MOST && !goals(&slow).is_empty());
}

#[test]
fn the_marks_of_the_shown_article_come_first_among_equals() {
    let mut session = session(project());
    let project = session.project().unwrap();
    let last = *project.order().last().unwrap();
    session.run(crate::session::Command::Article(crate::session::ArticleCommand::Show(last)), "2026-03-03T09:12:44Z".parse().unwrap());
    let mut go_to = GoTo::new();
    go_to.go_on(&session, "", true);
    assert_eq!(go_to.target(0).unwrap().goal, Goal::Article(last));
    assert_eq!(go_to.found(), 20_200);
    go_to.go_on(&session, "t", true);
    assert_eq!(go_to.target(0).unwrap().article, ARTICLES - 1);
}
