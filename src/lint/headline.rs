//! Headlines that say another number than their article.

use super::sheet::Sheet;
use super::values::{Interval, Value, thing};
use super::{Hint, Rule, shown};
use crate::article::Block;
use crate::assist;
use crate::project::{Article, Figure, Mark};
use crate::text::{TextRange, bare};

/// A number of a headline or heading that no figure of the text bears out, while one that counts the same thing says another.
///
/// A marked figure is compared by what it counts. Where nobody marked it, the numbers of the headline are read with the words around them
/// and compared with the marked figures of the text that count the same, as marked or as their words say; where the headline is not in the text, the article's
/// title is read. Numbers agree as far as they may be rounded. Quiet where no figure of the text counts the same thing, where any agrees,
/// where a link says that the claims contradict each other, and where the text says several other numbers.
pub(super) fn differs(sheet: &Sheet<'_>) -> Vec<Hint> {
    let body: Vec<(&Mark, &Figure)> = sheet.figures().filter(|(mark, figure)| !figure.what.is_empty() && !is_heading(sheet, mark)).collect();
    if body.is_empty() {
        return Vec::new();
    }
    let marked = sheet.figures().filter(|(mark, _)| is_heading(sheet, mark)).filter_map(|(mark, figure)| told(sheet, mark, figure, &body));
    marked.chain(unmarked(sheet, &body)).collect()
}

/// Whether a mark stands in the headline or a heading.
pub(super) fn is_heading(sheet: &Sheet<'_>, mark: &Mark) -> bool {
    matches!(sheet.article.block(sheet.article.text.paragraph_at(mark.at.start())), Some(Block::Title | Block::Heading))
}

/// Most other values that the text may have.
const MOST_VALUES: usize = 3;

fn told(sheet: &Sheet<'_>, mark: &Mark, figure: &Figure, body: &[(&Mark, &Figure)]) -> Option<Hint> {
    let text = &sheet.article.text;
    let (counted, interval) = (thing(figure)?, Interval::of(figure)?);
    let same: Vec<(&Mark, &Figure)> = body.iter().copied().filter(|(_, figure)| thing(figure).is_some_and(|thing| thing == counted)).collect();
    let against = against(sheet, interval, &same)?;
    let headline = Value::alone(sheet, mark, figure)?;
    if against.iter().any(|value| headline.contradicts(value, sheet)) {
        return None;
    }
    Some(Hint::at_mark(Rule::HeadlineDiffers, mark, words(sheet, &shown::mark(text, mark), &against)).with(against.iter().map(|value| value.mark.id)))
}

/// The figures that say another number, one a value; none where any says the same, or there are many.
fn against<'a>(sheet: &Sheet<'a>, headline: Interval, same: &[(&'a Mark, &'a Figure)]) -> Option<Vec<Value<'a>>> {
    let agrees = |figure: &Figure| Interval::of(figure).is_none_or(|interval| interval.meets(headline));
    if same.iter().any(|(_, figure)| agrees(figure)) {
        return None;
    }
    let mut against: Vec<Value<'_>> = Vec::new();
    for value in same.iter().filter_map(|(mark, figure)| Value::alone(sheet, mark, figure)) {
        if !against.iter().any(|there| there.interval == value.interval) {
            against.push(value);
        }
        if against.len() > MOST_VALUES {
            return None;
        }
    }
    (!against.is_empty()).then_some(against)
}

fn words(sheet: &Sheet<'_>, headline: &str, against: &[Value<'_>]) -> String {
    let named: Vec<String> = against.iter().map(|value| shown::mark(&sheet.article.text, value.mark)).collect();
    format!("the headline says {headline}, the text {}", shown::listed(&named))
}

/// The numbers of the headline that nobody marked.
fn unmarked(sheet: &Sheet<'_>, body: &[(&Mark, &Figure)]) -> Vec<Hint> {
    let Some((title, start)) = title(sheet.article) else { return Vec::new() };
    let letters = bare(title);
    // Few headlines name what a figure counts, and to read numbers takes long.
    let named: Vec<(&Mark, &Figure)> =
        body.iter().copied().filter(|(mark, figure)| names(sheet, mark, figure).iter().any(|name| letters.contains(name))).collect();
    if named.is_empty() {
        return Vec::new();
    }
    let mut hints = Vec::new();
    for (place, figure) in numbers(title) {
        let at = start.and_then(|start| TextRange::new(&sheet.article.text, start + place.start..start + place.end));
        let is_done = at.is_some_and(|at| is_marked(sheet, at));
        let same = || named.iter().copied().filter(|(mark, other)| counts_same(sheet, mark, other, &figure)).collect::<Vec<_>>();
        let against = Interval::of(&figure).filter(|_| !is_done).and_then(|interval| against(sheet, interval, &same()));
        hints.extend(against.map(|against| {
            let words = words(sheet, &shown::quoted(title.get(place).unwrap_or_default()), &against);
            Hint::at_article(Rule::HeadlineDiffers, sheet.article, at, words).with(against.iter().map(|value| value.mark.id))
        }));
    }
    hints
}

