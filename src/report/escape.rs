//! Words of a project inside HTML and Markdown: they show what they say and do nothing.

/// Words in HTML, between tags or in an attribute. Controls and separators of lines become spaces.
pub(super) fn html(words: &str) -> String {
    let mut out = String::with_capacity(words.len() + words.len() / 8);
    for c in words.chars().map(shown) {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            other => out.push(other),
        }
    }
    out
}

/// Words in Markdown, in the middle of a line.
pub(super) fn markdown(words: &str) -> String {
    let mut out = String::with_capacity(words.len() + words.len() / 8);
    for c in words.chars().map(shown) {
        if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '&' | '$' | '#' | '!') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// A whole line of Markdown from words that were escaped: nothing at its start makes it a list, a heading or a block of code.
pub(super) fn line(escaped: &str) -> String {
    let trimmed = escaped.trim();
    let digits = trimmed.chars().take_while(char::is_ascii_digit).count();
    let (number, rest) = trimmed.split_at_checked(digits).unwrap_or(("", trimmed));
    let is_sign = |c: char| if number.is_empty() { matches!(c, '+' | '-' | '=' | ':') } else { matches!(c, '.' | ')') };
    if rest.starts_with(is_sign) { format!("{number}\\{rest}") } else { trimmed.to_owned() }
}

/// An address that a browser opens: of the web, and without anything that would end it early.
pub(super) fn is_address(url: &str) -> bool {
    let is_scheme = ["http://", "https://"].iter().any(|scheme| url.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme)));
    is_scheme && !url.chars().any(|c| c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | '"' | '\\'))
}

/// Controls and separators of lines as spaces.
fn shown(c: char) -> char {
    if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') { ' ' } else { c }
}
