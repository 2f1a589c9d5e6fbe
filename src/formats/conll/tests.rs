//! CoNLL there and back, what is refused, and that no bytes end in a panic.

mod drawn;

use super::*;
use crate::article::Origin;
use crate::formats::{Document, Refused, Span};
use crate::project::generate::plain_mark;
use crate::project::{ArticleId, ArticleState, BaseLink, Ids, Label, Link, LinkKind, Mark, MarkId, Meaning, Parts, Project};
use crate::text::{Fragments, Text, TextRange, Units};
use crate::text::{sentence_begins, words as words_of};
use std::collections::BTreeMap;
use std::io::{BufRead, Cursor};
use std::sync::Arc;

/// Files in memory.
#[derive(Default, Clone, PartialEq)]
pub(in crate::formats) struct Shelf(pub(in crate::formats) BTreeMap<String, Vec<u8>>, String);

impl Shelf {
    pub(in crate::formats) fn of(files: &[(&str, &str)]) -> Self {
        Self(files.iter().map(|(name, words)| ((*name).to_owned(), words.as_bytes().to_vec())).collect(), String::new())
    }

    fn words(&self, name: &str) -> &str {
        std::str::from_utf8(self.0.get(name).unwrap_or_else(|| panic!("{name} is not there"))).unwrap()
    }
}

impl std::fmt::Debug for Shelf {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_map().entries(self.0.iter().map(|(name, bytes)| (name, String::from_utf8_lossy(bytes)))).finish()
    }
}

impl Output for Shelf {
    fn begin(&mut self, path: &str) -> io::Result<()> {
        assert!(self.0.insert(path.to_owned(), Vec::new()).is_none(), "{path} is written twice");
        path.clone_into(&mut self.1);
        Ok(())
    }

    fn put(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.0.get_mut(&self.1).unwrap().extend_from_slice(bytes);
        Ok(())
    }
}

impl Files for Shelf {
    fn paths(&self) -> Vec<String> {
        self.0.keys().cloned().collect()
    }

    fn open(&self, path: &str) -> io::Result<Box<dyn BufRead + '_>> {
        Ok(Box::new(Cursor::new(self.0.get(path).ok_or(io::ErrorKind::NotFound)?)))
    }
}

pub(in crate::formats) fn read(format: &dyn Format, files: &Shelf) -> (Vec<Document>, Vec<Refused>) {
    let mut documents = Vec::new();
    let mut take = |document| documents.push(document);
    let mut reading = Reading::new(&mut take);
    format.read(files, &mut reading);
    let mut refused = reading.refused;
    refused.extend(reading.repaired);
    (documents, refused)
}

/// Each refusal as `file:line: why`.
pub(in crate::formats) fn said(refused: &[Refused]) -> Vec<String> {
    refused.iter().map(|Refused { file, line, why }| format!("{file}:{line}: {why}")).collect()
}

/// Label and words of each span of a document.
pub(in crate::formats) fn marked(document: &Document) -> Vec<(String, String)> {
    let units = Units::of(&document.text, Unit::CodePoints);
    let words = |span: &Span| span.at.iter().map(|(start, end)| document.text.get(units.bytes(*start..*end).unwrap()).unwrap()).collect::<Vec<_>>().join("|");
    document.spans.iter().map(|span| (span.label.clone(), words(span))).collect()
}

fn written(conll: Conll, project: &Project) -> Shelf {
    let mut files = Shelf::default();
    conll.write(&Export::of(project, true), &mut files).unwrap();
    files
}

fn article(id: ArticleId, text: &str) -> Article {
    let (title, origin, state) = (String::new(), Origin::default(), ArticleState::Done);
    Article { id, title, origin, state, blocks: vec![], text: Text::new(text), skip: vec![], kept: vec![] }
}

fn mark(id: MarkId, article: ArticleId, label: &Label, at: Fragments) -> Mark {
    plain_mark(id, article, at, Meaning::of(label))
}

