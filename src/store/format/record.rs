//! What mirror structs are made of: the macro that declares one, and the lists that hold them.

use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, SeqAccess, Visitor};
use std::iter::Chain;
use std::marker::PhantomData;
use std::ops::Deref;
use std::{fmt, option, vec};

/// Declares a mirror struct: every field is optional and written bare, an unknown or doubled one is noted and skipped.
macro_rules! record {
    ($(#[$doc:meta])* $name:ident { $($field:ident: $kind:ty,)+ }) => {
        $(#[$doc])*
        #[derive(Default)]
        pub(super) struct $name<'a> {
            /// The first field's name where it stands in the source.
            pub(super) start: &'a str,
            /// The first name that is no field, or one that was there already, where it stands in the source.
            pub(super) stray: Option<&'a str>,
            $(pub(super) $field: Option<$kind>,)+
        }

        impl $name<'_> {
            /// The fields, in the order in which they are written.
            pub(super) const FIELDS: &'static [&'static str] = &[$(stringify!($field)),+];
        }

        // As bytes, not as strings: those would be compared with one name after the other.
        #[expect(non_upper_case_globals, reason = "they are named as the fields are")]
        impl $name<'_> {
            $(const $field: &'static [u8] = stringify!($field).as_bytes();)+
        }

        impl<'de> $crate::store::format::record::Row<'de> for $name<'de> {
            fn fill<D: Deserializer<'de>>(&mut self, deserializer: D) -> Result<(), D::Error> {
                struct Fields<'r, 'de>(&'r mut $name<'de>);
                impl<'de> Visitor<'de> for Fields<'_, 'de> {
                    type Value = ();

                    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                        f.write_str("fields in parentheses")
                    }

                    fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<(), M::Error> {
                        let Self(row) = self;
                        while let Some($crate::store::format::values::Ident(key)) = map.next_key()? {
                            if row.start.is_empty() {
                                row.start = key;
                            }
                            match key.as_bytes() {
                                $($name::$field if row.$field.is_none() => row.$field = Some(map.next_value()?),)+
                                _ => {
                                    map.next_value::<IgnoredAny>()?;
                                    row.stray.get_or_insert(key);
                                }
                            }
                        }
                        Ok(())
                    }
                }
                deserializer.deserialize_struct("", Self::FIELDS, Fields(self))
            }
        }

        impl<'de: 'a, 'a> Deserialize<'de> for $name<'a> {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let mut row = $name::default();
                $crate::store::format::record::Row::fill(&mut row, deserializer)?;
                Ok(row)
            }
        }
    };
}

pub(super) use record;

/// A mirror struct that is read where it stands.
pub(super) trait Row<'de>: Default {
    /// Reads the fields.
    fn fill<D: Deserializer<'de>>(&mut self, deserializer: D) -> Result<(), D::Error>;
}

/// Rows that stand together: so few that their memory is not asked of the system anew for every list, which cost a tenth of the reading.
const TOGETHER: usize = 128;

/// Many rows, each read where it stays: to move so large ones about would cost another tenth.
#[derive(Default)]
pub(super) struct Rows<R>(Vec<Vec<R>>);

impl<R> Rows<R> {
    /// All rows, in order.
    pub(super) fn all(&mut self) -> Vec<&mut R> {
        self.0.iter_mut().flatten().collect()
    }
}

impl<'de, R: Row<'de>> Deserialize<'de> for Rows<R> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct List<R>(Vec<Vec<R>>);
        impl<'de, R: Row<'de>> Visitor<'de> for List<R> {
            type Value = Rows<R>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a list")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut rows: A) -> Result<Self::Value, A::Error> {
                let Self(mut list) = self;
                loop {
                    if list.last().is_none_or(|together| together.len() == TOGETHER) {
                        list.push(Vec::with_capacity(TOGETHER));
                    }
                    let Some(together) = list.last_mut() else { break };
                    together.push(R::default());
                    let Some(place) = together.last_mut() else { break };
                    if rows.next_element_seed(Place(place))?.is_none() {
                        together.pop();
                        break;
                    }
                }
                Ok(Rows(list))
            }
        }
        deserializer.deserialize_seq(List(Vec::new()))
    }
}

