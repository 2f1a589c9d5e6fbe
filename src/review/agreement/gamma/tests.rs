//! Tests of the whole: what is undefined, refused and stopped; more in the modules.

mod laws;
mod oracle;
mod speed;

use super::*;

/// Goes on for ever.
fn on(_: usize, _: usize) -> bool {
    true
}

fn near(one: f64, other: f64) -> bool {
    (one - other).abs() < 1e-9
}

#[test]
fn undefined_is_none_or_has_a_reason() {
    let one = vec![Unit { start: 0, end: 3, label: 0 }];
    let plain = |annotators: &[Vec<Unit>]| gamma(annotators, 10, &Weights::default(), &Sampling::default(), &mut on);
    assert_eq!(plain(&[]), Ok(None));
    assert_eq!(plain(std::slice::from_ref(&one)), Ok(None));
    assert_eq!(plain(&[Vec::new(), Vec::new()]), Ok(None));
    let alone = plain(&[one.clone(), Vec::new()]).unwrap().unwrap();
    assert_eq!((alone.observed, alone.category), (2.0, Err(Undefined::NoPair)));
    assert!(alone.gamma.unwrap() <= 0.0);
    // Places do not count and there is one label: chance gives no disorder where both have a unit.
    let blind = Weights { position: 0.0, ..Weights::default() };
    let two = [one.clone(), vec![Unit { start: 5, end: 6, label: 1 }]];
    let samples = [vec![one.clone(), one.clone()]];
    let found = gamma_of_samples(&two, &samples, &blind, &mut on).unwrap().unwrap();
    assert_eq!(found.gamma, Err(Undefined::NoExpectedDisorder));
    assert_eq!(plain(&[one.clone(), vec![Unit { start: 2, end: 2, label: 0 }]]), Err(Error::EmptyUnit { annotator: 1, unit: 0 }));
    for bad in [f64::NAN, -1.0, f64::INFINITY] {
        let weights = Weights { position: bad, ..Weights::default() };
        assert_eq!(best_alignment(&[one.clone(), one.clone()], &weights, &mut on), Err(Error::BadWeights));
    }
    let weights = Weights { empty: 0.0, ..Weights::default() };
    assert_eq!(best_alignment(&[one.clone(), one.clone()], &weights, &mut on), Err(Error::BadWeights));
}

#[test]
fn a_watch_can_stop_and_sees_every_step() {
    let annotators = [vec![Unit { start: 0, end: 3, label: 0 }], vec![Unit { start: 4, end: 6, label: 0 }]];
    let mut last = (0, 0);
    let mut watch = |done: usize, total: usize| {
        last = (done, total);
        done < 5
    };
    assert_eq!(gamma(&annotators, 20, &Weights::default(), &Sampling::default(), &mut watch), Err(Error::Stopped));
    assert_eq!(last, (5, 31));
    assert_eq!(best_alignment(&annotators, &Weights::default(), &mut |_, _| false), Err(Error::Stopped));
}

#[test]
fn too_many_groups_are_refused() {
    let units = |shift: u32| (0..60).map(|index| Unit { start: index, end: 1000 + index + shift, label: 0 }).collect();
    let annotators: Vec<Vec<Unit>> = (0..4).map(units).collect();
    assert_eq!(best_alignment(&annotators, &Weights::default(), &mut on), Err(Error::TooLarge { candidates: 1_000_000 }));
}

#[test]
fn articles_are_pooled_by_how_much_was_marked() {
    let small = [vec![Unit { start: 0, end: 3, label: 0 }], vec![Unit { start: 2, end: 6, label: 1 }]];
    let large = small
        .clone()
        .map(|units| (0..9).map(|index| Unit { start: units[0].start + index * 10, end: units[0].end + index * 10, label: 0 }).collect::<Vec<Unit>>());
    let of = |annotators: &[Vec<Unit>], article: u64| {
        gamma(annotators, 200, &Weights::default(), &Sampling { article, ..Sampling::default() }, &mut on).unwrap().unwrap()
    };
    let (small, large) = (of(&small, 0), of(&large, 1));
    assert_eq!(pooled([&small]).gamma, small.gamma);
    let both = pooled([&small, &large]);
    let (observed, expected) = (small.observed + 9.0 * large.observed, small.expected + 9.0 * large.expected);
    assert!(near(both.gamma.unwrap(), 1.0 - observed / expected));
    assert_eq!((both.articles, pooled([]).gamma), (2, Err(Undefined::NoArticle)));
}
