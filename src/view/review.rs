//! What the screen of a review shows: findings with what differs and what was decided, the one that is looked at, and the agreement.

mod agreement;
mod card;

pub use agreement::{AgreementShown, ArticleShown, Cell, ConfusionShown, GammaShown, LabelShown, agreement, gamma};
pub use card::{Card, Side, card};

use super::reader::link_words;
use super::shorten;
use crate::project::{ArticleId, Label, LinkKind, Mark, MarkId, MarkState, Project, Review};
use crate::review::{FindingKind, Outcome, ReviewFinding};
use crate::session::{Reviewing, Session};

/// Which findings are listed.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Filter {
    /// Only of one kind.
    pub kind: Option<FindingKind>,
    /// Only with a mark of one label.
    pub label: Option<Label>,
    /// Only in one article.
    pub article: Option<ArticleId>,
    /// Only where one analyst has the one label, or none, and another the other.
    pub cell: Option<Cell>,
}

impl Filter {
    /// Whether something is left out.
    pub fn is_on(&self) -> bool {
        *self != Self::default()
    }

    /// What is left over, in words.
    pub fn words(&self, project: &Project) -> String {
        let label = |label: &Option<Label>| label.as_ref().map_or("none".to_owned(), |label| label.name().to_lowercase());
        let mut parts: Vec<String> = self.label.iter().map(|label| label.name().to_lowercase()).collect();
        parts.extend(self.article.and_then(|id| project.article(id)).map(|article| format!("“{}”", shorten(&article.title, 24))));
        parts.extend(self.cell.as_ref().map(|cell| format!("{} / {}", label(&cell.first), label(&cell.second))));
        parts.join(", ")
    }

    fn takes(&self, finding: &ReviewFinding, project: &Project) -> bool {
        let label_of = |analyst: usize| finding.copies.get(analyst).copied().flatten().and_then(|id| project.mark(id)).map(|mark| mark.label());
        self.kind.is_none_or(|kind| kind == finding.kind)
            && self.article.is_none_or(|article| article == finding.article)
            && self.label.as_ref().is_none_or(|label| (0..finding.copies.len()).any(|analyst| label_of(analyst).as_ref() == Some(label)))
            && self.cell.as_ref().is_none_or(|cell| label_of(cell.analysts.0) == cell.first && label_of(cell.analysts.1) == cell.second)
    }
}

/// The findings of a review as they stand: made anew when the project changed.
#[derive(Clone, Default, Debug)]
pub struct List {
    /// What was decided about each finding.
    pub outcomes: Vec<Outcome>,
    /// How many of each kind there are to decide about, in the order of [`FindingKind::ALL`].
    pub kinds: Vec<(FindingKind, usize)>,
    /// How many were decided, and of how many.
    pub decided: (usize, usize),
}

/// Counts what there is to decide. What all agree in, and what was accepted for that, is no disagreement.
pub fn list(project: &Project, reviewing: &Reviewing) -> List {
    let outcomes = Outcome::of_all(project, &reviewing.findings);
    let to_decide = || reviewing.findings.list.iter().zip(&outcomes).filter(|(_, outcome)| **outcome != Outcome::Agreed);
    let count = |kind: FindingKind| to_decide().filter(|(finding, _)| finding.kind == kind).count();
    let kinds = FindingKind::ALL.into_iter().map(|kind| (kind, count(kind))).filter(|(_, count)| *count > 0).collect();
    let decided = (to_decide().filter(|(_, outcome)| outcome.is_decided()).count(), to_decide().count());
    List { kinds, decided, outcomes }
}

impl List {
    /// The numbers of the findings that a filter leaves. What was agreed is listed only where a filter asks for more than disagreements.
    pub fn listed(&self, project: &Project, reviewing: &Reviewing, filter: &Filter) -> Vec<usize> {
        let with_agreed = filter.kind == Some(FindingKind::Same) || filter.cell.as_ref().is_some_and(|cell| cell.first == cell.second);
        let all = reviewing.findings.list.iter().zip(&self.outcomes).enumerate();
        let listed = all.filter(|(_, (finding, outcome))| filter.takes(finding, project) && (with_agreed || **outcome != Outcome::Agreed));
        listed.map(|(number, _)| number).collect()
    }

    /// The next finding of a list that is open, after a place; else the first that is.
    pub fn next_open(&self, listed: &[usize], after: Option<usize>) -> Option<usize> {
        let is_open = |number: &&usize| self.outcomes.get(**number) == Some(&Outcome::Open);
        let behind = listed.iter().skip_while(|number| Some(**number) <= after).find(is_open);
        behind.or_else(|| listed.iter().find(is_open)).copied()
    }
}

/// A finding as a row of the list.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Row {
    /// Its words.
    pub words: String,
    /// What differs, or what was decided.
    pub about: String,
    /// What was decided.
    pub outcome: Outcome,
}

/// A finding as a row.
pub fn row(project: &Project, reviewing: &Reviewing, number: usize, outcome: &Outcome) -> Option<Row> {
    let finding = reviewing.findings.get(number)?;
    let review = project.review()?;
    let longest = finding.members().into_iter().filter_map(|id| project.mark(id)).max_by_key(|mark| mark.at.end() - mark.at.start())?;
    let words = shorten(&longest.at.words(project.text_of(longest)?), 120);
    let about = match outcome_words(project, finding, outcome) {
        Some(decided) => format!("{} · {decided}", finding.kind.name()),
        None => what_differs(project, review, finding),
    };
    Some(Row { words, about, outcome: outcome.clone() })
}

