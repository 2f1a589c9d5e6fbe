//! Our own files: hard texts, marks of any words, values of any characters; and an independent reading of the format's rules.

use super::*;
use crate::project::generate;
use proptest::prelude::*;
use std::collections::BTreeMap;

/// A project of one text, with marks by label and bytes.
fn project(text: &str, all: &[(&str, &[(usize, usize)])]) -> Project {
    use crate::text::{Fragments, Text, TextRange};
    let rows = "#FORMAT=WebAnno TSV 3.3\n#T_SP=webanno.custom.Factspan|kind\n\n\n#Text=x y\n1-1\t0-1\tx\tClaim\n";
    let (sample, ..) = read(rows);
    let (article, mark) = (sample.articles().next().unwrap().as_ref().clone(), marks(&sample)[0].as_ref().clone());
    let article = crate::project::Article { text: Text::new(text), ..article };
    let mut ids = crate::project::Ids::new(9);
    let mut parts = crate::project::Parts::default();
    for (label, at) in all {
        let ranges = at.iter().map(|(start, end)| TextRange::new(&article.text, *start..*end).unwrap()).collect();
        let at = Fragments::new(ranges).unwrap();
        let id = crate::project::MarkId::next(&mut ids);
        parts.marks.push(Arc::new(Mark { id, at, meaning: Meaning::of(&Label::named(label)), ..mark.clone() }));
    }
    parts.articles.push(article);
    Project::assemble(parts).unwrap()
}

/// Reads one of our files by the rules of the documentation alone: the text, and per mark its label with the place of its first and last row.
fn by_the_rules(file: &str) -> (Vec<u16>, Vec<(String, usize, usize)>) {
    let columns: Vec<&str> = file.lines().find_map(|line| line.strip_prefix("#T_SP=webanno.custom.Factspan|")).unwrap_or("kind").split('|').collect();
    assert_eq!(columns[0], "kind");
    let (mut units, mut marks): (Vec<u16>, Vec<(String, usize, usize)>) = (Vec::new(), Vec::new());
    let mut numbered: BTreeMap<String, usize> = BTreeMap::new();
    let (head, body) = file.split_once("\n\n").unwrap();
    assert!(head.starts_with("#FORMAT=WebAnno TSV 3.3"));
    assert!(body.is_empty() || body.starts_with('\n'));
    for sentence in body.split("\n\n").filter(|sentence| !sentence.is_empty()) {
        let lines: Vec<&str> = sentence.trim_start_matches('\n').split('\n').collect();
        let texts: Vec<String> = lines.iter().filter_map(|line| line.strip_prefix("#Text=")).map(unescaped).collect();
        let begin = units.len();
        units.extend(texts.join("\n").encode_utf16());
        for (number, row) in lines.iter().filter(|line| !line.starts_with("#") && !line.is_empty()).enumerate() {
            let fields: Vec<&str> = row.split('\t').collect();
            let (start, end) = fields[1].split_once('-').unwrap();
            let (start, end): (usize, usize) = (start.parse().unwrap(), end.parse().unwrap());
            assert!(number > 0 || start == begin, "a sentence begins where its first token does");
            let words: Vec<u16> = units[start..end].to_vec();
            assert!(String::from_utf16(&words).unwrap() == fields[2] || String::from_utf16(&words).unwrap() == unescaped(fields[2]), "{row}");
            if fields[3] == "_" || !file.contains("#T_SP") {
                continue;
            }
            // No label in these tests has a sign that is escaped.
            for value in fields[3].split('|') {
                let (label, id) = value.split_once('[').unwrap_or((value, ""));
                let new = marks.len();
                let known = if id.is_empty() { new } else { *numbered.entry(id.to_owned()).or_insert(new) };
                if known == new {
                    marks.push((label.to_owned(), start, end));
                } else {
                    marks[known].2 = end;
                }
            }
        }
    }
    (units, marks)
}

