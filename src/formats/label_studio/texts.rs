//! The text of a task, and whether its regions stand where they say.

use super::hyper;
use crate::formats::Span;
use crate::formats::jsonl_lines::{Sure, counted};
use crate::text::{Unit, Units};
use std::collections::HashMap;

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
    /// What is to be said of the choice.
    pub(super) why: Option<String>,
    /// The members of `data` that are other texts, by the objects that show them.
    pub(super) others: HashMap<String, String>,
}

impl Chosen {
    /// The member of `data` that an object shows, where that is certainly another one.
    pub(super) fn other(&self, object: &str) -> Option<String> {
        self.others.get(object).cloned()
    }
}

/// A text with what is known of the places in it.
pub(super) struct Settled {
    /// The text.
    pub(super) text: String,
    /// In what its places are counted.
    pub(super) unit: Option<Unit>,
    /// The spans, by number, whose places had blanks at their edges that their words do not have.
    pub(super) trimmed: Vec<usize>,
    /// What is to be said of the unit.
    pub(super) why: Option<String>,
}

/// The text of a task and the unit in which its regions fit, and each quote as the text has it where only white space was lost.
///
/// Plain texts are counted in code points, but editions before 1.4 wrote UTF-16. In a page nobody says the unit, nor whether a line break counts.
pub(super) fn settle(chosen: &Chosen, spans: &mut [Span]) -> Settled {
    let texts = if chosen.is_page { vec![hyper::text(&chosen.source, "\n"), hyper::text(&chosen.source, "")] } else { vec![chosen.source.clone()] };
    let mut best: Option<(usize, &String, Unit)> = None;
    let mut is_tie = false;
    for text in &texts {
        for unit in [Unit::CodePoints, Unit::Utf16] {
            let units = Units::of(text, unit);
            let fits = spans.iter().map(|span| fit(text, &units, span)).sum();
            is_tie = best.is_some_and(|(most, _, _)| fits == most) || (is_tie && best.is_some_and(|(most, _, _)| fits < most));
            if best.is_none_or(|(most, _, _)| fits > most) {
                best = Some((fits, text, unit));
            }
        }
    }
    let Some((fits, text, mut unit)) = best else { return Settled { text: String::new(), unit: None, trimmed: Vec::new(), why: None } };
    let mut why = None;
    let silent: Vec<Span> = spans.iter().filter(|span| span.quote.is_empty()).map(|span| Span { at: span.at.clone(), ..Span::default() }).collect();
    if is_tie && !silent.is_empty() && !chosen.is_page {
        (unit, why) = counted(text, &silent, unit, Sure::No);
    }
    let units = Units::of(text, unit);
    let trimmed = spans.iter_mut().enumerate().filter_map(|(number, span)| put_right(text, &units, span).then_some(number)).collect();
    Settled { text: text.clone(), unit: (fits > 0 || !chosen.is_page).then_some(unit), trimmed, why }
}

/// Gives a span the words as the text has them, where only white space was lost. Whether its place was without blanks at its edges then.
fn put_right(text: &str, units: &Units<'_>, span: &mut Span) -> bool {
    let (Some(found), Some(at), Some(quote)) = (words(text, units, span), span.at.first_mut(), span.quote.first_mut()) else { return false };
    if found == quote {
        return false;
    }
    let inner = found.trim();
    if is_alike(found, quote) {
        found.clone_into(quote);
        return false;
    }
    let is_trimmed = !inner.is_empty() && is_alike(inner, quote);
    let start = units.byte(at.0).map(|start| start + found.len() - found.trim_start().len());
    if let (true, Some(start)) = (is_trimmed, start) {
        *at = (units.at(start), units.at(start + inner.len()));
        inner.clone_into(quote);
        return true;
    }
    false
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
pub(super) fn fit(text: &str, units: &Units<'_>, span: &Span) -> usize {
    let both = words(text, units, span).zip(span.quote.first());
    both.map_or(0, |(words, quote)| if words == quote { 2 } else { usize::from(is_alike(words, quote) || is_alike(words.trim(), quote)) })
}

fn words<'t>(text: &'t str, units: &Units<'_>, span: &Span) -> Option<&'t str> {
    let (start, end) = *span.at.first()?;
    text.get(units.bytes(start..end)?)
}

/// Whether only white space was lost, none of it at the edges. Words that are far longer than their quote are not looked at: many may be as long as
/// the text.
fn is_alike(words: &str, quote: &str) -> bool {
    if words.len() > 4 * quote.len() + 64 {
        return false;
    }
    let (words, quote) = (unescaped(words), unescaped(quote));
    let edges = |words: &str| (words.starts_with(char::is_whitespace), words.ends_with(char::is_whitespace));
    let spread = |words: &str| words.split_whitespace().fold(String::new(), |all, word| all + " " + word);
    let is_blank = words.trim().is_empty();
    // White space is lost, never gained.
    let is_shorter = quote.chars().count() <= words.chars().count();
    if is_blank { words == quote } else { is_shorter && edges(&words) == edges(&quote) && spread(&words) == spread(&quote) }
}

/// Line ends, which the editor writes as `\n` in two characters.
fn unescaped(words: &str) -> String {
    words.replace("\\n", "\n").replace("\\r", "\r")
}
