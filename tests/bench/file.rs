//! Reading and writing project files, beside what the RON library alone needs for the same bytes.

use crate::{best, corpus, ms, row};
use factmark::store::format;
use serde::Deserialize;

/// A project file as plainly as RON can be read into structs.
#[derive(Deserialize)]
#[expect(dead_code, reason = "only parsed")]
struct PlainProject {
    format: u32,
    title: String,
    analyst: String,
    articles: Vec<PlainArticle>,
}

#[derive(Deserialize)]
#[expect(dead_code, reason = "only parsed")]
struct PlainArticle {
    id: String,
    title: String,
    text: Vec<String>,
    marks: Vec<PlainMark>,
}

#[derive(Deserialize)]
#[expect(dead_code, reason = "only parsed")]
struct PlainMark {
    id: String,
    label: PlainLabel,
    at: Vec<(u32, u32)>,
    quote: Vec<String>,
    #[serde(default)]
    name: String,
    #[serde(default)]
    what: String,
    #[serde(default)]
    links: Vec<PlainLink>,
    by: String,
    on: String,
}

#[derive(Deserialize)]
enum PlainLabel {
    Claim,
    Source,
    Figure,
}

#[derive(Deserialize)]
#[expect(dead_code, reason = "only parsed")]
struct PlainLink {
    to: String,
}

pub(crate) fn run() {
    for (name, project) in
        [("one article of 10 MB, 60,000 marks", corpus::project(1, 10_000_000, 60_000)), ("200 articles, 20,000 marks", corpus::project(200, 5_000, 100))]
    {
        let text = format::write(&project);
        let ours = best(5, || format::read(&text).expect("what was written is read"));
        let plain = best(5, || ron::from_str::<PlainProject>(&text).expect("it is RON"));
        let written = best(5, || format::write(&project));
        println!("\n{name}: a file of {:.1} MB", text.len() as f64 / 1e6);
        row("  bytes → checked project, ms", &format!("{:.0}", ms(ours)), "");
        row("  the RON library alone into plain structs, ms", &format!("{:.0}", ms(plain)), "");
        row("  ratio", &format!("{:.2}", ms(ours) / ms(plain)), "under 1.5");
        row("  project → bytes, ms", &format!("{:.0}", ms(written)), "");
    }
}
