//! What the tests of all formats of lines share: files in memory, projects of documents, and what is compared.

use crate::formats::jsonl_lines::*;
use crate::formats::{Document, Export, Files, Format, Reading, Span, Tie};
use crate::project::generate::{HARD, plain_mark};
use crate::project::{Article, ArticleId, ArticleState, Ids, Label, Link, LinkKind, Mark, MarkId, MarkState, Meaning, Parts, Project};
use crate::text::{Fragments, Text, TextRange, Units};
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::io::{BufRead, Cursor};
use std::sync::Arc;

/// Files in memory.
#[derive(Default, Clone, PartialEq, Debug)]
pub(in crate::formats) struct Memory {
    files: BTreeMap<String, Vec<u8>>,
    last: String,
}

impl Memory {
    pub(in crate::formats) fn of(name: &str, bytes: impl AsRef<[u8]>) -> Self {
        Self { files: [(name.to_owned(), bytes.as_ref().to_vec())].into(), last: String::new() }
    }

    pub(in crate::formats) fn text(&self, name: &str) -> &str {
        std::str::from_utf8(&self.files[name]).unwrap()
    }

    pub(in crate::formats) fn names(&self) -> Vec<&str> {
        self.files.keys().map(String::as_str).collect()
    }
}

impl Output for Memory {
    fn begin(&mut self, path: &str) -> io::Result<()> {
        assert!(self.files.insert(path.to_owned(), Vec::new()).is_none(), "{path} is written twice");
        path.clone_into(&mut self.last);
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
        Ok(Box::new(Cursor::new(self.files.get(path).ok_or(io::ErrorKind::NotFound)?)))
    }
}

pub(in crate::formats) fn written(format: &dyn Format, project: &Project) -> Memory {
    let mut files = Memory::default();
    format.write(&Export::of(project, true), &mut files).unwrap();
    files
}

/// What files say, and what is refused of them, each with its line.
pub(in crate::formats) fn read(format: &dyn Format, files: &Memory) -> (Vec<Document>, Vec<(usize, String)>) {
    let mut documents = Vec::new();
    let mut take = |document| documents.push(document);
    let mut reading = Reading::new(&mut take);
    format.read(files, &mut reading);
    let refused = std::mem::take(&mut reading.refused).into_iter().map(|refused| (refused.line, refused.why)).collect();
    (documents, refused)
}

/// Sentences, each with its line.
pub(in crate::formats) type Lines = Vec<(usize, String)>;

/// What is told of a file: what is refused and what is put right, each with its line.
pub(in crate::formats) fn told(format: &dyn Format, bytes: &str) -> (Lines, Lines) {
    let mut take = |_| {};
    let mut reading = Reading::new(&mut take);
    format.read(&Memory::of("a.jsonl", bytes), &mut reading);
    let plain = |said: Vec<crate::formats::Refused>| said.into_iter().map(|refused| (refused.line, refused.why)).collect();
    (plain(std::mem::take(&mut reading.refused)), plain(std::mem::take(&mut reading.repaired)))
}

/// The only document of a row, and what is refused of it.
pub(in crate::formats) fn one(format: &dyn Format, row: &str) -> (Document, Vec<String>) {
    let (mut documents, refused) = read(format, &Memory::of("a.jsonl", row));
    assert_eq!(documents.len(), 1, "{refused:?}");
    (documents.remove(0), refused.into_iter().map(|(_, why)| why).collect())
}

/// Why a row is not taken.
pub(in crate::formats) fn why_not(format: &dyn Format, row: &str) -> String {
    let (documents, mut refused) = read(format, &Memory::of("a.jsonl", row));
    assert_eq!((documents.len(), refused.len()), (0, 1), "{refused:?}");
    refused.remove(0).1
}

