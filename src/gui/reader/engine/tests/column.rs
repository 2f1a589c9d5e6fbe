//! The virtual column: text stays where it is, whatever turns out about heights above it.

use super::super::column::{Block, Column, Margins, Place, Source};
use super::super::heights::Heights;
use super::super::laid::Caret;
use super::super::scroll::Align;
use super::super::steps::Step;
use super::super::typeset::{Face, Measure, Typesetter};
use super::{FACE, HARD, boundaries, typesetter};
use proptest::prelude::*;

const MEASURE: Measure = Measure { width: 500.0, scale: 1.0 };
const MARGINS: Margins = Margins { top: 30.0, bottom: 50.0 };
const VIEWPORT: f32 = 600.0;

/// An article, its column and all that goes with it.
struct Desk {
    setter: Typesetter,
    paragraphs: Vec<String>,
    column: Column,
}

impl Desk {
    fn new(paragraphs: Vec<String>) -> Self {
        let column = Column::new(paragraphs.len(), MEASURE, MARGINS, &|number| block(&paragraphs, number));
        Self { setter: typesetter(), paragraphs, column }
    }

    fn lay_out(&mut self, viewport: f32) {
        let Self { setter, paragraphs, column } = self;
        column.lay_out(viewport, &mut Source { typesetter: setter, blocks: &|number| block(paragraphs, number) });
    }

    fn step(&mut self, place: Place, step: Step) -> Place {
        let Self { setter, paragraphs, column } = self;
        column.step(place, step, &mut Source { typesetter: setter, blocks: &|number| block(paragraphs, number) })
    }

    fn measure(&mut self, measure: Measure) {
        let Self { paragraphs, column, .. } = self;
        column.set_measure(measure, MARGINS, &|number| block(paragraphs, number));
    }

    /// Paragraph, first byte and height in the window of each piece shown.
    fn shown(&self) -> Vec<(usize, usize, f32)> {
        self.column.shown().map(|shown| (shown.paragraph, shown.laid.bytes().start, shown.y)).collect()
    }
}

fn block(paragraphs: &[String], number: usize) -> Block<'_> {
    let face = if number == 0 { Face { size: 32.0, line_height: 1.2, ..FACE } } else { FACE };
    Block { text: &paragraphs[number], face, before: if number % 5 == 4 { 12.0 } else { 0.0 }, after: 9.0 }
}

/// Paragraphs whose heights no estimate gets right.
fn odd_article(count: usize) -> Vec<String> {
    let narrow = ["illicit ", "WWW MMM ", "پل بندر ", "桥梁裂缝", "\t", "क्षत्रिय "];
    (0..count).map(|number| narrow[number % 6].repeat((number * 37) % 90) + HARD[number % HARD.len()]).collect()
}

fn place(paragraph: usize, byte: usize) -> Place {
    Place { paragraph, caret: Caret::before(byte) }
}

#[test]
fn the_window_is_filled_without_gap_or_overlap() {
    let mut desk = Desk::new(odd_article(300));
    for _ in 0..60 {
        desk.column.scroll_by(457.0);
        desk.lay_out(VIEWPORT);
        let all: Vec<_> = desk.column.shown().collect();
        assert!(all.first().is_some_and(|first| first.y <= 30.0));
        let end = all.last().map(|last| last.y + last.laid.height()).unwrap();
        assert!(end + 60.0 >= VIEWPORT, "{end}");
        for pair in all.windows(2) {
            let gap = pair[1].y - pair[0].y - pair[0].laid.height();
            let wanted = match (pair[0].paragraph == pair[1].paragraph, pair[1].paragraph % 5) {
                (true, _) => 0.0,
                (false, 4) => 21.0,
                (false, _) => 9.0,
            };
            assert!((gap - wanted).abs() < 0.01, "{gap} between {} and {}", pair[0].paragraph, pair[1].paragraph);
        }
    }
}

#[test]
fn text_moves_by_just_the_pixels_that_were_asked_for() {
    let mut desk = Desk::new(odd_article(400));
    desk.column.scroll_to(place(250, 0), Align::Centre);
    desk.lay_out(VIEWPORT);
    for delta in [-13.0, -170.5, -300.0, -599.0, 44.0, 311.0, -1.0, -450.0, -450.0, -450.0, -450.0, 250.0] {
        let before = desk.shown();
        desk.column.scroll_by(delta);
        desk.lay_out(VIEWPORT);
        let after = desk.shown();
        let both: Vec<_> = before.iter().filter_map(|(p, b, y)| after.iter().find(|(q, c, _)| (p, b) == (q, c)).map(|(_, _, z)| y - z)).collect();
        assert!(!both.is_empty());
        assert!(both.iter().all(|moved| (moved - delta).abs() < 0.1), "{delta}: {both:?}");
    }
}

