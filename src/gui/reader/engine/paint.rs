//! Puts the glyphs of laid out pieces on the screen, as one mesh for each page of the atlas. It paints letters only: no marks, no caret.

use super::atlas::{Atlas, SUBPIXELS};
use super::laid::Laid;
use egui::{Color32, Mesh, Pos2, Rect, Shape, pos2};
use std::ops::Range;

/// Collects the glyphs of a frame. Fill it with [`Ink::add`], paint it with [`Ink::into_shapes`].
pub struct Ink {
    pixels_per_point: f32,
    /// By the number of the atlas's page.
    meshes: Vec<Mesh>,
}

impl Ink {
    /// Nothing yet. `pixels_per_point` is egui's, without the reader's zoom.
    pub fn new(pixels_per_point: f32) -> Self {
        Self { pixels_per_point, meshes: Vec::new() }
    }

    /// Adds the lines of a piece that touch `visible`, with its upper left corner at `origin`.
    ///
    /// `origin` and `visible` are physical pixels of the window. `colour` gives the ink for a byte of the paragraph, so that a part can be dimmed
    /// without being laid out anew; emoji keep their own colours and take its opacity.
    pub fn add(&mut self, laid: &Laid, atlas: &mut Atlas, origin: Pos2, visible: Range<f32>, colour: &dyn Fn(usize) -> Color32) {
        let numbers: Vec<u32> = laid.fonts.iter().map(|font| atlas.font(font)).collect();
        let size = laid.letter_size();
        // Letters reach over the edge of their line: one line more on either side.
        let first = laid.line_at(visible.start - origin.y).saturating_sub(1);
        let last = (laid.line_at(visible.end - origin.y) + 1).min(laid.lines_count() - 1);
        for line in first..=last {
            let baseline = (origin.y + laid.baseline(line)).round();
            for run in laid.runs_of(line) {
                let Some((font, number)) = laid.fonts.get(run.font).zip(numbers.get(run.font)) else { continue };
                for glyph in laid.glyphs.get(run.glyphs.clone()).unwrap_or_default() {
                    let x = origin.x + glyph.x + 0.5 / f32::from(SUBPIXELS);
                    let subpixel = ((x - x.floor()) * f32::from(SUBPIXELS)) as u8;
                    let Some(slot) = atlas.glyph(font, *number, size, glyph.id, subpixel.min(SUBPIXELS - 1)) else { continue };
                    let corner = pos2(x.floor(), (baseline + glyph.y).round()) + slot.offset;
                    let ink = colour(laid.bytes().start + glyph.byte as usize);
                    let tint = if slot.coloured { white_like(ink) } else { ink };
                    let place = Rect::from_min_size(corner / self.pixels_per_point, slot.size / self.pixels_per_point);
                    if let Some(mesh) = self.mesh(slot.page, atlas) {
                        mesh.add_rect_with_uv(place, slot.uv, tint);
                    }
                }
            }
        }
    }

    /// The shapes, to be given to a painter.
    pub fn into_shapes(self) -> impl Iterator<Item = Shape> {
        self.meshes.into_iter().filter(|mesh| !mesh.is_empty()).map(Shape::mesh)
    }

    fn mesh(&mut self, page: usize, atlas: &Atlas) -> Option<&mut Mesh> {
        while self.meshes.len() <= page {
            self.meshes.push(Mesh::with_texture(atlas.texture(self.meshes.len())?));
        }
        self.meshes.get_mut(page)
    }
}

/// White as opaque as a colour.
fn white_like(colour: Color32) -> Color32 {
    Color32::from_white_alpha(colour.a())
}
