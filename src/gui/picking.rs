//! Choosing files: what is asked of the dialogs, and what is done with what they answer.

use super::app::App;
use super::dialogs::{Answer, Choice, Question};
use super::drops;
use super::leaving::After;
use super::picker::{PickRequest, Purpose};
use crate::session::{Command, ExchangeCommand, Exchanging, FileCommand, ImportOrder, Notice, ReviewCommand, VersionCommand};
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
        let project = self.session.project();
        let title = project.map_or("", |project| project.title());
        let name = match purpose {
            Purpose::SaveReview { .. } => file_name(&format!("{title} review"), purpose),
            Purpose::SendBack(analyst) => {
                let analyst = project.and_then(|project| project.review()).map(|review| review.shown(analyst)).unwrap_or_default();
                file_name(&format!("{title} for {analyst}"), purpose)
            }
            Purpose::Report => stem(title, "project").to_owned() + ".html",
            Purpose::Export { ending } => {
                let format = if let Some(Exchanging::Export { order, .. }) = self.session.exchanging() { order.format } else { "data" };
                let name = stem(&format!("{title} {format}"), format);
                ending.map_or_else(|| name.clone(), |ending| format!("{name}.{ending}"))
            }
            Purpose::SaveAs | Purpose::SaveCopy => file_name(title, purpose),
            Purpose::OpenProject
            | Purpose::AddArticles
            | Purpose::NewVersion
            | Purpose::Any
            | Purpose::ImportFiles
            | Purpose::ImportFolder
            | Purpose::Review => String::new(),
        };
        PickRequest { purpose, folder, name }
    }

    /// Does what was answered.
    pub(super) fn answer(&mut self, answer: Answer) {
        match answer {
            Answer::Picked(purpose, paths) => self.picked(purpose, paths),
            Answer::NotPicked(_) | Answer::Chose(Choice::Cancel) => self.stay(),
            Answer::Chose(Choice::BeginReview { is_blind }) => self.pick(Purpose::SaveReview { is_blind }),
            Answer::Chose(Choice::Replace(purpose, path)) => self.picked(purpose, vec![path]),
            Answer::Chose(Choice::SaveAs) => self.pick(Purpose::SaveAs),
            Answer::Chose(Choice::Keep) => self.go(),
            Answer::Who(name) => {
                self.run(Command::File(FileCommand::WorkAs(name.as_str().into())));
                self.begin();
            }
        }
    }

    /// Asks how the chosen projects are reviewed; one alone is reviewed beside the one that is open.
    fn ask_about_review(&mut self, paths: Vec<PathBuf>) {
        let open = self.session.path().map(PathBuf::from).filter(|open| paths.len() == 1 && !paths.contains(open));
        let paths: Vec<PathBuf> = open.into_iter().chain(paths).collect();
        if paths.len() < 2 {
            self.run_told(Notice::warning("a review needs the projects of two analysts at least: choose two files, or open one first"));
            return;
        }
        self.dialogs.ask(question(&paths));
        self.reviewed = paths;
    }

    /// Looks at data that may be taken in; without files, at what can be chosen.
    pub(super) fn look_at_import(&mut self, paths: Vec<PathBuf>) {
        self.flush();
        let before = if let Some(Exchanging::Import { order, .. }) = self.session.exchanging() { Some(order.clone()) } else { None };
        let order = before.unwrap_or_else(|| self.settings.import_order());
        self.run(Command::Exchange(ExchangeCommand::Import(ImportOrder { guesses: !paths.is_empty(), paths, ..order })));
    }

    /// Looks at what would be written, in the format of the last time.
    pub(super) fn look_at_export(&mut self) {
        self.flush();
        let order = self.settings.export_order();
        self.run(Command::Exchange(ExchangeCommand::Export(order)));
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
            Purpose::Review => self.ask_about_review(paths),
            Purpose::SaveReview { is_blind } => {
                let paths = std::mem::take(&mut self.reviewed);
                self.run(Command::Review(ReviewCommand::Make { paths, into: with_ending(first), is_blind }));
            }
            Purpose::Report => {
                self.flush();
                let path = if first.extension().is_some() { first } else { first.with_extension("html") };
                self.run(Command::File(FileCommand::Report(path)));
            }
            Purpose::ImportFiles | Purpose::ImportFolder => self.look_at_import(paths),
            Purpose::Export { ending } => {
                self.flush();
                let path = if let Some(ending) = ending.filter(|_| first.extension().is_none()) { first.with_extension(ending) } else { first };
                self.run(Command::Exchange(ExchangeCommand::Write(path)));
            }
            Purpose::SendBack(analyst) => {
                self.flush();
                self.run(Command::Review(ReviewCommand::SendBack { analyst, path: with_ending(first) }));
            }
            Purpose::SaveCopy => {
                self.flush();
                self.run(Command::File(FileCommand::SaveCopy(with_ending(first))));
            }
        }
    }
}

/// What a review of projects is to be like.
fn question(paths: &[PathBuf]) -> Question {
    let names: Vec<String> = paths.iter().filter_map(|path| path.file_name()).map(|name| name.to_string_lossy().into_owned()).collect();
    Question {
        title: format!("Review {}", crate::view::shorten(&names.join(" and "), 80)),
        why: "Their marks become one project: what all agree in is accepted, the rest is for you to decide. Their files stay as they are.".to_owned(),
        choices: vec![
            ("Save the review as…", Choice::BeginReview { is_blind: false }),
            ("Without names…", Choice::BeginReview { is_blind: true }),
            ("Cancel", Choice::Cancel),
        ],
    }
}

/// A name for a project's file.
fn file_name(title: &str, purpose: Purpose) -> String {
    let end = if purpose == Purpose::SaveCopy { " copy" } else { "" };
    format!("{}{end}.ron", stem(title, "project"))
}

/// A name for a file: a title without what file systems do not take.
fn stem(title: &str, otherwise: &str) -> String {
    let plain: String = title.chars().map(|c| if c.is_control() || "/\\:*?\"<>|".contains(c) { ' ' } else { c }).take(80).collect();
    let name = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    let name = name.trim_start_matches('.');
    if name.is_empty() { otherwise.to_owned() } else { name.to_owned() }
}

/// A project is found again by its ending.
fn with_ending(path: PathBuf) -> PathBuf {
    if path.extension().is_some() { path } else { path.with_extension("ron") }
}
