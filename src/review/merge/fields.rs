//! Two changes of one thing, field by field. Where both changed the same field to different values, one side is asked for its value and
//! the clash is noted; sets have no clashes.

use super::Side;
use crate::project::{Article, Check, Claim, Comment, Figure, Link, Mark, Meaning, Source};
use std::collections::BTreeSet;

/// Three states of one thing.
pub(super) struct Three<'a, T> {
    pub(super) base: &'a T,
    pub(super) ours: &'a T,
    pub(super) theirs: &'a T,
}

impl<T> Clone for Three<'_, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Three<'_, T> {}

impl<'a, T> Three<'a, T> {
    fn part<P>(self, part: impl Fn(&'a T) -> &'a P) -> Three<'a, P> {
        Three { base: part(self.base), ours: part(self.ours), theirs: part(self.theirs) }
    }
}

/// Merges fields; `prefers` is whose value stands where both changed a field.
pub(super) struct Fields {
    pub(super) prefers: Side,
    /// The fields that both changed differently, in words.
    pub(super) clashes: Vec<&'static str>,
}

impl Fields {
    pub(super) fn new(prefers: Side) -> Self {
        Self { prefers, clashes: Vec::new() }
    }

    fn field<T: PartialEq + Clone>(&mut self, three: Three<'_, T>, name: &'static str) -> T {
        let Three { base, ours, theirs } = three;
        if ours == theirs || theirs == base {
            return ours.clone();
        }
        if ours == base {
            return theirs.clone();
        }
        self.clashes.push(name);
        match self.prefers {
            Side::Base => base.clone(),
            Side::Ours => ours.clone(),
            Side::Theirs => theirs.clone(),
        }
    }

    pub(super) fn mark(&mut self, three: Three<'_, Mark>) -> Mark {
        // Where a mark stands is one thing: its text and its ranges go together.
        let place = |mark: &Mark| (mark.article, mark.version, mark.at.clone());
        let [base, ours, theirs] = [place(three.base), place(three.ours), place(three.theirs)];
        let (article, version, at) = self.field(Three { base: &base, ours: &ours, theirs: &theirs }, "its place");
        let state = |mark: &Mark| (mark.state, mark.decided.clone());
        let [base, ours, theirs] = [state(three.base), state(three.ours), state(three.theirs)];
        let (state, decided) = self.field(Three { base: &base, ours: &ours, theirs: &theirs }, "what was decided about it");
        Mark {
            id: three.ours.id,
            article,
            version,
            at,
            meaning: self.meaning(three.part(|mark| &mark.meaning)),
            links: self.links(three.part(|mark| &mark.links)),
            note: self.field(three.part(|mark| &mark.note), "its note"),
            discuss: self.field(three.part(|mark| &mark.discuss), "whether it is to be discussed"),
            tags: list(three.part(|mark| &mark.tags)),
            state,
            decided,
            score: self.field(three.part(|mark| &mark.score), "its score"),
            by: self.field(three.part(|mark| &mark.by), "who made it"),
            on: self.field(three.part(|mark| &mark.on), "when it was made"),
            of: list(three.part(|mark| &mark.of)),
            kept: self.field(three.part(|mark| &mark.kept), "what another tool kept"),
        }
    }

    fn meaning(&mut self, three: Three<'_, Meaning>) -> Meaning {
        match (three.base, three.ours, three.theirs) {
            (Meaning::Claim(base), Meaning::Claim(ours), Meaning::Claim(theirs)) => Meaning::Claim(self.claim(Three { base, ours, theirs })),
            (Meaning::Source(base), Meaning::Source(ours), Meaning::Source(theirs)) => {
                Meaning::Source(Box::new(self.source(Three { base: &**base, ours: &**ours, theirs: &**theirs })))
            }
            (Meaning::Figure(base), Meaning::Figure(ours), Meaning::Figure(theirs)) => {
                Meaning::Figure(Box::new(self.figure(Three { base: &**base, ours: &**ours, theirs: &**theirs })))
            }
            _ => self.field(three, "its label"),
        }
    }

    fn claim(&mut self, three: Three<'_, Claim>) -> Claim {
        Claim {
            worth: self.field(three.part(|claim| &claim.worth), "its worth"),
            voice: self.field(three.part(|claim| &claim.voice), "its voice"),
            kinds: set(three.part(|claim| &claim.kinds)),
            check: self.field(three.part(|claim| &claim.check), "its check"),
        }
    }

    fn source(&mut self, three: Three<'_, Source>) -> Source {
        Source {
            name: self.field(three.part(|source| &source.name), "its name"),
            naming: self.field(three.part(|source| &source.naming), "how it is named"),
            kind: self.field(three.part(|source| &source.kind), "its kind"),
        }
    }

    fn figure(&mut self, three: Three<'_, Figure>) -> Figure {
        // A quantity is one thing: its ends and how they are meant.
        let quantity = |figure: &Figure| (figure.low.clone(), figure.high.clone(), figure.how);
        let [base, ours, theirs] = [quantity(three.base), quantity(three.ours), quantity(three.theirs)];
        let (low, high, how) = self.field(Three { base: &base, ours: &ours, theirs: &theirs }, "its quantity");
        Figure {
            low,
            high,
            how,
            unit: self.field(three.part(|figure| &figure.unit), "its unit"),
            what: self.field(three.part(|figure| &figure.what), "what is counted"),
            trend: self.field(three.part(|figure| &figure.trend), "its trend"),
            kind: self.field(three.part(|figure| &figure.kind), "its kind"),
        }
    }

