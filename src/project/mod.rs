//! The model: plain data, its invariants and the questions that can be asked of it. No file format, no disk, no undo.
//! A project changes only through the edits of `edit`.

mod article;
mod check;
mod faults;
#[cfg(test)]
pub(crate) mod generate;
mod id;
mod label;
mod mark;
mod places;
mod put;
mod quantity;
mod review;
mod setting;
mod version;
mod words;

pub use article::{Article, ArticleState};
pub use check::{Check, Comment, DEFAULT_SCALE, Evidence, Standing, Subject, standing};
pub use faults::Fault;
pub(crate) use faults::{article_faults, setting_faults, version_faults};
pub use id::{ArticleId, CheckId, CommentId, IdBeginning, Ids, MarkId, NotAnId, VersionId};
pub use label::{BaseLink, Colour, Label, LinkKind, NotAColour, OwnLabel, OwnLinkKind};
pub use mark::{Claim, ClaimKind, Decided, Kept, Link, Mark, MarkState, Meaning, Naming, Source, SourceKind, Voice, Worth};
pub use places::Places;
pub use put::Parts;
pub use quantity::{Bound, Decimal, Figure, FigureKind, How, NotABound, NotANumber, Trend};
pub use review::{MovedLink, Review, Reviewed, TheirArticle, TheirMark, copy_id};
pub use setting::{Setting, SettingKey, Silenced};
pub use version::Version;
pub use words::Word;

use crate::text::{Fingerprint, Text, TextRange};
use imbl::{OrdMap, OrdSet};
use std::collections::BTreeSet;
use std::sync::Arc;

/// A short word that many things share: a person, a tag, a label.
pub type Name = Arc<str>;
/// A point in time, in UTC.
pub type Moment = jiff::Timestamp;

/// One project: articles, marks, checks, comments and settings.
///
/// A copy shares everything with the project it was made of, until one of the two changes, and then all but what changed: threads at work hold
/// the project as it was, and a change in the window must not wait while tens of thousands of marks are copied.
#[derive(Clone, Default, Debug)]
pub struct Project {
    settings: OrdMap<SettingKey, Arc<Setting>>,
    articles: OrdMap<ArticleId, Arc<Article>>,
    marks: OrdMap<MarkId, Arc<Mark>>,
    versions: OrdMap<VersionId, Arc<Version>>,
    checks: OrdMap<CheckId, Arc<Check>>,
    comments: OrdMap<CommentId, Arc<Comment>>,
    shelves: OrdMap<ArticleId, Arc<Shelf>>,
    /// Who links to a mark: the mark, then the one that has the link.
    linked_from: OrdSet<(MarkId, MarkId)>,
    /// Who mentions a check: the check, then the claim.
    claims_of: OrdSet<(CheckId, MarkId)>,
    /// How many sources have a name.
    source_names: OrdMap<Name, usize>,
}

/// What is known about an article's marks without looking at them.
#[derive(Clone, Default, Debug)]
struct Shelf {
    places: Places,
    counts: Counts,
    /// Marks that wait in earlier versions.
    waiting: BTreeSet<MarkId>,
    /// Its earlier versions.
    versions: BTreeSet<VersionId>,
}

/// How many accepted marks there are outside zones to skip.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Counts {
    /// Claims.
    pub claims: usize,
    /// Sources.
    pub sources: usize,
    /// Figures.
    pub figures: usize,
    /// Marks with labels of the project's own.
    pub own: usize,
    /// Proposals.
    pub proposals: usize,
    /// Marks with a note, proposals too.
    pub notes: usize,
}

impl Counts {
    /// Accepted marks of all labels.
    pub fn marks(self) -> usize {
        self.claims + self.sources + self.figures + self.own
    }
}

impl PartialEq for Project {
    /// Equal content; what is derived from it is equal then.
    fn eq(&self, other: &Self) -> bool {
        (&self.settings, &self.articles, &self.marks, &self.versions, &self.checks, &self.comments)
            == (&other.settings, &other.articles, &other.marks, &other.versions, &other.checks, &other.comments)
    }
}

impl Project {
    /// Whose work is compared, if the project is a review.
    pub fn review(&self) -> Option<&Review> {
        match self.setting(&SettingKey::Review) {
            Some(Setting::Review(review)) => Some(review),
            Some(_) | None => None,
        }
    }

    /// What analysts' marks have beside their copies in a review.
    pub fn their_marks(&self) -> impl Iterator<Item = &TheirMark> {
        self.settings().filter_map(|setting| if let Setting::Theirs(theirs) = setting { Some(theirs.as_ref()) } else { None })
    }

    /// The links that decisions of a review moved.
    pub fn moved_links(&self) -> impl Iterator<Item = &MovedLink> {
        self.settings().filter_map(|setting| if let Setting::Moved(moved) = setting { Some(moved) } else { None })
    }

