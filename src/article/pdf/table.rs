//! Rows whose cells stand beneath each other.

use super::bidi::Way;
use super::rows::Row;
use super::{Line, join};

/// The narrowest gap between two cells, in sizes.
const GAP: f32 = 1.2;

/// The most cells of a row; what has more is a drawing.
const CELLS: usize = 60;

/// A part of a block.
pub(super) enum Part {
    /// Rows of text.
    Text(Vec<Row>),
    /// The rows of a table, each with its cells parted by tabs.
    Table(Vec<String>),
}

/// Parts the rows of a block into text and tables.
pub(super) fn parts(rows: Vec<Row>, way: Way) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut text = Vec::new();
    let mut rest = rows.into_iter().peekable();
    while let Some(row) = rest.next() {
        if gaps(&row).is_empty() {
            text.push(row);
            continue;
        }
        // A row of single words from edge to edge may be a stretched line; above rows that are a table's it is their head.
        let is_head = |text: &Vec<Row>| text.last().is_some_and(|last| share_gap(last, &row) && row.base - last.base < 3.0 * row.size);
        let head = if is_head(&text) { text.pop() } else { None };
        let mut table: Vec<Row> = head.into_iter().chain([row]).collect();
        let mut waiting = Vec::new();
        while let Some(next) = rest.peek() {
            let last = table.last();
            let is_near = waiting.last().or(last).is_some_and(|last: &Row| next.base - last.base < 3.0 * next.size);
            let is_row = last.is_some_and(|last| share_gap(last, next));
            // The second line of a cell stands alone in its row.
            if !is_near || !is_row && (!gaps(next).is_empty() || waiting.len() >= 4 || !is_within_cell(&table, next)) {
                break;
            }
            let next = rest.next();
            if is_row {
                table.append(&mut waiting);
                table.extend(next);
            } else {
                waiting.extend(next);
            }
        }
        if table.iter().filter(|row| !gaps(row).is_empty()).count() >= 2 {
            if !waiting.is_empty() && waiting.iter().all(|row| is_tight(&table, row)) {
                table.append(&mut waiting);
            }
            if !text.is_empty() {
                parts.push(Part::Text(std::mem::take(&mut text)));
            }
            parts.push(Part::Table(cells(table, way)));
        } else {
            text.append(&mut table);
        }
        text.append(&mut waiting);
    }
    if !text.is_empty() {
        parts.push(Part::Text(text));
    }
    parts
}

/// The gaps between the cells of a row that is no stretched line, from left to right.
fn gaps(row: &Row) -> Vec<(f32, f32)> {
    if is_stretched(row) { Vec::new() } else { wide_gaps(row) }
}

/// The wide gaps of a row, from left to right. The one behind a bullet or a number that begins the row is none.
fn wide_gaps(row: &Row) -> Vec<(f32, f32)> {
    let mut lines: Vec<&Line> = row.lines.iter().collect();
    lines.sort_by(|one, other| one.left.total_cmp(&other.left));
    let between = lines.windows(2).filter_map(|pair| if let [one, other] = pair { Some((one.right, other.left)) } else { None });
    let gaps: Vec<(f32, f32)> = between.filter(|(from, to)| to - from >= GAP * row.size).collect();
    let is_item = row.lines.len() == 2 && row.lines.first().is_some_and(|first| super::paragraphs::is_marker(&first.text));
    if is_item || gaps.len() > CELLS { Vec::new() } else { gaps }
}

/// Whether a row is a line of text that was stretched from edge to edge of a narrow column: all its words are equally far apart.
fn is_stretched(row: &Row) -> bool {
    let mut lines: Vec<&Line> = row.lines.iter().collect();
    lines.sort_by(|one, other| one.left.total_cmp(&other.left));
    let is_word = |line: &&Line| !line.text.contains(' ') && line.text.chars().any(char::is_alphabetic);
    let between = || lines.windows(2).filter_map(|pair| if let [one, other] = pair { Some(other.left - one.right) } else { None });
    let (least, most) = (between().fold(f32::INFINITY, f32::min), between().fold(0.0, f32::max));
    row.before < 0.5 * row.size && row.after < 0.5 * row.size && most - least < 0.1 * row.size && lines.iter().all(is_word)
}

