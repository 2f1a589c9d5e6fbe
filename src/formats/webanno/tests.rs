//! WebAnno TSV: files after its documentation, ours, broken ones. Every place is compared with the words there.

use super::*;
use crate::formats::tests::{Memory, taken, written};
use crate::formats::{Options, losses};
use crate::project::{Kept, Label, LinkKind, Mark, Meaning, Project, Setting};
use std::sync::Arc;

mod ours;

/// The example of the reference.
const GOLDEN: &str = include_str!("../../../tests/data/formats/webanno/golden.tsv");
/// Layers as other projects have them: stacked annotations, parts of tokens, slots, chains, parts of speech, ids of sentences.
const LAYERS: &str = include_str!("../../../tests/data/formats/webanno/layers.tsv");

const OPTIONS: fn() -> Options = || Options { format: NAME, ..Options::default() };

/// What a file says, and what is told of it: what was refused, then what was taken otherwise.
fn read(file: &str) -> (Project, Vec<String>, Vec<String>) {
    let (project, intake) = taken(&WebAnno, &Memory::of("a.tsv", file.as_bytes()), OPTIONS());
    let said = |all: Vec<crate::formats::Refused>| all.into_iter().map(|refused| format!("{}: {}", refused.line, refused.why)).collect();
    (project, said(intake.refused), said(intake.repaired))
}

fn text(project: &Project) -> &str {
    project.articles().next().map_or("", |article| article.text.as_str())
}

fn marks(project: &Project) -> Vec<&Arc<Mark>> {
    project.articles().flat_map(|article| project.marks_in(article.id)).collect()
}

/// Label and words of each mark.
fn said(project: &Project) -> Vec<String> {
    let words = |mark: &&Arc<Mark>| format!("{} {}", mark.label().name(), mark.at.words(&project.article(mark.article).unwrap().text));
    marks(project).iter().map(words).collect()
}

/// Each link: the words where it begins, its kind, and the words where it leads.
fn links(project: &Project) -> Vec<String> {
    let words = |mark: &Mark| mark.at.words(&project.article(mark.article).unwrap().text);
    let link = |mark: &Arc<Mark>| {
        let all = mark.links.iter().map(|link| format!("{} {} {}", words(mark), link.kind.name(), words(project.mark(link.to).unwrap())));
        all.collect::<Vec<_>>()
    };
    let mut links: Vec<String> = marks(project).into_iter().flat_map(link).collect();
    links.sort();
    links
}

fn kept(all: &[Kept]) -> Vec<&str> {
    all.iter().map(|kept| kept.text.as_str()).collect()
}

/// A file of one sentence in one layer with the feature `value`.
fn one(rows: &str) -> String {
    format!("#FORMAT=WebAnno TSV 3.3\n#T_SP=webanno.custom.Span|value\n\n\n#Text=This is a test .\n{rows}")
}

#[test]
fn the_example_of_the_reference_is_read_word_by_word() {
    let (project, refused, repaired) = read(GOLDEN);
    assert_eq!(refused, Vec::<String>::new());
    let gap = "21: what stands between sentences is not in the file: line breaks and blanks stand for it here and further on, 1 character in all";
    assert_eq!(repaired, [gap]);
    assert_eq!(text(&project), "Récord 📈: «GDP rose 4.2%», said ONS.\nSource: ons.gov.uk");
    assert_eq!(said(&project), ["Claim GDP rose 4.2%", "Figure 4.2%", "Source ONS … ons.gov.uk"]);
    assert_eq!(links(&project), ["4.2% Quantifies GDP rose 4.2%", "GDP rose 4.2% attributed_to ONS … ons.gov.uk"]);
    let Meaning::Claim(claim) = &marks(&project)[0].meaning else { panic!() };
    assert_eq!(&*project.check(claim.check.unwrap()).unwrap().verdict, "unverified");
    assert!(project.articles().all(|article| article.kept.is_empty()) && project.marks().all(|mark| mark.kept.is_empty()));
}

