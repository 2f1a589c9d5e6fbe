//! The report from outside: well-formed, whole, without what may not be in it.

use super::pieces::{Piece, paragraphs};
use super::{html, markdown};
use crate::article::{Draft, Origin};
use crate::edit::{Hand, MarkDraft, add_articles, add_marks};
use crate::project::generate::{HARD, project as any_project};
use crate::project::{Comment, CommentId, Ids, Label, Mark, Moment, Name, Parts, Project, Setting, Subject};
use crate::review::{Findings, Order, keep, mark_own, review};
use crate::text::{Text, TextRange};
use proptest::prelude::*;
use std::sync::Arc;

const TEXT: &str = "Bridge closed\nThe mayor said 40 cracks were found in the bridge.\n«شهردار گفت» <b>&amp; [1] *so* | it_is\n";

fn now() -> Moment {
    "2026-03-03T09:12:44Z".parse().unwrap()
}

/// A project of one article with these marks: label and words.
fn project(analyst: &str, marks: &[(&str, &str)]) -> Project {
    let by = Name::from(analyst);
    let mut project = Project::assemble(Parts { settings: vec![Setting::Title("Harbour".into()), Setting::Analyst(by.clone())], ..Parts::default() }).unwrap();
    // The same ids of articles, other ids of marks.
    let mut ids = Ids::new(1);
    let mut hand = Hand { by: &by, now: now(), ids: &mut ids };
    let text = Text::new(TEXT);
    let origin = Origin { file: "a.txt".into(), url: "https://wire.example/a?b&c=\"d".into(), ..Origin::default() };
    let draft = Draft { title: "Bridge closed".into(), origin, text: text.clone(), blocks: vec![], warnings: vec![] };
    let (change, articles) = add_articles(&project, &mut hand, vec![draft]);
    project.apply(&change).unwrap();
    let mut ids = Ids::of_content(analyst);
    let mut hand = Hand { by: &by, now: now(), ids: &mut ids };
    let drafts = marks.iter().map(|(label, words)| {
        let start = TEXT.find(words).unwrap();
        MarkDraft::new(articles[0], TextRange::new(&text, start..start + words.len()).unwrap(), &Label::named(label))
    });
    let (change, _) = add_marks(&project, &mut hand, drafts.collect()).unwrap();
    project.apply(&change).unwrap();
    project
}

fn sides() -> [(Name, Project); 3] {
    let amira = project("amira", &[("claim", "40 cracks were found"), ("source", "The mayor"), ("figure", "40 cracks"), ("claim", "closed")]);
    let jonas = project("jonas", &[("claim", "40 cracks were found in the bridge"), ("source", "The mayor"), ("figure", "40")]);
    let lena = project("lena", &[("source", "The mayor"), ("Odd <label>", "[1] *so* | it_is"), ("claim", "mayor said 40")]);
    [("amira".into(), amira), ("jonas".into(), jonas), ("lena".into(), lena)]
}

/// A review by rosa in which some findings are decided, with comments.
fn reviewed(count: usize, is_blind: bool) -> Project {
    reviewed_by(&["amira", "jonas", "lena"][..count], is_blind)
}

