//! ClaimReview, JSON-LD of schema.org: one for each check, in a list. Written only; it has neither texts nor places.
//!
//! A check stands in `NAME.jsonld` of the first article whose written claims mention it, and one that none mentions in `claimreview.jsonld`. Articles
//! without checks have no file.
//!
//! `claimReviewed` is the statement. `reviewRating` has the verdict in words, and as a number where the project's scale is one of numbers or
//! PolitiFact's six words: then `worstRating` and `bestRating` are its ends. Which end of other words is the better one nobody said. An open check
//! has no rating. `itemReviewed` is the claim with who made it, when, and the articles whose accepted claims mention the check; whether its
//! maker is a person or a body is said where the sources of that name in the project say it. `reviewBody` is the justification. A row of evidence
//! is a `citation`, or under `hasPart` a question with its answer, whose citation it is. Nothing is said that is not known: the address of the page that publishes a review is not
//! known here: `url` has to be added there.

#[cfg(test)]
mod tests;

use super::jsonl_lines::Object;
use super::record::Reading;
use super::{About, Export, Files, Format, Holds, Output};
use crate::project::{Article, ArticleId, Check, CheckId, Evidence, Meaning, Name, SourceKind};
use std::collections::BTreeMap;
use std::io;

/// The format's name.
const NAME: &str = "claimreview";
/// PolitiFact's scale, the best first, in small letters.
const POLITIFACT: [&str; 6] = ["true", "mostly true", "half true", "mostly false", "false", "pants on fire"];

/// ClaimReview.
#[derive(Clone, Copy, Debug)]
pub struct ClaimReview;

impl Format for ClaimReview {
    fn about(&self) -> About {
        About {
            name: NAME,
            title: "ClaimReview",
            ending: "jsonld",
            per_article: true,
            beside: &[],
            unit: None,
            reads: false,
            writes: true,
            holds: Holds { only_checks: true, ..Holds::default() },
        }
    }

    fn write(&self, export: &Export<'_>, out: &mut dyn Output) -> io::Result<()> {
        let appearances = appearances(export);
        let kinds = kinds(export);
        let review = |check: &Check| review(export, &kinds, check, appearances.get(&check.id).map(Vec::as_slice).unwrap_or_default());
        let mut by_article: BTreeMap<ArticleId, Vec<&Check>> = BTreeMap::new();
        let mut others: Vec<&Check> = Vec::new();
        for check in export.project.checks() {
            match appearances.get(&check.id).and_then(|articles| articles.first()) {
                Some(first) => by_article.entry(first.id).or_default().push(check),
                None => others.push(check),
            }
        }
        for (article, name) in &export.articles {
            if let Some(checks) = by_article.get(&article.id) {
                file(out, name, checks.iter().map(|check| review(check)))?;
            }
        }
        if others.is_empty() && !by_article.is_empty() {
            return Ok(());
        }
        let is_taken = |name: &String| export.articles.iter().any(|(_, other)| other.eq_ignore_ascii_case(name));
        let numbered = (2..).map(|number| format!("{NAME}-{number}"));
        let name = std::iter::once(NAME.to_owned()).chain(numbered).find(|name| !is_taken(name)).unwrap_or_default();
        file(out, &name, others.into_iter().map(review))
    }

    fn read(&self, files: &dyn Files, reading: &mut Reading<'_>) {
        for path in files.paths() {
            reading.refuse(&path, 0, "ClaimReview is written only");
        }
    }
}

/// Writes a list of reviews.
fn file(out: &mut dyn Output, name: &str, reviews: impl Iterator<Item = String>) -> io::Result<()> {
    out.begin(&format!("{name}.jsonld"))?;
    out.put(b"[")?;
    for (number, review) in reviews.enumerate() {
        out.put(if number == 0 { b"\n" } else { b",\n" })?;
        out.put(safe(&review).as_bytes())?;
    }
    out.put(b"\n]\n")
}

/// Such reviews stand in the `<script>` of a page, which the letters of no claim may end.
fn safe(words: &str) -> String {
    words.replace('<', "\\u003c").replace('\u{85}', "\\u0085").replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029")
}

/// The articles whose written claims mention each check.
fn appearances<'p>(export: &Export<'p>) -> BTreeMap<CheckId, Vec<&'p Article>> {
    let mut all: BTreeMap<CheckId, Vec<&'p Article>> = BTreeMap::new();
    for (article, _) in &export.articles {
        for check in export.marks(article).into_iter().filter_map(|mark| mark.check()) {
            let articles = all.entry(check).or_default();
            if articles.last().is_none_or(|last| last.id != article.id) {
                articles.push(article);
            }
        }
    }
    all
}

/// An object with its type.
fn node(kind: &str) -> Object {
    let mut node = Object::new();
    if !kind.is_empty() {
        node.string("@type", kind);
    }
    node
}

/// A member with words, if there are any.
fn said(object: &mut Object, name: &str, words: &str) {
    if !words.is_empty() {
        object.string(name, words);
    }
}

/// A list, if there is anything in it.
fn listed(object: &mut Object, name: &str, values: Vec<String>) {
    if !values.is_empty() {
        object.list(name, &values);
    }
}

/// Somebody or something with a name.
fn named(kind: &str, name: &str) -> String {
    let mut named = node(kind);
    named.string("name", name);
    named.end()
}

