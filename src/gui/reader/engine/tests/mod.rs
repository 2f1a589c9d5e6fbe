//! What must hold for positions in any script. System faces are off, so nothing depends on the machine; a script without a face is boxes, and
//! boxes have places too.

mod column;
mod laid;
mod lines;
mod picture;

use super::cut::pieces;
use super::fonts::Family;
use super::laid::Laid;
use super::typeset::{Face, Measure, SystemFonts, Typesetter, Weight};

/// Text that breaks readers, one script or oddity each.
pub(super) const HARD: &[&str] = &[
    "Inspectors found more than 40 cracks in the harbour bridge, the mayor said on Monday.",
    "office affluent fiancé Zoë naïve e\u{301}clair c\u{327}\u{301}",
    "شهردار گفت بازرسان بیش از ۴۰ ترک در پل بندر پیدا کرده‌اند و کتاب‌خانه بسته است.",
    "السلام عليكم ورحمة الله، لا إله إلا الله",
    "ראש העיר אמר כי נמצאו יותר מ-40 סדקים בגשר (לפי הדו״ח).",
    "The word سلام means peace, and שלום (shalom) too; 12 of 345.",
    "گزارش BBC News در 12 مارس درباره COVID-19 منتشر شد.",
    "मुंबई में क्षत्रियों ने प्रार्थना की और हिन्दी में कहा।",
    "ประเทศไทยมีน้ำใจและวัฒนธรรมที่สวยงาม",
    "北京市长周一表示，检查人员在港口大桥上发现了40多条裂缝。",
    "family 👨‍👩‍👧‍👦 flags 🇮🇷🇫🇷🇩🇪 rainbow 🏳️‍🌈 skin 👍🏽 end",
    "a\rb\u{7}c\u{85}d\u{0}",
    "\r\r\r",
    "col one\tcol two\t\tend",
    "\t",
    "line one\u{2028}line two\u{2029}",
    "سطر اول\u{2028}سطر دوم",
    "",
    " ",
    "\u{a0}\u{a0}",
    "\u{301}starts with a mark",
    "b\u{200b}c\u{200d}d\u{feff}e\u{2060}f\u{ad}g",
    "\u{202e}abc\u{202c} def \u{2067}ghi\u{2069}",
    "한국어 텍스트 각",
    "Ünïcödé — “quotes” … ‹›",
    "https://example.org/averyveryverylongaddresswithoutanyspaceinit/which/cannot/be/broken/nicely/anywhere/at/all",
];

pub(super) const NARROW: Measure = Measure { width: 240.0, scale: 1.0 };

pub(super) const FACE: Face = Face { family: Family::Serif, size: 19.0, line_height: 1.65, weight: Weight::Regular, italic: false, indent: 0.0 };

pub(super) fn typesetter() -> Typesetter {
    Typesetter::new(SystemFonts::Never)
}

/// All pieces of a paragraph, laid out.
pub(super) fn lay(setter: &mut Typesetter, paragraph: &str, measure: Measure) -> Vec<Laid> {
    pieces(paragraph).into_iter().map(|piece| setter.lay(paragraph, piece, FACE, measure)).collect()
}

/// The boundaries of graphemes in a range, both ends included.
pub(super) fn boundaries(text: &str, range: std::ops::Range<usize>) -> Vec<usize> {
    let mut all = vec![range.start];
    while let Some(last) = all.last().copied().filter(|last| *last < range.end) {
        all.push(crate::text::next_grapheme(text, last));
    }
    all
}
