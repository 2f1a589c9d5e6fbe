//! The faces that come with the program, and the order in which a character looks for its glyph.
//! Bundled faces come first, so that a page looks the same on every machine; the system's faces are asked only for what these lack.

use parley::fontique::{Blob, Collection, CollectionOptions, FontInfoOverride, SourceCache};
use parley::{FontContext, FontFamily};
use std::sync::Arc;

/// Inter, variable from thin to black: the face of the window.
pub const INTER: &[u8] = include_bytes!("../../../../assets/fonts/Inter-roman.var.ttf");
/// Source Serif 4: the article's text, and its words elsewhere in the window.
pub const SERIF: &[u8] = include_bytes!("../../../../assets/fonts/SourceSerif4-Regular.ttf");
const SERIF_ITALIC: &[u8] = include_bytes!("../../../../assets/fonts/SourceSerif4-It.ttf");
/// Source Serif 4 at weight 600: names in the article's face.
pub const SERIF_SEMIBOLD: &[u8] = include_bytes!("../../../../assets/fonts/SourceSerif4-Semibold.ttf");
/// Noto Naskh Arabic: Arabic and Persian, in the text and in the window.
pub const NASKH: &[u8] = include_bytes!("../../../../assets/fonts/NotoNaskhArabic-Regular.ttf");
/// Noto Sans Hebrew, in the text and in the window.
pub const HEBREW: &[u8] = include_bytes!("../../../../assets/fonts/NotoSansHebrew-Regular.ttf");

const BUNDLED: [(&str, &[u8]); 6] = [
    ("Source Serif 4", SERIF),
    ("Source Serif 4", SERIF_ITALIC),
    ("Source Serif 4", SERIF_SEMIBOLD),
    ("Inter", INTER),
    ("Noto Naskh Arabic", NASKH),
    ("Noto Sans Hebrew", HEBREW),
];

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
    for (name, bytes) in BUNDLED {
        let name = FontInfoOverride { family_name: Some(name), ..FontInfoOverride::default() };
        collection.register_fonts(Blob::new(Arc::new(bytes)), Some(name));
    }
    FontContext { collection, source_cache: SourceCache::default() }
}
