//! What plain merges leave is mended, in the same way each time, and told.

use super::*;

/// The golden file with things changed, read; its repairs as sentences.
#[track_caller]
fn mended(changes: &[(&str, &str)]) -> (Project, Vec<String>) {
    let mut file = golden();
    for (from, to) in changes {
        assert!(file.contains(from), "{from} is in the file");
        file = file.replacen(from, to, 1);
    }
    let read = read(&file).unwrap_or_else(|error| panic!("{error}"));
    let again = self::read(&write(&read.project)).unwrap();
    assert_eq!((again.project, again.repairs), (read.project.clone(), vec![]), "a mended project is whole");
    (read.project, read.repairs.iter().map(Repair::to_string).collect())
}

#[test]
fn a_mark_goes_to_the_only_place_of_its_words() {
    let (project, repairs) = mended(&[(
        "\"Inspectors found 40 cracks\",\n                \"\"",
        "\"Four inspectors\",\n                \"Inspectors found 40 cracks\",\n                \"\"",
    )]);
    let sentence = |mark: &str| format!("the words of mark {mark} were not at its place but once elsewhere in the text: it was moved there");
    assert_eq!(repairs, ["m0000000000a", "m8d1k5r2t7zz", "m3v9q2m8x1ab", "m00000000002"].map(sentence));
    let claim = project.mark("m8d1k5r2t7zz".parse().unwrap()).unwrap();
    let text = project.text_of(claim).unwrap();
    assert_eq!(claim.at.words(text), "Mayor … سلام");
    assert_eq!(claim.links[0].cue[0].of(text), "said", "the cue moved with it");
}

#[test]
fn many_marks_go_to_the_only_places_of_their_words() {
    // More words than are looked for one by one: long and short ones, some twice in the text, some nowhere.
    let lines: Vec<String> = (0..60).map(|number| format!("سلام-{number:02} 👩‍👩‍👧‍👦 the bridge, number {number:02}")).collect();
    let mark = |number: usize, quote: &str| format!("(id: \"m00000000{number:03}\", label: Claim, at: [(0, 1)], quote: [\"{quote}\"]),");
    let marks: String = lines.iter().enumerate().map(|(number, line)| mark(number, line)).collect();
    let text: String = lines.iter().map(|line| format!("\"{line}\",")).collect();
    let file = |marks: &str| format!("(format: 1, articles: [(id: \"a00000000000\", text: [\"x\", {text}], marks: [{marks}])])");
    let whole = read(&file(&(marks.clone() + &mark(100, "-07") + &mark(101, "number 59")))).unwrap();
    assert_eq!(whole.repairs.len(), 62);
    let words: Vec<&str> = whole.project.marks().map(|mark| mark.at.first().of(whole.project.text_of(mark).unwrap())).collect();
    assert_eq!(words[..60], lines);
    assert_eq!(words[60..], ["-07", "number 59"]);
    let lost = read(&file(&(mark(200, "the bridge, number") + &marks + &mark(201, "the bridge, number 99") + &mark(202, "07")))).unwrap_err();
    let FormatError::Quotes(misfits) = lost else { panic!("{lost}") };
    assert_eq!(misfits.iter().map(|misfit| misfit.mark.to_string()).collect::<Vec<_>>(), ["m00000000200", "m00000000201", "m00000000202"]);
}

#[test]
fn words_that_stand_twice_are_not_guessed() {
    let file = golden().replace("\"Inspectors found 40 cracks\",\n                \"\"", "\" Inspectors, Inspectors\",\n                \"\"");
    assert!(matches!(read(&file), Err(FormatError::Quotes(misfits)) if misfits.len() == 1));
}

#[test]
fn double_ids() {
    let (project, repairs) =
        mended(&[("id: \"m3v9q2m8x1ab\"", "id: \"m0000000000a\""), ("id: \"a00000000000\"", "id: \"a7k2m9q4x1cb\""), ("c00000000002", "c00000000001")]);
    assert_eq!(repairs.len(), 4, "three ids, and the link to the source that lost its id: {repairs:?}");
    assert!(repairs[0].starts_with("the id a7k2m9q4x1cb was there twice: the second one is a"), "{repairs:?}");
    assert_eq!((project.article_count(), project.mark_count(), project.comments().count()), (2, 4, 2));
    assert_eq!(project.marks_in("a7k2m9q4x1cb".parse().unwrap()).count(), 4, "marks stay with the article they stood in");
}

