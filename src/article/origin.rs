//! Where an article is from, as far as its file says.

use super::Place;

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
