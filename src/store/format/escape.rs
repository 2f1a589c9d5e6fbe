//! How strings are written: readable in every script, and in one line. What could hide in a diff or break a line is escaped.

/// Appends a string in quotation marks.
pub(super) fn push_string(out: &mut String, text: &str) {
    out.push('"');
    let mut clean_from = 0;
    for (at, c) in text.char_indices() {
        if is_plain(c) {
            continue;
        }
        out.push_str(text.get(clean_from..at).unwrap_or_default());
        clean_from = at + c.len_utf8();
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            other => out.push_str(&format!("\\u{{{:x}}}", u32::from(other))),
        }
    }
    out.push_str(text.get(clean_from..).unwrap_or_default());
    out.push('"');
}

/// Whether a character stands for itself.
fn is_plain(c: char) -> bool {
    match c {
        '"' | '\\' => false,
        ' '..='\u{7f}' => true,
        '\0'..='\u{1f}' | '\u{80}'..='\u{9f}' => false,
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' => false,
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_hides_or_breaks_is_escaped() {
        let hard = "a\"\\\n\r\t\u{0}\u{b}\u{7f}\u{85}\u{9f}\u{a0}\u{ad}\u{61c}\u{200b}\u{200c}\u{200d}\u{200e}\u{200f}\u{2028}\u{2029}\u{202a}\u{202e}\u{202f}\u{2066}\u{2069}\u{206a}\u{feff}e\u{301}سلام🏳️‍🌈";
        let mut out = String::new();
        push_string(&mut out, hard);
        let expected = "\"a\\\"\\\\\\n\\r\\t\\u{0}\\u{b}\u{7f}\\u{85}\\u{9f}\u{a0}\u{ad}\\u{61c}\u{200b}\u{200c}\u{200d}\\u{200e}\\u{200f}\\u{2028}\\u{2029}\\u{202a}\\u{202e}\u{202f}\\u{2066}\\u{2069}\u{206a}\\u{feff}e\u{301}سلام🏳️‍🌈\"";
        assert_eq!(out, expected);
        assert_eq!(ron::from_str::<String>(&out).unwrap(), hard);
    }
}
