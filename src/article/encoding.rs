//! Bytes to a string: byte order mark, what the analyst wishes, what the file says of itself, strict UTF-8, UTF-16 that shows itself, at
//! last a guess, which is always told. Nothing is normalised; a CR LF becomes a LF, and that is told too.

use super::words::{Refusal, Warning};
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, ISO_2022_JP, REPLACEMENT, UTF_8, UTF_16BE, UTF_16LE};
use std::borrow::Cow;

pub(super) struct Decoded {
    pub(super) text: String,
    /// The encoding that it was in.
    pub(super) encoding: &'static Encoding,
    pub(super) bom: bool,
    pub(super) crlf: bool,
    pub(super) warnings: Vec<Warning>,
}

/// Decodes a whole file. A byte order mark decides; then the encoding that the analyst wishes; then the one that the file says it has, if it
/// can be right; then a guess.
///
/// # Errors
/// Refuses what is no text in any encoding, or none in the one that is wished.
pub(super) fn decode(bytes: &[u8], declared: Option<&'static Encoding>, wished: Option<&'static Encoding>) -> Result<Decoded, Refusal> {
    let mut warnings = Vec::new();
    let mark = Encoding::for_bom(bytes);
    let (encoding, bom) = match mark {
        Some((encoding, length)) => (encoding, length),
        None => (chosen(bytes, declared, wished, &mut warnings)?, 0),
    };
    let (text, damaged) = encoding.decode_without_bom_handling(bytes.get(bom..).unwrap_or_default());
    let replaced = if damaged { text.matches('\u{fffd}').count() } else { 0 };
    if is_binary(&text, replaced) {
        return Err(match wished {
            Some(_) if mark.is_none() => Refusal::WrongEncoding { encoding: encoding.name() },
            Some(_) | None => Refusal::Binary { what: "a binary file" },
        });
    }
    if damaged {
        warnings.push(Warning::ReplacedCharacters { count: replaced, encoding: encoding.name() });
    }
    let (text, crlf) = without_crlf(text);
    Ok(Decoded { text, encoding, bom: bom > 0, crlf, warnings })
}

/// The encoding of a file without a byte order mark. Where it is a guess, that is told.
fn chosen(
    bytes: &[u8],
    declared: Option<&'static Encoding>,
    wished: Option<&'static Encoding>,
    warnings: &mut Vec<Warning>,
) -> Result<&'static Encoding, Refusal> {
    if let Some(encoding) = wished.or(declared.filter(|encoding| can_be_right(bytes, encoding))) {
        return Ok(encoding);
    }
    let guess = encoding_of(bytes)?;
    if guess != UTF_8 {
        warnings.push(match declared {
            Some(declared) => Warning::WrongDeclaration { declared: declared.name(), encoding: guess.name() },
            None => Warning::GuessedEncoding { encoding: guess.name() },
        });
    }
    Ok(guess)
}

/// Whether a file can be in the encoding that it says it is in. Many pages and mails say another than theirs: what is UTF-8 to the byte is
/// UTF-8, for texts in other encodings are not so by chance; and what means nothing in an encoding is not in it.
fn can_be_right(bytes: &[u8], encoding: &'static Encoding) -> bool {
    if encoding == REPLACEMENT {
        return false;
    }
    if encoding == UTF_16LE || encoding == UTF_16BE {
        return bytes.contains(&0) && evident_utf16(bytes).is_none_or(|evident| evident == encoding);
    }
    if encoding == UTF_8 {
        return is_mostly_utf8(bytes) && !is_iso_2022_jp(bytes);
    }
    let enough = if encoding.is_single_byte() { 1 } else { 3 };
    let is_utf8 = std::str::from_utf8(bytes).is_ok_and(|text| text.chars().filter(|c| !c.is_ascii()).take(enough).count() == enough);
    if is_utf8 {
        return false;
    }
    let (text, damaged) = encoding.decode_without_bom_handling(bytes);
    let replaced = if damaged { text.matches('\u{fffd}').count() } else { 0 };
    // A few damaged places are damage; many are another encoding.
    replaced * 50 <= text.chars().count() && !is_binary(&text, replaced)
}

