//! `factmark lint`: what an editor would ask about.

use super::style::{Style, one_line, padded, place, state_word, title};
use super::terminal::Terminal;
use super::{Output, Status, Trouble, desk, scheme};
use crate::lint::{self, Hint, Rule};
use crate::project::{Article, ArticleId, Project};
use crate::text::{Fragments, counted};
use std::path::{Path, PathBuf};

/// Check the work as an editor would: claims without a source, figures that differ, odd edges and more.
///
/// Prints what each rule finds, by article, with places in Unicode code points; what an analyst silenced is counted. Writes nothing.
/// Exit status: 0 nothing found, 1 something found or a project not readable, 2 none readable.
#[derive(clap::Args, Debug)]
pub struct Lint {
    /// The projects; `-` is standard input.
    #[arg(value_name = "PROJECT.ron", required_unless_present = "rules")]
    projects: Vec<PathBuf>,
    /// Only this article.
    #[arg(long, value_name = "ID")]
    article: Option<ArticleId>,
    /// Only this rule; may be given several times.
    #[arg(long = "rule", value_name = "NAME")]
    only: Vec<String>,
    /// List also what was silenced, with the reason.
    #[arg(long)]
    silenced: bool,
    /// List the rules: what each finds, and why that matters.
    #[arg(long, conflicts_with_all = ["projects", "article", "only", "silenced"])]
    rules: bool,
    #[command(flatten)]
    output: Output,
}

#[derive(serde::Serialize)]
struct RuleJson {
    rule: &'static str,
    about: &'static str,
}

#[derive(serde::Serialize)]
struct Linted {
    projects: Vec<LintedProject>,
}

/// What was found in one project.
#[derive(serde::Serialize)]
struct LintedProject {
    file: String,
    hints: Vec<HintJson>,
    /// How many hints were silenced, listed or not.
    silenced: usize,
    error: Option<String>,
}

#[derive(serde::Serialize)]
struct HintJson {
    article: String,
    rule: &'static str,
    about: String,
    at: Option<Vec<[usize; 2]>>,
    words: String,
    others: Vec<String>,
    silenced: Option<String>,
}

/// The hints of one project that were asked for.
struct Found {
    project: Project,
    hints: Vec<Hint>,
    silenced: usize,
}

impl Lint {
    pub(super) fn run(self, terminal: &mut Terminal<'_>) -> Result<Status, Trouble> {
        if self.rules {
            return print_rules(terminal, self.output.json);
        }
        let rules = self.only.iter().map(|name| Rule::named(name).ok_or_else(|| Trouble::NoRule(name.clone()))).collect::<Result<Vec<Rule>, Trouble>>()?;
        let found: Vec<(&Path, Result<Found, Trouble>)> = self.projects.iter().map(|path| (path.as_path(), self.found(terminal, path, &rules))).collect();
        for (path, refused) in found.iter().filter_map(|(path, found)| Some((path, found.as_ref().err()?))) {
            terminal.refuse(if self.projects.len() > 1 { format!("{}: {refused}", path.display()) } else { refused.to_string() });
        }
        let status = status(&found);
        if self.output.json {
            let projects = found.iter().map(|(path, found)| project_json(path, found)).collect();
            terminal.print_json(&Linted { projects })?;
            return Ok(status);
        }
        let style = terminal.style();
        let parts: Vec<String> = found.iter().filter_map(|(path, found)| project_text(path, found.as_ref().ok()?, self.projects.len() > 1, style)).collect();
        if parts.is_empty() && status == Status::Done {
            terminal.note("nothing to look at");
        }
        terminal.print(&parts.join("\n"))?;
        Ok(status)
    }

    fn found(&self, terminal: &mut Terminal<'_>, path: &Path, rules: &[Rule]) -> Result<Found, Trouble> {
        let project = desk::read(terminal, path)?;
        let mut hints = match self.article {
            Some(id) => lint::lint_article(&project, scheme::article(&project, id)?),
            None => lint::lint(&project),
        };
        hints.retain(|hint| rules.is_empty() || rules.contains(&hint.rule));
        let silenced = hints.iter().filter(|hint| hint.silenced.is_some()).count();
        hints.retain(|hint| self.silenced || hint.silenced.is_none());
        Ok(Found { project, hints, silenced })
    }
}

