//! The text-bound lines: each stands at its words, or is refused and named with all that is about it.

use super::super::{Document, Placed, Span, anchored};
use super::entry::{Entries, Entry};
use super::line::{Line, SpanLine, short};
use super::quote::{self, Said};
use super::read::{Home, Sheet};
use super::source::Counted;
use super::{kept, place, spell};
use crate::project::{Kept, Label};
use crate::text::{Text, Unit, Units};

/// Why words have no place.
const TOO_LONG: &str = "its text is not as long as its place";
const TOO_LONG_FOR_ALL: &str = "its text is not as long as its fragments with a blank between them";

/// A text-bound line that may become a span.
struct Found {
    /// Its place among the entries.
    entry: usize,
    span: Span,
    /// Whether its words are at its place.
    is_there: bool,
    /// How many lines behind it hold more of its words.
    lines: usize,
}

/// What the intake will do with a span.
#[derive(Clone, Copy)]
enum Surely {
    Taken,
    /// It is taken at the only place of its words.
    Moved,
    /// It is refused, unless somebody says in what places are counted.
    Doubtful,
    Refused,
}

/// How a text was counted.
struct Count<'t> {
    unit: Unit,
    shift: usize,
    text: &'t str,
    units: Units<'t>,
    points: Units<'t>,
}

impl<'a> Sheet<'a> {
    /// Takes the text and the text-bound lines.
    pub(super) fn spans(&mut self, entries: &mut Entries<'a>, counted: Counted<'a>) {
        let Counted { text, crlf, shift, unit, said } = counted;
        self.document.origin.crlf = crlf;
        self.document.unit = Some(unit);
        let count = Count { unit, shift, text: &text, units: Units::of(&text, unit), points: Units::of(&text, Unit::CodePoints) };
        self.tell_count(&count);
        let mut all = Vec::with_capacity(said.len());
        let mut said = said.into_iter();
        for (place, entry) in entries.all.iter().enumerate() {
            let Line::Span(line) = &entry.says else { continue };
            let found = match said.next().flatten() {
                Some(said) => Some(self.there(entry, line, &said, &count)),
                None => self.elsewhere(entry, line, &entries.behind(place), shift),
            };
            let Some((span, lines, is_there)) = found else { continue };
            all.push(Found { entry: place, span, is_there, lines });
        }
        self.document.text = text;
        let sure = self.sure(&all);
        for (found, sure) in all.into_iter().zip(sure) {
            let Some(entry) = entries.all.get(found.entry) else { continue };
            match sure {
                Surely::Taken => {}
                Surely::Moved => drop(self.moved.insert(self.document.spans.len())),
                Surely::Doubtful => drop(self.doubtful.insert(self.document.spans.len())),
                Surely::Refused => {
                    // It is the intake that says so: that a line's words are not there tells how sure the unit of the others is.
                    self.lost.insert(entry.id, (entry.file, entry.line));
                    self.document.spans.push(found.span);
                    continue;
                }
            }
            if found.lines > 0 {
                self.repair(entry, format!("its words are broken over lines {} to {}: they are taken as one", entry.line, entry.line + found.lines));
            }
            self.homes.insert(entry.id, Home::Span(self.document.spans.len()));
            self.document.spans.push(found.span);
            entries.use_up(found.entry, found.lines);
        }
    }

    /// Says once that places are counted otherwise than they are written back.
    fn tell_count(&mut self, count: &Count<'_>) {
        let unit = count.unit.name();
        if count.unit != Unit::CodePoints {
            self.repaired.push((0, 0, format!("its places are counted in {unit}: they are code points when they are written back")));
        }
        if count.shift > 0 {
            self.repaired.push((0, 0, format!("its places count the byte order mark of the text: they are {} less when they are written back", count.shift)));
        }
    }

    fn span(&self, entry: &Entry<'a>, line: &SpanLine<'a>, at: Vec<(usize, usize)>, quote: Vec<String>) -> Span {
        let file = if entry.file == 0 { String::new() } else { self.parts.get(entry.file).cloned().unwrap_or_default() };
        Span { file, line: entry.line, id: entry.id.to_owned(), label: spell::named(line.label).into_owned(), at, quote, ..Span::default() }
    }

