//! The finding that is looked at: what each analyst has, and what can be done about it.

use super::outcome_words;
use crate::project::{Label, LinkKind, Mark, MarkId, MarkState, Meaning, Project, Review, Word};
use crate::review::Outcome;
use crate::session::Reviewing;
use crate::view::attributes::{quantity_words, shown};
use crate::view::reader::{link_words, name_of};
use crate::view::shorten;

/// The finding that is looked at.
#[derive(Clone, PartialEq, Debug)]
pub struct Card {
    /// Its number.
    pub number: usize,
    /// What each analyst has, those together who have the same.
    pub sides: Vec<Side>,
    /// Who does not have it, in words; empty if all have it.
    pub missing: String,
    /// What was decided, in words; empty while nothing was.
    pub decided: String,
    /// Why, if it was said.
    pub why: String,
    /// The reviewer's own mark.
    pub own: Option<MarkId>,
}

/// What one or more analysts have.
#[derive(Clone, PartialEq, Debug)]
pub struct Side {
    /// The copy.
    pub copy: MarkId,
    /// The analysts' numbers.
    pub analysts: Vec<usize>,
    /// Their letters.
    pub letters: String,
    /// Their names, as they may be shown.
    pub names: String,
    /// The label.
    pub label: Label,
    /// The words.
    pub words: String,
    /// What differs beside label and words: “worth yes”, “said by Mayor Elin Varga”.
    pub also: String,
    /// Whether it is accepted, rejected or open.
    pub state: MarkState,
}

/// A finding as a card, with what was decided about it.
pub fn card(project: &Project, reviewing: &Reviewing, number: usize, outcome: &Outcome) -> Option<Card> {
    let review = project.review()?;
    let finding = reviewing.findings.get(number)?;
    let mut sides: Vec<Side> = Vec::new();
    for (analyst, copy) in finding.copies.iter().enumerate() {
        let Some(mark) = copy.and_then(|id| project.mark(id)) else { continue };
        match sides.iter_mut().find(|side| side.copy == mark.id) {
            Some(side) => {
                side.analysts.push(analyst);
                side.letters.push_str(&Review::letter(analyst));
                side.names = format!("{}, {}", side.names, review.shown(analyst));
            }
            None => sides.push(side(project, review, analyst, mark, &finding.differs)),
        }
    }
    let without = |is_opened: bool| -> Vec<String> {
        let missing = finding.copies.iter().zip(&finding.opened).enumerate().filter(|(_, (copy, opened))| copy.is_none() && **opened == is_opened);
        missing.map(|(analyst, _)| review.shown(analyst)).collect()
    };
    let mut missing: Vec<String> = Vec::new();
    for (names, words) in [(without(true), "has no mark here"), (without(false), "never opened the article")] {
        if !names.is_empty() {
            missing.push(format!("{} {words}", names.join(", ")));
        }
    }
    let decided_marks = finding.members().into_iter().filter_map(|id| project.mark(id)?.decided.clone());
    Some(Card {
        number,
        missing: missing.join("; "),
        decided: outcome_words(project, finding, outcome).unwrap_or_default(),
        why: decided_marks.map(|decided| decided.why).find(|why| !why.is_empty()).unwrap_or_default(),
        own: if let Outcome::Own(own) = outcome { Some(*own) } else { None },
        sides,
    })
}

fn side(project: &Project, review: &Review, analyst: usize, mark: &Mark, differs: &[String]) -> Side {
    let words = project.text_of(mark).map(|text| shorten(&mark.at.words(text), 240)).unwrap_or_default();
    let also: Vec<String> = differs.iter().filter_map(|name| attribute(project, mark, name)).collect();
    Side {
        copy: mark.id,
        analysts: vec![analyst],
        letters: Review::letter(analyst),
        names: review.shown(analyst),
        label: mark.label(),
        words,
        also: also.join(" · "),
        state: mark.state,
    }
}

/// What a mark says where something differs.
fn attribute(project: &Project, mark: &Mark, name: &str) -> Option<String> {
    if let Some(kind) = name.strip_prefix("link ") {
        let ends: Vec<String> = mark
            .links
            .iter()
            .filter(|link| link.kind.name() == kind)
            .filter_map(|link| {
                let end = project.mark(link.to)?;
                Some(format!("{} {}", link_words(&link.kind), name_of(project, end)))
            })
            .collect();
        return Some(if ends.is_empty() { format!("no link “{}”", link_words(&LinkKind::named(kind))) } else { ends.join(", ") });
    }
    let or_none = |words: String| if words.is_empty() { format!("{name} not set") } else { format!("{name} {words}") };
    let word = |word: Option<&'static str>| or_none(word.map(|word| shown(word).to_lowercase()).unwrap_or_default());
    Some(match (&mark.meaning, name) {
        (Meaning::Claim(claim), "worth") => word(claim.worth.map(Word::name)),
        (Meaning::Claim(claim), "voice") => word(claim.voice.map(Word::name)),
        (Meaning::Claim(claim), "kinds") => or_none(claim.kinds.iter().map(|kind| kind.name().to_lowercase()).collect::<Vec<_>>().join(", ")),
        (Meaning::Claim(claim), "verdict") => or_none(claim.check.and_then(|id| project.check(id)).map(|check| check.verdict.to_string()).unwrap_or_default()),
        (Meaning::Source(source), "name") => or_none(source.name.to_string()),
        (Meaning::Source(source), "naming") => word(source.naming.map(Word::name)),
        (Meaning::Source(source), "kind") => word(source.kind.map(Word::name)),
        (Meaning::Figure(figure), "quantity") => or_none(quantity_words(figure).unwrap_or_default()),
        (Meaning::Figure(figure), "unit") => or_none(figure.unit.to_string()),
        (Meaning::Figure(figure), "what") => or_none(figure.what.to_string()),
        (Meaning::Figure(figure), "trend") => word(figure.trend.map(Word::name)),
        (Meaning::Figure(figure), "kind") => word(figure.kind.map(Word::name)),
        _ => return None,
    })
}
