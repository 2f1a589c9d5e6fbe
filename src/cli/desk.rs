//! A project on the desk of a subcommand: opened, changed through a session, every step in the journal, saved. The session says
//! what is done, the store says where it lies; this only carries from the one to the other and tells what both have to say.

use super::terminal::Terminal;
use super::{Status, Trouble};
use crate::article;
use crate::edit::Change;
use crate::project::{Ids, Moment, Name, Project};
use crate::review::take_in;
use crate::session::{Command, Compare, Compared, Comparing, Job, Level, Loaded, NewText, Notice, Outcome, Session, Step};
use crate::store::format;
use crate::store::{Access, Keeper, Opened, PROJECT_LIMIT_BYTES, Preferences, ReadProject, Reading, Recovered, Saved, StoreError, read_article};
use crate::text::counted;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

/// How long to wait for whoever has the project.
const WAIT: Duration = Duration::from_secs(5);
/// The file name that means standard input or output.
const STREAM: &str = "-";

/// An open project that may be changed.
pub(super) struct Desk {
    session: Session,
    keeper: Keeper,
    status: Status,
}

impl Desk {
    /// Opens a project for changes. What a crash left comes back first, and is told.
    pub(super) fn open(terminal: &mut Terminal<'_>, path: &Path) -> Result<Self, Trouble> {
        let (keeper, opened) = open(terminal, path)?;
        let status = tell_recovered(terminal, opened.recovered.as_ref());
        for repair in &opened.repairs {
            terminal.warn(format!("mended in {}: {repair}", path.display()));
        }
        let who = who_for(terminal, &opened.project);
        let mut session = Session::new(who, Ids::new(terminal.world.seed));
        session.open_loaded(loaded(opened));
        Ok(Self { session, keeper, status })
    }

    /// The project as it is now.
    pub(super) fn project(&self) -> &Project {
        self.keeper.project()
    }

    /// The number that articles for it carry.
    pub(super) fn number(&self) -> u64 {
        self.session.project_number()
    }

    /// What is compared.
    pub(super) fn comparing(&self) -> Option<&Comparing> {
        self.session.comparing()
    }

    /// Who makes the changes.
    pub(super) fn who(&self) -> &Name {
        self.session.who()
    }

    /// Does one command and puts its steps in the journal. A refusal is an error; words beside a change are told.
    pub(super) fn run(&mut self, terminal: &mut Terminal<'_>, command: Command) -> Result<Vec<Arc<Change>>, Trouble> {
        let jobs = self.session.run(command, (terminal.world.now)());
        self.keep(terminal, jobs)
    }

    /// Gives the session what the world answered.
    pub(super) fn finish(&mut self, terminal: &mut Terminal<'_>, outcome: Outcome) -> Result<Vec<Arc<Change>>, Trouble> {
        let jobs = self.session.finish(outcome, (terminal.world.now)());
        self.keep(terminal, jobs)
    }

    /// Makes every step durable and writes the file.
    pub(super) fn close(mut self, terminal: &mut Terminal<'_>) -> Result<Status, Trouble> {
        let saved = save(terminal, &mut self.keeper)?;
        Ok(self.status.max(saved))
    }

