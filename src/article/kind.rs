//! What kind of file it is: told by its content where that shows itself, else by its name's extension. A wrong extension costs nothing.

use super::{Refusal, name, office, sniff};
use encoding_rs::Encoding;

/// The reader that a file is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A text as it is.
    Plain,
    /// Markdown.
    Markdown,
    /// A web page.
    Html,
    /// A Word document.
    Docx,
    /// An OpenDocument text.
    Odt,
    /// A book.
    Epub,
    /// Rich Text Format.
    Rtf,
    /// A PDF document.
    Pdf,
    /// A mail, or a web page that was saved as one (MHTML).
    Mail,
    /// Subtitles.
    Subtitles,
    /// One JSON object a line, or a list of them.
    Json,
    /// A table with commas, semicolons or tabs.
    Table,
}

/// A row of [`KINDS`].
struct About {
    kind: Kind,
    /// Its name for people.
    name: &'static str,
    /// Its extensions in lower case, without the dot; the first is the usual one.
    extensions: &'static [&'static str],
    /// Whether a folder that is added gives files of it. Data lies beside articles for many reasons.
    is_in_folders: bool,
}

/// All kinds, the most frequent first.
const KINDS: &[About] = &[
    About { kind: Kind::Plain, name: "Plain text", extensions: &["txt", "text"], is_in_folders: true },
    About { kind: Kind::Markdown, name: "Markdown", extensions: &["md", "markdown"], is_in_folders: true },
    About { kind: Kind::Html, name: "Web page", extensions: &["html", "htm", "xhtml", "shtml"], is_in_folders: true },
    About { kind: Kind::Pdf, name: "PDF document", extensions: &["pdf"], is_in_folders: true },
    About { kind: Kind::Docx, name: "Word document", extensions: &["docx", "docm", "dotx"], is_in_folders: true },
    About { kind: Kind::Odt, name: "OpenDocument text", extensions: &["odt", "ott", "fodt"], is_in_folders: true },
    About { kind: Kind::Rtf, name: "Rich text", extensions: &["rtf"], is_in_folders: true },
    About { kind: Kind::Epub, name: "Book", extensions: &["epub"], is_in_folders: true },
    About { kind: Kind::Mail, name: "Mail", extensions: &["eml", "mbox", "mht", "mhtml"], is_in_folders: true },
    About { kind: Kind::Subtitles, name: "Subtitles", extensions: &["srt", "vtt"], is_in_folders: true },
    About { kind: Kind::Json, name: "JSON", extensions: &["json", "jsonl", "ndjson"], is_in_folders: false },
    About { kind: Kind::Table, name: "Table", extensions: &["csv", "tsv", "tab"], is_in_folders: false },
];

