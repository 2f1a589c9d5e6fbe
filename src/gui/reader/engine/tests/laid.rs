//! Positions in one piece.

use super::super::laid::{Caret, Laid, Side};
use super::super::typeset::{Measure, SystemFonts, Typesetter};
use super::{FACE, HARD, NARROW, boundaries, lay, typesetter};
use proptest::prelude::*;

const WIDE: Measure = Measure { width: 4000.0, scale: 1.0 };

fn is_boundary(text: &str, byte: usize) -> bool {
    text.is_char_boundary(byte) && crate::text::grapheme_floor(text, byte) == byte
}

/// What must hold for every paragraph at every width.
pub(super) fn check(paragraph: &str, laids: &[Laid]) {
    let mut end = 0;
    for laid in laids {
        assert_eq!(laid.bytes().start, end, "pieces leave no gap in {paragraph:?}");
        end = laid.bytes().end;
        check_lines(paragraph, laid);
        check_carets(paragraph, laid);
        check_rects(paragraph, laid);
        check_steps(paragraph, laid);
    }
    assert_eq!(end, paragraph.len());
}

pub(super) fn check_lines(paragraph: &str, laid: &Laid) {
    assert!(laid.lines_count() >= 1);
    assert_eq!(laid.height(), laid.lines_count() as f32 * laid.line_height());
    let mut end = laid.bytes().start;
    for line in 0..laid.lines_count() {
        let range = laid.line_range(line);
        assert_eq!(range.start, end, "lines leave no gap in {paragraph:?}");
        assert!(is_boundary(paragraph, range.start));
        end = range.end;
        for byte in range.clone() {
            assert_eq!(laid.line_of(byte), line, "byte {byte} of {paragraph:?}");
        }
    }
    assert_eq!(end, laid.bytes().end);
}

fn check_carets(paragraph: &str, laid: &Laid) {
    for byte in boundaries(paragraph, laid.bytes()) {
        for side in [Side::Next, Side::Previous] {
            let caret = Caret { byte, side };
            let at = laid.caret(caret);
            assert_eq!(at.x0, at.x1);
            let again = laid.hit(at.x0, (at.y0 + at.y1) / 2.0);
            assert!(is_boundary(paragraph, again.byte), "{byte} of {paragraph:?} came back as {again:?}");
            assert_eq!(laid.caret(again), at, "{caret:?} of {paragraph:?} came back as {again:?}, drawn elsewhere");
        }
    }
    for y in [-50.0, 3.0, laid.height() - 1.0, laid.height() + 50.0] {
        for x in [-100.0, 0.0, 33.3, 120.0, 239.0, 5000.0] {
            let byte = laid.hit(x, y).byte;
            assert!(laid.bytes().start <= byte && byte <= laid.bytes().end && is_boundary(paragraph, byte));
        }
    }
}

fn check_rects(paragraph: &str, laid: &Laid) {
    let all = boundaries(paragraph, laid.bytes());
    assert!(laid.rects(laid.bytes().end..laid.bytes().end).is_empty());
    for pair in all.windows(2) {
        let range = pair[0]..pair[1];
        let rects = laid.rects(range.clone());
        assert_eq!(rects.len(), 1, "one grapheme has one place: {range:?} of {paragraph:?}");
        assert!(rects[0].x1 > rects[0].x0 && rects[0].y1 > rects[0].y0);
        let glyph = laid.first_glyph_rect(range.clone()).expect("it is here");
        assert_eq!((glyph.line, glyph.x0), (rects[0].line, rects[0].x0));
        assert_eq!(glyph.line, laid.line_of(range.start));
    }
    for (index, start) in all.iter().enumerate() {
        for end in all.iter().skip(index + 1) {
            let rects = laid.rects(*start..*end);
            assert!(!rects.is_empty(), "{start}..{end} of {paragraph:?}");
            for pair in all.windows(2) {
                let cell = laid.first_glyph_rect(pair[0]..pair[1]).expect("it is here");
                let middle = (cell.x0 + cell.x1) / 2.0;
                let covered = rects.iter().any(|rect| rect.line == cell.line && rect.x0 <= middle && middle <= rect.x1);
                if cell.x1 - cell.x0 > 4.0 {
                    assert_eq!(covered, *start <= pair[0] && pair[1] <= *end, "{pair:?} in {start}..{end} of {paragraph:?}");
                }
            }
        }
    }
}

