//! From letters at places to lines of words.

use super::bidi::{self, Way};
use super::eye::{Dot, Eye, Glyph};
use super::{Line, Sheet, shapes};
use std::collections::HashMap;

/// The farthest that two letters of one line may be apart, in sizes. Columns and cells are at least so far apart; words of a line that is
/// stretched may be farther, and find together again in the rows.
const APART: f64 = 0.8;

/// The lines of a page: a sheet for the direction that most letters have, and one for each other.
pub(super) fn sheets(eye: Eye, page: u32) -> Vec<Sheet> {
    let Eye { glyphs, dots, nameless, width, height, .. } = eye;
    let mut by_turn: [Vec<Glyph>; 4] = Default::default();
    let mut slanted = String::new();
    for mut glyph in glyphs {
        match glyph.turns.and_then(|turns| by_turn.get_mut(usize::from(turns)).map(|glyphs| (turns, glyphs))) {
            Some((turns, glyphs)) => {
                (glyph.x, glyph.y) = upright(glyph.x, glyph.y, turns, width, height);
                glyphs.push(glyph);
            }
            None if slanted.len() < 80 => slanted.push_str(&glyph.text),
            None => {}
        }
    }
    let mut turned: Vec<(usize, Vec<Glyph>)> = by_turn.into_iter().enumerate().collect();
    // Of equally many the upright ones come first.
    turned.sort_by_key(|(_, glyphs)| std::cmp::Reverse(glyphs.len()));
    let mut sheets = Vec::new();
    for (turns, glyphs) in turned {
        if sheets.is_empty() || !glyphs.is_empty() {
            let (width, height) = if turns.is_multiple_of(2) { (width, height) } else { (height, width) };
            let is_across = !sheets.is_empty();
            let mut lines = lines(glyphs);
            if turns == 0 {
                give_bullets(&mut lines, &dots);
            }
            sheets.push(Sheet { page, width: width as f32, height: height as f32, lines, is_across, ..Sheet::default() });
        }
    }
    if let Some(first) = sheets.first_mut() {
        first.nameless = nameless;
        first.slanted = slanted.trim().to_owned();
    }
    sheets
}

/// Gives lines the bullets that are drawn beside them.
fn give_bullets(lines: &mut [Line], dots: &[Dot]) {
    for dot in dots {
        let (left, right, y) = (dot.left as f32, dot.right as f32, dot.y as f32);
        let is_beside = |line: &&mut Line| {
            let size = line.size;
            if !(line.base - 0.7 * size..line.base).contains(&y) || right - left >= 0.7 * size {
                return false;
            }
            let (to_right, to_left) = bidi::count(&line.text);
            let gap = if to_right >= to_left { line.left - right } else { left - line.right };
            (0.1 * size..2.0 * size).contains(&gap)
        };
        if let Some(line) = lines.iter_mut().find(is_beside) {
            line.text.insert_str(0, "• ");
            (line.left, line.right) = (line.left.min(left), line.right.max(right));
        }
    }
}

/// A place on the page, turned such that text which is turned so many quarters stands upright.
fn upright(x: f64, y: f64, turns: u8, width: f64, height: f64) -> (f64, f64) {
    match turns {
        0 => (x, y),
        1 => (y, width - x),
        2 => (width - x, height - y),
        _ => (height - y, x),
    }
}

/// Letters that follow each other in the file and on the page.
struct Run {
    glyphs: Vec<Glyph>,
    y: f64,
    /// Whether they are smaller and higher than what they stand beside, as the number of a footnote.
    is_raised: bool,
}

impl Run {
    fn left(&self) -> f64 {
        self.glyphs.iter().map(|glyph| glyph.x).fold(f64::INFINITY, f64::min)
    }

    fn right(&self) -> f64 {
        self.glyphs.iter().map(|glyph| glyph.x + glyph.advance).fold(f64::NEG_INFINITY, f64::max)
    }

    fn size(&self) -> f64 {
        self.glyphs.first().map_or(1.0, |glyph| glyph.size)
    }
}

fn lines(mut glyphs: Vec<Glyph>) -> Vec<Line> {
    drop_doubles(&mut glyphs);
    let text: String = glyphs.iter().map(|glyph| glyph.text.as_str()).collect();
    let (right, left) = bidi::count(&text);
    let way = if left > right { Way::Left } else { Way::Right };
    let mut runs = runs(glyphs);
    raise(&mut runs);
    rows(runs).into_iter().flat_map(cut).filter_map(|line| self::line(line, way)).collect()
}

/// Letters that stand on each other are one: so programs make bold letters, or shadows.
fn drop_doubles(glyphs: &mut Vec<Glyph>) {
    const NEAR: f64 = 0.1;
    // The places of the letters, by letter and by where in a grid they are.
    type Places = HashMap<(Option<char>, i64, i64), Vec<(f64, f64)>>;
    let mut known = Places::new();
    glyphs.retain(|glyph| {
        let near = glyph.size * NEAR;
        if glyph.advance <= near || glyph.text.trim().is_empty() {
            return true;
        }
        let first = glyph.text.chars().next();
        let (column, row) = ((glyph.x / near).floor() as i64, (glyph.y / near).floor() as i64);
        let is_double = (column - 1..=column + 1).any(|column| {
            (row - 1..=row + 1).any(|row| {
                let there = known.get(&(first, column, row));
                there.is_some_and(|there| there.iter().any(|(x, y)| (x - glyph.x).abs() < near && (y - glyph.y).abs() < near))
            })
        });
        if !is_double {
            known.entry((first, column, row)).or_default().push((glyph.x, glyph.y));
        }
        !is_double
    });
}