#[test]
fn the_start_and_the_end_are_reached_and_not_passed() {
    let mut desk = Desk::new(odd_article(200));
    desk.lay_out(VIEWPORT);
    assert_eq!(desk.shown()[0], (0, 0, 30.0), "below the margin");
    assert_eq!(desk.column.fraction(), 0.0);
    desk.column.scroll_by(-5000.0);
    desk.lay_out(VIEWPORT);
    assert_eq!(desk.shown()[0], (0, 0, 30.0));
    for end in [|column: &mut Column| column.set_fraction(1.0), |column: &mut Column| column.scroll_by(1e9), |column: &mut Column| column.scroll_by(900.0)] {
        end(&mut desk.column);
        desk.lay_out(VIEWPORT);
        let last = desk.column.shown().last().map(|last| (last.paragraph, last.y + last.laid.height())).unwrap();
        assert_eq!(last.0, 199);
        assert!((last.1 + 9.0 + 50.0 - VIEWPORT).abs() < 0.01, "the margin is below the last paragraph: {last:?}");
        assert!((desk.column.fraction() - 1.0).abs() < 1e-6);
    }
    desk.column.set_fraction(0.0);
    desk.lay_out(VIEWPORT);
    assert_eq!(desk.shown()[0], (0, 0, 30.0));
    desk.column.scroll_by(1e7);
    desk.column.scroll_by(-1e7);
    desk.lay_out(VIEWPORT);
    assert_eq!(desk.shown()[0], (0, 0, 30.0));
}

#[test]
fn a_short_text_does_not_scroll() {
    let mut desk = Desk::new(vec!["One.".into(), String::new(), "Two.".into()]);
    for delta in [0.0, 100.0, -100.0] {
        desk.column.scroll_by(delta);
        desk.lay_out(VIEWPORT);
        assert_eq!(desk.shown()[0], (0, 0, 30.0));
        assert_eq!(desk.shown().len(), 3);
        assert_eq!(desk.column.fraction(), 0.0);
    }
    let mut empty = Desk::new(Vec::new());
    empty.column.scroll_to(place(3, 4), Align::Nearest);
    empty.lay_out(VIEWPORT);
    assert_eq!((empty.shown().len(), empty.column.hit(3.0, 3.0)), (0, Place::default()));
    assert_eq!(empty.step(place(7, 7), Step::Left), Place::default());
}

#[test]
fn a_place_is_brought_into_the_window() {
    let mut desk = Desk::new(odd_article(300));
    for (paragraph, align) in
        [(150, Align::Top), (20, Align::Centre), (299, Align::Top), (0, Align::Centre), (130, Align::Nearest), (131, Align::Nearest), (120, Align::Nearest)]
    {
        let byte = crate::text::grapheme_floor(&desk.paragraphs[paragraph], desk.paragraphs[paragraph].len() / 2);
        desk.column.scroll_to(place(paragraph, byte), align);
        desk.lay_out(VIEWPORT);
        let rect = desk.column.caret_rect(place(paragraph, byte)).expect("it is in the window");
        assert!(rect.y0 >= 0.0 && rect.y1 <= VIEWPORT, "{paragraph}: {rect:?}");
        if paragraph == 20 {
            assert!(((rect.y0 + rect.y1) / 2.0 - VIEWPORT / 2.0).abs() < 20.0);
        }
        let before = desk.shown();
        desk.column.scroll_to(place(paragraph, byte), Align::Nearest);
        desk.lay_out(VIEWPORT);
        assert_eq!(before, desk.shown(), "what is in the window stays");
    }
}

