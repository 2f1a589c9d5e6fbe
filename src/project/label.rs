//! Labels: claim, source and figure are the product; a project may add its own.

use super::Name;
use super::words::Word;
use std::fmt;

/// What a mark is.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Label {
    /// A statement that can be checked, or be found not to be one.
    Claim,
    /// Who says it.
    Source,
    /// A quantity, a date, a time.
    Figure,
    /// A label of the project's own, told apart exactly.
    Own(Name),
}

impl Label {
    /// The three that every project has, in the order of their keys.
    pub const THREE: [Self; 3] = [Self::Claim, Self::Source, Self::Figure];

    /// The label of a name as people type it: the three without regard to case, any other as the project's own.
    pub fn named(name: &str) -> Self {
        let of_three = Self::THREE.into_iter().find(|label| label.name().eq_ignore_ascii_case(name));
        of_three.unwrap_or_else(|| Self::Own(name.into()))
    }

    /// Its name.
    pub fn name(&self) -> &str {
        match self {
            Self::Claim => "Claim",
            Self::Source => "Source",
            Self::Figure => "Figure",
            Self::Own(name) => name,
        }
    }

    /// The letter that stands at the mark's first glyph.
    pub fn letter(&self) -> String {
        self.name().chars().find(|c| c.is_alphanumeric()).map_or_else(|| "•".to_owned(), |c| c.to_uppercase().collect())
    }
}

impl fmt::Display for Label {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A label that a project added.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OwnLabel {
    /// Its name: any text, told apart exactly; never one of the three.
    pub name: Name,
    /// The key that tags with it, `4` to `9`.
    pub key: Option<char>,
    /// Its colour as `#rrggbb`; none takes one that the theme chooses.
    pub colour: Option<Colour>,
    /// When to use it.
    pub definition: String,
}

/// A colour as three bytes: red, green, blue.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Colour(pub [u8; 3]);

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self([red, green, blue]) = self;
        write!(f, "#{red:02x}{green:02x}{blue:02x}")
    }
}

impl std::str::FromStr for Colour {
    type Err = NotAColour;

    fn from_str(word: &str) -> Result<Self, NotAColour> {
        let refused = || NotAColour(word.chars().take(40).collect());
        let digits = word.strip_prefix('#').filter(|digits| digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_hexdigit())).ok_or_else(refused)?;
        let number = u32::from_str_radix(digits, 16).map_err(|_| refused())?;
        let [_, red, green, blue] = number.to_be_bytes();
        Ok(Self([red, green, blue]))
    }
}

/// A word that is no colour.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("`{0}` is no colour: write # and six hexadecimal digits, such as #a04606")]
pub struct NotAColour(String);

super::words::words! {
    /// The kinds of links that every project has.
    BaseLink {
        /// Claim → source.
        SaidBy,
        /// Source → source.
        RelayedBy,
        /// Figure → claim.
        Quantifies,
        /// Between equal labels, without direction.
        SameAs,
        /// Between equal labels.
        Continues,
        /// Claim → claim, without direction.
        Contradicts,
        /// Claim → claim.
        Supports,
    }
}

/// What a link says.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum LinkKind {
    /// One that every project has.
    Base(BaseLink),
    /// One of the project's own, with any ends.
    Own(Name),
}

impl LinkKind {
    /// The kind of a name as people type it (`said-by`, `SaidBy`); any other is the project's own.
    pub fn named(name: &str) -> Self {
        BaseLink::typed(name).map_or_else(|| Self::Own(name.into()), Self::Base)
    }

    /// Its name.
    pub fn name(&self) -> &str {
        match self {
            Self::Base(base) => base.name(),
            Self::Own(name) => name,
        }
    }

    /// Whether either end shows it alike, so that one of the two directions is stored.
    pub fn is_mutual(&self) -> bool {
        matches!(self, Self::Base(BaseLink::SameAs | BaseLink::Contradicts))
    }

    /// Whether a link of this kind may go from one label to the other.
    pub fn allows(&self, from: &Label, to: &Label) -> bool {
        match self {
            Self::Own(_) => true,
            Self::Base(BaseLink::SaidBy) => (from, to) == (&Label::Claim, &Label::Source),
            Self::Base(BaseLink::RelayedBy) => (from, to) == (&Label::Source, &Label::Source),
            Self::Base(BaseLink::Quantifies) => (from, to) == (&Label::Figure, &Label::Claim),
            Self::Base(BaseLink::Contradicts | BaseLink::Supports) => (from, to) == (&Label::Claim, &Label::Claim),
            Self::Base(BaseLink::SameAs | BaseLink::Continues) => from == to,
        }
    }

    /// Which ends it may have, in words.
    pub fn ends(&self) -> &'static str {
        match self {
            Self::Own(_) => "any mark to any mark",
            Self::Base(BaseLink::SaidBy) => "a claim to a source",
            Self::Base(BaseLink::RelayedBy) => "a source to a source",
            Self::Base(BaseLink::Quantifies) => "a figure to a claim",
            Self::Base(BaseLink::Contradicts | BaseLink::Supports) => "a claim to a claim",
            Self::Base(BaseLink::SameAs | BaseLink::Continues) => "a mark to a mark of the same label",
        }
    }
}

impl fmt::Display for LinkKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A kind of link that a project added.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OwnLinkKind {
    /// Its name, told apart exactly; never one of the base kinds.
    pub name: Name,
    /// When to use it.
    pub definition: String,
}
