//! Which letters the codes of a font are: what the font itself says (`ToUnicode`), and the encodings of East Asia that it may name instead.

use super::limits::PDF_LETTERS_OF_A_FONT;
use encoding_rs::Encoding;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

/// The letters of the codes of a font.
pub(super) type Letters = BTreeMap<u32, String>;

/// Reads what a font says of its codes. Entries that make no sense are passed over; the rest counts.
pub(super) fn parse(source: &[u8]) -> Letters {
    let mut letters = Letters::new();
    let mut section = Section::None;
    let mut codes: Vec<Piece> = Vec::new();
    for piece in Pieces(source) {
        match piece {
            Piece::Word(b"beginbfchar") => (section, codes) = (Section::Each, Vec::new()),
            Piece::Word(b"beginbfrange") => (section, codes) = (Section::Range, Vec::new()),
            Piece::Word(b"endbfchar" | b"endbfrange") => section = Section::None,
            Piece::Word(_) => {}
            piece @ (Piece::Code(_) | Piece::Open | Piece::Close) => codes.push(piece),
        }
        match (section, codes.as_slice()) {
            (Section::Each, [Piece::Code(code), Piece::Code(letter)]) => {
                put(&mut letters, number(code), letter);
                codes.clear();
            }
            (Section::Range, [Piece::Code(first), Piece::Code(last), Piece::Code(letter)]) => {
                range(&mut letters, number(first), number(last), letter);
                codes.clear();
            }
            (Section::Range, [Piece::Code(first), Piece::Code(_), Piece::Open, each @ .., Piece::Close]) => {
                for (code, letter) in (number(first)..).zip(each) {
                    if let Piece::Code(letter) = letter {
                        put(&mut letters, code, letter);
                    }
                }
                codes.clear();
            }
            (Section::None, _) => codes.clear(),
            (Section::Each | Section::Range, _) => {}
        }
        if letters.len() > PDF_LETTERS_OF_A_FONT {
            break;
        }
    }
    letters
}

#[derive(Clone, Copy)]
enum Section {
    None,
    Each,
    Range,
}

#[derive(Clone, Debug, PartialEq)]
enum Piece<'a> {
    Code(Vec<u8>),
    Open,
    Close,
    Word(&'a [u8]),
}

/// The pieces of a PostScript source that count here.
struct Pieces<'a>(&'a [u8]);

impl<'a> Iterator for Pieces<'a> {
    type Item = Piece<'a>;

    fn next(&mut self) -> Option<Piece<'a>> {
        loop {
            let (first, rest) = self.0.split_first()?;
            match first {
                b'<' if rest.first() == Some(&b'<') => self.0 = rest.get(1..)?,
                b'<' => {
                    let end = memchr::memchr(b'>', rest)?;
                    let (digits, after) = rest.split_at(end);
                    self.0 = after.get(1..)?;
                    return Some(Piece::Code(hexadecimal(digits)));
                }
                b'[' | b']' => {
                    self.0 = rest;
                    return Some(if *first == b'[' { Piece::Open } else { Piece::Close });
                }
                b'%' => self.0 = memchr::memchr2(b'\n', b'\r', rest).and_then(|end| rest.get(end..)).unwrap_or_default(),
                letter if letter.is_ascii_alphabetic() => {
                    let end = self.0.iter().position(|letter| !letter.is_ascii_alphanumeric()).unwrap_or(self.0.len());
                    let (word, after) = self.0.split_at(end);
                    self.0 = after;
                    return Some(Piece::Word(word));
                }
                _ => self.0 = rest,
            }
        }
    }
}

fn hexadecimal(digits: &[u8]) -> Vec<u8> {
    let values: Vec<u8> = digits.iter().filter_map(|digit| char::from(*digit).to_digit(16)).map(|value| value as u8).collect();
    values.chunks(2).map(|pair| pair.iter().fold(0, |byte, value| byte * 16 + value)).collect()
}

fn number(code: &[u8]) -> u32 {
    code.iter().fold(0, |number: u32, byte| number.wrapping_shl(8) | u32::from(*byte))
}

fn put(letters: &mut Letters, code: u32, letter: &[u8]) {
    let units: Vec<u16> = match letter {
        [one] => vec![u16::from(*one)],
        more => more.chunks_exact(2).map(|pair| u16::try_from(number(pair)).unwrap_or_default()).collect(),
    };
    let letter: String = char::decode_utf16(units).map_while(Result::ok).collect();
    let letter = meant(&letter);
    if !letter.is_empty() {
        letters.insert(code, letter);
    }
}

fn range(letters: &mut Letters, first: u32, last: u32, letter: &[u8]) {
    // The last unit counts on.
    let (head, tail) = letter.split_at(letter.len() - (letter.len().min(2)));
    let start = number(tail);
    for (offset, code) in (first..=last).take(PDF_LETTERS_OF_A_FONT).enumerate() {
        let unit = u16::try_from(start + offset as u32).unwrap_or_default();
        put(letters, code, &[head, &unit.to_be_bytes()].concat());
    }
}

