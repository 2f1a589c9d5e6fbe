//! How fast it is: `cargo bench` prints the numbers that the design holds it to, and the ratio between a short and a long article
//! in one run; `cargo bench -- review` only those of a review (others: file, versions, formats, lint, find, frames, window). `cargo bench -- write FOLDER` writes the two large projects there, to be tried by hand.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::unwrap_used,
    clippy::wildcard_enum_match_arm,
    reason = "a test that fails here has failed"
)]

mod corpus;
mod file;
mod find;
#[cfg(feature = "gui")]
mod findings;
mod formats;
#[cfg(feature = "gui")]
mod frames;
mod lint;
mod review;
mod versions;
#[cfg(feature = "gui")]
mod window;

use std::path::Path;
use std::time::{Duration, Instant};

fn main() {
    let words: Vec<String> = std::env::args().skip(1).filter(|word| !word.starts_with("--")).collect();
    if let [command, folder] = words.as_slice()
        && command == "write"
    {
        write(Path::new(folder));
        return;
    }
    let parts: [(&str, fn()); 6] =
        [("file", file::run), ("versions", versions::run), ("review", review::run), ("formats", formats::run), ("lint", lint::run), ("find", find::run)];
    #[cfg(feature = "gui")]
    let parts = parts.into_iter().chain([("frames", frames::run as fn()), ("window", window::run), ("review", findings::run)]);
    for (_, run) in parts.into_iter().filter(|(name, _)| words.is_empty() || words.iter().any(|word| word == name)) {
        run();
    }
}

/// The two large projects of the design: many articles, and one of 10 MB.
fn write(folder: &Path) {
    for (name, project) in [("many.ron", corpus::project(200, 5_000, 100)), ("long.ron", corpus::project(1, 10_000_000, 60_000))] {
        let path = folder.join(name);
        std::fs::write(&path, factmark::store::format::write(&project)).expect("the folder can be written to");
        println!("{}: {} articles, {} marks", path.display(), project.article_count(), project.mark_count());
    }
}

/// The shortest of several runs: what else the machine does only ever adds.
fn best<T>(runs: usize, mut run: impl FnMut() -> T) -> Duration {
    (0..runs)
        .map(|_| {
            let start = Instant::now();
            let made = run();
            let took = start.elapsed();
            drop(made);
            took
        })
        .min()
        .unwrap_or_default()
}

fn ms(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1000.0
}

fn row(what: &str, value: &str, budget: &str) {
    println!("{what:<68} {value:>14}   {budget}");
}
