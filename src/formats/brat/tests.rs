//! Tests of brat: what files say, what comes back, what is refused.

mod damaged;
mod edited;
mod folders;
mod foreign;
mod hard;
mod refused;

use super::super::{Document, Export, Files, Format, Output, Reading, Refused, Span, attributes};
use super::Brat;
use crate::project::generate::plain_mark;
use crate::project::{
    Article, ArticleId, ArticleState, Check, CheckId, Claim, ClaimKind, Figure, Ids, Label, Link, LinkKind, Mark, MarkId, Meaning, OwnLinkKind, Parts, Project,
    Setting, Source, Word,
};
use crate::text::{Fragments, Text, TextRange, Unit, Units};
use std::collections::BTreeMap;
use std::io::{self, BufRead};
use std::sync::Arc;

/// Files in memory.
#[derive(Clone, Default, PartialEq, Debug)]
struct Memory {
    files: BTreeMap<String, Vec<u8>>,
    last: String,
}

impl Memory {
    fn of(files: &[(&str, &str)]) -> Self {
        Self { files: files.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec())).collect(), last: String::new() }
    }

    fn text(&self, path: &str) -> &str {
        std::str::from_utf8(&self.files[path]).unwrap()
    }
}

impl Output for Memory {
    fn begin(&mut self, path: &str) -> io::Result<()> {
        self.last = path.to_owned();
        assert!(self.files.insert(path.to_owned(), Vec::new()).is_none(), "{path} was begun twice");
        Ok(())
    }

    fn put(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.files.get_mut(&self.last).unwrap().extend_from_slice(bytes);
        Ok(())
    }
}

impl Files for Memory {
    fn paths(&self) -> Vec<String> {
        self.files.keys().cloned().collect()
    }

    fn open(&self, path: &str) -> io::Result<Box<dyn BufRead + '_>> {
        Ok(Box::new(self.files[path].as_slice()))
    }
}

fn read(files: &Memory) -> (Vec<Document>, Vec<Refused>) {
    let mut documents = Vec::new();
    let mut take = |document| documents.push(document);
    let mut reading = Reading::new(&mut take);
    Brat.read(files, &mut reading);
    let refused = reading.refused;
    (documents, refused)
}

/// Reads what must be taken whole.
fn taken(files: &Memory) -> Vec<Document> {
    let (documents, refused) = read(files);
    assert_eq!(refused, []);
    documents
}

fn written(project: &Project) -> Memory {
    let mut out = Memory::default();
    Brat.write(&Export::of(project, false), &mut out).unwrap();
    out.last.clear();
    out
}

/// A project of documents, as far as the model can say what they say.
fn project(documents: &[Document]) -> Project {
    let mut ids = Ids::new(7);
    let mut parts = Parts::default();
    for document in documents {
        let text = Text::new(document.text.clone());
        let article = Article {
            id: ArticleId::next(&mut ids),
            title: document.id.clone(),
            origin: document.origin.clone(),
            state: ArticleState::Done,
            blocks: Vec::new(),
            skip: Vec::new(),
            text: text.clone(),
            kept: document.kept.clone(),
        };
        let mut marks: Vec<Mark> = document.spans.iter().map(|span| mark(span, &article, &mut ids, &mut parts)).collect();
        let places: BTreeMap<&str, usize> = document.spans.iter().enumerate().map(|(place, span)| (span.id.as_str(), place)).collect();
        for tie in &document.ties {
            let (from, to) = (places[tie.from.as_str()], places[tie.to.as_str()]);
            let (to, to_label) = (marks[to].id, marks[to].label());
            let ours = LinkKind::named(&tie.kind);
            let kind = if ours.allows(&marks[from].label(), &to_label) { ours } else { LinkKind::Own(tie.kind.to_lowercase().as_str().into()) };
            let is_there = marks[from].links.iter().any(|link| link.to == to && link.kind == kind);
            if marks[from].id == to || is_there {
                continue;
            }
            if let LinkKind::Own(name) = &kind {
                let own = Setting::LinkKind(OwnLinkKind { name: name.clone(), definition: String::new() });
                if parts.settings.iter().all(|setting| setting.key() != own.key()) {
                    parts.settings.push(own);
                }
            }
            marks[from].links.push(Link { kind, to, cue: ranges(&text, &tie.cue), auto: false });
        }
        parts.marks.extend(marks.into_iter().map(Arc::new));
        parts.articles.push(article);
    }
    Project::assemble(parts).unwrap()
}

fn ranges(text: &Text, places: &[(usize, usize)]) -> Vec<TextRange> {
    places.iter().map(|(start, end)| TextRange::from_code_points(text, *start..*end).unwrap()).collect()
}

fn mark(span: &Span, article: &Article, ids: &mut Ids, parts: &mut Parts) -> Mark {
    let at = Fragments::new(ranges(&article.text, &span.at)).unwrap();
    Mark { note: span.note.clone(), by: "amira".into(), kept: span.kept.clone(), ..plain_mark(MarkId::next(ids), article.id, at, meaning(span, ids, parts)) }
}

fn meaning(span: &Span, ids: &mut Ids, parts: &mut Parts) -> Meaning {
    let value = |name: &str| span.attributes.iter().find(|(other, _)| other == name).map(|(_, value)| value.clone());
    let mut meaning = Meaning::of(&Label::named(&span.label));
    match &mut meaning {
        Meaning::Claim(claim) => {
            let check = value("verdict").map(|verdict| Check {
                id: CheckId::next(ids),
                statement: String::new(),
                verdict: verdict.into(),
                justification: String::new(),
                evidence: Vec::new(),
                speaker: String::new(),
                claimed_on: String::new(),
                by: "".into(),
                on: None,
            });
            let kinds = value("kinds").map(|kinds| kinds.split(',').filter_map(ClaimKind::exactly).collect());
            let word = Claim {
                worth: value("worth").and_then(|word| Word::exactly(&word)),
                voice: value("voice").and_then(|word| Word::exactly(&word)),
                ..Claim::default()
            };
            *claim = Claim { kinds: kinds.unwrap_or_default(), check: check.as_ref().map(|check| check.id), ..word };
            parts.checks.extend(check);
        }
        Meaning::Source(source) => {
            let kind = value("kind").and_then(|word| Word::exactly(&word));
            **source = Source { name: value("name").unwrap_or_default().into(), naming: value("naming").and_then(|word| Word::exactly(&word)), kind };
        }
        Meaning::Figure(figure) => {
            **figure = Figure {
                low: value("low").and_then(|bound| bound.parse().ok()),
                high: value("high").and_then(|bound| bound.parse().ok()),
                how: value("how").and_then(|word| Word::exactly(&word)),
                unit: value("unit").unwrap_or_default(),
                what: value("what").unwrap_or_default(),
                trend: value("trend").and_then(|word| Word::exactly(&word)),
                kind: value("kind").and_then(|word| Word::exactly(&word)),
            };
        }
        Meaning::Own(_) => {}
    }
    meaning
}

/// A text without what no line holds.
fn unbroken(text: &str) -> String {
    text.replace(['\n', '\r', '\t'], "")
}

/// The words at a span's places, and those that the file has.
fn words(document: &Document, span: &Span) -> (Vec<String>, Vec<String>) {
    let units = Units::of(&document.text, Unit::CodePoints);
    let at = span.at.iter().map(|(start, end)| document.text.get(units.bytes(*start..*end).unwrap()).unwrap().to_owned()).collect();
    (at, span.quote.clone())
}
