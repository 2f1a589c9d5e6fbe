//! The best set packing, exactly: groups of units without a unit in common that gain the most together.

use super::candidates::Candidates;
use super::simplex::{Column, Relaxation, relax};
use super::sweep::{Choice, Swept, sweep};
use super::watch::{Beat, Error};
use super::{at, put};

/// Gains that differ by less are the same; in units of Δ.
pub(super) const SAME: f64 = 1e-11;

/// Shares nearer to 0 or 1 than this are whole.
const WHOLE: f64 = 1e-3;

/// Groups looked at between two looks at the watch.
const OFTEN: usize = 4096;

/// States of a sweep to keep in memory.
pub(super) const STATES: usize = 150_000;

/// A packing and what it gains.
#[derive(Clone, Default)]
pub(super) struct Packing {
    pub(super) gain: f64,
    pub(super) groups: Vec<usize>,
}

/// The groups of the best packing, sorted; `places` says where each unit is in the text, only the order matters; `states` is how many states a
/// sweep may keep, [`STATES`] but in tests.
///
/// The groups fall apart into components that share no unit. In each, the linear relaxation prices every unit; a packing loses, compared with
/// the sum of all prices, the price of every unit that it leaves alone and what each of its groups gains less than its units cost. When the
/// relaxation is whole it is the answer. If not, every group that alone loses as much as the best packing known goes, which often makes the
/// rest fall apart again. What does not is searched from the left of the text to its right (`sweep`). Should that take too much memory, it is
/// branch and bound: one unit is tried in every group that it can be in, and alone.
pub(super) fn best_packing(places: &[u64], candidates: &Candidates, states: usize, beat: &mut Beat) -> Result<Vec<usize>, Error> {
    let prices = vec![f64::INFINITY; places.len()];
    let search = Search { candidates, places, states, units: places.len() };
    let best = search.apart(&(0..candidates.len()).collect::<Vec<usize>>(), &prices, f64::NEG_INFINITY, beat)?;
    let mut groups = best.unwrap_or_default().groups;
    groups.sort_unstable();
    Ok(groups)
}

struct Search<'a> {
    candidates: &'a Candidates,
    places: &'a [u64],
    states: usize,
    units: usize,
}

/// A relaxation in terms of the groups and units of the whole problem.
struct Bound {
    /// For each unit of the whole problem.
    prices: Vec<f64>,
    /// The units that are in the groups at hand.
    units: Vec<u32>,
    /// For each group at hand: its number, how far it is in, and what it loses.
    groups: Vec<(usize, f64, f64)>,
    /// No packing gains more.
    most: f64,
}

