//! Our own JSONL: one article a row, with everything that its marks say. Places are code points, half open.
//!
//! A row has every key: `id`, `title`, `text`, `spans`, `links`, `article`. A span: `id`, `label`, `start`, `end`, `text` (all from `start` to `end`),
//! `fragments` (its ranges), `quotes` (the words of each), `attributes` (by the names of the project file), `note`, `tags`, `discuss`, `state`, `decided`,
//! `score`, `by`, `on`, `of`, `kept`. A link: `type`, `from`, `to` (ids of spans of the row), `cue`, `auto`. `article` has `origin`, `state`, `blocks`, `skip`,
//! `links` (those into other rows) and `kept`.

use super::record::{Document, Reading, Span, Tie};
use super::{About, Export, Files, Format, Holds, Output, attributes};
use crate::article::{Block, Origin};
use crate::project::{Article, ArticleState, Decided, Kept, Link, Mark, MarkState, Name, Word};
use crate::text::{TextRange, Unit};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::{self, BufRead, Read};

/// Bytes that one row may have: 256 MiB.
const MOST_ROW_BYTES: u64 = 256 << 20;

/// Our own JSONL.
pub struct Jsonl;

#[derive(Serialize, Deserialize, Default)]
#[serde(default)]
pub(super) struct Row<'a> {
    #[serde(borrow)]
    id: Cow<'a, str>,
    #[serde(borrow)]
    title: Cow<'a, str>,
    #[serde(borrow)]
    text: Cow<'a, str>,
    #[serde(borrow)]
    spans: Vec<SpanRow<'a>>,
    #[serde(borrow)]
    links: Vec<LinkRow<'a>>,
    #[serde(borrow)]
    article: ArticleRow<'a>,
}

#[derive(Serialize, Deserialize, Default)]
#[serde(default)]
struct SpanRow<'a> {
    #[serde(borrow)]
    id: Cow<'a, str>,
    #[serde(borrow)]
    label: Cow<'a, str>,
    start: usize,
    end: usize,
    #[serde(borrow)]
    text: Cow<'a, str>,
    fragments: Vec<(usize, usize)>,
    #[serde(borrow)]
    quotes: Vec<Cow<'a, str>>,
    #[serde(borrow)]
    attributes: BTreeMap<Cow<'a, str>, Value>,
    #[serde(borrow)]
    note: Cow<'a, str>,
    #[serde(borrow)]
    tags: Vec<Cow<'a, str>>,
    discuss: bool,
    #[serde(borrow)]
    state: Cow<'a, str>,
    #[serde(borrow)]
    decided: Option<DecidedRow<'a>>,
    score: Option<f64>,
    #[serde(borrow)]
    by: Cow<'a, str>,
    #[serde(borrow)]
    on: Cow<'a, str>,
    #[serde(borrow)]
    of: Vec<(Cow<'a, str>, Cow<'a, str>)>,
    #[serde(borrow)]
    kept: Vec<KeptRow<'a>>,
}

#[derive(Serialize, Deserialize, Default)]
#[serde(default)]
struct DecidedRow<'a> {
    #[serde(borrow)]
    by: Cow<'a, str>,
    #[serde(borrow)]
    on: Cow<'a, str>,
    #[serde(borrow)]
    why: Cow<'a, str>,
}

#[derive(Serialize, Deserialize, Default)]
#[serde(default)]
struct KeptRow<'a> {
    #[serde(borrow)]
    format: Cow<'a, str>,
    #[serde(borrow)]
    text: Cow<'a, str>,
}

#[derive(Serialize, Deserialize, Default)]
#[serde(default)]
struct LinkRow<'a> {
    #[serde(borrow)]
    r#type: Cow<'a, str>,
    #[serde(borrow)]
    from: Cow<'a, str>,
    #[serde(borrow)]
    to: Cow<'a, str>,
    cue: Vec<(usize, usize)>,
    auto: bool,
}

#[derive(Serialize, Deserialize, Default)]
#[serde(default)]
struct ArticleRow<'a> {
    #[serde(borrow)]
    origin: OriginRow<'a>,
    #[serde(borrow)]
    state: Cow<'a, str>,
    #[serde(borrow)]
    blocks: Vec<(u32, Cow<'a, str>)>,
    skip: Vec<(usize, usize)>,
    #[serde(borrow)]
    links: Vec<LinkRow<'a>>,
    #[serde(borrow)]
    kept: Vec<KeptRow<'a>>,
}

#[derive(Serialize, Deserialize, Default)]
#[serde(default)]
struct OriginRow<'a> {
    #[serde(borrow)]
    file: Cow<'a, str>,
    #[serde(borrow)]
    url: Cow<'a, str>,
    #[serde(borrow)]
    outlet: Cow<'a, str>,
    #[serde(borrow)]
    published: Cow<'a, str>,
    bom: bool,
    crlf: bool,
}

