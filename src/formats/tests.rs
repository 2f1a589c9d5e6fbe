//! What holds of every format: there and back is the same, nothing stands on other words, and no bytes end in a panic.

use super::*;
use crate::edit::Hand;
use crate::project::generate::{self, HARD};
use crate::project::{Ids, Label, Moment, Name};
use crate::text::Text;
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::io::Cursor;

/// Files in memory.
#[derive(Default, Clone, PartialEq)]
pub(super) struct Memory {
    files: BTreeMap<String, Vec<u8>>,
    last: String,
}

impl std::fmt::Debug for Memory {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_map().entries(self.files.iter().map(|(name, bytes)| (name, String::from_utf8_lossy(bytes)))).finish()
    }
}

impl Memory {
    /// A file's words.
    pub(super) fn text(&self, name: &str) -> String {
        String::from_utf8(self.files[name].clone()).unwrap()
    }

    /// A file's bytes.
    #[cfg(feature = "parquet")]
    pub(super) fn bytes(&self, name: &str) -> &[u8] {
        &self.files[name]
    }

    /// One file.
    pub(super) fn of(name: &str, bytes: &[u8]) -> Self {
        Self { files: [(name.to_owned(), bytes.to_vec())].into(), last: String::new() }
    }
}

impl Output for Memory {
    fn begin(&mut self, path: &str) -> io::Result<()> {
        assert!(self.files.insert(path.to_owned(), Vec::new()).is_none(), "{path} is written twice");
        path.clone_into(&mut self.last);
        Ok(())
    }

    fn put(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.files.get_mut(&self.last).unwrap().extend_from_slice(bytes);
        Ok(())
    }
}

impl Files for Memory {
    fn paths(&self) -> Vec<String> {
        self.files.keys().cloned().collect()
    }

    fn open(&self, path: &str) -> io::Result<Box<dyn BufRead + '_>> {
        Ok(Box::new(Cursor::new(self.files.get(path).ok_or(io::ErrorKind::NotFound)?)))
    }
}

pub(super) fn written(project: &Project, format: &dyn Format) -> Memory {
    let mut files = Memory::default();
    format.write(&Export::of(project, true), &mut files).unwrap();
    // Which file was written last says nothing about them.
    files.last.clear();
    files
}

/// A project with what the files say, and what was not as it should be.
pub(super) fn taken(format: &dyn Format, files: &Memory, options: Options) -> (Project, Intake) {
    let mut project = Project::default();
    let (mut ids, by) = (Ids::new(5), Name::default());
    let mut hand = Hand { by: &by, now: Moment::UNIX_EPOCH, ids: &mut ids };
    let intake = Taking::new(&project, &mut hand, options).read(format, files);
    project.apply(&intake.change).unwrap();
    assert_eq!(project.faults(), []);
    (project, intake)
}

fn options(format: &dyn Format) -> Options {
    Options { format: format.about().name, ..Options::default() }
}

/// Whether no name of the project's own is read as one of the program's, which other tools' files may write in any case.
pub(super) fn names_stay(project: &Project) -> bool {
    let label = |label: &Label| Label::named(label.name()) == *label;
    let kind = |link: &Link| crate::project::LinkKind::named(link.kind.name()) == link.kind;
    project.marks().all(|mark| label(&mark.label()) && mark.links.iter().all(kind))
}

/// Where two writings part.
pub(super) fn difference(one: &Memory, two: &Memory) -> String {
    let (one, two) = (format!("{one:?}"), format!("{two:?}"));
    let at = one.bytes().zip(two.bytes()).take_while(|(a, b)| a == b).count();
    let from = crate::text::grapheme_floor(&one, at.saturating_sub(80));
    let shown = |words: &str| words.get(from..).unwrap_or_default().chars().take(160).collect::<String>();
    format!("{}\n  and {}", shown(&one), shown(&two))
}

fn span(at: &[(usize, usize)], quote: &[&str]) -> Span {
    Span { label: "claim".into(), at: at.to_vec(), quote: quote.iter().map(|words| (*words).to_owned()).collect(), ..Span::default() }
}

/// The words of each span of a document, or why it has none.
fn words(document: &Document, wanted: Option<Unit>) -> (Unit, Vec<String>) {
    let text = crate::text::Text::new(document.text.as_str());
    let anchored = anchored(document, &text, wanted);
    let said = anchored.spans.into_iter().map(|placed| match placed {
        Ok(Placed { at, is_moved: false }) => at.words(&text),
        Ok(Placed { at, is_moved: true }) => format!("moved {}", at.words(&text)),
        Err(why) => why,
    });
    (anchored.unit, said.collect())
}

