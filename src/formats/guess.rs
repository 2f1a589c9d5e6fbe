//! In which format files are likely to be, by their names and how they begin.

use super::{ALL, Format};

/// Bytes of a file that are looked at.
pub const GUESS_BYTES: usize = 65_536;

/// The format that files are likely to be in, by their names and, where several formats have names like these, by how the first of them begins;
/// none where nothing says so. `begin` gives the first [`GUESS_BYTES`] of a file by its name.
pub fn guess<'n>(names: &[&'n str], begin: &dyn Fn(&'n str) -> Vec<u8>) -> Option<&'static str> {
    let ends = |name: &str, ending: &str| name.strip_suffix(ending).is_some_and(|stem| stem.ends_with('.'));
    let of = |ending: &str| names.iter().copied().find(|name| ends(&name.to_lowercase(), ending));
    let about = || ALL.into_iter().map(Format::about).filter(|about| about.reads);
    let has = |format: &'static str| about().any(|about| about.name == format).then_some(format);
    let is_shared = |ending: &str| ["jsonl", "json", "jsonld", "tsv"].contains(&ending);
    if let Some(about) = about().find(|about| !is_shared(about.ending) && of(about.ending).is_some()) {
        return Some(about.name);
    }
    if let Some(rows) = ["jsonl", "ndjson", "json", "jsonld"].into_iter().find_map(of) {
        let bytes = begin(rows);
        return has(json(&String::from_utf8_lossy(&bytes), rows));
    }
    if let Some(table) = of("tsv") {
        let is_webanno = String::from_utf8_lossy(&begin(table)).trim_start_matches('\u{feff}').starts_with("#FORMAT=WebAnno");
        return has(if is_webanno { "webanno-tsv" } else { "tsv" });
    }
    if of("labels").is_some() {
        return has("tsv");
    }
    ["bio", "iob", "iob2"].into_iter().find_map(of).and_then(|_| has("conll"))
}

/// The format of a file of JSON, by the names of members at its beginning.
fn json(words: &str, name: &str) -> &'static str {
    let has = |member: &str| words.contains(&format!("\"{member}\""));
    // The first that fits, the surest first.
    let signs: [(&'static str, bool); 9] = [
        ("cas-json", has("%TYPES") || has("%FEATURE_STRUCTURES")),
        ("w3c", name.to_lowercase().ends_with(".jsonld") || words.contains("http://www.w3.org/ns/anno")),
        ("prodigy", has("_input_hash") || has("_task_hash") || (has("answer") && has("spans"))),
        ("label-studio", (has("annotations") || has("predictions") || has("completions")) && (has("data") || has("result"))),
        ("averitec", has("claim") && (has("questions") || has("fact_checking_article") || has("justification"))),
        ("doccano", has("start_offset") || (has("text") && !has("spans") && (has("label") || has("labels") || has("entities")))),
        ("jsonl", has("text") && has("spans") && has("title")),
        ("spacy", has("text") && (has("ents") || has("cats"))),
        ("label-studio", words.trim_start_matches('\u{feff}').trim_start().starts_with('[') && !has("text")),
    ];
    signs.into_iter().find_map(|(format, fits)| fits.then_some(format)).unwrap_or("jsonl")
}

#[cfg(test)]
mod tests {
    use super::super::tests::{Memory, taken, written};
    use super::super::{Files, Jsonl, Options};
    use super::*;

    #[test]
    fn the_format_is_told_by_names_and_beginnings() {
        let cases = [
            ("a.ann", "T1\tClaim 0 1\tx", Some("brat")),
            ("a.conll", "-DOCSTART- O", Some("conll")),
            ("a.iob2", "x O", Some("conll")),
            ("article1.task2-TC.labels", "1\tX\t0\t1", Some("tsv")),
            ("a.tsv", "1\tX\t0\t1", Some("tsv")),
            ("a.tsv", "\u{feff}#FORMAT=WebAnno TSV 3.3", Some("webanno-tsv")),
            ("a.jsonl", "{\"text\":\"x\",\"_input_hash\":1,\"spans\":[]}", Some("prodigy")),
            ("a.jsonl", "{\"id\":1,\"text\":\"x\",\"label\":[[0,1,\"X\"]]}", Some("doccano")),
            ("a.jsonl", "{\"text\":\"x\",\"spans\":[{\"start\":0}]}", Some("jsonl")),
            ("A.JSON", "[{\"id\":1,\"data\":{\"text\":\"x\"},\"annotations\":[{\"result\":[]}]}]", Some("label-studio")),
            ("a.rtf", "x", None),
        ];
        for (name, words, format) in cases {
            assert_eq!(guess(&[name], &|_| words.as_bytes().to_vec()), format, "{name}: {words}");
        }
        assert_eq!(guess(&["a.txt", "a.ann", "annotation.conf"], &|_| Vec::new()), Some("brat"));
    }

    #[test]
    fn what_is_written_is_known_again() {
        let rows =
            "{\"text\":\"The dam broke, she said.\",\"spans\":[{\"label\":\"claim\",\"start\":0,\"end\":13},{\"label\":\"source\",\"start\":15,\"end\":18}]}\n";
        let (project, _) = taken(&Jsonl, &Memory::of("rows.jsonl", rows.as_bytes()), Options { format: "jsonl", ..Options::default() });
        // Rows for spaCy say the same in the words of our own.
        let is_told = |name: &str| name != "spacy";
        for format in ALL.into_iter().filter(|format| format.about().reads && format.about().writes && is_told(format.about().name)) {
            let files = written(&project, format);
            let paths = files.paths();
            let names: Vec<&str> = paths.iter().map(String::as_str).collect();
            let found = guess(&names, &|name| files.text(name).into_bytes().into_iter().take(GUESS_BYTES).collect());
            assert_eq!(found, Some(format.about().name));
        }
    }
}