impl Format for Jsonl {
    fn about(&self) -> About {
        let holds = Holds {
            any_label: true,
            fragments: true,
            line_breaks: true,
            overlaps: true,
            links: true,
            links_across: true,
            cues: true,
            attributes: true,
            notes: true,
            tags: true,
            authors: true,
            states: true,
            own_kept: true,
            own_ids: true,
            scores: true,
            kept: true,
            articles: true,
            zones: true,
            only_checks: false,
        };
        About {
            name: "jsonl",
            title: "Factmark JSONL",
            ending: "jsonl",
            per_article: false,
            beside: &[],
            unit: Some(Unit::CodePoints),
            reads: true,
            writes: true,
            holds,
        }
    }

    fn write(&self, export: &Export<'_>, out: &mut dyn Output) -> io::Result<()> {
        out.begin("jsonl.jsonl")?;
        for (article, _) in &export.articles {
            let row = serde_json::to_string(&row_of(export, article)).map_err(io::Error::other)?;
            out.put(escaped(&row).as_bytes())?;
            out.put(b"\n")?;
        }
        Ok(())
    }

    fn read(&self, files: &dyn Files, reading: &mut Reading<'_>) {
        for path in files.paths().into_iter().filter(|path| path.ends_with(".jsonl")) {
            match files.open(&path) {
                Ok(file) => read_rows(&path, file, reading),
                Err(why) => reading.refuse(&path, 0, format!("it cannot be opened: {why}")),
            }
        }
    }
}

/// What is legal in a string of JSON and ends a line elsewhere.
fn escaped(row: &str) -> Cow<'_, str> {
    if !row.contains(['\u{85}', '\u{2028}', '\u{2029}']) {
        return Cow::Borrowed(row);
    }
    Cow::Owned(row.replace('\u{85}', "\\u0085").replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029"))
}

/// An article as a row.
pub(super) fn row_of<'a>(export: &Export<'a>, article: &'a Article) -> Row<'a> {
    let points = article.text.code_points();
    let place = |range: TextRange| {
        let range = points.of(range);
        (range.start, range.end)
    };
    let link = |(from, link, to): (&'a std::sync::Arc<Mark>, &'a Link, &'a std::sync::Arc<Mark>)| LinkRow {
        r#type: link.kind.name().into(),
        from: from.id.to_string().into(),
        to: to.id.to_string().into(),
        cue: link.cue.iter().map(|range| place(*range)).collect(),
        auto: link.auto,
    };
    let origin = &article.origin;
    let (inside, across): (Vec<_>, Vec<_>) = export.links(article).into_iter().partition(|(from, _, to)| from.article == to.article);
    Row {
        id: article.id.to_string().into(),
        title: article.title.as_str().into(),
        text: article.text.as_str().into(),
        spans: export.marks(article).into_iter().map(|mark| span_of(export, article, mark, &place)).collect(),
        links: inside.into_iter().map(link).collect(),
        article: ArticleRow {
            origin: OriginRow {
                file: origin.file.as_str().into(),
                url: origin.url.as_str().into(),
                outlet: origin.outlet.as_str().into(),
                published: origin.published.as_str().into(),
                bom: origin.bom,
                crlf: origin.crlf,
            },
            state: article.state.name().into(),
            blocks: article.blocks.iter().map(|(number, block)| (*number, block.name().into())).collect(),
            skip: article.skip.iter().map(|zone| place(*zone)).collect(),
            links: across.into_iter().map(link).collect(),
            kept: article.kept.iter().map(kept_row).collect(),
        },
    }
}

fn span_of<'a>(export: &Export<'a>, article: &'a Article, mark: &'a Mark, place: &dyn Fn(TextRange) -> (usize, usize)) -> SpanRow<'a> {
    let fragments: Vec<(usize, usize)> = mark.at.iter().map(place).collect();
    let quotes: Vec<Cow<'a, str>> = mark.at.iter().map(|range| range.of(&article.text).into()).collect();
    SpanRow {
        id: mark.id.to_string().into(),
        label: mark.label().name().to_owned().into(),
        start: fragments.first().map_or(0, |(start, _)| *start),
        end: fragments.last().map_or(0, |(_, end)| *end),
        text: article.text.slice(mark.at.start()..mark.at.end()).into(),
        fragments,
        quotes,
        attributes: attributes(export.project, mark).into_iter().map(|(name, value)| (name.into(), Value::String(value))).collect(),
        note: mark.note.as_str().into(),
        tags: mark.tags.iter().map(|tag| tag.to_string().into()).collect(),
        discuss: mark.discuss,
        state: mark.state.name().into(),
        decided: mark.decided.as_ref().map(|decided| DecidedRow {
            by: decided.by.to_string().into(),
            on: decided.on.map(|on| on.to_string()).unwrap_or_default().into(),
            why: decided.why.as_str().into(),
        }),
        score: mark.score,
        by: mark.by.to_string().into(),
        on: mark.on.map(|on| on.to_string()).unwrap_or_default().into(),
        of: mark.of.iter().map(|(whose, id)| (whose.to_string().into(), id.to_string().into())).collect(),
        kept: mark.kept.iter().map(kept_row).collect(),
    }
}

