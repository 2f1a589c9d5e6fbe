//! A split: which article is in which part.

use crate::project::{ArticleId, Project};
use crate::text::{Sketch, stories};
use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

/// Parts of a split, with names.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Shares(Vec<Share>);

/// A part of a split.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Share {
    /// `train`, `validation` or `test`.
    pub name: &'static str,
    /// How much of the whole, in parts of the sum.
    pub weight: u32,
}

/// What stays together in a split.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub enum Group {
    /// A story: articles that are nearly the same text, which never stand on both sides.
    #[default]
    Story,
    /// Each article by itself.
    Article,
}

/// Words that are no split.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("{0} is no split: write two or three whole numbers with strokes between, train/test or train/validation/test, such as 80/10/10")]
pub struct NoSplit(String);

impl FromStr for Shares {
    type Err = NoSplit;

    fn from_str(words: &str) -> Result<Self, NoSplit> {
        let refused = || NoSplit(words.chars().take(40).collect());
        let weights: Vec<u32> = words.split('/').map(|word| word.trim().parse::<u16>().map(u32::from)).collect::<Result<_, _>>().map_err(|_| refused())?;
        let names: &[&'static str] = match weights.len() {
            2 => &["train", "test"],
            3 => &["train", "validation", "test"],
            _ => return Err(refused()),
        };
        if weights.iter().sum::<u32>() == 0 {
            return Err(refused());
        }
        Ok(Self(names.iter().zip(weights).map(|(name, weight)| Share { name, weight }).collect()))
    }
}

impl fmt::Display for Shares {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let weights: Vec<String> = self.0.iter().map(|share| share.weight.to_string()).collect();
        f.write_str(&weights.join("/"))
    }
}

impl Shares {
    /// The names of the parts, in order.
    pub fn names(&self) -> Vec<&'static str> {
        self.0.iter().map(|share| share.name).collect()
    }

    /// The part of each article. Each story is dealt by a hash of the seed and of the id of its first article in the project's order: adding an
    /// article moves no other, unless it shows that two stories are one. The shares are kept on the average, not to the article.
    pub fn deal(&self, project: &Project, group: Group, seed: u64) -> BTreeMap<ArticleId, &'static str> {
        let articles: Vec<_> = project.articles().collect();
        let stories: Vec<usize> = match group {
            Group::Article => (0..articles.len()).collect(),
            Group::Story => {
                let sketches: Vec<Sketch> = articles.iter().map(|article| Sketch::of(&article.text)).collect();
                stories(&sketches.iter().collect::<Vec<_>>())
            }
        };
        let mut firsts: BTreeMap<usize, ArticleId> = BTreeMap::new();
        let dealt = articles.iter().zip(stories).map(|(article, story)| {
            let first = *firsts.entry(story).or_insert(article.id);
            (article.id, self.of(&first.to_string(), seed))
        });
        dealt.collect()
    }

    fn of(&self, key: &str, seed: u64) -> &'static str {
        let mut hash = blake3::Hasher::new();
        hash.update(&seed.to_le_bytes());
        hash.update(key.as_bytes());
        let random = u64::from_le_bytes(hash.finalize().as_bytes().first_chunk().copied().unwrap_or_default());
        let sum: u64 = self.0.iter().map(|share| u64::from(share.weight)).sum();
        // The place of the hash among all, times the sum, without rounding.
        let place = ((u128::from(random) * u128::from(sum)) >> 64) as u64;
        let mut end = 0;
        let found = self.0.iter().find(|share| {
            end += u64::from(share.weight);
            place < end
        });
        found.map_or("train", |share| share.name)
    }
}
