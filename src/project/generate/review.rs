//! Arbitrary reviews.

use super::Dice;
use crate::article::Origin;
use crate::project::{
    Article, ArticleId, ArticleState, CommentId, Decided, Link, MarkId, MovedLink, Parts, Review, Reviewed, Setting, TheirArticle, TheirMark,
};

impl Dice {
    /// A review of two analysts, with a link that was moved, and what one of them has beside the copy of a mark.
    pub(super) fn review(&mut self, parts: &Parts) -> Vec<Setting> {
        let articles: Vec<TheirArticle> = parts.articles.iter().map(|known| self.their_article(known)).collect();
        let comments = parts.comments.iter().map(|comment| (comment.id, CommentId::next(&mut self.ids))).collect();
        let other = Reviewed { name: format!("other {}", self.string()).into(), articles: vec![], comments: vec![] };
        let analysts = vec![Reviewed { name: self.string().into(), articles, comments }, other];
        let links = || parts.marks.iter().flat_map(|mark| mark.links.iter().map(|link| (mark.id, link.clone()))).take(1);
        let now = parts.marks.first().map(|mark| mark.id).filter(|_| self.chance());
        let moved: Vec<Setting> = links().map(|(from, link)| Setting::Moved(MovedLink { from, link, now })).collect();
        let theirs: Vec<Setting> = links().map(|(copy, link)| Setting::Theirs(Box::new(self.their_mark(copy, link, parts)))).collect();
        [Setting::Review(Review { analysts, is_blind: self.chance() })].into_iter().chain(moved).chain(theirs).collect()
    }

    fn their_article(&mut self, known: &Article) -> TheirArticle {
        TheirArticle {
            here: known.id,
            there: if self.chance() { known.id } else { ArticleId::next(&mut self.ids) },
            state: ArticleState::Done,
            title: self.string(),
            origin: if self.chance() { known.origin.clone() } else { Origin::default() },
            skip: known.skip.clone(),
            kept: self.kept(),
        }
    }

    fn their_mark(&mut self, copy: MarkId, link: Link, parts: &Parts) -> TheirMark {
        TheirMark {
            copy,
            whose: self.string().into(),
            by: self.string().into(),
            on: self.moment(),
            note: self.string(),
            discuss: self.chance(),
            tags: (0..self.below(3)).map(|_| self.string().into()).collect(),
            links: self.chance().then(|| vec![link]),
            decided: self.chance().then(|| Box::new(Decided { by: self.string().into(), on: self.moment(), why: self.string() })),
            kept: self.kept(),
            check: parts.checks.first().cloned().map(Box::new),
        }
    }
}
