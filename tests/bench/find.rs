//! What finding and the lists cost: every search and filter, and every list, in a project of 200 articles and 20,000 marks; and words in 10 MB.

use crate::{best, corpus, ms, row};
use factmark::edit::{Edit, Hand, Swap};
use factmark::project::{ArticleState, Comment, CommentId, Ids, Label, Mark, Moment, Name, Project, Subject};
use factmark::search::{Query, search};
use factmark::session::{Loaded, Session};
use factmark::text::Manner;
use factmark::view;
use std::sync::Arc;

/// What is typed: words of any sort, and every filter.
const TYPED: [&str; 13] = [
    "e",
    "hairline fractures",
    "НОРРБРО москва",
    "nobody \"warned us\"",
    "nowhere to be found",
    "label:claim",
    "label:figure cracks -has:note",
    "name:varga state:accepted",
    "by:amira link:said-by worth:checkworthy",
    "value:40 what:cracks",
    "has:comment",
    "note:inspectorate",
    "verdict:open article:in-progress bridge",
];

pub(crate) fn run() {
    println!("\nfinding and lists in 200 articles with 20,000 marks, 2,000 notes and 500 comments");
    let many = spoken(corpus::project(200, 5_000, 100));
    for typed in TYPED {
        searched(&many, typed);
    }
    let session = opened(many);
    listed(&session);
    println!("\nwords in one article of 10 MB with 60,000 marks");
    let long = corpus::project(1, 10_000_000, 60_000);
    for typed in ["fractures", "Łódź", "hairline fractures who recorded", "nowhere", "پل بندر"] {
        searched(&long, typed);
    }
    let pattern = Query::new(r"\b\w+ing\b|crack(s|ed)\b", Manner { is_pattern: true, ..Manner::default() }).expect("it is a pattern");
    row("  a pattern, ms", &format!("{:.1}", ms(best(3, || search(&long, &pattern, None)))), "under 100");
}

fn searched(project: &Project, typed: &str) {
    let query = Query::new(typed, Manner::default()).expect("it can be looked for");
    let count = search(project, &query, None).expect("the labels are there").hits.len();
    row(&format!("  {typed} ({count} places), ms"), &format!("{:.1}", ms(best(3, || search(project, &query, None)))), "under 100");
}

fn listed(session: &Session) {
    let lists: [(&str, &dyn Fn() -> usize); 6] = [
        ("marks of the article with a label", &|| view::marks::labelled(session, &Label::Claim).len()),
        ("notes and comments of all articles", &|| view::notes::said(session, true, true).len()),
        ("notes and comments of the article", &|| view::notes::said(session, false, false).len()),
        ("how many notes and comments", &|| view::notes::count(session)),
        ("articles in progress", &|| session.project().map_or(0, |project| view::list::of_state(project, ArticleState::InProgress).len())),
        ("list of checks", &|| session.project().map_or(0, |project| view::checks::check_rows(project).len())),
    ];
    for (name, list) in lists {
        row(&format!("  {name} ({}), ms", list()), &format!("{:.2}", ms(best(5, list))), "under 100");
    }
}

fn opened(project: Project) -> Session {
    let mut session = Session::new(Name::from("amira"), Ids::new(77));
    session.open_loaded(Loaded::new(project));
    session
}

/// With a note on every tenth mark and comments on some.
fn spoken(mut project: Project) -> Project {
    let by = Name::from("amira");
    let mut ids = Ids::new(9);
    let marks: Vec<Arc<Mark>> = project.marks().cloned().collect();
    let noted = |mark: &Arc<Mark>| Edit::mark(Some(mark.clone()), Some(Mark { note: "Ask the inspectorate".into(), ..mark.as_ref().clone() }));
    let mut edits: Vec<Edit> = marks.iter().step_by(10).map(noted).collect();
    for mark in marks.iter().step_by(40) {
        let comment = Comment {
            id: CommentId::next(&mut ids),
            about: Some(Subject::Mark(mark.id)),
            reply_to: None,
            text: "Is this so?".into(),
            by: by.clone(),
            on: Some(Moment::UNIX_EPOCH),
            resolved: false,
        };
        edits.push(Edit::Comment(Swap { before: None, after: Some(Arc::new(comment)) }));
    }
    let change = Hand { by: &by, now: Moment::UNIX_EPOCH, ids: &mut ids }.change("speak", edits);
    project.apply(&change).expect("the marks are as they were");
    project
}
