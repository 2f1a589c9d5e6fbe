//! Tests of the whole program without its window: sessions and edits, the real binary, and the rules of the sources.

mod cli;
mod edits;
mod marked;
mod sessions;
mod tidy;
