//! Properties of edits, over gestures of every kind on texts of the hard cases.

use crate::marked::{HARD, draft, now, project};
use factmark::edit::{self, Change, Decision, Hand, MarkDraft, Refusal};
use factmark::project::{ArticleId, ArticleState, Ids, Label, LinkKind, MarkId, Meaning, Name, OwnLabel, Project};
use factmark::text::{Carriage, Fragments, Text, TextRange, to_graphemes};
use proptest::prelude::*;
use std::collections::BTreeMap;

/// One gesture, with numbers that choose among what is there.
#[derive(Clone, Debug)]
pub(crate) enum Gesture {
    Add { article: usize, start: usize, length: usize, label: usize },
    Fragment { mark: usize, start: usize, length: usize },
    Relabel { mark: usize, label: usize },
    Remove { mark: usize },
    Edge { mark: usize, start: usize, length: usize },
    Note { mark: usize, words: usize },
    Link { from: usize, to: usize, kind: usize },
    Unlink { from: usize, link: usize },
    State { article: usize, state: usize },
    Zone { article: usize, start: usize, length: usize },
    AddArticle { text: Vec<usize> },
    RemoveArticle { article: usize },
    MoveArticle { article: usize, place: usize },
    Title { words: usize },
    Name { mark: usize, words: usize },
    RenameSource { from: usize, to: usize },
    Tag { mark: usize, words: usize },
    RenameTag { from: usize, to: usize },
    RetireTag { tag: usize },
    Own { name: usize },
    RenameLabel { to: usize },
    Verdict { mark: usize, words: usize },
    Share { mark: usize, check: usize },
    Reverse { from: usize, link: usize },
    NewVersion { article: usize, edits: Vec<(usize, usize, usize)>, choices: Vec<usize> },
    Settle { mark: usize, choice: usize },
    RemoveVersion { version: usize },
}

pub(crate) fn gestures() -> impl Strategy<Value = Vec<Gesture>> {
    let n = || 0..40_usize;
    let one = prop_oneof![
        6 => (n(), n(), n(), n()).prop_map(|(article, start, length, label)| Gesture::Add { article, start, length, label }),
        2 => (n(), n(), n()).prop_map(|(mark, start, length)| Gesture::Fragment { mark, start, length }),
        2 => (n(), n()).prop_map(|(mark, label)| Gesture::Relabel { mark, label }),
        2 => n().prop_map(|mark| Gesture::Remove { mark }),
        3 => (n(), n(), n()).prop_map(|(mark, start, length)| Gesture::Edge { mark, start, length }),
        1 => (n(), n()).prop_map(|(mark, words)| Gesture::Note { mark, words }),
        4 => (n(), n(), n()).prop_map(|(from, to, kind)| Gesture::Link { from, to, kind }),
        1 => (n(), n()).prop_map(|(from, link)| Gesture::Unlink { from, link }),
        1 => (n(), n()).prop_map(|(article, state)| Gesture::State { article, state }),
        1 => (n(), n(), n()).prop_map(|(article, start, length)| Gesture::Zone { article, start, length }),
        1 => prop::collection::vec(0..HARD.len(), 0..12).prop_map(|text| Gesture::AddArticle { text }),
        1 => n().prop_map(|article| Gesture::RemoveArticle { article }),
        1 => (n(), n()).prop_map(|(article, place)| Gesture::MoveArticle { article, place }),
        1 => n().prop_map(|words| Gesture::Title { words }),
        2 => (n(), n()).prop_map(|(mark, words)| Gesture::Name { mark, words }),
        1 => (n(), n()).prop_map(|(from, to)| Gesture::RenameSource { from, to }),
        2 => (n(), n()).prop_map(|(mark, words)| Gesture::Tag { mark, words }),
        1 => (n(), n()).prop_map(|(from, to)| Gesture::RenameTag { from, to }),
        1 => n().prop_map(|tag| Gesture::RetireTag { tag }),
        1 => n().prop_map(|name| Gesture::Own { name }),
        1 => n().prop_map(|to| Gesture::RenameLabel { to }),
        2 => (n(), n()).prop_map(|(mark, words)| Gesture::Verdict { mark, words }),
        1 => (n(), n()).prop_map(|(mark, check)| Gesture::Share { mark, check }),
        1 => (n(), n()).prop_map(|(from, link)| Gesture::Reverse { from, link }),
        2 => (n(), prop::collection::vec((n(), n(), n()), 1..4), prop::collection::vec(n(), 0..6))
            .prop_map(|(article, edits, choices)| Gesture::NewVersion { article, edits, choices }),
        2 => (n(), n()).prop_map(|(mark, choice)| Gesture::Settle { mark, choice }),
        1 => n().prop_map(|version| Gesture::RemoveVersion { version }),
    ];
    prop::collection::vec(one, 1..40)
}

