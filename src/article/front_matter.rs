//! The fields that many tools write before a Markdown text, between two lines of `---`. What an article has a place for is taken, the
//! names of the rest are kept so that they can be told. It never takes lines that are not fields: two rules around a paragraph are text.

/// What the fields say; empty is unknown.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct FrontMatter {
    pub(super) title: String,
    pub(super) url: String,
    pub(super) outlet: String,
    pub(super) published: String,
    pub(super) byline: String,
    pub(super) language: String,
    /// Fields that an article has no place of its own for, each with its value.
    pub(super) details: Vec<(String, String)>,
}

/// The fields at the start of a source, and the source after them.
pub(super) fn split(source: &str) -> (FrontMatter, &str) {
    match block(source) {
        Some((lines, rest)) => (fields(&lines), rest),
        None => (FrontMatter::default(), source),
    }
}

/// Fields of more than this are no fields but a text that happens to look so.
const MOST_BYTES: usize = 64 * 1024;

/// The lines between the two rules, if all of them are fields, and what follows.
fn block(source: &str) -> Option<(Vec<&str>, &str)> {
    let rest = source.split_once('\n').and_then(|(first, rest)| (first.trim_end() == "---").then_some(rest))?;
    let mut lines = Vec::new();
    let mut taken = 0;
    let mut fields = 0;
    for line in rest.split_inclusive('\n') {
        taken += line.len();
        if taken > MOST_BYTES {
            return None;
        }
        let line = line.trim_end();
        if line == "---" || line == "..." {
            return (fields > 0).then_some((lines, rest.get(taken..)?));
        }
        let continues = line.is_empty() || line.starts_with([' ', '\t', '#']) || line.starts_with("- ") || line == "-";
        match field(line) {
            Some(_) => fields += 1,
            None if continues => {}
            None => return None,
        }
        lines.push(line);
    }
    None
}

/// A key at the start of a line, and what stands after the colon.
fn field(line: &str) -> Option<(&str, &str)> {
    let (key, value) = line.split_once(':')?;
    let key = key.trim_end();
    let is_key = key.starts_with(char::is_alphabetic) && key.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.'));
    (is_key && (value.is_empty() || value.starts_with([' ', '\t']))).then_some((key, value.trim()))
}

fn fields(lines: &[&str]) -> FrontMatter {
    let mut front = FrontMatter::default();
    let mut lines = lines.iter().peekable();
    while let Some(line) = lines.next() {
        let Some((key, value)) = field(line) else { continue };
        let mut more = Vec::new();
        while let Some(line) = lines.next_if(|line| field(line).is_none()) {
            more.push(line.trim());
        }
        let value = scalar(value, &more);
        if !value.is_empty() {
            front.take(key, value);
        }
    }
    front
}

impl FrontMatter {
    fn take(&mut self, key: &str, value: String) {
        let is_address = value.starts_with("http://") || value.starts_with("https://");
        let place = match key.to_lowercase().replace(['_', '-'], "").as_str() {
            "title" | "headline" => &mut self.title,
            "url" | "link" | "canonical" | "canonicalurl" | "originalurl" | "sourceurl" => &mut self.url,
            "source" if is_address => &mut self.url,
            "source" | "outlet" | "publisher" | "publication" | "newspaper" | "site" | "sitename" => &mut self.outlet,
            "date" | "published" | "publishedat" | "datepublished" | "pubdate" | "publicationdate" => &mut self.published,
            "author" | "authors" | "byline" | "by" | "creator" | "writer" => &mut self.byline,
            "lang" | "language" | "locale" => &mut self.language,
            _ => return self.details.push((key.to_owned(), value)),
        };
        // Of two fields for one place the first is it; the other is kept beside it.
        if place.is_empty() { *place = value } else { self.details.push((key.to_owned(), value)) }
    }
}

/// The value of a field: quoted, folded over lines, or as it stands with its comment dropped.
fn scalar(value: &str, more: &[&str]) -> String {
    if matches!(value, "|" | ">" | "|-" | ">-" | "|+" | ">+") || (!value.is_empty() && !more.is_empty()) {
        let first = if value.starts_with(['|', '>']) { "" } else { value };
        let all: Vec<&str> = std::iter::once(first).chain(more.iter().copied()).filter(|line| !line.is_empty()).collect();
        return scalar(&all.join(" "), &[]);
    }
    if value.is_empty() {
        return more.iter().map(|line| line.trim_start_matches("- ")).filter(|line| !line.is_empty()).collect::<Vec<_>>().join(", ");
    }
    if let Some(quoted) = value.strip_prefix('\'') {
        let end = quoted.replace("''", "\u{0}");
        return end.split('\'').next().unwrap_or_default().replace('\u{0}', "'");
    }
    if let Some(quoted) = value.strip_prefix('"') {
        return unescaped(quoted);
    }
    let value = value.split(" #").next().unwrap_or_default().trim();
    if matches!(value, "~" | "null") { String::new() } else { value.to_owned() }
}

/// A double-quoted value up to its closing quotation mark.
fn unescaped(quoted: &str) -> String {
    let mut value = String::new();
    let mut characters = quoted.chars();
    while let Some(character) = characters.next() {
        match character {
            '"' => break,
            '\\' => match characters.next() {
                Some('n' | 't' | 'r') => value.push(' '),
                Some(escaped) => value.push(escaped),
                None => {}
            },
            other => value.push(other),
        }
    }
    value
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_find_their_place() {
        let source = "---\ntitle: \"Bridge \\\"closed\\\": 40 cracks\" \ndate: 2026-03-02 # Monday\nurl: https://harbour.example/a#b\nsource: The Harbour Post\n\
            author: Elin\ntags:\n  - bridge\n  - cracks\nempty:\nnothing: ~\n---\nText\n";
        let (front, rest) = split(source);
        assert_eq!(rest, "Text\n");
        assert_eq!(front.title, "Bridge \"closed\": 40 cracks");
        assert_eq!(front.published, "2026-03-02");
        assert_eq!(front.url, "https://harbour.example/a#b");
        assert_eq!(front.outlet, "The Harbour Post");
        assert_eq!(front.byline, "Elin");
        assert_eq!(front.details, [("tags".to_owned(), "bridge, cracks".to_owned())]);
    }

    #[test]
    fn values_are_read_as_yaml_means_them() {
        for (line, title) in [
            ("title: 'It''s closed' # x", "It's closed"),
            ("title: >-\n  Bridge\n  closed", "Bridge closed"),
            ("Title: one\n  two", "one two"),
            ("headline: خبر عاجل", "خبر عاجل"),
            ("title: \"open", "open"),
            ("title: null", ""),
            ("title: first\nheadline: second", "first"),
        ] {
            assert_eq!(split(&format!("---\n{line}\n---\n")).0.title, title, "{line:?}");
        }
        let (front, _) = split("---\nsource: https://a.example/\n...\n");
        assert_eq!((front.url.as_str(), front.outlet.as_str()), ("https://a.example/", ""));
    }

    #[test]
    fn what_is_no_front_matter_stays_text() {
        for source in [
            "---\nA paragraph between rules.\n---\nText",
            "---\n---\nText",
            "---\ntitle: never closed\n",
            "\n---\ntitle: not at the start\n---\n",
            "--- \nHe said: it is closed\n---\n",
            "---\nhttps://a.example/\n---\n",
            "",
            "---",
        ] {
            assert_eq!(split(source), (FrontMatter::default(), source), "{source:?}");
        }
    }
}
