//! The rules that no compiler knows, read from the sources: who may import whom, who may touch the disk, the clock and the colours.
//! Each broken rule is one sentence that says which and where.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice, reason = "what a test did not expect ends it")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Longest file, in lines.
const MOST_LINES: usize = 420;

/// One file of `src`.
struct Source {
    /// From `src` on, with `/`.
    path: String,
    /// The whole file.
    whole: String,
    /// What is compiled outside tests, line by line, without comments; other lines are empty.
    code: Vec<String>,
}

impl Source {
    fn new(path: &str, whole: &str) -> Self {
        Self { path: path.to_owned(), whole: whole.to_owned(), code: code_of(whole) }
    }

    /// The modules that this file declares for tests only, as paths without their end: `project/generate`.
    fn test_modules(&self) -> Vec<String> {
        let folder = self.path.strip_suffix("mod.rs").map_or_else(|| format!("{}/", self.path.trim_end_matches(".rs")), str::to_owned);
        let folder = if matches!(self.path.as_str(), "lib.rs" | "main.rs") { String::new() } else { folder };
        let lines: Vec<&str> = self.whole.lines().collect();
        let after_attribute = lines.windows(2).filter(|pair| pair[0].trim() == "#[cfg(test)]").map(|pair| pair[1].trim());
        let names = after_attribute.filter_map(|line| line.split("mod ").nth(1)?.strip_suffix(';'));
        names.map(|name| format!("{folder}{name}")).collect()
    }

    /// The first part of the path: `text`, `main`, `lib`.
    fn module(&self) -> &str {
        self.path.split('/').next().unwrap().trim_end_matches(".rs")
    }

    /// How many modules the file lies deep: 1 for `text/mod.rs` and `jobs.rs`.
    fn depth(&self) -> usize {
        let parts = self.path.split('/').count();
        if self.path.ends_with("/mod.rs") { parts - 1 } else { parts }
    }

    /// Where code has one of these words, as `path:line`, with the word.
    fn places_of<'a>(&self, words: &[&'a str]) -> Vec<(String, &'a str)> {
        let mut places = Vec::new();
        for (index, line) in self.code.iter().enumerate() {
            places.extend(words.iter().filter(|word| has_word(line, word)).map(|word| (format!("src/{}:{}", self.path, index + 1), *word)));
        }
        places
    }
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn sources() -> Vec<Source> {
    fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, found);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                found.push(path);
            }
        }
    }
    let src = root().join("src");
    let mut paths = Vec::new();
    walk(&src, &mut paths);
    paths.sort();
    let name = |path: &Path| path.strip_prefix(&src).unwrap().to_str().unwrap().replace('\\', "/");
    let all: Vec<Source> = paths.iter().map(|path| Source::new(&name(path), &std::fs::read_to_string(path).unwrap())).collect();
    assert!(all.len() > 20, "the sources were not found");
    without_tests(all)
}

/// Files that are compiled for tests only have no code to look at.
fn without_tests(mut all: Vec<Source>) -> Vec<Source> {
    let of_tests: Vec<String> = all.iter().flat_map(Source::test_modules).collect();
    let is_of_tests = |path: &str| of_tests.iter().any(|module| path.strip_prefix(module.as_str()).is_some_and(|rest| rest == ".rs" || rest.starts_with('/')));
    all.iter_mut().filter(|source| is_of_tests(&source.path)).for_each(|source| source.code.clear());
    all
}

/// Lines without comments, those of tests empty.
fn code_of(whole: &str) -> Vec<String> {
    let lines: Vec<&str> = whole.lines().collect();
    let mut code = Vec::with_capacity(lines.len());
    let mut index = 0;
    while index < lines.len() {
        let line = lines[index];
        if line.trim() == "#[cfg(test)]" {
            let end = end_of_item(&lines, index + 1);
            code.extend(std::iter::repeat_n(String::new(), end - index));
            index = end;
            continue;
        }
        let is_comment = line.trim_start().starts_with("//");
        let cut = if is_comment { "" } else { line.split(" // ").next().unwrap() };
        code.push(cut.to_owned());
        index += 1;
    }
    code
}

/// The line behind an item that starts at a line: formatted code closes it at its own indentation.
fn end_of_item(lines: &[&str], start: usize) -> usize {
    let indent = |line: &str| line.len() - line.trim_start().len();
    let first = lines[start];
    if !first.trim_end().ends_with('{') {
        return start + 1;
    }
    let closes = |line: &str| indent(line) == indent(first) && line.trim_start().starts_with('}');
    lines.iter().skip(start + 1).position(|line| closes(line)).map_or(lines.len(), |found| start + found + 2)
}

/// Whether a word stands in a line, not as a part of a longer one.
fn has_word(line: &str, word: &str) -> bool {
    let is_part = |c: char| c.is_alphanumeric() || c == '_';
    line.match_indices(word).any(|(at, _)| {
        let before = line[..at].chars().next_back().is_some_and(is_part) && word.starts_with(is_part);
        let after = line[at + word.len()..].chars().next().is_some_and(is_part) && word.ends_with(is_part);
        !before && !after
    })
}