#[test]
fn the_example_is_written_as_the_documentation_has_it() {
    let (project, ..) = read(GOLDEN);
    let again = written(&project, &WebAnno).text("a.tsv");
    let ids: Vec<String> =
        ["Claim", "Figure", "Source"].iter().map(|label| marks(&project).iter().find(|mark| mark.label().name() == *label).unwrap().id.to_string()).collect();
    let line = |file: &str, id: &str| file.lines().find(|line| line.starts_with(&format!("{id}\t"))).unwrap().to_owned();
    assert_eq!(again.lines().next(), Some("#FORMAT=WebAnno TSV 3.3"));
    assert_eq!(again.lines().nth(1), Some("#T_SP=webanno.custom.Factspan|kind|verdict|id"));
    assert_eq!(again.lines().nth(2), Some("#T_RL=webanno.custom.Factlink|role|BT_webanno.custom.Factspan"));
    assert_eq!(again.split("\n\n\n").nth(1).unwrap().lines().take(2).collect::<Vec<_>>(), ["#Text=Récord 📈: «GDP rose 4.2%», said ONS.", "#Text="]);
    let [claim, figure, source] = ids.as_slice() else { panic!() };
    assert_eq!(line(&again, "1-2"), "1-2\t7-9\t📈\t_\t_\t_\t_\t_\t");
    assert_eq!(line(&again, "1-5"), format!("1-5\t12-15\tGDP\tClaim[1]\tunverified[1]\t{claim}[1]\tQuantifies\t1-7[2_1]\t"));
    assert_eq!(line(&again, "1-7"), format!("1-7\t21-24\t4.2\tClaim[1]|Figure[2]\tunverified[1]|*[2]\t{claim}[1]|{figure}[2]\t_\t_\t"));
    assert_eq!(line(&again, "1-12"), format!("1-12\t33-36\tONS\tSource\t*\t{source}\tattributed\\_to\t1-5[1_0]\t"));
    assert_eq!(line(&again, "2-1"), "2-1\t38-44\tSource\t_\t_\t_\t_\t_\t");
    assert!(
        again.ends_with(
            "	46-56	ons.gov.uk	Source	*	*	continues	1-12	
"
        ),
        "{again}"
    );
    let (second, refused, repaired) = read(&again);
    assert_eq!((refused, repaired), (vec![], vec![]), "nothing is guessed in a file of ours");
    assert_eq!((text(&second), said(&second), links(&second)), (text(&project), said(&project), links(&project)));
    assert_eq!(marks(&second).iter().map(|mark| mark.id).collect::<Vec<_>>(), marks(&project).iter().map(|mark| mark.id).collect::<Vec<_>>());
}

#[test]
fn layers_of_other_projects_become_marks_and_links_and_come_back() {
    let (project, refused, repaired) = read(LAYERS);
    assert_eq!(refused, Vec::<String>::new());
    assert_eq!(repaired.len(), 2, "{repaired:?}");
    assert!(repaired[0].contains("what stands between sentences") && repaired[1].contains("an annotation of Odd has no words"), "{repaired:?}");
    assert_eq!(text(&project), "Ana Li sold Nord\\Süd\nto\tBo.\n  👍 Yes.");
    let wanted = ["PER Ana Li", "a | b_c->d sold", "ORG Nord\\Süd", "a*[b];\\ Nord\\Süd", "Odd Nord", "PER Bo", "NamedEntity Bo"];
    let mut found = said(&project);
    found.sort();
    let mut sorted = wanted.map(str::to_owned).to_vec();
    sorted.sort();
    assert_eq!(found, sorted);
    assert_eq!(links(&project), ["Ana Li owner Nord\\Süd", "sold parts Bo", "sold seller Ana Li"]);
    let article = project.articles().next().unwrap();
    let body = article.kept.iter().find(|kept| kept.text.starts_with("body\n")).unwrap();
    for line in [
        "span\tde.tudarmstadt.ukp.dkpro.core.api.lexmorph.type.pos.POS\t7-11\tsold\tPosValue=VB\tcoarseValue=VERB",
        "span\twebanno.custom.Odd\t27-27\t",
        "relation\tde.tudarmstadt.ukp.dkpro.core.api.syntax.type.dependency.Dependency\t2-0\tDependencyType=subj",
        "chain\twebanno.custom.CoreferenceLink\t1-1\t0-6\tAna Li\treferenceRelation=coref\treferenceType=she",
        "sentence\t0\ts-1",
        "link\twebanno.custom.Owns\tvalue\t\towner",
    ] {
        assert!(body.text.lines().any(|own| own == line), "{line}\n{}", body.text);
    }
    let again = written(&project, &WebAnno).text("a.tsv");
    let head = |file: &str| file.split("\n\n\n").next().unwrap().to_owned();
    assert_eq!(head(&again), head(LAYERS), "the same layers");
    for line in [
        "#Sentence.id=s-1",
        "#Text=Ana Li sold Nord\\\\Süd",
        "#Text=to\\tBo.",
        "1-1\t0-3\tAna\tNN\t*\tQ1[1]\tPER[1]\t_\t_\t_\t_\tshe[1]\tcoref->1-1\tsubj\t1-3\t_\t_\t",
    ] {
        assert!(again.lines().any(|own| own == line), "{line}\n{again}");
    }
    assert!(again.contains("\ta \\| b\\_c\\->d\tseller;*\t") || again.contains("\ta \\| b\\_c\\->d\t*;seller\t"), "{again}");
    let (second, refused, repaired) = read(&again);
    assert_eq!((refused.len(), repaired.len()), (0, 1), "{refused:?} {repaired:?}");
    let mut all = said(&second);
    all.sort();
    assert_eq!((text(&second), all, links(&second)), (text(&project), sorted, links(&project)));
    assert_eq!(written(&second, &WebAnno).text("a.tsv"), again);
    assert_eq!(losses(&Export::of(&project, true), &WebAnno).iter().map(|loss| loss.what).filter(|what| what.contains("another tool")).count(), 0);
}

