//! Sees each letter with its place, as the text operations of a page show it.

use super::draw::Sign;
use super::fonts::Style;
use super::limits::PDF_CHARACTERS;
use super::tree::Leaf;
use pdf_extract::{ColorSpace, MediaBox, OutputDev, OutputError, Path, PathOp, Transform};

/// A letter, or several that one shape stands for, where the page shows it. The plane is that of the page as it is seen: its corner is the
/// upper left, y grows downwards, lengths are points.
#[derive(Clone, Debug)]
pub(super) struct Glyph {
    /// The letters.
    pub(super) text: String,
    /// Where it begins, on the line that it stands on.
    pub(super) x: f64,
    pub(super) y: f64,
    /// How far it is to the next letter, the page's own spacing included.
    pub(super) advance: f64,
    /// How large the letters are.
    pub(super) size: f64,
    /// The direction of writing: how many quarters it is turned clockwise; none where it runs aslant.
    pub(super) turns: Option<u8>,
    pub(super) is_bold: bool,
    pub(super) is_running: bool,
}

/// A small shape that is as wide as it is high, such as the bullet of a list.
#[derive(Clone, Copy, Debug)]
pub(super) struct Dot {
    /// Its left and right edge, and the height of its middle.
    pub(super) left: f64,
    pub(super) right: f64,
    pub(super) y: f64,
}

/// What sees.
pub(super) struct Eye {
    /// The letters, in the order of the file.
    pub(super) glyphs: Vec<Glyph>,
    /// Small shapes.
    pub(super) dots: Vec<Dot>,
    /// Letters that no font has a name for.
    pub(super) nameless: u32,
    /// How wide the page is, and how high.
    pub(super) width: f64,
    pub(super) height: f64,
    seen: [f64; 4],
    turns: u8,
    said: Vec<String>,
    /// The words that the letters stand for, until the first of these letters has them.
    says: Says,
    style: Style,
    is_running: bool,
}

enum Says {
    Itself,
    Words(String),
    /// The letter that has the words, by its place in the list, and how far the widest of the shapes goes that they stand for.
    Said(usize, f64),
    /// The letter that has the words is not seen.
    Unseen,
}

impl Eye {
    pub(super) fn new(leaf: &Leaf, said: Vec<String>) -> Self {
        let [left, bottom, right, top] = leaf.seen;
        let (width, height) = if leaf.turns.is_multiple_of(2) { (right - left, top - bottom) } else { (top - bottom, right - left) };
        Self {
            glyphs: Vec::new(),
            dots: Vec::new(),
            nameless: 0,
            width,
            height,
            seen: leaf.seen,
            turns: leaf.turns,
            said,
            says: Says::Itself,
            style: Style::default(),
            is_running: false,
        }
    }

    /// A place of the file on the page as it is seen.
    fn place(&self, x: f64, y: f64) -> (f64, f64) {
        let [left, bottom, right, top] = self.seen;
        match self.turns {
            0 => (x - left, top - y),
            1 => (y - bottom, x - left),
            2 => (right - x, y - bottom),
            _ => (top - y, right - x),
        }
    }

    /// Sees a shape, which is the letters that its font says, or a part of what the file says of several.
    fn see(&mut self, shape: Glyph) {
        match std::mem::replace(&mut self.says, Says::Unseen) {
            Says::Words(words) => {
                self.says = Says::Said(self.glyphs.len(), shape.advance);
                self.glyphs.push(Glyph { text: words, ..shape });
            }
            Says::Said(first, widest) => {
                self.says = Says::Said(first, widest.max(shape.advance));
                if let Some(first) = self.glyphs.get_mut(first) {
                    first.take_in(&shape, shape.advance > widest);
                }
            }
            Says::Unseen => {}
            Says::Itself => {
                self.says = Says::Itself;
                let text: String = shape.text.chars().filter(|letter| !letter.is_control()).collect();
                if text.is_empty() {
                    self.nameless = self.nameless.saturating_add(1);
                } else {
                    self.glyphs.push(Glyph { text, ..shape });
                }
            }
        }
    }
}

impl Glyph {
    /// Makes room for a shape of the same letters. The widest of them says on which line they stand: marks hang in the air.
    fn take_in(&mut self, shape: &Self, is_widest: bool) {
        let (along, across) = match self.turns {
            Some(1) => (shape.y - self.y, shape.x - self.x),
            Some(2) => (self.x - shape.x, shape.y - self.y),
            Some(3) => (self.y - shape.y, shape.x - self.x),
            Some(_) | None => (shape.x - self.x, shape.y - self.y),
        };
        let (from, to) = (along.min(0.0), (along + shape.advance).max(self.advance));
        match self.turns {
            Some(1) => self.y += from,
            Some(2) => self.x -= from,
            Some(3) => self.y -= from,
            Some(_) | None => self.x += from,
        }
        self.advance = to - from;
        if is_widest {
            match self.turns {
                Some(1 | 3) => self.x += across,
                Some(_) | None => self.y += across,
            }
            self.size = shape.size;
        }
    }
}