    fn keep(&mut self, terminal: &mut Terminal<'_>, jobs: Vec<Job>) -> Result<Vec<Arc<Change>>, Trouble> {
        let changes = told(terminal, &mut self.session, &jobs)?;
        for job in jobs {
            match job {
                Job::Note(step) => match self.keeper.record(step.into()) {
                    // The step is taken and waits; closing tries again and says what is wrong.
                    Ok(()) | Err(StoreError::Io { .. }) => {}
                    Err(error) => return Err(error.into()),
                },
                Job::Compare { into, asked, article, compare } => {
                    let compared = compare_texts(terminal, compare)?;
                    self.finish(terminal, Outcome::Compared { into, asked, article, compared })?;
                }
                Job::Remember(mut files) => {
                    files.retain(|(_, path)| !is_stream(path));
                    // Nothing of anybody's work is lost where this fails.
                    crate::store::remember_files(&terminal.world.folders, &files).unwrap_or_default();
                }
                // What the desk does by itself, or only a window asks for.
                Job::Open(_)
                | Job::Keep(_)
                | Job::Read { .. }
                | Job::LookAtFile { .. }
                | Job::Measure { .. }
                | Job::Gamma { .. }
                | Job::MakeReview { .. }
                | Job::SendBack { .. }
                | Job::Report { .. }
                | Job::Exchange(_)
                | Job::Search { .. }
                | Job::Lint { .. }
                | Job::Save
                | Job::SaveOver(_)
                | Job::LookAtProject
                | Job::SaveAs { .. }
                | Job::SaveCopy { .. }
                | Job::Close => {}
            }
        }
        Ok(changes)
    }
}

/// Compares two texts; the newer one may come from standard input.
pub(super) fn compare_texts(terminal: &mut Terminal<'_>, compare: Compare) -> Result<Result<Compared, Notice>, Trouble> {
    let input = match &compare {
        Compare::New { new: NewText::File(path), .. } if is_stream(path) => Some(terminal.read_input(article::LIMIT_BYTES as u64)?),
        Compare::New { .. } | Compare::Earlier { .. } => None,
    };
    let program = terminal.world.folders.program.clone();
    Ok(terminal.during("Comparing the texts", || {
        compare.done(|new, before| match (new, &input) {
            (NewText::File(path), Some(bytes)) => {
                article::read("", bytes).map(|draft| (draft, Some(path))).map_err(|refusal| format!("standard input: {refusal}"))
            }
            (NewText::File(path), None) => {
                let how = Reading { program: program.as_deref(), encoding: None, before: article::encoding_named(before).ok() };
                read_article(&path, how).map(|draft| (draft, Some(path))).map_err(|error| error.to_string())
            }
            (NewText::Read(draft, path), _) => Ok((*draft, path)),
            (NewText::Again(_), _) => Err("the file of an article is read again in the window only; name the file".to_owned()),
        })
    }))
}

/// A project that is being made and has no file yet.
pub(super) struct Draft {
    session: Session,
}

impl Draft {
    /// A project with a title and an analyst; without a title it takes that of its first article.
    pub(super) fn new(terminal: &Terminal<'_>, title: &str, who: Name) -> Self {
        let blank = Loaded::blank(title, &who);
        let mut session = Session::new(who, Ids::new(terminal.world.seed));
        session.open_loaded(Loaded::new(blank));
        Self { session }
    }

    /// Gives the session what the world answered.
    pub(super) fn finish(&mut self, terminal: &mut Terminal<'_>, outcome: Outcome) -> Result<Vec<Arc<Change>>, Trouble> {
        let jobs = self.session.finish(outcome, (terminal.world.now)());
        told(terminal, &mut self.session, &jobs)
    }

    /// The number that articles for it carry.
    pub(super) fn number(&self) -> u64 {
        self.session.project_number()
    }

    /// The project as it is now.
    pub(super) fn project(&self) -> Project {
        self.session.project().cloned().unwrap_or_default()
    }

    /// Writes it to a file of its own, or to standard output.
    pub(super) fn write(self, terminal: &mut Terminal<'_>, path: &Path, force: bool) -> Result<(), Trouble> {
        let project = self.project();
        if is_stream(path) {
            return terminal.print(&format::write(&project));
        }
        let world = terminal.world;
        let create = || Keeper::create(path, project, self.session.who(), (world.now)(), &world.folders, force);
        match terminal.during(&format!("Saving {}", path.display()), create) {
            Err(StoreError::Exists(path)) => Err(Trouble::Exists(path)),
            created => created.map(|_| ()).map_err(Trouble::from),
        }
    }
}

