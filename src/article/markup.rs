//! HTML inside Markdown: its tags go, its text stays. Only what is HTML goes: words in angle brackets that are no element, such as
//! `<name withheld>`, are text.

use super::html;

/// What an inline tag means for the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Inline {
    /// It goes.
    Nothing,
    /// A line ends.
    Break,
    /// It is no HTML and stays as it is.
    Text,
}

/// What stands for one inline tag, comment or declaration, as the Markdown parser gives it.
pub(super) fn inline(tag: &str) -> Inline {
    match element(tag) {
        Some("br") => Inline::Break,
        Some(name) if is_html(name) => Inline::Nothing,
        Some(_) => Inline::Text,
        None => Inline::Nothing,
    }
}

/// The paragraphs of a block of HTML, without tags, comments, scripts and styles; character references are decoded.
pub(super) fn paragraphs(block: &str) -> Vec<String> {
    let mut text = String::with_capacity(block.len());
    let mut rest = block;
    let mut ends = Ends::default();
    while let Some((before, at)) = rest.find('<').and_then(|at| rest.split_at_checked(at)) {
        push_text(&mut text, before);
        rest = tag(at, &mut ends, &mut text);
    }
    push_text(&mut text, rest);
    text.split("\n\n").map(|paragraph| lines(paragraph).join("\n")).filter(|paragraph| !paragraph.is_empty()).collect()
}

/// Takes what stands at a `<`, writes what it means, and gives what follows.
fn tag<'a>(at: &'a str, ends: &mut Ends, text: &mut String) -> &'a str {
    if let Some(comment) = at.strip_prefix("<!--") {
        // A comment that is never closed would swallow the rest of the article: its words are kept.
        return ends.after(comment, "-->", |rest| rest.split_once("-->").map(|(_, rest)| rest)).unwrap_or(comment);
    }
    let declared = at.starts_with("<!") || at.starts_with("<?");
    let name = element(at).filter(|name| is_html(name));
    let end = if declared || name.is_some() { ends.after(at, ">", end_of_tag) } else { None };
    let Some(rest) = end else {
        text.push('<');
        return at.strip_prefix('<').unwrap_or_default();
    };
    if let Some(wordless) = WORDLESS.iter().find(|wordless| name == Some(**wordless) && !at.starts_with("</")) {
        return ends.after(rest, wordless, |rest| after_element(rest, wordless)).unwrap_or(rest);
    }
    match name.unwrap_or_default() {
        "br" => text.push('\n'),
        "li" | "tr" | "dt" | "dd" | "option" if !text.ends_with('\n') => text.push('\n'),
        "td" | "th" if !text.ends_with([' ', '\n']) => text.push(' '),
        "li" | "tr" | "dt" | "dd" | "td" | "th" | "caption" => {}
        name if matches!(name, "head" | "title") || html::known(name).is_some_and(html::is_block) => text.push_str("\n\n"),
        _ => {}
    }
    rest
}

/// The ends that were looked for and are nowhere in the rest of the block. What is not there once is not there later: without this a
/// block of a million open tags would be searched a million times.
#[derive(Default)]
struct Ends(Vec<&'static str>);

impl Ends {
    fn after<'a>(&mut self, rest: &'a str, end: &'static str, find: impl FnOnce(&'a str) -> Option<&'a str>) -> Option<&'a str> {
        if self.0.contains(&end) {
            return None;
        }
        let found = find(rest);
        if found.is_none() {
            self.0.push(end);
        }
        found
    }
}

/// What follows the end tag of an element whose content is no text.
fn after_element<'a>(content: &'a str, name: &str) -> Option<&'a str> {
    let is_end = |(at, _): &(usize, &str)| content.get(at + 2..at + 2 + name.len()).is_some_and(|end| end.eq_ignore_ascii_case(name));
    let (at, _) = content.match_indices("</").find(is_end)?;
    content.get(at..)?.split_once('>').map(|(_, rest)| rest)
}

/// What follows the `>` of a tag; a `>` inside quotation marks does not count.
fn end_of_tag(at: &str) -> Option<&str> {
    let mut quote = None;
    for (index, byte) in at.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return at.get(index + 1..),
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), close) if open == close => quote = None,
            _ => {}
        }
    }
    // A quotation mark that is never closed is no quotation mark.
    at.split_once('>').map(|(_, rest)| rest)
}

