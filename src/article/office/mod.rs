//! Office documents and books: parts in an archive, or a document of one part. What they share stands here, each reader in a folder.

mod container;
mod counting;
pub(super) mod docx;
pub(super) mod epub;
mod languages;
pub(super) mod odt;
mod properties;
mod sheet;
mod told;
mod xml;

#[cfg(test)]
mod hostile;

pub(super) use container::{Kind, kind};
