//! OpenDocument texts: the text as it is printed, without what is around it on the page. Tracked changes are read as accepted, hidden
//! words are left out; both are told. Notes stand after the text with their numbers.

mod inline;
mod lists;
mod story;
mod styles;
#[cfg(test)]
mod tests;

use super::container::{self, Archive, Kind};
use super::properties::{self, Said};
use super::sheet::{self, numbered};
use super::xml::{Element, Tree};
use crate::article::paper::Page;
use crate::article::{Refusal, Warning};
use inline::Walk;
use styles::Styles;

/// Whether the bytes are a document in one piece of XML (`.fodt`), which is no archive.
pub(in crate::article) fn is_flat(bytes: &[u8]) -> bool {
    let head = bytes.get(..8192).unwrap_or(bytes);
    let has = |sign: &str| memchr::memmem::find(head, sign.as_bytes()).is_some();
    !head.contains(&0) && has("<office:document") && has("application/vnd.oasis.opendocument.text")
}

/// Reads a document or a template of one, packed or flat.
///
/// # Errors
/// Refuses what is damaged, has a password, or is too large.
pub(in crate::article) fn read(bytes: &[u8]) -> Result<Page, Refusal> {
    let mut styles = Styles::default();
    if is_flat(bytes) {
        let tree = container::tree(bytes, Kind::Odt.what(), "office:document")?;
        styles.add(&tree);
        return page(&tree, &styles, properties_of(&tree));
    }
    let mut archive = Archive::open(bytes, Kind::Odt)?;
    if is_encrypted(&mut archive) {
        return Err(Refusal::Protected { what: Kind::Odt.what() });
    }
    let content = archive.needed("content.xml")?;
    let missing = match archive.tree("styles.xml") {
        Ok(Some(tree)) => {
            styles.add(&tree);
            false
        }
        Ok(None) => false,
        Err(_) => true,
    };
    styles.add(&content);
    let said = archive.tree("meta.xml").ok().flatten().map(|tree| properties_of(&tree)).unwrap_or_default();
    let mut page = page(&content, &styles, said)?;
    if missing {
        page.warnings.push(Warning::MissingParts { count: 1, first: "styles.xml".to_owned() });
    }
    Ok(page)
}

/// With a password each part is encrypted, and the list of the parts says how.
fn is_encrypted(archive: &mut Archive<'_>) -> bool {
    let manifest = archive.part("META-INF/manifest.xml").ok().flatten().unwrap_or_default();
    memchr::memmem::find(&manifest, b"encryption-data").is_some()
}

fn page(content: &Tree, styles: &Styles, said: Said) -> Result<Page, Refusal> {
    let body = content.root().and_then(|root| root.child("office", "body")).and_then(|body| body.child("office", "text"));
    let body = body.ok_or_else(|| Refusal::Damaged { what: Kind::Odt.what(), part: "content.xml".to_owned() })?;
    let mut walk = Walk::new(styles);
    let mut pieces = Vec::new();
    story::blocks(&mut walk, body, &mut pieces);
    let mut notes = std::mem::take(&mut walk.notes);
    // Those at the foot of the page first; the order of the text stays.
    notes.sort_by_key(|(at_end, ..)| *at_end);
    for (_, label, body) in notes {
        let mut note = Vec::new();
        story::blocks(&mut walk, body, &mut note);
        pieces.extend(numbered(note, &label));
    }
    let mut warnings = walk.told.warnings();
    warnings.extend(content.replaced.map(|(count, encoding)| Warning::ReplacedCharacters { count, encoding }));
    sheet::page(pieces, said, &walk.languages, warnings)
}

/// What the document says of itself. Its dates are those of the file, and `dc:creator` is who saved it last.
fn properties_of(tree: &Tree) -> Said {
    let mut said = Said::default();
    let mut saved_by = String::new();
    let mut keywords: Vec<String> = Vec::new();
    let groups = tree.root().into_iter().flat_map(Element::elements).filter(|group| group.is("office", "meta"));
    for element in groups.flat_map(Element::elements) {
        let words = properties::one_line(&element.text());
        if words.is_empty() {
            continue;
        }
        let mut detail = |name: &str, words: String| said.details.push((name.to_owned(), words));
        match element.name() {
            ("dc", "title") => said.title = properties::believed_title(&words),
            ("meta", "initial-creator") => said.byline = properties::believed_name(&words),
            ("dc", "creator") => saved_by = properties::believed_name(&words),
            ("dc", "language") => said.language = words,
            ("dcterms", "issued") => said.published = words,
            ("dc", "subject") => detail("subject", words),
            ("dc", "description") => detail("description", words),
            ("meta", "creation-date") => detail("created", words),
            ("dc", "date") => detail("modified", words),
            ("meta", "keyword") => keywords.push(words),
            _ => {}
        }
    }
    if !keywords.is_empty() {
        said.details.push(("keywords".to_owned(), keywords.join(", ")));
    }
    if said.byline.is_empty() {
        said.byline = saved_by;
    }
    said
}
