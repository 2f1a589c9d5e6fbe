//! Exchange formats: what other programs read and write, one file each with reader and writer side by side. Pure: bytes in, bytes out, no disk.
//!
//! A reader says what a file says, before anything is believed: documents with spans and ties, places in the file's own unit ([`Document`]). What a
//! line says that cannot be, it refuses by file and line. `take_in` then finds the unit, checks every quote, and makes one change of a project.
//! A writer says what its format holds ([`Holds`]); whatever a project has beside that is a loss, which is counted before anything is written.

mod anchor;
mod attributes;
mod averitec;
mod brat;
mod cas;
mod cas_json;
mod claimreview;
mod compare;
mod conll;
mod csv;
pub mod dataset;
mod doccano;
mod guess;
#[cfg(feature = "parquet")]
mod huggingface;
mod intake;
mod json_file;
mod jsonl;
mod jsonl_lines;
mod label_studio;
mod losses;
mod names;
mod origin;
mod pieces;
mod preview;
mod prodigy;
mod record;
mod rows;
mod sidecar;
mod spacy;
mod take_in;
#[cfg(test)]
mod tests;
mod tsv;
mod w3c;
mod webanno;
mod xmi;

pub use anchor::{Anchored, Placed, anchored};
pub use attributes::attributes;
pub use averitec::Averitec;
pub use brat::Brat;
pub use cas_json::CasJson;
pub use claimreview::ClaimReview;
pub use compare::compare;
pub use conll::{Conll, Scheme};
pub use csv::Csv;
pub use doccano::Doccano;
pub use guess::{GUESS_BYTES, guess};
#[cfg(feature = "parquet")]
pub use huggingface::HuggingFace;
pub use intake::{Intake, Options};
pub use jsonl::Jsonl;
pub use label_studio::LabelStudio;
pub use losses::{Loss, losses};
pub use preview::{Preview, Sample, preview};
pub use prodigy::Prodigy;
pub use record::{Checked, Document, Reading, Refused, Span, Tie};
pub use sidecar::{SIDECAR, Sidecar};
pub use spacy::Spacy;
pub use take_in::Taking;
pub use tsv::Tsv;
pub use w3c::W3c;
pub use webanno::WebAnno;
pub use xmi::Xmi;

use crate::project::{Article, Link, Mark, MarkState, Project};
use crate::text::{Fragments, Unit};
use std::collections::BTreeSet;
use std::io::{self, BufRead};
use std::sync::Arc;

/// What is known of a format without reading or writing anything.
#[derive(Clone, Copy, Debug)]
pub struct About {
    /// Its name on the command line.
    pub name: &'static str,
    /// Its name for people.
    pub title: &'static str,
    /// The ending of its file, or of its main file an article, without the dot.
    pub ending: &'static str,
    /// Whether each article has files of its own; otherwise one file holds the whole project.
    pub per_article: bool,
    /// The endings of files that stand beside that one under its name and are read with it.
    pub beside: &'static [&'static str],
    /// In what its places are counted; none where it has none.
    pub unit: Option<Unit>,
    /// Whether it is read.
    pub reads: bool,
    /// Whether it is written.
    pub writes: bool,
    /// What it can hold.
    pub holds: Holds,
}

/// What a format can hold beside a text and spans with one label each. What it cannot is a loss.
#[derive(Clone, Copy, Default, Debug)]
pub struct Holds {
    /// Labels as they are written; otherwise they are spelt in the format's way, and the spelling is a loss.
    pub any_label: bool,
    /// Several ranges of one mark.
    pub fragments: bool,
    /// Line breaks and tabs inside a range, and at its edges.
    pub line_breaks: bool,
    /// Marks over each other.
    pub overlaps: bool,
    /// Links between marks of one article.
    pub links: bool,
    /// Links into other articles too.
    pub links_across: bool,
    /// The words that say a link.
    pub cues: bool,
    /// Attributes: worth, voice, quantity and so on, with the verdict of a check.
    pub attributes: bool,
    /// Notes of marks.
    pub notes: bool,
    /// Tags and whether a mark is to be discussed.
    pub tags: bool,
    /// Who made a mark and when.
    pub authors: bool,
    /// Whether a mark is a proposal or rejected.
    pub states: bool,
    /// Scores, decisions and the marks that a mark stands for.
    pub scores: bool,
    /// What any other tool's files held.
    pub kept: bool,
    /// What files of this format held that the model has no word for, but for ids.
    pub own_kept: bool,
    /// The ids that files of this format gave.
    pub own_ids: bool,
    /// The title of an article, where it came from, and how far the work on it is.
    pub articles: bool,
    /// Zones to skip.
    pub zones: bool,
    /// Checks with all that they say, and nothing else: no text and no mark.
    pub only_checks: bool,
}

impl Holds {
    /// All that an article has.
    pub const WHOLE: Self = Self {
        any_label: true,
        fragments: true,
        line_breaks: true,
        overlaps: true,
        links: true,
        links_across: true,
        cues: true,
        attributes: true,
        notes: true,
        tags: true,
        authors: true,
        states: true,
        scores: true,
        kept: true,
        own_kept: true,
        own_ids: true,
        articles: true,
        zones: true,
        only_checks: false,
    };
}

