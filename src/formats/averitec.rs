//! AVeriTeC: claims that were checked against the web, as its JSON has them. Read only.
//!
//! Each claim becomes an article of its own: its text is the claim, and over all of it stands a claim with a check. The verdict goes to the words
//! of our scale, `speaker`, `claim_date` and `justification` to the check, and each answer is a row of evidence with its question, its address,
//! the address of its copy and its medium; an answer of yes or no is followed by its explanation, and a question without answers is a row too. Where the claim was first said (`original_claim_url`,
//! `reporting_source`, `claim_date`) is the origin of the article. `claim_types` are kinds of claims.
//!
//! Every other member of a claim is kept on the article, what else a question or an answer says on the mark, as `question N {…}` and
//! `question N answer M {…}`, from 1. A file is a list of claims, one claim, or one on a line in a `.jsonl`.

#[cfg(test)]
mod tests;

use super::json_file::{each, spelt, text};
use super::jsonl_lines::{Members, Told, read_rows};
use super::record::{Checked, Document, Reading, Span};
use super::{About, Export, Files, Format, Holds, Output};
use crate::article::Origin;
use crate::project::{ClaimKind, Evidence, Kept, Label, Word};
use crate::text::Unit;
use serde_json::value::RawValue;
use std::io;

/// The format's name.
const NAME: &str = "averitec";
/// Its verdicts, each with the word of our scale.
const VERDICTS: [(&str, &str); 4] =
    [("supported", "Supported"), ("refuted", "Refuted"), ("not enough evidence", "NotEnoughEvidence"), ("conflicting evidence/cherrypicking", "Conflicting")];
/// Its types of claims, each with our kind.
const KINDS: [(&str, ClaimKind); 5] = [
    ("event/property claim", ClaimKind::Event),
    ("numerical claim", ClaimKind::Numerical),
    ("causal claim", ClaimKind::Causal),
    ("quote verification", ClaimKind::Quote),
    ("position statement", ClaimKind::Position),
];

/// AVeriTeC's JSON.
#[derive(Clone, Copy, Debug)]
pub struct Averitec;

impl Format for Averitec {
    fn about(&self) -> About {
        About {
            name: NAME,
            title: "AVeriTeC",
            ending: "json",
            per_article: false,
            beside: &[],
            unit: None,
            reads: true,
            writes: false,
            holds: Holds { attributes: true, own_kept: true, own_ids: true, ..Holds::default() },
        }
    }

    fn write(&self, _: &Export<'_>, _: &mut dyn Output) -> io::Result<()> {
        Err(io::Error::new(io::ErrorKind::Unsupported, "AVeriTeC is read only"))
    }

    fn read(&self, files: &dyn Files, reading: &mut Reading<'_>) {
        read_rows(files, reading, &document);
    }
}

fn document(mut row: Members<'_>, told: &mut Told) -> Result<Document, String> {
    let claim = row.need("claim")?;
    let words = claim.trim();
    if words.is_empty() {
        return Err("its `claim` is empty".to_owned());
    }
    let start = claim.chars().take_while(|c| c.is_whitespace()).count();
    let end = start + words.chars().count();
    let mut kept = Vec::new();
    let mut check = Checked {
        verdict: verdict(row.string("label")?.unwrap_or_default()),
        justification: row.string("justification")?.unwrap_or_default(),
        evidence: Vec::new(),
        speaker: row.string("speaker")?.unwrap_or_default(),
        claimed_on: day(row.string("claim_date")?.unwrap_or_default()),
    };
    for (number, question) in (1..).zip(row.take("questions").map(each).unwrap_or_default()) {
        read_question(number, question, &mut check.evidence, &mut kept, &mut told.refused);
    }
    let origin = Origin {
        url: row.string("original_claim_url")?.unwrap_or_default(),
        outlet: row.string("reporting_source")?.unwrap_or_default(),
        published: check.claimed_on.clone(),
        ..Origin::default()
    };
    let (kinds, others) = kinds(row.take("claim_types"));
    let attributes = if kinds.is_empty() { Vec::new() } else { vec![("kinds".to_owned(), kinds.join(","))] };
    let id = row.id("claim_id");
    row.drop_nulls();
    let mut rest = row.kept(NAME);
    rest.extend(others.map(|others| Kept { format: NAME.into(), text: format!("\"claim_types\":{others}") }));
    let is_checked = check != Checked::default();
    let span = Span {
        label: Label::Claim.name().to_owned(),
        at: vec![(start, end)],
        quote: vec![words.to_owned()],
        attributes,
        check: is_checked.then(|| Box::new(check)),
        kept,
        ..Span::default()
    };
    Ok(Document { id, origin, unit: Some(Unit::CodePoints), spans: vec![span], text: claim, kept: rest, ..Document::default() })
}

