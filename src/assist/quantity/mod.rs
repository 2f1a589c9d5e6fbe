//! What the words of a marked figure say: from “more than 40 cracks” to an interval.
//!
//! The rules, and where they come from:
//! - Modifiers belong to the words of a figure, before and after the number (MeasEval). `more than 40` is 40 and no upper end.
//! - Vague numerals are intervals (CQE, NewsQuant): dozens are 12–120, hundreds 100–1000, tens of millions 10⁷–10⁸. Several are 3–9.
//!   Many and a few have no ends.
//! - About is 5 % to either side, nearly the 5 % below: what the analyst of the sample project writes.
//! - A period is its first to its last day: March 2019 is the 1st to the 31st, 2009 the 1st of January to the 31st of December.
//! - Unknown stays unset. What the words leave open (`last week`, `14 March` with no date of publication, `03/04/2019`) has a kind and
//!   no ends, and what is not understood is no figure at all. Two quantities (`40 cracks and 30 welds`) are no interval.
//!
//! The parts: words become tokens (`tokens`, `digits`), which a `reader` looks up in the tables of a language; `moments`
//! reads dates and times, `ordinals` places in a row, `read` every other quantity from `numbers`, `fractions`, `amounts` and
//! `ranges`; `bounds` makes the interval and `counted` says of what.

mod amounts;
mod bounds;
mod clocks;
mod counted;
mod dates;
mod digits;
mod fractions;
mod moments;
mod numbers;
mod ordinals;
mod ranges;
mod read;
mod reader;
mod tables;
mod tokens;

use crate::project::Figure;
use reader::Reader;

/// Longest words that are read, in bytes; a longer mark is no figure.
const MOST_BYTES: usize = 400;

/// The quantity that the words of a figure say, or none where they are not understood.
///
/// The whole of the words must be one quantity; spaces of any kind, quotation marks and punctuation around it do not matter.
/// `low` and `high` are numbers in `unit`, or dates and times. `unit` is an ISO currency code, the symbol of a unit or its singular
/// word, with a rate after a slash: `EUR/month`, `km`, `tonne`, `%`. `what` is the counted thing as far as the words name it, a rate
/// of counts with it: `vehicles a day`. A share of a whole is in per cent.
///
/// `published` is the day on which the article came out. It gives `14 March` its year, the nearest such day that is not after it, and
/// `yesterday` its date; without it they have no ends.
pub fn quantity(words: &str, published: Option<jiff::civil::Date>) -> Option<Figure> {
    let words = words.trim_matches(|c: char| c.is_whitespace() || tokens::is_invisible(c));
    if words.len() > MOST_BYTES {
        return None;
    }
    let tokens = tokens::tokens(words);
    let start = Reader::new(words, &tokens, tables::language_of(words, &tokens));
    moments::moment_figure(&mut start.clone(), published)
        .or_else(|| ordinals::ordinal_figure(&mut start.clone()))
        .or_else(|| read::amount_figure(&mut start.clone()))
}
