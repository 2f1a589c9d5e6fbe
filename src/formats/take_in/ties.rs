//! Links between the marks that are taken: each where its ends allow it, and once.

use super::super::anchor::in_order;
use super::super::record::{Document, Refused, Tie};
use super::Taking;
use crate::project::{Link, LinkKind, MarkId, Name, OwnLinkKind, Setting};
use crate::text::{Text, TextRange, Unit, Units};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A link that is taken as soon as all marks are known: its end may stand in a document that is still to come.
pub(super) struct Tied {
    /// The file and the line that say so.
    file: Arc<str>,
    line: usize,
    from: MarkId,
    kind: LinkKind,
    /// The kind as the file spells it.
    theirs: String,
    to: End,
    cue: Vec<TextRange>,
    auto: bool,
}

/// The other end of a link.
enum End {
    /// A mark of the same document.
    Mark(MarkId),
    /// One of our ids, or the id that a file has for it.
    Named(String),
}

impl Tied {
    fn refused(&self, why: impl std::fmt::Display) -> Refused {
        Refused { file: self.file.to_string(), line: self.line, why: format!("the link {}: {why}", self.theirs) }
    }
}

impl Taking<'_, '_> {
    /// The links of a document; their ends may be marks of another one, by our ids.
    pub(super) fn tie(&mut self, document: &Document, text: &Text, unit: Unit, ids: &BTreeMap<String, MarkId>) {
        let has_cues = document.ties.iter().any(|tie| !tie.cue.is_empty());
        let units = Units::of(if has_cues { text.as_str() } else { "" }, unit);
        let file: Arc<str> = document.file.as_str().into();
        for tie in &document.ties {
            let line = if tie.line == 0 { document.line } else { tie.line };
            let place = || Refused { file: document.file.clone(), line, why: String::new() };
            let Some(from) = ids.get(tie.from.as_str()).copied() else {
                self.refuse_tie(tie, place(), &format!("it begins at {}, which is no mark", tie.from));
                continue;
            };
            let cue: Option<Vec<TextRange>> = tie.cue.iter().map(|(start, end)| TextRange::new(text, units.bytes(*start..*end)?)).collect();
            let cue = match cue.map(|ranges| (ranges.is_empty(), in_order(ranges))) {
                Some((true, _)) => Vec::new(),
                Some((false, Some(at))) => at.iter().collect(),
                Some((false, None)) | None => {
                    self.repaired.push(Refused {
                        why: format!("the link {} of {}: its words are no place of the text; it has none now", tie.kind, tie.from),
                        ..place()
                    });
                    Vec::new()
                }
            };
            let to = ids.get(tie.to.as_str()).map_or_else(|| End::Named(tie.to.clone()), |id| End::Mark(*id));
            let kind = LinkKind::named(&tie.kind);
            self.ties.push(Tied { file: file.clone(), line, from, kind, theirs: tie.kind.clone(), to, cue, auto: tie.auto });
        }
    }

    fn refuse_tie(&mut self, tie: &Tie, place: Refused, why: &str) {
        self.refused.push(Refused { why: format!("the link {}: {why}", tie.kind), ..place });
    }

    /// Hangs links on their marks, each once; how many are new. One of our kinds between marks that it may not link is taken as a kind of the
    /// project's own.
    pub(super) fn links(&mut self) -> usize {
        let mut links: BTreeMap<MarkId, Vec<Link>> = BTreeMap::new();
        let mut mutual: BTreeSet<(MarkId, MarkId, LinkKind)> = BTreeSet::new();
        let mut count = 0;
        for tied in std::mem::take(&mut self.ties) {
            let end = match &tied.to {
                End::Mark(id) => *id,
                End::Named(name) => {
                    let end = name.parse::<MarkId>().ok().or_else(|| self.known_ids.get(name).copied());
                    let Some(end) = end.filter(|end| self.labels.contains_key(end) || self.project.mark(*end).is_some()) else {
                        self.refused.push(tied.refused(format!("it leads to {name}, which is no mark")));
                        continue;
                    };
                    end
                }
            };
            if tied.from == end {
                self.refused.push(tied.refused("it leads to the mark that it begins at"));
                continue;
            }
            let kind = self.kind(&tied, end);
            let there = self.project.mark(tied.from).map(|mark| mark.links.as_slice()).unwrap_or_default();
            let is_it = |link: &Link| link.kind == kind && link.to == end;
            if there.iter().any(is_it) || self.leads_back(&kind, tied.from, end) {
                continue;
            }
            if self.options.as_proposals && self.project.mark(tied.from).is_some() {
                self.refused.push(tied.refused("it is not taken as a proposal, since its mark was there before"));
                continue;
            }
            let of_mark = links.entry(tied.from).or_default();
            if of_mark.iter().any(is_it) || mutual.contains(&(end, tied.from, kind.clone())) {
                self.repaired.push(tied.refused("it is there twice; one of them is enough"));
                continue;
            }
            if kind.is_mutual() {
                mutual.insert((tied.from, end, kind.clone()));
            }
            of_mark.push(Link { kind, to: end, cue: tied.cue, auto: tied.auto });
            count += 1;
        }
        for mark in &mut self.marks {
            mark.links = links.remove(&mark.id).unwrap_or_default();
        }
        self.new_links = links;
        count
    }

    /// Whether the other end has the link already, of a kind that has no direction.
    fn leads_back(&self, kind: &LinkKind, from: MarkId, end: MarkId) -> bool {
        let back = self.project.mark(end).filter(|_| kind.is_mutual() && self.project.mark(from).is_some());
        back.is_some_and(|mark| mark.links.iter().any(|link| link.kind == *kind && link.to == from))
    }

    /// The kind of a link: ours where it may link these marks, else the project's own of that name.
    fn kind(&mut self, tied: &Tied, end: MarkId) -> LinkKind {
        let label = |id: MarkId| self.labels.get(&id).cloned().or_else(|| self.project.mark(id).map(|mark| mark.label()));
        let labels = label(tied.from).zip(label(end));
        let fits = labels.as_ref().is_some_and(|(one, other)| tied.kind.allows(one, other));
        let name: Name = match &tied.kind {
            LinkKind::Base(_) if fits => return tied.kind.clone(),
            LinkKind::Own(name) => name.clone(),
            // As it is spelt, unless that is our very word for it.
            LinkKind::Base(_) if tied.theirs == tied.kind.name() => tied.theirs.to_lowercase().as_str().into(),
            LinkKind::Base(_) => tied.theirs.as_str().into(),
        };
        if let (LinkKind::Base(_), Some((one, other))) = (&tied.kind, labels) {
            let why =
                format!("our {} may not lead from a {} to a {}; it is taken as the project's own kind {name}", tied.kind.name(), one.name(), other.name());
            self.repaired.push(tied.refused(why));
        }
        let own = Setting::LinkKind(OwnLinkKind { name: name.clone(), definition: String::new() });
        if self.project.setting(&own.key()).is_none() {
            self.settings.entry(own.key()).or_insert(own);
        }
        LinkKind::Own(name)
    }
}
