//! What the words of figures say: a table of phrases, and what holds for any words at all.

use factmark::assist::quantity;
use factmark::project::{Bound, Figure, Meaning, Word};
use proptest::prelude::*;
use std::cmp::Ordering;

const PHRASES: &str = include_str!("quantities.tsv");

/// Pieces that the tables know, and what is hard for a reader of text.
const FRAGMENTS: &[&str] = &[
    "more than",
    "nearly",
    "about",
    "up to",
    "between",
    "from",
    "and",
    "to",
    "or",
    "of",
    "a",
    "the",
    "one",
    "twenty",
    "-",
    "–",
    "hundred",
    "thousand",
    "million",
    "bn",
    "dozen",
    "dozens",
    "tens",
    "several",
    "a few",
    "half",
    "third",
    "thirds",
    "quarter",
    "½",
    "3/4",
    "1,234.5",
    "1.234",
    "12,34,567",
    "1 234",
    "٤٠",
    "۴۰",
    "٫",
    "40",
    "2019",
    "99999999999999999999",
    "0.000000001",
    "000",
    "5",
    "%",
    "per cent",
    "percentage points",
    "€",
    "$",
    "US$",
    "euros",
    "pounds",
    "m",
    "k",
    "km",
    "°C",
    "hours",
    "month",
    "year",
    "a year",
    "per",
    "/",
    "second",
    "21st",
    "March",
    "14",
    "Monday",
    "p.m.",
    "am",
    ":",
    "20",
    "00",
    "noon",
    "midnight",
    "last week",
    "1990",
    "s",
    "century",
    "Q3",
    "rose by",
    "fell",
    "down",
    "increase",
    "cracks",
    "or more",
    "plus",
    "+",
    "−",
    "minus",
    "بیش از",
    "حدود",
    "میلیون",
    "یورو",
    "نه",
    "ماه",
    "مارس",
    "ترک",
    "“",
    "”",
    "‘",
    "’",
    "'",
    "\u{200c}",
    "\u{200d}",
    "\u{202b}",
    "\u{a0}",
    "\u{202f}",
    "\0",
    "👩‍👧",
    "é",
    "e\u{301}",
    "日本",
    ".",
    ",",
    ";",
    "(",
    ")",
    "\n",
    "out of",
    "in",
    "and a half",
    "nearer",
    "than",
    "early",
    "mid",
    "ago",
    "29 February",
    "31/12/9999",
    "9999",
    "-9999",
    "quarter to",
    "1",
];

/// Figures of the sample whose analyst knew more than their words say: what the words alone say, and what she took from elsewhere.
const MORE_THAN_THE_WORDS: &[(&str, &str, &str)] = &[
    ("8 p.m. on Monday", "20:00\t20:00\tExact\t\t\tTime", "which Monday is in the article"),
    ("19:52", "19:52\t19:52\tExact\t\t\tTime", "the day is in the article"),
    ("19:58", "19:58\t19:58\tExact\t\t\tTime", "the day is in the article"),
    ("up to a year", "\t1\tAtMost\tyear\t\tDuration", "written as 12 months, to compare with the nine of others"),
    ("1", "1\t1\tExact\t\t\tCount", "a rejected proposal: a figure alone names no place in a row"),
    ("71 per cent", "71\t71\tExact\t%\t\tPercent", "that it rose is in the sentence"),
    ("almost two thirds", "63.4\t66.7\tAbout\t%\t\tPercent", "that it fell is in the sentence"),
    ("about 40 per cent", "38\t42\tAbout\t%\t\tPercent", "that it fell is in the sentence"),
    ("nearer 20 than 18", "19\t20\tAbout\t\t\tCount", "millions of euros are in the sentence"),
];

/// One row: the words, the day of publication, and what the figure is, as the table writes it; none for no figure.
struct Row {
    words: &'static str,
    published: Option<jiff::civil::Date>,
    expected: Option<String>,
}

fn rows() -> Vec<Row> {
    let lines = PHRASES.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).skip(1);
    lines.map(row).collect()
}

fn row(line: &'static str) -> Row {
    let (words, rest) = line.split_once('\t').expect(line);
    let (published, figure) = rest.split_once('\t').expect(line);
    let published = (!published.is_empty()).then(|| published.parse().expect(line));
    Row { words, published, expected: (figure != "-").then(|| figure.to_owned()) }
}

fn written(figure: &Figure) -> String {
    let bound = |bound: &Option<Bound>| bound.as_ref().map_or(String::new(), Bound::to_string);
    let (how, trend, kind) = (figure.how.map_or("", Word::name), figure.trend.map_or("", Word::name), figure.kind.map_or("", Word::name));
    [&bound(&figure.low), &bound(&figure.high), how, &figure.unit, &figure.what, trend, kind].join("\t")
}

