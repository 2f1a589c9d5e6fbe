//! The words of a paragraph: its runs, with what hides them, the fields, notes and boxes in them.

use super::super::counting;
use super::super::languages::{Languages, Tally};
use super::super::sheet::Words;
use super::super::told::Told;
use super::super::xml::Element;
use super::numbering::Numbering;
use super::sides::{content_of, one_side};
use super::styles::{self, Styles};
use super::{math, symbols};
use std::collections::BTreeMap;

/// What is known while a document is walked through.
pub(super) struct Walk<'t> {
    pub(super) styles: &'t Styles,
    pub(super) numbering: Numbering,
    pub(super) told: Told,
    /// The notes that are referred to, in the order of the text, each once.
    pub(super) notes: Vec<Note>,
    /// The labels of these notes: whether it stands at the end, its id.
    labels: BTreeMap<(bool, String), String>,
    /// How many notes at the foot and at the end have a number.
    numbered: [u32; 2],
    /// Words that belong to the next paragraph.
    pub(super) carried: Words,
    /// How many characters are in each language.
    pub(super) languages: Tally,
    /// How the notes at the end are numbered: as those at the foot unless there are both.
    pub(super) endnote_format: &'static str,
    words: Words,
    /// For each open field, whether its result has begun.
    fields: Vec<bool>,
    /// Whether each field of the story ends: if not, what is an instruction and what is a result cannot be told.
    fields_end: bool,
    /// What the style of the open paragraph says.
    style_hides: bool,
    style_languages: Languages,
    /// Hidden words of the open paragraph.
    hidden: String,
    boxes: Vec<Element<'t>>,
}

/// A note that is referred to.
pub(super) struct Note {
    /// Whether it stands at the end of the document.
    pub(super) at_end: bool,
    pub(super) id: String,
    /// Its number as it stands in the text; empty if the document has its own mark for it.
    pub(super) label: String,
}

/// What the properties of a run say.
struct Run<'t> {
    hidden: bool,
    languages: Languages,
    font: &'t str,
}

impl<'t> Walk<'t> {
    pub(super) fn new(styles: &'t Styles, numbering: Numbering, endnote_format: &'static str) -> Self {
        Self {
            styles,
            numbering,
            endnote_format,
            told: Told::default(),
            notes: Vec::new(),
            labels: BTreeMap::new(),
            numbered: [0; 2],
            carried: Words::default(),
            languages: Tally::default(),
            words: Words::default(),
            fields: Vec::new(),
            fields_end: true,
            style_hides: false,
            style_languages: Languages::default(),
            hidden: String::new(),
            boxes: Vec::new(),
        }
    }

    pub(super) fn begin_story(&mut self, root: Element<'_>) {
        let kinds = || root.descendants().filter(|element| element.is("w", "fldChar")).filter_map(|element| element.attribute("w", "fldCharType"));
        self.fields_end = kinds().filter(|kind| *kind == "begin").count() == kinds().filter(|kind| *kind == "end").count();
        self.fields.clear();
    }

    pub(super) fn begin_paragraph(&mut self, style: &str) {
        self.words = std::mem::take(&mut self.carried);
        self.style_hides = self.styles.hides(style).unwrap_or(false);
        self.style_languages = self.styles.languages(style);
    }

    pub(super) fn end_paragraph(&mut self) -> Words {
        let hidden = std::mem::take(&mut self.hidden);
        self.told.hide(&hidden);
        std::mem::take(&mut self.words)
    }