/// What was decided about a finding, in words; none if nothing was.
pub fn outcome_words(project: &Project, finding: &ReviewFinding, outcome: &Outcome) -> Option<String> {
    let review = project.review()?;
    match outcome {
        Outcome::Open => None,
        Outcome::Agreed => Some("agreed".to_owned()),
        Outcome::Kept(kept) => Some(format!("kept {}", kept.iter().map(|id| letters(review, finding, *id)).collect::<Vec<_>>().join(" and "))),
        Outcome::Neither => Some(if finding.members().len() > 1 { "dropped all" } else { "dropped" }.to_owned()),
        Outcome::Own(_) => Some("marked my own".to_owned()),
    }
}

/// The letters of the analysts whose mark a copy is.
pub fn letters(review: &Review, finding: &ReviewFinding, copy: MarkId) -> String {
    let whose = finding.copies.iter().enumerate().filter(|(_, own)| **own == Some(copy)).map(|(analyst, _)| analyst);
    whose.filter(|analyst| *analyst < review.analysts.len()).map(Review::letter).collect()
}

/// What differs, in a few words: “boundary · A is 6 words longer”.
fn what_differs(project: &Project, review: &Review, finding: &ReviewFinding) -> String {
    let marks: Vec<(usize, &Mark)> =
        finding.copies.iter().enumerate().filter_map(|(analyst, copy)| Some((analyst, project.mark((*copy)?)?.as_ref()))).collect();
    let label = |mark: &Mark| mark.label().name().to_lowercase();
    match finding.kind {
        FindingKind::Same => "all have it".to_owned(),
        FindingKind::Label => {
            let labels: Vec<String> = marks.iter().map(|(analyst, mark)| format!("{} {}", Review::letter(*analyst), label(mark))).collect();
            format!("label · {}", labels.join(", "))
        }
        FindingKind::Boundary => format!("boundary · {}", longer(project, &marks)),
        FindingKind::Attribute | FindingKind::Link => {
            let words = |differs: &String| differs.strip_prefix("link ").map_or_else(|| differs.clone(), |kind| link_words(&LinkKind::named(kind)));
            format!("{} · {}", finding.kind.name(), finding.differs.iter().map(words).collect::<Vec<_>>().join(", "))
        }
        FindingKind::Missing => {
            let missing = |analyst: &usize| finding.copies.get(*analyst).copied().flatten().is_none();
            let opened = |analyst: &usize| finding.opened.get(*analyst) == Some(&true);
            let without: Vec<usize> = (0..review.analysts.len()).filter(missing).collect();
            let named = |list: Vec<&usize>| list.into_iter().map(|analyst| Review::letter(*analyst)).collect::<Vec<_>>().join(", ");
            let label = marks.first().map(|(_, mark)| label(mark)).unwrap_or_default();
            if without.iter().any(opened) {
                format!("missing in {} · {label}", named(without.iter().filter(|analyst| opened(analyst)).collect()))
            } else {
                format!("{} never opened it · {label}", named(without.iter().collect()))
            }
        }
    }
}

/// Whose mark is longer, by how many words.
fn longer(project: &Project, marks: &[(usize, &Mark)]) -> String {
    let count = |mark: &Mark| project.text_of(mark).map_or(0, |text| mark.at.words(text).split_whitespace().count());
    let longest = marks.iter().max_by_key(|(analyst, mark)| (count(mark), std::cmp::Reverse(*analyst)));
    let shortest = marks.iter().min_by_key(|(_, mark)| count(mark));
    match longest.zip(shortest) {
        Some(((analyst, long), (_, short))) if count(long) > count(short) => {
            let more = count(long) - count(short);
            format!("{} is {more} {} longer", Review::letter(*analyst), if more == 1 { "word" } else { "words" })
        }
        _ => "other edges".to_owned(),
    }
}

/// How a mark of a review is drawn in the text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Drawn {
    /// As any mark: it counts, or it is no copy.
    Plain,
    /// A line above the words: the first analyst's of an open finding.
    Above,
    /// A line below the words: another's.
    Below,
    /// Not at all: it lost.
    Not,
}

/// How a mark is drawn while findings are shown, and which letters stand at its first glyph.
pub fn drawn(session: &Session, mark: &Mark) -> Option<(Drawn, String)> {
    let (project, reviewing) = session.project().zip(session.reviewing()).filter(|_| session.shows_review())?;
    let finding = reviewing.findings.get(reviewing.findings.of_mark(mark)?)?;
    let review = project.review()?;
    let letters = if mark.is_copy() { letters(review, finding, mark.id) } else { "✓".to_owned() };
    let first = finding.copies.iter().position(Option::is_some);
    let is_first = finding.copies.iter().position(|copy| *copy == Some(mark.id)) == first;
    Some(match mark.state {
        MarkState::Accepted if mark.decided.is_some() || !mark.is_copy() => (Drawn::Plain, "✓".to_owned()),
        MarkState::Accepted => (Drawn::Plain, letters),
        MarkState::Proposed => (if is_first { Drawn::Above } else { Drawn::Below }, letters),
        MarkState::Rejected => (Drawn::Not, String::new()),
    })
}
