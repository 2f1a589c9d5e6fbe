//! Reads pages of annotations and the texts that they are about.

use super::super::json_file::{JsonFile, each, object, text};
use super::super::jsonl_lines::{Members, short};
use super::super::pieces::listed;
use super::super::record::{Document, Span, Tie};
use super::super::{Files, Reading};
use super::NAME;
use super::annotation::{Marked, Said, annotation, kept_rows, own, word};
use super::place::Range;
use crate::article::{Block, LIMIT_BYTES, Origin};
use crate::project::Kept;
use crate::text::{Text, Unit};
use serde_json::value::RawValue;
use std::collections::{BTreeMap, HashMap};
use std::io::Read;

/// Members of a page or a collection that say nothing of the annotations.
const OF_PAGES: [&str; 12] = ["@context", "id", "type", "items", "first", "last", "next", "prev", "total", "startIndex", "partOf", "factmark:articles"];

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
                Err((line, why)) => reading.refuse(&path, line, why),
            }
        } else {
            reading.refuse(&path, 0, "its name ends neither in .jsonld or .json, as annotations do, nor in .txt, as their texts do");
        }
    }
    book.find_texts(files, texts, reading);
    book.finish(reading);
}

/// A source with what is said of it.
#[derive(Default)]
struct Sheet {
    /// Its IRI.
    iri: String,
    document: Document,
    has_text: bool,
    /// Where each of its spans is, as far as it was read.
    ranges: Vec<Vec<Range>>,
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
            let is_page = ["items", "first", "factmark:articles"].iter().any(|name| members.peek(name).is_some());
            if !is_page {
                return self.item(path, file, value, reading);
            }
            for article in members.peek("factmark:articles").map(each).unwrap_or_default() {
                if let Err(why) = self.article(path, file.line(article), article) {
                    reading.refuse(path, file.line(article), why);
                }
            }
            let across = members.take("factmark:across");
            for item in members.peek("items").into_iter().chain(across).flat_map(each) {
                self.item(path, file, item, reading);
            }
            page = members.take("first").or_else(|| members.take("next")).filter(|next| next.get() != "null");
            if let Some(next) = page.filter(|next| object(next).is_none()) {
                reading.refuse(path, file.line(next), format!("the annotations of another page are not in this file: {}", short(next.get())));
                page = None;
            }
            let others: Vec<&str> = members.names().filter(|name| !OF_PAGES.contains(name)).collect();
            if !others.is_empty() {
                reading.refuse(path, file.line(value), format!("what is said of the page as a whole is not taken: {}", listed(others.into_iter())));
            }
        }
    }

    fn sheet(&mut self, source: &str) -> usize {
        if let Some(number) = self.sources.get(source) {
            return *number;
        }
        let number = self.sheets.len();
        self.sources.insert(source.to_owned(), number);
        self.sheets.push(Sheet { iri: source.to_owned(), ..Sheet::default() });
        number
    }

    /// An article of our own files.
    fn article(&mut self, path: &str, line: usize, value: &RawValue) -> Result<(), String> {
        let mut node = Members::of(value.get()).map_err(|why| format!("it {why}"))?;
        let iri = node.id("id");
        let words = node.need("value")?;
        node.take("type");
        node.take("format");
        let mut kept = Vec::new();
        let id = match own(&iri) {
            Some(id) => id.to_owned(),
            None => {
                let id = node.string("factmark:article")?.unwrap_or_else(|| iri.clone());
                if id != iri {
                    kept.push(Kept { format: NAME.into(), text: format!("id {iri}") });
                }
                id
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
        let number = self.sheet(&iri);
        let Some(sheet) = self.sheets.get_mut(number).filter(|sheet| !sheet.has_text) else {
            return Err(format!("a text of the name {} was there before", short(&iri)));
        };
        let file = path.to_owned();
        sheet.document =
            Document { file, line, id, title, text: words, origin, blocks, state, unit: Some(Unit::CodePoints), skip, kept, ..Document::default() };
        sheet.has_text = true;
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
        let number = self.sheet(&source);
        if !iri.is_empty() && self.ids.contains_key(&iri) {
            reading.refuse(path, line, format!("two annotations have the id {}, so that links lead to the first of them", short(&iri)));
            span.id.clear();
            span.kept.retain(|kept| kept.text.strip_prefix("id ") != Some(&iri));
        } else if !iri.is_empty() {
            self.ids.insert(iri, (number, span.id.clone()));
        }
        let Some(sheet) = self.sheets.get_mut(number) else { return };
        if sheet.document.file.is_empty() {
            (sheet.document.file, sheet.document.line) = (path.to_owned(), line);
        }
        sheet.document.spans.push(Span { line, ..span });
        sheet.ranges.push(ranges);
    }

    /// Gives each source the text that is called as it is; what no source is called by is an article without annotations.
    fn find_texts(&mut self, files: &dyn Files, paths: Vec<String>, reading: &mut Reading<'_>) {
        let mut by_name: BTreeMap<String, String> = BTreeMap::new();
        for path in paths {
            let stem = stem_of(&path).to_owned();
            if let Some(other) = by_name.insert(stem, path) {
                reading.refuse(&other, 0, "another text of this name is read instead");
            }
        }
        for sheet in self.sheets.iter_mut().filter(|sheet| !sheet.has_text) {
            let last = sheet.iri.trim_end_matches('/').rsplit(['/', '#', ':']).next().unwrap_or_default();
            let own = stem_of(&sheet.document.file).to_owned();
            let names = [last, last.rsplit_once('.').map_or(last, |(stem, _)| stem), own.as_str()];
            let Some((_, path)) = names.into_iter().find_map(|name| by_name.remove_entry(name)) else { continue };
            match text_of(files, &path) {
                Ok((words, bom)) => {
                    let url = if sheet.iri.starts_with("http") { sheet.iri.clone() } else { String::new() };
                    let origin = Origin { file: last_part(&path).to_owned(), url, bom, ..Origin::default() };
                    let spans = std::mem::take(&mut sheet.document.spans);
                    let (file, line) = (std::mem::take(&mut sheet.document.file), sheet.document.line);
                    sheet.document =
                        Document { file, line, id: sheet.iri.clone(), text: words, origin, unit: Some(Unit::CodePoints), spans, ..Document::default() };
                    sheet.has_text = true;
                }
                Err(why) => reading.refuse(&path, 0, why),
            }
        }
        for path in by_name.into_values() {
            match text_of(files, &path) {
                Ok((words, bom)) => {
                    let origin = Origin { file: last_part(&path).to_owned(), bom, ..Origin::default() };
                    let id = stem_of(&path).to_owned();
                    let document = Document { file: path, id, text: words, origin, unit: Some(Unit::CodePoints), ..Document::default() };
                    self.sheets.push(Sheet { document, has_text: true, ..Sheet::default() });
                }
                Err(why) => reading.refuse(&path, 0, why),
            }
        }
    }

    fn finish(mut self, reading: &mut Reading<'_>) {
        for (path, line, about, words) in std::mem::take(&mut self.wholes) {
            let number = self.sources.get(&about).copied().or_else(|| self.ids.get(&about).map(|(number, _)| *number));
            match number.and_then(|number| self.sheets.get_mut(number)).filter(|sheet| sheet.has_text) {
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
        for mut sheet in self.sheets {
            if sheet.has_text {
                sheet.place(reading);
                reading.take(sheet.document);
            } else if !sheet.document.spans.is_empty() {
                let count = crate::text::counted(sheet.document.spans.len(), "annotation");
                let why = format!("there is no text of the name {} for {count}: put it beside as a .txt of that name", short(&sheet.iri));
                reading.refuse(&sheet.document.file, sheet.document.line, why);
            }
        }
    }
}

impl Sheet {
    /// Puts the ranges of the spans into them; spans without any are refused.
    fn place(&mut self, reading: &mut Reading<'_>) {
        let words = Text::new(self.document.text.as_str());
        let mut kept = Vec::with_capacity(self.document.spans.len());
        for (mut span, ranges) in std::mem::take(&mut self.document.spans).into_iter().zip(std::mem::take(&mut self.ranges)) {
            let places: Result<Vec<(usize, usize)>, String> = ranges.iter().map(|range| range.place(&words)).collect();
            match places {
                Ok(at) => {
                    span.at = at;
                    span.quote = ranges.into_iter().map(|range| range.exact).collect::<Option<Vec<String>>>().unwrap_or_default();
                    kept.push(span);
                }
                Err(why) => reading.refuse(&self.document.file, span.line, format!("{}: {why}", short(&span.label))),
            }
        }
        self.document.spans = kept;
    }
}

fn origin(mut members: Members<'_>) -> Origin {
    let is_true = |value: Option<&RawValue>| value.is_some_and(|value| value.get() == "true");
    let (bom, crlf) = (is_true(members.take("bom")), is_true(members.take("crlf")));
    let mut word = |name: &str| members.string(name).ok().flatten().unwrap_or_default();
    Origin { file: word("file"), url: word("url"), outlet: word("outlet"), published: word("published"), bom, crlf }
}

/// A text, without its byte order mark; whether it had one.
fn text_of(files: &dyn Files, path: &str) -> Result<(String, bool), String> {
    let mut bytes = Vec::new();
    let read = files.open(path).and_then(|file| file.take(LIMIT_BYTES as u64 + 1).read_to_end(&mut bytes));
    read.map_err(|why| format!("it cannot be read: {why}"))?;
    if bytes.len() > LIMIT_BYTES {
        return Err(format!("it has more than {} MiB", LIMIT_BYTES >> 20));
    }
    let words = String::from_utf8(bytes).map_err(|why| format!("it is not UTF-8: see byte {}", why.utf8_error().valid_up_to()))?;
    Ok(match words.strip_prefix('\u{feff}') {
        Some(rest) => (rest.to_owned(), true),
        None => (words, false),
    })
}

fn last_part(path: &str) -> &str {
    path.rsplit_once('/').map_or(path, |(_, file)| file)
}

fn stem_of(path: &str) -> &str {
    let file = last_part(path);
    file.rsplit_once('.').map_or(file, |(stem, _)| stem)
}
