//! Reviews: made of several analysts' projects, decided finding by finding, sent back.

use crate::edits::{Gesture, change, gestures, text};
use crate::marked::{HARD, now, project, session};
use factmark::edit::Hand;
use factmark::project::{Ids, LinkKind, MarkId, MarkState, Name, Project, SettingKey};
use factmark::review::{Decision, Findings, Made, NoReview, Order, Outcome, back, keep, mark_own, reopen, review, say_why, side};
use factmark::session::{Command, LinkCommand};
use factmark::store::format::{read, write};
use proptest::prelude::*;

fn marked(text: &str) -> Project {
    session(text).project().unwrap().clone()
}

fn order() -> Order {
    Order { reviewer: Name::from("rosa"), accepts_agreed: true, is_blind: false, seed: 1 }
}

fn made(projects: &[&Project], order: &Order) -> Project {
    let names = ["amira", "jonas", "lena"].map(Name::from);
    let named: Vec<(Name, &Project)> = names.into_iter().zip(projects.iter().copied()).collect();
    let made = review(&named, order).unwrap();
    assert_eq!(made.project.faults(), []);
    made.project
}

/// A review with its findings, and a hand that decides.
struct Desk {
    project: Project,
    findings: Findings,
    ids: Ids,
    by: Name,
}

impl Desk {
    fn new(project: Project) -> Self {
        Self { findings: Findings::of(&project), project, ids: Ids::new(900), by: Name::from("rosa") }
    }

