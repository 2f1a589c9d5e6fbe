//! `factmark mark`: makes a mark, to the letter.

use super::desk::Desk;
use super::style::{in_context, place};
use super::terminal::Terminal;
use super::{Output, Status, Trouble, scheme};
use crate::edit::{Edit, MarkDraft};
use crate::project::{Article, ArticleId, Label, MarkId, Project};
use crate::session::{Command, MarkCommand, Notice, set_field};
use crate::text::{Fragments, TextRange, occurrences};
use std::collections::BTreeMap;
use std::path::PathBuf;

/// Make a mark and print its id.
///
/// Places and quotes are taken to the letter: nothing is snapped, trimmed or folded. Words that are marked so already are not
/// marked again; the id of the mark that is there is printed.
#[derive(clap::Args, Debug)]
#[command(group = clap::ArgGroup::new("place").required(true).args(["at", "quote"]))]
pub struct Mark {
    /// The project.
    #[arg(value_name = "PROJECT.ron")]
    project: PathBuf,
    /// The article, by its id.
    #[arg(long, value_name = "ID")]
    article: ArticleId,
    /// Claim, Source, Figure or a label of the project's own.
    #[arg(long, value_name = "LABEL")]
    label: String,
    /// Where, in code points, half open: 10..24, or 10..24,30..41 for a mark in parts.
    #[arg(long, value_name = "PLACE")]
    at: Option<Places>,
    /// The words to mark; where they occur more than once, every place is printed and nothing is marked.
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    quote: Option<String>,
    /// Mark every place of the quote, and print one id a line.
    #[arg(long, requires = "quote")]
    all: bool,
    /// Set an attribute, such as worth=CheckWorthy; sets are separated by commas, an empty value unsets. May be repeated.
    #[arg(long = "set", value_name = "FIELD=VALUE")]
    fields: Vec<Field>,
    #[command(flatten)]
    output: Output,
}

/// Places as they were typed, in code points.
#[derive(Clone, Debug)]
pub(super) struct Places {
    typed: String,
    parts: Vec<(usize, usize)>,
}

impl std::str::FromStr for Places {
    type Err = String;

    fn from_str(typed: &str) -> Result<Self, String> {
        let part = |part: &str| part.split_once("..").and_then(|(start, end)| Some((number(start)?, number(end)?)));
        let parts: Option<Vec<_>> = typed.split(',').map(part).collect();
        let parts = parts.ok_or("a place is two numbers of code points, such as 10..24, or several, such as 10..24,30..41")?;
        Ok(Self { typed: typed.to_owned(), parts })
    }
}

/// Digits and nothing else.
fn number(word: &str) -> Option<usize> {
    word.bytes().all(|byte| byte.is_ascii_digit()).then(|| word.parse().ok()).flatten()
}

/// An attribute as it was typed.
#[derive(Clone, Debug)]
pub(super) struct Field(String, String);

impl std::str::FromStr for Field {
    type Err = String;

    fn from_str(typed: &str) -> Result<Self, String> {
        let (field, value) = typed.split_once('=').ok_or("write the field, `=` and the value, such as worth=CheckWorthy")?;
        Ok(Self(field.to_owned(), value.to_owned()))
    }
}

#[derive(serde::Serialize)]
struct Made<'a> {
    marks: &'a [String],
    warnings: &'a [String],
}

impl Mark {
    pub(super) fn run(self, terminal: &mut Terminal<'_>) -> Result<Status, Trouble> {
        let mut desk = Desk::open(terminal, &self.project)?;
        let article = scheme::article(desk.project(), self.article)?.clone();
        let label = scheme::label(desk.project(), &self.label)?;
        let places = match (&self.at, &self.quote) {
            (Some(at), _) => vec![fragments(at, &article)?],
            (None, Some(quote)) => quoted(quote, self.all, &article)?,
            (None, None) => Vec::new(),
        };
        let there: Vec<Option<MarkId>> = places.iter().map(|at| twin(desk.project(), &article, at, &label, desk.who())).collect();
        let new: Vec<Fragments> = places.iter().zip(&there).filter(|(_, twin)| twin.is_none()).map(|(at, _)| at.clone()).collect();
        let fields: Vec<(String, String)> = self.fields.into_iter().map(|Field(field, value)| (field, value)).collect();
        // A wrong field is an error also where nothing is new.
        if let Some(at) = places.first() {
            try_fields(&mut MarkDraft::new(article.id, at.clone(), &label), &fields)?;
        }
        let made = self::make(&mut desk, terminal, article.id, new, label, fields)?;
        let mut ids = Vec::new();
        for (at, twin) in places.iter().zip(there) {
            if let Some(twin) = twin {
                terminal.warn(format!("the words at {} are marked so already ({twin}): that mark stays as it is", place(&article.text, at)));
            }
            ids.extend(twin.or_else(|| made.get(at).copied()).map(|id| id.to_string()));
        }
        let status = desk.close(terminal)?;
        if self.output.json {
            let warnings = terminal.warnings.clone();
            terminal.print_json(&Made { marks: &ids, warnings: &warnings })?;
        } else {
            terminal.print(&ids.iter().map(|id| format!("{id}\n")).collect::<String>())?;
        }
        Ok(status)
    }
}