fn kept_row(kept: &Kept) -> KeptRow<'_> {
    KeptRow { format: kept.format.to_string().into(), text: kept.text.as_str().into() }
}

fn read_rows(path: &str, mut file: Box<dyn BufRead + '_>, reading: &mut Reading<'_>) {
    let mut line = Vec::new();
    for number in 1.. {
        line.clear();
        match file.by_ref().take(MOST_ROW_BYTES).read_until(b'\n', &mut line) {
            Ok(0) => return,
            Ok(_) => {}
            Err(why) => return reading.refuse(path, number, format!("it cannot be read on from here: {why}")),
        }
        if line.len() as u64 == MOST_ROW_BYTES {
            return reading.refuse(path, number, format!("a row has more than {} MB; split the file", MOST_ROW_BYTES >> 20));
        }
        let row = if number == 1 { line.strip_prefix("\u{feff}".as_bytes()).unwrap_or(&line) } else { &line };
        if row.trim_ascii().is_empty() {
            continue;
        }
        match serde_json::from_slice::<Row<'_>>(row) {
            Ok(row) if row.text.is_empty() => reading.refuse(path, number, "it has no `text`"),
            Ok(row) => reading.take(document_of(row, path, number)),
            Err(why) => reading.refuse(path, number, format!("it is no row of JSON: {why}")),
        }
    }
}

fn document_of(row: Row<'_>, file: &str, line: usize) -> Document {
    let Row { id, title, text, spans, links, article } = row;
    let block = |(number, name): (u32, Cow<'_, str>)| Some((number, Block::ALL.into_iter().find(|block| block.name() == name)?));
    let OriginRow { file: own_file, url, outlet, published, bom, crlf } = article.origin;
    Document {
        file: file.to_owned(),
        line,
        id: id.into_owned(),
        title: title.into_owned(),
        text: text.into_owned(),
        is_named_only: false,
        origin: Origin { file: own_file.into_owned(), url: url.into_owned(), outlet: outlet.into_owned(), published: published.into_owned(), bom, crlf },
        blocks: article.blocks.into_iter().filter_map(block).collect(),
        state: ArticleState::exactly(&article.state),
        unit: Some(Unit::CodePoints),
        skip: article.skip,
        spans: spans.into_iter().map(span).collect(),
        ties: links.into_iter().chain(article.links).map(tie).collect(),
        kept: article.kept.into_iter().map(kept).collect(),
    }
}

fn span(row: SpanRow<'_>) -> Span {
    // Without the words of each fragment, those of all together say nothing about one of them.
    let is_plain = row.fragments.len() < 2 && !row.text.is_empty();
    let quote = match row.quotes {
        quotes if !quotes.is_empty() => quotes.into_iter().map(Cow::into_owned).collect(),
        _ if is_plain => vec![row.text.into_owned()],
        _ => Vec::new(),
    };
    Span {
        file: String::new(),
        line: 0,
        id: row.id.into_owned(),
        label: row.label.into_owned(),
        at: if row.fragments.is_empty() { vec![(row.start, row.end)] } else { row.fragments },
        quote,
        attributes: row.attributes.into_iter().filter_map(|(name, value)| Some((name.into_owned(), words_of(value)?))).collect(),
        note: row.note.into_owned(),
        discuss: row.discuss,
        tags: row.tags.into_iter().map(Cow::into_owned).collect(),
        state: MarkState::exactly(&row.state),
        decided: row.decided.map(|decided| Box::new(Decided { by: Name::from(&*decided.by), on: decided.on.parse().ok(), why: decided.why.into_owned() })),
        of: row.of.into_iter().filter_map(|(whose, id)| Some((Name::from(&*whose), id.parse().ok()?))).collect(),
        score: row.score,
        by: row.by.into_owned(),
        on: row.on.into_owned(),
        check: None,
        kept: row.kept.into_iter().map(kept).collect(),
    }
}

/// A value as `--set` takes it.
fn words_of(value: Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::String(words) => Some(words),
        Value::Array(values) => Some(values.into_iter().filter_map(words_of).collect::<Vec<_>>().join(",")),
        Value::Bool(_) | Value::Number(_) | Value::Object(_) => Some(value.to_string()),
    }
}

fn tie(row: LinkRow<'_>) -> Tie {
    Tie { line: 0, kind: row.r#type.into_owned(), from: row.from.into_owned(), to: row.to.into_owned(), cue: row.cue, auto: row.auto }
}

fn kept(row: KeptRow<'_>) -> Kept {
    Kept { format: Name::from(&*row.format), text: row.text.into_owned() }
}
