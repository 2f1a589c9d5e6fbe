//! The order of reading: column by column, with what runs over several columns in its place between them.

use super::Line;
use super::bidi::Way;
use super::limits::PDF_LINES_IN_COLUMNS;
use std::borrow::Borrow;

/// How often a part may be parted again: a page, its columns, boxes in these.
const DEPTH: usize = 8;
/// How many places of a page are tried as the gap between two columns.
const PLACES: usize = 300;
/// The fewest rows that make a column.
const ROWS: usize = 3;

/// Parts the lines of a page into blocks without columns, in the order they are read.
pub(super) fn blocks(lines: Vec<Line>, way: Way) -> Vec<Vec<Line>> {
    let mut blocks = Vec::new();
    part(lines, way, 0, &mut blocks);
    blocks
}

fn part(mut lines: Vec<Line>, way: Way, depth: usize, blocks: &mut Vec<Vec<Line>>) {
    if lines.is_empty() {
        return;
    }
    lines.sort_by(|one, other| one.base.total_cmp(&other.base).then(one.left.total_cmp(&other.left)));
    let gap = if depth < DEPTH && lines.len() <= PDF_LINES_IN_COLUMNS { gap(&lines) } else { None };
    let Some(gap) = gap else {
        blocks.push(lines);
        return;
    };
    let mut over = Vec::new();
    for band in bands(lines, gap) {
        if !band.is_columns(gap) {
            over.extend(band.lines);
            continue;
        }
        part(std::mem::take(&mut over), way, depth + 1, blocks);
        let end = band.end(gap);
        let (columns, beneath): (Vec<Line>, Vec<Line>) = band.lines.into_iter().partition(|line| line.base <= end);
        over.extend(beneath);
        let (left, right) = columns.into_iter().partition(|line| line.right <= gap);
        let (first, second) = if way == Way::Right { (left, right) } else { (right, left) };
        part(first, way, depth + 1, blocks);
        part(second, way, depth + 1, blocks);
    }
    part(over, way, depth + 1, blocks);
}

/// The place between two columns that has the most lines beside it, in the middle of the widest gap.
fn gap(lines: &[Line]) -> Option<f32> {
    let left = lines.iter().map(|line| line.left).fold(f32::INFINITY, f32::min);
    let right = lines.iter().map(|line| line.right).fold(f32::NEG_INFINITY, f32::max);
    let step = (right - left) / PLACES as f32;
    if lines.len() < 2 * ROWS || !step.is_finite() || step <= 0.0 {
        return None;
    }
    let score = |place: f32| -> usize {
        let bands = bands(lines.iter().collect(), place);
        bands.iter().filter(|band| band.is_columns(place)).map(|band| band.lines.len()).sum()
    };
    let mut best: Option<(usize, f32, f32)> = None;
    let mut before = 0;
    for place in (1..PLACES).map(|number| left + step * number as f32) {
        let crossing = lines.iter().filter(|line| line.left < place && line.right > place).count();
        // Where nearly all lines go on there is no gap; most places are such.
        let score = if crossing * 4 > lines.len() * 3 { 0 } else { score(place) };
        best = match best {
            Some((most, from, _)) if score == most && before == most => Some((most, from, place)),
            Some((most, from, to)) if score <= most => Some((most, from, to)),
            Some(_) | None if score > 0 => Some((score, place, place)),
            kept => kept,
        };
        before = score;
    }
    best.map(|(_, from, to)| (from + to) / 2.0)
}

/// Lines that follow each other down the page, and either all or none of which cross a place.
struct Band<L> {
    lines: Vec<L>,
    crosses: bool,
}

fn bands<L: Borrow<Line>>(lines: Vec<L>, gap: f32) -> Vec<Band<L>> {
    let mut bands: Vec<Band<L>> = Vec::new();
    for line in lines {
        let crosses = line.borrow().left < gap && line.borrow().right > gap;
        match bands.last_mut() {
            Some(band) if band.crosses == crosses => band.lines.push(line),
            Some(_) | None => bands.push(Band { lines: vec![line], crosses }),
        }
    }
    bands
}

