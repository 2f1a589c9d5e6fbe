//! Draws pictures without a graphics card, the same on every machine: a rasteriser of egui's triangles.

use egui::epaint::textures::TextureOptions;
use egui::epaint::{ClippedPrimitive, ImageData, Mesh, Primitive, Vertex};
use egui::{ColorImage, TextureId, TexturesDelta};
use egui_kittest::TestRenderer;
use std::collections::HashMap;

/// The textures that were handed over so far.
#[derive(Default)]
pub(crate) struct Cpu {
    textures: HashMap<TextureId, (ColorImage, TextureOptions)>,
}

/// A picture in the making: premultiplied bytes.
struct Canvas {
    width: usize,
    height: usize,
    pixels: Vec<[u8; 4]>,
}

#[allow(clippy::iter_over_hash_type, reason = "textures do not depend on each other")]
impl TestRenderer for Cpu {
    fn handle_delta(&mut self, delta: &mut TexturesDelta) {
        for (id, images) in delta.set.drain() {
            for part in images {
                let ImageData::Color(image) = &part.image;
                match (part.pos, self.textures.get_mut(&id)) {
                    (Some([left, top]), Some((texture, _))) => {
                        for (row, line) in image.pixels.chunks(image.size[0]).enumerate() {
                            let at = (top + row) * texture.size[0] + left;
                            texture.pixels[at..at + line.len()].copy_from_slice(line);
                        }
                    }
                    _ => {
                        self.textures.insert(id, ((**image).clone(), part.options));
                    }
                }
            }
        }
        for id in delta.free.drain() {
            self.textures.remove(&id);
        }
    }

    fn render(&mut self, ctx: &egui::Context, output: &egui::FullOutput) -> Result<image::RgbaImage, String> {
        let scale = ctx.pixels_per_point();
        let size = ctx.content_rect().size() * scale;
        let (width, height) = (size.x.round() as usize, size.y.round() as usize);
        let mut canvas = Canvas { width, height, pixels: vec![[0; 4]; width * height] };
        for ClippedPrimitive { clip_rect, primitive } in ctx.tessellate(output.shapes.clone(), scale) {
            let Primitive::Mesh(mesh) = primitive else { continue };
            let Some((texture, options)) = self.textures.get(&mesh.texture_id) else { continue };
            let linear = options.magnification == egui::TextureFilter::Linear;
            canvas.mesh(&mesh, clip_rect, scale, &|u, v| sample(texture, u, v, linear));
        }
        image::RgbaImage::from_raw(width as u32, height as u32, canvas.pixels.concat()).ok_or_else(|| "the picture has no size".to_owned())
    }
}

impl Canvas {
    fn mesh(&mut self, mesh: &Mesh, clip: egui::Rect, scale: f32, texture: &dyn Fn(f32, f32) -> [f32; 4]) {
        let columns = (clip.left() * scale).round().max(0.0) as i64..((clip.right() * scale).round() as i64).min(self.width as i64);
        let rows = (clip.top() * scale).round().max(0.0) as i64..((clip.bottom() * scale).round() as i64).min(self.height as i64);
        for corners in mesh.indices.chunks_exact(3) {
            let corners: [&Vertex; 3] = std::array::from_fn(|corner| &mesh.vertices[corners[corner] as usize]);
            self.triangle(corners, &columns, &rows, scale, texture);
        }
    }