/// A list that most often has one entry: room for one is made, where a list of any length begins with room for four.
#[derive(Default)]
pub(super) struct Few<T>(Vec<T>);

impl<T> Deref for Few<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        &self.0
    }
}

impl<T> IntoIterator for Few<T> {
    type Item = T;
    type IntoIter = vec::IntoIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Few<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct List<T>(Vec<T>);
        impl<'de, T: Deserialize<'de>> Visitor<'de> for List<T> {
            type Value = Few<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a list")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut entries: A) -> Result<Self::Value, A::Error> {
                let Self(mut list) = self;
                while let Some(entry) = entries.next_element()? {
                    list.push(entry);
                }
                Ok(Few(list))
            }
        }
        deserializer.deserialize_seq(List(Vec::with_capacity(1)))
    }
}

/// A list with an entry for each range of a mark. Most marks have one, which stands here without memory of its own.
#[derive(Default)]
pub(super) enum PerRange<T> {
    #[default]
    None,
    One(T),
    Many(Vec<T>),
}

impl<T> Deref for PerRange<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        match self {
            Self::None => &[],
            Self::One(entry) => std::slice::from_ref(entry),
            Self::Many(entries) => entries,
        }
    }
}

impl<T> IntoIterator for PerRange<T> {
    type Item = T;
    type IntoIter = Chain<option::IntoIter<T>, vec::IntoIter<T>>;

    fn into_iter(self) -> Self::IntoIter {
        let (one, many) = match self {
            Self::None => (None, Vec::new()),
            Self::One(entry) => (Some(entry), Vec::new()),
            Self::Many(entries) => (None, entries),
        };
        one.into_iter().chain(many)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for PerRange<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct List<T>(PhantomData<T>);
        impl<'de, T: Deserialize<'de>> Visitor<'de> for List<T> {
            type Value = PerRange<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a list")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut entries: A) -> Result<Self::Value, A::Error> {
                let Some(first) = entries.next_element()? else { return Ok(PerRange::None) };
                let Some(second) = entries.next_element()? else { return Ok(PerRange::One(first)) };
                let mut many = vec![first, second];
                while let Some(entry) = entries.next_element()? {
                    many.push(entry);
                }
                Ok(PerRange::Many(many))
            }
        }
        deserializer.deserialize_seq(List(PhantomData))
    }
}

/// Where a row is read.
struct Place<'r, R>(&'r mut R);

impl<'de, R: Row<'de>> DeserializeSeed<'de> for Place<'_, R> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        self.0.fill(deserializer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::format::rows::KeptRow;

    #[test]
    fn rows_are_read_in_order_however_many_stand_together() {
        for count in [0, 1, TOGETHER - 1, TOGETHER, TOGETHER + 1, 3 * TOGETHER + 7] {
            let list: String = (0..count).map(|number| format!("(format: \"{number}\"),\n")).collect();
            let list = format!("[{list}]");
            let mut rows: Rows<KeptRow<'_>> = ron::from_str(&list).unwrap();
            let read: Vec<&str> = rows.all().into_iter().map(|row| row.format.as_deref().unwrap()).collect();
            assert_eq!(read, (0..count).map(|number| number.to_string()).collect::<Vec<_>>());
        }
    }

    #[test]
    fn one_entry_for_each_range_or_several_or_none() {
        for entries in [vec![], vec![4], vec![4, 7], vec![1, 2, 3, 4, 5]] {
            let read: PerRange<u32> = ron::from_str(&format!("{entries:?}")).unwrap();
            assert_eq!(&*read, entries.as_slice());
            assert_eq!(read.into_iter().collect::<Vec<_>>(), entries);
        }
    }
}
