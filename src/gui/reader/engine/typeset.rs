//! Lays out one piece of a paragraph with parley. Everything is in physical pixels; sizes come from the caller, who owns the look.

use super::breaks::break_lines;
use super::cut::{Drawable, graphemes, is_rtl};
use super::fonts::{self, Family};
use super::laid::{Frame, Laid};
use parley::{Alignment, AlignmentOptions, FontContext, FontStyle, FontWeight, Layout, LayoutContext, LineHeight, StyleProperty};
use std::ops::Range;
use std::sync::mpsc::Receiver;

/// How a paragraph is set. Lengths are points: they are multiplied by [`Measure::scale`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Face {
    /// Serif for the text, sans for words of the window.
    pub family: Family,
    /// Size of the letters in points.
    pub size: f32,
    /// Height of a line as a multiple of the size.
    pub line_height: f32,
    /// Regular or semibold.
    pub weight: Weight,
    /// Whether it is slanted.
    pub italic: bool,
    /// Space at the side where lines start, in points.
    pub indent: f32,
}

/// How heavy the letters are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Weight {
    /// 400.
    #[default]
    Regular,
    /// 600.
    Semibold,
}

/// How wide the column is, and how many pixels a point has.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Measure {
    /// Width of the column in physical pixels.
    pub width: f32,
    /// Physical pixels per point, with the zoom in it.
    pub scale: f32,
}

impl Measure {
    /// A length in points as physical pixels.
    pub fn px(self, points: f32) -> f32 {
        points * self.scale
    }

    /// Height of one line of a face in whole physical pixels.
    pub fn line_height(self, face: Face) -> f32 {
        self.px(face.size * face.line_height).round().max(1.0)
    }
}

/// Whether the faces of the system may stand behind the bundled ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SystemFonts {
    /// Asked for at the first character that the bundled faces lack.
    WhenNeeded,
    /// Never: what is laid out does not depend on the machine. For tests and pictures.
    Never,
}

/// Makes layouts. One for the whole window: it keeps the faces and the scratch space.
pub struct Typesetter {
    fonts: FontContext,
    scratch: LayoutContext<()>,
    /// The same faces with those of the system behind them, as soon as the thread that looks for them has them.
    with_system: Option<Receiver<FontContext>>,
    /// Where the letters of a face stand in its line, for each face and scale met so far.
    stands: Vec<(Face, f32, Stand)>,
}

/// A few letters of scripts that the bundled faces lack.
const PROBE: &str = "中文 日本語かな 한국어 ไทย नमस्ते বাংলা தமிழ் ქართული Հայ አማ ខ្មែរ 👷 🏳️‍🌈 → ☐";

/// Where letters stand in a line: whole pixels from its top.
#[derive(Clone, Copy)]
struct Stand {
    baseline: f32,
    top: f32,
    bottom: f32,
}

impl Typesetter {
    /// Registers the bundled faces. Those of the system are looked for beside, for that takes tens of milliseconds; the first layout that needs
    /// one waits for them.
    pub fn new(system: SystemFonts) -> Self {
        let fonts = fonts::bundled();
        let with_system = (system == SystemFonts::WhenNeeded).then(|| look_for_system_fonts(fonts.clone())).flatten();
        Self { fonts, scratch: LayoutContext::new(), with_system, stands: Vec::new() }
    }

    /// Lays out one of the [`pieces`](super::cut::pieces) of a paragraph. A range that does not fit gives an empty line.
    pub fn lay(&mut self, paragraph: &str, piece: Range<usize>, face: Face, measure: Measure) -> Laid {
        let text = paragraph.get(piece.clone()).unwrap_or_default();
        let direction = (text.len() != paragraph.len()).then(|| is_rtl(paragraph));
        let graphemes = graphemes(text);
        let drawable = Drawable::of(text, &graphemes, direction);
        let indent = measure.px(face.indent).round().clamp(0.0, (measure.width - 1.0).max(0.0));
        let mut layout = self.shape(&drawable.string, face, measure, indent);
        if self.with_system.is_some() && lacks_glyph(&layout) {
            let found = self.with_system.take().and_then(|coming| coming.recv().ok());
            if let Some(fonts) = found {
                self.fonts = fonts;
                layout = self.shape(&drawable.string, face, measure, indent);
            }
        }
        let rtl = direction.unwrap_or(layout.is_rtl());
        let left = if rtl { 0.0 } else { indent };
        let Stand { baseline, top, bottom } = self.stand(face, measure);
        let right = left + (measure.width - indent).max(1.0);
        let frame = Frame { rtl, line_height: measure.line_height(face), baseline, top, bottom, left, right, size: measure.px(face.size) };
        Laid::of(&layout, text, piece.start, &graphemes, &drawable, frame)
    }

