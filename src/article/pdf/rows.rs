//! Lines that stand side by side in a block: one row.

use super::bidi::Way;
use super::{Line, bidi, join};

/// A row of a block.
#[derive(Clone, Debug)]
pub(super) struct Row {
    /// Its lines, in the order they are read; at least one.
    pub(super) lines: Vec<Line>,
    /// What it stands on.
    pub(super) base: f32,
    /// The size of most of its letters.
    pub(super) size: f32,
    /// Whether all its letters are bold.
    pub(super) is_bold: bool,
    /// How far its first letter is from where the block begins, and its last from where the block ends, in the direction of reading.
    pub(super) before: f32,
    pub(super) after: f32,
}

impl Row {
    /// Its words.
    pub(super) fn text(&self) -> String {
        let mut text = String::new();
        for line in &self.lines {
            join::append(&mut text, &line.text);
        }
        text
    }

    /// How wide it is.
    pub(super) fn width(&self) -> f32 {
        let left = self.lines.iter().map(|line| line.left).fold(f32::INFINITY, f32::min);
        let right = self.lines.iter().map(|line| line.right).fold(f32::NEG_INFINITY, f32::max);
        right - left
    }
}

/// The rows of a block, from the top.
pub(super) fn rows(mut lines: Vec<Line>, way: Way) -> Vec<Row> {
    lines.sort_by(|one, other| one.base.total_cmp(&other.base));
    let initials = take_initials(&mut lines);
    let (left, right) = (extreme(&lines, |line| line.left, f32::min), extreme(&lines, |line| line.right, f32::max));
    let mut groups: Vec<Vec<Line>> = Vec::new();
    for line in lines {
        match groups.last_mut() {
            Some(group) if group.first().is_some_and(|first| line.base - first.base < 0.3 * first.size.min(line.size)) => group.push(line),
            Some(_) | None => groups.push(vec![line]),
        }
    }
    let mut rows: Vec<Row> = groups.into_iter().filter_map(|group| row(group, way, left, right)).collect();
    for initial in initials {
        give_initial(&mut rows, &initial);
    }
    rows
}

fn extreme(lines: &[Line], edge: impl Fn(&Line) -> f32, choose: impl Fn(f32, f32) -> f32) -> f32 {
    lines.iter().map(edge).reduce(choose).unwrap_or(0.0)
}

fn row(mut lines: Vec<Line>, way: Way, left: f32, right: f32) -> Option<Row> {
    lines.sort_by(|one, other| one.left.total_cmp(&other.left));
    let (from, to) = (extreme(&lines, |line| line.left, f32::min), extreme(&lines, |line| line.right, f32::max));
    let (before, after) = match way {
        Way::Right => (from - left, right - to),
        Way::Left => {
            lines.reverse();
            (right - to, from - left)
        }
    };
    let main = lines.iter().max_by_key(|line| line.text.chars().count())?;
    let (base, size) = (main.base, main.size);
    let is_bold = lines.iter().all(|line| line.is_bold);
    Some(Row { lines, base, size, is_bold, before, after })
}

/// Takes out the large letters that paragraphs begin with beside several lines.
fn take_initials(lines: &mut Vec<Line>) -> Vec<Line> {
    const MOST: usize = 20;
    let is_initial = |line: &Line, lines: &[Line]| {
        let beside = lines.iter().filter(|other| {
            other.size * 1.6 < line.size
                && other.base > line.base - line.size
                && other.base < line.base + 0.3 * other.size
                && (other.left - line.right).abs() < 2.0 * line.size
        });
        beside.take(2).count() >= 2
    };
    let is_short = |line: &&Line| line.text.chars().count() <= 3 && line.text.chars().any(char::is_alphabetic);
    let size = lines.iter().map(|line| line.size).reduce(f32::min).unwrap_or(0.0);
    let few = lines.iter().filter(is_short).filter(|line| line.size > 1.6 * size).take(MOST);
    let initials: Vec<Line> = few.filter(|line| is_initial(line, lines)).cloned().collect();
    lines.retain(|line| !initials.contains(line));
    initials
}

/// Puts such a letter before the first row beside it; the rows beside it begin where they would without it.
fn give_initial(rows: &mut [Row], initial: &Line) {
    let mut is_given = false;
    for row in rows.iter_mut().filter(|row| row.base > initial.base - initial.size && row.base < initial.base + 0.3 * row.size) {
        row.before = (row.before - (initial.right - initial.left)).max(0.0);
        if let Some(first) = row.lines.first_mut().filter(|_| !is_given) {
            first.text.insert_str(0, &initial.text);
            first.left = first.left.min(initial.left);
            is_given = true;
        }
    }
}

/// The way that most letters go.
pub(super) fn way<'a>(lines: impl Iterator<Item = &'a Line>) -> Way {
    let (right, left) = lines.map(|line| bidi::count(&line.text)).fold((0, 0), |sum, count| (sum.0 + count.0, sum.1 + count.1));
    if left > right { Way::Left } else { Way::Right }
}
