//! What holds in a group: where its words go, how they look as far as that matters, and what fonts and styles say.

use super::charset;
use super::page::Manner;
use crate::article::{Block, limits};
use encoding_rs::{Encoding, WINDOWS_1252};
use std::collections::HashMap;

/// Where the words of a group go.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Destination {
    #[default]
    Body,
    /// A note or a box, which stands after the text.
    Note,
    /// The number or bullet of a list's entry.
    Marker,
    /// The title and the author that the document says it has.
    Title,
    Author,
    Font,
    Style,
    /// Nowhere: pictures, page headers, comments, what programs note for themselves.
    Skip,
}

/// Where the group that begins with this word goes, if it is one that is known.
pub(super) fn destination(word: &str) -> Option<Destination> {
    Some(match word {
        "fonttbl" => Destination::Font,
        "stylesheet" => Destination::Style,
        "listtext" | "pntext" => Destination::Marker,
        "footnote" | "shptxt" | "dptxbxtext" => Destination::Note,
        "title" => Destination::Title,
        "author" => Destination::Author,
        "shpinst" | "ud" | "fldrslt" | "result" | "shpgrp" | "do" => Destination::Body,
        _ if SKIPPED.contains(&word) => Destination::Skip,
        _ => return None,
    })
}

/// Groups that are no words of the text, beyond those that say so themselves.
const SKIPPED: &[&str] = &[
    "info",
    "colortbl",
    "pict",
    "objdata",
    "header",
    "headerl",
    "headerr",
    "headerf",
    "footer",
    "footerl",
    "footerr",
    "footerf",
    "ftnsep",
    "ftnsepc",
    "ftncn",
    "aftnsep",
    "aftnsepc",
    "aftncn",
    "listtable",
    "listoverridetable",
    "revtbl",
    "rsidtbl",
    "fldinst",
    "filetbl",
    "nonshppict",
    "shppict",
    "xe",
    "tc",
    "tcn",
    "bkmkstart",
    "bkmkend",
    "template",
    "comment",
    "annotation",
    "atnid",
    "atnauthor",
    "atrfstart",
    "atrfend",
    "sp",
    "sn",
    "sv",
    "shprslt",
    "upr",
    "nonesttables",
    "nesttableprops",
    "background",
    "keywords",
    "subject",
    "operator",
    "doccomm",
    "creatim",
    "revtim",
    "printim",
    "buptim",
    "pgdsctbl",
    "levelnumbers",
    "leveltext",
    "themedata",
    "colorschememapping",
    "datastore",
    "latentstyles",
    "generator",
    "xmlnstbl",
    "mmathPr",
    "objclass",
    "objname",
    "pnseclvl",
    "pn",
];

/// The characters that have words.
pub(super) fn words_of(word: &str) -> Option<&'static str> {
    Some(match word {
        "tab" => "\t",
        "emdash" => "—",
        "endash" => "–",
        "lquote" => "‘",
        "rquote" => "’",
        "ldblquote" => "“",
        "rdblquote" => "”",
        "bullet" => "•",
        "emspace" => "\u{2003}",
        "enspace" => "\u{2002}",
        "qmspace" => "\u{2005}",
        "zwj" => "\u{200d}",
        "zwnj" => "\u{200c}",
        "zwbo" => "\u{200b}",
        "zwnbo" => "\u{2060}",
        "ltrmark" => "\u{200e}",
        "rtlmark" => "\u{200f}",
        _ => return None,
    })
}

/// What holds in a group and ends with it.
#[derive(Clone, Copy, Debug)]
pub(super) struct State {
    pub(super) destination: Destination,
    /// Whether the note ends with this group.
    pub(super) owns_note: bool,
    /// Whether nothing was in the group yet.
    pub(super) begins_group: bool,
    pub(super) manner: Manner,
    /// The fonts of low, high and double-byte characters, and which of them is meant.
    fonts: [i32; 3],
    kind_of_font: usize,
    /// Whether words are hidden from readers.
    pub(super) hidden: bool,
    deleted: bool,
    /// How many characters stand in place of one that is given by its number, for programs that know only their own.
    pub(super) fallback: u32,
    /// How many of these are still to be skipped.
    pub(super) pending_fallback: u32,
    /// The font or the style that is being described.
    pub(super) font: i32,
    pub(super) style: Option<i32>,
}

impl Default for State {
    fn default() -> Self {
        Self {
            destination: Destination::Body,
            owns_note: false,
            begins_group: false,
            manner: Manner::default(),
            fonts: [0; 3],
            kind_of_font: 0,
            hidden: false,
            deleted: false,
            fallback: 1,
            pending_fallback: 0,
            font: 0,
            style: None,
        }
    }
}

impl State {
    /// The state of a group that begins in this one.
    pub(super) fn inside(self) -> Self {
        Self { owns_note: false, begins_group: true, pending_fallback: 0, ..self }
    }

    /// This state once more, after a group in it.
    pub(super) fn again(self) -> Self {
        Self { begins_group: false, pending_fallback: 0, ..self }
    }

    /// Whether words are nothing at all, taken away or for machines.
    pub(super) fn is_silent(&self) -> bool {
        self.deleted || self.destination == Destination::Skip
    }