fn review(export: &Export<'_>, kinds: &Kinds<'_>, check: &Check, articles: &[&Article]) -> String {
    let mut review = Object::new();
    review.string("@context", "https://schema.org");
    review.string("@type", "ClaimReview");
    review.string("@id", &format!("urn:factmark:{}", check.id));
    review.string("claimReviewed", &check.statement);
    said(&mut review, "datePublished", &check.on.map(|on| on.to_string()).unwrap_or_default());
    if !check.by.is_empty() {
        review.raw("author", &named("Person", &check.by));
    }
    review.raw("itemReviewed", &claim(kinds, check, articles));
    if !check.verdict.is_empty() {
        review.raw("reviewRating", &rating(&export.project.scale(), &check.verdict));
    }
    said(&mut review, "reviewBody", &check.justification);
    let (asked, others): (Vec<&Evidence>, Vec<&Evidence>) = check.evidence.iter().partition(|row| !(row.question.is_empty() && row.answer.is_empty()));
    listed(&mut review, "hasPart", asked.into_iter().map(question).collect());
    listed(&mut review, "citation", others.into_iter().filter_map(citation).collect());
    review.end()
}

/// A verdict in words, and as a number where the scale has an order.
fn rating(scale: &[Name], verdict: &str) -> String {
    let mut rating = node("Rating");
    if let Some((value, worst, best)) = numbers(scale, verdict) {
        for (name, number) in [("ratingValue", value), ("worstRating", worst), ("bestRating", best)] {
            rating.raw(name, &number.to_string());
        }
    }
    // People read it: our own word is spelt as words are.
    rating.string("alternateName", if verdict == "NotEnoughEvidence" { "Not enough evidence" } else { verdict });
    rating.end()
}

/// A verdict, the worst and the best one, as numbers.
fn numbers(scale: &[Name], verdict: &str) -> Option<(i64, i64, i64)> {
    let at = scale.iter().position(|word| &**word == verdict)?;
    if let Some(steps) = scale.iter().map(|word| word.parse().ok()).collect::<Option<Vec<i64>>>() {
        return Some((*steps.get(at)?, *steps.iter().min()?, *steps.iter().max()?));
    }
    let is_politifact = scale.iter().map(|word| word.to_lowercase()).eq(POLITIFACT);
    let number = |at: usize| i64::try_from(scale.len() - at).ok();
    if is_politifact { Some((number(at)?, 1, number(0)?)) } else { None }
}

fn claim(kinds: &Kinds<'_>, check: &Check, articles: &[&Article]) -> String {
    let mut claim = node("Claim");
    claim.string("text", &check.statement);
    said(&mut claim, "datePublished", &check.claimed_on);
    if !check.speaker.is_empty() {
        claim.raw("author", &named(kind_of(kinds, &check.speaker), &check.speaker));
    }
    listed(&mut claim, "appearance", articles.iter().map(|article| appearance(article)).collect());
    claim.end()
}

/// What the sources of each name are; none where some say otherwise than others.
type Kinds<'p> = BTreeMap<&'p str, Option<SourceKind>>;

fn kinds<'p>(export: &Export<'p>) -> Kinds<'p> {
    let mut kinds = Kinds::new();
    for mark in export.project.marks().filter(|mark| mark.is_accepted()) {
        if let Meaning::Source(source) = &mark.meaning
            && let Some(kind) = source.kind
        {
            kinds.entry(&*source.name).and_modify(|only| *only = only.filter(|only| *only == kind)).or_insert(Some(kind));
        }
    }
    kinds
}

/// The type of a speaker, if a source of that name says what it is.
fn kind_of(kinds: &Kinds<'_>, speaker: &str) -> &'static str {
    match kinds.get(speaker).copied().flatten() {
        Some(SourceKind::Person) => "Person",
        Some(SourceKind::Organisation | SourceKind::Government | SourceKind::Media) => "Organization",
        Some(SourceKind::Group | SourceKind::Document) | None => "",
    }
}

fn appearance(article: &Article) -> String {
    let mut node = node("NewsArticle");
    said(&mut node, "headline", &article.title);
    said(&mut node, "url", &article.origin.url);
    said(&mut node, "datePublished", &article.origin.published);
    if !article.origin.outlet.is_empty() {
        node.raw("publisher", &named("Organization", &article.origin.outlet));
    }
    node.end()
}

fn question(row: &Evidence) -> String {
    let mut question = node("Question");
    said(&mut question, "text", &row.question);
    let citation = citation(row);
    if !row.answer.is_empty() || citation.is_some() {
        let mut answer = node("Answer");
        said(&mut answer, "text", &row.answer);
        citation.into_iter().for_each(|citation| answer.raw("citation", &citation));
        question.raw("acceptedAnswer", &answer.end());
    }
    question.end()
}

/// What a row of evidence rests on, if it says that.
fn citation(row: &Evidence) -> Option<String> {
    // There is no word for the day on which somebody looked, and those for the medium want an address.
    let looked = if row.retrieved.is_empty() { String::new() } else { format!("retrieved {}", row.retrieved) };
    let described = [row.medium.as_str(), looked.as_str()].into_iter().filter(|words| !words.is_empty()).collect::<Vec<_>>().join(", ");
    let members = [("name", &row.title), ("url", &row.url), ("archivedAt", &row.archived), ("text", &row.quote), ("description", &described)];
    if members.iter().all(|(_, words)| words.is_empty()) {
        return None;
    }
    let mut node = node("CreativeWork");
    members.into_iter().for_each(|(name, words)| said(&mut node, name, words));
    Some(node.end())
}
