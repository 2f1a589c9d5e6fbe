//! Data of other programs: looked at before it is taken, and before it is written.

use super::{Job, Notice, Session};
use crate::edit::Edit;
use crate::formats::{Intake, Preview};
use crate::project::{Label, MarkId, Moment, Name, Project, Setting};
use crate::text::{Unit, counted};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

/// What is under way while data is looked at.
const LOOKING: &str = "Reading data";
/// What is under way while data is written.
const WRITING: &str = "Writing data";

/// What can be asked about data of other programs.
#[derive(Clone, PartialEq, Debug)]
pub enum ExchangeCommand {
    /// Looks at files that may be taken in.
    Import(ImportOrder),
    /// Takes in what was looked at.
    Take,
    /// Looks at what would be written.
    Export(ExportOrder),
    /// Writes what was looked at to a file, or to a folder.
    Write(PathBuf),
    /// Leaves both.
    Leave,
}

/// Files that may be taken in, and how.
#[derive(Clone, PartialEq, Debug)]
pub struct ImportOrder {
    /// The files and folders.
    pub paths: Vec<PathBuf>,
    /// The format, by its name.
    pub format: &'static str,
    /// Whether it is another where the files say so.
    pub guesses: bool,
    /// Our label for each of theirs, by name in small letters.
    pub labels: BTreeMap<String, Label>,
    /// Whether everything comes as proposals.
    pub as_proposals: bool,
    /// In what places are counted, if the analyst says so.
    pub unit: Option<Unit>,
}

/// What may be written.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ExportOrder {
    /// The format, by its name.
    pub format: &'static str,
    /// Whether proposals and rejected marks are written too.
    pub all_states: bool,
}

/// Data that is looked at.
#[derive(Clone, Debug)]
pub enum Exchanging {
    /// Files that may be taken in.
    Import {
        /// Which files, and how.
        order: ImportOrder,
        /// Which version of the project it is looked at for.
        asked: u64,
        /// What would come of it, or why nothing can; none before files are chosen or while they are read for the first time.
        found: Option<Result<Arc<Intake>, String>>,
        /// Whether that is of this very order, and not of the one before, while files are read again.
        is_current: bool,
    },
    /// What may be written.
    Export {
        /// What, and how.
        order: ExportOrder,
        /// Which version of the project is looked at.
        asked: u64,
        /// What would come of it; none while it is looked at for the first time.
        found: Option<Arc<Preview>>,
        /// Whether that is of this very order, and not of the one before.
        is_current: bool,
    },
}

/// What is asked of the world about data of other programs.
#[derive(Clone, Debug)]
pub enum ExchangeJob {
    /// Read data of another program, to see what would come of it.
    Read {
        /// The number of the open project that it is for.
        into: u64,
        /// Which look it is.
        asked: u64,
        /// The project.
        project: Arc<Project>,
        /// What is read, and how.
        order: ImportOrder,
        /// Whose marks they are where the files do not say.
        who: Name,
        /// What new ids are made of.
        seed: u64,
        /// When it is.
        now: Moment,
    },
    /// Look at what a format would make of a project.
    Preview {
        /// The number of the open project.
        into: u64,
        /// Which look it is.
        asked: u64,
        /// The project.
        project: Arc<Project>,
        /// What would be written.
        order: ExportOrder,
    },
    /// Write a project for other programs.
    Write {
        /// The project.
        project: Arc<Project>,
        /// What is written.
        order: ExportOrder,
        /// The file, or the folder.
        path: PathBuf,
    },
}

/// What came of it.
#[derive(Clone, Debug)]
pub enum Exchanged {
    /// Data was read, to be looked at.
    Read {
        /// The number of the project that it is for.
        into: u64,
        /// Which look it is.
        asked: u64,
        /// In which format it was read.
        format: &'static str,
        /// What would come of it, or why nothing can.
        read: Result<Arc<Intake>, String>,
    },
    /// What a format would make of a project.
    Previewed {
        /// The number of the project.
        into: u64,
        /// Which look it is.
        asked: u64,
        /// What would come of it.
        preview: Arc<Preview>,
    },
    /// Data was written, as it says, or not.
    Written(Result<String, Notice>),
}