/// The headline, and the byte where it begins if it stands in the text.
fn title(article: &Article) -> Option<(&str, Option<usize>)> {
    let in_text = article.blocks.iter().find(|(_, block)| *block == Block::Title).map(|(number, _)| article.text.paragraph(*number as usize));
    match in_text {
        Some(paragraph) if paragraph.len() > MOST_BYTES => None,
        Some(paragraph) => Some((article.text.slice(paragraph.clone()), Some(paragraph.start))),
        None => Some((article.title.as_str(), None)).filter(|(title, _)| title.len() <= MOST_BYTES),
    }
}

/// Whether something is marked there as a figure, or the place is none of the article's own.
fn is_marked(sheet: &Sheet<'_>, at: TextRange) -> bool {
    let mut marks = sheet.project.marks_touching(sheet.article.id, at.start(), at.end());
    sheet.article.zones_touching(at).next().is_some() || marks.any(|mark| mark.label() == crate::project::Label::Figure)
}

/// The counted thing of a figure as it is marked, and the last of its words, which most often names it.
fn names(sheet: &Sheet<'_>, mark: &Mark, figure: &Figure) -> [String; 2] {
    let last = mark.at.last().of(&sheet.article.text).split_whitespace().next_back().map(bare);
    // An empty name would be in every headline.
    [Some(bare(&figure.what)), last].map(|name| name.filter(|name| !name.is_empty()).unwrap_or_else(|| " ".to_owned()))
}

/// Whether a figure of the text counts what a number of the headline counts.
fn counts_same(sheet: &Sheet<'_>, mark: &Mark, other: &Figure, headline: &Figure) -> bool {
    let Some((kind, unit, what)) = thing(headline) else { return false };
    let same = thing(other).is_some_and(|(its_kind, its_unit, _)| (its_kind, its_unit) == (kind, unit));
    same && names(sheet, mark, other).contains(&what)
}

/// The longest headline that is read, in bytes.
const MOST_BYTES: usize = 1000;
/// Words before a number that may qualify it: `more than 40`.
const BEFORE: usize = 3;
/// Words behind a number that may name what it counts.
const BEHIND: usize = 4;

/// The quantities of a headline that say what they count, each with the longest words that say so.
fn numbers(title: &str) -> Vec<(std::ops::Range<usize>, Figure)> {
    let words = spaced(title);
    let mut found: Vec<(std::ops::Range<usize>, Figure)> = Vec::new();
    for (index, word) in words.iter().enumerate() {
        let is_number = title.get(word.clone()).is_some_and(|word| word.contains(char::is_numeric) || assist::quantity(word, None).is_some());
        let is_read = found.last().is_some_and(|(place, _)| place.end > word.start);
        if is_number && !is_read {
            found.extend(read(title, &words, index));
        }
    }
    found
}

fn read(title: &str, words: &[std::ops::Range<usize>], number: usize) -> Option<(std::ops::Range<usize>, Figure)> {
    for first in number.saturating_sub(BEFORE)..=number {
        // A short thing is more likely to be the one that is counted: “40 cracks”, not “40 cracks in bridge”.
        for last in number + 1..(number + 1 + BEHIND).min(words.len()) {
            let place = words.get(first)?.start..words.get(last)?.end;
            let read = title.get(place.clone()).and_then(|words| assist::quantity(words, None));
            if let Some(figure) = read.filter(|figure| !figure.what.is_empty()) {
                return Some((place, figure));
            }
        }
    }
    None
}

/// Where the words between white space stand.
fn spaced(title: &str) -> Vec<std::ops::Range<usize>> {
    let start = |word: &str| word.as_ptr() as usize - title.as_ptr() as usize;
    title.split_whitespace().map(|word| start(word)..start(word) + word.len()).collect()
}
