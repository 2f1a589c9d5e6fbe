//! Writes the fields of one thing in parentheses, in one line, leaving out what is not set. File and journal share it.

use super::escape::push_string;
use crate::article::{Block, Origin};
use crate::project::{
    Article, ArticleState, Bound, Check, Comment, Decided, Evidence, Kept, Label, Link, LinkKind, Mark, MarkState, Meaning, Moment, Name, OwnLabel,
    OwnLinkKind, Silenced, Version, Word,
};
use crate::text::{Text, TextRange};
use std::fmt::{Display, Write};

/// In what a mark's place is counted.
#[derive(Clone, Copy)]
pub(super) enum Unit<'t> {
    /// In code points of this text, with the words beside them: the file.
    CodePoints(&'t Text),
    /// In bytes: the journal, whose lines are read without their texts.
    Bytes,
}

/// Appends what a type shows.
pub(super) fn push(out: &mut String, shown: impl Display) {
    let written = write!(out, "{shown}");
    debug_assert!(written.is_ok(), "a string takes what it is given");
}

/// Appends a list in brackets.
pub(super) fn push_list<T>(out: &mut String, items: impl IntoIterator<Item = T>, mut item: impl FnMut(&mut String, T)) {
    out.push('[');
    for (number, value) in items.into_iter().enumerate() {
        if number > 0 {
            out.push_str(", ");
        }
        item(out, value);
    }
    out.push(']');
}

pub(super) fn push_range(out: &mut String, range: TextRange, unit: Unit<'_>) {
    let (start, end) = match unit {
        Unit::CodePoints(text) => {
            let range = text.code_points().of(range);
            (range.start, range.end)
        }
        Unit::Bytes => (range.start(), range.end()),
    };
    push(out, format_args!("({start}, {end})"));
}

pub(super) fn push_names(out: &mut String, names: &[Name]) {
    push_list(out, names, |out, name| push_string(out, name));
}

/// One thing in parentheses.
pub(super) struct RowOut<'o> {
    out: &'o mut String,
    is_first: bool,
}

impl<'o> RowOut<'o> {
    pub(super) fn open(out: &'o mut String) -> Self {
        out.push('(');
        Self { out, is_first: true }
    }

    pub(super) fn close(self) {
        self.out.push(')');
    }

    /// Begins a field; its value is what is appended next.
    pub(super) fn field(&mut self, name: &str) -> &mut String {
        if !self.is_first {
            self.out.push_str(", ");
        }
        self.is_first = false;
        self.out.push_str(name);
        self.out.push_str(": ");
        self.out
    }

    /// A string, empty or not.
    pub(super) fn always(&mut self, name: &str, text: &str) {
        push_string(self.field(name), text);
    }

    pub(super) fn text(&mut self, name: &str, text: &str) {
        if !text.is_empty() {
            self.always(name, text);
        }
    }

    /// Something whose words need no escapes, in quotation marks.
    fn quoted(&mut self, name: &str, shown: Option<impl Display>) {
        if let Some(shown) = shown {
            push(self.field(name), format_args!("\"{shown}\""));
        }
    }

    pub(super) fn word<W: Word>(&mut self, name: &str, word: Option<W>) {
        if let Some(word) = word {
            self.field(name).push_str(word.name());
        }
    }

    pub(super) fn flag(&mut self, name: &str, is_set: bool) {
        if is_set {
            self.field(name).push_str("true");
        }
    }

    fn bound(&mut self, name: &str, bound: Option<&Bound>) {
        match bound {
            Some(Bound::Number(number)) => push(self.field(name), number),
            Some(Bound::Moment(moment)) => push_string(self.field(name), moment),
            None => {}
        }
    }

    pub(super) fn made(&mut self, by: &Name, on: Option<Moment>) {
        self.text("by", by);
        self.quoted("on", on);
    }

    pub(super) fn kept(&mut self, kept: &[Kept]) {
        if !kept.is_empty() {
            push_list(self.field("kept"), kept, push_kept);
        }
    }
}

pub(super) fn push_kept(out: &mut String, kept: &Kept) {
    let mut row = RowOut::open(out);
    row.always("format", &kept.format);
    row.always("text", &kept.text);
    row.close();
}

