//! The linear relaxation of a set packing problem: how much each element is worth, and how far each set is in.

use super::watch::{Beat, Error};
use super::{at, put};

/// A set with its gain, above 0; the elements are numbered from 0.
pub(super) struct Column {
    pub(super) elements: Vec<usize>,
    pub(super) gain: f64,
}

/// The optimum of a relaxation.
pub(super) struct Relaxation {
    /// The price of each element, not negative: no set gains more than its elements cost together, so no packing gains more than all
    /// prices together. That holds exactly, whatever rounding did before.
    pub(super) prices: Vec<f64>,
    /// How far each set is in, from 0 to 1, up to about 10⁻⁵.
    pub(super) shares: Vec<f64>,
}

/// Gains and prices that differ by less are the same.
const TINY: f64 = 1e-12;

/// A step in which a basic variable falls by less is no step.
const FLAT: f64 = 1e-9;

/// Steps for each element and set, after which it is given up.
const ENOUGH: usize = 100;

/// Sets looked at in one go until none of them is worth more than its elements.
const POOL: usize = 2000;

/// What enters or is in the basis.
#[derive(Clone, Copy, PartialEq)]
enum Variable {
    /// A set, by its index.
    Set(usize),
    /// That an element is in no set.
    Slack(usize),
}

/// Solves max Σ gain·x with, for each element, Σ x over the sets with it ≤ 1, by the primal simplex method with an explicit inverse. Since all
/// right sides are 1 the problem is degenerate; each is made larger by its own tiny amount so that no step goes round in circles. The prices
/// stay those of the true problem.
pub(super) fn relax(elements: usize, columns: &[Column], beat: &mut Beat) -> Result<Relaxation, Error> {
    let mut tableau = Tableau::new(elements, columns);
    let mut pool: Vec<usize> = Vec::new();
    // Far more steps than are ever taken, should rounding make them go round in circles after all: prices hold whenever it stops.
    for _ in 0..ENOUGH.saturating_mul(elements + columns.len()) {
        beat.tick()?;
        let entering = match tableau.best_of(&pool) {
            Some(entering) => entering,
            None => {
                pool = tableau.worthwhile();
                match tableau.best_of(&pool) {
                    Some(entering) => entering,
                    None => break,
                }
            }
        };
        if !tableau.step(entering) {
            break;
        }
    }
    Ok(tableau.result())
}

struct Tableau<'a> {
    columns: &'a [Column],
    basis: Vec<Variable>,
    /// The rows of the inverse of the basis.
    inverse: Vec<Vec<f64>>,
    /// The values of the basic variables.
    values: Vec<f64>,
    prices: Vec<f64>,
}

impl<'a> Tableau<'a> {
    fn new(elements: usize, columns: &'a [Column]) -> Self {
        let unit = |row: usize| (0..elements).map(|column| if row == column { 1.0 } else { 0.0 }).collect();
        // Multiples of the golden ratio are spread evenly and no two are the same.
        let spread = |row: usize| 1.0 + 1e-6 * (0.5 + ((row + 1) as f64 * 0.618_033_988_749_894_9).fract());
        Tableau {
            columns,
            basis: (0..elements).map(Variable::Slack).collect(),
            inverse: (0..elements).map(unit).collect(),
            values: (0..elements).map(spread).collect(),
            prices: vec![0.0; elements],
        }
    }

    /// What a set gains beyond the prices of its elements.
    fn surplus(&self, column: &Column) -> f64 {
        column.gain - column.elements.iter().map(|element| at(&self.prices, *element)).sum::<f64>()
    }

    /// The sets that gain more than their elements cost, the best ones if there are many.
    fn worthwhile(&self) -> Vec<usize> {
        let all = self.columns.iter().enumerate().map(|(index, column)| (self.surplus(column), index));
        let mut all: Vec<(f64, usize)> = all.filter(|(surplus, _)| *surplus > TINY).collect();
        if all.len() > POOL {
            all.select_nth_unstable_by(POOL, |one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)));
            all.truncate(POOL);
        }
        let mut best: Vec<usize> = all.into_iter().map(|(_, index)| index).collect();
        best.sort_unstable();
        best
    }

    /// The variable of largest surplus among some sets and all slacks.
    fn best_of(&self, pool: &[usize]) -> Option<(Variable, f64)> {
        let sets = pool.iter().filter_map(|index| Some((Variable::Set(*index), self.surplus(self.columns.get(*index)?))));
        let slacks = self.prices.iter().enumerate().map(|(element, price)| (Variable::Slack(element), -price));
        let mut best = (Variable::Slack(0), TINY);
        for (variable, surplus) in sets.chain(slacks) {
            if surplus > best.1 {
                best = (variable, surplus);
            }
        }
        (best.1 > TINY).then_some(best)
    }

    fn elements(&self, variable: Variable) -> Vec<usize> {
        match variable {
            Variable::Set(index) => self.columns.get(index).map(|column| column.elements.clone()).unwrap_or_default(),
            Variable::Slack(element) => vec![element],
        }
    }

    /// Brings a variable into the basis; false when nothing would have to leave it, which rounding alone could bring about.
    fn step(&mut self, (entering, surplus): (Variable, f64)) -> bool {
        let elements = self.elements(entering);
        let fall: Vec<f64> = self.inverse.iter().map(|row| elements.iter().map(|element| at(row, *element)).sum()).collect();
        let mut leaving: Option<(usize, f64, f64)> = None;
        for (row, (fall, value)) in fall.iter().zip(&self.values).enumerate().filter(|(_, (fall, _))| **fall > FLAT) {
            let ratio = value.max(0.0) / fall;
            if leaving.is_none_or(|(_, least, steepest)| ratio < least || (ratio <= least && *fall > steepest)) {
                leaving = Some((row, ratio, *fall));
            }
        }
        let Some((pivot, ratio, steepness)) = leaving else { return false };
        let scaled: Vec<f64> = self.inverse.get(pivot).into_iter().flatten().map(|entry| entry / steepness).collect();
        for (row, ((entries, value), fall)) in self.inverse.iter_mut().zip(&mut self.values).zip(&fall).enumerate() {
            if row != pivot && *fall != 0.0 {
                entries.iter_mut().zip(&scaled).for_each(|(entry, scaled)| *entry -= fall * scaled);
                *value -= fall * ratio;
            }
        }
        self.prices.iter_mut().zip(&scaled).for_each(|(price, scaled)| *price += surplus * scaled);
        put(&mut self.inverse, pivot, scaled);
        put(&mut self.values, pivot, ratio);
        put(&mut self.basis, pivot, entering);
        true
    }

    fn result(mut self) -> Relaxation {
        self.prices.iter_mut().for_each(|price| *price = price.max(0.0));
        // Rounding may leave a set a little above its prices: raise them all by as much.
        let above = self.columns.iter().map(|column| self.surplus(column)).fold(0.0, f64::max);
        self.prices.iter_mut().for_each(|price| *price += above);
        let mut shares = vec![0.0; self.columns.len()];
        for (variable, row) in self.basis.iter().zip(&self.inverse) {
            if let Variable::Set(index) = variable {
                put(&mut shares, *index, row.iter().sum());
            }
        }
        Relaxation { prices: self.prices, shares }
    }
}