pub(crate) fn text(parts: &[usize]) -> String {
    parts.iter().map(|part| HARD[part % HARD.len()]).collect()
}

fn article_of(project: &Project, number: usize) -> Option<ArticleId> {
    project.order().get(number % project.order().len().max(1)).copied()
}

fn mark_of(project: &Project, number: usize) -> Option<MarkId> {
    let all: Vec<MarkId> = project.marks().map(|mark| mark.id).collect();
    all.get(number % all.len().max(1)).copied()
}

fn range_of(project: &Project, article: ArticleId, start: usize, length: usize) -> Option<TextRange> {
    let text = &project.article(article)?.text;
    let start = start % (text.len() + 1);
    TextRange::new(text, to_graphemes(text.as_str(), start..(start + length + 1).min(text.len())))
}

const KINDS: [&str; 8] = ["SaidBy", "RelayedBy", "Quantifies", "SameAs", "Continues", "Contradicts", "Supports", "echoes"];

fn label(number: usize) -> Label {
    ["claim", "source", "figure", "Prediction"].map(Label::named)[number % 4].clone()
}

/// The change of a gesture about what marks mean.
fn meaning_change(project: &Project, gesture: &Gesture, hand: &mut Hand<'_>) -> Option<Result<Change, Refusal>> {
    let word = |number: &usize| Name::from(HARD[number % HARD.len()]);
    Some(match gesture {
        Gesture::Name { mark, words } => edit::change_mark(project, hand, mark_of(project, *mark)?, "name", |mark| {
            if let Meaning::Source(source) = &mut mark.meaning {
                source.name = word(words);
            }
        }),
        Gesture::RenameSource { from, to } => {
            let from = project.source_names().nth(from % project.source_names().count().max(1))?.clone();
            edit::rename_source(project, hand, &from, &word(to))
        }
        Gesture::Tag { mark, words } => edit::change_mark(project, hand, mark_of(project, *mark)?, "tag", |mark| mark.tags.push(word(words))),
        Gesture::RenameTag { from, to } => edit::rename_tag(project, hand, &word(from), &word(to)),
        Gesture::RetireTag { tag } => edit::retire_tag(project, hand, &word(tag)),
        Gesture::Own { name } => edit::put_label(project, hand, OwnLabel { name: word(name), key: Some('4'), colour: None, definition: "سلام".into() }),
        Gesture::RenameLabel { to } => {
            let from = project.own_labels().next()?.name.clone();
            edit::rename_label(project, hand, &from, &if to % 2 == 0 { Label::Claim } else { Label::Own(word(to)) })
        }
        Gesture::Verdict { mark, words } => edit::set_verdict(project, hand, mark_of(project, *mark)?, word(words)),
        Gesture::Share { mark, check } => {
            let check = project.checks().nth(check % (project.checks().count() + 1)).map(|check| check.id);
            edit::mention(project, hand, mark_of(project, *mark)?, check)
        }
        Gesture::Reverse { from, link } => {
            let mark = project.mark(mark_of(project, *from)?)?;
            let link = mark.links.get(link % mark.links.len().max(1))?;
            edit::reverse_link(project, hand, mark.id, &link.kind, link.to)
        }
        _ => return None,
    })
}

