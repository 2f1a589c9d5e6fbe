//! What stands in a line: texts and values with their escapes, several values of one cell, and the numbers behind them.

/// The cell where a layer says nothing.
pub(super) const NOTHING: &str = "_";
/// A feature without a value.
pub(super) const NO_VALUE: &str = "*";

/// Spells text behind `#Text=`: control characters behind a backslash, some by a letter.
pub(super) fn push_text(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '\\' => out.push_str("\\\\"),
            '\t' => out.push_str("\\t"),
            '\n' => out.push_str("\\n"),
            '\u{c}' => out.push_str("\\f"),
            '\r' => out.push_str("\\r"),
            '\u{8}' => out.push_str("\\b"),
            _ if is_behind_backslash(c) => out.extend(['\\', c]),
            _ => out.push(c),
        }
    }
}

/// The control characters that stand themselves behind a backslash.
fn is_behind_backslash(c: char) -> bool {
    c < '\u{8}' || ('\u{e}'..'\u{20}').contains(&c)
}

/// The text that a line spells; what is no escape stays.
pub(super) fn text(raw: &str) -> String {
    unescaped(raw, |c, _| match c {
        '\\' => Some(("\\", 0)),
        't' => Some(("\t", 0)),
        'n' => Some(("\n", 0)),
        'f' => Some(("\u{c}", 0)),
        'r' => Some(("\r", 0)),
        'b' => Some(("\u{8}", 0)),
        _ if is_behind_backslash(c) => Some(("", 1)),
        _ => None,
    })
}

/// Spells a value in a cell.
pub(super) fn push_value(out: &mut String, value: &str) {
    let mut characters = value.chars().peekable();
    while let Some(c) = characters.next() {
        match c {
            '\t' => out.push_str("\\t"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\\' | '[' | ']' | '|' | '_' | ';' | '*' => out.extend(['\\', c]),
            '-' if characters.peek() == Some(&'>') => out.push_str("\\-"),
            _ => out.push(c),
        }
    }
}

/// A value as it is spelt.
pub(super) fn spelt(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    push_value(&mut out, value);
    out
}

/// The value that a cell spells; what is no escape stays.
pub(super) fn value(raw: &str) -> String {
    unescaped(raw, |c, behind| match c {
        '\\' | '[' | ']' | '|' | '_' | ';' | '*' => Some(("", 1)),
        't' => Some(("\t", 0)),
        'n' => Some(("\n", 0)),
        'r' => Some(("\r", 0)),
        '-' if behind.starts_with('>') => Some(("", 1)),
        _ => None,
    })
}

/// Goes over escapes. What a character behind a backslash stands for: words, and whether it follows itself (1); none where it is no escape.
fn unescaped(raw: &str, says: impl Fn(char, &str) -> Option<(&'static str, usize)>) -> String {
    let mut out = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some((before, from)) = rest.split_once('\\') {
        out.push_str(before);
        let mut behind = from.chars();
        match behind.next().and_then(|c| Some((c, says(c, behind.as_str())?))) {
            Some((c, (words, itself))) => {
                out.push_str(words);
                out.extend((itself == 1).then_some(c));
                rest = behind.as_str();
            }
            None => {
                out.push('\\');
                rest = from;
            }
        }
    }
    out.push_str(rest);
    out
}

/// The parts of a cell between separators that are not escaped; one at least.
pub(super) fn parted(raw: &str, separator: char) -> impl Iterator<Item = &str> {
    let mut is_escaped = false;
    raw.split(move |c| {
        let is_separator = c == separator && !is_escaped;
        is_escaped = c == '\\' && !is_escaped;
        is_separator
    })
}

/// The numbers in brackets behind a value: one, or the two of a relation's ends.
pub(super) type Numbers = (usize, Option<usize>);

/// A value and the numbers behind it. Brackets with anything else are part of the value.
pub(super) fn numbered(raw: &str) -> (&str, Option<Numbers>) {
    let found = raw.strip_suffix(']').and_then(|inner| {
        let (value, numbers) = inner.rsplit_once('[')?;
        let is_escaped = value.len() - value.trim_end_matches('\\').len();
        let numbers = match numbers.split_once('_') {
            Some((from, to)) => (number(from)?, Some(number(to)?)),
            None => (number(numbers)?, None),
        };
        (is_escaped % 2 == 0).then_some((value, Some(numbers)))
    });
    found.unwrap_or((raw, None))
}

/// A number of digits alone.
pub(super) fn number(digits: &str) -> Option<usize> {
    let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    if is_number { digits.parse().ok() } else { None }
}

/// Two numbers with a hyphen between.
pub(super) fn numbers(words: &str) -> Option<(usize, usize)> {
    let (one, two) = words.split_once('-')?;
    Some((number(one)?, number(two)?))
}

/// A value of a chain, and the chain's number with that of the link in it, behind an arrow.
pub(super) fn linked(raw: &str) -> (&str, Option<(usize, usize)>) {
    let found = raw.rsplit_once("->").and_then(|(value, numbers)| {
        let is_escaped = value.len() - value.trim_end_matches('\\').len();
        let (chain, link) = self::numbers(numbers)?;
        (is_escaped % 2 == 0).then_some((value, Some((chain, link))))
    });
    found.unwrap_or((raw, None))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::generate::hard_string;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn what_is_spelt_reads_as_it_was(one in hard_string(), two in "[\\\\\\[\\]|_;*\\->tnr0-9\\t\\n\\r]{0,12}") {
            for words in [&one, &two] {
                let mut line = String::new();
                push_text(&mut line, words);
                prop_assert_eq!(&text(&line), words);
                prop_assert!(!line.contains(['\n', '\r', '\t']));
                prop_assert_eq!(&value(&spelt(words)), words);
                let raw = spelt(words);
                prop_assert_eq!(numbered(&raw), (raw.as_str(), None));
                prop_assert_eq!(linked(&raw), (raw.as_str(), None));
                let cell = format!("{}[3]|{}[4]", spelt(words), spelt(&one));
                let values: Vec<_> = parted(&cell, '|').map(numbered).map(|(raw, numbers)| (value(raw), numbers)).collect();
                prop_assert_eq!(values, [(words.clone(), Some((3, None))), (one.clone(), Some((4, None)))]);
            }
        }
    }

    #[test]
    fn what_is_no_escape_stays() {
        assert_eq!(text("a\\[b\\u\\"), "a\\[b\\u\\");
        assert_eq!(value("a\\f\\-b\\"), "a\\f\\-b\\");
        assert_eq!(numbered("a[b]"), ("a[b]", None));
        assert_eq!(numbered("a\\[1]"), ("a\\[1]", None));
        assert_eq!(numbered("a\\\\[1]"), ("a\\\\", Some((1, None))));
        assert_eq!(numbered("1-1[0_2]"), ("1-1", Some((0, Some(2)))));
        assert_eq!(numbered("a[99999999999999999999999]"), ("a[99999999999999999999999]", None));
        assert_eq!(linked("*->1-2"), ("*", Some((1, 2))));
        assert_eq!(linked("a\\->1-2"), ("a\\->1-2", None));
    }
}
