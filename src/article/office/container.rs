//! A zip archive in memory: which kind of document it is, and its parts by name. A part is unpacked only when it is asked for and only up
//! to the limits, so that a small file never becomes a large memory.

use super::xml::{self, Fault, Tree};
use crate::article::{Refusal, guarded, limits, title};
use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};
use zip::ZipArchive;
use zip::result::ZipError;

/// What a zip archive is, by what is in it; its file name does not count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::article) enum Kind {
    /// A Word document, with or without macros, or a template of one.
    Docx,
    /// An OpenDocument text or a template of one.
    Odt,
    /// A book.
    Epub,
    /// An Excel workbook.
    Xlsx,
    /// A PowerPoint presentation.
    Pptx,
    /// An OpenDocument spreadsheet.
    Ods,
    /// An OpenDocument presentation.
    Odp,
    /// Any other archive.
    Other,
}

impl Kind {
    /// What it is called in a sentence, with its article.
    pub(in crate::article) fn what(self) -> &'static str {
        match self {
            Self::Docx => "a Word document (DOCX)",
            Self::Odt => "an OpenDocument text (ODT)",
            Self::Epub => "an EPUB book",
            Self::Xlsx => "an Excel workbook (XLSX)",
            Self::Pptx => "a PowerPoint presentation (PPTX)",
            Self::Ods => "an OpenDocument spreadsheet (ODS)",
            Self::Odp => "an OpenDocument presentation (ODP)",
            Self::Other => "a ZIP archive",
        }
    }
}

/// What kind of archive it is; `None` if it is no zip archive. One that is cut off or damaged is known by its first entry names, so that
/// its reader can say what is wrong.
pub(in crate::article) fn kind(bytes: &[u8]) -> Option<Kind> {
    if !bytes.starts_with(b"PK\x03\x04") {
        return None;
    }
    Some(Archive::open(bytes, Kind::Other).ok().map_or_else(|| kind_by_first_bytes(bytes), |mut archive| archive.kind()))
}

fn kind_by_first_bytes(bytes: &[u8]) -> Kind {
    let head = bytes.get(..4096).unwrap_or(bytes);
    let has = |sign: &str| memchr::memmem::find(head, sign.as_bytes()).is_some();
    kind_by_mimetype(has).or_else(|| kind_by_names(has)).unwrap_or(Kind::Other)
}

/// `has` tells whether the words are in the archive's own name for its kind.
fn kind_by_mimetype(has: impl Fn(&str) -> bool) -> Option<Kind> {
    let known = [
        ("application/epub+zip", Kind::Epub),
        ("application/vnd.oasis.opendocument.text", Kind::Odt),
        ("application/vnd.oasis.opendocument.spreadsheet", Kind::Ods),
        ("application/vnd.oasis.opendocument.presentation", Kind::Odp),
        ("application/vnd.oasis.opendocument", Kind::Other),
    ];
    known.into_iter().find(|(sign, _)| has(sign)).map(|(_, kind)| kind)
}

/// By the folders that the programs make; `has` tells whether an entry's name begins so.
fn kind_by_names(has: impl Fn(&str) -> bool) -> Option<Kind> {
    let known = [("META-INF/container.xml", Kind::Epub), ("word/", Kind::Docx), ("xl/", Kind::Xlsx), ("ppt/", Kind::Pptx)];
    known.into_iter().find(|(sign, _)| has(sign)).map(|(_, kind)| kind)
}

/// An open archive.
pub(super) struct Archive<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    /// The number of each entry by its name in small letters and with `/` between folders: programs write them in both ways.
    names: BTreeMap<String, usize>,
    /// What the refusals call it.
    what: &'static str,
    /// How many bytes have been unpacked.
    unpacked: u64,
}

