//! Tests of the whole program without its window.

mod edits;
mod marked;
mod sessions;
