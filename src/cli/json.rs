//! The shapes that `--json` prints: they are an interface for other people's scripts and change only by new keys. Offsets are code
//! points, half open; a figure's numbers are JSON numbers with the digits they were written with.

use super::scheme;
use crate::article::Origin;
use crate::project::{Article, Bound, Check, Comment, Evidence, Label, Link, Mark, MarkState, Meaning, Name, Project, Version, Word};
use crate::text::{Text, TextRange};
use serde::{Serialize, Serializer};
use serde_json::value::RawValue;
use std::collections::BTreeMap;

/// The number of the shape.
const FORMAT: u32 = 1;

/// A project: what `show` and `list` print.
#[derive(Serialize)]
pub(super) struct ProjectJson<'a, A> {
    format: u32,
    title: &'a str,
    analyst: Name,
    articles: Vec<A>,
    checks: Vec<CheckJson<'a>>,
    comments: Vec<CommentJson<'a>>,
}

/// An article with its text and marks.
#[derive(Serialize)]
pub(super) struct ArticleJson<'a> {
    #[serde(flatten)]
    head: HeadJson<'a>,
    text: &'a str,
    skip: Vec<[usize; 2]>,
    marks: Vec<MarkJson<'a>>,
    /// Marks whose words were not found again when the article changed, as they stood in that earlier version.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    needs_a_look: Vec<WaitingJson<'a>>,
    /// Its earlier versions, the oldest first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    earlier: Vec<VersionJson<'a>>,
}

#[derive(Serialize)]
struct WaitingJson<'a> {
    version: String,
    #[serde(flatten)]
    mark: MarkJson<'a>,
}

#[derive(Serialize)]
struct VersionJson<'a> {
    id: String,
    title: &'a str,
    text: &'a str,
    marks: Vec<MarkJson<'a>>,
    by: &'a str,
    on: Option<String>,
}

/// An article with its counts.
#[derive(Serialize)]
pub(super) struct ListedJson<'a> {
    #[serde(flatten)]
    head: HeadJson<'a>,
    skip: Vec<[usize; 2]>,
    counts: Pairs<usize>,
}

#[derive(Serialize)]
struct HeadJson<'a> {
    id: String,
    title: &'a str,
    origin: OriginJson<'a>,
    state: &'static str,
}

#[derive(Serialize)]
struct OriginJson<'a> {
    #[serde(skip_serializing_if = "str::is_empty")]
    file: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    url: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    outlet: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    published: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    byline: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    language: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    encoding: &'a str,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    details: &'a [(String, String)],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    places: Vec<(u32, String)>,
    #[serde(skip_serializing_if = "is_false")]
    bom: bool,
    #[serde(skip_serializing_if = "is_false")]
    crlf: bool,
}

#[derive(Serialize)]
struct MarkJson<'a> {
    id: String,
    label: String,
    state: &'static str,
    at: Vec<[usize; 2]>,
    quote: Vec<&'a str>,
    attributes: Pairs<Value>,
    links: Vec<LinkJson<'a>>,
    note: &'a str,
    tags: &'a [Name],
    discuss: bool,
    by: &'a str,
    on: Option<String>,
}

#[derive(Serialize)]
struct LinkJson<'a> {
    kind: &'a str,
    to: String,
    cue: Vec<[usize; 2]>,
}

#[derive(Serialize)]
struct CheckJson<'a> {
    id: String,
    statement: &'a str,
    verdict: &'a str,
    justification: &'a str,
    evidence: Vec<EvidenceJson<'a>>,
    speaker: &'a str,
    claimed_on: &'a str,
    by: &'a str,
    on: Option<String>,
}

#[derive(Serialize)]
struct EvidenceJson<'a> {
    question: &'a str,
    answer: &'a str,
    title: &'a str,
    url: &'a str,
    archived: &'a str,
    quote: &'a str,
    medium: &'a str,
    retrieved: &'a str,
}