/// A project of one text with marks, each by its label and the words of its fragments, which stand once in the text.
fn project(text: &str, marks: &[(&str, &[&str])]) -> Project {
    let mut ids = Ids::new(1);
    let article = article(ArticleId::next(&mut ids), text);
    let place = |words: &&str| {
        assert_eq!(text.matches(*words).count(), 1, "{words}");
        let start = text.find(*words).unwrap();
        TextRange::new(&article.text, start..start + words.len()).unwrap()
    };
    let mut all: Vec<Mark> = Vec::new();
    for (label, words) in marks {
        let label = if *label == "claim" { Label::Own("claim".into()) } else { Label::named(label) };
        all.push(mark(MarkId::next(&mut ids), article.id, &label, Fragments::new(words.iter().map(place).collect()).unwrap()));
    }
    if let [claim, source, ..] = all.as_mut_slice()
        && (claim.label(), source.label()) == (Label::Claim, Label::Source)
    {
        claim.links.push(Link { kind: LinkKind::Base(BaseLink::SaidBy), to: source.id, cue: vec![], auto: false });
    }
    Project::assemble(Parts { articles: vec![article], marks: all.into_iter().map(Arc::new).collect(), ..Parts::default() }).unwrap()
}

/// What documents say as a project, labels exactly as they are there.
fn taken(documents: &[Document]) -> Project {
    let mut ids = Ids::new(77);
    let mut parts = Parts::default();
    for document in documents {
        let article = article(document.id.parse().unwrap(), &document.text);
        let units = Units::of(&document.text, Unit::CodePoints);
        for span in &document.spans {
            let label = Label::THREE.into_iter().find(|label| label.name() == span.label).unwrap_or_else(|| Label::Own(span.label.as_str().into()));
            let ranges = span.at.iter().map(|(start, end)| TextRange::new(&article.text, units.bytes(*start..*end).unwrap()).unwrap()).collect();
            parts.marks.push(Arc::new(mark(MarkId::next(&mut ids), article.id, &label, Fragments::new(ranges).unwrap())));
        }
        parts.articles.push(article);
    }
    Project::assemble(parts).unwrap()
}

const ALL: [Conll; 6] = [
    Conll { scheme: Scheme::Bio, flatten: false },
    Conll { scheme: Scheme::Bioes, flatten: false },
    Conll { scheme: Scheme::Bilou, flatten: false },
    Conll { scheme: Scheme::Bio, flatten: true },
    Conll { scheme: Scheme::Bioes, flatten: true },
    Conll { scheme: Scheme::Bilou, flatten: true },
];

const HARD_TEXT: &str = "# 1 Récord 📈: «GDP rose\u{a0}4.2%», said e\u{301}lan’s ONS.\r\nהוא אמר «שלום 5». 北京天气很好。 👩‍👩‍👧‍👦 and 🇫🇷🇩🇪.\n\n“It fell,” ons.gov.uk\u{2028}wrote \t later.";

fn hard_project() -> Project {
    project(
        HARD_TEXT,
        &[
            ("Claim", &["GDP rose\u{a0}4.2%», said"]),
            ("Source", &["ONS.\r\nהוא", "ons.gov.uk"]),
            ("Figure", &["4.2%"]),
            ("Claim", &["rose\u{a0}4.2"]),
            ("Figure", &["5"]),
            ("Claim", &["הוא אמר «שלום 5"]),
            ("Own label\n", &["天气"]),
            ("Own label\n", &["🇩🇪.\n\n“It fell"]),
            ("claim", &[" later"]),
            ("claim", &["\u{2028}"]),
        ],
    )
}

