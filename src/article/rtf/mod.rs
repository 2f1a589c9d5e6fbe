//! RTF, as word processors and mail programs write it. The format is read here and not by a library: those that there are lose what an
//! article needs (headings, rows, the numbers of lists, the fonts that say the encoding).

mod charset;
mod page;
mod run;
mod state;
#[cfg(test)]
mod tests;
mod tokens;

use super::paper::Page;
use super::{Origin, Refusal, Warning, is_visible, limits, title};
use page::Document;
use run::Run;
use state::{Destination, Fonts, State, Styles};
use tokens::{Token, Tokens};

/// Reads a document.
///
/// # Errors
/// Refuses what is no RTF, a document without words, and one with more paragraphs than an article may have.
pub(super) fn read(bytes: &[u8]) -> Result<Page, Refusal> {
    super::within_limit(bytes.len())?;
    let body = bytes.trim_ascii_start();
    let body = body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body);
    if !body.starts_with(b"{\\rtf") {
        return Err(Refusal::NoRtf);
    }
    // Counted before they take memory.
    if memchr::memmem::find_iter(body, b"\\par").count() > limits::PARAGRAPHS {
        return Err(Refusal::TooManyParagraphs { limit: limits::PARAGRAPHS });
    }
    let mut reader = Reader::new(body);
    for token in Tokens(body) {
        reader.token(token);
    }
    reader.end()
}

struct Reader {
    state: State,
    /// The states of the groups that are open.
    groups: Vec<State>,
    /// How many groups are open beyond the deepest that is told apart.
    deeper: usize,
    run: Run,
    fonts: Fonts,
    styles: Styles,
    document: Document,
    /// Whether `\*` stands before the next word: who does not know it skips the group.
    optional: bool,
    title: String,
    author: String,
    unseen: Unseen,
}

/// What is in the document and not in the text.
#[derive(Default)]
struct Unseen {
    /// The hidden words of the paragraph.
    words: String,
    /// In how many paragraphs there are some, and the first of them.
    paragraphs: usize,
    first: String,
    /// How many pieces were taken away and added by changes that are tracked.
    removed: usize,
    added: usize,
}

impl Unseen {
    fn end_paragraph(&mut self) {
        let words = std::mem::take(&mut self.words);
        if words.chars().any(is_visible) {
            self.paragraphs += 1;
            if self.first.is_empty() {
                self.first = title::shorten(&words);
            }
        }
    }

    fn warnings(self) -> impl Iterator<Item = Warning> {
        let Self { paragraphs, first, removed, added, .. } = self;
        let hidden = (paragraphs > 0).then_some(Warning::Hidden { paragraphs, first });
        let changes = (removed + added > 0).then_some(Warning::TrackedChanges { removed, added });
        hidden.into_iter().chain(changes)
    }
}

impl Reader {
    fn new(body: &[u8]) -> Self {
        // Some programs write UTF-8 although RTF knows only seven bits.
        let is_utf8 = !body.is_ascii() && std::str::from_utf8(body).is_ok();
        Self {
            state: State::default(),
            groups: Vec::new(),
            deeper: 0,
            run: Run::new(is_utf8),
            fonts: Fonts::default(),
            styles: Styles::default(),
            document: Document::default(),
            optional: false,
            title: String::new(),
            author: String::new(),
            unseen: Unseen::default(),
        }
    }

    fn token(&mut self, token: Token<'_>) {
        match token {
            Token::Open => {
                self.flush();
                if self.groups.len() < limits::RTF_DEPTH {
                    self.groups.push(self.state);
                } else {
                    self.deeper += 1;
                }
                self.optional = false;
                self.state = self.state.inside();
            }
            Token::Close => {
                self.flush();
                self.close_group();
            }
            Token::Word(word, number) => self.word(word, number),
            Token::Symbol(symbol) => self.symbol(symbol),
            Token::Byte(byte) => self.bytes(&[byte], true),
            Token::Text(bytes) => self.bytes(bytes, false),
        }
    }

    fn close_group(&mut self) {
        if self.deeper > 0 {
            self.deeper -= 1;
            return;
        }
        match self.state.destination {
            Destination::Note if self.state.owns_note => self.document.close_note(),
            Destination::Style => self.styles.end(self.state.style),
            Destination::Body | Destination::Note | Destination::Marker | Destination::Skip | Destination::Title | Destination::Author | Destination::Font => {}
        }
        if let Some(before) = self.groups.pop() {
            self.state = before.again();
        }
    }

    /// Bytes of a text; `escaped` are those that were written as numbers.
    fn bytes(&mut self, bytes: &[u8], escaped: bool) {
        let bytes = self.state.skip_fallback(bytes);
        self.state.begins_group = false;
        if bytes.is_empty() || self.state.is_silent() {
            return;
        }
        let font = self.fonts.get(self.state.current_font());
        if font.is_some_and(|font| font.is_symbol) {
            for byte in bytes {
                let sign = charset::of_symbol(*byte);
                self.say(sign.encode_utf8(&mut [0; 4]));
            }
            return;
        }
        let encoding = font.and_then(|font| font.encoding).unwrap_or(self.fonts.default_encoding);
        if let Some(words) = self.run.push(bytes, encoding, escaped) {
            self.write(&words);
        }
    }

    fn symbol(&mut self, symbol: u8) {
        // These may be the second half of a character of Japanese.
        if matches!(symbol, b'{' | b'}' | b'\\') {
            return self.bytes(&[symbol], true);
        }
        if self.state.skip_fallback(b"x").is_empty() {
            return;
        }
        match symbol {
            b'*' => {
                self.optional = true;
                return;
            }
            b'~' => self.say("\u{a0}"),
            b'_' => self.say("\u{2011}"),
            b'\t' => self.say("\t"),
            // A hyphen that is seen only at the end of a line, and signs of indexes.
            _ => {}
        }
        self.state.begins_group = false;
    }

