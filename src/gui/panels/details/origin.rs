//! Where the shown article is from, while no mark is selected: what its file says of it, and in which encoding it was read.

use super::parts::part;
use crate::article::encoding_named;
use crate::gui::actions::Asks;
use crate::gui::style::strong;
use crate::gui::theme::{Theme, size, type_size};
use crate::gui::widgets::{Letters, Line, hairline};
use crate::project::ArticleId;
use crate::session::{Command, Session, VersionCommand};
use crate::view::origin::{About, about};
use egui::{RichText, ScrollArea, Ui};
use std::rc::Rc;

/// The encodings that can be chosen, by script, each with its usual name: those that texts of people are in, as the WHATWG lists them.
const ENCODINGS: &[(&str, &[&str])] = &[
    ("Unicode", &["UTF-8", "UTF-16LE", "UTF-16BE"]),
    ("Western", &["windows-1252", "ISO-8859-15", "macintosh"]),
    ("Central European", &["windows-1250", "ISO-8859-2"]),
    ("Baltic, Nordic, Celtic", &["windows-1257", "ISO-8859-4", "ISO-8859-10", "ISO-8859-13", "ISO-8859-14"]),
    ("Cyrillic", &["windows-1251", "KOI8-R", "KOI8-U", "IBM866", "ISO-8859-5", "x-mac-cyrillic"]),
    ("Greek", &["windows-1253", "ISO-8859-7"]),
    ("Turkish", &["windows-1254"]),
    ("Hebrew", &["windows-1255", "ISO-8859-8"]),
    ("Arabic, Persian", &["windows-1256", "ISO-8859-6"]),
    ("Thai, Vietnamese", &["windows-874", "windows-1258"]),
    ("Chinese", &["gb18030", "GBK", "Big5"]),
    ("Japanese", &["Shift_JIS", "EUC-JP", "ISO-2022-JP"]),
    ("Korean", &["EUC-KR"]),
];

/// What is known of the shown article.
#[derive(Default)]
pub(super) struct OriginPart {
    /// Made at a revision of the session.
    known: Option<(u64, Option<Rc<About>>)>,
}

impl OriginPart {
    fn about(&mut self, session: &Session) -> Option<Rc<About>> {
        let revision = session.revision();
        if self.known.as_ref().is_none_or(|(at, _)| *at != revision) {
            self.known = Some((revision, about(session).map(Rc::new)));
        }
        self.known.as_ref()?.1.clone()
    }

    pub(super) fn show(&mut self, ui: &mut Ui, session: &Session, letters: &mut Letters, asks: &mut Asks) {
        if let Some((article, about)) = session.article().map(|article| article.id).zip(self.about(session)) {
            parts(ui, session, article, &about, letters, asks);
        }
    }
}

fn parts(ui: &mut Ui, session: &Session, article: ArticleId, about: &About, letters: &mut Letters, asks: &mut Asks) {
    hairline(ui);
    ScrollArea::vertical().id_salt("origin").auto_shrink(false).show(ui, |ui| {
        part(ui, |ui| {
            ui.label(RichText::new("About this article").font(strong(type_size::UI)));
            fact(ui, "Title", &about.title, letters);
            for (name, value) in &about.facts {
                fact(ui, name, value, letters);
            }
            fact(ui, "Encoding", &about.encoding, letters);
            encoding(ui, session, article, about, asks);
        });
        listed(ui, "What its file says beside it", &about.details, letters);
        listed(ui, "Kept from other programs", &about.kept, letters);
    });
}

fn listed(ui: &mut Ui, heading: &str, rows: &[(String, String)], letters: &mut Letters) {
    if rows.is_empty() {
        return;
    }
    hairline(ui);
    part(ui, |ui| {
        ui.label(RichText::new(heading).font(strong(type_size::UI)));
        for (name, value) in rows {
            fact(ui, name, value, letters);
        }
    });
}

/// A name in small letters and beneath it what it is.
fn fact(ui: &mut Ui, name: &str, value: &str, letters: &mut Letters) {
    let theme = Theme::of(ui.ctx());
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        letters.paragraph(ui, name, Line { size: type_size::SMALL, is_strong: false, ink: theme.muted });
        letters.paragraph(ui, value, Line { size: type_size::UI, is_strong: false, ink: theme.ink });
    });
}

/// The encoding of the file; another one reads the file again and compares.
fn encoding(ui: &mut Ui, session: &Session, article: ArticleId, about: &About, asks: &mut Asks) {
    ui.add_space(size::GAP / 2.0);
    ui.add_enabled_ui(session.is_writable(), |ui| {
        let menu = ui.menu_button("Read again as…", |ui| {
            ui.set_min_width(size::PANEL_MIN);
            for (script, names) in ENCODINGS {
                ui.menu_button(*script, |ui| {
                    for name in *names {
                        let is_on = encoding_named(name).is_ok_and(|encoding| encoding.name() == about.encoding);
                        if ui.add(egui::Button::selectable(is_on, *name)).clicked() && !is_on {
                            asks.command(Command::Version(VersionCommand::ReadAgain { article, encoding: (*name).to_owned() }));
                            ui.close();
                        }
                    }
                });
            }
        });
        menu.response.on_hover_text("If letters look wrong, read the file again in another encoding: marks are carried over");
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_encoding_that_can_be_chosen_is_one() {
        for (script, names) in ENCODINGS {
            for name in *names {
                assert_eq!(encoding_named(name).map(|encoding| encoding.name()), Ok(*name), "{script}");
            }
        }
    }
}
