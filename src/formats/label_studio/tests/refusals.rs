//! What is refused, and that nothing panics.

use super::*;
use crate::formats::jsonl_lines::scan::{DEEPEST, Next, Scanner};
use crate::formats::label_studio::json::compact;
use proptest::prelude::*;

fn refused(json: &[u8]) -> Vec<(usize, String)> {
    let files = Memory { files: vec![("a.json".to_owned(), json.to_vec())], step: 0 };
    read(&files).1.into_iter().map(|refused| (refused.line, refused.why)).collect()
}

/// A task with one result on its third line.
fn with_result(result: &str) -> Vec<u8> {
    format!("[{{\"id\":7,\"data\":{{\"text\":\"abc\",\"title\":\"T\"}},\n\"annotations\":[{{\"result\":[\n{result}]}}]}}]").into_bytes()
}

#[test]
fn each_refusal_says_where_and_why() {
    let deep = format!("[{}1{}]", "[".repeat(DEEPEST + 1), "]".repeat(DEEPEST + 1));
    let files: [(&[u8], usize, &str); 16] = [
        (b"", 1, "the file is empty"),
        (b"\n x", 2, "the file begins with neither a list of tasks nor a task; it was not read"),
        (b"[\n{\"text\":\"a\"}\n", 3, "the file ends before its list of tasks does"),
        (b"[{\"text\":\n\"a", 1, "the file ends inside a task; nothing was read from here on"),
        (b"{\"text\":\"a\"}\nx", 2, "something other than a task follows a task; the rest of the file was not read"),
        (b"[{\"text\":\"a\"} x]", 1, "neither a comma nor the end of the list follows a task; the rest of the file was not read"),
        (b"[]\n[]", 2, "something follows the end of the list of tasks; the rest of the file was not read"),
        (b"[\n7]", 2, "task 1 cannot be read: it is no object"),
        (b"[{\n\"a\":tru}]", 2, "task 1 cannot be read: it is no JSON: expected ident"),
        (b"[{\"a\":\n\"\xff\"}]", 2, "task 1 is not in UTF-8"),
        (deep.as_bytes(), 1, "the task is nested too deeply: 129 levels, and 128 is the limit"),
        (b"[{\"id\":7,\n\"data\":[]}]", 2, "task 7 has data that is no object"),
        (b"[{\"id\":7,\"data\":{\"a\":\"xy\",\"b\":\"zz\"}}]", 1, "task 7 has no text: nothing says whether it is `b` or `a`, which are equally long"),
        (b"[{\"data\":{\"text\":\"a\"},\n\"annotations\":[1]}]", 2, "task 1: number 1 of its annotations is no object"),
        (b"[{\"data\":{\"text\":\"a\"},\n\"predictions\":[{\"result\":1}]}]", 2, "task 1: number 1 of its predictions has no list of results"),
        (b"[{\"data\":{\"text\":\"a\\ud800\"}}]", 1, "task 1 has no text: its `text` holds half a character (a surrogate)"),
    ];
    for (file, line, why) in files {
        assert_eq!(refused(file), [(line, why.to_owned())], "{}", String::from_utf8_lossy(file));
    }
    let region = |inner: &str| format!("{{\"id\":\"r\",\"to_name\":\"text\",\"type\":\"labels\",\"value\":{{{inner}}}}}");
    let many = format!("\"start\":0,\"end\":1,\"labels\":[{}]", vec!["\"x\""; 51].join(","));
    let results = [
        ("1".to_owned(), "a result is no object"),
        (region("\"start\":\"/p[1]\",\"end\":\"/p[1]\",\"labels\":[\"x\"]"), "region `r` has only an XPath for a place, and no global offsets"),
        (region("\"start\":0.5,\"end\":1,\"labels\":[\"x\"]"), "region `r` does not say in whole numbers where it begins and ends"),
        (region("\"start\":-1,\"end\":1,\"labels\":[\"x\"]"), "region `r` does not say in whole numbers where it begins and ends"),
        (region("\"start\":0,\"end\":1"), "region `r` has no label"),
        (region(&many), "region `r` has 51 labels, and 50 is the limit"),
        ("{\"type\":\"relation\",\"to_id\":\"r\"}".to_owned(), "a relation has no from_id"),
        ("{\"type\":\"relation\",\"from_id\":\"q\",\"to_id\":\"r\"}".to_owned(), "a relation names region `q`, which its annotation does not have"),
    ];
    for (result, why) in results {
        assert_eq!(refused(&with_result(&result)), [(3, format!("task 7: {why}"))]);
    }
    let other = "{\"type\":\"labels\",\"to_name\":\"title\",\"value\":{\"start\":0,\"end\":1,\"labels\":[\"x\"]}}";
    let both = format!("{},\n{other}", region("\"start\":0,\"end\":1,\"labels\":[\"x\"]"));
    assert_eq!(refused(&with_result(&both)), [(4, "task 7: a region without an id marks another text of its task, `title`".to_owned())]);
    let files = Memory::of(&[("a.xml", "<View/>")]);
    let why = "no labelling config: it has no object of the kind Text or HyperText";
    assert_eq!(read(&files).1, [Refused { file: "a.xml".to_owned(), line: 0, why: why.to_owned() }]);
    let many = refused(format!("[{}1]", "1,".repeat(30_000)).as_bytes());
    assert_eq!(many.len(), 20_002);
    assert_eq!(many.last().unwrap().1, "more than 20000 things are not as they should be; the rest of the file was not read");
}