/// A letter as text. Fonts of signs have theirs in the private area, where only the usual bullets are known.
fn meant(letter: &str) -> String {
    let sign = |letter: char| match letter {
        '\u{f0b7}' | '\u{f06c}' | '\u{f09f}' => Some('•'),
        '\u{f0a7}' | '\u{f06e}' => Some('▪'),
        '\u{f0d8}' => Some('➢'),
        '\u{f0fc}' => Some('✓'),
        '\u{f0e0}' => Some('→'),
        '\u{0}' | '\u{fffd}' | '\u{feff}' | '\u{fffe}' | '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}' => None,
        '\t' | '\n' | '\r' => Some(' '),
        letter => Some(letter),
    };
    letter.chars().filter_map(sign).collect()
}

/// The letter that a font calls by its number, `uni05D0` or `u1F600`, and several that stand for one shape, `uni06440627`.
pub(super) fn numbered(name: &[u8]) -> Option<String> {
    let name = str::from_utf8(name).ok()?;
    let name = name.split('.').next()?;
    let letter = |digits: &str| char::from_u32(u32::from_str_radix(digits, 16).ok()?);
    let is_hexadecimal = |digits: &str| digits.bytes().all(|digit| digit.is_ascii_hexdigit());
    let letters: Option<String> = match name.strip_prefix("uni") {
        Some(digits) if digits.len() >= 4 && digits.len() % 4 == 0 && is_hexadecimal(digits) => {
            digits.as_bytes().chunks(4).map(|digits| letter(str::from_utf8(digits).ok()?)).collect()
        }
        Some(_) => None,
        None => name.strip_prefix('u').filter(|digits| (4..=6).contains(&digits.len()) && is_hexadecimal(digits)).and_then(letter).map(String::from),
    };
    letters.map(|letters| meant(&letters)).filter(|letters| !letters.is_empty())
}

/// Writes the letters of the codes that are used, in the plainest of the ways that a font may say them.
pub(super) fn write<'a>(letters: impl Iterator<Item = (u32, &'a str)>) -> Vec<u8> {
    let each: Vec<String> = letters
        .map(|(code, letter)| {
            let units: String = letter.encode_utf16().map(|unit| format!("{unit:04X}")).collect();
            format!("<{code:04X}> <{units}>")
        })
        .collect();
    let mut out = String::from("begincmap\n");
    for some in each.chunks(100) {
        // Nothing can be written to a string that fails.
        writeln!(out, "{} beginbfchar\n{}\nendbfchar", some.len(), some.join("\n")).unwrap_or_default();
    }
    out.push_str("endcmap\n");
    out.into_bytes()
}

/// How an East Asian encoding tells its codes apart: the first bytes of codes of one byte; of the others, of two bytes, all.
#[derive(Clone, Copy)]
pub(super) struct Legacy {
    encoding: &'static Encoding,
    /// First and last byte of codes of one byte.
    single: &'static [(u8, u8)],
    /// First and last code of two bytes.
    double: &'static [(u16, u16)],
}

const GBK: Legacy = Legacy { encoding: encoding_rs::GBK, single: &[(0, 0x80)], double: &[(0x8140, 0xfefe)] };
const BIG5: Legacy = Legacy { encoding: encoding_rs::BIG5, single: &[(0, 0x80)], double: &[(0x8140, 0xfefe)] };
const SHIFT_JIS: Legacy = Legacy { encoding: encoding_rs::SHIFT_JIS, single: &[(0, 0x80), (0xa0, 0xdf)], double: &[(0x8140, 0x9ffc), (0xe040, 0xfcfc)] };
const EUC_JP: Legacy = Legacy { encoding: encoding_rs::EUC_JP, single: &[(0, 0x80)], double: &[(0x8ea0, 0x8edf), (0xa1a1, 0xfefe)] };
const EUC_KR: Legacy = Legacy { encoding: encoding_rs::EUC_KR, single: &[(0, 0x80)], double: &[(0x8141, 0xfefe)] };
const UTF_16: Legacy = Legacy { encoding: encoding_rs::UTF_16BE, single: &[], double: &[(0, 0xffff)] };

