//! What is kept of a file's lines, and how it is found again when they are written.

use super::line::{Line, SpanLine, key, parse};
use super::{NAME, NOTE, OWN_NOTE, names, spell};
use crate::project::{Article, Label, Mark};
use std::borrow::Cow;
use std::collections::HashMap;

/// The beginning of a mark's id.
const ID: &str = "id ";
/// The beginning of the order of lines.
const ORDER: &str = "order\n";
/// What stands in the order for a line without an id.
const NOBODY: &str = "*";

const CLAIM: &[&str] = &["worth", "voice", "kinds", "verdict"];
const SOURCE: &[&str] = &["name", "naming", "kind"];
const FIGURE: &[&str] = &["low", "high", "how", "unit", "what", "trend", "kind"];

/// The fields of a label that attributes say.
pub(super) fn fields(label: &Label) -> &'static [&'static str] {
    match label {
        Label::Claim => CLAIM,
        Label::Source => SOURCE,
        Label::Figure => FIGURE,
        Label::Own(_) => &[],
    }
}

/// The field that an attribute's name is, without regard to case.
pub(super) fn field(name: &str) -> Option<&'static str> {
    [CLAIM, SOURCE, FIGURE].into_iter().flatten().copied().find(|field| field.eq_ignore_ascii_case(name))
}

/// The role without the number by which brat tells apart several of one name.
pub(super) fn role(role: &str) -> &str {
    role.trim_end_matches(|c: char| c.is_ascii_digit())
}

/// What a note on a mark says, if it is an analyst's.
pub(super) fn note<'a>(kind: &str, text: &'a str) -> Option<Cow<'a, str>> {
    match kind {
        NOTE => Some(Cow::Borrowed(text)),
        OWN_NOTE => Some(Cow::Owned(spell::noted(text))),
        _ => None,
    }
}

/// The entry of a mark whose line we write as it was.
pub(super) fn of_id(id: &str) -> String {
    format!("{ID}{id}")
}

/// The entry of the order of lines.
pub(super) fn of_order(ids: &[&str]) -> String {
    let words: Vec<&str> = ids.iter().map(|id| if id.is_empty() { NOBODY } else { id }).collect();
    format!("{ORDER}{}", words.join(" "))
}

/// A line that was kept.
pub(super) struct Held<'a> {
    /// Its id; empty where it has none.
    pub(super) id: &'a str,
    /// The line, without its end.
    pub(super) raw: &'a str,
    /// What it says.
    pub(super) says: Line<'a>,
}

/// What a mark keeps.
#[derive(Default)]
pub(super) struct OfMark<'a> {
    /// Its id in the file.
    pub(super) id: &'a str,
    /// Its line, where it is not written as ours are.
    pub(super) line: Option<(&'a str, SpanLine<'a>)>,
    /// Lines about it.
    pub(super) lines: Vec<Held<'a>>,
}

impl<'a> OfMark<'a> {
    pub(super) fn of(mark: &'a Mark) -> Self {
        let mut all = Self::default();
        for text in mark.kept.iter().filter(|kept| kept.format.as_ref() == NAME).map(|kept| kept.text.as_str()) {
            if let Some(id) = text.strip_prefix(ID).filter(|id| id.starts_with('T') && key(id).is_some()) {
                all.id = if all.id.is_empty() { id } else { all.id };
                continue;
            }
            for held in held(text) {
                match held.says {
                    Line::Span(line) if all.id.is_empty() => {
                        all.id = held.id;
                        all.line = Some((held.raw, line));
                    }
                    // No reader keeps a line on a mark that is not about it.
                    Line::Span(_) | Line::Set { .. } | Line::Other => {}
                    Line::Relation { .. } | Line::Event { .. } | Line::Attribute { .. } | Line::Normal { .. } | Line::Note { .. } => {
                        all.lines.push(held);
                    }
                }
            }
        }
        all
    }
}

/// What an article keeps.
#[derive(Default)]
pub(super) struct OfArticle<'a> {
    /// Where the line of an id stood.
    pub(super) order: HashMap<&'a str, usize>,
    /// Where lines without an id stood.
    pub(super) nobody: Vec<usize>,
    /// Lines of nobody.
    pub(super) lines: Vec<Held<'a>>,
}

impl<'a> OfArticle<'a> {
    pub(super) fn of(article: &'a Article) -> Self {
        let mut all = Self::default();
        for text in article.kept.iter().filter(|kept| kept.format.as_ref() == NAME).map(|kept| kept.text.as_str()) {
            if let Some(order) = text.strip_prefix(ORDER) {
                for (place, id) in order.split(' ').enumerate() {
                    if id == NOBODY {
                        all.nobody.push(place);
                    } else {
                        all.order.insert(id, place);
                    }
                }
            } else if !names::is_about(text) {
                all.lines.extend(held(text).filter(|held| !matches!(held.says, Line::Span(_))));
            }
        }
        all
    }
}

/// The lines of an entry that the reader would take.
fn held(text: &str) -> impl Iterator<Item = Held<'_>> {
    let lines = text.split('\n').map(|raw| raw.trim_end_matches('\r')).filter(|raw| !raw.trim().is_empty());
    lines.filter_map(|raw| parse(raw).ok().map(|(id, says)| Held { id, raw, says }))
}