fn try_fields(draft: &mut MarkDraft, fields: &[(String, String)]) -> Result<(), Trouble> {
    let set = fields.iter().try_for_each(|(field, value)| set_field(&mut (&mut *draft).into(), field, value));
    set.map_err(|error| Trouble::Refused(Notice::error(error.to_string()).what))
}

fn make(
    desk: &mut Desk,
    terminal: &mut Terminal<'_>,
    article: ArticleId,
    places: Vec<Fragments>,
    label: Label,
    fields: Vec<(String, String)>,
) -> Result<BTreeMap<Fragments, MarkId>, Trouble> {
    if places.is_empty() {
        return Ok(BTreeMap::new());
    }
    let changes = desk.run(terminal, Command::Mark(MarkCommand::Make { article, places, label, fields }))?;
    let new = changes.iter().flat_map(|change| &change.edits).filter_map(|edit| match edit {
        Edit::Mark(swap) if swap.before.is_none() => swap.after.as_ref().map(|mark| (mark.at.clone(), mark.id)),
        Edit::Mark(_) | Edit::Article(_) | Edit::Version(_) | Edit::Check(_) | Edit::Comment(_) | Edit::Setting(_) => None,
    });
    Ok(new.collect())
}

fn fragments(places: &Places, article: &Article) -> Result<Fragments, Trouble> {
    let range = |(start, end): &(usize, usize)| {
        let outside = || Trouble::Outside { start: *start, end: *end, article: article.id, length: article.text.code_points().len() };
        TextRange::from_code_points(&article.text, *start..*end).ok_or_else(outside)
    };
    let ranges = places.parts.iter().map(range).collect::<Result<Vec<_>, _>>()?;
    Fragments::new(ranges).ok_or_else(|| Trouble::Order(places.typed.clone()))
}

/// Every place of a quote, of which there may be only one unless all are asked for.
fn quoted(quote: &str, all: bool, article: &Article) -> Result<Vec<Fragments>, Trouble> {
    let places: Vec<Fragments> = occurrences(&article.text, quote).map(Fragments::from).collect();
    match places.len() {
        0 if quote.is_empty() => Err(Trouble::EmptyQuote),
        0 => Err(Trouble::Nowhere { quote: quote.to_owned(), article: article.id }),
        1 => Ok(places),
        _ if all => Ok(places),
        count => {
            let plain = super::style::Style { has_colour: false };
            let line = |at: &Fragments| format!("  {}  {}  {}", article.id, place(&article.text, at), in_context(&article.text, at, plain, str::to_owned));
            Err(Trouble::Ambiguous { quote: quote.to_owned(), count, places: places.iter().map(line).collect::<Vec<_>>().join("\n") })
        }
    }
}

/// The mark that says the same already: same label, ranges and author.
fn twin(project: &Project, article: &Article, at: &Fragments, label: &Label, who: &str) -> Option<MarkId> {
    let mut touching = project.marks_touching(article.id, at.start(), at.end());
    touching.find(|mark| mark.at == *at && mark.label() == *label && &*mark.by == who).map(|mark| mark.id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_two_numbers_or_several_times_two() {
        let parts = |typed: &str| typed.parse::<Places>().map(|places| places.parts);
        assert_eq!(parts("10..24"), Ok(vec![(10, 24)]));
        assert_eq!(parts("10..24,30..41"), Ok(vec![(10, 24), (30, 41)]));
        for wrong in ["", "10", "10-24", "10..", "..24", "10..24,", "+1..3", " 1..3", "1..3..5", "99999999999999999999999..3", "١..٣"] {
            assert!(parts(wrong).is_err(), "{wrong}");
        }
    }
}