impl Session {
    /// The data that is looked at.
    pub fn exchanging(&self) -> Option<&Exchanging> {
        self.open.as_ref()?.exchanging.as_ref()
    }

    pub(super) fn run_exchange(&mut self, command: ExchangeCommand, now: Moment) -> Vec<Job> {
        match command {
            ExchangeCommand::Import(order) => self.look_at_import(order, now),
            ExchangeCommand::Take => self.take_import(now),
            ExchangeCommand::Export(order) => self.look_at_export(order),
            ExchangeCommand::Write(path) => self.write_data(path),
            ExchangeCommand::Leave => {
                self.leave_exchange();
                Vec::new()
            }
        }
    }

    /// Without any files there is nothing to look at yet.
    fn look_at_import(&mut self, order: ImportOrder, now: Moment) -> Vec<Job> {
        if !self.may_change() {
            return Vec::new();
        }
        let (into, asked, who, seed) = (self.project_number(), self.next_asked(), self.who().clone(), self.fresh_seed());
        let Some(open) = &mut self.open else { return Vec::new() };
        (open.linking, open.comparing, open.placing) = (None, None, None);
        let found = match open.exchanging.take() {
            Some(Exchanging::Import { found, .. }) if !order.paths.is_empty() => found,
            Some(_) | None => None,
        };
        let project = open.project.clone();
        let is_empty = order.paths.is_empty();
        open.exchanging = Some(Exchanging::Import { order: order.clone(), asked, found, is_current: is_empty });
        if is_empty {
            return Vec::new();
        }
        self.begin_looking();
        vec![Job::Exchange(Box::new(ExchangeJob::Read { into, asked, project, order, who, seed, now }))]
    }

    fn take_import(&mut self, now: Moment) -> Vec<Job> {
        let Some(Exchanging::Import { order, found: Some(Ok(intake)), is_current: true, .. }) = self.exchanging() else { return Vec::new() };
        let (order, intake) = (order.clone(), intake.clone());
        let before = self.version();
        let title = self.title_for(&order, &intake);
        let jobs = self.apply_imported(&intake, title);
        if self.version() == before {
            // The project is another since it was looked at: what would come of it now is asked for again.
            return jobs.into_iter().chain(self.look_at_import(order, now)).collect();
        }
        self.leave_exchange();
        self.tell(told(&intake));
        if let Some(first) = intake.samples.first() {
            self.show(first.article);
        }
        jobs
    }

    /// What a project that has no title yet is called after its data.
    fn title_for(&self, order: &ImportOrder, intake: &Intake) -> Option<Setting> {
        let is_nameless = self.project().is_some_and(|project| project.title().is_empty());
        let file = if let [only] = order.paths.as_slice() { only.file_stem() } else { None };
        let name = file.map(|stem| stem.to_string_lossy().into_owned()).or_else(|| intake.samples.first().map(|sample| sample.title.clone()));
        name.filter(|name| is_nameless && !intake.is_whole && !name.is_empty()).map(Setting::Title)
    }

    fn apply_imported(&mut self, intake: &Intake, title: Option<Setting>) -> Vec<Job> {
        let refused = self.not_in_a_review(&intake.change);
        if let Some(notice) = refused {
            self.tell(notice);
            return Vec::new();
        }
        let mut change = intake.change.clone();
        change.edits.extend(title.map(|title| Edit::setting(None, Some(title))));
        if self.may_change() { self.apply(change) } else { Vec::new() }
    }

