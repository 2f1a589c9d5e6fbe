//! The work of two analysts side by side: agreement, γ, and a review of many findings.

use crate::corpus::Numbers;
use crate::{best, corpus, ms, row};
use factmark::edit::{Change, Edit, Swap};
use factmark::project::{Label, Mark, MarkState, Meaning, Name, Project};
use factmark::review::agreement::{Sums, agreement, gammas, gather, of_each};
use factmark::review::{Findings, Measured, Order, review};
use factmark::text::TextRange;
use std::sync::Arc;

pub(crate) fn run() {
    println!("\nagreement of two analysts over 1,000 articles, 100,000 marks each");
    let one = corpus::project(1_000, 5_000, 100);
    let two = another(&one, 7);
    row("  projects compared and everything but γ measured, ms", &format!("{:.0}", ms(best(3, || measured(&one, &two)))), "under 1000");

    println!("\nγ of two analysts in one article, 400 marks each");
    let article = corpus::project(1, 20_000, 400);
    let other = another(&article, 8);
    let took = best(3, || gammas(&gather(&[&article, &other]).corpus, 1, &mut |_, _| true).expect("nobody stops it"));
    row("  γ, γcat and γ of each label, ms", &format!("{:.0}", ms(took)), "under 1000");

    println!("\na review of two analysts, 200 articles, 10,000 findings and more");
    let reviewed = reviewed();
    row("  findings, ms", &format!("{:.0}", ms(best(3, || Findings::of(&reviewed)))), "");
    row("  agreement with its interval of 1,000 draws, ms", &format!("{:.0}", ms(best(1, || Measured::of(&reviewed)))), "");
}

/// A review of two analysts with so many findings to decide.
pub(crate) fn reviewed() -> Project {
    let one = corpus::project(200, 5_000, 100);
    let two = another(&one, 9);
    let order = Order { reviewer: Name::from("rosa"), accepts_agreed: true, is_blind: false, seed: 1 };
    review(&[(Name::from("amira"), &one), (Name::from("jonas"), &two)], &order).expect("they share articles").project
}

fn measured(one: &Project, two: &Project) -> f64 {
    let gathered = gather(&[one, two]);
    let (patterns, each) = of_each(&gathered.corpus);
    let all = agreement(&gathered.corpus, &patterns, &Sums::total(each.iter()));
    all.u_alpha.expect("it is defined")
}

/// What another analyst would have marked: much the same, often with other edges or another label, some of it not at all.
fn another(project: &Project, seed: u64) -> Project {
    let mut numbers = Numbers::new(seed);
    let mut other = project.clone();
    let mut edits = Vec::new();
    for mark in project.marks() {
        let text = project.text_of(mark).expect("it has a text");
        let (start, end) = (mark.at.start(), mark.at.end());
        let after = match numbers.below(8) {
            0 => {
                let end = text.as_str()[end..].char_indices().nth(3).map_or(text.len(), |(at, _)| end + at);
                Some(Mark { at: TextRange::new(text, start..end).expect("it is a place").into(), ..(**mark).clone() })
            }
            1 if mark.label() == Label::Figure => Some(Mark { meaning: Meaning::Source(Box::default()), ..(**mark).clone() }),
            2 => Some(Mark { state: MarkState::Rejected, ..(**mark).clone() }),
            _ => None,
        };
        edits.extend(after.map(|after| Edit::Mark(Swap { before: Some(mark.clone()), after: Some(Arc::new(after)) })));
    }
    other.apply(&Change { name: "another".into(), by: Name::from("jonas"), on: None, edits }).expect("it fits");
    other
}