/// The text of an article with some of it replaced by hard pieces.
fn edited(old: &Text, edits: &[(usize, usize, usize)]) -> String {
    let mut text = old.as_str().to_owned();
    for (start, length, word) in edits {
        let start = (0..=start % (text.len() + 1)).rev().find(|at| text.is_char_boundary(*at)).unwrap();
        let end = (0..=(start + length / 4).min(text.len())).rev().find(|at| text.is_char_boundary(*at) && *at >= start).unwrap_or(start);
        text.replace_range(start..end, HARD[word % HARD.len()]);
    }
    text
}

/// What is done with a mark: nothing that was said, some place, or away.
fn decision(text: &Text, choice: usize) -> Option<Decision> {
    let start = (0..=choice % (text.len() + 1)).rev().find(|at| text.as_str().is_char_boundary(*at))?;
    let range = TextRange::new(text, to_graphemes(text.as_str(), start..(start + 4).min(text.len())));
    match choice % 4 {
        0 => Some(Decision::Put { at: range?.into(), meaning: None }),
        1 => Some(Decision::LetGo),
        2 => Some(Decision::Wait),
        _ => None,
    }
}

/// The change of a gesture about versions.
fn version_change(project: &Project, gesture: &Gesture, hand: &mut Hand<'_>) -> Option<Result<Change, Refusal>> {
    Some(match gesture {
        Gesture::NewVersion { article, edits, choices } => {
            let article = project.article(article_of(project, *article)?)?;
            let draft = draft("newer", &edited(&article.text, edits));
            let carriage = Carriage::new(&article.text, &draft.text, edit::ranges_to_carry(project, article));
            let marks = project.marks_in(article.id).map(|mark| mark.id).zip(choices);
            let decisions = marks.filter_map(|(id, choice)| Some((id, decision(&draft.text, *choice)?))).collect();
            edit::take_version(project, hand, article.id, draft, &carriage, &decisions).map(|(change, _)| change)
        }
        Gesture::Settle { mark, choice } => {
            let waiting: Vec<_> = project.marks().filter(|mark| mark.waits()).collect();
            let mark = waiting.get(mark % waiting.len().max(1))?;
            let text = &project.article(mark.article)?.text;
            let decisions = BTreeMap::from([(mark.id, decision(text, *choice)?)]);
            let carriage = Carriage::new(project.text_of(mark)?, text, mark.links.iter().flat_map(|link| link.cue.iter().copied()));
            edit::settle(project, hand, Some(&carriage), &decisions)
        }
        Gesture::RemoveVersion { version } => {
            let all: Vec<_> = project.versions().map(|version| version.id).collect();
            edit::remove_version(project, hand, *all.get(version % all.len().max(1))?)
        }
        _ => return None,
    })
}

