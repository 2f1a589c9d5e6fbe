//! What a file's name says: its last part, its stem and its extension. Names come from any system, so both slashes part folders.

/// The name without folders; empty for a path that ends in a slash.
pub fn last_part(name: &str) -> &str {
    name.rsplit(['/', '\\']).next().unwrap_or_default()
}

/// What stands after the last dot, if it is an extension: something before the dot, after it one short word that is not a number. So
/// `report.2024` and `Letter to Mr. Smith` have none.
pub(super) fn extension(file: &str) -> Option<&str> {
    let (stem, extension) = file.rsplit_once('.')?;
    let is_word = !extension.is_empty() && !extension.chars().any(char::is_whitespace) && !extension.chars().all(|c| c.is_ascii_digit());
    (!stem.is_empty() && is_word && extension.chars().count() <= 10).then_some(extension)
}

/// The name without its extension, or a word where it says nothing, as for standard input.
pub(super) fn stem_or_untitled(file: &str) -> &str {
    let stem = extension(file).and_then(|extension| file.strip_suffix(extension)?.strip_suffix('.')).unwrap_or(file);
    if stem.chars().any(char::is_alphanumeric) { stem } else { "Untitled" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_gives_its_last_part_stem_and_extension() {
        for (name, part, stem, ending) in [
            ("inspectors.txt", "inspectors.txt", "inspectors", Some("txt")),
            ("/home/a b/The report.MD", "The report.MD", "The report", Some("MD")),
            (r"C:\news\a.tar.gz", "a.tar.gz", "a.tar", Some("gz")),
            ("folder.d/README", "README", "README", None),
            ("report.2024", "report.2024", "report.2024", None),
            ("Letter to Mr. Smith", "Letter to Mr. Smith", "Letter to Mr. Smith", None),
            ("a.txt~", "a.txt~", "a", Some("txt~")),
            (".notes", ".notes", ".notes", None),
            ("خبر.txt", "خبر.txt", "خبر", Some("txt")),
            ("dot.", "dot.", "dot.", None),
            ("-", "-", "Untitled", None),
            ("---.txt", "---.txt", "Untitled", Some("txt")),
            ("", "", "Untitled", None),
        ] {
            assert_eq!(last_part(name), part);
            assert_eq!(extension(part), ending, "{name}");
            assert_eq!(stem_or_untitled(part), stem, "{name}");
        }
    }
}
