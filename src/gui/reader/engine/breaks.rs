//! Where lines end. Parley shapes, but its own breaker cannot break before a right-to-left word that begins with a ligature or a marked letter,
//! which in vocalised Arabic and Hebrew is every word, and it may break inside a grapheme. So the places are found here, and parley is told.

use super::cut::graphemes;
use icu_segmenter::options::LineBreakOptions;
use icu_segmenter::{LineSegmenter, LineSegmenterBorrowed};
use parley::Layout;
use std::sync::LazyLock;

/// Unicode's rules, with dictionaries for scripts that write no spaces.
static LINES: LazyLock<LineSegmenterBorrowed<'static>> = LazyLock::new(|| LineSegmenter::new_dictionary(LineBreakOptions::default()));

/// Breaks the layout of a text without line feeds into lines of a width: where the script allows, else between any two graphemes.
/// White space may hang over the edge. A line holds at least one grapheme.
pub(crate) fn break_lines(layout: &mut Layout<()>, text: &str, width: f32) {
    layout.break_all_lines(None);
    let counts = lines(&clusters(layout), text, width);
    let mut breaker = layout.break_lines();
    breaker.state_mut().set_layout_max_advance(width);
    breaker.state_mut().set_line_max_advance(width);
    for count in counts {
        breaker.break_next_with_length(count);
    }
    while !breaker.is_done() {
        breaker.break_next_with_length(u32::MAX);
    }
    breaker.finish();
}

/// Start and width of each cluster of an unbroken layout, in reading order.
fn clusters(layout: &Layout<()>) -> Vec<(usize, f32)> {
    let mut clusters = Vec::new();
    for run in layout.lines().flat_map(|line| line.runs()) {
        clusters.extend(run.clusters().map(|cluster| (cluster.text_range().start, cluster.advance())));
    }
    clusters.sort_by_key(|(start, _)| *start);
    clusters
}

/// How many clusters each line holds, but for the last.
fn lines(clusters: &[(usize, f32)], text: &str, width: f32) -> Vec<u32> {
    let graphemes = graphemes(text);
    let mut allowed = LINES.segment_str(text).peekable();
    let mut rest = clusters.iter().peekable();
    let mut counts = Vec::new();
    // Clusters and width of the line so far, and as they were where it could last be broken.
    let (mut line, mut chance) = ((0, 0.0), None);
    for (index, start) in graphemes.iter().enumerate() {
        let end = graphemes.get(index + 1).map_or(text.len(), |end| *end as usize);
        while allowed.next_if(|at| *at < *start as usize).is_some() {}
        if allowed.peek() == Some(&(*start as usize)) && line.0 > 0 {
            chance = Some(line);
        }
        let mut own = (0_u32, 0.0_f32);
        while let Some((_, advance)) = rest.next_if(|(at, _)| *at < end) {
            own = (own.0 + 1, own.1 + advance);
        }
        let grapheme = text.get(*start as usize..end).unwrap_or_default();
        while line.0 > 0 && line.1 + own.1 > width + 0.01 && !hangs(grapheme) {
            let (count, x) = chance.take().unwrap_or(line);
            counts.push(count);
            line = (line.0 - count, line.1 - x);
        }
        line = (line.0 + own.0, line.1 + own.1);
    }
    counts
}

/// Whether it may stand outside the column at the end of a line: white space that a line may end with.
fn hangs(grapheme: &str) -> bool {
    grapheme.chars().all(|c| c.is_whitespace() && !matches!(c, '\u{a0}' | '\u{202f}' | '\u{2007}'))
}