    /// Links are a set by kind and end; of one that both have the cue is merged as a field.
    fn links(&mut self, three: Three<'_, Vec<Link>>) -> Vec<Link> {
        let key = |link: &Link| (link.kind.clone(), link.to);
        let find = |links: &[Link], wanted: &Link| links.iter().find(|link| key(link) == key(wanted)).cloned();
        let mut merged: Vec<Link> = Vec::new();
        let added = three.ours.iter().chain(three.theirs).filter(|link| find(three.base, link).is_none());
        let mut added: Vec<&Link> = added.collect();
        added.sort_by_key(|link| key(link));
        for link in three.base.iter().chain(added) {
            if find(&merged, link).is_some() {
                continue;
            }
            let (base, ours, theirs) = (find(three.base, link), find(three.ours, link), find(three.theirs, link));
            let kept = match (&base, &ours, &theirs) {
                (Some(base), Some(ours), Some(theirs)) => Some(Link {
                    cue: self.field(Three { base, ours, theirs }.part(|link| &link.cue), "the cue of a link"),
                    auto: ours.auto && theirs.auto,
                    ..base.clone()
                }),
                (None, Some(ours), Some(theirs)) => {
                    let cue = if (ours.cue.len(), &ours.cue) >= (theirs.cue.len(), &theirs.cue) { ours.cue.clone() } else { theirs.cue.clone() };
                    Some(Link { cue, auto: ours.auto && theirs.auto, ..ours.clone() })
                }
                (None, Some(only), None) | (None, None, Some(only)) => Some(only.clone()),
                // Whoever took it away wanted that, whatever became of its cue.
                (Some(_), _, _) | (None, None, None) => None,
            };
            merged.extend(kept);
        }
        merged
    }

    pub(super) fn article(&mut self, three: Three<'_, Article>) -> Article {
        Article {
            id: three.ours.id,
            title: self.field(three.part(|article| &article.title), "its title"),
            origin: self.field(three.part(|article| &article.origin), "its origin"),
            state: self.field(three.part(|article| &article.state), "its state"),
            blocks: self.field(three.part(|article| &article.blocks), "its blocks"),
            text: three.ours.text.clone(),
            skip: joined(list(three.part(|article| &article.skip))),
            kept: self.field(three.part(|article| &article.kept), "what another tool kept"),
        }
    }

    pub(super) fn check(&mut self, three: Three<'_, Check>) -> Check {
        Check {
            id: three.ours.id,
            statement: self.field(three.part(|check| &check.statement), "its statement"),
            verdict: self.field(three.part(|check| &check.verdict), "its verdict"),
            justification: self.field(three.part(|check| &check.justification), "its justification"),
            evidence: unsorted(three.part(|check| &check.evidence), |evidence| format!("{evidence:?}")),
            speaker: self.field(three.part(|check| &check.speaker), "its speaker"),
            claimed_on: self.field(three.part(|check| &check.claimed_on), "when it was claimed"),
            by: self.field(three.part(|check| &check.by), "who made it"),
            on: self.field(three.part(|check| &check.on), "when it was made"),
        }
    }

    pub(super) fn comment(&mut self, three: Three<'_, Comment>) -> Comment {
        Comment {
            id: three.ours.id,
            about: self.field(three.part(|comment| &comment.about), "what it is about"),
            reply_to: self.field(three.part(|comment| &comment.reply_to), "what it answers"),
            text: self.field(three.part(|comment| &comment.text), "what it says"),
            by: self.field(three.part(|comment| &comment.by), "who wrote it"),
            on: self.field(three.part(|comment| &comment.on), "when it was written"),
            resolved: self.field(three.part(|comment| &comment.resolved), "whether it is settled"),
        }
    }
}

/// What both kept of the base, and what either added.
fn set<T: Ord + Copy>(three: Three<'_, BTreeSet<T>>) -> BTreeSet<T> {
    let kept = three.base.iter().filter(|item| three.ours.contains(item) && three.theirs.contains(item));
    let added = three.ours.union(three.theirs).filter(|item| !three.base.contains(item));
    kept.chain(added).copied().collect()
}

/// The same of a list in which nothing should be twice: the base's order first, then what was added, in the order of its values, so that it does
/// not matter who is who.
fn list<T: Ord + Clone>(three: Three<'_, Vec<T>>) -> Vec<T> {
    unsorted(three, Clone::clone)
}

/// The same for values that have no order, but a key that has one.
fn unsorted<T: PartialEq + Clone, K: Ord>(three: Three<'_, Vec<T>>, key: impl Fn(&T) -> K) -> Vec<T> {
    let Three { base, ours, theirs } = three;
    if ours == theirs || theirs == base {
        return ours.clone();
    }
    if ours == base {
        return theirs.clone();
    }
    let mut merged: Vec<T> = base.iter().filter(|item| ours.contains(item) && theirs.contains(item)).cloned().collect();
    let mut added: Vec<&T> = ours.iter().chain(theirs).filter(|item| !base.contains(item)).collect();
    added.sort_by_key(|item| key(item));
    for item in added {
        if !merged.contains(item) {
            merged.push(item.clone());
        }
    }
    merged
}

/// Zones in text order, joined where they overlap.
fn joined(mut zones: Vec<crate::text::TextRange>) -> Vec<crate::text::TextRange> {
    zones.sort_unstable();
    let overlap = zones.iter().zip(zones.iter().skip(1)).any(|(a, b)| a.overlaps(*b));
    if !overlap {
        return zones;
    }
    crate::text::Fragments::joined(zones).map(|zones| zones.iter().collect()).unwrap_or_default()
}
