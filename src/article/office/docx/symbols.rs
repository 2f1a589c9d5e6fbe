//! Signs of picture fonts: the file has a code that means something only in its font. Those that stand for a character become it.

/// The character for a code in a font; `None` where it stands for none.
pub(super) fn character(font: &str, code: u32) -> Option<char> {
    // Fonts of this kind have their codes in the private area, from U+F000.
    let low = if (0xf000..=0xf0ff).contains(&code) { code - 0xf000 } else { code };
    let is_private = (0xe000..=0xf8ff).contains(&code);
    match font.to_lowercase().as_str() {
        "symbol" => by_table(low, SYMBOL),
        "wingdings" => by_table(low, WINGDINGS),
        "wingdings 2" => by_table(low, WINGDINGS_2),
        "wingdings 3" | "webdings" => None,
        _ if is_private => None,
        _ => char::from_u32(code).filter(|character| !character.is_control()),
    }
}

fn by_table(code: u32, table: &[(u32, &str)]) -> Option<char> {
    let (first, signs) = table.iter().rev().find(|(first, _)| *first <= code)?;
    signs.chars().nth((code - first) as usize).filter(|sign| *sign != '\u{fffd}')
}

/// Stretches of the font Symbol from a code on: digits and punctuation, Greek letters, mathematics.
const SYMBOL: &[(u32, &str)] = &[
    (0x20, " !∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼"),
    (0xa0, "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…"),
    (0xbf, "↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑"),
    (0xf1, "〉∫"),
];

/// The few of Wingdings that documents use: boxes, ticks, arrows, hands, envelopes.
const WINGDINGS: &[(u32, &str)] = &[
    (0x21, "✏✂✁"),
    (0x28, "☎"),
    (0x2a, "✉"),
    (0x45, "☜☞☝☟"),
    (0x4a, "☺"),
    (0x4c, "☹"),
    (0x6c, "●"),
    (0x6e, "■□"),
    (0x76, "❖"),
    (0x9e, "·•"),
    (0xa7, "▪◻"),
    (0xab, "★"),
    (0xd8, "➢"),
    (0xdf, "←→↑↓"),
    (0xef, "⇦⇨⇧⇩"),
    (0xfb, "✗✓☒☑"),
];

const WINGDINGS_2: &[(u32, &str)] = &[(0x4f, "✗✓"), (0x51, "☒☑"), (0xa3, "□")];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_are_characters_where_they_stand_for_one() {
        for (font, code, expected) in [
            ("Symbol", 0xf061, Some('α')),
            ("Symbol", 0x57, Some('Ω')),
            ("Symbol", 0xf0a3, Some('≤')),
            ("Symbol", 0xf0b3, Some('≥')),
            ("Symbol", 0xf0b0, Some('°')),
            ("Symbol", 0xf0d6, Some('√')),
            ("Symbol", 0xf0e5, Some('∑')),
            ("Symbol", 0xf0f2, Some('∫')),
            ("Symbol", 0xf0ff, None),
            ("Wingdings", 0xf0fc, Some('✓')),
            ("Wingdings", 0xf0e0, Some('→')),
            ("Wingdings", 0xf030, None),
            ("Wingdings 2", 0xf050, Some('✓')),
            ("Webdings", 0xf061, None),
            ("Segoe UI Symbol", 0x2610, Some('☐')),
            ("Arial", 0xf061, None),
            ("Arial", 0xd800, None),
        ] {
            assert_eq!(character(font, code), expected, "{font} {code:x}");
        }
    }
}
