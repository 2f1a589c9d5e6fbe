//! Finds a quote in a text. Pure: it reports, it never decides between places.

use super::{Text, TextRange};

/// Where a quote stands in a text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Found {
    /// In exactly one place.
    Once(TextRange),
    /// In this many places, so which one was meant is not known.
    Many(usize),
    /// Nowhere.
    Nowhere,
}

/// The one place of a quote, to the letter; a place that overlaps itself counts as another.
pub fn find_again(text: &Text, quote: &str) -> Found {
    let mut places = occurrences(text, quote);
    match (places.next(), places.count()) {
        (None, _) => Found::Nowhere,
        (Some(only), 0) => Found::Once(only),
        (Some(_), more) => Found::Many(more + 1),
    }
}

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
    fn a_quote_is_found_only_where_it_is_the_only_one() {
        let text = Text::new("سلام a\u{a0}b, a b, aaa");
        assert!(matches!(find_again(&text, "a\u{a0}b"), Found::Once(range) if range.of(&text) == "a\u{a0}b"));
        assert_eq!(find_again(&text, "aa"), Found::Many(2));
        assert_eq!(find_again(&text, "zz"), Found::Nowhere);
        assert_eq!(find_again(&text, ""), Found::Nowhere);
    }
}
