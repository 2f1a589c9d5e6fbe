//! From the order in which a line is seen, left to right, to the order in which it is read. It is what a browser does to draw Hebrew and
//! Arabic, the other way round; that the drawing can be undone holds for lines of words and numbers, and nearly always for the rest.

/// Which way a line goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// From left to right.
    Right,
    /// From right to left.
    Left,
}

/// How many letters go from left to right and how many from right to left.
pub(super) fn count(text: &str) -> (usize, usize) {
    text.chars().fold((0, 0), |(right, left), letter| match kind(letter) {
        Kind::Right => (right + 1, left),
        Kind::Left => (right, left + 1),
        Kind::Digit | Kind::Joiner | Kind::Sign | Kind::Neutral => (right, left),
    })
}

/// Puts shapes that stand in the order they are seen, each with its letters, in the order they are read.
pub(super) fn logical(seen: Vec<String>, way: Way) -> String {
    let kinds: Vec<Kind> = seen.iter().map(|shape| shape.chars().map(kind).find(|kind| *kind != Kind::Neutral).unwrap_or(Kind::Neutral)).collect();
    if way == Way::Right && !kinds.contains(&Kind::Left) {
        return seen.concat();
    }
    let levels = levels(&kinds, way, seen.iter().flat_map(|shape| shape.chars()).any(is_arabic));
    let mut shapes: Vec<(u8, String)> = levels.into_iter().zip(seen).collect();
    for level in [2, 1] {
        // The deepest runs first, as when drawing: each reversal undoes itself.
        for run in shapes.chunk_by_mut(|one, other| (one.0 >= level) == (other.0 >= level)) {
            if run.first().is_some_and(|(first, _)| *first >= level) {
                run.reverse();
            }
        }
    }
    mirrored(shapes.into_iter().map(|(_, shape)| shape).collect(), way)
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Right,
    Left,
    Digit,
    /// Stands within a number: `.` `,` `:` `/`.
    Joiner,
    /// Stands at a number: `%` `$` `+` `-`.
    Sign,
    Neutral,
}

fn kind(letter: char) -> Kind {
    match letter {
        '0'..='9' | '\u{660}'..='\u{669}' | '\u{6f0}'..='\u{6f9}' => Kind::Digit,
        '.' | ',' | ':' | '/' | '\u{66b}' | '\u{66c}' => Kind::Joiner,
        '%' | '$' | '€' | '£' | '₪' | '#' | '°' | '+' | '-' | '\u{2212}' | '\u{66a}' => Kind::Sign,
        '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}' | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}' | '\u{200f}' => {
            Kind::Left
        }
        letter if letter.is_alphabetic() => Kind::Right,
        _ => Kind::Neutral,
    }
}

fn is_arabic(letter: char) -> bool {
    matches!(letter, '\u{600}'..='\u{8ff}' | '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}')
}

/// How deep each shape lies: 1 goes to the left, 0 and 2 to the right, 2 within 1.
fn levels(kinds: &[Kind], way: Way, is_arabic: bool) -> Vec<u8> {
    let mut kinds = kinds.to_vec();
    numbers(&mut kinds, is_arabic);
    let strong = |kind: &Kind| match kind {
        Kind::Right => Some(Way::Right),
        Kind::Left => Some(Way::Left),
        Kind::Digit | Kind::Joiner | Kind::Sign | Kind::Neutral => None,
    };
    // Between two that go the same way, what goes no way goes with them; else with the line.
    let around = |at: usize| {
        let before = kinds.iter().take(at).rev().find_map(strong).unwrap_or(way);
        let after = kinds.iter().skip(at + 1).find_map(strong).unwrap_or(way);
        if before == after { before } else { way }
    };
    let level = |(at, kind): (usize, &Kind)| match (kind, way) {
        (Kind::Right, Way::Right) => 0,
        (Kind::Right, Way::Left) => 2,
        (Kind::Left, _) => 1,
        (Kind::Digit, Way::Left) => 2,
        (Kind::Digit, Way::Right) => {
            if around(at) == Way::Left {
                2
            } else {
                0
            }
        }
        (Kind::Joiner | Kind::Sign | Kind::Neutral, _) => match (around(at), way) {
            (Way::Left, _) => 1,
            (Way::Right, Way::Right) => 0,
            (Way::Right, Way::Left) => 2,
        },
    };
    kinds.iter().enumerate().map(level).collect()
}

/// What belongs to a number goes with it: a point between its digits; a sign beside them, but not beside Arabic.
fn numbers(kinds: &mut [Kind], is_arabic: bool) {
    let before = kinds.to_vec();
    let is_digit = |at: Option<usize>| at.and_then(|at| before.get(at)).is_some_and(|kind| *kind == Kind::Digit);
    for (at, kind) in kinds.iter_mut().enumerate() {
        let (left, right) = (is_digit(at.checked_sub(1)), is_digit(at.checked_add(1)));
        let belongs = match kind {
            Kind::Joiner => left && right,
            Kind::Sign => !is_arabic && (left || right),
            Kind::Right | Kind::Left | Kind::Digit | Kind::Neutral => false,
        };
        if belongs {
            *kind = Kind::Digit;
        }
    }
}

const PAIRS: [(&str, &str); 7] = [("(", ")"), ("[", "]"), ("{", "}"), ("«", "»"), ("‹", "›"), ("<", ">"), ("﴿", "﴾")];

/// A bracket is drawn mirrored in such a line. Some files hold the letter that was meant, some the shape that is seen: where the first
/// bracket of a line closes and one that opens follows, it is the shape.
fn mirrored(shapes: Vec<String>, way: Way) -> String {
    if way == Way::Right {
        return shapes.concat();
    }
    let other = |shape: &str| PAIRS.iter().find_map(|(open, close)| if shape == *open { Some(*close) } else { (shape == *close).then_some(*open) });
    let is_seen = PAIRS.iter().any(|(open, close)| {
        let first = |sign: &str| shapes.iter().position(|shape| shape == sign);
        matches!((first(close), first(open)), (Some(closes), Some(opens)) if closes < opens)
    });
    if !is_seen {
        return shapes.concat();
    }
    shapes.iter().map(|shape| other(shape).unwrap_or(shape)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(seen: &str, way: Way) -> String {
        logical(seen.chars().map(String::from).collect(), way)
    }

    #[test]
    fn a_line_is_read_in_its_own_direction() {
        for (seen, way, read_so) in [
            ("plain words, 12%", Way::Right, "plain words, 12%"),
            ("םולש", Way::Left, "שלום"),
            ("2019 תנש", Way::Left, "שנת 2019"),
            (".18,000 הז", Way::Left, "זה 18,000."),
            ("12% הלע", Way::Left, "עלה 12%"),
            ("AFP תונכוס", Way::Left, "סוכנות AFP"),
            // The run between the English words is read from its right end.
            ("he said םלוע to us", Way::Right, "he said עולם to us"),
            ("(ןופצב) רשג", Way::Left, "גשר (בצפון)"),
            (")ןופצב( רשג", Way::Left, "גשר (בצפון)"),
        ] {
            assert_eq!(read(seen, way), read_so, "{seen}");
        }
    }
}
