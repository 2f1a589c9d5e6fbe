//! The values that stand in the fields of mirror structs, borrowed from the source where they can be.

use serde::Deserialize;
use serde::de::{Deserializer, EnumAccess, SeqAccess, VariantAccess, Visitor};
use std::borrow::Cow;
use std::fmt;
use std::ops::Deref;

/// A string; borrowed from the source unless it has escapes.
#[derive(Default)]
pub(super) struct Str<'a>(Cow<'a, str>);

impl<'a> Str<'a> {
    /// Where it stands in the source, or else where what it belongs to stands.
    pub(super) fn near(&self, otherwise: &'a str) -> &'a str {
        match self.0 {
            Cow::Borrowed(slice) => slice,
            Cow::Owned(_) => otherwise,
        }
    }

    pub(super) fn into_string(self) -> String {
        self.0.into_owned()
    }
}

impl Deref for Str<'_> {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Str<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Letters;
        impl<'de> Visitor<'de> for Letters {
            type Value = Str<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a string")
            }

            fn visit_borrowed_str<E>(self, slice: &'de str) -> Result<Self::Value, E> {
                Ok(Str(Cow::Borrowed(slice)))
            }

            fn visit_str<E>(self, slice: &str) -> Result<Self::Value, E> {
                Ok(Str(Cow::Owned(slice.to_owned())))
            }

            fn visit_string<E>(self, string: String) -> Result<Self::Value, E> {
                Ok(Str(Cow::Owned(string)))
            }
        }
        deserializer.deserialize_str(Letters)
    }
}

/// A bare word where it stands in the source: a value of a closed list, or a field's name.
#[derive(Clone, Copy)]
pub(super) struct Ident<'a>(pub(super) &'a str);

impl<'de: 'a, 'a> Deserialize<'de> for Ident<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Letters;
        impl<'de> Visitor<'de> for Letters {
            type Value = Ident<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a word without quotation marks")
            }

            fn visit_borrowed_str<E>(self, slice: &'de str) -> Result<Self::Value, E> {
                Ok(Ident(slice))
            }
        }
        deserializer.deserialize_identifier(Letters)
    }
}

/// `Claim`, or `Own("…")`.
pub(super) struct Named<'a> {
    /// The bare word where it stands in the source.
    pub(super) word: &'a str,
    /// What `Own` holds.
    pub(super) own: Option<Str<'a>>,
}

impl<'de: 'a, 'a> Deserialize<'de> for Named<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Either;
        impl<'de> Visitor<'de> for Either {
            type Value = Named<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a word without quotation marks, or Own(\"…\")")
            }

            fn visit_enum<A: EnumAccess<'de>>(self, access: A) -> Result<Self::Value, A::Error> {
                let (Ident(word), rest) = access.variant()?;
                if word == "Own" {
                    return Ok(Named { word, own: Some(rest.newtype_variant()?) });
                }
                rest.unit_variant()?;
                Ok(Named { word, own: None })
            }
        }
        deserializer.deserialize_enum("", &[], Either)
    }
}

/// Text of several lines: a list of them, or one string.
pub(super) struct Prose(pub(super) String);

impl<'de> Deserialize<'de> for Prose {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Lines;
        impl<'de> Visitor<'de> for Lines {
            type Value = Prose;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a list of lines or a string")
            }

            fn visit_str<E>(self, whole: &str) -> Result<Self::Value, E> {
                Ok(Prose(whole.to_owned()))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut lines: A) -> Result<Self::Value, A::Error> {
                let mut whole = String::new();
                let mut is_first = true;
                while let Some(line) = lines.next_element::<Str<'de>>()? {
                    if !is_first {
                        whole.push('\n');
                    }
                    is_first = false;
                    whole.push_str(&line);
                }
                Ok(Prose(whole))
            }
        }
        deserializer.deserialize_any(Lines)
    }
}
