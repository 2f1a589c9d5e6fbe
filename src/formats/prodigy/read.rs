//! What a line of Prodigy's says.

use super::known::Known;
use super::{NAME, STATE};
use crate::formats::jsonl_lines::{Members, Sure, Told, counted, short};
use crate::formats::pieces::{joined, listed, tell_apart};
use crate::formats::record::{Document, Span, Tie};
use crate::project::{ArticleId, ArticleState, Kept, MarkState};
use crate::text::Unit;
use serde_json::value::RawValue;
use std::collections::{BTreeMap, BTreeSet};

/// A line as a document.
pub(super) fn document(mut row: Members<'_>, told: &mut Told) -> Result<Document, String> {
    let text = row.need("text")?;
    let (article_state, mark_state) = match row.string("answer")?.as_deref() {
        None => (None, None),
        Some("accept") => (Some(ArticleState::Done), Some(MarkState::Accepted)),
        Some("reject") => (None, Some(MarkState::Rejected)),
        Some("ignore") => return Err("its answer is `ignore`, so it is not taken".to_owned()),
        Some(other) => return Err(format!("its answer `{}` is none of accept, reject and ignore", short(other))),
    };
    let meta = Meta::of(&mut row, &mut told.refused);
    let id = if meta.id.is_empty() { row.id("id") } else { meta.id };
    // They follow from the text and the marks and are made anew.
    let known = Known::of(row.take("tokens"), &text);
    let (words, relations) = (row.list("spans")?.unwrap_or_default(), row.list("relations")?.unwrap_or_default());
    let (mut spans, mut last_tokens) = (Vec::new(), Vec::new());
    for (number, words) in words.into_iter().enumerate() {
        match read_span(words, mark_state).and_then(|(span, tokens)| known.agreed(span, tokens, number, &mut told.repaired)) {
            Ok((span, last)) => {
                spans.push(span);
                last_tokens.push(last);
            }
            Err(why) => told.refused.push(format!("span {number}: {why}")),
        }
    }
    told.refused.extend(row.unread());
    tell_apart(&mut spans, &mut told.refused);
    let (unit, why) = match known.unit() {
        Some(Unit::CodePoints) => (Unit::CodePoints, None),
        Some(unit) => (unit, Some(format!("its tokens stand at their places in {} only, so these were taken", unit.name()))),
        None => counted(&text, &spans, Unit::CodePoints, if id.parse::<ArticleId>().is_ok() { Sure::Yes } else { Sure::Mostly }),
    };
    told.repaired.extend(why);
    let ends = Ends::of(&mut spans, &last_tokens);
    let mut ties = Vec::new();
    for (number, words) in relations.into_iter().enumerate() {
        match read_relation(words, number, &ends, &mut told.refused) {
            Ok(tie) => ties.push(tie),
            Err(why) => told.refused.push(format!("relation {number}: {why}")),
        }
    }
    let (spans, ties) = joined(spans, ties);
    let mut kept: Vec<Kept> = meta.rest.map(|text| Kept { format: NAME.into(), text }).into_iter().collect();
    kept.extend(row.kept(NAME));
    Ok(Document { id, text, state: meta.state.or(article_state), unit: Some(unit), spans, ties, kept, ..Document::default() })
}

/// What `meta` says of the article.
#[derive(Default)]
struct Meta {
    id: String,
    state: Option<ArticleState>,
    /// What else it says, as a member of the line.
    rest: Option<String>,
}

impl Meta {
    fn of(row: &mut Members<'_>, refused: &mut Vec<String>) -> Self {
        let Some(value) = row.take("meta") else { return Self::default() };
        let mut meta = match Members::of(value.get()) {
            Ok(meta) => meta,
            Err(why) => {
                refused.push(format!("its `meta` {why}, so it is not taken"));
                return Self::default();
            }
        };
        let id = meta.id("id");
        let state = meta.word(STATE);
        if meta.is_empty() {
            return Self { id, state, rest: None };
        }
        let members: Vec<String> = meta.kept(NAME).into_iter().map(|kept| kept.text).collect();
        Self { id, state, rest: Some(format!("\"meta\":{{{}}}", members.join(","))) }
    }
}

