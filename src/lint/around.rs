//! What the rules need to know of the whole project, found out once for all its articles.

use super::names::{self, Spelling};
use super::sheet::{has_source, is, linked};
use super::{Rule, relays};
use crate::project::{BaseLink, Label, LinkKind, Mark, MarkId, Project, Setting, Subject};
use std::collections::{BTreeMap, HashSet};

/// So many marks of one label and none of another are a habit: the team does not mark the other.
const HABIT: usize = 20;

/// What stands around an article.
pub(super) struct Around<'a> {
    silences: BTreeMap<(Rule, Subject), &'a str>,
    /// Claims without a source of their own that say the same as one that has one, or go on with it.
    sourced: HashSet<MarkId>,
    /// Circles of sources, by the mark where each is told.
    pub(super) circles: BTreeMap<MarkId, Vec<MarkId>>,
    /// Names in two spellings, by the mark where each is told.
    pub(super) spellings: BTreeMap<MarkId, Spelling<'a>>,
    /// Whether the team marks sources at all.
    pub(super) has_sources: bool,
    /// Whether the team marks claims at all.
    pub(super) has_claims: bool,
}

impl<'a> Around<'a> {
    pub(super) fn of(project: &'a Project) -> Self {
        let (mut claims, mut sources, mut others) = (0, 0, 0);
        let (mut told, mut relaying) = (Vec::new(), Vec::new());
        for mark in project.marks().map(AsRef::as_ref).filter(|mark: &&Mark| mark.is_accepted()) {
            match mark.label() {
                Label::Claim => {
                    claims += 1;
                    let has_kin = linked(project, mark, is_kin).next().is_some();
                    told.extend((has_kin && has_source(project, mark)).then_some(mark));
                }
                Label::Source => {
                    sources += 1;
                    relaying.extend(mark.links.iter().any(|link| is(&link.kind, BaseLink::RelayedBy)).then_some(mark));
                }
                Label::Figure | Label::Own(_) => others += 1,
            }
        }
        Self {
            silences: silences(project),
            sourced: sourced(project, told),
            circles: relays::circles(project, &relaying),
            spellings: names::spellings(project),
            has_sources: sources > 0 || claims < HABIT,
            has_claims: claims > 0 || sources + others < HABIT,
        }
    }

    /// Why a rule is silenced for a thing, where it is.
    pub(super) fn silenced(&self, rule: Rule, about: Subject) -> Option<String> {
        self.silences.get(&(rule, about)).map(|why| (*why).to_owned())
    }

    /// Whether a claim has its source by another claim.
    pub(super) fn is_sourced(&self, claim: &Mark) -> bool {
        self.sourced.contains(&claim.id)
    }
}

/// A rule that this program does not know, or one for something that is not there, is passed over.
fn silences(project: &Project) -> BTreeMap<(Rule, Subject), &str> {
    let silenced = project.settings().filter_map(|setting| if let Setting::Silenced(silenced) = setting { Some(silenced) } else { None });
    silenced.filter_map(|silenced| Some(((Rule::named(&silenced.rule)?, silenced.about), silenced.why.as_str()))).collect()
}

/// Whether two claims that are linked so have one source.
fn is_kin(kind: &LinkKind) -> bool {
    is(kind, BaseLink::SameAs) || is(kind, BaseLink::Continues)
}

/// Every claim that is reached from those that have a source.
fn sourced(project: &Project, told: Vec<&Mark>) -> HashSet<MarkId> {
    let mut reached: HashSet<MarkId> = told.iter().map(|mark| mark.id).collect();
    let mut open = told;
    while let Some(mark) = open.pop() {
        open.extend(linked(project, mark, is_kin).filter(|other| reached.insert(other.id)));
    }
    reached
}