/// Who works here: the name in the settings, else the system's user.
pub(super) fn who(terminal: &mut Terminal<'_>) -> Name {
    named_in_settings(terminal).unwrap_or_else(|| terminal.world.user.clone())
}

/// Reads a project, its file and its unsaved lines together, and writes nothing. Says so where there are such lines.
pub(super) fn read(terminal: &mut Terminal<'_>, path: &Path) -> Result<Project, Trouble> {
    let read = read_quietly(terminal, path)?;
    if let Some(unsaved) = &read.unsaved {
        let count = counted(unsaved.changes + unsaved.proposals, "change");
        terminal.note(&format!("with {count} that {} does not hold yet; nothing was written, `factmark recover` saves them", path.display()));
        for left in &unsaved.left {
            terminal.warn(left.clone());
        }
    }
    for repair in &read.repairs {
        terminal.warn(format!("{}: {repair}; the file is as it was", path.display()));
    }
    if let Some(newer) = read.newer {
        terminal.warn(format!("{} was written by a newer factmark (format {newer}): what is not known here is left out", path.display()));
    }
    Ok(read.project)
}

/// Reads a project and leaves it to the caller what to say.
pub(super) fn read_quietly(terminal: &mut Terminal<'_>, path: &Path) -> Result<ReadProject, Trouble> {
    if !is_stream(path) {
        return Ok(terminal.during(&format!("Reading {}", path.display()), || crate::store::read(path, &terminal.world.folders))?);
    }
    let bytes = terminal.read_input(PROJECT_LIMIT_BYTES)?;
    if bytes.len() as u64 > PROJECT_LIMIT_BYTES {
        return Err(StoreError::TooLarge { path: path.to_owned() }.into());
    }
    let words = String::from_utf8(bytes).map_err(|_| Trouble::Input(std::io::Error::other("it is not UTF-8 text")))?;
    let read = format::read(&words).map_err(|source| StoreError::Format { path: path.to_owned(), source })?;
    Ok(ReadProject { project: read.project, unsaved: None, repairs: read.repairs, newer: read.newer })
}

/// Opens a project file for changes.
pub(super) fn open(terminal: &mut Terminal<'_>, path: &Path) -> Result<(Keeper, Opened), Trouble> {
    let world = terminal.world;
    let who = who(terminal);
    let open = || Keeper::open(path, Access::Write { wait: WAIT }, &who, (world.now)(), &world.folders);
    let (keeper, opened) = terminal.during(&format!("Opening {}", path.display()), open)?;
    match &opened.read_only {
        Some(why) => Err(StoreError::ReadOnly { path: path.to_owned(), why: why.clone() }.into()),
        None => Ok((keeper, opened)),
    }
}

/// Makes all steps durable and writes the file.
pub(super) fn save(terminal: &mut Terminal<'_>, keeper: &mut Keeper) -> Result<Status, Trouble> {
    keeper.sync()?;
    let now = (terminal.world.now)();
    let (saved, status) = match terminal.during("Saving", || keeper.save(now)) {
        Err(StoreError::Changed(_)) => save_changed(terminal, keeper, now)?,
        saved => (saved?, Status::Done),
    };
    for warning in &saved.warnings {
        terminal.warn(warning.to_string());
    }
    Ok(status)
}

/// Saves what another program changed meanwhile: merged with what was done here, or, where that cannot be, beside it.
fn save_changed(terminal: &mut Terminal<'_>, keeper: &mut Keeper, now: Moment) -> Result<(Saved, Status), Trouble> {
    let by = keeper.project().analyst();
    let merged = keeper.theirs().ok().and_then(|theirs| Some((take_in(&theirs.base, keeper.project(), &theirs.project, by, now)?, theirs.hash)));
    let Some((taken, hash)) = merged else {
        let saved = keeper.keep_beside(now)?;
        let beside = saved.path.display();
        terminal.warn(format!("another program changed the file meanwhile: it is as that program left it, and what was done here is in {beside}"));
        return Ok((saved, Status::LookAt));
    };
    let conflicts = taken.conflicts;
    let saved = keeper.take_theirs(&hash, taken.change, now)?;
    terminal.note("another program changed the file meanwhile: it was merged with what was done here");
    conflicts.iter().for_each(|conflict| terminal.note(conflict));
    Ok((saved, if conflicts.is_empty() { Status::Done } else { Status::LookAt }))
}

