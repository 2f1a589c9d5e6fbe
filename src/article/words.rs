//! The sentences for what could not be read and for what was read with a doubt. Each says what it is and what to do; the caller puts the
//! file's name in front.

use std::fmt;

/// Why no article could be made of a file.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// No bytes, or nothing that can be seen.
    #[error("there is no text in it: choose a file with the article's words")]
    Empty,
    /// Not a text, or a text in a form that is not read.
    #[error("this is {what}, which is not read: save its text as plain text (.txt, UTF-8) and add that file")]
    Binary {
        /// What it is, with its article: “a PDF document”.
        what: &'static str,
    },
    /// More bytes than [`super::LIMIT_BYTES`], in the file or as UTF-8.
    #[error("it has {} MB, more than the {} MB that an article may have: cut it into several files", megabytes(*bytes), limit / 1024 / 1024)]
    TooLarge {
        /// How many bytes it has.
        bytes: usize,
        /// How many it may have.
        limit: usize,
    },
    /// A file name extension that no reader is for.
    #[error("files of the kind “.{extension}” are not read: save the text as plain text (.txt) or Markdown (.md) and add that file")]
    UnknownKind {
        /// The extension as the name has it, without the dot.
        extension: String,
    },
    /// The Markdown reader gave up.
    #[error("its Markdown could not be read: rename it to .txt and add it as plain text")]
    Markdown,
}

/// What the analyst should know about an article that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Warning {
    /// The file does not say its encoding.
    GuessedEncoding {
        /// The encoding's usual name, such as `windows-1252`.
        encoding: &'static str,
    },
    /// Bytes that mean nothing in the encoding stand as U+FFFD in the text.
    ReplacedCharacters {
        /// How many there are.
        count: usize,
        /// The encoding's usual name.
        encoding: &'static str,
    },
    /// Lines that are no part of the article, by [`super::is_boilerplate`]. They are left in the text.
    Boilerplate {
        /// The first of them, trimmed.
        first: String,
        /// The numbers of their paragraphs, from 0, ascending; at least one.
        paragraphs: Vec<u32>,
    },
    /// Fields before a Markdown text that an article has no place for.
    LeftOut {
        /// Their names, in the order of the file; at least one.
        fields: Vec<String>,
    },
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::GuessedEncoding { encoding } => {
                write!(f, "it does not say its encoding, {encoding} was guessed: if letters or quotation marks look wrong, save it as UTF-8 and add it again")
            }
            Self::ReplacedCharacters { count: 1, encoding } => {
                write!(f, "one character could not be read as {encoding} and stands as “\u{fffd}”: compare that place with the original")
            }
            Self::ReplacedCharacters { count, encoding } => {
                write!(f, "{count} characters could not be read as {encoding} and stand as “\u{fffd}”: compare these places with the original")
            }
            Self::Boilerplate { first, paragraphs } => match paragraphs.len() {
                1 => write!(f, "one line looks like boilerplate (“{first}”): make it a zone to skip if it is no part of the article"),
                count => write!(f, "{count} lines look like boilerplate (the first is “{first}”): make them zones to skip if they are no part of the article"),
            },
            Self::LeftOut { fields } => {
                write!(f, "fields before the text that an article has no place for were left out ({}): note them if you need them", fields.join(", "))
            }
        }
    }
}

/// Rounded up, so that a file just over the limit does not read as the limit.
fn megabytes(bytes: usize) -> usize {
    bytes.div_ceil(1024 * 1024)
}