impl OutputDev for Eye {
    fn begin_page(&mut self, _: u32, _: &MediaBox, _: Option<(f64, f64, f64, f64)>) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_page(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn output_character(&mut self, at: &Transform, width: f64, spacing: f64, font_size: f64, text: &str) -> Result<(), OutputError> {
        if self.glyphs.len() >= PDF_CHARACTERS {
            return Err(OutputError::FormatError(std::fmt::Error));
        }
        let (along, up) = ((at.m11.powi(2) + at.m12.powi(2)).sqrt(), (at.m21.powi(2) + at.m22.powi(2)).sqrt());
        let size = (font_size * up * self.style.scale).abs();
        let advance = (width * font_size).abs() * along + spacing * along;
        let (x, y) = self.place(at.m31, at.m32);
        let is_sane = [x, y, size, advance].iter().all(|number| number.is_finite()) && (0.01..10_000.0).contains(&size) && advance.abs() < 100_000.0;
        let is_on_page = (-size..=self.width + size).contains(&x) && (-size..=self.height + size).contains(&y);
        if !(is_sane && is_on_page) {
            return Ok(());
        }
        let backwards = if font_size < 0.0 { -1.0 } else { 1.0 };
        let turns = quarters(at.m11 * backwards, at.m12 * backwards).map(|turns| (turns + self.turns) % 4);
        let (is_bold, is_running) = (self.style.is_bold, self.is_running);
        self.see(Glyph { text: text.to_owned(), x, y, advance, size, turns, is_bold, is_running });
        Ok(())
    }

    fn begin_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_line(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn fill(&mut self, at: &Transform, _: &ColorSpace, _: &[f64], path: &Path) -> Result<(), OutputError> {
        let place = |x: f64, y: f64| self.place(x * at.m11 + y * at.m21 + at.m31, x * at.m12 + y * at.m22 + at.m32);
        let mut corners = Vec::new();
        for line in &path.ops {
            match line {
                PathOp::MoveTo(x, y) | PathOp::LineTo(x, y) | PathOp::CurveTo(_, _, _, _, x, y) => corners.push(place(*x, *y)),
                PathOp::Rect(x, y, width, height) => corners.extend([place(*x, *y), place(x + width, y + height)]),
                PathOp::Close => {}
            }
        }
        let edge = |of: fn(&(f64, f64)) -> f64, choose: fn(f64, f64) -> f64| corners.iter().map(of).reduce(choose).unwrap_or(0.0);
        let (left, right, top, bottom) = (edge(|at| at.0, f64::min), edge(|at| at.0, f64::max), edge(|at| at.1, f64::min), edge(|at| at.1, f64::max));
        let (width, height) = (right - left, bottom - top);
        if (1.0..10.0).contains(&width) && (width - height).abs() < 0.25 * width {
            self.dots.push(Dot { left, right, y: (top + bottom) / 2.0 });
        }
        Ok(())
    }

    fn stroke(&mut self, _: &Transform, _: &ColorSpace, _: &[f64], path: &Path) -> Result<(), OutputError> {
        let [PathOp::Rect(a, b, c, d)] = path.ops.as_slice() else { return Ok(()) };
        match Sign::of([*a, *b, *c, *d]) {
            Some(Sign::Style(style)) => self.style = style,
            Some(Sign::Says(number)) => self.says = self.said.get(number).cloned().map_or(Says::Itself, Says::Words),
            Some(Sign::SaysNoMore) => self.says = Says::Itself,
            Some(Sign::Running(is_running)) => self.is_running = is_running,
            None => {}
        }
        Ok(())
    }
}

/// How many quarters clockwise a direction is turned from one that goes to the right, in a plane whose y grows upwards; none where it lies
/// between.
fn quarters(x: f64, y: f64) -> Option<u8> {
    // A scan that lies a little askew is still straight.
    const STRAIGHT: f64 = 0.2;
    if y.abs() <= STRAIGHT * x.abs() {
        Some(if x >= 0.0 { 0 } else { 2 })
    } else if x.abs() <= STRAIGHT * y.abs() {
        Some(if y >= 0.0 { 3 } else { 1 })
    } else {
        None
    }
}
