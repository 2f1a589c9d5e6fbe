//! Writes what a review knows of the projects that it was made of.

use super::escape::push_string;
use super::row_out::{RowOut, Unit, push, push_check, push_decided, push_link, push_list, push_names, push_origin, push_range};
use crate::article::Origin;
use crate::project::{ArticleId, ArticleState, MovedLink, Review, Reviewed, TheirArticle, TheirMark};

/// In what the zones of an article are counted.
pub(super) type UnitOf<'u, 't> = &'u dyn Fn(ArticleId) -> Unit<'t>;

/// A review in one line, as the journal holds it.
pub(super) fn push_review(out: &mut String, review: &Review) {
    let mut row = RowOut::open(out);
    row.flag("blind", review.is_blind);
    push_list(row.field("analysts"), &review.analysts, |out, analyst| push_reviewed(out, analyst, &|_| Unit::Bytes));
    row.close();
}

pub(super) fn push_reviewed(out: &mut String, analyst: &Reviewed, unit: UnitOf<'_, '_>) {
    let mut row = RowOut::open(out);
    push_string(row.field("name"), &analyst.name);
    if !analyst.articles.is_empty() {
        push_list(row.field("articles"), &analyst.articles, |out, article| push_their_article(out, article, unit(article.here)));
    }
    if !analyst.comments.is_empty() {
        push_list(row.field("comments"), &analyst.comments, |out, (here, there)| push(out, format_args!("(\"{here}\", \"{there}\")")));
    }
    row.close();
}

fn push_their_article(out: &mut String, article: &TheirArticle, unit: Unit<'_>) {
    let mut row = RowOut::open(out);
    push(row.field("here"), format_args!("\"{}\"", article.here));
    if article.there != article.here {
        push(row.field("there"), format_args!("\"{}\"", article.there));
    }
    row.word("state", Some(article.state).filter(|state| *state != ArticleState::Todo));
    row.text("title", &article.title);
    if article.origin != Origin::default() {
        push_origin(row.field("origin"), &article.origin);
    }
    if !article.skip.is_empty() {
        push_list(row.field("skip"), &article.skip, |out, zone| push_range(out, *zone, unit));
    }
    row.kept(&article.kept);
    row.close();
}

pub(super) fn push_theirs(out: &mut String, theirs: &TheirMark, unit: Unit<'_>) {
    let mut row = RowOut::open(out);
    push(row.field("copy"), format_args!("\"{}\"", theirs.copy));
    push_string(row.field("whose"), &theirs.whose);
    row.made(&theirs.by, theirs.on);
    row.text("note", &theirs.note);
    row.flag("discuss", theirs.discuss);
    if !theirs.tags.is_empty() {
        push_names(row.field("tags"), &theirs.tags);
    }
    if let Some(links) = &theirs.links {
        push_list(row.field("links"), links, |out, link| push_link(out, link, unit));
    }
    if let Some(decided) = &theirs.decided {
        push_decided(row.field("decided"), decided);
    }
    row.kept(&theirs.kept);
    if let Some(check) = &theirs.check {
        push_check(row.field("check"), check);
    }
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