#[test]
fn the_unit_is_the_one_in_which_every_quote_fits() {
    let text = "é📈 e\u{301} GDP rose 4.2%, said ONS";
    let byte = text.find("GDP").unwrap();
    for unit in Unit::ALL {
        let units = crate::text::Units::of(text, unit);
        let (start, end) = (units.at(byte), units.at(byte + 3));
        let document = Document { text: text.into(), spans: vec![span(&[(start, end)], &["GDP"])], ..Document::default() };
        assert_eq!(words(&document, None), (unit, vec!["GDP".to_owned()]));
    }
}

#[test]
fn words_that_are_not_at_their_place_are_moved_where_they_stand_once_and_else_refused() {
    let text = "one two three two";
    let document = |at: (usize, usize), quote: &[&str]| Document { text: text.into(), spans: vec![span(&[at], quote)], ..Document::default() };
    let said = |at, quote: &[&str]| words(&document(at, quote), None).1.remove(0);
    assert_eq!(said((4, 7), &["two"]), "two");
    assert_eq!(said((0, 5), &["three"]), "moved three");
    assert_eq!(said((0, 3), &["two"]), "its words are not at 0..3; no single other place has its words");
    assert_eq!(said((0, 3), &["four"]), "its words are not at 0..3; no single other place has its words");
    assert_eq!(said((3, 3), &[]), "3..3 is no place: its end is not behind its start");
    assert_eq!(said((12, 40), &[]), "12..40 is no place of the text, which has 17 code points");
    let fragments = Document { text: text.into(), spans: vec![span(&[(8, 13), (0, 3)], &["three", "one"])], ..Document::default() };
    assert_eq!(words(&fragments, None).1, ["one … three"], "in the order of the text");
}

#[test]
fn a_broken_line_does_not_move_others_to_another_unit() {
    let text = Text::new("📈📈📈 no no no\n");
    let spans = vec![span(&[(10, 12)], &["no"]), span(&[(13, 15)], &["no"]), span(&[(0, 2)], &["zz"])];
    let document = Document { text: text.as_str().to_owned(), unit: Some(Unit::CodePoints), spans, ..Document::default() };
    let Anchored { unit, spans, doubt } = anchored(&document, &text, None);
    assert_eq!((unit, doubt.is_some()), (Unit::Utf16, true), "most of its words are there, and that is told");
    let starts: Vec<Option<usize>> = spans.iter().map(|span| span.as_ref().ok().map(|placed| placed.at.start())).collect();
    let no = |number: usize| text.as_str().match_indices("no").nth(number).map(|(byte, _)| byte);
    assert_eq!(starts, [no(1), no(2), None]);
    // As many are at their place in code points as in UTF-16, and not at the same: neither is taken.
    let spans = vec![span(&[(10, 12)], &["no"]), span(&[(0, 2)], &["zz"])];
    let document = Document { text: text.as_str().to_owned(), unit: Some(Unit::CodePoints), spans, ..Document::default() };
    let said = anchored(&document, &text, None).spans.remove(0).unwrap_err();
    assert!(said.starts_with("its place is another one in code points, UTF-16 code units"), "{said}");
}

#[test]
fn a_few_words_that_are_somewhere_by_accident_make_no_unit() {
    let text = Text::new("📈 no no no no cat cat dog dog hen hen\n");
    let spans = vec![span(&[(1, 4)], &["cat"]), span(&[(1, 4)], &["dog"]), span(&[(1, 4)], &["hen"]), span(&[(6, 8)], &["no"])];
    let document = Document { text: text.as_str().to_owned(), unit: Some(Unit::CodePoints), spans, ..Document::default() };
    let Anchored { unit, spans, doubt } = anchored(&document, &text, None);
    assert_eq!((unit, doubt, spans.iter().filter(|span| span.is_ok()).count()), (Unit::CodePoints, None, 0));
}

/// What is in a project after files were read into it, and how many marks were known.
fn twice(first: &str, second: &str) -> (Vec<Vec<String>>, usize) {
    let (mut project, _) = taken(&Jsonl, &Memory::of("rows.jsonl", first.as_bytes()), options(&Jsonl));
    let (mut ids, by) = (Ids::new(9), Name::default());
    let mut hand = Hand { by: &by, now: Moment::UNIX_EPOCH, ids: &mut ids };
    let intake = Taking::new(&project, &mut hand, options(&Jsonl)).read(&Jsonl, &Memory::of("rows.jsonl", second.as_bytes()));
    project.apply(&intake.change).unwrap();
    let marks = |article: &Arc<Article>| project.marks_in(article.id).map(|mark| format!("{}{}", mark.label(), mark.at.start())).collect();
    (project.articles().map(marks).collect(), intake.known)
}

