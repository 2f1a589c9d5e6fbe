//! What was decided in a review, and what is open.

use super::marks::links;
use super::names::{Names, joined};
use super::words::{attributes, date, label_word, link_word, place, quote, titled, verdict};
use crate::project::{ArticleId, Comment, Label, LinkKind, Mark, MarkId, MarkState, Moment, Project, Subject};
use crate::review::{FindingKind, Findings, Outcome, ReviewFinding};
use std::collections::BTreeMap;
use std::sync::Arc;

/// A finding that is worth a look: decided, or open.
pub(super) struct FindingPart {
    /// The article.
    pub(super) article: ArticleId,
    /// Its title.
    pub(super) title: String,
    /// The kind of finding.
    pub(super) kind: &'static str,
    /// What differs, and who has it not.
    pub(super) differs: String,
    /// Each version of the mark.
    pub(super) versions: Vec<VersionPart>,
    /// What was decided; none while it is open.
    pub(super) decision: Option<DecisionPart>,
    /// What was said about its marks.
    pub(super) comments: Vec<CommentPart>,
}

/// One version of a mark.
pub(super) struct VersionPart {
    /// Whose it is.
    pub(super) whose: String,
    /// Its label.
    pub(super) label: Label,
    /// Its place, in code points.
    pub(super) place: String,
    /// Its words.
    pub(super) quote: String,
    /// Attributes and links, each as a phrase.
    pub(super) details: Vec<String>,
    /// What became of it.
    pub(super) fate: Option<Fate>,
}

/// What a decision made of a version.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Fate {
    /// It is in the review's result.
    Kept,
    /// It is not.
    Rejected,
}

impl Fate {
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Kept => "kept",
            Self::Rejected => "rejected",
        }
    }
}

/// A decision.
pub(super) struct DecisionPart {
    /// What was decided.
    pub(super) what: String,
    /// By whom and when, as far as it is known.
    pub(super) by: String,
    /// Why; empty where nobody said so.
    pub(super) why: String,
}

/// A comment.
pub(super) struct CommentPart {
    /// By whom and when.
    pub(super) by: String,
    /// What it says.
    pub(super) text: String,
}

/// All that is said about the findings of a review.
#[derive(Default)]
pub(super) struct FindingParts {
    /// Decided, apart from those that were simply agreed.
    pub(super) decided: Vec<FindingPart>,
    /// To decide.
    pub(super) open: Vec<FindingPart>,
    /// How many all agreed in.
    pub(super) agreed: usize,
}

pub(super) fn parts(project: &Project, names: &Names<'_>) -> FindingParts {
    let findings = Findings::of(project);
    let mut comments: BTreeMap<MarkId, Vec<&Comment>> = BTreeMap::new();
    for comment in project.comments() {
        if let Some(Subject::Mark(id)) = comment.about {
            comments.entry(id).or_default().push(comment);
        }
    }
    comments.values_mut().for_each(|comments| comments.sort_by_key(|comment| (comment.on, comment.id)));
    let maker = Maker { project, names, comments };
    let mut parts = FindingParts::default();
    for (finding, outcome) in findings.list.iter().zip(Outcome::of_all(project, &findings)) {
        match outcome {
            Outcome::Agreed => parts.agreed += 1,
            outcome @ Outcome::Open => parts.open.push(maker.part(finding, &outcome)),
            outcome @ (Outcome::Kept(_) | Outcome::Neither | Outcome::Own(_)) => parts.decided.push(maker.part(finding, &outcome)),
        }
    }
    parts
}

struct Maker<'p> {
    project: &'p Project,
    names: &'p Names<'p>,
    comments: BTreeMap<MarkId, Vec<&'p Comment>>,
}

