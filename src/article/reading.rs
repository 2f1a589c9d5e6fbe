//! From the bytes of a file to articles: the kind picks the reader, and what a reader made gets its name and its limits.

use super::encoding::{self, Decoded};
use super::kind::{self, Kind};
use super::paper::Page;
use super::pdf::{self, PdfFault};
use super::rows::{self, Rows};
use super::{
    Block, Draft, Encoding, Origin, PdfPages, Refusal, Warning, guarded, html, is_visible, limits, mail, markdown, name, office, plain, proposed, rtf,
    subtitles, title, within_limit,
};
use crate::text::Text;

/// What a file gave.
#[derive(Debug)]
pub enum Found {
    /// It is one article.
    One(Box<Draft>),
    /// It is a table or a mailbox, whose rows or mails are articles; at least one.
    Rows(Vec<FoundRow>),
}

/// One of several articles of a file.
#[derive(Debug)]
pub struct FoundRow {
    /// Where in the file it is: “line 7”, “mail 3”.
    pub place: String,
    /// The article, or why there is none in it.
    pub draft: Result<Draft, Refusal>,
}

impl Found {
    /// All articles in their order, and why rows gave none.
    pub fn into_drafts(self) -> Vec<Result<Draft, Refusal>> {
        match self {
            Self::One(draft) => vec![Ok(*draft)],
            Self::Rows(rows) => rows.into_iter().map(|row| row.draft).collect(),
        }
    }
}

/// What a reader needs beside the file.
pub struct Means<'a> {
    /// The encoding that the analyst chose; none where the file says it, or it is guessed.
    pub encoding: Option<&'static Encoding>,
    /// The encoding that the file had before, where it may have changed: better than a guess, if it can be right.
    pub before: Option<&'static Encoding>,
    /// Takes a PDF document apart, in a process of its own.
    pub pages: &'a dyn Fn(&[u8]) -> Result<PdfPages, Refusal>,
}

/// The encoding of a name, as web pages and mails write it.
///
/// # Errors
/// Where no encoding has this name.
pub fn encoding_named(name: &str) -> Result<&'static Encoding, String> {
    let found = Encoding::for_label(name.trim().as_bytes()).filter(|encoding| *encoding != encoding_rs::REPLACEMENT);
    found.ok_or_else(|| format!("“{name}” is no encoding that is read: write its usual name, such as utf-8, windows-1251 or shift_jis"))
}

/// Reads an article that needs nothing beside the file: no PDF document. Of `name`, the file's name as it was given, only the last part counts:
/// its extension says the kind where the content does not, and it is the title where the text has none.
///
/// # Errors
/// A [`Refusal`] says why there is no article in the bytes, and what to do.
pub fn read(name: &str, bytes: &[u8]) -> Result<Draft, Refusal> {
    let pages = |_: &[u8]| Err(PdfFault::NotStarted { reason: "there is no program for it".to_owned() }.into());
    match read_all(name, bytes, &Means { encoding: None, before: None, pages: &pages })? {
        Found::One(draft) => Ok(*draft),
        Found::Rows(mut rows) => match (rows.pop(), rows.len()) {
            (Some(only), 0) => only.draft,
            (_, others) => Err(Refusal::Many { count: others + 1 }),
        },
    }
}

/// Words that were pasted, as an article.
///
/// # Errors
/// Where there are none, or too many.
pub fn pasted(words: &str) -> Result<Draft, Refusal> {
    within_limit(words.len())?;
    let decoded = encoding::decode(words.as_bytes(), None, Some(encoding_rs::UTF_8))?;
    let (title, blocks) = plain::read(&decoded.text);
    let origin = Origin { crlf: decoded.crlf, ..Origin::default() };
    Made { title, text: decoded.text, blocks, origin, warnings: Vec::new() }.finished("")
}

/// Reads a file, whatever it is: one article, or a table of them.
///
/// # Errors
/// A [`Refusal`] says why there is no article in the bytes, and what to do.
pub fn read_all(name: &str, bytes: &[u8], means: &Means<'_>) -> Result<Found, Refusal> {
    within_limit(bytes.len())?;
    if bytes.is_empty() {
        return Err(Refusal::Empty);
    }
    guarded(|| read_kind(name::last_part(name), bytes, means)).unwrap_or(Err(Refusal::BrokeOff))
}

/// Reads a file by the reader for its kind.
fn read_kind(file: &str, bytes: &[u8], means: &Means<'_>) -> Result<Found, Refusal> {
    let decode = |declared| decoded(bytes, declared, means);
    let one = |page: Page| Made::of(page).finished(file);
    let draft = match kind::of(file, bytes)? {
        Kind::Plain => {
            let decoded = decode(None)?;
            let (title, blocks) = plain::read(&decoded.text);
            let origin = Origin { bom: decoded.bom, crlf: decoded.crlf, encoding: named(decoded.encoding), ..Origin::default() };
            Made { title, text: decoded.text, blocks, origin, warnings: decoded.warnings }.finished(file)
        }
        Kind::Markdown => {
            let decoded = decode(None)?;
            if decoded.text.len() > limits::MARKDOWN_BYTES {
                return Err(Refusal::TooLarge { bytes: decoded.text.len(), limit: limits::MARKDOWN_BYTES });
            }
            let (bom, crlf) = (decoded.bom, decoded.crlf);
            let page = guarded(|| markdown::read(&decoded.text)).ok_or(Refusal::Markdown)?;
            let mut page = said_of(page, decoded);
            (page.origin.bom, page.origin.crlf) = (bom, crlf);
            one(page)
        }
        Kind::Html => {
            let decoded = decode(html::declared_encoding(bytes))?;
            one(said_of(html::read(&decoded.text)?, decoded))
        }
        Kind::Subtitles => {
            let decoded = decode(None)?;
            one(said_of(subtitles::read(&decoded.text)?, decoded))
        }
        Kind::Docx => one(office::docx::read(bytes)?),
        Kind::Odt => one(office::odt::read(bytes)?),
        Kind::Epub => one(office::epub::read(bytes)?),
        Kind::Rtf => one(rtf::read(bytes)?),
        Kind::Mail => return mails(file, bytes),
        Kind::Pdf => one(pdf::read((means.pages)(bytes)?)?),
        Kind::Json => return table(file, decode(None)?, Rows::Json),
        Kind::Table => return table(file, decode(None)?, Rows::Delimited),
    };
    draft.map(Box::new).map(Found::One)
}

