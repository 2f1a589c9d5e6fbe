//! From mirror structs to the model, one thing at a time. Offsets are not decided here: the file counts code points, the
//! journal bytes, so whoever calls brings the ranges.

mod scheme;

use super::error::Problem;
use super::locate::bare;
use super::rows::{CheckRow, CommentRow, DecidedRow, EvidenceRow, KeptRow, LinkRow, MarkRow, OriginRow};
use super::values::{Ident, Named, Str};
use crate::article::{Block, Origin, Place};
use crate::project::{
    ArticleId, BaseLink, Bound, Check, Claim, Comment, Decided, Evidence, Figure, Kept, Label, Link, LinkKind, Mark, MarkId, MarkState, Meaning, Moment, Name,
    Source, Subject, Word,
};
use crate::text::{Fragments, TextRange};
use ron::value::RawValue;
use std::collections::HashSet;
use std::fmt::Display;
use std::str::FromStr;

/// A problem and a slice of the source where it stands.
pub(super) struct Wrong<'a> {
    pub(super) near: &'a str,
    pub(super) problem: Problem,
}

pub(super) type Outcome<'a, T> = Result<T, Box<Wrong<'a>>>;

pub(super) fn wrong<'a, T>(near: &'a str, problem: Problem) -> Outcome<'a, T> {
    Err(Box::new(Wrong { near, problem }))
}

fn value_error<'a, T>(near: &'a str, field: &'static str, why: impl Display) -> Outcome<'a, T> {
    wrong(near, Problem::Value { field, why: why.to_string() })
}

pub(super) fn required<'a, T>(value: Option<T>, key: &'a str, field: &'static str, of: &'static str) -> Outcome<'a, T> {
    match value {
        Some(value) => Ok(value),
        None => wrong(key, Problem::MissingField { field, of }),
    }
}

pub(super) fn parsed<'a, T: FromStr<Err: Display>>(word: &Str<'a>, key: &'a str, field: &'static str) -> Outcome<'a, T> {
    word.parse().or_else(|error| value_error(word.near(key), field, error))
}

fn maybe<'a, T: FromStr<Err: Display>>(word: &Option<Str<'a>>, key: &'a str, field: &'static str) -> Outcome<'a, Option<T>> {
    word.as_ref().map(|word| parsed(word, key, field)).transpose()
}

fn owned(string: Option<Str<'_>>) -> String {
    string.map(Str::into_string).unwrap_or_default()
}

/// Turns rows into the model; shares the strings that many things have in common.
pub(super) struct Converter {
    /// A file of a newer format is read as well as it can be: unknown fields and words are passed over.
    lenient: bool,
    names: HashSet<Name>,
    /// Whose the last mark was: most often the next one's too.
    by: Name,
    /// The last mark's moment, with its words: marks that came together have one.
    on: Option<(String, Moment)>,
}

impl Converter {
    pub(super) fn new(lenient: bool) -> Self {
        Self { lenient, names: HashSet::new(), by: Name::default(), on: None }
    }

