//! `factmark list`: the articles with state and counts.

use super::style::{padded, state_word, title};
use super::terminal::Terminal;
use super::{Output, Status, Trouble, desk, json, scheme};
use crate::project::{Label, Project};
use std::path::PathBuf;

/// List the articles with their state and how many marks they have.
///
/// Accepted marks outside zones to skip are counted. The project file may be `-`, standard input.
#[derive(clap::Args, Debug)]
pub struct List {
    /// The project.
    #[arg(value_name = "PROJECT.ron")]
    project: PathBuf,
    #[command(flatten)]
    output: Output,
}

impl List {
    pub(super) fn run(self, terminal: &mut Terminal<'_>) -> Result<Status, Trouble> {
        let project = desk::read(terminal, &self.project)?.veiled();
        if self.output.json {
            terminal.print_json(&json::listed(&project))?;
        } else if project.article_count() == 0 {
            terminal.note("the project has no articles: add some with `factmark add`");
        } else {
            let table = table(terminal, &project);
            terminal.print(&table)?;
        }
        Ok(Status::Done)
    }
}

fn table(terminal: &Terminal<'_>, project: &Project) -> String {
    let style = terminal.style();
    let own = scheme::own_labels_used(project);
    let labels: Vec<Label> = Label::THREE.into_iter().chain(own.into_iter().map(Label::Own)).collect();
    let heads: Vec<String> = labels.iter().map(|label| super::style::one_line(&label.name().to_lowercase())).collect();
    let id_width = 12;
    let state_width = 11;
    let mut head = format!("{}  {}", padded("id", id_width), padded("state", state_width));
    for name in &heads {
        head.push_str("  ");
        head.push_str(name);
    }
    head.push_str("  title");
    let mut table = style.heading(&head);
    table.push('\n');
    for article in project.articles() {
        let counts = json::counts(project, article);
        table.push_str(&format!("{}  {}", article.id, padded(state_word(article.state), state_width)));
        for (label, name) in labels.iter().zip(&heads) {
            let count = counts.get(label).copied().unwrap_or(0).to_string();
            let missing = name.chars().count().saturating_sub(count.len());
            table.push_str("  ");
            table.push_str(&" ".repeat(missing));
            table.push_str(&style.label(label, &count));
        }
        table.push_str("  ");
        table.push_str(&title(article));
        table.push('\n');
    }
    table
}
