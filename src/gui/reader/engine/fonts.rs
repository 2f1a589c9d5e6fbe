//! The faces that come with the program, and the order in which a character looks for its glyph.
//! Bundled faces come first, so that a page looks the same on every machine; the system's faces are asked only for what these lack.

use flate2::read::GzDecoder;
use parley::fontique::{Blob, Collection, CollectionOptions, FontInfoOverride, SourceCache};
use parley::{FontContext, FontFamily};
use std::io::Read as _;
use std::sync::{Arc, LazyLock};

/// A bundled face: in the program packed, unpacked once when it is first asked for.
pub struct Face(LazyLock<Vec<u8>>);

impl Face {
    const fn new(unpack: fn() -> Vec<u8>) -> Self {
        Self(LazyLock::new(unpack))
    }

    /// The font file.
    pub fn bytes(&'static self) -> &'static [u8] {
        &self.0
    }
}

/// Inter, variable from thin to black: the face of the window.
pub static INTER: Face = Face::new(|| unpacked(include_bytes!("../../../../assets/fonts/Inter-roman.var.ttf.gz")));
/// Source Serif 4: the article's text, and its words elsewhere in the window.
pub static SERIF: Face = Face::new(|| unpacked(include_bytes!("../../../../assets/fonts/SourceSerif4-Regular.ttf.gz")));
static SERIF_ITALIC: Face = Face::new(|| unpacked(include_bytes!("../../../../assets/fonts/SourceSerif4-It.ttf.gz")));
/// Source Serif 4 at weight 600: names in the article's face.
pub static SERIF_SEMIBOLD: Face = Face::new(|| unpacked(include_bytes!("../../../../assets/fonts/SourceSerif4-Semibold.ttf.gz")));
/// Noto Naskh Arabic: Arabic and Persian, in the text and in the window.
pub static NASKH: Face = Face::new(|| unpacked(include_bytes!("../../../../assets/fonts/NotoNaskhArabic-Regular.ttf.gz")));
/// Noto Sans Hebrew, in the text and in the window.
pub static HEBREW: Face = Face::new(|| unpacked(include_bytes!("../../../../assets/fonts/NotoSansHebrew-Regular.ttf.gz")));

static BUNDLED: [(&str, &Face); 6] = [
    ("Source Serif 4", &SERIF),
    ("Source Serif 4", &SERIF_ITALIC),
    ("Source Serif 4", &SERIF_SEMIBOLD),
    ("Inter", &INTER),
    ("Noto Naskh Arabic", &NASKH),
    ("Noto Sans Hebrew", &HEBREW),
];

/// A test reads every one of them to its end: nothing that comes with the program is damaged.
fn unpacked(packed: &[u8]) -> Vec<u8> {
    let mut font = Vec::new();
    if GzDecoder::new(packed).read_to_end(&mut font).is_err() {
        font.clear();
    }
    font
}

/// Which of the two faces a paragraph is set in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Family {
    /// Source Serif 4: the article's text.
    #[default]
    Serif,
    /// Inter: words of the window.
    Sans,
}

impl Family {
    /// The faces that are tried for each character, in order. Emoji faces of the system are added by parley for emoji.
    pub(crate) fn stack(self) -> FontFamily<'static> {
        FontFamily::Source(
            match self {
                Self::Serif => "'Source Serif 4', 'Noto Naskh Arabic', 'Noto Sans Hebrew', serif, sans-serif",
                Self::Sans => "'Inter', 'Noto Naskh Arabic', 'Noto Sans Hebrew', sans-serif",
            }
            .into(),
        )
    }
}

/// The bundled faces, registered; none of the system's yet.
pub(crate) fn bundled() -> FontContext {
    let mut collection = Collection::new(CollectionOptions { shared: false, system_fonts: false });
    for (name, face) in &BUNDLED {
        let name = FontInfoOverride { family_name: Some(name), ..FontInfoOverride::default() };
        collection.register_fonts(Blob::new(Arc::new(face.bytes())), Some(name));
    }
    FontContext { collection, source_cache: SourceCache::default() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_bundled_face_is_unpacked_whole() {
        for (name, face) in &BUNDLED {
            let bytes = face.bytes();
            // A font begins with its version and the number of its tables, each of which says where it stands.
            assert_eq!(bytes.get(..4), Some([0, 1, 0, 0].as_slice()), "{name}");
            let tables = usize::from(u16::from_be_bytes(bytes[4..6].try_into().unwrap()));
            let number = |at: usize| u32::from_be_bytes(bytes[at..at + 4].try_into().unwrap()) as usize;
            let ends = (0..tables).map(|table| number(12 + 16 * table + 8) + number(12 + 16 * table + 12));
            assert!(tables > 8 && ends.max().is_some_and(|end| end <= bytes.len() && end + 4 > bytes.len()), "{name} is cut off");
        }
    }
}