#[test]
fn a_task_that_is_too_long_is_passed_over() {
    let json = "[{\"a\":\"0123456789\"},\n{\"b\":1}]";
    let mut scanner = Scanner::new(Box::new(BufReader::with_capacity(3, json.as_bytes())), 10, "task");
    let mut bytes = Vec::new();
    let mut seen = Vec::new();
    loop {
        match scanner.next(&mut bytes) {
            Next::One(line) => seen.push((line, String::from_utf8(bytes.clone()).unwrap())),
            Next::Refused(line, why) | Next::Repaired(line, why) => seen.push((line, why)),
            Next::End => break,
        }
    }
    let long = "the task is too long: 18 bytes, and 10 is the limit".to_owned();
    assert_eq!(seen, [(1, long), (2, "{\"b\":1}".to_owned())]);
}

#[test]
fn other_tasks_are_read_beside_one_that_is_refused() {
    let (documents, refused) = read(&Memory::of(&[("a.json", "[{\"text\":\"a\"},\n{\"text\":},\n{\"text\":\"c\"}]")]));
    assert_eq!(documents.iter().map(|document| (document.line, document.text.as_str())).collect::<Vec<_>>(), [(1, "a"), (3, "c")]);
    assert_eq!(refused.len(), 1);
}

/// Sentences, each with its line.
type Lines = Vec<(usize, String)>;

/// The lines of a file of tasks that were read and what is told of it, each with its line; whatever the steps it is read in.
fn lines(json: &str) -> (Vec<usize>, Lines, Lines) {
    let of = |step: usize| {
        let files = Memory { step, ..Memory::of(&[("a.json", json)]) };
        let mut documents = Vec::new();
        let mut take = |document: Document| documents.push(document.line);
        let mut reading = Reading::new(&mut take);
        LabelStudio.read(&files, &mut reading);
        let said = |said: Vec<Refused>| said.into_iter().map(|said| (said.line, said.why)).collect::<Vec<_>>();
        let (refused, repaired) = (said(reading.refused), said(reading.repaired));
        (documents, refused, repaired)
    };
    let whole = of(0);
    assert!((1..9).all(|step| of(step) == whole));
    whole
}

