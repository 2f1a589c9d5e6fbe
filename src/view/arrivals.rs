//! What came of reading files, as a page lists it.

use super::{counted, grouped, shorten};
use crate::article::last_part;
use crate::session::{Arrivals, Session, Told};

/// A line of the page.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Row {
    /// What the rows beneath have in common.
    Heading(String),
    /// A text that waits for the analyst's word, by its place in the list of those.
    Waiting {
        /// Its place.
        place: usize,
        /// What it is called.
        title: String,
        /// Which article it is like, and how much.
        says: String,
    },
    /// Something about a file.
    Told {
        /// The file's own name.
        file: String,
        /// The file as it was named.
        path: String,
        /// What there is to know.
        says: String,
    },
}

/// How it went, in one line.
pub fn summary(arrivals: &Arrivals) -> String {
    let some = |count: usize, words: String| (count > 0).then_some(words);
    let parts = [
        Some(format!("{} added", counted(arrivals.added, "article"))),
        some(arrivals.alike.len(), format!("{} like one that is there", grouped(arrivals.alike.len()))),
        some(arrivals.known.len(), format!("{} there already", grouped(arrivals.known.len()))),
        some(arrivals.refused.len(), format!("{} not read", grouped(arrivals.refused.len()))),
        some(arrivals.doubts.len(), format!("{} to know", counted(arrivals.doubts.len(), "thing"))),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// All lines, what waits for a word first.
pub fn rows(session: &Session) -> Vec<Row> {
    let Some((project, arrivals)) = session.project().zip(session.arrivals()) else { return Vec::new() };
    let mut rows = Vec::new();
    if !arrivals.alike.is_empty() {
        rows.push(Row::Heading("The same story as an article, with small edits".to_owned()));
    }
    rows.extend(arrivals.alike.iter().enumerate().map(|(place, waiting)| {
        let title = project.article(waiting.article).map_or("", |article| article.title.as_str());
        let part = (waiting.likeness * 100.0).floor();
        let file = &waiting.draft.origin.file;
        let from = if file.is_empty() { String::new() } else { format!("{file} · ") };
        Row::Waiting { place, title: shorten(&waiting.draft.title, 160), says: format!("{from}{part} % the same as “{}”", shorten(title, 100)) }
    }));
    let sections = [("Not read", &arrivals.refused), ("There already", &arrivals.known), ("Read, with something to know", &arrivals.doubts)];
    for (heading, told) in sections.into_iter().filter(|(_, told)| !told.is_empty()) {
        rows.push(Row::Heading(heading.to_owned()));
        rows.extend(told.iter().map(row));
    }
    rows
}

fn row(told: &Told) -> Row {
    Row::Told { file: shorten(last_part(&told.file), 160), path: told.file.clone(), says: told.says.clone() }
}

/// Everything as lines of text, to be kept elsewhere.
pub fn as_text(session: &Session) -> String {
    let mut text = session.arrivals().map(summary).unwrap_or_default();
    for row in rows(session) {
        text.push('\n');
        text.push_str(&match row {
            Row::Heading(words) => format!("\n{words}"),
            Row::Waiting { title, says, .. } => format!("{title}: {says}"),
            Row::Told { path, says, .. } if path.is_empty() => says,
            Row::Told { path, says, .. } => format!("{path}: {says}"),
        });
    }
    text.push('\n');
    text
}
