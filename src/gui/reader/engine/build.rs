//! Turns parley's layout of a piece into cells and glyphs, and drops it: the clusters of a layout follow the shaping, cells follow graphemes.

use super::cut::Drawable;
use super::laid::{Cell, Font, Frame, Glyph, Laid, Line, Run};
use parley::{Layout, Line as ParleyLine};
use std::ops::Range;

/// A cluster of the layout: its place in the piece, its number from left to right, its extent.
struct Cluster {
    byte: usize,
    visual: i32,
    x0: f32,
    x1: f32,
    rtl: bool,
}

impl Laid {
    pub(crate) fn of(layout: &Layout<()>, text: &str, start: usize, graphemes: &[u32], drawable: &Drawable<'_>, frame: Frame) -> Self {
        let mut laid = Self {
            start,
            len: text.len(),
            frame,
            lines: Vec::new(),
            cells: Vec::with_capacity(graphemes.len()),
            order: Vec::new(),
            fonts: Vec::new(),
            runs: Vec::new(),
            glyphs: Vec::new(),
        };
        let mut clusters: Vec<Vec<Cluster>> = Vec::with_capacity(layout.len());
        for line in layout.lines() {
            let (found, runs) = laid.add_glyphs(&line, drawable);
            if found.is_empty() && !laid.lines.is_empty() {
                continue;
            }
            let first = if laid.lines.is_empty() { 0 } else { found.iter().map(|cluster| cluster.byte).min().unwrap_or(0) };
            laid.lines.push(Line { start: first, cells: 0..0, runs });
            clusters.push(found);
        }
        if laid.lines.is_empty() {
            laid.lines.push(Line::default());
            clusters.push(Vec::new());
        }
        laid.add_cells(text, graphemes, clusters);
        laid.cells.shrink_to_fit();
        laid.glyphs.shrink_to_fit();
        laid
    }

    /// Takes the glyphs of a line, and gives its clusters from left to right with the numbers of its runs.
    fn add_glyphs(&mut self, line: &ParleyLine<'_, ()>, drawable: &Drawable<'_>) -> (Vec<Cluster>, Range<usize>) {
        let metrics = line.metrics();
        let mut x = self.frame.left + metrics.offset + metrics.inline_min_coord;
        let (mut clusters, first_run) = (Vec::new(), self.runs.len());
        for run in line.runs() {
            let font = self.font(Font { data: run.font().clone(), coords: run.normalized_coords().to_vec() });
            let (first, mut pen) = (self.glyphs.len(), x);
            for cluster in run.visual_clusters() {
                let at = cluster.text_range().start;
                let byte = drawable.back(at);
                for glyph in cluster.glyphs() {
                    self.glyphs.push(Glyph { id: glyph.id, byte: byte as u32, x: pen + glyph.x, y: glyph.y });
                    pen += glyph.advance;
                }
                if at >= drawable.prefix {
                    clusters.push(Cluster { byte, visual: clusters.len() as i32, x0: x, x1: x + cluster.advance(), rtl: run.is_rtl() });
                }
                x += cluster.advance();
            }
            self.runs.push(Run { font, glyphs: first..self.glyphs.len() });
        }
        (clusters, first_run..self.runs.len())
    }

    fn font(&mut self, font: Font) -> usize {
        self.fonts.iter().position(|known| *known == font).unwrap_or_else(|| {
            self.fonts.push(font);
            self.fonts.len() - 1
        })
    }

