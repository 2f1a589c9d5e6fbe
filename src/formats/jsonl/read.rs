//! What a row says. One that is as this program writes it is read at once; any other is looked at member by member.

use super::{ArticleRow, KeptRow, LinkRow, OriginRow, Row, SpanRow};
use crate::article::{Block, Origin};
use crate::formats::jsonl_lines::{Members, Object, Sure, Told, added, counted, short, tuple};
use crate::formats::pieces::tell_apart;
use crate::formats::record::{Document, Span, Tie};
use crate::project::{ArticleId, ArticleState, Decided, Kept, MarkState, Name, Word};
use crate::text::{Unit, Units};
use serde::Deserialize;
use serde_json::Value;
use serde_json::value::RawValue;
use std::borrow::Cow;
use std::cell::OnceCell;

/// The members that may have spans.
const LISTS: [&str; 6] = ["spans", "label", "labels", "entities", "ents", "annotations"];
/// Members of a span that say where it begins.
const STARTS: [&str; 3] = ["start", "begin", "start_offset"];
/// Members of a span that say where it ends.
const ENDS: [&str; 2] = ["end", "end_offset"];

/// A row as a document; why it is none.
pub(super) fn document(row: &[u8], told: &mut Told) -> Result<Document, String> {
    match serde_json::from_slice::<Row<'_>>(row) {
        Ok(row) if is_plain(&row) => Ok(plain(row, told)),
        Ok(_) | Err(_) => careful(row, told),
    }
}

/// Whether nothing in a row wants a second look.
fn is_plain(row: &Row<'_>) -> bool {
    let is_whole = |span: &SpanRow<'_>| {
        let has_place = !span.fragments.is_empty() || (span.start.is_some() && span.end.is_some());
        has_place && span.label.as_ref().is_some_and(|label| !label.is_empty())
    };
    row.entities.is_none() && !row.text.is_empty() && !row.spans.is_empty() && row.spans.iter().all(is_whole)
}

fn plain(row: Row<'_>, told: &mut Told) -> Document {
    let Row { id, title, text, spans, links, article, entities: _ } = row;
    let page = Page::of(&text);
    let spans = spans.into_iter().enumerate().map(|(number, row)| span(row, number, &page, told)).collect();
    let ties = links.into_iter().map(tie).collect();
    let (id, title) = (id.into_owned(), title.into_owned());
    whole(Document { id, title, spans, ties, ..Document::default() }, text.into_owned(), article, told)
}

