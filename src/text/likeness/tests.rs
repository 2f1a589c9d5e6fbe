//! What is the same story and what is not, in six languages; and the search against the comparison of each to each.

use super::samples::{SAMPLES, Sample};
use super::*;
use crate::project::generate::HARD;
use proptest::prelude::*;

fn sketch(text: &str) -> Sketch {
    Sketch::of(&Text::new(text))
}

fn likeness(a: &[&str], b: &[&str]) -> f64 {
    sketch(&a.join("\n")).likeness(&sketch(&b.join("\n")))
}

/// Asserts about each language's likeness of the story as it was sent and what is made of the sample.
#[track_caller]
fn each(range: std::ops::Range<f64>, make: impl Fn(&Sample) -> Vec<&str>) {
    for sample in &SAMPLES {
        let found = likeness(&sample.sent(), &make(sample));
        assert!(range.contains(&found), "{}: {found:.3}", sample.language);
    }
}

#[test]
fn signs_spaces_and_case_change_nothing() {
    for sample in &SAMPLES {
        let text = sample.sent().join("\n") + sample.quoted;
        let other = text.replace(['“', '”', '«', '»'], "\"").replace('’', "'").replace(", ", " — ").replace(' ', "\u{a0} ").replace('\n', "\r\n\r\n");
        let other = format!("\u{feff}{}\u{2028}", other.to_uppercase().replace('\u{200c}', "").replace("ي", "ی"));
        let (a, b) = (sketch(&text), sketch(&other));
        assert_eq!(a.likeness(&b), 1.0, "{}", sample.language);
        assert!(!a.is_exact(&b) && a.is_exact(&sketch(&text)));
    }
}

#[test]
fn a_story_lightly_edited_is_the_same_story() {
    each(0.85..1.0, |sample| [sample.headline].into_iter().chain(sample.sent().into_iter().skip(1)).collect::<Vec<_>>());
    each(0.75..1.0, |sample| {
        let mut text = sample.sent();
        text.insert(5, sample.other[4]);
        text
    });
    each(0.55..1.0, |sample| sample.sent().into_iter().take(7).collect());
    each(0.5..1.0, |sample| [sample.headline].into_iter().chain(sample.sent().into_iter().skip(1).take(6)).collect());
}

#[test]
fn a_story_cut_to_half_or_with_a_word_in_twenty_changed_is_the_same_story() {
    let words: Vec<String> = (0..500).map(|n| format!("w{n}")).collect();
    let whole = sketch(&words.join(" "));
    let half = whole.likeness(&sketch(&words[..250].join(" ")));
    assert!((SAME_STORY..0.5).contains(&half), "{half}");
    let changed: Vec<&str> = words.iter().enumerate().map(|(n, word)| if n.is_multiple_of(20) { "changed" } else { word }).collect();
    let changed = whole.likeness(&sketch(&changed.join(" ")));
    assert!((0.6..0.7).contains(&changed), "{changed}");
    let background = |own: &str| (0..250).map(|n| format!("{own}{n}")).chain(words[..250].iter().cloned()).collect::<Vec<_>>().join(" ");
    let others = sketch(&background("a")).likeness(&sketch(&background("b")));
    assert!((0.3..0.34).contains(&others), "half of both is the same background: {others}");
}

#[test]
fn a_corrected_figure_is_hardly_a_difference() {
    for sample in &SAMPLES {
        let text = sample.sent().join("\n");
        assert!(text.contains(sample.figure.0), "{}", sample.language);
        let found = sketch(&text).likeness(&sketch(&text.replacen(sample.figure.0, sample.figure.1, 1)));
        assert!((0.9..1.0).contains(&found), "{}: {found:.3}", sample.language);
    }
}

