//! Annotations of other programs, words that are not at their places, and texts that are somewhere else.

use super::*;

/// What was read of another program is written, read and written again, each time alike, with nothing refused but what the page says of itself.
fn written_twice(words: &str, text: &str) {
    let mut all = shared::Memory::of("a.jsonld", words.as_bytes());
    all.begin(text).unwrap();
    all.put(TEXT.as_bytes()).unwrap();
    let (project, _) = shared::taken(&W3c, &all, options());
    assert!(project.marks().count() > 0);
    let first = shared::written(&project, &W3c);
    let (again, intake) = shared::taken(&W3c, &first, options());
    assert_eq!((&intake.refused[..], &intake.repaired[..]), (&[][..], &[][..]));
    let second = shared::written(&again, &W3c);
    assert!(second == first, "{}", shared::difference(&second, &first));
}

/// A row of the service of Hypothesis, an annotation of its JSON-LD, and one of RecogitoJS about the same words.
#[test]
fn hypothesis_and_recogito_are_read_in_their_own_forms() {
    let selectors = r#"{"type":"RangeSelector","startOffset":12},{"type":"TextPositionSelector","start":12,"end":25},
        {"type":"TextQuoteSelector","exact":"GDP rose 4.2%","prefix":"«","suffix":"»"}"#;
    let target = format!(r#"[{{"source":"https://example.org/article","selector":[{selectors}]}}]"#);
    let row = format!(
        r#"{{"total":1,"rows":[{{"id":"h1","uri":"https://example.org/article","user":"acct:amira@hypothes.is","created":"2026-01-05T10:00:00.5+00:00","text":"needs the *base* year","tags":["Claim","urgent"],"target":{target}}}]}}"#
    );
    let linked = format!(
        r#"{{"@context":"http://www.w3.org/ns/anno.jsonld","type":"Annotation","id":"https://hypothes.is/a/h1","creator":"acct:amira@hypothes.is","created":"2026-01-05T10:00:00.5+00:00",
        "body":[{{"type":"TextualBody","format":"text/markdown","value":"needs the *base* year"}},{{"type":"TextualBody","purpose":"tagging","value":"Claim"}},{{"type":"TextualBody","purpose":"tagging","value":"urgent"}}],"target":{target}}}"#
    );
    for words in [&row, &linked] {
        let (document, refused) = read(&W3c, &files(words, &[("article.txt", TEXT)]));
        let refused: Vec<_> = refused.into_iter().filter(|(_, why)| !why.contains("page as a whole")).collect();
        assert_eq!(refused, []);
        let span = &document[0].spans[0];
        assert_eq!((span.label.as_str(), span.note.as_str(), span.by.as_str()), ("Claim", "needs the *base* year", "acct:amira@hypothes.is"));
        assert_eq!((span.tags.join(","), span.on.as_str()), ("urgent".to_owned(), "2026-01-05T10:00:00.5+00:00"));
        assert_eq!((document[0].unit, &span.at[..]), (Some(Unit::Utf16), &[(12, 25)][..]), "as browsers count");
    }
    for words in [&row, &linked] {
        written_twice(words, "article.txt");
    }
    let only_note = linked.replace("\"tagging\"", "\"linking\"");
    assert_eq!(read(&W3c, &files(&only_note, &[("article.txt", TEXT)])).0[0].spans[0].label, "commenting");

    let mark = |id: &str, label: &str, start: usize, end: usize, exact: &str| {
        format!(
            r##"{{"@context":"http://www.w3.org/ns/anno.jsonld","id":"#{id}","type":"Annotation","body":[{{"type":"TextualBody","value":"{label}","purpose":"tagging"}}],
            "target":{{"selector":[{{"type":"TextQuoteSelector","exact":"{exact}"}},{{"type":"TextPositionSelector","start":{start},"end":{end}}}]}}}}"##
        )
    };
    let link = r##"{"id":"#l","type":"Annotation","motivation":"linking","body":[{"type":"TextualBody","value":"SaidBy","purpose":"tagging"}],"target":[{"id":"#c"},{"id":"#s"}]}"##;
    let all = format!("[{},{},{link}]", mark("c", "Claim", 12, 25, "GDP rose 4.2%"), mark("s", "Source", 33, 36, "ONS"));
    let (documents, refused) = read(&W3c, &files(&all, &[("a.txt", TEXT)]));
    assert_eq!((documents.len(), refused), (1, vec![]));
    written_twice(&all, "a.txt");
    let (spans, links) = said(&documents[0]);
    assert_eq!(spans.iter().map(|(label, words)| (label.as_str(), words[0].1.as_str())).collect::<Vec<_>>(), [("Claim", "GDP rose 4.2%"), ("Source", "ONS")]);
    assert_eq!(links, [("SaidBy".to_owned(), "Claim GDP rose 4.2%".to_owned(), "Source ONS".to_owned())]);
}

