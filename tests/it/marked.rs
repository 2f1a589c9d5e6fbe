//! Sessions in marked text, so that reader and author of a test see the same picture: `[claim: rose 3 mm]` is a mark, marks may be
//! nested, `⟦…⟧` is the selection and `¦` a caret. A mark with fragments is written `[claim+: “It rose]` for each of them.

use factmark::article::{Draft, Origin};
use factmark::edit::{Hand, MarkDraft, add_articles, add_marks};
use factmark::project::{ArticleId, Ids, Label, Mark, MarkState, Moment, Name, Project};
use factmark::session::{Command, Job, Loaded, Outcome, SelectCommand, Session};
use factmark::text::{Fragments, Text, TextRange};

/// The hard cases of text that generators draw from: a property that saw only ASCII proves nothing.
pub(crate) const HARD: &[&str] = &[
    "",
    " ",
    "a",
    "word",
    "1",
    "40",
    "“",
    "”",
    "'",
    ".",
    ", ",
    "\r",
    "\r\n",
    "\n",
    "\n\n",
    "\u{a0}",
    "\u{2028}",
    "\u{2029}",
    "\u{feff}",
    "\u{200b}",
    "\u{200c}",
    "\u{200d}",
    "\u{202e}",
    "\u{2066}",
    "\u{1}",
    "\u{85}",
    "\t",
    "\u{c}",
    "é",
    "e\u{301}",
    "👩‍👩‍👧‍👦",
    "🏳️‍🌈",
    "🇮🇷",
    "👍🏽",
    "سلام",
    "کتاب‌خانه",
    "שלום",
    "नमस्ते",
    "ประเทศไทย",
    "北京天气",
    "㍿",
    "ﬃ",
    "\\",
    "\"",
    "(",
    ")",
];

/// The time of every test.
pub(crate) fn now() -> Moment {
    "2026-03-03T09:12:44Z".parse().unwrap()
}

/// A draft of an article.
pub(crate) fn draft(title: &str, text: &str) -> Draft {
    Draft {
        title: title.to_owned(),
        origin: Origin { file: format!("{title}.txt"), ..Origin::default() },
        text: factmark::text::Text::new(text),
        blocks: Vec::new(),
        warnings: Vec::new(),
    }
}

/// A project with these articles.
pub(crate) fn project(articles: &[(&str, &str)]) -> (Project, Vec<ArticleId>) {
    let mut project = Loaded::blank("Test", &Name::from("amira"));
    let (mut ids, by) = (Ids::new(1), Name::from("amira"));
    let mut hand = Hand { by: &by, now: now(), ids: &mut ids };
    let (change, made) = add_articles(&project, &mut hand, articles.iter().map(|(title, text)| draft(title, text)).collect());
    project.apply(&change).unwrap();
    (project, made)
}

/// A session with one article, as the marked text says.
pub(crate) fn session(marked: &str) -> Session {
    let read = read(marked);
    let (mut project, articles) = project(&[("article", &read.text)]);
    let text = Text::new(read.text);
    let (mut ids, by) = (Ids::new(2), Name::from("amira"));
    let mut hand = Hand { by: &by, now: now(), ids: &mut ids };
    let drafts = read.marks.iter().map(|(label, ranges)| {
        let ranges = ranges.iter().map(|(start, end)| TextRange::new(&text, *start..*end).unwrap()).collect();
        MarkDraft::new(articles[0], Fragments::new(ranges).unwrap(), label)
    });
    let (change, _) = add_marks(&project, &mut hand, drafts.collect()).unwrap();
    project.apply(&change).unwrap();
    let mut session = Session::new(Name::from("amira"), Ids::new(3));
    session.open_loaded(Loaded::new(project));
    if let Some((anchor, focus)) = read.selection {
        run(&mut session, Command::Select(SelectCommand::Text { anchor, focus }));
    }
    session
}