#[test]
fn phrases_say_what_the_table_says() {
    let wrong: Vec<String> = rows()
        .iter()
        .filter_map(|row| {
            let found = quantity(row.words, row.published).as_ref().map(written);
            (found != row.expected).then(|| format!("{}\n  expected {:?}\n  found    {found:?}", row.words, row.expected))
        })
        .collect();
    assert!(wrong.is_empty(), "{} phrases are read otherwise:\n{}", wrong.len(), wrong.join("\n"));
}

/// What is said without the name of what is counted: the sample names it so that articles can be compared.
fn without_name(figure: &Figure) -> String {
    let cells = written(figure);
    cells.split('\t').enumerate().filter(|(column, _)| *column != 4).map(|(_, cell)| cell).collect::<Vec<_>>().join("\t")
}

#[test]
fn figures_of_the_sample_are_as_the_analyst_wrote_them() {
    let file = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/projects/harbour-bridge.ron")).unwrap();
    let project = factmark::store::format::read(&file).unwrap().project;
    let mut wrong = Vec::new();
    let mut count = 0;
    for mark in project.marks() {
        let Meaning::Figure(figure) = &mark.meaning else { continue };
        let article = project.article(mark.article).unwrap();
        let words = mark.at.iter().map(|range| range.of(&article.text)).collect::<Vec<_>>().join(" ");
        let found = quantity(&words, article.origin.published.parse().ok()).as_ref().map(without_name);
        let more = MORE_THAN_THE_WORDS.iter().find(|(quote, _, _)| *quote == words);
        let expected = more.map_or_else(|| without_name(figure), |(_, alone, _)| (*alone).to_owned());
        if found.as_ref() != Some(&expected) {
            wrong.push(format!("{words}\n  expected {expected:?}\n  found    {found:?}"));
        }
        count += 1;
    }
    assert!(count >= 48, "{count}");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_table_has_many_phrases_each_once() {
    let rows = rows();
    assert!(rows.len() >= 300, "{}", rows.len());
    let mut seen = std::collections::BTreeSet::new();
    let twice: Vec<&str> = rows.iter().filter(|row| !seen.insert((row.words, row.published))).map(|row| row.words).collect();
    assert!(twice.is_empty(), "{twice:?}");
}

#[test]
fn the_same_words_with_other_spaces_say_the_same() {
    for row in rows() {
        let plain = quantity(row.words, row.published);
        let spaced = row.words.replace(' ', "\u{a0}");
        // A group of digits may hold any space; only the written name keeps one.
        assert_eq!(quantity(&spaced, row.published), plain, "{}", row.words);
        assert_eq!(quantity(&format!("“{}”", row.words), row.published), plain, "{}", row.words);
    }
}

#[test]
fn long_words_are_no_figure() {
    assert!(quantity(&format!("40 {}", "cracks ".repeat(100_000)), None).is_none());
    assert!(quantity(&format!("{}40 cracks{}", " ".repeat(100_000), "\n".repeat(100_000)), None).is_some());
}

#[track_caller]
fn holds_together(words: &str) {
    let published = "2026-03-06".parse().ok();
    let figure = quantity(words, published);
    assert_eq!(quantity(&format!(" \u{a0}\t{words}\n\u{202f}"), published), figure, "{words:?}");
    let Some(figure) = figure else { return };
    for bound in [&figure.low, &figure.high].into_iter().flatten() {
        assert_eq!(bound.to_string().parse::<Bound>().as_ref(), Ok(bound), "{words:?}");
    }
    if let (Some(Bound::Number(low)), Some(Bound::Number(high))) = (&figure.low, &figure.high) {
        assert_ne!(low.compare(*high), Ordering::Greater, "{words:?}");
    }
    assert!(figure.kind.is_some(), "{words:?}");
    assert!(figure.how.is_some() || figure.low.is_none() && figure.high.is_none(), "{words:?}");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_words_are_read_without_a_panic(words in ".*") {
        holds_together(&words);
        let _ = quantity(&words, None);
    }

    #[test]
    fn any_fragments_are_read_without_a_panic(pieces in proptest::collection::vec((proptest::sample::select(FRAGMENTS), prop::bool::weighted(0.8)), 0..12)) {
        let words: String = pieces.iter().map(|(piece, spaced)| if *spaced { format!("{piece} ") } else { (*piece).to_owned() }).collect();
        holds_together(&words);
    }

    #[test]
    fn a_number_with_a_modifier_is_an_interval(number in 0_i64..1_000_000_000_000, modifier in proptest::sample::select(&["", "about ", "nearly ", "just over ", "more than ", "up to "][..])) {
        let figure = quantity(&format!("{modifier}{number} km"), None).expect("a number is read");
        let holds = |bound: &Option<Bound>| matches!(bound, Some(Bound::Number(bound)) if bound.to_string().len() < 20);
        prop_assert!(holds(&figure.low) || holds(&figure.high));
        prop_assert_eq!(figure.unit, "km");
    }
}
