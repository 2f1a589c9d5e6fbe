//! Files that other people's programs wrote.

use super::*;
use crate::formats::label_studio::NAME;

const SAMPLE: &str = include_str!("../../../../tests/data/formats/label_studio/label_studio.json");
const EXPECTED: &str = include_str!("../../../../tests/data/formats/label_studio/expected.json");

#[test]
fn the_sample_reads_as_expected() {
    let expected: serde_json::Value = serde_json::from_str(EXPECTED).unwrap();
    let documents = read_whole(SAMPLE);
    let found: Vec<serde_json::Value> = documents
        .iter()
        .map(|document| {
            let span = |span: &Span| {
                assert_eq!((span.by.as_str(), span.on.as_str(), span.state), ("1", "2025-01-01T00:00:00Z", Some(MarkState::Accepted)));
                assert_eq!(span.quote, [words(document, span)]);
                serde_json::json!({"id": span.id, "label": span.label, "start": span.at[0].0, "end": span.at[0].1, "text": words(document, span)})
            };
            let link = |tie: &crate::formats::Tie| serde_json::json!({"type": tie.kind, "from": tie.from, "to": tie.to});
            let (spans, links): (Vec<_>, Vec<_>) = (document.spans.iter().map(span).collect(), document.ties.iter().map(link).collect());
            serde_json::json!({"id": document.id, "text": document.text, "spans": spans, "links": links})
        })
        .collect();
    assert_eq!(serde_json::Value::from(found), expected["docs"]);
    assert_eq!(documents.iter().map(|document| document.line).collect::<Vec<_>>(), [2, 151]);
    assert_eq!(documents[0].spans[1].line, 27, "each span has its own line");
}

