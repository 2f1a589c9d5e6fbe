//! `factmark agree`: how far analysts agree.

mod shape;
mod words;

use super::terminal::Terminal;
use super::{Output, Status, Trouble, desk};
use crate::project::{Label, Name, Project};
use crate::review::agreement::{Agreement, Gammas, Gathered, Interval, Measure, SideBySide, Undefined, draws, gammas, gather};
use crate::review::told_apart;
use std::path::PathBuf;

/// Measure how far the analysts of several projects agree.
///
/// Articles are the same by id or text, or nearly by text; then marks are carried over. Accepted marks outside everybody's zones to skip count;
/// an article that is to do and has no mark was never opened. What is not defined is a dash (`null` in JSON) with its reason. A file with two
/// analysts' names alike is told apart by the files' names.
#[derive(clap::Args, Debug)]
pub struct Agree {
    /// The projects of two or more analysts.
    #[arg(value_name = "PROJECT.ron", required = true)]
    projects: Vec<PathBuf>,
    /// Only this label.
    #[arg(long, value_name = "LABEL")]
    label: Option<String>,
    /// Each article by itself too, the worst first.
    #[arg(long)]
    per_article: bool,
    /// γ and γcat too, which take longer.
    #[arg(long)]
    gamma: bool,
    /// Intervals, from so many draws of articles.
    #[arg(long, value_name = "DRAWS", value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    bootstrap: Option<u32>,
    /// What the draws begin with; the same seed gives the same numbers.
    #[arg(long, value_name = "NUMBER", default_value_t = 1)]
    seed: u64,
    #[command(flatten)]
    output: Output,
}

/// Everything that is printed.
struct Report {
    analysts: Vec<Name>,
    gathered: Gathered,
    all: Agreement,
    /// Each pair, where there are more than two analysts.
    pairs: Vec<((usize, usize), Agreement)>,
    articles: Vec<(usize, Agreement)>,
    intervals: Vec<(&'static str, Result<Interval, Undefined>)>,
    seed: u64,
    /// γ, if it was asked for.
    gamma: Option<Gammas>,
}

impl Agree {
    pub(super) fn run(self, terminal: &mut Terminal<'_>) -> Result<Status, Trouble> {
        if self.projects.len() < 2 {
            return Err(Trouble::Refused("agreement needs two projects at least: name another analyst's".to_owned()));
        }
        let mut projects: Vec<Project> = Vec::with_capacity(self.projects.len());
        for path in &self.projects {
            projects.push(desk::read(terminal, path)?);
        }
        let names: Vec<(Name, String)> = projects.iter().zip(&self.projects).map(|(project, path)| (project.analyst(), desk::file_name(path))).collect();
        let report = terminal.during("Measuring", || self.measure(&projects, told_apart(&names)));
        if report.gathered.shared.is_empty() {
            let files: Vec<String> = self.projects.iter().map(|path| path.display().to_string()).collect();
            return Err(Trouble::Refused(format!(
                "{} share no article: compare projects with the same articles, or texts that are nearly the same",
                files.join(" and ")
            )));
        }
        let unknown = self.label.as_ref().filter(|_| report.gathered.corpus.labels.is_empty());
        if let Some(label) = unknown {
            return Err(Trouble::Refused(format!("no shared article has a mark “{label}”: leave --label out to see the labels there are")));
        }
        for mark in &report.gathered.elsewhere {
            terminal.warn(format!("mark {} does not count: its words are not certainly in the text that is compared", mark.id));
        }
        if self.output.json {
            terminal.print_json(&shape::of(&report, &terminal.warnings.clone()))?;
        } else {
            let style = terminal.style();
            terminal.print(&words::of(&report, style))?;
        }
        Ok(Status::Done)
    }

    fn measure(&self, projects: &[Project], analysts: Vec<Name>) -> Report {
        let mut gathered = gather(&projects.iter().collect::<Vec<_>>());
        if let Some(label) = &self.label {
            gathered.corpus.keep_only(&Label::named(label));
        }
        let compared = SideBySide::of(gathered);
        let articles = if self.per_article { compared.worst_first() } else { Vec::new() };
        let gamma = self.gamma.then(|| gammas(&compared.gathered.corpus, self.seed, &mut |_, _| true).ok()).flatten();
        let (all, pairs, intervals) = (compared.all(), compared.of_pairs(), self.intervals(&compared));
        Report { analysts, all, pairs, articles, intervals, seed: self.seed, gamma, gathered: compared.gathered }
    }

    /// The intervals of the values that stand at the head of a report.
    fn intervals(&self, compared: &SideBySide) -> Vec<(&'static str, Result<Interval, Undefined>)> {
        let Some(replicates) = self.bootstrap else { return Vec::new() };
        let draws = draws(compared.each.len(), replicates as usize, self.seed);
        let interval = |of: fn(&Agreement) -> Measure| compared.interval(&draws, of);
        vec![
            ("all.u_alpha", interval(|all| all.u_alpha)),
            ("all.characters.alpha", interval(|all| all.sets.alpha)),
            ("all.f1.strict", interval(|all| all.f1[0])),
            ("all.f1.partial", interval(|all| all.f1[2])),
        ]
    }
}
