//! A mark: ranges of an article's text with a meaning, links and what analysts said about it.

use super::label::{Label, LinkKind};
use super::quantity::Figure;
use super::words::words;
use super::{ArticleId, CheckId, MarkId, Moment, Name, VersionId};
use crate::text::{Fragments, TextRange};
use std::collections::BTreeSet;

/// One mark.
#[derive(Clone, PartialEq, Debug)]
pub struct Mark {
    /// Names it for good.
    pub id: MarkId,
    /// Whose text it marks.
    pub article: ArticleId,
    /// The earlier version in whose text it still stands, because its words were not found again: it needs a look, and counts for nothing
    /// until then. None for a mark of the article as it is.
    pub version: Option<VersionId>,
    /// Where, in bytes of that text.
    pub at: Fragments,
    /// Its label with that label's attributes.
    pub meaning: Meaning,
    /// Links from this mark, in the order they were made.
    pub links: Vec<Link>,
    /// Free words of the analyst.
    pub note: String,
    /// Whether the reviewer should look at it.
    pub discuss: bool,
    /// Words from the project's own list.
    pub tags: Vec<Name>,
    /// Accepted, proposed or rejected.
    pub state: MarkState,
    /// Who accepted or rejected it when it was a proposal.
    pub decided: Option<Box<Decided>>,
    /// How sure a proposal's maker was.
    pub score: Option<f64>,
    /// Who made it.
    pub by: Name,
    /// When it was made.
    pub on: Option<Moment>,
    /// The marks that it stands for, where it came from other projects: whose each was and its id there.
    pub of: Vec<(Name, MarkId)>,
    /// What another tool's file held and the model has no word for.
    pub kept: Vec<Kept>,
}

impl Mark {
    /// Its label.
    pub fn label(&self) -> Label {
        self.meaning.label()
    }

    /// Whether it counts: proposals, rejected marks and marks that wait in an earlier version never do.
    pub fn is_accepted(&self) -> bool {
        self.state == MarkState::Accepted && !self.waits()
    }

    /// Whether it stands in an earlier version and needs a look.
    pub fn waits(&self) -> bool {
        self.version.is_some()
    }

    /// The name of a source, where it has one.
    pub fn source_name(&self) -> Option<&Name> {
        match &self.meaning {
            Meaning::Source(source) => Some(&source.name).filter(|name| !name.is_empty()),
            Meaning::Claim(_) | Meaning::Figure(_) | Meaning::Own(_) => None,
        }
    }

    /// The check that a claim mentions.
    pub fn check(&self) -> Option<CheckId> {
        match &self.meaning {
            Meaning::Claim(claim) => claim.check,
            Meaning::Source(_) | Meaning::Figure(_) | Meaning::Own(_) => None,
        }
    }
}

/// A label with the attributes that only it has.
#[derive(Clone, PartialEq, Debug)]
pub enum Meaning {
    /// A claim.
    Claim(Claim),
    /// A source.
    Source(Box<Source>),
    /// A figure.
    Figure(Box<Figure>),
    /// One of the project's own labels.
    Own(Name),
}

impl Meaning {
    /// The label that has this meaning.
    pub fn label(&self) -> Label {
        match self {
            Self::Claim(_) => Label::Claim,
            Self::Source(_) => Label::Source,
            Self::Figure(_) => Label::Figure,
            Self::Own(name) => Label::Own(name.clone()),
        }
    }

    /// The meaning of a label with nothing set.
    pub fn of(label: &Label) -> Self {
        match label {
            Label::Claim => Self::Claim(Claim::default()),
            Label::Source => Self::Source(Box::default()),
            Label::Figure => Self::Figure(Box::default()),
            Label::Own(name) => Self::Own(name.clone()),
        }
    }
}

/// The attributes of a claim.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Claim {
    /// Whether it is worth checking; none is unset.
    pub worth: Option<Worth>,
    /// Whose words they are.
    pub voice: Option<Voice>,
    /// What sorts of claim it is.
    pub kinds: BTreeSet<ClaimKind>,
    /// The check that it mentions.
    pub check: Option<CheckId>,
}

words! {
    /// Whether a claim is worth checking.
    Worth {
        /// Not a statement of fact.
        NotFactual,
        /// A fact that nobody needs checked.
        Unimportant,
        /// Worth checking.
        CheckWorthy,
    }
}

words! {
    /// Whose words a claim stands in.
    Voice {
        /// The author's own.
        Author,
        /// A quotation.
        Direct,
        /// Reported speech.
        Indirect,
        /// Part quoted, part reported.
        Mixed,
    }
}

words! {
    /// What sorts of claim there are.
    ClaimKind {
        /// Something happened.
        Event,
        /// A number is at its heart.
        Numerical,
        /// One thing led to another.
        Causal,
        /// Somebody said something.
        Quote,
        /// Somebody holds a position.
        Position,
        /// Something will happen.
        Prediction,
        /// A judgement.
        Opinion,
    }
}

/// The attributes of a source.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Source {
    /// The canonical person or body, shared across the project; empty is unknown.
    pub name: Name,
    /// How the text names it.
    pub naming: Option<Naming>,
    /// What it is.
    pub kind: Option<SourceKind>,
}

words! {
    /// How a text names a source.
    Naming {
        /// By name.
        Named,
        /// Only by a role.
        RoleOnly,
        /// Not at all, on purpose.
        Unnamed,
        /// By a pronoun that points to a name.
        Pronoun,
    }
}

words! {
    /// What a source is.
    SourceKind {
        /// One person.
        Person,
        /// People without a body.
        Group,
        /// A firm, a club, an institute.
        Organisation,
        /// A state body.
        Government,
        /// Another outlet.
        Media,
        /// A paper or a record.
        Document,
    }
}

/// A link from the mark that holds it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Link {
    /// What it says.
    pub kind: LinkKind,
    /// The mark at its other end, in this or another article.
    pub to: MarkId,
    /// The words that say so (“said”), in bytes of the holder's text; in text order.
    pub cue: Vec<TextRange>,
    /// Made by containment, not by hand: it follows the edges of its ends.
    pub auto: bool,
}

words! {
    /// What became of a mark.
    MarkState {
        /// It counts.
        Accepted,
        /// It waits for a decision.
        Proposed,
        /// Decided against, and kept so that it does not come back.
        Rejected,
    }
}

/// The decision about a proposal.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Decided {
    /// Who decided.
    pub by: Name,
    /// When.
    pub on: Option<Moment>,
    /// Why, if it was said.
    pub why: String,
}

/// What another tool's file held and the model has no word for, whole.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Kept {
    /// The format that it belongs to, by its name on the command line.
    pub format: Name,
    /// Its lines or JSON members, to the letter.
    pub text: String,
}