#[test]
fn the_line_at_the_top_stays_there_when_width_or_zoom_changes() {
    let mut desk = Desk::new(odd_article(300));
    desk.column.scroll_to(place(100, 0), Align::Top);
    desk.column.scroll_by(87.0);
    desk.lay_out(VIEWPORT);
    for (width, scale) in [(300.0, 1.0), (900.0, 1.0), (900.0, 2.0), (500.0, 1.0), (333.0, 1.25)] {
        let top = desk.column.hit(0.0, 1.0);
        desk.measure(Measure { width, scale });
        desk.lay_out(VIEWPORT);
        let rect = desk.column.caret_rect(top).expect("the line is still in the window");
        assert!(rect.y0.abs() < 80.0, "{width} {scale}: {rect:?}");
    }
    desk.column.set_fraction(0.0);
    desk.lay_out(VIEWPORT);
    desk.measure(Measure { width: 200.0, scale: 1.0 });
    desk.lay_out(VIEWPORT);
    assert_eq!(desk.shown()[0], (0, 0, 30.0), "the margin at the top stays in view");
}

#[test]
fn points_above_below_and_beside_are_the_nearest_text() {
    let mut desk = Desk::new(odd_article(300));
    desk.column.scroll_to(place(100, 0), Align::Centre);
    desk.lay_out(VIEWPORT);
    let shown = desk.shown();
    assert_eq!(desk.column.hit(20.0, -5000.0).paragraph, shown[0].0);
    assert_eq!(desk.column.hit(20.0, 5000.0).paragraph, shown.last().unwrap().0);
    for (paragraph, text) in desk.paragraphs.clone().iter().enumerate() {
        for byte in boundaries(text, 0..text.len()) {
            if let Some(rect) = desk.column.caret_rect(place(paragraph, byte)) {
                let hit = desk.column.hit(rect.x0, (rect.y0 + rect.y1) / 2.0);
                assert_eq!(desk.column.caret_rect(hit).map(|again| (again.x0, again.y0)), Some((rect.x0, rect.y0)), "{paragraph} {byte}");
            }
        }
    }
}

#[test]
fn a_paragraph_of_megabytes_is_laid_out_only_where_it_is_seen() {
    let text = "The inspectors had found more than 40 cracks in the bridge, she said. ".repeat(20_000);
    let end = text.len();
    let mut desk = Desk::new(vec!["Title".into(), text, "End".into()]);
    desk.lay_out(VIEWPORT);
    desk.column.scroll_to(place(1, end / 2), Align::Centre);
    desk.lay_out(VIEWPORT);
    assert!(desk.column.kept() < 12, "{}", desk.column.kept());
    let rect = desk.column.caret_rect(place(1, end / 2)).expect("it is in the window");
    assert!((rect.y0 - 300.0).abs() < 40.0);
    assert!((desk.column.fraction_of(place(1, end / 2)) - 0.5).abs() < 0.01);
    assert!((desk.column.fraction() - 0.5).abs() < 0.01);
}

#[test]
fn what_is_kept_is_bounded() {
    let mut desk = Desk::new((0..4000).map(|number| format!("{number} ") + &"word after word ".repeat(40)).collect());
    let mut most = 0;
    for step in 0..200 {
        desk.column.set_fraction(f64::from(step) / 200.0);
        desk.lay_out(2000.0);
        most = most.max(desk.column.kept());
    }
    assert!(most < 1000, "{most}");
    assert!(most > 50, "near paragraphs are kept: {most}");
}

#[test]
fn the_caret_walks_through_the_whole_text_and_back() {
    let mut desk = Desk::new(HARD.iter().map(|text| (*text).to_owned()).chain(["long. ".repeat(2000), "Latin".into()]).collect());
    desk.lay_out(VIEWPORT);
    for (paragraph, text) in desk.paragraphs.clone().iter().enumerate() {
        // A blank paragraph reads as the one before it does.
        let speaking = desk.paragraphs[..=paragraph].iter().rev().chain(&desk.paragraphs[paragraph..]).find(|text| !text.trim().is_empty());
        let rtl = speaking.is_some_and(|text| super::super::cut::is_rtl(text));
        let (forward, back) = if rtl { (Step::Left, Step::Right) } else { (Step::Right, Step::Left) };
        let graphemes = boundaries(text, 0..text.len()).len() - 1;
        let mut at = place(paragraph, 0);
        while let Some(before) = Some(desk.step(at, back)).filter(|before| before.paragraph == paragraph && *before != at) {
            at = before;
        }
        let mut steps = 0;
        while let Some(next) = Some(desk.step(at, forward)).filter(|next| next.paragraph == paragraph && *next != at) {
            (at, steps) = (next, steps + 1);
            assert!(crate::text::grapheme_floor(text, at.caret.byte) == at.caret.byte);
            assert!(steps <= graphemes, "going forward in {text:.60?} does not end");
        }
        assert_eq!(steps, graphemes, "{text:.60?}");
        if paragraph + 1 < desk.paragraphs.len() {
            assert_eq!(desk.step(at, forward).paragraph, paragraph + 1, "then comes the next paragraph");
        }
    }
}

