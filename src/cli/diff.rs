//! `factmark diff`: what two analysts marked differently, a finding a line.

use super::style::{Style, one_line, padded, place, quoted};
use super::terminal::Terminal;
use super::{Output, Status, Trouble, desk};
use crate::project::Mark;
use crate::review::{Aligned, Finding, FindingKind, Recognised, Standing, align, told_apart};
use crate::text::Text;
use crate::text::counted;
use std::path::PathBuf;

/// Show what two projects mark differently: the findings, one a line, with place and kind.
///
/// Articles are the same by id or text, or nearly by text; then marks are carried over. Accepted marks are compared, outside zones to skip.
/// A finding is same, boundary, label, attribute, link, or only in one of the two. Exit status 1 says that something differs.
#[derive(clap::Args, Debug)]
pub struct Diff {
    /// One analyst's project.
    #[arg(value_name = "A.ron")]
    first: PathBuf,
    /// The other's.
    #[arg(value_name = "B.ron")]
    second: PathBuf,
    #[command(flatten)]
    output: Output,
}

#[derive(serde::Serialize)]
struct DiffJson {
    analysts: [String; 2],
    articles: Vec<ArticleJson>,
    only: Vec<OnlyJson>,
    warnings: Vec<String>,
}

#[derive(serde::Serialize)]
struct ArticleJson {
    articles: [String; 2],
    title: String,
    findings: Vec<FindingJson>,
}

#[derive(serde::Serialize)]
struct FindingJson {
    kind: &'static str,
    differs: Vec<String>,
    first: Option<MarkJson>,
    second: Option<MarkJson>,
}

#[derive(serde::Serialize)]
struct MarkJson {
    id: String,
    label: String,
    at: Vec<[usize; 2]>,
    quote: Vec<String>,
}

/// An article that only one has.
#[derive(serde::Serialize)]
struct OnlyJson {
    analyst: String,
    article: String,
    title: String,
}

impl Diff {
    pub(super) fn run(self, terminal: &mut Terminal<'_>) -> Result<Status, Trouble> {
        let (first, second) = (desk::read(terminal, &self.first)?.veiled(), desk::read(terminal, &self.second)?.veiled());
        let aligned = terminal.during("Comparing", || align(&[&first, &second]));
        if !aligned.iter().any(is_shared) {
            let names = format!("{} and {}", self.first.display(), self.second.display());
            return Err(Trouble::Refused(format!("{names} share no article: compare projects with the same articles, or texts that are nearly the same")));
        }
        let named = told_apart(&[(first.analyst(), desk::file_name(&self.first)), (second.analyst(), desk::file_name(&self.second))]);
        let [one, two] = [0, 1].map(|at| named.get(at).map(ToString::to_string).unwrap_or_default());
        let analysts = [one, two];
        tell(terminal, &aligned);
        let differs = |aligned: &Aligned| {
            let findings = aligned.findings.iter().any(|finding| finding.kind != FindingKind::Same);
            findings || aligned.elsewhere.iter().any(|marks| !marks.is_empty()) || !is_shared(aligned)
        };
        if self.output.json {
            terminal.print_json(&json(&aligned, &analysts, terminal.warnings.clone()))?;
        } else {
            let style = terminal.style();
            let parts: Vec<String> = aligned.iter().map(|aligned| words(aligned, &analysts, style)).collect();
            terminal.print(&parts.join("\n"))?;
        }
        Ok(if aligned.iter().any(differs) { Status::LookAt } else { Status::Done })
    }
}

/// Whether both have the article.
fn is_shared(aligned: &Aligned) -> bool {
    aligned.shared.is_of(0) && aligned.shared.is_of(1)
}

/// Says what was recognised without being the same, and what could not be compared.
fn tell(terminal: &mut Terminal<'_>, all: &[Aligned]) {
    for aligned in all.iter().filter(|aligned| is_shared(aligned)) {
        for (id, how) in aligned.shared.articles.iter().flatten() {
            if let Recognised::Nearly(likeness) = how {
                let percent = (likeness * 100.0).floor();
                terminal
                    .warn(format!("article {id} has another text than “{}” ({percent} % alike): its marks were carried over", one_line(&aligned.shared.title)));
            }
        }
        for mark in aligned.elsewhere.iter().flatten() {
            terminal.warn(format!("mark {} could not be compared: its words are not certainly in the other text", mark.id));
        }
    }
}

