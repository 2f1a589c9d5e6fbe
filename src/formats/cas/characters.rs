//! Characters of the text that XML 1.0 cannot hold: one of the same length in UTF-16 stands in for each, and a structure says which it is.

use std::borrow::Cow;

/// What stands for a character that cannot be written.
pub(in crate::formats) const STANDIN: char = '\u{fffd}';

/// Whether XML 1.0 has no way to write a character.
pub(in crate::formats) fn is_unwritable(c: char) -> bool {
    !matches!(c, '\t' | '\n' | '\r') && matches!(c, '\u{0}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}')
}

/// The character of a code point as we write it: capitals and no zeros before it.
pub(in crate::formats) fn code(digits: &str) -> Option<char> {
    let c = u32::from_str_radix(digits, 16).ok().and_then(char::from_u32)?;
    (format!("{:X}", u32::from(c)) == digits).then_some(c)
}

/// The text as it is written, and the places of what was replaced in it, in UTF-16 code units with their code points.
pub(in crate::formats) fn replaced(text: &str) -> (Cow<'_, str>, String) {
    if !text.contains(is_unwritable) {
        return (Cow::Borrowed(text), String::new());
    }
    let (mut out, mut places, mut unit) = (String::with_capacity(text.len() + 64), Vec::new(), 0);
    for c in text.chars() {
        out.push(if is_unwritable(c) { STANDIN } else { c });
        if is_unwritable(c) {
            places.push(format!("{unit}:{:X}", u32::from(c)));
        }
        unit += c.len_utf16();
    }
    (Cow::Owned(out), places.join(" "))
}

/// Puts characters back into a text; how many were said that do not fit it.
pub(super) fn restored(text: &str, places: &str) -> (String, usize) {
    let mut wanted = places.split_ascii_whitespace().map(|place| {
        let (unit, digits) = place.split_once(':')?;
        Some((unit.parse::<usize>().ok()?, code(digits).filter(|c| is_unwritable(*c))?))
    });
    let (mut out, mut unit, mut wrong) = (String::with_capacity(text.len()), 0, 0);
    let mut next = wanted.next();
    for c in text.chars() {
        // What is out of order or no place at all fits nowhere.
        while next.is_some_and(|place| place.is_none_or(|(at, _)| at < unit)) {
            wrong += 1;
            next = wanted.next();
        }
        match next.flatten() {
            Some((at, own)) if at == unit && c == STANDIN => {
                out.push(own);
                next = wanted.next();
            }
            Some(_) | None => out.push(c),
        }
        unit += c.len_utf16();
    }
    wrong += usize::from(next.is_some()) + wanted.count();
    (out, wrong)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::generate::hard_string;
    use proptest::prelude::*;

    #[test]
    fn what_stands_in_has_the_same_length_and_gives_way_at_its_place_alone() {
        let text = "a\u{0}📈\u{1b}\u{fffd}\u{fffe}\t\u{c}";
        let (put, places) = replaced(text);
        assert_eq!((put.as_ref(), places.as_str()), ("a\u{fffd}📈\u{fffd}\u{fffd}\u{fffd}\t\u{fffd}", "1:0 4:1B 6:FFFE 8:C"));
        assert_eq!(put.encode_utf16().count(), text.encode_utf16().count());
        assert_eq!(restored(&put, &places), (text.to_owned(), 0));
        assert_eq!(restored("a\u{fffd}b", "0:1B 1:41 x 1:1B 1:2 99:1B"), ("a\u{1b}b".to_owned(), 5));
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn every_text_comes_back(text in hard_string(), more in "[\u{fffd}0-9A-F;\u{0}\u{1b}]{0,12}") {
            let text = format!("{text}{more}");
            let (put, places) = replaced(&text);
            prop_assert!(!put.contains(is_unwritable));
            prop_assert_eq!(restored(&put, &places), (text, 0));
        }
    }
}