/// A span, with the numbers of its first and last token.
fn read_span(words: &RawValue, state: Option<MarkState>) -> Result<(Span, [Option<usize>; 2]), String> {
    let mut span = Members::of(words.get()).map_err(|why| format!("it {why}"))?;
    let (start, end, label) = (span.place("start")?, span.place("end")?, span.need("label")?);
    let tokens = ["token_start", "token_end"].map(|name| span.take(name).and_then(|value| serde_json::from_str(value.get()).ok()));
    let own_state = span.word("state");
    let id = span.id("id");
    let quote = span.string("text")?.into_iter().collect();
    let score = span.take("score");
    let number = score.and_then(|value| value.get().parse::<f64>().ok()).filter(|score| score.is_finite());
    let mut kept = span.kept(NAME);
    kept.extend(score.filter(|_| number.is_none()).map(|value| Kept { format: NAME.into(), text: format!("\"score\":{}", value.get()) }));
    Ok((Span { id, label, at: vec![(start, end)], quote, state: own_state.or(state), score: number, kept, ..Span::default() }, tokens))
}

/// The spans of a line, as its relations name them: by id, by place and label, by their last token.
struct Ends {
    ids: BTreeSet<String>,
    places: BTreeMap<(usize, usize, String), String>,
    last_tokens: BTreeMap<usize, String>,
}

impl Ends {
    /// Gives an id to each span that has none.
    fn of(spans: &mut [Span], last_tokens: &[Option<usize>]) -> Self {
        let mut ids: BTreeSet<String> = spans.iter().filter(|span| !span.id.is_empty()).map(|span| span.id.clone()).collect();
        let (mut places, mut by_token) = (BTreeMap::new(), BTreeMap::new());
        for (number, (span, last)) in spans.iter_mut().zip(last_tokens).enumerate() {
            if span.id.is_empty() {
                span.id = format!("#{number}");
                while !ids.insert(span.id.clone()) {
                    span.id.insert(0, '#');
                }
            }
            if let Some((start, end)) = span.at.first() {
                places.entry((*start, *end, span.label.clone())).or_insert_with(|| span.id.clone());
            }
            if let Some(last) = last {
                by_token.entry(*last).or_insert_with(|| span.id.clone());
            }
        }
        Self { ids, places, last_tokens: by_token }
    }

    /// The id of one end of a relation.
    fn end(&self, relation: &mut Members<'_>, token: &str, span: &str) -> Result<String, String> {
        let number = relation.take(token).and_then(|value| serde_json::from_str::<usize>(value.get()).ok());
        let no_span = |name: &str| format!("its `{name}` is none of the spans");
        let Some(value) = relation.take(span) else {
            return number.and_then(|number| self.last_tokens.get(&number)).cloned().ok_or_else(|| no_span(token));
        };
        let mut place = Members::of(value.get()).map_err(|why| format!("its `{span}` {why}"))?;
        let id = place.id("id");
        if self.ids.contains(&id) {
            return Ok(id);
        }
        let (start, end, label) = (place.place("start"), place.place("end"), place.string("label"));
        let (Ok(start), Ok(end), Ok(Some(label))) = (start, end, label) else { return Err(no_span(span)) };
        self.places.get(&(start, end, label)).cloned().ok_or_else(|| no_span(span))
    }
}

fn read_relation(words: &RawValue, number: usize, ends: &Ends, refused: &mut Vec<String>) -> Result<Tie, String> {
    let mut relation = Members::of(words.get()).map_err(|why| format!("it {why}"))?;
    let kind = relation.need("label")?;
    let (from, to) = (ends.end(&mut relation, "head", "head_span")?, ends.end(&mut relation, "child", "child_span")?);
    if !relation.is_empty() {
        refused.push(format!("relation {number} is taken, but not what else it says: {}", listed(relation.names())));
    }
    Ok(Tie { kind, from, to, ..Tie::default() })
}