    /// The project's name; empty where it has none.
    pub fn title(&self) -> &str {
        match self.setting(&SettingKey::Title) {
            Some(Setting::Title(title)) => title,
            _ => "",
        }
    }

    /// Whose project it is; empty where nobody was named.
    pub fn analyst(&self) -> Name {
        match self.setting(&SettingKey::Analyst) {
            Some(Setting::Analyst(name)) => name.clone(),
            _ => Name::default(),
        }
    }

    /// One entry of the settings.
    pub fn setting(&self, key: &SettingKey) -> Option<&Setting> {
        self.settings.get(key).map(Arc::as_ref)
    }

    /// All entries, in the order of their keys.
    pub fn settings(&self) -> impl Iterator<Item = &Setting> {
        self.settings.values().map(Arc::as_ref)
    }

    /// The labels that the project added, by name.
    pub fn own_labels(&self) -> impl Iterator<Item = &OwnLabel> {
        self.settings().filter_map(|setting| if let Setting::Label(label) = setting { Some(label) } else { None })
    }

    /// The labels that marks can be given: the three, then the project's own by name.
    pub fn labels(&self) -> impl Iterator<Item = Label> {
        Label::THREE.into_iter().chain(self.own_labels().map(|own| Label::Own(own.name.clone())))
    }

    /// The kinds of links that the project added, by name.
    pub fn own_link_kinds(&self) -> impl Iterator<Item = &OwnLinkKind> {
        self.settings().filter_map(|setting| if let Setting::LinkKind(kind) = setting { Some(kind) } else { None })
    }

    /// The project's list of tags, by name.
    pub fn tags(&self) -> impl Iterator<Item = &Name> {
        self.settings().filter_map(|setting| if let Setting::Tag(tag) = setting { Some(tag) } else { None })
    }

    /// The verdicts that are offered.
    pub fn scale(&self) -> Vec<Name> {
        match self.setting(&SettingKey::Scale) {
            Some(Setting::Scale(scale)) => scale.clone(),
            _ => DEFAULT_SCALE.map(Name::from).into(),
        }
    }

    /// The articles' ids in the order in which they stand.
    pub fn order(&self) -> &[ArticleId] {
        match self.setting(&SettingKey::Order) {
            Some(Setting::Order(order)) => order,
            _ => &[],
        }
    }

    /// The articles in the order in which they stand.
    pub fn articles(&self) -> impl DoubleEndedIterator<Item = &Arc<Article>> {
        self.order().iter().filter_map(|id| self.articles.get(id))
    }

    /// How many articles there are.
    pub fn article_count(&self) -> usize {
        self.articles.len()
    }

    /// An article.
    pub fn article(&self, id: ArticleId) -> Option<&Arc<Article>> {
        self.articles.get(&id)
    }

    /// The first article with exactly this text.
    pub fn article_with(&self, text: Fingerprint) -> Option<&Arc<Article>> {
        self.articles().find(|article| article.text.fingerprint() == text)
    }

    /// A mark.
    pub fn mark(&self, id: MarkId) -> Option<&Arc<Mark>> {
        self.marks.get(&id)
    }

    /// An earlier version.
    pub fn version(&self, id: VersionId) -> Option<&Arc<Version>> {
        self.versions.get(&id)
    }

    /// All earlier versions, by id.
    pub fn versions(&self) -> impl Iterator<Item = &Arc<Version>> {
        self.versions.values()
    }

    /// The earlier versions of an article, the one that was replaced first first.
    pub fn versions_of(&self, article: ArticleId) -> Vec<&Arc<Version>> {
        let ids = self.shelves.get(&article).into_iter().flat_map(|shelf| &shelf.versions);
        let mut versions: Vec<&Arc<Version>> = ids.filter_map(|id| self.versions.get(id)).collect();
        versions.sort_by_key(|version| (version.on, version.id));
        versions
    }

    /// The marks of an article that wait in earlier versions until an analyst has looked at them: version by version, in reading order.
    pub fn waiting_in(&self, article: ArticleId) -> Vec<&Arc<Mark>> {
        let ids = self.shelves.get(&article).into_iter().flat_map(|shelf| &shelf.waiting);
        let mut marks: Vec<&Arc<Mark>> = ids.filter_map(|id| self.marks.get(id)).collect();
        let replaced = |mark: &Mark| mark.version.and_then(|version| self.version(version)).map(|version| (version.on, version.id));
        marks.sort_by_key(|mark| (replaced(mark), mark.at.start(), std::cmp::Reverse(mark.at.end()), mark.id));
        marks
    }

    /// How many marks of an article wait in earlier versions.
    pub fn waiting_count(&self, article: ArticleId) -> usize {
        self.shelves.get(&article).map_or(0, |shelf| shelf.waiting.len())
    }

    /// All marks, by id.
    pub fn marks(&self) -> impl Iterator<Item = &Arc<Mark>> {
        self.marks.values()
    }