/// The text of a file: what it had before counts as if the file said it.
fn decoded(bytes: &[u8], declared: Option<&'static Encoding>, means: &Means<'_>) -> Result<Decoded, Refusal> {
    let before = means.before.filter(|_| declared.is_none());
    let mut decoded = encoding::decode(bytes, declared.or(before), means.encoding)?;
    if before.is_some() {
        // The file itself said nothing wrong.
        decoded.warnings.retain(|warning| !matches!(warning, Warning::WrongDeclaration { .. }));
    }
    Ok(decoded)
}

/// The mail of a file, or all of a mailbox.
fn mails(file: &str, bytes: &[u8]) -> Result<Found, Refusal> {
    let mut mails = mail::read_all(bytes)?;
    let made = |page: Result<Page, Refusal>| page.and_then(|page| Made::of(page).finished(file));
    match (mails.pop(), mails.len()) {
        (None, _) => Err(Refusal::Empty),
        (Some(only), 0) => made(only).map(Box::new).map(Found::One),
        (Some(last), _) => {
            let rows = mails.into_iter().chain([last]).zip(1..);
            Ok(Found::Rows(rows.map(|(page, number)| FoundRow { place: format!("mail {number}"), draft: made(page) }).collect()))
        }
    }
}

/// The rows of a table as articles.
fn table(file: &str, decoded: Decoded, how: Rows) -> Result<Found, Refusal> {
    let rows = rows::read_all(&decoded.text, how)?;
    let mut warnings = decoded.warnings.into_iter();
    let made = |row: rows::Row| {
        let draft = row.article.and_then(|mut page| {
            // What holds for the whole file is told once.
            page.warnings.extend(warnings.by_ref());
            page.origin.encoding = named(decoded.encoding);
            Made::of(page).finished(file)
        });
        FoundRow { place: format!("line {}", row.line), draft }
    };
    Ok(Found::Rows(rows.into_iter().map(made).collect()))
}

/// A page with what its decoding said.
fn said_of(mut page: Page, decoded: Decoded) -> Page {
    page.warnings.splice(0..0, decoded.warnings);
    page.origin.encoding = named(decoded.encoding);
    page
}

/// The name of an encoding, where it is to be told.
fn named(encoding: &'static Encoding) -> String {
    if encoding == encoding_rs::UTF_8 { String::new() } else { encoding.name().to_owned() }
}

/// What a reader made, before it has a name.
struct Made {
    title: Option<String>,
    text: String,
    blocks: Vec<(u32, Block)>,
    origin: Origin,
    warnings: Vec<Warning>,
}

impl Made {
    fn of(page: Page) -> Self {
        let Page { title, mut origin, paper, details, warnings } = page;
        let (text, blocks, places) = paper.into_parts();
        origin.details = details;
        origin.places = places;
        Self { title: Some(title).filter(|title| !title.is_empty()), text, blocks, origin, warnings }
    }

    /// The article, which is called after its first line or its file where it says no name.
    fn finished(self, file: &str) -> Result<Draft, Refusal> {
        let Self { title, text, blocks, mut origin, mut warnings } = self;
        if !text.chars().any(is_visible) {
            return Err(Refusal::Empty);
        }
        within_limit(text.len())?;
        if memchr::memchr_iter(b'\n', text.as_bytes()).count() >= limits::PARAGRAPHS {
            return Err(Refusal::TooManyParagraphs { limit: limits::PARAGRAPHS });
        }
        file.clone_into(&mut origin.file);
        warnings.extend(boilerplate_of(&text, &blocks));
        let first_line = || title::first_line(&text).map(|(_, line)| line.to_owned());
        let title = title.or_else(first_line).map(|title| title::shorten(&title)).filter(|title| title.chars().any(is_visible));
        let title = title.unwrap_or_else(|| title::shorten(name::stem_or_untitled(file)));
        let text = Text::new(text);
        // Whoever adds it asks for this, and is the window's own thread.
        text.fingerprint();
        Ok(Draft { title, origin, text, blocks, warnings })
    }
}

fn boilerplate_of(text: &str, blocks: &[(u32, Block)]) -> Option<Warning> {
    let paragraphs: Vec<u32> = proposed(text, blocks).into_iter().map(|(number, _)| number).collect();
    let first = text.split('\n').nth(*paragraphs.first()? as usize)?.trim();
    Some(Warning::Boilerplate { first: title::shorten(first), paragraphs })
}
