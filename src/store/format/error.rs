//! What can be wrong with a file, and what was mended: each one sentence that says what, where and what to do.

use super::locate::Place;
use crate::project::{ArticleId, CheckId, CommentId, Fault, MarkId, SettingKey};
use std::fmt;

/// At most so many places are listed in one message.
const LISTED: usize = 20;

/// Why a file cannot be read; it is left as it is.
#[derive(Clone, PartialEq, Debug, thiserror::Error)]
pub enum FormatError {
    /// No project file at all.
    #[error("this is no project file: one begins with `// factmark project` and an opening parenthesis; articles are added to a project with `factmark add`")]
    NotAProject,
    /// Git left its markers in the file.
    #[error(
        "line {line} holds a conflict marker of git: take both sides from git and merge them with `factmark merge BASE.ron OURS.ron THEIRS.ron`, or take one side whole with `git checkout --ours` or `--theirs`"
    )]
    Conflict {
        /// The line of the first marker, counted from 1.
        line: usize,
    },
    /// The number that says how to read the file is missing.
    #[error("the file has no format number: write `format: 1,` as its first field")]
    NoFormat,
    /// A format that never was.
    #[error("the file has format {0}, which no version of the program reads: the lowest is 1")]
    Older(u32),
    /// A file of a newer format that cannot be read even in part.
    #[error("the file has format {format}, and this version of the program knows {known}: open it with a newer version ({error})", known = super::FORMAT)]
    Newer {
        /// The file's format number.
        format: u32,
        /// What could not be read.
        error: Box<FormatError>,
    },
    /// Something at one place.
    #[error("{place}: {problem}")]
    At {
        /// Where it stands in the file.
        place: Place,
        /// What is wrong there.
        problem: Problem,
    },
    /// Marks whose words stand nowhere in their text, or in several places.
    #[error("{}", misfits(.0))]
    Quotes(Vec<Misfit>),
    /// Invariants of the model that are broken and cannot be mended without guessing.
    #[error("{}", faults(.0))]
    Faults(Vec<Fault>),
}

/// What is wrong at one place of a file.
#[derive(Clone, PartialEq, Debug, thiserror::Error)]
pub enum Problem {
    /// No RON, or not the RON that belongs there.
    #[error("the file is damaged{}: {expected}; mend it by hand or take an older copy", in_field(.field))]
    Damaged {
        /// The innermost field around the place.
        field: Option<String>,
        /// What was expected.
        expected: String,
    },
    /// A field that the format does not have.
    #[error("there is no field `{field}` here: remove it, or open the file with a newer version of the program; the fields are {known}")]
    UnknownField {
        /// Its name.
        field: String,
        /// What there is.
        known: String,
    },
    /// A field for the second time.
    #[error("the field `{field}` is there twice: remove one of the two")]
    DoubleField {
        /// Its name.
        field: String,
    },
    /// A field that must be there.
    #[error("the field `{field}` is missing in this {of}: add it")]
    MissingField {
        /// Its name.
        field: &'static str,
        /// What it belongs to, in a word.
        of: &'static str,
    },
    /// A word that is not on its list.
    #[error("`{word}` is no value of `{field}`: write one of {known}")]
    UnknownWord {
        /// The field.
        field: &'static str,
        /// What stands there.
        word: String,
        /// What is possible.
        known: String,
    },
    /// An attribute of another label.
    #[error("the field `{field}` does not belong to a mark with the label {label}: remove it or change the label")]
    WrongLabel {
        /// The field.
        field: &'static str,
        /// The mark's label.
        label: String,
    },
    /// An id, a date, a number, a colour or a place that is none.
    #[error("the field `{field}` cannot be read: {why}")]
    Value {
        /// The field.
        field: &'static str,
        /// The sentence of the type that refused it.
        why: String,
    },
}

/// A mark whose quote is not what stands at its offsets.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Misfit {
    /// The mark.
    pub mark: MarkId,
    /// Its line in the file, counted from 1.
    pub line: usize,
    /// What the mark quotes.
    pub expected: String,
    /// What stands there; none where the offsets lie outside the text.
    pub found: Option<String>,
}

impl fmt::Display for Misfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}, mark {}: expected “{}”, ", self.line, self.mark, shortened(&self.expected))?;
        match &self.found {
            Some(found) => write!(f, "there is “{}”", shortened(found)),
            None => f.write_str("its place lies outside the text"),
        }
    }
}