/// Going right crosses each grapheme once, and so does going left.
pub(super) fn check_steps(paragraph: &str, laid: &Laid) {
    let graphemes = boundaries(paragraph, laid.bytes()).len() - 1;
    for right in [true, false] {
        let forward = right != laid.is_rtl();
        let (line, x) = if forward { (0, if right { f32::MIN } else { f32::MAX }) } else { (laid.lines_count() - 1, if right { f32::MIN } else { f32::MAX }) };
        let mut caret = laid.hit_line(line, x);
        if graphemes == 0 {
            assert_eq!(laid.step(caret, right), None);
            continue;
        }
        // The edge itself: cells without width stand where a hit cannot tell them apart.
        while let Some(before) = laid.step(caret, !right) {
            caret = before;
        }
        let mut seen = vec![caret];
        while let Some(next) = laid.step(caret, right) {
            assert!(is_boundary(paragraph, next.byte));
            assert!(seen.len() <= graphemes, "going {} in {paragraph:?} does not end: {seen:?}", if right { "right" } else { "left" });
            seen.push(next);
            caret = next;
        }
        assert_eq!(seen.len(), graphemes + 1, "going right {right} in {paragraph:?} visits every grapheme once: {seen:?}");
    }
}

#[test]
fn positions_hold_in_every_script_at_every_width() {
    let mut setter = typesetter();
    for paragraph in HARD {
        for measure in [WIDE, NARROW, Measure { width: 61.0, scale: 1.5 }, Measure { width: 1.0, scale: 1.0 }] {
            check(paragraph, &lay(&mut setter, paragraph, measure));
        }
    }
}

#[test]
fn left_to_right_text_has_the_places_that_a_reader_expects() {
    let mut setter = typesetter();
    let text = "one two three";
    let laid = &lay(&mut setter, text, WIDE)[0];
    assert_eq!((laid.lines_count(), laid.line_height(), laid.is_rtl()), (1, 31.0, false));
    let xs: Vec<f32> = (0..=text.len()).map(|byte| laid.caret(Caret::before(byte)).x0).collect();
    assert_eq!(xs[0], 0.0);
    assert!(xs.windows(2).all(|pair| pair[0] < pair[1]));
    for (byte, x) in xs.iter().enumerate() {
        assert_eq!(laid.hit(*x, 10.0).byte, byte);
    }
    let word = &laid.rects(4..7)[0];
    assert_eq!((word.x0, word.x1), (xs[4], xs[7]));
    assert!(word.y0 >= 0.0 && word.y1 <= 31.0 && word.y1 - word.y0 > 19.0);
}

#[test]
fn a_right_to_left_paragraph_stands_at_the_right_and_its_lines_follow() {
    let mut setter = typesetter();
    let text = "شهردار گفت بازرسان بیش از ۴۰ ترک در پل بندر پیدا کرده‌اند";
    let laid = &lay(&mut setter, text, NARROW)[0];
    assert!(laid.is_rtl() && laid.lines_count() > 1);
    assert!((laid.caret(Caret::before(0)).x0 - 240.0).abs() < 0.01);
    assert_eq!(laid.caret(Caret::before(0)).line, 0);
    let first = laid.first_glyph_rect(0..4).expect("it is here");
    assert!((first.x1 - 240.0).abs() < 0.01);
    assert_eq!(laid.hit(0.0, laid.height() - 1.0).byte, text.len(), "the end is at the left of the last line");
    let start = laid.step(Caret::before(0), false).expect("left is forward");
    assert_eq!(start.byte, 2);
}

#[test]
fn a_mixed_line_is_two_rectangles_where_the_direction_changes() {
    let mut setter = typesetter();
    let text = "the word سلام دنیا is peace";
    let laid = &lay(&mut setter, text, WIDE)[0];
    let (arabic, is) = (text.find('س').unwrap(), text.find(" is").unwrap());
    assert_eq!(laid.rects(arabic..is).len(), 1);
    let half = text.find(" دنیا").unwrap();
    let split = laid.rects(4..half);
    assert_eq!(split.len(), 2, "the first Arabic word stands at the right of the second");
    assert!(split[0].x1 < split[1].x0);
    assert_eq!(laid.rects(0..text.len()).len(), 1);
}

