//! Words in any script, painted by the reader's engine where egui would set them in the wrong order. For names and quotations in panels; the
//! article itself is the reader's.

use crate::gui::reader::engine::atlas::Atlas;
use crate::gui::reader::engine::fonts::Family;
use crate::gui::reader::engine::laid::Laid;
use crate::gui::reader::engine::paint::Ink;
use crate::gui::reader::engine::typeset::{Face, Measure, SystemFonts, Typesetter, Weight};
use crate::gui::style::{plain, strong};
use crate::gui::theme::{Inks, Theme, size, type_size};
use crate::text::grapheme_floor;
use crate::view::context::InContext;
use egui::epaint::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{Color32, Context, FontId, Label, Pos2, Rect, Response, RichText, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};
use std::collections::HashMap;
use std::ops::Range;
use std::rc::Rc;

/// The most bytes of one name that are set.
const NAME: usize = 600;
/// Layouts that are kept.
const KEPT: usize = 300;

/// Sets words of panels. One for all panels of a window.
pub struct Letters {
    setter: Typesetter,
    atlas: Option<Atlas>,
    pass: u64,
    kept: HashMap<Key, Rc<Set>>,
}

/// How one line of words looks.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Line {
    /// Size of the letters in points.
    pub size: f32,
    /// Whether it is semibold.
    pub is_strong: bool,
    /// Its ink.
    pub ink: Color32,
}

/// A quotation of an article.
pub struct Quote<'a> {
    /// The words, on one paragraph.
    pub words: &'a str,
    /// Bytes that are figures inside it.
    pub figures: &'a [Range<usize>],
    /// The colours of figures.
    pub inks: Inks,
    /// More lines than this end in `…`.
    pub most_lines: usize,
}

#[derive(Clone, PartialEq, Eq, Hash)]
struct Key {
    words: String,
    family: bool,
    is_strong: bool,
    /// Bits of the size, the width in pixels and the scale.
    sizes: [u32; 3],
    most_lines: usize,
}

/// Words as they were set: perhaps shorter, with `…` at the end.
struct Set {
    laid: Laid,
    is_cut: bool,
}

/// A paragraph that is set.
pub struct Prose {
    set: Rc<Set>,
    scale: f32,
}

impl Prose {
    /// Its height in points.
    pub fn height(&self) -> f32 {
        self.set.laid.height() / self.scale
    }

    /// Where bytes of it stand, line by line, in points from where it is painted.
    pub fn rects(&self, bytes: Range<usize>) -> Vec<Rect> {
        let scaled = |x: f32, y: f32| pos2(x / self.scale, y / self.scale);
        self.set.laid.rects(bytes).into_iter().map(|part| Rect::from_min_max(scaled(part.x0, part.y0), scaled(part.x1, part.y1))).collect()
    }
}

/// Whether words have letters that are written from right to left, so that egui cannot set them.
pub fn is_right_to_left(words: &str) -> bool {
    let letters = |c: char| matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}' | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}');
    words.chars().any(letters)
}

impl Letters {
    /// No word is set yet. Tests leave the system's faces out.
    pub fn new(system: SystemFonts) -> Self {
        Self { setter: Typesetter::new(system), atlas: None, pass: 0, kept: HashMap::new() }
    }

    /// One line of words as wide as it needs, up to the room there is; longer words end in `…`.
    pub fn label(&mut self, ui: &mut Ui, words: &str, line: Line, most_width: f32, sense: Sense) -> Response {
        let height = (line.size * 1.5).ceil();
        if !is_right_to_left(words) {
            let galley = ui.painter().layout_job(job(words, line, most_width));
            let (rect, response) = ui.allocate_exact_size(vec2(galley.size().x, height.max(galley.size().y)), sense);
            let top = rect.center().y - galley.size().y / 2.0;
            let is_cut = galley.elided;
            ui.painter().galley(pos2(rect.left(), top), galley, line.ink);
            return with_tip(response, words, is_cut);
        }
        let set = self.set(ui.ctx(), words, line_face(line), most_width, 1);
        let scale = ui.ctx().pixels_per_point();
        let (left, right) = extent(&set.laid);
        let (rect, response) = ui.allocate_exact_size(vec2((right - left) / scale, height), sense);
        let top = rect.center().y - set.laid.height() / scale / 2.0;
        self.paint(ui, &set.laid, pos2(rect.left() - left / scale, top), line.ink);
        with_tip(response, words, set.is_cut)
    }