impl<'a> Archive<'a> {
    /// Opens an archive; nothing is unpacked yet.
    ///
    /// # Errors
    /// Refuses what is no archive and one of too many entries.
    pub(super) fn open(bytes: &'a [u8], kind: Kind) -> Result<Self, Refusal> {
        let what = kind.what();
        let list = || "the list of its parts".to_owned();
        // Counted before the list is read, which takes some hundred bytes for each of them.
        if memchr::memmem::find_iter(bytes, b"PK\x01\x02").take(limits::ARCHIVE_ENTRIES + 1).count() > limits::ARCHIVE_ENTRIES {
            return Err(Refusal::Unwieldy { what, part: list() });
        }
        let zip = guarded(|| ZipArchive::new(Cursor::new(bytes))).and_then(Result::ok);
        let zip = zip.ok_or_else(|| Refusal::Damaged { what, part: list() })?;
        let names = zip.file_names_raw().enumerate().map(|(number, name)| (plain_name(&String::from_utf8_lossy(name)), number)).collect();
        Ok(Self { zip, names, what, unpacked: 0 })
    }

    /// Whether there is a part of this name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.names.contains_key(&plain_name(name))
    }

    /// The first part, by the alphabet, whose name ends so, in small letters.
    pub(super) fn name_ending(&self, ending: &str) -> Option<String> {
        self.names.keys().find(|name| name.ends_with(ending)).cloned()
    }

    /// The bytes of a part; `None` if there is none of this name.
    ///
    /// # Errors
    /// Refuses a part that is damaged, has a password, or unpacks to too much.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<Vec<u8>>, Refusal> {
        let Some(number) = self.names.get(&plain_name(name)).copied() else { return Ok(None) };
        let what = self.what;
        let wants_password = |error: &ZipError| matches!(error, ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) | ZipError::InvalidPassword);
        let fault = |error: &ZipError| if wants_password(error) { Refusal::Protected { what } } else { damaged(what, name) };
        let unpack = || -> Result<Vec<u8>, Refusal> {
            let entry = self.zip.by_index(number).map_err(|error| fault(&error))?;
            let (size, packed) = (entry.size(), entry.compressed_size());
            let most = limits::ENTRY_BYTES.min(limits::UNPACKED_BYTES.saturating_sub(self.unpacked)).min(most_of(packed));
            if size > most {
                return Err(unwieldy(what, name));
            }
            let mut bytes = Vec::new();
            // What the list says of an entry may be wrong: it is read no further than the limit.
            entry.take(most.saturating_add(1)).read_to_end(&mut bytes).map_err(|_| damaged(what, name))?;
            if bytes.len() as u64 > most { Err(unwieldy(what, name)) } else { Ok(bytes) }
        };
        let bytes = guarded(unpack).unwrap_or_else(|| Err(damaged(what, name)))?;
        self.unpacked += bytes.len() as u64;
        Ok(Some(bytes))
    }

    /// A part as a tree; `None` if there is none of this name.
    ///
    /// # Errors
    /// Refuses a part that is damaged or too large.
    pub(super) fn tree(&mut self, name: &str) -> Result<Option<Tree>, Refusal> {
        let Some(bytes) = self.part(name)? else { return Ok(None) };
        tree(&bytes, self.what, name).map(Some)
    }

    /// A part without which there is no document.
    ///
    /// # Errors
    /// Refuses a part that is missing, damaged or too large.
    pub(super) fn needed(&mut self, name: &str) -> Result<Tree, Refusal> {
        self.tree(name)?.ok_or_else(|| damaged(self.what, name))
    }

    fn kind(&mut self) -> Kind {
        let said = self.part("mimetype").ok().flatten().unwrap_or_default();
        let said = String::from_utf8_lossy(&said).into_owned();
        let types = self.part("[Content_Types].xml").ok().flatten().unwrap_or_default();
        let manifest = if said.is_empty() { self.part("META-INF/manifest.xml").ok().flatten().unwrap_or_default() } else { Vec::new() };
        let by_names = || kind_by_names(|sign| self.names.keys().any(|name| name.starts_with(&sign.to_lowercase())));
        kind_by_mimetype(|sign| said.trim().starts_with(sign))
            .or_else(|| kind_by_types(&types))
            .or_else(|| kind_by_mimetype(|sign| memchr::memmem::find(&manifest, sign.as_bytes()).is_some()))
            .or_else(by_names)
            .unwrap_or(Kind::Other)
    }
}

