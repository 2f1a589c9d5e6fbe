//! Tests from outside: the real binary, and the rules of the sources.

mod cli;
mod tidy;
