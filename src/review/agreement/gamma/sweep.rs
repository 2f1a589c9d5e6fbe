//! A best packing from the left of the text to its right, where the linear relaxation is not whole.

use super::at;
use super::packing::{Packing, SAME};
use super::watch::{Beat, Error};
use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap};

/// A group that may be in the packing.
pub(super) struct Choice {
    /// Its number.
    pub(super) group: usize,
    /// What it gains less than its units cost; not negative.
    pub(super) loss: f64,
    pub(super) gain: f64,
    /// Its units, as places in the order of the sweep, from the left.
    pub(super) places: Vec<usize>,
}

/// How a search for the best packing ended.
pub(super) enum Swept {
    /// The best one.
    Best(Packing),
    /// There is none that loses less than was allowed.
    None,
    /// It would have taken too much memory.
    GivenUp,
}

/// What is decided so far: everything left of `next`; of the rest, the places in `taken`, sorted, are in a group with something decided.
#[derive(Clone, PartialEq, Eq, Hash)]
struct State {
    next: usize,
    taken: Vec<usize>,
}

/// How a state was reached.
struct Step {
    state: State,
    before: usize,
    choice: Option<usize>,
}

/// What is lost so far, as ordered bits (losses are not negative), how much is left, and the number of the step.
type Entry = Reverse<(u64, usize, usize)>;

/// The packing that loses the least, if that is less than `allowed`; `prices` is what each place loses when it is alone. Keeps no more than
/// `most` states, of some hundred bytes each.
///
/// Units are decided from left to right: the next one is alone or in a group with later ones. Two ways that leave the same later units free
/// are the same from there on, and groups are short, so there are few states; with losses from the relaxation, only those that lose less
/// than the best packing does are ever looked at. This is Dijkstra's shortest path through the states.
pub(super) fn sweep(prices: &[f64], choices: &[Choice], allowed: f64, most: usize, beat: &mut Beat) -> Result<Swept, Error> {
    let mut starting: Vec<Vec<usize>> = vec![Vec::new(); prices.len()];
    for (index, choice) in choices.iter().enumerate() {
        let first = choice.places.first().and_then(|first| starting.get_mut(*first));
        first.into_iter().for_each(|list| list.push(index));
    }
    let mut search = Search { count: prices.len(), allowed, steps: Vec::new(), least: HashMap::new(), heap: BinaryHeap::new() };
    search.reach(State { next: 0, taken: Vec::new() }, 0.0, 0, None);
    while let Some(Reverse((bits, _, step))) = search.heap.pop() {
        beat.tick()?;
        let (loss, Some(state)) = (f64::from_bits(bits), search.steps.get(step).map(|step| step.state.clone())) else { continue };
        if search.least.get(&state).is_some_and(|least| *least < loss) {
            continue;
        }
        if state.next >= prices.len() {
            return Ok(Swept::Best(search.packing(step, choices)));
        }
        if search.steps.len() > most {
            return Ok(Swept::GivenUp);
        }
        search.reach(State { next: state.next + 1, taken: state.taken.clone() }, loss + at(prices, state.next), step, None);
        for index in starting.get(state.next).into_iter().flatten() {
            let Some(choice) = choices.get(*index) else { continue };
            let later = choice.places.get(1..).unwrap_or_default();
            if loss + choice.loss < allowed && !later.iter().any(|place| state.taken.binary_search(place).is_ok()) {
                let mut taken = state.taken.clone();
                taken.extend(later);
                taken.sort_unstable();
                search.reach(State { next: state.next + 1, taken }, loss + choice.loss, step, Some(*index));
            }
        }
    }
    Ok(Swept::None)
}

struct Search {
    count: usize,
    allowed: f64,
    steps: Vec<Step>,
    least: HashMap<State, f64>,
    heap: BinaryHeap<Entry>,
}

impl Search {
    /// Notes a way to a state, unless one as good is known or it loses too much.
    fn reach(&mut self, mut state: State, loss: f64, before: usize, choice: Option<usize>) {
        let passed = state.taken.iter().zip(state.next..).take_while(|(place, next)| **place == *next).count();
        state.taken.drain(..passed);
        state.next += passed;
        let loss = loss.max(0.0);
        if loss >= self.allowed - SAME || self.least.get(&state).is_some_and(|least| *least <= loss) {
            return;
        }
        self.least.insert(state.clone(), loss);
        self.heap.push(Reverse((loss.to_bits(), self.count.saturating_sub(state.next), self.steps.len())));
        self.steps.push(Step { state, before, choice });
    }

    /// The groups on the way to a step.
    fn packing(&self, last: usize, choices: &[Choice]) -> Packing {
        let mut packing = Packing::default();
        let mut step = last;
        // The first step comes from itself.
        while step > 0 {
            let Some(Step { before, choice, .. }) = self.steps.get(step) else { break };
            if let Some(choice) = choice.and_then(|choice| choices.get(choice)) {
                packing.gain += choice.gain;
                packing.groups.push(choice.group);
            }
            step = *before;
        }
        packing
    }
}