/// A row that is not ours, or not quite.
fn careful(row: &[u8], told: &mut Told) -> Result<Document, String> {
    let no_row = |why: String| why.strip_prefix("it is ").map(|what| format!("it is no row of JSON: {what}")).unwrap_or(why);
    let mut members = Members::of_row(row).map_err(no_row)?;
    members.drop_nulls();
    let text = members.string("text")?.filter(|text| !text.is_empty()).ok_or("it has no `text`")?;
    let (id, title) = (members.id("id"), members.string("title")?.unwrap_or_default());
    let page = Page::of(&text);
    let mut spans = Vec::new();
    for name in LISTS {
        // A label that is a word is the row's.
        if name == "spans" || members.is_list(name) {
            let list = members.list(name)?.unwrap_or_default();
            added(&mut spans, read_spans(name, list, &page, told));
        }
    }
    let mut ties = Vec::new();
    for (number, words) in members.list("links")?.into_iter().flatten().enumerate() {
        match read_link(words) {
            Ok(tie) => ties.push(tie),
            Err(why) => told.refused.push(format!("link {number}: {why}")),
        }
    }
    let article = members.take("article").map(|words| understood::<ArticleRow<'_>>(words.get()));
    let article = article.unwrap_or_else(|| Ok(ArticleRow::default())).unwrap_or_else(|why| {
        told.refused.push(format!("its `article` {why}"));
        ArticleRow::default()
    });
    told.refused.extend(members.unread());
    let document = Document { id, title, spans, ties, ..Document::default() };
    Ok(whole(document, text, article, told))
}

fn origin(row: OriginRow<'_>) -> Origin {
    let OriginRow { file, url, outlet, published, byline, language, encoding, details, places, bom, crlf } = row;
    Origin {
        file: file.into_owned(),
        url: url.into_owned(),
        outlet: outlet.into_owned(),
        published: published.into_owned(),
        byline: byline.into_owned(),
        language: language.into_owned(),
        encoding: encoding.into_owned(),
        details: details.into_iter().map(|(name, value)| (name.into_owned(), value.into_owned())).collect(),
        places: places.into_iter().filter_map(|(number, words)| Some((number, words.parse().ok()?))).collect(),
        bom,
        crlf,
    }
}

/// A document with what `article` says and in what its places are counted.
fn whole(document: Document, text: String, article: ArticleRow<'_>, told: &mut Told) -> Document {
    let mut spans = document.spans;
    tell_apart(&mut spans, &mut told.repaired);
    let sure = if document.id.parse::<ArticleId>().is_ok() { Sure::Yes } else { Sure::No };
    let (unit, why) = counted(&text, &spans, Unit::CodePoints, sure);
    told.repaired.extend(why);
    let block = |(number, name): (u32, Cow<'_, str>)| Some((number, Block::ALL.into_iter().find(|block| block.name() == name)?));
    let state = word::<ArticleState>(&article.state, &"its", told);
    let mut ties = document.ties;
    ties.extend(article.links.into_iter().map(tie));
    Document {
        text,
        origin: origin(article.origin),
        blocks: article.blocks.into_iter().filter_map(block).collect(),
        state,
        unit: Some(unit),
        skip: article.skip,
        spans,
        ties,
        kept: article.kept.into_iter().map(kept).collect(),
        ..document
    }
}

/// A word of a closed list, as people type it; one that is none of it is told.
fn word<W: Word>(said: &str, whose: &dyn std::fmt::Display, told: &mut Told) -> Option<W> {
    if said.is_empty() {
        return None;
    }
    let found = W::exactly(said).or_else(|| W::typed(said));
    if found.is_none() {
        told.repaired.push(format!("{whose} state `{}` is none of {}: it is read as if none were said", short(said), W::names()));
    }
    found
}

/// A text whose code points are counted when somebody asks.
struct Page<'t> {
    text: &'t str,
    units: OnceCell<Units<'t>>,
}

impl<'t> Page<'t> {
    fn of(text: &'t str) -> Self {
        Self { text, units: OnceCell::new() }
    }

    fn words(&self, start: usize, end: usize) -> Option<&'t str> {
        self.text.get(self.units.get_or_init(|| Units::of(self.text, Unit::CodePoints)).bytes(start..end)?)
    }
}

fn read_spans(name: &str, list: Vec<&RawValue>, page: &Page<'_>, told: &mut Told) -> Vec<Span> {
    let mut spans = Vec::new();
    for (number, words) in list.into_iter().enumerate() {
        match read_span(words, number, page, told) {
            Ok(span) => spans.push(span),
            Err(why) if name == "spans" => told.refused.push(format!("span {number}: {why}")),
            Err(why) => told.refused.push(format!("span {number} of `{name}`: {why}")),
        }
    }
    spans
}

fn read_span(words: &RawValue, number: usize, page: &Page<'_>, told: &mut Told) -> Result<Span, String> {
    if words.get().starts_with('[') {
        return tuple(words, "jsonl").ok_or_else(|| "it is no [start, end, label]".to_owned());
    }
    let mut members = Members::of(words.get()).map_err(|why| format!("it {why}"))?;
    members.drop_nulls();
    let label = take_label(&mut members)?;
    let id = members.id("id");
    let (start, end) = match (place(&mut members, &STARTS), place(&mut members, &ENDS)) {
        (Ok(start), Ok(end)) => (Some(start), Some(end)),
        (Err(_), _) | (_, Err(_)) if members.has("fragments") => (None, None),
        (Err(why), _) | (Ok(_), Err(why)) => return Err(why),
    };
    let mut rest = Object::new();
    for (name, value) in members.rest() {
        rest.raw(&name, value.get());
    }
    let rest = rest.end();
    // A surrogate is the one thing in a string that may be wrong by now.
    Members::of(&rest).and_then(|mut members| members.string("text"))?;
    let row: SpanRow<'_> = understood(&rest).map_err(|why| format!("it {why}"))?;
    if start.is_none() && row.fragments.is_empty() {
        return Err("it has no place: its `fragments` is empty".to_owned());
    }
    Ok(span(SpanRow { id: id.into(), label: Some(label.into()), start, end, ..row }, number, page, told))
}

