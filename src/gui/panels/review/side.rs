//! The agreement at the right: a table by label, who marked what, and the articles from the worst. Every number lists the findings behind it.

use super::ReviewPanel;
use crate::gui::actions::Asks;
use crate::gui::picker::Purpose;
use crate::gui::style::{plain, strong};
use crate::gui::theme::{Theme, size, type_size};
use crate::gui::widgets::{Letters, Line, button, choice_chip, hairline, label_square, muted, progress_bar, ring};
use crate::jobs::Count;
use crate::project::{Label, Project};
use crate::session::{Command, Gamma, ReviewCommand, Session};
use crate::view::review::{AgreementShown, ArticleShown, Cell, ConfusionShown, Filter, LabelShown, gamma};
use egui::{Align2, Frame, Margin, Rect, Response, RichText, Role, ScrollArea, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};
use std::rc::Rc;

/// The names of the columns, and shorter ones for a narrow panel.
const COLUMNS: [&str; 4] = ["F1 exact", "F1 overlap", "uα", "κ chars"];
const SHORT: [&str; 4] = ["exact", "over.", "uα", "κ"];
/// The width of the panel's content from which the long names have room.
const ROOMY: f32 = 300.0;
/// The first column's part of the width.
const HEAD_PART: f32 = 0.16;
/// The most articles that are listed at once.
const MOST_ARTICLES: usize = 100;

impl ReviewPanel {
    /// The panel at the right.
    pub fn side(&mut self, ui: &mut Ui, session: &Session, letters: &mut Letters, asks: &mut Asks) {
        ui.expand_to_include_rect(ui.max_rect());
        let Some((project, reviewing)) = session.project().zip(session.reviewing()) else { return };
        self.learn(project, reviewing, session);
        let Some(shown) = self.known.as_ref().map(|known| Rc::clone(&known.agreement)) else { return };
        ui.spacing_mut().item_spacing.y = 0.0;
        ScrollArea::vertical().id_salt("agreement").auto_shrink(false).show(ui, |ui| {
            part(ui, |ui| {
                self.table(ui, &shown, project);
                self.gamma(ui, session, asks);
            });
            hairline(ui);
            part(ui, |ui| self.confusion(ui, &shown, project));
            hairline(ui);
            part(ui, |ui| self.articles(ui, &shown, session, letters, asks));
            hairline(ui);
            part(ui, |ui| ways_out(ui, project, asks));
        });
    }

    fn table(&mut self, ui: &mut Ui, shown: &AgreementShown, project: &Project) {
        heading(ui, "Agreement");
        wrapped(ui, &shown.head);
        let width = ui.available_width();
        header(ui, width, &(if width < ROOMY { SHORT } else { COLUMNS }).map(str::to_owned));
        for row in &shown.labels {
            if label_row(ui, width, row, self.filter.label == row.label && row.label.is_some(), project).clicked() {
                let label = row.label.clone().filter(|label| self.filter.label.as_ref() != Some(label));
                self.filter = Filter { kind: self.filter.kind, label, ..Filter::default() };
            }
        }
        if !shown.interval.is_empty() {
            wrapped(ui, &shown.interval);
        }
        for reason in &shown.reasons {
            wrapped(ui, &format!("– {reason}"));
        }
    }

    /// γ, or how to get it.
    fn gamma(&mut self, ui: &mut Ui, session: &Session, asks: &mut Asks) {
        match (session.gamma(), session.reviewing()) {
            (Some(Gamma::Measured(gammas)), Some(reviewing)) => {
                let shown = gamma(&reviewing.measured, gammas);
                ui.label(RichText::new(shown.words).font(plain(type_size::SMALL)));
                for reason in &shown.reasons {
                    wrapped(ui, &format!("– {reason}"));
                }
            }
            (Some(Gamma::Asked), _) => {
                let (done, of) = self.measuring.map_or((0, 1), |Count { done, of, .. }| (done, of));
                progress_bar(ui, done as f32 / of.max(1) as f32, "Measuring γ");
                ui.horizontal(|ui| {
                    muted(ui, &format!("Measuring γ, {} of {of}", (done + 1).min(of)));
                    if button(ui, "Stop").clicked() {
                        self.stops_measuring = true;
                    }
                });
            }
            (Some(Gamma::NotAsked), Some(_)) => {
                let measure = button(ui, "Measure γ");
                if measure.on_hover_text("Gamma weighs places and labels together, and takes longer than the rest").clicked() {
                    asks.command(Command::Review(ReviewCommand::MeasureGamma));
                }
            }
            (Some(Gamma::NotAsked | Gamma::Measured(_)) | None, _) => {}
        }
    }

