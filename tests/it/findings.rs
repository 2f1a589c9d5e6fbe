//! What two analysts marked differently.

use crate::edits::{change, gestures, text};
use crate::marked::{HARD, now, project, session};
use factmark::edit::Hand;
use factmark::project::{Ids, Name, Project};
use factmark::review::{Aligned, FindingKind, Recognised, align, pair};
use factmark::session::{Command, LinkCommand, MarkCommand};
use proptest::prelude::*;

/// A project with one article as marked text says.
fn marked(text: &str) -> Project {
    session(text).project().unwrap().clone()
}

/// The findings as words: the kind, what differs, and the words of both.
fn findings(first: &Project, second: &Project) -> Vec<String> {
    let words = |aligned: &Aligned| -> Vec<String> {
        let side = |standing: &Option<factmark::review::Standing>| standing.as_ref().map_or("-".to_owned(), |standing| standing.at.words(&aligned.shared.text));
        aligned.findings.iter().map(|finding| format!("{:?} {}", finding.kind, finding.marks.iter().map(side).collect::<Vec<_>>().join(" | "))).collect()
    };
    align(&[first, second]).iter().flat_map(words).collect()
}

#[test]
fn each_kind_of_difference_is_told_from_the_others() {
    let first = marked("[claim: one two] [source: three] [figure: four] [claim: five] six [claim: seven eight]");
    let second = marked("[claim: one two] [source: three] [claim: four] five [claim: six] [claim: seven] eight");
    assert_eq!(
        findings(&first, &second),
        ["Same one two | one two", "Same three | three", "Label four | four", "Missing five | -", "Missing - | six", "Boundary seven eight | seven"]
    );
}

#[test]
fn attributes_and_links_are_compared_and_links_by_their_ends() {
    let base = marked("[claim: one two] [source: three] [source: four]");
    let of = |project: &Project, words: &str| project.marks().find(|mark| mark.at.words(project.text_of(mark).unwrap()) == words).unwrap().id;
    let side = |commands: Vec<Command>| {
        let mut session = factmark::session::Session::new(Name::from("amira"), Ids::new(50));
        session.open_loaded(factmark::session::Loaded::new(base.clone()));
        commands.into_iter().for_each(|command| crate::marked::run(&mut session, command));
        session.project().unwrap().clone()
    };
    let link = |to: &str| {
        let kind = factmark::project::LinkKind::named("SaidBy");
        Command::Link(LinkCommand::Add { from: of(&base, "one two"), kind, to: of(&base, to), cue: vec![] })
    };
    let set = |field: &str, value: &str| Command::Mark(MarkCommand::Set { mark: of(&base, "one two"), field: field.into(), value: value.into() });
    let voice = || set("voice", "Indirect");
    let kind_of = |one: &Project, two: &Project| {
        let all = align(&[one, two]);
        let finding = all[0].findings.iter().find(|finding| finding.kind != FindingKind::Same).unwrap().clone();
        (finding.kind, finding.differs)
    };
    assert_eq!(kind_of(&side(vec![set("worth", "CheckWorthy")]), &base), (FindingKind::Attribute, vec!["worth".to_owned()]));
    assert_eq!(kind_of(&side(vec![link("three")]), &side(vec![voice(), link("four")])), (FindingKind::Link, vec!["link SaidBy".to_owned()]));
    assert_eq!(kind_of(&side(vec![link("three")]), &side(vec![voice()])), (FindingKind::Link, vec!["link SaidBy".to_owned()]));
    let same = side(vec![link("three")]);
    assert!(align(&[&same, &side(vec![link("three")])]).iter().flat_map(|aligned| &aligned.findings).all(|finding| finding.kind == FindingKind::Same));
}

#[test]
fn the_best_matching_is_found_where_marks_overlap() {
    let first = marked("[claim: a b c d e f]");
    let second = marked("[claim: a b] c [claim: d e f]");
    assert_eq!(findings(&first, &second), ["Boundary a b c d e f | d e f", "Missing - | a b"]);
    let first = marked("[claim: a [claim: b] c]");
    let second = marked("a [claim: b] c");
    assert_eq!(findings(&first, &second), ["Missing a b c | -", "Same b | b"], "what is the same goes together");
}

#[test]
fn of_several_best_ways_the_same_one_is_taken_whoever_comes_first() {
    let first = marked("[claim: aaaa bbbb] [claim: cccc dddd eeee]");
    let second = marked("aaaa [claim: bbbb cccc] [claim: dddd] [claim: eeee]");
    let turned: Vec<String> = findings(&second, &first)
        .iter()
        .map(|line| {
            let (kind, words) = line.split_once(' ').unwrap();
            let (one, two) = words.split_once(" | ").unwrap();
            format!("{kind} {two} | {one}")
        })
        .collect();
    assert_eq!(findings(&first, &second), turned);
}

#[test]
fn a_text_that_a_project_has_twice_is_the_same_text_both_times() {
    let (one, _) = project(&[("a", "one two"), ("b", "one two")]);
    let (two, _) = project(&[("x", "one two"), ("y", "one two")]);
    let shared = pair(&[&one, &two]);
    assert_eq!(shared.len(), 2);
    assert!(shared.iter().all(|shared| matches!(shared.articles[1], Some((_, Recognised::ByText | Recognised::Same)))), "{shared:?}");
}