fn reviewed_by(names: &[&str], is_blind: bool) -> Project {
    let sides = sides();
    let commented = |(name, project): &(Name, Project)| {
        let mut ids = Ids::of_content(&format!("{name} comments"));
        let comment = |mark: &Arc<Mark>| Comment {
            id: CommentId::next(&mut ids),
            about: Some(Subject::Mark(mark.id)),
            reply_to: None,
            text: "Is this all?".into(),
            by: name.clone(),
            on: Some(now()),
            resolved: false,
        };
        Project::assemble(Parts {
            settings: project.settings().filter(|setting| !matches!(setting, Setting::Order(_))).cloned().collect(),
            articles: project.articles().map(|article| article.as_ref().clone()).collect(),
            marks: project.marks().cloned().collect(),
            comments: project.marks().map(comment).collect(),
            ..Parts::default()
        })
        .unwrap()
    };
    let sides: Vec<(Name, Project)> = sides.iter().zip(names).map(|(side, name)| (Name::from(*name), commented(side))).collect();
    let named: Vec<(Name, &Project)> = sides.iter().map(|(name, project)| (name.clone(), project)).collect();
    let order = Order { reviewer: "rosa".into(), accepts_agreed: true, is_blind, seed: 1 };
    let mut project = review(&named, &order).unwrap().project;
    let findings = Findings::of(&project);
    let (mut ids, by) = (Ids::new(9), Name::from("rosa"));
    let open: Vec<usize> = (0..findings.list.len()).filter(|number| findings.list[*number].kind != crate::review::FindingKind::Same).collect();
    for (turn, number) in open.into_iter().enumerate().take(3) {
        let members = findings.list[number].members();
        let mut hand = Hand { by: &by, now: now(), ids: &mut ids };
        let decision = match turn {
            0 => keep(&project, &findings, &hand, number, &[], "not a <claim>").unwrap(),
            1 => keep(&project, &findings, &hand, number, &members[..1], "the whole sentence").unwrap(),
            _ => mark_own(&project, &findings, &mut hand, number, members[0], "").unwrap().0,
        };
        project.apply(&decision.change).unwrap();
    }
    assert_eq!(project.faults(), []);
    project
}

/// What is wrong with HTML: a tag that is not closed in order, an attribute without quotation marks, a bare `&`, a control.
fn broken(page: &str) -> Option<String> {
    const EMPTY: [&str; 2] = ["meta", "!DOCTYPE"];
    const NAMES: [&str; 5] = ["amp;", "lt;", "gt;", "quot;", "#39;"];
    if let Some(c) = page.chars().find(|c| (c.is_control() && *c != '\n') || matches!(c, '\u{2028}' | '\u{2029}')) {
        return Some(format!("a control: {c:?}"));
    }
    let mut open: Vec<String> = Vec::new();
    let mut ids = std::collections::BTreeSet::new();
    let (before, rest) = page.split_once('<').unwrap();
    assert_eq!(before, "");
    for part in rest.split('<') {
        let Some((tag, words)) = part.split_once('>') else { return Some(format!("no tag: {part:?}")) };
        let is_escaped = |words: &str| !words.contains('>') && words.split('&').skip(1).all(|rest| NAMES.iter().any(|name| rest.starts_with(name)));
        if tag != "style" && !is_escaped(words) || !is_escaped(tag) {
            return Some(format!("not escaped: {part:?}"));
        }
        if let Some(name) = tag.strip_prefix('/') {
            if open.pop().as_deref() != Some(name) {
                return Some(format!("</{name}> in {open:?}"));
            }
            continue;
        }
        let name = tag.split(' ').next().unwrap();
        if !name.chars().all(|c| c.is_ascii_alphanumeric() || c == '!') || tag.matches('"').count() % 2 == 1 {
            return Some(format!("no tag: {tag:?}"));
        }
        if let Some(id) = tag.split(" id=\"").nth(1).and_then(|rest| rest.split('"').next())
            && !ids.insert(id.to_owned())
        {
            return Some(format!("an id twice: {id}"));
        }
        if !EMPTY.contains(&name) {
            open.push(name.to_owned());
        }
    }
    (!open.is_empty()).then(|| format!("open at the end: {open:?}"))
}

/// The text of a page without tags and signs, and with the characters that were escaped.
fn shown(page: &str) -> String {
    let mut out = String::new();
    let body = page.split("<body>").nth(1).unwrap();
    for part in body.split('<').skip(1) {
        let (tag, words) = part.split_once('>').unwrap();
        if !tag.starts_with('a') || !words.is_empty() {
            out.push_str(words);
        }
    }
    out.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'").replace("&amp;", "&")
}