#[test]
fn what_is_read_again_is_known_and_goes_to_the_article_that_it_came_from() {
    let rows = "{\"id\":\"one\",\"text\":\"two 📈 two\",\"spans\":[{\"label\":\"Claim\",\"start\":0,\"end\":3},{\"label\":\"Claim\",\"start\":0,\"end\":3}]}\n\
                {\"id\":\"two\",\"text\":\"two 📈 two\",\"spans\":[{\"label\":\"Figure\",\"start\":6,\"end\":9}]}\n";
    let list = |marks: &[&str]| marks.iter().map(|mark| (*mark).to_owned()).collect::<Vec<_>>();
    let (marks, known) = twice(rows, rows);
    assert_eq!((marks, known), (vec![list(&["Claim0", "Claim0"]), list(&["Figure9"])], 3), "two equal spans are two marks, and both are known");
    let turned =
        "{\"id\":\"two\",\"text\":\"two 📈 two\",\"spans\":[{\"label\":\"Figure\",\"start\":6,\"end\":9},{\"label\":\"Claim\",\"start\":0,\"end\":3}]}\n";
    let (marks, known) = twice(rows, turned);
    assert_eq!((marks, known), (vec![list(&["Claim0", "Claim0"]), list(&["Claim0", "Figure9"])], 1), "of two articles with one text it is the one of this id");
}

#[test]
fn labels_are_mapped_and_others_become_the_projects_own() {
    let row = r#"{"id":"x","text":"one two three","spans":[{"id":"1","label":"Content","start":0,"end":3},{"id":"2","label":"CLAIM","start":4,"end":7},{"id":"3","label":"Rumour","start":8,"end":13}],"links":[{"type":"Cites","from":"1","to":"3"},{"type":"SaidBy","from":"2","to":"3"},{"type":"Cites","from":"9","to":"3"}]}"#;
    let files = Memory::of("a.jsonl", row.as_bytes());
    let (project, intake) = taken(&Jsonl, &files, Options { labels: [("content".to_owned(), Label::Source)].into(), ..options(&Jsonl) });
    let labels: Vec<String> = project.marks_in(project.order()[0]).map(|mark| mark.label().to_string()).collect();
    assert_eq!(labels, ["Source", "Claim", "Rumour"]);
    assert_eq!(project.own_labels().map(|label| label.name.to_string()).collect::<Vec<_>>(), ["Rumour"]);
    let why: Vec<&str> = intake.refused.iter().map(|refused| refused.why.as_str()).collect();
    assert_eq!(why, ["the link Cites: it begins at 9, which is no mark"]);
    let why: Vec<&str> = intake.repaired.iter().map(|repaired| repaired.why.as_str()).collect();
    assert_eq!(why, ["the link SaidBy: our SaidBy may not lead from a Claim to a Rumour; it is taken as the project's own kind saidby"]);
    assert_eq!(intake.links, 2);
    assert_eq!(project.own_link_kinds().map(|kind| kind.name.to_string()).collect::<Vec<_>>(), ["Cites", "saidby"]);
}

