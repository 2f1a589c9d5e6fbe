//! The selected mark: its words, where it stands, and what analysts said about it.

use super::attributes::{Attribute, attributes, quantity_words};
use super::checks::{CheckShown, check_shown};
use super::links::{LinkShown, links};
use crate::project::{Label, Mark, MarkId, MarkState, Meaning, Name, Project};
use crate::session::Session;
use crate::text::{Text, TextRange, grapheme_floor};
use std::ops::Range;

/// The most bytes of a mark's words that are shown; what is longer ends in `…`.
const WORDS: usize = 1200;

/// What the details show.
#[derive(Clone, PartialEq, Debug)]
pub struct Details {
    /// The mark.
    pub id: MarkId,
    /// Its label.
    pub label: Label,
    /// Every label that it could have, with the key that gives it.
    pub labels: Vec<Choice>,
    /// The words of its fragments, with ` … ` between them.
    pub words: String,
    /// Bytes of the words that are figures inside a claim.
    pub figures: Vec<Range<usize>>,
    /// Where it stands, in code points, and which of the article's marks it is: `104–187 · 1 of 17`.
    pub position: String,
    /// What its label has: what is chosen and what is typed.
    pub attributes: Vec<Attribute>,
    /// What a figure says, in words; none for other labels, and where nothing is known.
    pub quantity: Option<String>,
    /// Its links, from either end, as many as are shown.
    pub links: Vec<LinkShown>,
    /// How many links there are beyond those.
    pub more_links: usize,
    /// The check that a claim mentions.
    pub check: Option<CheckShown>,
    /// The analyst's note.
    pub note: String,
    /// Whether the reviewer should look at it.
    pub discuss: bool,
    /// Its tags.
    pub tags: Vec<Name>,
    /// The project's tags that it does not have.
    pub other_tags: Vec<Name>,
    /// Who made it and when: `by amira · 3 Mar 2026`.
    pub made: String,
    /// Whether the project may be changed.
    pub is_writable: bool,
}

/// A label that can be given.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Choice {
    /// The label.
    pub label: Label,
    /// Its key, if it has one.
    pub key: Option<char>,
}

/// The details of the selected mark; none where no mark is selected.
pub fn details(session: &Session) -> Option<Details> {
    let project = session.project()?;
    let mark = session.mark()?;
    let text = project.text_of(mark)?;
    let (words, figures) = words(project, mark, text);
    Some(Details {
        id: mark.id,
        label: mark.label(),
        labels: labels(project),
        words,
        figures,
        position: position(project, mark, text),
        attributes: attributes(project, mark),
        quantity: quantity(mark),
        links: links(project, mark),
        more_links: super::links::count(project, mark).saturating_sub(super::links::MOST),
        check: mark.check().and_then(|check| check_shown(project, check)),
        note: mark.note.clone(),
        discuss: mark.discuss,
        tags: mark.tags.clone(),
        other_tags: project.tags().filter(|tag| !mark.tags.contains(tag)).cloned().collect(),
        made: made(project, mark),
        is_writable: session.is_writable(),
    })
}

fn quantity(mark: &Mark) -> Option<String> {
    match &mark.meaning {
        Meaning::Figure(figure) => quantity_words(figure),
        Meaning::Claim(_) | Meaning::Source(_) | Meaning::Own(_) => None,
    }
}

/// The three, then the project's own in the order of their keys, those without a key last.
fn labels(project: &Project) -> Vec<Choice> {
    let three = Label::THREE.into_iter().zip(['1', '2', '3']).map(|(label, key)| Choice { label, key: Some(key) });
    let mut own: Vec<Choice> = project.own_labels().map(|label| Choice { label: Label::Own(label.name.clone()), key: label.key }).collect();
    own.sort_by_key(|choice| choice.key.unwrap_or(char::MAX));
    three.chain(own).collect()
}

fn words(project: &Project, mark: &Mark, text: &Text) -> (String, Vec<Range<usize>>) {
    let mut words = String::new();
    let mut figures = Vec::new();
    let is_claim = mark.label() == Label::Claim;
    for range in mark.at.iter() {
        if words.len() >= WORDS {
            break;
        }
        if !words.is_empty() {
            words.push_str(" … ");
        }
        let room = WORDS - words.len().min(WORDS);
        let end = if range.end() - range.start() > room { grapheme_floor(text.as_str(), range.start() + room) } else { range.end() };
        let Some(shown) = TextRange::new(text, range.start()..end) else { continue };
        if is_claim {
            figures.extend(figures_in(project, mark, shown).map(|bytes| bytes.start + words.len()..bytes.end + words.len()));
        }
        words.push_str(shown.of(text));
        if end < range.end() {
            words.push('…');
        }
    }
    // The words stand as one paragraph: line feeds and separators inside a mark are spaces here, of as many bytes.
    (words.replace('\n', " ").replace(['\u{2028}', '\u{2029}'], "\u{2002}"), figures)
}

/// The accepted figures inside a range of a claim, in bytes from its start.
fn figures_in<'a>(project: &'a Project, mark: &Mark, shown: TextRange) -> impl Iterator<Item = Range<usize>> + 'a {
    let inner = project.marks_touching(mark.article, shown.start(), shown.end());
    let figures = inner.filter(|mark| mark.label() == Label::Figure && mark.is_accepted());
    let ranges = figures.flat_map(|mark| mark.at.iter()).filter(move |range| shown.contains(*range));
    ranges.map(move |range| range.start() - shown.start()..range.end() - shown.start())
}

fn position(project: &Project, mark: &Mark, text: &Text) -> String {
    let points = text.code_points();
    let parts: Vec<Range<usize>> = mark.at.iter().map(|range| points.of(range)).collect();
    let place = match parts.as_slice() {
        [first, .., last] if parts.len() > 3 => format!("{}–{} in {} fragments", first.start, last.end, parts.len()),
        few => few.iter().map(|part| format!("{}–{}", part.start, part.end)).collect::<Vec<_>>().join(", "),
    };
    let from = project.article(mark.article).and_then(|article| super::origin::place(article, mark.at.first().start()));
    let place = from.map_or(place.clone(), |from| format!("{place} · {from}"));
    let number = project.places(mark.article).and_then(|places| Some((places.position(&mark.at, mark.id)? + 1, places.len())));
    number.map_or_else(|| place.clone(), |(number, all)| format!("{place} · {number} of {all}"))
}

fn made(project: &Project, mark: &Mark) -> String {
    let by = (!mark.by.is_empty()).then(|| format!("by {}", project.shown_maker(mark)));
    let on = mark.on.map(super::day);
    let state = match mark.state {
        MarkState::Accepted => None,
        MarkState::Proposed => Some("proposed".to_owned()),
        MarkState::Rejected => Some("rejected".to_owned()),
    };
    [by, on, state].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}
