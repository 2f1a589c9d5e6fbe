//! What the paragraphs are: headline, headings, captions, lists, quotations.

use super::super::Block;
use super::join::{self, Vocabulary};
use super::paragraphs::{self, Paragraph, Usual};
use super::pieces::{Piece, Words};

/// Says what each piece is, and gives the headline: the largest words of the first page.
pub(super) fn name(pieces: &mut [Piece], usual: Usual) -> Option<String> {
    let first_page = pieces.first().map_or(1, |piece| piece.page);
    let largest = pieces.iter().filter(|piece| piece.page == first_page).filter_map(Piece::paragraph).filter(|paragraph| is_heading(paragraph, usual));
    let size = largest.map(|paragraph| paragraph.size).reduce(f32::max);
    let mut headline = None;
    let bold = pieces.iter().filter_map(Piece::paragraph).filter(|paragraph| paragraph.is_bold).map(letters).sum::<usize>();
    let all: usize = pieces.iter().filter_map(Piece::paragraph).map(letters).sum();
    let numbered = numbered(pieces);
    for (piece, is_numbered) in pieces.iter_mut().zip(numbered) {
        let Words::Paragraph(paragraph) = &mut piece.words else {
            piece.kind = Some(Block::TableRow);
            continue;
        };
        let is_bold_heading = || paragraph.is_bold && 2 * bold < all && is_short_heading(paragraph) && paragraph.size > 0.92 * usual.size;
        let is_title = is_heading(paragraph, usual) && headline.is_none() && size.is_some_and(|size| paragraphs::is_like(size, paragraph.size));
        piece.kind = if is_title && piece.page == first_page {
            headline = Some(join::paragraph(paragraph.lines.iter().map(String::as_str), &Vocabulary::default()));
            Some(Block::Title)
        } else if is_heading(paragraph, usual) || is_bold_heading() {
            Some(Block::Heading)
        } else if paragraph.lines.first().is_some_and(|line| is_caption(line)) {
            Some(Block::Caption)
        } else if take_bullet(paragraph) || is_numbered {
            Some(Block::ListItem)
        } else if paragraph.is_inset && paragraphs::is_like(paragraph.size, usual.size) {
            Some(Block::Quote)
        } else {
            None
        };
    }
    headline
}

fn letters(paragraph: &Paragraph) -> usize {
    paragraph.lines.iter().map(|line| line.chars().count()).sum()
}

fn is_heading(paragraph: &Paragraph, usual: Usual) -> bool {
    let has_letters = paragraph.lines.iter().any(|line| line.chars().filter(|letter| letter.is_alphabetic()).nth(1).is_some());
    paragraph.size > 1.12 * usual.size && letters(paragraph) <= 300 && has_letters
}

fn is_short_heading(paragraph: &Paragraph) -> bool {
    let ends = paragraph.lines.last().is_some_and(|line| paragraphs::ends_sentence(line) && !line.ends_with(['?', '!']));
    letters(paragraph) <= 150 && paragraph.lines.len() <= 3 && !ends && paragraph.lines.iter().any(|line| line.chars().any(char::is_alphabetic))
}

/// “Figure 3: …”, “Tabelle 2. …”, “图 1 …”: a word for what is shown, and its number.
pub(super) fn is_caption(line: &str) -> bool {
    const WORDS: [&str; 27] = [
        "figure",
        "fig.",
        "fig",
        "table",
        "chart",
        "graph",
        "map",
        "photo",
        "image",
        "abbildung",
        "abb.",
        "tabelle",
        "grafik",
        "foto",
        "tableau",
        "graphique",
        "gráfico",
        "tabla",
        "figura",
        "tabela",
        "tabella",
        "рис.",
        "рисунок",
        "таблица",
        "شكل",
        "جدول",
        "איור",
    ];
    let mut words = line.split([' ', '\u{a0}']);
    let (first, second) = (words.next().unwrap_or_default().to_lowercase(), words.next().unwrap_or_default());
    let is_chinese = ["图", "圖", "図", "表"]
        .iter()
        .any(|sign| first.strip_prefix(sign).is_some_and(|rest| rest.chars().next().is_some_and(char::is_numeric) || rest.is_empty()));
    let is_number = second.chars().next().is_some_and(|first| first.is_numeric() || first.is_uppercase() && second.chars().count() <= 3);
    let is_set_off = second.ends_with([':', '.', ')']) || line.len() < 300;
    (WORDS.contains(&first.as_str()) || is_chinese && second.is_empty()) && is_number && is_set_off && second.chars().any(char::is_numeric)
        || is_chinese && line.chars().count() < 80 && line.chars().any(char::is_numeric)
        || first.trim_end_matches(':') != first && ["photo:", "foto:", "image:", "caption:", "picture:"].contains(&first.as_str())
}

/// Takes away the bullet that a paragraph begins with, if it does. A dash is one only where the lines after it stand farther in.
fn take_bullet(paragraph: &mut Paragraph) -> bool {
    let is_hanging = paragraph.is_hanging;
    let Some(first) = paragraph.lines.first_mut() else { return false };
    let is_bullet = |letter: char| paragraphs::BULLETS.contains(&letter) || is_hanging && matches!(letter, '-' | '–' | '—' | '*' | '·');
    match first.strip_prefix(is_bullet).map(|rest| rest.trim_start_matches([' ', '\u{a0}'])) {
        Some(rest) if !rest.is_empty() => {
            *first = rest.to_owned();
            true
        }
        Some(_) | None => false,
    }
}

/// Which paragraphs are numbered one after the other, or hang behind their number.
fn numbered(pieces: &[Piece]) -> Vec<bool> {
    let marker = |piece: &Piece| -> Option<(String, bool)> {
        let paragraph = piece.paragraph()?;
        let (marker, _) = paragraph.lines.first()?.split_once([' ', '\u{a0}'])?;
        paragraphs::is_number(marker).then(|| (marker.to_owned(), paragraph.is_hanging))
    };
    let markers: Vec<Option<(String, bool)>> = pieces.iter().map(marker).collect();
    let is_beside = |at: Option<usize>| at.and_then(|at| markers.get(at)).is_some_and(Option::is_some);
    let hangs = |marker: &Option<(String, bool)>| marker.as_ref().is_some_and(|(_, hangs)| *hangs);
    markers.iter().enumerate().map(|(at, marker)| marker.is_some() && (hangs(marker) || is_beside(at.checked_sub(1)) || is_beside(at.checked_add(1)))).collect()
}
