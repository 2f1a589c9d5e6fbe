//! Hard texts and names, and arbitrary projects.

use super::super::{names, spell};
use super::*;
use crate::project::generate;
use proptest::prelude::*;

const TEXT: &str = "📈👩‍👩‍👧‍👦 e\u{301}a\u{a0}b سلام دنیا\r\nשלום\t北京天气\rlone\n\nend";

/// A mark of the words that stand once in the text.
fn marked(article: &Article, ids: &mut Ids, label: &str, parts: &[&str]) -> Mark {
    let text = article.text.as_str();
    let range = |words: &&str| TextRange::new(&article.text, text.find(*words).map(|start| start..start + words.len()).unwrap()).unwrap();
    let span = Span { label: label.to_owned(), ..Span::default() };
    let at = Fragments::new(parts.iter().map(range).collect()).unwrap();
    Mark { at, ..mark(&Span { at: vec![(0, 1)], ..span }, article, ids, &mut Parts::default()) }
}

fn hard_project() -> Project {
    let mut ids = Ids::new(1);
    let origin = crate::article::Origin { file: "é.txt".to_owned(), ..Default::default() };
    let article = Article {
        id: ArticleId::next(&mut ids),
        title: String::new(),
        origin,
        state: ArticleState::Todo,
        blocks: Vec::new(),
        skip: Vec::new(),
        text: Text::new(TEXT),
        kept: Vec::new(),
    };
    let mut marks: Vec<Mark> = [
        ("Claim", &["📈👩‍👩‍👧‍👦 e\u{301}a\u{a0}b سلام"][..]),
        ("Source", &["e\u{301}a", "دنیا\r\nשלום\t北京"]),
        ("Name_Calling,Labeling", &["b سلام دنیا\r\nשל"]),
        ("Figure", &["📈", "北京", "lone\n\nend"]),
        ("Claim", &["\u{a0}"]),
        ("“\u{202e}\n", &["\r\n"]),
    ]
    .into_iter()
    .map(|(label, parts)| marked(&article, &mut ids, label, parts))
    .collect();
    marks[0].note = "one\\\n\ttwo\r".to_owned();
    marks[4].note = "plain \\n".to_owned();
    let (source, labelling) = (marks[1].id, marks[2].id);
    marks[0].links.push(Link { kind: LinkKind::named("SaidBy"), to: source, cue: Vec::new(), auto: false });
    marks[3].links.push(Link { kind: LinkKind::Own("“Answers”\n".into()), to: labelling, cue: Vec::new(), auto: false });
    let meaning = Source { name: " a\n_x41_\tb ".into(), ..Source::default() };
    marks[1].meaning = Meaning::Source(Box::new(meaning));
    Project::assemble(Parts { articles: vec![article], marks: marks.into_iter().map(Arc::new).collect(), ..Parts::default() }).unwrap()
}

#[test]
fn a_hard_document_comes_back_at_the_same_words() {
    let project = hard_project();
    let files = written(&project);
    let documents = taken(&files);
    assert_eq!(documents[0].text, TEXT);
    let mut expected: Vec<(String, Vec<String>, String)> = project
        .marks()
        .map(|mark| (mark.label().name().to_owned(), mark.at.iter().map(|range| TEXT.get(range.bytes()).unwrap().to_owned()).collect(), mark.note.clone()))
        .collect();
    let mut found: Vec<_> = documents[0].spans.iter().map(|span| (span.label.clone(), words(&documents[0], span).0, span.note.clone())).collect();
    expected.sort();
    found.sort();
    assert_eq!(found, expected);
    let source = documents[0].spans.iter().find(|span| span.label == "Source").unwrap();
    assert_eq!(source.attributes, [("name".to_owned(), " a\n_x41_\tb ".to_owned())]);
    let label = |id: &str| documents[0].spans.iter().find(|span| span.id == id).unwrap().label.as_str();
    let mut ties: Vec<_> = documents[0].ties.iter().map(|tie| (tie.kind.as_str(), label(&tie.from), label(&tie.to))).collect();
    ties.sort_unstable();
    assert_eq!(ties, [("SaidBy", "Claim", "Source"), ("“Answers”\n", "Figure", "Name_Calling,Labeling")]);
    assert_eq!(written(&super::project(&documents)), files);
}