/// The names of the kinds for people, each with its extensions in lower case, without the dot.
pub(super) fn all() -> impl Iterator<Item = (&'static str, &'static [&'static str])> {
    KINDS.iter().map(|about| (about.name, about.extensions))
}

/// Whether a folder that is added gives files of this name.
pub(super) fn is_in_folders(file: &str) -> bool {
    match name::extension(file) {
        None => true,
        Some(extension) => of_extension(extension).is_some_and(|about| about.is_in_folders),
    }
}

/// The kind of a file by its bytes and its name.
///
/// # Errors
/// Where it is a kind of file that is not read.
pub(super) fn of(file: &str, bytes: &[u8]) -> Result<Kind, Refusal> {
    if let Some(archive) = office::kind(bytes) {
        return of_archive(archive);
    }
    if memchr::memmem::find(bytes.get(..PDF_HEAD).unwrap_or(bytes), b"%PDF-").is_some() {
        return Ok(Kind::Pdf);
    }
    if bytes.starts_with(b"{\\rtf") {
        return Ok(Kind::Rtf);
    }
    if let Some(what) = sniff::other_than_text(bytes) {
        return Err(Refusal::Binary { what });
    }
    if office::odt::is_flat(bytes) {
        return Ok(Kind::Odt);
    }
    let head = head_of(bytes);
    if head.starts_with("// factmark project") {
        return Err(Refusal::Project);
    }
    let by_name = name::extension(file).map(|extension| of_extension(extension).map(|about| about.kind));
    match shown(&head) {
        // A Markdown file may begin with a piece of a page, and a table may hold anything.
        Some(shown) if !matches!(by_name, Some(Some(Kind::Markdown | Kind::Table | Kind::Json))) => Ok(shown),
        _ => Ok(match by_name {
            // These show themselves: what does not is no such file, whatever its name is.
            None | Some(None | Some(Kind::Docx | Kind::Odt | Kind::Epub | Kind::Rtf | Kind::Pdf)) => Kind::Plain,
            Some(Some(kind)) => kind,
        }),
    }
}

/// How far into a file `%PDF-` may stand: readers of PDF look so far.
const PDF_HEAD: usize = 1024;
/// How much of a text is looked at.
const HEAD: usize = 4096;

fn of_archive(archive: office::Kind) -> Result<Kind, Refusal> {
    match archive {
        office::Kind::Docx => Ok(Kind::Docx),
        office::Kind::Odt => Ok(Kind::Odt),
        office::Kind::Epub => Ok(Kind::Epub),
        office::Kind::Xlsx | office::Kind::Pptx | office::Kind::Ods | office::Kind::Odp | office::Kind::Other => Err(Refusal::Binary { what: archive.what() }),
    }
}

fn of_extension(extension: &str) -> Option<&'static About> {
    let extension = extension.to_lowercase();
    KINDS.iter().find(|about| about.extensions.contains(&extension.as_str()))
}

/// The beginning of a text, without what cannot be seen before it.
fn head_of(bytes: &[u8]) -> String {
    let head = bytes.get(..HEAD).unwrap_or(bytes);
    let text = match Encoding::for_bom(bytes) {
        Some((encoding, _)) => encoding.decode(head).0,
        None => String::from_utf8_lossy(head),
    };
    text.trim_start().to_owned()
}

/// The kind that the beginning of a text shows, if it shows one.
fn shown(head: &str) -> Option<Kind> {
    let line = head.lines().next().unwrap_or_default();
    if is_page(head) {
        Some(Kind::Html)
    } else if line.trim_end() == "WEBVTT" || line.starts_with("WEBVTT ") || line.starts_with("WEBVTT\t") || is_srt(head) {
        Some(Kind::Subtitles)
    } else if is_mail(head) {
        Some(Kind::Mail)
    } else if line.starts_with("{\"") && serde_json::from_str::<serde::de::IgnoredAny>(line).is_ok() {
        Some(Kind::Json)
    } else {
        None
    }
}

/// A web page begins with its document type or its root, after comments and an XML declaration.
fn is_page(head: &str) -> bool {
    let mut rest = head;
    loop {
        rest = rest.trim_start();
        let end = if rest.starts_with("<!--") {
            "-->"
        } else if rest.starts_with("<?") {
            "?>"
        } else {
            break;
        };
        match rest.split_once(end) {
            Some((_, behind)) => rest = behind,
            None => return false,
        }
    }
    let begins = |words: &str| rest.get(..words.len()).is_some_and(|start| start.eq_ignore_ascii_case(words));
    begins("<!doctype html") || begins("<html") || begins("<head>") || (begins("<!doctype") && rest.to_lowercase().contains("<html"))
}

/// A number, and under it two times with an arrow between them.
fn is_srt(head: &str) -> bool {
    let mut lines = head.lines().map(str::trim).filter(|line| !line.is_empty());
    let is_number = |line: &str| line.bytes().all(|byte| byte.is_ascii_digit());
    let is_times = |line: &str| line.starts_with(|c: char| c.is_ascii_digit()) && line.contains("-->");
    match (lines.next(), lines.next()) {
        (Some(first), _) if is_times(first) => true,
        (Some(first), Some(second)) => is_number(first) && is_times(second),
        _ => false,
    }
}