/// The change of a gesture; none where it is refused or there is nothing to do it to.
pub(crate) fn change(project: &Project, gesture: &Gesture, hand: &mut Hand<'_>) -> Option<Change> {
    if let Some(made) = meaning_change(project, gesture, hand) {
        return made.ok();
    }
    if let Some(made) = version_change(project, gesture, hand) {
        return made.ok();
    }
    let made: Result<Change, Refusal> = match gesture {
        Gesture::Add { article, start, length, label: number } => {
            let article = article_of(project, *article)?;
            let at = Fragments::from(range_of(project, article, *start, *length)?);
            edit::add_marks(project, hand, vec![MarkDraft::new(article, at, &label(*number))]).map(|(change, _)| change)
        }
        Gesture::Fragment { mark, start, length } => {
            let mark = project.mark(mark_of(project, *mark)?)?;
            let range = range_of(project, mark.article, *start, *length)?;
            edit::set_ranges(project, hand, mark.id, Fragments::joined(mark.at.iter().chain([range]).collect())?, None)
        }
        Gesture::Relabel { mark, label: number } => {
            edit::relabel(project, hand, mark_of(project, *mark)?, Meaning::of(&label(*number)), &Meaning::of(&Label::Claim))
                .map(|relabelled| relabelled.change)
        }
        Gesture::Remove { mark } => edit::remove_marks(project, hand, &[mark_of(project, *mark)?]),
        Gesture::Edge { mark, start, length } => {
            let mark = project.mark(mark_of(project, *mark)?)?;
            edit::set_ranges(project, hand, mark.id, range_of(project, mark.article, *start, *length)?.into(), None)
        }
        Gesture::Note { mark, words } => edit::change_mark(project, hand, mark_of(project, *mark)?, "note", |mark| mark.note = HARD[words % HARD.len()].into()),
        Gesture::Link { from, to, kind } => {
            edit::add_link(project, hand, mark_of(project, *from)?, LinkKind::named(KINDS[kind % KINDS.len()]), mark_of(project, *to)?, Vec::new())
        }
        Gesture::Unlink { from, link } => {
            let mark = project.mark(mark_of(project, *from)?)?;
            let link = mark.links.get(link % mark.links.len().max(1))?;
            edit::remove_link(project, hand, mark.id, &link.kind, link.to)
        }
        Gesture::State { article, state } => {
            let states = [ArticleState::Todo, ArticleState::InProgress, ArticleState::Done, ArticleState::Flagged];
            edit::set_state(project, hand, &[article_of(project, *article)?], states[state % 4])
        }
        Gesture::Zone { article, start, length } => {
            let article = article_of(project, *article)?;
            edit::toggle_zone(project, hand, article, range_of(project, article, *start, *length), *start)
        }
        Gesture::AddArticle { text: parts } => Ok(edit::add_articles(project, hand, vec![draft("added", &text(parts))]).0),
        Gesture::RemoveArticle { article } => edit::remove_articles(project, hand, &[article_of(project, *article)?]),
        Gesture::MoveArticle { article, place } => edit::move_article(project, hand, article_of(project, *article)?, *place),
        Gesture::Title { words } => {
            edit::set_entry(project, hand, &factmark::project::SettingKey::Title, Some(factmark::project::Setting::Title(HARD[words % HARD.len()].into())))
        }
        _ => return None,
    };
    made.ok()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_gestures_undone_give_the_same_project_and_redone_the_same_again(first in prop::collection::vec(0..HARD.len(), 1..40), gestures in gestures()) {
        let (mut project, _) = project(&[("first", &text(&first)), ("second", "one “two” three\nfour 5")]);
        let (mut ids, by) = (Ids::new(5), Name::from("amira"));
        let mut states = vec![project.clone()];
        let mut changes = Vec::new();
        for gesture in &gestures {
            let mut hand = Hand { by: &by, now: now(), ids: &mut ids };
            let Some(change) = change(&project, gesture, &mut hand) else { continue };
            prop_assert!(project.apply(&change).is_ok(), "what a maker makes can be applied: {:?}", gesture);
            prop_assert_eq!(project.faults(), vec![], "{:?}", gesture);
            states.push(project.clone());
            changes.push(change);
        }
        for (change, state) in changes.iter().zip(&states).rev() {
            prop_assert!(project.revert(change).is_ok());
            prop_assert_eq!(&project, state);
        }
        for (change, state) in changes.iter().zip(states.iter().skip(1)) {
            prop_assert!(project.apply(change).is_ok());
            prop_assert_eq!(&project, state);
            for article in project.articles() {
                let counted = project.marks_in(article.id).filter(|mark| mark.is_accepted() && !article.skips(&mark.at)).count();
                prop_assert_eq!(project.counts(article.id).marks(), counted, "counts keep up");
            }
        }
    }

    #[test]
    fn a_change_that_does_not_fit_leaves_the_project_as_it_was(gestures in gestures(), skipped in 0..40_usize) {
        let (mut project, _) = project(&[("first", "The sea rose 40 mm.\r\n“سلام” 👩‍👩‍👧‍👦 said")]);
        let mut elsewhere = project.clone();
        let (mut ids, by) = (Ids::new(6), Name::from("amira"));
        for (number, gesture) in gestures.iter().enumerate() {
            let mut hand = Hand { by: &by, now: now(), ids: &mut ids };
            let Some(change) = change(&project, gesture, &mut hand) else { continue };
            prop_assert!(project.apply(&change).is_ok());
            if number == skipped % gestures.len() {
                continue;
            }
            let before = elsewhere.clone();
            if elsewhere.apply(&change).is_err() {
                prop_assert_eq!(&elsewhere, &before);
            }
            prop_assert_eq!(elsewhere.faults(), vec![]);
        }
    }
}

