//! Factmark.

pub mod article;
pub mod edit;
#[cfg(feature = "gui")]
pub mod gui;
pub mod jobs;
pub mod project;
pub mod session;
pub mod store;
pub mod text;
pub mod view;
