//! The window: the only part that names egui. Panels read the session and ask; the app does what they ask.

pub mod actions;
pub mod panels;
pub mod reader;
pub mod style;
pub mod theme;
pub mod widgets;