/// The encoding of bytes without a byte order mark.
fn encoding_of(bytes: &[u8]) -> Result<&'static Encoding, Refusal> {
    if bytes.contains(&0) {
        return evident_utf16(bytes).ok_or(Refusal::Binary { what: "a binary file" });
    }
    if is_iso_2022_jp(bytes) {
        return Ok(ISO_2022_JP);
    }
    if is_mostly_utf8(bytes) {
        return Ok(UTF_8);
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    Ok(detector.guess(None, Utf8Detection::Deny))
}

/// In UTF-16 white space, digits and Latin letters have a zero on one side, in Chinese and Japanese the punctuation is of a few known
/// pairs; the order of bytes that has more of these is the right one. A text that merely holds a few zeros is told by its other pairs,
/// which are two letters each.
fn evident_utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    let is_common = |unit: u16| matches!(unit, 0x09 | 0x0a | 0x0d | 0x20..=0x7e | 0x3000..=0x3002 | 0xff01..=0xff1f);
    let is_letter = |byte: u8| matches!(byte, b'\t' | b'\n' | b'\r' | b' '..=b'~');
    let (mut little, mut big, mut letters) = (0_usize, 0_usize, 0_usize);
    for pair in bytes.chunks_exact(2) {
        let &[first, second] = pair else { continue };
        little += usize::from(is_common(u16::from_le_bytes([first, second])));
        big += usize::from(is_common(u16::from_be_bytes([first, second])));
        letters += usize::from(is_letter(first) && is_letter(second));
    }
    let units = bytes.len() / 2;
    let encoding = if little >= big { UTF_16LE } else { UTF_16BE };
    (little != big && little.max(big) * 64 >= units && letters * 2 <= units).then_some(encoding)
}

/// ISO-2022-JP is ASCII by its bytes; the escape that begins its Japanese stands in no other text.
fn is_iso_2022_jp(bytes: &[u8]) -> bool {
    let escape = |sign: &[u8]| sign == b"\x1b$B" || sign == b"\x1b$@";
    bytes.is_ascii() && bytes.windows(3).any(escape) && !ISO_2022_JP.decode_without_bom_handling(bytes).1
}

/// UTF-8, or UTF-8 with a few damaged places, as a file that was cut off has. In other encodings pairs of bytes that are right in UTF-8 are
/// rare; four right ones for each wrong one do not happen.
fn is_mostly_utf8(bytes: &[u8]) -> bool {
    let (mut right, mut wrong) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        right += chunk.valid().chars().filter(|character| !character.is_ascii()).count();
        wrong += usize::from(!chunk.invalid().is_empty());
    }
    right >= 4 * wrong
}

/// A text has no NUL, few controls besides white space, and few places that mean nothing. Up to four controls are let pass: a stray one
/// must not cost an article.
fn is_binary(text: &str, replaced: usize) -> bool {
    let (mut characters, mut controls) = (0_usize, 0_usize);
    for character in text.chars() {
        characters += 1;
        match character {
            '\0' => return true,
            '\t' | '\n' | '\r' | '\x0b' | '\x0c' | '\u{85}' => {}
            _ => controls += usize::from(character.is_control()),
        }
    }
    (controls > 4 && controls * 20 > characters) || (replaced > 1 && replaced * 10 > characters)
}

/// Every CR before a LF goes, also two in a row, which editors make of a file that went through the wrong door twice. Other CRs stay.
fn without_crlf(text: Cow<'_, str>) -> (String, bool) {
    if !text.contains("\r\n") {
        return (text.into_owned(), false);
    }
    let mut clean = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        match line.strip_suffix('\n') {
            Some(line) => {
                clean.push_str(line.trim_end_matches('\r'));
                clean.push('\n');
            }
            None => clean.push_str(line),
        }
    }
    (clean, true)
}

#[cfg(test)]
mod tests {
    use super::*;
    use encoding_rs::{BIG5, EUC_KR, GBK, KOI8_R, SHIFT_JIS, WINDOWS_1250, WINDOWS_1251, WINDOWS_1252, WINDOWS_1255, WINDOWS_1256};

    fn utf16(text: &str, little: bool) -> Vec<u8> {
        text.encode_utf16().flat_map(|unit| if little { unit.to_le_bytes() } else { unit.to_be_bytes() }).collect()
    }

