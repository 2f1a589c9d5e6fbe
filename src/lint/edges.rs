//! Edges of marks where nobody would put them.

use super::sheet::Sheet;
use super::{Hint, Rule, shown};
use crate::project::Mark;
use crate::text::{OddEdge, odd_end, odd_start};

/// A mark whose edge cuts a character or a word, or has white space, a comma or half of a pair of signs inside. What is no proof of a slip is
/// passed over by [`odd_start`] and [`odd_end`]. One hint a mark, with the first odd edge of each side.
pub(super) fn odd(sheet: &Sheet<'_>) -> Vec<Hint> {
    sheet.marks.iter().filter_map(|mark| told(sheet, mark)).collect()
}

fn told(sheet: &Sheet<'_>, mark: &Mark) -> Option<Hint> {
    let text = &sheet.article.text;
    let start = mark.at.iter().find_map(|range| odd_start(text, range, &mark.at)).map(|edge| start_words(&edge));
    let end = mark.at.iter().find_map(|range| odd_end(text, range, &mark.at)).map(|edge| end_words(&edge));
    let odd: Vec<String> = start.into_iter().chain(end).collect();
    if odd.is_empty() {
        return None;
    }
    Some(Hint::at_mark(Rule::OddEdges, mark, format!("{} {}", shown::mark(text, mark), odd.join(" and "))))
}

fn start_words(edge: &OddEdge) -> String {
    match edge {
        OddEdge::InGrapheme => "begins inside a character".to_owned(),
        OddEdge::InWord(word) => format!("begins inside {}", shown::quoted(word)),
        OddEdge::Space => "begins with white space".to_owned(),
        OddEdge::Clause(sign) => format!("begins with {}", clause_words(*sign)),
        OddEdge::Half(sign) => format!("begins with a {sign} whose partner is outside"),
        OddEdge::HalfOutside(sign) => format!("leaves out the {sign} before it, whose partner is inside"),
    }
}

fn end_words(edge: &OddEdge) -> String {
    match edge {
        OddEdge::InGrapheme => "ends inside a character".to_owned(),
        OddEdge::InWord(word) => format!("ends inside {}", shown::quoted(word)),
        OddEdge::Space => "ends with white space".to_owned(),
        OddEdge::Clause(sign) => format!("ends with {}", clause_words(*sign)),
        OddEdge::Half(sign) => format!("ends with a {sign} whose partner is outside"),
        OddEdge::HalfOutside(sign) => format!("leaves out the {sign} behind it, whose partner is inside"),
    }
}

fn clause_words(sign: char) -> &'static str {
    match sign {
        ';' | '؛' | '；' => "a semicolon",
        ':' | '：' => "a colon",
        _ => "a comma",
    }
}
