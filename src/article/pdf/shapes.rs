//! From the letters of one line, each with its place, to its text: spaces where the gaps are, marks with the letters that bear them, the
//! order of reading, and letters instead of the shapes that fonts have for several of them.

use super::bidi::{self, Way};
use super::eye::Glyph;
use crate::article::has_no_spaces;
use icu_normalizer::ComposingNormalizerBorrowed;

/// The narrowest gap that parts words, in sizes. The space of most fonts is 0.25 wide, that of a squeezed line 0.18; letters are set up
/// to 0.08 apart.
const SPACE: f64 = 0.15;
/// The same beside a Chinese or Japanese letter, where programs leave a quarter that is no space.
const WIDE_SPACE: f64 = 0.45;

/// A letter with its marks.
struct Shape {
    text: String,
    left: f64,
    right: f64,
}

/// The text of a line, whose letters come as runs from left to right.
pub(super) fn text(runs: impl Iterator<Item = (Vec<Glyph>, bool)>, size: f64, way: Way) -> String {
    let mut shapes = Vec::new();
    for (glyphs, is_raised) in runs {
        let from = shapes.len();
        bear(glyphs, size, &mut shapes);
        if is_raised {
            shapes.iter_mut().skip(from).for_each(raise);
        }
    }
    let (right, left) = shapes.iter().map(|shape| bidi::count(&shape.text)).fold((0, 0), |sum, count| (sum.0 + count.0, sum.1 + count.1));
    if left > 0 {
        // Such lines are written in any order; only the places count.
        shapes.sort_by(|one, other| one.left.total_cmp(&other.left));
    }
    // A line with letters of both kinds goes the way of its page.
    let way = match (right, left) {
        (_, 0) => Way::Right,
        (0, _) => Way::Left,
        (right, left) if way == Way::Right && left <= 2 * right => Way::Right,
        (right, left) if way == Way::Right && left > 2 * right => Way::Left,
        _ => way,
    };
    tidy(&bidi::logical(spaced(shapes, size), way))
}

/// Gives marks to the letters that bear them. In a script that goes to the right that is the one before. In the others the marks come first
/// where the letters are put down from left to right, so that it is the one after, unless the mark stands well within the one before.
fn bear(glyphs: Vec<Glyph>, size: f64, shapes: &mut Vec<Shape>) {
    let mut waiting = String::new();
    for glyph in glyphs {
        let is_mark = !glyph.text.is_empty() && glyph.text.chars().all(is_mark);
        match shapes.last_mut() {
            Some(last) if is_mark && (is_forward(&glyph.text) || glyph.x < last.right - 0.15 * size) => last.text.push_str(&glyph.text),
            _ if is_mark => waiting.push_str(&glyph.text),
            _ => {
                let text = plain(&glyph.text) + &std::mem::take(&mut waiting);
                shapes.push(Shape { text, left: glyph.x, right: glyph.x + glyph.advance });
            }
        }
    }
    if let Some(last) = shapes.last_mut() {
        last.text.push_str(&waiting);
    }
}

/// Whether marks are of a script that goes to the right, where they always follow their letter.
fn is_forward(marks: &str) -> bool {
    bidi::count(marks).1 == 0
}

/// The digits of a raised number are raised in the text, so that “40” with the footnote 1 is not 401.
fn raise(shape: &mut Shape) {
    const RAISED: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    shape.text = shape.text.chars().map(|letter| letter.to_digit(10).and_then(|digit| RAISED.get(digit as usize)).copied().unwrap_or(letter)).collect();
}

/// The texts of the shapes, with spaces.
fn spaced(shapes: Vec<Shape>, size: f64) -> Vec<String> {
    let gaps = shapes.windows(2).filter_map(|pair| if let [one, other] = pair { Some(other.left - one.right) } else { None });
    let mut inner: Vec<f64> = gaps.filter(|gap| gap.abs() < size).collect();
    inner.sort_by(f64::total_cmp);
    // In a line whose letters are set apart, the middle gap is one of these.
    let usual = if inner.len() >= 4 { inner.get(inner.len() / 2).copied().unwrap_or(0.0).max(0.0) } else { 0.0 };
    let narrow = if usual > 0.06 * size { usual + 0.12 * size } else { SPACE * size };
    let mut texts: Vec<String> = Vec::new();
    let mut before: Option<(f64, Option<char>)> = None;
    for shape in shapes {
        let first = shape.text.chars().next();
        if let Some((end, last)) = before {
            let is_wide = last.is_some_and(has_no_spaces) || first.is_some_and(has_no_spaces);
            let least = if is_wide { usual + WIDE_SPACE * size } else { narrow };
            let is_space = last.is_some_and(char::is_whitespace) || first.is_some_and(char::is_whitespace);
            if shape.left - end > least && !is_space {
                texts.push(" ".to_owned());
            }
        }
        before = Some((before.map_or(shape.right, |(end, _)| end.max(shape.right)), shape.text.chars().next_back()));
        texts.push(shape.text);
    }
    texts
}

/// The letters that a shape stands for, where a font calls the shape a letter of its own: Latin ligatures, and the forms that Arabic and
/// Hebrew letters have beside each other. Words that are one sign stay.
fn plain(text: &str) -> String {
    let is_form = |letter: char| {
        matches!(letter, '\u{fb00}'..='\u{fb06}' | '\u{fb13}'..='\u{fb4f}' | '\u{fb50}'..='\u{fdf9}' | '\u{fe70}'..='\u{fefc}')
            && !matches!(letter, '\u{fd3e}' | '\u{fd3f}')
    };
    if !text.chars().any(is_form) {
        return text.to_owned();
    }
    let normalizer = const { ComposingNormalizerBorrowed::new_nfkc() };
    text.chars().map(|letter| if is_form(letter) { normalizer.normalize(letter.encode_utf8(&mut [0; 4])).into_owned() } else { letter.to_string() }).collect()
}

/// One space between words, none at the ends. A soft hyphen that is seen is a hyphen; at the end it stays, to be joined.
fn tidy(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    let seen = match out.strip_suffix('\u{ad}') {
        Some(head) => head.replace('\u{ad}', "-") + "\u{ad}",
        None => out.replace('\u{ad}', "-"),
    };
    let is_mark_of_way = |letter| matches!(letter, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    seen.chars().filter(|letter| !is_mark_of_way(*letter)).collect()
}

/// Whether a character is drawn on the one that it follows.
pub(super) fn is_mark(letter: char) -> bool {
    matches!(letter, '\u{300}'..='\u{36f}' | '\u{483}'..='\u{487}' | '\u{591}'..='\u{5bd}' | '\u{5bf}' | '\u{5c1}' | '\u{5c2}' | '\u{5c4}' | '\u{5c5}' | '\u{5c7}'
        | '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{6d6}'..='\u{6dc}' | '\u{6df}'..='\u{6e4}' | '\u{e31}' | '\u{e34}'..='\u{e3a}'
        | '\u{e47}'..='\u{e4e}' | '\u{93c}' | '\u{94d}' | '\u{941}'..='\u{948}' | '\u{901}' | '\u{902}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}'
        | '\u{20d0}'..='\u{20ff}' | '\u{fe20}'..='\u{fe2f}')
}

/// The value of a digit of Arabic, Persian or Hindi.
pub(super) fn digit(letter: char) -> Option<u32> {
    [0x660, 0x6f0, 0x966].into_iter().find_map(|zero| u32::from(letter).checked_sub(zero).filter(|value| *value < 10))
}
