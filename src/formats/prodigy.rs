//! Prodigy's JSONL, one article a line: `text`, `meta`, `tokens`, `spans`, `relations`, `answer`.
//!
//! Places are code points, half open; those in tokens, `token_start` and `token_end`, are numbers of tokens from 0, the last one included. Tokens are
//! made anew whenever a file is written, cut at every edge of a mark, so that every span is whole tokens; those of a file that is read are not kept, but a
//! span that says another place than its tokens is refused, unless it has its words, which say what is so.
//! A span also has the mark's `id`, its `state` unless it is accepted, and the `score` of a proposal. A relation names the last token of each of its two
//! spans as `head` and `child`, and repeats the spans as `head_span` and `child_span`, which are what is read first.
//!
//! `answer` is written as `accept`; how far the work on an article is stands in `meta.article_state`, unless it is done. Read are `accept` (the spans are
//! accepted and the article is done), `reject` (the spans are rejected) and lines without an answer; one with `ignore` is refused. The article's id is
//! `meta.id`, or `id` of the line.
//!
//! Other members, `_input_hash` and `_task_hash` among them, are kept on the article, those of a span on its mark, and written again as they were
//! spelt. Hashes are not made: Prodigy makes them itself where they are not given.

mod known;
mod read;
#[cfg(test)]
mod tests;
mod tokens;

use super::jsonl_lines::{Members, Object, kept_members, quoted, read_rows};
use super::pieces::{Piece, joints, links_inside, pieces};
use super::{About, Export, Files, Format, Holds, Output, Reading};
use crate::project::{Article, ArticleState, MarkState, Word};
use crate::text::{Unit, Units};
use std::io;
use tokens::{Token, tokens};

/// The format's name.
const NAME: &str = "prodigy";
/// Members of a line that the writer makes. `meta` is mixed with what was kept of it.
const OWN: [&str; 6] = ["text", "meta", "tokens", "spans", "relations", "answer"];
/// Members of a span that the writer always makes; `state` and `score` only where they say something.
const OWN_OF_SPAN: [&str; 7] = ["start", "end", "token_start", "token_end", "label", "id", "text"];

/// The member of `meta` that says how far the work on an article is.
const STATE: &str = "article_state";

/// Prodigy's JSONL.
#[derive(Clone, Copy, Debug)]
pub struct Prodigy;

impl Format for Prodigy {
    fn about(&self) -> About {
        About {
            name: NAME,
            title: "Prodigy JSONL",
            ending: "jsonl",
            per_article: false,
            beside: &[],
            unit: Some(Unit::CodePoints),
            reads: true,
            writes: true,
            holds: Holds { any_label: true, fragments: true, line_breaks: true, overlaps: true, links: true, states: true, own_kept: true, ..Holds::default() },
        }
    }

    fn write(&self, export: &Export<'_>, out: &mut dyn Output) -> io::Result<()> {
        out.begin("prodigy.jsonl")?;
        for (article, _) in &export.articles {
            row(export, article).put(out)?;
        }
        Ok(())
    }

    fn read(&self, files: &dyn Files, reading: &mut Reading<'_>) {
        read_rows(files, reading, &read::document);
    }
}

fn row(export: &Export<'_>, article: &Article) -> Object {
    let pieces = pieces(&export.marks(article));
    let joints = joints(&pieces, &links_inside(export, article));
    let page = Page::of(article, &pieces);
    let mut row = Object::new();
    row.string("text", article.text.as_str());
    let kept = kept_members(&article.kept, NAME, &[]);
    row.raw("meta", &meta(article, kept.iter().find(|(name, _)| name == "meta").map(|(_, value)| value.as_str())));
    row.list("tokens", &page.tokens());
    row.list("spans", &pieces.iter().map(|piece| page.span(piece)).collect::<Vec<_>>());
    let relations: Vec<String> = joints.iter().filter_map(|(head, child, kind)| Some(page.relation(pieces.get(*head)?, pieces.get(*child)?, kind))).collect();
    row.list("relations", &relations);
    row.raw("answer", &quoted("accept"));
    row.members(&kept.into_iter().filter(|(name, _)| !OWN.contains(&name.as_str())).collect::<Vec<_>>());
    row
}

/// The article's id and state, and what else was there.
fn meta(article: &Article, kept: Option<&str>) -> String {
    let mut meta = Object::new();
    let mut own = vec!["id"];
    meta.string("id", &article.id.to_string());
    if article.state != ArticleState::Done {
        meta.string(STATE, article.state.name());
        own.push(STATE);
    }
    for (name, value) in kept.and_then(|kept| Members::of(kept).ok()).into_iter().flat_map(Members::rest) {
        if !own.contains(&name.as_str()) {
            meta.raw(&name, value.get());
        }
    }
    meta.end()
}

/// A text with its tokens.
struct Page<'a> {
    article: &'a Article,
    tokens: Vec<Token>,
    units: Units<'a>,
}

impl<'a> Page<'a> {
    fn of(article: &'a Article, pieces: &[Piece<'_>]) -> Self {
        let text = article.text.as_str();
        let starts = pieces.iter().map(|piece| piece.at.start()).collect();
        let ends = pieces.iter().map(|piece| piece.at.end()).collect();
        Self { article, tokens: tokens(text, &starts, &ends), units: Units::of(text, Unit::CodePoints) }
    }

    fn tokens(&self) -> Vec<String> {
        let token = |(number, token): (usize, &Token)| {
            let mut object = Object::new();
            object.string("text", self.article.text.slice(token.at.clone()));
            object.number("start", self.units.at(token.at.start));
            object.number("end", self.units.at(token.at.end));
            object.number("id", number);
            object.raw("ws", if token.blank { "true" } else { "false" });
            object.end()
        };
        self.tokens.iter().enumerate().map(token).collect()
    }

    /// The number of the last token of a piece.
    fn last(&self, piece: &Piece<'_>) -> usize {
        self.tokens.partition_point(|token| token.at.end < piece.at.end())
    }

    /// What a span and its repetition in a relation have both.
    fn place(&self, piece: &Piece<'_>) -> Object {
        let mut span = Object::new();
        span.number("start", self.units.at(piece.at.start()));
        span.number("end", self.units.at(piece.at.end()));
        span.number("token_start", self.tokens.partition_point(|token| token.at.start < piece.at.start()));
        span.number("token_end", self.last(piece));
        span.string("label", piece.mark.label().name());
        span.string("id", &piece.id());
        span
    }

    fn span(&self, piece: &Piece<'_>) -> String {
        let (mut span, mut own) = (self.place(piece), OWN_OF_SPAN.to_vec());
        if piece.mark.state != MarkState::Accepted {
            span.string("state", piece.mark.state.name());
            own.push("state");
        }
        if piece.number == 0 {
            if let Some(number) = piece.mark.score.and_then(serde_json::Number::from_f64) {
                span.raw("score", &number.to_string());
                own.push("score");
            }
            span.members(&kept_members(&piece.mark.kept, NAME, &own));
        }
        span.end()
    }

    fn relation(&self, head: &Piece<'_>, child: &Piece<'_>, kind: &str) -> String {
        let mut relation = Object::new();
        relation.number("head", self.last(head));
        relation.number("child", self.last(child));
        relation.string("label", kind);
        relation.raw("head_span", &self.place(head).end());
        relation.raw("child_span", &self.place(child).end());
        relation.end()
    }
}
