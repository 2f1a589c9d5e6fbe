//! How bytes become an article: the encoding, the kind of file, the title and the paragraphs that are not plain.
//! A reader is one file here; this one picks it. Nothing in it touches the disk, and it never changes a plain text beyond its byte order
//! mark and its line ends.

mod boilerplate;
mod encoding;
mod front_matter;
mod html;
mod markdown;
mod name;
mod paper;
mod place;
mod plain;
mod sniff;
mod title;
mod words;

#[cfg(test)]
mod fixtures;
#[cfg(test)]
mod tests;

pub use boilerplate::is_boilerplate;
pub use place::{NotAPlace, Place};
pub use words::{Refusal, Warning};

use crate::text::Text;

/// The most bytes that an article may have, as a file and as a text: 64 MiB.
pub const LIMIT_BYTES: usize = 64 * 1024 * 1024;

/// What a reader made of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// A name for lists: one line of at most 200 code points, never empty.
    pub title: String,
    /// Where the text is from, as far as the file says.
    pub origin: Origin,
    /// The text; its paragraphs are what stands between line feeds. It has at least one visible character.
    pub text: Text,
    /// The paragraphs that are not plain, by their number from 0, ascending, each at most once.
    pub blocks: Vec<(u32, Block)>,
    /// What the analyst should know about how it was read.
    pub warnings: Vec<Warning>,
}

/// What a paragraph is, where it is not plain.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Block {
    /// The headline of the article.
    Title,
    /// A heading inside the article.
    Heading,
    /// Words that are set off as somebody else's.
    Quote,
    /// An entry of a list.
    ListItem,
    /// What stands under or instead of a picture.
    Caption,
    /// A row of a table, its cells parted by tabs.
    TableRow,
}

impl Block {
    /// All, in the order of the enum.
    pub const ALL: [Self; 6] = [Self::Title, Self::Heading, Self::Quote, Self::ListItem, Self::Caption, Self::TableRow];

    /// Its word in files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Title => "Title",
            Self::Heading => "Heading",
            Self::Quote => "Quote",
            Self::ListItem => "ListItem",
            Self::Caption => "Caption",
            Self::TableRow => "TableRow",
        }
    }
}

/// Where an article is from. An empty string is unknown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Origin {
    /// The file's own name, without folders.
    pub file: String,
    /// The address on the web.
    pub url: String,
    /// Who published it.
    pub outlet: String,
    /// When it was published, in the words of the file.
    pub published: String,
    /// Who wrote it, in the words of the file.
    pub byline: String,
    /// The language that the file says it is in: a BCP 47 tag, `en-GB`.
    pub language: String,
    /// The encoding of the file, by its usual name such as `windows-1252`, where it is another than UTF-8.
    pub encoding: String,
    /// What else the file says of the article, each with its name: the other columns of a table, the fields of a page.
    pub details: Vec<(String, String)>,
    /// Where in its file the paragraphs are from: numbers from 0, ascending, each with the place from which on its paragraphs are.
    pub places: Vec<(u32, Place)>,
    /// Whether a byte order mark stood before the text and was dropped.
    pub bom: bool,
    /// Whether there were CR LF line ends, which are LF now.
    pub crlf: bool,
}

