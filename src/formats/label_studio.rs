//! Label Studio JSON: a list of tasks, with the labelling config beside it. Places are code points, half open. Articles that nobody has begun are no data
//! and stand in a list of their own.
//!
//! A task has its text in `data`, what people marked in `annotations` and what programs propose in `predictions`. A result of the type
//! `labels` is a mark; results with the same id say more of it; a `relation` is a link. Label Studio has no fragments: a region goes from the first to
//! the last, and they stand in its `meta`. What is left over is kept as JSON and written back.
//!
//! Label Studio's editor cuts blanks off a selection and its place alike, but loses double blanks and writes a line end as `\\n` in the words of a
//! region. Words that lack the blanks at the edges of their place come from elsewhere: they are taken without these, which is told.

mod choice;
mod config;
mod declared;
mod document;
mod fields;
mod hyper;
mod json;
mod kept;
mod link;
mod pieces;
mod read;
mod results;
mod task;
#[cfg(test)]
mod tests;
mod texts;
mod write;

use super::{About, Export, Files, Format, Holds, Output, Reading};
use crate::text::Unit;
use std::io;

/// Its name on the command line, which is also that of what is kept of its files.
const NAME: &str = "label-studio";
/// The file with the tasks that say something.
const TASKS: &str = "label-studio.json";
/// The file with the tasks that nobody has begun, if there are any.
const TO_DO: &str = "label-studio.todo.json";
/// The labelling config beside it.
const CONFIG: &str = "label-studio.config.xml";

/// The keys that a label of ours can have.
const KEYS: std::ops::RangeInclusive<char> = '4'..='9';

/// Most labels of one region or relation.
const MOST_LABELS: usize = 50;

/// The model version of proposals that no prediction of Label Studio held.
const PROPOSED: &str = "Factmark: proposals";
/// The model version of rejected marks that no prediction of Label Studio held.
const REJECTED: &str = "Factmark: rejected";

/// Label Studio's JSON.
pub struct LabelStudio;

impl Format for LabelStudio {
    fn about(&self) -> About {
        let holds = Holds {
            any_label: true,
            fragments: true,
            line_breaks: true,
            overlaps: true,
            links: true,
            cues: true,
            attributes: true,
            notes: true,
            tags: true,
            authors: true,
            states: true,
            articles: true,
            zones: true,
            own_kept: true,
            ..Holds::default()
        };
        About {
            name: NAME,
            title: "Label Studio JSON",
            ending: "json",
            per_article: false,
            beside: &["config.xml", "todo.json"],
            unit: Some(Unit::CodePoints),
            reads: true,
            writes: true,
            holds,
        }
    }

    fn write(&self, export: &Export<'_>, out: &mut dyn Output) -> io::Result<()> {
        write::write(export, out)
    }

    fn read(&self, files: &dyn Files, reading: &mut Reading<'_>) {
        read::read(files, reading);
    }
}
