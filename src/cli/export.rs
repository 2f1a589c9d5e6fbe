//! `factmark export`: a project as a report for people, or as data for other programs.

mod dataset;

use super::style::one_line;
use super::terminal::Terminal;
use super::{Output, Status, Trouble, desk};
use crate::exchange::{Failure, place, read_back, sidecar, unwatched, write};
use crate::formats::dataset::Layout;
use crate::formats::{self, About, Conll, Export as Exported, Format, Loss, Scheme, losses};
use crate::project::Project;
use crate::report;
use crate::store::{self, StoreError};
use crate::text::counted;
use std::path::PathBuf;

/// Write a project as a report, or as data for other programs.
///
/// `html` and `markdown` are reports to read without the program: the articles with their accepted marks, and of a review how far the analysts
/// agree, what was decided and why. Every other format is for programs; `factmark formats` lists them. What a format cannot hold is counted on
/// standard error, and goes to a sidecar NAME.factmark.json that brings everything back when it is imported with the rest. An output with an
/// extension is a file, one without is a folder. After writing, the files are read back and compared.
#[derive(clap::Args, Debug)]
pub struct Export {
    /// The format, by its name.
    #[arg(value_name = "FORMAT")]
    format: String,
    /// The project; `-` is standard input. Several are written together, as long as no article is in two of them.
    #[arg(value_name = "PROJECT.ron", required = true)]
    projects: Vec<PathBuf>,
    /// The file or folder to write; `-` is standard output, for a report.
    #[arg(short, long, value_name = "PATH")]
    output: PathBuf,
    /// Which marks are written.
    #[arg(long, value_name = "STATE", value_enum, default_value_t = State::Accepted)]
    state: State,
    /// For conll: how tags say where a mark begins and ends.
    #[arg(long, value_name = "SCHEME", value_enum)]
    scheme: Option<TagScheme>,
    /// For conll: one file for all labels; of marks over each other only the longest is written.
    #[arg(long)]
    flatten: bool,
    /// Write nothing where the format cannot hold everything.
    #[arg(long)]
    refuse_loss: bool,
    /// Replace what is there.
    #[arg(long)]
    force: bool,
    #[command(flatten)]
    dataset: dataset::Options,
    #[command(flatten)]
    printed: Output,
}

/// Which marks are written.
#[derive(clap::ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
enum State {
    /// What counts.
    Accepted,
    /// Proposals and rejected marks too.
    All,
}

/// How tags say where a mark begins and ends.
#[derive(clap::ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
enum TagScheme {
    /// B for the first token, I for the others: IOB2.
    Bio,
    /// Beside them E for the last and S for the only one.
    Bioes,
    /// Beside them L for the last and U for the only one.
    Bilou,
}

/// What `--json` prints.
#[derive(serde::Serialize)]
struct ExportJson {
    format: &'static str,
    files: Vec<String>,
    articles: usize,
    marks: usize,
    losses: Vec<LossJson>,
    warnings: Vec<String>,
}

#[derive(serde::Serialize)]
struct LossJson {
    what: &'static str,
    count: usize,
    example: String,
}

impl From<Loss> for LossJson {
    fn from(Loss { what, count, example }: Loss) -> Self {
        Self { what, count, example }
    }
}

impl Export {
    pub(super) fn run(self, terminal: &mut Terminal<'_>) -> Result<Status, Trouble> {
        if !desk::is_stream(&self.output) && self.projects.contains(&self.output) {
            return Err(Trouble::Refused(format!("{} is the project itself: give the output another name", self.output.display())));
        }
        let report: Option<fn(&Project) -> String> = match self.format.to_lowercase().as_str() {
            "html" => Some(report::html),
            "markdown" => Some(report::markdown),
            _ => None,
        };
        if let Some(report) = report {
            if self.dataset.is_asked_for() {
                return Err(Trouble::Refused(format!("{} is a report for people, no data: leave --split and its like out", self.format)));
            }
            return self.report(terminal, report);
        }
        let Some(format) = formats::named(&self.format).filter(|format| format.about().writes) else {
            if let Some((name, feature)) = formats::WITH_FEATURE.into_iter().find(|(name, _)| self.format.eq_ignore_ascii_case(name)) {
                let why = format!("{name} needs the feature `{feature}`, which this program was built without: cargo build --features {feature}");
                return Err(Trouble::Refused(why));
            }
            let names: Vec<&str> = formats::ALL.iter().map(|format| format.about()).filter(|about| about.writes).map(|about| about.name).collect();
            return Err(Trouble::Refused(format!("there is no format {} that is written: choose one of html, markdown, {}", self.format, names.join(", "))));
        };
        let conll = Conll { scheme: self.scheme(), flatten: self.flatten };
        let has_tags = format.about().name == Conll::PLAIN.about().name;
        if !has_tags && conll != Conll::PLAIN {
            return Err(Trouble::Refused(format!("{} has no tags, so that --scheme and --flatten say nothing: leave them out", format.about().name)));
        }
        let format: &dyn Format = if has_tags { &conll } else { format };
        if desk::is_stream(&self.output) {
            return Err(Trouble::Refused(format!("{} may be several files: name a file or a folder with -o", format.about().name)));
        }
        // In a folder, a format whose card names its columns is a data set even when nothing of one is asked for.
        let is_dataset = self.dataset.is_asked_for() || (self.output.extension().is_none() && Layout::of(format) == Layout::Hub);
        if is_dataset { self.dataset(terminal, format) } else { self.data(terminal, format) }
    }

