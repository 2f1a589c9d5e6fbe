//! What each screen shows, as plain data made from the session. It decides; the window only paints.

pub mod reader;