fn without_controls(words: &str) -> String {
    words.chars().map(|c| if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') { ' ' } else { c }).collect()
}

fn quotes(project: &Project) -> Vec<String> {
    let marks = project.marks().filter(|mark| mark.is_accepted());
    marks.map(|mark| without_controls(&mark.at.words(project.text_of(mark).unwrap()))).collect()
}

/// The words that Markdown shows, and its pieces of HTML.
fn read_markdown(page: &str) -> (String, Vec<String>) {
    use pulldown_cmark::{Event, Options, Parser};
    let (mut words, mut raw) = (String::new(), Vec::new());
    for event in Parser::new_ext(page, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_FOOTNOTES | Options::ENABLE_TASKLISTS) {
        match event {
            Event::Text(text) => words.push_str(&text),
            Event::Html(html) | Event::InlineHtml(html) => raw.push(html.to_string()),
            Event::Code(code) => raw.push(format!("code {code}")),
            Event::SoftBreak | Event::HardBreak => words.push(' '),
            Event::Start(pulldown_cmark::Tag::CodeBlock(_) | pulldown_cmark::Tag::Image { .. } | pulldown_cmark::Tag::Emphasis) => raw.push("tag".into()),
            Event::Start(pulldown_cmark::Tag::Link { link_type, .. }) if link_type != pulldown_cmark::LinkType::Autolink => raw.push("link".into()),
            Event::Start(_) | Event::End(_) | Event::Rule | Event::TaskListMarker(_) => {}
            Event::InlineMath(words) | Event::DisplayMath(words) | Event::FootnoteReference(words) => raw.push(words.to_string()),
        }
    }
    (words, raw)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn html_is_well_formed_whatever_the_project_says(project in any_project()) {
        let page = html(&project);
        prop_assert_eq!(broken(&page), None);
        let shown = shown(&page);
        for quote in quotes(&project) {
            prop_assert!(shown.contains(&quote), "{quote:?}");
        }
    }

    #[test]
    fn pieces_are_the_text_and_each_stands_on_its_marks(project in any_project()) {
        for article in project.articles() {
            let marks: Vec<&Mark> = project.marks_in(article.id).map(AsRef::as_ref).collect();
            let pieces: Vec<Piece<'_>> = paragraphs(article, &marks).into_iter().flatten().collect();
            prop_assert_eq!(pieces.iter().map(|piece| piece.words).collect::<String>(), article.text.as_str());
            let mut at = 0;
            for piece in &pieces {
                let on: Vec<usize> = (0..marks.len()).filter(|number| marks[*number].at.holds(at)).collect();
                prop_assert_eq!(&piece.on, &on);
                let of = |is_here: &dyn Fn(&TextRange) -> bool| -> Vec<usize> { (0..marks.len()).filter(|number| marks[*number].at.iter().any(|range| is_here(&range))).collect() };
                prop_assert_eq!(&piece.begins, &of(&|range| range.start() == at));
                prop_assert_eq!(piece.is_skipped, project.zone_at(article.id, at).is_some());
                at += piece.words.len();
                prop_assert_eq!(&piece.ends, &of(&|range| range.end() == at));
            }
        }
    }

    #[test]
    fn markdown_shows_words_as_they_are_whatever_the_project_says(project in any_project()) {
        let page = markdown(&project);
        prop_assert_eq!(without_controls(&page), page.replace('\n', " "));
        let (words, raw) = read_markdown(&page);
        prop_assert_eq!(raw, Vec::<String>::new());
        for quote in quotes(&project) {
            prop_assert!(words.contains(&quote), "{quote:?} in {page}");
        }
    }
}

#[test]
fn hard_words_are_hard_words_everywhere() {
    let all = HARD.concat() + "<script>alert('1')</script> </style> &lt; \"x\" ![a](b) [c]: d `e` 1. x";
    let mut parts = Parts { settings: vec![Setting::Title(all.clone()), Setting::Analyst(all.as_str().into())], ..Parts::default() };
    let base = project("amira", &[("claim", "The mayor")]);
    parts.articles = base.articles().map(|article| article.as_ref().clone()).collect();
    parts.articles[0].title.clone_from(&all);
    parts.articles[0].origin = Origin { file: all.clone(), url: format!("https://x/{all}"), outlet: all.clone(), published: all.clone(), ..Origin::default() };
    parts.marks = base.marks().map(|mark| Arc::new(Mark { note: all.clone(), tags: vec![all.as_str().into()], ..mark.as_ref().clone() })).collect();
    let project = Project::assemble(parts).unwrap();
    let page = html(&project);
    assert_eq!(broken(&page), None);
    assert!(!page.contains("<script") && !page.contains("href=\"https"), "an address with spaces is text");
    let (words, raw) = read_markdown(&markdown(&project));
    assert_eq!(raw, Vec::<String>::new());
    assert!(words.contains(without_controls(&all).trim()));
}

#[test]
fn a_page_asks_nothing_of_the_network() {
    let page = html(&reviewed(3, false));
    for word in ["src=", "@import", "url(", "<script", "<link", "<iframe"] {
        assert!(!page.contains(word), "{word}");
    }
    let address = "https://wire.example/a?b&amp;c=&quot;d";
    assert_eq!(page.matches("http").count(), page.matches(address).count());
    assert_eq!(page.matches("href=\"http").count(), 0, "a quotation mark is in no address");
}

#[test]
fn only_addresses_of_the_web_are_links() {
    let link = |url: &str| {
        let base = project("amira", &[("claim", "The mayor")]);
        let mut parts = Parts { articles: base.articles().map(|article| article.as_ref().clone()).collect(), ..Parts::default() };
        parts.articles[0].origin.url = url.to_owned();
        html(&Project::assemble(parts).unwrap()).contains("rel=\"noreferrer\" href=")
    };
    assert!(link("https://wire.example/a") && link("HTTP://wire.example/?a&b"));
    for url in ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", " https://x", "https://x y", "https://x\"y", "wire.example", ""] {
        assert!(!link(url), "{url}");
    }
}