    fn word(&mut self, word: &str, number: Option<i32>) {
        let optional = std::mem::take(&mut self.optional);
        let begins = std::mem::take(&mut self.state.begins_group);
        if word == "u" {
            return self.unicode(number.unwrap_or(0));
        }
        if self.state.skip_fallback(b"x").is_empty() {
            return;
        }
        if let Some(words) = state::words_of(word) {
            return self.say(words);
        }
        if (begins || optional) && self.destination(word, optional) {
            return;
        }
        match self.state.destination {
            // No font has paragraphs: the table was not closed.
            Destination::Font if matches!(word, "pard" | "par") => self.state.destination = Destination::Body,
            Destination::Font => self.fonts.word(word, number, &mut self.state),
            Destination::Style => self.styles.word(word, number, &mut self.state),
            Destination::Body | Destination::Note | Destination::Marker | Destination::Skip | Destination::Title | Destination::Author => {
                self.format(word, number)
            }
        }
    }

    /// Sends the group elsewhere than to the text, if its first word says so.
    fn destination(&mut self, word: &str, optional: bool) -> bool {
        let found = state::destination(word);
        match found {
            Some(Destination::Note) => {
                self.flush();
                if !self.state.is_silent() && self.state.destination != Destination::Note {
                    self.state.owns_note = self.document.open_note(word == "footnote");
                    self.state.destination = Destination::Note;
                }
                true
            }
            Some(Destination::Body) => {
                // The same words in Unicode, beside those for old programs: they go where both go.
                if word == "ud" {
                    self.state.destination = self.groups.iter().rev().nth(1).map_or(Destination::Skip, |outside| outside.destination);
                }
                true
            }
            Some(destination) => {
                self.flush();
                let inside = matches!(self.state.destination, Destination::Skip) && !matches!(destination, Destination::Title | Destination::Author);
                self.state.destination = if inside { Destination::Skip } else { destination };
                true
            }
            None if optional => {
                self.state.destination = Destination::Skip;
                true
            }
            None => false,
        }
    }

    /// A character by its number; a pair of them for what is beyond the first 65,536.
    fn unicode(&mut self, number: i32) {
        if !self.state.is_silent()
            && let Some(words) = self.run.unit(number)
        {
            self.write(&words);
        }
        self.state.pending_fallback = self.state.fallback;
    }

    /// A word that says how what follows is.
    fn format(&mut self, word: &str, number: Option<i32>) {
        let silent = self.state.is_silent();
        let on = number != Some(0);
        match word {
            "deleted" if on => self.unseen.removed += usize::from(!silent),
            "revised" if on => self.unseen.added += usize::from(!silent),
            _ => {}
        }
        match word {
            "par" | "sect" | "page" | "column" if !silent => self.end_paragraph(),
            "line" | "lbr" if !silent => self.say(if self.state.manner.in_table { " " } else { "\n" }),
            "cell" if !silent => {
                self.flush();
                self.document.end_cell();
            }
            "row" if !silent => {
                self.flush();
                self.document.end_row();
            }
            "nestcell" | "nestrow" if !silent => self.say(" "),
            "chftn" if !silent => {
                self.flush();
                self.document.note_number();
            }
            "ansicpg" => self.fonts.set_default(number.and_then(charset::of_code_page)),
            "mac" => self.fonts.set_default(charset::of_code_page(10000)),
            "deff" => self.state.set_fonts(number.unwrap_or(0)),
            _ => {
                self.flush();
                self.state.format(word, number, &self.styles);
            }
        }
    }

    fn end_paragraph(&mut self) {
        self.flush();
        let manner = self.state.manner;
        self.document.end_paragraph(manner);
        self.unseen.end_paragraph();
    }

    fn say(&mut self, words: &str) {
        self.flush();
        if !self.state.is_silent() {
            self.write(words);
        }
    }

    /// Writes the bytes that wait.
    fn flush(&mut self) {
        if let Some(words) = self.run.flush() {
            self.write(&words);
        }
    }

    fn write(&mut self, words: &str) {
        match self.state.destination {
            Destination::Body | Destination::Note if self.state.hidden => self.unseen.words.push_str(words),
            Destination::Body | Destination::Note => self.document.words(words),
            Destination::Marker => self.document.marker.push_str(words),
            Destination::Title => self.title.push_str(words),
            Destination::Author => self.author.push_str(words),
            Destination::Style => self.styles.name(words),
            Destination::Font | Destination::Skip => {}
        }
    }

    fn end(mut self) -> Result<Page, Refusal> {
        self.flush();
        self.unseen.end_paragraph();
        let manner = self.state.manner;
        let (paper, headline) = self.document.finish(manner);
        if !paper.text().chars().any(is_visible) {
            return Err(Refusal::Empty);
        }
        let replaced = paper.text().matches('\u{fffd}').count();
        let damage = (replaced > 0).then(|| Warning::ReplacedCharacters { count: replaced, encoding: self.fonts.default_encoding.name() });
        let warnings = damage.into_iter().chain(self.unseen.warnings()).collect();
        let first_line = || title::first_line(paper.text()).map(|(_, line)| title::shorten(line));
        let title = [headline, self.title.trim().to_owned()].into_iter().find(|title| !title.is_empty()).or_else(first_line).unwrap_or_default();
        let origin = Origin { byline: self.author.trim().to_owned(), ..Origin::default() };
        Ok(Page { title, origin, paper, warnings, ..Page::default() })
    }
}