    fn shape(&mut self, text: &str, face: Face, measure: Measure, indent: f32) -> Layout<()> {
        // The scale is in the numbers already: parley multiplies some of them and not others.
        let mut builder = self.scratch.ranged_builder(&mut self.fonts, text, 1.0, true);
        builder.push_default(StyleProperty::FontFamily(face.family.stack()));
        builder.push_default(StyleProperty::FontSize(measure.px(face.size)));
        builder.push_default(StyleProperty::LineHeight(LineHeight::Absolute(measure.line_height(face))));
        builder.push_default(StyleProperty::FontWeight(match face.weight {
            Weight::Regular => FontWeight::NORMAL,
            Weight::Semibold => FontWeight::SEMI_BOLD,
        }));
        if face.italic {
            builder.push_default(StyleProperty::FontStyle(FontStyle::Italic));
        }
        let mut layout = builder.build(text);
        break_lines(&mut layout, text, (measure.width - indent).max(1.0));
        layout.align(Alignment::Start, AlignmentOptions::default());
        layout
    }

    /// The same for every line of a face, so that a character from another face does not lift or lower the line that it stands in.
    fn stand(&mut self, face: Face, measure: Measure) -> Stand {
        let known = self.stands.iter().find(|(of, scale, _)| *of == face && *scale == measure.scale);
        if let Some((_, _, stand)) = known {
            return *stand;
        }
        let layout = self.shape("x", face, measure, 0.0);
        let metrics = layout.get(0).map(|line| *line.metrics()).unwrap_or_default();
        let (baseline, height) = (metrics.baseline.round(), measure.line_height(face));
        let top = (baseline - metrics.ascent.round()).clamp(0.0, height);
        let bottom = (baseline + metrics.descent.round()).clamp(top, height.max(top));
        let stand = Stand { baseline, top, bottom };
        if self.stands.len() > 64 {
            self.stands.clear();
        }
        self.stands.push((face, measure.scale, stand));
        stand
    }
}

/// Adds the system's faces in a thread of its own, and asks for the scripts that readers meet most, so that the first one is there at once.
/// None where no thread can be had: then only the bundled faces are used.
fn look_for_system_fonts(fonts: FontContext) -> Option<Receiver<FontContext>> {
    let (found, coming) = std::sync::mpsc::sync_channel(1);
    let look = move || {
        let mut typesetter = Typesetter { fonts, scratch: LayoutContext::new(), with_system: None, stands: Vec::new() };
        typesetter.fonts.collection.load_system_fonts();
        let faces = [(Family::Serif, Weight::Regular), (Family::Serif, Weight::Semibold), (Family::Sans, Weight::Regular), (Family::Sans, Weight::Semibold)];
        for (family, weight) in faces {
            let face = Face { family, size: 16.0, line_height: 1.5, weight, italic: false, indent: 0.0 };
            typesetter.lay(PROBE, 0..PROBE.len(), face, Measure { width: 1000.0, scale: 1.0 });
        }
        // Where nobody waits any more, the window is closed.
        found.send(typesetter.fonts).unwrap_or_default();
    };
    std::thread::Builder::new().name("fonts".into()).spawn(look).ok().map(|_| coming)
}

fn lacks_glyph(layout: &Layout<()>) -> bool {
    layout.lines().any(|line| line.runs().any(|run| run.clusters().any(|cluster| cluster.glyphs().any(|glyph| glyph.id == 0))))
}
