//! What the lines of an article say.

use super::super::{Document, Files, Reading, Tie};
use super::entry::{Entries, Entry};
use super::line::{Key, Line, key, short};
use super::source;
use super::{NAME, kept, names, spell};
use crate::article::Origin;
use crate::project::{BaseLink, Kept, Name, Word};
use std::collections::{HashMap, HashSet};

/// What an id names.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Home {
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
pub(super) struct Sheet<'a> {
    pub(super) document: Document,
    /// The paths of its files of lines.
    pub(super) parts: &'a [String],
    pub(super) homes: HashMap<&'a str, Home>,
    /// Ids of lines that were refused, with file and line.
    pub(super) lost: HashMap<&'a str, (usize, usize)>,
    /// Spans that will stand elsewhere than their places say.
    pub(super) moved: HashSet<usize>,
    /// Spans that are refused unless somebody says in what places are counted.
    pub(super) doubtful: HashSet<usize>,
    /// Files and lines that are refused, with why.
    pub(super) refused: Vec<(usize, usize, String)>,
    /// Files and lines that are taken otherwise than they stand, with how; line 0 for a whole file.
    pub(super) repaired: Vec<(usize, usize, String)>,
    /// Lines that are kept on the article, by their place among the entries.
    kept: Vec<(usize, &'a str)>,
    /// Spans with a note.
    noted: HashSet<usize>,
    pub(super) format: Name,
}

/// What takes lines of some kinds: whether this one is taken, none where it is of another kind.
type Pass<'a> = fn(&mut Sheet<'a>, usize, &Entry<'a>) -> Option<bool>;

/// Reads an article: its text, and the files of its lines.
pub(super) fn article(files: &dyn Files, path: &str, parts: &[String], reading: &mut Reading<'_>) -> Option<Document> {
    let (text, bom) = match source::text(files, path) {
        Ok(text) => text,
        Err(why) => {
            reading.refuse(path, 0, why);
            parts.iter().for_each(|part| reading.refuse(part, 0, "its text cannot be read, so that nothing of it can be taken"));
            return None;
        }
    };
    let mut sources = Vec::new();
    for part in parts {
        // Without its lines an article would look as if nothing were marked in it.
        sources.push(source::lines(files, part).map_err(|why| reading.refuse(part, 0, why)).ok()?);
    }
    if bom {
        reading.repair(path, 0, "it begins with a byte order mark, which is no text: it is written back without");
    }
    let file = names::last_part(path).to_owned();
    let id = file.strip_suffix(".txt").unwrap_or(&file).to_owned();
    let origin = Origin { file, bom, ..Origin::default() };
    let document = Document { file: parts.first().map_or(path, String::as_str).to_owned(), id, origin, ..Document::default() };
    let mut entries = Entries::of(&sources);
    let counted = source::counted(text, bom, &entries);
    if counted.crlf {
        reading.repair(path, 0, "its lines end in CR LF, which its places count as one: the text has LF, and is written back so");
    }
    let mut sheet = Sheet {
        document,
        parts,
        homes: HashMap::new(),
        lost: std::mem::take(&mut entries.lost),
        moved: HashSet::new(),
        doubtful: HashSet::new(),
        refused: std::mem::take(&mut entries.refused),
        repaired: Vec::new(),
        kept: Vec::new(),
        noted: HashSet::new(),
        format: NAME.into(),
    };
    sheet.spans(&mut entries, counted);
    let taken = sheet.lines(&entries.all);
    sheet.keep(&entries.all, &taken);
    sheet.refused.sort();
    sheet.repaired.sort();
    let name = |file: usize| parts.get(file).map_or(path, String::as_str);
    sheet.refused.into_iter().for_each(|(file, line, why)| reading.refuse(name(file), line, why));
    sheet.repaired.into_iter().for_each(|(file, line, why)| reading.repair(name(file), line, why));
    Some(sheet.document)
}

impl<'a> Sheet<'a> {
    /// Refuses a line; those about it are refused too.
    pub(super) fn refuse(&mut self, entry: &Entry<'a>, why: String) {
        self.refused.push((entry.file, entry.line, why));
        if !entry.id.is_empty() {
            self.lost.entry(entry.id).or_insert((entry.file, entry.line));
        }
    }

    pub(super) fn repair(&mut self, entry: &Entry<'a>, why: String) {
        self.repaired.push((entry.file, entry.line, why));
    }

