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
    /// The fragments in text order, each with its words.
    pub(super) parts: Vec<((usize, usize), &'a str)>,
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

/// Reads a line without its end: its id, empty where it has none, and what it says.
///
/// # Errors
/// Why it cannot be taken.
pub(super) fn parse(raw: &str) -> Result<(&str, Line<'_>), String> {
    let Some((id, rest)) = raw.split_once('\t') else {
        let is_known = raw.split([' ', '\u{a0}']).next().and_then(key).is_some();
        return if is_known { Err("its id is not followed by a tab".to_owned()) } else { Ok(("", Line::Other)) };
    };
    let (data, tail) = rest.split_once('\t').map_or((rest, None), |(data, tail)| (data, Some(tail)));
    if id == "*" {
        let members: Vec<&str> = words(data).skip(1).collect();
        return Ok(("", if members.is_empty() { Line::Other } else { Line::Set { members } }));
    }
    let Some((rank, ..)) = key(id) else { return Ok(("", Line::Other)) };
    let says = match LETTERS.as_bytes().get(rank) {
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

fn relation(data: &str) -> Option<Line<'_>> {
    let mut words = words(data);
    let kind = words.next()?;
    let mut end = || words.next()?.split_once(':').map(|(_, end)| end);
    let (from, to) = (end()?, end()?);
    words.next().is_none().then_some(Line::Relation { kind, from, to })
}

fn event(data: &str) -> Option<Line<'_>> {
    let mut words = words(data).map(|word| word.split_once(':'));
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
    let mut parts = parts(&places, text).ok_or("its text is not as long as its fragments with a blank between them")?;
    parts.sort_by_key(|(place, _)| *place);
    if parts.iter().zip(parts.iter().skip(1)).any(|(((_, end), _), ((start, _), _))| end > start) {
        return Err("its fragments overlap".to_owned());
    }
    Ok(Line::Span(SpanLine { label, parts }))
}

fn number(word: &str) -> Option<usize> {
    let is_number = !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit());
    if is_number { word.parse().ok() } else { None }
}

/// Each place with its words. What stands behind the text after white space belongs to nobody, as in brat.
fn parts<'a>(places: &[(usize, usize)], text: &'a str) -> Option<Vec<((usize, usize), &'a str)>> {
    if let [place] = places {
        let end = end_of(text, place.1 - place.0).filter(|end| is_end(text, *end));
        // Of one fragment the words are certain, whatever its place is counted in.
        return Some(vec![(*place, end.and_then(|end| text.get(..end)).unwrap_or(text))]);
    }
    let mut out = Vec::with_capacity(places.len());
    let mut rest = text;
    for (number, place) in places.iter().enumerate() {
        let from = if number == 0 { rest } else { rest.strip_prefix(' ')? };
        let (words, behind) = from.split_at_checked(end_of(from, place.1 - place.0)?)?;
        out.push((*place, words));
        rest = behind;
    }
    is_end(rest, 0).then_some(out)
}

/// The byte behind a number of code points.
fn end_of(text: &str, length: usize) -> Option<usize> {
    text.char_indices().map(|(at, _)| at).chain([text.len()]).nth(length)
}

fn is_end(text: &str, at: usize) -> bool {
    text.get(at..).is_some_and(|rest| rest.chars().next().is_none_or(char::is_whitespace))
}

/// The beginning of what a file has, for a sentence.
pub(super) fn short(word: &str) -> String {
    word.chars().take(40).collect()
}
