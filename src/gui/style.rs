//! Fonts and egui's own style for both themes, from the tokens of `theme`. Nothing here chooses a colour or a size of its own.

use super::reader::engine::fonts::{HEBREW, INTER, NASKH, SERIF, SERIF_SEMIBOLD};
use super::theme::{self, DARK, LIGHT, Theme, size, type_size};
use egui::epaint::text::{FontTweak, VariationCoords};
use egui::style::{ScrollAnimation, ScrollStyle, Selection, TextCursorStyle, WidgetVisuals, Widgets};
use egui::{Color32, CornerRadius, FontData, FontDefinitions, FontFamily, FontId, Margin, Shadow, Stroke, Style, TextStyle, Visuals, vec2};
use std::sync::Arc;

/// The face of strong text in the window.
const SEMIBOLD: &str = "Inter semibold";
/// Family of headings in an article's face.
const SERIF_STRONG: &str = "serif strong";

/// Installs the faces and the style of both themes; to be called once for a context, before its first frame.
pub fn install(ctx: &egui::Context) {
    ctx.set_fonts(fonts());
    // Where the system does not say, paper is what most people read on.
    ctx.options_mut(|options| options.fallback_theme = egui::Theme::Light);
    ctx.style_mut_of(egui::Theme::Light, |style| apply(style, &LIGHT));
    ctx.style_mut_of(egui::Theme::Dark, |style| apply(style, &DARK));
}

/// Strong text of the window, at a size in points.
pub fn strong(size: f32) -> FontId {
    FontId::new(size, theme::strong())
}

/// Text of the window, at a size in points.
pub fn plain(size: f32) -> FontId {
    FontId::new(size, FontFamily::Proportional)
}

/// An article's words, at a size in points.
pub fn serif(size: f32) -> FontId {
    FontId::new(size, theme::serif())
}

/// A name in an article's face, at a size in points.
pub fn serif_strong(size: f32) -> FontId {
    FontId::new(size, FontFamily::Name(SERIF_STRONG.into()))
}

/// The bundled faces. Faces of the system come behind all of them, where eframe offers any, for the signs that none of these has.
fn fonts() -> FontDefinitions {
    let mut fonts = FontDefinitions::empty();
    let semibold = FontTweak { coords: VariationCoords::new([(b"wght", 600.0)]), ..FontTweak::default() };
    let faces = [
        ("Inter", FontData::from_static(INTER.bytes())),
        (SEMIBOLD, FontData::from_static(INTER.bytes()).tweak(semibold)),
        ("Source Serif 4", FontData::from_static(SERIF.bytes())),
        ("Source Serif 4 semibold", FontData::from_static(SERIF_SEMIBOLD.bytes())),
        ("Noto Naskh Arabic", FontData::from_static(NASKH.bytes())),
        ("Noto Sans Hebrew", FontData::from_static(HEBREW.bytes())),
    ];
    for (name, data) in faces {
        fonts.font_data.insert(name.to_owned(), Arc::new(data));
    }
    let stack = |first: &[&str]| first.iter().chain(&["Noto Naskh Arabic", "Noto Sans Hebrew"]).map(|name| (*name).to_owned()).collect::<Vec<String>>();
    fonts.families.insert(FontFamily::Proportional, stack(&["Inter"]));
    // egui asks for it by itself; nothing of ours is set in it.
    fonts.families.insert(FontFamily::Monospace, stack(&["Inter"]));
    fonts.families.insert(theme::strong(), stack(&[SEMIBOLD]));
    fonts.families.insert(theme::serif(), stack(&["Source Serif 4", "Inter"]));
    fonts.families.insert(FontFamily::Name(SERIF_STRONG.into()), stack(&["Source Serif 4 semibold", SEMIBOLD]));
    fonts
}

