//! Tests of Label Studio's JSON: what is written is read again; the sample; files of other people; what is refused.

mod foreign;
mod refusals;
mod trips;

use super::LabelStudio;
use crate::formats::{Document, Export, Files, Format, Output, Reading, Refused, Span, attributes};
use crate::project::generate::plain_mark;
use crate::project::{
    Article, ArticleId, ArticleState, Ids, Label, Link, LinkKind, Mark, MarkId, MarkState, Meaning, Name, Parts, Project, Setting, SettingKey,
};
use crate::text::{Fragments, Text, TextRange, Unit, Units};
use std::collections::HashMap;
use std::io::{self, BufRead, BufReader};
use std::sync::Arc;

/// Files in memory, read a few bytes at a time.
#[derive(Default, Clone, PartialEq, Debug)]
struct Memory {
    files: Vec<(String, Vec<u8>)>,
    step: usize,
}

impl Memory {
    fn of(files: &[(&str, &str)]) -> Self {
        Self { files: files.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec())).collect(), step: 0 }
    }

    fn text(&self, path: &str) -> &str {
        let (_, bytes) = self.files.iter().find(|(own, _)| own == path).unwrap();
        std::str::from_utf8(bytes).unwrap()
    }
}

impl Output for Memory {
    fn begin(&mut self, path: &str) -> io::Result<()> {
        self.files.push((path.to_owned(), Vec::new()));
        Ok(())
    }

    fn put(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.files.last_mut().unwrap().1.extend_from_slice(bytes);
        Ok(())
    }
}

impl Files for Memory {
    fn paths(&self) -> Vec<String> {
        self.files.iter().map(|(path, _)| path.clone()).collect()
    }

    fn open(&self, path: &str) -> io::Result<Box<dyn BufRead + '_>> {
        let (_, bytes) = self.files.iter().find(|(own, _)| own == path).ok_or(io::ErrorKind::NotFound)?;
        let step = if self.step == 0 { 8192 } else { self.step };
        Ok(Box::new(BufReader::with_capacity(step, bytes.as_slice())))
    }
}

fn written(project: &Project, all_states: bool) -> Memory {
    let mut memory = Memory::default();
    LabelStudio.write(&Export::of(project, all_states), &mut memory).unwrap();
    memory
}

fn read(files: &Memory) -> (Vec<Document>, Vec<Refused>) {
    let mut documents = Vec::new();
    let mut take = |document| documents.push(document);
    let mut reading = Reading::new(&mut take);
    LabelStudio.read(files, &mut reading);
    let refused = reading.refused;
    (documents, refused)
}

/// What a file says of which nothing may be refused.
fn read_whole(json: &str) -> Vec<Document> {
    let (documents, refused) = read(&Memory::of(&[("a.json", json)]));
    assert_eq!(refused, []);
    documents
}

/// The words at a span's place.
fn words<'d>(document: &'d Document, span: &Span) -> &'d str {
    let units = Units::of(&document.text, document.unit.unwrap());
    document.text.get(units.bytes(span.at[0].0..span.at[0].1).unwrap()).unwrap()
}

/// A project of what was read, as far as it goes: labels without attributes, unless a project is given that had the same marks.
fn taken(documents: &[Document], like: Option<&Project>) -> Project {
    let mut ids = Ids::new(7);
    let mut parts = Parts::default();
    for document in documents {
        let text = Text::new(document.text.clone());
        let units = Units::of(&document.text, document.unit.unwrap_or(Unit::CodePoints));
        let range = |at: &(usize, usize)| TextRange::new(&text, units.bytes(at.0..at.1).unwrap()).unwrap();
        let article = document.id.parse().unwrap_or_else(|_| ArticleId::next(&mut ids));
        let names: HashMap<&str, MarkId> =
            document.spans.iter().map(|span| (span.id.as_str(), span.id.parse().unwrap_or_else(|_| MarkId::next(&mut ids)))).collect();
        for span in &document.spans {
            let id = if span.id.is_empty() { MarkId::next(&mut ids) } else { names[span.id.as_str()] };
            let before = like.and_then(|project| project.mark(id));
            let meaning = before.map_or_else(|| Meaning::of(&Label::named(&span.label)), |mark| mark.meaning.clone());
            let links = document.ties.iter().filter(|tie| tie.from == span.id && names.contains_key(tie.to.as_str()));
            let link = |tie: &crate::formats::Tie| Link {
                kind: LinkKind::named(&tie.kind),
                to: names[tie.to.as_str()],
                cue: tie.cue.iter().map(range).collect(),
                auto: tie.auto,
            };
            let mark = Mark {
                id,
                article,
                version: None,
                at: Fragments::from(range(&span.at[0])),
                meaning,
                links: links.map(link).collect(),
                note: span.note.clone(),
                discuss: span.discuss,
                tags: span.tags.iter().map(|tag| Name::from(tag.as_str())).collect(),
                state: span.state.unwrap(),
                decided: None,
                score: span.score,
                by: span.by.as_str().into(),
                on: span.on.parse().ok(),
                of: Vec::new(),
                kept: span.kept.clone(),
            };
            if let Some(before) = before {
                let said: Vec<(String, String)> = attributes(like.unwrap(), before).into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
                assert_eq!(said, span.attributes);
                assert_eq!(before.label().name(), span.label);
            }
            parts.marks.push(Arc::new(mark));
        }
        parts.articles.push(Article {
            id: article,
            title: document.title.clone(),
            origin: document.origin.clone(),
            state: document.state.unwrap_or(ArticleState::Todo),
            blocks: Vec::new(),
            skip: document.skip.iter().map(range).collect(),
            text: text.clone(),
            kept: document.kept.clone(),
        });
    }
    parts.checks = like.into_iter().flat_map(Project::checks).map(|check| check.as_ref().clone()).collect();
    parts.settings = like.into_iter().flat_map(scheme).collect();
    Project::assemble(parts).unwrap()
}

/// The settings that say what marks may be.
fn scheme(project: &Project) -> Vec<Setting> {
    let is_scheme = |key: &SettingKey| matches!(key, SettingKey::Label(_) | SettingKey::LinkKind(_) | SettingKey::Tag(_) | SettingKey::Scale);
    project.settings().filter(|setting| is_scheme(&setting.key())).cloned().collect()
}

fn article(text: &str, ids: &mut Ids) -> Article {
    Article {
        id: ArticleId::next(ids),
        title: String::new(),
        origin: Default::default(),
        state: ArticleState::InProgress,
        blocks: Vec::new(),
        skip: Vec::new(),
        text: Text::new(text),
        kept: Vec::new(),
    }
}

/// An accepted mark at these words of an article, each the first of its kind.
fn mark(article: &Article, at: &[&str], label: &str, ids: &mut Ids) -> Mark {
    let range = |words: &&str| {
        let start = article.text.as_str().find(*words).unwrap();
        TextRange::new(&article.text, start..start + words.len()).unwrap()
    };
    plain_mark(MarkId::next(ids), article.id, Fragments::new(at.iter().map(range).collect()).unwrap(), Meaning::of(&Label::named(label)))
}
