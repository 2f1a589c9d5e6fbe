//! Files as bad luck and bad will make them, for tests of readers.

use super::fixtures;
use super::paper::Page;
use super::{Refusal, is_visible};
use proptest::prelude::*;

/// Reads damaged copies of the fixtures of a kind, and any bytes: each gives words that can be seen or a refusal, and none a panic.
pub(super) fn harm(kind: &str, read: impl Fn(&[u8]) -> Vec<Result<Page, Refusal>>) {
    let files: Vec<Vec<u8>> = fixtures::files(kind).iter().map(|path| std::fs::read(path).unwrap()).collect();
    let damaged = (0..files.len(), prop::collection::vec((any::<prop::sample::Index>(), 0_u8..6, any::<u8>(), 0_usize..400), 1..8))
        .prop_map(move |(file, wounds)| wounds.iter().fold(files[file].clone(), |bytes, (at, how, byte, length)| wound(bytes, at, *how, *byte, *length)));
    let bytes = prop_oneof![9 => damaged, 1 => prop::collection::vec(any::<u8>(), 0..600)];
    proptest!(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(1000) }, |(bytes in bytes)| {
        for page in read(&bytes).into_iter().flatten() {
            prop_assert!(page.paper.text().chars().any(is_visible), "nothing to be seen");
            let (text, blocks, places) = page.paper.into_parts();
            let lines = text.split('\n').count() as u32;
            prop_assert!(blocks.iter().all(|(at, _)| *at < lines) && blocks.is_sorted_by(|a, b| a.0 < b.0));
            prop_assert!(places.iter().all(|(at, _)| *at < lines) && places.is_sorted_by(|a, b| a.0 < b.0));
        }
    });
}

/// A byte turned over, a piece cut out, a piece doubled, the end cut off, a byte put in, two pieces exchanged.
fn wound(mut bytes: Vec<u8>, at: &prop::sample::Index, how: u8, byte: u8, length: usize) -> Vec<u8> {
    if bytes.is_empty() {
        return bytes;
    }
    let at = at.index(bytes.len());
    let end = (at + length).min(bytes.len());
    match how {
        0 => bytes[at] = byte,
        1 => drop(bytes.drain(at..end)),
        2 => {
            let piece = bytes[at..end].to_vec();
            bytes.splice(at..at, piece);
        }
        3 => bytes.truncate(at),
        4 => bytes.insert(at, byte),
        _ => bytes[at..end].reverse(),
    }
    bytes
}
