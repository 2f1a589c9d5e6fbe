//! `factmark review`: makes one project of several analysts' for somebody who decides, and sends back what was decided.

use super::style::one_line;
use super::terminal::Terminal;
use super::{Output, Status, Trouble, desk};
use crate::project::{MarkState, Name, Project};
use crate::review::{self, Findings, Order, Outcome, told_apart};
use crate::store;
use crate::text::counted;
use std::path::PathBuf;

/// Make a review of two or more analysts' projects, or send back to one of them what was decided.
///
/// The review is one more project: its marks are those of all, what all agree in is accepted, the rest are proposals to decide about. It can be put
/// down and taken up. With --back the one project is a review; what was decided against is rejected, what others had is proposed.
#[derive(clap::Args, Debug)]
pub struct Review {
    /// The projects of the analysts; with --back the review.
    #[arg(value_name = "PROJECT.ron", required = true)]
    projects: Vec<PathBuf>,
    /// The file to write.
    #[arg(short, long, value_name = "GOLD.ron")]
    output: PathBuf,
    /// Who reviews; otherwise the analyst of the settings.
    #[arg(long, value_name = "NAME", conflicts_with = "back")]
    analyst: Option<String>,
    /// What is accepted from the start.
    #[arg(long, value_name = "WHAT", value_enum, default_value_t = Accept::Agreed, conflicts_with = "back")]
    accept: Accept,
    /// Hide the names of the analysts and mix their order.
    #[arg(long, conflicts_with = "back")]
    blind: bool,
    /// Make this analyst's own project again, with what was decided.
    #[arg(long, value_name = "ANALYST")]
    back: Option<String>,
    /// Replace a file that is there.
    #[arg(long)]
    force: bool,
    #[command(flatten)]
    printed: Output,
}

/// What is accepted when a review is made.
#[derive(clap::ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
enum Accept {
    /// Marks in which all who opened the article agree.
    Agreed,
    /// Nothing.
    None,
}

/// What `--json` prints.
#[derive(serde::Serialize)]
struct ReviewJson {
    output: String,
    articles: usize,
    marks: usize,
    findings: usize,
    open: usize,
    accepted: usize,
    rejected: usize,
    proposed: usize,
    warnings: Vec<String>,
}

impl Review {
    pub(super) fn run(self, terminal: &mut Terminal<'_>) -> Result<Status, Trouble> {
        match &self.back {
            Some(analyst) => self.send_back(terminal, analyst),
            None => self.make(terminal),
        }
    }

    fn make(&self, terminal: &mut Terminal<'_>) -> Result<Status, Trouble> {
        if self.projects.len() < 2 {
            return Err(Trouble::Refused("a review needs the projects of two analysts at least: name another".to_owned()));
        }
        if self.projects.contains(&self.output) {
            let file = self.output.display();
            return Err(Trouble::Refused(format!("{file} is one of the projects that are reviewed: give the review a name of its own")));
        }
        let mut projects: Vec<Project> = Vec::with_capacity(self.projects.len());
        for path in &self.projects {
            projects.push(desk::read(terminal, path)?);
        }
        let known: Vec<(Name, String)> = projects.iter().zip(&self.projects).map(|(project, path)| (project.analyst(), desk::file_name(path))).collect();
        let named: Vec<(Name, &Project)> = told_apart(&known).into_iter().zip(&projects).collect();
        let order = Order {
            reviewer: self.analyst.as_deref().map(Name::from).or_else(|| desk::named_in_settings(terminal)).unwrap_or_else(|| terminal.world.user.clone()),
            accepts_agreed: self.accept == Accept::Agreed,
            is_blind: self.blind,
            seed: terminal.world.seed,
        };
        let made = terminal.during("Comparing", || review::review(&named, &order)).map_err(|why| {
            let files: Vec<String> = self.projects.iter().map(|path| path.display().to_string()).collect();
            Trouble::Refused(format!("{} {why}", files.join(" and ")))
        })?;
        made.warnings(self.blind).iter().for_each(|warning| terminal.warn(one_line(warning)));
        store::write_project(&made.project, &self.output, &terminal.world.folders, self.force)?;
        self.print(terminal, &made.project)
    }

    fn send_back(&self, terminal: &mut Terminal<'_>, analyst: &str) -> Result<Status, Trouble> {
        let [path] = self.projects.as_slice() else { return Err(Trouble::Refused("--back takes one project, the review".to_owned())) };
        let project = desk::read(terminal, path)?;
        let Some(review) = project.review() else {
            return Err(Trouble::Refused(format!("{} is no review: --back takes a project that `factmark review` made", path.display())));
        };
        let Some(place) = review.place_of(analyst).or_else(|| (0..review.analysts.len()).find(|place| review.shown(*place) == analyst)) else {
            let names: Vec<String> = (0..review.analysts.len()).map(|place| review.shown(place)).collect();
            return Err(Trouble::Refused(format!("the review has no analyst {analyst}: it has {}", names.join(", "))));
        };
        let Some(back) = review::back(&project, &Findings::of(&project), place) else {
            return Err(Trouble::Refused(format!("{} cannot be taken apart: `factmark check` may say why", path.display())));
        };
        store::write_project(&back, &self.output, &terminal.world.folders, self.force)?;
        self.print(terminal, &back)
    }

    fn print(&self, terminal: &mut Terminal<'_>, project: &Project) -> Result<Status, Trouble> {
        let findings = Findings::of(project);
        let open = Outcome::of_all(project, &findings).iter().filter(|outcome| !outcome.is_decided()).count();
        let state = |state: MarkState| project.marks().filter(|mark| mark.state == state).count();
        let (accepted, rejected, proposed) = (state(MarkState::Accepted), state(MarkState::Rejected), state(MarkState::Proposed));
        if self.printed.json {
            terminal.print_json(&ReviewJson {
                output: self.output.display().to_string(),
                articles: project.article_count(),
                marks: project.mark_count(),
                findings: findings.list.len(),
                open,
                accepted,
                rejected,
                proposed,
                warnings: terminal.warnings.clone(),
            })?;
        } else if project.review().is_some() {
            terminal.note(&format!("{}: {} to decide, {} in all", self.output.display(), counted(open, "finding"), findings.list.len()));
        } else {
            terminal.note(&format!("{}: {} decided against, {} to look at", self.output.display(), counted(rejected, "mark"), counted(proposed, "proposal")));
        }
        Ok(if self.back.is_none() && open > 0 || proposed + rejected > 0 && self.back.is_some() { Status::LookAt } else { Status::Done })
    }
}