/// The modules of this crate that code names: `crate::text::…`, `crate::{text, edit}`.
fn imports(code: &[String]) -> BTreeMap<String, usize> {
    let mut found = BTreeMap::new();
    for (index, line) in code.iter().enumerate() {
        for (at, _) in line.match_indices("crate::") {
            if line[..at].ends_with('$') {
                continue;
            }
            let rest = &line[at + "crate::".len()..];
            let names: Vec<&str> = match rest.strip_prefix('{') {
                Some(group) => group.split(['{', '}', ',']).collect(),
                None => vec![rest],
            };
            for name in names {
                let name: String = name.trim_start().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
                if !name.is_empty() && name.starts_with(char::is_lowercase) {
                    found.entry(name).or_insert(index + 1);
                }
            }
        }
    }
    found
}

/// The table in the doc of `lib.rs`: modules in reading order, each with what it may import.
fn map(lib: &str) -> Vec<(String, BTreeSet<String>)> {
    let rows = lib.lines().filter_map(|line| line.strip_prefix("//! ")?.split_once(": imports "));
    let list = |list: &str| list.split(", ").filter(|name| *name != "nothing").map(str::to_owned).collect();
    rows.map(|(module, names)| (module.to_owned(), list(names))).collect()
}

fn broken_imports(sources: &[Source], map: &[(String, BTreeSet<String>)]) -> Vec<String> {
    let mut broken = Vec::new();
    let there: BTreeSet<&str> = sources.iter().map(Source::module).filter(|module| !matches!(*module, "lib" | "main")).collect();
    let named: BTreeSet<&str> = map.iter().map(|(module, _)| module.as_str()).collect();
    broken.extend(there.difference(&named).map(|module| format!("src/lib.rs: the map has no row for `{module}`: add one, with what it may import")));
    broken.extend(named.difference(&there).map(|module| format!("src/lib.rs: the map has a row for `{module}`, which is not in src: remove it")));
    for (index, (module, names)) in map.iter().enumerate() {
        let below: BTreeSet<&String> = map[..index].iter().map(|(module, _)| module).collect();
        let wrong = names.iter().filter(|name| !below.contains(name));
        broken.extend(wrong.map(|name| format!("src/lib.rs: the map lets `{module}` import `{name}`, which does not stand above it")));
    }
    for source in sources.iter().filter(|source| named.contains(source.module())) {
        let (_, may) = map.iter().find(|(module, _)| module == source.module()).unwrap();
        for (name, line) in imports(&source.code).into_iter().filter(|(name, _)| name != source.module() && named.contains(name.as_str())) {
            if !may.contains(&name) {
                broken.push(format!("src/{}:{line}: `{}` imports `{name}`, which the map in src/lib.rs does not allow", source.path, source.module()));
            }
        }
        let to_root = "super::".repeat(source.depth());
        for (index, line) in source.code.iter().enumerate().filter(|(_, line)| line.contains(&to_root)) {
            broken.push(format!("src/{}:{}: `{}` leaves the module: name what is imported from `crate::`", source.path, index + 1, line.trim()));
        }
    }
    broken
}

/// Where words stand in files that may not have them.
fn broken_words(sources: &[Source], words: &[&str], may: impl Fn(&Source) -> bool, rule: &str) -> Vec<String> {
    let others = sources.iter().filter(|source| !may(source));
    others.flat_map(|source| source.places_of(words)).map(|(place, word)| format!("{place}: `{word}`: {rule}")).collect()
}

fn assert_none(broken: &[String]) {
    assert!(broken.is_empty(), "{} broken:\n{}", broken.len(), broken.join("\n"));
}

#[test]
fn lower_modules_never_import_upper_ones_and_the_map_says_so() {
    let map = map(&std::fs::read_to_string(root().join("src/lib.rs")).unwrap());
    assert!(map.len() >= 8, "the map in src/lib.rs was not found");
    assert_none(&broken_imports(&sources(), &map));
}

#[test]
fn the_map_lists_nothing_that_is_not_imported() {
    let sources = sources();
    let map = map(&std::fs::read_to_string(root().join("src/lib.rs")).unwrap());
    let mut broken = Vec::new();
    for (module, names) in &map {
        let of_module = sources.iter().filter(|source| source.module() == module);
        let used: BTreeSet<String> = of_module.flat_map(|source| imports(&source.code).into_keys()).collect();
        let idle = names.iter().filter(|name| !used.contains(*name));
        broken.extend(idle.map(|name| format!("src/lib.rs: the map says that `{module}` imports `{name}`, but it does not: remove it")));
    }
    assert_none(&broken);
}

#[test]
fn only_the_window_names_its_toolkit() {
    let words = ["egui", "eframe", "epaint", "rfd", "parley", "vello_cpu", "egui_kittest"];
    assert_none(&broken_words(&sources(), &words, |source| source.module() == "gui", "nothing outside gui names the toolkit"));
}

