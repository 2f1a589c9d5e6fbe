//! Plain text: the text is the file's, to the character; only its headline is named, where it is one.

use super::{Block, title};

/// The line that names the article, if there is one, and the paragraphs that are not plain.
pub(super) fn read(text: &str) -> (Option<String>, Vec<(u32, Block)>) {
    let Some((number, line)) = title::first_line(text) else { return (None, Vec::new()) };
    let following = text.split('\n').zip(0_u32..).skip_while(|(_, at)| *at <= number).map(|(line, _)| line);
    let blocks = if title::is_headline(line, following) { vec![(number, Block::Title)] } else { Vec::new() };
    (Some(line.to_owned()), blocks)
}