/// Escapes in `#Text=` as the reader of INCEpTION undoes them: the leftmost first.
fn unescaped(line: &str) -> String {
    let mut out = String::new();
    let mut rest = line;
    while let Some(c) = rest.chars().next() {
        let pairs = [("\\t", "\t"), ("\\n", "\n"), ("\\f", "\u{c}"), ("\\r", "\r"), ("\\b", "\u{8}"), ("\\\\", "\\")];
        let pair = pairs.into_iter().find(|(raw, _)| rest.starts_with(raw));
        let control = rest.strip_prefix('\\').and_then(|rest| rest.chars().next()).filter(|c| (*c as u32) < 32 && !(8..14).contains(&(*c as u32)));
        match (pair, control) {
            (Some((raw, c)), _) => {
                out.push_str(c);
                rest = rest.split_at(raw.len()).1;
            }
            (None, Some(control)) => {
                out.push(control);
                rest = rest.split_at(2).1;
            }
            (None, None) => {
                out.push(c);
                rest = rest.split_at(c.len_utf8()).1;
            }
        }
    }
    out
}

/// Whether a line of a file would be two for a reader that ends lines at carriage returns, as Java does.
fn has_whole_lines(file: &str) -> bool {
    !file.contains('\r')
}

#[test]
fn texts_of_any_line_breaks_come_back_to_the_byte() {
    for text in [
        "a",
        " \t\r\n a",
        "\r",
        "   ",
        "a\n",
        "a\n\n\nb\n\n",
        "a\r\nb\rc\u{2028}d\u{2029}\u{85}e\u{b}f\u{c}g",
        "One. Two.  Three.\n   Four.",
        "#Text=a\n#FORMAT=b",
        "a\\b \\n \\\\ \u{0}\u{1b}\u{7f}\u{feff} \\",
        "\u{feff}a",
        "1-1\t0-1\ta\t_",
        "Récord 📈: «GDP»\u{a0}e\u{301} 👩‍👩‍👧‍👦 قال الوزير北京天气很好。",
    ] {
        let project = project(text, &[("Claim", &[(0, text.chars().next().unwrap().len_utf8())])]);
        let file = written(&project, &WebAnno).text("a.tsv");
        let (again, refused, repaired) = read(&file);
        assert_eq!((refused, repaired), (vec![], vec![]), "{text:?}\n{file}");
        assert_eq!(super::text(&again), text, "{file}");
        assert_eq!(said(&again), said(&project));
        assert_eq!(String::from_utf16(&by_the_rules(&file).0).unwrap(), text, "{file}");
        assert!(has_whole_lines(&file), "{file:?}");
    }
}

#[test]
fn marks_inside_tokens_and_in_white_space_are_rows_of_their_own() {
    let text = "unhappy  plays\r\nend";
    let all: &[(&str, &[(usize, usize)])] =
        &[("Claim", &[(2, 7)]), ("Figure", &[(2, 12)]), ("Source", &[(7, 8)]), ("Claim", &[(8, 16)]), ("Own", &[(9, 14)]), ("Source", &[(0, 2), (16, 19)])];
    let project = project(text, all);
    let file = written(&project, &WebAnno).text("a.tsv");
    let rows: Vec<String> =
        file.lines().filter(|line| line.contains('-') && !line.starts_with('#')).map(|line| line.split('\t').take(3).collect::<Vec<_>>().join(" ")).collect();
    let wanted = [
        "1-1 0-7 unhappy",
        "1-1.1 0-2 un",
        "1-1.2 2-7 happy",
        "1-2 7-9   ",
        "1-2.1 7-8  ",
        "1-2.2 8-9  ",
        "1-3 9-14 plays",
        "1-3.1 9-12 pla",
        "1-4 14-16 \\r\\n",
        "2-1 16-19 end",
    ];
    assert_eq!(rows, wanted, "{file}");
    let (again, refused, repaired) = read(&file);
    assert_eq!((refused, repaired), (vec![], vec![]));
    assert_eq!(said(&again), said(&project));
    assert!(file.contains("\tcontinues\t1-1.1\t") || file.contains("\tcontinues\t1-1.1["), "{file}");
}