/// Header lines that only mails have, three of them at least, or two with the line of a mailbox above.
fn is_mail(head: &str) -> bool {
    const HEADERS: [&str; 14] = [
        "from",
        "to",
        "cc",
        "date",
        "subject",
        "received",
        "return-path",
        "message-id",
        "mime-version",
        "content-type",
        "delivered-to",
        "reply-to",
        "dkim-signature",
        "content-transfer-encoding",
    ];
    let is_mailbox = head.starts_with("From ");
    let lines = head.lines().skip(usize::from(is_mailbox)).take_while(|line| !line.is_empty());
    let names = lines.filter_map(|line| line.split_once(':')).map(|(name, _)| name);
    let known: Vec<String> = names.filter(|name| !name.contains(' ')).map(str::to_lowercase).filter(|name| HEADERS.contains(&name.as_str())).collect();
    // Letters have these lines, too, and often no others.
    let is_sure = known.iter().any(|name| name.contains('-') || name == "received");
    known.len() >= 3 && is_sure || is_mailbox && known.len() >= 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_content_says_it_before_the_name_does() {
        for (file, content, kind) in [
            ("a.txt", "<!DOCTYPE html>\n<p>x", Kind::Html),
            ("a.txt", "\u{feff}\n<!-- saved -->\n<HTML lang=fa>", Kind::Html),
            ("a.xml", "<?xml version=\"1.0\"?>\n<!DOCTYPE html PUBLIC \"-//W3C\" \"x\">\n<html>", Kind::Html),
            ("a.md", "<html>\n# A", Kind::Markdown),
            ("a.md", "# A", Kind::Markdown),
            ("a.php", "<html>", Kind::Html),
            ("page", "<p>no page</p>", Kind::Plain),
            ("a.htm", "no tag at all", Kind::Html),
            ("talk.txt", "1\r\n00:00:01,000 --> 00:00:02,000\r\nHello", Kind::Subtitles),
            ("talk.txt", "WEBVTT\n\n00:01.000 --> 00:02.000\nHello", Kind::Subtitles),
            ("a.txt", "1\nThe arrow --> of time", Kind::Plain),
            ("a.txt", "From: a@b.org\nTo: c@d.org\nSubject: bridge\nMessage-ID: <1@b>\n\nText", Kind::Mail),
            ("letter.txt", "From: Amira\nTo: Jonas\nDate: Monday\nSubject: the bridge\n\nText", Kind::Plain),
            ("mbox", "From a@b Mon Mar  2 10:00:00 2026\nFrom: a@b\nSubject: x\n\nText", Kind::Mail),
            ("rows", "{\"text\": \"a\"}\n{\"text\": \"b\"}", Kind::Json),
            ("a.txt", "{\"text\": \"a", Kind::Plain),
            ("a.csv", "<html>,b\n", Kind::Table),
            ("a.json", "[]", Kind::Json),
            ("a.rtf", "{\\rtf1 Hello}", Kind::Rtf),
            ("a.txt", "{\\rtf1 Hello}", Kind::Rtf),
            ("a.txt", "%PDF-1.7", Kind::Pdf),
            ("a.pdf", "Only words", Kind::Plain),
            ("a.docx", "Only words", Kind::Plain),
            ("a.xyz", "Only words", Kind::Plain),
            ("خبر.HTM", "x", Kind::Html),
            ("README", "x", Kind::Plain),
        ] {
            assert_eq!(of(file, content.as_bytes()), Ok(kind), "{file}: {content}");
        }
        let utf16: Vec<u8> = "\u{feff}<!doctype html>".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(of("a.txt", &utf16), Ok(Kind::Html));
    }

    #[test]
    fn what_is_not_read_is_named() {
        assert_eq!(of("a.txt", b"\x89PNG\r\n\x1a\n"), Err(Refusal::Binary { what: "a PNG image" }));
        assert_eq!(of("a.ron", b"// factmark project\n(\n"), Err(Refusal::Project));
    }

    #[test]
    fn a_folder_gives_articles_and_no_data() {
        for (file, is) in
            [("a.txt", true), ("A.HTML", true), ("a.pdf", true), ("README", true), ("a.json", false), ("a.csv", false), ("a.js", false), ("a.png", false)]
        {
            assert_eq!(is_in_folders(file), is, "{file}");
        }
    }
}