#[test]
fn a_hard_text_comes_back_with_the_same_words() {
    let project = hard_project();
    let mut names: Vec<String> = Vec::new();
    for conll in ALL {
        let files = written(conll, &project);
        let (documents, refused) = read(&Conll::default(), &files);
        assert_eq!(said(&refused), Vec::<String>::new(), "{conll:?}");
        assert_eq!(documents.len(), 1);
        assert_eq!(documents[0].text, HARD_TEXT);
        let mut found = marked(&documents[0]);
        let all = [
            ("Claim", "GDP rose\u{a0}4.2%», said"),
            ("Figure", "4.2%"),
            ("Source", "ONS.\r\nהוא"),
            ("Claim", "הוא אמר «שלום 5"),
            ("Figure", "5"),
            ("Own label\n", "天气"),
            ("Own label\n", "🇩🇪.\n\n“It fell"),
            ("Source", "ons.gov.uk"),
            ("claim", "later"),
        ];
        // Flat, a figure lies in a claim, and the source, longer with both its fragments, crosses another claim, whose figure then is free.
        let flat = [all[0], all[2], all[4], all[5], all[6], all[7], all[8]];
        let wanted = if conll.flatten { flat.as_slice() } else { &all };
        let mut wanted: Vec<(String, String)> = wanted.iter().map(|(label, words)| ((*label).to_owned(), (*words).to_owned())).collect();
        found.sort();
        wanted.sort();
        assert_eq!(found, wanted, "{conll:?}");
        let export = Export::of(&project, true);
        assert_eq!(conll.dropped(&export), if conll.flatten { 4 } else { 2 }, "{conll:?}");
        names.extend(files.paths());
    }
    names.sort();
    names.dedup();
    let wanted = [
        "conll-Claim.conll",
        "conll-Figure.conll",
        "conll-Own label_xA_.conll",
        "conll-Source.conll",
        "conll-claim-2.conll",
        "conll.conll",
        "conll.offsets.tsv",
        "conll.text.jsonl",
    ];
    assert_eq!(names, wanted);
}

#[test]
fn the_files_are_as_they_are_described() {
    let text = "It rose 4.2%, said ONS (Mr. Lee). No.\nÀ 📈 up\r\n";
    let marks: [(&str, &[&str]); 3] = [("Claim", &["It rose 4.2%"]), ("Claim", &["No"]), ("Claim", &["📈 up"])];
    let project = project(text, &marks);
    let id = project.order()[0];
    let body = |tags: &str| format!("-DOCSTART- -X- O O\n\n# doc_id = {id}\n{}\n\n", tags.replace(" / ", "\n").replace('~', " "));
    let files = written(Conll::default(), &project);
    let bio = "It~B-Claim / rose~I-Claim / 4.2~I-Claim / %~I-Claim / ,~O / said~O / ONS~O / (~O / Mr~O / .~O / Lee~O / )~O / .~O /  / No~B-Claim / .~O /  / À~O / 📈~B-Claim / up~I-Claim";
    assert_eq!(files.words("conll.conll"), body(bio));
    let bioes = bio.replace("%~I", "%~E").replace("No~B", "No~S").replace("up~I", "up~E");
    assert_eq!(written(Conll { scheme: Scheme::Bioes, flatten: false }, &project).words("conll.conll"), body(&bioes));
    let bilou = bioes.replace("~E", "~L").replace("~S", "~U");
    assert_eq!(written(Conll { scheme: Scheme::Bilou, flatten: true }, &project).words("conll.conll"), body(&bilou));
    let offsets: Vec<&str> = files.words("conll.offsets.tsv").lines().collect();
    assert_eq!(offsets[..3], ["id\tsentence\ttoken\tstart\tend", &format!("{id}\t1\t1\t0\t2"), &format!("{id}\t1\t2\t3\t7")]);
    assert_eq!(offsets[offsets.len() - 2..], [format!("{id}\t3\t2\t40\t41"), format!("{id}\t3\t3\t42\t44")]);
    assert_eq!(files.words("conll.text.jsonl"), format!("{{\"id\":\"{id}\",\"text\":\"{}\"}}\n", text.replace('\n', "\\n").replace('\r', "\\r")));
}