#[test]
fn only_store_and_main_open_files() {
    let words = ["std::fs", "fs::", "File::", "OpenOptions", ".canonicalize()", ".read_dir()", ".is_dir()", ".is_file()", ".exists()", ".metadata()"];
    let may = |source: &Source| matches!(source.module(), "store" | "main");
    assert_none(&broken_words(&sources(), &words, may, "only store and main touch the disk"));
}

#[test]
fn only_main_asks_for_time_environment_and_chance() {
    let words = ["SystemTime", "Timestamp::now", "Moment::now", "Zoned::now", "std::env", "env::var", "env::args", "RandomState", "rand::"];
    assert_none(&broken_words(&sources(), &words, |source| source.module() == "main", "the clock, the environment and random numbers are passed in by main"));
    let clock = |source: &Source| matches!(source.module(), "gui" | "jobs" | "main");
    assert_none(&broken_words(&sources(), &["Instant"], clock, "only the window and the jobs measure time"));
}

#[test]
fn only_the_theme_makes_colours() {
    let words = ["Color32::from_rgb", "Color32::from_rgba_unmultiplied", "Color32::from_rgba_premultiplied", "Color32::from_gray", "Color32::from_hex"];
    // White as opaque as something is the mask of a picture, not a colour of the window.
    let more = ["Color32::from_black_alpha", "Color32::from_additive_luminance", "Rgba::from", "Hsva::", "hex_color!"];
    let all: Vec<&str> = words.into_iter().chain(more).collect();
    // The atlas makes pixels of glyphs, which are masks or come from the face.
    let may = |source: &Source| matches!(source.path.as_str(), "gui/theme.rs" | "gui/reader/engine/atlas.rs") || source.path.starts_with("gui/theme/");
    assert_none(&broken_words(&sources(), &all, may, "colours are made in gui/theme only"));
}

#[test]
fn no_file_is_too_long() {
    let long = sources().into_iter().map(|source| (source.whole.lines().count(), source.path)).filter(|(lines, _)| *lines > MOST_LINES);
    let broken: Vec<String> = long.map(|(lines, path)| format!("src/{path}: {lines} lines, at most {MOST_LINES}: cut it where a reader would")).collect();
    assert_none(&broken);
}

#[test]
fn nothing_outside_tests_panics_on_purpose() {
    let words = [".unwrap()", ".expect(", ".unwrap_err()", "panic!(", "unreachable!(", "todo!(", "unimplemented!("];
    assert_none(&broken_words(&sources(), &words, |_| false, "nothing outside tests may panic"));
}

/// The rules above can fail: each is tried on a source that breaks it.
#[test]
fn broken_rules_are_found() {
    let map = vec![("text".to_owned(), BTreeSet::new()), ("edit".to_owned(), BTreeSet::from(["text".to_owned()]))];
    let good = || Source::new("edit/mod.rs", "use crate::text::Text;\n");
    let text = |code: &str| Source::new("text/mod.rs", code);
    let count = |code: &str| broken_imports(&[text(code), good()], &map).len();
    assert_eq!(count("use std::fmt;\n// crate::edit is not imported here\n"), 0);
    assert_eq!(count("use crate::edit::Edit;\n"), 1);
    assert_eq!(count("use crate::{text, edit::{Edit, Swap}};\n"), 1);
    assert_eq!(count("fn f() -> crate::edit::Edit {}\n"), 1);
    assert_eq!(count("use super::edit;\n"), 1);
    assert_eq!(count("#[cfg(test)]\nmod tests {\n    use crate::edit::Edit;\n}\n"), 0);
    assert_eq!(count("#[cfg(test)]\nmod tests {\n}\nuse crate::edit::Edit;\n"), 1);
    assert_eq!(broken_imports(&[text("")], &map).len(), 1, "a row without a module");
    assert_eq!(broken_imports(&[text(""), good(), Source::new("new.rs", "")], &map).len(), 1, "a module without a row");
    let turned = vec![map[1].clone(), map[0].clone()];
    assert_eq!(broken_imports(&[text(""), good()], &turned).len(), 1, "a row that names what stands below it");

    let words = |code: &str| broken_words(&[text(code)], &["egui", ".unwrap()"], |_| false, "no").len();
    assert_eq!(words("let a = b.unwrap();\n"), 1);
    assert_eq!(words("use egui::Ui;\nlet begui = egui_thing; // egui\n"), 1);
    let files = || vec![Source::new("a/mod.rs", "mod b;\n#[cfg(test)]\npub(crate) mod c;\n"), text("b.unwrap();\n")];
    let with = |path: &str| without_tests(files().into_iter().chain([Source::new(path, "b.unwrap();\n")]).collect());
    let count = |path: &str| broken_words(&with(path), &[".unwrap()"], |_| false, "no").len();
    assert_eq!((count("a/b.rs"), count("a/c.rs"), count("a/c/deep.rs"), count("a/cd.rs"), count("c.rs")), (2, 1, 1, 2, 2));
    assert_eq!(words("b.unwrap_or_default();\n#[cfg(test)]\nfn f() {\n    b.unwrap();\n}\n"), 0);
}