    /// Paints one line of words into a rectangle, at its left, or at its right where they are written so; whether `…` was needed.
    pub fn paint_line(&mut self, ui: &Ui, rect: Rect, words: &str, line: Line) -> bool {
        if !is_right_to_left(words) {
            let galley = ui.painter().layout_job(job(words, line, rect.width()));
            let is_cut = galley.elided;
            ui.painter().galley(pos2(rect.left(), rect.center().y - galley.size().y / 2.0), galley, line.ink);
            return is_cut;
        }
        let set = self.set(ui.ctx(), words, line_face(line), rect.width(), 1);
        let top = rect.center().y - set.laid.height() / ui.ctx().pixels_per_point() / 2.0;
        self.paint(ui, &set.laid, pos2(rect.left(), top), line.ink);
        set.is_cut
    }

    /// Words of the window over the width there is, in as many lines as they need.
    pub fn paragraph(&mut self, ui: &mut Ui, words: &str, line: Line) -> Response {
        if !is_right_to_left(words) {
            return ui.add(Label::new(RichText::new(words).font(if line.is_strong { strong(line.size) } else { plain(line.size) }).color(line.ink)).wrap());
        }
        let set = self.set(ui.ctx(), words, line_face(line), ui.available_width(), usize::MAX);
        let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), set.laid.height() / ui.ctx().pixels_per_point()), Sense::hover());
        self.paint(ui, &set.laid, rect.min, line.ink);
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, words));
        response
    }

    /// Paints words among what stands around them into a rectangle, at its left, the words themselves strong.
    pub fn paint_context(&mut self, ui: &Ui, rect: Rect, context: &InContext, ink: Color32) {
        let before = context.before.trim_start();
        let found = before.len()..before.len() + context.words.len();
        let whole = format!("{before}{}{}", context.words, context.after.trim_end());
        self.paint_found(ui, rect, &whole, Line { size: type_size::UI, is_strong: false, ink }, std::slice::from_ref(&found));
    }

    /// Paints one line of words at the left of a rectangle, what was found in them strong; where it ends.
    pub fn paint_found(&mut self, ui: &Ui, rect: Rect, words: &str, line: Line, found: &[Range<usize>]) -> f32 {
        if !is_right_to_left(words) {
            let galley = ui.painter().layout_job(job_found(words, line, rect.width(), found));
            let end = rect.left() + galley.size().x;
            ui.painter().galley(pos2(rect.left(), rect.center().y - galley.size().y / 2.0), galley, line.ink);
            return end;
        }
        let set = self.set(ui.ctx(), words, line_face(line), rect.width(), 1);
        let scale = ui.ctx().pixels_per_point();
        let (left, right) = extent(&set.laid);
        let corner = pos2(rect.left() - left / scale, rect.center().y - set.laid.height() / scale / 2.0);
        // Letters that join cannot change their weight in the middle of a word: a colour does it.
        let accent = Theme::of(ui.ctx()).accent;
        self.paint_with(ui, &set.laid, corner, &|byte| if found.iter().any(|range| range.contains(&byte)) { accent } else { line.ink });
        rect.left() + (right - left) / scale
    }

    /// A quotation in the article's face over the width there is, its figures outlined.
    pub fn quote(&mut self, ui: &mut Ui, quote: &Quote<'_>) -> Response {
        let face =
            Face { family: Family::Serif, size: type_size::QUOTE, line_height: type_size::QUOTE_LINE, weight: Weight::Regular, italic: false, indent: 0.0 };
        let set = self.set(ui.ctx(), quote.words, face, ui.available_width(), quote.most_lines);
        let scale = ui.ctx().pixels_per_point();
        let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), set.laid.height() / scale), Sense::hover());
        for figure in quote.figures {
            for part in set.laid.rects(figure.clone()) {
                let corners = [pos2(part.x0, part.y0), pos2(part.x1, part.y1)].map(|corner| rect.min + corner.to_vec2() / scale);
                let [min, max] = corners;
                let chip = Rect::from_min_max(min, max).expand2(vec2(2.0, 0.0)).intersect(rect.expand(2.0));
                ui.painter().rect(chip, size::RADIUS_SMALL, quote.inks.fill, Stroke::new(size::LINE, quote.inks.ink), StrokeKind::Inside);
            }
        }
        self.paint(ui, &set.laid, rect.min, Theme::of(ui.ctx()).ink);
        response
    }

    /// A paragraph of an article in a column of a width in points, to be painted where it is wanted.
    pub fn prose(&mut self, ctx: &Context, words: &str, is_strong: bool, width: f32) -> Prose {
        let weight = if is_strong { Weight::Semibold } else { Weight::Regular };
        let face = Face { family: Family::Serif, size: type_size::QUOTE, line_height: type_size::QUOTE_LINE, weight, italic: false, indent: 0.0 };
        Prose { set: self.set(ctx, words, face, width, usize::MAX), scale: ctx.pixels_per_point() }
    }

    /// Paints a paragraph, each byte in its ink.
    pub fn paint_prose(&mut self, ui: &Ui, prose: &Prose, at: Pos2, ink: &dyn Fn(usize) -> Color32) {
        self.paint_with(ui, &prose.set.laid, at, ink);
    }

    fn paint(&mut self, ui: &Ui, laid: &Laid, at: Pos2, ink: Color32) {
        self.paint_with(ui, laid, at, &|_| ink);
    }

    fn paint_with(&mut self, ui: &Ui, laid: &Laid, at: Pos2, ink: &dyn Fn(usize) -> Color32) {
        let scale = ui.ctx().pixels_per_point();
        let pass = ui.ctx().cumulative_pass_nr();
        let atlas = self.atlas.get_or_insert_with(|| Atlas::new(ui.ctx()));
        if self.pass != pass {
            self.pass = pass;
            atlas.begin_frame(Theme::of(ui.ctx()).is_dark);
        }
        let mut letters = Ink::new(scale);
        let visible = ui.clip_rect().top() * scale..ui.clip_rect().bottom() * scale;
        letters.add(laid, atlas, at * scale, visible, ink);
        ui.painter().extend(letters.into_shapes());
    }

    /// Sets words in at most so many lines of a width in points.
    fn set(&mut self, ctx: &Context, words: &str, face: Face, width: f32, most_lines: usize) -> Rc<Set> {
        let scale = ctx.pixels_per_point();
        let measure = Measure { width: (width * scale).floor().max(1.0), scale };
        let sizes = [face.size, measure.width, scale].map(f32::to_bits);
        let key = Key { words: words.to_owned(), family: face.family == Family::Serif, is_strong: face.weight == Weight::Semibold, sizes, most_lines };
        if let Some(set) = self.kept.get(&key) {
            return set.clone();
        }
        if self.kept.len() >= KEPT {
            self.kept.clear();
        }
        let set = Rc::new(self.set_anew(words, face, measure, most_lines));
        self.kept.insert(key, set.clone());
        set
    }

    fn set_anew(&mut self, words: &str, face: Face, measure: Measure, most_lines: usize) -> Set {
        let mut kept = words.replace(['\n', '\r'], " ").replace(['\u{2028}', '\u{2029}'], "\u{2002}");
        let most = if most_lines == 1 { NAME } else { usize::MAX };
        let mut is_cut = kept.len() > most;
        let mut end = grapheme_floor(&kept, most.min(kept.len()));
        kept.truncate(end);
        let shown = if is_cut { format!("{kept}…") } else { kept.clone() };
        let mut laid = self.setter.lay(&shown, 0..shown.len(), face, measure);
        while laid.lines_count() > most_lines && end > 0 {
            is_cut = true;
            let fits = laid.line_range(most_lines.saturating_sub(1)).end.min(end);
            end = grapheme_floor(&kept, fits.saturating_sub(1));
            let shown = format!("{}…", kept.get(..end).unwrap_or_default().trim_end());
            laid = self.setter.lay(&shown, 0..shown.len(), face, measure);
        }
        Set { laid, is_cut }
    }
}

