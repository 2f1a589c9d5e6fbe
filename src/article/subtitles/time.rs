//! The line with the times of a cue: `00:01:02,500 --> 00:01:04,000`, with a comma or a point, with or without hours.

/// When a cue is to be seen, in milliseconds from the start of the recording; a time that cannot be read is unknown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Times {
    pub(super) start: Option<u64>,
    pub(super) end: Option<u64>,
}

/// The times of a line, if it is one of times: an arrow, and at least one time beside it.
pub(super) fn times(line: &str) -> Option<Times> {
    let (before, after) = line.split_once("-->")?;
    // What follows the second time says where the cue stands on the screen.
    let times = Times { start: time(before.trim()), end: after.split_whitespace().next().and_then(time) };
    (times.start.is_some() || times.end.is_some()).then_some(times)
}

/// A time in milliseconds. Hours may be missing, minutes may not; some programs put spaces around the colons.
fn time(written: &str) -> Option<u64> {
    let written: String = written.chars().filter(|c| !c.is_whitespace()).take(LONGEST).collect();
    let (whole, rest) = written.split_once([',', '.']).unwrap_or((&written, ""));
    let parts: Vec<&str> = whole.split(':').collect();
    let seconds = match parts.as_slice() {
        [minutes, seconds] => digits(minutes)?.checked_mul(60)?.checked_add(digits(seconds)?)?,
        [hours, minutes, seconds] => digits(hours)?.checked_mul(60)?.checked_add(digits(minutes)?)?.checked_mul(60)?.checked_add(digits(seconds)?)?,
        _ => return None,
    };
    seconds.checked_mul(1000)?.checked_add(fraction(rest)?)
}

/// The longest time, in characters: hours of ten digits are no time.
const LONGEST: usize = 20;

fn digits(written: &str) -> Option<u64> {
    let is_number = (1..=10).contains(&written.len()) && written.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| written.parse().ok()).flatten()
}

/// Milliseconds of what stands after the point: `5` is half a second, what is finer is cut off.
fn fraction(written: &str) -> Option<u64> {
    if written.is_empty() {
        return Some(0);
    }
    let three: String = written.chars().chain("00".chars()).take(3).collect();
    written.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits(&three)).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_written_in_many_ways() {
        for (line, start, end) in [
            ("00:01:02,500 --> 00:01:04,000", Some(62_500), Some(64_000)),
            ("01:02.500 --> 01:04.000 align:start position:0%", Some(62_500), Some(64_000)),
            ("1:00:02.5-->1:00:04", Some(3_602_500), Some(3_604_000)),
            ("00:01:02:500 --> 00:01:04,000", None, Some(64_000)),
            ("  00 : 00 : 01,000  -->  00:00:02,000  X1:40 X2:600", Some(1000), Some(2000)),
            ("99999:00:00.000 --> x", Some(359_996_400_000), None),
        ] {
            assert_eq!(times(line), Some(Times { start, end }), "{line}");
        }
        for line in ["a --> b", "--> ", "00:00:01,000", "00:00:01,000 -> 00:00:02,000", "1 --> 2", "12345678901:00 --> 1", ""] {
            assert_eq!(times(line), None, "{line}");
        }
    }
}
