//! A project as a report that people read without the program: one HTML file, or Markdown. Of a review it says too how far the analysts agree,
//! what was decided and what is open. Pure: no disk, no clock, and in a blind review no analyst's name.
//!
//! Reading order: `content` is what a report says, as plain data that both formats write; `names`, `words`, `agreement`, `findings`, `marks` and
//! `pieces` are its parts; `escape`, `html` and `markdown` write it.

mod agreement;
mod content;
mod escape;
mod findings;
mod html;
mod markdown;
mod marks;
mod names;
mod pieces;
mod words;

#[cfg(test)]
mod tests;

use crate::project::Project;
use content::Content;

/// The report as one HTML file that needs nothing beside it: no network, no script, no font.
pub fn html(project: &Project) -> String {
    html::write(&Content::of(project))
}

/// How far the analysts of a review agree, as Markdown under the heading “Agreement”; none of a project that is no review.
pub fn agreement(project: &Project) -> Option<String> {
    project.review().and_then(|_| markdown::agreement(&Content::of(project)))
}

/// The report as GitHub-flavoured Markdown.
pub fn markdown(project: &Project) -> String {
    markdown::write(&Content::of(project))
}
