//! Commands about articles.

use super::{ArticleCommand, Job, Selection, Session};
use crate::edit;
use crate::project::{ArticleId, ArticleState, Moment};
use crate::text::TextRange;

impl Session {
    pub(super) fn run_article(&mut self, command: ArticleCommand, now: Moment) -> Vec<Job> {
        match command {
            ArticleCommand::Show(id) => {
                self.show(id);
                Vec::new()
            }
            ArticleCommand::Next => self.show_beside(1),
            ArticleCommand::Previous => self.show_beside(-1),
            ArticleCommand::NextUnfinished => {
                self.show_unfinished();
                Vec::new()
            }
            ArticleCommand::SetState(ids, state) => self.change(now, |project, hand| Ok((edit::set_state(project, hand, &ids, state)?, ()))).0,
            ArticleCommand::DoneAndNext => self.done_and_next(now),
            ArticleCommand::Rename(id, title) => {
                let title = title.trim().to_owned();
                if title.is_empty() {
                    return Vec::new();
                }
                self.change(now, |project, hand| Ok((edit::rename_article(project, hand, id, &title)?, ()))).0
            }
            ArticleCommand::Move(id, place) => self.change(now, |project, hand| Ok((edit::move_article(project, hand, id, place)?, ()))).0,
            ArticleCommand::Remove(ids) => self.change(now, |project, hand| Ok((edit::remove_articles(project, hand, &ids)?, ()))).0,
            ArticleCommand::ToggleZone => self.toggle_zone(now),
            ArticleCommand::SkipProposed => {
                let Some(shown) = self.selection().article else { return Vec::new() };
                self.change(now, |project, hand| Ok((edit::skip_proposed(project, hand, shown)?, ()))).0
            }
        }
    }

    /// Shows an article from its start, unless it is shown already.
    pub(super) fn show(&mut self, id: ArticleId) {
        let Some(open) = &mut self.open else { return };
        if open.project.article(id).is_some() && open.selection.article != Some(id) {
            open.kept.clear();
            open.selection = Selection { article: Some(id), asked_to_see: open.selection.asked_to_see, ..Selection::default() };
        }
    }

    fn show_beside(&mut self, step: isize) -> Vec<Job> {
        let beside = self.project().and_then(|project| {
            let order = project.order();
            let here = order.iter().position(|id| Some(*id) == self.selection().article)?;
            order.get(here.checked_add_signed(step)?).copied()
        });
        if let Some(id) = beside {
            self.show(id);
        }
        Vec::new()
    }

    fn done_and_next(&mut self, now: Moment) -> Vec<Job> {
        let Some(here) = self.selection().article else { return Vec::new() };
        let jobs = self.run_article(ArticleCommand::SetState(vec![here], ArticleState::Done), now);
        self.show_unfinished();
        jobs
    }

    /// Shows the next article behind this one that is not finished, from the first on where none is left.
    fn show_unfinished(&mut self) {
        let next = self.project().and_then(|project| {
            let place = project.order().iter().position(|id| Some(*id) == self.selection().article)?;
            let open = |article: &&std::sync::Arc<crate::project::Article>| matches!(article.state, ArticleState::Todo | ArticleState::InProgress);
            let after = project.articles().skip(place + 1).find(open);
            after.or_else(|| project.articles().take(place).find(open)).map(|article| article.id)
        });
        if let Some(next) = next {
            self.show(next);
        }
    }

    fn toggle_zone(&mut self, now: Moment) -> Vec<Job> {
        let Some(article) = self.article().cloned() else { return Vec::new() };
        let selection = self.selection();
        let range = TextRange::new(&article.text, selection.bytes());
        self.change(now, |project, hand| Ok((edit::toggle_zone(project, hand, article.id, range, selection.focus)?, ()))).0
    }
}
