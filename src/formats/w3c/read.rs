//! Reads pages of annotations and the texts that they are about.

use super::super::json_file::{JsonFile, each, object, text};
use super::super::jsonl_lines::{Members, short};
use super::super::origin::{read_details, read_places};
use super::super::pieces::listed;
use super::super::record::{Document, Span, Tie};
use super::super::{Files, Reading};
use super::NAME;
use super::annotation::{Marked, Said, annotation, kept_rows, own, word};
use super::sheet::Sheet;
use super::texts::Texts;
use crate::article::{Block, Origin};
use crate::project::Kept;
use crate::text::Unit;
use serde_json::value::RawValue;
use std::collections::HashMap;

/// Members of a page or a collection that say nothing of the annotations.
const OF_PAGES: [&str; 11] = ["@context", "id", "type", "first", "last", "next", "prev", "total", "startIndex", "partOf", "factmark:articles"];
/// Members that are lists of annotations: those of pages, of any graph, and of the answers of Hypothesis's service.
const LISTS: [&str; 3] = ["items", "@graph", "rows"];

/// Reads all files.
pub(super) fn read(files: &dyn Files, reading: &mut Reading<'_>) {
    let mut book = Book::default();
    let mut texts = Vec::new();
    for path in files.paths() {
        let lower = path.to_lowercase();
        if lower.ends_with(".txt") {
            texts.push(path);
        } else if lower.ends_with(".jsonld") || lower.ends_with(".json") {
            match JsonFile::read(files, &path) {
                Ok(file) => book.file(&path, &file, reading),
                Err((line, why)) => reading.refuse(&path, line, format!("{why}; nothing of the file was read")),
            }
        } else {
            reading.refuse(&path, 0, "its name ends neither in .jsonld or .json, as annotations do, nor in .txt, as their texts do");
        }
    }
    Texts::new(files, texts, reading).deal(&mut book.sheets, reading);
    book.finish(reading);
}

/// What was read so far.
#[derive(Default)]
struct Book {
    sheets: Vec<Sheet>,
    /// The sheet of each source.
    sources: HashMap<String, usize>,
    /// The sheet and the span of each annotation.
    ids: HashMap<String, (usize, String)>,
    /// Annotations of something as a whole: file, line, what they are about, and their words.
    wholes: Vec<(String, usize, String, String)>,
    /// Links, each with its file.
    ties: Vec<(String, Tie)>,
}

impl Book {
    fn file(&mut self, path: &str, file: &JsonFile, reading: &mut Reading<'_>) {
        let root = match file.value() {
            Ok(root) => root,
            Err((line, why)) => return reading.refuse(path, line, why),
        };
        let mut page = Some(root);
        while let Some(value) = page.take() {
            let Some(mut members) = object(value) else {
                if value.get().starts_with('[') {
                    each(value).into_iter().for_each(|item| self.item(path, file, item, reading));
                } else {
                    let why = Members::of(value.get()).err().unwrap_or_default();
                    reading.refuse(path, file.line(value), format!("it {why}, and no list of annotations"));
                }
                return;
            };
            let is_page = LISTS.iter().chain(&["first", "factmark:articles"]).any(|name| members.peek(name).is_some());
            if !is_page {
                return self.item(path, file, value, reading);
            }
            for article in members.peek("factmark:articles").map(each).unwrap_or_default() {
                if let Err(why) = self.article(path, file.line(article), article) {
                    reading.refuse(path, file.line(article), why);
                }
            }
            let across = members.take("factmark:across");
            let lists = LISTS.into_iter().filter_map(|name| members.peek(name));
            for item in lists.chain(across).flat_map(each) {
                self.item(path, file, item, reading);
            }
            page = members.take("first").or_else(|| members.take("next")).filter(|next| next.get() != "null");
            if let Some(next) = page.filter(|next| object(next).is_none()) {
                reading.refuse(path, file.line(next), format!("the annotations of another page are not in this file: {}", short(next.get())));
                page = None;
            }
            let others: Vec<&str> = members.names().filter(|name| !OF_PAGES.contains(name) && !LISTS.contains(name)).collect();
            if !others.is_empty() {
                reading.refuse(path, file.line(value), format!("what is said of the page as a whole is not taken: {}", listed(others.into_iter())));
            }
        }
    }

    /// The number of the sheet of a source; one without an IRI is known by its file.
    fn sheet(&mut self, known_by: &str, iri: &str) -> usize {
        if let Some(number) = self.sources.get(known_by) {
            return *number;
        }
        let number = self.sheets.len();
        self.sources.insert(known_by.to_owned(), number);
        let document = Document { id: own(iri).unwrap_or(iri).to_owned(), ..Document::default() };
        self.sheets.push(Sheet { iri: iri.to_owned(), document, ..Sheet::default() });
        number
    }