fn share_gap(one: &Row, other: &Row) -> bool {
    let others = wide_gaps(other);
    wide_gaps(one).iter().any(|(from, to)| others.iter().any(|(start, end)| to.min(*end) - from.max(*start) >= 0.5 * one.size))
}

/// Whether a row stands within one cell of the last row that has several.
fn is_within_cell(table: &[Row], row: &Row) -> bool {
    let Some(last) = table.iter().rev().find(|row| !gaps(row).is_empty()) else { return false };
    let (Some(left), Some(right)) = (row.lines.iter().map(|line| line.left).reduce(f32::min), row.lines.iter().map(|line| line.right).reduce(f32::max)) else {
        return false;
    };
    let is_under =
        |line: &Line| (line.left - left).abs() < row.size && last.lines.iter().all(|other| other == line || other.right <= line.left || right <= other.left);
    last.lines.iter().any(is_under) && row.base - last.base < 1.6 * row.size * 2.0
}

/// Whether a row is nearer to the table than its rows are to each other.
fn is_tight(table: &[Row], row: &Row) -> bool {
    let Some(last) = table.last() else { return false };
    row.base - last.base < 0.85 * pitch(table)
}

/// The usual distance of the rows that have several cells.
fn pitch(table: &[Row]) -> f32 {
    let bases: Vec<f32> = table.iter().filter(|row| !gaps(row).is_empty()).map(|row| row.base).collect();
    let mut distances: Vec<f32> = bases.windows(2).filter_map(|pair| if let [one, other] = pair { Some(other - one) } else { None }).collect();
    distances.sort_by(f32::total_cmp);
    distances.get(distances.len() / 2).copied().unwrap_or(0.0)
}

/// Each row with its cells under their columns.
fn cells(table: Vec<Row>, way: Way) -> Vec<String> {
    let columns = columns(&table);
    let pitch = pitch(&table);
    let mut made: Vec<Vec<String>> = Vec::new();
    let mut last_base = f32::NEG_INFINITY;
    for row in table {
        let mut cells = vec![String::new(); columns.len()];
        let is_alone = wide_gaps(&row).is_empty();
        let is_under = row.base - last_base < 0.85 * pitch;
        for line in &row.lines {
            let column = columns.iter().position(|(from, to)| line.left < *to && line.right > *from).unwrap_or(0);
            if let Some(cell) = cells.get_mut(column) {
                join::append(cell, &line.text);
            }
        }
        if is_alone
            && is_under
            && let Some(last) = made.last_mut()
        {
            for (cell, more) in last.iter_mut().zip(cells) {
                join::append(cell, &more);
            }
            continue;
        }
        last_base = row.base;
        made.push(cells);
    }
    let ordered = |mut cells: Vec<String>| {
        if way == Way::Left {
            cells.reverse();
        }
        cells.join("\t").trim_end().to_owned()
    };
    made.into_iter().map(ordered).collect()
}

/// What the columns take of the width: cells that stand over each other are one column. Where a cell goes over all, the widest row says it.
fn columns(table: &[Row]) -> Vec<(f32, f32)> {
    let most = table.iter().map(|row| gaps(row).len() + 1).max().unwrap_or(1);
    let all = merged(table.iter().flat_map(|row| &row.lines));
    if all.len() >= most {
        return all;
    }
    merged(table.iter().filter(|row| gaps(row).len() + 1 == most).flat_map(|row| &row.lines))
}

fn merged<'a>(lines: impl Iterator<Item = &'a Line>) -> Vec<(f32, f32)> {
    let mut spans: Vec<(f32, f32)> = lines.map(|line| (line.left, line.right)).collect();
    spans.sort_by(|one, other| one.0.total_cmp(&other.0));
    let mut columns: Vec<(f32, f32)> = Vec::new();
    for (from, to) in spans {
        match columns.last_mut() {
            Some((_, end)) if from <= *end => *end = end.max(to),
            Some(_) | None => columns.push((from, to)),
        }
    }
    columns
}
