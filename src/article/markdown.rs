//! Markdown: the text as a reader of the page would have it, not its source. Emphasis and links are their words, headings, quotations,
//! lists, tables and captions are told as blocks, and what has no words leaves nothing.
//!
//! One empty line stands between blocks; the entries of a list and the rows of a table follow each other line by line. An entry has no
//! bullet but keeps its number; cells are parted by tabs; a picture is its alternative text, as a caption after the paragraph it is in.

use super::front_matter::{self, FrontMatter};
use super::markup::{self, Inline};
use super::paper::{Group, Page, Paper};
use super::{Block, Origin, has_no_spaces};
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

/// Reads a whole source. The title is that of the fields before the text, else the first heading of the first level, else the first line
/// that is not boilerplate.
pub(super) fn read(source: &str) -> Page {
    let (front, body) = front_matter::split(source);
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS;
    let mut writer = Writer::default();
    for event in Parser::new_ext(body, options) {
        writer.event(event);
    }
    writer.flush();
    let FrontMatter { title, url, outlet, published, byline, language, details } = front;
    let first_line = || super::title::first_line(writer.paper.text()).map(|(_, line)| line.to_owned());
    let title = Some(title).filter(|title| !title.is_empty()).or_else(|| writer.title.clone()).or_else(first_line).unwrap_or_default();
    let origin = Origin { url, outlet, published, byline, language, ..Origin::default() };
    Page { title, origin, paper: writer.paper, details, ..Page::default() }
}

#[derive(Default)]
struct Writer {
    paper: Paper,
    /// The words of the first heading of the first level.
    title: Option<String>,
    /// The words of the block that is open.
    open: String,
    gap: Gap,
    /// Where in `open` the alternative texts of the pictures begin that are open, with their titles.
    pictures: Vec<(usize, String)>,
    /// Captions that follow the open block.
    captions: Vec<String>,
    heading: Option<HeadingLevel>,
    quotes: usize,
    /// For each open list the number of its next entry; no number for bullets.
    lists: Vec<Option<u64>>,
    /// The number that stands before the next block.
    marker: String,
    row: bool,
    code: bool,
    html: bool,
    /// The lists and tables that are open.
    groups: Vec<Group>,
}

/// What stood between the open words and those that come.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Gap {
    #[default]
    None,
    /// A line end of the source.
    Line,
    /// A picture, with a space before it that is gone.
    Picture,
}

