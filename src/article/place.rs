//! Where in its file a paragraph is from: a page of a document, a moment of a recording.

use std::fmt;
use std::str::FromStr;

/// A place in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// The page of a document, from 1.
    Page(u32),
    /// When it is said, in milliseconds from the start of the recording.
    Time(u64),
}

/// Words that name no place.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no place in a file: write “page 3” or “0:01:02.500”")]
pub struct NotAPlace(String);

impl fmt::Display for Place {
    /// `page 3`, and hours, minutes, seconds and milliseconds as in `0:01:02.500`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Page(page) => write!(f, "page {page}"),
            Self::Time(ms) => write!(f, "{}:{:02}:{:02}.{:03}", ms / 3_600_000, ms / 60_000 % 60, ms / 1000 % 60, ms % 1000),
        }
    }
}

impl FromStr for Place {
    type Err = NotAPlace;

    fn from_str(words: &str) -> Result<Self, NotAPlace> {
        let place = match words.strip_prefix("page ") {
            Some(page) => page.parse().ok().map(Self::Page),
            None => time(words).map(Self::Time),
        };
        // Only as it is written: a file says one thing in one way.
        place.filter(|place| place.to_string() == words).ok_or_else(|| NotAPlace(words.to_owned()))
    }
}

fn time(words: &str) -> Option<u64> {
    let (whole, milliseconds) = words.split_once('.')?;
    let mut parts = whole.split(':').map(|part| part.parse::<u64>().ok());
    let (hours, minutes, seconds) = (parts.next()??, parts.next()??, parts.next()??);
    let all = hours.checked_mul(3_600_000)?.checked_add(minutes.checked_mul(60_000)?)?.checked_add(seconds.checked_mul(1000)?)?;
    parts.next().is_none().then(|| all.checked_add(milliseconds.parse().ok()?))?
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn what_is_written_is_read(page: u32, time: u64) {
            for place in [Place::Page(page), Place::Time(time)] {
                prop_assert_eq!(place.to_string().parse(), Ok(place));
            }
        }
    }

    #[test]
    fn only_what_is_written_is_read() {
        assert_eq!(Place::Time(3_723_004).to_string(), "1:02:03.004");
        for words in
            ["", "page", "page ", "page -1", "page 03", "Page 3", "1:2:3.004", "0:00:61.000", "0:00:01", "0:00:01.5", "page 99999999999", "١:٠٠:٠٠.٠٠٠"]
        {
            assert!(words.parse::<Place>().is_err(), "{words}");
        }
    }
}
