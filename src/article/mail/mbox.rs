//! Files of several mails, each after a line `From NAME DATE`.

use std::borrow::Cow;

/// The mails of a file, if it is one of several.
pub(super) fn mails(bytes: &[u8]) -> Option<Vec<Cow<'_, [u8]>>> {
    let bytes = bytes.trim_ascii_start();
    if !is_start(bytes) {
        return None;
    }
    let mut mails = Vec::new();
    let (mut start, mut at, mut after_empty) = (0, 0, true);
    while let Some(rest) = bytes.get(at..).filter(|rest| !rest.is_empty()) {
        let end = memchr::memchr(b'\n', rest).map_or(rest.len(), |at| at + 1);
        if after_empty && is_start(rest) {
            mails.extend(bytes.get(start..at).filter(|mail| !mail.is_empty()).map(unescaped));
            // The line itself is the way of the mail and none of its fields.
            start = at + end;
        }
        after_empty = rest.get(..end).unwrap_or_default().trim_ascii().is_empty();
        at += end;
    }
    mails.extend(bytes.get(start..).filter(|mail| !mail.is_empty()).map(unescaped));
    Some(mails)
}

/// Whether a mail begins here: the line ends with a year, and a field follows.
fn is_start(rest: &[u8]) -> bool {
    let mut lines = rest.splitn(3, |byte| *byte == b'\n');
    let (Some(first), Some(second)) = (lines.next(), lines.next()) else { return false };
    let first = first.get(..first.len().min(LONGEST)).unwrap_or_default();
    let has_time = first.contains(&b':') && first.windows(2).any(|pair| pair.iter().all(u8::is_ascii_digit));
    let name = second.iter().take(100).take_while(|byte| **byte != b':').count();
    first.starts_with(b"From ") && has_time && name > 0 && second.get(name) == Some(&b':') && second.iter().take(name).all(u8::is_ascii_graphic)
}

/// The longest first line of a mail, in bytes.
const LONGEST: usize = 500;

/// Lines of a text that begin with “From ” have a sign before them, so that they begin no mail.
fn unescaped(mail: &[u8]) -> Cow<'_, [u8]> {
    let is_escaped = |line: &&[u8]| {
        line.starts_with(b">")
            && line.trim_ascii_start().iter().position(|byte| *byte != b'>').and_then(|at| line.get(at..)).is_some_and(|rest| rest.starts_with(b"From "))
    };
    if !mail.split(|byte| *byte == b'\n').any(|line| is_escaped(&line)) {
        return Cow::Borrowed(mail);
    }
    let lines = mail.split(|byte| *byte == b'\n').map(|line| if is_escaped(&line) { line.get(1..).unwrap_or_default() } else { line });
    Cow::Owned(lines.collect::<Vec<_>>().join(&b'\n'))
}
