//! Comparing two texts, carrying marks over, and telling near-duplicates among many articles.

use crate::corpus::Numbers;
use crate::{best, corpus, ms, row};
use factmark::article::{Draft, Origin};
use factmark::edit::{Hand, ranges_to_carry, take_version};
use factmark::project::{ArticleId, Ids, Name, Project};
use factmark::text::{Carriage, Sketch, Text, near_duplicates};
use std::collections::BTreeMap;

pub(crate) fn run() {
    println!("\na new version of one article of 10 MB, 60,000 marks, with 1,000 edits");
    let project = corpus::project(1, 10_000_000, 60_000);
    let article = project.order()[0];
    let newer = edited(&project, article, 1_000);
    let old = &project.article(article).expect("it is there").text;
    let ranges = ranges_to_carry(&project, project.article(article).expect("it is there"));
    row("  texts compared and all marks carried over, ms", &format!("{:.0}", ms(best(3, || Carriage::new(old, &newer, ranges.iter().copied())))), "under 2000");
    let carriage = Carriage::new(old, &newer, ranges);
    row("  its paragraphs beside each other, ms", &format!("{:.0}", ms(best(3, || carriage.comparison().paragraphs()))), "");
    let took = best(3, || taken(project.clone(), article, &newer, &carriage));
    row("  taken: the change made and applied, ms", &format!("{:.0}", ms(took)), "");

    println!("\nnear-duplicates among 10,000 articles of 5 KB, one in twenty a light edit of another");
    let texts = stories();
    let sketched = best(1, || texts.iter().map(Sketch::of).collect::<Vec<_>>());
    let sketches: Vec<Sketch> = texts.iter().map(Sketch::of).collect();
    let all: Vec<&Sketch> = sketches.iter().collect();
    let mut found = 0;
    let paired = best(1, || found = near_duplicates(&all).iter().count());
    row("  all against each other, ms", &format!("{:.0}", ms(sketched + paired)), "under 10000");
    assert!(found >= 500, "every light edit is found: {found}");
}

/// The article's text with words put in, taken out and replaced.
fn edited(project: &Project, article: ArticleId, edits: usize) -> Text {
    let old = &project.article(article).expect("it is there").text;
    let mut numbers = Numbers::new(77);
    let mut places: Vec<usize> = (0..edits).map(|_| numbers.below(old.len())).collect();
    places.sort_unstable();
    let mut newer = String::with_capacity(old.len() + edits * 10);
    let mut from = 0;
    for place in places {
        // Spaces are single bytes, so that what stands behind one is never inside a character.
        let at = old.as_str().as_bytes()[..place].iter().rposition(|byte| *byte == b' ').map_or(0, |space| space + 1).max(from);
        newer.push_str(&old.as_str()[from..at]);
        from = match numbers.below(3) {
            0 => at,
            _ => old.as_str()[at..].find(' ').map_or(at, |space| at + space + 1),
        };
        if numbers.below(3) < 2 {
            newer.push_str("corrected ");
        }
    }
    newer.push_str(&old.as_str()[from..]);
    Text::new(newer)
}

fn taken(mut project: Project, article: ArticleId, newer: &Text, carriage: &Carriage) -> Project {
    let (mut ids, by) = (Ids::new(9), Name::from("amira"));
    let mut hand = Hand { by: &by, now: factmark::project::Moment::default(), ids: &mut ids };
    let draft = Draft { title: "Newer".into(), origin: Origin::default(), text: newer.clone(), blocks: Vec::new(), warnings: Vec::new() };
    let (change, _) = take_version(&project, &mut hand, article, draft, carriage, &BTreeMap::new()).expect("it is another text");
    project.apply(&change).expect("it fits");
    project
}

/// Made-up stories, one in twenty a light edit of the one before.
fn stories() -> Vec<Text> {
    let mut numbers = Numbers::new(5);
    let mut texts: Vec<String> = Vec::with_capacity(10_000);
    while texts.len() < 10_000 {
        let edit = texts.last().filter(|_| texts.len() % 20 == 19).map(|before| format!("Correction. {}", before.replacen(" 7", " 8", 3)));
        texts.push(edit.unwrap_or_else(|| (0..750).map(|_| format!("w{} ", numbers.below(20_000))).collect()));
    }
    texts.into_iter().map(Text::new).collect()
}
