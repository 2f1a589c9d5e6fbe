//! Where the files of a data set are, and how they are called.

use crate::formats::{About, Format};

/// How the files of a data set are called.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Layout {
    /// Each part by its name: `train.jsonl`, or `train-00000-of-00003.jsonl` where it is in shards.
    Plain,
    /// As data sets on Hugging Face's hub have it: `data/train-00000-of-00001.parquet`, always with numbers.
    Hub,
}

impl Layout {
    /// That of a format: one whose columns are named in the card is Hugging Face's.
    pub fn of(format: &dyn Format) -> Self {
        if format.features().is_some() { Self::Hub } else { Self::Plain }
    }

    /// The name of the only part where there is no split.
    pub fn whole(self) -> &'static str {
        match self {
            Self::Plain => "data",
            // What `datasets` calls data that nobody has split.
            Self::Hub => "train",
        }
    }

    /// The file of a shard of a part, by its number from 0 among so many; a folder where each article has files of its own.
    pub fn file(self, about: About, part: &str, number: usize, count: usize) -> String {
        let ending = if about.per_article { String::new() } else { format!(".{}", about.ending) };
        match self {
            Self::Plain if count == 1 => format!("{part}{ending}"),
            Self::Plain => format!("{part}-{number:05}-of-{count:05}{ending}"),
            Self::Hub => format!("data/{part}-{number:05}-of-{count:05}{ending}"),
        }
    }

    /// A pattern that names all files of a part in so many shards.
    pub fn pattern(self, about: About, part: &str, count: usize) -> String {
        let ending = about.ending;
        match self {
            Self::Plain if about.per_article => format!("{part}*/*.{ending}"),
            Self::Plain if count > 1 => format!("{part}-*-of-*.{ending}"),
            Self::Hub if count > 1 => format!("data/{part}-*-of-{count:05}.{ending}"),
            Self::Plain | Self::Hub => self.file(about, part, 0, count),
        }
    }
}
