//! What a format cannot hold, beside its files: the whole project, with the hashes of the files that were written with it.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The ending of a sidecar's name.
pub const SIDECAR: &str = ".factmark.json";

/// A sidecar.
#[derive(Serialize, Deserialize, PartialEq, Eq, Debug)]
pub struct Sidecar {
    /// The number of this shape: 1.
    pub factmark: u32,
    /// The name of the format beside which it stands.
    pub format: String,
    /// Each file with the BLAKE3 of its bytes, in hexadecimal.
    pub files: BTreeMap<String, String>,
    /// The words of the project file.
    pub project: String,
}

impl Sidecar {
    /// As it is written.
    pub fn words(&self) -> String {
        serde_json::to_string_pretty(self).unwrap_or_default() + "\n"
    }

    /// A sidecar that was read; none where it is none, or a newer one.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        serde_json::from_slice::<Self>(bytes).ok().filter(|sidecar| sidecar.factmark == 1)
    }
}
