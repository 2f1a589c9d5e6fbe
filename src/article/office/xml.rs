//! XML in memory: a whole part as a tree that can be walked, with limits. Only what a document needs: elements, attributes and text, the
//! five entities and numbers; a DTD is passed over, so nothing can be defined and nothing grows.

use crate::article::{guarded, limits};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Why there is no tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// It is not well-formed.
    Damaged,
    /// It is deeper or has more parts than a reader takes.
    Tangled,
}

/// A part of a document. Its nodes stand in the order of the text, so what is inside an element is what follows up to its end.
#[derive(Debug, Default)]
pub(super) struct Tree {
    nodes: Vec<Node>,
    attributes: Vec<Attribute>,
    names: Vec<Box<str>>,
    /// How many characters meant nothing in its encoding, and the encoding's name.
    pub(super) replaced: Option<(usize, &'static str)>,
}

#[derive(Debug)]
struct Node {
    /// The number of the node after it and all that is in it.
    end: u32,
    what: What,
}

#[derive(Debug)]
enum What {
    Element { space: &'static str, name: u32, attributes: (u32, u32) },
    Text(Box<str>),
}

#[derive(Debug)]
struct Attribute {
    space: &'static str,
    name: u32,
    value: Box<str>,
}

/// An element of a tree.
#[derive(Clone, Copy)]
pub(super) struct Element<'t> {
    tree: &'t Tree,
    at: u32,
}

/// What stands in an element.
#[derive(Clone, Copy)]
pub(super) enum Child<'t> {
    /// Another element.
    Element(Element<'t>),
    /// Words, as they stand in the file.
    Text(&'t str),
}

/// Reads a whole part.
///
/// # Errors
/// Says whether it is damaged or beyond the limits.
pub(super) fn parse(bytes: &[u8]) -> Result<Tree, Fault> {
    guarded(|| parse_unguarded(bytes)).unwrap_or(Err(Fault::Damaged))
}

fn parse_unguarded(bytes: &[u8]) -> Result<Tree, Fault> {
    let (source, replaced) = decoded(bytes);
    let mut builder = Builder { tree: Tree { replaced, ..Tree::default() }, ..Builder::default() };
    let mut reader = quick_xml::Reader::from_str(&source);
    loop {
        match reader.read_event().map_err(|_| Fault::Damaged)? {
            Event::Start(tag) => builder.open(&tag)?,
            Event::Empty(tag) => {
                builder.open(&tag)?;
                builder.close();
            }
            Event::End(_) => builder.close(),
            Event::Text(text) => builder.text.push_str(&text.xml10_content()),
            Event::CData(text) => builder.text.push_str(&text.xml10_content()),
            Event::GeneralRef(reference) => {
                let name = reference.xml10_content();
                match reference.resolve_char_ref() {
                    Ok(Some(character)) => builder.text.push(character),
                    Ok(None) => builder.entity(&name),
                    // A number that is no character is left as it stands, for whoever can make sense of it.
                    Err(_) => builder.unknown(&name),
                }
            }
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
            Event::Eof => break,
        }
    }
    if builder.open.is_empty() && builder.tree.root().is_some() { Ok(builder.tree) } else { Err(Fault::Damaged) }
}

/// The source as a string: by its byte order mark, by its declaration, else UTF-8. What means nothing is counted.
pub(super) fn decoded(bytes: &[u8]) -> (Cow<'_, str>, Option<(usize, &'static str)>) {
    let (encoding, mark) = Encoding::for_bom(bytes).unwrap_or_else(|| (declared(bytes), 0));
    let (source, damaged) = encoding.decode_without_bom_handling(bytes.get(mark..).unwrap_or_default());
    let replaced = damaged.then(|| (source.matches('\u{fffd}').count(), encoding.name()));
    (source, replaced)
}

fn declared(bytes: &[u8]) -> &'static Encoding {
    if bytes.starts_with(b"<\0") {
        return UTF_16LE;
    }
    if bytes.starts_with(b"\0<") {
        return UTF_16BE;
    }
    let head = bytes.get(..256).unwrap_or(bytes);
    let declaration = head.strip_prefix(b"<?xml").and_then(|rest| rest.split(|byte| *byte == b'>').next()).unwrap_or_default();
    let declaration = String::from_utf8_lossy(declaration);
    let label = declaration.split_once("encoding").and_then(|(_, rest)| rest.split(['"', '\'']).nth(1));
    // A text whose declaration could be read byte by byte is not in UTF-16, whatever it says.
    label.and_then(|label| Encoding::for_label(label.as_bytes())).filter(|encoding| encoding.is_ascii_compatible()).unwrap_or(UTF_8)
}

