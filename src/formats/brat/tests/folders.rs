//! Articles and settings of brat in folders.

use super::*;
use crate::project::Kept;

#[test]
fn everything_comes_back_where_it_lay() {
    let corpus = Memory::of(&[
        ("a/deep/doc.ann", "T1\tX 0 3\tone\n"),
        ("a/deep/doc.txt", "one"),
        ("a/annotation.conf", "[entities]\nX\n[relations]\n[events]\n[attributes]\n"),
        ("annotation.conf", "[entities]\nY\n[relations]\n[events]\n[attributes]\n"),
        ("b/doc.ann", "T1\tY 0 3\ttwo\n"),
        ("b/doc.txt", "two"),
        ("b/visual.conf", "[labels]\nY | Why\n"),
        ("b/tools.conf", "[options]\n"),
        ("doc.ann", ""),
        ("doc.txt", "three"),
    ]);
    let documents = taken(&corpus);
    assert_eq!(documents.iter().map(|document| document.id.as_str()).collect::<Vec<_>>(), ["doc"; 3]);
    assert_eq!(written(&project(&documents)), corpus);
}

#[test]
fn what_an_article_lacks_goes_into_the_settings_that_hold_for_it() {
    let corpus = Memory::of(&[
        ("a/annotation.conf", "[entities]\nX\n[relations]\n[events]\n[attributes]\n"),
        ("a/doc.ann", "T1\tNew 0 3\tone\n"),
        ("a/doc.txt", "one"),
        ("b/doc.ann", "T1\tOther 0 3\ttwo\n"),
        ("b/doc.txt", "two"),
    ]);
    let again = written(&project(&taken(&corpus)));
    assert_eq!(again.text("a/annotation.conf"), "[entities]\nX\nNew\n[relations]\n[events]\n[attributes]\n");
    let outermost = again.text("annotation.conf");
    assert!(outermost.contains("\nOther\n") && !outermost.contains("\nNew\n") && outermost.contains("SaidBy"), "{outermost}");
}

#[test]
fn no_folder_leads_out_of_the_export() {
    let document = taken(&Memory::of(&[("a.ann", ""), ("a.txt", "one")])).remove(0);
    for (number, folder) in
        ["..", "/etc", "a/../..", "a//b", "c:", ".hidden", "a\\b", "a.txt", "", "x/annotation.conf", "a/ ", &"d/".repeat(40)].into_iter().enumerate()
    {
        let kept = |text: String| Kept { format: "brat".into(), text };
        let folded = Document { kept: vec![kept(format!("folder {folder}")), kept(format!("{folder}/visual.conf\nx"))], ..document.clone() };
        let files = written(&project(&[folded]));
        let names: Vec<&str> = files.files.keys().map(String::as_str).collect();
        assert_eq!(names, ["a.ann", "a.txt", "annotation.conf"], "{number} {folder}");
        assert_eq!(files.text("a.ann"), "");
    }
    let absolute = taken(&Memory::of(&[("/in/p1/annotation.conf", "[entities]\n"), ("/in/p1/a.txt", "one"), ("/in/p2/a.txt", "two")]));
    let files = written(&project(&absolute));
    assert_eq!(files.files.keys().collect::<Vec<_>>(), ["a-2.ann", "a-2.txt", "a.ann", "a.txt", "annotation.conf"]);
}

#[test]
fn two_articles_of_one_place_have_two_names() {
    let document = taken(&Memory::of(&[("A/doc.ann", ""), ("A/doc.txt", "one")])).remove(0);
    let mut other = document.clone();
    other.kept[0].text = "folder a".to_owned();
    other.text = "two".to_owned();
    let files = written(&project(&[document, other]));
    assert_eq!(files.files.keys().collect::<Vec<_>>(), ["A/doc.ann", "A/doc.txt", "a/doc-2.ann", "a/doc-2.txt", "annotation.conf"]);
}
