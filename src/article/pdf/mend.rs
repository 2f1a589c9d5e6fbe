//! A file whose table of objects is damaged or cut off: every object says its own number where it stands, so they can be found again.

use pdf_extract::{Document, Object, ObjectStream};
use regex::bytes::Regex;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// The same file with a table of the objects that stand in it. The lengths of its streams are made unreadable, because they may be wrong:
/// [`fill_streams`] finds their ends. None where there is no object, or none that is the root.
pub(super) fn mend(bytes: &[u8]) -> Option<Vec<u8>> {
    let start = memchr::memmem::find(bytes, b"%PDF-");
    let mut mended = match start {
        Some(start) => bytes.get(start..)?.to_vec(),
        None => [b"%PDF-1.4\n", bytes].concat(),
    };
    let objects = objects(&mended)?;
    let trailer = trailer(&mended, &objects)?;
    hide_lengths(&mut mended);
    let mut table = String::from("\nxref\n0 1\n0000000000 65535 f \n");
    for ((number, generation), at) in &objects {
        write!(table, "{number} 1\n{at:010} {generation:05} n \n").ok()?;
    }
    let at = mended.len() + 1;
    write!(table, "trailer\n{trailer}\nstartxref\n{at}\n%%EOF\n").ok()?;
    mended.extend_from_slice(table.as_bytes());
    Some(mended)
}

/// Where each object begins; of two with the same number the later one counts, as where a file was changed.
fn objects(bytes: &[u8]) -> Option<BTreeMap<(u32, u16), usize>> {
    let object = Regex::new(r"(?-u)(?:^|[\x00\t\n\x0c\r ]|endobj)(\d{1,9})[ \t\r\n]+(\d{1,5})[ \t\r\n]+obj\b").ok()?;
    let mut objects = BTreeMap::new();
    for found in object.captures_iter(bytes) {
        let number = |at: usize| found.get(at).and_then(|digits| str::from_utf8(digits.as_bytes()).ok());
        let (Some(first), Some(id), Some(generation)) = (found.get(1), number(1), number(2)) else { continue };
        let (Ok(id), Ok(generation)) = (id.parse::<u32>(), generation.parse::<u16>()) else { continue };
        objects.insert((id, generation), first.start());
    }
    (!objects.is_empty()).then_some(objects)
}

/// What the last trailer that names a root says, or the object that is a catalog.
fn trailer(bytes: &[u8], objects: &BTreeMap<(u32, u16), usize>) -> Option<String> {
    let last = |pattern: &str| -> Option<String> {
        let found = Regex::new(pattern).ok()?.captures_iter(bytes).last()?;
        String::from_utf8(found.get(1)?.as_bytes().to_vec()).ok()
    };
    let root = last(r"(?-u)/Root\s+(\d{1,9}\s+\d{1,5}\s+R)").or_else(|| catalog(bytes, objects))?;
    let size = objects.keys().next_back().map_or(1, |(number, _)| u64::from(*number) + 1);
    let mut trailer = format!("<< /Size {size} /Root {root}");
    for (name, value) in [
        ("Info", last(r"(?-u)/Info\s+(\d{1,9}\s+\d{1,5}\s+R)")),
        ("Encrypt", last(r"(?-u)/Encrypt\s+(\d{1,9}\s+\d{1,5}\s+R)")),
        ("ID", last(r"(?-u)/ID\s*(\[\s*<[0-9A-Fa-f\s]*>\s*<[0-9A-Fa-f\s]*>\s*\])")),
    ] {
        if let Some(value) = value {
            write!(trailer, " /{name} {value}").ok()?;
        }
    }
    trailer.push_str(" >>");
    Some(trailer)
}

fn catalog(bytes: &[u8], objects: &BTreeMap<(u32, u16), usize>) -> Option<String> {
    let found = Regex::new(r"(?-u)/Type\s*/Catalog\b").ok()?.find_iter(bytes).last()?.start();
    let before = objects.iter().filter(|(_, at)| **at < found).max_by_key(|(_, at)| **at);
    before.map(|((number, generation), _)| format!("{number} {generation} R"))
}

/// A stream whose length is wrong is dropped whole by the reader, one without a length is kept with the place where it begins.
fn hide_lengths(bytes: &mut [u8]) {
    let Ok(length) = Regex::new(r"(?-u)/Length[\s\d]") else { return };
    let places: Vec<usize> = length.find_iter(bytes).map(|found| found.start()).collect();
    for at in places {
        if let Some(letter) = bytes.get_mut(at + 6) {
            *letter = b'x';
        }
    }
}

/// Gives the streams without a length what stands up to their end, and takes the objects out of the streams that hold some.
pub(super) fn fill_streams(document: &mut Document, bytes: &[u8]) {
    let end = memchr::memmem::Finder::new(b"endstream");
    let mut held = Vec::new();
    for object in document.objects.values_mut() {
        let Object::Stream(stream) = object else { continue };
        if let Some(start) = stream.start_position.filter(|_| stream.content.is_empty()) {
            let Some(rest) = bytes.get(start..) else { continue };
            let content = end.find(rest).and_then(|length| rest.get(..length)).unwrap_or(rest);
            let content = content.strip_suffix(b"\n").unwrap_or(content);
            stream.content = content.strip_suffix(b"\r").unwrap_or(content).to_vec();
        }
        if stream.dict.has_type(b"ObjStm") {
            held.extend(ObjectStream::new(stream).map(|held| held.objects).unwrap_or_default());
        }
    }
    for (id, object) in held {
        document.objects.entry(id).or_insert(object);
    }
}
