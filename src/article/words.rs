//! The sentences for what could not be read and for what was read with a doubt. Each says what it is and what to do; the caller puts the
//! file's name in front.

use super::pdf::PdfFault;
use crate::text::counted;
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
    /// More lines than an article may have.
    #[error("it has more than {limit} lines: cut it into several files")]
    TooManyParagraphs {
        /// How many it may have.
        limit: usize,
    },
    /// A project, and no article.
    #[error("this is a Factmark project and no article: open it as a project")]
    Project,
    /// A table of articles, where one was wanted.
    #[error("it holds {count} articles, and one is wanted: add it, or save the one as a file of its own")]
    Many {
        /// How many there are.
        count: usize,
    },
    /// A reader failed on a file that nobody foresaw.
    #[error("the reading of it broke off, it is damaged in a way that nobody foresaw: save its text as plain text (.txt) and add that file")]
    BrokeOff,
    /// The Markdown reader gave up.
    #[error("its Markdown could not be read: rename it to .txt and add it as plain text")]
    Markdown,
    /// Its words are encrypted with a password.
    #[error("it is {what} protected by a password: open it, save a copy without the password and add that file")]
    Protected {
        /// What it is, with its article: “a Word document (DOCX)”.
        what: &'static str,
    },
    /// A book whose chapters are encrypted for the devices of whoever bought it.
    #[error("it is a book protected against copying (DRM), whose words cannot be read here: add a copy without protection, or quote it in a plain text")]
    Rights,
    /// An archive, or a part of one, that is not what it should be.
    #[error("it is {what}, but its part “{part}” is missing or damaged: get the file again, or open it in its own program, save it and add that copy")]
    Damaged {
        /// What it is, with its article.
        what: &'static str,
        /// The part's name in the archive, shortened; “the list of its parts” for the archive itself.
        part: String,
    },
    /// More than a reader takes into memory: what unpacks to very much, or is nested very deep.
    #[error("it is {what}, but its part “{part}” is too large or too deeply nested once it is unpacked: save its text as plain text (.txt) and add that file")]
    Unwieldy {
        /// What it is, with its article.
        what: &'static str,
        /// The part's name in the archive, shortened.
        part: String,
    },
    /// Subtitles without a line that says when something is said.
    #[error(
        "there are no subtitles in it, which have lines such as “00:01:02,500 --> 00:01:04,000”: if it is another text, rename it to .txt and add it as plain text"
    )]
    NoCues,
    /// A table whose columns do not tell which is the text.
    #[error("none of its columns is known to hold the articles' texts ({}): name one of them “text” and add the file again", some(columns))]
    NoTextColumn {
        /// The names of the columns, in the order of the file.
        columns: Vec<String>,
    },
    /// A row of a table without words for an article.
    #[error("there is no text in this row: fill its text column, or leave the row out")]
    NoTextInRow,
    /// A row that is no JSON, or no object.
    #[error("this row cannot be read ({reason}): mend it, or leave it out")]
    BadRow {
        /// What is wrong with it, in the words of who tried.
        reason: String,
    },
    /// More rows than a table may have.
    #[error("it has more than {limit} rows: cut it into several files")]
    TooManyRows {
        /// How many there may be.
        limit: usize,
    },
    /// A row with more columns than a table may have.
    #[error("it has more than {limit} columns: keep only the columns that say something of the articles")]
    TooManyColumns {
        /// How many there may be.
        limit: usize,
    },
    /// More filled cells beside the texts than a table may have.
    #[error("it has more than {limit} filled cells beside the texts: keep only the columns that say something of the articles, or cut it into several files")]
    TooManyCells {
        /// How many there may be.
        limit: usize,
    },
    /// Not a mail.
    #[error("this is no mail, for it has no fields such as From and Subject before its text: rename it to .txt and add it as plain text")]
    NoMail,
    /// A mail that only who it was for can read.
    #[error("this mail is encrypted: open it in your mail program, save its text as plain text (.txt) and add that file")]
    EncryptedMail,
    /// More mails than one file may have.
    #[error("there are more than {limit} mails in it: move those that you need to a folder of their own and export that")]
    TooManyMails {
        /// How many there may be.
        limit: usize,
    },
    /// Not what its name says.
    #[error("this is no RTF document: open it in its own program, save it as RTF or as plain text (.txt), and add that file")]
    NoRtf,
    /// Not a text in the encoding that the analyst chose.
    #[error("it is no text in {encoding}: choose another encoding, or let it be guessed")]
    WrongEncoding {
        /// The encoding's usual name.
        encoding: &'static str,
    },
    /// No article came of a PDF.
    #[error(transparent)]
    Pdf(#[from] PdfFault),
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
    /// Words that the document hides from its readers are not in the text.
    Hidden {
        /// In how many paragraphs; at least one.
        paragraphs: usize,
        /// The first of them, trimmed and shortened.
        first: String,
    },
    /// Changes that wait for a decision were read as if they were accepted.
    TrackedChanges {
        /// How many pieces were taken away and are not in the text.
        removed: usize,
        /// How many pieces were added and are in the text.
        added: usize,
    },
    /// Signs of a picture font that stand for no character are “\u{fffd}” in the text.
    UnknownSymbols {
        /// How many there are.
        count: usize,
        /// The name of the font of the first.
        font: String,
    },
    /// Parts of a document or chapters of a book could not be read and are not in the text.
    MissingParts {
        /// How many there are; at least one.
        count: usize,
        /// The name of the first in the archive, shortened.
        first: String,
    },
    /// Pages of a PDF that have no text.
    PagesWithoutText {
        /// How many have none.
        without: u32,
        /// How many there are.
        of: u32,
        /// Whether some of these pages have pictures, which may be pictures of text.
        pictures: bool,
    },
    /// Pages of a PDF that could not be read, or not whole.
    PagesUnread {
        /// Their numbers, from 1, ascending; at least one.
        pages: Vec<u32>,
    },
    /// Pages of a PDF behind the last that is read.
    PagesCut {
        /// How many were read.
        read: u32,
        /// How many there are.
        of: u32,
    },
    /// Lines that stand at the top or the bottom of one page after the other. They are not in the text.
    RunningLines {
        /// The first of them.
        first: String,
        /// How many there are on all pages.
        count: usize,
    },
    /// Characters of a PDF that its fonts give no letter for. They are not in the text.
    NamelessCharacters {
        /// How many there are.
        count: usize,
    },
    /// Words that run aslant over a page, as a stamp does. They are not in the text.
    Slanted {
        /// The first of them.
        first: String,
    },
    /// A row of a table has more or fewer cells than there are columns.
    RaggedRow {
        /// How many it has.
        cells: usize,
        /// How many columns there are.
        columns: usize,
    },
    /// A quotation mark begins a cell of a table and is never closed, so that everything after it is in this row.
    OpenQuote {
        /// The line on which the row begins, from 1.
        line: u32,
    },
    /// The text of a row was HTML and was read as a web page is.
    Markup,
    /// Files that are attached to a mail. They are not read.
    Attachments {
        /// Their names, or their kinds where they have none; at least one.
        names: Vec<String>,
    },
    /// A part of a mail is encrypted and not in the text.
    Encrypted,
    /// Parts of a mail that are too many or too deep are not in the text.
    PartsLeftOut {
        /// How many are read.
        limit: usize,
    },
    /// The file says an encoding that it cannot have.
    WrongDeclaration {
        /// The usual name of what it says.
        declared: &'static str,
        /// The usual name of what was guessed.
        encoding: &'static str,
    },
}

