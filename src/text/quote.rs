//! Finds the places of a quote in a text. Pure: it reports, it never decides between them.

use super::{Text, TextRange};

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_of_a_quote_is_found_to_the_letter() {
        let text = Text::new("سلام a\u{a0}b, a b, aaa");
        let places = |quote: &str| occurrences(&text, quote).map(|range| range.of(&text).to_owned()).collect::<Vec<_>>();
        assert_eq!(places("a\u{a0}b"), ["a\u{a0}b"]);
        assert_eq!(places("aa"), ["aa", "aa"], "overlapping ones count");
        assert!(places("zz").is_empty() && places("").is_empty());
    }
}
