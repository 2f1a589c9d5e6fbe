//! Subtitles, SubRip (.srt) and WebVTT (.vtt): what is said, a paragraph for each cue, with the time at which it begins. Files of people
//! are rarely as the two formats want them: numbers and empty lines are missing, times are written in many ways. A line with times is what
//! begins a cue, wherever it stands.

mod cue;
#[cfg(test)]
mod tests;
mod time;

use super::paper::{Group, Page, Paper};
use super::{Place, Refusal, is_visible, limits};
use time::Times;

/// Reads subtitles of either format.
///
/// # Errors
/// Refuses what has no line with times, and what has no words.
pub(super) fn read(source: &str) -> Result<Page, Refusal> {
    super::within_limit(source.len())?;
    let mut reader = Reader::default();
    let source = source.trim_start_matches('\u{feff}');
    let body = match header(source) {
        Some((header, body)) => {
            reader.about(header);
            body
        }
        None => source,
    };
    let lines: Vec<&str> = lines(body).collect();
    for block in lines.split(|line| line.trim().is_empty()) {
        reader.block(block);
    }
    reader.end_cue();
    if !reader.has_times {
        return Err(Refusal::NoCues);
    }
    if !reader.page.paper.text().chars().any(is_visible) {
        return Err(Refusal::Empty);
    }
    Ok(reader.page)
}

/// What stands before the first empty line of a WebVTT file, and the rest; nothing for SubRip.
fn header(source: &str) -> Option<(&str, &str)> {
    let rest = source.strip_prefix("WEBVTT")?;
    if !(rest.is_empty() || rest.starts_with(char::is_whitespace)) {
        return None;
    }
    // Where the empty line is missing, the first line with times ends it.
    let mut at = 0;
    for line in rest.split_inclusive(['\n', '\r']) {
        let ends = at > 0 && line.trim().is_empty() && !is_half_of_a_line_end(rest, at);
        if ends || time::times(line).is_some() {
            break;
        }
        at += line.len();
    }
    rest.split_at_checked(at)
}

/// Whether a line feed stands here that belongs to the CR before it.
fn is_half_of_a_line_end(text: &str, at: usize) -> bool {
    text.get(..at).is_some_and(|before| before.ends_with('\r')) && text.get(at..).is_some_and(|rest| rest.starts_with('\n'))
}

/// The lines, whichever of the three line ends they have.
fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.split('\n').flat_map(|line| line.strip_suffix('\r').unwrap_or(line).split('\r'))
}

#[derive(Default)]
struct Reader<'a> {
    page: Page,
    is_vtt: bool,
    has_times: bool,
    /// The cue that is open: its times and its lines.
    times: Option<Times>,
    open: Vec<&'a str>,
    /// The number of the last cue that had one.
    number: Option<u64>,
    /// A number that stands alone: of the cue that follows, or words of the one before.
    alone: Option<&'a str>,
    /// What was to be seen last, and until when.
    shown: Vec<String>,
    until: Option<u64>,
}

impl<'a> Reader<'a> {
    /// The first lines of a WebVTT file: its name, and fields such as `Language: en`.
    fn about(&mut self, header: &str) {
        self.is_vtt = true;
        let mut lines = lines(header);
        let name = lines.next().unwrap_or_default().trim().trim_start_matches('-').trim();
        self.page.title = name.to_owned();
        for (key, value) in lines.filter_map(|line| line.split_once(':')) {
            if key.trim().eq_ignore_ascii_case("language") {
                self.page.origin.language = value.trim().to_owned();
            }
        }
    }

