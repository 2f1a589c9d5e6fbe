//! Finds the places of quotes in a text, of one or of many at once. Pure: it reports, it never decides between them.

use super::{Text, TextRange};
use std::collections::BTreeMap;

/// From so many quotes on, the text is read once for all of one size and not once for each.
const MANY: usize = 6;
/// Bytes by which quotes are told apart while the text is read; each quote uses the largest that it has.
const HEADS: [usize; 6] = [1, 2, 4, 8, 24, 96];

/// Every place of a quote, in text order, overlapping ones too. An empty quote has none.
pub fn occurrences<'a>(text: &'a Text, quote: &'a str) -> impl Iterator<Item = TextRange> + 'a {
    let finder = memchr::memmem::Finder::new(quote.as_bytes()).into_owned();
    let step = quote.chars().next().map_or(0, char::len_utf8);
    let mut from = 0;
    std::iter::from_fn(move || {
        let rest = text.as_str().as_bytes().get(from..).filter(|_| step > 0)?;
        let at = from + finder.find(rest)?;
        from = at + step;
        TextRange::new(text, at..at + quote.len())
    })
}

/// Where a quote stands, as far as it was looked for.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Places {
    /// The first places, in text order, overlapping ones too.
    pub found: Vec<TextRange>,
    /// Whether there may be others.
    pub more: bool,
}

impl Places {
    /// The place, if there is exactly one.
    pub fn only(&self) -> Option<TextRange> {
        <[TextRange; 1]>::try_from(self.found.as_slice()).ok().filter(|_| !self.more).map(|[only]| only)
    }

    /// Whether the quote surely stands nowhere.
    pub fn is_nowhere(&self) -> bool {
        self.found.is_empty() && !self.more
    }
}

/// The places of many quotes, in the order of the quotes, at most so many for each. The text is read a few times for all of them
/// together. Where a text repeats itself so much that this would take too long, quotes are given up: there may be more of them.
pub fn places(text: &Text, quotes: &[&str], at_most: usize) -> Vec<Places> {
    let mut all: BTreeMap<&str, Places> = quotes.iter().filter(|quote| !quote.is_empty()).map(|quote| (*quote, Places::default())).collect();
    if all.len() < MANY {
        for (quote, found) in &mut all {
            let mut there = occurrences(text, quote);
            found.found = there.by_ref().take(at_most).collect();
            found.more = found.found.len() == at_most && there.next().is_some();
        }
    } else {
        for (number, head) in HEADS.into_iter().enumerate() {
            let longer = HEADS.get(number + 1).copied().unwrap_or(usize::MAX);
            let wanted = all.iter_mut().filter(|(quote, _)| (head..longer).contains(&quote.len()));
            Search::new(head, at_most, wanted.map(|(quote, found)| (*quote, found)).collect()).read(text);
        }
    }
    quotes.iter().map(|quote| all.get(quote).cloned().unwrap_or_default()).collect()
}

/// The only place of each of many quotes, in the order of the quotes; none where one stands nowhere or more than once.
pub fn only_places(text: &Text, quotes: &[&str]) -> Vec<Option<TextRange>> {
    places(text, quotes, 1).iter().map(Places::only).collect()
}

/// Quotes that are looked for by their first bytes, all by the same number of them.
struct Search<'q, 'p> {
    head: usize,
    at_most: usize,
    wanted: Vec<(&'q str, &'p mut Places)>,
    /// Numbers of quotes, by the number made of their heads.
    by_head: Vec<Vec<u32>>,
    /// A bit for each of these lists: whether there is anything in it. Small enough to stay near at hand.
    is_used: Vec<u64>,
    shift: u32,
}

impl<'q, 'p> Search<'q, 'p> {
    fn new(head: usize, at_most: usize, wanted: Vec<(&'q str, &'p mut Places)>) -> Self {
        let bits = (wanted.len().max(64) * 8).next_power_of_two().trailing_zeros().min(22);
        let mut search = Self { head, at_most, wanted, by_head: vec![Vec::new(); 1 << bits], is_used: vec![0; 1 << (bits - 6)], shift: 64 - bits };
        for (number, (quote, _)) in search.wanted.iter().enumerate() {
            let list = quote.as_bytes().get(..head).map_or(0, |head| number_of(head) >> search.shift) as usize;
            search.by_head.get_mut(list).into_iter().for_each(|list| list.push(number as u32));
            search.is_used.get_mut(list / 64).into_iter().for_each(|bits| *bits |= 1 << (list % 64));
        }
        search
    }

