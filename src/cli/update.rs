//! `factmark update`: an article changed; its marks go to its new text where their words are certain, and the old text stays.

use super::desk::{self, Desk};
use super::style::{Style, one_line, padded, place, quoted, shortened, title};
use super::terminal::Terminal;
use super::{Output, Status, Trouble, scheme};
use crate::edit;
use crate::project::{Article, ArticleId, Mark, Project, VersionId};
use crate::session::{Command, Compare, Comparing, NewText, VersionCommand};
use crate::text::counted;
use crate::text::{Fate, Fragments, Text, TextRange};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

/// The longest quotation in a line of the report, in bytes.
const QUOTED: usize = 72;

/// Take a new version of an article: carries its marks over, and keeps the old text as an earlier version.
///
/// A mark goes to the same words and nowhere else. Where these are gone, or stand in several places, it needs a look: it waits in the
/// earlier version until it is decided about in the window, and counts for nothing until then. Exit status 1 says that there are such marks.
#[derive(clap::Args, Debug)]
pub struct Update {
    /// The project.
    #[arg(value_name = "PROJECT.ron")]
    project: PathBuf,
    /// The article, by its id.
    #[arg(long, value_name = "ID")]
    article: ArticleId,
    /// The file with the new text; `-` is standard input.
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Only say what would become of the marks; write nothing.
    #[arg(long)]
    dry_run: bool,
    #[command(flatten)]
    output: Output,
}

/// A mark of the old text and what becomes of it.
struct Row {
    mark: Arc<Mark>,
    fate: Fate,
}

/// What becomes of all.
struct Report {
    article: Arc<Article>,
    old: Text,
    new: Text,
    rows: Vec<Row>,
}

impl Update {
    pub(super) fn run(self, terminal: &mut Terminal<'_>) -> Result<Status, Trouble> {
        if self.dry_run {
            return self.try_out(terminal);
        }
        let mut desk = Desk::open(terminal, &self.project)?;
        scheme::article(desk.project(), self.article)?;
        desk.run(terminal, Command::Version(VersionCommand::Compare { article: self.article, path: self.file.clone() }))?;
        let report = desk.comparing().and_then(|comparing| Report::of(desk.project(), comparing));
        let mut version = None;
        if report.is_some() {
            desk.run(terminal, Command::Version(VersionCommand::Take))?;
            version = desk.project().versions_of(self.article).last().map(|version| version.id);
        }
        let saved = desk.close(terminal)?;
        Ok(saved.max(self.print(terminal, report, version)?))
    }

    /// What would become of the marks; nothing is opened for writing.
    fn try_out(&self, terminal: &mut Terminal<'_>) -> Result<Status, Trouble> {
        let project = desk::read(terminal, &self.project)?;
        let article = scheme::article(&project, self.article)?;
        let ranges = edit::ranges_to_carry(&project, article);
        let compare = Compare::New { old: article.text.clone(), new: NewText::File(self.file.clone()), encoding: article.origin.encoding.clone(), ranges };
        let compared = desk::compare_texts(terminal, compare)?.map_err(|notice| Trouble::Refused(notice.what))?;
        compared.warnings.iter().for_each(|warning| terminal.note(warning));
        let comparing = Comparing { number: 0, article: article.id, other: compared.other, carriage: compared.carriage, choices: BTreeMap::new() };
        let report = Report::of(&project, &comparing).filter(|report| report.old != report.new);
        if report.is_none() {
            terminal.note("the file has the text that the article has: there is nothing to take");
        }
        self.print(terminal, report, None)
    }

    fn print(&self, terminal: &mut Terminal<'_>, report: Option<Report>, version: Option<VersionId>) -> Result<Status, Trouble> {
        if self.output.json {
            terminal.print_json(&json(self, report.as_ref(), version, &terminal.warnings.clone()))?;
        } else if let Some(report) = &report {
            let words = report.words(terminal.style());
            terminal.print(&words)?;
        }
        let needs_a_look = report.is_some_and(|report| report.open().next().is_some()) || !terminal.warnings.is_empty();
        Ok(if needs_a_look { Status::LookAt } else { Status::Done })
    }
}

impl Report {
    fn of(project: &Project, comparing: &Comparing) -> Option<Self> {
        let comparison = comparing.carriage.comparison();
        let rows = comparing.marks(project).into_iter().map(|mark| Row { mark: mark.clone(), fate: comparing.carriage.fate(&mark.at) }).collect();
        Some(Self { article: project.article(comparing.article)?.clone(), old: comparison.old().clone(), new: comparison.new_text().clone(), rows })
    }

    fn kept(&self) -> impl Iterator<Item = (&Row, &Fragments)> {
        self.rows.iter().filter_map(|row| if let Fate::Kept(at) = &row.fate { Some((row, at)) } else { None })
    }

    fn moved(&self) -> impl Iterator<Item = (&Row, &Fragments)> {
        self.rows.iter().filter_map(|row| if let Fate::Moved(at) = &row.fate { Some((row, at)) } else { None })
    }

