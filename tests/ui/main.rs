//! Tests of the window, by accessible name, and a few pictures.

mod app;
mod cpu;
mod desk;
mod reader;
