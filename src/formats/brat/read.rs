//! Folders of brat: which files belong together, and what their lines say.

use super::super::{Document, Files, Reading, Span, Tie};
use super::line::{Key, Line, SpanLine, key, parse, short};
use super::source::{self, Counted};
use super::{NAME, conf, kept, place, spell};
use crate::article::Origin;
use crate::project::{BaseLink, Kept, Label, Name, Word};
use crate::text::{Unit, Units};
use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap, HashSet};

/// The endings of files that other tools part one `.ann` into.
const PARTED: [&str; 4] = ["a1", "a2", "rel", "co"];

/// Reads every article of the files.
pub(super) fn folder(files: &dyn Files, reading: &mut Reading<'_>) {
    let paths = files.paths();
    let there: HashSet<&str> = paths.iter().map(String::as_str).collect();
    let mut confs: BTreeMap<&str, (&str, String)> = BTreeMap::new();
    for path in paths.iter().filter(|path| last_part(path) == conf::FILE) {
        match source::text(files, path) {
            Ok((text, _)) => drop(confs.insert(folder_of(path), (path, text))),
            Err(why) => reading.refuse(path, 0, why),
        }
    }
    for path in paths.iter().filter(|path| last_part(path) != conf::FILE) {
        let (stem, ending) = path.rsplit_once('.').unwrap_or((path, ""));
        let has = |ending: &str| there.contains(format!("{stem}.{ending}").as_str());
        match ending {
            "txt" => {
                let endings: &[&str] = if has("ann") { &["ann"] } else { &PARTED };
                let parts: Vec<String> = endings.iter().filter(|ending| has(ending)).map(|ending| format!("{stem}.{ending}")).collect();
                let Some(mut document) = article(files, path, &parts, reading) else { continue };
                if let Some((_, text)) = confs.remove(folder_of(path)) {
                    document.kept.insert(0, Kept { format: NAME.into(), text: format!("{}\n{text}", conf::FILE) });
                }
                reading.take(document);
            }
            "ann" | "a1" | "a2" | "rel" | "co" if !has("txt") => reading.refuse(path, 0, "there is no .txt of the same name beside it"),
            "a1" | "a2" | "rel" | "co" if has("ann") => reading.refuse(path, 0, "the .ann of the same name is read instead"),
            "ann" | "a1" | "a2" | "rel" | "co" => {}
            _ if last_part(path).starts_with('.') => {}
            _ => reading.refuse(path, 0, "it is no file of brat's text and annotations"),
        }
    }
    for (path, _) in confs.into_values() {
        reading.refuse(path, 0, "there is no article in its folder that it could be kept with");
    }
}

fn last_part(path: &str) -> &str {
    path.rsplit_once('/').map_or(path, |(_, file)| file)
}

fn folder_of(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// A line that says something, and where it stands.
struct Entry<'a> {
    file: usize,
    line: usize,
    raw: &'a str,
    id: &'a str,
    says: Line<'a>,
}

/// What an id names.
#[derive(Clone, Copy, PartialEq)]
enum Home {
    /// A span, by its place in the document.
    Span(usize),
    /// An event, by the span that triggers it.
    Event(usize),
    /// A relation.
    Relation,
    /// An attribute, a normalisation, a note.
    Word,
}

/// What is gathered of one article.
struct Sheet<'a> {
    document: Document,
    homes: HashMap<&'a str, Home>,
    /// Files and lines that are refused, with why.
    refused: Vec<(usize, usize, String)>,
    /// Lines that are kept on the article, by their place among the entries.
    kept: Vec<(usize, &'a str)>,
    /// Spans with a note.
    noted: HashSet<usize>,
    format: Name,
}

/// What takes lines of some kinds: whether this one is taken, none where it is of another kind.
type Pass<'a> = fn(&mut Sheet<'a>, usize, &Entry<'a>) -> Option<bool>;