impl fmt::Display for Warning {
    #[expect(clippy::too_many_lines, reason = "one arm for each warning: in parts it would hide which is missing")]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::GuessedEncoding { encoding } => {
                write!(f, "it does not say its encoding, {encoding} was guessed: if letters or quotation marks look wrong, read it again in another encoding")
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
            Self::Hidden { paragraphs: 1, first } => {
                write!(f, "hidden words were left out (“{first}”): compare with the document if they matter")
            }
            Self::Hidden { paragraphs, first } => {
                write!(f, "hidden words in {paragraphs} paragraphs were left out (the first is “{first}”): compare with the document if they matter")
            }
            Self::TrackedChanges { removed, added } => {
                write!(f, "its tracked changes were read as accepted ({added} added, {removed} removed): compare with the document if the earlier words matter")
            }
            Self::UnknownSymbols { count: 1, font } => {
                write!(f, "one sign of the font {font} stands for no letter and is “\u{fffd}” in the text: compare that place with the original")
            }
            Self::UnknownSymbols { count, font } => {
                write!(f, "{count} signs of fonts such as {font} stand for no letter and are “\u{fffd}” in the text: compare these places with the original")
            }
            Self::MissingParts { count: 1, first } => {
                write!(f, "its part “{first}” could not be read and is not in the text: compare with the original")
            }
            Self::MissingParts { count, first } => {
                write!(f, "{count} of its parts could not be read and are not in the text (the first is “{first}”): compare with the original")
            }
            Self::PagesWithoutText { without, of, pictures } => {
                let pages = if *of == 1 {
                    "page has"
                } else if *without == 1 {
                    "pages has"
                } else {
                    "pages have"
                };
                let what = if *pictures {
                    "no text, only pictures: if there are words in them, let a program read them (OCR)"
                } else {
                    "no text: compare with the original"
                };
                write!(f, "{without} of {of} {pages} {what}")
            }
            Self::PagesUnread { pages } => match pages.as_slice() {
                [page] => write!(f, "page {page} could not be read, or not all of it: compare with the original"),
                pages => write!(f, "{} pages could not be read, or not all of them ({}): compare with the original", pages.len(), numbers(pages)),
            },
            Self::PagesCut { read, of } => write!(f, "only the first {read} of {of} pages were read: cut the file into several if you need the rest"),
            Self::RunningLines { first, count: 1 } => {
                write!(f, "one line at the edge of a page was left out as a page header, footer or number (“{first}”): compare with the original")
            }
            Self::RunningLines { first, count } => {
                write!(
                    f,
                    "{count} lines at the edges of pages were left out as page headers, footers or numbers (the first is “{first}”): compare with the original"
                )
            }
            Self::NamelessCharacters { count: 1 } => {
                write!(f, "one character is missing, because its font does not say which letter it is: compare with the original")
            }
            Self::NamelessCharacters { count } => {
                write!(f, "{count} characters are missing, because their fonts do not say which letters they are: compare with the original")
            }
            Self::Slanted { first } => write!(f, "words that run aslant over a page were left out (“{first}”): compare with the original"),
            Self::RaggedRow { cells, columns } => write!(
                f,
                "its row has {} where the table has {}: compare with the file, a quotation mark or a delimiter may be missing",
                counted(*cells, "cell"),
                counted(*columns, "column")
            ),
            Self::OpenQuote { line } => {
                write!(
                    f,
                    "a quotation mark in the row that begins on line {line} is never closed, so that all rows after it are in this one: close it and add the file again"
                )
            }
            Self::Markup => write!(f, "its text was HTML and was read as a web page is: compare with the file if words are missing"),
            Self::Attachments { names } => {
                write!(f, "what is attached to it was not read ({}): save what you need as files of their own and add them", some(names))
            }
            Self::Encrypted => write!(f, "a part of it is encrypted and not in the text: open the mail in your mail program and compare"),
            Self::PartsLeftOut { limit } => {
                write!(f, "parts that are very deep, or beyond the first {limit}, are not in the text: open the mail in your mail program and compare")
            }
            Self::WrongDeclaration { declared, encoding } => {
                write!(
                    f,
                    "it says that its encoding is {declared}, which it is not, {encoding} was guessed: if letters look wrong, save it as UTF-8 and add it again"
                )
            }
        }
    }
}

/// The first few of many.
fn numbers(pages: &[u32]) -> String {
    const SHOWN: usize = 10;
    let mut shown = pages.iter().take(SHOWN).map(u32::to_string).collect::<Vec<_>>().join(", ");
    if pages.len() > SHOWN {
        shown.push_str(", …");
    }
    shown
}

/// The first names of many.
fn some(names: &[String]) -> String {
    const SHOWN: usize = 12;
    let mut shown: Vec<String> = names.iter().take(SHOWN).map(|name| name.chars().take(40).collect()).collect();
    if names.len() > SHOWN {
        shown.push("…".into());
    }
    shown.join(", ")
}

/// Rounded up, so that a file just over the limit does not read as the limit.
fn megabytes(bytes: usize) -> usize {
    bytes.div_ceil(1024 * 1024)
}