#[derive(Default)]
struct Builder {
    tree: Tree,
    /// The elements that are open.
    open: Vec<u32>,
    /// Text that is not yet a node, because more of it may follow.
    text: String,
    numbers: BTreeMap<Box<str>, u32>,
    /// A prefix, what it means, and how many elements were open when it was declared.
    spaces: Vec<(Box<str>, &'static str, usize)>,
}

impl Builder {
    fn open(&mut self, tag: &BytesStart<'_>) -> Result<(), Fault> {
        self.flush();
        self.declare(tag)?;
        let first = self.tree.attributes.len();
        for attribute in tag.attributes().with_checks(false) {
            let attribute = attribute.map_err(|_| Fault::Damaged)?;
            let key: &str = attribute.key.as_ref();
            if key == "xmlns" || key.starts_with("xmlns:") {
                continue;
            }
            // An attribute without a prefix is in no namespace.
            let (space, local) = key.split_once(':').map_or(("", key), |(prefix, local)| (self.space(prefix), local));
            let name = self.number(local);
            self.tree.attributes.push(Attribute { space, name, value: value(&attribute)?.into() });
        }
        let name = tag.name();
        let whole: &str = name.as_ref();
        let (prefix, local) = whole.split_once(':').unwrap_or(("", whole));
        let (space, name) = (self.space(prefix), self.number(local));
        let at = self.tree.nodes.len();
        if at + self.tree.attributes.len() > limits::XML_NODES || self.open.len() >= limits::XML_DEPTH {
            return Err(Fault::Tangled);
        }
        let attributes = (index(first), index(self.tree.attributes.len()));
        self.tree.nodes.push(Node { end: 0, what: What::Element { space, name, attributes } });
        self.open.push(index(at));
        Ok(())
    }

    fn declare(&mut self, tag: &BytesStart<'_>) -> Result<(), Fault> {
        for attribute in tag.attributes().with_checks(false).flatten() {
            let key: &str = attribute.key.as_ref();
            let prefix = if key == "xmlns" { Some("") } else { key.strip_prefix("xmlns:") };
            if let Some(prefix) = prefix {
                self.spaces.push((prefix.into(), meaning(value(&attribute)?.trim()), self.open.len()));
            }
        }
        if self.spaces.len() > limits::XML_NAMESPACES { Err(Fault::Tangled) } else { Ok(()) }
    }

    fn close(&mut self) {
        self.flush();
        let end = index(self.tree.nodes.len());
        if let Some(node) = self.open.pop().and_then(|at| self.tree.nodes.get_mut(at as usize)) {
            node.end = end;
        }
        let depth = self.open.len();
        while self.spaces.last().is_some_and(|(_, _, declared)| *declared >= depth) {
            self.spaces.pop();
        }
    }

    fn flush(&mut self) {
        let text = std::mem::take(&mut self.text);
        if !text.is_empty() && !self.open.is_empty() {
            let end = index(self.tree.nodes.len() + 1);
            self.tree.nodes.push(Node { end, what: What::Text(text.into()) });
        }
    }

    fn entity(&mut self, name: &str) {
        match quick_xml::escape::resolve_xml_entity(name) {
            Some(words) => self.text.push_str(words),
            None => self.unknown(name),
        }
    }

    fn unknown(&mut self, name: &str) {
        self.text.push('&');
        self.text.push_str(name);
        self.text.push(';');
    }

    fn space(&self, prefix: &str) -> &'static str {
        if prefix == "xml" {
            return "xml";
        }
        self.spaces.iter().rev().find(|(known, _, _)| **known == *prefix).map_or("", |(_, space, _)| space)
    }

    fn number(&mut self, name: &str) -> u32 {
        if let Some(number) = self.numbers.get(name) {
            return *number;
        }
        let number = index(self.tree.names.len());
        self.tree.names.push(name.into());
        self.numbers.insert(name.into(), number);
        number
    }
}