#[test]
fn the_sample_of_the_consumer_reads_as_it_expects() {
    let conll = include_str!("../../../tests/data/formats/conll/flat.conll");
    let expected: serde_json::Value = serde_json::from_str(include_str!("../../../tests/data/formats/conll/expected.json")).unwrap();
    let docs = expected["docs"].as_array().unwrap();
    let (documents, refused) = read(&Conll::default(), &Shelf::of(&[("flat.conll", conll)]));
    assert_eq!(said(&refused), Vec::<String>::new());
    assert_eq!(documents.len(), docs.len());
    let squashed = |words: &str| words.split_whitespace().collect::<String>();
    for (document, doc) in documents.iter().zip(docs) {
        assert_eq!(document.id, doc["id"].as_str().unwrap());
        assert_eq!(squashed(&document.text), squashed(doc["text"].as_str().unwrap()));
        let spans = doc["spans"].as_array().unwrap().iter();
        let wanted: Vec<(String, String)> = spans.map(|span| (span["label"].as_str().unwrap().to_owned(), squashed(span["text"].as_str().unwrap()))).collect();
        let found: Vec<(String, String)> = marked(document).into_iter().map(|(label, words)| (label, squashed(&words))).collect();
        assert_eq!(found, wanted);
    }
    // With the texts, the places are those of the texts.
    let texts: String = docs.iter().map(|doc| serde_json::json!({"id": doc["id"], "text": doc["text"]}).to_string() + "\n").collect();
    let (documents, refused) = read(&Conll::default(), &Shelf::of(&[("flat.conll", conll), ("flat.text.jsonl", &texts)]));
    assert_eq!(said(&refused), Vec::<String>::new());
    for (document, doc) in documents.iter().zip(docs) {
        assert_eq!(document.text, doc["text"].as_str().unwrap());
        let place = |span: &serde_json::Value| (span["start"].as_u64().unwrap() as usize, span["end"].as_u64().unwrap() as usize);
        let wanted: Vec<(usize, usize)> = doc["spans"].as_array().unwrap().iter().map(place).collect();
        assert_eq!(document.spans.iter().flat_map(|span| span.at.clone()).collect::<Vec<_>>(), wanted);
    }
}

/// The marks of one sentence of tokens `a`, `b`, … with these tags, and what is told.
fn of_tags(tags: &str) -> (Vec<(String, String)>, Vec<String>) {
    let lines: String = tags.split(' ').zip('a'..).map(|(tag, c)| if tag == "/" { "\n".to_owned() } else { format!("{c} {tag}\n") }).collect();
    let (documents, refused) = read(&Conll::default(), &Shelf::of(&[("x.bio", &lines)]));
    (documents.iter().flat_map(marked).map(|(label, words)| (label, words.replace(' ', ""))).collect(), said(&refused))
}

