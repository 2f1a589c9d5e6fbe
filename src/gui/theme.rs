//! Colours, spaces and font sizes: here and nowhere else. The tokens are those of the design; a test holds their contrast.

mod measures;

pub use measures::{dialog, reader, size, type_size, versions};

use crate::project::{Colour, Label, OwnLabel};
use egui::Color32;

/// The window's face in a heavier weight.
pub fn strong() -> egui::FontFamily {
    egui::FontFamily::Name("strong".into())
}

/// The article's face, for its words outside the reader.
pub fn serif() -> egui::FontFamily {
    egui::FontFamily::Name("serif".into())
}

/// The colours of one theme.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Theme {
    /// Whether light stands on dark.
    pub is_dark: bool,
    /// Behind everything.
    pub window: Color32,
    /// Side panels and bars.
    pub panel: Color32,
    /// Behind the article.
    pub page: Color32,
    /// Text.
    pub ink: Color32,
    /// Text of less weight.
    pub muted: Color32,
    /// Lines between parts.
    pub line: Color32,
    /// Under the pointer.
    pub hover: Color32,
    /// What is chosen, focused or can be pressed.
    pub accent: Color32,
    /// All is well.
    pub good: Color32,
    /// Something is wrong.
    pub warning: Color32,
    /// Behind a warning.
    pub warning_fill: Color32,
    /// Behind selected text.
    pub selection: Color32,
    /// Behind the chosen row of a list.
    pub selected_row: Color32,
    /// Under cards and menus.
    pub shadow: Color32,
    claim: Inks,
    source: Inks,
    figure: Inks,
}

/// The two colours of a label.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Inks {
    /// Lines, letters and words in the label's colour.
    pub ink: Color32,
    /// Behind marked text.
    pub fill: Color32,
}

const fn hex(number: u32) -> Color32 {
    let [_, red, green, blue] = number.to_be_bytes();
    Color32::from_rgb(red, green, blue)
}

const fn inks(ink: u32, fill: u32) -> Inks {
    Inks { ink: hex(ink), fill: hex(fill) }
}

/// Dark on light.
pub const LIGHT: Theme = Theme {
    is_dark: false,
    window: hex(0xf6f5f2),
    panel: hex(0xfbfaf8),
    page: hex(0xffffff),
    ink: hex(0x1d1f23),
    muted: hex(0x5f636c),
    line: hex(0xe4e2dc),
    hover: hex(0xefede8),
    accent: hex(0x2f5bd7),
    good: hex(0x297046),
    warning: hex(0xb42318),
    warning_fill: hex(0xfde3df),
    selection: hex(0xc5d1f3),
    selected_row: hex(0xe3e8f5),
    shadow: Color32::from_black_alpha(30),
    claim: inks(0xa04606, 0xfdeccb),
    source: inks(0x0f6b66, 0xd3efec),
    figure: inks(0x5b3fc4, 0xe6e0fb),
};

/// Light on dark.
pub const DARK: Theme = Theme {
    is_dark: true,
    window: hex(0x17181b),
    panel: hex(0x1c1e22),
    page: hex(0x202227),
    ink: hex(0xe7e6e2),
    muted: hex(0xa3a7b0),
    line: hex(0x2d3036),
    hover: hex(0x282b31),
    accent: hex(0x86a5ff),
    good: hex(0x6cc48d),
    warning: hex(0xff9085),
    warning_fill: hex(0x4b211d),
    selection: hex(0x3b4562),
    selected_row: hex(0x272c39),
    shadow: Color32::from_black_alpha(110),
    claim: inks(0xf2b259, 0x4a3615),
    source: inks(0x67cfc6, 0x173f3c),
    figure: inks(0xb7a4ff, 0x362a66),
};

/// Hues of own labels without a colour, in the order of their names.
const OWN: [Colour; 6] = [
    Colour([0xb0, 0x2a, 0x6b]),
    Colour([0x1f, 0x6f, 0xa8]),
    Colour([0x4f, 0x72, 0x12]),
    Colour([0x8a, 0x4b, 0x2d]),
    Colour([0x6a, 0x4d, 0x8f]),
    Colour([0x3d, 0x63, 0x63]),
];

