//! The store against a disk that refuses, programs that end, and files that change underneath.

pub(super) mod faults;
