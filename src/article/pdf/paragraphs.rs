//! From rows to paragraphs: where a line begins, where it ends, how far it is from the one above, and how large it is.

use super::rows::Row;

/// A paragraph, as it stands in one block.
#[derive(Clone, Debug)]
pub(super) struct Paragraph {
    /// Its lines; at least one.
    pub(super) lines: Vec<String>,
    /// The size of its letters.
    pub(super) size: f32,
    /// Whether all its letters are bold.
    pub(super) is_bold: bool,
    /// Whether its first line begins farther in than the lines of the block.
    pub(super) is_indented: bool,
    /// Whether it stands in from both edges of the block.
    pub(super) is_inset: bool,
    /// Whether its later lines begin farther in than its first.
    pub(super) is_hanging: bool,
    /// How much room its last line leaves.
    pub(super) room: f32,
    /// How wide its first word is.
    pub(super) first_word: f32,
}

/// What a block, or a document, has for the most part.
#[derive(Clone, Copy, Debug)]
pub(super) struct Usual {
    /// The size of the letters of the text.
    pub(super) size: f32,
    /// How far lines are apart, in sizes.
    pub(super) leading: f32,
}

/// The paragraphs of the rows of a block.
pub(super) fn paragraphs(rows: &[Row], usual: Usual) -> Vec<Paragraph> {
    let block = Block::of(rows, usual);
    let mut paragraphs = Vec::new();
    let mut open: Vec<&Row> = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        if !open.is_empty() && block.begins(&open, row, rows.get(at + 1)) {
            paragraphs.extend(block.paragraph(&std::mem::take(&mut open)));
        }
        open.push(row);
    }
    paragraphs.extend(block.paragraph(&open));
    paragraphs
}

/// What most lines of a block have in common.
struct Block {
    usual: Usual,
    /// Where most lines begin.
    flush: f32,
    /// How wide the block is.
    width: f32,
    /// How far lines are apart, in points; none where only one line is there.
    pitch: Option<f32>,
}

impl Block {
    fn of(rows: &[Row], usual: Usual) -> Self {
        let starts = rows.iter().filter(|row| is_like(row.size, usual.size)).map(|row| row.before);
        let flush = mode(starts.clone()).or_else(|| mode(rows.iter().map(|row| row.before))).unwrap_or(0.0);
        // Where as many lines begin at the edge as farther in, the edge counts.
        let edge = starts.fold(f32::INFINITY, f32::min);
        let at_edge = rows.iter().filter(|row| (row.before - edge).abs() < 1.0).count();
        let at_flush = rows.iter().filter(|row| (row.before - flush).abs() < 1.0).count();
        let flush = if 2 * at_edge >= at_flush { edge.min(flush) } else { flush };
        let width = rows.iter().map(|row| row.before + row.width() + row.after).reduce(f32::max).unwrap_or(0.0);
        let pairs = rows.windows(2).filter_map(|pair| if let [one, other] = pair { Some((one, other)) } else { None });
        let alike = pairs.filter(|(one, other)| is_like(one.size, other.size) && is_like(one.size, usual.size));
        let mut distances: Vec<f32> = alike.map(|(one, other)| other.base - one.base).collect();
        distances.sort_by(f32::total_cmp);
        let pitch = if distances.len() >= 3 { distances.get(distances.len() * 3 / 10).copied() } else { None };
        Self { usual, flush, width, pitch }
    }

    /// Whether a row begins a paragraph, after the rows of the one that is open.
    fn begins(&self, open: &[&Row], row: &Row, next: Option<&Row>) -> bool {
        let (Some(first), Some(last)) = (open.first(), open.last()) else { return true };
        let em = row.size;
        let distance = row.base - last.base;
        let pitch = self.pitch.filter(|_| is_like(row.size, self.usual.size)).unwrap_or(self.usual.leading * row.size.max(last.size));
        // A line of a narrow block may be set closer than the document's; never is a gap of two lines inside a paragraph.
        if !is_like(last.size, row.size) || distance > 1.3 * pitch + 0.1 * em || distance > 2.6 * em {
            return true;
        }
        let (text, before) = (row.text(), last.text());
        let goes_on = starts_low(&text) && !ends_sentence(&before);
        let is_short = last.after > first_word(row, &text) + 1.5 * em;
        if last.is_bold != row.is_bold && !goes_on && (last.after > 2.0 * em || distance > 1.1 * pitch) {
            return true;
        }
        if is_marker_line(&text) && (is_short || is_marker_line(&first.text()) || row.before > self.flush + 0.6 * em) {
            return true;
        }
        // Entries of a list whose bullets are drawings go on in lower case, too.
        if goes_on && !(is_short && last.width() < 0.35 * self.width && last.after > 0.5 * self.width) {
            return false;
        }
        if row.size > 1.15 * self.usual.size {
            // The lines of a headline may begin anywhere.
            return false;
        }
        self.begins_by_indent(open, first, row, next) || self.is_left_short(last, &before, row, &text)
    }

