//! Between which marks a link makes sense, and which is the most likely.

use crate::project::{BaseLink, Label, LinkKind, Mark, MarkId, Project};
use std::cmp::Reverse;

/// A kind of link between two marks, and whether it goes from the second to the first.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Way {
    /// What it says.
    pub kind: LinkKind,
    /// Whether it goes from the second to the first.
    pub is_reversed: bool,
}

/// Every way in which two marks can be linked, the most likely first.
pub fn ways(project: &Project, from: &Label, to: &Label) -> Vec<Way> {
    let base = BY_LIKELIHOOD.iter().map(|base| LinkKind::Base(*base));
    let own = project.own_link_kinds().map(|kind| LinkKind::Own(kind.name.clone()));
    let mut ways = Vec::new();
    for kind in base.chain(own) {
        let forward = kind.allows(from, to).then(|| Way { kind: kind.clone(), is_reversed: false });
        let back = (kind.allows(to, from) && !kind.is_mutual()).then_some(Way { kind, is_reversed: true });
        ways.extend(forward.into_iter().chain(back));
    }
    // A kind that goes both ways is offered in the direction in which it was begun before any other kind is offered backwards.
    ways.sort_by_key(|way| way.is_reversed && from == to);
    ways
}

/// Whether any kind of link joins two marks, in whichever direction.
pub fn can_link(project: &Project, from: &Label, to: &Label) -> bool {
    let joins = |base: &BaseLink| LinkKind::Base(*base).allows(from, to) || LinkKind::Base(*base).allows(to, from);
    project.own_link_kinds().next().is_some() || BY_LIKELIHOOD.iter().any(joins)
}

/// Of kinds that join the same labels, the one that analysts use more comes first.
const BY_LIKELIHOOD: [BaseLink; 7] =
    [BaseLink::SaidBy, BaseLink::Quantifies, BaseLink::RelayedBy, BaseLink::Contradicts, BaseLink::Supports, BaseLink::SameAs, BaseLink::Continues];

/// The mark of its article that a mark is most likely to be linked to: for a claim without a source the nearest source, for a source the
/// nearest claim without one, for a figure the nearest claim; of several, one in the same paragraph, then one before.
pub fn likely_end(project: &Project, mark: &Mark) -> Option<MarkId> {
    let wanted = match mark.label() {
        Label::Claim if has_source(mark) => Label::Claim,
        Label::Claim => Label::Source,
        Label::Source | Label::Figure => Label::Claim,
        own @ Label::Own(_) => own,
    };
    let places = project.places(mark.article)?;
    let text = project.text_of(mark)?;
    let paragraph = text.paragraph_at(mark.at.start());
    // Sources stand near: far away the next in the text is as good a guess as any.
    let here = places.starting_before(mark.at.start());
    let near = (here.saturating_sub(NEAR)..(here + NEAR).min(places.len())).filter_map(|index| project.mark(places.get(index)?));
    let fits = |other: &&std::sync::Arc<Mark>| {
        other.id != mark.id && other.is_accepted() && other.label() == wanted && (mark.label() != Label::Source || !has_source(other)) && !linked(mark, other)
    };
    let rank = |other: &std::sync::Arc<Mark>| {
        let is_near = text.paragraph_at(other.at.start()) == paragraph;
        let is_before = other.at.start() < mark.at.start();
        let distance = if is_before { mark.at.start().saturating_sub(other.at.end()) } else { other.at.start().saturating_sub(mark.at.end()) };
        (is_near, is_before || is_near, Reverse(distance))
    };
    near.filter(fits).max_by_key(|other| rank(other)).map(|found| found.id)
}

/// How many marks before and behind are looked at.
const NEAR: usize = 60;

fn has_source(mark: &Mark) -> bool {
    mark.links.iter().any(|link| link.kind == LinkKind::Base(BaseLink::SaidBy))
}

fn linked(one: &Mark, other: &Mark) -> bool {
    one.links.iter().any(|link| link.to == other.id) || other.links.iter().any(|link| link.to == one.id)
}
