//! Books: the chapters in the order of reading, one beneath the other, without covers that have no words and without lists of contents.

mod package;
#[cfg(test)]
mod tests;

use super::container::{Archive, Kind};
use super::xml;
use crate::article::paper::{Page, Paper};
use crate::article::{Block, LIMIT_BYTES, Origin, Refusal, Warning, html, is_visible, limits, title};
use package::{Chapter, Package};

/// Reads a book of the second or third edition of the format.
///
/// # Errors
/// Refuses what is damaged, protected against copying, or larger than an article may be.
pub(in crate::article) fn read(bytes: &[u8]) -> Result<Page, Refusal> {
    let mut archive = Archive::open(bytes, Kind::Epub)?;
    let name = package_name(&mut archive)?;
    let package = package::read(&archive.needed(&name)?, &name);
    if is_protected(&mut archive, &package) {
        return Err(Refusal::Rights);
    }
    let mut warnings = Vec::new();
    let read = chapters(&mut archive, &package, &mut warnings)?;
    let (paper, headline) = put_down(&read, &package.said.title)?;
    if !paper.text().chars().any(is_visible) {
        return Err(if warnings.is_empty() { Refusal::Empty } else { Refusal::Damaged { what: Kind::Epub.what(), part: title::shorten(&name) } });
    }
    let Package { said, publisher, url, .. } = package;
    let (title, details) = said.title_and_details(&paper, (!headline.is_empty()).then_some(headline));
    let origin = Origin { url, outlet: publisher, published: said.published, byline: said.byline, language: said.language, ..Origin::default() };
    Ok(Page { title, origin, paper, details, warnings })
}

/// The name of the part that lists all others: as the container says, else the one that is named so.
fn package_name(archive: &mut Archive<'_>) -> Result<String, Refusal> {
    let container = archive.tree("META-INF/container.xml")?;
    let root = container.as_ref().and_then(xml::Tree::root);
    let said = root.and_then(|root| root.descendants().find(|element| element.name().1 == "rootfile")?.attribute("", "full-path").map(str::to_owned));
    let named = said.filter(|name| archive.has(name)).or_else(|| archive.name_ending(".opf"));
    named.ok_or_else(|| Refusal::Damaged { what: Kind::Epub.what(), part: "META-INF/container.xml".to_owned() })
}

/// Whether a chapter is encrypted. Fonts often are, in two ways that protect nothing else.
fn is_protected(archive: &mut Archive<'_>, package: &Package) -> bool {
    let Ok(Some(tree)) = archive.tree("META-INF/encryption.xml") else { return false };
    let entries = tree.root().into_iter().flat_map(xml::Element::descendants).filter(|element| element.name().1 == "EncryptedData");
    let is_font = |method: &str| method.contains("/embedding") || method.contains("/pdf/enc#RC");
    entries.into_iter().any(|entry| {
        let inside = |name: &str, attribute: &str| {
            entry.descendants().find(|element| element.name().1 == name).and_then(|element| element.attribute("", attribute)).unwrap_or_default().to_owned()
        };
        let part = package::decoded(inside("CipherReference", "URI").trim_start_matches('/'));
        !is_font(&inside("EncryptionMethod", "Algorithm")) && package.chapters.iter().any(|chapter| chapter.part.eq_ignore_ascii_case(&part))
    })
}

/// The sources of the chapters that are pages of words. Those that cannot be read are told.
fn chapters(archive: &mut Archive<'_>, package: &Package, warnings: &mut Vec<Warning>) -> Result<Vec<String>, Refusal> {
    if package.chapters.len() > limits::BOOK_CHAPTERS {
        return Err(Refusal::Unwieldy { what: Kind::Epub.what(), part: "the list of its chapters".to_owned() });
    }
    let mut missing: Vec<&Chapter> = Vec::new();
    let mut sources = Vec::new();
    for chapter in package.chapters.iter().filter(|chapter| chapter.is_page && !chapter.is_contents) {
        match archive.part(&chapter.part) {
            Ok(Some(bytes)) => {
                let (source, replaced) = xml::decoded(&bytes);
                warnings.extend(replaced.map(|(count, encoding)| Warning::ReplacedCharacters { count, encoding }));
                sources.push(source.into_owned());
            }
            // A bomb is no missing chapter.
            Err(refusal @ (Refusal::Unwieldy { .. } | Refusal::Protected { .. })) => return Err(refusal),
            Ok(None) | Err(_) => missing.push(chapter),
        }
    }
    if let Some(first) = missing.first() {
        warnings.push(Warning::MissingParts { count: missing.len(), first: title::shorten(&first.part) });
    }
    Ok(sources)
}

/// Puts the chapters down. The heading that says the book's title is its headline; in a book of one chapter or without a title it is the
/// first heading. All other headings of chapters are headings.
fn put_down(sources: &[String], book: &str) -> Result<(Paper, String), Refusal> {
    let mut paper = Paper::default();
    let mut headline = String::new();
    let mut searched = 0;
    for source in sources {
        let mut first = Block::Heading;
        if headline.is_empty() && searched < CHAPTERS_SEARCHED {
            let heading = first_heading(source);
            searched += usize::from(!heading.is_empty());
            let is_alone = sources.len() == 1 || book.is_empty();
            if !heading.is_empty() && (is_alone || is_same(&heading, book)) {
                first = Block::Title;
                headline = heading;
            }
        }
        html::put(source, &mut paper, first);
        let bytes = paper.text().len();
        if bytes > LIMIT_BYTES {
            return Err(Refusal::TooLarge { bytes, limit: LIMIT_BYTES });
        }
    }
    Ok((paper, headline))
}

/// In how many chapters with a heading the book's title is looked for: it stands on the first pages.
const CHAPTERS_SEARCHED: usize = 5;

/// The first heading of the first level; empty if there is none.
fn first_heading(source: &str) -> String {
    html::whole(source).headline().unwrap_or_default().to_owned()
}

fn is_same(heading: &str, book: &str) -> bool {
    let plain = |words: &str| words.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    plain(heading) == plain(book)
}
