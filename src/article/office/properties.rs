//! What office documents and books say of themselves, and what of it can be believed: programs fill in titles and names that nobody wrote.

use super::xml::{Element, Tree};
use crate::article::paper::Paper;
use crate::article::title;

/// What a document says of itself; an empty string is unknown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Said {
    pub(super) title: String,
    pub(super) byline: String,
    /// When it was published, where the document says that and not only when the file was made.
    pub(super) published: String,
    pub(super) language: String,
    /// What else it says: a name and its value.
    pub(super) details: Vec<(String, String)>,
}

impl Said {
    /// The name of the article: its headline in the text, else what the document says, else its first line. What the document says and the
    /// text does not is a detail, so that nothing is lost.
    pub(super) fn title_and_details(&self, paper: &Paper, headline: Option<String>) -> (String, Vec<(String, String)>) {
        let first_line = || title::first_line(paper.text()).map(|(_, line)| line.to_owned()).unwrap_or_default();
        let title = headline.or_else(|| Some(self.title.clone()).filter(|title| !title.is_empty())).unwrap_or_else(first_line);
        let mut details = self.details.clone();
        if !self.title.is_empty() && one_line(&self.title) != one_line(&title) {
            details.insert(0, ("title".to_owned(), self.title.clone()));
        }
        (title, details)
    }
}

/// The properties of an Office Open XML document. The dates at which the file was made and changed are not when the article was published.
pub(super) fn core(tree: &Tree) -> Said {
    let mut said = Said::default();
    for element in tree.root().into_iter().flat_map(Element::elements) {
        let words = one_line(&element.text());
        if words.is_empty() {
            continue;
        }
        match element.name() {
            ("dc", "title") => said.title = believed_title(&words),
            ("dc", "creator") => said.byline = believed_name(&words),
            ("dc", "language") => said.language = words,
            ("dc", "date") | ("dcterms", "issued") => said.published = words,
            ("dcterms", "created") => said.details.push(("created".to_owned(), words)),
            ("dcterms", "modified") => said.details.push(("modified".to_owned(), words)),
            ("dc", "subject") => said.details.push(("subject".to_owned(), words)),
            ("dc", "description") => said.details.push(("description".to_owned(), words)),
            ("cp", "keywords") => said.details.push(("keywords".to_owned(), words)),
            _ => {}
        }
    }
    said
}

/// White space as one space.
pub(super) fn one_line(words: &str) -> String {
    words.split([' ', '\t', '\n', '\r']).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// A title, unless it is one that a program gives to every document.
pub(super) fn believed_title(words: &str) -> String {
    let words = words.strip_prefix("Microsoft Word - ").unwrap_or(words);
    let lower = words.to_lowercase();
    let stem = lower.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ');
    let is_usual =
        matches!(stem, "document" | "untitled" | "unknown" | "word document" | "title" | "dokument" | "sans titre" | "documento" | "template" | "normal");
    let is_file = [".doc", ".docx", ".dotx", ".odt", ".rtf", ".txt"].iter().any(|ending| lower.ends_with(ending));
    if is_usual || is_file { String::new() } else { words.to_owned() }
}

/// A name, unless it is one that a program gives to everybody.
pub(super) fn believed_name(words: &str) -> String {
    let usual = [
        "python-docx",
        "microsoft office user",
        "windows user",
        "user",
        "admin",
        "administrator",
        "author",
        "unknown",
        "un-named",
        "owner",
        "apache poi",
        "root",
    ];
    if usual.contains(&words.to_lowercase().as_str()) { String::new() } else { words.to_owned() }
}
