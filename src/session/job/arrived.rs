//! What reading a file gave.

use crate::article::Draft;
use crate::project::ArticleId;
use std::fmt;
use std::path::PathBuf;

/// A file that was read as an article.
#[derive(Clone, Debug)]
pub struct ReadFile {
    /// The file; none where the words came from elsewhere, or where it holds several articles.
    pub path: Option<PathBuf>,
    /// What was read.
    pub draft: Draft,
    /// The text that tells the same story with small edits, if there is one.
    pub alike: Option<AlikeText>,
}

/// A text that tells the same story as another.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct AlikeText {
    /// The other one.
    pub to: AlikeTo,
    /// How much of both is the same, from [`SAME_STORY`](crate::text::SAME_STORY) to 1.
    pub likeness: f64,
}

/// What a text that was read is like.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum AlikeTo {
    /// An article of the project.
    Article(ArticleId),
    /// What was read before it, by its place among all that was read.
    Read(usize),
}

/// What is to be known about a file that was read or refused.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Told {
    /// The file or folder, as it was named; empty where something is said of all.
    pub file: String,
    /// One sentence.
    pub says: String,
}

impl fmt::Display for Told {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.file.is_empty() { f.write_str(&self.says) } else { write!(f, "{}: {}", self.file, self.says) }
    }
}
