//! What is written is read again, to the byte.

use super::*;
use crate::formats::losses;
use crate::project::BaseLink;
use crate::project::generate;
use proptest::prelude::*;

const HARD: &str = "“Zoë 👍🏽 said”\r\n«GDP\u{a0}rose 4.2%», e\u{301}té,\u{2028}قال الوزير 北京天气很好。\u{85}🏳️‍🌈 ons.gov.uk";

fn link(kind: BaseLink, to: MarkId) -> Link {
    Link { kind: LinkKind::Base(kind), to, cue: Vec::new(), auto: false }
}

#[test]
fn a_hard_text_is_read_at_the_same_words() {
    let mut ids = Ids::new(1);
    let text = article(HARD, &mut ids);
    let mut claim = mark(&text, &["«GDP\u{a0}rose 4.2%»"], "Claim", &mut ids);
    let figure = mark(&text, &["4.2%"], "Figure", &mut ids);
    let crossing = mark(&text, &["rose 4.2%», e\u{301}té"], "Own <\"label\">", &mut ids);
    let rtl = mark(&text, &["قال الوزير"], "Source", &mut ids);
    let over_lines = mark(&text, &["said”\r\n«GDP"], "Claim", &mut ids);
    let pieces = mark(&text, &["👍🏽", "🏳️‍🌈 ons"], "Source", &mut ids);
    let cue = TextRange::new(&text.text, 0..3).unwrap();
    claim.links = vec![Link { cue: vec![cue], auto: true, ..link(BaseLink::SaidBy, pieces.id) }, link(BaseLink::SaidBy, rtl.id)];
    claim.links.push(link(BaseLink::Contradicts, over_lines.id));
    let mut figure = figure;
    figure.links = vec![link(BaseLink::Quantifies, claim.id), Link { kind: LinkKind::Own("“x”".into()), ..link(BaseLink::SameAs, claim.id) }];
    let (claim_id, figure_id, over_id) = (claim.id.to_string(), figure.id.to_string(), over_lines.id.to_string());
    let marks = [claim, figure, crossing, rtl, over_lines, pieces].map(Arc::new).to_vec();
    let project = Project::assemble(Parts { articles: vec![text], marks, ..Parts::default() }).unwrap();

    let files = written(&project, false);
    let (documents, refused) = read(&files);
    assert_eq!(refused, []);
    let [document] = documents.as_slice() else { panic!("{documents:?}") };
    assert_eq!(document.text, HARD);
    assert_eq!(document.unit, Some(Unit::CodePoints));
    let found: Vec<(&str, &str)> = document.spans.iter().map(|span| (span.label.as_str(), words(document, span))).collect();
    let expected = [
        ("Source", "👍🏽"),
        ("Claim", "said”\r\n«GDP"),
        ("Claim", "«GDP\u{a0}rose 4.2%»"),
        ("Own <\"label\">", "rose 4.2%», e\u{301}té"),
        ("Figure", "4.2%"),
        ("Source", "قال الوزير"),
    ];
    assert_eq!(found, expected);
    assert!(document.spans.iter().all(|span| span.quote[0] == words(document, span)));
    assert_eq!(document.spans[0].quote, ["👍🏽", "🏳️‍🌈 ons"], "a mark in fragments is one region from the first to the last, and parted again");

    let ties: Vec<(&str, &str, &str)> = document.ties.iter().map(|tie| (tie.kind.as_str(), tie.from.as_str(), tie.to.as_str())).collect();
    assert_eq!(ties.len(), 5);
    assert!(ties.contains(&("Contradicts", &claim_id, &over_id)), "one tie, though it goes both ways");
    assert!(ties.contains(&("Quantifies", &figure_id, &claim_id)) && ties.contains(&("“x”", &figure_id, &claim_id)), "two labels of one relation");
    let cued: Vec<_> = document.ties.iter().filter(|tie| tie.auto).map(|tie| tie.cue.clone()).collect();
    assert_eq!(cued, [[(0, 1)]]);

    let json = files.text("label-studio.json");
    assert!(!json.contains(['\u{2028}', '\u{85}']) && json.contains(r"\u2028") && json.contains(r"\u0085"));
    assert_eq!(json.lines().count(), 3, "a task is a line");
    let lost: Vec<&str> = losses(&Export::of(&project, false), &LabelStudio).iter().map(|loss| loss.what).collect();
    assert_eq!(lost, [""; 0]);
}