impl Origin {
    /// What it says in words, each with the name that it has in files.
    pub fn words(&self) -> [(&'static str, &str); 7] {
        let Self { file, url, outlet, published, byline, language, encoding, .. } = self;
        [
            ("file", file.as_str()),
            ("url", url.as_str()),
            ("outlet", outlet.as_str()),
            ("published", published.as_str()),
            ("byline", byline.as_str()),
            ("language", language.as_str()),
            ("encoding", encoding.as_str()),
        ]
    }

    /// An origin with the words that are known under each name.
    pub fn of_words(mut word: impl FnMut(&'static str) -> String) -> Self {
        let [file, url, outlet, published, byline, language, encoding] = Self::WORDS.map(&mut word);
        Self { file, url, outlet, published, byline, language, encoding, ..Self::default() }
    }

    /// The place of the file that a paragraph is from, by its number from 0.
    pub fn place(&self, paragraph: u32) -> Option<Place> {
        let behind = self.places.partition_point(|(number, _)| *number <= paragraph);
        behind.checked_sub(1).and_then(|index| self.places.get(index)).map(|(_, place)| *place)
    }

    /// The names of what it says in words, in the order in which they are written.
    const WORDS: [&'static str; 7] = ["file", "url", "outlet", "published", "byline", "language", "encoding"];
}

/// Reads an article. Of `name`, the file's name as it was given, only the last part counts: its extension says the kind, and it is the
/// title where the text has none.
///
/// # Errors
/// A [`Refusal`] says why there is no article in the bytes, and what to do.
pub fn read(name: &str, bytes: &[u8]) -> Result<Draft, Refusal> {
    within_limit(bytes.len())?;
    if bytes.is_empty() {
        return Err(Refusal::Empty);
    }
    if let Some(what) = sniff::other_than_text(bytes) {
        return Err(Refusal::Binary { what });
    }
    let file = name::last_part(name);
    let kind = Kind::of(file)?;
    let decoded = encoding::decode(bytes)?;
    within_limit(decoded.text.len())?;
    let mut warnings = decoded.warnings;
    let mut origin = Origin { file: file.to_owned(), bom: decoded.bom, crlf: decoded.crlf, ..Origin::default() };
    let (title, text, blocks) = match kind {
        Kind::Plain => {
            let (title, blocks) = plain::read(&decoded.text);
            (title, decoded.text, blocks)
        }
        Kind::Markdown => {
            let page = guarded(|| markdown::read(&decoded.text)).ok_or(Refusal::Markdown)?;
            (origin.url, origin.outlet, origin.published) = (page.origin.url, page.origin.outlet, page.origin.published);
            warnings.extend(page.warnings);
            let (text, blocks, _) = page.paper.into_parts();
            (Some(page.title), text, blocks)
        }
    };
    if !text.chars().any(is_visible) {
        return Err(Refusal::Empty);
    }
    within_limit(text.len())?;
    warnings.extend(boilerplate_of(&text));
    let title = title.map(|title| title::shorten(&title)).filter(|title| title.chars().any(is_visible));
    let title = title.unwrap_or_else(|| title::shorten(name::stem_or_untitled(file)));
    let text = Text::new(text);
    // Whoever adds it asks for this, and is the window's own thread.
    text.fingerprint();
    Ok(Draft { title, origin, text, blocks, warnings })
}

/// What a plain text is called in lists, as its own first line says, and its paragraphs that are not plain; no name where it has no words.
pub fn named_by_itself(text: &str) -> (String, Vec<(u32, Block)>) {
    let (line, blocks) = plain::read(text);
    (line.map(|line| title::shorten(&line)).unwrap_or_default(), blocks)
}

/// Whether a file of this name is taken as an article when a whole folder is added: its extension is one of [`kinds`], or it has none.
/// Hidden files are not.
pub fn is_readable_name(name: &str) -> bool {
    let file = name::last_part(name);
    !file.is_empty() && !file.starts_with('.') && Kind::of(file).is_ok()
}

/// The kinds of files that are read: a name for people and the extensions in lower case, without the dot.
pub fn kinds() -> &'static [(&'static str, &'static [&'static str])] {
    &[("Plain text", &["txt", "text"]), ("Markdown", &["md", "markdown"])]
}

#[derive(Clone, Copy)]
enum Kind {
    Plain,
    Markdown,
}

impl Kind {
    fn of(file: &str) -> Result<Self, Refusal> {
        let Some(extension) = name::extension(file) else { return Ok(Self::Plain) };
        match extension.to_lowercase().as_str() {
            "txt" | "text" => Ok(Self::Plain),
            "md" | "markdown" => Ok(Self::Markdown),
            _ => Err(Refusal::UnknownKind { extension: extension.to_owned() }),
        }
    }
}

fn within_limit(bytes: usize) -> Result<(), Refusal> {
    if bytes > LIMIT_BYTES { Err(Refusal::TooLarge { bytes, limit: LIMIT_BYTES }) } else { Ok(()) }
}

/// A reader that we did not write may panic on a file that nobody thought of; that must cost this file and not the program.
fn guarded<T>(reader: impl FnOnce() -> T) -> Option<T> {
    std::panic::catch_unwind(std::panic::AssertUnwindSafe(reader)).ok()
}

/// Whether a character can be seen: a text without any is an empty text.
fn is_visible(character: char) -> bool {
    let format = matches!(character, '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}');
    !(character.is_whitespace() || character.is_control() || format)
}

fn boilerplate_of(text: &str) -> Option<Warning> {
    let found = || text.split('\n').zip(0_u32..).filter(|(line, _)| is_boilerplate(line));
    let (first, _) = found().next()?;
    Some(Warning::Boilerplate { first: first.trim().to_owned(), paragraphs: found().map(|(_, number)| number).collect() })
}
