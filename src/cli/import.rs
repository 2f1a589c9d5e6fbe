//! `factmark import`: other programs' data becomes articles and marks of a project.

use super::style::one_line;
use super::terminal::Terminal;
use super::{Output, Status, Trouble, desk};
use crate::edit::Hand;
use crate::exchange::{Source, unwatched};
use crate::formats::{self, Format, Intake, Options, Refused, Sidecar};
use crate::project::{Ids, Label, Name, Project};
use crate::session::Loaded;
use crate::store::format::Line;
use crate::store::{self, StoreError};
use crate::text::{Unit, counted};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

/// Read another program's data into a project.
///
/// A project that is there is added to, as one change: a text that it has brings its marks to that article, others bring new articles. Labels that are
/// not mapped and not ours by name become labels of the project's own. What cannot be taken is listed with file, line and reason, and so is what was put
/// right; then the exit status is 1. Nothing is put on other words than the file says.
#[derive(clap::Args, Debug)]
pub struct Import {
    /// The format, by its name; `factmark formats` lists them.
    #[arg(value_name = "FORMAT")]
    format: String,
    /// Files, or folders with files.
    #[arg(value_name = "PATH", required = true)]
    paths: Vec<PathBuf>,
    /// The project to make, or to add to.
    #[arg(short, long, value_name = "PROJECT.ron")]
    output: PathBuf,
    /// Whose marks they are where the file does not say; else the name in the settings.
    #[arg(long, value_name = "NAME")]
    analyst: Option<String>,
    /// Take everything as proposals.
    #[arg(long = "as", value_name = "WHAT", value_enum)]
    takes_as: Option<TakesAs>,
    /// Our label for one of theirs, as THEIRS=OURS; several with commas, or given again.
    #[arg(long, value_name = "THEIRS=OURS", value_delimiter = ',')]
    map: Vec<String>,
    /// In what places are counted, if the file does not say it or says it wrongly.
    #[arg(long, value_name = "UNIT", value_enum, default_value_t = CountsIn::Auto)]
    unit: CountsIn,
    #[command(flatten)]
    printed: Output,
}

/// As what marks are taken.
#[derive(clap::ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
enum TakesAs {
    /// Proposals, to be accepted or rejected.
    Proposals,
}

/// In what places are counted.
#[derive(clap::ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
enum CountsIn {
    /// As the format counts, or as the quotes say.
    Auto,
    /// Unicode code points.
    Codepoint,
    /// UTF-16 code units.
    Utf16,
    /// Bytes of UTF-8.
    Byte,
    /// What people call characters.
    Grapheme,
}

/// What `--json` prints.
#[derive(serde::Serialize)]
struct ImportJson {
    output: String,
    articles: usize,
    marks: usize,
    links: usize,
    known: usize,
    repaired: Vec<PlaceJson>,
    refused: Vec<PlaceJson>,
    warnings: Vec<String>,
}

#[derive(serde::Serialize)]
struct PlaceJson {
    file: String,
    line: usize,
    why: String,
}

impl Import {
    pub(super) fn run(self, terminal: &mut Terminal<'_>) -> Result<Status, Trouble> {
        let Some(format) = formats::named(&self.format).filter(|format| format.about().reads) else {
            let names: Vec<&str> = formats::ALL.iter().map(|format| format.about()).filter(|about| about.reads).map(|about| about.name).collect();
            return Err(Trouble::Refused(format!("there is no format {} that is read: choose one of {}", self.format, names.join(", "))));
        };
        let labels = self.labels()?;
        let source = Source::of(format, &self.paths)?;
        if let Some(sidecar) = self.is_as_it_is().then(|| source.untouched(format)).flatten() {
            return self.restore(terminal, &sidecar);
        }
        let options = Options { format: format.about().name, as_proposals: self.takes_as == Some(TakesAs::Proposals), labels, unit: self.unit() };
        let (intake, status) = self.take(terminal, format, &source, options)?;
        self.print(terminal, intake, status)
    }

    fn unit(&self) -> Option<Unit> {
        match self.unit {
            CountsIn::Auto => None,
            CountsIn::Codepoint => Some(Unit::CodePoints),
            CountsIn::Utf16 => Some(Unit::Utf16),
            CountsIn::Byte => Some(Unit::Bytes),
            CountsIn::Grapheme => Some(Unit::Graphemes),
        }
    }

    fn labels(&self) -> Result<BTreeMap<String, Label>, Trouble> {
        let pair = |pair: &String| match pair.split_once('=') {
            Some((theirs, ours)) if !theirs.is_empty() && !ours.is_empty() => Ok((theirs.to_lowercase(), Label::named(ours))),
            Some(_) | None => Err(Trouble::Refused(format!("--map {pair} is no pair: write it as THEIRS=OURS, such as Content=claim"))),
        };
        self.map.iter().map(pair).collect()
    }