impl Maker<'_> {
    fn part(&self, finding: &ReviewFinding, outcome: &Outcome) -> FindingPart {
        let mut marks: Vec<&Mark> = finding.members().into_iter().filter_map(|id| self.project.mark(id)).map(Arc::as_ref).collect();
        let mut versions: Vec<VersionPart> = marks.iter().map(|mark| self.version(mark, self.whose(finding, mark.id), outcome)).collect();
        let decision = outcome.is_decided().then(|| self.decision(finding, outcome, &marks));
        if let Outcome::Own(id) = outcome
            && let Some(own) = self.project.mark(*id)
        {
            versions.push(self.version(own, self.names.person(&own.by), outcome));
            marks.push(own);
        }
        let title = self.project.article(finding.article).map(|article| titled(&article.title)).unwrap_or_default();
        let comments = marks.iter().filter_map(|mark| self.comments.get(&mark.id)).flatten().map(|comment| self.comment(comment)).collect();
        FindingPart { article: finding.article, title, kind: finding.kind.name(), differs: self.differs(finding), versions, decision, comments }
    }

    fn whose(&self, finding: &ReviewFinding, copy: MarkId) -> String {
        self.names.analysts_at(finding.copies.iter().enumerate().filter(|(_, other)| **other == Some(copy)).map(|(analyst, _)| analyst))
    }

    fn version(&self, mark: &Mark, whose: String, outcome: &Outcome) -> VersionPart {
        let fate = outcome.is_decided().then(|| if mark.state == MarkState::Accepted { Fate::Kept } else { Fate::Rejected });
        let mut details = attributes(&mark.meaning);
        details.extend(mark.check().and_then(|id| self.project.check(id)).map(|check| format!("verdict: {}", verdict(&check.verdict))));
        details.extend(links(self.project, mark).into_iter().map(|link| format!("{} “{}”", link.kind, link.quote)));
        details.extend((!mark.note.trim().is_empty()).then(|| format!("note: {}", mark.note)));
        let place = self.project.text_of(mark).map(|text| place(text, &mark.at)).unwrap_or_default();
        VersionPart { whose, label: mark.label(), place, quote: quote(self.project, mark), details, fate }
    }

    /// What differs beside what the kind says, and who opened the article and has no such mark.
    fn differs(&self, finding: &ReviewFinding) -> String {
        let named = |name: &String| match name.strip_prefix("link ") {
            Some(kind) if finding.kind == FindingKind::Link => link_word(&LinkKind::named(kind)),
            Some(kind) => format!("link “{}”", link_word(&LinkKind::named(kind))),
            None => name.clone(),
        };
        let mut parts: Vec<String> = finding.differs.iter().filter(|name| *name != finding.kind.name()).map(named).collect();
        let without = finding.copies.iter().zip(&finding.opened).enumerate().filter(|(_, (copy, opened))| copy.is_none() && **opened);
        let without: Vec<String> = without.map(|(analyst, _)| self.names.analysts_at(std::iter::once(analyst))).collect();
        let is_one = without.len() == 1;
        parts.extend((!without.is_empty()).then(|| format!("{} {} it not", joined(&without), if is_one { "has" } else { "have" })));
        if parts.is_empty() && finding.kind == FindingKind::Missing {
            parts.push("nobody else opened the article".to_owned());
        }
        parts.join(", ")
    }

    fn decision(&self, finding: &ReviewFinding, outcome: &Outcome, members: &[&Mark]) -> DecisionPart {
        let what = match outcome {
            Outcome::Open => "open".to_owned(),
            Outcome::Agreed => "agreed".to_owned(),
            Outcome::Kept(kept) => {
                let whose: Vec<String> = kept.iter().map(|id| self.whose(finding, *id)).collect();
                if kept.len() == 1 { format!("kept the mark of {}", joined(&whose)) } else { format!("kept the marks of {}", joined(&whose)) }
            }
            Outcome::Neither if members.len() == 1 => "rejected the mark".to_owned(),
            Outcome::Neither => "rejected all".to_owned(),
            Outcome::Own(id) => match self.project.mark(*id) {
                Some(own) => format!("marked a {} of the reviewer’s own", label_word(&own.label())),
                None => "marked the reviewer’s own".to_owned(),
            },
        };
        // The last word counts; who else decided the same before is not repeated.
        let decided = members.iter().filter_map(|mark| mark.decided.as_ref()).max_by_key(|decided| decided.on);
        DecisionPart {
            what,
            by: decided.map(|decided| self.by(&decided.by, decided.on)).unwrap_or_default(),
            why: decided.map(|decided| decided.why.clone()).unwrap_or_default(),
        }
    }

    fn comment(&self, comment: &Comment) -> CommentPart {
        let by = self.by(&comment.by, comment.on);
        CommentPart { by: if comment.resolved { format!("{by}, settled") } else { by }, text: comment.text.clone() }
    }

    fn by(&self, name: &str, on: Option<Moment>) -> String {
        let person = self.names.person(name);
        on.map_or(person.clone(), |on| format!("{person}, {}", date(on)))
    }
}
