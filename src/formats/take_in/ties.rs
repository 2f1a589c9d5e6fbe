//! Links between the marks that are taken: each where its ends allow it, and once.

use super::super::anchor::in_order;
use super::super::record::{Document, Refused, Tie};
use super::Taking;
use crate::project::{Link, LinkKind, MarkId, OwnLinkKind, Setting};
use crate::text::{Text, TextRange, Unit, Units};
use std::collections::{BTreeMap, BTreeSet};

impl Taking<'_, '_> {
    /// The links of a document; their ends may be marks of another one, by our ids.
    pub(super) fn tie(&mut self, document: &Document, text: &Text, unit: Unit, ids: &BTreeMap<&str, MarkId>) {
        let has_cues = document.ties.iter().any(|tie| !tie.cue.is_empty());
        let units = Units::of(if has_cues { text.as_str() } else { "" }, unit);
        for tie in &document.ties {
            let place = Refused { file: document.file.clone(), line: if tie.line == 0 { document.line } else { tie.line }, why: String::new() };
            let Some(from) = ids.get(tie.from.as_str()).copied() else {
                self.refuse_tie(tie, place, &format!("it begins at {}, which is no mark", tie.from));
                continue;
            };
            let cue: Option<Vec<TextRange>> = tie.cue.iter().map(|(start, end)| TextRange::new(text, units.bytes(*start..*end)?)).collect();
            let cue = match cue.map(|ranges| (ranges.is_empty(), in_order(ranges))) {
                Some((true, _)) => Vec::new(),
                Some((false, Some(at))) => at.iter().collect(),
                Some((false, None)) | None => {
                    self.repaired.push(Refused {
                        why: format!("the link {} of {}: its words are no place of the text; it has none now", tie.kind, tie.from),
                        ..place.clone()
                    });
                    Vec::new()
                }
            };
            let to = ids.get(tie.to.as_str()).map_or_else(|| tie.to.clone(), MarkId::to_string);
            let kind = self.kind(&tie.kind);
            self.ties.push((place, from, kind, to, cue, tie.auto));
        }
    }

    fn kind(&mut self, theirs: &str) -> LinkKind {
        let kind = LinkKind::named(theirs);
        if let LinkKind::Own(name) = &kind {
            let own = Setting::LinkKind(OwnLinkKind { name: name.clone(), definition: String::new() });
            if self.project.setting(&own.key()).is_none() {
                self.settings.entry(own.key()).or_insert(own);
            }
        }
        kind
    }

    fn refuse_tie(&mut self, tie: &Tie, place: Refused, why: &str) {
        self.refused.push(Refused { why: format!("the link {}: {why}", tie.kind), ..place });
    }

    /// Hangs links on the new marks, each where its ends allow it and once; how many there are.
    pub(super) fn links(&mut self) -> usize {
        let mut links: BTreeMap<MarkId, Vec<Link>> = BTreeMap::new();
        let mut mutual: BTreeSet<(MarkId, MarkId, LinkKind)> = BTreeSet::new();
        let mut count = 0;
        for (place, from, kind, to, cue, auto) in std::mem::take(&mut self.ties) {
            let refuse = |why: String| Refused { why: format!("the link {kind}: {why}"), ..place.clone() };
            let end = to.parse::<MarkId>().ok().or_else(|| self.known_ids.get(&to).copied());
            let Some(end) = end.filter(|end| self.labels.contains_key(end) || self.project.mark(*end).is_some()) else {
                self.refused.push(refuse(format!("it leads to {to}, which is no mark")));
                continue;
            };
            let label = |id: MarkId| self.labels.get(&id).cloned().or_else(|| self.project.mark(id).map(|mark| mark.label()));
            if from == end {
                self.refused.push(refuse("it leads to the mark that it begins at".to_owned()));
                continue;
            }
            let fits = label(from).zip(label(end)).is_some_and(|(one, other)| kind.allows(&one, &other));
            if !fits {
                let labels = label(from).zip(label(end)).map(|(one, other)| format!("a {} to a {}", one.name(), other.name())).unwrap_or_default();
                self.refused.push(refuse(format!("it may not lead from {labels}")));
                continue;
            }
            if self.project.mark(from).is_some() {
                // A mark that was there keeps the links that it has.
                continue;
            }
            let of_mark = links.entry(from).or_default();
            let is_double = of_mark.iter().any(|link| link.kind == kind && link.to == end) || mutual.contains(&(end, from, kind.clone()));
            if is_double {
                self.repaired.push(refuse("it is there twice; one of them is enough".to_owned()));
                continue;
            }
            if kind.is_mutual() {
                mutual.insert((from, end, kind.clone()));
            }
            of_mark.push(Link { kind, to: end, cue, auto });
            count += 1;
        }
        for mark in &mut self.marks {
            mark.links = links.remove(&mark.id).unwrap_or_default();
        }
        count
    }
}
