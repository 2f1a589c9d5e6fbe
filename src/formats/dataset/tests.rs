//! What holds of data: nothing that was marked is cut or lost, and a split is the same tomorrow.

use super::*;
use crate::formats::tests::{Memory, taken};
use crate::formats::{Jsonl, Options};
use crate::project::generate;
use proptest::prelude::*;

/// A project of some texts, each with its state and its claims, by their words.
fn project(articles: &[(&str, &str, &[&str])]) -> Project {
    let row = |(text, state, claims): &(&str, &str, &[&str])| {
        let span = |words: &&str| {
            let start = text.split(words).next().unwrap().chars().count();
            serde_json::json!({"label": "Claim", "start": start, "end": start + words.chars().count(), "text": words})
        };
        let spans: Vec<serde_json::Value> = claims.iter().map(span).collect();
        serde_json::json!({"text": text, "spans": spans, "article": {"state": state}}).to_string()
    };
    let rows: Vec<String> = articles.iter().map(row).collect();
    let (project, intake) = taken(&Jsonl, &Memory::of("a.jsonl", rows.join("\n").as_bytes()), Options { format: "jsonl", ..Options::default() });
    assert_eq!(intake.refused, []);
    project
}

fn whole(project: &Project, wanted: &Wanted) -> Data {
    parts(project, wanted, None, "all").unwrap().0.remove(0)
}

fn shares(words: &str) -> Shares {
    words.parse().unwrap()
}

/// The texts of the records of some data, each with the words of its marks.
fn records(data: &Data) -> Vec<(String, Vec<String>)> {
    let marks = |article: &Arc<Article>| data.project.marks_in(article.id).map(|mark| mark.at.words(&article.text)).collect();
    data.project.articles().map(|article| (article.text.as_str().to_owned(), marks(article))).collect()
}

#[test]
fn an_unfinished_article_without_marks_is_no_data_and_a_finished_one_is_a_negative() {
    let project = project(&[("One.", "InProgress", &[]), ("Two.", "Done", &[]), ("Three.", "InProgress", &["Three"]), ("Four.", "Todo", &[])]);
    let (found, left_out) = parts(&project, &Wanted::default(), None, "all").unwrap();
    assert_eq!(records(&found[0]), [("Two.".to_owned(), vec![]), ("Three.".to_owned(), vec!["Three".to_owned()])]);
    assert_eq!(left_out, 2);
}

#[test]
fn a_record_is_never_smaller_than_a_mark_in_it() {
    let text = "Menu\n\n«One» rose 5%. Two fell, she said. Three stood.\n\nFour 🎪 came.\nFive went.";
    let project = project(&[(text, "Done", &["rose 5%. Two fell", "Four 🎪 came", "fell"])]);
    let of = |records: Records| self::records(&whole(&project, &Wanted { records, ..Wanted::default() }));
    let record = |words: &str, marks: &[&str]| (words.to_owned(), marks.iter().map(|words| (*words).to_owned()).collect::<Vec<_>>());
    let line = record("«One» rose 5%. Two fell, she said. Three stood.", &["rose 5%. Two fell", "fell"]);
    assert_eq!(of(Records::Paragraph), [record("Menu", &[]), line, record("Four 🎪 came.", &["Four 🎪 came"]), record("Five went.", &[])]);
    let sentences = [
        record("Menu", &[]),
        record("«One» rose 5%. Two fell, she said.", &["rose 5%. Two fell", "fell"]),
        record("Three stood.", &[]),
        record("Four 🎪 came.", &["Four 🎪 came"]),
        record("Five went.", &[]),
    ];
    assert_eq!(of(Records::Sentence), sentences);
}