#[test]
fn a_large_change_and_its_undo_leave_what_many_small_ones_do() {
    let (mut project, articles) = project(&[("long", &"word ".repeat(400)), ("other", "one two")]);
    let at_first = project.clone();
    let (mut ids, by) = (Ids::new(8), Name::from("amira"));
    let text = project.article(articles[0]).unwrap().text.clone();
    let drafts = (0..400).map(|number| MarkDraft::new(articles[0], TextRange::new(&text, number * 5..number * 5 + 4).unwrap(), &label(number)));
    let mut hand = Hand { by: &by, now: now(), ids: &mut ids };
    let (change, made) = edit::add_marks(&project, &mut hand, drafts.collect()).unwrap();
    let reading = |project: &Project| project.marks_in(articles[0]).map(|mark| mark.id).collect::<Vec<_>>();
    project.apply(&change).unwrap();
    let marked = project.clone();
    assert_eq!((reading(&project), project.counts(articles[0]).marks()), (made.clone(), 400));
    assert_eq!(project.marks_touching(articles[0], 500, 510).count(), 2);
    project.revert(&change).unwrap();
    assert_eq!((&project, reading(&project), project.counts(articles[0]).marks()), (&at_first, vec![], 0));
    project.apply(&change).unwrap();
    let removal = edit::remove_articles(&project, &hand, &[articles[0]]).unwrap();
    project.apply(&removal).unwrap();
    assert_eq!((project.mark_count(), project.places(articles[0]).is_none()), (0, true));
    project.revert(&removal).unwrap();
    assert_eq!((&project, reading(&project), project.counts(articles[0]).marks()), (&marked, made, 400));
    let mut broken = change.clone();
    broken.edits.extend(change.edits.iter().take(1).cloned());
    let mut elsewhere = at_first.clone();
    assert!(elsewhere.apply(&broken).is_err());
    assert_eq!((&elsewhere, reading(&elsewhere)), (&at_first, vec![]), "a large change that does not fit leaves all as it was");
}

#[test]
fn comments_that_answer_across_things_go_once() {
    use factmark::edit::{Edit, Swap};
    use factmark::project::{Comment, CommentId, Subject};
    let (mut project, articles) = project(&[("a", "one two")]);
    let (mut ids, by) = (Ids::new(9), Name::from("amira"));
    let mut hand = Hand { by: &by, now: now(), ids: &mut ids };
    let text = project.article(articles[0]).unwrap().text.clone();
    let draft = MarkDraft::new(articles[0], TextRange::new(&text, 0..3).unwrap(), &Label::Claim);
    let (change, made) = edit::add_marks(&project, &mut hand, vec![draft]).unwrap();
    project.apply(&change).unwrap();
    let comment = |id: CommentId, about, reply_to| {
        let comment = Comment { id, about: Some(about), reply_to, text: "look".into(), by: by.clone(), on: None, resolved: false };
        Edit::Comment(Swap { before: None, after: Some(std::sync::Arc::new(comment)) })
    };
    let mut other = Ids::new(10);
    let (first, second) = (CommentId::next(&mut other), CommentId::next(&mut other));
    let edits = vec![comment(first, Subject::Article(articles[0]), None), comment(second, Subject::Mark(made[0]), Some(first))];
    project.apply(&Change { name: "comment".into(), by: by.clone(), on: None, edits }).unwrap();
    let removal = edit::remove_articles(&project, &hand, &[articles[0], articles[0]]).unwrap();
    project.apply(&removal).unwrap();
    assert_eq!((project.comments().count(), project.article_count()), (0, 0));
}
