//! Feature structures over a text, and the types that they have.

use std::collections::{BTreeMap, HashSet};

/// The name of the view that people see.
pub(in crate::formats) const INITIAL: &str = "_InitialView";

/// Most features of one structure, and of one type.
pub(in crate::formats) const MOST_FEATURES: usize = 1000;

/// What a feature says.
#[derive(Clone, PartialEq, Debug)]
pub(in crate::formats) enum Value {
    /// A string. In XMI everything is one: numbers, and the ids of what is referred to, with blanks between several.
    Text(String),
    /// Several strings.
    Texts(Vec<String>),
    /// The id of another structure.
    Ref(u64),
    /// Anything else, as JSON spells it.
    Json(String),
}

impl Value {
    /// The string, if it is one.
    pub(super) fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            Self::Texts(_) | Self::Ref(_) | Self::Json(_) => None,
        }
    }

    /// The ids, if it may be nothing else.
    pub(super) fn ids(&self) -> Option<Vec<u64>> {
        match self {
            Self::Text(text) => text.split_ascii_whitespace().map(number).collect::<Option<Vec<_>>>().filter(|ids| !ids.is_empty()),
            Self::Ref(id) => Some(vec![*id]),
            Self::Json(json) => serde_json::from_str::<Vec<Option<u64>>>(json).ok().map(|ids| ids.into_iter().flatten().collect()),
            Self::Texts(_) => None,
        }
    }

    /// The value without some of its ids; none where nothing is left of it.
    pub(super) fn without(&self, gone: &HashSet<u64>) -> Option<Self> {
        let Some(ids) = self.ids().filter(|ids| ids.iter().any(|id| gone.contains(id))) else { return Some(self.clone()) };
        let left: Vec<String> = ids.iter().filter(|id| !gone.contains(id)).map(ToString::to_string).collect();
        match self {
            Self::Json(_) => Some(Self::Json(format!("[{}]", left.join(",")))),
            Self::Text(_) | Self::Texts(_) | Self::Ref(_) if left.is_empty() => None,
            Self::Text(_) | Self::Texts(_) | Self::Ref(_) => Some(Self::Text(left.join(" "))),
        }
    }

    fn number(&self) -> Option<u64> {
        match self {
            Self::Text(text) => number(text),
            Self::Ref(id) => Some(*id),
            Self::Json(json) => number(json),
            Self::Texts(_) => None,
        }
    }
}

/// A whole number from 0 in digits.
fn number(word: &str) -> Option<u64> {
    word.parse().ok().filter(|_| word.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Features by their names, in their order.
pub(super) type Features = Vec<(String, Value)>;

/// A feature structure.
#[derive(Clone, PartialEq, Debug, Default)]
pub(in crate::formats) struct Structure {
    /// The line that says so, from 1; 0 where no file does.
    pub(in crate::formats) line: usize,
    /// Its id in the file.
    pub(in crate::formats) id: u64,
    /// Its type with the package: `webanno.custom.Factspan`.
    pub(in crate::formats) kind: String,
    /// The id of the text that it is about.
    pub(in crate::formats) sofa: Option<u64>,
    /// Where, if it is an annotation.
    pub(in crate::formats) at: Option<(usize, usize)>,
    /// Its other features.
    pub(in crate::formats) features: Features,
}

impl Structure {
    /// One with all features that a file says of it.
    ///
    /// # Errors
    /// A sentence, where its place or its text is none, or it has too many features.
    pub(in crate::formats) fn of(line: usize, id: u64, kind: String, mut features: Features) -> Result<Self, String> {
        if features.len() > MOST_FEATURES {
            return Err(format!("it has more than {MOST_FEATURES} features"));
        }
        let mut take = |name: &str| {
            let place = features.iter().position(|(own, _)| own == name);
            place.map(|place| features.remove(place).1.number().ok_or_else(|| format!("its `{name}` is no whole number from 0"))).transpose()
        };
        let (sofa, begin, end) = (take("sofa")?, take("begin")?, take("end")?);
        let place = |place: u64| usize::try_from(place).unwrap_or(usize::MAX);
        let at = match (begin, end) {
            (Some(begin), Some(end)) => Some((place(begin), place(end))),
            (None, None) => None,
            (Some(_), None) => return Err("it has a `begin`, but no `end`".to_owned()),
            (None, Some(_)) => return Err("it has an `end`, but no `begin`".to_owned()),
        };
        Ok(Self { line, id, kind, sofa, at, features })
    }

    /// What a feature says.
    pub(super) fn get(&self, name: &str) -> Option<&Value> {
        self.features.iter().find(|(own, _)| own == name).map(|(_, value)| value)
    }

    /// What a feature says, if that is a string with something in it.
    pub(super) fn text(&self, name: &str) -> Option<&str> {
        self.get(name)?.text().filter(|text| !text.is_empty())
    }

    /// The one structure that a feature refers to.
    pub(super) fn end(&self, name: &str) -> Option<u64> {
        match self.get(name)?.ids()?.as_slice() {
            [id] => Some(*id),
            _ => None,
        }
    }

    /// The name of its type without the package.
    pub(super) fn short_kind(&self) -> &str {
        self.kind.rsplit_once('.').map_or(self.kind.as_str(), |(_, name)| name)
    }
}

/// A text with its view.
#[derive(Clone, PartialEq, Debug, Default)]
pub(in crate::formats) struct Sofa {
    /// The line that says so, from 1.
    pub(in crate::formats) line: usize,
    /// Its id in the file.
    pub(in crate::formats) id: u64,
    /// The name of its view.
    pub(in crate::formats) name: String,
    /// The text; none where it is not in the file.
    pub(in crate::formats) text: Option<String>,
}

/// A type.
#[derive(Clone, PartialEq, Debug, Default)]
pub(in crate::formats) struct Type {
    /// The type that it is a kind of.
    pub(in crate::formats) parent: String,
    /// The features that it has beside those of its parent.
    pub(in crate::formats) features: Vec<Feature>,
}

/// A feature of a type.
#[derive(Clone, PartialEq, Debug, Default)]
pub(in crate::formats) struct Feature {
    /// Its name.
    pub(in crate::formats) name: String,
    /// The type of its values.
    pub(in crate::formats) range: String,
    /// The type of the elements, where the values are lists of structures; else empty.
    pub(in crate::formats) element: String,
    /// Whether several may refer to one such list, if that is said.
    pub(in crate::formats) shared: Option<bool>,
}

/// Types by their names.
pub(in crate::formats) type Types = BTreeMap<String, Type>;

/// What one file says.
#[derive(Clone, PartialEq, Debug, Default)]
pub(in crate::formats) struct Cas {
    /// Its texts.
    pub(in crate::formats) sofas: Vec<Sofa>,
    /// The ids of what is in the index of each text, where that is said.
    pub(in crate::formats) members: BTreeMap<u64, HashSet<u64>>,
    /// Its feature structures.
    pub(in crate::formats) structures: Vec<Structure>,
    /// The types, as far as they are known.
    pub(in crate::formats) types: Types,
}

/// Whether a word can be the name of a type: `webanno.custom.Factspan`, with `[]` for a list of such.
pub(in crate::formats) fn is_type(word: &str) -> bool {
    word.len() <= 500 && word.strip_suffix("[]").unwrap_or(word).split('.').all(is_name)
}

/// Whether a word can be the name of a feature. In JSON some begin with a sign that says how their value is spelt.
pub(in crate::formats) fn is_feature(word: &str) -> bool {
    word.len() <= 500 && is_name(word.strip_prefix(['%', '^', '#']).unwrap_or(word))
}

fn is_name(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_') && word.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}