#[test]
fn lines_and_pages_are_walked_from_end_to_end() {
    let mut desk = Desk::new(odd_article(60));
    desk.lay_out(VIEWPORT);
    let Desk { setter, paragraphs, column } = &mut desk;
    let last = column.last_place(&mut Source { typesetter: setter, blocks: &|number| block(paragraphs, number) });
    assert_eq!((last.paragraph, last.caret.byte), (59, desk.paragraphs[59].len()));
    for (down, up) in [(Step::Down(120.0), Step::Up(120.0)), (Step::By { x: 120.0, pixels: VIEWPORT }, Step::By { x: 120.0, pixels: -VIEWPORT })] {
        let mut at = Place::default();
        let mut seen = 0;
        loop {
            let next = desk.step(at, down);
            if next == at {
                break;
            }
            assert!((next.paragraph, next.caret.byte) >= (at.paragraph, at.caret.byte) || matches!(down, Step::By { .. }), "{at:?} to {next:?}");
            (at, seen) = (next, seen + 1);
            assert!(seen < 5000);
        }
        assert_eq!(at, last);
        while at != Place::default() {
            let next = desk.step(at, up);
            assert_ne!(next, at);
            at = next;
        }
    }
}

#[test]
fn a_separator_starts_a_line_where_the_caret_can_stand() {
    let mut desk = Desk::new(vec!["ab\u{2028}cd\u{2029}".into(), "x".into()]);
    desk.lay_out(VIEWPORT);
    let starts: Vec<_> = desk.shown().iter().map(|(paragraph, byte, _)| (*paragraph, *byte)).collect();
    assert_eq!(starts, [(0, 0), (0, 5), (0, 10), (1, 0)]);
    assert_eq!(desk.step(place(0, 2), Step::Right), place(0, 5));
    assert_eq!(desk.step(place(0, 5), Step::Left).caret.byte, 2);
    assert_eq!(desk.step(place(0, 7), Step::Right), place(0, 10), "an empty line after the last separator");
    assert_eq!(desk.step(place(0, 10), Step::Right), place(1, 0));
    assert_eq!(desk.step(place(1, 0), Step::Left), place(0, 10));
    assert_eq!(desk.step(place(0, 0), Step::LineEnd).caret.byte, 2);
    assert_eq!(desk.step(place(0, 6), Step::LineStart), place(0, 5));
}

#[test]
fn a_text_of_ten_megabytes_is_taken_up_without_layout() {
    let paragraphs: Vec<String> =
        (0..100_000).map(|number| format!("{number} ") + "Some words of text that are “quoted” — and 40 percent more in all of it, said she.").collect();
    let mut desk = Desk::new(paragraphs);
    desk.column.set_fraction(0.73);
    desk.lay_out(VIEWPORT);
    assert!((72_000..74_000).contains(&desk.column.hit(0.0, 0.0).paragraph));
    assert!(desk.column.kept() < 40);
    assert_eq!(desk.column.paragraphs(), 100_000);
}

proptest! {
    #[test]
    fn heights_are_what_a_plain_sum_is(rows in proptest::collection::vec(1_u16..500, 1..200), changes in proptest::collection::vec((0_usize..200, 1_u16..500), 0..50), at in 0.0..60_000_f64) {
        let mut plain: Vec<f32> = rows.iter().map(|height| f32::from(*height)).collect();
        let mut heights = Heights::new(plain.clone());
        for (row, height) in changes {
            heights.set(row, f32::from(height));
            if let Some(old) = plain.get_mut(row) {
                *old = f32::from(height);
            }
        }
        let mut sum = 0.0;
        let mut found = None;
        for (row, height) in plain.iter().enumerate() {
            prop_assert_eq!(heights.before(row), sum);
            prop_assert_eq!(heights.get(row), f64::from(*height));
            if at >= sum {
                found = Some((row, at - sum));
            }
            sum += f64::from(*height);
        }
        prop_assert_eq!(heights.total(), sum);
        let (row, rest) = heights.find(at);
        let (wanted, beyond) = found.expect("0 is in the first row");
        prop_assert_eq!(row, wanted);
        prop_assert!((rest - beyond).abs() < 1e-6);
    }
}
