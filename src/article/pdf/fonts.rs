//! Fonts, made such that the reader of fonts, which gives up a whole page on one odd value, can read every one of them. What cannot be
//! mended is left out: a letter less is better than a page less.

use super::letters::{self, Legacy, Letters};
use super::tree::{array, dictionary, number};
use super::unpack::unpack;
use pdf_extract::{Dictionary, Document, Object, Stream};
use std::collections::{BTreeMap, BTreeSet};

/// How the letters of a font look.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Style {
    /// Whether they are bold.
    pub(super) is_bold: bool,
    /// How large they are, as a multiple of the size that the page names. Only fonts that are drawings, with a scale of their own, have
    /// another than 1.
    pub(super) scale: f64,
}

impl Default for Style {
    fn default() -> Self {
        Self { is_bold: false, scale: 1.0 }
    }
}

/// How the letters of a font look.
pub(super) fn style(document: &Document, font: &Dictionary) -> Style {
    let name = name(document, font, b"BaseFont").unwrap_or_default().to_ascii_lowercase();
    let is_named = ["bold", "black", "heavy", "demi"].iter().any(|sign| memchr::memmem::find(&name, sign.as_bytes()).is_some());
    let weight = descriptor(document, font).and_then(|about| about.get(b"FontWeight").ok()).and_then(|weight| number(document, weight));
    let is_bold = is_named || weight.is_some_and(|weight| weight >= 600.0);
    Style { is_bold, scale: drawn_scale(document, font) }
}

/// A font that is drawings stands in a plane of its own: its letters are about as high as the box around all of them, less a fifth.
fn drawn_scale(document: &Document, font: &Dictionary) -> f64 {
    if name(document, font, b"Subtype").as_deref() != Some(b"Type3") {
        return 1.0;
    }
    let numbers = |name: &[u8]| -> Vec<f64> { array(document, font, name).into_iter().flatten().filter_map(|found| number(document, found)).collect() };
    let (matrix, bounds) = (numbers(b"FontMatrix"), numbers(b"FontBBox"));
    let high = match (matrix.get(3), bounds.get(1), bounds.get(3)) {
        (Some(scale), Some(bottom), Some(top)) => (scale * (top - bottom)).abs() / 1.2,
        (None, _, _) | (_, None, _) | (_, _, None) => 1.0,
    };
    if (0.01..=100.0).contains(&high) { high } else { 1.0 }
}

/// A font of the file that was looked through once; pages take from it what they use.
pub(super) enum Cut {
    /// Its codes are bytes.
    Simple(Dictionary),
    /// Its codes are several bytes.
    Wide(Wide),
}

/// A font whose codes are several bytes.
pub(super) struct Wide {
    /// What the font says of its codes.
    letters: Letters,
    /// How wide its letters are, in thousandths of their size.
    widths: BTreeMap<u32, f64>,
    default_width: f64,
    legacy: Option<Legacy>,
}

/// Looks a font through.
pub(super) fn cut(document: &Document, font: &Dictionary) -> Cut {
    match name(document, font, b"Subtype").as_deref() {
        Some(b"Type0") => Cut::Wide(wide(document, font)),
        Some(b"Type3") => Cut::Simple(drawn(document, font)),
        Some(_) | None => Cut::Simple(simple(document, font)),
    }
}

impl Cut {
    /// The font for a page that uses these codes.
    pub(super) fn dress(&self, used: &BTreeSet<u32>) -> Dictionary {
        match self {
            Self::Simple(font) => font.clone(),
            Self::Wide(wide) => wide.dress(used),
        }
    }
}

impl Wide {
    fn dress(&self, used: &BTreeSet<u32>) -> Dictionary {
        let mut widths = Vec::new();
        for code in used {
            let width = self.widths.get(code).copied().or_else(|| self.legacy.map(|legacy| if legacy.is_double(*code) { 1000.0 } else { 500.0 }));
            widths.extend([Object::Integer(i64::from(*code)), Object::Array(vec![Object::Real(width.unwrap_or(self.default_width) as f32)])]);
        }
        let mut descendant = Dictionary::new();
        descendant.set("FontDescriptor", Dictionary::new());
        descendant.set("DW", Object::Integer(self.default_width as i64));
        descendant.set("W", Object::Array(widths));
        let mut font = Dictionary::new();
        font.set("Subtype", name_object("Type0"));
        font.set("BaseFont", name_object("Wide"));
        font.set("DescendantFonts", Object::Array(vec![Object::Dictionary(descendant)]));
        let guessed = self.legacy.map(|legacy| legacy.letters(used)).unwrap_or_default();
        let letters = used.iter().filter_map(|code| Some((*code, self.letters.get(code).or_else(|| guessed.get(code))?.as_str())));
        font.set("ToUnicode", plain_stream(letters::write(letters)));
        match self.legacy {
            Some(legacy) => font.set("Encoding", plain_stream(legacy.map())),
            None => font.set("Encoding", name_object("Identity-H")),
        }
        font
    }
}