    fn kept(&self, text: String) -> Vec<Kept> {
        vec![Kept { format: self.format.clone(), text }]
    }

    /// A span whose words are at its place: fragments in the order of the text, those with only breaks between them as one, and the words of the text.
    fn there(&mut self, entry: &Entry<'a>, line: &SpanLine<'a>, said: &Said<'a>, count: &Count<'_>) -> (Span, usize, bool) {
        let mut ranges = said.ranges.clone();
        ranges.sort_unstable_by_key(|range| range.start);
        let ranges = place::joined(count.text, ranges.into_iter());
        let at = ranges.iter().map(|range| (count.units.at(range.start), count.units.at(range.end))).collect();
        let quote = ranges.iter().map(|range| count.text.get(range.clone()).unwrap_or_default().to_owned()).collect();
        let mut span = self.span(entry, line, at, quote);
        let mut ours = entry.id.to_owned();
        place::push_line(&mut ours, &spell::name(Label::named(&span.label).name()), count.text, &count.points, &ranges);
        let can_stand = count.unit == Unit::CodePoints && count.shift == 0 && line.is_in_order() && said.lines == 0;
        if !line.is_in_order() {
            self.repair(entry, "its fragments are not in the order of the text: they are when it is written back".to_owned());
        }
        if !said.tail.trim().is_empty() {
            let then = if can_stand { "kept with the line" } else { "left out" };
            self.repair(entry, format!("behind the words of its place stands “{}”, which is no part of them: it is {then}", short(said.tail.trim())));
        }
        span.kept = self.kept(if !can_stand || ours == entry.raw { kept::of_id(entry.id) } else { entry.raw.to_owned() });
        (span, said.lines, true)
    }

    /// A span whose words are not at its place, if it is certain which words they are.
    fn elsewhere(&mut self, entry: &Entry<'a>, line: &SpanLine<'a>, behind: &[&str], shift: usize) -> Option<(Span, usize, bool)> {
        let Some((quote, lines)) = quote::cut(line, behind) else {
            self.refuse(entry, if line.places.len() > 1 { TOO_LONG_FOR_ALL } else { TOO_LONG }.to_owned());
            return None;
        };
        let at = line.places.iter().map(|(start, end)| (start.saturating_sub(shift), end.saturating_sub(shift))).collect();
        let mut span = self.span(entry, line, at, quote);
        span.kept = self.kept(kept::of_id(entry.id));
        Some((span, lines, false))
    }

    /// What will become of each span: this must be known before the lines about it are looked at. Whether one is taken that has its place in some
    /// other unit only is for whoever may name the unit.
    fn sure(&self, all: &[Found]) -> Vec<Surely> {
        if all.iter().all(|found| found.is_there) {
            return vec![Surely::Taken; all.len()];
        }
        let text = Text::new(self.document.text.as_str());
        let spans = all.iter().map(|found| found.span.clone()).collect();
        let document = Document { text: self.document.text.clone(), unit: self.document.unit, spans, ..Document::default() };
        let units = Unit::ALL.map(|unit| Units::of(text.as_str(), unit));
        let is_there = |span: &Span, units: &Units<'_>| {
            let mut both = span.at.iter().zip(&span.quote);
            both.all(|((start, end), words)| units.bytes(*start..*end).and_then(|range| text.as_str().get(range)) == Some(words))
        };
        let placed = anchored(&document, &text, None).spans.into_iter().zip(&document.spans);
        let surely = |(placed, span): (Result<Placed, String>, &Span)| match placed {
            Ok(placed) if placed.is_moved => Surely::Moved,
            Ok(_) => Surely::Taken,
            Err(_) if units.iter().any(|units| is_there(span, units)) => Surely::Doubtful,
            Err(_) => Surely::Refused,
        };
        placed.map(surely).collect()
    }
}
