//! The pages of a document: the leaves of a tree, which may be damaged, deep or go in circles.

use super::limits::{PDF_PAGES, PDF_TREE_DEPTH};
use pdf_extract::{Dictionary, Document, Object, ObjectId};
use std::collections::HashSet;

/// A page.
#[derive(Clone, Debug)]
pub(super) struct Leaf {
    /// What it shows: streams, one after the other.
    pub(super) contents: Vec<Object>,
    /// What the streams name.
    pub(super) resources: Dictionary,
    /// The part of the plane that is seen: left, bottom, right, top.
    pub(super) seen: [f64; 4],
    /// How many quarters it is turned clockwise.
    pub(super) turns: u8,
}

/// What a page has from the nodes above it.
#[derive(Clone, Default)]
struct Inherited {
    resources: Option<Dictionary>,
    media: Option<[f64; 4]>,
    crop: Option<[f64; 4]>,
    turns: Option<u8>,
}

/// A4 in points, for pages that do not say how large they are.
const PAPER: [f64; 4] = [0.0, 0.0, 595.0, 842.0];

/// How far from the origin a corner of a page may be, in points: a page is at most 200 inches wide.
const FAR: f64 = 1_000_000.0;

/// The pages in order. At most one more than may be read is looked for beyond the limit's tenfold, so that the count of a usual file is true.
pub(super) fn leaves(document: &Document) -> Vec<Leaf> {
    let mut climber = Climber { document, leaves: Vec::new(), seen: HashSet::new() };
    if let Ok(pages) = document.catalog().and_then(|catalog| catalog.get(b"Pages")) {
        climber.climb(pages, &Inherited::default(), 0);
    }
    if climber.leaves.is_empty() {
        climber.gather();
    }
    climber.leaves
}

struct Climber<'a> {
    document: &'a Document,
    leaves: Vec<Leaf>,
    /// The nodes and pages that were seen; a page that hangs in the tree twice is one.
    seen: HashSet<ObjectId>,
}

impl Climber<'_> {
    fn climb(&mut self, object: &Object, above: &Inherited, depth: usize) {
        let is_new = object.as_reference().map_or(true, |id| self.seen.insert(id));
        if !is_new || depth > PDF_TREE_DEPTH || self.leaves.len() > 10 * PDF_PAGES {
            return;
        }
        let Some(node) = dictionary(self.document, object) else { return };
        let here = inherited(self.document, node, above);
        match array(self.document, node, b"Kids") {
            Some(kids) if !node.has_type(b"Page") => {
                for kid in kids {
                    self.climb(kid, &here, depth + 1);
                }
            }
            Some(_) | None => self.leaves.push(leaf(self.document, node, here)),
        }
    }

    /// The pages that are there, where no tree leads to them.
    fn gather(&mut self) {
        for object in self.document.objects.values().filter_map(|object| object.as_dict().ok()).filter(|object| object.has_type(b"Page")) {
            if self.leaves.len() <= PDF_PAGES {
                let here = inherited(self.document, object, &Inherited::default());
                self.leaves.push(leaf(self.document, object, here));
            }
        }
    }
}

fn inherited(document: &Document, node: &Dictionary, above: &Inherited) -> Inherited {
    let turns = node.get(b"Rotate").ok().and_then(|turn| number(document, turn)).map(|degrees| (degrees / 90.0).round().rem_euclid(4.0) as u8);
    Inherited {
        resources: node.get(b"Resources").ok().and_then(|found| dictionary(document, found)).cloned().or_else(|| above.resources.clone()),
        media: rectangle(document, node, b"MediaBox").or(above.media),
        crop: rectangle(document, node, b"CropBox").or(above.crop),
        turns: turns.or(above.turns),
    }
}

fn leaf(document: &Document, page: &Dictionary, here: Inherited) -> Leaf {
    let contents = match page.get(b"Contents").and_then(|contents| document.dereference(contents)) {
        Ok((_, Object::Array(all))) => all.clone(),
        Ok(_) => page.get(b"Contents").cloned().into_iter().collect(),
        Err(_) => Vec::new(),
    };
    let media = here.media.unwrap_or(PAPER);
    let crop = here.crop.map(|crop| overlap(crop, media)).filter(|crop| is_area(*crop));
    Leaf { contents, resources: here.resources.unwrap_or_default(), seen: crop.unwrap_or(media), turns: here.turns.unwrap_or(0) }
}

fn overlap(one: [f64; 4], other: [f64; 4]) -> [f64; 4] {
    let ([a, b, c, d], [e, f, g, h]) = (one, other);
    [a.max(e), b.max(f), c.min(g), d.min(h)]
}

fn is_area([left, bottom, right, top]: [f64; 4]) -> bool {
    right - left >= 1.0 && top - bottom >= 1.0
}

/// A rectangle whose corners may stand in any order; none where it has no area.
fn rectangle(document: &Document, node: &Dictionary, name: &[u8]) -> Option<[f64; 4]> {
    let mut numbers = array(document, node, name)?.iter().map(|corner| number(document, corner));
    let mut next = || numbers.next().flatten().filter(|corner| corner.abs() < FAR);
    let (a, b, c, d) = (next()?, next()?, next()?, next()?);
    Some([a.min(c), b.min(d), a.max(c), b.max(d)]).filter(|found| is_area(*found))
}

/// A number, also where another object holds it.
pub(super) fn number(document: &Document, object: &Object) -> Option<f64> {
    let found = document.dereference(object).ok()?.1;
    found.as_i64().map(|whole| whole as f64).or_else(|_| found.as_f32().map(f64::from)).ok()
}

/// A dictionary, also where another object holds it, or that of a stream.
pub(super) fn dictionary<'a>(document: &'a Document, object: &'a Object) -> Option<&'a Dictionary> {
    let found = document.dereference(object).ok()?.1;
    found.as_dict().or_else(|_| found.as_stream().map(|stream| &stream.dict)).ok()
}

/// An array under a name, also where another object holds it.
pub(super) fn array<'a>(document: &'a Document, holder: &'a Dictionary, name: &[u8]) -> Option<&'a Vec<Object>> {
    document.dereference(holder.get(name).ok()?).ok()?.1.as_array().ok()
}