    /// What an id names, if it is one of those that a line may speak of.
    fn home(&mut self, entry: &Entry<'a>, id: &str, may_be: fn(Home) -> bool) -> Option<Home> {
        let there = self.homes.get(id).copied();
        let home = there.filter(|home| may_be(*home));
        if home.is_none() {
            let why = match (there, self.lost.get(id)) {
                (Some(_), _) => "of which this cannot be said".to_owned(),
                (None, Some((file, line))) if *file == entry.file => format!("which was refused in line {line}"),
                (None, Some((file, line))) => format!("which was refused in line {line} of {}", self.parts.get(*file).map_or("", String::as_str)),
                (None, None) => "which no line before or after it has".to_owned(),
            };
            self.refuse(entry, format!("it is about {}, {why}", short(id)));
        }
        if home.and_then(span_of).is_some_and(|span| self.doubtful.contains(&span)) {
            let why = format!("it is about {}, of which it is not certain where it stands: if that is refused, this goes with it", short(id));
            self.repair(entry, why);
        }
        home
    }

    pub(super) fn keep_on(&mut self, span: usize, text: impl Into<String>) {
        let kept = Kept { format: self.format.clone(), text: text.into() };
        if let Some(span) = self.document.spans.get_mut(span) {
            span.kept.push(kept);
        }
    }

    /// All other lines; which of them are taken.
    fn lines(&mut self, entries: &[Entry<'a>]) -> Vec<bool> {
        // Each speaks of ids of those before it only, but for events, which speak of each other.
        self.events(entries);
        let is_span = |entry: &Entry<'_>| matches!(entry.says, Line::Span(_)) && self.homes.contains_key(entry.id);
        let mut taken: Vec<bool> = entries.iter().map(is_span).collect();
        let passes: [Pass<'a>; 4] = [Self::event, Self::relation, Self::word, Self::rest];
        for pass in passes {
            for (place, (entry, taken)) in entries.iter().zip(&mut taken).enumerate() {
                *taken = pass(self, place, entry).unwrap_or(*taken);
            }
        }
        taken
    }

    /// Finds the events whose trigger and players are all there; the others are refused, and with them those about them.
    fn events(&mut self, entries: &[Entry<'a>]) {
        for entry in entries {
            if let Line::Event { trigger, .. } = &entry.says
                && let Some(Home::Span(span)) = self.home(entry, trigger, |home| matches!(home, Home::Span(_)))
            {
                self.homes.insert(entry.id, Home::Event(span));
            }
        }
        let is_event = |sheet: &Self, id: &str| matches!(sheet.homes.get(id), Some(Home::Event(_)));
        let mut players: HashMap<&str, Vec<&Entry<'a>>> = HashMap::new();
        let mut waiting = Vec::new();
        for entry in entries.iter().filter(|entry| is_event(self, entry.id)) {
            let Line::Event { roles, .. } = &entry.says else { continue };
            roles.iter().filter(|(_, of)| is_event(self, of)).for_each(|(_, of)| players.entry(of).or_default().push(entry));
            waiting.push(entry);
        }
        while let Some(entry) = waiting.pop() {
            let Line::Event { roles, .. } = &entry.says else { continue };
            let is_missing = |of: &&str| !self.homes.get(*of).copied().is_some_and(is_thing);
            let Some(missing) = roles.iter().map(|(_, of)| *of).find(is_missing).filter(|_| is_event(self, entry.id)) else { continue };
            self.home(entry, missing, is_thing);
            self.homes.remove(entry.id);
            waiting.extend(players.remove(entry.id).unwrap_or_default());
        }
    }

    fn event(&mut self, _: usize, entry: &Entry<'a>) -> Option<bool> {
        let Line::Event { roles, .. } = &entry.says else { return None };
        let Some(Home::Event(trigger)) = self.homes.get(entry.id).copied() else { return Some(false) };
        for (role, of) in roles {
            let role = kept::role(role);
            if let Some(to) = self.home(entry, of, is_thing).and_then(span_of)
                && BaseLink::typed(role).is_some()
            {
                let cue = self.document.spans.get(trigger).filter(|_| !self.moved.contains(&trigger)).map(|span| span.at.clone()).unwrap_or_default();
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

    fn tie(&mut self, entry: &Entry<'a>, kind: &str, from: usize, to: usize, cue: Vec<(usize, usize)>) {
        let Some((one, two)) = self.document.spans.get(from).zip(self.document.spans.get(to)) else { return };
        // Lines of a second file have no place in the first.
        let line = if entry.file == 0 { entry.line } else { 0 };
        self.document.ties.push(Tie { line, kind: kind.to_owned(), from: one.id.clone(), to: two.id.clone(), cue, auto: false });
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
            Line::Other if entry.is_part => return Some(false),
            Line::Other => {
                if let Some(why) = &entry.why {
                    self.refuse(entry, why.clone());
                    return Some(false);
                }
                self.repair(entry, "it is no line that brat has: it says nothing of a mark, and is kept as it is".to_owned());
                self.kept.push((place, entry.raw));
            }
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