fn words(aligned: &Aligned, [first, second]: &[String; 2], style: Style) -> String {
    let text = &aligned.shared.text;
    let mut out = format!("{}\n", style.heading(&one_line(&aligned.shared.title)));
    if !is_shared(aligned) {
        let whose = if aligned.shared.is_of(0) { first } else { second };
        out.push_str(&format!("  {}\n", style.muted(&format!("only {} has this article", one_line(whose)))));
        return out;
    }
    let names: Vec<String> = aligned.findings.iter().map(|finding| kind_words(finding, [first, second])).collect();
    let width = names.iter().map(|name| name.chars().count()).max().unwrap_or(0);
    for (finding, name) in aligned.findings.iter().zip(&names) {
        out.push_str(&format!("  {}  {}\n", padded(name, width), line(text, finding, style)));
    }
    let same = aligned.findings.iter().filter(|finding| finding.kind == FindingKind::Same).count();
    out.push_str(&format!("  {}\n", style.muted(&format!("{}, {same} the same", counted(aligned.findings.len(), "finding")))));
    out
}

fn kind_words(finding: &Finding, [first, second]: [&String; 2]) -> String {
    match (finding.kind, sides(finding)) {
        (FindingKind::Missing, [Some(_), _]) => format!("only {}", one_line(first)),
        (FindingKind::Missing, _) => format!("only {}", one_line(second)),
        (FindingKind::Same | FindingKind::Label | FindingKind::Boundary | FindingKind::Attribute | FindingKind::Link, _) => kind_name(finding).to_owned(),
    }
}

fn kind_name(finding: &Finding) -> &'static str {
    match (finding.kind, sides(finding)) {
        (FindingKind::Missing, [Some(_), _]) => "only in A",
        (FindingKind::Missing, _) => "only in B",
        (kind, _) => kind.name(),
    }
}

fn sides(finding: &Finding) -> [Option<&Standing>; 2] {
    [0, 1].map(|analyst| finding.marks.get(analyst).and_then(Option::as_ref))
}

/// Labels, places and words; of what differs both.
fn line(text: &Text, finding: &Finding, style: Style) -> String {
    let label = |mark: &Mark| style.label(&mark.label(), &one_line(mark.label().name()).to_lowercase());
    let mut parts: Vec<String> = Vec::new();
    match sides(finding) {
        [Some(one), Some(two)] => {
            let labels = if one.mark.label() == two.mark.label() { label(&one.mark) } else { format!("{} / {}", label(&one.mark), label(&two.mark)) };
            parts.push(labels);
            let places = if one.at == two.at { place(text, &one.at) } else { format!("{} / {}", place(text, &one.at), place(text, &two.at)) };
            parts.push(places);
            parts.push(if one.at == two.at { quoted(text, &one.at) } else { format!("{} / {}", quoted(text, &one.at), quoted(text, &two.at)) });
        }
        [Some(only), None] | [None, Some(only)] => parts.extend([label(&only.mark), place(text, &only.at), quoted(text, &only.at)]),
        [None, None] => {}
    }
    let others: Vec<&str> = finding.differs.iter().map(String::as_str).filter(|name| !["label", "boundary"].contains(name)).collect();
    if !others.is_empty() {
        parts.push(style.muted(&others.join(", ")));
    }
    parts.join("  ")
}

fn json(all: &[Aligned], analysts: &[String; 2], warnings: Vec<String>) -> DiffJson {
    let [first, second] = analysts;
    let id = |aligned: &Aligned, number: usize| aligned.shared.articles.get(number).copied().flatten().map(|(id, _)| id.to_string());
    let article = |aligned: &Aligned| {
        let findings = aligned.findings.iter().map(|finding| {
            let [first, second] = sides(finding).map(|side| side.map(|standing| mark_json(&aligned.shared.text, standing)));
            FindingJson { kind: kind_name(finding), differs: finding.differs.clone(), first, second }
        });
        let articles = [id(aligned, 0).unwrap_or_default(), id(aligned, 1).unwrap_or_default()];
        ArticleJson { articles, title: aligned.shared.title.clone(), findings: findings.collect() }
    };
    let only = |aligned: &Aligned| {
        let (number, analyst) = if aligned.shared.is_of(0) { (0, first) } else { (1, second) };
        OnlyJson { analyst: analyst.clone(), article: id(aligned, number).unwrap_or_default(), title: aligned.shared.title.clone() }
    };
    DiffJson {
        analysts: analysts.clone(),
        articles: all.iter().filter(|aligned| is_shared(aligned)).map(article).collect(),
        only: all.iter().filter(|aligned| !is_shared(aligned)).map(only).collect(),
        warnings,
    }
}

fn mark_json(text: &Text, standing: &Standing) -> MarkJson {
    let points = text.code_points();
    MarkJson {
        id: standing.mark.id.to_string(),
        label: standing.mark.label().to_string(),
        at: standing.at.iter().map(|range| points.of(range)).map(|range| [range.start, range.end]).collect(),
        quote: standing.at.iter().map(|range| range.of(text).to_owned()).collect(),
    }
}
