//! The card of a data set: what is in it, where it comes from and what is not in it, as Markdown with the head that Hugging Face reads.

use super::{Data, Group, Records, Wanted};
use crate::formats::{About, Loss};
use crate::project::{Project, Setting, SettingKey};
use crate::text::counted;
use std::collections::BTreeMap;
use std::fmt::Write;

/// What a card says beside the data.
#[derive(Clone, Debug)]
pub struct Card<'a> {
    /// The project, or the first of several.
    pub project: &'a Project,
    /// The format of the files.
    pub about: About,
    /// What was asked for.
    pub wanted: &'a Wanted,
    /// The shares as they were asked for, what stays together, and the seed.
    pub split: Option<(&'a str, Group, u64)>,
    /// The types of the columns, if the card is to say them: [`Format::features`](crate::formats::Format::features).
    pub features: Option<&'a str>,
    /// The parts.
    pub parts: &'a [Data],
    /// The files of each part, as a pattern that names all of them.
    pub files: &'a [String],
    /// How many articles are no data.
    pub left_out: usize,
    /// What the format cannot hold of the data.
    pub losses: &'a [Loss],
    /// Each project file, with the BLAKE3 of its bytes in hexadecimal.
    pub inputs: &'a [(String, String)],
    /// Under what licence it may be used, if that is known.
    pub licence: Option<&'a str>,
    /// How far the analysts agree, as Markdown with a heading, if that is known.
    pub agreement: Option<&'a str>,
    /// How many marks begin or end inside a word.
    pub unaligned: usize,
}

/// Writes a card. It has no date: the same data make the same bytes.
pub fn card(said: &Card<'_>) -> String {
    let mut out = head(said);
    let title = said.project.title();
    let _written: std::fmt::Result = (|| {
        writeln!(out, "# {}\n", if title.is_empty() { "Marked articles" } else { title })?;
        writeln!(out, "Marks in articles, made with Factmark and written as {}.\n", said.about.title)?;
        counts(&mut out, said)?;
        made(&mut out, said)?;
        not_in_it(&mut out, said)?;
        if let Some(agreement) = said.agreement {
            writeln!(out, "{}\n", agreement.trim())?;
        }
        if let Some(Setting::Guide(guide)) = said.project.setting(&SettingKey::Guide) {
            writeln!(out, "## Guidelines\n\n{}\n", guide.trim())?;
        }
        writeln!(out, "## Inputs\n\n| project | BLAKE3 |\n| --- | --- |")?;
        said.inputs.iter().try_for_each(|(name, hash)| writeln!(out, "| {} | `{hash}` |", cell(name)))
    })();
    out
}

/// The head in YAML: the licence, the types of the columns, and which files are which part.
fn head(said: &Card<'_>) -> String {
    let mut out = String::from("---\n");
    if let Some(licence) = said.licence {
        out.push_str(&format!("license: {}\n", quoted(licence)));
    }
    if let Some(features) = said.features {
        out.push_str(&format!("dataset_info:\n{features}"));
    }
    out.push_str("configs:\n  - config_name: default\n    data_files:\n");
    for (part, file) in said.parts.iter().zip(said.files) {
        out.push_str(&format!("      - split: {}\n        path: {}\n", part.name, quoted(file)));
    }
    out.push_str("---\n\n");
    out
}

fn counts(out: &mut String, said: &Card<'_>) -> std::fmt::Result {
    let mut labels: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (number, part) in said.parts.iter().enumerate() {
        for mark in part.project.marks() {
            let counts = labels.entry(mark.label().name().to_owned()).or_insert_with(|| vec![0; said.parts.len()]);
            if let Some(count) = counts.get_mut(number) {
                *count += 1;
            }
        }
    }
    let row = |out: &mut String, name: &str, of: &dyn Fn(&Data) -> usize| {
        let cells: Vec<String> = said.parts.iter().map(|part| of(part).to_string()).collect();
        writeln!(out, "| {} | {} |", cell(name), cells.join(" | "))
    };
    let names: Vec<&str> = said.parts.iter().map(|part| part.name.as_str()).collect();
    writeln!(out, "| | {} |\n| --- |{}", names.join(" | "), " ---: |".repeat(names.len()))?;
    row(out, "articles", &|part| part.articles)?;
    row(out, "records", &|part| part.project.article_count())?;
    row(out, "records without a mark", &|part| part.project.articles().filter(|article| part.project.marks_in(article.id).next().is_none()).count())?;
    for (label, counts) in labels {
        let cells: Vec<String> = counts.iter().map(ToString::to_string).collect();
        writeln!(out, "| {} | {} |", cell(&label), cells.join(" | "))?;
    }
    row(out, "links", &|part| part.project.marks().map(|mark| mark.links.len()).sum())?;
    writeln!(out)
}

fn made(out: &mut String, said: &Card<'_>) -> std::fmt::Result {
    writeln!(out, "## How it was made\n")?;
    let record = match said.wanted.records {
        Records::Article => "a whole article",
        Records::Paragraph => "a paragraph, or several where a mark reaches over their ends",
        Records::Sentence => "a sentence, or several where a mark reaches over their ends",
    };
    writeln!(out, "- A record is {record}.")?;
    writeln!(out, "- Marks: {}.", if said.wanted.all_states { "accepted ones, proposals and rejected ones" } else { "accepted ones" })?;
    if !said.wanted.labels.is_empty() {
        let labels: Vec<&str> = said.wanted.labels.iter().map(|label| label.name()).collect();
        writeln!(out, "- Labels: {}.", labels.join(", "))?;
    }
    if let Some(unit) = said.about.unit {
        writeln!(out, "- Places are counted in {}, from 0; the end is not in it.", unit.name())?;
    }
    writeln!(out, "- Finished articles without marks are in it; an unfinished one without marks is not.")?;
    if let Some((shares, group, seed)) = said.split {
        let together = match group {
            Group::Story => "articles that are nearly the same text stay together",
            Group::Article => "each article by itself",
        };
        writeln!(out, "- Split {shares} with the seed {seed}, {together}.")?;
    }
    writeln!(out)
}

fn not_in_it(out: &mut String, said: &Card<'_>) -> std::fmt::Result {
    let mut lines = Vec::new();
    let mut line = |count: usize, words: &str| {
        if count > 0 {
            lines.push(format!("- {words}: {count}"));
        }
    };
    line(said.left_out, "unfinished articles without marks");
    line(said.parts.iter().map(|part| part.cut_links).sum(), "links whose other end stands in another record or is not in the data");
    for loss in said.losses {
        line(loss.count, loss.what);
    }
    if !lines.is_empty() {
        writeln!(out, "## What is not in it\n\n{}\n", lines.join("\n"))?;
    }
    if said.unaligned > 0 {
        writeln!(out, "Inside a word begin or end: {}. A model that sees words cannot find them to the letter.\n", counted(said.unaligned, "mark"))?;
    }
    Ok(())
}

/// Words in a table.
fn cell(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ").replace('|', "\\|")
}

/// Words in YAML, between double quotes as JSON has them.
fn quoted(words: &str) -> String {
    serde_json::Value::from(words).to_string()
}
