//! `factmark show`: the marks in reading order, in context.

use super::style::{Style, in_context, one_line, padded, place, quoted, state_word, title};
use super::terminal::Terminal;
use super::{Output, Status, Trouble, desk, json, scheme};
use crate::project::{Article, ArticleId, BaseLink, Bound, Label, LinkKind, Mark, MarkId, MarkState, Meaning, Project, Word};
use crate::search::Query;
use crate::text::{Manner, counted};
use std::collections::BTreeSet;
use std::path::PathBuf;

/// Show the marks in reading order, in context.
///
/// Places are Unicode code points of the article's text, half open. With --json everything is printed as one value. The project file
/// may be `-`, standard input.
#[derive(clap::Args, Debug)]
pub struct Show {
    /// The project.
    #[arg(value_name = "PROJECT.ron")]
    project: PathBuf,
    /// Only this article.
    #[arg(long, value_name = "ID")]
    article: Option<ArticleId>,
    /// Only marks with this label.
    #[arg(long, value_name = "LABEL")]
    label: Option<String>,
    /// Only marks that have these words, in the text or in what is said about them, without regard to case; or that filters among
    /// the words let through: label:claim, has:note, -has:link, name:"Elin Varga", verdict:open, value:40 and so on.
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    query: Option<String>,
    #[command(flatten)]
    output: Output,
}

impl Show {
    pub(super) fn run(self, terminal: &mut Terminal<'_>) -> Result<Status, Trouble> {
        let project = desk::read(terminal, &self.project)?.veiled();
        let label = self.label.as_deref().map(|typed| scheme::label_to_find(&project, typed)).transpose()?;
        let query = self.query.as_ref().map(|query| Query::new(query, Manner::default())).transpose().map_err(|why| Trouble::Refused(why.to_string()))?;
        let only = self.article.map(|id| scheme::article(&project, id)).transpose()?;
        let found = query.map(|query| marks_found(&project, &query, self.article)).transpose()?;
        let is_wanted = |mark: &&Mark| {
            let has_label = label.as_ref().is_none_or(|label| mark.label() == *label);
            has_label && found.as_ref().is_none_or(|found| found.contains(&mark.id))
        };
        let articles: Vec<&Article> = only.map_or_else(|| project.articles().map(AsRef::as_ref).collect(), |only| vec![only.as_ref()]);
        let shown: Vec<(&Article, Vec<&Mark>)> =
            articles.into_iter().map(|article| (article, project.marks_in(article.id).map(AsRef::as_ref).filter(is_wanted).collect())).collect();
        if self.output.json {
            terminal.print_json(&json::shown(&project, &shown))?;
            return Ok(Status::Done);
        }
        let is_filtered = label.is_some() || found.is_some();
        let style = terminal.style();
        let parts: Vec<String> = shown
            .iter()
            .filter(|(_, marks)| !is_filtered || !marks.is_empty())
            .map(|(article, marks)| article_text(&project, article, marks, is_filtered, style))
            .collect();
        if parts.is_empty() {
            terminal.note(if is_filtered { "no mark fits" } else { "the project has no articles: add some with `factmark add`" });
        }
        terminal.print(&parts.join("\n"))?;
        Ok(Status::Done)
    }
}

/// The marks that a query finds: by what is asked of them, by what is said about them, and those whose own words have its words.
fn marks_found(project: &Project, query: &Query, only: Option<ArticleId>) -> Result<BTreeSet<MarkId>, Trouble> {
    query.check_names(project).map_err(|why| Trouble::Refused(why.to_string()))?;
    let marks = project.marks().filter(|mark| only.is_none_or(|article| mark.article == article));
    Ok(marks.filter(|mark| query.fits(project, mark)).map(|mark| mark.id).collect())
}

/// A heading and its marks.
fn article_text(project: &Project, article: &Article, marks: &[&Mark], is_filtered: bool, style: Style) -> String {
    let count = if is_filtered { format!("{} shown", counted(marks.len(), "mark")) } else { counted(marks.len(), "mark") };
    let mut out = format!("{}\n{}\n", style.heading(&title(article)), style.muted(&format!("{}  {}  {count}", article.id, state_word(article.state))));
    let open = project.waiting_count(article.id);
    if open > 0 {
        out.push_str(&format!("  {}\n", style.muted(&format!("{}: decide in the window", needs_a_look(open)))));
    }
    let names: Vec<String> = marks.iter().map(|mark| label_word(&mark.label())).collect();
    let places: Vec<String> = marks.iter().map(|mark| place(&article.text, &mark.at)).collect();
    let widest = |all: &[String]| all.iter().map(|words| words.chars().count()).max().unwrap_or(0);
    let (name_width, place_width) = (widest(&names), widest(&places).min(24));
    let indent = " ".repeat(2 + name_width + 2 + place_width + 2);
    for ((mark, name), place) in marks.iter().zip(&names).zip(&places) {
        let label = mark.label();
        let words = in_context(&article.text, &mark.at, style, |words| style.label(&label, words));
        let name = style.label(&label, &padded(name, name_width));
        out.push_str(&format!("  {name}  {}  {words}\n", padded(place, place_width)));
        let details = details(project, mark).join(", ");
        let id = style.muted(&mark.id.to_string());
        out.push_str(&if details.is_empty() { format!("{indent}{id}\n") } else { format!("{indent}{id}  {}\n", one_line(&details)) });
    }
    out
}

