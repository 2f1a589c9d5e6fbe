//! Where the shown article is from, as the details list it while no mark is selected.

use super::shorten;
use crate::project::{Article, Kept};
use crate::session::Session;

/// What is known of an article.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct About {
    /// Its title.
    pub title: String,
    /// What its file says of it, each with a name.
    pub facts: Vec<(String, String)>,
    /// The encoding of its file.
    pub encoding: String,
    /// The other columns and fields of its file, each with its name.
    pub details: Vec<(String, String)>,
    /// What other tools' files held for it, each with the format.
    pub kept: Vec<(String, String)>,
}

/// The most characters of a value that are shown.
const MOST: usize = 2000;

/// What is known of the shown article.
pub fn about(session: &Session) -> Option<About> {
    let article = session.article()?;
    let origin = &article.origin;
    let names = [("file", "Read from"), ("url", "Address"), ("outlet", "Outlet"), ("published", "Published"), ("byline", "By"), ("language", "Language")];
    let said = |name: &str| origin.words().into_iter().find(|(own, _)| *own == name).map_or("", |(_, words)| words);
    let facts = names.into_iter().map(|(own, name)| (name.to_owned(), shorten(said(own), MOST))).filter(|(_, words)| !words.is_empty());
    let kept = |kept: &Kept| (kept.format.to_string(), shorten(&kept.text, MOST));
    Some(About {
        title: shorten(&article.title, MOST),
        facts: facts.collect(),
        encoding: if origin.encoding.is_empty() { "UTF-8".to_owned() } else { origin.encoding.clone() },
        details: origin.details.iter().map(|(name, value)| (shorten(name, 80), shorten(value, MOST))).collect(),
        kept: article.kept.iter().map(kept).collect(),
    })
}

/// The place of its file that a byte of an article's text is from: `page 3`, `0:01:02.500`.
pub fn place(article: &Article, byte: usize) -> Option<String> {
    if article.origin.places.is_empty() {
        return None;
    }
    let number = u32::try_from(article.text.paragraph_at(byte)).ok()?;
    article.origin.place(number).map(|place| place.to_string())
}