fn take_label(members: &mut Members<'_>) -> Result<String, String> {
    let label = match ["label", "type", "tag"].map(|name| members.has(name)) {
        [true, _, _] => members.need("label"),
        [false, true, false] => members.need("type"),
        [false, false, true] => members.need("tag"),
        [false, false, false] => Err("it has no `label`".to_owned()),
        [false, true, true] => Err("it has no `label`, but both `type` and `tag`".to_owned()),
    }?;
    if label.is_empty() { Err("its label is empty".to_owned()) } else { Ok(label) }
}

/// Takes a place out of the first member that has it.
fn place(members: &mut Members<'_>, names: &[&str]) -> Result<usize, String> {
    let usual = names.first().copied().unwrap_or_default();
    members.place(names.iter().copied().find(|name| members.has(name)).unwrap_or(usual))
}

fn read_link(words: &RawValue) -> Result<Tie, String> {
    let mut members = Members::of(words.get()).map_err(|why| format!("it {why}"))?;
    members.drop_nulls();
    let (from, to, kind) = (members.id("from"), members.id("to"), members.need("type")?);
    if from.is_empty() || to.is_empty() {
        return Err("it does not say by `from` and `to` what it links".to_owned());
    }
    let mut rest = Object::new();
    for (name, value) in members.rest() {
        rest.raw(&name, value.get());
    }
    let rest = rest.end();
    let row: LinkRow<'_> = understood(&rest).map_err(|why| format!("it {why}"))?;
    Ok(tie(LinkRow { r#type: kind.into(), from: from.into(), to: to.into(), ..row }))
}

/// What an object says; else what is wrong with it, to follow its name.
fn understood<'a, T: Deserialize<'a>>(words: &'a str) -> Result<T, String> {
    serde_json::from_str(words).map_err(|why| {
        let said = why.to_string();
        format!("is not understood: {}", said.rsplit_once(" at line ").map_or(said.as_str(), |(what, _)| what))
    })
}

fn span(row: SpanRow<'_>, number: usize, page: &Page<'_>, told: &mut Told) -> Span {
    let ends = row.start.zip(row.end);
    let of_fragments = row.fragments.iter().map(|(start, _)| *start).min().zip(row.fragments.iter().map(|(_, end)| *end).max());
    if ends.zip(of_fragments).is_some_and(|(ends, of_fragments)| ends != of_fragments) {
        told.repaired.push(format!("span {number}: its start and end are not those of its fragments, which were taken"));
    }
    let state = word::<MarkState>(&row.state, &format_args!("span {number}: its"), told);
    let at = if row.fragments.is_empty() { ends.into_iter().collect() } else { row.fragments };
    let quote = if row.quotes.is_empty() { quote(row.text, &at, page) } else { row.quotes.into_iter().map(Cow::into_owned).collect() };
    Span {
        file: String::new(),
        line: 0,
        id: row.id.into_owned(),
        label: row.label.unwrap_or_default().into_owned(),
        at,
        quote,
        attributes: row.attributes.into_iter().filter_map(|(name, value)| Some((name.into_owned(), words_of(value)?))).collect(),
        note: row.note.into_owned(),
        discuss: row.discuss,
        tags: row.tags.into_iter().map(Cow::into_owned).collect(),
        state,
        decided: row.decided.map(|decided| Box::new(Decided { by: Name::from(&*decided.by), on: decided.on.parse().ok(), why: decided.why.into_owned() })),
        of: row.of.into_iter().filter_map(|(whose, id)| Some((Name::from(&*whose), id.parse().ok()?))).collect(),
        score: row.score,
        by: row.by.into_owned(),
        on: row.on.into_owned(),
        check: None,
        kept: row.kept.into_iter().map(kept).collect(),
    }
}

/// The words of each range. Those of several ranges stand in `text` from the first to the last, as this program writes them, or joined by blanks, which
/// is asked where they are placed.
fn quote(text: Cow<'_, str>, at: &[(usize, usize)], page: &Page<'_>) -> Vec<String> {
    if text.is_empty() || at.len() < 2 {
        return Some(text.into_owned()).filter(|text| !text.is_empty()).into_iter().collect();
    }
    let ends = at.first().zip(at.last());
    let is_from_end_to_end = ends.and_then(|(first, last)| page.words(first.0, last.1)).is_some_and(|words| *words == *text);
    let each: Option<Vec<String>> = at.iter().map(|(start, end)| page.words(*start, *end).map(str::to_owned)).collect();
    match each {
        Some(each) if is_from_end_to_end => each,
        Some(_) | None => vec![text.into_owned()],
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
