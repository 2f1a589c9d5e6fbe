//! x
#[cfg(feature = "gui")]
pub mod gui;