#[test]
fn a_broken_task_does_not_take_the_others_with_it() {
    let task = |number: usize| {
        format!(
            r#"{{"id":{number},"data":{{"text":"text {number}"}},"annotations":[{{"result":[{{"type":"labels","value":{{"start":0,"end":4,"labels":["C"]}}}}]}}]}}"#
        )
    };
    let list = |second: &str| format!("[{},\n{second},\n{},\n{}]\n", task(1), task(3), task(4));
    let rows = |second: &str| format!("{}\n{second}\n{}\n{}\n", task(1), task(3), task(4));
    let cut = |count: usize| task(2).chars().take(task(2).len() - count).collect::<String>();
    let unended = "the task does not end before the next one begins; what stands on this line was not read";
    let others = vec![1, 3, 4];
    for second in [cut(1), cut(2), cut(3), cut(20), task(2).replace("\"C\"", "\"C"), task(2).replace("[{", "[")] {
        for json in [list(&second), rows(&second)] {
            let (read, refused, _) = lines(&json);
            let is_named = !refused.is_empty() && refused.iter().all(|(line, _)| *line == 2);
            assert!(read == others && is_named, "{json}\n{refused:?}");
        }
    }
    assert_eq!(lines(&list(&cut(1))).1, [(2, unended.to_owned())]);
    assert_eq!(lines(&rows("{\"data\": broken")).1, [(2, unended.to_owned())]);
    // Inside the list of results another object may follow; only the end of the file tells.
    let cut = r#"{"data":{"text":"a"},"annotations":[{"result":[{"type":"labels"}"#;
    assert_eq!(lines(&list(cut)), (others.clone(), vec![(2, unended.to_owned())], vec![]));
    assert_eq!(lines(&rows(r#"{"data":{"text":"a"},"annotations":"#)), (others.clone(), vec![(2, unended.to_owned())], vec![]), "a row may follow the colon");
    assert_eq!(lines(&list(&("[".to_owned() + &task(2)))), (others.clone(), vec![(2, unended.to_owned())], vec![]), "a list is no task");
    let garbage = "something other than a task follows a task; what stands on this line was not read";
    assert_eq!(lines(&rows("garbage {")), (others, vec![(2, garbage.to_owned())], vec![]));
    let all = vec![1, 2, 3, 4];
    let brace = (2, "a brace stands behind a task that closes nothing; it was passed over".to_owned());
    assert_eq!(lines(&list(&(task(2) + "}"))), (all.clone(), vec![], vec![brace]));
    let no_comma = (3, "no comma stands between two tasks".to_owned());
    assert_eq!(lines(&list(&task(2)).replacen(",\n{\"id\":3", "\n{\"id\":3", 1)), (all.clone(), vec![], vec![no_comma]));
    let comma = (2, "a comma stands where a task should; it was passed over".to_owned());
    assert_eq!(lines(&list(&(",,".to_owned() + &task(2)))), (all.clone(), vec![], vec![comma]));
    let end = (2, "something follows the end of the list of tasks; what stands on this line was not read".to_owned());
    assert_eq!(lines(&list(&(task(2) + "]"))), (all, vec![end], vec![]));
}

#[test]
fn tasks_on_several_lines_are_told_apart_by_their_blanks() {
    let task = |number: usize| format!("  {{\n    \"id\": {number},\n    \"data\": {{\n      \"text\": \"text {number}\"\n    }}\n  }}");
    let json = |second: &str| format!("[\n{},\n{second},\n{}\n]\n", task(1), task(3));
    assert_eq!(lines(&json(&task(2))), (vec![2, 8, 14], vec![], vec![]));
    let why = |line: usize| vec![(8, format!("the task does not end before the next one begins; what stands from here to line {line} was not read"))];
    assert_eq!(lines(&json(task(2).trim_end_matches('}'))), (vec![2, 14], why(13), vec![]));
    assert_eq!(lines(&json(&task(2).replace("text 2\"", "text 2"))), (vec![2, 14], why(13), vec![]));
    // Where nothing is indented, objects inside a task begin as tasks do.
    let flat = |text: &str| text.lines().map(str::trim_start).collect::<Vec<_>>().join("\n").replace(": {", ":\n{");
    assert_eq!(lines(&flat(&json(&task(2)))), (vec![2, 9, 16], vec![], vec![]));
}

#[test]
fn a_file_of_nothing_but_beginnings_ends() {
    let json = format!("[{}", "{\"a\":[{\"b\":1},\n".repeat(3_000));
    let (documents, refused) = read(&Memory::of(&[("a.json", &json)]));
    assert_eq!(documents, []);
    assert!(!refused.is_empty());
}

const TASK: &str = r#"[{"id":57,"data":{"text":"Sales 👍 rose\n5%.","id":"r","links":[{"kind":"SameAs","from":"c","to":"c"}],"skip":[[0,2]]},"annotations":[
 {"id":12,"completed_by":{"email":"a@b.org"},"created_at":"2024-02-01T10:00:00Z","result":[
 {"id":"c","from_name":"ner","to_name":"text","type":"labels","value":{"start":0,"end":13,"text":"Sales","labels":["Claim","B"]},"meta":{"text":["n"],"by":"x","on":null}},
 {"id":"c","from_name":"verdict","to_name":"text","type":"choices","value":{"start":0,"end":13,"choices":["False"]}},
 {"id":"h","type":"hypertextlabels","value":{"start":"/p","globalOffsets":{"start":1,"end":3},"hypertextlabels":["Claim"]}},
 {"from_id":"c","to_id":"c","type":"relation","direction":"bi","labels":["x"],"meta":{"links":[{"cue":[[1,2]],"auto":true}]}}]}],
 "predictions":[{"model_version":"v","score":0.5,"result":[{"id":"c","type":"labels","score":1e-9,"value":{"start":6,"end":10,"labels":["X"]}}]}]},
 {"text":"<p>a &amp; b<br></p>","label":[{"start":1,"end":2,"labels":["X"]}],"annotation_id":1}]"#;

