//! How well the marks of several annotators agree in place and in label together: the coefficient γ of Mathet, Widlöcher and Métivier
//! (2015), "The Unified and Holistic Method Gamma (γ) for Inter-Annotator Agreement Measure and Alignment", Computational Linguistics 41(3),
//! and γcat of Mathet (2017), "The Agreement Measure γcat, a Complement to γ Focused on Categorization of a Continuum", Computational
//! Linguistics 43(3).
//!
//! The units of all annotators are put into groups, at most one unit of each annotator in a group. The disorder of the best grouping,
//! compared with that of the best groupings of random continua, gives γ = 1 − observed ⁄ expected. [`best_alignment`] is exact: one
//! assignment problem for two annotators (`pairing`), one integer program for more (`candidates`, `packing`, `simplex`, `sweep`).
//!
//! Everything is deterministic, the same bits on every platform for the same units, weights and seed, whatever the order of the annotators
//! and of their units: both are sorted before anything is summed or drawn.

mod alignment;
mod candidates;
mod category;
mod coefficient;
mod packing;
mod pairing;
mod sampling;
mod simplex;
mod sweep;
mod unit;
mod watch;

#[cfg(test)]
mod tests;

pub use alignment::{Alignment, best_alignment};
pub use category::category_disorder;
pub use coefficient::{Gamma, Pooled, Undefined, gamma, gamma_of_samples, pooled};
pub use sampling::Sampling;
pub use unit::{Unit, Weights, distance, position_distance};
pub use watch::{Error, Watch};

/// An element of a list whose index is known to be right, without a panic should it not be.
fn at<T: Copy + Default>(list: &[T], index: usize) -> T {
    list.get(index).copied().unwrap_or_default()
}

/// Writes an element of a list whose index is known to be right.
fn put<T>(list: &mut [T], index: usize, value: T) {
    if let Some(place) = list.get_mut(index) {
        *place = value;
    }
}
