//! When spans are fragments of one mark, and when they only have a link of that name.

use super::*;
use crate::project::{Kept, MarkState};

fn span(id: &str, at: (usize, usize)) -> Span {
    Span { id: id.into(), label: "Source".into(), at: vec![at], ..Span::default() }
}

fn tie(kind: &str, from: &str, to: &str) -> Tie {
    Tie { kind: kind.into(), from: from.into(), to: to.into(), ..Tie::default() }
}

/// Each span as its id with its ranges, and each link.
fn shown(spans: Vec<Span>, ties: Vec<Tie>) -> (Vec<String>, Vec<String>) {
    let (spans, ties) = joined(spans, ties);
    let span = |span: Span| format!("{} {}", span.id, span.at.iter().map(|(start, end)| format!("{start}-{end}")).collect::<Vec<_>>().join(","));
    (spans.into_iter().map(span).collect(), ties.into_iter().map(|tie| format!("{} {} {}", tie.from, tie.kind, tie.to)).collect())
}

fn strings(words: &[&str]) -> Vec<String> {
    words.iter().map(|words| (*words).to_owned()).collect()
}

#[test]
fn fragments_become_one_mark_in_the_order_of_the_text_and_links_follow() {
    let spans = vec![span("c", (8, 9)), span("x", (0, 2)), span("a", (1, 3)), span("b", (3, 5))];
    let ties = vec![tie("SaidBy", "x", "b"), tie(CONTINUES, "c", "b"), tie(CONTINUES, "a", "b"), tie("SameAs", "c", "x"), tie(CONTINUES, "c", "a")];
    assert_eq!(shown(spans, ties), (strings(&["x 0-2", "a 1-3,3-5,8-9"]), strings(&["x SaidBy a", "a SameAs x"])));
}

#[test]
fn spans_that_cannot_be_one_mark_keep_their_link() {
    let apart = |change: &dyn Fn(&mut Span)| {
        let mut spans = vec![span("a", (0, 2)), span("b", (3, 5))];
        change(&mut spans[1]);
        joined(spans, vec![tie(CONTINUES, "a", "b")]).0.len()
    };
    assert_eq!(apart(&|_| {}), 1);
    assert_eq!(apart(&|span| span.label = "Claim".into()), 2);
    assert_eq!(apart(&|span| span.at = vec![(1, 5)]), 2, "they overlap");
    assert_eq!(apart(&|span| span.at = vec![(3, 3)]), 2, "one is no range");
    assert_eq!(apart(&|span| span.score = Some(0.5)), 2);
    assert_eq!(apart(&|span| span.state = Some(MarkState::Rejected)), 2);
    assert_eq!(apart(&|span| span.kept = vec![Kept { format: "x".into(), text: "\"a\":1".into() }]), 2);
    assert_eq!(apart(&|span| span.quote = vec!["b".into()]), 2, "only one has its words");
    let spans = || vec![span("a", (0, 2)), span("b", (1, 5))];
    assert_eq!(shown(spans(), vec![tie(CONTINUES, "a", "b")]).1, ["a continues b"]);
    assert_eq!(shown(spans(), vec![tie("Continues", "a", "b"), tie(CONTINUES, "a", "z"), tie(CONTINUES, "a", "a")]).1.len(), 3);
    let nameless = vec![span("", (0, 2)), span("", (3, 5))];
    assert_eq!(joined(nameless, vec![tie(CONTINUES, "", "")]).0.len(), 2);
}

#[test]
fn a_long_chain_is_one_mark_and_takes_no_longer_a_link_than_a_short_one() {
    let spans: Vec<Span> = (0..200_000).map(|number| span(&format!("s{number}"), (2 * number, 2 * number + 1))).collect();
    let ties = (1..200_000).rev().map(|number| tie(CONTINUES, &format!("s{number}"), &format!("s{}", number - 1))).collect();
    let (spans, ties) = joined(spans, ties);
    assert_eq!((spans.len(), spans[0].at.len(), ties.len()), (1, 200_000, 0));
}

#[test]
fn no_link_between_two_marks_is_written_as_one_between_fragments() {
    assert_eq!(kind_of(&LinkKind::Own(CONTINUES.into())), "Continues");
    assert_eq!(kind_of(&LinkKind::named("continues")), "Continues");
    assert_eq!(kind_of(&LinkKind::Own("cites".into())), "cites");
}