    fn confusion(&mut self, ui: &mut Ui, shown: &AgreementShown, project: &Project) {
        heading(ui, "Who marked what, by character");
        if shown.confusions.len() > 1 {
            ui.horizontal_wrapped(|ui| {
                for (number, pair) in shown.confusions.iter().enumerate() {
                    if choice_chip(ui, &format!("{} {}", pair.letters.0, pair.letters.1), self.pair == number, false, None).clicked() {
                        self.pair = number;
                    }
                }
            });
        }
        let Some(pair) = shown.confusions.get(self.pair).or_else(|| shown.confusions.first()) else { return };
        let width = ui.available_width();
        let names: Vec<String> = pair.labels.iter().map(|label| short(label.as_ref())).collect();
        let theme = Theme::of(ui.ctx());
        let head = header(ui, width, &names);
        let corner = format!("{} \\ {}", pair.letters.0, pair.letters.1);
        ui.painter().text(pos2(head.left(), head.center().y), Align2::LEFT_CENTER, corner, plain(type_size::SMALL), theme.muted);
        for (row, (label, cells)) in pair.labels.iter().zip(&pair.cells).enumerate() {
            self.cells(ui, width, row, label.as_ref(), cells, pair, project);
        }
    }

    #[expect(clippy::too_many_arguments, reason = "a row of a table with all that it is made of")]
    fn cells(&mut self, ui: &mut Ui, width: f32, row: usize, label: Option<&Label>, cells: &[(String, Cell)], pair: &ConfusionShown, project: &Project) {
        let theme = Theme::of(ui.ctx());
        let (rect, _) = ui.allocate_exact_size(vec2(width, size::CONTROL), Sense::hover());
        ui.painter().text(pos2(rect.left(), rect.center().y), Align2::LEFT_CENTER, short(label), plain(type_size::SMALL), theme.muted);
        ui.painter().hline(rect.x_range(), rect.bottom(), Stroke::new(size::LINE, theme.line));
        for (column, (words, cell)) in cells.iter().enumerate() {
            let place = column_rect(rect, column, cells.len());
            let is_on = self.filter.cell.as_ref() == Some(cell);
            let response = ui.interact(place, ui.scope_id().with(("cell", row, column)), Sense::click());
            if let Some(label) = label.filter(|_| cell.first == cell.second) {
                ui.painter().rect_filled(place, 0.0, theme.label(label, project.own_labels()).fill);
            } else if is_on || response.hovered() {
                ui.painter().rect_filled(place, 0.0, if is_on { theme.selected_row } else { theme.hover });
            }
            ui.painter().text(place.left_center() + vec2(size::GAP / 2.0, 0.0), Align2::LEFT_CENTER, words, plain(type_size::SMALL), theme.ink);
            let name = format!("{} {}, {} {}: {words} characters", pair.letters.0, short(cell.first.as_ref()), pair.letters.1, short(cell.second.as_ref()));
            if response.has_focus() {
                ring(ui, place);
            }
            response.widget_info(|| WidgetInfo::selected(Role::Button, true, is_on, &name));
            if response.on_hover_text(format!("{name}. List the findings")).clicked() {
                let cell = Some(cell.clone()).filter(|_| !is_on);
                self.filter = Filter { kind: self.filter.kind, cell, ..Filter::default() };
            }
        }
    }

    fn articles(&mut self, ui: &mut Ui, shown: &AgreementShown, session: &Session, letters: &mut Letters, asks: &mut Asks) {
        heading(ui, "Lowest agreement");
        for article in shown.articles.iter().take(MOST_ARTICLES) {
            if article_row(ui, article, self.filter.article == Some(article.id), letters).clicked() {
                let id = Some(article.id).filter(|id| self.filter.article != Some(*id));
                self.filter = Filter { kind: self.filter.kind, article: id, ..Filter::default() };
                let first = session.reviewing().and_then(|reviewing| reviewing.findings.list.iter().position(|finding| finding.article == article.id));
                if let Some(first) = first.filter(|_| id.is_some()) {
                    asks.command(Command::Review(ReviewCommand::Look(first)));
                }
            }
        }
        if shown.articles.len() > MOST_ARTICLES {
            muted(ui, &format!("and {} more", shown.articles.len() - MOST_ARTICLES));
        }
    }
}

fn part(ui: &mut Ui, content: impl FnOnce(&mut Ui)) {
    Frame::new().inner_margin(Margin::symmetric(size::PAD as i8, size::PART_PAD as i8)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = size::GAP * 0.75;
        content(ui);
    });
}

fn heading(ui: &mut Ui, words: &str) {
    let response = ui.label(RichText::new(words).font(strong(type_size::UI)));
    response.widget_info(|| WidgetInfo::labeled(Role::Heading, true, words));
}

/// Muted words over as many lines as they need.
fn wrapped(ui: &mut Ui, words: &str) {
    ui.add(egui::Label::new(RichText::new(words).font(plain(type_size::SMALL)).color(Theme::of(ui.ctx()).muted)).wrap());
}

/// A label as it fits a table.
fn short(label: Option<&Label>) -> String {
    label.map_or_else(|| "none".to_owned(), Label::letter)
}

