//! A page as a tree that is one list: each element stands before what is in it and knows where that ends. So a walk is a loop, nothing
//! calls itself however deep a page is, and a part of the page is a range.
//!
//! Tags that are left out are put in as HTML says: a paragraph ends where a block begins, an entry where the next one begins. Elements that
//! say nothing about the text by their name (emphasis, fonts) have one name, and any end tag of them ends the innermost.

use super::names::{self, Name, OTHER, WORDS};
use super::references::decoded;
use super::tokens::{self, Tag, Token, Tokens};
use crate::article::limits::{HTML_DEPTH, HTML_NODES};
use std::borrow::Cow;

/// An element or words.
#[derive(Debug)]
pub(super) struct Node<'a> {
    /// The element's name; [`WORDS`] for words.
    pub(super) name: Name,
    /// The first node after all that is in it.
    pub(super) end: usize,
    /// The element that it is in; itself for the first one.
    pub(super) parent: usize,
    /// The attributes as they are written.
    attributes: &'a str,
    /// The words.
    pub(super) text: Cow<'a, str>,
}

impl<'a> Node<'a> {
    /// The value of an attribute, its references told; empty where it has none of this name.
    pub(super) fn attribute(&self, name: &str) -> Cow<'a, str> {
        self.attribute_if_there(name).unwrap_or_default()
    }

    /// The value of an attribute, if it has it.
    pub(super) fn attribute_if_there(&self, name: &str) -> Option<Cow<'a, str>> {
        if self.attributes.is_empty() {
            return None;
        }
        tokens::attributes(self.attributes).find(|(found, _)| found.eq_ignore_ascii_case(name)).map(|(_, value)| decoded(value))
    }

    /// Its names and values as they are written, for those who look at several.
    pub(super) fn attributes(&self) -> impl Iterator<Item = (&'a str, &'a str)> + use<'a> {
        tokens::attributes(self.attributes)
    }
}

/// A page.
#[derive(Debug)]
pub(super) struct Tree<'a> {
    /// In the order of the source; the first one holds all others.
    pub(super) nodes: Vec<Node<'a>>,
}

impl<'a> Tree<'a> {
    /// Reads a source.
    pub(super) fn of(source: &'a str) -> Self {
        let mut builder = Builder::new(source);
        let mut tokens = Tokens::new(source);
        while let Some(token) = tokens.next() {
            match token {
                Token::Text(raw) => builder.words(raw),
                Token::Plain(text) => builder.plain(Cow::Borrowed(text)),
                Token::Start(tag) => {
                    if let Some(name) = builder.start(tag) {
                        tokens.raw_until_end_of(name);
                    }
                }
                Token::End(name) => builder.end(name),
            }
        }
        builder.finish()
    }

    /// A node, if there is one of this number.
    pub(super) fn get(&self, at: usize) -> Option<&Node<'a>> {
        self.nodes.get(at)
    }

    /// The name of a node; [`WORDS`] where there is none.
    pub(super) fn name(&self, at: usize) -> Name {
        self.nodes.get(at).map_or(WORDS, |node| node.name)
    }

    /// The first node after all that is in a node.
    pub(super) fn end(&self, at: usize) -> usize {
        self.nodes.get(at).map_or(at, |node| node.end)
    }

    /// The elements that a node is in, from the inside.
    pub(super) fn ancestors(&self, at: usize) -> impl Iterator<Item = usize> {
        std::iter::successors(Some(at), |at| self.nodes.get(*at).map(|node| node.parent).filter(|parent| parent != at)).skip(1)
    }

    /// The elements of a name inside a node, in their order.
    pub(super) fn all(&self, inside: usize, name: Name) -> impl Iterator<Item = usize> {
        (inside + 1..self.end(inside)).filter(move |at| self.name(*at) == name)
    }

    /// All words in a node, one after the other, white space as one space.
    pub(super) fn words(&self, at: usize) -> String {
        let mut all = String::new();
        for node in self.nodes.get(at..self.end(at)).unwrap_or_default() {
            if !matches!(node.name, WORDS | OTHER | "a") {
                all.push(' ');
            }
            all.push_str(&node.text);
        }
        let white = |c: char| c.is_whitespace();
        all.split(white).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
    }
}