    fn read(mut self, text: &Text) {
        if self.wanted.is_empty() {
            return;
        }
        let bytes = text.as_str().as_bytes();
        let mut work = (1 << 24) + bytes.len().saturating_mul(100);
        for (at, window) in bytes.windows(self.head).enumerate() {
            let list = (number_of(window) >> self.shift) as usize;
            if self.is_used.get(list / 64).is_none_or(|bits| bits >> (list % 64) & 1 == 0) {
                continue;
            }
            let Some(numbers) = self.by_head.get_mut(list) else { continue };
            let rest = bytes.get(at..).unwrap_or_default();
            numbers.retain(|number| {
                let Some((quote, places)) = self.wanted.get_mut(*number as usize) else { return false };
                let same = rest.iter().zip(quote.as_bytes()).take(self.head).all(|(x, y)| x == y);
                // Comparing is fast, but not for nothing.
                let cost = if same { 16 + quote.len() / 4 } else { 16 };
                if cost > work {
                    places.more = true;
                    return false;
                }
                work -= cost;
                if !same || !rest.starts_with(quote.as_bytes()) {
                    return true;
                }
                // What stands more often than is asked for is not looked for any more.
                places.more = places.found.len() >= self.at_most;
                places.found.extend(TextRange::new(text, at..at + quote.len()).filter(|_| !places.more));
                !places.more
            });
            if numbers.is_empty() {
                self.is_used.get_mut(list / 64).into_iter().for_each(|bits| *bits &= !(1 << (list % 64)));
            }
        }
    }
}

/// A number made of the first, middle and last eight bytes.
fn number_of(head: &[u8]) -> u64 {
    const MIX: u64 = 0x9E37_79B9_7F4A_7C15;
    let at = |from: usize| head.get(from..).and_then(|rest| rest.first_chunk::<8>()).map(|bytes| u64::from_le_bytes(*bytes));
    let Some(first) = at(0) else { return head.iter().fold(0, |sum: u64, byte| (sum << 8) | u64::from(*byte)).wrapping_mul(MIX) };
    if head.len() == 8 {
        return first.wrapping_mul(MIX);
    }
    let (middle, last) = (at(head.len() / 2 - 4).unwrap_or(0), at(head.len() - 8).unwrap_or(0));
    let mixed = (first.wrapping_mul(MIX).rotate_left(29) ^ middle).wrapping_mul(MIX).rotate_left(29) ^ last;
    mixed.wrapping_mul(MIX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn every_place_of_a_quote_is_found_to_the_letter() {
        let text = Text::new("سلام a\u{a0}b, a b, aaa");
        let places = |quote: &str| occurrences(&text, quote).map(|range| range.of(&text).to_owned()).collect::<Vec<_>>();
        assert_eq!(places("a\u{a0}b"), ["a\u{a0}b"]);
        assert_eq!(places("aa"), ["aa", "aa"], "overlapping ones count");
        assert!(places("zz").is_empty() && places("").is_empty());
    }

    #[test]
    fn a_text_that_repeats_itself_is_given_up_rather_than_read_for_ever() {
        let text = Text::new("a".repeat(200_000));
        let lost: Vec<String> = (100..400).map(|count| "a".repeat(count * 300) + "b").collect();
        let quotes: Vec<&str> = lost.iter().map(String::as_str).collect();
        assert!(places(&text, &quotes, 1).iter().all(|there| there.only().is_none()));
    }

    proptest! {
        #[test]
        fn many_quotes_are_found_where_each_is(base in "[ab é北]{0,60}", cuts in prop::collection::vec((0_usize..40, 1_usize..30), 0..20), at_most in 1_usize..4) {
            let text = Text::new(base.repeat(3));
            let points: Vec<char> = text.as_str().chars().collect();
            let quotes: Vec<String> = cuts.iter().map(|(start, len)| points.iter().skip(*start).take(*len).collect()).collect();
            let quotes: Vec<&str> = quotes.iter().map(String::as_str).chain(["", "x", "bab", "aé北"]).collect();
            for (quote, there) in quotes.iter().zip(places(&text, &quotes, at_most)) {
                let all: Vec<TextRange> = occurrences(&text, quote).collect();
                prop_assert_eq!(there.more, all.len() > at_most);
                prop_assert_eq!(there.only().is_some(), all.len() == 1);
                prop_assert_eq!(there.found, all.into_iter().take(at_most).collect::<Vec<_>>());
            }
        }
    }
}