#[test]
fn a_mark_that_says_more_than_its_layer_has_columns_for_is_one_of_ours() {
    let (project, ..) = read(LAYERS);
    let edited = |change: fn(&mut Mark)| {
        let mut parts = crate::project::Parts { articles: project.articles().map(|article| article.as_ref().clone()).collect(), ..Default::default() };
        parts.settings = project.settings().filter(|setting| matches!(setting, Setting::Label(_) | Setting::LinkKind(_))).cloned().collect();
        for mark in project.marks() {
            let mut mark = mark.as_ref().clone();
            if mark.label().name() == "ORG" {
                change(&mut mark);
            }
            parts.marks.push(Arc::new(mark));
        }
        written(&Project::assemble(parts).unwrap(), &WebAnno).text("a.tsv")
    };
    let relabelled = edited(|mark| mark.meaning = Meaning::Own("Firm".into()));
    assert!(relabelled.contains("\tFirm[") && !relabelled.contains(SPANS), "the label is written from the model");
    let noted = edited(|mark| mark.note = "sure?".to_owned());
    assert!(noted.contains("#T_SP=webanno.custom.Factspan|kind|note|id\n") && noted.contains("\tORG"), "{noted}");
    let (again, refused, _) = read(&noted);
    assert_eq!(refused, Vec::<String>::new());
    assert_eq!(marks(&again).iter().find(|mark| mark.label().name() == "ORG").unwrap().note, "sure?");
    assert_eq!(links(&again), links(&project));
}

#[test]
fn versions_that_are_not_read_are_named() {
    let why = |file: &str| read(file).1.join("|");
    assert_eq!(why("#FORMAT=WebAnno TSV 3.1\n"), "1: it is WebAnno TSV 3.1: only 3.2 and 3.3 are read");
    assert_eq!(why("#FORMAT=CAS 2\n"), "1: its format is “CAS 2”: only WebAnno TSV 3.2 and 3.3 are read");
    let old = "1: it does not begin with #FORMAT=WebAnno TSV 3.3: WebAnno TSV 1 and 2, which begin otherwise, are not read";
    assert_eq!(why(" # de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity | value\n#id=1\n"), old);
    assert_eq!(why(""), old);
    let newer = one("1-1\t0-4\tThis\tX\n");
    assert_eq!(said(&read(&newer.replace("3.3", "3.2")).0), ["X This"]);
    assert_eq!(said(&read(&format!("\u{feff}{}", newer.replace('\n', "\r\n"))).0), ["X This"], "with a byte order mark and CR LF");
    let (project, intake) = taken(&WebAnno, &Memory::of("a.txt", newer.as_bytes()), OPTIONS());
    assert_eq!((project.article_count(), intake.refused[0].why.as_str()), (0, "it is no WebAnno TSV: the name of such a file ends in .tsv"));
}