pub(super) fn push_own_label(out: &mut String, label: &OwnLabel) {
    let mut row = RowOut::open(out);
    row.always("name", &label.name);
    match label.key {
        Some(key) if key.is_ascii_digit() => row.field("key").push(key),
        Some(key) => row.always("key", key.encode_utf8(&mut [0; 4])),
        None => {}
    }
    row.quoted("colour", label.colour);
    row.text("definition", &label.definition);
    row.close();
}

pub(super) fn push_own_link_kind(out: &mut String, kind: &OwnLinkKind) {
    let mut row = RowOut::open(out);
    row.always("name", &kind.name);
    row.text("definition", &kind.definition);
    row.close();
}

pub(super) fn push_silenced(out: &mut String, silenced: &Silenced) {
    let mut row = RowOut::open(out);
    row.always("rule", &silenced.rule);
    row.quoted("about", Some(silenced.about));
    row.text("why", &silenced.why);
    row.close();
}

pub(super) fn push_origin(out: &mut String, origin: &Origin) {
    let mut row = RowOut::open(out);
    for (name, words) in origin.words() {
        row.text(name, words);
    }
    if !origin.details.is_empty() {
        push_list(row.field("details"), &origin.details, |out, (name, value)| {
            out.push('(');
            push_string(out, name);
            out.push_str(", ");
            push_string(out, value);
            out.push(')');
        });
    }
    if !origin.places.is_empty() {
        push_list(row.field("places"), &origin.places, |out, (number, place)| push(out, format_args!("({number}, \"{place}\")")));
    }
    row.flag("bom", origin.bom);
    row.flag("crlf", origin.crlf);
    row.close();
}

pub(super) fn push_blocks(out: &mut String, blocks: &[(u32, Block)]) {
    push_list(out, blocks, |out, (number, block)| push(out, format_args!("({number}, {})", block.name())));
}

/// An article without its text and marks, as the journal holds it.
pub(super) fn push_article(out: &mut String, article: &Article) {
    let mut row = RowOut::open(out);
    row.quoted("id", Some(article.id));
    row.text("title", &article.title);
    if article.origin != Origin::default() {
        push_origin(row.field("origin"), &article.origin);
    }
    row.word("state", Some(article.state).filter(|state| *state != ArticleState::Todo));
    if !article.blocks.is_empty() {
        push_blocks(row.field("blocks"), &article.blocks);
    }
    if !article.skip.is_empty() {
        push_list(row.field("skip"), &article.skip, |out, zone| push_range(out, *zone, Unit::Bytes));
    }
    row.kept(&article.kept);
    row.close();
}

/// An earlier version without its text, as the journal holds it.
pub(super) fn push_version(out: &mut String, version: &Version) {
    let mut row = RowOut::open(out);
    row.quoted("id", Some(version.id));
    row.text("title", &version.title);
    if version.origin != Origin::default() {
        push_origin(row.field("origin"), &version.origin);
    }
    if !version.blocks.is_empty() {
        push_blocks(row.field("blocks"), &version.blocks);
    }
    if !version.skip.is_empty() {
        push_list(row.field("skip"), &version.skip, |out, zone| push_range(out, *zone, Unit::Bytes));
    }
    if !version.marks.is_empty() {
        push_list(row.field("marks"), &version.marks, |out, mark| push_mark(out, mark, Unit::Bytes));
    }
    row.made(&version.by, version.on);
    row.close();
}

pub(super) fn push_mark(out: &mut String, mark: &Mark, unit: Unit<'_>) {
    let mut row = RowOut::open(out);
    row.quoted("id", Some(mark.id));
    push_label(row.field("label"), &mark.label());
    row.quoted("version", mark.version);
    push_list(row.field("at"), mark.at.iter(), |out, range| push_range(out, range, unit));
    if let Unit::CodePoints(text) = unit {
        push_list(row.field("quote"), mark.at.iter(), |out, range| push_string(out, range.of(text)));
    }
    push_meaning(&mut row, &mark.meaning);
    if !mark.links.is_empty() {
        push_list(row.field("links"), &mark.links, |out, link| push_link(out, link, unit));
    }
    row.text("note", &mark.note);
    row.flag("discuss", mark.discuss);
    if !mark.tags.is_empty() {
        push_names(row.field("tags"), &mark.tags);
    }
    row.word("state", Some(mark.state).filter(|state| *state != MarkState::Accepted));
    if let Some(decided) = &mark.decided {
        push_decided(row.field("decided"), decided);
    }
    // No number is no score: a file could not say it.
    if let Some(score) = mark.score.filter(|score| score.is_finite()) {
        push(row.field("score"), score);
    }
    row.made(&mark.by, mark.on);
    if !mark.of.is_empty() {
        push_list(row.field("of"), &mark.of, |out, (whose, id)| {
            out.push('(');
            push_string(out, whose);
            push(out, format_args!(", \"{id}\")"));
        });
    }
    row.kept(&mark.kept);
    row.close();
}