#[test]
fn another_story_about_the_subject_is_another_story() {
    each(0.0..0.05, |sample| sample.other.to_vec());
    each(0.05..0.2, |sample| sample.other.into_iter().chain(sample.background).collect());
    for sample in &SAMPLES {
        let with_quote = |story: [&'static str; 8]| story.into_iter().chain([sample.quoted]).collect::<Vec<_>>();
        let found = likeness(&with_quote(sample.story), &with_quote(sample.other));
        assert!((0.02..0.15).contains(&found), "{}: {found:.3}", sample.language);
        let brief = [sample.other[0], sample.other[1], sample.background[0], sample.background[1]];
        let found = likeness(&sample.sent(), &brief);
        assert!(found < 0.25, "a note of which half is the background, {}: {found:.3}", sample.language);
    }
}

#[test]
fn lines_are_the_same_only_if_their_words_are() {
    let different = [
        ("Prices rose", "Prices fell"),
        ("Prices rose again in May", "Prices rose again in June"),
        ("Unemployment fell to 4.1 per cent in May", "Unemployment fell to 4.2 per cent in May"),
        ("The minister said on Monday that prices had risen", "The minister said on Monday that prices had fallen"),
        ("今天北京天气很好", "今天南京天气很好"),
        ("วันนี้อากาศดีมาก", "วันนี้อากาศไม่ดี"),
        ("", "a"),
        ("👍", "👎"),
        ("one two", "two one"),
    ];
    for (a, b) in different {
        assert!(sketch(a).likeness(&sketch(b)) < SAME_STORY, "{a} / {b}");
    }
    for (a, b) in [("Prices rose.", "“prices  rose”"), ("", " \u{feff}\n"), ("نمی‌رود", "نميرود"), ("👍", " 👍\u{fe0f}")] {
        assert_eq!(sketch(a).likeness(&sketch(b)), 1.0, "{a} / {b}");
    }
    let two_lines =
        "The statistics office said on Monday that prices had risen by 3.1 per cent in May, mostly because of higher rents and bread that cost more";
    assert!(sketch(two_lines).likeness(&sketch(&two_lines.replace("3.1", "3.2"))) >= SAME_STORY);
}

#[test]
fn a_line_written_often_is_not_the_line_written_once() {
    let line = "All work and no play makes Jack a dull boy. ";
    assert!(sketch(line).likeness(&sketch(&line.repeat(10))) < SAME_STORY);
    assert!(sketch(&line.repeat(9)).likeness(&sketch(&line.repeat(10))) > 0.8);
}

#[test]
fn a_long_text_is_estimated_well_and_takes_little_room() {
    let words = |from: usize, to: usize| (from..to).map(|n| format!("w{n}")).collect::<Vec<_>>().join(" ");
    let whole = sketch(&words(0, 300_000));
    assert!(whole.size() < 17_000);
    for (from, to) in [(0, 200_000), (100_000, 300_000), (0, 299_990), (150_000, 450_000), (240_000, 540_000)] {
        let (shared, all) = (300_000.min(to) - from, 300_000.max(to));
        let found = whole.likeness(&sketch(&words(from, to)));
        let truth = shared as f64 / all as f64;
        assert!((found - truth).abs() < 0.04, "{found} instead of {truth}");
    }
    for length in [900, 1500, 4000, 20_000] {
        let text = words(0, length);
        assert!(sketch(&text).size() <= text.len().div_ceil(4).max(1024) + 200);
    }
}

#[test]
fn a_sketch_is_the_same_on_every_machine() {
    let sketch = sketch("A sketch is kept in files, so that it must never change.");
    assert_eq!((sketch.0.words, sketch.0.kept.first().copied()), (3827255511610995139, Some(975993108)), "as computed by another program");
}

/// Corpora of pieces of the samples, with versions, other stories, one background, equal ones, hard strings and texts of very unlike lengths.
fn corpus() -> impl Strategy<Value = Vec<String>> {
    let paragraphs: Vec<&str> = SAMPLES.iter().flat_map(|sample| sample.story.into_iter().chain(sample.background)).collect();
    let piece = (prop::sample::select(paragraphs.clone()), 0..2_usize)
        .prop_map(|(paragraph, case)| if case == 0 { paragraph.to_owned() } else { paragraph.to_uppercase() });
    let mixed = prop::collection::vec(piece, 0..5).prop_map(|pieces| pieces.join("\n"));
    let hard = prop::collection::vec(prop::sample::select(HARD.as_slice()), 0..4).prop_map(|pieces| pieces.concat());
    let cut = (0..SAMPLES.len(), 0..6_usize, 3..10_usize)
        .prop_map(|(number, from, count)| SAMPLES[number].sent().into_iter().skip(from).take(count).collect::<Vec<_>>().join("\n"));
    // From a few words to more than a sketch keeps, so that levels meet.
    let stretch = (0..40_usize, 1..14_u32, 0..2_usize).prop_map(|(from, length, every)| {
        let number = |n: usize| if every == 1 && n.is_multiple_of(23) { format!("x{n}") } else { format!("w{n}") };
        (from * 5..from * 5 + (1 << length)).map(number).collect::<Vec<_>>().join(" ")
    });
    prop::collection::vec(prop_oneof![2 => mixed, 1 => hard, 3 => cut, 4 => stretch], 0..16)
}

/// Each compared to each.
fn brute(sketches: &[Sketch]) -> Vec<Pair> {
    let mut pairs = Vec::new();
    for (b, second) in sketches.iter().enumerate() {
        for (a, first) in sketches.iter().enumerate().take(b) {
            let likeness = first.likeness(second);
            if likeness >= SAME_STORY {
                pairs.push(Pair { a, b, likeness, is_exact: first.is_exact(second) });
            }
        }
    }
    pairs.sort_by_key(|pair| (pair.a, pair.b));
    pairs
}

fn brute_groups(count: usize, pairs: &[Pair]) -> Vec<usize> {
    let mut groups: Vec<usize> = (0..count).collect();
    for _ in 0..count {
        for pair in pairs {
            let first = groups[pair.a].min(groups[pair.b]);
            (groups[pair.a], groups[pair.b]) = (first, first);
        }
    }
    let mut firsts = groups.clone();
    firsts.sort_unstable();
    firsts.dedup();
    groups.iter().map(|group| firsts.binary_search(group).unwrap()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 192, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_search_finds_what_comparing_each_to_each_finds(texts in corpus()) {
        let sketches: Vec<Sketch> = texts.iter().map(|text| sketch(text)).collect();
        let all: Vec<&Sketch> = sketches.iter().collect();
        let expected = brute(&sketches);
        let found = near_duplicates(&all);
        prop_assert_eq!(found.count(), expected.len() as u64);
        prop_assert_eq!(found.iter().collect::<Vec<_>>(), expected.clone());
        prop_assert_eq!(stories(&all), brute_groups(all.len(), &expected));
        let mut index = Likenesses::default();
        for (number, sketch) in sketches.iter().enumerate() {
            let rank = |other: &usize| (sketch.likeness(&sketches[*other]), sketches[*other].is_exact(sketch), std::cmp::Reverse(*other));
            let best = (0..number).max_by(|a, b| rank(a).partial_cmp(&rank(b)).unwrap());
            let best = best.map(|best| Match { index: best, likeness: rank(&best).0, is_exact: rank(&best).1 }).filter(|best| best.likeness >= SAME_STORY);
            prop_assert_eq!(index.nearest(sketch), best);
            prop_assert_eq!(index.add(sketch), number);
        }
    }

    #[test]
    fn the_order_changes_nothing(texts in corpus(), turn in 0..16_usize) {
        let sketches: Vec<Sketch> = texts.iter().map(|text| sketch(text)).collect();
        let mut order: Vec<usize> = (0..sketches.len()).rev().collect();
        let turn = turn % order.len().max(1);
        order.rotate_left(turn);
        let turned: Vec<&Sketch> = order.iter().map(|index| &sketches[*index]).collect();
        let mut found: Vec<_> = near_duplicates(&turned).iter().map(|pair| {
            let (a, b) = (order[pair.a], order[pair.b]);
            (a.min(b), a.max(b), pair.likeness, pair.is_exact)
        }).collect();
        found.sort_by_key(|pair| (pair.0, pair.1));
        let expected: Vec<_> = near_duplicates(&sketches.iter().collect::<Vec<_>>()).iter().map(|pair| (pair.a, pair.b, pair.likeness, pair.is_exact)).collect();
        prop_assert_eq!(found, expected);
    }

    #[test]
    fn a_likeness_is_symmetric_and_between_0_and_1(texts in corpus()) {
        let sketches: Vec<Sketch> = texts.iter().map(|text| sketch(text)).collect();
        for (a, first) in sketches.iter().enumerate() {
            prop_assert_eq!(first.likeness(&sketch(&texts[a])), 1.0);
            for second in &sketches {
                let likeness = first.likeness(second);
                prop_assert!((0.0..=1.0).contains(&likeness));
                prop_assert_eq!(likeness, second.likeness(first));
                prop_assert!(!first.is_exact(second) || likeness == 1.0);
            }
        }
    }
}

#[test]
fn thousands_of_texts_with_one_background_and_of_equal_ones_are_no_trouble() {
    let background = SAMPLES[0].story.join(" ");
    let texts: Vec<Sketch> =
        (0..2000_usize).map(|n| sketch(&format!("{background} {}", (0..300).map(|at| format!("v{}", n * 300 + at)).collect::<Vec<_>>().join(" ")))).collect();
    let all: Vec<&Sketch> = texts.iter().collect();
    assert_eq!(near_duplicates(&all).count(), 0);
    assert_eq!(stories(&all), (0..2000).collect::<Vec<_>>());
    let empty = sketch("");
    let all = vec![&empty; 10_000];
    assert_eq!(near_duplicates(&all).count(), 49_995_000);
    assert_eq!(stories(&all), vec![0; 10_000]);
}
