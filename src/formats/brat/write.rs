//! The two files of an article.

use super::super::{Export, Output, attributes};
use super::conf::Used;
use super::kept::{self, Held, OfArticle, OfMark};
use super::line::{Line, SpanLine};
use super::sheet::{Id, Sheet};
use super::{NOTE, OWN_NOTE, place, quote, source, spell};
use crate::edit::{MarkDraft, set_field};
use crate::project::{Article, BaseLink, Label, Link, LinkKind, Mark, MarkId, Word};
use crate::text::{TextRange, Unit, Units};
use std::collections::{HashMap, HashSet};
use std::fmt::Write;
use std::io;
use std::sync::Arc;

/// Writes an article's text and its lines.
///
/// # Errors
/// Where the output takes no more.
pub(super) fn article<'p>(export: &Export<'p>, article: &'p Article, name: &str, used: &mut Used, out: &mut dyn Output) -> io::Result<()> {
    out.begin(&format!("{name}.txt"))?;
    put(out, article.text.as_str())?;
    out.begin(&format!("{name}.ann"))?;
    put(out, &lines(export, article, used))
}

/// A reader skips a byte order mark: a text that begins with one has two.
fn put(out: &mut dyn Output, text: &str) -> io::Result<()> {
    if text.starts_with(source::BOM) {
        out.put(source::BOM.to_string().as_bytes())?;
    }
    out.put(text.as_bytes())
}

fn lines<'p>(export: &Export<'p>, article: &'p Article, used: &mut Used) -> String {
    let marks = export.marks(article);
    let kept: Vec<OfMark<'_>> = marks.iter().map(|mark| OfMark::of(mark)).collect();
    let of_article = OfArticle::of(article);
    let held: Vec<(Option<usize>, &Held<'_>)> = kept
        .iter()
        .enumerate()
        .flat_map(|(mark, kept)| kept.lines.iter().map(move |held| (Some(mark), held)))
        .chain(of_article.lines.iter().map(|held| (None, held)))
        .collect();
    let links: Vec<_> = export.links(article).into_iter().filter(|(_, _, to)| to.article == article.id).collect();
    let mut writer = Writer::of(article, &marks, &kept, used);
    writer.spans();
    writer.events(&held, &links);
    writer.relations(&held, &links);
    writer.attributes(export, &held);
    writer.normals(&held);
    writer.notes(&held);
    writer.rest(&held);
    writer.sheet.finished(&of_article)
}

/// A link with both ends.
type Ends<'p> = (&'p Arc<Mark>, &'p Link, &'p Arc<Mark>);
/// A line that was kept, and the mark that keeps it.
type On<'h, 'a> = (Option<usize>, &'h Held<'a>);

struct Writer<'a, 'u> {
    text: &'a str,
    units: Units<'a>,
    marks: &'a [&'a Arc<Mark>],
    kept: &'a [OfMark<'a>],
    ids: Vec<Id<'a>>,
    /// Ids of files that marks and their events still have.
    homes: HashMap<&'a str, usize>,
    /// Ids of files that other lines still have.
    others: HashSet<&'a str>,
    /// Relations among them.
    relations: HashSet<&'a str>,
    /// Links that a line says.
    said: HashSet<(MarkId, MarkId, LinkKind)>,
    sheet: Sheet<'a>,
    used: &'u mut Used,
}