    fn scheme(&self) -> Scheme {
        match self.scheme {
            None | Some(TagScheme::Bio) => Scheme::Bio,
            Some(TagScheme::Bioes) => Scheme::Bioes,
            Some(TagScheme::Bilou) => Scheme::Bilou,
        }
    }

    fn report(&self, terminal: &mut Terminal<'_>, report: fn(&Project) -> String) -> Result<Status, Trouble> {
        let project = self.project(terminal)?;
        let written = terminal.during("Writing the report", || report(&project));
        if desk::is_stream(&self.output) {
            terminal.print(&written)?;
            return Ok(Status::Done);
        }
        match store::write_text(&self.output, &written, self.force) {
            Err(StoreError::Exists(path)) => Err(Trouble::Exists(path)),
            written => written.map(|_| Status::Done).map_err(Trouble::from),
        }
    }

    fn data(&self, terminal: &mut Terminal<'_>, format: &dyn Format) -> Result<Status, Trouble> {
        let about = format.about();
        let project = self.project(terminal)?;
        let export = Exported::of(&project, self.state == State::All);
        let lost = losses(&export, format);
        self.tell(terminal, about, &lost)?;
        let place = place(about, &self.output).map_err(Trouble::Refused)?;
        let written = terminal.during(&format!("Writing {}", about.title), || write(&export, format, &place, self.force, &unwatched))?;
        let mut paths: Vec<PathBuf> = written.iter().map(|(path, _)| path.clone()).collect();
        if !lost.is_empty() {
            paths.push(sidecar(&project, about, &place, &written)?);
        }
        terminal.during("Reading it back", || read_back(&export, format, &place, &written)).map_err(Trouble::Refused)?;
        self.print(terminal, about, &export, &paths, &lost)
    }

    /// The project, or all that are given as one.
    fn project(&self, terminal: &mut Terminal<'_>) -> Result<Project, Trouble> {
        let mut projects = Vec::with_capacity(self.projects.len());
        for path in &self.projects {
            projects.push(desk::read(terminal, path)?);
        }
        dataset::together(projects)
    }

    /// Tells what the format cannot hold.
    fn tell(&self, terminal: &mut Terminal<'_>, about: About, lost: &[Loss]) -> Result<(), Trouble> {
        for loss in lost {
            terminal.note(&format!("{} cannot hold {}: {}, such as {}", about.name, loss.what, loss.count, one_line(&loss.example)));
        }
        if self.refuse_loss && !lost.is_empty() {
            return Err(Trouble::Refused(format!("{} cannot hold everything, so nothing was written: leave --refuse-loss out", about.name)));
        }
        Ok(())
    }

    fn print(&self, terminal: &mut Terminal<'_>, about: About, export: &Exported<'_>, paths: &[PathBuf], lost: &[Loss]) -> Result<Status, Trouble> {
        let marks = export.articles.iter().map(|(article, _)| export.marks(article).len()).sum();
        let articles = export.articles.len();
        if self.printed.json {
            let losses = lost.iter().cloned().map(LossJson::from);
            terminal.print_json(&ExportJson {
                format: about.name,
                files: paths.iter().map(|path| path.display().to_string()).collect(),
                articles,
                marks,
                losses: losses.collect(),
                warnings: terminal.warnings.clone(),
            })?;
        } else {
            let files = if let [only] = paths { only.display().to_string() } else { format!("{} in {}", counted(paths.len(), "file"), self.output.display()) };
            terminal.note(&format!("{}, {}: {files}", counted(articles, "article"), counted(marks, "mark")));
        }
        Ok(Status::Done)
    }
}

impl From<Failure> for Trouble {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Exists(path) => Self::Exists(path),
            Failure::Io(_) | Failure::Store(_) => Self::Refused(failure.to_string()),
        }
    }
}
