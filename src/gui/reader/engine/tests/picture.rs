//! Glyphs on the atlas and in meshes, without a window.

use super::super::atlas::Atlas;
use super::super::paint::Ink;
use super::super::typeset::Typesetter;
use super::{HARD, NARROW, lay, typesetter};
use egui::{Color32, Context, Shape, pos2};

fn paint(setter: &mut Typesetter, atlas: &mut Atlas, text: &str, visible: std::ops::Range<f32>) -> Vec<egui::Mesh> {
    let mut ink = Ink::new(1.0);
    for laid in lay(setter, text, NARROW) {
        ink.add(&laid, atlas, pos2(10.0, 20.0), visible.clone(), &|byte| if byte < 4 { Color32::RED } else { Color32::BLACK });
    }
    ink.into_shapes()
        .map(|shape| {
            let Shape::Mesh(mesh) = shape else { panic!("{shape:?} is no mesh") };
            (*mesh).clone()
        })
        .collect()
}

#[test]
fn a_page_of_any_script_is_painted_and_drawn_once() {
    let (context, mut setter) = (Context::default(), typesetter());
    let mut atlas = Atlas::new(&context);
    for text in HARD {
        atlas.begin_frame(false);
        let first = paint(&mut setter, &mut atlas, text, 0.0..5000.0);
        let again = paint(&mut setter, &mut atlas, text, 0.0..5000.0);
        let places = |meshes: &[egui::Mesh]| meshes.iter().flat_map(|mesh| mesh.vertices.iter().map(|v| (v.pos, v.uv))).collect::<Vec<_>>();
        assert_eq!(places(&first), places(&again), "{text}");
    }
    assert_eq!(atlas.pages(), 1);
}

#[test]
fn letters_have_ink_the_colour_of_their_byte_and_stand_on_whole_pixels() {
    let (context, mut setter) = (Context::default(), typesetter());
    let mut atlas = Atlas::new(&context);
    atlas.begin_frame(false);
    let meshes = paint(&mut setter, &mut atlas, "one two", 0.0..5000.0);
    let vertices = &meshes[0].vertices;
    assert_eq!(vertices.len(), 6 * 4, "six letters, no ink for the space");
    assert!(vertices.iter().take(12).all(|vertex| vertex.color == Color32::RED));
    assert!(vertices.iter().skip(12).all(|vertex| vertex.color == Color32::BLACK));
    assert!(vertices.iter().all(|vertex| vertex.pos.x.fract() == 0.0 && vertex.pos.y.fract() == 0.0));
    assert!(vertices.iter().all(|vertex| (20.0..20.0 + 31.0).contains(&vertex.pos.y)));
}

#[test]
fn lines_out_of_sight_are_not_painted() {
    let (context, mut setter) = (Context::default(), typesetter());
    let mut atlas = Atlas::new(&context);
    atlas.begin_frame(false);
    let text = "many words in a row ".repeat(200);
    let count = |meshes: Vec<egui::Mesh>| meshes.iter().map(|mesh| mesh.vertices.len()).sum::<usize>();
    let all = count(paint(&mut setter, &mut atlas, &text, 0.0..1e6));
    let some = count(paint(&mut setter, &mut atlas, &text, 1000.0..1100.0));
    assert!(some > 0 && some * 10 < all, "{some} of {all}");
}

#[test]
fn another_theme_starts_a_new_atlas() {
    let (context, mut setter) = (Context::default(), typesetter());
    let mut atlas = Atlas::new(&context);
    atlas.begin_frame(false);
    paint(&mut setter, &mut atlas, "one", 0.0..100.0);
    assert_eq!(atlas.pages(), 1);
    atlas.begin_frame(false);
    assert_eq!(atlas.pages(), 1);
    atlas.begin_frame(true);
    assert_eq!(atlas.pages(), 0);
}