#[test]
fn every_scheme_is_found_from_its_tags() {
    let marks = |tags: &str| {
        let (marks, told) = of_tags(tags);
        assert_eq!(told, Vec::<String>::new(), "{tags}");
        marks.into_iter().map(|(label, words)| format!("{label}:{words}")).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(marks("O B-X I-X B-X O B-Y"), "X:bc X:d Y:f", "BIO");
    assert_eq!(marks("S-X B-X I-X E-X O S-Y B-Y E-Y"), "X:a X:bcd Y:f Y:gh", "BIOES");
    assert_eq!(marks("U-X B-X I-X L-X O U-Y B-Y L-Y"), "X:a X:bcd Y:f Y:gh", "BILOU");
    assert_eq!(marks("W-X B-X M-X E-X O"), "X:a X:bcd", "BMEW");
    assert_eq!(marks("I-X I-X B-X I-X O I-Y I-X"), "X:ab X:cd Y:f X:g", "IOB1");
    assert_eq!(marks("B I O B"), "_:ab _:d", "no labels");
    assert_eq!(marks("O - _ B-A-B I-A-B"), "A-B:de", "hyphens in labels");
    assert_eq!(marks("B-X I-X / B-X"), "X:ab X:d", "a sentence ends every mark");
}

#[test]
fn what_begins_without_a_tag_for_it_begins_as_in_seqeval_and_is_told() {
    let why = |line: usize, letter: char| format!("x.bio:{line}: a mark begins with {letter} and not with B: it is taken as if it began so");
    let marks = |marks: &[(&str, &str)]| marks.iter().map(|(label, words)| ((*label).to_owned(), (*words).to_owned())).collect::<Vec<_>>();
    // seqeval.metrics.sequence_labeling.get_entities says the same of each.
    assert_eq!(of_tags("B-X O I-X I-X B-X"), (marks(&[("X", "a"), ("X", "cd"), ("X", "e")]), vec![why(3, 'I')]));
    assert_eq!(of_tags("B-X I-Y I-Y"), (marks(&[("X", "a"), ("Y", "bc")]), vec![why(2, 'I')]));
    assert_eq!(of_tags("B-X E-X E-X I-X"), (marks(&[("X", "ab"), ("X", "c"), ("X", "d")]), vec![why(3, 'E'), why(4, 'I')]));
    assert_eq!(of_tags("S-X I-X O E-X"), (marks(&[("X", "a"), ("X", "b"), ("X", "d")]), vec![why(2, 'I'), why(4, 'E')]));
    assert_eq!(of_tags("B-X / I-X B-X"), (marks(&[("X", "a"), ("X", "c"), ("X", "d")]), vec![why(3, 'I')]));
}

#[test]
fn columns_comments_and_beginnings_of_articles_are_read_as_others_write_them() {
    let file = "\u{feff}-DOCSTART-\tO\tO\r\n\r\nRécord\tO\tO\r\nGDP\tNN\tB-X\r\n#\t_\tI-X\r\nrose up\t\tO\r\n\r\n# sent_id = 2\r\n.\tO\tO\r\n# newdoc id = two\r\nEnd\tO\tB-Y\r\n";
    let (documents, refused) = read(&Conll::default(), &Shelf::of(&[("a/eng.testa", file)]));
    assert_eq!(said(&refused), Vec::<String>::new());
    assert_eq!(
        documents.iter().map(|document| (document.id.as_str(), document.line, document.text.as_str())).collect::<Vec<_>>(),
        [("", 1, "Récord GDP # rose up\n."), ("two", 10, "End")]
    );
    assert_eq!(documents.iter().flat_map(marked).collect::<Vec<_>>(), [("X".to_owned(), "GDP #".to_owned()), ("Y".to_owned(), "End".to_owned())]);
    assert_eq!(documents[0].spans[0].line, 4);
    let (documents, _) = read(&Conll::default(), &Shelf::of(&[("x.conll", "# id = one\n-DOCSTART- O\n\na B-X\n-DOCSTART- O\n# id = two\nb O")]));
    assert_eq!(documents.iter().map(|document| (document.id.as_str(), document.text.as_str())).collect::<Vec<_>>(), [("one", "a"), ("two", "b")]);
}

#[test]
fn lines_that_are_none_are_refused_by_line() {
    let long = format!("a {}\n", "x".repeat(2 << 20));
    let mut files = Shelf::of(&[("x.conll", &format!("a O\nb\n\tO\nc NOUN\n{long}d B-X\n\u{1}"))]);
    files.0.get_mut("x.conll").unwrap().extend_from_slice(b"\xff O\ne B-X\n-DOCSTART- O\n-DOCSTART- O\nf O\n");
    let (documents, refused) = read(&Conll::default(), &files);
    assert_eq!(
        said(&refused),
        [
            "x.conll:2: it has one column: a token and its tag are needed",
            "x.conll:3: it has no token before its tag",
            "x.conll:4: “NOUN” is no tag, which is O, or B, I, E, L, S or U with a hyphen and a label",
            "x.conll:5: it has more than 1024 KiB, which is too long for a line",
            "x.conll:7: it is not UTF-8",
            "x.conll:9: the article has no tokens",
        ]
    );
    assert_eq!(documents.iter().map(|document| document.text.as_str()).collect::<Vec<_>>(), ["a c d e", "f"]);
}

/// What is refused of files, with the marks that are left.
fn beside(files: &[(&str, &str)]) -> (Vec<String>, Vec<String>) {
    let (documents, refused) = read(&Conll::default(), &Shelf::of(files));
    let marks = documents.iter().flat_map(marked).map(|(label, words)| format!("{label}:{words}")).collect();
    (said(&refused), marks)
}

#[test]
fn tokens_that_do_not_stand_in_the_text_are_refused_with_what_follows() {
    let tokens = ("x.conll", "# doc_id = one\nGDP B-X\nrose I-X\n\n4.2 B-Y\n% I-Y\n. O\n");
    let text = |words: &str| format!("{{\"id\":\"one\",\"text\":\"{words}\"}}\n");
    let marks = |marks: &[&str]| marks.iter().map(|mark| (*mark).to_owned()).collect::<Vec<_>>();
    let right = "id\tsentence\ttoken\tstart\tend\none\t1\t1\t0\t3\none\t1\t2\t5\t9\none\t2\t1\t10\t13\none\t2\t2\t13\t14\none\t2\t3\t14\t15\n";
    assert_eq!(beside(&[tokens, ("x.text.jsonl", &text("GDP  rose 4.2%.")), ("x.offsets.tsv", right)]), (vec![], marks(&["X:GDP  rose", "Y:4.2%"])));
    assert_eq!(beside(&[tokens, ("x.text.jsonl", &text("GDP  rose 4.2%."))]), (vec![], marks(&["X:GDP  rose", "Y:4.2%"])));
    let why = "x.conll:5: “4.2” does not stand here in the text of one: from here on 1 mark of the article cannot be placed";
    assert_eq!(beside(&[tokens, ("x.text.jsonl", &text("GDP  rose 4.3%."))]), (marks(&[why]), marks(&["X:GDP  rose"])));
    let shifted = right.replace("10\t13", "11\t14");
    assert_eq!(beside(&[tokens, ("x.text.jsonl", &text("GDP  rose 4.2%.")), ("x.offsets.tsv", &shifted)]), (marks(&[why]), marks(&["X:GDP  rose"])));
    let spoilt = right.replace("10\t13", "ten\t13");
    let row = "x.offsets.tsv:4: it is no row of article, sentence, token, start and end";
    let found = beside(&[tokens, ("x.text.jsonl", &text("GDP  rose 4.2%.")), ("x.offsets.tsv", &spoilt)]);
    assert_eq!(found, (marks(&[row]), marks(&["X:GDP  rose", "Y:4.2%"])), "by the text alone");
}

#[test]
fn articles_without_a_text_and_texts_without_tokens_are_told() {
    let tokens = "# doc_id = one\na B-X\n-DOCSTART- O\n# doc_id = two\nb B-X\n";
    let rows = "{\"id\":\"zero\",\"text\":\"z\"}\n{\"id\":\"one\",\"text\":\"a\"}\nno row\n";
    let (refused, marks) = beside(&[("x.conll", tokens), ("x.text.jsonl", rows), ("x.offsets.tsv", "two\t1\t1\t0\t1\n")]);
    assert_eq!(marks, ["X:a"]);
    assert!(refused[1].starts_with("x.text.jsonl:3: it is no row with id and text: "), "{refused:?}");
    assert_eq!(
        [&refused[0], &refused[2], &refused[3]],
        [
            "x.text.jsonl:1: no file of tokens has this article here: it comes without marks",
            "x.conll:3: the article two has no text in x.text.jsonl, or not in this order",
            "x.offsets.tsv:1: the article two has no text, or not in this order: from here on nothing is used",
        ]
    );
    let (refused, marks) = beside(&[("x.conll", "a B-X\n"), ("x.offsets.tsv", "one\t1\t1\t0\t1\n"), ("y.text.jsonl", "")]);
    assert_eq!(
        refused,
        ["x.offsets.tsv:0: the file with the texts is not beside it: they are made of the tokens", "y.text.jsonl:0: no file of tokens stands beside it"]
    );
    assert_eq!(marks, ["X:a"]);
}

#[test]
fn the_tokens_of_a_long_text_of_one_piece_are_all_of_it_that_is_no_blank() {
    // Breaking each anew would take hours.
    for piece in ["🇫🇷", "a", "ไทย", "北", "a. ", "e\u{301}\u{301}", "\u{301}", "\r", "👩‍", "https://a.b/c?d=e&", "-"] {
        let text = Text::new(piece.repeat(150_000 / piece.len()));
        let (words, sentences) = (words_of(text.as_str()), sentence_begins(&text));
        let blank = text.as_str().chars().filter(|c| c.is_whitespace()).map(char::len_utf8).sum::<usize>();
        assert_eq!(words.iter().map(|(start, end)| end - start).sum::<usize>(), text.len() - blank, "{piece:?}");
        assert!(sentences.len() <= words.len(), "{piece:?}");
    }
}