#[test]
fn articles_are_paired_by_id_by_text_and_by_likeness_and_the_rest_is_named() {
    let story = "The harbour bridge was closed on Monday after inspectors found more than forty cracks in the deck of its eastern span, \
                 the mayor said at a news conference in the city hall that lasted no longer than five minutes.";
    let (one, _) = project(&[("a", story), ("b", "Only here."), ("c", "In both.")]);
    let (two, _) = project(&[("x", "In both."), ("y", &story.replace("Monday", "Tuesday")), ("z", "Only there.")]);
    let shared = pair(&[&one, &two]);
    let how: Vec<String> = shared
        .iter()
        .map(|shared| {
            let how = shared.articles.iter().map(|article| match article {
                None => "-",
                Some((_, Recognised::Same)) => "same",
                Some((_, Recognised::ByText)) => "text",
                Some((_, Recognised::Nearly(_))) => "nearly",
            });
            format!("{} {}", shared.title, how.collect::<Vec<_>>().join(" "))
        })
        .collect();
    assert_eq!(how, ["a same nearly", "b same -", "c same text", "z - same"]);
    assert!(pair(&[&one, &one]).iter().all(|shared| shared.articles.iter().all(|article| matches!(article, Some((_, Recognised::Same))))));
}

#[test]
fn marks_of_a_nearly_equal_text_are_compared_where_their_words_are() {
    let story = "The harbour bridge was closed on Monday after [source: inspectors] found more than forty cracks in the deck of its [claim: eastern span], \
                 the mayor said at a news conference in the city hall that lasted no longer than five minutes.";
    let first = marked(story);
    let second = marked(&story.replace("closed on Monday", "shut on Tuesday").replace("eastern span", "western span"));
    let all = align(&[&first, &second]);
    assert_eq!(findings(&first, &second), ["Same inspectors | inspectors", "Missing eastern span | -"]);
    assert_eq!(all[0].elsewhere[1].len(), 1, "and what cannot be compared is named");
}

#[test]
fn three_analysts_are_compared_together_and_who_never_opened_an_article_misses_nothing() {
    let (one, two) = (marked("[claim: a b c] [source: d] [figure: e]"), marked("[claim: a b] c [source: d] e"));
    let three = marked("[claim: a b] c [source: d] [claim: e]");
    let found = |projects: &[&Project]| -> Vec<String> {
        let all = align(projects);
        all.iter().flat_map(|aligned| &aligned.findings).map(|finding| format!("{:?} {}", finding.kind, finding.standing().count())).collect()
    };
    assert_eq!(found(&[&one, &two, &three]), ["Boundary 3", "Same 3", "Label 2"]);
    let unopened = marked("a b c d e");
    assert_eq!(found(&[&two, &two, &unopened]), ["Same 2", "Same 2"]);
    assert_eq!(found(&[&two, &unopened]), ["Missing 1", "Missing 1"], "nobody is there to agree");
    for order in [[&one, &three, &two], [&three, &two, &one], [&two, &one, &three]] {
        assert_eq!(found(&order), found(&[&one, &two, &three]));
    }
}

/// A project with everything that gestures make.
fn made(first: &[usize], gestures: &[crate::edits::Gesture], seed: u64) -> Project {
    let mut project = project(&[("first", &text(first)), ("second", "one “two” three\nfour 5")]).0;
    let (mut ids, by) = (Ids::new(seed), Name::from("amira"));
    for gesture in gestures {
        let mut hand = Hand { by: &by, now: now(), ids: &mut ids };
        if let Some(change) = change(&project, gesture, &mut hand) {
            project.apply(&change).unwrap();
        }
    }
    project
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_project_beside_itself_is_the_same_in_everything(first in prop::collection::vec(0..HARD.len(), 1..30), gestures in gestures()) {
        let project = made(&first, &gestures, 61);
        for aligned in align(&[&project, &project]) {
            prop_assert!(aligned.findings.iter().all(|finding| finding.kind == FindingKind::Same), "{:?}", aligned.findings);
            prop_assert!(aligned.elsewhere.iter().all(Vec::is_empty));
        }
    }

    #[test]
    fn turned_round_it_says_the_same_of_the_other_side(first in prop::collection::vec(0..HARD.len(), 1..30), one in gestures(), two in gestures()) {
        let (one, two) = (made(&first, &one, 62), made(&first, &two, 63));
        // Of articles whose texts differ the first one's text is what marks are compared on, so that what cannot be compared depends on it.
        prop_assume!(pair(&[&one, &two]).iter().flat_map(|shared| &shared.articles).flatten().all(|(_, how)| !matches!(how, Recognised::Nearly(_))));
        let list = |all: &[Aligned], is_turned: bool| {
            let mut list: Vec<_> = all.iter().flat_map(|aligned| &aligned.findings).map(|finding| {
                let mut ids: Vec<_> = finding.marks.iter().map(|standing| standing.as_ref().map(|standing| standing.mark.id)).collect();
                if is_turned {
                    ids.reverse();
                }
                (ids, finding.kind, finding.differs.clone())
            }).collect();
            list.sort();
            list
        };
        prop_assert_eq!(list(&align(&[&one, &two]), false), list(&align(&[&two, &one]), true));
    }
}