#[derive(Serialize)]
struct CommentJson<'a> {
    id: String,
    about: Option<String>,
    reply_to: Option<String>,
    text: &'a str,
    by: &'a str,
    on: Option<String>,
    resolved: bool,
}

/// The value of an attribute.
#[derive(Serialize)]
#[serde(untagged)]
enum Value {
    Text(String),
    Number(Box<RawValue>),
    List(Vec<&'static str>),
}

/// An object whose keys keep their order.
struct Pairs<V>(Vec<(String, V)>);

impl<V: Serialize> Serialize for Pairs<V> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(key, value)| (key, value)))
    }
}

/// What `show` prints: these articles, each with the marks that are wanted.
pub(super) fn shown<'a>(project: &'a Project, articles: &[(&'a Article, Vec<&'a Mark>)]) -> ProjectJson<'a, ArticleJson<'a>> {
    let article = |(article, marks): &(&'a Article, Vec<&'a Mark>)| ArticleJson {
        head: head(article),
        text: article.text.as_str(),
        skip: places(&article.text, article.skip.iter().copied()),
        marks: marks.iter().map(|mark| mark_json(&article.text, mark)).collect(),
        needs_a_look: project.waiting_in(article.id).into_iter().filter_map(|mark| waiting_json(project, mark)).collect(),
        earlier: project.versions_of(article.id).into_iter().map(|version| version_json(version)).collect(),
    };
    whole(project, articles.iter().map(article).collect())
}

/// What `list` prints.
pub(super) fn listed(project: &Project) -> ProjectJson<'_, ListedJson<'_>> {
    let own = scheme::own_labels_used(project);
    let article = |article: &'_ std::sync::Arc<Article>| -> Pairs<usize> {
        let counts = counts(project, article);
        let labels = Label::THREE.into_iter().chain(own.iter().cloned().map(Label::Own));
        Pairs(labels.map(|label| (label.to_string(), counts.get(&label).copied().unwrap_or(0))).collect())
    };
    let articles = project.articles().map(|one| ListedJson { head: head(one), skip: places(&one.text, one.skip.iter().copied()), counts: article(one) });
    whole(project, articles.collect())
}

/// How many accepted marks an article has outside zones to skip, by label.
pub(super) fn counts(project: &Project, article: &Article) -> BTreeMap<Label, usize> {
    let mut counts = BTreeMap::new();
    for mark in project.marks_in(article.id).filter(|mark| mark.is_accepted() && !article.skips(&mark.at)) {
        *counts.entry(mark.label()).or_insert(0) += 1;
    }
    counts
}

fn whole<A>(project: &Project, articles: Vec<A>) -> ProjectJson<'_, A> {
    let checks = project.checks().map(|check| check_json(check)).collect();
    let comments = project.comments().map(|comment| comment_json(comment)).collect();
    ProjectJson { format: FORMAT, title: project.title(), analyst: project.analyst(), articles, checks, comments }
}

fn head(article: &Article) -> HeadJson<'_> {
    let Origin { file, url, outlet, published, byline, language, encoding, details, places, bom, crlf } = &article.origin;
    let places = places.iter().map(|(number, place)| (*number, place.to_string())).collect();
    let origin = OriginJson { file, url, outlet, published, byline, language, encoding, details, places, bom: *bom, crlf: *crlf };
    HeadJson { id: article.id.to_string(), title: &article.title, origin, state: article.state.name() }
}

fn places(text: &Text, ranges: impl Iterator<Item = TextRange>) -> Vec<[usize; 2]> {
    let points = text.code_points();
    ranges.map(|range| points.of(range)).map(|range| [range.start, range.end]).collect()
}

fn mark_json<'a>(text: &'a Text, mark: &'a Mark) -> MarkJson<'a> {
    let link = |link: &'a Link| LinkJson { kind: link.kind.name(), to: link.to.to_string(), cue: places(text, link.cue.iter().copied()) };
    MarkJson {
        id: mark.id.to_string(),
        label: mark.label().to_string(),
        state: state(mark.state),
        at: places(text, mark.at.iter()),
        quote: mark.at.iter().map(|range| range.of(text)).collect(),
        attributes: Pairs(attributes(&mark.meaning)),
        links: mark.links.iter().map(link).collect(),
        note: &mark.note,
        tags: &mark.tags,
        discuss: mark.discuss,
        by: &mark.by,
        on: mark.on.map(|on| on.to_string()),
    }
}

