//! The window: the only part that names egui. Panels read the session and ask; the app does what they ask.

mod acting;
pub mod actions;
mod app;
pub mod dialogs;
mod drops;
mod help;
mod home;
pub mod keymap;
mod keys;
mod layout;
mod leaving;
mod pages;
mod palette;
pub mod panels;
mod path_box;
pub mod picker;
mod picking;
mod quiet;
pub mod reader;
mod settings;
pub mod style;
pub mod theme;
pub mod trace;
pub mod widgets;
mod window;

pub use app::{App, Parts};
pub use window::{Options, World, run};