impl<L: Borrow<Line>> Band<L> {
    /// Whether the lines at both sides of a place are columns of text, and not the cells of a table.
    fn is_columns(&self, gap: f32) -> bool {
        if self.crosses {
            return false;
        }
        let (left, right): (Vec<&Line>, Vec<&Line>) = self.lines.iter().map(Borrow::borrow).partition(|line| line.right <= gap);
        let (Some(one), Some(other)) = (Side::of(&left), Side::of(&right)) else { return false };
        let is_beside = one.top < other.bottom && other.top < one.bottom;
        let is_wide = other.left - one.right >= 0.7 * one.size.min(other.size);
        let is_level = |line: &&&Line| {
            let next = right.partition_point(|other| other.base < line.base - 0.3 * line.size);
            right.get(next).is_some_and(|other| other.base < line.base + 0.3 * line.size)
        };
        let level = left.iter().filter(is_level).count();
        let is_level = level as f32 >= 0.7 * left.len().min(right.len()) as f32;
        let is_text = one.is_text() && other.is_text();
        let is_long = one.letters >= 20 && other.letters >= 20;
        is_beside && is_wide && is_text && (is_long || !is_level)
    }
}

impl Band<Line> {
    /// How far down the columns go. Where they end side by side and a wide gap follows, what comes beneath one of them only is no part of it.
    fn end(&self, gap: f32) -> f32 {
        let (left, right): (Vec<&Line>, Vec<&Line>) = self.lines.iter().partition(|line| line.right <= gap);
        let bottom = |lines: &[&Line]| lines.last().map_or(0.0, |line| line.base);
        let (short, long) = if bottom(&left) <= bottom(&right) { (left, right) } else { (right, left) };
        let end = bottom(&short);
        let is_end = |one: &Line, other: &Line| {
            let pitch = 1.3 * one.size;
            other.base > end + 0.5 * pitch && (one.base - end).abs() < 2.5 * pitch && other.base - one.base > 1.8 * pitch
        };
        let ends = long.windows(2).filter_map(|pair| if let [one, other] = pair { is_end(one, other).then_some(one.base) } else { None });
        ends.map(|last| last.max(end)).reduce(f32::min).unwrap_or(f32::INFINITY)
    }
}

/// What one column looks like.
struct Side {
    left: f32,
    right: f32,
    top: f32,
    bottom: f32,
    size: f32,
    /// How many letters the middle line has; a Chinese one counts as two.
    letters: usize,
    /// How wide the middle line is, as a part of the whole.
    filled: f32,
    /// The part of its letters that are digits.
    digits: f32,
}

impl Side {
    fn of(lines: &[&Line]) -> Option<Self> {
        let rows = rows(lines);
        if rows.len() < ROWS {
            return None;
        }
        let left = lines.iter().map(|line| line.left).fold(f32::INFINITY, f32::min);
        let right = lines.iter().map(|line| line.right).fold(f32::NEG_INFINITY, f32::max);
        let mut letters: Vec<usize> = rows.iter().map(|row| row.letters).collect();
        letters.sort_unstable();
        let mut widths: Vec<f32> = rows.iter().map(|row| row.right - row.left).collect();
        widths.sort_by(f32::total_cmp);
        let digits = lines.iter().flat_map(|line| line.text.chars()).filter(|letter| letter.is_numeric()).count();
        Some(Self {
            left,
            right,
            top: lines.first()?.base - lines.first()?.size,
            bottom: lines.last()?.base,
            size: lines.first()?.size,
            letters: *letters.get(letters.len() / 2)?,
            filled: widths.get(widths.len() / 2)? / (right - left).max(1.0),
            digits: digits as f32 / letters.iter().sum::<usize>().max(1) as f32,
        })
    }

    fn is_text(&self) -> bool {
        self.letters >= 10 && self.filled > 0.5 && self.digits < 0.4
    }
}

/// What stands on one line: a stretched line is in pieces.
struct Row {
    base: f32,
    left: f32,
    right: f32,
    letters: usize,
}

fn rows(lines: &[&Line]) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    for line in lines {
        let letters = line.text.chars().map(|letter| if crate::article::has_no_spaces(letter) { 2 } else { 1 }).sum();
        match rows.last_mut() {
            Some(row) if (line.base - row.base).abs() < 2.0 => {
                row.left = row.left.min(line.left);
                row.right = row.right.max(line.right);
                row.letters += letters;
            }
            Some(_) | None => rows.push(Row { base: line.base, left: line.left, right: line.right, letters }),
        }
    }
    rows
}
