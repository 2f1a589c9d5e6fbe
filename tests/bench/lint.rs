//! What the lint costs: a project of many articles, and one long article against a short one.

use crate::{best, corpus, ms, row};
use factmark::edit::{Edit, Hand};
use factmark::lint::{lint, lint_article};
use factmark::project::{Article, ArticleState, Ids, Moment, Name, Project};
use std::sync::Arc;

pub(crate) fn run() {
    println!("\nlint");
    let many = finished(corpus::project(200, 5_000, 100));
    row("  200 articles, 20,000 marks, ms", &format!("{:.1}", ms(best(5, || lint(&many)))), "under 100");
    row("  hints in them", &lint(&many).len().to_string(), "");
    let article = many.articles().next().cloned().expect("it has articles");
    row("  one article of them, ms", &format!("{:.1}", ms(best(5, || lint_article(&many, &article)))), "");
    let long = finished(corpus::project(1, 10_000_000, 60_000));
    let took = ms(best(3, || lint(&long)));
    row("  one article of 10 MB with 60,000 marks, ms", &format!("{took:.1}"), "");
    let short = finished(corpus::project(1, 1_000_000, 6_000));
    let short = ms(best(5, || lint(&short)));
    row("  against a tenth of it, times", &format!("{:.1}", took / short), "under 20");
}

/// With every article done, so that all rules look at it.
fn finished(mut project: Project) -> Project {
    let by = Name::from("amira");
    let mut ids = Ids::new(1);
    let hand = Hand { by: &by, now: Moment::UNIX_EPOCH, ids: &mut ids };
    let done = |article: &Arc<Article>| Edit::article(Some(article.clone()), Some(Article { state: ArticleState::Done, ..article.as_ref().clone() }));
    let change = hand.change("finish", project.articles().map(done).collect());
    project.apply(&change).expect("the articles are as they were");
    project
}