    #[test]
    fn marks_are_dropped_and_noted() {
        let text = "Cracks, “40” — שלום \u{1f469}\u{200d}\u{1f692}\nsecond";
        let with = |mark: &[u8], rest: Vec<u8>| [mark.to_vec(), rest].concat();
        for bytes in [with(b"\xef\xbb\xbf", text.into()), with(b"\xff\xfe", utf16(text, true)), with(b"\xfe\xff", utf16(text, false))] {
            let decoded = decode(&bytes, None, None).unwrap();
            assert_eq!((decoded.text.as_str(), decoded.bom, decoded.crlf), (text, true, false));
            assert_eq!(decoded.warnings, []);
        }
        assert_eq!(decode("\u{feff}\u{feff}a".as_bytes(), None, None).unwrap().text, "\u{feff}a", "only the first is a mark");
    }

    #[test]
    fn utf16_without_a_mark_shows_itself_in_any_script() {
        for text in [
            "Inspectors found more than 40 cracks.\n",
            "Инспекторы нашли более 40 трещин, сообщил мэр.\n",
            "عثر المفتشون على أكثر من 40 صدعا في الجسر.\n",
            "检查人员发现了一条以上的裂缝，一位官员表示。\n一切都很好。\n",
        ] {
            for little in [true, false] {
                let decoded = decode(&utf16(text, little), None, None).unwrap();
                assert_eq!(decoded.text, text);
                let encoding = if little { "UTF-16LE" } else { "UTF-16BE" };
                assert_eq!(decoded.warnings, [Warning::GuessedEncoding { encoding }]);
            }
        }
    }

    #[test]
    fn legacy_encodings_are_guessed_and_told() {
        for (encoding, text) in [
            (WINDOWS_1252, "Der Bürgermeister sagte: „Die Brücke ist größer als nötig.“ Überall gäbe es Risse, für die niemand verantwortlich wäre."),
            (WINDOWS_1250, "Inspektoři našli více než čtyřicet trhlin, řekl primátor. Žádná z nich není příliš široká, ale všechny jsou nové."),
            (WINDOWS_1251, "Инспекторы нашли более сорока трещин, сообщил мэр города в понедельник."),
            (KOI8_R, "Инспекторы нашли более сорока трещин, сообщил мэр города в понедельник."),
            (WINDOWS_1255, "ראש העיר אמר לעיתונאים ביום שני כי הפקחים מצאו יותר מארבעים סדקים בגשר הנמל."),
            (WINDOWS_1256, "قال رئيس البلدية للصحفيين يوم الاثنين إن المفتشين عثروا على أكثر من أربعين صدعا في جسر الميناء."),
            (SHIFT_JIS, "市長は月曜日、検査官が橋に四十以上のひび割れを発見したと記者団に語った。"),
            (GBK, "市长星期一告诉记者，检查人员在大桥上发现了四十多条裂缝。"),
            (BIG5, "市長星期一告訴記者，檢查人員在大橋上發現了四十多條裂縫。"),
            (EUC_KR, "시장은 월요일 기자들에게 검사관들이 다리에서 마흔 개가 넘는 균열을 발견했다고 말했다."),
        ] {
            let (bytes, _, unmappable) = encoding.encode(text);
            assert!(!unmappable, "{}", encoding.name());
            let decoded = decode(&bytes, None, None).unwrap();
            assert_eq!(decoded.text, text, "{}", encoding.name());
            assert!(matches!(decoded.warnings.as_slice(), [Warning::GuessedEncoding { .. }]), "{}", encoding.name());
        }
        let decoded = decode(b"\x1b$B;TD9\x1b(B said so", None, None).unwrap();
        assert_eq!(decoded.text, "市長 said so");
        assert_eq!(decoded.warnings, [Warning::GuessedEncoding { encoding: "ISO-2022-JP" }]);
    }

    #[test]
    fn a_damaged_utf8_file_stays_utf8_and_counts_the_damage() {
        let mut bytes = "Über die Brücke größer führt später ein Weg – später.".as_bytes().to_vec();
        bytes.extend(b"\xe2\x80");
        let decoded = decode(&bytes, None, None).unwrap();
        assert!(decoded.text.ends_with("später.\u{fffd}"));
        assert_eq!(decoded.warnings, [Warning::ReplacedCharacters { count: 1, encoding: "UTF-8" }]);
    }

