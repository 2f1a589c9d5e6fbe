//! The encodings that RTF names by number: Windows' code pages and the character sets of fonts.

use encoding_rs::{
    BIG5, EUC_KR, Encoding, GBK, IBM866, ISO_2022_JP, KOI8_R, KOI8_U, MACINTOSH, SHIFT_JIS, UTF_8, WINDOWS_874, WINDOWS_1250, WINDOWS_1251, WINDOWS_1252,
    WINDOWS_1253, WINDOWS_1254, WINDOWS_1255, WINDOWS_1256, WINDOWS_1257, WINDOWS_1258, X_MAC_CYRILLIC,
};

/// The encoding of a code page, if it is one that Windows writes. Those of DOS are not known here but for Russian; their letters are read
/// as those of Western Europe.
pub(super) fn of_code_page(number: i32) -> Option<&'static Encoding> {
    Some(match number {
        437 | 850 | 1252 => WINDOWS_1252,
        852 | 1250 => WINDOWS_1250,
        866 => IBM866,
        874 => WINDOWS_874,
        932 => SHIFT_JIS,
        936 | 54936 => GBK,
        949 | 1361 => EUC_KR,
        950 => BIG5,
        1251 => WINDOWS_1251,
        1253 => WINDOWS_1253,
        1254 => WINDOWS_1254,
        1255 => WINDOWS_1255,
        1256 => WINDOWS_1256,
        1257 => WINDOWS_1257,
        1258 => WINDOWS_1258,
        10000 => MACINTOSH,
        10007 => X_MAC_CYRILLIC,
        20866 => KOI8_R,
        21866 => KOI8_U,
        50220..=50222 => ISO_2022_JP,
        65001 => UTF_8,
        _ => return None,
    })
}

/// The encoding of a font's character set; nothing for the set of the document, and for signs that are no letters.
pub(super) fn of_font(number: i32) -> Option<&'static Encoding> {
    of_code_page(match number {
        0 => 1252,
        77 => 10000,
        128 => 932,
        129 | 130 => 949,
        134 => 936,
        136 => 950,
        161 => 1253,
        162 => 1254,
        163 => 1258,
        177 | 181 => 1255,
        178..=180 => 1256,
        186 => 1257,
        204 => 1251,
        222 => 874,
        238 => 1250,
        _ => return None,
    })
}

/// What a sign of the font Symbol is: the few that stand in texts. Its other signs are Greek letters and pieces of formulas.
pub(super) fn of_symbol(byte: u8) -> char {
    match byte {
        0xb7 => '•',
        0xae => '→',
        0xb1 => '±',
        0xb3 => '≥',
        0xa3 => '≤',
        0xb4 => '×',
        0xb0 => '°',
        0xb9 => '≠',
        0xbb => '≈',
        0xbc => '…',
        b'a' => 'α',
        b'b' => 'β',
        b'g' => 'γ',
        b'd' => 'δ',
        b'm' => 'μ',
        b'p' => 'π',
        b's' => 'σ',
        b'D' => 'Δ',
        b'S' => 'Σ',
        b'W' => 'Ω',
        0x20..=0x40 => char::from(byte),
        _ => '\u{fffd}',
    }
}
