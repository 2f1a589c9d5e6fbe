//! The window: the only part that names egui. It shows what the session holds and sends commands; it never changes a project itself.

pub mod reader;