fn ranges(document: &Document, text: &Text, span: &Span) -> Vec<TextRange> {
    let units = Units::of(text.as_str(), document.unit.unwrap());
    span.at.iter().map(|(start, end)| TextRange::new(text, units.bytes(*start..*end).unwrap()).unwrap()).collect()
}

/// Spans by label with the words of each range and the byte where they begin, and links by kind with the words of their ends.
type Said = (Vec<(String, Vec<(usize, String)>)>, Vec<(String, String, String)>);

/// The spans of a document by label and the words of each range, in their order, and links between these.
pub(in crate::formats) fn said(document: &Document) -> Said {
    let text = Text::new(document.text.as_str());
    let span = |span: &Span| {
        let words = ranges(document, &text, span).into_iter().map(|range| (range.start(), range.of(&text).to_owned()));
        (span.label.clone(), words.collect())
    };
    let end = |id: &String| {
        let Some(span) = document.spans.iter().find(|span| span.id == *id) else { return format!("no span {id}") };
        format!("{} {}", span.label, ranges(document, &text, span).into_iter().map(|range| range.of(&text)).collect::<Vec<_>>().join("|"))
    };
    let links = document.ties.iter().map(|tie| (tie.kind.clone(), end(&tie.from), end(&tie.to))).collect();
    (document.spans.iter().map(span).collect(), links)
}

/// What a sample of the oracles has to say.
#[derive(serde::Deserialize)]
struct Expected {
    docs: Vec<ExpectedDoc>,
}

#[derive(serde::Deserialize)]
struct ExpectedDoc {
    id: String,
    text: String,
    spans: Vec<ExpectedSpan>,
    links: Vec<ExpectedLink>,
}

#[derive(serde::Deserialize)]
struct ExpectedSpan {
    id: String,
    label: String,
    start: usize,
    end: usize,
    text: String,
}

#[derive(serde::Deserialize)]
struct ExpectedLink {
    r#type: String,
    from: String,
    to: String,
}