#[test]
fn rows_that_are_none_are_refused_by_line() {
    let file = one("1-1\t0-4\tThis\tA\n1-2\t5-7\tis\nx\t8-9\ta\tB\n1-4\t14-10\ttest\tC\n1-5\t15-16\t.\tD\n#T_SP=late|x\n#else=1\n");
    let (project, refused, _) = read(&file);
    let row = "it is no row of a number such as 1-1, a place such as 0-4, and words: it is not taken";
    assert_eq!(
        refused,
        [
            "7: it has 0 cells behind the words, and the header has 1 columns: it is not taken".to_owned(),
            format!("8: {row}"),
            format!("9: {row}"),
            "11: a layer stands behind the header: it is not taken".to_owned(),
            "12: “#else=1” is no line of a header or a sentence that is known: it is not taken".to_owned(),
        ]
    );
    assert_eq!(said(&project), ["A This", "D ."]);
    let (_, refused, _) = read("#FORMAT=WebAnno TSV 3.3\n\n\n1-1\t0-1\ta\n");
    assert_eq!(refused[0], "4: there is no #Text= before it: it is not taken");
    assert_eq!(read("#FORMAT=WebAnno TSV 3.3\n\n\n").1, ["0: it has no text"]);
}

#[test]
fn places_are_found_by_the_words_of_tokens() {
    // Code points instead of UTF-16.
    let points = "#FORMAT=WebAnno TSV 3.3\n#T_SP=webanno.custom.Span|value\n\n\n#Text=👍 is good\n1-1\t0-1\t👍\t_\n1-2\t2-4\tis\t_\n1-3\t5-9\tgood\tA\n";
    let (project, refused, repaired) = read(points);
    assert_eq!((said(&project), refused.len()), (vec!["A good".to_owned()], 0));
    assert_eq!(repaired, ["0: its places are counted in code points and not in UTF-16 code units, as the words of its tokens say"]);
    // Bytes.
    let bytes = points.replace("0-1", "0-4").replace("2-4", "5-7").replace("5-9", "8-12");
    assert_eq!((said(&read(&bytes).0), read(&bytes).2.len()), (vec!["A good".to_owned()], 1));
    // One row is wrong: its words are behind the token before, or nowhere.
    let (project, refused, repaired) = read(&one("1-1\t0-4\tThis\tA\n1-2\t6-8\tis\tB\n1-3\t8-9\tthe\tC\n1-4\t10-14\ttest\tD\n"));
    assert_eq!(said(&project), ["A This", "B is", "D test"]);
    assert_eq!(repaired, ["7: “is” is not at 6-8 of the text in UTF-16 code units, but behind the token before: it is taken there"]);
    assert_eq!(refused, ["8: “the” is not at 8-9 of the text in UTF-16 code units: it is not taken"]);
    // Half a pair, and beyond the text.
    let (project, refused, _) =
        read(&points.replace("0-1", "0-2").replace("2-4", "3-5").replace("5-9", "6-10").replace("👍\t_", "👍\tA\n1-1.1\t1-2\t\tB\n1-1.2\t90-99\t\tC"));
    assert_eq!((said(&project), refused.len()), (vec!["A 👍".to_owned(), "A good".to_owned()], 2), "{refused:?}");
}

#[test]
fn what_is_between_sentences_is_filled_as_inception_does_it_and_told() {
    let file = |second: usize, third: usize| {
        format!(
            "#FORMAT=WebAnno TSV 3.3\n\n\n#Text=  a\n1-1\t2-3\ta\n\n#Text=b\n#Text=\n#Text=c\n2-1\t{second}-{}\tb\n2-2\t{}-{}\tc\n\n#Text=d\n3-1\t{third}-{}\td\n",
            second + 1,
            second + 3,
            second + 4,
            third + 1
        )
    };
    let (project, refused, repaired) = read(&file(3, 7));
    assert_eq!((text(&project), refused.len(), repaired.len()), ("  ab\n\ncd", 0, 0), "no gaps, and blanks before the first token");
    let (project, refused, repaired) = read(&file(6, 11));
    assert_eq!((text(&project), refused.len(), repaired.len()), ("  a\n  b\n\nc\nd", 0, 1));
    assert!(repaired[0].starts_with("7: what stands between sentences") && repaired[0].ends_with("4 characters in all"), "{repaired:?}");
    let (project, _, repaired) = read(&file(1, 4_000_000_000));
    assert_eq!((text(&project), repaired.len()), ("  a\nb\n\nc\nd", 3));
    assert_eq!(repaired[1], "7: the sentence cannot begin at 1: it is put behind the one before");
}