fn status(found: &[(&Path, Result<Found, Trouble>)]) -> Status {
    let is_refused = |found: &Result<Found, Trouble>| found.is_err();
    let speaks = |found: &Result<Found, Trouble>| found.as_ref().is_ok_and(|found| found.hints.iter().any(|hint| hint.silenced.is_none()));
    if found.iter().all(|(_, found)| is_refused(found)) {
        Status::Failed
    } else if found.iter().any(|(_, found)| is_refused(found) || speaks(found)) {
        Status::LookAt
    } else {
        Status::Done
    }
}

fn print_rules(terminal: &mut Terminal<'_>, is_json: bool) -> Result<Status, Trouble> {
    if is_json {
        let rules: Vec<RuleJson> = Rule::ALL.into_iter().map(|rule| RuleJson { rule: rule.name(), about: rule.about() }).collect();
        terminal.print_json(&rules)?;
        return Ok(Status::Done);
    }
    let widest = Rule::ALL.into_iter().map(|rule| rule.name().len()).max().unwrap_or(0);
    let style = terminal.style();
    let line = |rule: Rule| format!("{}  {}\n", style.heading(&padded(rule.name(), widest)), rule.about());
    terminal.print(&Rule::ALL.into_iter().map(line).collect::<String>())?;
    Ok(Status::Done)
}

/// The hints of a project by article; none where there is nothing to say.
fn project_text(path: &Path, found: &Found, is_one_of_many: bool, style: Style) -> Option<String> {
    let mut parts: Vec<String> = Vec::new();
    for article in found.project.articles() {
        let hints: Vec<&Hint> = found.hints.iter().filter(|hint| hint.article == article.id).collect();
        parts.extend((!hints.is_empty()).then(|| article_text(article, &hints, style)));
    }
    if found.silenced > 0 {
        parts.push(format!("{}\n", style.muted(&format!("{} silenced", found.silenced))));
    }
    let head = if is_one_of_many { format!("{}\n\n", style.heading(&one_line(&path.display().to_string()))) } else { String::new() };
    (!parts.is_empty()).then(|| format!("{head}{}", parts.join("\n")))
}

fn article_text(article: &Article, hints: &[&Hint], style: Style) -> String {
    let count = counted(hints.len(), "hint");
    let mut out = format!("{}\n{}\n", style.heading(&title(article)), style.muted(&format!("{}  {}  {count}", article.id, state_word(article.state))));
    let places: Vec<String> = hints.iter().map(|hint| hint.at.map_or_else(|| "article".to_owned(), |at| place(&article.text, &Fragments::from(at)))).collect();
    let widest = |lengths: &mut dyn Iterator<Item = usize>| lengths.max().unwrap_or(0);
    let place_width = widest(&mut places.iter().map(String::len));
    let rule_width = widest(&mut hints.iter().map(|hint| hint.rule.name().len()));
    for (hint, place) in hints.iter().zip(&places) {
        let why = hint.silenced.as_ref().map(|why| format!("  {}", style.muted(&one_line(&format!("(silenced: {why})"))))).unwrap_or_default();
        let rule = style.muted(&padded(hint.rule.name(), rule_width));
        out.push_str(&format!("  {}  {rule}  {}{why}\n", padded(place, place_width), one_line(&hint.words)));
    }
    out
}

fn project_json(path: &Path, found: &Result<Found, Trouble>) -> LintedProject {
    let file = path.display().to_string();
    match found {
        Ok(Found { project, hints, silenced }) => {
            LintedProject { file, hints: hints.iter().map(|hint| hint_json(project, hint)).collect(), silenced: *silenced, error: None }
        }
        Err(trouble) => LintedProject { file, hints: Vec::new(), silenced: 0, error: Some(trouble.to_string()) },
    }
}

fn hint_json(project: &Project, hint: &Hint) -> HintJson {
    let at = hint.at.zip(project.article(hint.article)).map(|(at, article)| {
        let points = article.text.code_points().of(at);
        vec![[points.start, points.end]]
    });
    HintJson {
        article: hint.article.to_string(),
        rule: hint.rule.name(),
        about: hint.about.to_string(),
        at,
        words: hint.words.clone(),
        others: hint.others.iter().map(ToString::to_string).collect(),
        silenced: hint.silenced.clone(),
    }
}