    fn triangle(
        &mut self,
        corners: [&Vertex; 3],
        columns: &std::ops::Range<i64>,
        rows: &std::ops::Range<i64>,
        scale: f32,
        texture: &dyn Fn(f32, f32) -> [f32; 4],
    ) {
        let snap = |value: f32| f64::from((value * scale * 256.0).round()) / 256.0;
        let at: [[f64; 2]; 3] = std::array::from_fn(|corner| [snap(corners[corner].pos.x), snap(corners[corner].pos.y)]);
        let area = (at[1][0] - at[0][0]) * (at[2][1] - at[0][1]) - (at[1][1] - at[0][1]) * (at[2][0] - at[0][0]);
        if area == 0.0 {
            return;
        }
        let sign = area.signum();
        let span = |axis: usize| {
            let low = at.iter().map(|point| point[axis]).fold(f64::MAX, f64::min).floor() as i64;
            let high = at.iter().map(|point| point[axis]).fold(f64::MIN, f64::max).ceil() as i64;
            (low, high)
        };
        let side = |a: [f64; 2], b: [f64; 2], x: f64, y: f64| ((b[0] - a[0]) * (y - a[1]) - (b[1] - a[1]) * (x - a[0])) * sign;
        // Pixels on an edge belong to the triangle at its top left, so that neighbours never draw one twice.
        let owns = |a: [f64; 2], b: [f64; 2]| {
            let (dx, dy) = ((b[0] - a[0]) * sign, (b[1] - a[1]) * sign);
            dy < 0.0 || (dy == 0.0 && dx > 0.0)
        };
        let edges = [(at[1], at[2]), (at[2], at[0]), (at[0], at[1])];
        let ((left, right), (top, bottom)) = (span(0), span(1));
        for y in top.max(rows.start)..bottom.min(rows.end) {
            for x in left.max(columns.start)..right.min(columns.end) {
                let (px, py) = (x as f64 + 0.5, y as f64 + 0.5);
                let sides = edges.map(|(a, b)| side(a, b, px, py));
                if (0..3).any(|edge| sides[edge] < 0.0 || (sides[edge] == 0.0 && !owns(edges[edge].0, edges[edge].1))) {
                    continue;
                }
                let share = sides.map(|side| (side / area.abs()) as f32);
                self.blend(x as usize, y as usize, corners, share, texture);
            }
        }
    }

    fn blend(&mut self, x: usize, y: usize, corners: [&Vertex; 3], share: [f32; 3], texture: &dyn Fn(f32, f32) -> [f32; 4]) {
        let mix = |of: &dyn Fn(&Vertex) -> f32| share[0] * of(corners[0]) + share[1] * of(corners[1]) + share[2] * of(corners[2]);
        let texel = texture(mix(&|vertex| vertex.uv.x), mix(&|vertex| vertex.uv.y));
        let colour: [f32; 4] = std::array::from_fn(|channel| mix(&|vertex| f32::from(vertex.color.to_array()[channel])) * texel[channel] / 255.0);
        let under = &mut self.pixels[y * self.width + x];
        let through = 1.0 - colour[3] / 255.0;
        for channel in 0..4 {
            under[channel] = (colour[channel] + f32::from(under[channel]) * through + 0.5).min(255.0) as u8;
        }
    }
}

fn sample(image: &ColorImage, u: f32, v: f32, linear: bool) -> [f32; 4] {
    let (width, height) = (image.size[0] as i64, image.size[1] as i64);
    let pixel = |x: i64, y: i64| image.pixels[(y.clamp(0, height - 1) * width + x.clamp(0, width - 1)) as usize].to_array().map(f32::from);
    let (x, y) = (u * width as f32, v * height as f32);
    if !linear {
        return pixel(x.floor() as i64, y.floor() as i64);
    }
    let (x, y) = (x - 0.5, y - 0.5);
    let (left, top) = (x.floor(), y.floor());
    let (right_share, lower_share) = (x - left, y - top);
    let (left, top) = (left as i64, top as i64);
    let corners = [pixel(left, top), pixel(left + 1, top), pixel(left, top + 1), pixel(left + 1, top + 1)];
    std::array::from_fn(|channel| {
        let upper = corners[0][channel] * (1.0 - right_share) + corners[1][channel] * right_share;
        let lower = corners[2][channel] * (1.0 - right_share) + corners[3][channel] * right_share;
        upper * (1.0 - lower_share) + lower * lower_share
    })
}
