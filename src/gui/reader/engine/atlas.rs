//! Glyphs as pixels: each is drawn once, kept on a page, and painted from there.
//! Pages are never cleared inside a frame, so that what a frame has painted stays what it was; a full atlas starts anew with the next frame.

use super::laid::Font;
use egui::{Color32, ColorImage, Rect, TextureHandle, TextureId, TextureOptions, Vec2, pos2, vec2};
use std::collections::HashMap;
use vello_cpu::color::{OpaqueColor, Srgb};
use vello_cpu::{Pixmap, RenderContext, Resources};

/// Width and height of a page in pixels.
const SIDE: usize = 1024;
/// Pages that the atlas may keep from one frame to the next: 16 MB.
const PAGES: usize = 4;
/// Places of a glyph between two pixels.
pub(crate) const SUBPIXELS: u8 = 4;
/// Larger letters are drawn at this size and stretched: no page could hold them.
const LARGEST: f32 = 240.0;

/// A glyph on a page.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Slot {
    /// Which page.
    pub(crate) page: usize,
    /// Where on the page, from 0 to 1.
    pub(crate) uv: Rect,
    /// Its size in physical pixels.
    pub(crate) size: Vec2,
    /// From the origin of the glyph, which lies on whole pixels, to its upper left corner.
    pub(crate) offset: Vec2,
    /// An emoji: it has its own colours.
    pub(crate) coloured: bool,
}

/// What makes two pictures of a glyph the same: face, glyph, size and place between pixels.
#[derive(Clone, PartialEq, Eq, Hash)]
struct Key {
    font: u32,
    glyph: u32,
    size: u32,
    subpixel: u8,
}

/// A face as it is told apart: blob, index in it, coordinates of a variable face.
#[derive(PartialEq, Eq, Hash)]
struct FontKey {
    blob: u64,
    index: u32,
    coords: Vec<i16>,
}

struct Page {
    texture: TextureHandle,
    x: usize,
    y: usize,
    row: usize,
}

/// The pages, and how to draw what is not on them yet. One for the whole window.
pub struct Atlas {
    context: egui::Context,
    pages: Vec<Page>,
    slots: HashMap<Key, Option<Slot>>,
    fonts: HashMap<FontKey, u32>,
    light_on_dark: bool,
    scene: RenderContext,
    pixels: Pixmap,
    resources: Resources,
}

impl Atlas {
    /// An empty atlas; textures are made when the first glyph is drawn.
    pub fn new(context: &egui::Context) -> Self {
        Self {
            context: context.clone(),
            pages: Vec::new(),
            slots: HashMap::new(),
            fonts: HashMap::new(),
            light_on_dark: false,
            scene: RenderContext::new(64, 64),
            pixels: Pixmap::new(64, 64),
            resources: Resources::new(),
        }
    }

    /// To be called before the first glyph of a frame. Empties an atlas that has grown too large, or that was drawn for the other theme: light
    /// letters on a dark page need more cover to look as heavy.
    pub fn begin_frame(&mut self, light_on_dark: bool) {
        if self.pages.len() > PAGES || self.light_on_dark != light_on_dark {
            self.light_on_dark = light_on_dark;
            self.pages.clear();
            self.slots.clear();
            self.fonts.clear();
        }
    }

    /// How many pages there are.
    pub fn pages(&self) -> usize {
        self.pages.len()
    }

    /// The texture of a page; none past the last.
    pub(crate) fn texture(&self, page: usize) -> Option<TextureId> {
        self.pages.get(page).map(|page| page.texture.id())
    }

    /// A number for a face, for [`glyph`](Self::glyph) in this frame.
    pub(crate) fn font(&mut self, font: &Font) -> u32 {
        let next = self.fonts.len() as u32;
        let key = FontKey { blob: font.data.data.id(), index: font.data.index, coords: font.coords.clone() };
        *self.fonts.entry(key).or_insert(next)
    }

    /// A glyph at a size in physical pixels, moved right by `subpixel` quarters of a pixel; none for one without ink.
    pub(crate) fn glyph(&mut self, font: &Font, number: u32, size: f32, glyph: u32, subpixel: u8) -> Option<Slot> {
        let key = Key { font: number, glyph, size: size.to_bits(), subpixel };
        if let Some(slot) = self.slots.get(&key) {
            return *slot;
        }
        let slot = self.draw(font, size, glyph, subpixel);
        self.slots.insert(key, slot);
        slot
    }

    fn draw(&mut self, font: &Font, size: f32, glyph: u32, subpixel: u8) -> Option<Slot> {
        let drawn = size.min(LARGEST);
        let shift = f32::from(subpixel) / f32::from(SUBPIXELS);
        let mut picture = self.picture(font, drawn, glyph, shift, 2.5)?;
        if picture.cut {
            // Some ligatures are a whole phrase.
            picture = self.picture(font, drawn, glyph, shift, 16.0)?;
        }
        let stretch = size / drawn;
        let [width, height] = picture.image.size;
        let (offset, coloured) = (picture.offset * stretch, picture.coloured);
        let (page, uv) = self.keep(picture.image)?;
        Some(Slot { page, uv, size: vec2(width as f32, height as f32) * stretch, offset, coloured })
    }

