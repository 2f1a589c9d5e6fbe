//! The text of a HyperText: what a browser's text nodes say one after the other, without any change of white space, for that is what Label
//! Studio counts. Whether it counts a line break as a character is found by the words of the regions.

use pulldown_cmark::{Event, Parser};

/// The text of a page, with this for each `<br>`.
pub(super) fn text(page: &str, line_break: &str) -> String {
    // A browser reads every line end as LF.
    let page = page.replace("\r\n", "\n").replace('\r', "\n");
    let mut out = String::with_capacity(page.len());
    let mut rest = page.as_str();
    while let Some((before, from)) = memchr::memchr(b'<', rest.as_bytes()).and_then(|at| rest.split_at_checked(at)) {
        push_text(&mut out, before);
        rest = tag(from, line_break, &mut out);
    }
    push_text(&mut out, rest);
    out
}

/// What follows a tag, or the `<` where it is none.
fn tag<'p>(from: &'p str, line_break: &str, out: &mut String) -> &'p str {
    let inner = from.strip_prefix('<').unwrap_or(from);
    if let Some(comment) = inner.strip_prefix("!--") {
        return comment.split_once("-->").map_or("", |(_, rest)| rest);
    }
    if !inner.starts_with(|c: char| c.is_ascii_alphabetic() || "/!?".contains(c)) {
        out.push('<');
        return inner;
    }
    let name: String = inner.chars().take_while(char::is_ascii_alphanumeric).take(12).collect::<String>().to_ascii_lowercase();
    let rest = after_tag(inner);
    match name.as_str() {
        "br" => out.push_str(line_break),
        "script" | "style" | "template" => return after_element(rest, &name),
        _ => {}
    }
    rest
}

/// What follows the `>` of a tag; one in quotes is none.
fn after_tag(inner: &str) -> &str {
    let mut quote = None;
    let end = inner.bytes().position(|byte| {
        match (quote, byte) {
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), close) if open == close => quote = None,
            _ => {}
        }
        quote.is_none() && byte == b'>'
    });
    end.and_then(|end| inner.get(end + 1..)).unwrap_or_default()
}

/// What follows the end of an element whose content is no text.
fn after_element<'p>(mut rest: &'p str, name: &str) -> &'p str {
    while let Some((_, from)) = rest.split_once("</") {
        let is_end = from.get(..name.len()).is_some_and(|word| word.eq_ignore_ascii_case(name));
        if is_end {
            return after_tag(from);
        }
        rest = from;
    }
    ""
}

/// Text between tags, each character reference as what it stands for. The Markdown parser has HTML's table of names.
fn push_text(out: &mut String, raw: &str) {
    let mut pieces = raw.split('&');
    out.push_str(pieces.next().unwrap_or_default());
    for piece in pieces {
        let name = piece.split_once(';').filter(|(name, _)| name.len() <= 32 && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '#'));
        let Some((name, rest)) = name else {
            out.push('&');
            out.push_str(piece);
            continue;
        };
        for event in Parser::new(&format!("&{name};")) {
            if let Event::Text(meaning) = event {
                out.push_str(&meaning);
            }
        }
        out.push_str(rest);
    }
}