fn needs_a_look(count: usize) -> String {
    if count == 1 { "one mark of an earlier version needs a look".to_owned() } else { format!("{count} marks of an earlier version need a look") }
}

fn label_word(label: &Label) -> String {
    match label {
        Label::Claim | Label::Source | Label::Figure => label.name().to_lowercase(),
        Label::Own(name) => one_line(name),
    }
}

/// What is known about a mark beside its words.
fn details(project: &Project, mark: &Mark) -> Vec<String> {
    let mut details: Vec<String> = match mark.state {
        MarkState::Accepted => Vec::new(),
        MarkState::Proposed => vec!["proposal".to_owned()],
        MarkState::Rejected => vec!["rejected".to_owned()],
    };
    details.extend(links(project, mark));
    details.extend(attributes(&mark.meaning));
    details.extend(mark.tags.iter().map(|tag| format!("#{tag}")));
    details.extend(mark.discuss.then(|| "to discuss".to_owned()));
    details.extend((!mark.by.is_empty() && mark.by != project.analyst()).then(|| format!("by {}", mark.by)));
    details.extend((!mark.note.is_empty()).then(|| format!("note: {}", mark.note)));
    details
}

fn links(project: &Project, mark: &Mark) -> Vec<String> {
    let own = mark.links.iter().map(|link| (&link.kind, link.to));
    // What has no direction is stored at one end and shown at both.
    let from_others = project
        .linked_from(mark.id)
        .flat_map(|other| other.links.iter().filter(|link| link.to == mark.id && link.kind.is_mutual()).map(|link| (&link.kind, other.id)));
    own.chain(from_others).map(|(kind, to)| format!("{} {}", link_word(kind), other_end(project, to))).collect()
}

fn link_word(kind: &LinkKind) -> &str {
    match kind {
        LinkKind::Base(BaseLink::SaidBy) => "said by",
        LinkKind::Base(BaseLink::RelayedBy) => "relayed by",
        LinkKind::Base(BaseLink::Quantifies) => "quantifies",
        LinkKind::Base(BaseLink::SameAs) => "same as",
        LinkKind::Base(BaseLink::Continues) => "continues",
        LinkKind::Base(BaseLink::Contradicts) => "contradicts",
        LinkKind::Base(BaseLink::Supports) => "supports",
        LinkKind::Own(name) => name,
    }
}

/// A source by its words, any other mark by its words in quotation marks.
fn other_end(project: &Project, id: crate::project::MarkId) -> String {
    let Some((mark, text)) = project.mark(id).and_then(|mark| Some((mark, project.text_of(mark)?))) else { return id.to_string() };
    match &mark.meaning {
        Meaning::Source(_) => mark.at.words(text),
        Meaning::Claim(_) | Meaning::Figure(_) | Meaning::Own(_) => quoted(text, &mark.at),
    }
}

fn attributes(meaning: &Meaning) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    let mut words = |words: &[Option<&'static str>]| all.extend(words.iter().flatten().map(|word| (*word).to_owned()));
    match meaning {
        Meaning::Claim(claim) => {
            words(&[claim.worth.map(Word::name), claim.voice.map(Word::name)]);
            words(&claim.kinds.iter().map(|kind| Some(kind.name())).collect::<Vec<_>>());
            all.extend(claim.check.map(|check| format!("check {check}")));
        }
        Meaning::Source(source) => {
            words(&[source.naming.map(Word::name), source.kind.map(Word::name)]);
            all.extend((!source.name.is_empty()).then(|| format!("name: {}", source.name)));
        }
        Meaning::Figure(figure) => {
            words(&[figure.kind.map(Word::name), figure.how.map(Word::name), figure.trend.map(Word::name)]);
            all.extend(interval(figure.low.as_ref(), figure.high.as_ref()).map(|ends| format!("{ends} {}", figure.unit).trim_end().to_owned()));
            all.extend((!figure.what.is_empty()).then(|| format!("of {}", figure.what)));
        }
        Meaning::Own(_) => {}
    }
    all
}

fn interval(low: Option<&Bound>, high: Option<&Bound>) -> Option<String> {
    match (low, high) {
        (None, None) => None,
        (Some(low), Some(high)) if low == high => Some(low.to_string()),
        (Some(low), Some(high)) => Some(format!("{low} to {high}")),
        (Some(low), None) => Some(format!("from {low}")),
        (None, Some(high)) => Some(format!("up to {high}")),
    }
}
