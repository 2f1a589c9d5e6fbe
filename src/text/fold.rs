//! What is the same sign to a reader: capitals and small letters, the shapes of quotation marks, the kinds of spaces, and signs that are not seen.

use unicode_segmentation::UnicodeSegmentation;

/// A letter as a small one; a letter that has several small ones (`İ`) as the first of them.
pub(super) fn case(c: char) -> char {
    if c.is_ascii() { c.to_ascii_lowercase() } else { c.to_lowercase().next().unwrap_or(c) }
}

/// Every double quotation mark as `"`, every single one and the apostrophe as `'`.
pub(super) fn quote(c: char) -> char {
    match c {
        '“' | '”' | '„' | '‟' | '«' | '»' | '"' => '"',
        '‘' | '’' | '‚' | '‛' | '\'' => '\'',
        c => c,
    }
}

/// All white space as a space, no-break spaces too.
pub(super) fn space(c: char) -> char {
    if c.is_whitespace() { ' ' } else { c }
}

/// A letter or digit as it is compared between texts from different keyboards: small; digits of Arabic, Persian and Hindi and full-width
/// letters as ASCII ones; Arabic yeh and kaf as the Persian ones, which look the same; the Greek sigma that ends a word as any other.
pub(super) fn letter(c: char) -> char {
    match c {
        c if c.is_ascii() => c.to_ascii_lowercase(),
        'ي' | 'ى' => 'ی',
        'ك' => 'ک',
        'ς' => 'σ',
        '\u{660}'..='\u{669}' => digit(c, 0x660),
        '\u{6f0}'..='\u{6f9}' => digit(c, 0x6f0),
        '\u{966}'..='\u{96f}' => digit(c, 0x966),
        '！'..='～' => char::from_u32(u32::from(c) - 0xff01 + 0x21).map_or(c, |narrow| narrow.to_ascii_lowercase()),
        c => case(c),
    }
}

fn digit(c: char, zero: u32) -> char {
    char::from_digit(u32::from(c) - zero, 10).unwrap_or(c)
}

/// Whether a sign changes how a word looks and not which word it is: soft hyphens, joiners and zero-width spaces, marks of direction,
/// variation selectors, the Arabic tatweel, and the vowel points of Arabic and Hebrew, which most writers leave out.
pub(super) fn is_unseen(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{640}' | '\u{64b}'..='\u{652}' | '\u{670}'
        | '\u{591}'..='\u{5bd}' | '\u{5bf}' | '\u{5c1}' | '\u{5c2}' | '\u{5c4}' | '\u{5c5}' | '\u{5c7}'
        | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{e0100}'..='\u{e01ef}')
}

/// The letters and digits of words as they are compared, with the marks on them and nothing between them: what is equal here differs at
/// most in capitals, spaces, signs, and signs that are not seen.
pub fn bare(words: &str) -> String {
    if words.is_ascii() {
        return words.chars().filter(char::is_ascii_alphanumeric).map(case).collect();
    }
    let mut bare = String::with_capacity(words.len());
    for grapheme in words.graphemes(true).filter(|grapheme| grapheme.starts_with(char::is_alphanumeric)) {
        bare.extend(grapheme.chars().filter(|c| !is_unseen(*c)).map(letter));
    }
    bare
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_looks_the_same_is_the_same() {
        let folded = |s: &str| s.chars().filter(|c| !is_unseen(*c)).map(letter).collect::<String>();
        assert_eq!(folded("STRASSE Łódź ΟΔΟΣ"), folded("strasse łódź οδος"));
        assert_eq!(folded("كتاب‌هاي ١٢۳"), "کتابهای 123");
        assert_eq!(folded("مُحَمَّـــد"), "محمد");
        assert_eq!(folded("２０２６ＡＢ ४०"), "2026ab 40");
        assert_eq!(folded("co\u{ad}op\u{200b}er\u{2060}ate\u{feff}"), "cooperate");
        assert_eq!(bare("Elin\u{a0} VARGA"), bare("elin-varga."));
        assert_eq!(bare("الوزير، (بيروت)"), bare("الوزیر بیروت"));
        assert_ne!(bare("Jose\u{301}"), bare("Jose"), "another letter is another name");
        assert_eq!((bare("“…” 👩‍👩‍👧"), bare("नमस्ते, हिन्दी")), (String::new(), "नमस्तेहिन्दी".to_owned()));
        assert_eq!("„a“ ‚b‘".chars().map(quote).map(space).collect::<String>(), "\"a\" 'b'");
    }
}
