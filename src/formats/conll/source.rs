//! One file of tokens and tags, article by article.

use super::tags::{Chunk, Chunks, Place, Start, tag};
use super::{Files, Reading};
use crate::article::LIMIT_BYTES;
use crate::formats::rows::Rows;

/// Bytes that a line of tokens may have.
const MOST_LINE_BYTES: u64 = 1 << 20;

/// A token of an article.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Token {
    /// The line that says so.
    pub(super) line: usize,
    /// Its first byte in the text that is made of the tokens.
    pub(super) start: usize,
    /// The byte behind its last.
    pub(super) end: usize,
}

/// An article as one file of tokens has it.
#[derive(Default, Debug)]
pub(super) struct Raw {
    /// Its id; empty where the file has none.
    pub(super) id: String,
    /// The line where it begins.
    pub(super) line: usize,
    /// Its tokens with one blank between them and one line feed between sentences.
    pub(super) text: String,
    /// Its tokens.
    pub(super) tokens: Vec<Token>,
    /// Its marks, by tokens, in their order.
    pub(super) chunks: Vec<Chunk>,
}

impl Raw {
    /// A token as it is written.
    pub(super) fn word(&self, token: &Token) -> &str {
        self.text.get(token.start..token.end).unwrap_or_default()
    }
}