fn wide(document: &Document, font: &Dictionary) -> Wide {
    let descendant = array(document, font, b"DescendantFonts").and_then(|all| all.first()).and_then(|first| dictionary(document, first));
    let widths = descendant.and_then(|descendant| array(document, descendant, b"W")).map(|widths| expand(document, widths)).unwrap_or_default();
    let default_width = descendant.and_then(|descendant| descendant.get(b"DW").ok()).and_then(|width| number(document, width)).unwrap_or(1000.0);
    let legacy = name(document, font, b"Encoding").and_then(|name| Legacy::named(&name));
    Wide { letters: letters_of(document, font), widths: if legacy.is_some() { BTreeMap::new() } else { widths }, default_width, legacy }
}

/// `1 [500 600] 7 9 500`: the widths of 1 and 2, and of 7 to 9.
fn expand(document: &Document, widths: &[Object]) -> BTreeMap<u32, f64> {
    let mut found = BTreeMap::new();
    let mut rest = widths.iter().map(|width| document.dereference(width).map_or(width, |(_, width)| width));
    while let (Some(first), Some(next)) = (rest.next(), rest.next()) {
        let Some(first) = number(document, first).filter(|first| (0.0..=65_535.0).contains(first)).map(|first| first as u32) else { break };
        if let Object::Array(each) = next {
            found.extend((first..=0xffff).zip(each.iter().filter_map(|width| number(document, width))));
        } else {
            let (Some(last), Some(width)) = (number(document, next), rest.next().and_then(|width| number(document, width))) else { break };
            found.extend((first..=last.clamp(0.0, 65_535.0) as u32).map(|code| (code, width)));
        }
    }
    found
}

/// A font whose codes are bytes: what the reader needs and nothing else.
fn simple(document: &Document, font: &Dictionary) -> Dictionary {
    let letters = letters_of(document, font);
    let base = name(document, font, b"BaseFont").unwrap_or_else(|| b"Helvetica".to_vec());
    let kind = name(document, font, b"Subtype").filter(|kind| kind == b"TrueType").unwrap_or_else(|| b"Type1".to_vec());
    let mut made = Dictionary::new();
    made.set("Subtype", Object::Name(kind));
    let mut is_encoded = encode(document, font, &mut made);
    if !letters.is_empty() && !is_encoded {
        // Codes that the font says nothing of are looked up here.
        made.set("Encoding", name_object("WinAnsiEncoding"));
        is_encoded = true;
    }
    let has_widths = width(document, font, &mut made, 1.0);
    made.set("BaseFont", Object::Name(if has_widths { base } else { usual(&base).to_vec() }));
    let about = descriptor(document, font);
    if let Some(missing) = about.and_then(|about| about.get(b"MissingWidth").ok()).and_then(|missing| number(document, missing)) {
        made.set("MissingWidth", Object::Real(missing as f32));
    }
    if letters.is_empty() && !is_encoded && is_numbered(document, font) {
        // Letters that nobody can name are told as such.
        made.set("ToUnicode", plain_stream(letters::write((0..256).map(|code| (code, "\u{1}")))));
        made.set("Encoding", name_object("WinAnsiEncoding"));
    } else if letters.is_empty() {
        if let Some(about) = about.and_then(|about| font_file(document, about, is_encoded)) {
            made.set("FontDescriptor", about);
        }
    } else {
        made.set("ToUnicode", plain_stream(letters::write(letters.iter().filter(|(code, _)| **code < 256).map(|(code, letter)| (*code, letter.as_str())))));
    }
    made
}