#[test]
fn a_blind_review_names_nobody_but_the_reviewer() {
    for count in [2, 3] {
        let blind = reviewed(count, true);
        for page in [html(&blind), markdown(&blind)] {
            assert!(page.contains("rosa") && !["amira", "jonas", "lena"].iter().any(|name| page.contains(name)), "{page}");
        }
        let open = reviewed(count, false);
        assert!(html(&open).contains("amira") && markdown(&open).contains("jonas"));
    }
}

#[test]
fn a_name_that_was_told_apart_is_hidden_too() {
    // In the marks and comments each is amira still.
    let project = reviewed_by(&["amira", "amira (b.ron)"], true);
    for page in [html(&project), markdown(&project)] {
        assert!(!page.contains("amira"), "{page}");
    }
}

#[test]
fn marks_that_cross_each_other_are_pieces_side_by_side() {
    let page = html(&project("amira", &[("claim", "mayor said 40"), ("figure", "40 cracks"), ("source", "The mayor said")]));
    assert_eq!(broken(&page), None);
    let text = page.split("<div class=\"text\">").nth(1).unwrap();
    for piece in [
        "<span class=\"source\">The </span>",
        "<span class=\"source claim claim-a\">mayor said</span>",
        "<span class=\"claim\"> </span>",
        "<span class=\"claim figure figure-a claim-z\">40</span>",
        "<span class=\"figure figure-z\"> cracks</span>",
    ] {
        assert!(text.contains(piece), "{piece} in {text}");
    }
    assert!(text.contains(">S1</a></sup>") && text.contains(">C2</a></sup>") && text.contains(">F3</a></sup>"));
}

#[test]
fn a_review_in_html() {
    let page = html(&reviewed(2, false));
    assert_eq!(broken(&page), None);
    insta::assert_snapshot!(page.split("</style>").nth(1).unwrap());
}

#[test]
fn a_review_in_markdown() {
    insta::assert_snapshot!(markdown(&reviewed(2, false)));
}

#[test]
fn three_analysts_are_compared_in_pairs_too() {
    let page = markdown(&reviewed(3, false));
    for words in
        ["### amira and jonas", "### amira and lena", "### jonas and lena", "| Odd \\<label\\> |", "### Articles, the worst first", "– is not defined:"]
    {
        assert!(page.contains(words), "{words} in {page}");
    }
}