impl Search<'_> {
    /// The best packing of some groups if it gains more than `floor`; the prices bound what units can gain, for those not solved yet.
    fn apart(&self, groups: &[usize], prices: &[f64], floor: f64, beat: &mut Beat) -> Result<Option<Packing>, Error> {
        let components = self.components(groups);
        let most = |component: &Vec<usize>| self.units_of(component).iter().map(|unit| at(prices, *unit as usize)).sum::<f64>();
        let bounds: Vec<f64> = components.iter().map(most).collect();
        let mut whole = Packing::default();
        for (index, component) in components.iter().enumerate() {
            let to_come: f64 = bounds.iter().skip(index + 1).sum();
            let Some(part) = self.component(component, floor - whole.gain - to_come, beat)? else { return Ok(None) };
            whole.gain += part.gain;
            whole.groups.extend(part.groups);
        }
        Ok((whole.gain > floor).then_some(whole))
    }

    /// The best packing of groups that hang together, if it gains more than `floor`.
    fn component(&self, groups: &[usize], floor: f64, beat: &mut Beat) -> Result<Option<Packing>, Error> {
        if let [only] = groups {
            let gain = self.candidates.gain(*only);
            return Ok((gain > floor).then(|| Packing { gain, groups: vec![*only] }));
        }
        let bound = self.bound(groups, beat)?;
        if bound.most <= floor + SAME {
            return Ok(None);
        }
        let known = self.rounded(&bound);
        if bound.most - known.gain <= SAME {
            return Ok((known.gain > floor).then_some(known));
        }
        let least = known.gain.max(floor);
        let kept: Vec<usize> = bound.groups.iter().filter(|(_, _, loss)| bound.most - loss > least + SAME).map(|(group, _, _)| *group).collect();
        let better = if self.components(&kept).len() == 1 {
            match self.swept(&kept, &bound, least, beat)? {
                Swept::Best(packing) => Some(packing),
                Swept::None => None,
                Swept::GivenUp => self.branch(&kept, &bound, least, beat)?,
            }
        } else {
            self.apart(&kept, &bound.prices, least, beat)?
        };
        Ok(better.or((known.gain > floor).then_some(known)))
    }

    /// Looks for the best packing of some groups from left to right.
    fn swept(&self, kept: &[usize], bound: &Bound, least: f64, beat: &mut Beat) -> Result<Swept, Error> {
        // Units that no group is kept of are alone, whatever the packing.
        let mut order = self.units_of(kept);
        let alone: f64 = bound.units.iter().filter(|unit| order.binary_search(unit).is_err()).map(|unit| at(&bound.prices, *unit as usize)).sum();
        order.sort_by_key(|unit| (at(self.places, *unit as usize), *unit));
        let mut place_of = vec![0; self.units];
        order.iter().zip(0..).for_each(|(unit, place)| put(&mut place_of, *unit as usize, place));
        let prices: Vec<f64> = order.iter().map(|unit| at(&bound.prices, *unit as usize)).collect();
        let mut choices = Vec::with_capacity(kept.len());
        for (group, _, loss) in bound.groups.iter().filter(|(group, _, _)| kept.binary_search(group).is_ok()) {
            let mut places: Vec<usize> = self.candidates.members(*group).iter().map(|unit| at(&place_of, *unit as usize)).collect();
            places.sort_unstable();
            choices.push(Choice { group: *group, loss: *loss, gain: self.candidates.gain(*group), places });
        }
        sweep(&prices, &choices, bound.most - least - alone, self.states, beat)
    }

    /// Tries everything that one unit can do.
    fn branch(&self, kept: &[usize], bound: &Bound, floor: f64, beat: &mut Beat) -> Result<Option<Packing>, Error> {
        let Some(unit) = self.undecided(kept, bound) else { return Ok(None) };
        let with = bound.groups.iter().filter(|(group, _, _)| self.candidates.members(*group).contains(&unit) && kept.binary_search(group).is_ok());
        let mut choices: Vec<(f64, Option<usize>)> = with.map(|(group, _, loss)| (*loss, Some(*group))).collect();
        choices.push((at(&bound.prices, unit as usize), None));
        choices.sort_by(|one, other| one.0.total_cmp(&other.0));
        let mut best: Option<Packing> = None;
        for (loss, choice) in choices {
            let least = best.as_ref().map_or(floor, |best| best.gain);
            if bound.most - loss <= least + SAME {
                break;
            }
            let taken = choice.map_or(std::slice::from_ref(&unit), |group| self.candidates.members(group));
            let free = |group: &usize| !self.candidates.members(*group).iter().any(|member| taken.contains(member));
            let rest: Vec<usize> = kept.iter().copied().filter(free).collect();
            let gain = choice.map_or(0.0, |group| self.candidates.gain(group));
            if let Some(mut packing) = self.apart(&rest, &bound.prices, least - gain, beat)? {
                packing.gain += gain;
                packing.groups.extend(choice);
                best = Some(packing);
            }
        }
        Ok(best)
    }

    /// The unit to branch on: of those in a group that is partly in, one that the fewest groups could take.
    fn undecided(&self, kept: &[usize], bound: &Bound) -> Option<u32> {
        let mut count = vec![0_usize; self.units];
        for unit in kept.iter().flat_map(|group| self.candidates.members(*group)) {
            let before = at(&count, *unit as usize);
            put(&mut count, *unit as usize, before + 1);
        }
        let partly = bound.groups.iter().filter(|(_, share, _)| *share > WHOLE && *share < 1.0 - WHOLE);
        let partly = partly.flat_map(|(group, _, _)| self.candidates.members(*group)).copied();
        // Should rounding have hidden the parts, any unit will do.
        let fewest = partly.filter(|unit| at(&count, *unit as usize) > 0).min_by_key(|unit| (at(&count, *unit as usize), *unit));
        fewest.or_else(|| self.units_of(kept).first().copied())
    }

    /// Solves the relaxation for some groups.
    fn bound(&self, groups: &[usize], beat: &mut Beat) -> Result<Bound, Error> {
        let units = self.units_of(groups);
        let local = |unit: &u32| units.binary_search(unit).unwrap_or_default();
        let column = |group: &usize| Column { elements: self.candidates.members(*group).iter().map(local).collect(), gain: self.candidates.gain(*group) };
        let mut columns = Vec::with_capacity(groups.len());
        for part in groups.chunks(OFTEN) {
            beat.tick()?;
            columns.extend(part.iter().map(column));
        }
        let Relaxation { prices, shares } = relax(units.len(), &columns, beat)?;
        let loss = |column: &Column| column.elements.iter().map(|element| at(&prices, *element)).sum::<f64>() - column.gain;
        let groups = groups.iter().zip(&columns).zip(shares).map(|((group, column), share)| (*group, share, loss(column))).collect();
        let mut spread = vec![0.0; self.units];
        units.iter().zip(&prices).for_each(|(unit, price)| put(&mut spread, *unit as usize, *price));
        Ok(Bound { prices: spread, units, groups, most: prices.iter().sum() })
    }

    /// A good packing: the groups that are in the farthest first, then those that lose the least of what still fits.
    fn rounded(&self, bound: &Bound) -> Packing {
        let mut is_taken = vec![false; self.units];
        let mut packing = Packing::default();
        let mut first: Vec<&(usize, f64, f64)> = bound.groups.iter().filter(|(_, share, _)| *share > WHOLE).collect();
        first.sort_by(|one, other| other.1.total_cmp(&one.1).then(one.2.total_cmp(&other.2)));
        self.take(&first, &mut is_taken, &mut packing);
        let fits = |group: usize| !self.candidates.members(group).iter().any(|unit| at(&is_taken, *unit as usize));
        let mut rest: Vec<&(usize, f64, f64)> = bound.groups.iter().filter(|(group, _, _)| fits(*group)).collect();
        rest.sort_by(|one, other| one.2.total_cmp(&other.2));
        self.take(&rest, &mut is_taken, &mut packing);
        packing
    }

    /// Adds each group that has no unit taken.
    fn take(&self, order: &[&(usize, f64, f64)], is_taken: &mut [bool], packing: &mut Packing) {
        for (group, _, _) in order {
            let members = self.candidates.members(*group);
            if !members.iter().any(|unit| at(is_taken, *unit as usize)) {
                members.iter().for_each(|unit| put(is_taken, *unit as usize, true));
                packing.gain += self.candidates.gain(*group);
                packing.groups.push(*group);
            }
        }
    }

    /// The units in some groups, sorted.
    fn units_of(&self, groups: &[usize]) -> Vec<u32> {
        let mut units: Vec<u32> = groups.iter().flat_map(|group| self.candidates.members(*group)).copied().collect();
        units.sort_unstable();
        units.dedup();
        units
    }

    /// Groups that share units, directly or through others, together; in the order of their first group.
    fn components(&self, groups: &[usize]) -> Vec<Vec<usize>> {
        let mut parent: Vec<usize> = (0..self.units).collect();
        for group in groups {
            let mut members = self.candidates.members(*group).iter().map(|unit| *unit as usize);
            let Some(first) = members.next().map(|unit| root(&mut parent, unit)) else { continue };
            for unit in members {
                let other = root(&mut parent, unit);
                put(&mut parent, other, first);
            }
        }
        let mut place = vec![None; self.units];
        let mut components: Vec<Vec<usize>> = Vec::new();
        for group in groups {
            let Some(unit) = self.candidates.members(*group).first() else { continue };
            let top = root(&mut parent, *unit as usize);
            let index = at(&place, top).unwrap_or(components.len());
            put(&mut place, top, Some(index));
            match components.get_mut(index) {
                Some(component) => component.push(*group),
                None => components.push(vec![*group]),
            }
        }
        components
    }
}

/// The unit that stands for all that are connected with one; ways to it are made shorter as they are used.
fn root(parent: &mut [usize], unit: usize) -> usize {
    let mut unit = unit;
    while at(parent, unit) != unit {
        let above = at(parent, at(parent, unit));
        put(parent, unit, above);
        unit = above;
    }
    unit
}