    pub(super) fn take_boxes(&mut self) -> Vec<Element<'t>> {
        std::mem::take(&mut self.boxes)
    }

    /// What stands in a paragraph, a link or anything else around runs.
    pub(super) fn inline(&mut self, parent: Element<'t>) {
        for element in parent.elements() {
            match element.name() {
                ("w", "r") => self.run(element),
                ("w", "hyperlink" | "smartTag" | "customXml" | "dir" | "bdo" | "fldSimple") => self.inline(element),
                ("w", "sdt") => {
                    if let Some(content) = content_of(element) {
                        self.inline(content);
                    }
                }
                ("w", "ins" | "moveTo") => {
                    self.told.added += 1;
                    self.inline(element);
                }
                ("w", "del" | "moveFrom") => {
                    self.told.removed += 1;
                    self.pass_over(element);
                }
                ("m", "oMath" | "oMathPara") if self.is_shown() => self.words.push(&math::text(element)),
                ("mc", "AlternateContent") => {
                    if let Some(side) = one_side(element) {
                        self.inline(side);
                    }
                }
                _ => {}
            }
        }
    }

    /// Leaves words out; a field that begins or ends in them still does.
    pub(super) fn pass_over(&mut self, element: Element<'_>) {
        let kinds = element.descendants().filter(|inside| inside.is("w", "fldChar")).filter_map(|inside| inside.attribute("w", "fldCharType"));
        for kind in kinds {
            self.field(kind);
        }
    }

    fn run(&mut self, element: Element<'t>) {
        let properties = element.child("w", "rPr");
        let style = properties.and_then(|properties| properties.child("w", "rStyle")).and_then(styles::value);
        let said = properties.and_then(styles::hidden).or_else(|| style.and_then(|style| self.styles.hides(style)));
        let languages = properties.map(styles::languages).unwrap_or_default();
        let fonts = properties.and_then(|properties| properties.child("w", "rFonts"));
        let run = Run {
            hidden: said.unwrap_or(self.style_hides),
            languages: languages.or(&self.style_languages),
            font: fonts.and_then(|fonts| fonts.attribute("w", "ascii").or_else(|| fonts.attribute("w", "hAnsi"))).and_then(styles::short).unwrap_or_default(),
        };
        self.in_run(element, &run);
    }

    fn in_run(&mut self, parent: Element<'t>, run: &Run<'t>) {
        for element in parent.elements() {
            match element.name() {
                ("w", "t") => self.text(element, run),
                ("w", "tab" | "ptab") => self.say("\t", run),
                ("w", "br" | "cr") if self.is_shown() && !run.hidden => self.words.line_break(),
                ("w", "noBreakHyphen") => self.say("\u{2011}", run),
                ("w", "softHyphen") => self.say("\u{ad}", run),
                ("w", "sym") => {
                    let code = element.attribute("w", "char").and_then(|code| u32::from_str_radix(code, 16).ok()).unwrap_or_default();
                    let sign = self.symbol(element.attribute("w", "font").and_then(styles::short).unwrap_or_default(), code);
                    self.say(sign.encode_utf8(&mut [0; 4]), run);
                }
                ("w", "fldChar") => self.field(element.attribute("w", "fldCharType").unwrap_or_default()),
                ("w", "footnoteReference") => self.note(element, false, run),
                ("w", "endnoteReference") => self.note(element, true, run),
                ("w", "ruby") => self.ruby(element, run),
                ("w", "drawing" | "pict" | "object") => self.find_boxes(element),
                ("mc", "AlternateContent") => {
                    if let Some(side) = one_side(element) {
                        self.in_run(side, run);
                    }
                }
                _ => {}
            }
        }
    }

    /// Words and what stands above them, which follows in brackets, as in a page.
    fn ruby(&mut self, element: Element<'t>, run: &Run<'t>) {
        if let Some(base) = element.child("w", "rubyBase") {
            self.inline(base);
        }
        if let Some(above) = element.child("w", "rt") {
            self.say("（", run);
            self.inline(above);
            self.say("）", run);
        }
    }

    fn text(&mut self, element: Element<'t>, run: &Run<'t>) {
        let text = element.text();
        let keeps = element.attribute("xml", "space") == Some("preserve");
        let text = if keeps { text.as_str() } else { text.trim_matches([' ', '\t', '\n', '\r']) };
        if !text.contains(is_private) {
            return self.say(text, run);
        }
        let text: String = text.chars().map(|c| if is_private(c) { self.symbol(run.font, u32::from(c)) } else { c }).collect();
        self.say(&text, run);
    }

    fn symbol(&mut self, font: &str, code: u32) -> char {
        symbols::character(font, code).unwrap_or_else(|| {
            self.told.unknown_symbol(font);
            '\u{fffd}'
        })
    }

    /// Words of a run go to the paragraph, unless they are hidden or the instruction of a field.
    fn say(&mut self, words: &str, run: &Run<'t>) {
        if !self.is_shown() {
            return;
        }
        if run.hidden {
            self.hidden.push_str(words);
            return;
        }
        self.words.push(words);
        self.languages.count(words, &run.languages);
    }

    fn field(&mut self, kind: &str) {
        match kind {
            "begin" => self.fields.push(false),
            "separate" => {
                if let Some(has_result) = self.fields.last_mut() {
                    *has_result = true;
                }
            }
            "end" => drop(self.fields.pop()),
            _ => {}
        }
    }

    fn is_shown(&self) -> bool {
        !self.fields_end || self.fields.iter().all(|has_result| *has_result)
    }

    fn note(&mut self, element: Element<'_>, at_end: bool, run: &Run<'t>) {
        if run.hidden || !self.is_shown() {
            return;
        }
        let has_own_mark = element.attribute("w", "customMarkFollows").is_some_and(|value| !matches!(value, "0" | "false" | "off"));
        let id = element.attribute("w", "id").unwrap_or_default();
        if let Some(label) = self.labels.get(&(at_end, id.to_owned())) {
            // A note that is referred to twice stands there once.
            self.words.push(label);
            return;
        }
        let [at_foot, at_the_end] = &mut self.numbered;
        let (numbered, format) = if at_end { (at_the_end, self.endnote_format) } else { (at_foot, "decimal") };
        let label = if has_own_mark {
            String::new()
        } else {
            *numbered = numbered.saturating_add(1);
            format!("[{}]", counting::written(*numbered, format))
        };
        self.words.push(&label);
        self.labels.insert((at_end, id.to_owned()), label.clone());
        self.notes.push(Note { at_end, id: id.to_owned(), label });
    }

    /// The text boxes in a drawing; what is drawn around them has no words.
    fn find_boxes(&mut self, parent: Element<'t>) {
        for element in parent.elements() {
            match element.name() {
                ("w", "txbxContent") => self.boxes.push(element),
                ("mc", "AlternateContent") => {
                    if let Some(side) = one_side(element) {
                        self.find_boxes(side);
                    }
                }
                _ => self.find_boxes(element),
            }
        }
    }
}

/// Where picture fonts have their codes.
fn is_private(character: char) -> bool {
    matches!(character, '\u{f000}'..='\u{f0ff}')
}
