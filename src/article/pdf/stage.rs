//! Plays the pages, one by one, to an [`Eye`]. Each page is put alone on the stage: a document of one page that has nothing but text, with
//! fonts that can be read. Where the reader of fonts still gives up, it costs this page only.

use super::draw::{self, Drawing, Font};
use super::eye::Eye;
use super::fonts::{self, Cut};
use super::limits::{PDF_CHARACTERS_IN_ALL, PDF_PAGES};
use super::tree::Leaf;
use super::{Sheet, lines};
use pdf_extract::content::Content;
use pdf_extract::{Dictionary, Document, Object, ObjectId, Stream};
use std::collections::{BTreeSet, HashMap};

/// Plays all pages that may be read.
pub(super) fn play(document: &mut Document, leaves: Vec<Leaf>) -> Vec<Sheet> {
    let stage = Stage::new(document);
    let mut wardrobe = HashMap::new();
    let mut sheets = Vec::new();
    let mut characters = 0;
    for (leaf, page) in leaves.into_iter().take(PDF_PAGES).zip(1..) {
        if characters > PDF_CHARACTERS_IN_ALL {
            break;
        }
        let (played, count) = stage.page(document, &leaf, page, &mut wardrobe);
        characters += count;
        sheets.extend(played);
    }
    sheets
}

/// The objects of the document of one page.
struct Stage {
    page: ObjectId,
    content: ObjectId,
}

impl Stage {
    fn new(document: &mut Document) -> Self {
        let (page, content) = (document.new_object_id(), document.new_object_id());
        let pages = document.add_object(Dictionary::from_iter([
            ("Type", Object::Name(b"Pages".to_vec())),
            ("Kids", Object::Array(vec![page.into()])),
            ("Count", 1.into()),
        ]));
        let root = document.add_object(Dictionary::from_iter([("Type", Object::Name(b"Catalog".to_vec())), ("Pages", pages.into())]));
        document.trailer.set("Root", root);
        Self { page, content }
    }

    /// Plays a page, and says how many letters it has.
    fn page(&self, document: &mut Document, leaf: &Leaf, page: u32, wardrobe: &mut HashMap<ObjectId, Cut>) -> (Vec<Sheet>, usize) {
        let Drawing { operations, fonts, pictures, said, is_cut } = draw::draw(document, leaf);
        let used = used(&operations);
        let mut dressed = Dictionary::new();
        for (number, font) in fonts.into_iter().enumerate() {
            dressed.set(format!("F{number}"), dress(document, font, &used, wardrobe));
        }
        let content = Content { operations }.encode().unwrap_or_default();
        self.set(document, leaf, dressed, content);
        let mut eye = Eye::new(leaf, said);
        let played = super::super::guarded(|| pdf_extract::output_doc_page(document, &mut eye, 1));
        let is_unread = is_cut || !matches!(played, Some(Ok(())));
        let count = eye.glyphs.len();
        let mut sheets = lines::sheets(eye, page);
        if let Some(first) = sheets.first_mut() {
            first.pictures = pictures;
            first.is_unread = is_unread;
        }
        (sheets, count)
    }

    fn set(&self, document: &mut Document, leaf: &Leaf, fonts: Dictionary, content: Vec<u8>) {
        let seen = leaf.seen.map(|corner| Object::Real(corner as f32)).to_vec();
        let resources = Dictionary::from_iter([("Font", Object::Dictionary(fonts))]);
        let page = Dictionary::from_iter([
            ("Type", Object::Name(b"Page".to_vec())),
            ("MediaBox", Object::Array(seen)),
            ("Resources", Object::Dictionary(resources)),
            ("Contents", self.content.into()),
        ]);
        document.set_object(self.content, Stream::new(Dictionary::new(), content));
        document.set_object(self.page, page);
    }
}

fn dress(document: &Document, font: Font, used: &BTreeSet<u32>, wardrobe: &mut HashMap<ObjectId, Cut>) -> Dictionary {
    match font {
        Font::Object(id) => {
            let cut = || document.get_dictionary(id).map_or_else(|_| fonts::cut(document, &Dictionary::new()), |font| fonts::cut(document, font));
            wardrobe.entry(id).or_insert_with(cut).dress(used)
        }
        Font::Here(font) => fonts::cut(document, &font).dress(used),
    }
}

/// The codes that may be meant by the strings of a page: each byte, and each byte with the one that follows it.
fn used(operations: &[pdf_extract::content::Operation]) -> BTreeSet<u32> {
    let mut codes = BTreeSet::new();
    let mut add = |object: &Object| {
        if let Object::String(bytes, _) = object {
            codes.extend(bytes.iter().copied().map(u32::from));
            codes.extend(bytes.iter().zip(bytes.iter().skip(1)).map(|(first, second)| u32::from(*first) << 8 | u32::from(*second)));
        }
    };
    for operand in operations.iter().flat_map(|operation| &operation.operands) {
        match operand.as_array() {
            Ok(pieces) => pieces.iter().for_each(&mut add),
            Err(_) => add(operand),
        }
    }
    codes
}
