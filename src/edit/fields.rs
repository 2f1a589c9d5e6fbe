//! Attributes set by name, as `--set FIELD=VALUE` gives them: the one place that knows every field of a label by its word. What a quantity in words
//! says is read above (`session::set_field`).

use super::MarkDraft;
use crate::project::{Bound, CheckId, Mark, Meaning, Name, Word};

/// What can be set of a mark, or of one that is to be made.
pub struct Fields<'a> {
    /// What it says.
    pub meaning: &'a mut Meaning,
    note: &'a mut String,
    discuss: &'a mut bool,
    tags: &'a mut Vec<Name>,
}

impl<'a> From<&'a mut MarkDraft> for Fields<'a> {
    fn from(draft: &'a mut MarkDraft) -> Self {
        let MarkDraft { meaning, note, discuss, tags, .. } = draft;
        Self { meaning, note, discuss, tags }
    }
}

impl<'a> From<&'a mut Mark> for Fields<'a> {
    fn from(mark: &'a mut Mark) -> Self {
        let Mark { meaning, note, discuss, tags, .. } = mark;
        Self { meaning, note, discuss, tags }
    }
}

/// Why a field could not be set.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum FieldError {
    /// The label does not have it.
    #[error("a {label} has no field `{field}`: it has {has}")]
    NoField {
        /// The label's name in small letters.
        label: String,
        /// What was asked for.
        field: String,
        /// What there is.
        has: &'static str,
    },
    /// The value is none of its words.
    #[error("`{value}` is no {field}: choose one of {possible}")]
    NoWord {
        /// The field.
        field: String,
        /// What was given.
        value: String,
        /// What is possible.
        possible: String,
    },
    /// Words that say no quantity.
    #[error("“{0}” is not understood as a quantity: write it as “more than 40”, “10–20 km”, “€5 million” or “March 2019”, or set low and high")]
    Quantity(String),
    /// The value is of another sort.
    #[error("{field}: {why}")]
    Value {
        /// The field.
        field: String,
        /// What is wrong with the value.
        why: String,
    },
}

/// Sets one field of a mark to be made; an empty value unsets it, sets are separated by commas.
///
/// # Errors
/// Where the label has no such field or the value is none of its.
pub fn set_field(draft: &mut Fields<'_>, field: &str, value: &str) -> Result<(), FieldError> {
    let name = field.to_lowercase();
    match name.as_str() {
        "note" => *draft.note = value.to_owned(),
        "discuss" => *draft.discuss = flag(field, value)?,
        "tags" => *draft.tags = list(value).map(Name::from).collect(),
        _ => {
            let known = match &mut *draft.meaning {
                Meaning::Claim(claim) => match name.as_str() {
                    "worth" => set(&mut claim.worth, unless_unset(field, value)?),
                    "voice" => set(&mut claim.voice, word(field, value)?),
                    "kinds" => set(&mut claim.kinds, list(value).map(|kind| one(field, kind)).collect::<Result<_, _>>()?),
                    "check" => set(&mut claim.check, parsed::<CheckId>(field, value)?),
                    _ => false,
                },
                Meaning::Source(source) => match name.as_str() {
                    "name" => set(&mut source.name, value.into()),
                    "naming" => set(&mut source.naming, word(field, value)?),
                    "kind" => set(&mut source.kind, word(field, value)?),
                    _ => false,
                },
                Meaning::Figure(figure) => match name.as_str() {
                    "low" => set(&mut figure.low, parsed::<Bound>(field, value)?),
                    "high" => set(&mut figure.high, parsed::<Bound>(field, value)?),
                    "how" => set(&mut figure.how, word(field, value)?),
                    "unit" => set(&mut figure.unit, value.to_owned()),
                    "what" => set(&mut figure.what, value.to_owned()),
                    "trend" => set(&mut figure.trend, word(field, value)?),
                    "kind" => set(&mut figure.kind, word(field, value)?),
                    _ => false,
                },
                Meaning::Own(_) => false,
            };
            if !known {
                return Err(FieldError::NoField { label: draft.meaning.label().name().to_lowercase(), field: field.to_owned(), has: fields_of(draft.meaning) });
            }
        }
    }
    Ok(())
}

fn fields_of(meaning: &Meaning) -> &'static str {
    match meaning {
        Meaning::Claim(_) => "worth, voice, kinds, check, note, discuss, tags",
        Meaning::Source(_) => "name, naming, kind, note, discuss, tags",
        Meaning::Figure(_) => "quantity, low, high, how, unit, what, trend, kind, note, discuss, tags",
        Meaning::Own(_) => "note, discuss, tags",
    }
}

fn set<T>(place: &mut T, value: T) -> bool {
    *place = value;
    true
}

fn one<T: Word>(field: &str, value: &str) -> Result<T, FieldError> {
    T::typed(value).ok_or_else(|| FieldError::NoWord { field: field.to_owned(), value: value.to_owned(), possible: T::names() })
}

fn word<T: Word>(field: &str, value: &str) -> Result<Option<T>, FieldError> {
    if value.is_empty() { Ok(None) } else { one(field, value).map(Some) }
}

/// As [`word`], for a field whose unset state has a name.
fn unless_unset<T: Word>(field: &str, value: &str) -> Result<Option<T>, FieldError> {
    if value.eq_ignore_ascii_case("unset") { Ok(None) } else { word(field, value) }
}

fn parsed<T: std::str::FromStr<Err: std::fmt::Display>>(field: &str, value: &str) -> Result<Option<T>, FieldError> {
    if value.is_empty() {
        return Ok(None);
    }
    value.parse().map(Some).map_err(|why: T::Err| FieldError::Value { field: field.to_owned(), why: why.to_string() })
}

fn flag(field: &str, value: &str) -> Result<bool, FieldError> {
    match value.to_lowercase().as_str() {
        "true" | "yes" => Ok(true),
        "" | "false" | "no" => Ok(false),
        _ => Err(FieldError::NoWord { field: field.to_owned(), value: value.to_owned(), possible: "true, false".to_owned() }),
    }
}

fn list(value: &str) -> impl Iterator<Item = &str> {
    value.split(',').map(str::trim).filter(|part| !part.is_empty())
}
