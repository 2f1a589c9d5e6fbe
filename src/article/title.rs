//! The name of an article in lists, by rule: the first line that is not boilerplate. Whether that line is also the headline in the text is
//! a second question, answered only where it is plain to see.

use super::boilerplate::is_boilerplate;
use unicode_segmentation::UnicodeSegmentation;

/// The longest title, in code points.
const MOST_POINTS: usize = 200;
/// The longest line that is taken for a headline, in code points.
const HEADLINE_POINTS: usize = 160;

/// The first line with visible text that is not boilerplate, and its number from 0.
pub(super) fn first_line(text: &str) -> Option<(u32, &str)> {
    text.split('\n').zip(0_u32..).find(|(line, _)| line.chars().any(super::is_visible) && !is_boilerplate(line)).map(|(line, number)| (number, line))
}

/// Whether a line is the headline of what follows it: at most 160 code points, with a letter, without the full stop, comma or colon of a
/// sentence at its end, and set off: an empty line and then more text follow, or a line at least twice as long (where every line is a
/// paragraph; in a text with hard line ends the lines are about equal).
pub(super) fn is_headline<'a>(line: &str, mut following: impl Iterator<Item = &'a str>) -> bool {
    let points = line.trim().chars().count();
    if points > HEADLINE_POINTS || !line.chars().any(char::is_alphabetic) || ends_like_a_sentence(line) {
        return false;
    }
    match following.next() {
        Some(next) if next.trim().is_empty() => following.any(|line| !line.trim().is_empty()),
        Some(next) => next.trim().chars().count() >= 2 * points,
        None => false,
    }
}

/// One line of at most 200 code points: the first visible line of the string (a lone CR and U+2028 end lines here), trimmed, control
/// characters as spaces, cut with “…” at a space or, in scripts without spaces, at a grapheme.
pub(super) fn shorten(title: &str) -> String {
    let is_break = |c: char| matches!(c, '\n' | '\r' | '\x0b' | '\x0c' | '\u{85}' | '\u{2028}' | '\u{2029}');
    let line = title.split(is_break).find(|line| line.chars().any(super::is_visible)).unwrap_or_default();
    let line: String = line.trim().trim_matches('\u{feff}').chars().take(MOST_POINTS + 1).map(|c| if c.is_control() { ' ' } else { c }).collect();
    let line = line.trim();
    if line.chars().count() <= MOST_POINTS {
        return line.to_owned();
    }
    let mut points = 0;
    let mut kept = String::new();
    for grapheme in line.graphemes(true) {
        points += grapheme.chars().count();
        if points >= MOST_POINTS {
            break;
        }
        kept.push_str(grapheme);
    }
    if kept.is_empty() {
        // One grapheme of hundreds of code points: only then is a grapheme cut.
        kept = line.chars().take(MOST_POINTS - 1).collect();
    }
    let words = kept.rsplit_once(char::is_whitespace).map(|(words, _)| words.trim_end()).filter(|words| words.len() * 2 > kept.len());
    let mut title = words.unwrap_or(&kept).to_owned();
    title.push('…');
    title
}

/// Ends in the full stop, comma, colon or semicolon of some script, with closing quotation marks and brackets not counted. An
/// abbreviation such as “U.S.” and three dots do not end a sentence; neither do “?” and “!”, which headlines have.
fn ends_like_a_sentence(line: &str) -> bool {
    let line = line.trim().trim_end_matches(|c: char| c.is_whitespace() || "\"'”’»›)]」』）】".contains(c));
    let last_word = line.split_whitespace().next_back().unwrap_or_default();
    match line.chars().next_back() {
        Some('.') => last_word.matches('.').count() < 2,
        Some(last) => "。．｡।॥۔።،,、，;；؛:：।".contains(last),
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_line_that_says_something_is_found() {
        for (text, found) in [
            ("Headline\n\nText.", Some((0, "Headline"))),
            ("Logo\n\nLogo\n\nHeadline\n", Some((4, "Headline"))),
            ("\n \u{a0}\n\u{feff}\nText", Some((3, "Text"))),
            ("Advertisement\nShare\n", None),
            ("", None),
        ] {
            assert_eq!(first_line(text), found, "{text:?}");
        }
    }

    #[test]
    fn a_headline_is_short_and_set_off() {
        let long = "The mayor told reporters on Monday that inspectors had found more than forty cracks.";
        for (line, following, is) in [
            ("Bridge closed after 40 cracks", vec!["", long], true),
            ("Is the bridge safe?", vec!["", long], true),
            ("President to visit the U.S.", vec!["", long], true),
            ("Bridge closed, and then …", vec!["", long], true),
            ("Bridge closed ...", vec!["", long], true),
            ("Bridge closed", vec![long], true),
            ("大桥因裂缝关闭", vec!["", "市长星期一告诉记者。"], true),
            ("إغلاق الجسر بعد العثور على صدوع", vec!["", "قال رئيس البلدية."], true),
            ("The bridge is closed.", vec!["", long], false),
            ("“The bridge is closed.”", vec!["", long], false),
            ("大桥已关闭。", vec!["", long], false),
            ("पुल बंद है।", vec!["", long], false),
            ("On Monday the mayor told reporters that", vec!["inspectors had found more than 40 cracks"], false),
            ("Bridge closed", vec![], false),
            ("Bridge closed", vec!["", " ", ""], false),
            ("12.5", vec!["", long], false),
        ] {
            assert_eq!(is_headline(line, following.iter().copied()), is, "{line:?} before {following:?}");
        }
        assert!(!is_headline(&"word ".repeat(40), ["", long].into_iter()));
    }

    #[test]
    fn a_title_is_one_bounded_line() {
        for (long, short) in [
            ("  Bridge closed \u{a0}", "Bridge closed"),
            ("\r\rold line ends\rsecond", "old line ends"),
            ("tab\there\u{7}", "tab here"),
            ("first\u{2028}second", "first"),
            ("no\u{a0}break stays", "no\u{a0}break stays"),
        ] {
            assert_eq!(shorten(long), short);
        }
        let words = shorten(&"inspectors found cracks ".repeat(30));
        assert!(words.ends_with("inspectors found…") || words.ends_with("cracks…") || words.ends_with("inspectors…"), "{words}");
        assert!((150..=200).contains(&words.chars().count()));
        // Graphemes of three and of four code points: none is cut.
        for grapheme in ["\u{1f469}\u{200d}\u{1f692}", "क्षि"] {
            let title = shorten(&grapheme.repeat(100));
            assert_eq!(title.trim_end_matches('…').replace(grapheme, ""), "");
            assert!((190..=200).contains(&title.chars().count()));
        }
        let tower = shorten(&format!("a{}", "\u{301}".repeat(500)));
        assert_eq!(tower.chars().count(), 200);
        assert_eq!(shorten(&"字".repeat(200)), "字".repeat(200), "what fits is not cut");
    }
}