    /// Those that need a look.
    fn open(&self) -> impl Iterator<Item = &Row> {
        self.rows.iter().filter(|row| row.fate.certain().is_none())
    }

    fn words(&self, style: Style) -> String {
        let mut out = format!("{}\n{}\n", style.heading(&title(&self.article)), style.muted(&self.article.id.to_string()));
        out.push_str(&format!("kept {}\n", counted(self.kept().count(), "mark")));
        let moved: Vec<_> = self.moved().collect();
        out.push_str(&format!("moved {}\n", counted(moved.len(), "mark")));
        for (row, at) in moved {
            let places = format!("{} → {}", place(&self.old, &row.mark.at), place(&self.new, at));
            out.push_str(&format!("  {}  {}\n", self.head(row, style), style.muted(&places)));
        }
        let open: Vec<&Row> = self.open().collect();
        out.push_str(&match open.len() {
            0 => "needs a look: nothing\n".to_owned(),
            many => format!("needs a look: {}\n", counted(many, "mark")),
        });
        for row in open {
            out.push_str(&format!("  {}  {}\n", self.head(row, style), self.why(&row.fate)));
        }
        out
    }

    fn head(&self, row: &Row, style: Style) -> String {
        let label = row.mark.label();
        let name = padded(&one_line(label.name()).to_lowercase(), "source".len());
        format!("{}  {}  {}", style.muted(&row.mark.id.to_string()), style.label(&label, &name), quoted(&self.old, &row.mark.at))
    }

    fn why(&self, fate: &Fate) -> String {
        let words = |range: &TextRange| format!("“{}”", shortened(&one_line(range.of(&self.new)), QUOTED));
        match fate {
            Fate::Kept(_) | Fate::Moved(_) => String::new(),
            Fate::Changed { at, signs_only: false } => format!("changed to {}", quoted(&self.new, at)),
            Fate::Changed { at, signs_only: true } => format!("only its signs changed: {}", quoted(&self.new, at)),
            Fate::Doubtful(places) if places.is_empty() => "in doubt: one of its parts stands in several places".to_owned(),
            Fate::Doubtful(places) => {
                let places: Vec<String> = places.iter().map(|at| place(&self.new, &(*at).into())).collect();
                format!("in doubt: stands at {}", places.join(" and "))
            }
            Fate::Lost { instead: Some(instead) } => format!("lost; there is now {}", words(instead)),
            Fate::Lost { instead: None } => "lost".to_owned(),
        }
    }
}

fn json(asked: &Update, report: Option<&Report>, version: Option<VersionId>, warnings: &[String]) -> serde_json::Value {
    let list = |rows: Vec<serde_json::Value>| serde_json::Value::Array(rows);
    let (mut kept, mut moved, mut open) = (Vec::new(), Vec::new(), Vec::new());
    if let Some(report) = report {
        let from = |row: &Row| serde_json::json!({ "id": row.mark.id.to_string(), "from": points(&report.old, row.mark.at.iter()) });
        let to = |row: &Row, at: &Fragments| with(from(row), "at", points(&report.new, at.iter()).into());
        kept.extend(report.kept().map(|(row, at)| to(row, at)));
        moved.extend(report.moved().map(|(row, at)| to(row, at)));
        for row in report.open() {
            let quote: Vec<&str> = row.mark.at.iter().map(|range| range.of(&report.old)).collect();
            let (why, now) = match &row.fate {
                Fate::Changed { at, .. } => ("changed", at.iter().collect()),
                Fate::Doubtful(places) => ("doubtful", places.clone()),
                Fate::Lost { instead } => ("lost", instead.iter().copied().collect()),
                Fate::Kept(_) | Fate::Moved(_) => continue,
            };
            let now_quote: Vec<&str> = now.iter().map(|range: &TextRange| range.of(&report.new)).collect();
            let row = with(with(from(row), "quote", quote.into()), "why", why.into());
            open.push(with(with(row, "now", points(&report.new, now.iter().copied()).into()), "now_quote", now_quote.into()));
        }
    }
    serde_json::json!({
        "project": asked.project.display().to_string(),
        "article": asked.article.to_string(),
        "version": version.map(|version| version.to_string()),
        "kept": list(kept),
        "moved": list(moved),
        "needs_a_look": list(open),
        "warnings": warnings,
    })
}

fn with(mut object: serde_json::Value, key: &str, value: serde_json::Value) -> serde_json::Value {
    if let Some(object) = object.as_object_mut() {
        object.insert(key.to_owned(), value);
    }
    object
}

/// Ranges in code points, half open.
fn points(text: &Text, ranges: impl Iterator<Item = TextRange>) -> Vec<serde_json::Value> {
    let points = text.code_points();
    ranges.map(|range| points.of(range)).map(|range| serde_json::json!([range.start, range.end])).collect()
}