impl Theme {
    /// The theme that a window shows now.
    pub fn of(ctx: &egui::Context) -> &'static Self {
        if ctx.theme() == egui::Theme::Dark { &DARK } else { &LIGHT }
    }

    /// The colours of a label; those of the project's own keep the contrast of the three, whatever was chosen.
    pub fn label<'a>(&self, label: &Label, own: impl Iterator<Item = &'a OwnLabel>) -> Inks {
        match label {
            Label::Claim => self.claim,
            Label::Source => self.source,
            Label::Figure => self.figure,
            Label::Own(name) => {
                let mut place = 0;
                for (index, label) in own.enumerate() {
                    if label.name == *name {
                        if let Some(colour) = label.colour {
                            return self.own(colour);
                        }
                        place = index;
                    }
                }
                self.own(OWN.get(place % OWN.len()).copied().unwrap_or(Colour([0x5f, 0x63, 0x6c])))
            }
        }
    }

    /// Text on the accent.
    pub fn on_accent(&self) -> Color32 {
        if self.is_dark { self.window } else { self.page }
    }

    /// A colour of the analyst's choice as ink and fill that can be read in this theme.
    fn own(&self, colour: Colour) -> Inks {
        let Colour([red, green, blue]) = colour;
        let chosen = Color32::from_rgb(red, green, blue);
        let fill = self.page.lerp_to_gamma(chosen, 0.2);
        let towards = self.ink;
        let steps = (0..=20).map(|step| chosen.lerp_to_gamma(towards, step as f32 / 20.0));
        let readable = |ink: &Color32| contrast(*ink, fill) >= 4.5 && contrast(*ink, self.page) >= 4.5 && contrast(*ink, self.panel) >= 4.5;
        Inks { ink: steps.into_iter().find(readable).unwrap_or(self.ink), fill }
    }
}

/// The contrast of two colours, from 1 to 21 (WCAG 2.2, “contrast ratio”).
pub fn contrast(a: Color32, b: Color32) -> f32 {
    let luminance = |colour: Color32| {
        let linear = egui::Rgba::from(colour);
        0.2126 * linear.r() + 0.7152 * linear.g() + 0.0722 * linear.b()
    };
    let (light, dark) = (luminance(a).max(luminance(b)), luminance(a).min(luminance(b)));
    (light + 0.05) / (dark + 0.05)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pair_of_text_and_background_can_be_read() {
        for theme in [LIGHT, DARK] {
            let grounds = [theme.window, theme.panel, theme.page, theme.hover, theme.selected_row];
            for ground in grounds {
                for ink in [theme.ink, theme.muted, theme.accent, theme.good, theme.warning, theme.claim.ink, theme.source.ink, theme.figure.ink] {
                    assert!(contrast(ink, ground) >= 4.5, "{ink:?} on {ground:?}: {}", contrast(ink, ground));
                }
            }
            assert!(contrast(theme.ink, theme.selection) >= 4.5);
            assert!(contrast(theme.warning, theme.warning_fill) >= 4.5);
            assert!(contrast(theme.on_accent(), theme.accent) >= 4.5);
            for inks in [theme.claim, theme.source, theme.figure] {
                assert!(contrast(theme.ink, inks.fill) >= 4.5);
                assert!(contrast(inks.ink, inks.fill) >= 4.5);
                for changed in [theme.good, theme.muted] {
                    assert!(contrast(changed, inks.fill) >= 4.5, "changed words in a mark, {changed:?} on {:?}: {}", inks.fill, contrast(changed, inks.fill));
                }
                for ground in [theme.page, theme.claim.fill, theme.source.fill, theme.figure.fill] {
                    assert!(contrast(inks.ink, ground) >= 3.0, "a mark's line {:?} on {ground:?}", inks.ink);
                }
            }
        }
    }

    #[test]
    fn a_colour_of_the_analysts_choice_can_be_read_too() {
        for theme in [LIGHT, DARK] {
            for colour in [0x000000, 0xffffff, 0xffff00, 0x00ff00, 0x808080, 0xff00ff, 0x102040] {
                let [_, red, green, blue] = u32::to_be_bytes(colour);
                let inks = theme.own(Colour([red, green, blue]));
                assert!(contrast(inks.ink, inks.fill) >= 4.5 && contrast(theme.ink, inks.fill) >= 4.5, "{colour:06x}: {inks:?}");
            }
        }
    }
}