fn article(files: &dyn Files, path: &str, parts: &[String], reading: &mut Reading<'_>) -> Option<Document> {
    let (text, bom) = source::text(files, path).map_err(|why| reading.refuse(path, 0, why)).ok()?;
    let mut sources = Vec::new();
    for part in parts {
        // Without its lines an article would look as if nothing were marked in it.
        sources.push(source::lines(files, part).map_err(|why| reading.refuse(part, 0, why)).ok()?);
    }
    let file = last_part(path).to_owned();
    let id = file.strip_suffix(".txt").unwrap_or(&file).to_owned();
    let origin = Origin { file, bom, ..Origin::default() };
    let document = Document { file: parts.first().map_or(path, String::as_str).to_owned(), id, origin, unit: Some(Unit::CodePoints), ..Document::default() };
    let mut sheet = Sheet { document, homes: HashMap::new(), refused: Vec::new(), kept: Vec::new(), noted: HashSet::new(), format: NAME.into() };
    let entries = entries(&sources, &mut sheet);
    sheet.spans(&entries);
    sheet.counted(text, bom, &entries);
    let taken = sheet.lines(&entries);
    sheet.keep(&entries, &taken);
    sheet.refused.sort();
    for (file, line, why) in sheet.refused {
        reading.refuse(parts.get(file).map_or(path, String::as_str), line, why);
    }
    Some(sheet.document)
}

fn entries<'a>(sources: &'a [Vec<u8>], sheet: &mut Sheet<'a>) -> Vec<Entry<'a>> {
    let mut entries = Vec::new();
    let mut first: HashMap<&str, (usize, usize)> = HashMap::new();
    for (file, source) in sources.iter().enumerate() {
        let source = source.strip_prefix(b"\xef\xbb\xbf").unwrap_or(source);
        for (line, bytes) in (1..).zip(source.split(|byte| *byte == b'\n')) {
            let bytes = bytes.strip_suffix(b"\r").unwrap_or(bytes);
            if bytes.is_empty() {
                continue;
            }
            let read = std::str::from_utf8(bytes).map_err(|_| "it is not UTF-8".to_owned()).and_then(|raw| Ok((raw, parse(raw)?)));
            match read {
                Ok((raw, (id, says))) => match first.get(id) {
                    Some((_, before)) => sheet.refused.push((file, line, format!("the id {} was taken before, in line {before}", short(id)))),
                    None => {
                        if !id.is_empty() {
                            first.insert(id, (file, line));
                        }
                        entries.push(Entry { file, line, raw, id, says });
                    }
                },
                Err(why) => sheet.refused.push((file, line, why)),
            }
        }
    }
    entries
}

impl<'a> Sheet<'a> {
    fn refuse(&mut self, entry: &Entry<'_>, why: String) {
        self.refused.push((entry.file, entry.line, why));
    }

    /// What an id names, if it is one of those that a line may speak of.
    fn home(&mut self, entry: &Entry<'_>, id: &str, may_be: fn(Home) -> bool) -> Option<Home> {
        let home = self.homes.get(id).copied().filter(|home| may_be(*home));
        if home.is_none() {
            let why = if self.homes.contains_key(id) { "of which this cannot be said" } else { "which no line before or after it has" };
            self.refuse(entry, format!("it is about {}, {why}", short(id)));
        }
        home
    }

    fn keep_on(&mut self, span: usize, text: impl Into<String>) {
        let kept = Kept { format: self.format.clone(), text: text.into() };
        if let Some(span) = self.document.spans.get_mut(span) {
            span.kept.push(kept);
        }
    }

