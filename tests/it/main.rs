//! Tests of the whole program without its window: sessions and edits, the real binary, and the rules of the sources.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::unwrap_used,
    clippy::wildcard_enum_match_arm,
    reason = "a test that fails here has failed"
)]

mod agreement;
mod arrivals;
mod cli;
mod comments;
mod edits;
mod findings;
mod hints;
mod lint;
mod marked;
mod meaning;
mod merges;
mod projects;
mod quantities;
mod readers;
mod reviews;
mod search;
mod sessions;
mod tidy;
mod versions;