/// A format.
pub trait Format: Sync {
    /// What is known of it.
    fn about(&self) -> About;

    /// Writes articles with their marks.
    ///
    /// # Errors
    /// Where the output takes no more.
    fn write(&self, export: &Export<'_>, out: &mut dyn Output) -> io::Result<()>;

    /// What is written of an article's marks where that is not each mark with all its ranges: the ranges of each entity, in text order.
    fn entities(&self, _export: &Export<'_>, _article: &Article) -> Option<Vec<Fragments>> {
        None
    }

    /// How many marks of an export are not written, because others stand over them or nothing of them can be.
    fn dropped(&self, _export: &Export<'_>) -> usize {
        0
    }

    /// The types of its columns as the head of a data set's card has them; none where files say themselves what they have.
    fn features(&self) -> Option<String> {
        None
    }

    /// Reads files, and says document by document what they say. Nothing that a file holds may end in a panic.
    fn read(&self, files: &dyn Files, reading: &mut Reading<'_>);
}

/// Every format, in the order in which they are listed.
pub const ALL: [&dyn Format; 15 + cfg!(feature = "parquet") as usize] = [
    &Brat,
    &LabelStudio,
    &Doccano,
    &Prodigy,
    &Spacy,
    &Conll::PLAIN,
    &Xmi,
    &CasJson,
    &WebAnno,
    &W3c,
    &ClaimReview,
    &Averitec,
    &Tsv,
    &Jsonl,
    #[cfg(feature = "parquet")]
    &HuggingFace,
    &Csv,
];

/// Formats that are in the program only when it was built with a feature: the name of each, and the feature.
pub const WITH_FEATURE: [(&str, &str); 1] = [("huggingface", "parquet")];

/// The format of a name, without regard to case.
pub fn named(name: &str) -> Option<&'static dyn Format> {
    ALL.into_iter().find(|format| format.about().name.eq_ignore_ascii_case(name))
}

/// What is written.
pub struct Export<'p> {
    /// The project.
    pub project: &'p Project,
    /// Whether proposals and rejected marks are written too.
    pub all_states: bool,
    /// The articles in their order, each with a name that is a file's and no other's.
    pub articles: Vec<(&'p Arc<Article>, String)>,
}

impl<'p> Export<'p> {
    /// A project with all its articles.
    pub fn of(project: &'p Project, all_states: bool) -> Self {
        let mut taken = BTreeSet::new();
        let named = project.articles().map(|article| (article, name_of(article, &mut taken))).collect();
        Self { project, all_states, articles: named }
    }

    /// The marks of an article that are written, in reading order. One in a zone to skip is none of them.
    pub fn marks(&self, article: &'p Article) -> Vec<&'p Arc<Mark>> {
        let is_wanted = |mark: &&Arc<Mark>| (self.all_states || mark.state == MarkState::Accepted) && !article.skips(&mark.at);
        self.project.marks_in(article.id).filter(is_wanted).collect()
    }

    /// The links between marks that are written, from marks of an article: where each begins, the link, and its other end.
    pub fn links(&self, article: &'p Article) -> Vec<(&'p Arc<Mark>, &'p Link, &'p Arc<Mark>)> {
        let end = |link: &Link| {
            let other = self.project.mark(link.to)?;
            let home = self.project.article(other.article)?;
            let is_written = !other.waits() && (self.all_states || other.state == MarkState::Accepted) && !home.skips(&other.at);
            is_written.then_some(other)
        };
        self.marks(article).into_iter().flat_map(|mark| mark.links.iter().filter_map(move |link| Some((mark, link, end(link)?)))).collect()
    }
}

/// The stem of the article's own file, else its id; made unique by `-2`.
fn name_of(article: &Article, taken: &mut BTreeSet<String>) -> String {
    let file = article.origin.file.as_str();
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let clean: String = stem.chars().filter(|c| !c.is_control() && !"/\\:*?\"<>|".contains(*c)).collect();
    let plain = if clean.trim_matches(['.', ' ']).is_empty() { article.id.to_string() } else { clean };
    let numbered = (2..).map(|number| format!("{plain}-{number}"));
    let mut names = std::iter::once(plain.clone()).chain(numbered);
    // Names that differ in case alone are one on some systems.
    names.find(|name| taken.insert(name.to_lowercase())).unwrap_or(plain)
}

/// Where a writer's files go, one after the other.
pub trait Output {
    /// Begins a file; its path has `/` between folders.
    ///
    /// # Errors
    /// Where it cannot be made.
    fn begin(&mut self, path: &str) -> io::Result<()>;

    /// Goes on with the file that was begun last.
    ///
    /// # Errors
    /// Where it cannot be written.
    fn put(&mut self, bytes: &[u8]) -> io::Result<()>;
}

/// The files that a reader is given.
pub trait Files {
    /// Their paths in order, with `/` between folders. A text that stands beside the only file of these may be opened by its name as well.
    fn paths(&self) -> Vec<String>;

    /// A file to be read from its beginning.
    ///
    /// # Errors
    /// Where it cannot be opened.
    fn open(&self, path: &str) -> io::Result<Box<dyn BufRead + '_>>;
}