#[test]
fn values_of_any_characters_come_back() {
    let value = "a\tb\nc\r\nd\\e[f]g|h_i;j*k->l *[1] \\n \u{2028} _";
    let base = project("one two", &[("Source", &[(0, 3)]), ("Figure", &[(0, 7)]), ("Claim", &[(4, 7)])]);
    let mut parts = crate::project::Parts { articles: base.articles().map(|article| article.as_ref().clone()).collect(), ..Default::default() };
    let ends: Vec<_> = marks(&base).iter().map(|mark| mark.id).collect();
    for mark in marks(&base) {
        let mut mark = mark.as_ref().clone();
        mark.note = value.to_owned();
        match &mut mark.meaning {
            Meaning::Source(source) => source.name = value.into(),
            Meaning::Figure(figure) => (figure.unit, figure.what) = ("*".to_owned(), "_".to_owned()),
            Meaning::Claim(_) | Meaning::Own(_) => {
                mark.links.push(crate::project::Link { kind: LinkKind::Own(value.into()), to: ends[0], cue: vec![], auto: false });
            }
        }
        parts.marks.push(Arc::new(mark));
    }
    let project = Project::assemble(parts).unwrap();
    let file = written(&project, &WebAnno).text("a.tsv");
    assert!(has_whole_lines(&file));
    let (again, refused, repaired) = read(&file);
    assert_eq!((refused, repaired), (vec![], vec![]), "{file}");
    for mark in project.marks() {
        let other = again.mark(mark.id).unwrap();
        assert_eq!((&other.note, &other.meaning, &other.at, &other.links), (&mark.note, &mark.meaning, &mark.at, &mark.links));
    }
}

#[test]
fn only_what_the_format_holds_is_no_loss() {
    let base = project("one two", &[("Source", &[(0, 3)])]);
    let lost: Vec<&str> = losses(&Export::of(&base, true), &WebAnno).iter().map(|loss| loss.what).collect();
    assert_eq!(lost, ["titles, origins and states of articles"]);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_reader_that_knows_the_rules_alone_finds_the_same(project in generate::project()) {
        let plain = |mark: &Arc<Mark>| !mark.label().name().contains(['_', '\\', '\n']);
        let files = written(&project, &WebAnno);
        let export = Export::of(&project, true);
        for (article, name) in &export.articles {
            let file = files.text(&format!("{name}.tsv"));
            prop_assert!(has_whole_lines(&file));
            if !export.marks(article).into_iter().all(plain) {
                continue;
            }
            let (units, found) = by_the_rules(&file);
            prop_assert_eq!(String::from_utf16(&units).unwrap(), article.text.as_str());
            let at = |byte: usize| article.text.slice(0..byte).encode_utf16().count();
            let mut wanted: Vec<(String, usize, usize)> = Vec::new();
            for mark in export.marks(article) {
                wanted.extend(mark.at.iter().map(|range| (mark.label().name().to_owned(), at(range.start()), at(range.end()))));
            }
            let mut found = found;
            found.sort();
            wanted.sort();
            prop_assert_eq!(found, wanted);
        }
    }

    #[test]
    fn no_broken_file_ends_in_a_panic_or_on_other_words(at in 0..2_000_usize, with in prop::sample::select(&["\t", "\n", "[", "]", "|", "\\", "9", "-", ".", "_", "*", ";", "#Text=", "->", "👍", ""][..]), layers: bool) {
        let file = if layers { LAYERS } else { GOLDEN };
        let start = file.floor_char_boundary(at.min(file.len()));
        let end = file.ceil_char_boundary((start + usize::from(with.is_empty())).min(file.len()));
        let broken = format!("{}{with}{}", file.split_at(start).0, file.split_at(end).1);
        let (project, ..) = read(&broken);
        // What is read can be written, and is read the same again.
        let files = written(&project, &WebAnno);
        if project.article_count() == 1 {
            let again = read(&files.text("a.tsv")).0;
            prop_assert_eq!(text(&again), text(&project));
            prop_assert_eq!(said(&again).len(), said(&project).len());
            prop_assert_eq!(written(&again, &WebAnno).text("a.tsv"), files.text("a.tsv"));
        }
    }
}
