//! The bar at the top: which project this is, and whether the work is safe.

use crate::session::{Saving, Session};

/// What the bar says.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Top {
    /// The project's title, or words that stand for it.
    pub title: String,
    /// The file's name without its folder; empty where there is none.
    pub file: String,
    /// Whether the work is safe.
    pub saving: SavingWords,
    /// Who works here; empty until it was said.
    pub who: String,
}

/// The saving state in words.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SavingWords {
    /// What stands in the bar.
    pub words: String,
    /// The whole reason, where the words are short.
    pub why: String,
    /// How it looks.
    pub tone: Tone,
    /// Whether the way out is to choose a file.
    pub offers_save_as: bool,
}

/// How a state looks.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Tone {
    /// All is well.
    Good,
    /// Nothing to worry about.
    Muted,
    /// Something is to be done.
    Warning,
}

/// The bar of a session; `is_typing` where words stand in a field that are no change yet. None where no project is open.
pub fn top(session: &Session, is_typing: bool) -> Option<Top> {
    let project = session.project()?;
    let title = if project.title().is_empty() { "Untitled project" } else { project.title() };
    let file = session.path().and_then(|path| path.file_name()).map(|name| name.to_string_lossy().into_owned());
    Some(Top { title: title.to_owned(), file: file.unwrap_or_default(), saving: saving(session, is_typing)?, who: session.who().to_string() })
}

fn saving(session: &Session, is_typing: bool) -> Option<SavingWords> {
    let state = session.saving()?;
    let plain = |words: &str, tone: Tone| SavingWords { words: words.to_owned(), why: String::new(), tone, offers_save_as: false };
    Some(match state {
        Saving::NotSaved(why) => SavingWords { words: format!("Not saved: {why}"), why, tone: Tone::Warning, offers_save_as: true },
        Saving::ReadOnly(why) => SavingWords { words: "Read-only".to_owned(), why, tone: Tone::Muted, offers_save_as: true },
        Saving::Saving => plain("Saving…", Tone::Muted),
        Saving::Saved | Saving::NoFile(_) if is_typing => plain("Saving…", Tone::Muted),
        Saving::NoFile(why) => SavingWords { words: "Not saved to a file".to_owned(), why, tone: Tone::Warning, offers_save_as: true },
        Saving::Saved => plain("Saved", Tone::Good),
    })
}
