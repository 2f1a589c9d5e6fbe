//! How bytes become an article: the encoding, the kind of file, the title and the paragraphs that are not plain.
//! A reader is one file or folder here; `reading` picks it by `kind`. Nothing in it touches the disk, and it never changes a plain text beyond its byte order
//! mark and its line ends.

mod boilerplate;
mod encoding;
mod front_matter;
mod html;
mod kind;
mod limits;
mod mail;
mod markdown;
mod markup;
mod name;
mod office;
mod origin;
mod paper;
pub mod pdf;
mod place;
mod plain;
mod reading;
mod rows;
mod rtf;
mod sniff;
mod subtitles;
mod title;
mod words;

#[cfg(test)]
mod fixtures;
#[cfg(test)]
mod harm;
#[cfg(test)]
mod tests;

pub use boilerplate::{Why, is_boilerplate, proposed};
pub use encoding_rs::Encoding;
pub use name::last_part;
pub use origin::Origin;
pub use pdf::{Pages as PdfPages, PdfFault};
pub use place::{NotAPlace, Place};
pub use reading::{Found, FoundRow, Means, encoding_named, pasted, read, read_all};
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

/// What a plain text is called in lists, as its own first line says, and its paragraphs that are not plain; no name where it has no words.
pub fn named_by_itself(text: &str) -> (String, Vec<(u32, Block)>) {
    let (line, blocks) = plain::read(text);
    (line.map(|line| title::shorten(&line)).unwrap_or_default(), blocks)
}

/// Whether a file of this name is taken as an article when a whole folder is added: its extension is that of a kind of article, or it has
/// none. Hidden files are not, nor is data, which lies beside articles for many reasons.
pub fn is_readable_name(name: &str) -> bool {
    let file = name::last_part(name);
    !file.is_empty() && !file.starts_with('.') && kind::is_in_folders(file)
}

/// The kinds of files that are read: a name for people and the extensions in lower case, without the dot.
pub fn kinds() -> impl Iterator<Item = (&'static str, &'static [&'static str])> {
    kind::all()
}

fn within_limit(bytes: usize) -> Result<(), Refusal> {
    if bytes > LIMIT_BYTES { Err(Refusal::TooLarge { bytes, limit: LIMIT_BYTES }) } else { Ok(()) }
}

/// A reader that we did not write may panic on a file that nobody thought of; that must cost this file and not the program.
fn guarded<T>(reader: impl FnOnce() -> T) -> Option<T> {
    std::panic::catch_unwind(std::panic::AssertUnwindSafe(reader)).ok()
}

/// Han, kana and their punctuation, and full-width forms: words of these are not parted by spaces, and lines are joined without one. Korean
/// has spaces.
fn has_no_spaces(character: char) -> bool {
    matches!(character, '\u{2e80}'..='\u{312f}' | '\u{3190}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ffef}' | '\u{20000}'..='\u{3ffff}')
}

/// Whether a character can be seen: a text without any is an empty text.
fn is_visible(character: char) -> bool {
    let format = matches!(character, '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}');
    !(character.is_whitespace() || character.is_control() || format)
}
