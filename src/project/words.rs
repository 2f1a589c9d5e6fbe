//! Closed lists of words of the field: each value has one name, the same in the file, on the command line and in JSON.

/// Declares an enum whose values are known by their names.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$value_doc:meta])* $value:ident),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub enum $name { $($(#[$value_doc])* $value),+ }

        impl $crate::project::Word for $name {
            const ALL: &'static [Self] = &[$(Self::$value),+];

            fn name(self) -> &'static str {
                match self { $(Self::$value => stringify!($value)),+ }
            }
        }
    };
}

pub(crate) use words;

/// A value of a closed list.
pub trait Word: Copy + PartialEq + 'static {
    /// Every value, in the order in which they are offered.
    const ALL: &'static [Self];

    /// Its name in files, on the command line and in JSON.
    fn name(self) -> &'static str;

    /// The value of a name, exactly as files write it.
    fn exactly(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|value| value.name() == name)
    }

    /// The value of a name as people type it: without regard to case, and with `-`, `_` or a space where a name has a new capital.
    fn typed(name: &str) -> Option<Self> {
        let plain = |word: &str| word.chars().filter(|c| c.is_alphanumeric()).collect::<String>().to_lowercase();
        Self::ALL.iter().copied().find(|value| plain(value.name()) == plain(name))
    }

    /// All names, for a sentence that says what is possible.
    fn names() -> String {
        Self::ALL.iter().map(|value| value.name()).collect::<Vec<_>>().join(", ")
    }
}