    /// Joins the clusters of each line to cells, one for each grapheme; a grapheme without a cluster (a control) takes no width.
    fn add_cells(&mut self, text: &str, graphemes: &[u32], clusters: Vec<Vec<Cluster>>) {
        let mut rest = graphemes.iter().copied().enumerate().peekable();
        let starts: Vec<usize> = self.lines.iter().skip(1).map(|line| line.start).chain([usize::MAX]).collect();
        for (number, (mut found, next_line)) in clusters.into_iter().zip(starts).enumerate() {
            found.sort_by_key(|cluster| cluster.byte);
            let mut found = found.into_iter().peekable();
            let first = self.cells.len();
            let mut keys: Vec<Option<(i32, i32)>> = Vec::new();
            while let Some((index, start)) = rest.next_if(|(_, start)| (*start as usize) < next_line) {
                let end = graphemes.get(index + 1).map_or(self.len, |end| *end as usize);
                // What a line begins with before its first grapheme is the rest of one that had no room above: it goes with the first.
                let mut cell = Cell { start, end: end as u32, x0: 0.0, x1: 0.0, rtl: self.frame.rtl };
                let mut span: Option<(i32, i32)> = None;
                while let Some(cluster) = found.next_if(|cluster| cluster.byte < end) {
                    match span {
                        None => (span, cell) = (Some((cluster.visual, cluster.visual)), Cell { x0: cluster.x0, x1: cluster.x1, rtl: cluster.rtl, ..cell }),
                        Some((low, high)) if cluster.visual == high + 1 => (span, cell.x1) = (Some((low, cluster.visual)), cluster.x1),
                        Some((low, high)) if cluster.visual == low - 1 => (span, cell.x0) = (Some((cluster.visual, high)), cluster.x0),
                        // Half of a grapheme stands elsewhere, which only broken text can bring about. The first half is its place.
                        Some(_) => {}
                    }
                }
                let key = span.map(|(low, _)| (low, 0));
                self.cells.push(cell);
                keys.push(key);
            }
            let below = rest.peek().map_or(self.len, |(_, start)| *start as usize);
            let keys = self.place_undrawn(first, keys);
            let mut order: Vec<((i32, i32), u32)> = keys.into_iter().zip(first as u32..).collect();
            order.sort_by_key(|(key, _)| *key);
            self.order.extend(order.into_iter().map(|(_, cell)| cell));
            if let Some(line) = self.lines.get_mut(number) {
                line.cells = first..self.cells.len();
                line.start = self.cells.get(first).map_or(below, |cell| cell.start as usize);
            }
            self.pull_in_space(first, text);
        }
    }

    /// Space that a wrapped line ends with hangs over the edge of the column; nothing of ours is painted out there.
    fn pull_in_space(&mut self, first: usize, text: &str) {
        let is_space = |cell: &Cell| text.get(cell.start as usize..cell.end as usize).is_some_and(|grapheme| grapheme.chars().all(char::is_whitespace));
        let cells = self.cells.get_mut(first..).unwrap_or_default();
        let letters = cells.iter().filter(|cell| !is_space(cell));
        let (left, right) = letters.fold((self.frame.left, self.frame.right), |(left, right), cell| (left.min(cell.x0), right.max(cell.x1)));
        for cell in cells.iter_mut().filter(|cell| is_space(cell)) {
            (cell.x0, cell.x1) = (cell.x0.clamp(left, right), cell.x1.clamp(left, right));
        }
    }

    /// Cells that nothing is drawn for go to the end of the one before in reading order, or to the start of the first one drawn.
    fn place_undrawn(&mut self, first: usize, keys: Vec<Option<(i32, i32)>>) -> Vec<(i32, i32)> {
        let drawn = keys.iter().position(Option::is_some);
        let leading = drawn.unwrap_or(keys.len()) as i32;
        let cells = self.cells.get_mut(first..).unwrap_or_default();
        let edge = if self.frame.rtl { self.frame.right } else { self.frame.left };
        let (mut x, mut rtl, mut key) = (edge, self.frame.rtl, (0, if self.frame.rtl { leading + 1 } else { -leading - 1 }));
        if let Some((cell, Some((visual, _)))) = drawn.and_then(|at| cells.get(at).zip(keys.get(at).copied())) {
            (x, rtl) = (cell.side_x(false), cell.rtl);
            key = (visual, if rtl { leading + 1 } else { -leading - 1 });
        }
        let mut placed = Vec::with_capacity(keys.len());
        for (cell, own) in cells.iter_mut().zip(keys) {
            if let Some(own) = own {
                (key, rtl, x) = (own, cell.rtl, cell.side_x(true));
            } else {
                key.1 += if rtl { -1 } else { 1 };
                (cell.x0, cell.x1, cell.rtl) = (x, x, rtl);
            }
            placed.push(key);
        }
        placed
    }
}