/// Adds a row of evidence for each answer of a question, and what else is said to what is kept; what cannot be taken is told.
fn read_question(number: usize, question: &RawValue, evidence: &mut Vec<Evidence>, kept: &mut Vec<Kept>, told: &mut Vec<String>) {
    let members = Members::of(question.get()).map_err(|why| format!("it {why}"));
    let read = members.and_then(|mut question| Ok((question.need("question")?, question)));
    let (asked, mut question) = match read {
        Ok(read) => read,
        Err(why) => return told.push(format!("question {number}: {why}")),
    };
    let answers = question.take("answers").map(each).unwrap_or_default();
    if answers.is_empty() {
        evidence.push(Evidence { question: asked.clone(), ..Evidence::default() });
    }
    for (answer_number, value) in (1..).zip(answers) {
        match read_answer(&asked, value) {
            Ok((row, rest)) => {
                evidence.push(row);
                kept.extend(rest.map(|rest| Kept { format: NAME.into(), text: format!("question {number} answer {answer_number} {rest}") }));
            }
            Err(why) => told.push(format!("question {number}: answer {answer_number}: {why}")),
        }
    }
    question.drop_nulls();
    if !question.is_empty() {
        kept.push(Kept { format: NAME.into(), text: format!("question {number} {}", spelt(question)) });
    }
}

/// A row of evidence, and what else the answer says.
fn read_answer(asked: &str, value: &RawValue) -> Result<(Evidence, Option<String>), String> {
    let mut members = Members::of(value.get()).map_err(|why| format!("it {why}"))?;
    let mut word = |name: &str| Ok::<String, String>(members.string(name)?.unwrap_or_default());
    let mut answer = word("answer")?;
    // An answer of yes or no says what it is so for.
    let explanation = word("boolean_explanation")?;
    if !explanation.is_empty() {
        answer = if answer.is_empty() { explanation } else { format!("{}. {explanation}", answer.trim_end_matches('.')) };
    }
    let (url, archived, medium) = (word("source_url")?, word("cached_source_url")?, word("source_medium")?);
    members.drop_nulls();
    let rest = if members.is_empty() { None } else { Some(spelt(members)) };
    Ok((Evidence { question: asked.to_owned(), answer, url, archived, medium, ..Evidence::default() }, rest))
}

/// The word of our scale; any other verdict stays as it is.
fn verdict(theirs: String) -> String {
    let small = theirs.trim().to_lowercase();
    VERDICTS.into_iter().find(|(name, _)| *name == small).map_or(theirs, |(_, ours)| ours.to_owned())
}

/// Our kinds of a claim, and the types that are none of them, as JSON.
fn kinds(types: Option<&RawValue>) -> (Vec<&'static str>, Option<String>) {
    let (mut kinds, mut others) = (Vec::new(), Vec::new());
    for value in types.map(each).unwrap_or_default() {
        let small = text(value).map(|word| word.trim().to_lowercase());
        match KINDS.into_iter().find(|(name, _)| small.as_deref() == Some(name)) {
            Some((_, kind)) => kinds.push(kind.name()),
            None => others.push(value.get()),
        }
    }
    (kinds, (!others.is_empty()).then(|| format!("[{}]", others.join(","))))
}

/// A day as it is written everywhere, of `25-8-2020`; what is no such day stays as it is.
fn day(theirs: String) -> String {
    let mut parts = theirs.split('-').map(|part| part.parse::<i16>().ok().filter(|_| part.bytes().all(|byte| byte.is_ascii_digit())));
    let mut next = || parts.next().flatten();
    let (day, month, year) = (next(), next(), next().filter(|year| *year >= 1000));
    let date = day.zip(month).zip(year).filter(|_| parts.next().is_none());
    let date = date.and_then(|((day, month), year)| jiff::civil::Date::new(year, month.try_into().ok()?, day.try_into().ok()?).ok());
    date.map_or(theirs, |date| date.to_string())
}