    fn begins_by_indent(&self, open: &[&Row], first: &Row, row: &Row, next: Option<&Row>) -> bool {
        let em = row.size;
        let is_in = |row: &Row| row.before > self.flush + 0.7 * em;
        let is_alike = |one: &Row, other: &Row| (one.before - other.before).abs() < 0.5 * em;
        let Some(last) = open.last() else { return true };
        if is_in(row) && !is_alike(last, row) {
            let is_item = is_marker_line(&first.text());
            // Lines that hang go on hanging; a first line that is in stands alone.
            let hangs = next.is_some_and(|next| is_alike(next, row)) && row.before > first.before && last.after < 3.0 * em && open.len() == 1;
            return !(is_item && row.before > first.before || hangs && row.before - self.flush > 3.0 * em);
        }
        // Two paragraphs of one line each, both with their first line in.
        let is_first_again = is_in(row) && open.len() == 1 && next.is_none_or(|next| !is_in(next)) && is_alike(last, row) && row.before - self.flush < 4.0 * em;
        let comes_back = !is_in(row) && open.len() > 1 && is_in(last);
        (is_first_again && last.after > 0.5 * em) || comes_back
    }

    /// Whether the line above would have had room for the first word, and nothing says that it goes on.
    fn is_left_short(&self, last: &Row, before: &str, row: &Row, text: &str) -> bool {
        let room = last.after - first_word(row, text);
        let is_stub = last.width() < 0.35 * self.width && last.after > 0.5 * self.width;
        room > 1.2 * row.size && (ends_sentence(before) || is_stub) || room > 0.4 * self.width && !starts_low(text)
    }

    fn paragraph(&self, rows: &[&Row]) -> Option<Paragraph> {
        let (first, last) = (rows.first()?, rows.last()?);
        let em = first.size;
        let text = first.text();
        let rest = || rows.iter().skip(1);
        Some(Paragraph {
            lines: rows.iter().map(|row| row.text()).collect(),
            size: first.size,
            is_bold: rows.iter().all(|row| row.is_bold),
            is_indented: first.before > self.flush + 0.7 * em && rest().all(|row| row.before < first.before - 0.3 * em),
            is_inset: rows.len() > 1 && rows.iter().all(|row| row.before > self.flush + em && row.after > em),
            is_hanging: rows.len() > 1 && rest().all(|row| row.before > first.before + 0.4 * em),
            room: last.after,
            first_word: first_word(first, &text),
        })
    }
}

/// The number that comes most often, to the point.
fn mode(numbers: impl Iterator<Item = f32>) -> Option<f32> {
    let mut numbers: Vec<f32> = numbers.collect();
    numbers.sort_by(f32::total_cmp);
    let runs = numbers.chunk_by(|one, other| other - one < 1.0);
    runs.fold(None, |best: Option<&[f32]>, run| if best.is_none_or(|best| run.len() > best.len()) { Some(run) } else { best })?.first().copied()
}

/// Whether two sizes are the same, but for rounding.
pub(super) fn is_like(one: f32, other: f32) -> bool {
    (one - other).abs() < 0.08 * one.max(other)
}

/// How wide the first word of a row is, with the space before it. A script without spaces breaks at nearly every letter.
fn first_word(row: &Row, text: &str) -> f32 {
    let count = text.chars().count().max(1);
    let word = match text.chars().next() {
        Some(first) if crate::article::has_no_spaces(first) => 2,
        Some(_) | None => text.split(' ').next().unwrap_or_default().chars().count() + 1,
    };
    row.width() * word as f32 / count as f32
}

/// Whether a text begins with a letter in lower case.
pub(super) fn starts_low(text: &str) -> bool {
    text.chars().next().is_some_and(char::is_lowercase)
}

/// Whether a line ends as a sentence does, quotation marks and brackets and the numbers of footnotes not counted.
pub(super) fn ends_sentence(text: &str) -> bool {
    let is_after = |letter: char| letter.is_whitespace() || "\"'”’»›)]」』）】⁰¹²³⁴⁵⁶⁷⁸⁹*†".contains(letter);
    text.trim_end_matches(is_after).ends_with(['.', '!', '?', ':', '…', '。', '！', '？', '．', '।', '॥', '۔', '؟', '։', '።'])
}

/// The signs that lists begin with. A dash may also begin speech.
pub(super) const BULLETS: [char; 16] = ['•', '‣', '◦', '▪', '▫', '●', '○', '■', '□', '➢', '►', '▶', '✓', '❖', '◆', '⁃'];

/// Whether words are nothing but the bullet or number of a list.
pub(super) fn is_marker(text: &str) -> bool {
    let text = text.trim();
    text.chars().count() <= 5 && is_marker_line(&format!("{text} x"))
}

/// Whether a line begins with the bullet or number of a list.
pub(super) fn is_marker_line(text: &str) -> bool {
    let Some((marker, rest)) = text.split_once([' ', '\u{a0}']) else { return false };
    if rest.trim().is_empty() {
        return false;
    }
    let mut letters = marker.chars();
    match (letters.next(), letters.as_str()) {
        (Some(bullet), "") if BULLETS.contains(&bullet) || matches!(bullet, '–' | '-' | '—' | '*' | '·') => true,
        _ => is_number(marker),
    }
}

/// `1.`, `12)`, `(3)`, `a)`, `iv.`, `٣.`: a number, or a letter, with what sets it off.
pub(super) fn is_number(marker: &str) -> bool {
    let inner = marker.strip_prefix('(').unwrap_or(marker);
    let Some(inner) = inner.strip_suffix(['.', ')']) else { return false };
    let is_whole = !inner.is_empty() && inner.chars().count() <= 3 && inner.chars().all(char::is_numeric);
    let mut letters = inner.chars();
    let is_letter = matches!((letters.next(), letters.next()), (Some(letter), None) if letter.is_ascii_lowercase()) && marker.ends_with(')');
    let is_roman = marker.ends_with([')', '.']) && inner.len() <= 4 && inner.len() > 1 && inner.bytes().all(|letter| b"ivx".contains(&letter));
    is_whole || is_letter || is_roman
}