#[test]
fn a_mark_does_not_move_text_and_a_ligature_is_divided() {
    let mut setter = typesetter();
    let text = "office";
    let laid = &lay(&mut setter, text, WIDE)[0];
    let xs: Vec<f32> = (0..=6).map(|byte| laid.caret(Caret::before(byte)).x0).collect();
    assert!(xs.windows(2).all(|pair| pair[1] - pair[0] > 2.0), "{xs:?}");
}

#[test]
fn controls_take_no_width_and_tabs_take_some() {
    let mut setter = typesetter();
    let x = |setter: &mut _, text: &str| lay(setter, text, WIDE)[0].caret(Caret::after(text.len())).x0;
    assert_eq!(x(&mut setter, "a\rb\u{7}c\u{85}"), x(&mut setter, "abc"));
    assert!((x(&mut setter, "a\tb") - x(&mut setter, "ab") - 19.0).abs() < 0.01);
    let laid = &lay(&mut setter, "ab\rcd", WIDE)[0];
    assert_eq!(laid.caret(Caret::after(2)).x0, laid.caret(Caret::before(3)).x0);
    let rects = laid.rects(2..3);
    assert_eq!(rects[0].x1 - rects[0].x0, 2.0, "what has no width can be seen when it is selected");
}

#[test]
fn moves_up_down_and_to_the_ends_of_lines() {
    let mut setter = typesetter();
    let text = HARD[0];
    let laid = &lay(&mut setter, text, NARROW)[0];
    let last = laid.lines_count() - 1;
    assert!(last > 1);
    let mut caret = Caret::before(0);
    for line in 1..=last {
        caret = laid.move_vertical(caret, 100.0, true).expect("there is a line below");
        assert_eq!(laid.line_of_caret(caret), line);
        assert!(line == last || (laid.caret(caret).x0 - 100.0).abs() < 15.0, "the last line is short");
    }
    assert_eq!(laid.move_vertical(caret, 100.0, true), None);
    assert_eq!(laid.move_vertical(Caret::before(3), 100.0, false), None);
    for line in 0..=last {
        let range = laid.line_range(line);
        let inside = Caret::before(range.start + 3);
        assert_eq!(laid.line_start(inside), Caret::before(range.start));
        assert_eq!(laid.line_end(inside, text), Caret::after(range.end));
        assert_eq!(laid.line_of_caret(laid.line_end(inside, text)), line, "the end of a line is drawn in it");
        assert_eq!(laid.line_end(laid.line_end(inside, text), text), laid.line_end(inside, text));
    }
    assert_eq!(lay(&mut setter, "ab\u{2028}cd", NARROW)[0].line_end(Caret::before(0), "ab\u{2028}cd"), Caret::after(2));
}

#[test]
fn an_indent_moves_the_side_where_lines_start() {
    let mut setter = typesetter();
    let face = super::super::typeset::Face { indent: 20.0, ..FACE };
    let measure = Measure { width: 240.0, scale: 2.0 };
    for (text, start, range) in [("A quote that is long enough to wrap", 40.0, 40.0..240.1), ("سلام دنیا این یک نقل قول است", 200.0, -0.1..200.1)]
    {
        let laid = setter.lay(text, 0..text.len(), face, measure);
        assert!((laid.caret(Caret::before(0)).x0 - start).abs() < 0.01);
        assert!(laid.lines_count() > 1);
        assert!(laid.rects(0..text.len()).iter().all(|rect| range.contains(&rect.x0) && range.contains(&rect.x1)), "{text}");
    }
}

#[test]
fn faces_differ_in_weight_and_slant() {
    let mut setter = typesetter();
    let mut width = |weight, italic, family| {
        let face = super::super::typeset::Face { weight, italic, family, ..FACE };
        let laid = setter.lay("Hamburgefonts", 0..13, face, WIDE);
        laid.caret(Caret::after(13)).x0
    };
    use super::super::fonts::Family::{Sans, Serif};
    use super::super::typeset::Weight::{Regular, Semibold};
    let widths = [width(Regular, false, Serif), width(Semibold, false, Serif), width(Regular, true, Serif), width(Regular, false, Sans)];
    for (index, one) in widths.iter().enumerate() {
        assert!(widths.iter().skip(index + 1).all(|other| (one - other).abs() > 0.5), "{widths:?}");
    }
}

