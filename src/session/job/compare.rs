//! Two texts to compare, and what comes of it.

use super::super::{Notice, Other};
use crate::article::{Draft, Warning};
use crate::project::VersionId;
use crate::text::{Carriage, Text, TextRange};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Two texts to compare: the older one first.
#[derive(Clone, Debug)]
pub enum Compare {
    /// An article's text with that of a file.
    File {
        /// The article's text.
        old: Text,
        /// The file.
        path: PathBuf,
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

impl Compare {
    /// Compares, which takes a while for long texts; `read` reads a file as an article.
    ///
    /// # Errors
    /// Where the file gives no article.
    pub fn done(self, read: impl FnOnce(&Path) -> Result<Draft, String>) -> Result<Compared, Notice> {
        match self {
            Self::File { old, path, ranges } => {
                let draft = read(&path).map_err(|why| Notice::error(format!("the new version was not read: {why}")))?;
                let carriage = Arc::new(Carriage::new(&old, &draft.text, ranges));
                // What looks like boilerplate did so in the older text.
                let news = draft.warnings.iter().filter(|warning| !matches!(warning, Warning::Boilerplate { .. }));
                let warnings = news.map(ToString::to_string).collect();
                Ok(Compared { other: Other::New { draft: Arc::new(draft), path: Some(path) }, carriage, warnings })
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
