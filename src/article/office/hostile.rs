//! Files that are damaged or made to harm, for the tests of readers of archives.

use crate::article::paper::Page;
use crate::article::{Refusal, is_visible};
use proptest::prelude::*;
use std::io::{Cursor, Read as _, Write as _};
use std::path::{Path, PathBuf};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

/// The bytes of every fixture of a kind.
pub(super) fn fixtures(kind: &str) -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/articles").join(kind);
    let folder = std::env::var_os("FACTMARK_FIXTURES").map_or(folder, |root| PathBuf::from(root).join(kind));
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension != "expected" && extension != "new"));
    files.sort();
    files.iter().map(|path| std::fs::read(path).unwrap()).collect()
}

/// An archive of these parts.
pub(super) fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
    packed(parts, CompressionMethod::Deflated)
}

/// An archive of these parts, packed in this way.
pub(super) fn packed(parts: &[(&str, &[u8])], method: CompressionMethod) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        writer.start_file(*name, SimpleFileOptions::default().compression_method(method)).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// What happened to some bytes.
#[derive(Clone, Debug)]
pub(super) enum Harm {
    Flipped(Vec<(prop::sample::Index, u8)>),
    CutOff(prop::sample::Index),
    Doubled(prop::sample::Index, prop::sample::Index),
    Removed(prop::sample::Index, prop::sample::Index),
}

pub(super) fn harm() -> impl Strategy<Value = Harm> {
    let at = any::<prop::sample::Index>;
    prop_oneof![
        prop::collection::vec((at(), any::<u8>()), 1..8).prop_map(Harm::Flipped),
        at().prop_map(Harm::CutOff),
        (at(), at()).prop_map(|(from, to)| Harm::Doubled(from, to)),
        (at(), at()).prop_map(|(from, to)| Harm::Removed(from, to)),
    ]
}

impl Harm {
    /// The bytes afterwards.
    pub(super) fn done_to(&self, bytes: &[u8]) -> Vec<u8> {
        if bytes.is_empty() {
            return Vec::new();
        }
        let between = |from: &prop::sample::Index, to: &prop::sample::Index| {
            let (from, to) = (from.index(bytes.len()), to.index(bytes.len()));
            (from.min(to), from.max(to))
        };
        match self {
            Self::Flipped(places) => {
                let mut bytes = bytes.to_vec();
                for (at, value) in places {
                    let at = at.index(bytes.len());
                    bytes[at] = *value;
                }
                bytes
            }
            Self::CutOff(at) => bytes[..at.index(bytes.len())].to_vec(),
            Self::Doubled(from, to) => {
                let (from, to) = between(from, to);
                [&bytes[..to], &bytes[from..]].concat()
            }
            Self::Removed(from, to) => {
                let (from, to) = between(from, to);
                [&bytes[..from], &bytes[to..]].concat()
            }
        }
    }

    /// An archive afterwards one of whose parts was harmed before it was packed: what an archive's checksums would find is let through.
    pub(super) fn done_inside(&self, bytes: &[u8], part: &prop::sample::Index) -> Vec<u8> {
        let mut parts = Vec::new();
        let Ok(mut zip) = ZipArchive::new(Cursor::new(bytes)) else { return self.done_to(bytes) };
        for number in 0..zip.len() {
            let mut entry = zip.by_index(number).unwrap();
            let mut content = Vec::new();
            entry.read_to_end(&mut content).unwrap();
            parts.push((entry.name().unwrap().into_owned(), content));
        }
        let part = part.index(parts.len());
        parts[part].1 = self.done_to(&parts[part].1);
        let parts: Vec<(&str, &[u8])> = parts.iter().map(|(name, content)| (name.as_str(), content.as_slice())).collect();
        packed(&parts, CompressionMethod::Stored)
    }
}

/// What must hold of every reader: a page has words to see, its blocks are lines of its text, and a refusal is a sentence.
pub(super) fn holds(read: Result<Page, Refusal>) {
    match read {
        Ok(page) => {
            let (text, blocks, _) = page.paper.into_parts();
            assert!(text.chars().any(is_visible), "a page without words");
            assert!(!text.contains(['\0', '\r']), "{text:?}");
            let lines: Vec<&str> = text.split('\n').collect();
            assert!(blocks.windows(2).all(|pair| pair[0].0 < pair[1].0) && blocks.iter().all(|(at, _)| !lines[*at as usize].trim().is_empty()));
        }
        Err(refusal) => assert!(refusal.to_string().len() < 1500, "{refusal}"),
    }
}