fn runs(glyphs: Vec<Glyph>) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for glyph in glyphs {
        match runs.last_mut() {
            Some(run) if run.glyphs.last().is_some_and(|last| follows(last, &glyph)) => run.glyphs.push(glyph),
            Some(_) | None => runs.push(Run { y: glyph.y, glyphs: vec![glyph], is_raised: false }),
        }
    }
    for run in &mut runs {
        // Marks hang in the air; the letters say where the line is.
        let letter = run.glyphs.iter().find(|glyph| !glyph.text.chars().all(shapes::is_mark));
        run.y = letter.map_or(run.y, |letter| letter.y);
    }
    // A space that stands alone says nothing that the places of the words do not say.
    runs.retain(|run| run.glyphs.iter().any(|glyph| !glyph.text.trim_matches(' ').is_empty()));
    runs
}

fn follows(last: &Glyph, next: &Glyph) -> bool {
    let gap = next.x - last.x - last.advance;
    let is_mark = [last, next].iter().any(|glyph| glyph.text.chars().all(shapes::is_mark));
    let is_level = (last.y - next.y).abs() < 0.1 * last.size || is_mark && (last.y - next.y).abs() < last.size;
    let is_alike = (last.size - next.size).abs() < 0.05 * last.size && last.is_running == next.is_running;
    let back = if is_mark { -1.5 } else { -0.3 };
    is_level && is_alike && (back * last.size..=APART * last.size).contains(&gap)
}

/// Finds the small letters that stand higher than the line they belong to, and puts them on it.
fn raise(runs: &mut [Run]) {
    for at in 0..runs.len() {
        let neighbours = [at.checked_sub(1), at.checked_add(1)];
        let Some(run) = runs.get(at) else { continue };
        let host = neighbours.into_iter().flatten().filter_map(|other| runs.get(other)).find(|host| is_raised(run, host));
        if let Some(y) = host.map(|host| host.y)
            && let Some(run) = runs.get_mut(at)
        {
            run.is_raised = run.y < y - 0.1 * run.size();
            run.y = y;
        }
    }
}

fn is_raised(run: &Run, host: &Run) -> bool {
    let (small, large) = (run.size(), host.size());
    let up = host.y - run.y;
    let gap = (run.left() - host.right()).max(host.left() - run.right());
    // An initial is larger still, and stands beside lines.
    let is_small = (0.4 * large..0.85 * large).contains(&small);
    is_small && (-0.35 * large..0.75 * large).contains(&up) && up.abs() > 0.02 * large && gap < 0.5 * large && gap > -0.5 * large
}

/// Runs that stand on one line. Each line has the place of its first run, so that places cannot creep from line to line.
fn rows(mut runs: Vec<Run>) -> Vec<Vec<Run>> {
    runs.sort_by(|one, other| one.y.total_cmp(&other.y));
    let mut rows: Vec<Vec<Run>> = Vec::new();
    for run in runs {
        match rows.last_mut() {
            Some(row) if row.first().is_some_and(|first| run.y - first.y < 0.2 * first.size().min(run.size())) => row.push(run),
            Some(_) | None => rows.push(vec![run]),
        }
    }
    rows
}

/// Cuts a row where the gaps are wide.
fn cut(mut row: Vec<Run>) -> Vec<Vec<Run>> {
    row.sort_by(|one, other| one.left().total_cmp(&other.left()));
    let mut lines: Vec<Vec<Run>> = Vec::new();
    let mut end = f64::NEG_INFINITY;
    for run in row {
        let (left, right) = (run.left(), run.right());
        let fits = lines.last().and_then(|line| line.last()).is_some_and(|last| {
            let size = last.size().max(run.size());
            // A letter that is much larger is the first of a paragraph, beside several lines.
            let is_alike = last.size().min(run.size()) > 0.55 * size || last.is_raised || run.is_raised;
            left - end <= APART * size && is_alike && is_running(last) == is_running(&run)
        });
        if fits {
            end = end.max(right);
            if let Some(line) = lines.last_mut() {
                line.push(run);
            }
        } else {
            end = right;
            lines.push(vec![run]);
        }
    }
    lines
}

fn is_running(run: &Run) -> bool {
    run.glyphs.first().is_some_and(|glyph| glyph.is_running)
}

fn line(runs: Vec<Run>, way: Way) -> Option<Line> {
    let left = runs.iter().map(Run::left).fold(f64::INFINITY, f64::min);
    let right = runs.iter().map(Run::right).fold(f64::NEG_INFINITY, f64::max);
    let letters = |run: &&Run| run.glyphs.len();
    let largest = runs.iter().filter(|run| !run.is_raised).max_by_key(letters).or_else(|| runs.iter().max_by_key(letters))?;
    let (size, base) = (largest.size(), largest.y);
    let glyphs = || runs.iter().flat_map(|run| &run.glyphs);
    let is_bold = 2 * glyphs().filter(|glyph| glyph.is_bold).count() > glyphs().count();
    let is_running = runs.iter().any(is_running);
    let text = shapes::text(runs.into_iter().map(|run| (run.glyphs, run.is_raised)), size, way);
    let line = Line { text, left: left as f32, right: right as f32, base: base as f32, size: size as f32, is_bold, is_running };
    (!line.text.trim_matches(' ').is_empty()).then_some(line)
}