    fn look_at_export(&mut self, order: ExportOrder) -> Vec<Job> {
        let (into, asked) = (self.project_number(), self.next_asked());
        let Some(open) = &mut self.open else { return Vec::new() };
        (open.linking, open.comparing, open.placing) = (None, None, None);
        let project = open.project.clone();
        let found = if let Some(Exchanging::Export { found, .. }) = open.exchanging.take() { found } else { None };
        open.exchanging = Some(Exchanging::Export { order: order.clone(), asked, found, is_current: false });
        self.begin_looking();
        vec![Job::Exchange(Box::new(ExchangeJob::Preview { into, asked, project, order }))]
    }

    fn write_data(&mut self, path: PathBuf) -> Vec<Job> {
        let Some(Exchanging::Export { order, .. }) = self.exchanging() else { return Vec::new() };
        let order = order.clone();
        let Some(project) = self.snapshot() else { return Vec::new() };
        self.leave_exchange();
        self.start(WRITING, Job::Exchange(Box::new(ExchangeJob::Write { project, order, path })))
    }

    /// What came of it.
    pub(super) fn exchanged(&mut self, exchanged: Exchanged) -> Vec<Job> {
        match exchanged {
            Exchanged::Read { into, asked, format, read } => self.data_read(into, asked, format, read),
            Exchanged::Previewed { into, asked, preview } => self.data_previewed(into, asked, preview),
            Exchanged::Written(written) => self.data_written(written),
        }
        Vec::new()
    }

    /// What came of looking at files.
    fn data_read(&mut self, into: u64, asked: u64, format: &'static str, read: Result<Arc<Intake>, String>) {
        self.busy.retain(|what| *what != LOOKING);
        let open = self.open.as_mut().filter(|open| open.number == into);
        if let Some(Exchanging::Import { order, asked: wanted, found, is_current }) = open.and_then(|open| open.exchanging.as_mut())
            && *wanted == asked
        {
            (order.format, order.guesses) = (format, false);
            (*found, *is_current) = (Some(read), true);
        }
    }

    /// What came of looking at what would be written.
    fn data_previewed(&mut self, into: u64, asked: u64, preview: Arc<Preview>) {
        self.busy.retain(|what| *what != LOOKING);
        let open = self.open.as_mut().filter(|open| open.number == into);
        if let Some(Exchanging::Export { asked: wanted, found, is_current, .. }) = open.and_then(|open| open.exchanging.as_mut())
            && *wanted == asked
        {
            (*found, *is_current) = (Some(preview), true);
        }
    }

    /// What came of writing.
    fn data_written(&mut self, written: Result<String, Notice>) {
        self.busy.retain(|what| *what != WRITING);
        self.tell(written.map_or_else(|notice| notice, Notice::info));
    }

    fn begin_looking(&mut self) {
        self.busy.retain(|what| *what != LOOKING);
        self.busy.push(LOOKING);
    }

    fn leave_exchange(&mut self) {
        self.busy.retain(|what| *what != LOOKING);
        if let Some(open) = &mut self.open {
            open.exchanging = None;
        }
    }

    pub(super) fn next_asked(&mut self) -> u64 {
        self.open.as_mut().map_or(0, |open| {
            open.asked += 1;
            open.asked
        })
    }

    /// A number that nobody can foresee.
    pub(super) fn fresh_seed(&mut self) -> u64 {
        MarkId::next(&mut self.ids).to_string().bytes().fold(0, |seed: u64, byte| seed.rotate_left(7) ^ u64::from(byte))
    }
}

/// What is told of data that was taken.
fn told(intake: &Intake) -> Notice {
    let Intake { articles, marks, links, known, .. } = intake;
    let known = if *known > 0 { format!("; {known} were there already") } else { String::new() };
    let said = format!("{}, {} and {} came in{known}", counted(*articles, "article"), counted(*marks, "mark"), counted(*links, "link"));
    let details: Vec<String> = intake.refused.iter().chain(&intake.repaired).map(ToString::to_string).collect();
    if details.is_empty() { Notice::info(said) } else { Notice::warning(format!("{said}; not everything as the files have it")).with(details) }
}