/// Whether the codes of a font are but the numbers of its shapes: a part of a font that was put into the file without saying which letters
/// these are, numbered from the first code on without a gap.
fn is_numbered(document: &Document, font: &Dictionary) -> bool {
    let has_program = descriptor(document, font).is_some_and(|about| about.has(b"FontFile2"));
    let first = font.get(b"FirstChar").ok().and_then(|first| number(document, first)).unwrap_or(32.0);
    let is_whole = array(document, font, b"Widths").is_some_and(|widths| widths.iter().all(|width| number(document, width) != Some(0.0)));
    // The codes of letters begin with the space, 32.
    has_program && (first < 32.0 || first == 33.0 && is_whole)
}

/// The program of a font, where only that says which letters its codes are.
fn font_file(document: &Document, about: &Dictionary, is_encoded: bool) -> Option<Dictionary> {
    let stream = |name: &[u8]| document.dereference(about.get(name).ok()?).ok()?.1.as_stream().ok();
    let mut made = Dictionary::new();
    if let Some(compact) = stream(b"FontFile3").filter(|file| name(document, &file.dict, b"Subtype").as_deref() == Some(b"Type1C")) {
        let mut file = Stream::new(Dictionary::new(), unpack(compact)?);
        file.dict.set("Subtype", name_object("Type1C"));
        made.set("FontFile3", file);
    } else if let Some(file) = stream(b"FontFile").filter(|_| !is_encoded) {
        made.set("FontFile", plain_stream(unpack(file)?));
    }
    (!made.is_empty()).then_some(made)
}

/// A font that is drawings. It must have an encoding and the widths of all its codes.
fn drawn(document: &Document, font: &Dictionary) -> Dictionary {
    let mut made = Dictionary::new();
    made.set("Subtype", name_object("Type3"));
    if !encode(document, font, &mut made) {
        made.set("Encoding", name_object("WinAnsiEncoding"));
    }
    let scale = array(document, font, b"FontMatrix").and_then(|matrix| number(document, matrix.first()?)).unwrap_or(0.001);
    if !width(document, font, &mut made, scale * 1000.0) {
        made.set("FirstChar", Object::Integer(0));
        made.set("LastChar", Object::Integer(255));
        made.set("Widths", Object::Array(vec![Object::Integer(500); 256]));
    }
    let letters = letters_of(document, font);
    if !letters.is_empty() {
        made.set("ToUnicode", plain_stream(letters::write(letters.iter().filter(|(code, _)| **code < 256).map(|(code, letter)| (*code, letter.as_str())))));
    }
    made
}

/// The widths of all 256 codes, if the font has any.
fn width(document: &Document, font: &Dictionary, made: &mut Dictionary, scale: f64) -> bool {
    let Some(widths) = array(document, font, b"Widths").filter(|widths| !widths.is_empty()) else { return false };
    let first = font.get(b"FirstChar").ok().and_then(|first| number(document, first)).unwrap_or(0.0).clamp(0.0, 255.0) as usize;
    let mut all = vec![0.0; 256];
    for (place, width) in all.iter_mut().skip(first).zip(widths) {
        *place = number(document, width).unwrap_or(0.0) * scale;
    }
    made.set("FirstChar", Object::Integer(0));
    made.set("LastChar", Object::Integer(255));
    made.set("Widths", Object::Array(all.into_iter().map(|width| Object::Real(width as f32)).collect()));
    true
}

/// Sets the encoding, if there is one that can be read.
fn encode(document: &Document, font: &Dictionary, made: &mut Dictionary) -> bool {
    let Some(encoding) = font.get(b"Encoding").ok().and_then(|encoding| document.dereference(encoding).ok()) else { return false };
    let made_of = match (encoding.1.as_name(), encoding.1.as_dict()) {
        (Ok(name), _) if is_known(name) => Object::Name(name.to_vec()),
        (_, Ok(encoding)) => Object::Dictionary(differing(document, encoding)),
        (_, Err(_)) => return false,
    };
    made.set("Encoding", made_of);
    true
}

fn is_known(encoding: &[u8]) -> bool {
    matches!(encoding, b"WinAnsiEncoding" | b"MacRomanEncoding" | b"MacExpertEncoding")
}

fn differing(document: &Document, encoding: &Dictionary) -> Dictionary {
    let mut made = Dictionary::new();
    let base = name(document, encoding, b"BaseEncoding").filter(|base| is_known(base));
    let mut differences = Vec::new();
    match base {
        Some(base) => made.set("BaseEncoding", Object::Name(base)),
        None => {
            for (code, letter) in STANDARD {
                differences.extend([Object::Integer(*code), name_object(letter)]);
            }
        }
    }
    for (code, letter) in self::differences(document, encoding) {
        differences.extend([Object::Integer(i64::from(code)), Object::Name(letter)]);
    }
    made.set("Differences", Object::Array(differences));
    made
}

