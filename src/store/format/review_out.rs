//! Writes what a review knows of the projects that it was made of.

use super::escape::push_string;
use super::row_out::{RowOut, Unit, push, push_link, push_list};
use crate::project::{ArticleState, MovedLink, Review, Reviewed, TheirArticle};

/// A review in one line, as the journal holds it.
pub(super) fn push_review(out: &mut String, review: &Review) {
    let mut row = RowOut::open(out);
    row.flag("blind", review.is_blind);
    push_list(row.field("analysts"), &review.analysts, push_reviewed);
    row.close();
}

pub(super) fn push_reviewed(out: &mut String, analyst: &Reviewed) {
    let mut row = RowOut::open(out);
    push_string(row.field("name"), &analyst.name);
    if !analyst.articles.is_empty() {
        push_list(row.field("articles"), &analyst.articles, push_their_article);
    }
    row.close();
}

fn push_their_article(out: &mut String, article: &TheirArticle) {
    let mut row = RowOut::open(out);
    push(row.field("here"), format_args!("\"{}\"", article.here));
    if article.there != article.here {
        push(row.field("there"), format_args!("\"{}\"", article.there));
    }
    row.word("state", Some(article.state).filter(|state| *state != ArticleState::Todo));
    row.close();
}

pub(super) fn push_moved(out: &mut String, moved: &MovedLink, unit: Unit<'_>) {
    let mut row = RowOut::open(out);
    push(row.field("from"), format_args!("\"{}\"", moved.from));
    push_link(row.field("link"), &moved.link, unit);
    if let Some(now) = moved.now {
        push(row.field("now"), format_args!("\"{now}\""));
    }
    row.close();
}
