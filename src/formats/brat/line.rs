//! What one line of an `.ann` says.

/// A line that is understood.
#[derive(Debug)]
pub(super) enum Line<'a> {
    /// `T`: words of the text.
    Span(SpanLine<'a>),
    /// `R`: from one thing to another.
    Relation { kind: &'a str, from: &'a str, to: &'a str },
    /// `E`: a trigger and what plays a role.
    Event { kind: &'a str, trigger: &'a str, roles: Vec<(&'a str, &'a str)> },
    /// `A`, `M`: something is said of a thing.
    Attribute { name: &'a str, of: &'a str, value: &'a str },
    /// `N`: a thing is one of a database.
    Normal { of: &'a str },
    /// `#`: a note on a thing.
    Note { kind: &'a str, of: &'a str, text: &'a str },
    /// `*`: things that are the same.
    Set { members: Vec<&'a str> },
    /// Anything else.
    Other,
}

/// Words of the text, with what the line says of them.
#[derive(Debug)]
pub(super) struct SpanLine<'a> {
    /// The type.
    pub(super) label: &'a str,
    /// The fragments as they stand, half open, in whatever the file counts.
    pub(super) places: Vec<(usize, usize)>,
    /// Their words with a blank between two, and whatever stands behind.
    pub(super) words: &'a str,
}

impl SpanLine<'_> {
    /// Whether the fragments stand in the order of the text.
    pub(super) fn is_in_order(&self) -> bool {
        self.places.is_sorted()
    }
}

/// The order in which lines stand in a file that we write: by the letter, by the number, by the id.
pub(super) type Key<'a> = (usize, u64, &'a str);

/// The letters of ids, in the order in which their lines are written.
const LETTERS: &str = "TREAMN#";

/// Where a line with this id stands; none for what is no id.
pub(super) fn key(id: &str) -> Option<Key<'_>> {
    let letter = id.chars().next()?;
    let rest = id.get(letter.len_utf8()..)?;
    let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    let is_id = end > 0 && rest.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-'));
    let rank = LETTERS.find(letter).filter(|_| is_id)?;
    Some((rank, rest.get(..end)?.parse().unwrap_or(u64::MAX), id))
}

/// The id that a line begins with, or seems to: damage may have put a blank where its tab was.
pub(super) fn front(raw: &str) -> Option<&str> {
    raw.split(['\t', ' ', '\u{a0}']).next().filter(|id| key(id).is_some())
}

/// Reads a line without its end: its id, empty where it has none, and what it says.
///
/// # Errors
/// Why it cannot be taken.
pub(super) fn parse(raw: &str) -> Result<(&str, Line<'_>), String> {
    let Some((id, rest)) = raw.split_once('\t').filter(|(id, _)| *id == "*" || key(id).is_some()) else {
        return if front(raw).is_some() { Err("its id is not followed by a tab".to_owned()) } else { unknown(raw).map(|line| ("", line)) };
    };
    let (data, tail) = rest.split_once('\t').map_or((rest, None), |(data, tail)| (data, Some(tail)));
    if id == "*" {
        let members: Vec<&str> = words(data).skip(1).collect();
        return Ok(("", if members.is_empty() { Line::Other } else { Line::Set { members } }));
    }
    let rank = key(id).map(|(rank, ..)| rank);
    let says = match rank.and_then(|rank| LETTERS.as_bytes().get(rank)) {
        Some(b'T') => span(data, tail)?,
        Some(b'R') => relation(data).ok_or("a relation has a type and two arguments, such as `Supports Arg1:T1 Arg2:T2`")?,
        Some(b'E') => event(data).ok_or("an event has a type, a trigger and roles, such as `Speech:T1 Speaker:T2`")?,
        Some(b'N') => {
            said_of(data).map(|(_, of, _)| Line::Normal { of }).ok_or("a normalisation has a type and what it is about, such as `Reference T1 DB:7`")?
        }
        Some(b'#') => said_of(data)
            .map(|(kind, of, _)| Line::Note { kind, of, text: tail.unwrap_or_default() })
            .ok_or("a note has a type and what it is about, such as `AnnotatorNotes T1`")?,
        _ => attribute(rest).ok_or("an attribute has a name and what it is said of, such as `Negation E1`")?,
    };
    Ok((id, says))
}

/// A line without an id. A mark must not be lost in silence because its id was damaged.
fn unknown(raw: &str) -> Result<Line<'_>, String> {
    if !raw.starts_with(|first: char| first == '*' || LETTERS.contains(first)) {
        return Err("it begins with no id that brat has, such as T1".to_owned());
    }
    if seems_span(raw) {
        return Err("it looks like a text-bound line, but does not begin with an id such as T1".to_owned());
    }
    Ok(Line::Other)
}

