//! English.

mod amounts;
mod moments;
mod numbers;

use super::Language;

/// The tables of English.
pub(super) const ENGLISH: Language = Language { own_signs: "", numbers: numbers::NUMBERS, amounts: amounts::AMOUNTS, moments: moments::MOMENTS };