impl Writer {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) | Event::Code(text) | Event::InlineMath(text) | Event::DisplayMath(text) | Event::Html(text) => self.words(&text),
            Event::InlineHtml(tag) => match markup::inline(&tag) {
                Inline::Nothing => {}
                Inline::Break => self.line_break(),
                Inline::Text => self.words(&tag),
            },
            Event::FootnoteReference(label) => self.words(&format!("[{label}]")),
            Event::SoftBreak => self.gap = Gap::Line,
            Event::HardBreak => self.line_break(),
            Event::Rule => self.flush(),
            Event::TaskListMarker(done) => self.words(if done { "[x] " } else { "[ ] " }),
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Superscript | Tag::Subscript | Tag::Link { .. } => {}
            Tag::Image { title, .. } => {
                self.fill_gap("x");
                self.pictures.push((self.open.len(), title.to_string()));
            }
            Tag::TableCell => {
                if self.row {
                    self.open.push('\t');
                }
                self.row = true;
            }
            Tag::Heading { level, .. } => {
                self.flush();
                self.heading = Some(level);
            }
            Tag::BlockQuote(_) => {
                self.flush();
                self.quotes += 1;
            }
            Tag::CodeBlock(_) => {
                self.flush();
                self.code = true;
            }
            Tag::HtmlBlock => {
                self.flush();
                self.html = true;
            }
            Tag::List(first) => {
                self.flush();
                if self.lists.is_empty() {
                    self.open_group();
                }
                self.lists.push(first);
            }
            Tag::Item => {
                self.flush();
                self.number();
            }
            Tag::FootnoteDefinition(label) => {
                self.flush();
                self.marker = format!("[{label}] ");
            }
            Tag::Table(_) => {
                self.flush();
                self.open_group();
            }
            Tag::Paragraph
            | Tag::TableHead
            | Tag::TableRow
            | Tag::DefinitionList
            | Tag::DefinitionListTitle
            | Tag::DefinitionListDefinition
            | Tag::MetadataBlock(_) => self.flush(),
        }
    }

    /// The words are written while what they stand in is still open; only then is it closed.
    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Superscript | TagEnd::Subscript | TagEnd::Link | TagEnd::TableCell => {}
            TagEnd::Image => self.close_picture(),
            TagEnd::Heading(_) => {
                self.flush();
                self.heading = None;
            }
            TagEnd::BlockQuote(_) => {
                self.flush();
                self.quotes = self.quotes.saturating_sub(1);
            }
            TagEnd::CodeBlock => {
                self.flush();
                self.code = false;
            }
            TagEnd::HtmlBlock => {
                self.flush();
                self.html = false;
            }
            TagEnd::List(_) => {
                self.flush();
                self.lists.pop();
                if self.lists.is_empty() {
                    self.groups.pop();
                }
            }
            TagEnd::Item | TagEnd::FootnoteDefinition => {
                self.flush();
                self.marker.clear();
            }
            TagEnd::TableHead | TagEnd::TableRow => {
                self.flush();
                self.row = false;
            }
            TagEnd::Table => {
                self.flush();
                self.groups.pop();
            }
            TagEnd::Paragraph | TagEnd::DefinitionList | TagEnd::DefinitionListTitle | TagEnd::DefinitionListDefinition | TagEnd::MetadataBlock(_) => {
                self.flush()
            }
        }
    }

    fn open_group(&mut self) {
        let group = self.paper.open_group();
        self.groups.push(group);
    }

    /// Makes the number of an entry; a number that still waits, of an entry that is itself a list, goes before it.
    fn number(&mut self) {
        if let Some(Some(next)) = self.lists.last_mut() {
            self.marker.push_str(&format!("{next}. "));
            *next = next.saturating_add(1);
        }
    }

    fn words(&mut self, words: &str) {
        if !(self.code || self.html) {
            self.fill_gap(words);
        }
        self.open.push_str(words);
    }

    /// A line end of the source is a space, but not between signs of scripts that have none.
    fn fill_gap(&mut self, next: &str) {
        let gap = std::mem::take(&mut self.gap);
        let (Some(before), Some(after)) = (self.open.chars().next_back(), next.chars().next()) else { return };
        let wanted = match gap {
            Gap::None => false,
            Gap::Line => !(has_no_spaces(before) && has_no_spaces(after)),
            Gap::Picture => after.is_alphanumeric(),
        };
        if wanted && !before.is_whitespace() && !after.is_whitespace() {
            self.open.push(' ');
        }
    }

    fn line_break(&mut self) {
        self.gap = Gap::None;
        let inside = self.heading.is_some() || self.row || !self.pictures.is_empty();
        self.open.push(if inside { ' ' } else { '\n' });
    }

    /// The alternative text leaves the words and waits as a caption; in a table it stays in its cell.
    fn close_picture(&mut self) {
        let Some((start, title)) = self.pictures.pop() else { return };
        if self.row {
            return;
        }
        let text = self.open.split_off(start.min(self.open.len()));
        if self.open.ends_with(' ') {
            self.open.pop();
            self.gap = Gap::Picture;
        }
        let known = text.trim() == title.trim();
        self.captions.extend([Some(text), (!known).then_some(title)].into_iter().flatten().filter(|caption| !caption.trim().is_empty()));
    }

    /// Ends the open block, if it has words, and writes the captions that wait.
    fn flush(&mut self) {
        self.gap = Gap::None;
        let open = std::mem::take(&mut self.open);
        if self.html {
            for paragraph in markup::paragraphs(&open) {
                self.block(&paragraph);
            }
        } else if self.code {
            self.block(open.trim_end_matches('\n'));
        } else if self.row {
            // An empty first cell keeps its tab, so that the columns stand.
            self.block(open.trim_end_matches([' ', '\t', '\n']));
        } else {
            self.block(open.trim_matches([' ', '\t', '\n']));
        }
        for caption in std::mem::take(&mut self.captions) {
            self.write(caption.trim(), Some(Block::Caption));
        }
    }

    fn block(&mut self, words: &str) {
        if !words.chars().any(super::is_visible) {
            return;
        }
        let marker = std::mem::take(&mut self.marker);
        let kind = self.kind();
        if kind == Some(Block::Title) {
            self.title = Some(words.to_owned());
        }
        self.write(&format!("{marker}{words}"), kind);
    }

    /// A paragraph is one thing. That it is a quotation is what a reader must know first, so it wins over list and heading.
    fn kind(&self) -> Option<Block> {
        match self.heading {
            _ if self.row => Some(Block::TableRow),
            _ if self.quotes > 0 => Some(Block::Quote),
            Some(HeadingLevel::H1) if self.title.is_none() && self.lists.is_empty() => Some(Block::Title),
            Some(_) => Some(Block::Heading),
            None if !self.lists.is_empty() => Some(Block::ListItem),
            None => None,
        }
    }

    fn write(&mut self, words: &str, kind: Option<Block>) {
        self.paper.put(words, kind, self.groups.last().copied().unwrap_or_default());
    }
}

#[cfg(test)]
mod tests {
    use crate::article::{Refusal, encoding, fixtures, is_visible};

    #[test]
    fn markdown_of_every_kind_is_read_as_it_is_seen() {
        fixtures::check("markdown", |_, bytes| {
            let page = super::read(&encoding::decode(bytes, None, None)?.text);
            if page.paper.text().chars().any(is_visible) { Ok(page) } else { Err(Refusal::Empty) }
        });
    }
}