#[test]
fn bundled_faces_draw_latin_greek_cyrillic_arabic_and_hebrew() {
    let mut setter = typesetter();
    for text in ["Zoë “said” — 40 %", "Ελληνικά", "Українська", "السلام پیدا", "שלום"] {
        let laid = &lay(&mut setter, text, WIDE)[0];
        assert!(laid.glyphs.iter().all(|glyph| glyph.id != 0), "{text} has a box");
    }
    assert!(lay(&mut setter, "ไทย", WIDE)[0].glyphs.iter().any(|glyph| glyph.id == 0), "a script without a face is boxes");
}

#[test]
fn faces_of_the_system_move_nothing_that_the_bundled_ones_can_draw() {
    let (mut alone, mut with_system) = (typesetter(), Typesetter::new(SystemFonts::WhenNeeded));
    lay(&mut with_system, "ไทย 北京 👍🏽", NARROW);
    for text in HARD {
        for (one, other) in lay(&mut alone, text, NARROW).iter().zip(lay(&mut with_system, text, NARROW)) {
            if one.glyphs.iter().all(|glyph| glyph.id != 0) && text.chars().all(|c| !matches!(c, '\u{200b}'..='\u{200f}')) {
                let carets = |laid: &Laid| boundaries(text, laid.bytes()).into_iter().map(|byte| laid.caret(Caret::before(byte))).collect::<Vec<_>>();
                assert_eq!(carets(one), carets(&other), "{text}");
            }
        }
    }
}

#[test]
fn a_byte_inside_a_grapheme_counts_as_its_start() {
    let mut setter = typesetter();
    for text in HARD {
        for laid in lay(&mut setter, text, NARROW) {
            for byte in laid.bytes() {
                let start = crate::text::grapheme_floor(text, byte);
                for side in [Side::Next, Side::Previous] {
                    let inside = if start == byte { Caret { byte, side } } else { Caret::before(start) };
                    assert_eq!(laid.caret(Caret { byte, side }), laid.caret(inside), "{byte} of {text:?}");
                }
                let whole = start..crate::text::grapheme_ceil(text, byte + 1);
                assert_eq!(laid.rects(byte..byte + 1), laid.rects(whole), "a part of a grapheme is painted whole");
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]
    #[test]
    fn positions_hold_for_any_text(paragraph in "([a-z ]|[اآبپ]|[אבג]|[\u{300}-\u{305}]|[\u{200b}-\u{200f}]|[\u{2026}-\u{2029}]|[\t\r]|[क-न\u{94d}]|👍🏽|🇮🇷|👩\u{200d}🚀|[0-9(),]){0,30}", width in 1.0..400_f32) {
        let mut setter = typesetter();
        let measure = Measure { width, scale: 1.0 };
        check(&paragraph, &lay(&mut setter, &paragraph, measure));
    }

    #[test]
    fn no_text_panics_or_loses_a_grapheme(paragraph in proptest::collection::vec(prop_oneof![any::<char>(), proptest::sample::select(ODD)], 0..60), width in 1.0..300_f32) {
        let mut setter = typesetter();
        let paragraph: String = paragraph.into_iter().collect();
        for laid in lay(&mut setter, &paragraph, Measure { width, scale: 1.0 }) {
            check_lines(&paragraph, &laid);
            check_steps(&paragraph, &laid);
        }
    }
}

/// Characters that joiners, marks, directions and separators make trouble with.
const ODD: &[char] = &[
    ' ',
    'a',
    'f',
    'i',
    'ا',
    'ل',
    'ה',
    '\u{5b0}',
    '\u{64b}',
    'क',
    '\u{94d}',
    'र',
    'ि',
    'ก',
    '\u{e33}',
    '\u{e31}',
    '각',
    '\u{1100}',
    '\u{1161}',
    '\u{301}',
    '\u{20dd}',
    '\u{200d}',
    '\u{200c}',
    '\u{200f}',
    '\u{202b}',
    '\u{2067}',
    '\u{2069}',
    '\u{2028}',
    '\u{2029}',
    '\u{85}',
    '\n',
    '\r',
    '\t',
    '\u{0}',
    '\u{ad}',
    '\u{feff}',
    '\u{fe0f}',
    '\u{1f3fd}',
    '\u{1f1ee}',
    '👩',
    '❤',
    '\u{e0067}',
    '\u{fffd}',
    '\u{3000}',
    '。',
    '(',
    '1',
    '−',
    '\u{1d15f}',
    '\u{10ffff}',
];