impl Legacy {
    /// The encoding that a font names, where its codes can be told without a table of that font's own.
    pub(super) fn named(name: &[u8]) -> Option<Self> {
        let starts = |signs: &[&str]| signs.iter().any(|sign| name.starts_with(sign.as_bytes()));
        if name.starts_with(b"Uni") && memchr::memmem::find(name, b"UTF8").is_none() && memchr::memmem::find(name, b"UTF32").is_none() {
            return Some(UTF_16);
        }
        [
            (GBK, ["GB-EUC", "GBK-EUC", "GBKp-EUC", "GBK2K", "GBpc-EUC"].as_slice()),
            (BIG5, &["B5pc", "HKscs-B5", "ETen-B5", "ETenms-B5"]),
            (SHIFT_JIS, &["83pv-RKSJ", "90ms-RKSJ", "90msp-RKSJ", "90pv-RKSJ", "Ext-RKSJ", "RKSJ"]),
            (EUC_JP, &["EUC-H", "EUC-V"]),
            (EUC_KR, &["KSC-EUC", "KSCms-UHC", "KSCpc-EUC"]),
        ]
        .into_iter()
        .find(|(_, signs)| starts(signs))
        .map(|(legacy, _)| legacy)
    }

    /// The letters of these codes. One that stands for a byte alone is below 256.
    pub(super) fn letters(self, codes: &BTreeSet<u32>) -> Letters {
        let letter = |code: &u32| {
            let bytes = code.to_be_bytes();
            let is_single = u8::try_from(*code).is_ok_and(|code| self.single.iter().any(|(first, last)| (*first..=*last).contains(&code)));
            let bytes = bytes.get(if is_single { 3 } else { 2 }..)?;
            let (letter, _, is_wrong) = self.encoding.decode(bytes);
            let letter = meant(&letter);
            (!is_wrong && !letter.is_empty()).then_some((*code, letter))
        };
        codes.iter().filter_map(letter).collect()
    }

    /// The map of codes for the reader of fonts. It halves the lengths of what it reads, so that the codes are written with twice their
    /// bytes.
    pub(super) fn map(self) -> Vec<u8> {
        let single = self.single.iter().map(|(first, last)| format!("<{first:04X}> <{last:04X}>"));
        let ranges: Vec<String> = single.chain(self.double.iter().map(|(first, last)| format!("<{first:08X}> <{last:08X}>"))).collect();
        let count = ranges.len();
        format!("begincmap\n{count} begincodespacerange\n{}\nendcodespacerange\n1 begincidrange\n<0000> <FFFF> 0\nendcidrange\nendcmap\n", ranges.join("\n"))
            .into_bytes()
    }

    /// Whether a code is of two bytes, which are as wide as they are high.
    pub(super) fn is_double(self, code: u32) -> bool {
        code > 0xff || self.single.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_font_says_its_letters_in_several_ways() {
        let source = b"/CMapName /X def 1 begincodespacerange <00> <FF> endcodespacerange 2 beginbfchar <01> <0041> <02>\n<D83DDE00> endbfchar\n\
            2 beginbfrange <10> <12> <0061> <20> <21> [<0066 0069> <05D0>] endbfrange % <30> <0042>\n1 beginbfchar <31> <D800> <32> <FFFD> <33> <F0B7> endbfchar";
        let letters = parse(source);
        let shown: Vec<(u32, &str)> = letters.iter().map(|(code, letter)| (*code, letter.as_str())).collect();
        assert_eq!(shown, [(1, "A"), (2, "😀"), (0x10, "a"), (0x11, "b"), (0x12, "c"), (0x20, "fi"), (0x21, "א"), (0x33, "•")]);
        assert_eq!(parse(&write(shown.iter().copied())), letters, "what is written is read again");
        for odd in
            [b"beginbfrange <00> <FFFFFFFF> <0041>".as_slice(), b"beginbfrange <05> <01> <0041> endbfrange", b"beginbfchar <", b"beginbfrange <01> <02> [", b""]
        {
            assert!(parse(odd).len() <= PDF_LETTERS_OF_A_FONT);
        }
    }

    #[test]
    fn letters_are_named_by_their_number() {
        for (name, letter) in
            [("uni05D0", Some("א")), ("u1F600", Some("😀")), ("uni00660069.liga", Some("fi")), ("uniD800", None), ("union", None), ("a", None), ("u12", None)]
        {
            assert_eq!(numbered(name.as_bytes()).as_deref(), letter, "{name}");
        }
    }

    #[test]
    fn old_encodings_are_known() {
        let letters = |name: &str, code: u32| Legacy::named(name.as_bytes()).and_then(|legacy| legacy.letters(&BTreeSet::from([code])).remove(&code));
        for (name, code, letter) in [
            ("90ms-RKSJ-H", 0x8d60, Some("港")),
            ("90ms-RKSJ-V", 0xca, Some("ﾊ")),
            ("GBK-EUC-H", 0xb8db, Some("港")),
            ("ETen-B5-H", 0xb4e4, Some("港")),
            ("KSCms-UHC-H", 0xc7d1, Some("한")),
            ("UniGB-UCS2-H", 0x6e2f, Some("港")),
            ("UniJIS-UTF16-H", 0x41, Some("A")),
            ("Identity-H", 0x41, None),
            ("UniJIS-UTF8-H", 0x41, None),
        ] {
            assert_eq!(letters(name, code).as_deref(), letter, "{name}");
        }
    }
}