/// By the type of the main part; an embedded file's type has no “main” in it.
fn kind_by_types(types: &[u8]) -> Option<Kind> {
    let has = |sign: &str| memchr::memmem::find(types, sign.as_bytes()).is_some();
    let known = [
        ("wordprocessingml.document.main+xml", Kind::Docx),
        ("wordprocessingml.template.main+xml", Kind::Docx),
        ("ms-word.document.macroEnabled.main+xml", Kind::Docx),
        ("ms-word.template.macroEnabledTemplate.main+xml", Kind::Docx),
        ("spreadsheetml.sheet.main+xml", Kind::Xlsx),
        ("ms-excel.sheet", Kind::Xlsx),
        ("presentationml.presentation.main+xml", Kind::Pptx),
        ("presentationml.slideshow.main+xml", Kind::Pptx),
        ("ms-powerpoint.presentation", Kind::Pptx),
    ];
    known.into_iter().find(|(sign, _)| has(sign)).map(|(_, kind)| kind)
}

/// Reads a part that is XML.
///
/// # Errors
/// Refuses what is damaged, too large or too deep.
pub(super) fn tree(bytes: &[u8], what: &'static str, name: &str) -> Result<Tree, Refusal> {
    xml::parse(bytes).map_err(|fault| match fault {
        Fault::Damaged => damaged(what, name),
        Fault::Tangled => unwieldy(what, name),
    })
}

/// The most bytes that an entry of so many packed bytes may unpack to.
fn most_of(packed: u64) -> u64 {
    packed.saturating_mul(limits::PACKED_RATIO).max(limits::PACKED_FREE_BYTES)
}

fn plain_name(name: &str) -> String {
    name.replace('\\', "/").trim_start_matches("./").trim_start_matches('/').to_lowercase()
}

fn damaged(what: &'static str, name: &str) -> Refusal {
    Refusal::Damaged { what, part: title::shorten(name) }
}

fn unwieldy(what: &'static str, name: &str) -> Refusal {
    Refusal::Unwieldy { what, part: title::shorten(name) }
}

/// Where an address in one part leads, as the name of a part: relative to the folder of the part, or to the archive where it begins with
/// a slash.
pub(super) fn target(from: &str, address: &str) -> String {
    let address = address.split(['#', '?']).next().unwrap_or_default();
    let folder = if address.starts_with('/') { "" } else { from.rsplit_once('/').map_or("", |(folder, _)| folder) };
    let mut steps: Vec<&str> = Vec::new();
    for step in folder.split('/').chain(address.split('/')) {
        match step {
            "" | "." => {}
            ".." => drop(steps.pop()),
            step => steps.push(step),
        }
    }
    steps.join("/")
}

#[cfg(test)]
mod tests {
    use super::super::hostile::{archive, packed};
    use super::*;
    use zip::CompressionMethod;

    #[test]
    fn the_kind_is_told_by_what_is_in_it() {
        let types = |kind: &str| format!("<Types><Override ContentType=\"application/vnd.{kind}\"/></Types>").into_bytes();
        let word = types("openxmlformats-officedocument.wordprocessingml.document.main+xml");
        let both =
            [types("openxmlformats-officedocument.presentationml.presentation.main+xml"), types("openxmlformats-officedocument.wordprocessingml.document")];
        for (parts, expected) in [
            (vec![("[Content_Types].xml", word.as_slice()), ("doc/main.xml", b"")], Kind::Docx),
            (vec![("[Content_Types].xml", types("ms-word.document.macroEnabled.main+xml").as_slice())], Kind::Docx),
            (vec![("[Content_Types].xml", types("openxmlformats-officedocument.spreadsheetml.sheet.main+xml").as_slice())], Kind::Xlsx),
            // A presentation with a document in it is a presentation.
            (vec![("[Content_Types].xml", both.concat().as_slice())], Kind::Pptx),
            (vec![("[Content_Types].xml", b"damaged"), ("word/document.xml", b"")], Kind::Docx),
            (vec![("XL\\workbook.bin", b"")], Kind::Xlsx),
            (vec![("mimetype", b"application/vnd.oasis.opendocument.text\n")], Kind::Odt),
            (vec![("mimetype", b"application/vnd.oasis.opendocument.text-template")], Kind::Odt),
            (vec![("mimetype", b"application/vnd.oasis.opendocument.spreadsheet")], Kind::Ods),
            (vec![("mimetype", b"application/vnd.oasis.opendocument.presentation")], Kind::Odp),
            (vec![("mimetype", b"application/vnd.oasis.opendocument.graphics")], Kind::Other),
            (vec![("META-INF/manifest.xml", b"media-type=\"application/vnd.oasis.opendocument.text\"")], Kind::Odt),
            (vec![("mimetype", b"application/epub+zip")], Kind::Epub),
            (vec![("META-INF/container.xml", b"")], Kind::Epub),
            (vec![("notes/word/document.txt", b"application/epub+zip")], Kind::Other),
        ] {
            assert_eq!(kind(&archive(&parts)), Some(expected), "{:?}", parts[0].0);
        }
        assert_eq!(kind(b"a text"), None);
        let cut = archive(&[("[Content_Types].xml", &word), ("word/document.xml", &[b'x'; 500])]);
        assert_eq!(kind(&cut[..cut.len() - 60]), Some(Kind::Docx), "a file that was cut off is known by its first names");
    }

