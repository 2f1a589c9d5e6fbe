//! Hugging Face's data sets: Parquet with a schema of its own, so that no type is guessed from the first rows. Only written; feature `parquet`.
//!
//! A row is a row of our JSONL, an article or a record of one, with the same names. Places are code points, half open, as signed integers of 64 bits.
//! What JSON has as pairs has names here: `start` and `end` of a place, `analyst` and `id` of a mark elsewhere, `number` and `kind` of a block, `name` and
//! `value` of a detail, `number` and `place` of a place in a file. Every
//! row has every column: a list without anything is empty and not null, an attribute that is not set is null. A folder of such files has a card
//! whose head says the types again (`dataset_info`) and which file is of which part, so that `datasets.load_dataset(folder)` needs no more. A part without
//! rows has no file: `datasets` refuses one, whoever wrote it.
//!
//! Source: the Parquet format's nested encoding, and the documentation of `datasets` on repository structure and dataset cards.

mod columns;
mod file;
#[cfg(test)]
mod tests;

use super::jsonl::row_of;
use super::{About, Export, Files, Format, Holds, Output, Reading};
use crate::text::Unit;
use columns::{Column, Table, flag, group, list, real, whole, words};
use file::Parquet;
use std::io;

/// Bytes of rows that one row group may have before the next begins: 64 MiB. A row is never cut.
const MOST_GROUP_BYTES: usize = 64 << 20;

/// The names of all attributes, which are columns whether a mark has them or not.
const ATTRIBUTES: [&str; 13] = ["worth", "voice", "kinds", "verdict", "name", "naming", "kind", "low", "high", "how", "unit", "what", "trend"];

/// Hugging Face's data sets.
pub struct HuggingFace;

impl Format for HuggingFace {
    fn about(&self) -> About {
        About {
            name: "huggingface",
            title: "Parquet for Hugging Face",
            ending: "parquet",
            per_article: false,
            beside: &[],
            unit: Some(Unit::CodePoints),
            reads: false,
            writes: true,
            holds: Holds::WHOLE,
        }
    }

    fn write(&self, export: &Export<'_>, out: &mut dyn Output) -> io::Result<()> {
        out.begin("huggingface.parquet")?;
        write_rows(export, out, MOST_GROUP_BYTES)
    }

    fn features(&self) -> Option<String> {
        Some(table().features())
    }

    fn read(&self, _: &dyn Files, _: &mut Reading<'_>) {}
}

/// Writes a file whose row groups end where they have so many bytes.
fn write_rows(export: &Export<'_>, out: &mut dyn Output, most: usize) -> io::Result<()> {
    let mut table = table();
    let mut file = Parquet::new(&table, out)?;
    for (article, _) in &export.articles {
        let row = serde_json::to_value(row_of(export, article)).map_err(io::Error::other)?;
        table.put(row).map_err(io::Error::other)?;
        if table.bytes() >= most {
            file.put(&mut table)?;
        }
    }
    file.end(&mut table)
}

/// The columns of a row, in the order of its keys in our JSONL.
fn table() -> Table {
    let span = group([
        ("id", words()),
        ("label", words()),
        ("start", whole()),
        ("end", whole()),
        ("text", words()),
        ("fragments", list(place())),
        ("quotes", list(words())),
        ("attributes", group(ATTRIBUTES.map(|name| (name, words())))),
        ("note", words()),
        ("tags", list(words())),
        ("discuss", flag()),
        ("state", words()),
        ("decided", group([("by", words()), ("on", words()), ("why", words())])),
        ("score", real()),
        ("by", words()),
        ("on", words()),
        ("of", list(group([("analyst", words()), ("id", words())]))),
        ("kept", list(kept())),
    ]);
    let origin = [
        ("file", words()),
        ("url", words()),
        ("outlet", words()),
        ("published", words()),
        ("byline", words()),
        ("language", words()),
        ("encoding", words()),
        ("details", list(group([("name", words()), ("value", words())]))),
        ("places", list(group([("number", whole()), ("place", words())]))),
        ("bom", flag()),
        ("crlf", flag()),
    ];
    let article = group([
        ("origin", group(origin)),
        ("state", words()),
        ("blocks", list(group([("number", whole()), ("kind", words())]))),
        ("skip", list(place())),
        ("links", list(link())),
        ("kept", list(kept())),
    ]);
    let row = [("id", words()), ("title", words()), ("text", words()), ("spans", list(span)), ("links", list(link())), ("article", article)];
    Table::new(row)
}

fn place() -> Column {
    group([("start", whole()), ("end", whole())])
}

fn link() -> Column {
    group([("type", words()), ("from", words()), ("to", words()), ("cue", list(place())), ("auto", flag())])
}

fn kept() -> Column {
    group([("format", words()), ("text", words())])
}
