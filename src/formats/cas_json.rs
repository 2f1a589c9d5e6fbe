//! UIMA CAS in JSON 0.4, as INCEpTION and dkpro-cassis exchange it: `NAME.json` for each article, with its types. What stands in it is told in
//! [`super::cas`].
//!
//! A file has `%TYPES`, `%FEATURE_STRUCTURES` and `%VIEWS`. The structures are a list, or an object with the ids as names. `@` before a feature says
//! that it refers to another structure by its id, `%ELEMENTS` has what is in a list. Any character can be written, so that the text is as it is.

mod read;
#[cfg(test)]
mod tests;
mod write;

use super::{About, Export, Files, Format, Output, Reading, cas, xmi::HOLDS};
use crate::text::Unit;
use std::io;

/// The format's name.
const NAME: &str = "cas-json";
/// The types of the structures.
const TYPES: &str = "%TYPES";
/// The structures.
const STRUCTURES: &str = "%FEATURE_STRUCTURES";
/// What is in the index of each text.
const VIEWS: &str = "%VIEWS";
/// The type of a text.
const SOFA: &str = "uima.cas.Sofa";

/// UIMA CAS in JSON.
#[derive(Clone, Copy, Debug)]
pub struct CasJson;

impl Format for CasJson {
    fn about(&self) -> About {
        let (unit, holds) = (Some(Unit::Utf16), HOLDS);
        About { name: NAME, title: "UIMA CAS JSON", ending: "json", per_article: true, beside: &[], unit, reads: true, writes: true, holds }
    }

    fn write(&self, export: &Export<'_>, out: &mut dyn Output) -> io::Result<()> {
        for (article, name) in &export.articles {
            out.begin(&format!("{name}.json"))?;
            write::put(&cas::written(export, article, NAME), out)?;
        }
        Ok(())
    }

    fn read(&self, files: &dyn Files, reading: &mut Reading<'_>) {
        read::folder(files, reading);
    }
}
