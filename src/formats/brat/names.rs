//! Names in a folder of brat: what is a file of settings, and which folders an export may have.

/// The configuration of a folder.
pub(super) const FILE: &str = "annotation.conf";
/// Files with which brat is set up, beside `annotation.conf`. They hold for their folder and those below it.
const SETTINGS: [&str; 4] = ["visual.conf", "tools.conf", "kb_shortcuts.conf", "acl.conf"];
/// What begins the entry that says in which folder an article lay.
pub(super) const FOLDER: &str = "folder ";
/// The most folders in each other.
const DEPTH: usize = 32;

/// The name of a file without its folders.
pub(super) fn last_part(path: &str) -> &str {
    path.rsplit_once('/').map_or(path, |(_, file)| file)
}

/// The folders that a file lies in; empty for one that lies in none.
pub(super) fn folder_of(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// Whether a file of this name sets brat up.
pub(super) fn is_setting(name: &str) -> bool {
    name == FILE || SETTINGS.contains(&name)
}

/// A folder and those that it lies in, itself first, the outermost last, which has no name.
pub(super) fn with_those_above(folder: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(folder), |folder| if folder.is_empty() { None } else { Some(folder_of(folder)) })
}

/// Whether folders are such that an export may have them: below its own, not hidden, and with no name that a file of its has.
pub(super) fn is_folder(folder: &str) -> bool {
    let is_file = |name: &str| ["txt", "ann", "conf"].iter().any(|ending| name.to_lowercase().ends_with(&format!(".{ending}")));
    let is_name = |name: &str| {
        let is_clean = !name.is_empty() && !name.chars().any(|c| c.is_control() || "\\:*?\"<>|".contains(c));
        is_clean && !name.starts_with(['.', ' ']) && !name.ends_with(['.', ' ']) && !is_file(name)
    };
    folder.split('/').all(is_name) && folder.split('/').count() <= DEPTH
}

/// The path of a file of settings, and what it holds.
pub(super) fn setting(text: &str) -> Option<(&str, &str)> {
    let (path, text) = text.split_once('\n')?;
    let folder = folder_of(path);
    (is_setting(last_part(path)) && (path == last_part(path) || is_folder(folder))).then_some((path, text))
}

/// Whether a text that an article keeps is about its folder, and not a line.
pub(super) fn is_about(text: &str) -> bool {
    text.starts_with(FOLDER) || setting(text).is_some()
}