#[test]
fn only_what_is_wanted_is_data() {
    let row = r#"{"text":"One said two.","spans":[{"id":"1","label":"Source","start":0,"end":3},{"id":"2","label":"Claim","start":9,"end":12,"attributes":{"worth":"CheckWorthy"},"note":"n"}],"links":[{"type":"SaidBy","from":"2","to":"1"}]}"#;
    let (project, _) = taken(&Jsonl, &Memory::of("a.jsonl", row.as_bytes()), Options { format: "jsonl", ..Options::default() });
    let all = whole(&project, &Wanted::default());
    assert_eq!((all.project.mark_count(), all.cut_links, all.project.marks().map(|mark| mark.links.len()).sum::<usize>()), (2, 0, 1));
    let claims = whole(&project, &Wanted { labels: [Label::Claim].into(), ..Wanted::default() });
    assert_eq!((claims.project.mark_count(), claims.cut_links), (1, 1), "the link has lost its end, which is told");
    let bare = whole(&project, &Wanted { attributes: false, links: false, ..Wanted::default() });
    let marks: Vec<&Arc<Mark>> = bare.project.marks().collect();
    assert!(marks.iter().all(|mark| mark.links.is_empty() && mark.note.is_empty() && mark.meaning == Meaning::of(&mark.label())));
    assert_eq!(bare.cut_links, 0, "they were not wanted");
}

#[test]
fn marks_that_end_inside_words_are_found() {
    let project = project(&[("Prices: €3.4bn, cafe\u{301}s.", "Done", &["€3", "cafe\u{301}s", "Price", "Prices"])]);
    let mut words: Vec<String> = unaligned(&project).into_iter().map(|mark| mark.at.words(&project.articles().next().unwrap().text)).collect();
    words.sort();
    assert_eq!(words, ["Price", "€3"]);
}

#[test]
fn a_split_is_of_two_or_three_whole_numbers() {
    assert_eq!(shares("80/10/10").names(), ["train", "validation", "test"]);
    assert_eq!(shares("4 / 1").names(), ["train", "test"]);
    for words in ["80", "80/10/5/5", "a/b", "0/0", "-1/2", "80.5/19.5", "", "99999999999/1"] {
        let why = words.parse::<Shares>().unwrap_err().to_string();
        assert!(why.starts_with(words) && why.contains("80/10/10"), "{why}");
    }
}

#[test]
fn files_are_called_as_their_readers_want_them() {
    use crate::formats::{Brat, Format};
    let (jsonl, brat) = (Jsonl.about(), Brat.about());
    let plain = |count: usize| (Layout::Plain.file(jsonl, "test", 0, count), Layout::Plain.pattern(jsonl, "test", count));
    assert_eq!(plain(1), ("test.jsonl".to_owned(), "test.jsonl".to_owned()));
    assert_eq!(plain(12), ("test-00000-of-00012.jsonl".to_owned(), "test-*-of-*.jsonl".to_owned()));
    assert_eq!((Layout::Plain.file(brat, "test", 0, 1), Layout::Plain.pattern(brat, "test", 1)), ("test".to_owned(), "test*/*.ann".to_owned()));
    let hub = |count: usize| (Layout::Hub.file(jsonl, "test", 1, count), Layout::Hub.pattern(jsonl, "test", count));
    assert_eq!(hub(2), ("data/test-00001-of-00002.jsonl".to_owned(), "data/test-*-of-00002.jsonl".to_owned()));
    assert_eq!(Layout::Hub.pattern(jsonl, "test", 1), "data/test-00000-of-00001.jsonl");
    assert_eq!((Layout::of(&Jsonl), Layout::Plain.whole(), Layout::Hub.whole()), (Layout::Plain, "data", "train"));
    let data = whole(&of_texts(&many(7)), &Wanted::default());
    for most in [1, 3, 7, 8, usize::MAX] {
        assert_eq!(data.shard_count(most), data.shards(most).unwrap().len(), "{most}");
    }
}