#[test]
fn every_line_is_one_that_brat_takes() {
    let files = written(&hard_project());
    let text = files.text("é.txt");
    assert_eq!(text, TEXT);
    let characters: Vec<char> = text.chars().collect();
    let mut spans = 0;
    for line in files.text("é.ann").lines().filter(|line| line.starts_with('T')) {
        let fields: Vec<&str> = line.split('\t').collect();
        let (label, places) = fields[1].split_once(' ').unwrap();
        assert!(label.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-".contains(&byte)), "{label}");
        let slices: Vec<String> = places
            .split(';')
            .map(|place| {
                let (start, end) = place.split_once(' ').unwrap();
                characters[start.parse().unwrap()..end.parse().unwrap()].iter().collect()
            })
            .collect();
        assert_eq!(fields.len(), 3, "{line}");
        // A mark of nothing but a line break has blanks in its place, which is the most that the format can say of it.
        assert_eq!(slices.join(" ").replace(['\r', '\n'], " "), fields[2]);
        assert!(label.starts_with("_x201C_") || slices.iter().all(|slice| *slice == unbroken(slice)), "{line}");
        spans += 1;
    }
    assert_eq!(spans, 6);
}

#[test]
fn names_and_values_are_spelt_and_read_back() {
    let spelt = [
        ("Claim", "Claim"),
        ("pos_xy", "pos_xy"),
        ("max_x", "max_x"),
        ("é", "_xE9_"),
        ("a b", "a_x20_b"),
        ("_x41_", "_x5F_x41_"),
        ("a_x41é", "a_x5F_x41_xE9_"),
        ("", "_x_"),
        ("_x_", "_x5F_x_"),
        ("👩‍👩", "_x1F469__x200D__x1F469_"),
    ];
    for (name, expected) in spelt {
        assert_eq!(spell::name(name), expected);
        assert_eq!(spell::named(expected), name);
    }
    for foreign in ["_x41_", "a_x110000_", "_xZZ_", "_x0000000041_", "_xe9_", "_xD800_", "a_x"] {
        assert_eq!(spell::named(foreign), foreign, "no spelling of ours");
    }
    assert_eq!(spell::value("a\tb_x9_"), "a_x9_b_x5F_x9_");
    assert_eq!(spell::noted("\\q\\\\n\\n\\"), "\\q\\n\n\\");
}

#[test]
fn the_configuration_names_everything_once() {
    let conf = written(&hard_project());
    let conf = conf.text(names::FILE);
    for line in [
        "[entities]\nClaim\nSource\nFigure\n",
        "\n_x201C__x202E__xA_\n",
        "SaidBy\tArg1:Claim, Arg2:Source\n",
        "SameAs\tArg1:Figure, Arg2:Figure, <REL-TYPE>:symmetric\n",
    ] {
        assert_eq!(conf.matches(line).count(), 1, "{line} in\n{conf}");
    }
    for line in [
        "_x201C_Answers_x201D__xA_\tArg1:<ENTITY>, Arg2:<ENTITY>\n",
        "[events]\n[attributes]\nworth\tArg:Claim, Value:NotFactual|Unimportant|CheckWorthy\n",
        "name\tArg:Source\n",
    ] {
        assert_eq!(conf.matches(line).count(), 1, "{line} in\n{conf}");
    }
}

/// A label, its words, a note and attributes.
type Said = (String, String, String, Vec<(String, String)>);

/// What a project's marks are, as far as a file can say it.
fn said(project: &Project) -> Vec<Said> {
    let export = Export::of(project, false);
    let mut all = Vec::new();
    for (article, _) in &export.articles {
        for mark in export.marks(article) {
            let words: String = mark.at.iter().map(|range| range.of(&article.text)).collect();
            let attributes = attributes(project, mark).into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
            all.push((mark.label().name().to_owned(), unbroken(&words), mark.note.clone(), attributes));
        }
    }
    all.sort();
    all
}

fn read_back(documents: &[Document]) -> Vec<Said> {
    let spans = documents.iter().flat_map(|document| document.spans.iter().map(move |span| (document, span)));
    let mut all: Vec<_> =
        spans.map(|(document, span)| (span.label.clone(), unbroken(&words(document, span).0.concat()), span.note.clone(), span.attributes.clone())).collect();
    all.sort();
    all
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn arbitrary_projects_come_back_and_are_written_alike(project in generate::project()) {
        let files = written(&project);
        let (documents, refused) = read(&files);
        let is_empty = project.articles().next().is_none();
        prop_assert_eq!(refused.len(), 0, "{:?}", refused);
        prop_assert_eq!(read_back(&documents), said(&project));
        let mut texts: Vec<&str> = documents.iter().map(|document| document.text.as_str()).collect();
        let mut expected: Vec<&str> = project.articles().map(|article| article.text.as_str()).collect();
        texts.sort_unstable();
        expected.sort_unstable();
        prop_assert_eq!(texts, expected);
        let export = Export::of(&project, false);
        let links = export.articles.iter().flat_map(|(article, _)| export.links(article)).filter(|(from, _, to)| from.article == to.article).count();
        prop_assert_eq!(documents.iter().map(|document| document.ties.len()).sum::<usize>(), links);
        if !is_empty {
            prop_assert_eq!(written(&super::project(&documents)), files);
        }
    }

    #[test]
    fn a_text_that_begins_with_a_byte_order_mark_keeps_it(text in "\u{feff}?x[\r\n\t\u{feff}]{0,3}") {
        let document = Document { text: text.clone(), origin: crate::article::Origin { file: "a.txt".to_owned(), ..Default::default() }, ..Document::default() };
        prop_assert_eq!(&taken(&written(&super::project(&[document])))[0].text, &text);
    }

    #[test]
    fn every_name_is_read_as_it_was_spelt(name in "[a_x0-9AF\u{e9}\n -]{0,12}", note in "[\\\\nrt\n\r\tq]{0,8}") {
        prop_assert!(spell::name(&name).bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-".contains(&byte)));
        let (spelt, value) = (spell::name(&name), spell::value(&name));
        prop_assert_eq!(spell::named(&spelt), name.as_str());
        prop_assert_eq!(spell::valued(&value), name.as_str());
        prop_assert_eq!(spell::noted(&spell::note(&note)), note);
    }
}