/// The value with its references resolved; as it stands where it holds one that is unknown.
fn value<'a>(attribute: &'a quick_xml::events::attributes::Attribute<'_>) -> Result<Cow<'a, str>, Fault> {
    Ok(attribute.normalized_value(XmlVersion::Implicit1_0).map_or_else(|_| Cow::Borrowed(attribute.value.as_ref()), |value| Cow::Owned(value.into_owned())))
}

/// Nodes are numbered in 32 bits: there are never more than [`limits::XML_NODES`].
fn index(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

impl Tree {
    /// The element that holds all others.
    pub(super) fn root(&self) -> Option<Element<'_>> {
        match self.nodes.first()?.what {
            What::Element { .. } => Some(Element { tree: self, at: 0 }),
            What::Text(_) => None,
        }
    }
}

impl<'t> Element<'t> {
    /// The short name of its namespace, as [`meaning`] says, and its own name.
    pub(super) fn name(self) -> (&'static str, &'t str) {
        match self.node().map(|node| &node.what) {
            Some(What::Element { space, name, .. }) => (space, self.tree.names.get(*name as usize).map_or("", |name| name)),
            Some(What::Text(_)) | None => ("", ""),
        }
    }

    /// Whether it has this name.
    pub(super) fn is(self, space: &str, name: &str) -> bool {
        self.name() == (space, name)
    }

    /// The value of an attribute.
    pub(super) fn attribute(self, space: &str, name: &str) -> Option<&'t str> {
        let Some(What::Element { attributes: (first, end), .. }) = self.node().map(|node| &node.what) else { return None };
        let attributes = self.tree.attributes.get(*first as usize..*end as usize)?;
        let is = |attribute: &&Attribute| attribute.space == space && self.tree.names.get(attribute.name as usize).is_some_and(|known| **known == *name);
        attributes.iter().find(is).map(|attribute| &*attribute.value)
    }

    /// What stands directly in it.
    pub(super) fn children(self) -> impl Iterator<Item = Child<'t>> {
        let end = self.node().map_or(0, |node| node.end);
        let mut next = self.at + 1;
        std::iter::from_fn(move || {
            let node = self.tree.nodes.get(next as usize).filter(|_| next < end)?;
            let child = match &node.what {
                What::Element { .. } => Child::Element(Element { tree: self.tree, at: next }),
                What::Text(text) => Child::Text(text),
            };
            next = node.end.max(next + 1);
            Some(child)
        })
    }

    /// The elements directly in it.
    pub(super) fn elements(self) -> impl Iterator<Item = Element<'t>> {
        self.children().filter_map(|child| match child {
            Child::Element(element) => Some(element),
            Child::Text(_) => None,
        })
    }

    /// The first element of a name directly in it.
    pub(super) fn child(self, space: &str, name: &str) -> Option<Element<'t>> {
        self.elements().find(|element| element.is(space, name))
    }

    /// All elements in it at any depth, in the order of the text.
    pub(super) fn descendants(self) -> impl Iterator<Item = Element<'t>> {
        let end = self.node().map_or(0, |node| node.end);
        let is_element = move |at: &u32| self.tree.nodes.get(*at as usize).is_some_and(|node| matches!(node.what, What::Element { .. }));
        (self.at + 1..end).filter(is_element).map(move |at| Element { tree: self.tree, at })
    }

    /// All words in it, as they stand in the file.
    pub(super) fn text(self) -> String {
        let end = self.node().map_or(0, |node| node.end);
        let inside = self.tree.nodes.get(self.at as usize..end as usize).unwrap_or_default();
        inside.iter().filter_map(|node| if let What::Text(text) = &node.what { Some(&**text) } else { None }).collect()
    }

    fn node(self) -> Option<&'t Node> {
        self.tree.nodes.get(self.at as usize)
    }
}