fn with_tip(response: Response, words: &str, is_cut: bool) -> Response {
    if is_cut { response.on_hover_text(words) } else { response }
}

/// The leftmost and the rightmost pixel of the letters.
fn extent(laid: &Laid) -> (f32, f32) {
    let rects = laid.rects(laid.bytes());
    let left = rects.iter().map(|rect| rect.x0).fold(f32::INFINITY, f32::min);
    let right = rects.iter().map(|rect| rect.x1).fold(0.0, f32::max);
    if left.is_finite() { (left, right) } else { (0.0, 0.0) }
}

fn line_face(line: Line) -> Face {
    let weight = if line.is_strong { Weight::Semibold } else { Weight::Regular };
    Face { family: Family::Sans, size: line.size, line_height: 1.4, weight, italic: false, indent: 0.0 }
}

fn job(words: &str, line: Line, most_width: f32) -> LayoutJob {
    let font_id: FontId = if line.is_strong { strong(line.size) } else { plain(line.size) };
    let mut job =
        LayoutJob::single_section(words.replace(['\n', '\r', '\u{2028}', '\u{2029}'], " "), TextFormat { font_id, color: line.ink, ..TextFormat::default() });
    job.wrap = TextWrapping::truncate_at_width(most_width);
    job
}

/// As [`job`], what was found in the words strong.
fn job_found(words: &str, line: Line, most_width: f32, found: &[Range<usize>]) -> LayoutJob {
    let mut job = LayoutJob::default();
    let mut end = 0;
    let format = |is_strong: bool| TextFormat::simple(if is_strong { strong(line.size) } else { plain(line.size) }, line.ink);
    for range in found {
        job.append(words.get(end..range.start).unwrap_or_default(), 0.0, format(line.is_strong));
        job.append(words.get(range.clone()).unwrap_or_default(), 0.0, format(true));
        end = range.end;
    }
    job.append(words.get(end..).unwrap_or_default(), 0.0, format(line.is_strong));
    job.wrap = TextWrapping::truncate_at_width(most_width);
    job
}