fn apply(style: &mut Style, theme: &Theme) {
    let sizes =
        [(TextStyle::Small, type_size::SMALL), (TextStyle::Body, type_size::UI), (TextStyle::Button, type_size::UI), (TextStyle::Heading, type_size::HEADING)];
    for (text, points) in sizes {
        style.text_styles.insert(text, plain(points));
    }
    style.text_styles.insert(TextStyle::Monospace, FontId::monospace(type_size::UI));
    style.visuals = visuals(theme);
    style.spacing.item_spacing = vec2(size::GAP, size::GAP);
    style.spacing.button_padding = vec2(size::BUTTON_PAD, size::BUTTON_PAD / 2.0);
    style.spacing.interact_size = vec2(size::CONTROL, size::CONTROL);
    style.spacing.menu_margin = Margin::same(size::RADIUS.cast_signed());
    style.spacing.window_margin = Margin::same(size::PAD as i8);
    style.spacing.menu_width = size::MENU;
    style.spacing.tooltip_width = size::LIST;
    style.spacing.scroll = ScrollStyle { bar_width: size::SCROLL_BAR, floating_width: size::SCROLL_BAR / 2.0, ..ScrollStyle::floating() };
    style.spacing.scroll.fade.strength = 0.0;
    style.interaction.selectable_labels = false;
    // Nothing moves by itself: what is asked for is there in the next frame, and a window at rest draws none.
    style.animation_time = 0.0;
    style.scroll_animation = ScrollAnimation::none();
}

fn visuals(theme: &Theme) -> Visuals {
    let base = if theme.is_dark { Visuals::dark() } else { Visuals::light() };
    let shadow = Shadow { offset: [0, 4], blur: 16, spread: 0, color: theme.shadow };
    Visuals {
        override_text_color: None,
        weak_text_color: Some(theme.muted),
        widgets: widgets(theme),
        // Only ink stands on the selection; fields paint their ring over egui's own outline, which has this colour too.
        selection: Selection { bg_fill: theme.selection, stroke: Stroke::new(size::LINE, theme.ink) },
        hyperlink_color: theme.accent,
        faint_bg_color: theme.hover,
        extreme_bg_color: theme.page,
        text_edit_bg_color: Some(theme.page),
        code_bg_color: theme.hover,
        warn_fg_color: theme.warning,
        error_fg_color: theme.warning,
        window_corner_radius: CornerRadius::same(size::RADIUS_LARGE),
        window_shadow: shadow,
        window_fill: theme.page,
        window_stroke: Stroke::new(size::LINE, theme.line),
        menu_corner_radius: CornerRadius::same(size::RADIUS_LARGE),
        panel_fill: theme.panel,
        popup_shadow: shadow,
        text_cursor: TextCursorStyle { stroke: Stroke::new(size::CHOSEN, theme.ink), blink: false, ..TextCursorStyle::default() },
        disabled_alpha: 0.6,
        ..base
    }
}

fn widgets(theme: &Theme) -> Widgets {
    let line = Stroke::new(size::LINE, theme.line);
    let state = |fill: Color32, weak: Color32, stroke: Stroke| WidgetVisuals {
        bg_fill: fill,
        weak_bg_fill: weak,
        bg_stroke: stroke,
        corner_radius: CornerRadius::same(size::RADIUS),
        fg_stroke: Stroke::new(size::CHOSEN, theme.ink),
        expansion: 0.0,
    };
    Widgets {
        noninteractive: state(theme.panel, theme.panel, line),
        inactive: state(theme.line, theme.page, line),
        hovered: state(theme.muted, theme.hover, Stroke::new(size::LINE, theme.muted)),
        active: state(theme.muted, theme.hover, Stroke::new(size::FOCUS, theme.accent)),
        open: state(theme.hover, theme.hover, Stroke::new(size::LINE, theme.muted)),
    }
}

/// The room for a box's content: a window that shows everything large has less than the box would take.
pub(in crate::gui) fn room(ctx: &egui::Context) -> egui::Vec2 {
    ctx.content_rect().shrink(2.0 * f32::from(theme::dialog::PAD)).size()
}