    /// Refuses a field that does not exist, or one that is there twice.
    pub(super) fn no_stray<'a>(&self, stray: Option<&'a str>, fields: &[&str]) -> Outcome<'a, ()> {
        match stray {
            Some(field) if fields.contains(&field) => wrong(field, Problem::DoubleField { field: field.to_owned() }),
            Some(field) if !self.lenient => wrong(field, Problem::UnknownField { field: field.to_owned(), known: fields.join(", ") }),
            Some(_) | None => Ok(()),
        }
    }

    /// The one handle of a string that many things share.
    pub(super) fn name(&mut self, string: &str) -> Name {
        if let Some(name) = self.names.get(string) {
            return name.clone();
        }
        let name: Name = string.into();
        self.names.insert(name.clone());
        name
    }

    fn maybe_name(&mut self, string: Option<Str<'_>>) -> Name {
        self.name(string.as_deref().unwrap_or_default())
    }

    fn author(&mut self, string: Option<Str<'_>>) -> Name {
        let string = string.as_deref().unwrap_or_default();
        if *self.by != *string {
            self.by = self.name(string);
        }
        self.by.clone()
    }

    pub(super) fn moment<'a>(&mut self, word: &Option<Str<'a>>, key: &'a str) -> Outcome<'a, Option<Moment>> {
        let Some(word) = word else { return Ok(None) };
        if let Some((_, moment)) = self.on.as_ref().filter(|(words, _)| **words == **word) {
            return Ok(Some(*moment));
        }
        let moment = parsed(word, key, "on")?;
        self.on = Some((word.to_string(), moment));
        Ok(Some(moment))
    }

    pub(super) fn names(&mut self, strings: Option<Vec<Str<'_>>>) -> Vec<Name> {
        strings.unwrap_or_default().iter().map(|string| self.name(string)).collect()
    }

    pub(super) fn word<'a, W: Word>(&self, ident: Option<Ident<'a>>, field: &'static str) -> Outcome<'a, Option<W>> {
        let Some(Ident(word)) = ident else { return Ok(None) };
        match W::exactly(word) {
            None if !self.lenient => wrong(word, Problem::UnknownWord { field, word: word.to_owned(), known: W::names() }),
            found => Ok(found),
        }
    }

    fn block<'a>(&self, Ident(word): Ident<'a>) -> Outcome<'a, Option<Block>> {
        match Block::ALL.iter().find(|block| block.name() == word) {
            None if !self.lenient => {
                let known = Block::ALL.map(Block::name).join(", ");
                wrong(word, Problem::UnknownWord { field: "blocks", word: word.to_owned(), known })
            }
            found => Ok(found.copied()),
        }
    }

    pub(super) fn blocks<'a>(&self, rows: Option<Vec<(u32, Ident<'a>)>>) -> Outcome<'a, Vec<(u32, Block)>> {
        let mut blocks = Vec::new();
        for (number, word) in rows.unwrap_or_default() {
            blocks.extend(self.block(word)?.map(|block| (number, block)));
        }
        Ok(blocks)
    }

    pub(super) fn origin<'a>(&self, row: Option<OriginRow<'a>>) -> Outcome<'a, Origin> {
        let Some(row) = row else { return Ok(Origin::default()) };
        self.no_stray(row.stray, OriginRow::FIELDS)?;
        Ok(Origin {
            file: owned(row.file),
            url: owned(row.url),
            outlet: owned(row.outlet),
            published: owned(row.published),
            byline: owned(row.byline),
            language: owned(row.language),
            encoding: owned(row.encoding),
            details: row.details.unwrap_or_default().into_iter().map(|(name, value)| (name.into_string(), value.into_string())).collect(),
            places: self.places(row.places, row.start)?,
            bom: row.bom.unwrap_or(false),
            crlf: row.crlf.unwrap_or(false),
        })
    }

    fn places<'a>(&self, rows: Option<Vec<(u32, Str<'a>)>>, key: &'a str) -> Outcome<'a, Vec<(u32, Place)>> {
        let mut places = Vec::new();
        for (number, words) in rows.unwrap_or_default() {
            places.push((number, parsed(&words, key, "places")?));
        }
        Ok(places)
    }

    pub(super) fn kept<'a>(&mut self, rows: Option<Vec<KeptRow<'a>>>, key: &'a str) -> Outcome<'a, Vec<Kept>> {
        let mut kept = Vec::new();
        for row in rows.unwrap_or_default() {
            self.no_stray(row.stray, KeptRow::FIELDS)?;
            let near = or(row.start, key);
            let format = self.name(&required(row.format, near, "format", "entry of `kept`")?);
            kept.push(Kept { format, text: required(row.text, near, "text", "entry of `kept`")?.into_string() });
        }
        Ok(kept)
    }

    /// A mark of an article, at ranges that the caller read; `cue` reads a range of the article's text.
    pub(super) fn mark<'a>(
        &mut self,
        row: &mut MarkRow<'a>,
        article: ArticleId,
        at: Fragments,
        cue: &dyn Fn((u32, u32)) -> Option<TextRange>,
    ) -> Outcome<'a, Mark> {
        let key = row.start;
        self.no_stray(row.stray, MarkRow::FIELDS)?;
        let meaning = self.meaning(row)?;
        let mut links = Vec::with_capacity(row.links.as_ref().map_or(0, |links| links.len()));
        for link in row.links.take().unwrap_or_default() {
            links.push(self.link(link, key, cue)?);
        }
        let score = match row.score {
            Some(score) if !score.is_finite() => return value_error(key, "score", "write a finite number such as 0.9"),
            score => score,
        };
        Ok(Mark {
            id: parsed(required(row.id.as_ref(), key, "id", "mark")?, key, "id")?,
            article,
            version: maybe(&row.version, key, "version")?,
            at,
            meaning,
            links,
            note: owned(row.note.take()),
            discuss: row.discuss.unwrap_or(false),
            tags: self.names(row.tags.take()),
            state: self.word(row.state, "state")?.unwrap_or(MarkState::Accepted),
            decided: row.decided.take().map(|decided| self.decided(*decided)).transpose()?,
            score,
            by: self.author(row.by.take()),
            on: self.moment(&row.on, key)?,
            of: self.stands_for(row.of.take(), key)?,
            kept: self.kept(row.kept.take(), key)?,
        })
    }

    fn stands_for<'a>(&mut self, rows: Option<Vec<(Str<'a>, Str<'a>)>>, key: &'a str) -> Outcome<'a, Vec<(Name, MarkId)>> {
        rows.unwrap_or_default().iter().map(|(whose, id)| Ok((self.name(whose), parsed(id, key, "of")?))).collect()
    }

    fn decided<'a>(&mut self, row: DecidedRow<'a>) -> Outcome<'a, Box<Decided>> {
        self.no_stray(row.stray, DecidedRow::FIELDS)?;
        Ok(Box::new(Decided { by: self.maybe_name(row.by), on: maybe::<Moment>(&row.on, row.start, "on")?, why: owned(row.why) }))
    }

    fn meaning<'a>(&mut self, row: &mut MarkRow<'a>) -> Outcome<'a, Meaning> {
        let key = row.start;
        let label = match required(row.label.take(), key, "label", "mark")? {
            Named { own: Some(own), .. } => Label::Own(self.name(&own)),
            Named { word, own: None } => match Label::THREE.into_iter().find(|label| label.name() == word) {
                Some(label) => label,
                None if self.lenient => Label::Own(self.name(word)),
                None => return wrong(word, unknown_named("label", word, "Claim, Source, Figure")),
            },
        };
        if !self.lenient {
            only_of(&label, row)?;
        }
        Ok(match label {
            Label::Claim => Meaning::Claim(Claim {
                worth: self.word(row.worth, "worth")?,
                voice: self.word(row.voice, "voice")?,
                kinds: self.word_list(row.kinds.take(), "kinds")?.into_iter().collect(),
                check: maybe(&row.check, key, "check")?,
            }),
            Label::Source => Meaning::Source(Box::new(Source {
                name: self.maybe_name(row.name.take()),
                naming: self.word(row.naming, "naming")?,
                kind: self.word(row.kind, "kind")?,
            })),
            Label::Figure => Meaning::Figure(Box::new(Figure {
                low: bound(row.low, "low")?,
                high: bound(row.high, "high")?,
                how: self.word(row.how, "how")?,
                unit: owned(row.unit.take()),
                what: owned(row.what.take()),
                trend: self.word(row.trend, "trend")?,
                kind: self.word(row.kind, "kind")?,
            })),
            Label::Own(name) => Meaning::Own(name),
        })
    }

    fn word_list<'a, W: Word>(&self, idents: Option<Vec<Ident<'a>>>, field: &'static str) -> Outcome<'a, Vec<W>> {
        let words = idents.unwrap_or_default().into_iter().map(|ident| self.word(Some(ident), field));
        words.filter_map(Result::transpose).collect()
    }

    pub(super) fn link<'a>(&mut self, row: LinkRow<'a>, key: &'a str, cue: &dyn Fn((u32, u32)) -> Option<TextRange>) -> Outcome<'a, Link> {
        self.no_stray(row.stray, LinkRow::FIELDS)?;
        let key = or(row.start, key);
        let kind = match required(row.kind, key, "kind", "link")? {
            Named { own: Some(own), .. } => LinkKind::Own(self.name(&own)),
            Named { word, own: None } => match BaseLink::exactly(word) {
                Some(base) => LinkKind::Base(base),
                None if self.lenient => LinkKind::Own(self.name(word)),
                None => return wrong(word, unknown_named("kind", word, &BaseLink::names())),
            },
        };
        let to = required(row.to, key, "to", "link")?;
        let mut ranges = Vec::new();
        for place in row.cue.unwrap_or_default() {
            match cue(place) {
                Some(range) => ranges.push(range),
                None => return value_error(key, "cue", outside(place)),
            }
        }
        Ok(Link { kind, to: parsed(&to, key, "to")?, cue: ranges, auto: row.auto.unwrap_or(false) })
    }

    pub(super) fn check<'a>(&mut self, row: CheckRow<'a>) -> Outcome<'a, Check> {
        self.no_stray(row.stray, CheckRow::FIELDS)?;
        let mut evidence = Vec::new();
        for piece in row.evidence.unwrap_or_default() {
            self.no_stray(piece.stray, EvidenceRow::FIELDS)?;
            evidence.push(Evidence {
                question: owned(piece.question),
                answer: owned(piece.answer),
                title: owned(piece.title),
                url: owned(piece.url),
                archived: owned(piece.archived),
                quote: owned(piece.quote),
                medium: owned(piece.medium),
                retrieved: owned(piece.retrieved),
            });
        }
        let id = required(row.id, row.start, "id", "check")?;
        Ok(Check {
            id: parsed(&id, row.start, "id")?,
            statement: owned(row.statement),
            verdict: self.maybe_name(row.verdict),
            justification: owned(row.justification),
            evidence,
            speaker: owned(row.speaker),
            claimed_on: owned(row.claimed_on),
            by: self.maybe_name(row.by),
            on: maybe::<Moment>(&row.on, row.start, "on")?,
        })
    }

    pub(super) fn comment<'a>(&mut self, row: CommentRow<'a>) -> Outcome<'a, Comment> {
        self.no_stray(row.stray, CommentRow::FIELDS)?;
        let id = required(row.id, row.start, "id", "comment")?;
        Ok(Comment {
            id: parsed(&id, row.start, "id")?,
            about: maybe::<Subject>(&row.about, row.start, "about")?,
            reply_to: maybe(&row.reply_to, row.start, "reply_to")?,
            text: owned(row.text),
            by: self.maybe_name(row.by),
            on: maybe::<Moment>(&row.on, row.start, "on")?,
            resolved: row.resolved.unwrap_or(false),
        })
    }
}

