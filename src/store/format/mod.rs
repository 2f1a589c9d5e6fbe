//! The project file, format 1. This module is its specification: what it writes is the format, and what it refuses is not.
//! Text in, project out, and back; no disk, no clock, and nothing is ever dropped without a word.
//!
//! # Layout
//! A project file is [RON](https://github.com/ron-rs/ron) in UTF-8 with line feeds, without a byte order mark. It begins with the
//! line `// factmark project`; then comes one struct. The writer knows one layout: four spaces a level, one field of the project
//! and of an article a line, one mark, check, comment, own label, own kind of link and line of the guide a line, one string
//! of `text` a line. The reader takes any layout, any order of fields, comments, trailing commas and CR LF.
//! Values are written bare (no `Some`), and what is not set is left out.
//!
//! # Fields
//! In the order in which they are written; those with a star must be there.
//!
//! - project: `format`*, `title`, `analyst`, `labels` (`name`*, `key`, `colour`, `definition`), `link_kinds` (`name`*, `definition`),
//!   `tags`, `scale`, `guide`, `silenced` (`rule`*, `about`*, `why`), `review` (`blind`, `analysts`: `name`*, `articles`, `comments`),
//!   `moved` (`from`*, `link`*, `now`), `theirs`, `articles`, `checks`, `comments`, `kept`
//! - an article of an analyst of `review`: `here`*, `there`, `state`, `title`, `origin`, `skip`, `kept`
//! - an entry of `theirs`: `copy`*, `whose`*, `by`, `on`, `note`, `discuss`, `tags`, `links`, `decided`, `kept`, `check`
//! - article: `id`*, `title`, `origin` (`file`, `url`, `outlet`, `published`, `byline`, `language`, `encoding`, `details`, `places`, `bom`, `crlf`), `state`, `blocks`, `text`*, `skip`, `marks`,
//!   `earlier`, `kept`
//! - an entry of `earlier`: `id`*, `title`, `origin`, `blocks`, `text`*, `skip`, `marks`, `by`, `on`
//! - mark: `id`*, `label`*, `version`, `at`*, `quote`*; of a claim `worth`, `voice`, `kinds`, `check`; of a source `name`, `naming`, `kind`; of a
//!   figure `low`, `high`, `how`, `unit`, `what`, `trend`, `kind`; of every mark `links` (`kind`*, `to`*, `cue`, `auto`), `note`, `discuss`,
//!   `tags`, `state`, `decided` (`by`, `on`, `why`), `score`, `by`, `on`, `of`, `kept`
//! - check: `id`*, `statement`, `verdict`, `justification`, `evidence` (`question`, `answer`, `title`, `url`, `archived`, `quote`,
//!   `medium`, `retrieved`), `speaker`, `claimed_on`, `by`, `on`
//! - comment: `id`*, `about`, `reply_to`, `text`, `by`, `on`, `resolved`
//! - an entry of `kept`, on the project, an article or a mark: `format`*, `text`*
//!
//! # Values
//! - `text` is the article's text split at line feeds; joined by line feeds it is the text, to the character. `blocks` names by
//!   number, from 0, the strings that are not plain: `[(0, Title), (4, Caption)]`.
//! - Places (`at`, `skip`, `cue`) are code points of the text, half open: `(40, 56)`. `quote` has the words of each range of `at`.
//! - Words of closed lists are bare: `worth: CheckWorthy`. Labels and kinds of links of the project's own: `Own("…")`.
//! - `low` and `high` are numbers as they were written, without exponent, or dates and times in quotation marks.
//! - `key` is a digit, or another character in quotation marks. `colour` is `"#rrggbb"`. `on` is RFC 3339 in UTC.
//! - `guide` is a list of lines; one string is read too. The order of the articles in the file is their order.
//! - `earlier` holds the texts that the article had before, the first one first, with the marks as they stood when `by` replaced it at `on`.
//!   They are a record: an id there may be that of a mark of the article, and a link may lead to what is gone.
//! - A mark with a `version` waits for an analyst: its words were not found again when the article changed. Its places are those of
//!   the text of that entry of `earlier`. Such marks stand behind the others.
//! - `of` lists the marks that a mark stands for in other projects: `[("jonas", "m…")]`, whose each was and its id there.
//! - A project with `review` compares the work of `analysts`: for each the articles, `there` as its project names them, left out where that is
//!   the same, with title, origin and zones there; `comments` pairs the id of each comment here with the analyst's own. `theirs` holds all that the
//!   mark of an analyst (`whose`) has and its `copy` may not say: the copy stands for the marks of several. `links` lead to marks by the analyst's own
//!   ids and are left out where those of the copy are the same; a cue is of the text of the copy. `moved` holds links as analysts made them that a decision led elsewhere (`now`) or took away; a cue is of the text of `from`.
//! - Marks stand in reading order: by first place, the longer one first, then by id; checks and comments by id.
//! - In strings `"`, `\`, control characters (C0, C1), U+2028, U+2029, U+FEFF and the marks of direction (U+061C, U+200E–F,
//!   U+202A–E, U+2066–9) are escaped as `\"`, `\\`, `\n`, `\r`, `\t` or `\u{…}`, nothing else is. Raw strings are never written.
//!
//! # Reading
//! Every quote is compared with its place. Where they differ and each of its words stands exactly once in the text, in order, the mark is moved
//! there (the cues of its links as far); else the file is refused with the list. What plain merges leave is mended and
//! told, see [`Repair`]. A field or word that the format does not have is an error with line and column; in a file of a newer format it
//! is passed over, and [`Read::newer`] says that the file must not be written.

mod anchor;
mod convert;
mod error;
mod escape;
mod journal;
mod journal_out;
mod journal_rows;
mod locate;
mod mend;
mod read;
mod record;
mod review_out;
mod row_out;
mod rows;
#[cfg(test)]
mod tests;
mod values;
mod write;

pub use error::{FormatError, Misfit, Problem, Repair};
pub use journal::{Line, Lines, Tail, read_lines, write_line};
pub use locate::Place;

use crate::project::Project;

/// The number of the format that is written.
pub const FORMAT: u32 = 1;

/// A project that was read, and what there is to tell about it.
#[derive(Clone, PartialEq, Debug)]
pub struct Read {
    /// What the file holds.
    pub project: Project,
    /// What was mended, for the analyst to read.
    pub repairs: Vec<Repair>,
    /// The file's format number where it is above [`FORMAT`]: the project may lack things and must not be written back.
    pub newer: Option<u32>,
}

/// The project's file, to the byte: equal projects give equal files.
pub fn write(project: &Project) -> String {
    write::write(project)
}

/// Reads a file; a byte order mark at its start is passed over.
///
/// # Errors
/// One sentence that says what is wrong, where, and what to do; see [`FormatError`].
pub fn read(text: &str) -> Result<Read, FormatError> {
    read::read(text)
}
