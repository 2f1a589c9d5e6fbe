//! Two texts to compare, and what comes of it.

use super::super::{Notice, Other};
use crate::article::{Draft, Warning};
use crate::project::VersionId;
use crate::text::{Carriage, Text, TextRange};
use std::path::PathBuf;
use std::sync::Arc;

/// Two texts to compare: the older one first.
#[derive(Clone, Debug)]
pub enum Compare {
    /// An article's text with a new one.
    New {
        /// The article's text.
        old: Text,
        /// Where the new one is.
        new: NewText,
        /// The encoding of the article's file so far, where that is not UTF-8.
        encoding: String,
        /// What is carried over.
        ranges: Vec<TextRange>,
    },
    /// An earlier version with the article as it is.
    Earlier {
        /// The version.
        version: VersionId,
        /// Its text.
        old: Text,
        /// The article's text.
        new: Text,
        /// What is carried over.
        ranges: Vec<TextRange>,
    },
}

/// Where the new text of an article is.
#[derive(Clone, Debug)]
pub enum NewText {
    /// In a file.
    File(PathBuf),
    /// In the file that the article was read from, in the encoding of this name.
    Again(String),
    /// It was read already, from this file if it is one.
    Read(Box<Draft>, Option<PathBuf>),
}

impl Compare {
    /// Compares, which takes a while for long texts; `read` gives the new text, and the file that it was read
    /// from; it is told the encoding of the older one.
    ///
    /// # Errors
    /// Where the file gives no article.
    pub fn done(self, read: impl FnOnce(NewText, &str) -> Result<(Draft, Option<PathBuf>), String>) -> Result<Compared, Notice> {
        match self {
            Self::New { old, new, encoding, ranges } => {
                let (draft, path) = read(new, &encoding).map_err(|why| Notice::error(format!("the new version was not read: {why}")))?;
                let carriage = Arc::new(Carriage::new(&old, &draft.text, ranges));
                // What looks like boilerplate did so in the older text.
                let news = draft.warnings.iter().filter(|warning| !matches!(warning, Warning::Boilerplate { .. }));
                let warnings = news.map(ToString::to_string).collect();
                Ok(Compared { other: Other::New { draft: Arc::new(draft), path }, carriage, warnings })
            }
            Self::Earlier { version, old, new, ranges } => {
                Ok(Compared { other: Other::Earlier(version), carriage: Arc::new(Carriage::new(&old, &new, ranges)), warnings: Vec::new() })
            }
        }
    }
}

/// Two texts, compared.
#[derive(Clone, Debug)]
pub struct Compared {
    /// The version that the article was compared with.
    pub other: Other,
    /// What came of it.
    pub carriage: Arc<Carriage>,
    /// One sentence for each thing worth knowing about a file that was read.
    pub warnings: Vec<String>,
}