/// Reads what may be anything, and writes again what was read of it.
fn survives(files: &Memory) {
    let (documents, _) = read(files);
    for document in &documents {
        let units = Units::of(&document.text, document.unit.unwrap_or(Unit::CodePoints));
        let fits = |span: &Span| span.at.iter().all(|(start, end)| start < end && units.bytes(*start..*end).is_some());
        let spans: Vec<Span> = document.spans.iter().filter(|span| fits(span) && !span.label.is_empty()).cloned().collect();
        if document.text.is_empty() {
            continue;
        }
        // What was kept is written back, whatever it is.
        let plain = Document { text: document.text.clone(), unit: document.unit, kept: document.kept.clone(), spans, ..Document::default() };
        let first = written(&taken(&[plain], None), true);
        assert_eq!(read(&first).1, [], "{first:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn arbitrary_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..200), step in 1_usize..9) {
        survives(&Memory { files: vec![("a.json".to_owned(), bytes.clone()), ("a.xml".to_owned(), bytes)], step });
    }

    #[test]
    fn changed_files_never_panic(changes in prop::collection::vec((any::<prop::sample::Index>(), 0..4_usize, any::<prop::sample::Index>()), 1..5)) {
        const PARTS: [&str; 16] = ["", "\"", "{", "}", "[", "]", ",", "\\", "0", "99999999999999999999", "null", "\"id\":", "-1", "👍", "\u{2028}", "{\"a\":"];
        let mut bytes = TASK.as_bytes().to_vec();
        for (at, cut, part) in changes {
            let at = at.index(bytes.len());
            let end = (at + cut).min(bytes.len());
            bytes.splice(at..end, part.get(&PARTS).bytes());
        }
        survives(&Memory { files: vec![("a.json".to_owned(), bytes)], step: 7 });
    }

    #[test]
    fn a_file_is_the_same_whatever_the_steps_it_is_read_in(step in 1_usize..40) {
        let whole = Memory::of(&[("a.json", TASK)]);
        let (documents, refused) = read(&Memory { step, ..whole.clone() });
        prop_assert_eq!(documents.len(), 2);
        prop_assert_eq!((documents, refused), read(&whole));
    }
}

#[test]
fn white_space_in_strings_is_kept() {
    assert_eq!(compact("{ \"a b\\\" c\" :\n[ 1 , \" \\\\\" ] }"), "{\"a b\\\" c\":[1,\" \\\\\"]}");
}