    #[test]
    fn line_ends_become_line_feeds_and_nothing_else_changes() {
        for (bytes, text, crlf) in [
            ("a\r\nb\r\n", "a\nb\n", true),
            ("a\nb\r\nc", "a\nb\nc", true),
            ("a\rb\r", "a\rb\r", false),
            ("a\rb\r\nc\r", "a\rb\nc\r", true),
            ("a\r\r\nb", "a\nb", true),
            ("\r\na", "\na", true),
            ("a\n\rb", "a\n\rb", false),
            ("a\u{2028}b\u{a0}c\x0cd\u{85}e\u{301}", "a\u{2028}b\u{a0}c\x0cd\u{85}e\u{301}", false),
        ] {
            let decoded = decode(bytes.as_bytes(), None, None).unwrap();
            assert_eq!((decoded.text.as_str(), decoded.crlf), (text, crlf), "{bytes:?}");
            assert_eq!(decoded.warnings, [], "{bytes:?}");
        }
    }

    #[test]
    fn what_is_no_text_is_refused() {
        let noise: Vec<u8> = (0..2000_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
        let no_zeros: Vec<u8> = noise.iter().map(|byte| byte | 1).collect();
        for bytes in [
            b"hello\0world, this is a text with a zero in it".as_slice(),
            b"\x01\0\0\0\x02\0\0\0\x03\0\0\0",
            b"\x01\x02\x03\x04\x05\x06 a",
            b"\0",
            b"\xff\xfe\0\xd8\0\xd8\0\xd8a\0",
            &noise,
            &no_zeros,
        ] {
            assert!(matches!(decode(bytes, None, None), Err(Refusal::Binary { .. })), "{:?}", bytes.get(..20.min(bytes.len())));
        }
    }

    #[test]
    fn what_is_wished_and_what_is_said_go_before_a_guess() {
        let russian = "Мост закрыт, сказал мэр.";
        let bytes = |encoding: &'static Encoding, text: &str| encoding.encode(text).0.into_owned();
        let wrong = Warning::WrongDeclaration { declared: "Shift_JIS", encoding: "windows-1251" };
        for (bytes, declared, wished, text, warnings) in [
            (bytes(KOI8_R, russian), Some(KOI8_R), None, russian, vec![]),
            (bytes(KOI8_R, russian), None, Some(KOI8_R), russian, vec![]),
            (bytes(KOI8_R, russian), Some(WINDOWS_1251), Some(KOI8_R), russian, vec![]),
            // Said to be one byte a letter, and UTF-8 to the byte.
            (russian.into(), Some(WINDOWS_1252), None, russian, vec![]),
            ("über".into(), Some(WINDOWS_1252), None, "über", vec![]),
            ("市長は言った。".into(), Some(SHIFT_JIS), None, "市長は言った。", vec![]),
            // Who wishes it has it.
            ("über".into(), None, Some(WINDOWS_1252), "Ã¼ber", vec![]),
            // A mark decides.
            (b"\xef\xbb\xbf\xc3\xbc".to_vec(), Some(WINDOWS_1252), Some(WINDOWS_1252), "ü", vec![]),
            // Said to be what it cannot be.
            (
                bytes(WINDOWS_1251, "Инспекторы нашли более сорока трещин, сообщил мэр города в понедельник. Мост закрыт."),
                Some(SHIFT_JIS),
                None,
                "Инспекторы нашли более сорока трещин, сообщил мэр города в понедельник. Мост закрыт.",
                vec![wrong],
            ),
            (b"closed".to_vec(), Some(UTF_16LE), None, "closed", vec![]),
            (utf16("closed", false), Some(UTF_16BE), None, "closed", vec![]),
        ] {
            let decoded = decode(&bytes, declared, wished).unwrap();
            assert_eq!((decoded.text.as_str(), decoded.warnings), (text, warnings));
        }
        let refusal = decode(&utf16("closed", true), None, Some(WINDOWS_1252)).err();
        assert_eq!(refusal, Some(Refusal::WrongEncoding { encoding: "windows-1252" }));
    }

    #[test]
    fn a_few_controls_do_not_cost_the_article() {
        let text = "A bell \u{7} and an escape \u{1b}[0m and a \u{9f} in a text.";
        assert_eq!(decode(text.as_bytes(), None, None).unwrap().text, text);
    }
}
