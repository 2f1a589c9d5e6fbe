//! Choosing files: what is asked of the dialogs, and what is done with what they answer.

use super::app::App;
use super::dialogs::{Answer, Choice};
use super::drops;
use super::leaving::After;
use super::picker::{PickRequest, Purpose};
use crate::session::{Command, FileCommand, VersionCommand};
use std::path::PathBuf;

impl App {
    /// Lets the analyst choose files for a purpose.
    pub(super) fn pick(&mut self, purpose: Purpose) {
        let request = self.request(purpose);
        self.dialogs.pick(request);
    }

    /// What is asked for, with the folder and the name to begin with.
    pub(super) fn request(&self, purpose: Purpose) -> PickRequest {
        let beside = self.session.path().and_then(|path| path.parent()).map(PathBuf::from);
        let folder = if purpose.saves() { beside.or_else(|| self.settings.now.last_folder.clone()) } else { self.settings.now.last_folder.clone().or(beside) };
        let title = self.session.project().map_or("", |project| project.title());
        PickRequest { purpose, folder, name: if purpose.saves() { file_name(title, purpose) } else { String::new() } }
    }

    /// Does what was answered.
    pub(super) fn answer(&mut self, answer: Answer) {
        match answer {
            Answer::Picked(purpose, paths) => self.picked(purpose, paths),
            Answer::NotPicked(_) | Answer::Chose(Choice::Cancel) => self.stay(),
            Answer::Chose(Choice::Replace(purpose, path)) => self.picked(purpose, vec![path]),
            Answer::Chose(Choice::SaveAs) => self.pick(Purpose::SaveAs),
            Answer::Chose(Choice::Keep) => self.go(),
            Answer::Who(name) => {
                self.run(Command::File(FileCommand::WorkAs(name.as_str().into())));
                self.begin();
            }
        }
    }

    fn picked(&mut self, purpose: Purpose, paths: Vec<PathBuf>) {
        let Some(first) = paths.first().cloned() else { return self.stay() };
        self.settings.now.last_folder = first.parent().map(PathBuf::from);
        match purpose {
            Purpose::OpenProject => self.leave(After::Open(first)),
            Purpose::Any => match paths.iter().find(|path| drops::is_project(path)).cloned() {
                Some(project) => self.leave(After::Open(project)),
                None => self.run(Command::File(FileCommand::Add(paths))),
            },
            Purpose::AddArticles => self.run(Command::File(FileCommand::Add(paths))),
            Purpose::NewVersion => {
                self.flush();
                if let Some(article) = self.session.article().map(|article| article.id) {
                    self.run(Command::Version(VersionCommand::Compare { article, path: first }));
                }
            }
            Purpose::SaveAs => {
                self.flush();
                self.name();
                self.run(Command::File(FileCommand::SaveAs(with_ending(first))));
            }
            Purpose::SaveCopy => {
                self.flush();
                self.run(Command::File(FileCommand::SaveCopy(with_ending(first))));
            }
        }
    }
}

/// A name for a project's file: its title without what file systems do not take.
fn file_name(title: &str, purpose: Purpose) -> String {
    let plain: String = title.chars().map(|c| if c.is_control() || "/\\:*?\"<>|".contains(c) { ' ' } else { c }).take(80).collect();
    let name = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    let name = name.trim_start_matches('.');
    let end = if purpose == Purpose::SaveCopy { " copy" } else { "" };
    format!("{}{end}.ron", if name.is_empty() { "project" } else { name })
}

/// A project is found again by its ending.
fn with_ending(path: PathBuf) -> PathBuf {
    if path.extension().is_some() { path } else { path.with_extension("ron") }
}
