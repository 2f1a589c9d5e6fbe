//! The article reader: [`engine`] lays out and paints text, the rest is what makes an article of it: marks, selection, keys, the
//! ruler and the nodes for those who do not see it.

mod around;
mod bar;
mod drag;
pub mod engine;
mod faces;
mod keys;
mod links;
mod marks;
mod nodes;
mod pick;
mod ruler;
mod state;
mod widget;

pub use state::Reader;
