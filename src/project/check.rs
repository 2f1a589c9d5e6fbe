//! Checks and comments: what was found about a statement, and what colleagues say to each other.

use super::{ArticleId, CheckId, CommentId, MarkId, Moment, Name};

/// The verdicts that a project offers until it chooses others.
pub const DEFAULT_SCALE: [&str; 4] = ["Supported", "Refuted", "NotEnoughEvidence", "Conflicting"];

/// The verification of one statement; any number of claims mention it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Check {
    /// Names it for good.
    pub id: CheckId,
    /// What is checked, in one sentence.
    pub statement: String,
    /// A word of the project's scale; empty is open. A word that the scale does not have is kept.
    pub verdict: Name,
    /// Why the verdict is what it is.
    pub justification: String,
    /// What it rests on.
    pub evidence: Vec<Evidence>,
    /// Who made the claim in the world.
    pub speaker: String,
    /// When it was claimed, as a date if known.
    pub claimed_on: String,
    /// Who checked.
    pub by: Name,
    /// When the check was made.
    pub on: Option<Moment>,
}

/// What a verdict says of its statement, whatever the scale.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Standing {
    /// It holds.
    Holds,
    /// It does not.
    Fails,
    /// Some says so, some not; or it is none of the words that are known.
    Mixed,
    /// Nobody knows yet, or can know.
    Unknown,
}

/// What a verdict of any of the usual scales comes to.
pub fn standing(verdict: &str) -> Standing {
    let plain: String = verdict.chars().filter(|c| c.is_alphanumeric()).collect::<String>().to_lowercase();
    match plain.as_str() {
        "supported" | "true" | "mostlytrue" | "4" | "5" => Standing::Holds,
        "refuted" | "false" | "mostlyfalse" | "pantsonfire" | "1" | "2" => Standing::Fails,
        "" | "open" | "notenoughevidence" | "unproven" => Standing::Unknown,
        _ => Standing::Mixed,
    }
}

/// One row of evidence; empty fields are unknown.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Evidence {
    /// What was asked.
    pub question: String,
    /// What was found.
    pub answer: String,
    /// Name of the document or page.
    pub title: String,
    /// Where it is.
    pub url: String,
    /// Where a copy is kept.
    pub archived: String,
    /// Its own words.
    pub quote: String,
    /// Text, table, picture and so on.
    pub medium: String,
    /// When it was looked up.
    pub retrieved: String,
}

/// A remark of a colleague.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Comment {
    /// Names it for good.
    pub id: CommentId,
    /// What it is about; none is the project.
    pub about: Option<Subject>,
    /// The comment that it answers.
    pub reply_to: Option<CommentId>,
    /// What it says.
    pub text: String,
    /// Who says it.
    pub by: Name,
    /// When.
    pub on: Option<Moment>,
    /// Whether it is settled.
    pub resolved: bool,
}

/// What a comment or a silenced rule can be about.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Subject {
    /// An article.
    Article(ArticleId),
    /// A mark.
    Mark(MarkId),
    /// A check.
    Check(CheckId),
}

impl std::fmt::Display for Subject {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Article(id) => id.fmt(f),
            Self::Mark(id) => id.fmt(f),
            Self::Check(id) => id.fmt(f),
        }
    }
}

impl std::str::FromStr for Subject {
    type Err = super::NotAnId;

    fn from_str(word: &str) -> Result<Self, Self::Err> {
        match word.chars().next() {
            Some('a') => word.parse().map(Self::Article),
            Some('k') => word.parse().map(Self::Check),
            _ => word.parse().map(Self::Mark),
        }
    }
}
