//! The words of a cue, without the tags that say how they look.

use crate::article::has_no_spaces;
use crate::article::is_visible;

/// The lines of a cue as they are seen, those without words left out.
pub(super) fn lines(raw: &[&str], is_vtt: bool) -> Vec<String> {
    // A tag may go over the end of its line.
    let words = without_tags(&raw.join("\n"));
    let words = if is_vtt || words.contains('&') { decoded(&words) } else { words };
    words
        .split('\n')
        .map(|line| line.split([' ', '\t']).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" "))
        .filter(|line| line.chars().any(is_visible))
        .collect()
}

/// The lines joined as they are read: what begins with a dash is another person's and stays a line of its own, as does a line that begins
/// with a speaker's name in a tag.
pub(super) fn paragraphs(lines: &[String]) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for line in lines {
        let (line, is_voice) = line.strip_prefix(VOICE).map_or((line.as_str(), false), |line| (line, true));
        let dash = line.strip_prefix(['-', '–', '—', '‐', '−']);
        let begins =
            is_voice || dash.is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_digit()) || out.first().is_some_and(|first| first.starts_with('-')));
        match out.last_mut().filter(|_| !begins) {
            Some(last) => join(last, line),
            None => out.push(line.to_owned()),
        }
    }
    out.iter_mut().for_each(|line| line.retain(|c| c != VOICE));
    out
}

/// Stands before the name of a speaker until the lines are joined. No file has it: it is a character that there is not.
const VOICE: char = '\u{fffff}';

/// Adds a line, with a space but between signs of scripts that have none.
fn join(before: &mut String, line: &str) {
    let joined = before.chars().next_back().is_some_and(has_no_spaces) && line.chars().next().is_some_and(has_no_spaces);
    if !joined {
        before.push(' ');
    }
    before.push_str(line);
}

/// What goes, and what stands in its place. Words in angle brackets that are no tag of either format stay.
fn without_tags(raw: &str) -> String {
    let mut out = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some((before, at)) = rest.find(['<', '{']).and_then(|at| rest.split_at_checked(at)) {
        out.extend(before.chars().filter(|c| *c != VOICE));
        let (tag, after) = match tag(at) {
            Some((inside, after)) => (Some(inside), after),
            None => (None, at.get(1..).unwrap_or_default()),
        };
        match tag {
            Some(inside) => out.push_str(&meaning(inside)),
            None => out.extend(at.chars().next()),
        }
        rest = after;
    }
    out.extend(rest.chars().filter(|c| *c != VOICE));
    out
}

/// The inside of a tag at the start of a text, and what follows it.
fn tag(at: &str) -> Option<(&str, &str)> {
    if let Some(inside) = at.strip_prefix('{') {
        let inside = inside.strip_prefix(['\\', '/']).or_else(|| ["b}", "i}", "u}", "s}"].iter().any(|known| inside.starts_with(known)).then_some(inside))?;
        let end = inside.bytes().take(LONGEST).take_while(|byte| *byte != b'{').position(|byte| byte == b'}')?;
        return Some(("", inside.get(end + 1..)?));
    }
    let inside = at.strip_prefix('<')?;
    let end = inside.bytes().take(LONGEST).take_while(|byte| *byte != b'<').position(|byte| byte == b'>')?;
    let (tag, after) = (inside.get(..end)?, inside.get(end + 1..)?);
    let name = tag.strip_prefix('/').unwrap_or(tag);
    let name = name.split(['.', ' ', '\t', '\n', '/']).next().unwrap_or_default();
    let is_time = !tag.is_empty() && tag.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b':' | b'.'));
    let is_known = TAGS.iter().any(|known| name.eq_ignore_ascii_case(known));
    (is_time || is_known || tag.is_empty() || tag == "/").then_some((tag, after))
}

/// The longest tag, in bytes; the names of speakers are short.
const LONGEST: usize = 300;

/// The tags of both formats, and those of HTML that players know.
const TAGS: &[&str] = &["b", "i", "u", "s", "c", "v", "font", "lang", "ruby", "rt", "br", "span", "p", "em", "strong"];

/// What stands in place of a tag.
fn meaning(tag: &str) -> String {
    let name = tag.split(['.', ' ', '\t', '\n']).next().unwrap_or_default();
    match name {
        "v" => match tag.split_once([' ', '\t', '\n']).map(|(_, name)| name.trim()).filter(|name| !name.is_empty()) {
            Some(name) => format!("{VOICE}{}: ", name.replace('\n', " ")),
            None => String::new(),
        },
        "br" | "br/" => "\n".into(),
        "rt" => "（".into(),
        "/rt" => "）".into(),
        _ => String::new(),
    }
}

/// The references of WebVTT, and those that programs write beyond them.
fn decoded(text: &str) -> String {
    let mut pieces = text.split('&');
    let mut out = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let known = REFERENCES.iter().find_map(|(name, sign)| piece.strip_prefix(name).map(|rest| (*sign, rest)));
        let (sign, rest) = known.or_else(|| numbered(piece)).unwrap_or(('&', piece));
        out.push(sign);
        out.push_str(rest);
    }
    out
}

const REFERENCES: &[(&str, char)] =
    &[("amp;", '&'), ("lt;", '<'), ("gt;", '>'), ("quot;", '"'), ("apos;", '\''), ("nbsp;", '\u{a0}'), ("lrm;", '\u{200e}'), ("rlm;", '\u{200f}')];

fn numbered(piece: &str) -> Option<(char, &str)> {
    let (number, rest) = piece.strip_prefix('#')?.split_once(';').filter(|(number, _)| number.len() <= 8)?;
    let point = number.strip_prefix(['x', 'X']).map_or_else(|| number.parse().ok(), |digits| u32::from_str_radix(digits, 16).ok())?;
    char::from_u32(point).filter(|c| !c.is_control()).map(|c| (c, rest))
}
