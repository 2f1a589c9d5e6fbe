//! The check of the selected claim: what is verified, why the verdict, and the evidence.

use super::drafts::{Drafts, Look, Target};
use crate::gui::actions::Asks;
use crate::gui::theme::size;
use crate::gui::widgets::{Sign, button, heading, icon_button, muted};
use crate::project::{CheckId, Evidence};
use crate::session::{CheckChange, CheckCommand, Command, EvidencePart, Session};
use crate::view::checks::{CheckShown, check_rows};
use crate::view::counted;
use crate::view::details::Details;
use egui::{Layout, Ui};

/// Which rows of evidence show all their parts.
#[derive(Default)]
pub(super) struct CheckPart {
    open: Option<(CheckId, usize)>,
}

impl CheckPart {
    /// Shows the check, or how to join one.
    pub(super) fn show(&mut self, ui: &mut Ui, details: &Details, drafts: &mut Drafts, session: &Session, asks: &mut Asks) {
        match &details.check {
            Some(check) => self.check(ui, details, check, drafts, session, asks),
            None => join(ui, details, session, asks),
        }
    }

    fn check(&mut self, ui: &mut Ui, details: &Details, check: &CheckShown, drafts: &mut Drafts, session: &Session, asks: &mut Asks) {
        heading(ui, "Check", "");
        if check.claims.len() > 1 {
            let words = format!("Shared by {}", counted(check.claims.len(), "claim"));
            muted(ui, &words).on_hover_text("What is changed here changes for all of them");
        }
        let mut field = |ui: &mut Ui, target, value: &str, name, hint, rows| {
            let head = heading(ui, name, "");
            let look = Look { name, head: Some(head.id), hint, rows, offers: &[], is_whole: false };
            drafts.show(ui, target, value, &look, session, asks);
        };
        field(ui, Target::Statement(check.id), &check.statement, "Statement", "What is verified, in words that stand alone", 2);
        field(ui, Target::Justification(check.id), &check.justification, "Justification", "Why this verdict", 2);
        field(ui, Target::Speaker(check.id), &check.speaker, "Speaker", "Who made the statement", 1);
        field(ui, Target::ClaimedOn(check.id), &check.claimed_on, "Claimed on", "When it was made", 1);
        heading(ui, "Evidence", "");
        for (place, evidence) in check.evidence.iter().enumerate() {
            self.evidence(ui, check.id, place, evidence, drafts, session, asks);
        }
        ui.horizontal(|ui| {
            if button(ui, "Add evidence").clicked() {
                asks.command(Command::Check(CheckCommand::Change(check.id, CheckChange::AddEvidence)));
                drafts.focus(Target::Evidence(check.id, check.evidence.len(), EvidencePart::Title));
            }
            if button(ui, "Leave this check").on_hover_text("The claim mentions it no longer; the check stays").clicked() {
                asks.command(Command::Check(CheckCommand::Mention(details.id, None)));
            }
        });
    }

    #[expect(clippy::too_many_arguments, reason = "what a part of a panel is given, and which row it is")]
    fn evidence(&mut self, ui: &mut Ui, check: CheckId, place: usize, evidence: &Evidence, drafts: &mut Drafts, session: &Session, asks: &mut Asks) {
        let is_open = self.open == Some((check, place));
        ui.push_id(("evidence", place), |ui| {
            ui.spacing_mut().item_spacing.y = size::GAP / 2.0;
            ui.horizontal(|ui| {
                ui.with_layout(Layout::right_to_left(egui::Align::Center), |ui| {
                    if icon_button(ui, Sign::Cross, &format!("Remove evidence {}", place + 1)).clicked() {
                        asks.command(Command::Check(CheckCommand::Change(check, CheckChange::RemoveEvidence(place))));
                    }
                    if icon_button(ui, Sign::Lines, if is_open { "Fewer fields" } else { "More fields" }).clicked() {
                        self.open = (!is_open).then_some((check, place));
                    }
                    let look = Look { name: "Title of the evidence", head: None, hint: "Title, report or page", rows: 1, offers: &[], is_whole: false };
                    drafts.show(ui, Target::Evidence(check, place, EvidencePart::Title), &evidence.title, &look, session, asks);
                });
            });
            let brief: &[EvidencePart] = &[EvidencePart::Quote];
            for part in if is_open { MORE } else { brief } {
                let (name, hint, value) = words(*part, evidence);
                if is_open || !value.is_empty() {
                    let look = Look { name, head: None, hint, rows: 1, offers: &[], is_whole: false };
                    drafts.show(ui, Target::Evidence(check, place, *part), value, &look, session, asks);
                }
            }
        });
    }
}

/// The parts of a row beside its title.
const MORE: &[EvidencePart] = &[
    EvidencePart::Url,
    EvidencePart::Archived,
    EvidencePart::Quote,
    EvidencePart::Question,
    EvidencePart::Answer,
    EvidencePart::Medium,
    EvidencePart::Retrieved,
];

/// A part's name, what stands in it while it is empty, and what it says.
fn words(part: EvidencePart, evidence: &Evidence) -> (&'static str, &'static str, &str) {
    match part {
        EvidencePart::Question => ("Question", "What was asked", &evidence.question),
        EvidencePart::Answer => ("Answer", "What the evidence says to that", &evidence.answer),
        EvidencePart::Title => ("Title of the evidence", "Title, report or page", &evidence.title),
        EvidencePart::Url => ("Address", "Address on the web", &evidence.url),
        EvidencePart::Archived => ("Archived address", "Address of a kept copy", &evidence.archived),
        EvidencePart::Quote => ("Words of the evidence", "Its words", &evidence.quote),
        EvidencePart::Medium => ("Medium", "Report, interview, picture", &evidence.medium),
        EvidencePart::Retrieved => ("Retrieved", "When it was looked at", &evidence.retrieved),
    }
}

/// The checks that a claim without one can join.
fn join(ui: &mut Ui, details: &Details, session: &Session, asks: &mut Asks) {
    let Some(project) = session.project() else { return };
    heading(ui, "Check", "");
    muted(ui, "A verdict makes one");
    if project.checks().next().is_none() {
        return;
    }
    ui.menu_button("Join a check…", |ui| {
        for row in check_rows(project).iter().take(20) {
            let words = format!("{} · {}", crate::view::shorten(&row.statement, 48), row.verdict);
            if ui.button(words).clicked() {
                asks.command(Command::Check(CheckCommand::Mention(details.id, Some(row.id))));
                ui.close();
            }
        }
    });
}
