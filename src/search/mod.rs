//! Finding: what an analyst types, and every place in the articles and the marks that it means.

mod filter;
mod find;
mod mentions;
mod query;

#[cfg(test)]
mod tests;

pub use filter::KEYS;
pub use find::{Found, Hit, MOST, Place, search};
pub use query::{NotAQuery, Query};
