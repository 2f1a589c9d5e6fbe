//! The package of a book: what it says of itself, and its chapters in the order of reading.

use super::super::container::target;
use super::super::properties::{Said, believed_name, believed_title, one_line};
use super::super::xml::{Element, Tree};
use std::collections::{BTreeMap, BTreeSet};

/// What the package says.
#[derive(Default)]
pub(super) struct Package {
    pub(super) said: Said,
    pub(super) publisher: String,
    /// The address on the web that it was made from.
    pub(super) url: String,
    /// The parts with the chapters, in the order of reading, each once.
    pub(super) chapters: Vec<Chapter>,
}

/// A part with a chapter.
pub(super) struct Chapter {
    /// The part's name in the archive.
    pub(super) part: String,
    /// Whether it is a list of the chapters rather than one.
    pub(super) is_contents: bool,
    /// Whether it is a page of words; pictures are not.
    pub(super) is_page: bool,
}

/// An entry of the list of all parts.
struct Item<'t> {
    part: String,
    kind: &'t str,
    properties: &'t str,
    fallback: &'t str,
}

/// Reads a package; `from` is the name of its part.
pub(super) fn read(tree: &Tree, from: &str) -> Package {
    let Some(root) = tree.root() else { return Package::default() };
    let mut package = Package { chapters: chapters(root, from), ..Package::default() };
    if let Some(metadata) = section(root, "metadata") {
        describe(&mut package, metadata);
    }
    package
}

/// Packages are written with and without the namespace, so only the names count.
fn section<'t>(root: Element<'t>, name: &str) -> Option<Element<'t>> {
    root.elements().find(|element| element.name().1.eq_ignore_ascii_case(name))
}

fn said<'t>(element: Element<'t>, name: &str) -> &'t str {
    element.attribute("", name).or_else(|| element.attribute("opf", name)).unwrap_or_default()
}

fn chapters(root: Element<'_>, from: &str) -> Vec<Chapter> {
    let entries = section(root, "manifest").into_iter().flat_map(Element::elements);
    let item = |element: Element<'_>| {
        let address = decoded(said(element, "href"));
        (said(element, "id").to_owned(), target(from, &address))
    };
    let items: BTreeMap<String, Item<'_>> = entries
        .map(|element| {
            let (id, part) = item(element);
            (id, Item { part, kind: said(element, "media-type"), properties: said(element, "properties"), fallback: said(element, "fallback") })
        })
        .collect();
    let guide = section(root, "guide").into_iter().flat_map(Element::elements);
    let contents: BTreeSet<String> =
        guide.filter(|element| said(*element, "type") == "toc").map(|element| target(from, &decoded(said(element, "href")))).collect();
    let mut seen = BTreeSet::new();
    let order = section(root, "spine").into_iter().flat_map(Element::elements).map(|element| said(element, "idref"));
    let named = order.filter_map(|id| items.get(id));
    named
        .map(|item| readable(item, &items))
        .filter(|item| seen.insert(item.part.clone()))
        .map(|item| Chapter {
            part: item.part.clone(),
            is_contents: item.properties.split_whitespace().any(|property| property == "nav") || contents.contains(&item.part),
            is_page: is_page(item.kind),
        })
        .collect()
}

/// The part itself, or the page that stands for it where it is none.
fn readable<'a, 't>(item: &'a Item<'t>, items: &'a BTreeMap<String, Item<'t>>) -> &'a Item<'t> {
    let mut steps = std::iter::successors(Some(item), |item| items.get(item.fallback)).take(8);
    steps.find(|item| is_page(item.kind)).unwrap_or(item)
}

fn is_page(kind: &str) -> bool {
    matches!(kind, "application/xhtml+xml" | "text/html" | "text/x-oeb1-document" | "application/xml" | "text/xml" | "")
}

fn describe(package: &mut Package, metadata: Element<'_>) {
    let refined = refinements(metadata);
    let role_of = |element: Element<'_>, property: &str| {
        let by_id = refined.get(&(said(element, "id").to_owned(), property.to_owned())).map(String::as_str);
        by_id.unwrap_or_else(|| said(element, property)).to_owned()
    };
    let (mut names, mut helpers, mut subjects) = (Vec::new(), Vec::new(), Vec::new());
    let own = &mut package.said;
    // The first edition has another element around them.
    for element in metadata.descendants().filter(|element| element.elements().next().is_none()) {
        let words = one_line(&element.text());
        let name = element.name().1.to_lowercase();
        match name.as_str() {
            _ if words.is_empty() => {}
            "title" if own.title.is_empty() && role_of(element, "title-type") != "subtitle" => own.title = believed_title(&words),
            "title" => own.details.push(("subtitle".to_owned(), words)),
            "creator" if matches!(role_of(element, "role").as_str(), "" | "aut") => names.push(believed_name(&words)),
            "creator" | "contributor" => helpers.push(words),
            "publisher" if package.publisher.is_empty() => package.publisher = words,
            "date" if own.published.is_empty() && is_publication(&words, &role_of(element, "event")) => own.published = words,
            "language" if own.language.is_empty() => own.language = words,
            "identifier" | "source" if package.url.is_empty() && is_address(&words) => package.url = words,
            "identifier" if words.to_lowercase().contains("isbn") || said(element, "scheme").eq_ignore_ascii_case("isbn") => {
                own.details.push(("identifier".to_owned(), words));
            }
            "description" => own.details.push(("description".to_owned(), words)),
            "subject" => subjects.push(words),
            _ => {}
        }
    }
    names.retain(|name| !name.is_empty());
    own.byline = names.join(", ");
    for (name, values) in [("contributor", helpers), ("subject", subjects)] {
        if !values.is_empty() {
            own.details.push((name.to_owned(), values.join(", ")));
        }
    }
}

/// What is said of an entry elsewhere: by the entry's id and the name of the property.
fn refinements(metadata: Element<'_>) -> BTreeMap<(String, String), String> {
    let metas = metadata.elements().filter(|element| element.name().1 == "meta");
    metas.filter_map(|meta| Some(((said(meta, "refines").strip_prefix('#')?.to_owned(), said(meta, "property").to_owned()), one_line(&meta.text())))).collect()
}

/// Whether a date is when the book was published. Programs write the first year of all for a date that they do not know.
fn is_publication(date: &str, event: &str) -> bool {
    let is_known = !date.starts_with("0101-01-01") && !date.starts_with("0000");
    is_known && matches!(event, "" | "publication" | "original-publication" | "ops-publication")
}

fn is_address(words: &str) -> bool {
    words.starts_with("http://") || words.starts_with("https://")
}

/// An address in a package has its odd characters as `%` and two digits.
pub(super) fn decoded(address: &str) -> String {
    let mut bytes = Vec::with_capacity(address.len());
    let mut rest = address.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let digit = |at: usize| after.get(at).and_then(|byte| char::from(*byte).to_digit(16));
        match (first, digit(0), digit(1)) {
            (b'%', Some(high), Some(low)) => {
                bytes.push(u8::try_from(high * 16 + low).unwrap_or_default());
                rest = after.get(2..).unwrap_or_default();
            }
            _ => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| address.to_owned())
}