#[test]
fn what_label_studio_wrote_goes_back_to_it() {
    let json = r#"[{"id":57,"data":{"text":"Sales rose 5%.","id":"row-9","batch":[1, 2]},"meta":{"k":1.50},"inner_id":3,
      "annotations":[
       {"id":12,"completed_by":{"id":4,"email":"a@b.org"},"was_cancelled":false,"lead_time":1.50,"created_at":"2024-02-01T10:00:00.000001Z","result":[
        {"id":"c1","from_name":"topic","to_name":"text","type":"taxonomy","value":{"start":0,"end":13,"taxonomy":[["a","b"]]}},
        {"id":"c1","from_name":"ner","to_name":"text","type":"labels","origin":"manual","value":{"start":0,"end":13,"text":"Sales rose 5%","labels":["Claim"],"x":0},"meta":{"text":["base year?"],"z":[1]}},
        {"id":"c1","from_name":"verdict","to_name":"text","type":"choices","origin":"manual","value":{"start":0,"end":13,"choices":["False"]}},
        {"id":"f1","from_name":"ner","to_name":"text","type":"labels","value":{"start":11,"end":13,"text":"5%","labels":["Figure"]}},
        {"from_id":"c1","to_id":"f1","type":"relation","direction":"left","labels":["Quantifies"]},
        {"from_id":"c1","to_id":"f1","type":"relation","direction":"right"},
        {"id":"q","from_name":"quality","to_name":"text","type":"choices","value":{"choices":["good"]}}]},
       {"id":13,"completed_by":5,"was_cancelled":true,"result":[{"id":"c1","from_name":"ner","to_name":"text","type":"labels","value":{"start":0,"end":5,"labels":["Claim"]}}]}],
      "predictions":[{"id":2,"model_version":"v1","score":0.5,"result":[
        {"id":"c1","from_name":"ner","to_name":"text","type":"labels","score":0.25,"value":{"start":6,"end":10,"labels":["Claim"]}},
        {"id":"p","from_name":"ner","to_name":"text","type":"labels","value":{"start":6,"end":10,"labels":["Figure","Source"]}}]}]}]"#;
    let documents = read_whole(json);
    let [document] = documents.as_slice() else { panic!("{documents:?}") };
    assert_eq!((document.id.as_str(), document.state), ("row-9", Some(ArticleState::Done)));
    let spans: Vec<_> =
        document.spans.iter().map(|span| (span.id.as_str(), words(document, span), span.by.as_str(), span.score, span.state.unwrap())).collect();
    let expected = [
        ("c1", "Sales rose 5%", "a@b.org", None, MarkState::Accepted),
        ("f1", "5%", "a@b.org", None, MarkState::Accepted),
        ("c1@13", "Sales", "5", None, MarkState::Proposed),
        ("c1@2", "rose", "v1", Some(0.25), MarkState::Proposed),
        ("p", "rose", "v1", Some(0.5), MarkState::Proposed),
        ("p@2", "rose", "v1", Some(0.5), MarkState::Proposed),
    ];
    assert_eq!(spans, expected);
    let claim = &document.spans[0];
    assert_eq!((claim.note.as_str(), claim.attributes.as_slice()), ("base year?", [("verdict".to_owned(), "False".to_owned())].as_slice()));
    let kept = r#"{"annotation":12,"region":{"from_name":"ner","value":{"x":0},"meta":{"z":[1]},"origin":"manual"},"fields":{"verdict":{"origin":"manual"}},"#;
    let results = r#""results":[{"from_name":"topic","to_name":"text","type":"taxonomy","value":{"start":0,"end":13,"taxonomy":[["a","b"]]}}]}"#;
    assert_eq!((&*claim.kept[0].format, claim.kept[0].text.as_str()), (NAME, format!("{kept}{results}").as_str()));
    let ties: Vec<_> = document.ties.iter().map(|tie| (tie.kind.as_str(), tie.from.as_str(), tie.to.as_str())).collect();
    assert_eq!(ties, [("Quantifies", "f1", "c1"), ("relation", "c1", "f1")]);

    let project = taken(&documents, None);
    let files = written(&project, true);
    let text = files.text("label-studio.json");
    let task: serde_json::Value = serde_json::from_str(text).unwrap();
    let task = &task[0];
    assert_eq!((&task["id"], &task["inner_id"], &task["data"]["original_id"]), (&57.into(), &3.into(), &"row-9".into()));
    assert_eq!(task["data"]["batch"], serde_json::json!([1, 2]));
    assert!(text.contains(r#""meta":{"k":1.50}"#) && text.contains(r#""lead_time":1.50"#), "numbers as they were written");
    let annotation = &task["annotations"][0];
    assert_eq!((&annotation["id"], &annotation["completed_by"]["email"]), (&12.into(), &"a@b.org".into()));
    let results = annotation["result"].as_array().unwrap();
    let all: Vec<&str> = results.iter().map(|result| result["from_name"].as_str().or(result["type"].as_str()).unwrap()).collect();
    assert_eq!(all, ["ner", "note", "topic", "ner", "relation", "relation", "quality"], "a verdict is a check's, which is not read here");
    assert_eq!((&results[0]["origin"], &results[0]["meta"]["z"], &results[0]["value"]["x"]), (&"manual".into(), &serde_json::json!([1]), &0.into()));
    assert_eq!(results[2]["id"], results[0]["id"], "under the id that the region has now");
    assert_eq!(results[0]["meta"].get("by"), None, "the annotation says it");
    assert_eq!(task["annotations"][1], serde_json::json!({"id": 13, "completed_by": 5, "was_cancelled": true, "result": []}));
    assert_eq!(task["predictions"][0]["result"].as_array().unwrap().len(), 3);
    assert_eq!(task["predictions"][1]["result"].as_array().unwrap().len(), 1, "the region of somebody who skipped the task is a proposal");
    assert!(files.text("label-studio.config.xml").contains(r#"<Labels name="ner" toName="text">"#));

    let again = taken(&read(&files).0, None);
    assert_eq!(written(&again, true), files);
}

#[test]
fn the_text_is_what_the_regions_are_about() {
    let task = |data: &str, to: &str| {
        format!(
            r#"[{{"data":{data},"annotations":[{{"result":[{{"id":"a","from_name":"l","to_name":"{to}","type":"labels","value":{{"start":0,"end":1,"labels":["X"]}}}}]}}]}}]"#
        )
    };
    let text = |json: &str| read_whole(json)[0].text.clone();
    assert_eq!(text(&task(r#"{"title":"T","text":"the text"}"#, "text")), "the text");
    assert_eq!(text(&task(r#"{"title":"T","text":"the text"}"#, "title")), "T");
    assert_eq!(text(&task(r#"{"url":"u","body":"longest"}"#, "unknown")), "longest");
    assert_eq!(text(r#"[{"text":"bare data"}]"#), "bare data");
    assert_eq!(text("\u{feff}{\"text\":\"one\"}\n{\"text\":\"two\"}\n"), "one");

    let config = r#"<View><Text name="t" value="$short"/><Labels name="l" toName="t"/></View>"#;
    let files = Memory::of(&[("a.json", &task(r#"{"short":"s","body":"longest"}"#, "t")), ("label-studio.config.xml", config)]);
    let (documents, refused) = read(&files);
    assert_eq!((documents[0].text.as_str(), refused), ("s", Vec::new()));

    let files = written(&taken(&documents, None), true);
    assert!(files.text("label-studio.json").contains(r#""data":{"short":"s","#), "under its own name again");
    assert!(files.text("label-studio.config.xml").contains(r#"<Text name="t" value="$short"/>"#));
}

#[test]
fn a_page_is_read_by_its_global_offsets() {
    let region = |id: &str, start: usize, text: &str| {
        let end = start + text.encode_utf16().count();
        let place =
            format!(r#""start":"/p[1]/text()[1]","end":"/p[1]/text()[1]","startOffset":1,"endOffset":2,"globalOffsets":{{"start":{start},"end":{end}}}"#);
        format!(r#"{{"id":"{id}","from_name":"l","to_name":"page","type":"hypertextlabels","value":{{{place},"text":"{text}","hypertextlabels":["Claim"]}}}}"#)
    };
    let html = r"<style>p{}</style><p title='a>b'>A &amp; 👍 &lt;b&gt;</p>\r\n<!-- no --><p>5 < 6<br/>last</p>";
    // A & 👍 <b>⏎5 < 6⏎last
    for (line_break, last) in [("counts", 17), ("does not count", 16)] {
        let results = [region("a", 0, "A & 👍"), region("b", 11, "5 < 6"), region("c", last, "last")].join(",");
        let documents = read_whole(&format!(r#"[{{"data":{{"page":"{html}"}},"annotations":[{{"result":[{results}]}}]}}]"#));
        let document = &documents[0];
        assert_eq!(document.text.replace('\n', "⏎"), if last == 17 { "A & 👍 <b>⏎5 < 6⏎last" } else { "A & 👍 <b>⏎5 < 6last" }, "a line break {line_break}");
        assert_eq!(document.unit, Some(Unit::Utf16));
        assert!(document.spans.iter().all(|span| span.quote == [words(document, span)]));
        assert!(document.spans[0].kept[0].text.contains(r#""meta":{"hypertext":{"to_name":"page","start":"/p[1]/text()[1]""#));
        let files = written(&taken(&documents, None), true);
        assert!(files.text("label-studio.json").contains(r#""value":{"start":0,"end":5,"text":"A & 👍","labels":["Claim"]}"#), "code points of the text");
        let (again, refused) = read(&files);
        assert_eq!((again[0].text.as_str(), refused), (document.text.as_str(), Vec::new()));
        assert_eq!(written(&taken(&again, None), true), files);
    }
}

#[test]
fn json_min_is_read() {
    let json = r#"[{"text":"Sales rose 5%.","id":7,"ner":[{"start":11,"end":13,"text":"5%","labels":["Figure","Number"]}],
      "quality":"good","annotator":1,"annotation_id":9,"created_at":"2024-02-01T10:00:00Z","lead_time":2.0}]"#;
    let documents = read_whole(json);
    let spans: Vec<_> = documents[0].spans.iter().map(|span| (span.label.as_str(), words(&documents[0], span), span.by.as_str(), span.line)).collect();
    assert_eq!(spans, [("Figure", "5%", "1", 1), ("Number", "5%", "1", 1)]);
    assert_eq!(documents[0].id, "7");
    let kept = r#"{"task":{"id":7},"data":{"quality":"good"},"annotations":[{"id":9,"completed_by":1,"created_at":"2024-02-01T10:00:00Z","lead_time":2.0}]}"#;
    assert_eq!(documents[0].kept[0].text, kept);
}

#[test]
fn places_of_old_editions_and_quotes_without_line_ends_are_understood() {
    let task = |start: usize, end: usize, quote: &str| {
        format!(
            r#"[{{"data":{{"text":"📈 up\nand  up 4%"}},"annotations":[{{"result":[{{"id":"a","type":"labels","value":{{"start":{start},"end":{end},"text":"{quote}","labels":["X"]}}}}]}}]}}]"#
        )
    };
    let one = |json: &str| {
        let document = read_whole(json).remove(0);
        let found = words(&document, &document.spans[0]).to_owned();
        assert_eq!(document.spans[0].quote.iter().filter(|quote| **quote != found).count(), 0);
        (document.unit.unwrap(), found)
    };
    assert_eq!(one(&task(2, 4, "up")), (Unit::CodePoints, "up".to_owned()));
    assert_eq!(one(&task(3, 5, "up")), (Unit::Utf16, "up".to_owned()), "before 1.4");
    assert_eq!(one(&task(2, 12, r"up\\nand up")), (Unit::CodePoints, "up\nand  up".to_owned()), "a line end as two characters, a double space as one");
    let wrong = read_whole(&task(0, 1, "nowhere")).remove(0);
    assert_eq!((wrong.unit, wrong.spans[0].quote.as_slice()), (Some(Unit::CodePoints), ["nowhere".to_owned()].as_slice()), "left to whoever believes it");
}

#[test]
fn the_config_names_everything_that_is_written() {
    let mut ids = Ids::new(5);
    let text = article("It fell <5>.", &mut ids);
    let mut own = mark(&text, &["fell"], "A \"<b>\"\n", &mut ids);
    own.tags = vec!["t&t".into(), "no \u{0} in XML".into()];
    let project = Project::assemble(Parts { articles: vec![text], marks: vec![Arc::new(own)], ..Parts::default() }).unwrap();
    let files = written(&project, false);
    let xml = files.text("label-studio.config.xml");
    for part in [
        r#"    <Relation value="SaidBy"/>"#,
        r#"    <Label value="Claim"/>"#,
        "    <Label value=\"A &quot;&lt;b&gt;&quot;&#10;\"/>",
        r#"  <Text name="text" value="$text"/>"#,
        r#"  <Choices name="worth" toName="text" perRegion="true" visibleWhen="region-selected" whenTagName="label" whenLabelValue="Claim" choice="single-radio">"#,
        r#"    <Choice value="CheckWorthy"/>"#,
        r#"whenLabelValue="Claim" choice="multiple">"#,
        r#"    <Choice value="t&amp;t"/>"#,
        r#"  <TextArea name="note" toName="text" perRegion="true" visibleWhen="region-selected" editable="true"/>"#,
    ] {
        assert!(xml.lines().any(|line| line.contains(part)), "{part}\n{xml}");
    }
    let names: Vec<&str> = xml.split(" name=\"").skip(1).filter_map(|part| part.split('"').next()).collect();
    let all = [
        "label", "text", "worth", "voice", "kinds", "verdict", "naming", "kind", "how", "trend", "name", "low", "high", "unit", "what", "tags", "discuss",
        "note",
    ];
    assert_eq!(names, all);
}

/// What is said of the results of a task with this text: the words of each span with its label, what is refused, and what is put right.
fn said(data: &str, results: &str) -> (Vec<String>, Vec<String>, Vec<String>) {
    let json = format!(r#"[{{"data":{{{data}}},"annotations":[{{"result":[{results}]}}]}}]"#);
    let mut documents = Vec::new();
    let mut take = |document| documents.push(document);
    let mut reading = Reading::new(&mut take);
    LabelStudio.read(&Memory::of(&[("a.json", &json)]), &mut reading);
    let plain = |said: Vec<Refused>| said.into_iter().map(|said| said.why).collect::<Vec<_>>();
    let (refused, repaired) = (plain(reading.refused), plain(reading.repaired));
    let spans = documents.iter().flat_map(|document: &Document| document.spans.iter().map(|span| format!("{} {}", span.label, words(document, span))));
    (spans.collect(), refused, repaired)
}

fn region(id: &str, value: &str) -> String {
    format!(r#"{{"id":"{id}","from_name":"label","to_name":"text","type":"labels","value":{{{value},"labels":["X"]}}}}"#)
}

const JOHN: &str = r#""text":"📈 John said GDP rose.""#;

#[test]
fn half_a_sign_in_the_words_is_a_place_inside_a_pair() {
    let (spans, refused, _) = said(JOHN, &region("r", r#""start":1,"end":7,"text":"\udcc8 John""#));
    assert_eq!(spans, Vec::<String>::new());
    assert_eq!(refused, ["task 1: region `r` begins or ends inside a UTF-16 pair: its words hold half a character (a surrogate)"]);
}

#[test]
fn blanks_at_the_edges_of_a_place_are_left_out_where_the_words_have_none() {
    let (spans, refused, repaired) =
        said(JOHN, &[region("a", r#""start":1,"end":6,"text":"John""#), region("b", r#""start":2,"end":7,"text":"John""#)].join(","));
    assert_eq!((spans, refused), (vec!["X John".to_owned(), "X John".to_owned()], vec![]));
    let why = |id: &str| format!("task 1: X {id}: its words are without the blanks at the edges of its place, so these were left out");
    assert_eq!(repaired, [why("a"), why("b")]);
    let (spans, _, repaired) = said(JOHN, &region("a", r#""start":1,"end":6,"text":" John""#));
    assert_eq!((spans, repaired), (vec!["X  John".to_owned()], vec![]));
    let one = |value: &str| {
        let json = format!(r#"[{{"data":{{{JOHN}}},"annotations":[{{"result":[{}]}}]}}]"#, region("a", value));
        let (document, _) = (read_whole(&json).remove(0), ());
        document.spans[0].quote[0] == words(&document, &document.spans[0])
    };
    assert!(!one(r#""start":2,"end":6,"text":" John""#), "left to whoever believes it");
    assert!(!one(r#""start":1,"end":2,"text":"\\n""#), "a blank is no line end");
}

#[test]
fn places_without_words_are_told() {
    let (spans, _, repaired) = said(JOHN, &region("a", r#""start":3,"end":7"#));
    let why = "task 1: nothing in it says in what its places are counted: they were taken as UTF-16 code units, where all begin and end with words; as code points they do not all begin and end with words";
    assert_eq!((spans, repaired), (vec!["X John".to_owned()], vec![why.to_owned()]));
    let both = [region("a", r#""start":2,"end":6,"text":"John""#), region("b", r#""start":7,"end":11"#)].join(",");
    assert_eq!(said(JOHN, &both), (vec!["X John".to_owned(), "X said".to_owned()], vec![], vec![]), "the words of one say it of all");
}

#[test]
fn places_may_be_numbers_in_strings() {
    let (spans, refused, repaired) = said(JOHN, &region("a", r#""start":"2","end":"6","text":"John""#));
    assert_eq!((spans, refused, repaired), (vec!["X John".to_owned()], vec![], vec![]));
    let (spans, refused, _) =
        said(r#""text":"<b>John</b>\r\nsaid""#, &[region("a", r#""start":"x","end":"6""#), region("b", r#""start":3,"end":7"#)].join(","));
    assert_eq!(
        (spans, refused),
        (vec!["X John".to_owned()], vec!["task 1: region `a` does not say in whole numbers where it begins and ends".to_owned()]),
        "no page"
    );
}

#[test]
fn regions_of_other_types_are_read_or_named() {
    let result = |id: &str, kind: &str, value: &str| format!(r#"{{"id":"{id}","from_name":"x","to_name":"text","type":"{kind}","value":{{{value}}}}}"#);
    let results = [
        result("a", "ner", r#""start":2,"end":6,"text":"John","ner":["PER"]"#),
        result("b", "taxonomy", r#""start":2,"end":6,"text":"John","taxonomy":[["A","B"]]"#),
        result("c", "paragraphlabels", r#""start":"0","end":"0","startOffset":0,"endOffset":4,"text":"John","paragraphlabels":["PER"]"#),
        result("d", "choices", r#""start":7,"end":11,"text":"said","choices":["Verb"]"#),
        result("a", "choices", r#""start":2,"end":6,"text":"John","choices":["more of it"]"#),
    ];
    let (spans, refused, repaired) = said(JOHN, &results.join(","));
    assert_eq!(spans, ["PER John"]);
    assert_eq!(refused, ["task 1: region `c` stands in a dialogue (paragraphlabels), which is not read as a text"]);
    let kept = |id: &str, kind: &str| format!("task 1: region `{id}` marks words, but as `{kind}`, not with labels; it is kept, but is no mark");
    assert_eq!(repaired, ["task 1: region `a` is of the type `ner`; it was read as one of labels".to_owned(), kept("b", "taxonomy"), kept("d", "choices")]);
}

#[test]
fn one_broken_region_of_json_min_does_not_hide_the_others() {
    let json = r#"[{"text":"John said","id":7,"label":[{"end":4,"text":"John","labels":["X"]},{"start":5,"end":9,"text":"said","labels":["X"]}]}]"#;
    let (documents, refused) = read(&Memory::of(&[("a.json", json)]));
    assert_eq!(documents[0].spans.iter().map(|span| words(&documents[0], span)).collect::<Vec<_>>(), ["said"]);
    assert_eq!(refused[0].why, "task 7: a region without an id does not say in whole numbers where it begins and ends");
    let (_, refused) = read(&Memory::of(&[("a.json", r#"{"text":"John said","spans":[{"start":0,"end":4,"label":"X"}]}"#)]));
    assert_eq!(refused[0].why, "task 1: `spans` looks like 1 spans, but is no regions of Label Studio");
}

#[test]
fn the_text_is_where_the_words_are_else_what_is_no_address() {
    let url = format!("http://x/{}", "y".repeat(200));
    let data = format!(r#""title":"short","body":"John said GDP rose.","url":"{url}""#);
    assert_eq!(said(&data, &region("a", r#""start":5,"end":9,"text":"said""#)), (vec!["X said".to_owned()], vec![], vec![]));
    let (spans, refused, repaired) = said(&data, &region("a", r#""start":5,"end":9"#));
    assert_eq!((spans, refused), (vec!["X said".to_owned()], vec![]));
    assert_eq!(repaired, ["task 1: nothing says which of its strings is the text: `body` was taken, the longest"]);
}
