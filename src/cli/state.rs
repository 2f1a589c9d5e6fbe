//! `factmark state`: sets the state of articles.

use super::desk::Desk;
use super::style::{state_word, title};
use super::terminal::Terminal;
use super::{Output, Status, Trouble, scheme};
use crate::project::{ArticleId, ArticleState, Word};
use crate::session::{ArticleCommand, Command};
use std::path::PathBuf;

/// Set the state of articles: todo, in-progress, done or flagged.
#[derive(clap::Args, Debug)]
#[command(override_usage = "factmark state [OPTIONS] <PROJECT.ron> --article <ID>... <STATE>")]
pub struct State {
    /// The project.
    #[arg(value_name = "PROJECT.ron")]
    project: PathBuf,
    /// The articles, by their ids; then the state.
    #[arg(long, value_name = "ID", required = true, num_args = 1..)]
    article: Vec<String>,
    /// The state: todo, in-progress, done or flagged.
    #[arg(value_name = "STATE")]
    state: Option<String>,
    #[command(flatten)]
    output: Output,
}

#[derive(serde::Serialize)]
struct Set<'a> {
    articles: Vec<SetArticle>,
    warnings: &'a [String],
}

#[derive(serde::Serialize)]
struct SetArticle {
    id: String,
    state: &'static str,
}

impl State {
    pub(super) fn run(mut self, terminal: &mut Terminal<'_>) -> Result<Status, Trouble> {
        // `--article ID ID done`: what stands last is the state.
        let typed = self.state.take().or_else(|| self.article.pop()).unwrap_or_default();
        let state = ArticleState::typed(&typed).ok_or(Trouble::NoState(typed))?;
        let ids = self.article.iter().map(|id| id.parse::<ArticleId>().map_err(|error| Trouble::Refused(error.to_string())));
        let ids = ids.collect::<Result<Vec<_>, _>>()?;
        if ids.is_empty() {
            return Err(Trouble::Refused("no article is named: give its id before the state, as `--article ID done`".to_owned()));
        }
        let mut desk = Desk::open(terminal, &self.project)?;
        for id in &ids {
            scheme::article(desk.project(), *id)?;
        }
        desk.run(terminal, Command::Article(ArticleCommand::SetState(ids.clone(), state)))?;
        let shown = ids.iter().filter_map(|id| desk.project().article(*id).cloned()).collect::<Vec<_>>();
        let status = desk.close(terminal)?;
        if self.output.json {
            let articles = shown.iter().map(|article| SetArticle { id: article.id.to_string(), state: article.state.name() }).collect();
            let warnings = terminal.warnings.clone();
            terminal.print_json(&Set { articles, warnings: &warnings })?;
        } else {
            let line = |article: &std::sync::Arc<crate::project::Article>| format!("{}  {}  {}\n", article.id, state_word(article.state), title(article));
            terminal.print(&shown.iter().map(line).collect::<String>())?;
        }
        Ok(status)
    }
}
