//! Factmark.

pub mod article;
pub mod edit;
pub mod project;
pub mod session;
pub mod text;