/// What a reader mended; the file on the disk is as it was until the next save.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum Repair {
    /// The words of a mark stand elsewhere, once.
    #[error("the words of mark {0} were not at its place but once elsewhere in the text: it was moved there")]
    Anchored(MarkId),
    /// An id was there twice.
    #[error("the id {old} was there twice: the second one is {new} now")]
    NewId {
        /// What both had.
        old: String,
        /// What the second one has now.
        new: String,
    },
    /// A link to a mark that is not there.
    #[error("the link {kind} from mark {from} to {to}, which is not there, was dropped")]
    LinkToNothing {
        /// The mark that held it.
        from: MarkId,
        /// What is missing.
        to: MarkId,
        /// What it said.
        kind: String,
    },
    /// A link from a mark to itself.
    #[error("the link {kind} from mark {from} to itself was dropped")]
    LinkToItself {
        /// The mark that held it.
        from: MarkId,
        /// What it said.
        kind: String,
    },
    /// A link that was there already.
    #[error("the link {kind} from mark {from} to {to} was there twice: one was dropped")]
    LinkTwice {
        /// The mark that held it.
        from: MarkId,
        /// The other end.
        to: MarkId,
        /// What it said.
        kind: String,
    },
    /// A link between labels that its kind does not join.
    #[error("the link {kind} from mark {from} to {to} was dropped: it goes from {ends}")]
    LinkEnds {
        /// The mark that held it.
        from: MarkId,
        /// The other end.
        to: MarkId,
        /// What it said.
        kind: String,
        /// Which ends it may have.
        ends: &'static str,
    },
    /// A claim's check that is not there.
    #[error("claim {mark} mentioned check {check}, which is not there: the mention was dropped")]
    NoCheck {
        /// The claim.
        mark: MarkId,
        /// What is missing.
        check: CheckId,
    },
    /// A comment about a thing that is not there; its words, so that they are not lost.
    #[error("comment {comment} was about {about}, which is not there, and was dropped; it said: “{text}”")]
    CommentOnNothing {
        /// The comment.
        comment: CommentId,
        /// What is missing.
        about: String,
        /// What it said.
        text: String,
    },
    /// A comment that answered one that is not there.
    #[error("comment {comment} answered {to}, which is not there: it stands by itself now")]
    AnswerToNothing {
        /// The comment.
        comment: CommentId,
        /// What is missing.
        to: CommentId,
    },
    /// An entry of the settings was there twice.
    #[error("{} was there twice: the first one stays", setting_words(.0))]
    DoubleSetting(SettingKey),
    /// Fragments, or the ranges of a cue, in the wrong order.
    #[error("the ranges of mark {0} were not in text order: they were put in order")]
    MarkOrder(MarkId),
    /// Zones that overlapped or stood in the wrong order.
    #[error("the zones to skip of article {0} were not in text order or overlapped: they were put in order and joined")]
    Zones(ArticleId),
    /// Blocks in the wrong order, or for paragraphs that are not there.
    #[error("the blocks of article {0} did not name its paragraphs in order: they were put in order, and what named none was dropped")]
    Blocks(ArticleId),
}

fn in_field(field: &Option<String>) -> String {
    field.as_ref().map(|field| format!(" in the field `{field}`")).unwrap_or_default()
}

fn misfits(all: &[Misfit]) -> String {
    let mut words = format!(
        "{} whose words are not at their place and cannot be found again; restore the text from an older copy, or correct or remove the marks:",
        counted(all.len(), "there is 1 mark", "marks")
    );
    list(&mut words, all.iter().map(Misfit::to_string), all.len());
    words
}

fn faults(all: &[Fault]) -> String {
    let mut words = format!("{} in the file that must be mended by hand:", counted(all.len(), "there is 1 fault", "faults"));
    list(&mut words, all.iter().map(Fault::to_string), all.len());
    words
}

fn counted(count: usize, one: &str, many: &str) -> String {
    if count == 1 { one.to_owned() } else { format!("there are {count} {many}") }
}

fn list(words: &mut String, lines: impl Iterator<Item = String>, count: usize) {
    for line in lines.take(LISTED) {
        words.push_str("\n  ");
        words.push_str(&line);
    }
    if count > LISTED {
        words.push_str(&format!("\n  and {} more", count - LISTED));
    }
}

fn shortened(words: &str) -> String {
    let mut short: String = words.chars().take(60).map(|c| if c.is_control() { ' ' } else { c }).collect();
    if words.chars().nth(60).is_some() {
        short.push('…');
    }
    short
}

fn setting_words(key: &SettingKey) -> String {
    match key {
        SettingKey::Title => "the title".to_owned(),
        SettingKey::Analyst => "the analyst".to_owned(),
        SettingKey::Label(name) => format!("the label “{name}”"),
        SettingKey::LinkKind(name) => format!("the kind of link “{name}”"),
        SettingKey::Tag(name) => format!("the tag “{name}”"),
        SettingKey::Scale => "the scale".to_owned(),
        SettingKey::Guide => "the guide".to_owned(),
        SettingKey::Silenced(rule, about) => format!("the silenced rule {rule} at {about}"),
        SettingKey::Review => "the review".to_owned(),
        SettingKey::Moved(from, kind, to) => format!("the moved link {kind} from {from} to {to}"),
        SettingKey::Theirs(whose, copy) => format!("what {whose} has beside mark {copy}"),
        SettingKey::Order => "the order".to_owned(),
        SettingKey::Kept => "what was kept".to_owned(),
    }
}