/// Where a column stands in a row whose first part is its head.
fn column_rect(row: Rect, column: usize, columns: usize) -> Rect {
    let head = row.width() * HEAD_PART;
    let width = (row.width() - head) / columns.max(1) as f32;
    let left = row.left() + head + width * column as f32;
    Rect::from_min_max(pos2(left, row.top()), pos2(left + width, row.bottom()))
}

fn header(ui: &mut Ui, width: f32, names: &[String]) -> Rect {
    let theme = Theme::of(ui.ctx());
    let (rect, _) = ui.allocate_exact_size(vec2(width, size::CHIP), Sense::hover());
    for (column, name) in names.iter().enumerate() {
        let place = column_rect(rect, column, names.len());
        ui.painter().text(place.left_center() + vec2(size::GAP / 2.0, 0.0), Align2::LEFT_CENTER, name, plain(type_size::SMALL), theme.muted);
    }
    ui.painter().hline(rect.x_range(), rect.bottom(), Stroke::new(size::LINE, theme.line));
    rect
}

fn label_row(ui: &mut Ui, width: f32, row: &LabelShown, is_on: bool, project: &Project) -> Response {
    let theme = Theme::of(ui.ctx());
    let (rect, response) = ui.allocate_exact_size(vec2(width, size::CONTROL), Sense::click());
    if is_on || response.hovered() {
        ui.painter().rect_filled(rect, 0.0, if is_on { theme.selected_row } else { theme.hover });
    }
    let font = if row.label.is_none() { strong(type_size::SMALL) } else { plain(type_size::SMALL) };
    match &row.label {
        Some(label) => {
            let place = Rect::from_min_size(pos2(rect.left(), rect.center().y - size::CHIP / 2.0), vec2(size::CHIP, size::CHIP));
            let mut inner = ui.new_child(egui::UiBuilder::new().id_salt(("label", label.name())).max_rect(place));
            label_square(&mut inner, label, theme.label(label, project.own_labels()));
        }
        None => {
            ui.painter().text(rect.left_center(), Align2::LEFT_CENTER, "All", font.clone(), theme.ink);
        }
    }
    for (column, value) in row.values.iter().enumerate() {
        let place = column_rect(rect, column, row.values.len());
        ui.painter().text(place.left_center() + vec2(size::GAP / 2.0, 0.0), Align2::LEFT_CENTER, value, font.clone(), theme.ink);
    }
    ui.painter().hline(rect.x_range(), rect.bottom(), Stroke::new(size::LINE, theme.line));
    if response.has_focus() {
        ring(ui, rect);
    }
    let label = row.label.as_ref().map_or("All", Label::name);
    let values: Vec<String> = COLUMNS.iter().zip(&row.values).map(|(name, value)| format!("{name} {value}")).collect();
    let name = format!("{label}: {}", values.join(", "));
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, is_on, &name));
    response.on_hover_text("List the findings with this label")
}

fn article_row(ui: &mut Ui, article: &ArticleShown, is_on: bool, letters: &mut Letters) -> Response {
    let theme = Theme::of(ui.ctx());
    let (rect, response) = ui.push_id(article.id, |ui| ui.allocate_exact_size(vec2(ui.available_width(), size::CONTROL), Sense::click())).inner;
    if is_on || response.hovered() {
        ui.painter().rect_filled(rect, 0.0, if is_on { theme.selected_row } else { theme.hover });
    }
    let ink = if article.is_low { theme.warning } else { theme.ink };
    let value = ui.painter().text(rect.right_center(), Align2::RIGHT_CENTER, &article.value, plain(type_size::UI), ink);
    let title = Rect::from_min_max(rect.min, pos2(value.left() - size::GAP, rect.bottom()));
    letters.paint_line(ui, title, &article.title, Line { size: type_size::UI, is_strong: false, ink: theme.ink });
    if response.has_focus() {
        ring(ui, rect);
    }
    let name = format!("{}: F1 with overlaps {}", article.title, article.value);
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, is_on, &name));
    response.on_hover_text("F1 with overlaps as half. List the findings of this article")
}

/// What goes out of a review: a report, and to each analyst what was decided.
fn ways_out(ui: &mut Ui, project: &Project, asks: &mut Asks) {
    let Some(review) = project.review() else { return };
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(size::GAP * 0.75, size::GAP * 0.75);
        if button(ui, "Report…").on_hover_text("Articles, agreement and decisions as one page: HTML, or Markdown where the name ends in .md").clicked() {
            asks.pick(Purpose::Report);
        }
        for analyst in 0..review.analysts.len() {
            let name = crate::view::shorten(&review.shown(analyst), 24);
            let back = button(ui, &format!("Send back to {name}…"));
            if back.on_hover_text("The analyst's own project, with what was decided against and what others had").clicked() {
                asks.pick(Purpose::SendBack(analyst));
            }
        }
    });
}
