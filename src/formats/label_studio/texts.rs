//! Which string of a task is its text, and whether its regions stand where they say.

use super::hyper;
use super::json;
use super::pieces::Piece;
use super::task::Task;
use crate::formats::Span;
use crate::text::{Unit, Units};
use std::collections::{HashMap, HashSet};

/// An object of a labelling config: a name and the member of `data` that it shows.
pub(super) struct Shown {
    pub(super) name: String,
    pub(super) key: String,
    pub(super) is_page: bool,
}

/// The text of a task.
pub(super) struct Chosen {
    /// The member of `data` that has it.
    pub(super) key: String,
    /// It to the letter; the source of a page.
    pub(super) source: String,
    /// Whether it is the source of a page.
    pub(super) is_page: bool,
    /// The members of `data` that are other texts, by the objects that show them.
    others: HashMap<String, String>,
}

impl Chosen {
    /// The member of `data` that an object shows, where that is certainly another one.
    pub(super) fn other(&self, object: &str) -> Option<String> {
        self.others.get(object).cloned()
    }
}

/// The text: what the regions are about, else `text`, else the only string that is longer than any other. None where there is none.
pub(super) fn choose(task: &Task<'_>, shown: &[Shown]) -> Option<Chosen> {
    // Each string of the data by its own name, for that is what its object is often called; a config knows better.
    let strings: HashSet<&str> = task.data.iter().filter(|(_, raw)| json::is_text(raw)).map(|(name, _)| name).collect();
    let mut objects: HashMap<&str, &str> = strings.iter().map(|name| (*name, *name)).collect();
    objects.extend(shown.iter().filter(|shown| strings.contains(shown.key.as_str())).map(|shown| (shown.name.as_str(), shown.key.as_str())));
    let regions = || task.sides.iter().flat_map(|side| &side.pieces).filter(|piece| piece.is_region());
    let named = regions().find_map(|piece| objects.get(piece.to_name.as_str()).copied());
    // Without regions a config says it as well.
    let only = || shown.iter().map(|shown| shown.key.as_str()).find(|key| strings.contains(key));
    let key = named.or_else(only).or_else(|| strings.get("text").copied()).or_else(|| longest(task))?;
    let source = task.data.get(key).and_then(json::text)?;
    let is_page = regions().any(Piece::is_in_page) || shown.iter().any(|shown| shown.key == key && shown.is_page);
    let others = objects.iter().filter(|(_, other)| **other != key).map(|(object, other)| ((*object).to_owned(), (*other).to_owned()));
    Some(Chosen { key: key.to_owned(), source, is_page, others: others.collect() })
}

fn longest<'t>(task: &'t Task<'_>) -> Option<&'t str> {
    let mut lengths: Vec<(usize, &str)> = task.data.iter().filter_map(|(name, raw)| Some((json::text(raw)?.chars().count(), name))).collect();
    lengths.sort_unstable_by(|a, b| b.cmp(a));
    match (lengths.first(), lengths.get(1)) {
        (Some((one, _)), Some((two, _))) if one == two => None,
        (first, _) => first.map(|(_, name)| *name),
    }
}

/// The text of a task and the unit in which its regions fit, and each quote as the text has it where only white space was lost.
///
/// Plain texts are counted in code points, but editions before 1.4 wrote UTF-16. In a page nobody says the unit, nor whether a line break counts.
pub(super) fn settle(chosen: &Chosen, spans: &mut [Span]) -> (String, Option<Unit>) {
    let texts = if chosen.is_page { vec![hyper::text(&chosen.source, "\n"), hyper::text(&chosen.source, "")] } else { vec![chosen.source.clone()] };
    let mut best: Option<(usize, &String, Unit)> = None;
    for text in &texts {
        for unit in [Unit::CodePoints, Unit::Utf16] {
            let units = Units::of(text, unit);
            let fits = spans.iter().map(|span| fit(text, &units, span)).sum();
            if best.is_none_or(|(most, _, _)| fits > most) {
                best = Some((fits, text, unit));
            }
        }
    }
    let Some((fits, text, unit)) = best else { return (String::new(), None) };
    let units = Units::of(text, unit);
    for span in spans.iter_mut() {
        let words = words(text, &units, span);
        if let (Some(words), Some(quote)) = (words, span.quote.first_mut())
            && *quote != words
            && is_alike(words, quote)
        {
            words.clone_into(quote);
        }
    }
    (text.clone(), (fits > 0 || !chosen.is_page).then_some(unit))
}

/// Parts regions into the fragments that we wrote with them. One that was moved since, or has other words, is a mark from end to end.
pub(super) fn part(units: &Units<'_>, text: &str, spans: &mut [Span], fragments: &[Vec<(usize, usize)>]) {
    for (span, fragments) in spans.iter_mut().zip(fragments) {
        let ends = fragments.first().zip(fragments.last()).map(|(first, last)| (first.0, last.1));
        let is_in_order = fragments.windows(2).all(|pair| matches!(pair, [one, next] if one.1 <= next.0));
        let is_unmoved = ends.is_some() && ends == span.at.first().copied() && words(text, units, span) == span.quote.first().map(String::as_str);
        let quote: Option<Vec<String>> = fragments.iter().map(|(start, end)| Some(text.get(units.bytes(*start..*end)?)?.to_owned())).collect();
        if let (true, true, Some(quote)) = (is_in_order, is_unmoved, quote) {
            fragments.clone_into(&mut span.at);
            span.quote = quote;
        }
    }
}

/// 2 where a region's words stand at its place, 1 where they do but for white space.
fn fit(text: &str, units: &Units<'_>, span: &Span) -> usize {
    let both = words(text, units, span).zip(span.quote.first());
    both.map_or(0, |(words, quote)| if words == quote { 2 } else { usize::from(is_alike(words, quote)) })
}

fn words<'t>(text: &'t str, units: &Units<'_>, span: &Span) -> Option<&'t str> {
    let (start, end) = *span.at.first()?;
    text.get(units.bytes(start..end)?)
}

/// Whether only white space was lost. Words that are far longer than their quote are not looked at: many may be as long as the text.
fn is_alike(words: &str, quote: &str) -> bool {
    words.len() <= 4 * quote.len() + 64 && spread(words) == spread(quote)
}

/// The words with one space for each run of white space: the editor writes line ends as `\n` in two characters, and may lose double spaces.
fn spread(words: &str) -> String {
    words.replace("\\n", " ").replace("\\r", " ").split_whitespace().fold(String::new(), |all, word| all + " " + word)
}
