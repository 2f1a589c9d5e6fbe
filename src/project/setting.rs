//! Settings of a project: one entry each, edited by itself.

use super::check::Subject;
use super::label::{LinkKind, OwnLabel, OwnLinkKind};
use super::review::{MovedLink, Review, TheirMark};
use super::{ArticleId, Kept, MarkId, Name};

/// One entry.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Setting {
    /// The project's name.
    Title(String),
    /// Whose project it is.
    Analyst(Name),
    /// A label that the project added.
    Label(OwnLabel),
    /// A kind of link that the project added.
    LinkKind(OwnLinkKind),
    /// A word that marks can be tagged with.
    Tag(Name),
    /// The verdicts that are offered, in order.
    Scale(Vec<Name>),
    /// The guidelines, in Markdown.
    Guide(String),
    /// A rule that is quiet at a place.
    Silenced(Silenced),
    /// Whose work is compared: the project is a review.
    Review(Review),
    /// A link that a decision of the review moved.
    Moved(MovedLink),
    /// What an analyst's mark has and its copy in the review does not say.
    Theirs(Box<TheirMark>),
    /// All articles, in the order in which they stand.
    Order(Vec<ArticleId>),
    /// What another tool's file held about the project.
    Kept(Vec<Kept>),
}

/// A rule of the lint that an analyst silenced for a place.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Silenced {
    /// The rule's name.
    pub rule: Name,
    /// Where.
    pub about: Subject,
    /// Why.
    pub why: String,
}

/// What names an entry: one entry a key.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum SettingKey {
    /// The project's name.
    Title,
    /// Whose project it is.
    Analyst,
    /// An own label, by its name.
    Label(Name),
    /// An own kind of link, by its name.
    LinkKind(Name),
    /// A tag.
    Tag(Name),
    /// The scale.
    Scale,
    /// The guide.
    Guide,
    /// A silenced rule, by rule and place.
    Silenced(Name, Subject),
    /// The review.
    Review,
    /// A moved link, by where it began and what it was.
    Moved(MarkId, LinkKind, MarkId),
    /// What a copy does not say, by whose mark it is and the copy.
    Theirs(Name, MarkId),
    /// The order of the articles.
    Order,
    /// What was kept.
    Kept,
}

impl Setting {
    /// What names this entry.
    pub fn key(&self) -> SettingKey {
        match self {
            Self::Title(_) => SettingKey::Title,
            Self::Analyst(_) => SettingKey::Analyst,
            Self::Label(label) => SettingKey::Label(label.name.clone()),
            Self::LinkKind(kind) => SettingKey::LinkKind(kind.name.clone()),
            Self::Tag(tag) => SettingKey::Tag(tag.clone()),
            Self::Scale(_) => SettingKey::Scale,
            Self::Guide(_) => SettingKey::Guide,
            Self::Silenced(silenced) => SettingKey::Silenced(silenced.rule.clone(), silenced.about),
            Self::Review(_) => SettingKey::Review,
            Self::Moved(moved) => SettingKey::Moved(moved.from, moved.link.kind.clone(), moved.link.to),
            Self::Theirs(theirs) => SettingKey::Theirs(theirs.whose.clone(), theirs.copy),
            Self::Order(_) => SettingKey::Order,
            Self::Kept(_) => SettingKey::Kept,
        }
    }
}
