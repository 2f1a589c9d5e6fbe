//! The lines of the journal: `CRC32 SEQ RON`, one change or event each, never a line feed inside. CRC32 is eight hexadecimal
//! digits over everything behind the space that follows them; SEQ counts up.
//!
//! The RON is `Do((name, by, on, edits, texts))`, `Undo(SEQ)`, `Redo(SEQ)`, `Saved("HASH")` or `Base("HASH")`. An edit is
//! `Mark([before], [after])`, a list being empty where there is nothing; mark, check, comment and article have the fields of the
//! file, with these differences: a mark stands beside its article's id, `("a…", (id: …))`, has no `quote`, and its places are BYTES, for
//! a line must be readable without its text; an article stands beside the fingerprint of its text and has neither `text` nor `marks` nor
//! `earlier`; a version stands beside its article's id and the fingerprint of its text, and has no `text`.
//! `texts` holds, whole, the texts of articles and versions that the change adds or removes, and both texts of one that it changes.

use super::convert::{Converter, Outcome, parsed, required};
use super::journal_rows::{ArticlePlace, DoRow, EditRow, LineRow, MarkPlace, SettingRow, VersionPlace};
use super::rows::{ArticleRow, MarkRow, VersionRow};
use super::values::Str;
use crate::edit::{Change, Edit, Swap};
use crate::project::{Article, ArticleId, Mark, Moment, Setting, Version};
use crate::text::{Fingerprint, Fragments, Text, TextRange};
use std::collections::HashMap;
use std::sync::Arc;

pub use super::journal_out::write_line;

/// One line.
#[derive(Clone, Debug)]
pub enum Line {
    /// A change was done.
    Do {
        /// The line's number.
        seq: u64,
        /// What was done.
        change: Arc<Change>,
    },
    /// The change of another line was taken back.
    Undo {
        /// The line's number.
        seq: u64,
        /// The number of the change's line.
        of: u64,
    },
    /// The change of another line was done again.
    Redo {
        /// The line's number.
        seq: u64,
        /// The number of the change's line.
        of: u64,
    },
    /// The project file was written.
    Saved {
        /// The line's number.
        seq: u64,
        /// The file's BLAKE3 in hexadecimal digits.
        hash: String,
    },
    /// The first line: which file the journal continues.
    Base {
        /// The line's number.
        seq: u64,
        /// The file's BLAKE3 in hexadecimal digits; empty where there was no file.
        hash: String,
    },
}

impl Line {
    /// The line's number.
    pub fn seq(&self) -> u64 {
        match self {
            Self::Do { seq, .. } | Self::Undo { seq, .. } | Self::Redo { seq, .. } | Self::Saved { seq, .. } | Self::Base { seq, .. } => *seq,
        }
    }
}

/// What a journal holds.
#[derive(Clone, Debug)]
pub struct Lines {
    /// The good lines, in order.
    pub lines: Vec<Line>,
    /// How many bytes they take; what stands behind them is not to be kept.
    pub good_bytes: usize,
    /// How it ends.
    pub tail: Tail,
}

/// How a journal ends.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Tail {
    /// With a whole line.
    Clean,
    /// With a line that a crash cut off.
    Torn,
    /// With a line that is damaged, or that this version cannot read, before others: nothing behind it is read.
    Damaged {
        /// The line, counted from 1.
        line: usize,
    },
}

/// Reads a journal as far as it is good. `known` finds a text that no line holds, in the project file for one.
pub fn read_lines(bytes: &[u8], known: &dyn Fn(Fingerprint) -> Option<Text>) -> Lines {
    let mut rows = Vec::new();
    let mut good_bytes = 0;
    let mut tail = Tail::Clean;
    for whole in bytes.split_inclusive(|byte| *byte == b'\n') {
        let Some((seq, row)) = sound(whole).and_then(row) else {
            let is_last = good_bytes + whole.len() == bytes.len();
            tail = if is_last && sound(whole).is_none() { Tail::Torn } else { Tail::Damaged { line: rows.len() + 1 } };
            break;
        };
        good_bytes += whole.len();
        rows.push((seq, row, good_bytes));
    }
    let mut builder = Builder { converter: Converter::new(false), texts: HashMap::new(), known };
    for (_, row, _) in &mut rows {
        if let LineRow::Do(change) = row {
            builder.gather(change);
        }
    }
    let mut lines = Vec::with_capacity(rows.len());
    let mut end = 0;
    for (seq, row, line_end) in rows {
        let Ok(line) = builder.line(seq, row) else {
            return Lines { tail: Tail::Damaged { line: lines.len() + 1 }, lines, good_bytes: end };
        };
        lines.push(line);
        end = line_end;
    }
    Lines { lines, good_bytes, tail }
}

