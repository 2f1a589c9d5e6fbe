//! Why a subcommand could not do what it was asked: one sentence each, with what, where and what to do.

use crate::project::{ArticleId, CheckId, CommentId, MarkId};
use crate::store::StoreError;
use std::io;
use std::path::PathBuf;

/// What ends a run with exit status 2.
#[derive(Debug, thiserror::Error)]
pub(super) enum Trouble {
    /// The files said no.
    #[error(transparent)]
    Store(Box<StoreError>),
    /// The session said no; its own sentences.
    #[error("{0}")]
    Refused(String),
    /// The result could not be written.
    #[error("cannot write to standard output: {0}; send the result to another place")]
    Output(io::Error),
    /// Standard input could not be read.
    #[error("cannot read standard input: {0}; give the name of a file")]
    Input(io::Error),
    /// No article of that id.
    #[error("there is no article {0} in this project: `factmark list` prints the ids")]
    NoArticle(ArticleId),
    /// No mark of that id.
    #[error("there is no mark {0} in this project: `factmark show` prints the ids")]
    NoMark(MarkId),
    /// No check of that id.
    #[error("there is no check {0} in this project: `factmark show --json` prints the ids")]
    NoCheck(CheckId),
    /// No comment of that id.
    #[error("there is no comment {0} in this project: `factmark show --json` prints the ids")]
    NoComment(CommentId),
    /// A word that begins like no id.
    #[error("`{0}` is no id: one is a letter (a article, m mark, k check, c comment) and 11 lowercase letters and digits")]
    NoId(String),
    /// A label that the project does not have.
    #[error(
        "`{typed}` is no label of this project, which has {has}: choose one of these, or add `(name: \"{typed}\")` to the list `labels` in the project file"
    )]
    NoLabel {
        /// What was asked for.
        typed: String,
        /// What there is.
        has: String,
    },
    /// A kind of link that the project does not have.
    #[error(
        "`{typed}` is no kind of link of this project, which has {has}: choose one of these, or add `(name: \"{typed}\")` to the list `link_kinds` in the project file"
    )]
    NoLinkKind {
        /// What was asked for.
        typed: String,
        /// What there is.
        has: String,
    },
    /// A place that the text does not have.
    #[error(
        "{start}..{end} is no place in article {article}, whose text has {length} code points: give the first one and the one behind the last, counted from 0"
    )]
    Outside {
        /// As it was asked for.
        start: usize,
        /// As it was asked for.
        end: usize,
        /// In which article.
        article: ArticleId,
        /// How long its text is.
        length: usize,
    },
    /// Parts of a mark that overlap or are not in text order.
    #[error("the parts of {0} are not in text order or overlap: give them in order, each behind the one before")]
    Order(String),
    /// A quote that is not in the text.
    #[error("“{quote}” does not occur in article {article}: a quote is taken to the letter, so compare capitals, spaces and quotation marks, or use --at")]
    Nowhere {
        /// What was looked for.
        quote: String,
        /// Where.
        article: ArticleId,
    },
    /// A quote of nothing.
    #[error("the quote is empty: give the words to mark, or use --at")]
    EmptyQuote,
    /// A quote that is in the text several times.
    #[error("“{quote}” occurs {count} times: choose a place with --at, or mark all of them with --all\n{places}")]
    Ambiguous {
        /// What was looked for.
        quote: String,
        /// How often it is there.
        count: usize,
        /// One line for each place.
        places: String,
    },
    /// A file that would be replaced.
    #[error("{} is there already: choose another name, or replace it with --force", .0.display())]
    Exists(PathBuf),
    /// The state of an article that is none.
    #[error("`{0}` is no state: choose one of todo, in-progress, done, flagged")]
    NoState(String),
    /// A rule of the lint that is none.
    #[error("`{0}` is no rule: `factmark lint --rules` lists them")]
    NoRule(String),
}

impl From<StoreError> for Trouble {
    fn from(error: StoreError) -> Self {
        Self::Store(Box::new(error))
    }
}
