//! What a file says of a text, whether it is read or to be written.

use super::layer::{Column, Layer};
use std::collections::BTreeMap;
use std::ops::Range;

/// Everything. Layers and annotations are named by their numbers in the lists.
#[derive(Default, Debug)]
pub(super) struct Sheet {
    /// The layers.
    pub(super) layers: Vec<Layer>,
    /// Annotations of words.
    pub(super) entries: Vec<Entry>,
    /// Relations between them.
    pub(super) arcs: Vec<Arc>,
    /// Slots of them.
    pub(super) slots: Vec<Slot>,
    /// Elements of chains.
    pub(super) elements: Vec<Element>,
    /// Ids of sentences by the byte at which the sentence begins.
    pub(super) sentences: BTreeMap<usize, String>,
}

/// The features of something that have a value.
pub(super) type Says = BTreeMap<String, String>;

/// An annotation of words.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Entry {
    /// Its layer.
    pub(super) layer: usize,
    /// Its bytes; without width in some files.
    pub(super) at: Range<usize>,
    /// Its features.
    pub(super) says: Says,
    /// The line where it begins, from 1.
    pub(super) line: usize,
}

/// A relation.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) struct Arc {
    /// The annotation that it leads to.
    pub(super) to: usize,
    /// Its layer.
    pub(super) layer: usize,
    /// The annotation that it begins at.
    pub(super) from: usize,
    /// Its features.
    pub(super) says: Says,
    /// Its line, from 1.
    pub(super) line: usize,
}

/// A slot of an annotation.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) struct Slot {
    /// The annotation that has it.
    pub(super) host: usize,
    /// Its column, as it is declared.
    pub(super) column: String,
    /// The annotation that fills it.
    pub(super) target: usize,
    /// What it is filled as.
    pub(super) role: Option<String>,
    /// Its line, from 1.
    pub(super) line: usize,
}

/// An element of a chain.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Element {
    /// Its layer.
    pub(super) layer: usize,
    /// Its chain.
    pub(super) chain: usize,
    /// Which one it is there.
    pub(super) number: usize,
    /// Its bytes.
    pub(super) at: Range<usize>,
    /// Its features.
    pub(super) says: Says,
}

impl Sheet {
    /// An annotation's layer.
    pub(super) fn layer_of(&self, entry: usize) -> Option<&Layer> {
        self.layers.get(self.entries.get(entry)?.layer)
    }

    /// Gives a layer a column for a feature.
    pub(super) fn need_column(&mut self, layer: usize, feature: &str) {
        let Some(layer) = self.layers.get_mut(layer) else { return };
        if layer.features().any(|name| name == feature) {
            return;
        }
        layer.columns.retain(|column| *column != Column::Bare);
        let at = layer.columns.iter().position(|column| matches!(column, Column::Base(_))).unwrap_or(layer.columns.len());
        layer.columns.insert(at, Column::Feature(feature.to_owned()));
    }
}
