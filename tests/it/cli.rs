//! The command line from outside: the real binary in a folder of its own, with a home of its own.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice, reason = "what a test did not expect ends it")]

mod agree;
mod changes;
mod diff;
mod export;
mod files;
mod formats;
mod lint;
mod merge;
mod reading;
mod review;
mod update;

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// An article in which every unit of counting differs from every other.
pub(crate) const HARD: &str = "سلام\u{a0}🏳️‍🌈 cafe\u{301} नमस्ते ไทย 中文\r\n\r\nThe mayor said 40 cracks\u{2028}were found, “40” in all.\r\n";

/// A folder with the binary to run in it.
pub(crate) struct Place {
    folder: tempfile::TempDir,
}

/// What a run gave.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Place {
    pub(crate) fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    /// With a project `p.ron` of one plain article.
    pub(crate) fn with_project() -> Self {
        let place = Self::new();
        place.write("a.txt", "Inspectors found cracks\n\nThe mayor said that 40 cracks were found. “40 cracks are many,” she said.\n");
        place.good(&["new", "p.ron", "--analyst", "amira", "a.txt"]);
        place
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        std::fs::write(self.path(name), content).unwrap();
    }

    pub(crate) fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).unwrap()
    }

    /// The program's own folders, as the binary finds them here.
    pub(crate) fn folders(&self) -> factmark::store::Folders {
        factmark::store::Folders { config: self.path("home/.config/factmark"), state: self.path("home/.local/state/factmark"), program: None }
    }

    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_factmark"));
        command.current_dir(self.folder.path()).args(arguments).env_clear();
        command.env("HOME", self.path("home")).env("USER", "tester").stdin(Stdio::null());
        command
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Ran {
        Ran::of(self.command(arguments).output().unwrap())
    }

    pub(crate) fn run_with_input(&self, arguments: &[&str], input: &[u8]) -> Ran {
        let mut child = self.command(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        std::io::Write::write_all(&mut child.stdin.take().unwrap(), input).unwrap();
        Ran::of(child.wait_with_output().unwrap())
    }

    /// A run that must succeed; its output.
    pub(crate) fn good(&self, arguments: &[&str]) -> String {
        let ran = self.run(arguments);
        assert_eq!(ran.code, 0, "{arguments:?}: {}", ran.err);
        ran.out
    }

    /// A run that must fail with exit status 2, print nothing, and say one thing; what it says.
    pub(crate) fn bad(&self, arguments: &[&str]) -> String {
        let ran = self.run(arguments);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{arguments:?}: {}", ran.err);
        let said = ran.err.strip_prefix("error: ").unwrap_or_else(|| panic!("{arguments:?}: {}", ran.err));
        assert!(!said.contains("panicked") && !said.contains("RUST_BACKTRACE"), "{said}");
        said.trim_end().to_owned()
    }

    /// The JSON value that a run prints.
    pub(crate) fn json(&self, arguments: &[&str]) -> serde_json::Value {
        serde_json::from_str(&self.good(arguments)).unwrap()
    }

    /// The id of an article by its place in the order.
    pub(crate) fn article(&self, index: usize) -> String {
        self.json(&["list", "p.ron", "--json"])["articles"][index]["id"].as_str().unwrap().to_owned()
    }

    /// Makes one mark in the first article; its id.
    pub(crate) fn mark(&self, label: &str, quote: &str) -> String {
        self.good(&["mark", "p.ron", "--article", &self.article(0), "--label", label, "--quote", quote]).trim().to_owned()
    }

    pub(crate) fn has(&self, name: &str) -> bool {
        self.path(name).exists()
    }

    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }
}

impl Ran {
    fn of(output: std::process::Output) -> Self {
        Self { code: output.status.code().unwrap_or(-1), out: String::from_utf8(output.stdout).unwrap(), err: String::from_utf8(output.stderr).unwrap() }
    }
}