struct Builder<'a> {
    nodes: Vec<Node<'a>>,
    /// The elements that are open, from the outside; never empty.
    open: Vec<usize>,
    /// How many of them are paragraphs and links: most pages have none open where it is asked.
    paragraphs: usize,
    links: usize,
    /// How many elements are open that were too deep to be kept.
    too_deep: usize,
    /// Whether it is XML, where a slash before the end of a tag closes it.
    xml: bool,
}

impl<'a> Builder<'a> {
    fn new(source: &'a str) -> Self {
        let root = Node { name: "html", end: 0, parent: 0, attributes: "", text: Cow::Borrowed("") };
        let xml = source.trim_start_matches('\u{feff}').trim_start().starts_with("<?xml");
        Self { nodes: vec![root], open: vec![0], paragraphs: 0, links: 0, too_deep: 0, xml }
    }

    fn name(&self, at: usize) -> Name {
        self.nodes.get(at).map_or(WORDS, |node| node.name)
    }

    fn top(&self) -> usize {
        self.open.last().copied().unwrap_or_default()
    }

    fn words(&mut self, raw: &'a str) {
        if names::is_raw(self.name(self.top())) && !matches!(self.name(self.top()), "title" | "textarea") {
            self.plain(Cow::Borrowed(raw));
        } else {
            self.plain(decoded(raw));
        }
    }

    fn plain(&mut self, text: Cow<'a, str>) {
        if self.name(self.top()) == "head" && !text.trim().is_empty() {
            self.pop();
        }
        let parent = self.top();
        match self.nodes.last_mut().filter(|last| last.name == WORDS && last.parent == parent) {
            Some(last) => last.text.to_mut().push_str(&text),
            None => self.push(WORDS, "", text),
        }
    }

    fn push(&mut self, name: Name, attributes: &'a str, text: Cow<'a, str>) {
        let end = self.nodes.len() + 1;
        self.nodes.push(Node { name, end, parent: self.top(), attributes, text });
    }

    /// Begins an element; gives its name where what follows is no markup.
    fn start(&mut self, tag: Tag<'a>) -> Option<Name> {
        let known = names::known(tag.name);
        if !self.xml && known == Some("html") {
            self.xml = tag.attributes.contains("http://www.w3.org/1999/xhtml");
        }
        let name = match known {
            Some("html") => {
                // The first element stands for it, with its attributes.
                if let Some(root) = self.nodes.first_mut().filter(|root| root.attributes.is_empty()) {
                    root.attributes = tag.attributes;
                }
                return None;
            }
            Some("body") if self.open.iter().any(|at| self.name(*at) == "body") => return None,
            Some(name) => name,
            None => OTHER,
        };
        self.imply_ends(name);
        let closed = names::is_void(name) || (self.xml && tag.closed);
        if self.open.len() >= HTML_DEPTH || self.nodes.len() >= HTML_NODES {
            self.too_deep += usize::from(!closed && names::is_block(name));
            // What is no text must not become text.
            return (names::is_raw(name) && !closed).then_some(name);
        }
        let at = self.nodes.len();
        self.push(name, tag.attributes, Cow::Borrowed(""));
        if closed {
            return None;
        }
        self.open.push(at);
        self.paragraphs += usize::from(name == "p");
        self.links += usize::from(name == "a");
        names::is_raw(name).then_some(name)
    }