#[test]
fn marks_of_a_double_article_stay_with_it() {
    let article = "(id: \"a00000000000\", text: [\"one\"], marks: [(id: \"m0000000000N\", label: Claim, at: [(0, 3)], quote: [\"one\"])]),";
    let second = article.replace("one", "two").replace('N', "2");
    let file = format!("(format: 1, articles: [{}{second}])", article.replace('N', "1"));
    let project = read(&file).unwrap().project;
    let words: Vec<&str> = project.marks().map(|mark| mark.at.first().of(project.text_of(mark).unwrap())).collect();
    assert_eq!(words, ["one", "two"]);
}

#[test]
fn links_to_nothing_to_itself_twice_and_between_wrong_ends() {
    let link = "(kind: SaidBy, to: \"m3v9q2m8x1ab\", cue: [(46, 50)])";
    let nothing = link.replace("m3v9q2m8x1ab", "m00000000099");
    let itself = "(kind: SameAs, to: \"m8d1k5r2t7zz\")";
    let ends = "(kind: Supports, to: \"m3v9q2m8x1ab\")";
    let (project, repairs) = mended(&[(link, &format!("{nothing}, {itself}, {link}, {link}, {ends}"))]);
    assert_eq!(
        repairs,
        [
            "the link SaidBy from mark m8d1k5r2t7zz to m00000000099, which is not there, was dropped",
            "the link SameAs from mark m8d1k5r2t7zz to itself was dropped",
            "the link SaidBy from mark m8d1k5r2t7zz to m3v9q2m8x1ab was there twice: one was dropped",
            "the link Supports from mark m8d1k5r2t7zz to m3v9q2m8x1ab was dropped: it goes from a claim to a claim",
        ]
    );
    assert_eq!(project.mark("m8d1k5r2t7zz".parse().unwrap()).unwrap().links.len(), 1);
    let back = "(format: 1, articles: [(id: \"a00000000000\", text: [\"one two\"], marks: [
        (id: \"m00000000002\", label: Claim, at: [(0, 3)], quote: [\"one\"], links: [(kind: SameAs, to: \"m00000000001\")]),
        (id: \"m00000000001\", label: Claim, at: [(4, 7)], quote: [\"two\"], links: [(kind: SameAs, to: \"m00000000002\")]),
    ])])";
    let read = read(back).unwrap();
    assert_eq!(read.repairs.len(), 1);
    assert_eq!(read.project.marks().map(|mark| mark.links.len()).collect::<Vec<_>>(), [1, 0], "the link of the smaller id stays");
}

#[test]
fn checks_and_comments_that_hang_in_the_air() {
    let (project, repairs) = mended(&[("id: \"k00000000001\"", "id: \"k00000000002\""), ("about: \"a7k2m9q4x1cb\"", "about: \"m00000000099\"")]);
    assert_eq!(
        repairs,
        [
            "claim m8d1k5r2t7zz mentioned check k00000000001, which is not there: the mention was dropped",
            "comment c00000000001 was about m00000000099, which is not there, and was dropped; it said: “First”",
            "comment c00000000002 answered c00000000001, which is not there: it stands by itself now",
        ]
    );
    assert_eq!(project.comments().count(), 1);
}

#[test]
fn disorder() {
    let (project, repairs) = mended(&[
        ("tags: [\"cost\", ", "tags: [\"cost\", \"cost\", "),
        ("skip: [(94, 101)]", "skip: [(97, 101), (94, 99)]"),
        ("blocks: [(0, Title), (4, Caption)]", "blocks: [(4, Caption), (0, Title), (99, Quote), (4, Heading)]"),
        ("at: [(28, 33), (53, 57)], quote: [\"Mayor\", \"سلام\"]", "at: [(53, 57), (28, 33)], quote: [\"سلام\", \"Mayor\"]"),
    ]);
    assert_eq!(
        repairs,
        [
            "the ranges of mark m8d1k5r2t7zz were not in text order: they were put in order",
            "the tag “cost” was there twice: the first one stays",
            "the zones to skip of article a7k2m9q4x1cb were not in text order or overlapped: they were put in order and joined",
            "the blocks of article a7k2m9q4x1cb did not name its paragraphs in order: they were put in order, and what named none was dropped",
        ]
    );
    assert_eq!(project, read(&golden()).unwrap().project);
}
