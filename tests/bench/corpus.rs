//! Makes large projects for benches: the same numbers give the same project.

use factmark::article::Origin;
use factmark::project::{
    Article, ArticleId, ArticleState, BaseLink, Claim, Figure, Ids, Label, Link, LinkKind, Mark, MarkId, MarkState, Meaning, Moment, Name, Parts, Project,
    Setting, Source, Worth,
};
use factmark::text::{Text, TextRange};
use std::sync::Arc;

const WORDS: &[&str] = &[
    "the",
    "harbour",
    "bridge",
    "closed",
    "after",
    "inspectors",
    "found",
    "cracks",
    "in",
    "its",
    "eastern",
    "span",
    "mayor",
    "said",
    "repairs",
    "would",
    "cost",
    "nearly",
    "million",
    "and",
    "take",
    "months",
    "ferry",
    "operator",
    "added",
    "boats",
    "commuters",
    "waited",
    "“nobody",
    "warned",
    "us”",
    "according",
    "to",
    "a",
    "statement",
    "from",
    "engineers",
    "who",
    "recorded",
    "hairline",
    "fractures",
    "Norrbro",
    "naïve",
    "café",
    "São",
    "Łódź",
    "Ελλάδα",
    "Москва",
    "پل",
    "بندر",
    "גשר",
    "桥梁",
    "👷",
];

/// A fixed sequence of numbers (xorshift64, Marsaglia 2003).
pub(crate) struct Numbers(u64);

impl Numbers {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed.max(1))
    }

    pub(crate) fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % most.max(1) as u64) as usize
    }
}

/// A project of so many articles of about so many bytes, with so many marks in each.
pub(crate) fn project(articles: usize, bytes: usize, marks: usize) -> Project {
    let mut numbers = Numbers::new(11);
    let mut ids = Ids::new(4);
    let by = Name::from("amira");
    let on: Moment = "2026-03-03T09:12:44Z".parse().unwrap();
    let mut parts = Parts { settings: vec![Setting::Title("Bench".into()), Setting::Analyst(by.clone())], ..Parts::default() };
    for number in 0..articles {
        let (text, words) = text(&mut numbers, bytes);
        let article = ArticleId::next(&mut ids);
        for index in 0..marks {
            let first = index * words.len() / marks.max(1);
            let mark = mark(&mut numbers, &mut ids, article, &text, &words, first, &by, on, parts.marks.last().map(Arc::as_ref));
            parts.marks.extend(mark.map(Arc::new));
        }
        parts.articles.push(Article {
            id: article,
            title: format!("Article {number}"),
            origin: Origin { file: format!("{number}.txt"), ..Origin::default() },
            state: ArticleState::InProgress,
            blocks: Vec::new(),
            text,
            skip: Vec::new(),
            kept: Vec::new(),
        });
    }
    Project::assemble(parts).unwrap()
}

/// A text of paragraphs of a few sentences, and where each of its words stands.
fn text(numbers: &mut Numbers, bytes: usize) -> (Text, Vec<(usize, usize)>) {
    let mut out = String::with_capacity(bytes + 64);
    let mut words = Vec::new();
    while out.len() < bytes {
        for _ in 0..2 + numbers.below(4) {
            for place in 0..8 + numbers.below(12) {
                if place > 0 {
                    out.push(' ');
                }
                let word = WORDS[numbers.below(WORDS.len())];
                words.push((out.len(), out.len() + word.len()));
                out.push_str(word);
            }
            out.push_str(". ");
        }
        out.pop();
        out.push_str("\n\n");
    }
    (Text::new(out), words)
}

#[expect(clippy::too_many_arguments, reason = "a maker of test data, called in one place")]
fn mark(
    numbers: &mut Numbers,
    ids: &mut Ids,
    article: ArticleId,
    text: &Text,
    words: &[(usize, usize)],
    first: usize,
    by: &Name,
    on: Moment,
    last: Option<&Mark>,
) -> Option<Mark> {
    let (label, length) = [(Label::Claim, 9), (Label::Source, 2), (Label::Figure, 2)][numbers.below(3)].clone();
    let until = words[(first + numbers.below(length)).min(words.len() - 1)];
    let range = TextRange::new(text, words[first].0..until.1)?;
    let meaning = match label {
        Label::Claim => Meaning::Claim(Claim { worth: Some(Worth::CheckWorthy), ..Claim::default() }),
        Label::Source => Meaning::Source(Box::new(Source { name: Name::from("Elin Varga"), ..Source::default() })),
        _ => Meaning::Figure(Box::new(Figure { low: "40".parse().ok(), what: "cracks".into(), ..Figure::default() })),
    };
    let said_by = last.filter(|other| label == Label::Claim && other.article == article && other.label() == Label::Source);
    let links = said_by.map(|other| Link { kind: LinkKind::Base(BaseLink::SaidBy), to: other.id, cue: Vec::new(), auto: false });
    Some(Mark {
        version: None,
        of: Vec::new(),
        id: MarkId::next(ids),
        article,
        at: range.into(),
        meaning,
        links: links.into_iter().collect(),
        note: String::new(),
        discuss: false,
        tags: Vec::new(),
        state: MarkState::Accepted,
        decided: None,
        score: None,
        by: by.clone(),
        on: Some(on),
        kept: Vec::new(),
    })
}