/// Texts of which each third one is the one before it with a word changed.
fn many(count: usize) -> Vec<String> {
    let text = |number: usize| {
        let words: Vec<String> = (0..60).map(|word| format!("{}x{}", word * 7919 % 97, (number / 3 * 3 + number % 3 / 2) * 31 + word)).collect();
        if number % 3 == 1 { words.join(" ").replacen("x", "y", 1) } else { words.join(" ") }
    };
    (0..count).map(text).collect()
}

fn of_texts(texts: &[String]) -> Project {
    project(&texts.iter().map(|text| (text.as_str(), "Done", [].as_slice())).collect::<Vec<_>>())
}

#[test]
fn the_shares_are_kept_on_the_average_and_stories_stay_together() {
    let project = of_texts(&many(3_000));
    let dealt = shares("80/10/10").deal(&project, Group::Story, 5);
    let count = |name: &str| dealt.values().filter(|part| **part == name).count();
    let counts = [count("train"), count("validation"), count("test")];
    assert!((2_300..2_500).contains(&counts[0]) && counts[1..].iter().all(|count| (230..370).contains(count)), "{counts:?}");
    let order = project.order();
    for three in order.chunks(3) {
        assert_eq!(dealt[&three[0]], dealt[&three[1]], "nearly the same text");
    }
    let alone = shares("80/10/10").deal(&project, Group::Article, 5);
    assert!(order.chunks(3).any(|three| alone[&three[0]] != alone[&three[1]]));
    assert_ne!(dealt, shares("80/10/10").deal(&project, Group::Story, 6), "another seed, another split");
    assert!(shares("1/0").deal(&project, Group::Story, 5).values().all(|part| *part == "train"));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn an_article_more_moves_no_other(count in 1..40_usize, seed: u64) {
        let project = of_texts(&many(count));
        let before = shares("60/20/20").deal(&project, Group::Story, seed);
        let mut more = Parts { settings: project.settings().filter(|setting| is_scheme(setting)).cloned().collect(), ..Parts::default() };
        more.articles = project.articles().map(|article| article.as_ref().clone()).collect();
        let added = of_texts(&many(count + 4)).articles().last().unwrap().as_ref().clone();
        more.articles.push(Article { id: "azzzzzzzzzzz".parse().unwrap(), ..added });
        let after = shares("60/20/20").deal(&Project::assemble(more).unwrap(), Group::Story, seed);
        prop_assert!(before.iter().all(|(id, part)| after[id] == *part));
    }

    #[test]
    fn each_mark_is_in_one_record_with_its_words(project in generate::project(), records in prop::sample::select(&[Records::Article, Records::Paragraph, Records::Sentence][..]), all_states: bool) {
        let wanted = Wanted { records, all_states, ..Wanted::default() };
        let found = whole(&project, &wanted);
        prop_assert_eq!(found.project.faults(), vec![]);
        let export = Export::of(&project, all_states);
        let mut count = 0;
        for (article, _) in &export.articles {
            for mark in export.marks(article) {
                count += 1;
                let own = found.project.mark(mark.id).unwrap();
                let record = found.project.article(own.article).unwrap();
                prop_assert_eq!(own.at.words(&record.text), mark.at.words(&article.text));
                prop_assert!(article.text.as_str().contains(record.text.as_str()));
            }
        }
        prop_assert_eq!(found.project.mark_count(), count);
    }

    #[test]
    fn the_parts_are_the_whole_and_the_same_again(project in generate::project(), seed: u64) {
        let split = shares("50/25/25");
        let deal = || parts(&project, &Wanted::default(), Some((&split, Group::Story, seed)), "all").unwrap().0;
        let (found, again) = (deal(), deal());
        let all = whole(&project, &Wanted::default());
        prop_assert_eq!(found.iter().map(|part| part.articles).sum::<usize>(), all.articles);
        prop_assert_eq!(found.iter().map(|part| part.project.mark_count()).sum::<usize>(), all.project.mark_count());
        for (one, other) in found.iter().zip(&again) {
            prop_assert_eq!(records(one), records(other));
        }
    }
}