/// Where the encoding that fonts have by themselves differs from the reader's, as far as texts use it.
const STANDARD: &[(i64, &str)] = &[
    (0x27, "quoteright"),
    (0x60, "quoteleft"),
    (0xa1, "exclamdown"),
    (0xa6, "florin"),
    (0xa9, "quotesingle"),
    (0xaa, "quotedblleft"),
    (0xab, "guillemotleft"),
    (0xac, "guilsinglleft"),
    (0xad, "guilsinglright"),
    (0xae, "fi"),
    (0xaf, "fl"),
    (0xb1, "endash"),
    (0xb2, "dagger"),
    (0xb3, "daggerdbl"),
    (0xb4, "periodcentered"),
    (0xb7, "bullet"),
    (0xb8, "quotesinglbase"),
    (0xb9, "quotedblbase"),
    (0xba, "quotedblright"),
    (0xbb, "guillemotright"),
    (0xbc, "ellipsis"),
    (0xbf, "questiondown"),
    (0xd0, "emdash"),
    (0xe1, "AE"),
    (0xe9, "Oslash"),
    (0xea, "OE"),
    (0xf1, "ae"),
    (0xf9, "oslash"),
    (0xfa, "oe"),
    (0xfb, "germandbls"),
];

/// One of the fonts that every viewer has, as wide as the one that is named.
fn usual(base: &[u8]) -> &'static [u8] {
    let has = |sign: &str| memchr::memmem::find(base, sign.as_bytes()).is_some();
    match (has("Courier") || has("Mono"), has("Times") || has("Serif") || has("Roman"), has("Bold")) {
        _ if base == b"Symbol" => b"Symbol",
        _ if base == b"ZapfDingbats" => b"ZapfDingbats",
        (true, _, _) => b"Courier",
        (false, true, false) => b"Times-Roman",
        (false, true, true) => b"Times-Bold",
        (false, false, true) => b"Helvetica-Bold",
        (false, false, false) => b"Helvetica",
    }
}

/// What a font says of its codes, and for letters that it names by their number what the names say.
fn letters_of(document: &Document, font: &Dictionary) -> Letters {
    let stream = font.get(b"ToUnicode").ok().and_then(|held| document.dereference(held).ok()).and_then(|(_, held)| held.as_stream().ok());
    let mut letters = stream.and_then(unpack).map(|source| letters::parse(&source)).unwrap_or_default();
    let encoding = font.get(b"Encoding").ok().and_then(|encoding| document.dereference(encoding).ok());
    if let Some(encoding) = encoding.and_then(|(_, encoding)| encoding.as_dict().ok()) {
        for (code, letter) in differences(document, encoding) {
            if let Some(letter) = letters::numbered(&letter) {
                letters.entry(code).or_insert(letter);
            }
        }
    }
    letters
}

/// The codes whose letters an encoding names, and the names.
fn differences(document: &Document, encoding: &Dictionary) -> Vec<(u32, Vec<u8>)> {
    let mut found = Vec::new();
    let mut code = 0;
    for object in array(document, encoding, b"Differences").into_iter().flatten() {
        match document.dereference(object).map(|(_, object)| object) {
            Ok(Object::Name(letter)) if code < 256 => {
                found.push((code, letter.clone()));
                code += 1;
            }
            Ok(next) => code = number(document, next).map_or(code, |next| next.clamp(0.0, 256.0) as u32),
            Err(_) => {}
        }
    }
    found
}

fn descriptor<'a>(document: &'a Document, font: &'a Dictionary) -> Option<&'a Dictionary> {
    let own = font.get(b"FontDescriptor").ok().and_then(|about| dictionary(document, about));
    own.or_else(|| {
        let descendant = dictionary(document, array(document, font, b"DescendantFonts")?.first()?)?;
        dictionary(document, descendant.get(b"FontDescriptor").ok()?)
    })
}

fn name(document: &Document, holder: &Dictionary, key: &[u8]) -> Option<Vec<u8>> {
    Some(document.dereference(holder.get(key).ok()?).ok()?.1.as_name().ok()?.to_vec())
}

fn name_object(name: &str) -> Object {
    Object::Name(name.as_bytes().to_vec())
}

fn plain_stream(content: Vec<u8>) -> Stream {
    Stream::new(Dictionary::new(), content)
}
