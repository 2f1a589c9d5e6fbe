//! Plain text: the text is the file's, to the character; only its headline is named, where it is one.

use super::{Block, title};

/// The line that names the article, if there is one, and the paragraphs that are not plain.
pub(super) fn read(text: &str) -> (Option<String>, Vec<(u32, Block)>) {
    let Some((number, line)) = title::first_line(text) else { return (None, Vec::new()) };
    let following = text.split('\n').zip(0_u32..).skip_while(|(_, at)| *at <= number).map(|(line, _)| line);
    let blocks = if title::is_headline(line, following) { vec![(number, Block::Title)] } else { Vec::new() };
    (Some(line.to_owned()), blocks)
}

#[cfg(test)]
mod tests {
    use crate::article::paper::Page;
    use crate::article::{Refusal, encoding, fixtures};

    /// The text as a page, to be shown as those of other readers are.
    fn page(bytes: &[u8]) -> Result<Page, Refusal> {
        let decoded = encoding::decode(bytes, None, None)?;
        let (title, blocks) = super::read(&decoded.text);
        let mut page = Page { title: title.unwrap_or_default(), warnings: decoded.warnings, ..Page::default() };
        let group = page.paper.open_group();
        for (line, number) in decoded.text.split('\n').zip(0_u32..) {
            let kind = blocks.iter().find(|(at, _)| *at == number).map(|(_, kind)| *kind);
            page.paper.put(line, kind, group);
        }
        Ok(page)
    }

    #[test]
    fn plain_texts_in_any_encoding_are_read_to_the_character() {
        fixtures::check("plain", |_, bytes| page(bytes));
    }
}
