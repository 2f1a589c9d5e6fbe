//! x
#[cfg(feature = "gui")]
pub mod gui;
pub mod text;