#[test]
fn everything_of_a_mark_and_its_article_comes_back() {
    let mut ids = Ids::new(3);
    let mut text = article("Menu. Sales rose 5%, he said.", &mut ids);
    text.title = "Sales".to_owned();
    text.origin.url = "https://example.org/a".to_owned();
    text.origin.crlf = true;
    text.skip = vec![TextRange::new(&text.text, 0..5).unwrap()];
    let mut claim = mark(&text, &["Sales rose 5%"], "Claim", &mut ids);
    claim.note = "two\nlines".to_owned();
    claim.tags = vec!["economy, prices".into(), "".into()];
    claim.discuss = true;
    claim.by = "amira".into();
    claim.on = "2026-03-03T09:12:44.5Z".parse().ok();
    claim.meaning = Meaning::Claim(crate::project::Claim {
        worth: Some(crate::project::Worth::CheckWorthy),
        kinds: [crate::project::ClaimKind::Event, crate::project::ClaimKind::Numerical].into(),
        ..Default::default()
    });
    let mut figure = mark(&text, &["5%"], "Figure", &mut ids);
    figure.state = MarkState::Proposed;
    figure.score = Some(0.1);
    figure.by = "model \"x\"".into();
    figure.links = vec![link(BaseLink::Quantifies, claim.id)];
    let mut source = mark(&text, &["he"], "Source", &mut ids);
    source.state = MarkState::Rejected;
    let marks = vec![Arc::new(claim), Arc::new(figure), Arc::new(source)];
    let project = Project::assemble(Parts { articles: vec![text], marks, ..Parts::default() }).unwrap();

    let files = written(&project, true);
    let (documents, refused) = read(&files);
    assert_eq!(refused, []);
    let [document] = documents.as_slice() else { panic!("{documents:?}") };
    let [claim, figure, source] = document.spans.as_slice() else { panic!("{documents:?}") };
    assert_eq!(claim.attributes, [("worth".to_owned(), "CheckWorthy".to_owned()), ("kinds".to_owned(), "Event,Numerical".to_owned())]);
    assert_eq!((claim.note.as_str(), claim.tags.as_slice(), claim.discuss), ("two\nlines", ["economy, prices".to_owned(), String::new()].as_slice(), true));
    assert_eq!((claim.by.as_str(), claim.on.as_str(), claim.state), ("amira", "2026-03-03T09:12:44.5Z", Some(MarkState::Accepted)));
    assert_eq!((figure.by.as_str(), figure.score, figure.state), ("model \"x\"", Some(0.1), Some(MarkState::Proposed)));
    assert_eq!((source.by.as_str(), source.state), ("", Some(MarkState::Rejected)));
    assert!(document.spans.iter().all(|span| span.kept.is_empty()) && document.kept.is_empty(), "nothing of ours is left over");
    assert_eq!((document.title.as_str(), document.origin.url.as_str(), document.origin.crlf), ("Sales", "https://example.org/a", true));
    assert_eq!((document.skip.as_slice(), document.state), ([(0, 5)].as_slice(), Some(ArticleState::InProgress)));
    assert_eq!(document.ties.len(), 1, "a link between an annotation and a prediction");

    let accepted = written(&project, false);
    let (documents, _) = read(&accepted);
    assert_eq!(documents[0].spans.len(), 1);
    assert!(!accepted.text("label-studio.json").contains("predictions"));
}

#[test]
fn an_article_without_marks_is_annotated_only_where_it_is_done() {
    let mut ids = Ids::new(3);
    let articles = [ArticleState::Todo, ArticleState::Done].map(|state| Article { state, ..article("x", &mut ids) }).to_vec();
    let project = Project::assemble(Parts { articles, ..Parts::default() }).unwrap();
    let files = written(&project, true);
    let annotations = |name: &str| files.text(name).lines().filter_map(|line| Some(line.split_once("\"annotations\":")?.1.to_owned())).collect::<Vec<_>>();
    assert_eq!(annotations("label-studio.json"), ["[{\"result\":[]}]}"]);
    assert_eq!(annotations("label-studio.todo.json"), ["[]}"], "nobody has begun it: it is no data");
    assert_eq!(written(&Project::default(), true).text("label-studio.json"), "[]\n");
}