fn push_label(out: &mut String, label: &Label) {
    match label {
        Label::Claim | Label::Source | Label::Figure => out.push_str(label.name()),
        Label::Own(name) => push_own(out, name),
    }
}

fn push_own(out: &mut String, name: &str) {
    out.push_str("Own(");
    push_string(out, name);
    out.push(')');
}

fn push_meaning(row: &mut RowOut<'_>, meaning: &Meaning) {
    match meaning {
        Meaning::Claim(claim) => {
            row.word("worth", claim.worth);
            row.word("voice", claim.voice);
            if !claim.kinds.is_empty() {
                push_list(row.field("kinds"), &claim.kinds, |out, kind| out.push_str(kind.name()));
            }
            row.quoted("check", claim.check);
        }
        Meaning::Source(source) => {
            row.text("name", &source.name);
            row.word("naming", source.naming);
            row.word("kind", source.kind);
        }
        Meaning::Figure(figure) => {
            row.bound("low", figure.low.as_ref());
            row.bound("high", figure.high.as_ref());
            row.word("how", figure.how);
            row.text("unit", &figure.unit);
            row.text("what", &figure.what);
            row.word("trend", figure.trend);
            row.word("kind", figure.kind);
        }
        Meaning::Own(_) => {}
    }
}

pub(super) fn push_link(out: &mut String, link: &Link, unit: Unit<'_>) {
    let mut row = RowOut::open(out);
    let kind = row.field("kind");
    match &link.kind {
        LinkKind::Base(base) => kind.push_str(base.name()),
        LinkKind::Own(name) => push_own(kind, name),
    }
    row.quoted("to", Some(link.to));
    if !link.cue.is_empty() {
        push_list(row.field("cue"), &link.cue, |out, range| push_range(out, *range, unit));
    }
    row.flag("auto", link.auto);
    row.close();
}

pub(super) fn push_decided(out: &mut String, decided: &Decided) {
    let mut row = RowOut::open(out);
    row.made(&decided.by, decided.on);
    row.text("why", &decided.why);
    row.close();
}

pub(super) fn push_check(out: &mut String, check: &Check) {
    let mut row = RowOut::open(out);
    row.quoted("id", Some(check.id));
    row.text("statement", &check.statement);
    row.text("verdict", &check.verdict);
    row.text("justification", &check.justification);
    if !check.evidence.is_empty() {
        push_list(row.field("evidence"), &check.evidence, push_evidence);
    }
    row.text("speaker", &check.speaker);
    row.text("claimed_on", &check.claimed_on);
    row.made(&check.by, check.on);
    row.close();
}

fn push_evidence(out: &mut String, evidence: &Evidence) {
    let mut row = RowOut::open(out);
    row.text("question", &evidence.question);
    row.text("answer", &evidence.answer);
    row.text("title", &evidence.title);
    row.text("url", &evidence.url);
    row.text("archived", &evidence.archived);
    row.text("quote", &evidence.quote);
    row.text("medium", &evidence.medium);
    row.text("retrieved", &evidence.retrieved);
    row.close();
}

pub(super) fn push_comment(out: &mut String, comment: &Comment) {
    let mut row = RowOut::open(out);
    row.quoted("id", Some(comment.id));
    row.quoted("about", comment.about);
    row.quoted("reply_to", comment.reply_to);
    row.text("text", &comment.text);
    row.made(&comment.by, comment.on);
    row.flag("resolved", comment.resolved);
    row.close();
}