/// What a line is.
enum Line<'l> {
    Blank,
    /// The beginning of an article.
    Article,
    /// A comment that names the article.
    Id(&'l str),
    Comment,
    /// A token with its tag, or with a word that is none.
    Token {
        word: &'l str,
        tag: Result<Option<(Place, &'l str)>, &'l str>,
    },
    /// Neither.
    Wrong(&'static str),
}

/// A file that is read.
pub(super) struct Source<'f> {
    rows: Rows<'f>,
    /// Its path.
    pub(super) path: String,
    /// How many columns the first token has.
    columns: Option<usize>,
    built: Built,
}

/// What was read and not yet given.
struct Built {
    /// The article that is being read, once it has begun.
    now: Option<Raw>,
    /// Whether a comment began it, which a line may follow that begins an article.
    is_named_first: bool,
    chunks: Chunks,
    /// Whether a sentence ended behind the last token.
    is_between: bool,
    /// Whether the article has become too long.
    is_full: bool,
    /// The lines that begin a mark without a tag that begins one, each with its letter.
    unbegun: Vec<(usize, char)>,
    /// Whether no tag is one that IOB1 does not have.
    is_iob1: bool,
}

impl<'f> Source<'f> {
    /// Opens a file.
    pub(super) fn open(files: &'f dyn Files, path: &str, reading: &mut Reading<'_>) -> Option<Self> {
        let rows = Rows::open(files, path, MOST_LINE_BYTES, reading)?;
        let chunks = Chunks::default();
        let built = Built { now: None, is_named_first: false, chunks, is_between: false, is_full: false, unbegun: Vec::new(), is_iob1: true };
        Some(Self { rows, path: path.to_owned(), columns: None, built })
    }

    /// The next article; none at the end of the file.
    pub(super) fn article(&mut self, reading: &mut Reading<'_>) -> Option<Raw> {
        while let Some((number, row)) = self.rows.next(reading) {
            let before = match line(row, &mut self.columns) {
                Line::Comment => None,
                Line::Blank => self.built.blank(),
                Line::Article => self.built.begin(number),
                Line::Id(id) => self.built.name(number, id),
                Line::Token { word, tag } => {
                    let tag = match tag {
                        Ok(tag) => tag,
                        Err(tag) => {
                            reading.refuse(
                                &self.path,
                                number,
                                format!("“{}” is no tag, which is O, or B, I, E, L, S or U with a hyphen and a label", short(tag)),
                            );
                            None
                        }
                    };
                    if let Err(why) = self.built.token(number, word, tag) {
                        reading.refuse(&self.path, number, why);
                    }
                    None
                }
                Line::Wrong(why) => {
                    reading.refuse(&self.path, number, why);
                    None
                }
            };
            if before.is_some() {
                return before;
            }
        }
        let last = self.built.end(None);
        if last.is_none() {
            self.tell(reading);
        }
        last
    }

    /// Tells where marks begin otherwise than the scheme of the file says. Only at its end it is known which that is.
    fn tell(&mut self, reading: &mut Reading<'_>) {
        let unbegun = std::mem::take(&mut self.built.unbegun);
        if !self.built.is_iob1 {
            for (number, letter) in unbegun {
                reading.repair(&self.path, number, format!("a mark begins with {letter} and not with B: it is taken as if it began so"));
            }
        }
    }
}

impl Built {
    fn blank(&mut self) -> Option<Raw> {
        self.chunks.end();
        self.is_between = true;
        None
    }

    /// Begins an article with a line of its own.
    fn begin(&mut self, line: usize) -> Option<Raw> {
        if self.is_named_first && self.now.as_ref().is_some_and(|now| now.tokens.is_empty()) {
            self.is_named_first = false;
            return None;
        }
        self.end(Some(Raw { line, ..Raw::default() }))
    }

    /// Names the article that has begun, or begins one behind tokens.
    fn name(&mut self, line: usize, id: &str) -> Option<Raw> {
        if let Some(now) = self.now.as_mut().filter(|now| now.id.is_empty() && now.tokens.is_empty()) {
            id.clone_into(&mut now.id);
            return None;
        }
        let before = self.end(Some(Raw { id: id.to_owned(), line, ..Raw::default() }));
        self.is_named_first = true;
        before
    }

    /// Takes a token.
    ///
    /// # Errors
    /// Where the article becomes too long.
    fn token(&mut self, line: usize, word: &str, tag: Option<(Place, &str)>) -> Result<(), String> {
        let now = self.now.get_or_insert_with(|| Raw { line, ..Raw::default() });
        if self.is_full {
            return Ok(());
        }
        if now.text.len() + word.len() >= LIMIT_BYTES {
            self.is_full = true;
            return Err(format!("the article has more than {} MiB: what follows in it is left out", LIMIT_BYTES >> 20));
        }
        match (now.tokens.is_empty(), self.is_between) {
            (true, _) => {}
            (false, true) => now.text.push('\n'),
            (false, false) => now.text.push(' '),
        }
        self.is_between = false;
        let start = now.text.len();
        now.text.push_str(word);
        now.tokens.push(Token { line, start, end: now.text.len() });
        match self.chunks.token(now.tokens.len() - 1, line, tag) {
            Start::No if matches!(tag, Some((Place::End, _))) => self.is_iob1 = false,
            Start::No | Start::Parted => {}
            Start::Told => self.is_iob1 = false,
            Start::Inside => self.unbegun.push((line, 'I')),
            Start::End => {
                self.is_iob1 = false;
                self.unbegun.push((line, 'E'));
            }
        }
        Ok(())
    }

    /// The article that has ended, and the next one in its place.
    fn end(&mut self, next: Option<Raw>) -> Option<Raw> {
        self.chunks.end();
        (self.is_between, self.is_full, self.is_named_first) = (false, false, false);
        let chunks = std::mem::take(&mut self.chunks.done);
        std::mem::replace(&mut self.now, next).map(|before| Raw { chunks, ..before })
    }
}

/// What a line says. The first token of a file says how many columns it has.
fn line<'l>(row: &'l str, columns: &mut Option<usize>) -> Line<'l> {
    let row = row.trim_end_matches([' ', '\t', '\r']);
    let (count, first, last) = if row.contains('\t') {
        let mut cells = row.split('\t');
        (row.split('\t').count(), cells.next(), cells.next_back())
    } else {
        let mut cells = row.split(' ').filter(|cell| !cell.is_empty());
        (cells.clone().count(), cells.next(), cells.next_back())
    };
    let Some(word) = first.map(|word| word.trim_matches(' ')) else { return Line::Blank };
    if row.is_empty() {
        return Line::Blank;
    }
    if word == "-DOCSTART-" {
        return Line::Article;
    }
    if row.starts_with('#') {
        if let Some(id) = id_of(row) {
            return Line::Id(id);
        }
        let is_tag = last.is_some_and(|last| (last == "O" || last.get(1..2) == Some("-")) && tag(last).is_ok());
        if !is_tag || !columns.map_or(count == 2 || count == 4, |columns| columns == count) {
            return Line::Comment;
        }
    }
    let Some(last) = last.map(|last| last.trim_matches(' ')) else { return Line::Wrong("it has one column: a token and its tag are needed") };
    if word.is_empty() {
        return Line::Wrong("it has no token before its tag");
    }
    columns.get_or_insert(count);
    Line::Token { word, tag: tag(last).map_err(|()| last) }
}

/// The article that a comment names.
fn id_of(row: &str) -> Option<&str> {
    let rest = row.strip_prefix('#')?.trim_start();
    let keys = ["doc_id", "docid", "newdoc id", "newdoc_id", "id"];
    let id = keys.iter().find_map(|key| rest.strip_prefix(key)?.trim_start().strip_prefix('='))?.trim();
    (!id.is_empty()).then_some(id)
}

/// Words that fit in a sentence.
pub(super) fn short(words: &str) -> String {
    let mut short: String = words.chars().take(40).collect();
    if short.len() < words.len() {
        short.push('…');
    }
    short
}