    /// How many marks there are, proposals and rejected ones too.
    pub fn mark_count(&self) -> usize {
        self.marks.len()
    }

    /// The marks that stand in an article's text, in reading order.
    pub fn marks_in(&self, article: ArticleId) -> impl DoubleEndedIterator<Item = &Arc<Mark>> {
        self.places(article).into_iter().flat_map(Places::iter).filter_map(|id| self.marks.get(&id))
    }

    /// The marks of an article that have a byte in common with a range of bytes, in reading order.
    pub fn marks_touching(&self, article: ArticleId, start: usize, end: usize) -> impl Iterator<Item = &Arc<Mark>> {
        let hulls = self.places(article).into_iter().flat_map(move |places| places.touching(start, end));
        hulls.filter_map(|id| self.marks.get(&id)).filter(move |mark| mark.at.iter().any(|range| range.start() < end && range.end() > start))
    }

    /// The marks of an article that have a byte, in reading order: an outer one before what it holds.
    pub fn marks_at(&self, article: ArticleId, byte: usize) -> impl Iterator<Item = &Arc<Mark>> {
        self.marks_touching(article, byte, byte + 1)
    }

    /// Where the marks of an article stand.
    pub fn places(&self, article: ArticleId) -> Option<&Places> {
        self.shelves.get(&article).map(|shelf| &shelf.places)
    }

    /// How many marks an article has.
    pub fn counts(&self, article: ArticleId) -> Counts {
        self.shelves.get(&article).map(|shelf| shelf.counts).unwrap_or_default()
    }

    /// The marks that link to a mark, by id.
    pub fn linked_from(&self, id: MarkId) -> impl Iterator<Item = &Arc<Mark>> {
        ends_at(&self.linked_from, id).filter_map(|from| self.marks.get(&from))
    }

    /// The claims that mention a check, by id.
    pub fn claims_of(&self, id: CheckId) -> impl Iterator<Item = &Arc<Mark>> {
        ends_at(&self.claims_of, id).filter_map(|claim| self.marks.get(&claim))
    }

    /// The names of sources, each once, in order.
    pub fn source_names(&self) -> impl Iterator<Item = &Name> {
        self.source_names.keys()
    }

    /// How many marks name a source so.
    pub fn source_count(&self, name: &str) -> usize {
        self.source_names.get(name).copied().unwrap_or(0)
    }

    /// A check.
    pub fn check(&self, id: CheckId) -> Option<&Arc<Check>> {
        self.checks.get(&id)
    }

    /// All checks, by id.
    pub fn checks(&self) -> impl Iterator<Item = &Arc<Check>> {
        self.checks.values()
    }

    /// A comment.
    pub fn comment(&self, id: CommentId) -> Option<&Arc<Comment>> {
        self.comments.get(&id)
    }

    /// All comments, by id.
    pub fn comments(&self) -> impl Iterator<Item = &Arc<Comment>> {
        self.comments.values()
    }

    /// The comments about one thing, by id.
    pub fn comments_about(&self, subject: Subject) -> impl Iterator<Item = &Arc<Comment>> {
        self.comments().filter(move |comment| comment.about == Some(subject))
    }

    /// The article that a comment is about, by the thing that it is about: of a check, that of the first claim that mentions it.
    pub fn article_of(&self, comment: &Comment) -> Option<ArticleId> {
        match comment.about? {
            Subject::Article(id) => Some(id),
            Subject::Mark(id) => self.mark(id).map(|mark| mark.article),
            Subject::Check(id) => self.claims_of(id).next().map(|claim| claim.article),
        }
    }

    /// The text that a mark stands in.
    pub fn text_of(&self, mark: &Mark) -> Option<&Text> {
        match mark.version {
            None => self.articles.get(&mark.article).map(|article| &article.text),
            Some(version) => self.versions.get(&version).filter(|version| version.article == mark.article).map(|version| &version.text),
        }
    }

    /// The mark that already says what a new one would: same label, ranges and author.
    pub fn twin_of(&self, mark: &Mark) -> Option<&Arc<Mark>> {
        if mark.waits() {
            return None;
        }
        self.marks_touching(mark.article, mark.at.start(), mark.at.end())
            .find(|other| other.id != mark.id && other.at == mark.at && other.by == mark.by && other.label() == mark.label())
    }

    /// The zone at a byte of an article.
    pub fn zone_at(&self, article: ArticleId, byte: usize) -> Option<TextRange> {
        self.article(article)?.skip.iter().copied().find(|zone| zone.holds(byte))
    }
}

/// The marks that a set pairs with one end, by id.
fn ends_at<K: Ord + Copy>(pairs: &OrdSet<(K, MarkId)>, end: K) -> impl Iterator<Item = MarkId> + '_ {
    pairs.range((end, MarkId::MIN)..).take_while(move |(key, _)| *key == end).map(|(_, mark)| *mark)
}