/// Makes a project what the format can hold of it: whole marks outside zones, links that stay in their article, nothing kept.
fn holdable(project: &Project) -> Project {
    let mut parts = Parts { settings: scheme(project), checks: project.checks().map(|check| check.as_ref().clone()).collect(), ..Parts::default() };
    for article in project.articles() {
        parts.articles.push(Article { blocks: Vec::new(), ..article.as_ref().clone() });
        for mark in project.marks_in(article.id) {
            let at = Fragments::from(TextRange::new(&article.text, mark.at.start()..mark.at.end()).unwrap());
            if !article.skips(&at) {
                parts.marks.push(Arc::new(Mark { at, decided: None, of: Vec::new(), ..mark.as_ref().clone() }));
            }
        }
    }
    let homes: HashMap<MarkId, ArticleId> = parts.marks.iter().map(|mark| (mark.id, mark.article)).collect();
    for mark in parts.marks.iter_mut().map(Arc::make_mut) {
        let home = mark.article;
        mark.links.retain(|link| homes.get(&link.to) == Some(&home));
    }
    Project::assemble(parts).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_project_is_read_at_the_same_words(project in generate::project(), all_states: bool) {
        let (documents, refused) = read(&written(&project, all_states));
        prop_assert_eq!(refused, []);
        let export = Export::of(&project, all_states);
        prop_assert_eq!(documents.len(), export.articles.len());
        for (article, _) in &export.articles {
            let document = documents.iter().find(|document| document.id == article.id.to_string()).unwrap();
            prop_assert_eq!(&document.text, article.text.as_str());
            prop_assert_eq!((&document.title, &document.origin, document.state), (&article.title, &article.origin, Some(article.state)));
            let said = |mark: &Arc<Mark>| (mark.id.to_string(), mark.label().to_string(), mark.at.iter().map(|range| range.of(&article.text).to_owned()).collect::<Vec<_>>());
            let mut marks: Vec<_> = export.marks(article).into_iter().map(said).collect();
            let mut spans: Vec<_> = document.spans.iter().map(|span| (span.id.clone(), span.label.clone(), span.quote.clone())).collect();
            marks.sort();
            spans.sort();
            prop_assert_eq!(marks, spans);
            let inner = export.links(article).into_iter().filter(|(from, _, to)| from.article == to.article);
            let mut links: Vec<_> = inner.map(|(from, link, to)| (link.kind.name().to_owned(), from.id.to_string(), to.id.to_string())).collect();
            let mut ties: Vec<_> = document.ties.iter().map(|tie| (tie.kind.clone(), tie.from.clone(), tie.to.clone())).collect();
            links.sort();
            ties.sort();
            prop_assert_eq!(links, ties);
        }
    }

    #[test]
    fn written_again_it_is_the_same_to_the_byte(project in generate::project()) {
        let project = holdable(&project);
        let files = written(&project, true);
        let (documents, refused) = read(&files);
        prop_assert_eq!(refused, []);
        let again = taken(&documents, Some(&project));
        for mark in project.marks() {
            let other = again.mark(mark.id).unwrap();
            prop_assert_eq!(&Mark { kept: Vec::new(), links: Vec::new(), ..mark.as_ref().clone() }, &Mark { links: Vec::new(), ..other.as_ref().clone() });
            let sorted = |mark: &Mark| {
                let mut links: Vec<String> = mark.links.iter().map(|link| format!("{link:?}")).collect();
                links.sort();
                links
            };
            prop_assert_eq!(sorted(mark), sorted(other));
        }
        let second = written(&again, true);
        let third = written(&taken(&read(&second).0, Some(&project)), true);
        // Links of one mark may stand in another order, as those to the same mark are one relation.
        prop_assert_eq!(&second.files, &third.files);
        prop_assert_eq!(files.files, second.files);
    }
}