    /// The font of what follows.
    pub(super) fn current_font(&self) -> i32 {
        self.fonts.get(self.kind_of_font).copied().unwrap_or(0)
    }

    /// The bytes without those that stand in place of a character that was read already.
    pub(super) fn skip_fallback<'a>(&mut self, bytes: &'a [u8]) -> &'a [u8] {
        let skipped = (self.pending_fallback as usize).min(bytes.len());
        self.pending_fallback -= u32::try_from(skipped).unwrap_or(0);
        bytes.get(skipped..).unwrap_or_default()
    }

    /// Takes a word that says how what follows is.
    pub(super) fn format(&mut self, word: &str, number: Option<i32>, styles: &Styles) {
        let on = number != Some(0);
        let value = number.unwrap_or(0);
        match word {
            "pard" => self.manner = Manner::default(),
            "plain" => (self.hidden, self.deleted, self.kind_of_font) = (false, false, 0),
            "s" => (self.manner.kind, self.manner.level) = styles.get(value),
            "outlinelevel" if (0..9).contains(&value) => {
                self.manner.kind = self.manner.kind.or(Some(Block::Heading));
                self.manner.level = self.manner.level.max(u8::try_from(value + 1).unwrap_or(1));
            }
            "intbl" => self.manner.in_table = on,
            "ls" => self.manner.in_list = value > 0,
            "v" => self.hidden = on,
            "deleted" => self.deleted = on,
            "uc" => self.fallback = u32::try_from(value).unwrap_or(1).min(16),
            "f" | "af" => {
                if let Some(font) = self.fonts.get_mut(self.kind_of_font) {
                    *font = value;
                }
            }
            "loch" => self.kind_of_font = 0,
            "hich" => self.kind_of_font = 1,
            "dbch" => self.kind_of_font = 2,
            _ => {}
        }
    }

    pub(super) fn set_fonts(&mut self, font: i32) {
        self.fonts = [font; 3];
    }
}

/// A font, as far as it says which letters its bytes are.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Font {
    pub(super) encoding: Option<&'static Encoding>,
    pub(super) is_symbol: bool,
}

pub(super) struct Fonts {
    known: HashMap<i32, Font>,
    /// The encoding of the document, for fonts that say none.
    pub(super) default_encoding: &'static Encoding,
}

impl Default for Fonts {
    fn default() -> Self {
        Self { known: HashMap::new(), default_encoding: WINDOWS_1252 }
    }
}

impl Fonts {
    pub(super) fn get(&self, number: i32) -> Option<Font> {
        self.known.get(&number).copied()
    }

    pub(super) fn set_default(&mut self, encoding: Option<&'static Encoding>) {
        self.default_encoding = encoding.unwrap_or(self.default_encoding);
    }

    /// Takes a word of the table of fonts.
    pub(super) fn word(&mut self, word: &str, number: Option<i32>, state: &mut State) {
        let number = number.unwrap_or(0);
        if word == "f" {
            state.font = number;
        }
        if self.known.len() >= limits::RTF_FONTS {
            return;
        }
        let font = self.known.entry(state.font).or_default();
        match word {
            "fcharset" => {
                font.is_symbol = number == 2;
                font.encoding = charset::of_font(number).or(font.encoding);
            }
            "cpg" => font.encoding = charset::of_code_page(number).or(font.encoding),
            _ => {}
        }
    }
}

/// What the styles of paragraphs say that a paragraph is.
#[derive(Default)]
pub(super) struct Styles {
    known: HashMap<i32, (Option<Block>, u8)>,
    /// The name and the level of the style that is being described.
    name: String,
    level: u8,
}

impl Styles {
    fn get(&self, number: i32) -> (Option<Block>, u8) {
        self.known.get(&number).copied().unwrap_or_default()
    }

    /// Takes a word of the table of styles.
    pub(super) fn word(&mut self, word: &str, number: Option<i32>, state: &mut State) {
        match (word, number) {
            ("s", Some(number)) => state.style = Some(number),
            ("cs" | "ts" | "ds", _) => state.style = None,
            ("outlinelevel", Some(level @ 0..9)) => self.level = u8::try_from(level + 1).unwrap_or(0),
            _ => {}
        }
    }

    pub(super) fn name(&mut self, words: &str) {
        if self.name.len() < limits::RTF_NAME_BYTES {
            self.name.push_str(words);
        }
    }

    /// A style was described.
    pub(super) fn end(&mut self, style: Option<i32>) {
        let name = std::mem::take(&mut self.name).trim().trim_end_matches(';').to_lowercase();
        let level = std::mem::take(&mut self.level);
        let Some(style) = style.filter(|_| self.known.len() < limits::RTF_FONTS) else { return };
        let of_heading = name.strip_prefix("heading").map(|number| number.trim().parse().unwrap_or(2_u8));
        let (kind, level) = match name.as_str() {
            "title" => (Some(Block::Title), 1),
            "subtitle" => (Some(Block::Heading), 2),
            "quote" | "intense quote" | "block text" | "quotations" => (Some(Block::Quote), 0),
            "caption" | "illustration" => (Some(Block::Caption), 0),
            _ => match of_heading.unwrap_or(level) {
                0 => (None, 0),
                level => (Some(Block::Heading), level),
            },
        };
        if kind.is_some() {
            self.known.insert(style, (kind, level));
        }
    }
}