impl<'a, 'u> Writer<'a, 'u> {
    fn of(article: &'a Article, marks: &'a [&'a Arc<Mark>], kept: &'a [OfMark<'a>], used: &'u mut Used) -> Self {
        let mut sheet = Sheet::default();
        let mut homes = HashMap::new();
        let mut ids: Vec<Id<'_>> = Vec::with_capacity(marks.len());
        for (mark, kept) in kept.iter().enumerate() {
            let is_free = !kept.id.is_empty() && sheet.take(kept.id);
            if is_free {
                homes.insert(kept.id, mark);
            }
            ids.push(if is_free { Id::Kept(kept.id) } else { Id::Later('T') });
        }
        for id in ids.iter_mut().filter(|id| matches!(id, Id::Later(_))) {
            *id = Id::New('T', sheet.next('T'));
        }
        let text = article.text.as_str();
        let units = Units::of(text, Unit::CodePoints);
        let (others, relations, said) = (HashSet::new(), HashSet::new(), HashSet::new());
        Self { text, units, marks, kept, ids, homes, others, relations, said, sheet, used }
    }

    /// The mark that a line speaks of: its keeper by the id that it had, another by the id that it has.
    fn home(&self, on: Option<usize>, id: &str) -> Option<usize> {
        let own = on.filter(|mark| self.kept.get(*mark).is_some_and(|kept| kept.id == id));
        own.or_else(|| self.homes.get(id).copied())
    }

    /// How a file's id of that mark is written now.
    fn id(&self, mark: usize, id: &'a str) -> Id<'a> {
        let had = self.kept.get(mark).is_some_and(|kept| kept.id == id);
        if had { self.ids.get(mark).copied().unwrap_or(Id::Nobody) } else { Id::Kept(id) }
    }

    fn mark(&self, mark: usize) -> Option<&'a Mark> {
        self.marks.get(mark).map(|mark| mark.as_ref())
    }

    fn spans(&mut self) {
        for ((mark, kept), id) in self.marks.iter().zip(self.kept).zip(&self.ids) {
            let at = place::joined(self.text, mark.at.iter().map(TextRange::bytes));
            let start = self.sheet.begin();
            let again = kept.line.as_ref().filter(|(_, line)| self.is_said(mark, &at, line));
            if let Some((raw, line)) = again {
                self.used.entity(line.label);
                self.sheet.bodies.push_str(raw.get(kept.id.len()..).unwrap_or_default());
            } else {
                let label = mark.label();
                let label = spell::name(label.name());
                self.used.entity(&label);
                place::push_line(&mut self.sheet.bodies, &label, self.text, &self.units, &at);
            }
            self.sheet.end(*id, start);
        }
    }

    /// Whether a line of a file says just what a mark is, with its fragments in the order of the text.
    fn is_said(&self, mark: &Mark, at: &[std::ops::Range<usize>], line: &SpanLine<'_>) -> bool {
        let is_label = Label::named(&spell::named(line.label)) == mark.label();
        let said = if is_label && line.is_in_order() { quote::said(line, Vec::new, self.text, &self.units, 0) } else { None };
        said.is_some_and(|said| place::joined(self.text, said.ranges.into_iter()) == at)
    }

    fn events(&mut self, held: &[On<'_, 'a>], links: &[Ends<'a>]) {
        let is_event = |held: &Held<'_>| matches!(held.says, Line::Event { .. });
        if !held.iter().any(|(_, held)| is_event(held)) {
            return;
        }
        // Without words it was read from an event whose trigger stood elsewhere than its line said.
        let is_cued = |from: &Mark, link: &Link| link.cue.is_empty() || link.cue.iter().copied().eq(from.at.iter());
        let there: HashSet<(MarkId, &LinkKind, MarkId)> =
            links.iter().filter(|(from, link, _)| is_cued(from, link)).map(|(from, link, to)| (from.id, &link.kind, to.id)).collect();
        let mut events = Vec::new();
        for (on, held) in held {
            if let Line::Event { kind, trigger, roles } = &held.says
                && let Some(mark) = self.home(*on, trigger)
            {
                let is_free = self.sheet.take(held.id);
                if is_free {
                    self.homes.insert(held.id, mark);
                }
                events.push((mark, if is_free { Id::Kept(held.id) } else { Id::Later('E') }, *held, (*kind, *trigger, roles)));
            }
        }
        for (mark, id, held, (kind, trigger, roles)) in events {
            let start = self.sheet.begin();
            let mut is_same = self.id(mark, trigger) == Id::Kept(trigger);
            self.used.event(kind);
            self.push(format_args!("\t{kind}:{}", self.id(mark, trigger)));
            for (role, of) in roles {
                let to = self.home(Some(mark), of).filter(|to| self.is_role(mark, role, *to, &there));
                is_same &= to.is_some_and(|to| self.id(to, of) == Id::Kept(of));
                if let Some(to) = to {
                    self.push(format_args!(" {role}:{}", self.id(to, of)));
                }
            }
            if is_same {
                self.sheet.bodies.truncate(start);
                self.sheet.bodies.push_str(body(held));
            }
            self.sheet.end(id, start);
        }
    }

    fn push(&mut self, words: std::fmt::Arguments<'_>) {
        // Writing to a string does not fail.
        self.sheet.bodies.write_fmt(words).unwrap_or_default();
    }

    /// Whether a role is still played: one that is a link as long as that link is there.
    fn is_role(&mut self, from: usize, role: &str, to: usize, there: &HashSet<(MarkId, &LinkKind, MarkId)>) -> bool {
        if BaseLink::typed(kept::role(role)).is_none() {
            // What the model has no word for is no link that somebody removed.
            return true;
        }
        let (Some(from), Some(to)) = (self.mark(from), self.mark(to)) else { return false };
        let link = kinds_of(kept::role(role)).into_iter().find(|kind| there.contains(&(from.id, kind, to.id)));
        let is_there = link.is_some();
        self.said.extend(link.map(|kind| (from.id, to.id, kind)));
        is_there || from.id == to.id
    }

    fn relations(&mut self, held: &[On<'_, 'a>], links: &[Ends<'a>]) {
        let there: HashSet<(MarkId, &LinkKind, MarkId)> =
            if held.is_empty() { HashSet::new() } else { links.iter().map(|(from, link, to)| (from.id, &link.kind, to.id)).collect() };
        for (on, held) in held {
            let Line::Relation { kind, from, to } = held.says else { continue };
            let Some((start, end)) = self.home(*on, from).zip(self.home(*on, to)) else { continue };
            let Some((one, two)) = self.mark(start).zip(self.mark(end)) else { continue };
            let name = spell::named(kind);
            let link = kinds_of(&name).iter().find_map(|kind| {
                let back = kind.is_mutual() && there.contains(&(two.id, kind, one.id));
                let ends = if back { (two.id, one.id) } else { (one.id, two.id) };
                (back || there.contains(&(one.id, kind, two.id))).then(|| (ends.0, ends.1, kind.clone()))
            });
            if link.is_none() && one.id != two.id {
                continue;
            }
            self.said.extend(link);
            self.used.relation(kind);
            let ids = (self.id(start, from), self.id(end, to));
            let is_free = if ids == (Id::Kept(from), Id::Kept(to)) {
                self.sheet.add(held.id, 'R', body(held))
            } else {
                self.sheet.add(held.id, 'R', &format!("\t{kind} Arg1:{} Arg2:{}", ids.0, ids.1))
            };
            if is_free {
                self.relations.insert(held.id);
                self.others.insert(held.id);
            }
        }
        self.new_relations(links);
    }

    fn new_relations(&mut self, links: &[Ends<'a>]) {
        if links.is_empty() {
            return;
        }
        let ids: HashMap<MarkId, Id<'a>> = self.marks.iter().zip(&self.ids).map(|(mark, id)| (mark.id, *id)).collect();
        for (from, link, to) in links {
            let is_said = !self.said.is_empty() && self.said.contains(&(from.id, to.id, link.kind.clone()));
            let Some((start, end)) = ids.get(&from.id).zip(ids.get(&to.id)).filter(|_| !is_said) else { continue };
            let kind = spell::name(link.kind.name());
            self.used.relation(&kind);
            self.sheet.put(Id::Later('R'), &format!("\t{kind} Arg1:{start} Arg2:{end}"));
        }
    }

    fn attributes(&mut self, export: &Export<'_>, held: &[On<'_, 'a>]) {
        let all: Vec<Vec<(&'static str, String)>> = self.marks.iter().map(|mark| attributes(export.project, mark)).collect();
        let mut said: HashSet<(usize, &str)> = HashSet::new();
        for (on, held) in held {
            let Line::Attribute { name, of, value } = held.says else { continue };
            let home = self.home(*on, of);
            let field = kept::field(name).filter(|_| !value.is_empty() && of.starts_with('T'));
            if let Some((mark, field)) = home.zip(field) {
                let has = all.get(mark).and_then(|all| all.iter().find(|(other, _)| *other == field)).map(|(_, value)| value.as_str());
                match self.mark(mark).map(|mark| told(mark, field, &spell::valued(value), has)) {
                    Some(Told::Same) => drop(said.insert((mark, field))),
                    Some(Told::Otherwise) => continue,
                    Some(Told::Nothing) | None => {}
                }
            }
            if self.about(home, held, of, held.id.chars().next().unwrap_or('A')) {
                self.used.attribute(name);
            }
        }
        for (mark, all) in all.iter().enumerate() {
            for (name, value) in all.iter().filter(|(name, _)| said.is_empty() || !said.contains(&(mark, *name))) {
                let Some(id) = self.ids.get(mark).copied() else { continue };
                self.used.attribute(name);
                self.sheet.put(Id::Later('A'), &format!("\t{name} {id} {}", spell::value(value)));
            }
        }
    }

    fn normals(&mut self, held: &[On<'_, 'a>]) {
        for (on, held) in held {
            let Line::Normal { of } = held.says else { continue };
            self.about(self.home(*on, of), held, of, 'N');
        }
    }

    /// A line about something, if that is still there.
    fn about(&mut self, home: Option<usize>, held: &Held<'a>, of: &'a str, letter: char) -> bool {
        let now = home.map(|mark| self.id(mark, of));
        let is_there = home.is_some() || if letter == '#' { self.others.contains(of) } else { self.relations.contains(of) };
        if !is_there {
            return false;
        }
        let is_free = match now.filter(|now| *now != Id::Kept(of)) {
            // The kind has no blank: the first is the one before what the line is about.
            Some(now) => self.sheet.add(held.id, letter, &body(held).replacen(&format!(" {of}"), &format!(" {now}"), 1)),
            None => self.sheet.add(held.id, letter, body(held)),
        };
        if is_free {
            self.others.insert(held.id);
        }
        true
    }

    fn notes(&mut self, held: &[On<'_, 'a>]) {
        let of_mark = |writer: &Self, on: Option<usize>, held: &Held<'a>| {
            let Line::Note { kind, of, text } = held.says else { return None };
            let mark = writer.home(on, of).filter(|_| of.starts_with('T'))?;
            Some((mark, kept::note(kind, text)?))
        };
        let mut all: HashMap<usize, String> = HashMap::new();
        for (mark, note) in held.iter().filter_map(|(on, held)| of_mark(self, *on, held)) {
            let more = |all: &mut String| {
                all.push('\n');
                all.push_str(&note);
            };
            all.entry(mark).and_modify(more).or_insert_with(|| note.clone().into_owned());
        }
        let has_said = |writer: &Self, mark: usize| all.get(&mark).is_some_and(|note| writer.mark(mark).is_some_and(|mark| mark.note == *note));
        for (on, held) in held {
            let Line::Note { of, .. } = held.says else { continue };
            if of_mark(self, *on, held).is_none_or(|(mark, _)| has_said(self, mark)) {
                self.about(self.home(*on, of), held, of, '#');
            }
        }
        for (mark, (one, id)) in self.marks.iter().zip(self.ids.clone()).enumerate() {
            if !one.note.is_empty() && !has_said(self, mark) {
                let line =
                    if spell::is_line(&one.note) { format!("\t{NOTE} {id}\t{}", one.note) } else { format!("\t{OWN_NOTE} {id}\t{}", spell::note(&one.note)) };
                self.sheet.put(Id::Later('#'), &line);
            }
        }
    }

    fn rest(&mut self, held: &[On<'_, 'a>]) {
        for (on, held) in held {
            let is_there = match &held.says {
                Line::Span(_) | Line::Relation { .. } | Line::Event { .. } | Line::Attribute { .. } | Line::Normal { .. } | Line::Note { .. } => false,
                Line::Set { members } => members.iter().all(|id| self.others.contains(id) || self.home(*on, id).is_some()),
                Line::Other => true,
            };
            if is_there {
                self.sheet.put(Id::Nobody, held.raw);
            }
        }
    }
}

/// What the value of an attribute's line is to a mark.
enum Told {
    /// What the mark says.
    Same,
    /// Something that it does not say any more.
    Otherwise,
    /// Nothing that it could say: the line is another tool's and stays.
    Nothing,
}

fn told(mark: &Mark, field: &str, value: &str, has: Option<&str>) -> Told {
    if !kept::fields(&mark.label()).contains(&field) {
        return Told::Nothing;
    }
    if has == Some(value) {
        return Told::Same;
    }
    let mut other = MarkDraft { meaning: mark.meaning.clone(), ..MarkDraft::new(mark.article, mark.at.clone(), &mark.label()) };
    match set_field(&mut (&mut other).into(), field, value) {
        Ok(()) if other.meaning == mark.meaning => Told::Same,
        Ok(()) => Told::Otherwise,
        // A verdict may be any words, and is set at the check of a mark. What a field is said to be twice is read once.
        Err(_) if field == "verdict" || has.is_some() => Told::Otherwise,
        Err(_) => Told::Nothing,
    }
}

/// What stands behind the id of a line.
fn body<'a>(held: &Held<'a>) -> &'a str {
    held.raw.get(held.id.len()..).unwrap_or_default()
}

/// The kinds that a link of a name may be after it was read: ours, the project's own, and the project's own where ours may not link these marks.
fn kinds_of(name: &str) -> [LinkKind; 3] {
    [LinkKind::named(name), LinkKind::Own(name.into()), LinkKind::Own(name.to_lowercase().as_str().into())]
}
