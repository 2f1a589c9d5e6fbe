//! What a file of another program says, before anything is believed.

use crate::article::{Block, Origin};
use crate::project::{ArticleState, Decided, Evidence, Kept, MarkId, MarkState, Name, Setting};
use crate::text::Unit;

/// One text with what is marked in it.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Document {
    /// The file that says so.
    pub file: String,
    /// Its line there, from 1; 0 where the whole file is this document.
    pub line: usize,
    /// Its id there, if it has one.
    pub id: String,
    /// Its title, if it has one.
    pub title: String,
    /// The text, to the character.
    pub text: String,
    /// Whether the text is not there: it is that of the project's article that is called as this document is.
    pub is_named_only: bool,
    /// Where it came from, as far as that is said.
    pub origin: Origin,
    /// Paragraphs that are headings, captions and so on, by number from 0.
    pub blocks: Vec<(u32, Block)>,
    /// How far the work on it is, if that is said.
    pub state: Option<ArticleState>,
    /// In what places are counted, if the format says so; otherwise it is found by the quotes.
    pub unit: Option<Unit>,
    /// Zones to skip, in that unit, half open.
    pub skip: Vec<(usize, usize)>,
    /// What is marked.
    pub spans: Vec<Span>,
    /// What is linked.
    pub ties: Vec<Tie>,
    /// What the model has no word for.
    pub kept: Vec<Kept>,
}

/// Something that is marked.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Span {
    /// The file that says so; empty where the document's does.
    pub file: String,
    /// The line that says so, from 1; 0 where the document's does.
    pub line: usize,
    /// Its id in the document; empty where nothing names it.
    pub id: String,
    /// Its label as it is written there.
    pub label: String,
    /// Its ranges in the document's unit, half open.
    pub at: Vec<(usize, usize)>,
    /// The words of each range as the file has them; empty where it has none.
    pub quote: Vec<String>,
    /// What it says, by the names of the project file's fields, each value as `--set` takes it.
    pub attributes: Vec<(String, String)>,
    /// A note.
    pub note: String,
    /// Whether it is to be discussed.
    pub discuss: bool,
    /// Tags.
    pub tags: Vec<String>,
    /// Its state, if it is said.
    pub state: Option<MarkState>,
    /// What was decided about it, if it was a proposal.
    pub decided: Option<Box<Decided>>,
    /// The marks that it stands for in other projects.
    pub of: Vec<(Name, MarkId)>,
    /// How sure the program that proposes it is.
    pub score: Option<f64>,
    /// Who made it; empty where nobody is named.
    pub by: String,
    /// When, in RFC 3339; empty where that is not said.
    pub on: String,
    /// How it was checked, if it was.
    pub check: Option<Box<Checked>>,
    /// What the model has no word for.
    pub kept: Vec<Kept>,
}

/// The check of a claim; its statement is the claim's words.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Checked {
    /// The verdict; empty is open.
    pub verdict: String,
    /// Why it is that.
    pub justification: String,
    /// What it rests on.
    pub evidence: Vec<Evidence>,
    /// Who made the claim in the world.
    pub speaker: String,
    /// When it was claimed.
    pub claimed_on: String,
}

/// A link between two spans.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Tie {
    /// The line that says so, from 1; 0 where the document's does.
    pub line: usize,
    /// Its kind as it is written there.
    pub kind: String,
    /// The span that it begins at, by id.
    pub from: String,
    /// The span that it leads to, by id.
    pub to: String,
    /// The words that say so, in the document's unit, half open.
    pub cue: Vec<(usize, usize)>,
    /// Whether the program made it by itself.
    pub auto: bool,
}

/// Something that a file says and that cannot be taken.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Refused {
    /// The file.
    pub file: String,
    /// The line, from 1; 0 for the whole file.
    pub line: usize,
    /// Why.
    pub why: String,
}

impl std::fmt::Display for Refused {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { file, line, why } = self;
        if *line == 0 { write!(f, "{file}: {why}") } else { write!(f, "{file}:{line}: {why}") }
    }
}

/// What a reader reads, as it comes.
pub struct Reading<'t> {
    take: &'t mut dyn FnMut(Document),
    /// What was refused so far.
    pub refused: Vec<Refused>,
    /// What was put right so far.
    pub repaired: Vec<Refused>,
    /// What the files say that people mark with, used or not: labels, kinds of links, tags, a scale.
    pub declared: Vec<Setting>,
}

impl<'t> Reading<'t> {
    /// A reading whose documents are taken one by one.
    pub fn new(take: &'t mut dyn FnMut(Document)) -> Self {
        Self { take, refused: Vec::new(), repaired: Vec::new(), declared: Vec::new() }
    }

    /// A document that was read.
    pub fn take(&mut self, document: Document) {
        (self.take)(document);
    }

    /// A line, or a file at line 0, that cannot be taken.
    pub fn refuse(&mut self, file: &str, line: usize, why: impl Into<String>) {
        self.refused.push(Refused { file: file.to_owned(), line, why: why.into() });
    }

    /// A line that is taken otherwise than it stands there.
    pub fn repair(&mut self, file: &str, line: usize, why: impl Into<String>) {
        self.repaired.push(Refused { file: file.to_owned(), line, why: why.into() });
    }
}