/// What stands behind the checksum, if the line is whole and the checksum is right.
fn sound(whole: &[u8]) -> Option<&str> {
    let line = std::str::from_utf8(whole.strip_suffix(b"\n")?).ok()?;
    let (crc, rest) = line.split_once(' ')?;
    let is_digits = crc.len() == 8 && crc.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte));
    let right = is_digits && u32::from_str_radix(crc, 16) == Ok(crc32fast::hash(rest.as_bytes()));
    right.then_some(rest)
}

fn row(rest: &str) -> Option<(u64, LineRow<'_>)> {
    let (seq, ron) = rest.split_once(' ')?;
    Some((seq.parse().ok()?, ron::from_str(ron).ok()?))
}

struct Builder<'k> {
    converter: Converter,
    texts: HashMap<Fingerprint, Text>,
    known: &'k dyn Fn(Fingerprint) -> Option<Text>,
}

impl Builder<'_> {
    fn gather(&mut self, row: &mut DoRow<'_>) {
        for text in row.texts.take().unwrap_or_default() {
            let text = Text::new(text.into_string());
            self.texts.insert(text.fingerprint(), text);
        }
    }

    fn line<'a>(&mut self, seq: u64, row: LineRow<'a>) -> Outcome<'a, Line> {
        Ok(match row {
            LineRow::Do(change) => Line::Do { seq, change: Arc::new(self.change(*change)?) },
            LineRow::Undo(of) => Line::Undo { seq, of },
            LineRow::Redo(of) => Line::Redo { seq, of },
            LineRow::Saved(hash) => Line::Saved { seq, hash: hash.into_string() },
            LineRow::Base(hash) => Line::Base { seq, hash: hash.into_string() },
        })
    }

    fn change<'a>(&mut self, row: DoRow<'a>) -> Outcome<'a, Change> {
        self.converter.no_stray(row.stray, DoRow::FIELDS)?;
        let mut edits = Vec::new();
        for edit in row.edits.unwrap_or_default() {
            edits.push(self.edit(edit)?);
        }
        let on = row.on.as_ref().map(|on| parsed::<Moment>(on, row.start, "on")).transpose()?;
        let by = self.converter.name(row.by.as_deref().unwrap_or_default());
        Ok(Change { name: row.name.map(Str::into_string).unwrap_or_default(), by, on, edits })
    }

    fn edit<'a>(&mut self, row: EditRow<'a>) -> Outcome<'a, Edit> {
        Ok(match row {
            EditRow::Article(before, after) => Edit::Article(self.swap(before, after, Self::article)?),
            EditRow::Mark(before, after) => Edit::Mark(self.swap(before, after, Self::mark)?),
            EditRow::Version(before, after) => Edit::Version(self.swap(before, after, Self::version)?),
            EditRow::Check(before, after) => Edit::Check(self.swap(before, after, |builder, row| builder.converter.check(row))?),
            EditRow::Comment(before, after) => Edit::Comment(self.swap(before, after, |builder, row| builder.converter.comment(row))?),
            EditRow::Setting(before, after) => Edit::Setting(self.swap(before, after, Self::setting)?),
        })
    }

    fn swap<'a, R, T>(&mut self, before: Vec<R>, after: Vec<R>, make: impl Fn(&mut Self, R) -> Outcome<'a, T>) -> Outcome<'a, Swap<T>> {
        let mut side = |rows: Vec<R>| rows.into_iter().next().map(|row| make(self, row).map(Arc::new)).transpose();
        Ok(Swap { before: side(before)?, after: side(after)? })
    }

    /// A text by its fingerprint.
    fn text(&self, print: &str) -> Option<Text> {
        let print: Fingerprint = print.parse().ok()?;
        self.texts.get(&print).cloned().or_else(|| (self.known)(print))
    }

    fn article<'a>(&mut self, ArticlePlace(print, row): ArticlePlace<'a>) -> Outcome<'a, Article> {
        let key = row.start;
        self.converter.no_stray(row.stray, ArticleRow::FIELDS)?;
        Ok(Article {
            id: parsed(&required(row.id, key, "id", "article")?, key, "id")?,
            title: row.title.map(Str::into_string).unwrap_or_default(),
            origin: self.converter.origin(row.origin)?,
            state: self.converter.word(row.state, "state")?.unwrap_or(crate::project::ArticleState::Todo),
            blocks: self.converter.blocks(row.blocks)?,
            text: required(self.text(&print), key, "text", "article")?,
            skip: required(all_bytes(row.skip), key, "skip", "article")?,
            kept: self.converter.kept(row.kept, key)?,
        })
    }

    fn version<'a>(&mut self, VersionPlace(article, print, row): VersionPlace<'a>) -> Outcome<'a, Version> {
        let key = row.start;
        self.converter.no_stray(row.stray, VersionRow::FIELDS)?;
        let article: ArticleId = parsed(&article, key, "article")?;
        let mut marks = Vec::new();
        for mark in row.marks.unwrap_or_default().all() {
            marks.push(Arc::new(self.mark_of(article, mark)?));
        }
        Ok(Version {
            id: parsed(&required(row.id, key, "id", "version")?, key, "id")?,
            article,
            title: row.title.map(Str::into_string).unwrap_or_default(),
            origin: self.converter.origin(row.origin)?,
            blocks: self.converter.blocks(row.blocks)?,
            text: required(self.text(&print), key, "text", "version")?,
            skip: required(all_bytes(row.skip), key, "skip", "version")?,
            marks,
            by: self.converter.name(row.by.as_deref().unwrap_or_default()),
            on: self.converter.moment(&row.on, key)?,
        })
    }

    fn mark<'a>(&mut self, MarkPlace(article, mut row): MarkPlace<'a>) -> Outcome<'a, Mark> {
        let article = parsed(&article, row.start, "article")?;
        self.mark_of(article, &mut row)
    }

    fn mark_of<'a>(&mut self, article: ArticleId, row: &mut MarkRow<'a>) -> Outcome<'a, Mark> {
        let key = row.start;
        let at = required(all_bytes(row.at.take()).and_then(Fragments::new), key, "at", "mark")?;
        self.converter.mark(row, article, at, &bytes)
    }

    fn setting<'a>(&mut self, row: SettingRow<'a>) -> Outcome<'a, Setting> {
        Ok(match row {
            SettingRow::Title(title) => Setting::Title(title.into_string()),
            SettingRow::Analyst(analyst) => Setting::Analyst(self.converter.name(&analyst)),
            SettingRow::Label(label) => self.converter.own_label(label)?,
            SettingRow::LinkKind(kind) => self.converter.own_link_kind(kind)?,
            SettingRow::Tag(tag) => Setting::Tag(self.converter.name(&tag)),
            SettingRow::Scale(scale) => Setting::Scale(self.converter.names(Some(scale))),
            SettingRow::Guide(guide) => Setting::Guide(guide.into_string()),
            SettingRow::Silenced(silenced) => self.converter.silenced(silenced)?,
            SettingRow::Review(review) => self.converter.review(review, &|_, zone| bytes(zone))?,
            SettingRow::Moved(moved) => self.converter.moved(moved, &bytes)?,
            SettingRow::Theirs(theirs) => self.converter.theirs(*theirs, &bytes)?,
            SettingRow::Order(ids) => Setting::Order(ids.iter().map(|id| parsed(id, "", "order")).collect::<Outcome<'_, _>>()?),
            SettingRow::Kept(kept) => Setting::Kept(self.converter.kept(Some(kept), "")?),
        })
    }
}

fn bytes((start, end): (u32, u32)) -> Option<TextRange> {
    TextRange::unchecked(start, end)
}

/// All ranges, or nothing where one is none.
fn all_bytes(places: Option<impl IntoIterator<Item = (u32, u32)>>) -> Option<Vec<TextRange>> {
    places.into_iter().flatten().map(bytes).collect()
}