    /// Whether the files become a project as they are: then a sidecar has all of it.
    fn is_as_it_is(&self) -> bool {
        !store::is_there(&self.output) && self.map.is_empty() && self.takes_as.is_none()
    }

    fn restore(&self, terminal: &mut Terminal<'_>, sidecar: &Sidecar) -> Result<Status, Trouble> {
        let read = store::format::read(&sidecar.project).map_err(|source| StoreError::Format { path: self.output.clone(), source })?;
        store::write_project(&read.project, &self.output, &terminal.world.folders, false)?;
        terminal.note("the files are as they were exported, so that the sidecar beside them brought everything back");
        let (articles, marks) = (read.project.article_count(), read.project.mark_count());
        self.say(terminal, articles, marks, 0, 0, &[], &[])?;
        Ok(Status::Done)
    }

    fn take(&self, terminal: &mut Terminal<'_>, format: &dyn Format, source: &Source, options: Options) -> Result<(Intake, Status), Trouble> {
        let who: Name = self.analyst.as_deref().map_or_else(|| desk::who(terminal), Name::from);
        let is_new = !store::is_there(&self.output);
        if is_new {
            let mut project = Loaded::blank(&source.title(), &who);
            let intake = read_into(terminal, &project, &who, format, source, options);
            if intake.articles == 0 && intake.marks == 0 {
                return Ok((intake, Status::Failed));
            }
            project.apply(&intake.change).map_err(StoreError::Refused)?;
            store::write_project(&project, &self.output, &terminal.world.folders, false)?;
            return Ok((intake, Status::Done));
        }
        let (mut keeper, opened) = desk::open(terminal, &self.output)?;
        let recovered = desk::tell_recovered(terminal, opened.recovered.as_ref());
        let intake = read_into(terminal, keeper.project(), &who, format, source, options);
        if !intake.change.edits.is_empty() {
            keeper.record(Line::Do { seq: keeper.next_seq(), change: Arc::new(intake.change.clone()) })?;
        }
        let saved = desk::save(terminal, &mut keeper)?;
        Ok((intake, recovered.max(saved)))
    }

    fn print(&self, terminal: &mut Terminal<'_>, intake: Intake, status: Status) -> Result<Status, Trouble> {
        let Intake { articles, marks, links, known, repaired, refused, .. } = intake;
        self.say(terminal, articles, marks, links, known, &repaired, &refused)?;
        if status == Status::Failed {
            return Err(Trouble::Refused(format!("nothing was read, so {} was not made", self.output.display())));
        }
        let is_whole = repaired.is_empty() && refused.is_empty();
        Ok(status.max(if is_whole { Status::Done } else { Status::LookAt }))
    }

    #[expect(clippy::too_many_arguments, reason = "what is said of an import")]
    fn say(
        &self,
        terminal: &mut Terminal<'_>,
        articles: usize,
        marks: usize,
        links: usize,
        known: usize,
        repaired: &[Refused],
        refused: &[Refused],
    ) -> Result<(), Trouble> {
        for (what, places) in [("repaired", repaired), ("refused", refused)] {
            for Refused { file, line, why } in places {
                let at = if *line == 0 { one_line(file) } else { format!("{}:{line}", one_line(file)) };
                terminal.warn(format!("{what} {at}: {}", one_line(why)));
            }
        }
        if self.printed.json {
            let places =
                |places: &[Refused]| places.iter().map(|place| PlaceJson { file: place.file.clone(), line: place.line, why: place.why.clone() }).collect();
            terminal.print_json(&ImportJson {
                output: self.output.display().to_string(),
                articles,
                marks,
                links,
                known,
                repaired: places(repaired),
                refused: places(refused),
                warnings: terminal.warnings.clone(),
            })?;
            return Ok(());
        }
        let mut said = format!("{}: {}, {}, {} read", self.output.display(), counted(articles, "article"), counted(marks, "mark"), counted(links, "link"));
        for (count, what) in [(known, "there already"), (repaired.len(), "repaired"), (refused.len(), "refused")] {
            if count > 0 {
                said.push_str(&format!(", {count} {what}"));
            }
        }
        terminal.note(&said);
        Ok(())
    }
}

fn read_into(terminal: &mut Terminal<'_>, project: &Project, who: &Name, format: &dyn Format, source: &Source, options: Options) -> Intake {
    let mut ids = Ids::new(terminal.world.seed);
    let now = (terminal.world.now)();
    terminal.during(&format!("Reading {}", format.about().title), || {
        let mut hand = Hand { by: who, now, ids: &mut ids };
        source.read(format, project, &mut hand, options, &unwatched)
    })
}
