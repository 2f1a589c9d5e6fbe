//! x
pub mod article;
