//! Page headers, footers and numbers: what stands at the same height at the edge of one page after the other.

use super::{Line, Sheet};

/// How many rows at an edge may be such lines.
const ROWS: usize = 3;
/// How many lines of an edge are looked at; rows of more are no headers.
const LINES: usize = 60;
/// How far a line may be from where it stands on the other page, in points.
const NEAR: f32 = 5.0;
/// The next pages that count: left and right pages have headers of their own.
const PAGES: usize = 2;

/// Takes these lines off the pages, and gives their words in order. Where nothing else would be left, nothing is taken.
pub(super) fn take(sheets: &mut [Sheet], body: f32) -> Vec<String> {
    let edges: Vec<[Edge; 2]> = sheets.iter().map(|sheet| if sheet.is_across { Default::default() } else { edges(&sheet.lines) }).collect();
    let is_running = |page: usize, line: usize| sheets.get(page).and_then(|sheet| sheet.lines.get(line)).is_some_and(|line| line.is_running);
    let mut taken: Vec<Vec<usize>> = Vec::new();
    for (page, sheet) in sheets.iter().enumerate() {
        let mut here: Vec<usize> = (0..sheet.lines.len()).filter(|line| is_running(page, *line)).collect();
        for rows in edges.get(page).into_iter().flatten() {
            // From the edge inwards, up to the first row that is the article's.
            for row in rows {
                let again: Vec<Again> = row.iter().map(|line| repeats(sheets, &edges, page, *line, body)).collect();
                let is_header = again.contains(&Again::Words) && !again.contains(&Again::Large);
                let is_taken = |(line, again): &(&usize, &Again)| is_header || **again == Again::Number || is_running(page, **line);
                let before = here.len();
                here.extend(row.iter().zip(&again).filter(is_taken).map(|(line, _)| *line));
                if here.len() - before < row.len() {
                    break;
                }
            }
        }
        here.sort_unstable();
        here.dedup();
        taken.push(here);
    }
    let left: usize = sheets.iter().zip(&taken).map(|(sheet, taken)| sheet.lines.len() - taken.len()).sum();
    if left == 0 {
        return Vec::new();
    }
    let mut words = Vec::new();
    for (sheet, taken) in sheets.iter_mut().zip(taken) {
        let mut number = 0..;
        let is_taken = |_: &Line| number.next().is_some_and(|number| taken.binary_search(&number).is_ok());
        let (gone, kept) = std::mem::take(&mut sheet.lines).into_iter().partition(is_taken);
        sheet.lines = kept;
        words.extend(Vec::into_iter(gone).map(|line: Line| line.text));
    }
    words
}

/// The rows at an edge of a page, from the edge inwards: the numbers of their lines.
type Edge = Vec<Vec<usize>>;

/// The first rows of a page, and the last.
fn edges(lines: &[Line]) -> [Edge; 2] {
    let mut order: Vec<usize> = (0..lines.len()).collect();
    let base = |line: &usize| lines.get(*line).map_or(0.0, |line| line.base);
    order.sort_by(|one, other| base(one).total_cmp(&base(other)));
    [rows(order.iter().copied(), base), rows(order.iter().rev().copied(), base)]
}

fn rows(order: impl Iterator<Item = usize>, base: impl Fn(&usize) -> f32) -> Edge {
    let mut found: Edge = Vec::new();
    for line in order.take(LINES) {
        let is_level = |row: &Vec<usize>| row.first().is_some_and(|first| (base(first) - base(&line)).abs() <= 2.0);
        if let Some(row) = found.last_mut().filter(|row| is_level(row)) {
            row.push(line);
        } else if found.len() < ROWS {
            found.push(vec![line]);
        } else {
            break;
        }
    }
    found
}

/// How a line is there again on one of the next pages, or of those before.
#[derive(Clone, Copy, PartialEq)]
enum Again {
    No,
    /// It is too large for such a line.
    Large,
    /// The same words, with other numbers or the same.
    Words,
    /// A number that counts with the pages.
    Number,
}

fn repeats(sheets: &[Sheet], edges: &[[Edge; 2]], page: usize, line: usize, body: f32) -> Again {
    let Some(line) = sheets.get(page).and_then(|sheet| sheet.lines.get(line)) else { return Again::No };
    if line.size >= 1.2 * body {
        return Again::Large;
    }
    let pages = page.saturating_sub(PAGES)..=page + PAGES;
    let is_there = pages.filter(|other| *other != page).any(|other| {
        let lines = edges.get(other).into_iter().flatten().flatten().flatten().filter_map(|line| sheets.get(other)?.lines.get(*line));
        let mut near = lines.filter(|found| (found.base - line.base).abs() < NEAR);
        near.any(|found| is_again(&line.text, &found.text, other as i64 - page as i64))
    });
    match (is_there, line.text.chars().any(char::is_alphabetic)) {
        (false, _) => Again::No,
        (true, true) => Again::Words,
        (true, false) => Again::Number,
    }
}

/// Whether the words are the same but for their numbers, and a number alone counts with the pages.
fn is_again(here: &str, there: &str, pages: i64) -> bool {
    let plain =
        |text: &str| text.chars().filter(|letter| !letter.is_whitespace()).map(|letter| if letter.is_numeric() { '#' } else { letter }).collect::<String>();
    let joined = |text: &str| plain(text).split('#').filter(|words| !words.is_empty()).collect::<Vec<_>>().join("#");
    if joined(here) != joined(there) {
        return false;
    }
    if plain(here).chars().any(char::is_alphabetic) {
        return true;
    }
    // Of a number such as “3 / 12” the first counts.
    match (number(here), number(there)) {
        (Some(here), Some(there)) => there - here == pages,
        (_, _) => false,
    }
}

fn number(text: &str) -> Option<i64> {
    let digits = |letter: char| letter.to_digit(10).or_else(|| super::shapes::digit(letter));
    let digits: Vec<u32> = text.chars().skip_while(|letter| digits(*letter).is_none()).map_while(digits).collect();
    if digits.is_empty() || digits.len() > 9 { None } else { Some(digits.into_iter().fold(0, |number, digit| number * 10 + i64::from(digit))) }
}
