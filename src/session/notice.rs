//! What the analyst is told: what happened, why, and what to do.

/// How much a notice matters.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Level {
    /// Something was done.
    Info,
    /// Something is to be looked at.
    Warning,
    /// Something could not be done.
    Error,
}

/// One thing to tell.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Notice {
    /// How much it matters.
    pub level: Level,
    /// What happened, in one sentence without a full stop.
    pub what: String,
    /// Single things that it is about: one a line.
    pub details: Vec<String>,
}

impl Notice {
    /// Something was done.
    pub fn info(what: impl Into<String>) -> Self {
        Self { level: Level::Info, what: sentence(what.into()), details: Vec::new() }
    }

    /// Something is to be looked at.
    pub fn warning(what: impl Into<String>) -> Self {
        Self { level: Level::Warning, ..Self::info(what) }
    }

    /// Something could not be done.
    pub fn error(what: impl Into<String>) -> Self {
        Self { level: Level::Error, ..Self::info(what) }
    }

    /// With the single things that it is about.
    #[must_use]
    pub fn with(self, details: Vec<String>) -> Self {
        Self { details, ..self }
    }
}

/// A first capital, as a sentence has.
fn sentence(words: String) -> String {
    let mut chars = words.chars();
    match chars.next() {
        Some(first) if first.is_lowercase() => first.to_uppercase().chain(chars).collect(),
        _ => words,
    }
}