    /// Draws a glyph into a square of so many times its size; none where it leaves no ink.
    fn picture(&mut self, font: &Font, size: f32, glyph: u32, shift: f32, ems: f32) -> Option<Picture> {
        let side = (ems * size).ceil().clamp(16.0, (SIDE - 4) as f32) as u16;
        if self.scene.width() == side {
            self.scene.reset();
        } else {
            self.scene.reset_and_resize(side, side);
            self.pixels = Pixmap::new(side, side);
        }
        let origin = vec2((0.3 * f32::from(side)).round(), (0.6 * f32::from(side)).round());
        self.scene.set_paint(OpaqueColor::<Srgb>::WHITE);
        let run = self.scene.glyph_run(&mut self.resources, &font.data).font_size(size).hint(true).normalized_coords(&font.coords);
        run.fill_glyphs(std::iter::once(vello_cpu::Glyph { id: glyph, x: origin.x + shift, y: origin.y }));
        self.scene.flush();
        self.scene.render(&mut self.pixels, &mut self.resources);
        ink(self.pixels.data_as_u8_slice(), usize::from(side), origin, self.light_on_dark)
    }

    /// Puts an image on the last page, or on a new one.
    fn keep(&mut self, image: ColorImage) -> Option<(usize, Rect)> {
        let [width, height] = image.size;
        let full = self.pages.last().is_none_or(|page| {
            let wraps = page.x + width + 1 > SIDE;
            let y = if wraps { page.y + page.row + 1 } else { page.y };
            y + height + 1 > SIDE
        });
        if full {
            let empty = ColorImage::filled([SIDE, SIDE], Color32::TRANSPARENT);
            let texture = self.context.load_texture("reader glyphs", empty, TextureOptions::NEAREST);
            self.pages.push(Page { texture, x: 1, y: 1, row: 0 });
        }
        let number = self.pages.len().checked_sub(1)?;
        let page = self.pages.last_mut()?;
        if page.x + width + 1 > SIDE {
            (page.x, page.y, page.row) = (1, page.y + page.row + 1, 0);
        }
        let (x, y) = (page.x, page.y);
        page.texture.set_partial([x, y], image, TextureOptions::NEAREST);
        page.x += width + 1;
        page.row = page.row.max(height);
        let at = |x: usize, y: usize| pos2(x as f32, y as f32) / SIDE as f32;
        Some((number, Rect::from_min_max(at(x, y), at(x + width, y + height))))
    }
}

/// A glyph's ink, cut out.
struct Picture {
    image: ColorImage,
    /// From the glyph's origin to the upper left corner.
    offset: Vec2,
    /// It has colours of its own.
    coloured: bool,
    /// It touches the edge: there may be more of it.
    cut: bool,
}

/// Cuts the ink out of a square picture; none where it has none.
fn ink(pixels: &[u8], side: usize, origin: Vec2, light_on_dark: bool) -> Option<Picture> {
    let rows = || pixels.chunks_exact(side * 4).map(|row| row.chunks_exact(4));
    let inked = |pixel: &[u8]| pixel.get(3).is_some_and(|alpha| *alpha > 0);
    let (mut x0, mut x1, mut y0, mut y1) = (side, 0, side, 0);
    for (y, row) in rows().enumerate() {
        for (x, _) in row.enumerate().filter(|(_, pixel)| inked(pixel)) {
            (x0, x1, y0, y1) = (x0.min(x), x1.max(x + 1), y0.min(y), y1.max(y + 1));
        }
    }
    if x0 >= x1 {
        return None;
    }
    let inside = || rows().skip(y0).take(y1 - y0).flat_map(|row| row.skip(x0).take(x1 - x0));
    let coloured = inside().any(|pixel| matches!(pixel, [r, g, b, a] if r != a || g != a || b != a));
    let pixels = inside().map(|pixel| match pixel {
        [r, g, b, a] if coloured => Color32::from_rgba_premultiplied(*r, *g, *b, *a),
        [.., a] if light_on_dark => white(heavier(*a)),
        [.., a] => white(*a),
        [] => Color32::TRANSPARENT,
    });
    let image = ColorImage::new([x1 - x0, y1 - y0], pixels.collect());
    let cut = x0 == 0 || y0 == 0 || x1 == side || y1 == side;
    Some(Picture { image, offset: vec2(x0 as f32, y0 as f32) - origin, coloured, cut })
}

/// Cover, to be tinted when painted.
fn white(cover: u8) -> Color32 {
    Color32::from_rgba_premultiplied(cover, cover, cover, cover)
}

/// 2c − c²: what egui does for its own words on a dark page.
fn heavier(cover: u8) -> u8 {
    let cover = f32::from(cover) / 255.0;
    ((2.0 * cover - cover * cover) * 255.0).round() as u8
}