    /// Takes the lines between two empty ones. Where empty lines are missing it has several cues.
    fn block(&mut self, block: &[&'a str]) {
        let first = block.iter().position(|line| time::times(line).is_some());
        if self.is_vtt && first.is_none() && block.first().is_some_and(|line| is_note(line)) {
            return;
        }
        let Some(first) = first else {
            return self.without_times(block);
        };
        let before = block.get(..first).unwrap_or_default();
        if let Some((name, words)) = before.split_last() {
            let is_name = self.is_name(name);
            self.without_times(if is_name { words } else { before });
        } else if let Some(alone) = self.alone.take() {
            // Its number, with an empty line after it.
            self.number = number(alone);
        }
        self.end_cue();
        for line in block.get(first..).unwrap_or_default() {
            match time::times(line) {
                Some(times) => {
                    self.take_number();
                    self.end_cue();
                    self.has_times = true;
                    self.times = Some(times);
                }
                None => self.line(line),
            }
        }
    }

    /// Whether a line right before the times is the name of the cue: any line in WebVTT, a number in SubRip.
    fn is_name(&mut self, line: &str) -> bool {
        if let Some(number) = number(line) {
            self.number = Some(number);
            return true;
        }
        let is_near_a_number = line.trim().len() <= 12 && !line.trim().contains(' ') && line.contains(|c: char| c.is_ascii_digit());
        self.is_vtt || is_near_a_number
    }

    /// Lines without times, of a cue that has an empty line in it.
    fn without_times(&mut self, lines: &[&'a str]) {
        self.open.extend(self.alone.take());
        match lines {
            [line] if number(line).is_some() => self.alone = Some(line),
            lines => lines.iter().for_each(|line| self.line(line)),
        }
    }

    /// Where the empty line before a cue is missing, its number is the last line of the one before: if it is the number that comes next,
    /// or if the cue has other words.
    fn take_number(&mut self) {
        let Some(found) = self.open.last().and_then(|line| number(line)) else { return };
        let is_next = self.number.is_some_and(|number| number.checked_add(1) == Some(found));
        if is_next || self.open.len() > 1 {
            self.open.pop();
            self.number = Some(found);
        }
    }

    /// Adds a line to the open cue, which is written early where it has more than anybody can see.
    fn line(&mut self, line: &'a str) {
        self.open.push(line);
        if self.open.len() >= limits::CUE_LINES {
            let times = self.times;
            self.end_cue();
            self.times = times;
        }
    }

    /// Writes the open cue, without what was to be seen already.
    fn end_cue(&mut self) {
        self.open.extend(self.alone.take());
        let lines = cue::lines(&std::mem::take(&mut self.open), self.is_vtt);
        let times = self.times.take();
        if lines.is_empty() {
            return;
        }
        let follows = match (self.until, times.and_then(|times| times.start)) {
            (Some(until), Some(start)) => start <= until.saturating_add(ROLLING_GAP),
            (None, _) | (_, None) => true,
        };
        let known = if follows { overlap(&self.shown, &lines) } else { 0 };
        let paragraphs = cue::paragraphs(lines.get(known..).unwrap_or_default());
        if let Some(start) = times.and_then(|times| times.start) {
            self.page.paper.turn_to(Place::Time(start));
        }
        put(&mut self.page.paper, &paragraphs);
        self.until = times.and_then(|times| times.end);
        self.shown = lines;
    }
}

/// The longest time between two pictures of captions that roll, in milliseconds: there is none in most files, some round their times.
const ROLLING_GAP: u64 = 250;

fn put(paper: &mut Paper, paragraphs: &[String]) {
    if !paragraphs.is_empty() {
        paper.put(&paragraphs.join("\n"), None, Group::NONE);
    }
}

/// How many of the lines that are shown first were the last ones shown before: captions that roll show each line twice.
fn overlap(before: &[String], now: &[String]) -> usize {
    (1..=before.len().min(now.len())).rev().find(|count| before.len().checked_sub(*count).and_then(|from| before.get(from..)) == now.get(..*count)).unwrap_or(0)
}

/// Whether a block of WebVTT is none of the words: a comment, a style sheet, a place on the screen.
fn is_note(line: &str) -> bool {
    ["NOTE", "STYLE", "REGION"].iter().any(|word| line.strip_prefix(word).is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t'])))
}

fn number(line: &str) -> Option<u64> {
    let line = line.trim();
    line.bytes().all(|byte| byte.is_ascii_digit()).then(|| line.parse().ok()).flatten()
}
