//! The words of an OpenDocument paragraph, with what hides them, the notes and the frames in them.

use super::super::languages::{Languages, Tally};
use super::super::sheet::Words;
use super::super::told::Told;
use super::super::xml::{Child, Element};
use super::lists::Lists;
use super::styles::Styles;

/// What is known while a document is walked through.
pub(super) struct Walk<'t> {
    pub(super) styles: &'t Styles,
    pub(super) told: Told,
    pub(super) lists: Lists,
    /// The list of the headings.
    pub(super) outline: super::lists::Open,
    pub(super) languages: Tally,
    /// The notes of the text: whether it stands at the end of the document, its label, what it says.
    pub(super) notes: Vec<(bool, String, Element<'t>)>,
    words: Words,
    hidden: String,
    frames: Vec<Element<'t>>,
}

/// What the styles around words say.
#[derive(Clone)]
struct Look {
    hidden: bool,
    languages: Languages,
}

impl<'t> Walk<'t> {
    pub(super) fn new(styles: &'t Styles) -> Self {
        Self {
            styles,
            told: Told::default(),
            lists: Lists::default(),
            outline: super::lists::Open::default(),
            languages: Tally::default(),
            notes: Vec::new(),
            words: Words::default(),
            hidden: String::new(),
            frames: Vec::new(),
        }
    }

    /// The words of a paragraph and the frames that hang on it.
    pub(super) fn paragraph(&mut self, element: Element<'t>) -> (Words, Vec<Element<'t>>) {
        let style = element.attribute("text", "style-name").unwrap_or_default();
        let languages = self.styles.languages("paragraph", style).or(self.styles.usual_languages());
        let look = Look { hidden: self.styles.hides("paragraph", style).unwrap_or(false), languages };
        self.inline(element, &look);
        let hidden = std::mem::take(&mut self.hidden);
        self.told.hide(&hidden);
        (std::mem::take(&mut self.words), std::mem::take(&mut self.frames))
    }

    fn inline(&mut self, parent: Element<'t>, look: &Look) {
        for child in parent.children() {
            match child {
                Child::Text(text) => self.say(text, look),
                Child::Element(element) => self.element(element, look),
            }
        }
    }

    fn element(&mut self, element: Element<'t>, look: &Look) {
        match element.name() {
            ("text", "span") => {
                let style = element.attribute("text", "style-name").unwrap_or_default();
                let hidden = self.styles.hides("text", style).unwrap_or(look.hidden);
                let languages = self.styles.languages("text", style).or(&look.languages);
                self.inline(element, &Look { hidden, languages });
            }
            ("text", "s") => self.say(" ", look),
            ("text", "tab") => self.say("\t", look),
            ("text", "line-break") => {
                if !look.hidden {
                    self.words.line_break();
                }
            }
            ("text", "note") => self.note(element, look),
            ("text", "ruby") => {
                for part in element.elements() {
                    match part.name() {
                        // What stands above the words follows them in brackets, as in a page.
                        ("text", "ruby-text") => self.say(&format!("（{}）", part.text()), look),
                        _ => self.inline(part, look),
                    }
                }
            }
            ("text", "hidden-text" | "hidden-paragraph") if element.attribute("text", "is-hidden") == Some("true") => self.hidden.push_str(&element.text()),
            ("draw", "a") => self.inline(element, look),
            ("draw", _) => self.frames.push(element),
            // Comments, words that ask for words, and what programs keep for themselves.
            ("office", _) | ("text", "placeholder" | "script" | "tracked-changes") => {}
            _ => self.inline(element, look),
        }
    }

    fn say(&mut self, words: &str, look: &Look) {
        if look.hidden {
            self.hidden.push_str(words);
            return;
        }
        self.words.push(words);
        self.languages.count(words, &look.languages);
    }

    fn note(&mut self, element: Element<'t>, look: &Look) {
        let Some(body) = element.child("text", "note-body").filter(|_| !look.hidden) else { return };
        let citation = element.child("text", "note-citation").map(Element::text).unwrap_or_default();
        let label = format!("[{}]", citation.trim());
        self.words.push(&label);
        self.notes.push((element.attribute("text", "note-class") == Some("endnote"), label, body));
    }
}