/// Whether somewhere in a line stands something, a place, and something; a remark of people is none.
fn seems_span(raw: &str) -> bool {
    let is_remark = raw.starts_with('#') && !raw.contains('\t');
    let words = || raw.split([' ', '\t', '\u{a0}']).filter(|word| !word.is_empty()).skip(1);
    let is_end = |word: &str| number(word.split(';').next().unwrap_or_default()).is_some();
    !is_remark && words().zip(words().skip(1)).any(|(start, end)| number(start).is_some() && is_end(end))
}

fn words(data: &str) -> impl Iterator<Item = &str> {
    data.split(' ').filter(|word| !word.is_empty())
}

/// Two words, and the rest behind one blank.
fn said_of(data: &str) -> Option<(&str, &str, &str)> {
    let (kind, rest) = data.split_once(' ')?;
    let rest = rest.trim_start_matches(' ');
    let (of, value) = rest.split_once(' ').unwrap_or((rest, ""));
    (!kind.is_empty() && !of.is_empty()).then_some((kind, of, value))
}

fn attribute(rest: &str) -> Option<Line<'_>> {
    let (name, of, value) = said_of(rest)?;
    // A binary attribute may be followed by a tab and nothing.
    let of = of.trim_end_matches('\t');
    (!of.is_empty() && !name.contains('\t') && !of.contains('\t')).then_some(Line::Attribute { name, of, value })
}

/// Arguments are called Arg1 and Arg2, in any order, or by other names, in the order of the link.
fn relation(data: &str) -> Option<Line<'_>> {
    let mut words = words(data);
    let kind = words.next()?;
    let mut end = || words.next()?.split_once(':').filter(|(name, end)| !name.is_empty() && !end.is_empty());
    let ((one, from), (other, to)) = (end()?, end()?);
    if words.next().is_some() || one == other {
        return None;
    }
    let is_turned = one.eq_ignore_ascii_case("Arg2") && other.eq_ignore_ascii_case("Arg1");
    let (from, to) = if is_turned { (to, from) } else { (from, to) };
    Some(Line::Relation { kind, from, to })
}

fn event(data: &str) -> Option<Line<'_>> {
    let mut words = words(data).map(|word| word.split_once(':').filter(|(name, of)| !name.is_empty() && !of.is_empty()));
    let (kind, trigger) = words.next()??;
    Some(Line::Event { kind, trigger, roles: words.collect::<Option<_>>()? })
}

fn span<'a>(data: &'a str, tail: Option<&'a str>) -> Result<Line<'a>, String> {
    let (label, spelt) = data.split_once(' ').ok_or("a text-bound line has a type and places, such as `Claim 0 12`")?;
    let text = tail.filter(|text| !text.is_empty()).ok_or("it has no text behind its places")?;
    if label.is_empty() {
        return Err("it has no type".to_owned());
    }
    let mut places = Vec::with_capacity(1);
    for place in spelt.split(';') {
        let read = place.trim().split_once(' ').and_then(|(start, end)| Some((number(start)?, number(end)?)));
        let (start, end) = read.ok_or_else(|| format!("`{}` is no place: write START END in code points", short(place)))?;
        if start >= end {
            return Err(format!("its place {start} {end} holds nothing"));
        }
        places.push((start, end));
    }
    let mut sorted = places.clone();
    sorted.sort_unstable();
    if sorted.iter().zip(sorted.iter().skip(1)).any(|((_, end), (start, _))| end > start) {
        return Err("its fragments overlap".to_owned());
    }
    Ok(Line::Span(SpanLine { label, places, words: text }))
}

fn number(word: &str) -> Option<usize> {
    let is_number = !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit());
    if is_number { word.parse().ok() } else { None }
}

/// The beginning of what a file has, for a sentence.
pub(super) fn short(word: &str) -> String {
    word.chars().take(40).collect()
}