pub(super) fn or<'a>(near: &'a str, otherwise: &'a str) -> &'a str {
    if near.is_empty() { otherwise } else { near }
}

/// What to say about a place that lies outside its text.
pub(super) fn outside((start, end): (u32, u32)) -> String {
    format!("({start}, {end}) is no place in the text: write the first code point and the one behind the last, such as (40, 56)")
}

fn unknown_named(field: &'static str, word: &str, known: &str) -> Problem {
    Problem::UnknownWord { field, word: word.to_owned(), known: format!("{known}, or Own(\"…\") for one of the project's own") }
}

/// Refuses attributes that the label does not have.
fn only_of<'a>(label: &Label, row: &MarkRow<'a>) -> Outcome<'a, ()> {
    let key = row.start;
    let ident = |value: Option<Ident<'a>>| value.map(|Ident(word)| word);
    let string = |value: &Option<Str<'a>>| value.as_ref().map(|string| string.near(key));
    let raw = |value: Option<&'a RawValue>| value.map(RawValue::get_ron);
    let kinds = row.kinds.as_ref().map(|kinds| kinds.first().map_or(key, |Ident(word)| word));
    let claim = [("worth", ident(row.worth)), ("voice", ident(row.voice)), ("kinds", kinds), ("check", string(&row.check))];
    let source = [("name", string(&row.name)), ("naming", ident(row.naming))];
    let figure = [
        ("low", raw(row.low)),
        ("high", raw(row.high)),
        ("how", ident(row.how)),
        ("unit", string(&row.unit)),
        ("what", string(&row.what)),
        ("trend", ident(row.trend)),
    ];
    let both = [("kind", ident(row.kind))];
    let (is_claim, is_source, is_figure) = (*label == Label::Claim, *label == Label::Source, *label == Label::Figure);
    let foreign = [(is_claim, &claim[..]), (is_source, &source[..]), (is_figure, &figure[..]), (is_source || is_figure, &both[..])];
    for (_, fields) in foreign.into_iter().filter(|(belongs, _)| !belongs) {
        if let Some((field, Some(near))) = fields.iter().find(|(_, near)| near.is_some()) {
            return wrong(near, Problem::WrongLabel { field, label: label.to_string() });
        }
    }
    Ok(())
}

/// An end of an interval: a number to the digit, or a date or time as a string.
fn bound<'a>(raw: Option<&'a RawValue>, field: &'static str) -> Outcome<'a, Option<Bound>> {
    let Some(raw) = raw else { return Ok(None) };
    let shown = bare(raw.get_ron());
    // Most are numbers: to try one as a string costs more than all the rest.
    let is_number = shown.starts_with(|first: char| first.is_ascii_digit() || "+-.".contains(first));
    let unquoted = if is_number { None } else { raw.into_rust::<String>().ok() };
    let is_string = unquoted.is_some();
    match unquoted.as_deref().unwrap_or(shown).parse::<Bound>() {
        Ok(Bound::Moment(_)) if !is_string => value_error(shown, field, format!("write the date or time in quotation marks: \"{shown}\"")),
        Ok(bound) => Ok(Some(bound)),
        Err(error) => value_error(shown, field, error),
    }
}