#[test]
fn what_refers_to_nothing_is_refused() {
    let file = "#FORMAT=WebAnno TSV 3.3
#T_SP=webanno.custom.Span|value
#T_SP=webanno.custom.Host|ROLE_webanno.custom.Host:links_webanno.custom.Link|webanno.custom.Span
#T_CH=webanno.custom.ChainLink|referenceType|referenceRelation
#T_RL=webanno.custom.Rel|value|BT_webanno.custom.Span


#Text=a b c
1-1\t0-1\ta\tA[1]|B[1]\t_\t_\t_\t_\tr\t1-9\t
1-1\t2-3\tb\tC\ta;b\t1-2\tx[1]\t_\tr|s\t1-1[7_0]\t
1-3\t4-5\tc\tD\ta;b\t1-1;1-2[3]\t*\tx->1\tr\t1-3\t
";
    let (project, refused, repaired) = read(file);
    assert_eq!(
        refused,
        [
            "9: the number [1] is there twice in one cell: the second is not taken",
            "10: an element of a chain of ChainLink has no number such as ->1-2: it is not taken",
            "11: an element of a chain of ChainLink has no number such as ->1-2: it is not taken",
            "9: the relation Rel begins at 1-9, where nothing of that is: it is not taken",
            "10: the relation Rel begins at 1-1[7], where nothing of that is: it is not taken",
            "10: the relation Rel does not say where it begins: it is not taken",
            "10: links has 2 roles and 1 targets: none is taken",
            "11: a slot leads to 1-2[3], where nothing of that is: it is not taken",
            "11: the link r: it leads to the mark that it begins at",
        ]
    );
    assert_eq!(repaired, ["10: two rows have the number 1-1: what refers to it means the first"]);
    let mut all = said(&project);
    all.sort();
    assert_eq!(all, ["A a", "C b", "D c", "Host b", "Host c"]);
    assert_eq!(links(&project), ["c a a"]);
}

#[test]
fn values_that_change_within_an_annotation_are_told() {
    let (project, _, repaired) = read(&one("1-1\t0-4\tThis\tA[1]\n1-2\t5-7\tis\tB[1]\n1-3\t8-9\ta\t*[2]\n1-4\t10-14\ttest\tC[2]\n"));
    assert_eq!(said(&project), ["A This is", "Span a test"]);
    assert_eq!(
        repaired,
        [
            "7: value is “B” here and “A” where the annotation begins: the latter is taken",
            "9: value is “C” here and has no value where the annotation begins: it has none",
        ]
    );
}

#[test]
fn what_a_fragment_says_beside_its_label_is_not_lost() {
    let ours = GOLDEN.replace("ons.gov.uk\tsource\t*", "ons.gov.uk\tsource\tunverified");
    let (project, ..) = read(&ours);
    assert_eq!(said(&project), ["Claim GDP rose 4.2%", "Figure 4.2%", "Source ONS", "Source ons.gov.uk"], "they stay two marks");
    assert_eq!(kept(&marks(&project)[3].kept), ["verdict=unverified"], "a source has no verdict");
}

#[test]
fn thousands_of_stacked_values_are_read() {
    let many = |value: &dyn Fn(usize) -> String| (1..30_000).map(value).collect::<Vec<_>>().join("|");
    let rows = format!("1-1\t0-4\tThis\t{}\n1-2\t5-7\tis\t{}\n", many(&|n| format!("A[{n}]")), many(&|n| format!("A[{n}]")));
    // Looking through all of them for each would take minutes.
    let (project, refused, _) = read(&one(&rows));
    assert_eq!((project.marks().count(), refused.len()), (29_999, 0));
    let deep = format!("#Text={}\n", "\\".repeat(100_000));
    read(&format!("#FORMAT=WebAnno TSV 3.3\n#T_SP=x|{}\n\n\n{deep}1-1\t0-1\ta\t{}\n", "a.".repeat(10_000), "[".repeat(100_000)));
}