    /// Ends what the start of an element ends.
    fn imply_ends(&mut self, name: Name) {
        if !names::is_of_head(name) && self.name(self.top()) == "head" {
            self.pop();
        }
        if self.paragraphs > 0 && names::ends_paragraph(name) {
            self.close("p", &["table", "td", "th", "caption", "button", "object"]);
        }
        if names::is_heading(name) && names::is_heading(self.name(self.top())) {
            self.pop();
        }
        if matches!(name, "p" | "ul" | "ol" | "blockquote" | "table" | "section" | "article")
            && names::is_heading(self.name(self.top()))
            && self.has_words(self.top())
        {
            // A heading that was not closed would take in the whole article.
            self.pop();
        }
        match name {
            "a" if self.links > 0 => self.close("a", LINK_BOUNDS),
            "li" => self.close("li", &["ul", "ol", "menu", "dir", "table", "td", "th", "section", "article"]),
            "dt" | "dd" => {
                self.close("dt", &["dl", "table", "td", "th"]);
                self.close("dd", &["dl", "table", "td", "th"]);
            }
            "tr" => self.close("tr", &["table"]),
            "td" | "th" => {
                self.close("td", &["tr", "table"]);
                self.close("th", &["tr", "table"]);
            }
            "tbody" | "thead" | "tfoot" => {
                for part in ["caption", "tbody", "thead", "tfoot"] {
                    self.close(part, &["table"]);
                }
            }
            "rt" | "rp" => {
                self.close_within("rt", names::is_block);
                self.close_within("rp", names::is_block);
            }
            "option" | "optgroup" => self.close("option", &["select", "datalist"]),
            _ => {}
        }
    }

    fn has_words(&self, at: usize) -> bool {
        self.nodes.get(at + 1..).unwrap_or_default().iter().take(20).any(|node| !node.text.trim().is_empty())
    }

    /// Ends the innermost open element of a name, and all in it, unless one of the bounds stands between.
    fn close(&mut self, name: Name, bounds: &[Name]) {
        self.close_within(name, |above| bounds.contains(&above));
    }

    fn close_within(&mut self, name: Name, is_bound: impl Fn(Name) -> bool) {
        let found = |at: &usize| self.name(*at) == name || is_bound(self.name(*at));
        let Some(index) = self.open.iter().rposition(found).filter(|index| *index > 0) else { return };
        if self.open.get(index).is_some_and(|at| self.name(*at) == name) {
            while self.open.len() > index {
                self.pop();
            }
        }
    }

    fn end(&mut self, written: &str) {
        let Some(name) = names::known(written) else {
            self.close_within(OTHER, names::is_block);
            return;
        };
        if self.too_deep > 0 && names::is_block(name) {
            self.too_deep -= 1;
            return;
        }
        match name {
            // What follows the end of the page is still shown.
            "body" | "html" => {}
            "br" => self.push("br", "", Cow::Borrowed("")),
            "a" => self.close("a", LINK_BOUNDS),
            "li" => self.close("li", &["ul", "ol", "table"]),
            "td" | "th" | "tr" | "tbody" | "thead" | "tfoot" => self.close(name, &["table"]),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                // Any heading's end ends any heading.
                let open = self.open.iter().rev().map(|at| self.name(*at)).find(|name| names::is_block(name));
                if let Some(heading) = open.filter(|open| names::is_heading(open)) {
                    self.close(heading, &[]);
                }
            }
            _ if names::is_block(name) || names::is_raw(name) => self.close(name, &["table", "td", "th"]),
            _ => self.close_within(name, names::is_block),
        }
    }

    fn pop(&mut self) {
        let Some(at) = self.open.pop_if(|at| *at > 0) else { return };
        let end = self.nodes.len();
        self.paragraphs -= usize::from(self.name(at) == "p");
        self.links -= usize::from(self.name(at) == "a");
        if let Some(node) = self.nodes.get_mut(at) {
            node.end = end;
        }
    }

    fn finish(mut self) -> Tree<'a> {
        while self.open.len() > 1 {
            self.pop();
        }
        let end = self.nodes.len();
        if let Some(root) = self.nodes.first_mut() {
            root.end = end;
        }
        Tree { nodes: self.nodes }
    }
}

/// What a link does not reach beyond, if it is not closed.
const LINK_BOUNDS: &[Name] = &["td", "th", "li", "section", "article", "table", "body"];