#[test]
fn words_that_are_not_at_their_place_go_where_they_stand_once_and_else_are_refused() {
    let text = "one two three two four";
    let at = |selectors: &str| {
        let all = format!(
            r#"[{},{{"id":"urn:b","type":"Annotation","bodyValue":"b","target":{{"source":"https://example.org/article","selector":{{"type":"TextPositionSelector","start":0,"end":3}}}}}}]"#,
            mark(r#""bodyValue":"a""#, selectors)
        );
        let mut documents = Vec::new();
        let mut take = |document| documents.push(document);
        let mut reading = Reading::new(&mut take);
        W3c.read(&files(&all, &[("article.txt", text)]), &mut reading);
        let told: Vec<String> = [&reading.repaired, &reading.refused].into_iter().flatten().map(|told| told.why.clone()).collect();
        let document: Document = documents.remove(0);
        (document.spans.iter().map(|span| span.at.clone()).collect::<Vec<_>>(), told)
    };
    let quote = |start: usize, end: usize, words: &str| {
        format!(r#"{{"type":"TextPositionSelector","start":{start},"end":{end}}},{{"type":"TextQuoteSelector",{words}}}"#)
    };
    let moved = "a urn:uuid:c1: its words were not at its place but once elsewhere in the text, as far as is known: it was moved there";
    let (first, second) = (vec![(8, 13)], vec![(0, 3)]);
    assert_eq!(at(&quote(8, 13, r#""exact":"three""#)), (vec![first.clone(), second.clone()], vec![]));
    assert_eq!(at(&quote(2, 7, r#""exact":"three""#)), (vec![first, second.clone()], vec![moved.to_owned()]));
    assert_eq!(at(&quote(0, 3, r#""exact":"two","prefix":"three ","suffix":" four""#)), (vec![vec![(14, 17)], second.clone()], vec![moved.to_owned()]));
    let why = "a urn:uuid:c1: its words are not at 0..3, and stand nowhere else alone";
    for words in [r#""exact":"two""#, r#""exact":"two","prefix":"five ""#, r#""exact":"five""#, r#""exact":"""#] {
        assert_eq!(at(&quote(0, 3, words)), (vec![second.clone()], vec![why.to_owned()]), "{words}");
    }
}

#[test]
fn one_that_is_wrong_does_not_change_in_what_the_others_are_counted() {
    let quote = |id: &str, start: usize, end: usize, exact: &str| {
        format!(
            r#"{{"id":"{id}","type":"Annotation","bodyValue":"a","target":{{"source":"urn:a","selector":[{{"type":"TextPositionSelector","start":{start},"end":{end}}},{{"type":"TextQuoteSelector","exact":"{exact}"}}]}}}}"#
        )
    };
    let all = format!("[{},{},{}]", quote("urn:1", 3, 4, "b"), quote("urn:2", 5, 6, "b"), quote("urn:3", 0, 1, "c"));
    let (documents, refused) = read(&W3c, &files(&all, &[("a.txt", "📈 b b")]));
    assert_eq!((documents[0].unit, documents[0].spans.len(), refused.len()), (Some(Unit::Utf16), 2, 1));
}

#[test]
fn texts_are_beside_the_page_or_in_the_project() {
    let first = shared::written(&hard(), &W3c);
    let page = first.text(FILE);
    assert!(!page.contains("Nothing here"), "the texts are not in the page");
    let id = "a3v9q2m8x1ac";
    assert_eq!(first.text(&format!("{id}.txt")), "Nothing here");
    // Where the export is one file, its texts are named after that.
    let renamed = files(&page, &[(&format!("a.{id}.txt"), "Nothing here")]);
    let (documents, _) = read(&W3c, &renamed);
    assert_eq!(documents.iter().map(|document| document.text.is_empty()).collect::<Vec<_>>(), [true, false]);
    // Without a text it is the project's.
    let mut project = hard();
    let mut ids = crate::project::Ids::new(7);
    let by = "b".into();
    let foreign = r#"{"id":"urn:n","type":"Annotation","bodyValue":"Rumour","target":{"source":"urn:factmark:a3v9q2m8x1ac","selector":{"type":"TextQuoteSelector","exact":"here"}}}"#;
    for (words, marks, known) in [(page.as_str(), 0, 9), (foreign, 1, 0)] {
        let mut hand = crate::edit::Hand { by: &by, now: crate::project::Moment::UNIX_EPOCH, ids: &mut ids };
        let intake = crate::formats::Taking::new(&project, &mut hand, options()).read(&W3c, &Memory::of("a.jsonld", words));
        assert_eq!((&intake.refused[..], intake.articles, intake.marks, intake.known), (&[][..], 0, marks, known));
        project.apply(&intake.change).unwrap();
    }
    let other = r#"{"id":"urn:n","type":"Annotation","bodyValue":"Rumour","target":{"source":"urn:x","selector":{"type":"TextQuoteSelector","exact":"here"}}}"#;
    let (_, intake) = shared::taken(&W3c, &shared::Memory::of("a.jsonld", other.as_bytes()), options());
    assert_eq!((intake.refused.len(), intake.articles), (1, 0));
}

#[test]
fn what_several_files_say_of_one_text_is_told_by_its_name() {
    let of = |id: &str, exact: &str| {
        format!(
            r#"{{"id":"{id}","type":"Annotation","bodyValue":"x","target":{{"source":"urn:t","selector":{{"type":"TextQuoteSelector","exact":"{exact}"}}}}}}"#
        )
    };
    let mut all = Memory::of("a.jsonld", of("urn:1", "one"));
    for (name, words) in [("b.jsonld", of("urn:2", "none")), ("t.txt", "one two".to_owned())] {
        all.begin(name).unwrap();
        all.put(words.as_bytes()).unwrap();
    }
    let mut take = |document: Document| assert_eq!((document.file.as_str(), document.line, document.spans.len()), ("t.txt", 0, 1));
    let mut reading = Reading::new(&mut take);
    W3c.read(&all, &mut reading);
    assert_eq!(reading.refused.iter().map(|refused| (refused.file.as_str(), refused.line)).collect::<Vec<_>>(), [("t.txt", 0)]);
}

#[test]
fn no_source_takes_a_text_that_may_be_anothers() {
    let of = |id: &str, source: &str| {
        format!(
            r#"{{"id":"{id}","type":"Annotation","bodyValue":"x","target":{{"source":"{source}","selector":{{"type":"TextPositionSelector","start":0,"end":3}}}}}}"#
        )
    };
    let two = format!("[{},{}]", of("urn:1", "urn:one"), of("urn:2", "urn:two"));
    let (documents, _) = read(&W3c, &files(&two, &[("a.txt", "one two")]));
    let said: Vec<(bool, usize)> = documents.iter().map(|document| (document.is_named_only, document.spans.len())).collect();
    assert_eq!(said, [(true, 1), (true, 1), (false, 0)], "the file is about two sources, and its own name says nothing of them");
}