/// A short name for each namespace that a reader knows; the two editions of Office Open XML are one. “?” is any other.
fn meaning(uri: &str) -> &'static str {
    match uri {
        "" => "",
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main" | "http://purl.oclc.org/ooxml/wordprocessingml/main" => "w",
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships" | "http://purl.oclc.org/ooxml/officeDocument/relationships" => "r",
        "http://schemas.openxmlformats.org/officeDocument/2006/math" | "http://purl.oclc.org/ooxml/officeDocument/math" => "m",
        "http://schemas.openxmlformats.org/markup-compatibility/2006" => "mc",
        "http://schemas.openxmlformats.org/package/2006/relationships" => "rel",
        "http://schemas.openxmlformats.org/package/2006/content-types" => "types",
        "http://schemas.openxmlformats.org/package/2006/metadata/core-properties" => "cp",
        "http://purl.org/dc/elements/1.1/" | "http://purl.org/dc/elements/1.0/" => "dc",
        "http://purl.org/dc/terms/" => "dcterms",
        "urn:oasis:names:tc:opendocument:xmlns:office:1.0" => "office",
        "urn:oasis:names:tc:opendocument:xmlns:text:1.0" => "text",
        "urn:oasis:names:tc:opendocument:xmlns:table:1.0" => "table",
        "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" => "draw",
        "urn:oasis:names:tc:opendocument:xmlns:style:1.0" => "style",
        "urn:oasis:names:tc:opendocument:xmlns:meta:1.0" => "meta",
        "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" => "fo",
        "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" => "svg",
        "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" => "manifest",
        "urn:oasis:names:tc:opendocument:xmlns:container" => "container",
        "http://www.idpf.org/2007/opf" | "http://openebook.org/namespaces/oeb-package/1.0/" => "opf",
        "http://www.idpf.org/2007/ops" => "ops",
        "http://www.w3.org/2001/04/xmlenc#" => "enc",
        "http://www.w3.org/1999/xhtml" => "html",
        "http://www.w3.org/XML/1998/namespace" => "xml",
        _ => "?",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(source: &[u8]) -> Result<String, Fault> {
        parse(source).map(|tree| tree.root().unwrap().text())
    }

    #[test]
    fn words_are_read_in_any_encoding() {
        let utf16 =
            |text: &str, little: bool| text.encode_utf16().flat_map(|unit| if little { unit.to_le_bytes() } else { unit.to_be_bytes() }).collect::<Vec<u8>>();
        for (source, expected) in [
            ("<a>caf\u{e9} שלום</a>".as_bytes().to_vec(), "café שלום"),
            (b"<?xml version='1.0' encoding='windows-1252'?><a>caf\xe9 \x93x\x94</a>".to_vec(), "café “x”"),
            (b"<?xml version=\"1.0\" encoding=\"UTF-16\"?><a>caf\xc3\xa9</a>".to_vec(), "café"),
            (utf16("<?xml version=\"1.0\"?><a>中文</a>", true), "中文"),
            (utf16("\u{feff}<a>中文</a>", false), "中文"),
            (b"\xef\xbb\xbf<a>x</a>".to_vec(), "x"),
            (b"<a>one\r\ntwo &amp;&lt;&#x41;&#233;&nbsp;<![CDATA[<b>&amp;]]><!-- no --><?no?></a>".to_vec(), "one\ntwo &<Aé&nbsp;<b>&amp;"),
            (b"<!DOCTYPE a [<!ENTITY b \"bomb\">]><a>&b;</a>".to_vec(), "&b;"),
            (b"<a>&#0;&#xD800;</a>".to_vec(), "&#0;&#xD800;"),
        ] {
            assert_eq!(words(&source).as_deref(), Ok(expected));
        }
        assert_eq!(parse(b"<a>\xff\xff</a>").unwrap().replaced, Some((2, "UTF-8")));
    }

    #[test]
    fn names_have_the_space_that_their_prefix_means_where_they_stand() {
        let source = b"<x:a xmlns:x='http://www.idpf.org/2007/opf' xmlns='http://www.w3.org/1999/xhtml'><b x:c='1' c='2' xml:id='3'/><x:b xmlns:x='urn:new'/><x:b/></x:a>";
        let tree = parse(source).unwrap();
        let root = tree.root().unwrap();
        let names: Vec<_> = root.descendants().map(Element::name).collect();
        assert_eq!((root.name(), names), (("opf", "a"), vec![("html", "b"), ("?", "b"), ("opf", "b")]));
        let first = root.child("html", "b").unwrap();
        assert_eq!((first.attribute("opf", "c"), first.attribute("", "c"), first.attribute("xml", "id")), (Some("1"), Some("2"), Some("3")));
    }

    #[test]
    fn what_is_not_well_formed_is_damaged() {
        for source in ["", "words", "<a>", "<a></b>", "<a", "<a><b></a></b>", "<a b></a>", "</a>", "<!-- x", "\0"] {
            assert_eq!(words(source.as_bytes()), Err(Fault::Damaged), "{source:?}");
        }
    }
}
