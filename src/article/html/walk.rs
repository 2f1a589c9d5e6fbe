//! From the tree to paragraphs: white space as a browser shows it, one line for each paragraph, what a paragraph is.

use super::lists::Lists;
use super::names::{self, Name, WORDS};
use super::paragraph::{Paragraph, Writer};
use super::tables;
use super::tree::Tree;
use crate::article::Block;

/// The paragraphs of what is in a node, without the nodes that are left out.
pub(super) fn paragraphs(tree: &Tree<'_>, inside: usize, left_out: impl Fn(usize) -> bool) -> Vec<Paragraph> {
    let mut walk = Walk { tree, writer: Writer::default(), open: Vec::new(), context: Context::default(), lists: Lists::default() };
    let mut at = inside;
    while at < tree.end(inside) {
        walk.leave(at);
        let name = tree.name(at);
        if names::is_unseen(name) || left_out(at) {
            if names::is_block(name) {
                walk.boundary();
            }
            at = tree.end(at);
        } else {
            walk.enter(at, name);
            at += 1;
        }
    }
    walk.leave(usize::MAX);
    walk.flush();
    walk.writer.done
}

struct Walk<'t, 's> {
    tree: &'t Tree<'s>,
    writer: Writer,
    /// The elements that are open: name, end, and what held before them.
    open: Vec<(Name, usize, Context)>,
    context: Context,
    lists: Lists,
}

/// What the open elements say about the words in them.
#[derive(Clone, Copy, Default)]
struct Context {
    quote: bool,
    caption: bool,
    /// The level of the heading, 0 outside.
    level: u8,
    preformatted: bool,
    link: bool,
    list: bool,
    /// Whether the innermost table has rows of data, and whether this is in a cell of one.
    rows: bool,
    cell: bool,
    /// How many quotation marks are open.
    marks: u8,
    /// The list or table that the paragraphs are in.
    group: u32,
    /// Whether a reading has brackets of its own.
    bracketed: bool,
}

impl Walk<'_, '_> {
    fn enter(&mut self, at: usize, name: Name) {
        if name == WORDS {
            if let Some(node) = self.tree.get(at) {
                self.writer.words(&node.text, at, self.context.link, self.context.preformatted && !self.context.cell);
            }
            return;
        }
        if names::is_block(name) {
            self.boundary();
        }
        self.open.push((name, self.tree.end(at), self.context));
        match name {
            "br" if self.context.cell || self.context.level > 0 => self.writer.space(),
            "br" => self.line_break(),
            "hr" => self.flush(),
            "img" => self.picture(at),
            "blockquote" => self.context.quote = true,
            "q" => {
                self.say(if self.context.marks.is_multiple_of(2) { "“" } else { "‘" }, at);
                self.context.marks = self.context.marks.wrapping_add(1);
            }
            "figcaption" | "caption" => self.context.caption = true,
            "pre" | "listing" | "xmp" | "plaintext" => self.context.preformatted = true,
            "a" => self.context.link = self.tree.get(at).is_some_and(|node| node.attribute_if_there("href").is_some()),
            "rt" => {
                self.context.bracketed = self.tree.name(self.tree.end(at)) == "rp";
                if !self.context.bracketed {
                    self.say("（", at);
                }
            }
            "ul" | "ol" | "menu" | "dir" | "dl" => self.open_list(at),
            "li" => self.lists.entry(self.tree, at),
            "table" => self.open_table(at),
            "td" | "th" if self.context.rows => {
                self.context.cell = true;
                self.writer.cell(tables::columns(self.tree, at));
            }
            _ if names::is_heading(name) => self.context.level = name.bytes().last().map_or(0, |digit| digit.saturating_sub(b'0')),
            _ => {}
        }
    }

    /// Leaves the elements that end before a node.
    fn leave(&mut self, at: usize) {
        while let Some((name, end, before)) = self.open.pop_if(|(_, end, _)| *end <= at) {
            let last = end.saturating_sub(1);
            if names::is_block(name) {
                self.boundary();
            }
            match name {
                "q" => self.say(if before.marks.is_multiple_of(2) { "”" } else { "’" }, last),
                "rt" if !self.context.bracketed => self.say("）", last),
                "ul" | "ol" | "menu" | "dir" | "dl" => self.lists.close(),
                "li" => self.lists.end_entry(),
                "tr" if self.context.rows && !self.context.cell => self.flush(),
                _ => {}
            }
            self.context = before;
        }
    }

    /// Two line breaks end a paragraph.
    fn line_break(&mut self) {
        if self.writer.line_break() {
            self.flush();
        }
    }

    fn open_list(&mut self, at: usize) {
        self.lists.open(self.tree, at);
        self.context.list = true;
        if self.context.group == 0 {
            self.context.group = self.writer.open_group();
        }
    }

    /// A table inside a cell only lays out the cell.
    fn open_table(&mut self, at: usize) {
        if self.context.cell {
            return;
        }
        self.context.rows = tables::has_rows(self.tree, at);
        if self.context.rows && self.context.group == 0 {
            self.context.group = self.writer.open_group();
        }
    }

    fn say(&mut self, words: &str, at: usize) {
        self.writer.words(words, at, self.context.link, true);
    }

    /// A picture is no words, but for a single sign: emoji of other people's posts, the first letter of a chapter.
    fn picture(&mut self, at: usize) {
        let Some(node) = self.tree.get(at) else { return };
        let alternative = node.attribute("alt");
        let short = alternative.trim();
        let is_sign = short.chars().count() == 1 && short.chars().all(char::is_alphabetic);
        let is_emoji = !short.is_empty() && short.len() <= 40 && short.chars().all(|c| !c.is_ascii() && !c.is_alphanumeric());
        if is_sign || is_emoji {
            self.say(short, at);
        }
    }

    /// A block begins or ends: in a cell that is a space, elsewhere a paragraph.
    fn boundary(&mut self) {
        if self.context.cell {
            self.writer.space();
        } else if !self.context.rows || !self.writer.has_cells() {
            self.flush();
        }
    }

    fn flush(&mut self) {
        let context = self.context;
        let kind = match context {
            Context { rows: true, caption: false, .. } if self.writer.has_cells() => Some(Block::TableRow),
            Context { quote: true, .. } => Some(Block::Quote),
            Context { caption: true, .. } => Some(Block::Caption),
            Context { level: 1.., .. } => Some(Block::Heading),
            Context { list: true, .. } => Some(Block::ListItem),
            Context { .. } => None,
        };
        if self.writer.is_empty() {
            return self.writer.clear();
        }
        let marker = self.lists.take_marker();
        let group = if kind == Some(Block::Caption) { 0 } else { context.group };
        self.writer.flush(&marker, kind, group, context.level, context.preformatted);
    }
}
