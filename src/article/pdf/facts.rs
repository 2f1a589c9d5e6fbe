//! What a PDF says of itself, in its list of properties and in its metadata (XMP).

use super::Facts;
use super::tree;
use super::unpack::unpack;
use pdf_extract::{Document, Object};
use quick_xml::events::Event;
use std::collections::BTreeMap;

/// Reads the facts. What is not there, or is damaged, is empty.
pub(super) fn of(document: &Document) -> Facts {
    let catalog = document.catalog().ok();
    let info = document.trailer.get(b"Info").ok().and_then(|info| tree::dictionary(document, info));
    let listed = |name: &[u8]| info.and_then(|info| info.get(name).ok()).and_then(|value| text(document, value)).unwrap_or_default();
    let metadata = catalog.and_then(|catalog| catalog.get(b"Metadata").ok()).and_then(|held| document.dereference(held).ok());
    let metadata = metadata.and_then(|(_, held)| held.as_stream().ok()).and_then(unpack).map(|bytes| xmp(&bytes)).unwrap_or_default();
    let told = |name: &str| metadata.get(name).cloned().unwrap_or_default();
    let either = |one: String, other: String| if one.trim().is_empty() { other } else { one };
    let language = catalog.and_then(|catalog| catalog.get(b"Lang").ok()).and_then(|language| text(document, language)).unwrap_or_default();
    Facts {
        title: either(told("title"), listed(b"Title")),
        author: either(told("creator"), listed(b"Author")),
        made: either(date(&listed(b"CreationDate")), day(&told("CreateDate"))),
        published: day(&either(told("publicationDate"), told("coverDate"))),
        outlet: either(told("publicationName"), told("publisher")),
        url: Some(told("url")).filter(|url| url.starts_with("http")).unwrap_or_default(),
        language: either(language, told("language")),
    }
}

/// A string of the file: UTF-16 or UTF-8 with its mark, else the file's own encoding of Latin letters.
pub(super) fn text(document: &Document, object: &Object) -> Option<String> {
    let bytes = document.dereference(object).ok()?.1.as_str().ok()?;
    let text = match bytes {
        [0xfe, 0xff, rest @ ..] => encoding_rs::UTF_16BE.decode_without_bom_handling(rest).0.into_owned(),
        [0xff, 0xfe, rest @ ..] => encoding_rs::UTF_16LE.decode_without_bom_handling(rest).0.into_owned(),
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        plain => pdf_extract::decode_text_string(&Object::string_literal(plain)).unwrap_or_else(|_| encoding_rs::mem::decode_latin1(plain).into_owned()),
    };
    Some(without_languages(&text).replace('\0', ""))
}

/// A string in UTF-16 may name its languages between two escapes.
fn without_languages(text: &str) -> String {
    text.split('\u{1b}').step_by(2).collect()
}

/// `D:20260302101500+01'00'` as `2026-03-02`; empty where it is none.
fn date(date: &str) -> String {
    let digits: String = date.trim().trim_start_matches("D:").chars().take_while(char::is_ascii_digit).collect();
    match (digits.get(..4), digits.get(4..6), digits.get(6..8)) {
        (Some(year), Some(month), Some(day)) => self::day(&format!("{year}-{month}-{day}")),
        _ => String::new(),
    }
}

/// The date that a moment begins with, where it is one that can be.
fn day(moment: &str) -> String {
    let day: String = moment.trim().chars().take(10).collect();
    if day.parse::<jiff::civil::Date>().is_ok_and(|date| date.year() > 1900) { day } else { String::new() }
}

/// The first value of each name, without its namespace. A list of several, as of authors, is parted by commas.
#[expect(clippy::wildcard_enum_match_arm, reason = "an enum of another crate, of which four matter")]
fn xmp(bytes: &[u8]) -> BTreeMap<String, String> {
    const NAMES: [&str; 9] = ["title", "creator", "publisher", "language", "publicationDate", "publicationName", "coverDate", "CreateDate", "url"];
    let known = |name: &str| NAMES.iter().find(|known| **known == name).copied();
    let mut found = BTreeMap::<String, String>::new();
    let mut reader = quick_xml::Reader::from_reader(bytes);
    reader.config_mut().check_end_names = false;
    let mut open: Option<&str> = None;
    let (mut words, mut word) = (Vec::<String>::new(), String::new());
    // A damaged end leaves what was found before.
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Start(tag) | Event::Empty(tag) => {
                if open.is_none() {
                    open = known(tag.local_name().as_ref());
                    words.clear();
                    word.clear();
                }
                for attribute in tag.attributes().flatten() {
                    if let Some(name) = known(attribute.key.local_name().as_ref()) {
                        found.entry(name.to_owned()).or_insert_with(|| attribute.value.as_ref().to_owned());
                    }
                }
            }
            Event::Text(text) if open.is_some() => word.push_str(&text),
            Event::GeneralRef(name) if open.is_some() => word.push_str(&entity(&name)),
            Event::End(tag) if open.is_some_and(|open| open == tag.local_name().as_ref()) => {
                words.extend(kept(&mut word));
                let name = open.take().unwrap_or_default();
                // The languages of a title come one after the other, the usual one first.
                let value = if name == "title" { words.first().cloned().unwrap_or_default() } else { words.join(", ") };
                found.entry(name.to_owned()).or_insert(value);
            }
            Event::End(_) => words.extend(kept(&mut word)),
            Event::Eof => break,
            _ => {}
        }
    }
    found
}

/// The words between two tags, if there are any.
fn kept(word: &mut String) -> Option<String> {
    Some(std::mem::take(word).trim().to_owned()).filter(|word| !word.is_empty())
}

/// What stands for an entity; nothing where it is unknown.
fn entity(name: &str) -> String {
    let number = name.strip_prefix('#').and_then(|number| match number.strip_prefix(['x', 'X']) {
        Some(digits) => u32::from_str_radix(digits, 16).ok(),
        None => number.parse().ok(),
    });
    number.and_then(char::from_u32).map(String::from).or_else(|| quick_xml::escape::resolve_predefined_entity(name).map(str::to_owned)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_days_that_can_be() {
        for (written, read) in
            [("D:20260302101500+01'00'", "2026-03-02"), ("20260302", "2026-03-02"), ("D:20260231", ""), ("D:2026", ""), ("2. März", ""), ("D:19000101", "")]
        {
            assert_eq!(date(written), read, "{written}");
        }
        assert_eq!(day("2026-03-02T08:00:00Z"), "2026-03-02");
    }

    #[test]
    fn metadata_is_read_as_far_as_it_goes() {
        let found = xmp(b"<x><dc:title><rdf:Alt><rdf:li>Tolls &amp; levies &#8211; 1</rdf:li><rdf:li>Maut</rdf:li></rdf:Alt></dc:title><rdf:Description prism:url='https://a.b'/><dc:creator>A</b");
        let shown: Vec<(&str, &str)> = found.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        assert_eq!(shown, [("title", "Tolls & levies – 1"), ("url", "https://a.b")]);
        assert!(xmp(b"\xff\xfe<").is_empty());
    }
}