/// Compares documents with the list that the oracle has of them. Ids of documents are compared where they are of use.
pub(in crate::formats) fn compare_with(documents: &[Document], expected: &str, has_ids: bool) {
    let expected: Expected = serde_json::from_str(expected).unwrap();
    assert_eq!(documents.len(), expected.docs.len());
    for (document, expected) in documents.iter().zip(expected.docs) {
        assert_eq!(document.text, expected.text);
        assert!(!has_ids || document.id == expected.id);
        let text = Text::new(expected.text.as_str());
        let points = text.code_points();
        let span = |span: &ExpectedSpan| {
            assert_eq!(TextRange::from_code_points(&text, span.start..span.end).unwrap().of(&text), span.text);
            (span.label.clone(), vec![(points.byte(span.start).unwrap(), span.text.clone())])
        };
        let words = |id: &String| expected.spans.iter().find(|span| span.id == *id).map(|span| format!("{} {}", span.label, span.text)).unwrap();
        let links: Vec<_> = expected.links.iter().map(|link| (link.r#type.clone(), words(&link.from), words(&link.to))).collect();
        assert_eq!(said(document), (expected.spans.iter().map(span).collect(), links));
    }
}

/// A project with what documents say: what `take_in` makes of them, as far as these formats need it.
pub(in crate::formats) fn project_of(documents: &[Document], seed: u64) -> Project {
    let mut ids = Ids::new(seed);
    let mut parts = Parts::default();
    for document in documents {
        let text = Text::new(document.text.as_str());
        let id = document.id.parse().unwrap_or_else(|_| ArticleId::next(&mut ids));
        let mut names = BTreeMap::new();
        for span in &document.spans {
            let mark = span.id.parse().unwrap_or_else(|_| MarkId::next(&mut ids));
            names.insert(span.id.as_str(), mark);
            parts.marks.push(Arc::new(mark_of(mark, id, Fragments::new(ranges(document, &text, span)).unwrap(), span)));
        }
        for tie in &document.ties {
            let (from, to) = (names[tie.from.as_str()], names[tie.to.as_str()]);
            let kind = LinkKind::named(&tie.kind);
            let label = |id: MarkId| parts.marks.iter().find(|mark| mark.id == id).unwrap().label();
            if kind.allows(&label(from), &label(to)) {
                let mark = parts.marks.iter_mut().find(|mark| mark.id == from).unwrap();
                Arc::make_mut(mark).links.push(Link { kind, to, cue: Vec::new(), auto: false });
            }
        }
        let state = document.state.unwrap_or(ArticleState::InProgress);
        let (title, origin, kept) = (document.title.clone(), document.origin.clone(), document.kept.clone());
        parts.articles.push(Article { id, title, origin, state, blocks: Vec::new(), text, skip: Vec::new(), kept });
    }
    Project::assemble(parts).unwrap()
}

fn mark_of(id: MarkId, article: ArticleId, at: Fragments, span: &Span) -> Mark {
    Mark {
        state: span.state.unwrap_or(MarkState::Accepted),
        score: span.score,
        kept: span.kept.clone(),
        ..plain_mark(id, article, at, Meaning::of(&Label::named(&span.label)))
    }
}

/// A document with everything that is hard at once: every place in bytes.
pub(in crate::formats) fn hard() -> Project {
    let text = "“Zoë waved 👍🏽 at the cafe\u{301},”\r\nReuters\u{a0}said\u{2028}\u{85}  سلام دنیا\t北京天气\u{feff} rose 4.2% in 🇫🇷.";
    let place = |words: &str| {
        let start = text.find(words).unwrap();
        (start, start + words.len())
    };
    let span = |id: &str, label: &str, words: &[&str]| Span {
        id: id.to_owned(),
        label: label.to_owned(),
        at: words.iter().map(|words| place(words)).collect(),
        ..Span::default()
    };
    let spans = vec![
        span("1", "Claim", &["“Zoë waved 👍🏽 at the cafe\u{301},”\r\nReuters"]),
        span("2", "Source", &["Zoë", "Reuters\u{a0}said", "دنیا"]),
        span("3", "Figure", &["\u{1f3fd}"]),
        span("4", "Claim", &["\u{301},”\r"]),
        span("5", "Own \"one\", two", &["said\u{2028}\u{85}  س"]),
        span("6", "Source", &[" سلام "]),
        span("7", "Figure", &["4.2%", "\u{1f1eb}"]),
        span("8", "Claim", &["京天气\u{feff} rose 4.2"]),
        span("9", "Claim", &["京天气\u{feff} rose 4.2"]),
    ];
    let tie = |kind: &str, from: &str, to: &str| Tie { kind: kind.into(), from: from.into(), to: to.into(), ..Tie::default() };
    let ties = vec![tie("SaidBy", "1", "2"), tie("Quantifies", "7", "9"), tie("Continues", "2", "6"), tie("own \"kind\"", "5", "3"), tie("Supports", "8", "1")];
    let document = Document { id: "a3v9q2m8x1ab".into(), text: text.into(), unit: Some(crate::text::Unit::Bytes), spans, ties, ..Document::default() };
    let plain = Document { id: "a3v9q2m8x1ac".into(), text: "Nothing here".into(), unit: Some(crate::text::Unit::Bytes), ..Document::default() };
    project_of(&[document, plain], 1)
}

/// What the export of an article is to say.
pub(in crate::formats) fn meant(export: &Export<'_>, article: &Article) -> Said {
    let words = |mark: &Mark| mark.at.iter().map(|range| range.of(&article.text).to_owned()).collect::<Vec<_>>();
    let span = |mark: &Arc<Mark>| {
        let ranges = mark.at.iter().map(|range| (range.start(), range.of(&article.text).to_owned())).collect();
        (mark.label().name().to_owned(), ranges)
    };
    let end = |mark: &Mark| format!("{} {}", mark.label().name(), words(mark).join("|"));
    let article = export.articles.iter().find(|(other, _)| other.id == article.id).unwrap().0;
    let links = export.links(article).into_iter().filter(|(from, _, to)| from.article == to.article);
    (export.marks(article).into_iter().map(span).collect(), links.map(|(from, link, to)| (link.kind.name().to_owned(), end(from), end(to))).collect())
}

/// Whether no name of the project's own is read as one of the program's, which other tools' files may write in any case.
pub(in crate::formats) fn names_stay(project: &Project) -> bool {
    project.marks().all(|mark| Label::named(mark.label().name()) == mark.label())
}

/// Writes, reads, and writes again: each time the same, with nothing refused.
pub(in crate::formats) fn there_and_back(format: &dyn Format, project: &Project) -> Result<(), TestCaseError> {
    let first = written(format, project);
    let (documents, refused) = read(format, &first);
    prop_assert_eq!(refused, vec![]);
    let export = Export::of(project, true);
    prop_assert_eq!(documents.len(), export.articles.len());
    for (document, (article, _)) in documents.iter().zip(&export.articles) {
        prop_assert_eq!(&document.text, article.text.as_str());
        prop_assert_eq!(&document.id, &article.id.to_string());
        let (mut said, mut meant) = (said(document), meant(&export, article));
        for (spans, links) in [&mut said, &mut meant] {
            spans.sort();
            links.sort();
        }
        prop_assert_eq!(said, meant);
    }
    for name in first.names().into_iter().filter(|name| name.ends_with(".jsonl")) {
        prop_assert_eq!(first.text(name).split('\n').count(), documents.len() + 1);
        let breaks_lines = first.text(name).contains(['\u{85}', '\u{2028}', '\u{2029}', '\r']);
        prop_assert!(!breaks_lines);
    }
    if names_stay(project) {
        let second = written(format, &project_of(&documents, 99));
        prop_assert_eq!(second, first);
    }
    Ok(())
}

/// A valid file that is broken somewhere: bytes taken out, put in twice, or put in from the table of hard cases.
pub(in crate::formats) fn broken(valid: &'static str) -> impl Strategy<Value = Vec<u8>> {
    let wound = (any::<prop::sample::Index>(), 0..40_usize, prop::sample::select(HARD.as_slice()), 0..4);
    prop::collection::vec(wound, 1..5).prop_map(move |wounds| {
        let mut bytes = valid.as_bytes().to_vec();
        for (at, length, piece, how) in wounds {
            let at = at.index(bytes.len() + 1);
            let end = bytes.len().min(at + length);
            let part = bytes[at..end].to_vec();
            match how {
                0 => drop(bytes.drain(at..end)),
                1 => drop(bytes.splice(at..at, part)),
                2 => drop(bytes.splice(at..at, piece.bytes())),
                _ => drop(
                    bytes.splice(at..end, [b"0".as_slice(), b"-1", b"18446744073709551615", b"1e9", b"null", b"[", b"{\"", b"\""][length % 8].iter().copied()),
                ),
            }
        }
        bytes
    })
}

/// Reads bytes, and writes again what can be a project of it; how many documents there were.
pub(in crate::formats) fn survives(format: &dyn Format, bytes: &[u8]) -> usize {
    let (documents, _) = read(format, &Memory::of("a.jsonl", bytes));
    for document in &documents {
        let text = Text::new(document.text.as_str());
        let units = Units::of(&document.text, document.unit.unwrap());
        let fits =
            |span: &&Span| Fragments::new(span.at.iter().filter_map(|(start, end)| TextRange::new(&text, units.bytes(*start..*end)?)).collect()).is_some();
        let spans: Vec<Span> = document.spans.iter().filter(fits).filter(|span| span.at.len() == 1).cloned().collect();
        if !text.is_empty() {
            written(format, &project_of(&[Document { spans, ties: Vec::new(), ..document.clone() }], 3));
        }
    }
    documents.len()
}