/// The name of a start or end tag, if HTML knows it in lower case, else as it stands; `None` for what is no tag.
fn element(tag: &str) -> Option<&str> {
    let inside = tag.strip_prefix("</").or_else(|| tag.strip_prefix('<'))?;
    let end = inside.find(|c: char| !(c.is_ascii_alphanumeric() || c == '-')).unwrap_or(inside.len());
    let name = inside.get(..end).filter(|name| name.starts_with(|c: char| c.is_ascii_alphabetic()))?;
    let other = || OTHERS.iter().find(|other| other.eq_ignore_ascii_case(name)).copied();
    Some(html::known(name).or_else(other).unwrap_or(name))
}

/// A known element, or one with a hyphen, as a page's own elements have.
fn is_html(name: &str) -> bool {
    html::known(name).is_some() || OTHERS.contains(&name) || name.contains('-')
}

/// Writes text between tags: white space becomes one space, as in a browser, and character references what they stand for.
fn push_text(text: &mut String, raw: &str) {
    for character in html::decoded_closed(raw).chars() {
        match character {
            ' ' | '\t' | '\n' | '\r' | '\x0c' if text.is_empty() || text.ends_with([' ', '\n']) => {}
            ' ' | '\t' | '\n' | '\r' | '\x0c' => text.push(' '),
            other => text.push(other),
        }
    }
}

fn lines(paragraph: &str) -> Vec<&str> {
    paragraph.split('\n').map(|line| line.trim_matches(' ')).filter(|line| !line.is_empty()).collect()
}

/// Elements whose content is no text.
const WORDLESS: &[&str] = &["script", "style", "template"];

/// The elements of HTML that a page's reader has no name for, because they say nothing about the text; old ones and those of pictures too.
const OTHERS: &[&str] = &[
    "abbr", "acronym", "applet", "b", "basefont", "bdi", "bdo", "big", "blink", "cite", "code", "data", "del", "dfn", "em", "font", "frame", "g", "i", "ins",
    "kbd", "map", "mark", "marquee", "math", "meter", "nobr", "output", "path", "picture", "rb", "rtc", "ruby", "s", "samp", "slot", "small", "span", "strike",
    "strong", "sub", "sup", "tt", "u", "use", "var",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_keep_their_text_and_lose_their_tags() {
        for (block, expected) in [
            ("<div class=\"a>b\">The <b>mayor</b>\n  said</div>", vec!["The mayor said"]),
            ("<p>one</p><p>two<br>three</p>", vec!["one", "two\nthree"]),
            ("<!-- secret -->shown", vec!["shown"]),
            ("<!-- never closed, but words", vec!["never closed, but words"]),
            ("<SCRIPT>if (a < b) alert('no')</Script><p>yes</p><style>p { }</style>", vec!["yes"]),
            ("<script>never closed", vec!["never closed"]),
            ("5 < 6 &amp; 7 &gt; 6, caf&eacute; &#1488; &nope; A&B", vec!["5 < 6 & 7 > 6, café א &nope; A&B"]),
            ("<ul><li>one</li><li>two</li></ul>", vec!["one\ntwo"]),
            ("<name withheld> said <my-widget>it</my-widget>", vec!["<name withheld> said it"]),
            ("a&nbsp;b", vec!["a\u{a0}b"]),
            ("<div title=\"open>text</div>", vec!["text"]),
            ("<div>\n</div>", vec![]),
            ("<", vec!["<"]),
            ("<div", vec!["<div"]),
            ("<table><tr><td>2024</td><td>40</td></tr><tr><td>2025</td></tr></table>", vec!["2024 40\n2025"]),
            ("<!DOCTYPE html><?php x ?>", vec![]),
        ] {
            assert_eq!(paragraphs(block), expected, "{block:?}");
        }
    }

    #[test]
    fn what_is_never_closed_is_searched_once() {
        // Each of these would take hours if every piece were searched to the end of the block.
        let count = 300_000;
        for (piece, kept) in [("<", 1), ("<a", 2), ("</", 2), ("<zz '", 5), ("<b '", 4), ("&amp", 4), ("<!--", 0), ("<script>", 0), ("<b \">", 0)] {
            let all: usize = paragraphs(&piece.repeat(count)).iter().map(String::len).sum();
            assert_eq!(all, kept * count, "{piece}");
        }
    }

    #[test]
    fn an_inline_tag_goes_only_if_it_is_html() {
        for (tag, expected) in [
            ("<b>", Inline::Nothing),
            ("</SPAN>", Inline::Nothing),
            ("<br/>", Inline::Break),
            ("<BR>", Inline::Break),
            ("<!-- x -->", Inline::Nothing),
            ("<name withheld>", Inline::Text),
            ("<x-y>", Inline::Nothing),
        ] {
            assert_eq!(inline(tag), expected, "{tag}");
        }
    }
}