/// Says what a crash left and what came of it.
pub(super) fn tell_recovered(terminal: &mut Terminal<'_>, recovered: Option<&Recovered>) -> Status {
    let Some(recovered) = recovered else { return Status::Done };
    terminal.note(&recovered.to_string());
    for detail in recovered.details() {
        terminal.warn(detail);
    }
    if recovered.is_whole() { Status::Done } else { Status::LookAt }
}

/// The name of a file for people.
pub(super) fn file_name(path: &Path) -> String {
    path.file_name().map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned())
}

/// Whether a name means standard input or output.
pub(super) fn is_stream(path: &Path) -> bool {
    path.as_os_str() == STREAM
}

/// The analyst of the settings, else whose project it is, else the system's user.
fn who_for(terminal: &mut Terminal<'_>, project: &Project) -> Name {
    let of_project = Some(project.analyst()).filter(|name| !name.is_empty());
    named_in_settings(terminal).or(of_project).unwrap_or_else(|| terminal.world.user.clone())
}

pub(super) fn named_in_settings(terminal: &mut Terminal<'_>) -> Option<Name> {
    match Preferences::read(&terminal.world.folders, (terminal.world.now)()) {
        Ok((preferences, set_aside)) => {
            if let Some(set_aside) = set_aside {
                terminal.warn(set_aside.to_string());
            }
            Some(Name::from(preferences.who)).filter(|name| !name.is_empty())
        }
        Err(error) => {
            terminal.warn(error.to_string());
            None
        }
    }
}

/// Tells what the session has to say. A refusal where nothing was done is an error.
fn told(terminal: &mut Terminal<'_>, session: &mut Session, jobs: &[Job]) -> Result<Vec<Arc<Change>>, Trouble> {
    let changes: Vec<Arc<Change>> = jobs.iter().filter_map(change_of).collect();
    for notice in session.take_notices() {
        let Notice { level, what, details } = notice;
        match (level, details.is_empty()) {
            (Level::Info, _) => terminal.note(&what),
            (_, false) => details.into_iter().for_each(|detail| terminal.warn(detail)),
            (Level::Warning | Level::Error, true) if changes.is_empty() => return Err(Trouble::Refused(what)),
            (Level::Warning | Level::Error, true) => terminal.warn(what),
        }
    }
    Ok(changes)
}

fn loaded(opened: Opened) -> Loaded {
    Loaded { history: opened.history, next_seq: opened.next_seq, is_written: opened.is_written, ..Loaded::new(opened.project) }
}

fn change_of(job: &Job) -> Option<Arc<Change>> {
    match job {
        Job::Note(Step::Do { change, .. }) => Some(change.clone()),
        Job::Note(Step::Undo { .. } | Step::Redo { .. })
        | Job::Open(_)
        | Job::Keep(_)
        | Job::Read { .. }
        | Job::Compare { .. }
        | Job::LookAtFile { .. }
        | Job::Measure { .. }
        | Job::Gamma { .. }
        | Job::MakeReview { .. }
        | Job::SendBack { .. }
        | Job::Report { .. }
        | Job::Exchange(_)
        | Job::Search { .. }
        | Job::Lint { .. }
        | Job::Remember(_)
        | Job::Save
        | Job::SaveOver(_)
        | Job::LookAtProject
        | Job::SaveAs { .. }
        | Job::SaveCopy { .. }
        | Job::Close => None,
    }
}