    /// The text-bound lines, in the file's own places.
    fn spans(&mut self, entries: &[Entry<'a>]) {
        for entry in entries {
            let Line::Span(SpanLine { label, parts }) = &entry.says else { continue };
            self.homes.insert(entry.id, Home::Span(self.document.spans.len()));
            self.document.spans.push(Span {
                // Lines of a second file have no place in the first.
                line: if entry.file == 0 { entry.line } else { 0 },
                id: entry.id.to_owned(),
                label: spell::named(label).into_owned(),
                at: parts.iter().map(|(place, _)| *place).collect(),
                quote: parts.iter().map(|(_, words)| (*words).to_owned()).collect(),
                ..Span::default()
            });
        }
    }

    /// Finds how the text was counted, joins fragments over line breaks, and keeps ids.
    fn counted(&mut self, text: String, bom: bool, entries: &[Entry<'a>]) {
        let Counted { text, crlf, shift, agree } = source::counted(text, bom, &self.document.spans);
        let units = Units::of(&text, Unit::CodePoints);
        if agree.iter().any(|agrees| !agrees) {
            self.document.unit = None;
        }
        let raw = entries.iter().filter(|entry| matches!(entry.says, Line::Span(_)));
        let mut line = String::new();
        for ((span, entry), agrees) in self.document.spans.iter_mut().zip(raw).zip(agree) {
            line.clear();
            line.push_str(entry.id);
            if agrees {
                join(span, &text, &units, shift, &mut line);
            } else {
                span.at.iter_mut().for_each(|(start, end)| (*start, *end) = (start.saturating_sub(shift), end.saturating_sub(shift)));
            }
            let is_ours = !agrees || shift > 0 || line == entry.raw;
            let text = if is_ours { kept::of_id(entry.id) } else { entry.raw.to_owned() };
            span.kept.push(Kept { format: self.format.clone(), text });
        }
        self.document.origin.crlf = crlf;
        self.document.text = text;
    }

    /// All other lines; which of them are taken.
    fn lines(&mut self, entries: &[Entry<'a>]) -> Vec<bool> {
        let mut taken: Vec<bool> = entries.iter().map(|entry| matches!(entry.says, Line::Span(_))).collect();
        // Each speaks of ids of those before it only, but for events, which speak of each other.
        for entry in entries {
            if let Line::Event { trigger, .. } = &entry.says
                && let Some(Home::Span(span)) = self.home(entry, trigger, |home| matches!(home, Home::Span(_)))
            {
                self.homes.insert(entry.id, Home::Event(span));
            }
        }
        let passes: [Pass<'a>; 4] = [Self::event, Self::relation, Self::word, Self::rest];
        for pass in passes {
            for (place, (entry, taken)) in entries.iter().zip(&mut taken).enumerate() {
                *taken = pass(self, place, entry).unwrap_or(*taken);
            }
        }
        taken
    }

    fn event(&mut self, _: usize, entry: &Entry<'a>) -> Option<bool> {
        let Line::Event { roles, .. } = &entry.says else { return None };
        let Some(Home::Event(trigger)) = self.homes.get(entry.id).copied() else { return Some(false) };
        for (_, of) in roles {
            if self.home(entry, of, is_thing).is_none() {
                self.homes.remove(entry.id);
                return Some(false);
            }
        }
        for (role, of) in roles {
            let role = kept::role(role);
            if BaseLink::typed(role).is_some()
                && let Some(to) = self.homes.get(of).copied().and_then(span_of)
            {
                let cue = self.document.spans.get(trigger).map(|span| span.at.clone()).unwrap_or_default();
                self.tie(entry, role, trigger, to, cue);
            }
        }
        self.keep_on(trigger, entry.raw);
        Some(true)
    }

    fn relation(&mut self, _: usize, entry: &Entry<'a>) -> Option<bool> {
        let Line::Relation { kind, from, to } = &entry.says else { return None };
        let from = self.home(entry, from, is_thing).and_then(span_of);
        let to = from.and_then(|_| self.home(entry, to, is_thing)).and_then(span_of);
        let Some((from, to)) = from.zip(to) else { return Some(false) };
        self.homes.insert(entry.id, Home::Relation);
        self.tie(entry, &spell::named(kind), from, to, Vec::new());
        self.keep_on(from, entry.raw);
        Some(true)
    }

    fn tie(&mut self, entry: &Entry<'_>, kind: &str, from: usize, to: usize, cue: Vec<(usize, usize)>) {
        let id = |span: usize| self.document.spans.get(span).map(|span| span.id.clone()).unwrap_or_default();
        let line = if entry.file == 0 { entry.line } else { 0 };
        let tie = Tie { line, kind: kind.to_owned(), from: id(from), to: id(to), cue, auto: false };
        self.document.ties.push(tie);
    }

    /// Attributes and normalisations.
    fn word(&mut self, place: usize, entry: &Entry<'a>) -> Option<bool> {
        let of = match &entry.says {
            Line::Attribute { of, .. } | Line::Normal { of } => of,
            Line::Span(_) | Line::Relation { .. } | Line::Event { .. } | Line::Note { .. } | Line::Set { .. } | Line::Other => return None,
        };
        let Some(home) = self.home(entry, of, |home| home != Home::Word) else { return Some(false) };
        if let (Line::Attribute { name, value, .. }, Home::Span(span)) = (&entry.says, home)
            && let Some((name, span)) = kept::field(name).filter(|_| !value.is_empty()).zip(self.document.spans.get_mut(span))
        {
            if span.attributes.iter().any(|(other, _)| other == name) {
                self.refuse(entry, format!("the {name} of {} is said in another line", short(of)));
                return Some(false);
            }
            span.attributes.push((name.to_owned(), spell::valued(value).into_owned()));
        }
        self.homes.insert(entry.id, Home::Word);
        self.keep_at(home, place, entry);
        Some(true)
    }

    /// Notes, sets and what nobody knows.
    fn rest(&mut self, place: usize, entry: &Entry<'a>) -> Option<bool> {
        match &entry.says {
            Line::Span(_) | Line::Relation { .. } | Line::Event { .. } | Line::Attribute { .. } | Line::Normal { .. } => return None,
            Line::Note { kind, of, text } => {
                let Some(home) = self.home(entry, of, |_| true) else { return Some(false) };
                self.homes.insert(entry.id, Home::Word);
                if let Home::Span(span) = home
                    && let Some(note) = kept::note(kind, text)
                    && let is_second = !self.noted.insert(span)
                    && let Some(span) = self.document.spans.get_mut(span)
                {
                    if is_second {
                        span.note.push('\n');
                    }
                    span.note.push_str(&note);
                }
                self.keep_at(home, place, entry);
            }
            Line::Set { members } => {
                for member in members {
                    if self.home(entry, member, |_| true).is_none() {
                        return Some(false);
                    }
                }
                self.kept.push((place, entry.raw));
            }
            Line::Other => self.kept.push((place, entry.raw)),
        }
        Some(true)
    }

    fn keep_at(&mut self, home: Home, place: usize, entry: &Entry<'a>) {
        match span_of(home) {
            Some(span) => self.keep_on(span, entry.raw),
            None => self.kept.push((place, entry.raw)),
        }
    }

    /// What is kept on the article: the order, where it is not that in which we would write, and the lines of nobody.
    fn keep(&mut self, entries: &[Entry<'a>], taken: &[bool]) {
        let ids: Vec<&str> = entries.iter().zip(taken).filter(|(_, taken)| **taken).map(|(entry, _)| entry.id).collect();
        let place = |id: &&'a str| key(id).map_or((1, Key::default()), |key| (0, key));
        let order = if ids.is_sorted_by_key(place) { None } else { Some(kept::of_order(&ids)) };
        self.kept.sort_by_key(|(place, _)| *place);
        let lines = self.kept.drain(..).map(|(_, raw)| raw.to_owned());
        let format = self.format.clone();
        self.document.kept.extend(order.into_iter().chain(lines).map(|text| Kept { format: format.clone(), text }));
    }
}

fn is_thing(home: Home) -> bool {
    span_of(home).is_some()
}

fn span_of(home: Home) -> Option<usize> {
    match home {
        Home::Span(span) | Home::Event(span) => Some(span),
        Home::Relation | Home::Word => None,
    }
}

/// Joins a span's fragments, gives it the words of the text, and writes its line as we would.
fn join(span: &mut Span, text: &str, units: &Units<'_>, shift: usize, line: &mut String) {
    let ranges = span.at.iter().filter_map(|(start, end)| units.bytes(start.checked_sub(shift)?..end.checked_sub(shift)?));
    let ranges = place::joined(text, ranges);
    if ranges.len() < span.at.len() || shift > 0 || ranges.iter().any(|range| matches!(place::words(text, range), Cow::Owned(_))) {
        span.at = ranges.iter().map(|range| (units.at(range.start), units.at(range.end))).collect();
        span.quote = ranges.iter().map(|range| text.get(range.clone()).unwrap_or_default().to_owned()).collect();
    }
    let label = Label::named(&span.label);
    place::push_line(line, &spell::name(label.name()), text, units, &ranges);
}