#[test]
fn marks_that_were_there_get_the_links_that_are_new() {
    let spans = r#""spans":[{"id":"1","label":"Claim","start":0,"end":3},{"id":"2","label":"Claim","start":4,"end":7}]"#;
    let row = |links: &str| format!("{{\"id\":\"x\",\"text\":\"one two three\",{spans},\"links\":[{links}]}}\n");
    let one = r#"{"type":"Supports","from":"1","to":"2"}"#;
    let two = format!(r#"{one},{{"type":"Continues","from":"2","to":"1"}}"#);
    let (mut project, intake) = taken(&Jsonl, &Memory::of("rows.jsonl", row(one).as_bytes()), options(&Jsonl));
    assert_eq!(intake.links, 1);
    let (mut ids, by) = (Ids::new(9), Name::default());
    let mut again = |project: &Project, as_proposals: bool| {
        let mut hand = Hand { by: &by, now: Moment::UNIX_EPOCH, ids: &mut ids };
        let options = Options { as_proposals, ..options(&Jsonl) };
        Taking::new(project, &mut hand, options).read(&Jsonl, &Memory::of("rows.jsonl", row(&two).as_bytes()))
    };
    let proposed = again(&project, true);
    assert_eq!((proposed.links, proposed.refused.len(), proposed.change.edits.len()), (0, 1, 0), "what was accepted is not changed by proposals");
    let intake = again(&project, false);
    assert_eq!((intake.links, intake.marks, intake.known, intake.refused.as_slice()), (1, 0, 2, [].as_slice()));
    project.apply(&intake.change).unwrap();
    let links: Vec<Vec<String>> =
        project.marks_in(project.order()[0]).map(|mark| mark.links.iter().map(|link| link.kind.name().to_owned()).collect()).collect();
    assert_eq!(links, [["Supports"], ["Continues"]]);
}

#[test]
fn what_people_mark_with_is_the_projects_own_used_or_not() {
    let config = r##"<View><Relations><Relation value="Cites"/><Relation value="SaidBy"/></Relations><Labels name="label" toName="text">
        <Label value="claim"/><Label value="Rumour &amp; more" background="#a0b0c0" hotkey="4" hint="Not said by anybody"/><Label value="Old" hotkey="4"/>
        <Label value="Far" hotkey="q" background="red"/></Labels><Text name="text" value="$text"/>
        <Choices name="verdict" toName="text"><Choice value="True"/><Choice value="False"/></Choices></View>"##;
    let mut files = Memory::of("a.json", br#"[{"data":{"text":"one"},"annotations":[]}]"#);
    files.files.insert("a.config.xml".to_owned(), config.as_bytes().to_vec());
    let (project, intake) = taken(&LabelStudio, &files, options(&LabelStudio));
    assert_eq!(intake.refused, []);
    let labels: Vec<_> =
        project.own_labels().map(|label| (&*label.name, label.key, label.colour.map(|colour| colour.to_string()), &*label.definition)).collect();
    let rumour = ("Rumour & more", Some('4'), Some("#a0b0c0".to_owned()), "Not said by anybody");
    assert_eq!(labels, [("Far", None, None, ""), ("Old", None, None, ""), rumour], "a key chooses one label");
    assert_eq!(project.own_link_kinds().map(|kind| &*kind.name).collect::<Vec<_>>(), ["Cites"]);
    assert_eq!(project.scale(), ["True".into(), "False".into()]);
}

#[test]
fn rows_that_are_none_are_refused_by_line() {
    let files = Memory::of("a.jsonl", "\u{feff}{\"text\":\"one\"}\n\nno row\n{\"id\":\"1\"}\n{\"text\":\"two\"}".as_bytes());
    let (project, intake) = taken(&Jsonl, &files, options(&Jsonl));
    assert_eq!(project.article_count(), 2);
    let places: Vec<(usize, bool)> =
        intake.refused.iter().map(|refused| (refused.line, refused.why.contains("JSON") || refused.why.contains("text"))).collect();
    assert_eq!(places, [(3, true), (4, true)]);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn there_back_and_there_again_is_the_same_bytes(project in generate::project()) {
        prop_assume!(names_stay(&project));
        for format in ALL.into_iter().filter(|format| format.about().reads && format.about().writes) {
            let first = written(&project, format);
            let (again, intake) = taken(format, &first, options(format));
            prop_assert_eq!(&intake.refused, &vec![], "{}", format.about().name);
            let second = written(&again, format);
            prop_assert!(second.files == first.files, "{}: {}", format.about().name, difference(&second, &first));
            prop_assert_eq!(compare(&Export::of(&project, true), format, &first), Vec::<String>::new());
        }
    }

    #[test]
    fn a_difference_is_found(project in generate::project(), cut in 0..100_usize) {
        let export = Export::of(&project, true);
        prop_assume!(export.articles.iter().any(|(article, _)| !export.marks(article).is_empty()));
        let mut files = written(&project, &Jsonl);
        let bytes = files.files.values_mut().next().unwrap();
        let places: Vec<usize> = memchr::memmem::find_iter(bytes, b"\"fragments\":[[").collect();
        let at = places[cut % places.len()] + "\"fragments\":[[".len();
        bytes[at] = if bytes[at] == b'7' { b'8' } else { b'7' };
        prop_assert!(!compare(&export, &Jsonl, &files).is_empty());
    }

    #[test]
    fn no_bytes_end_in_a_panic(pieces in prop::collection::vec(prop_oneof![
        prop::sample::select(HARD.as_slice()).prop_map(|piece| piece.as_bytes().to_vec()),
        prop::collection::vec(any::<u8>(), 0..12),
        prop::sample::select(&["{\"text\":\"a\"", "\"spans\":[{\"start\":0,\"end\":1}]", "}", ",", "\n", "[", "]", "\u{feff}", "T1\tClaim 0 1\ta\n", "R1\tX Arg1:T1 Arg2:T1\n"][..]).prop_map(|piece| piece.as_bytes().to_vec()),
    ], 0..20)) {
        let bytes = pieces.concat();
        for format in ALL.into_iter().filter(|format| format.about().reads) {
            let ending = format.about().ending;
            let mut files = Memory::of(&format!("a.{ending}"), &bytes);
            files.files.insert("a.txt".to_owned(), bytes.clone());
            let (_, intake) = taken(format, &files, options(format));
            prop_assert!(intake.marks <= bytes.len());
        }
    }
}