    /// An article of our own files.
    fn article(&mut self, path: &str, line: usize, value: &RawValue) -> Result<(), String> {
        let mut node = Members::of(value.get()).map_err(|why| format!("it {why}"))?;
        let iri = node.id("id");
        node.take("type");
        node.take("format");
        let mut kept = Vec::new();
        let id = match own(&iri) {
            Some(id) => id.to_owned(),
            None => {
                kept.push(Kept { format: NAME.into(), text: format!("id {iri}") });
                node.need("factmark:article")?
            }
        };
        let origin = node.take("factmark:origin").and_then(object).map(origin).unwrap_or_default();
        let block = |pair: &RawValue| {
            let (number, name) = serde_json::from_str::<(u32, String)>(pair.get()).ok()?;
            Some((number, Block::ALL.into_iter().find(|block| block.name() == name)?))
        };
        let blocks = node.list("factmark:blocks")?.unwrap_or_default().into_iter().filter_map(block).collect();
        let skip = node.list("factmark:skip")?.unwrap_or_default().into_iter().filter_map(|zone| serde_json::from_str(zone.get()).ok()).collect();
        let state = node.take("factmark:state").and_then(word);
        let title = node.string("factmark:title")?.unwrap_or_default();
        let rows = node.take("factmark:kept").map(kept_rows).unwrap_or_default();
        kept.extend(node.kept(NAME));
        kept.extend(rows);
        let number = self.sheet(&iri, &iri);
        let Some(sheet) = self.sheets.get_mut(number).filter(|sheet| sheet.own.is_none()) else {
            return Err(format!("an article of the name {} was there before", short(&iri)));
        };
        sheet.own = Some(id.clone());
        sheet.stands_in(path, line);
        let (file, line) = (std::mem::take(&mut sheet.document.file), sheet.document.line);
        let spans = std::mem::take(&mut sheet.document.spans);
        let unit = Some(Unit::CodePoints);
        sheet.document = Document { file, line, id, title, origin, blocks, state, unit, skip, spans, kept, ..Document::default() };
        Ok(())
    }

    fn item(&mut self, path: &str, file: &JsonFile, value: &RawValue, reading: &mut Reading<'_>) {
        let line = file.line(value);
        if let Some(iri) = text(value) {
            return reading.refuse(path, line, format!("the annotation is only named, not there: {}", short(&iri)));
        }
        let mut told = Vec::new();
        match annotation(value, &mut told) {
            Ok(Said::Mark(marked)) => self.mark(path, line, *marked, reading),
            Ok(Said::Link(tie)) => self.ties.push((path.to_owned(), Tie { line, ..tie })),
            Ok(Said::Whole(about)) => self.wholes.push((path.to_owned(), line, about, value.get().replace(['\n', '\r'], " "))),
            Err(why) => reading.refuse(path, line, why),
        }
        told.into_iter().for_each(|why| reading.refuse(path, line, why));
    }

    fn mark(&mut self, path: &str, line: usize, marked: Marked, reading: &mut Reading<'_>) {
        let Marked { iri, source, ranges, mut span } = marked;
        let number = self.sheet(if source.is_empty() { path } else { &source }, &source);
        if !iri.is_empty() && self.ids.contains_key(&iri) {
            reading.refuse(path, line, format!("two annotations have the id {}, so that links lead to the first of them", short(&iri)));
            span.id.clear();
            span.kept.retain(|kept| kept.text.strip_prefix("id ") != Some(&iri));
        } else if !iri.is_empty() {
            self.ids.insert(iri, (number, span.id.clone()));
        }
        let Some(sheet) = self.sheets.get_mut(number) else { return };
        sheet.stands_in(path, line);
        sheet.document.spans.push(Span { line, ..span });
        sheet.ranges.push(ranges);
    }

    fn finish(mut self, reading: &mut Reading<'_>) {
        for (path, line, about, words) in std::mem::take(&mut self.wholes) {
            let number = self.sources.get(&about).copied().or_else(|| self.ids.get(&about).map(|(number, _)| *number));
            match number.and_then(|number| self.sheets.get_mut(number)) {
                Some(sheet) => sheet.document.kept.push(Kept { format: NAME.into(), text: format!("item {words}") }),
                None => reading.refuse(&path, line, format!("there is no text of the name {}", short(&about))),
            }
        }
        for (path, tie) in std::mem::take(&mut self.ties) {
            let Some((number, from)) = self.ids.get(&tie.from).cloned() else {
                reading.refuse(&path, tie.line, format!("the link {}: it begins at {}, which is no annotation of these files", tie.kind, short(&tie.from)));
                continue;
            };
            let to = match self.ids.get(&tie.to) {
                Some((_, to)) => to.clone(),
                None => own(&tie.to).unwrap_or(&tie.to).to_owned(),
            };
            if let Some(sheet) = self.sheets.get_mut(number) {
                sheet.document.ties.push(Tie { from, to, ..tie });
            }
        }
        for sheet in self.sheets {
            let document = sheet.placed(reading);
            reading.take(document);
        }
    }
}

fn origin(mut members: Members<'_>) -> Origin {
    let is_true = |value: Option<&RawValue>| value.is_some_and(|value| value.get() == "true");
    let (bom, crlf) = (is_true(members.take("bom")), is_true(members.take("crlf")));
    let details = members.take("details").and_then(read_details).unwrap_or_default();
    let places = members.take("places").and_then(read_places).unwrap_or_default();
    Origin { details, places, bom, crlf, ..Origin::of_words(|name| members.string(name).ok().flatten().unwrap_or_default()) }
}