fn waiting_json<'a>(project: &'a Project, mark: &'a Mark) -> Option<WaitingJson<'a>> {
    Some(WaitingJson { version: mark.version?.to_string(), mark: mark_json(project.text_of(mark)?, mark) })
}

fn version_json(version: &Version) -> VersionJson<'_> {
    VersionJson {
        id: version.id.to_string(),
        title: &version.title,
        text: version.text.as_str(),
        marks: version.marks.iter().map(|mark| mark_json(&version.text, mark)).collect(),
        by: &version.by,
        on: version.on.map(|on| on.to_string()),
    }
}

fn state(state: MarkState) -> &'static str {
    state.name()
}

/// What is set, by the names of the fields in the project file.
fn attributes(meaning: &Meaning) -> Vec<(String, Value)> {
    let word = |word: Option<&'static str>| word.map(|word| Value::Text(word.to_owned()));
    let text = |text: &str| (!text.is_empty()).then(|| Value::Text(text.to_owned()));
    let all = match meaning {
        Meaning::Claim(claim) => vec![
            ("worth", word(claim.worth.map(Word::name))),
            ("voice", word(claim.voice.map(Word::name))),
            ("kinds", (!claim.kinds.is_empty()).then(|| Value::List(claim.kinds.iter().map(|kind| kind.name()).collect()))),
            ("check", claim.check.map(|check| Value::Text(check.to_string()))),
        ],
        Meaning::Source(source) => {
            vec![("name", text(&source.name)), ("naming", word(source.naming.map(Word::name))), ("kind", word(source.kind.map(Word::name)))]
        }
        Meaning::Figure(figure) => vec![
            ("low", figure.low.as_ref().map(bound)),
            ("high", figure.high.as_ref().map(bound)),
            ("how", word(figure.how.map(Word::name))),
            ("unit", text(&figure.unit)),
            ("what", text(&figure.what)),
            ("trend", word(figure.trend.map(Word::name))),
            ("kind", word(figure.kind.map(Word::name))),
        ],
        Meaning::Own(_) => Vec::new(),
    };
    all.into_iter().filter_map(|(key, value)| Some((key.to_owned(), value?))).collect()
}

/// A number with its own digits; a date or a time as a string.
fn bound(bound: &Bound) -> Value {
    let written = bound.to_string();
    match bound {
        Bound::Moment(_) => Value::Text(written),
        Bound::Number(_) => RawValue::from_string(written.clone()).map_or(Value::Text(written), Value::Number),
    }
}

fn check_json(check: &Check) -> CheckJson<'_> {
    CheckJson {
        id: check.id.to_string(),
        statement: &check.statement,
        verdict: &check.verdict,
        justification: &check.justification,
        evidence: check.evidence.iter().map(evidence_json).collect(),
        speaker: &check.speaker,
        claimed_on: &check.claimed_on,
        by: &check.by,
        on: check.on.map(|on| on.to_string()),
    }
}

fn evidence_json(evidence: &Evidence) -> EvidenceJson<'_> {
    let Evidence { question, answer, title, url, archived, quote, medium, retrieved } = evidence;
    EvidenceJson { question, answer, title, url, archived, quote, medium, retrieved }
}

fn comment_json(comment: &Comment) -> CommentJson<'_> {
    CommentJson {
        id: comment.id.to_string(),
        about: comment.about.map(|about| about.to_string()),
        reply_to: comment.reply_to.map(|to| to.to_string()),
        text: &comment.text,
        by: &comment.by,
        on: comment.on.map(|on| on.to_string()),
        resolved: comment.resolved,
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for it")]
fn is_false(flag: &bool) -> bool {
    !flag
}