/// Runs a command; the journal takes every step at once.
pub(crate) fn run(session: &mut Session, command: Command) {
    for job in session.run(command, now()) {
        if let Job::Note(step) = job {
            session.finish(Outcome::Noted { seq: step.seq(), elsewhere: None }, now());
        }
    }
}

/// The shown article as marked text.
pub(crate) fn show(session: &Session) -> String {
    let article = session.article().unwrap();
    let mut signs: Vec<(usize, u8, usize, String)> = Vec::new();
    for mark in session.project().unwrap().marks_in(article.id).filter(|mark| mark.state == MarkState::Accepted) {
        let plus = if mark.at.count() > 1 { "+" } else { "" };
        for range in mark.at.iter() {
            signs.push((range.start(), 2, usize::MAX - range.end(), format!("[{}{plus}: ", word(mark))));
            signs.push((range.end(), 0, usize::MAX - range.start(), "]".into()));
        }
    }
    let selection = session.selection();
    if selection.is_caret() {
        if selection.focus > 0 {
            signs.push((selection.focus, 1, 0, "¦".into()));
        }
    } else {
        signs.push((selection.bytes().start, 1, 0, "⟦".into()));
        signs.push((selection.bytes().end, 1, 1, "⟧".into()));
    }
    signs.sort();
    let mut out = article.text.as_str().to_owned();
    for (at, _, _, sign) in signs.into_iter().rev() {
        out.insert_str(at, &sign);
    }
    out
}

/// Runs commands on marked text and compares what comes out; then undoes all of it, and redoes it.
#[track_caller]
pub(crate) fn check(before: &str, commands: impl IntoIterator<Item = Command>, after: &str) -> Session {
    let mut session = session(before);
    let at_first = session.project().unwrap().clone();
    for command in commands {
        run(&mut session, command);
    }
    assert_eq!(show(&session), after);
    assert_eq!(session.project().unwrap().faults(), []);
    let at_last = session.project().unwrap().clone();
    while session.to_undo().is_some() {
        run(&mut session, Command::Undo);
    }
    assert_eq!(*session.project().unwrap(), at_first, "undo brings everything back");
    while session.to_redo().is_some() {
        run(&mut session, Command::Redo);
    }
    assert_eq!(*session.project().unwrap(), at_last, "redo does everything again");
    session
}

fn word(mark: &Mark) -> String {
    mark.label().name().to_lowercase()
}

type Marked = (Label, Vec<(usize, usize)>);

struct Read {
    text: String,
    marks: Vec<Marked>,
    selection: Option<(usize, usize)>,
}

fn read(marked: &str) -> Read {
    let mut out = Read { text: String::new(), marks: Vec::new(), selection: None };
    let mut open: Vec<(String, usize)> = Vec::new();
    let mut parts: Vec<(String, (usize, usize))> = Vec::new();
    let mut anchor = 0;
    let mut rest = marked;
    while let Some(c) = rest.chars().next() {
        rest = &rest[c.len_utf8()..];
        match c {
            '[' => {
                let (label, after) = rest.split_once(": ").expect("a mark is written [label: words]");
                open.push((label.to_owned(), out.text.len()));
                rest = after;
            }
            ']' => {
                let (label, start) = open.pop().expect("a mark ends that did not begin");
                parts.push((label, (start, out.text.len())));
            }
            '⟦' => anchor = out.text.len(),
            '⟧' => out.selection = Some((anchor, out.text.len())),
            '¦' => out.selection = Some((out.text.len(), out.text.len())),
            other => out.text.push(other),
        }
    }
    for (label, range) in parts {
        match label.strip_suffix('+') {
            None => out.marks.push((Label::named(&label), vec![range])),
            Some(label) => {
                let label = Label::named(label);
                match out.marks.iter_mut().find(|(other, ranges)| *other == label && ranges[0] != range && ranges.len() < 3) {
                    Some((_, ranges)) => ranges.push(range),
                    None => out.marks.push((label, vec![range])),
                }
            }
        }
    }
    out
}