    fn run(&mut self, decide: impl FnOnce(&Project, &Findings, &mut Hand<'_>) -> Decision) -> Vec<String> {
        let decision = decide(&self.project, &self.findings, &mut Hand { by: &self.by, now: now(), ids: &mut self.ids });
        let before = write(&self.project);
        self.project.apply(&decision.change).unwrap();
        assert_eq!(self.project.faults(), []);
        let mut undone = self.project.clone();
        undone.revert(&decision.change).unwrap();
        assert_eq!(write(&undone), before, "one step back");
        decision.dropped
    }

    fn keep(&mut self, number: usize, analyst: usize) -> Vec<String> {
        let copy = self.findings.list[number].copies[analyst].unwrap();
        self.run(|project, findings, hand| keep(project, findings, hand, number, &[copy], "").unwrap())
    }

    /// What is accepted, in reading order: label and words.
    fn gold(&self) -> Vec<String> {
        let words = |mark: &factmark::project::Mark| format!("{} {}", mark.label(), mark.at.words(self.project.text_of(mark).unwrap()));
        let marks = self.project.articles().flat_map(|article| self.project.marks_in(article.id)).filter(|mark| mark.is_accepted());
        marks.map(|mark| words(mark)).collect()
    }

    /// The links of accepted marks: the words of both ends.
    fn links(&self) -> Vec<String> {
        let words = |id: MarkId| self.project.mark(id).map(|mark| mark.at.words(self.project.text_of(mark).unwrap())).unwrap();
        let marks = self.project.marks().filter(|mark| mark.is_accepted());
        let mut links: Vec<String> = marks
            .flat_map(|mark| mark.links.iter().map(move |link| (mark.id, link)))
            .map(|(from, link)| format!("{} {} {}", words(from), link.kind, words(link.to)))
            .collect();
        links.sort();
        links
    }
}

#[test]
fn what_all_agree_in_is_accepted_and_the_rest_is_to_decide() {
    let one = marked("[claim: one two] [source: three] [figure: four] [claim: five] six");
    let two = marked("[claim: one two] [source: three] [claim: four] five [claim: six]");
    let desk = Desk::new(made(&[&one, &two], &order()));
    assert_eq!(desk.gold(), ["Claim one two", "Source three"]);
    let outcomes: Vec<Outcome> = (0..desk.findings.list.len()).map(|number| Outcome::of(&desk.project, &desk.findings, number)).collect();
    assert_eq!(outcomes, [Outcome::Agreed, Outcome::Agreed, Outcome::Open, Outcome::Open, Outcome::Open]);
    let agreed = desk.project.marks().find(|mark| mark.is_accepted()).unwrap();
    assert_eq!(agreed.of.iter().map(|(name, _)| &**name).collect::<Vec<_>>(), ["amira", "jonas"]);
    let none = made(&[&one, &two], &Order { accepts_agreed: false, ..order() });
    assert!(none.marks().all(|mark| mark.state == MarkState::Proposed));
}

#[test]
fn each_decision_is_a_state_of_the_marks_and_can_be_taken_back() {
    let one = marked("[figure: four] [claim: five] six [claim: seven eight]");
    let two = marked("[claim: four] five [claim: six] [claim: seven] eight");
    let mut desk = Desk::new(made(&[&one, &two], &order()));
    let kinds: Vec<&str> = desk.findings.list.iter().map(|finding| finding.kind.name()).collect();
    assert_eq!(kinds, ["label", "missing", "missing", "boundary"]);
    desk.keep(0, 1);
    assert!(matches!(Outcome::of(&desk.project, &desk.findings, 0), Outcome::Kept(kept) if kept.len() == 1));
    let members = desk.findings.list[0].members();
    desk.run(|project, findings, hand| keep(project, findings, hand, 0, &members, "both are right").unwrap());
    assert_eq!(desk.gold(), ["Claim four", "Figure four"]);
    desk.run(|project, findings, hand| keep(project, findings, hand, 0, &[], "").unwrap());
    assert_eq!(Outcome::of(&desk.project, &desk.findings, 0), Outcome::Neither);
    let like = desk.findings.list[3].copies[0].unwrap();
    let mut own = None;
    desk.run(|project, findings, hand| {
        let (decision, id) = mark_own(project, findings, hand, 3, like, "neither has it").unwrap();
        own = Some(id);
        decision
    });
    assert_eq!(Outcome::of(&desk.project, &desk.findings, 3), Outcome::Own(own.unwrap()));
    assert_eq!(&*desk.project.mark(own.unwrap()).unwrap().by, "rosa");
    desk.keep(3, 1);
    assert!(desk.project.mark(own.unwrap()).is_none(), "the own mark goes");
    assert_eq!(desk.gold(), ["Claim seven"]);
    desk.run(|project, findings, hand| reopen(project, findings, hand, 3).unwrap());
    assert_eq!(Outcome::of(&desk.project, &desk.findings, 3), Outcome::Open);
    let mut hand = Hand { by: &Name::from("rosa"), now: now(), ids: &mut Ids::new(1) };
    assert!(reopen(&desk.project, &desk.findings, &hand, 3).is_err(), "nothing would change");
    assert!(mark_own(&desk.project, &desk.findings, &mut hand, 0, like, "").is_err(), "a mark of another finding");
}

/// A project in which the claim is linked to the source with these words.
fn linked(text: &str, claim: &str, source: &str) -> Project {
    let mut session = session(text);
    let of = |project: &Project, words: &str| project.marks().find(|mark| mark.at.words(project.text_of(mark).unwrap()) == words).unwrap().id;
    let (from, to) = (of(session.project().unwrap(), claim), of(session.project().unwrap(), source));
    crate::marked::run(&mut session, Command::Link(LinkCommand::Add { from, kind: LinkKind::named("SaidBy"), to, cue: vec![] }));
    session.project().unwrap().clone()
}

#[test]
fn links_go_to_the_accepted_mark_of_the_same_finding_or_are_dropped_and_come_back() {
    let one = linked("[claim: one two] said [source: three four]", "one two", "three four");
    let two = linked("[claim: one two] said [source: three] four", "one two", "three");
    let mut desk = Desk::new(made(&[&one, &two], &order()));
    assert_eq!(desk.findings.list.len(), 2);
    assert_eq!(desk.links(), ["one two SaidBy three", "one two SaidBy three four"], "the claim is agreed, its ends are not");
    assert_eq!(desk.keep(1, 0), Vec::<String>::new());
    assert_eq!(desk.links(), ["one two SaidBy three four"], "two links to one end are one");
    desk.keep(1, 1);
    assert_eq!(desk.links(), ["one two SaidBy three"]);
    let dropped = desk.run(|project, findings, hand| keep(project, findings, hand, 1, &[], "").unwrap());
    assert_eq!((desk.links().len(), dropped.len()), (0, 2), "both are named");
    assert!(desk.project.settings().any(|setting| matches!(setting.key(), SettingKey::Moved(..))));
    desk.run(|project, findings, hand| reopen(project, findings, hand, 1).unwrap());
    assert_eq!(desk.links(), ["one two SaidBy three", "one two SaidBy three four"]);
    assert!(!desk.project.settings().any(|setting| matches!(setting.key(), SettingKey::Moved(..))), "nothing is moved any more");
}

#[test]
fn sent_back_it_is_the_analysts_own_project_with_what_was_decided() {
    let one = linked("[figure: four] [claim: five] six by [source: seven eight]", "five", "seven eight");
    let two = marked("[claim: four] five [claim: six] by [source: seven] eight");
    let mut desk = Desk::new(made(&[&one, &two], &order()));
    desk.keep(0, 0);
    desk.run(|project, findings, hand| keep(project, findings, hand, 2, &[], "no claim").unwrap());
    desk.keep(3, 0);
    let theirs = back(&desk.project, &desk.findings, 1).unwrap();
    let own: Vec<MarkId> = two.marks().map(|mark| mark.id).collect();
    let state = |words: &str, label: &str| {
        let mark = theirs.marks().find(|mark| mark.at.words(theirs.text_of(mark).unwrap()) == words && mark.label().name() == label).unwrap();
        (mark.state, own.contains(&mark.id), mark.decided.as_ref().map(|decided| decided.why.clone()))
    };
    assert_eq!(state("four", "Claim"), (MarkState::Rejected, true, Some(String::new())));
    assert_eq!(state("six", "Claim"), (MarkState::Rejected, true, Some("no claim".to_owned())));
    assert_eq!(state("four", "Figure"), (MarkState::Proposed, false, Some(String::new())));
    assert_eq!(state("seven eight", "Source"), (MarkState::Proposed, false, Some(String::new())));
    assert_eq!(&*theirs.analyst(), "jonas");
    assert_eq!(theirs.articles().map(|article| article.id).collect::<Vec<_>>(), two.articles().map(|article| article.id).collect::<Vec<_>>());
    assert_eq!(read(&write(&theirs)).unwrap().repairs.len(), 0);
}

#[test]
fn a_blind_review_shows_letters_and_mixes_the_order() {
    let (one, two) = (marked("[claim: one] two"), marked("one [claim: two]"));
    let orders: Vec<Vec<String>> = (0..8)
        .map(|seed| {
            let project = made(&[&one, &two], &Order { is_blind: true, seed, ..order() });
            let review = project.review().unwrap();
            assert_eq!((review.shown(0), review.shown(1), project.shown_name("jonas").len()), ("A".to_owned(), "B".to_owned(), 1));
            assert_eq!((&*project.shown_name("rosa"), &*project.shown_name("somebody else")), ("rosa", "somebody"));
            assert!(write(&project).contains("jonas"), "the file keeps the names");
            review.analysts.iter().map(|analyst| analyst.name.to_string()).collect()
        })
        .collect();
    assert!(orders.contains(&vec!["amira".to_owned(), "jonas".to_owned()]) && orders.contains(&vec!["jonas".to_owned(), "amira".to_owned()]));
}

#[test]
fn projects_without_a_common_article_make_no_review() {
    let (one, two) = (marked("[claim: one] two"), marked("something [claim: else]"));
    assert!(review(&[(Name::from("a"), &one), (Name::from("b"), &two)], &order()).unwrap_err() == NoReview::NothingShared);
}

/// A project in which the mark with these words has a link to the one with those.
fn with_link(project: &Project, from: &str, kind: &str, to: &str) -> Project {
    let of = |words: &str| project.marks().find(|mark| mark.at.words(project.text_of(mark).unwrap()) == words).unwrap().id;
    let (by, mut ids) = (Name::from("amira"), Ids::new(5));
    let hand = Hand { by: &by, now: now(), ids: &mut ids };
    let mut linked = project.clone();
    linked.apply(&factmark::edit::add_link(project, &hand, of(from), LinkKind::named(kind), of(to), Vec::new()).unwrap()).unwrap();
    linked
}

#[test]
fn a_link_without_direction_that_is_stored_at_opposite_ends_is_one() {
    let text = "[claim: one two] and [claim: three]";
    let (one, two) = (with_link(&marked(text), "one two", "SameAs", "three"), with_link(&marked(text), "three", "SameAs", "one two"));
    let desk = Desk::new(made(&[&one, &two], &order()));
    assert_eq!((desk.gold().len(), desk.links().len()), (2, 1));
    for (analyst, own) in [&one, &two].into_iter().enumerate() {
        let links =
            |project: &Project| -> Vec<(MarkId, MarkId)> { project.marks().flat_map(|mark| mark.links.iter().map(|link| (mark.id, link.to))).collect() };
        assert_eq!(links(&back(&desk.project, &desk.findings, analyst).unwrap()), links(own), "each gets it back where it was stored");
    }
}

#[test]
fn a_link_whose_end_was_rejected_first_is_named_when_its_mark_is_kept() {
    let one = linked("[claim: one two] said [source: three four]", "one two", "three four");
    let two = marked("[figure: one two] said three four");
    let mut desk = Desk::new(made(&[&one, &two], &order()));
    assert_eq!(desk.run(|project, findings, hand| keep(project, findings, hand, 1, &[], "").unwrap()), Vec::<String>::new(), "no accepted mark has it yet");
    assert_eq!(desk.keep(0, 0), ["the link SaidBy of “one two” has no other end any more and was dropped"]);
}

#[test]
fn the_cue_of_a_link_stands_on_its_own_words_in_a_nearly_equal_text() {
    let story = "[claim: The harbour bridge was closed] on Monday, after inspectors found more than forty cracks in the deck of its eastern span, \
                 according to [source: the mayor] at a news conference in the city hall that lasted no longer than five minutes.";
    let first = marked(&story.replace("on Monday, after", "on Monday 👩‍👩‍👧‍👦, سلام, after"));
    let mut second = marked(story);
    let of = |label: &str| second.marks().find(|mark| mark.label().name() == label).unwrap().id;
    let text = second.articles().next().unwrap().text.clone();
    let cue = text.as_str().find("according to").unwrap();
    let cue = factmark::text::TextRange::new(&text, cue..cue + "according to".len()).unwrap();
    let (by, mut ids) = (Name::from("amira"), Ids::new(5));
    let hand = Hand { by: &by, now: now(), ids: &mut ids };
    let link = factmark::edit::add_link(&second, &hand, of("Claim"), LinkKind::named("SaidBy"), of("Source"), vec![cue]).unwrap();
    second.apply(&link).unwrap();
    let review = made(&[&first, &second], &order());
    let cues = review.marks().flat_map(|mark| mark.links.iter().flat_map(|link| &link.cue).map(|cue| cue.of(review.text_of(mark).unwrap())));
    assert_eq!(cues.collect::<Vec<_>>(), ["according to"]);
}

#[test]
fn another_reason_changes_nothing_else() {
    let (one, two) = (marked("[claim: one two] three"), marked("[claim: one] two three"));
    let mut desk = Desk::new(made(&[&one, &two], &order()));
    let like = desk.findings.list[0].copies[0].unwrap();
    desk.run(|project, findings, hand| mark_own(project, findings, hand, 0, like, "first").unwrap().0);
    let marks = |project: &Project| -> Vec<(MarkId, MarkState)> { project.marks().map(|mark| (mark.id, mark.state)).collect() };
    let before = marks(&desk.project);
    desk.run(|project, findings, hand| say_why(project, findings, hand, 0, "second").unwrap());
    assert_eq!(marks(&desk.project), before);
    let whys: Vec<&str> = desk.project.marks().filter_map(|mark| mark.decided.as_ref()).map(|decided| decided.why.as_str()).collect();
    assert_eq!(whys, ["second", "second"]);
    let hand = Hand { by: &desk.by, now: now(), ids: &mut desk.ids };
    assert!(say_why(&desk.project, &desk.findings, &hand, 0, "second").is_err(), "it has that reason");
}

#[test]
fn comments_go_back_to_who_made_them_with_what_the_reviewer_says() {
    use factmark::edit::add_comment;
    use factmark::project::Subject;
    let commented = |text: &str, by: &str, words: &str| {
        let mut project = marked(text);
        let mark = project.marks().next().unwrap().id;
        let (by, mut ids) = (Name::from(by), Ids::new(words.len() as u64));
        let change = add_comment(&project, &mut Hand { by: &by, now: now(), ids: &mut ids }, Some(Subject::Mark(mark)), words).unwrap();
        project.apply(&change).unwrap();
        project
    };
    let (one, two) = (commented("[claim: one two] three", "amira", "mine"), commented("[claim: one] two three", "jonas", "my own"));
    let mut desk = Desk::new(made(&[&one, &two], &order()));
    let copy = desk.findings.list[0].copies[1].unwrap();
    let change = add_comment(&desk.project, &mut Hand { by: &desk.by, now: now(), ids: &mut desk.ids }, Some(Subject::Mark(copy)), "see the guide").unwrap();
    desk.project.apply(&change).unwrap();
    let theirs = back(&desk.project, &desk.findings, 1).unwrap();
    let mut said: Vec<(String, bool)> =
        theirs.comments().map(|comment| (comment.text.clone(), two.comment(comment.id).is_some_and(|own| own == comment))).collect();
    said.sort();
    assert_eq!(said, [("my own".to_owned(), true), ("see the guide".to_owned(), false)]);
}

#[test]
fn what_everybody_skips_is_skipped_and_each_has_zones_of_their_own() {
    use factmark::edit::toggle_zone;
    let skipping = |zones: &[(usize, usize)]| {
        let mut project = marked("[claim: one] two three four five");
        let article = project.articles().next().unwrap().clone();
        for (start, end) in zones {
            let at = factmark::text::TextRange::new(&article.text, *start..*end).unwrap();
            let (by, mut ids) = (Name::from("amira"), Ids::new(3));
            let change = toggle_zone(&project, &Hand { by: &by, now: now(), ids: &mut ids }, article.id, Some(at), 0).unwrap();
            project.apply(&change).unwrap();
        }
        project
    };
    let (one, two) = (skipping(&[(4, 13)]), skipping(&[(8, 10), (11, 18)]));
    let review = made(&[&one, &two], &order());
    let zones = |project: &Project| -> Vec<(usize, usize)> {
        project.articles().flat_map(|article| article.skip.iter().map(|zone| (zone.start(), zone.end()))).collect()
    };
    assert_eq!(zones(&review), [(8, 10), (11, 13)]);
    assert_eq!((zones(&side(&review, 0)), zones(&side(&review, 1))), (zones(&one), zones(&two)));
}

/// A project with everything that gestures make.
fn worked(first: &[usize], gestures: &[Gesture], seed: u64) -> Project {
    more(&project(&[("first", &text(first)), ("second", "one “two” three\nfour 5")]).0, gestures, seed)
}

/// A project with more gestures.
fn more(begun: &Project, gestures: &[Gesture], seed: u64) -> Project {
    let mut project = begun.clone();
    let (mut ids, by) = (Ids::new(seed), Name::from("amira"));
    for gesture in gestures {
        let mut hand = Hand { by: &by, now: now(), ids: &mut ids };
        if let Some(change) = change(&project, gesture, &mut hand) {
            project.apply(&change).unwrap();
        }
    }
    project
}

/// A review; none where gestures took every common article away.
fn reviewed(named: &[(Name, &Project)]) -> Result<Option<Made>, TestCaseError> {
    match review(named, &order()) {
        Ok(made) => Ok(Some(made)),
        Err(NoReview::NothingShared) => Ok(None),
        Err(broken) => Err(TestCaseError::fail(format!("{broken}"))),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_review_of_a_project_with_itself_has_nothing_to_decide(first in prop::collection::vec(0..HARD.len(), 1..30), gestures in gestures()) {
        let project = worked(&first, &gestures, 71);
        if let Some(made) = reviewed(&[(Name::from("a"), &project), (Name::from("b"), &project)])? {
            let findings = Findings::of(&made.project);
            let open = (0..findings.list.len()).filter(|number| Outcome::of(&made.project, &findings, *number) == Outcome::Open);
            prop_assert_eq!(open.count(), 0);
            prop_assert_eq!(findings.list.len(), made.project.mark_count());
        }
    }

    #[test]
    fn where_nothing_is_decided_everybody_gets_back_what_was_handed_in(
        first in prop::collection::vec(0..HARD.len(), 1..30), before in gestures(), one in gestures(), two in gestures(),
    ) {
        // Both began with the same work, so that much of it is the same.
        let begun = worked(&first, &before, 75);
        let projects = [more(&begun, &one, 76), more(&begun, &two, 77)];
        let named: Vec<(Name, &Project)> = ["amira", "jonas"].map(Name::from).into_iter().zip(&projects).collect();
        let Some(made) = reviewed(&named)? else { return Ok(()) };
        let findings = Findings::of(&made.project);
        for (analyst, project) in projects.iter().enumerate() {
            let theirs = back(&made.project, &findings, analyst).unwrap();
            // An article of which the other has another text comes in the text that was compared.
            for article in theirs.articles().filter(|article| project.article(article.id).unwrap().text == article.text) {
                prop_assert_eq!(article, project.article(article.id).unwrap());
                let of = |project: &Project| -> Vec<factmark::project::Mark> {
                    let counted = project.marks_in(article.id).filter(|mark| mark.is_accepted() && !article.skips(&mark.at));
                    counted.map(|mark| mark.as_ref().clone()).collect()
                };
                let mut own = of(project);
                own.iter_mut().for_each(|mark| mark.links.retain(|link| theirs.mark(link.to).is_some()));
                let mut sent = of(&theirs);
                // Of a link to another text the cue may be carried over.
                for mark in own.iter_mut().chain(&mut sent) {
                    mark.links.iter_mut().filter(|link| project.mark(link.to).unwrap().article != article.id).for_each(|link| link.cue.clear());
                }
                prop_assert_eq!(sent, own);
            }
            for mark in theirs.marks() {
                let check = |project: &Project| mark.check().and_then(|check| project.check(check)).cloned();
                prop_assert_eq!(check(&theirs), check(project));
            }
        }
    }

    #[test]
    fn whatever_is_decided_what_the_analysts_did_stays_known(
        first in prop::collection::vec(0..HARD.len(), 1..30), one in gestures(), two in gestures(), three in gestures(),
        choices in prop::collection::vec((0..40_usize, 0..6_usize), 0..25),
    ) {
        let projects = [worked(&first, &one, 72), worked(&first, &two, 73), worked(&first, &three, 74)];
        let names = ["amira", "jonas", "lena"].map(Name::from);
        let named: Vec<(Name, &Project)> = names.into_iter().zip(&projects).collect();
        // Gestures may have taken every common article away.
        let Some(made) = reviewed(&named)? else { return Ok(()) };
        let mut desk = Desk::new(made.project);
        // All but the order of a mark's links, which says nothing.
        let handed_in = |project: &Project| -> Vec<String> {
            let mark = |mark: &std::sync::Arc<factmark::project::Mark>| {
                let mut mark = mark.as_ref().clone();
                mark.links.sort_by_key(|link| (link.kind.clone(), link.to));
                format!("{mark:?}")
            };
            project.marks().map(mark).chain(project.articles().map(|article| format!("{article:?}"))).collect()
        };
        let sides = |project: &Project| -> Vec<Vec<String>> { (0..3).map(|analyst| handed_in(&side(project, analyst))).collect() };
        let before = sides(&desk.project);
        let list = |findings: &Findings| -> Vec<String> { findings.list.iter().map(|finding| format!("{:?} {:?}", finding.kind, finding.copies)).collect() };
        for (number, choice) in choices {
            let count = desk.findings.list.len();
            if count == 0 {
                continue;
            }
            let number = number % count;
            let members = desk.findings.list[number].members();
            let mut hand = Hand { by: &desk.by, now: now(), ids: &mut desk.ids };
            let decision = match choice {
                0 => keep(&desk.project, &desk.findings, &hand, number, &[], "no"),
                1 => keep(&desk.project, &desk.findings, &hand, number, &members, ""),
                2 => reopen(&desk.project, &desk.findings, &hand, number),
                3 => mark_own(&desk.project, &desk.findings, &mut hand, number, members[0], "").map(|(decision, _)| decision),
                4 => keep(&desk.project, &desk.findings, &hand, number, &members[..1], ""),
                _ => keep(&desk.project, &desk.findings, &hand, number, &members[members.len() - 1..], ""),
            };
            if let Ok(decision) = decision {
                desk.project.apply(&decision.change).unwrap();
                prop_assert_eq!(desk.project.faults(), []);
            }
            for mark in desk.project.marks().filter(|mark| mark.is_accepted()) {
                let lost = mark.links.iter().filter(|link| desk.project.mark(link.to).is_some_and(|end| end.state == MarkState::Rejected));
                prop_assert_eq!(lost.count(), 0, "a link of an accepted mark leads to what was rejected");
            }
        }
        prop_assert_eq!(sides(&desk.project), before);
        prop_assert_eq!(list(&Findings::of(&desk.project)), list(&desk.findings));
        let again = read(&write(&desk.project)).unwrap();
        prop_assert_eq!(again.repairs.len(), 0);
        prop_assert_eq!(write(&again.project), write(&desk.project));
        for analyst in 0..3 {
            prop_assert!(back(&desk.project, &desk.findings, analyst).is_some());
        }
    }
}
