//! One source with what is said of it, and where that stands in its text.

use super::super::jsonl_lines::{Sure, counted};
use super::super::record::{Document, Reading, Span};
use super::place::Selected;
use crate::project::ArticleId;
use crate::text::{Text, TextRange, Unit, Units, only_places};

/// A source with what is said of it.
#[derive(Default)]
pub(super) struct Sheet {
    /// Its IRI; empty where it has none.
    pub(super) iri: String,
    /// What is said of it; the places of its spans are in `ranges` until the text is there.
    pub(super) document: Document,
    /// Whether the document has its text.
    pub(super) has_text: bool,
    /// The id of its article, where the file is one of ours.
    pub(super) own: Option<String>,
    /// The file of its text.
    pub(super) text_file: String,
    /// Whether several files say something of it.
    pub(super) is_mixed: bool,
    /// Where each of its spans is, as far as it was read.
    pub(super) ranges: Vec<Vec<Selected>>,
}

impl Sheet {
    /// Notes where something is said of it.
    pub(super) fn stands_in(&mut self, file: &str, line: usize) {
        if self.document.file.is_empty() {
            (self.document.file, self.document.line) = (file.to_owned(), line);
        }
        self.is_mixed |= self.document.file != file;
    }

    /// A document names one file for its lines: where several say something of it, that is its text, or its source, and there are no lines.
    fn name_one_file(&mut self) {
        if !self.is_mixed {
            return;
        }
        self.document.file = if self.text_file.is_empty() { self.iri.clone() } else { self.text_file.clone() };
        self.document.line = 0;
        self.document.spans.iter_mut().for_each(|span| span.line = 0);
        self.document.ties.iter_mut().for_each(|tie| tie.line = 0);
    }

    /// The document with its places, in the unit in which most of its words stand at them. Spans without a place are refused. Where there is no
    /// text, the places are as they are in the file, and the text of the project has to show where the others are.
    pub(super) fn placed(mut self, reading: &mut Reading<'_>) -> Document {
        self.name_one_file();
        let Self { mut document, ranges, has_text, .. } = self;
        let spans = std::mem::take(&mut document.spans);
        if !has_text {
            document.is_named_only = true;
            document.spans = spans.into_iter().zip(ranges).map(|(span, ranges)| unplaced(span, ranges)).collect();
            return document;
        }
        let text = Text::new(document.text.as_str());
        let (unit, units) = unit_of(text.as_str(), &ranges);
        let mut found = found(&text, &units, &ranges).into_iter();
        for (mut span, ranges) in spans.into_iter().zip(ranges) {
            let label = if span.id.is_empty() { span.label.clone() } else { format!("{} {}", span.label, span.id) };
            let (mut why_not, mut is_moved) = (None, false);
            for range in &ranges {
                let place = if range.is_right(text.as_str(), &units) { range.at } else { found.next().flatten() };
                is_moved |= range.at.is_some() && place != range.at;
                match place {
                    Some(place) => span.at.push(place),
                    None => why_not = Some(range.why_not()),
                }
            }
            if let Some(why) = why_not {
                reading.refuse(&document.file, span.line, format!("{label}: {why}"));
                continue;
            }
            if is_moved {
                let why = format!("{label}: its words were not at its place but once elsewhere in the text, as far as is known: it was moved there");
                reading.repair(&document.file, span.line, why);
            }
            span.quote = quotes(ranges);
            document.spans.push(span);
        }
        document.unit = Some(unit);
        if unit != Unit::CodePoints {
            reading.repair(&document.file, document.line, format!("its places are taken as {}, in which most of its words are at them", unit.name()));
        }
        let sure = if document.id.parse::<ArticleId>().is_ok() { Sure::Yes } else { Sure::Mostly };
        if counted(&document.text, &document.spans, Unit::CodePoints, sure).0 != Unit::CodePoints {
            let why =
                "its places are code points, as the standard has it, and no words prove them; as UTF-16 code units they would all begin and end with words";
            reading.repair(&document.file, document.line, why);
        }
        document
    }
}

/// The words of each range; none where one of them has none.
fn quotes(ranges: Vec<Selected>) -> Vec<String> {
    ranges.into_iter().map(|range| range.exact).collect::<Option<Vec<String>>>().unwrap_or_default()
}

/// A span with its places as the file has them; none where one of them has none.
fn unplaced(mut span: Span, ranges: Vec<Selected>) -> Span {
    span.at = ranges.iter().map(|range| range.at).collect::<Option<Vec<_>>>().unwrap_or_default();
    span.quote = quotes(ranges);
    span
}

/// The unit in which most words stand at their places: code points, as the standard has it, unless more do so in another.
fn unit_of<'t>(text: &'t str, ranges: &[Vec<Selected>]) -> (Unit, Units<'t>) {
    let said = || ranges.iter().flatten().filter(|range| range.at.is_some() && range.exact.is_some());
    let count = |units: &Units<'_>| said().filter(|range| range.is_right(text, units)).count();
    let all = said().count();
    let points = Units::of(text, Unit::CodePoints);
    let mut best = (count(&points), Unit::CodePoints, points);
    for unit in Unit::ALL {
        if best.0 == all {
            break;
        }
        let units = Units::of(text, unit);
        let right = count(&units);
        if right > best.0 {
            best = (right, unit, units);
        }
    }
    // A few words are anywhere by accident.
    if 2 * best.0 < all { (Unit::CodePoints, Units::of(text, Unit::CodePoints)) } else { (best.1, best.2) }
}

/// The places of those ranges whose words are not at their place, in their order: the only one with what stands around them, else the only one.
fn found(text: &Text, units: &Units<'_>, ranges: &[Vec<Selected>]) -> Vec<Option<(usize, usize)>> {
    let lost: Vec<&Selected> = ranges.iter().flatten().filter(|range| !range.is_right(text.as_str(), units)).collect();
    let contexts: Vec<String> = lost.iter().map(|range| range.in_context()).collect();
    let alone = lost.iter().map(|range| range.exact.as_deref().unwrap_or_default());
    let quotes: Vec<&str> = contexts.iter().map(String::as_str).chain(alone).collect();
    let places = only_places(text, &quotes);
    let (in_context, alone) = places.split_at_checked(lost.len()).unwrap_or_default();
    let place = |((range, in_context), alone): ((&&Selected, &Option<TextRange>), &Option<TextRange>)| {
        let bytes = in_context.map(|place| range.inside(place)).or_else(|| alone.map(|place| place.start()..place.end()))?;
        Some((units.at(bytes.start), units.at(bytes.end)))
    };
    lost.iter().zip(in_context).zip(alone).map(place).collect()
}