    fn part(bytes: &[u8]) -> Result<Option<Vec<u8>>, Refusal> {
        Archive::open(bytes, Kind::Docx)?.part("word/document.xml")
    }

    #[test]
    fn parts_are_found_however_their_names_are_written() {
        for name in ["word/document.xml", "Word/Document.XML", "word\\document.xml", "/word/document.xml", "./word/document.xml"] {
            assert_eq!(part(&archive(&[(name, b"x")])), Ok(Some(b"x".to_vec())), "{name}");
        }
        assert_eq!(part(&archive(&[("word/document.xml.bak", b"x")])), Ok(None));
    }

    #[test]
    fn bombs_are_refused_before_they_are_unpacked() {
        let refused = Err(Refusal::Unwieldy { what: Kind::Docx.what(), part: "word/document.xml".to_owned() });
        let zeros = vec![0; 20_000_000];
        let bomb = archive(&[("word/document.xml", &zeros)]);
        assert!(bomb.len() < 100_000);
        assert_eq!(part(&bomb), refused, "it is packed too well");
        // The size in both lists says 1,000: the entry is not read further than its packed size allows.
        let size = 20_000_000_u32.to_le_bytes();
        let mut liar = bomb;
        while let Some(at) = memchr::memmem::find(&liar, &size) {
            liar[at..at + 4].copy_from_slice(&1000_u32.to_le_bytes());
        }
        assert!(part(&liar).is_err());
        assert_eq!(part(&archive(&[("word/document.xml", &zeros[..1_000_000])])), Ok(Some(vec![0; 1_000_000])), "small ones may be blank");
        let names: Vec<String> = (0..=limits::ARCHIVE_ENTRIES).map(|number| number.to_string()).collect();
        let many: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), b"".as_slice())).collect();
        assert!(matches!(part(&archive(&many)), Err(Refusal::Unwieldy { .. })));
        assert_eq!(part(&archive(&many[1..])), Ok(None));
    }

    #[test]
    fn all_parts_together_have_a_limit() {
        let bytes = packed(&[("a", &vec![1; 60_000_000])], CompressionMethod::Stored);
        let mut archive = Archive::open(&bytes, Kind::Docx).unwrap();
        assert!(archive.part("a").is_ok() && archive.part("a").is_ok());
        assert!(matches!(archive.part("a"), Err(Refusal::Unwieldy { .. })));
    }

    #[test]
    fn addresses_lead_from_part_to_part() {
        for (from, address, expected) in [
            ("word/document.xml", "styles.xml", "word/styles.xml"),
            ("word/document.xml", "/word/styles.xml", "word/styles.xml"),
            ("OEBPS/a/b.opf", "../text/1.xhtml#part", "OEBPS/text/1.xhtml"),
            ("content.opf", "./1.xhtml?x", "1.xhtml"),
            ("a", "../../../etc/passwd", "etc/passwd"),
            ("", "word/document.xml", "word/document.xml"),
        ] {
            assert_eq!(target(from, address), expected);
        }
    }
}
