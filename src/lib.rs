//! x
pub mod article;
pub mod edit;
pub mod project;
pub mod store;
pub mod text;
