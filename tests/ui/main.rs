//! Tests of the window, by accessible name, and a few pictures.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::unwrap_used,
    clippy::wildcard_enum_match_arm,
    reason = "a test that fails here has failed"
)]

mod app;
mod cpu;
mod desk;
mod panels;
mod reader;
#[cfg(target_os = "linux")]
mod real;
#[cfg(target_os = "linux")]
mod screen;
