//! The links of the selected mark, from either end, and the one that is being made.

use super::reader::name_of;
use super::shorten;
use crate::project::{BaseLink, Label, LinkKind, Mark, MarkId, Project};
use crate::session::Session;

/// A link as the details list it.
#[derive(Clone, PartialEq, Debug)]
pub struct LinkShown {
    /// Where it is stored.
    pub from: MarkId,
    /// What it says.
    pub kind: LinkKind,
    /// Where it goes.
    pub to: MarkId,
    /// The mark at the other end.
    pub other: MarkId,
    /// The label of the mark at the other end.
    pub label: Label,
    /// What it says, read from the selected mark: “said by”, “contains”.
    pub words: String,
    /// The other end's name or words.
    pub name: String,
    /// The other end's article, where it is another.
    pub article: Option<String>,
    /// Whether it follows from where the two stand: such a link goes when they move, not by hand.
    pub is_auto: bool,
}

/// The most links of a mark that are shown: a source may have thousands.
pub const MOST: usize = 60;

/// The links of a mark, as many as are shown: its own first, then those to it.
pub fn links(project: &Project, mark: &Mark) -> Vec<LinkShown> {
    let own = mark.links.iter().filter_map(|link| Some((mark, link, project.mark(link.to)?.as_ref(), true)));
    let back = project.linked_from(mark.id).flat_map(|other| {
        let links = other.links.iter().filter(|link| link.to == mark.id);
        links.map(move |link| (other.as_ref(), link, other.as_ref(), false))
    });
    own.chain(back).take(MOST).map(|(holder, link, other, is_own)| shown(project, mark, holder, link, other, is_own)).collect()
}

fn shown(project: &Project, mark: &Mark, holder: &Mark, link: &crate::project::Link, other: &Mark, is_own: bool) -> LinkShown {
    let elsewhere = project.article(other.article).filter(|article| article.id != mark.article);
    LinkShown {
        from: holder.id,
        kind: link.kind.clone(),
        to: link.to,
        other: other.id,
        label: other.label(),
        words: if is_own { words(&link.kind) } else { words_back(&link.kind) },
        name: name_of(project, other),
        article: elsewhere.map(|article| shorten(&article.title, 40)),
        is_auto: link.auto,
    }
}

/// What a kind says, read from the mark that holds it.
pub fn words(kind: &LinkKind) -> String {
    super::reader::link_words(kind)
}

/// What a kind says, read from its other end.
pub fn words_back(kind: &LinkKind) -> String {
    match kind {
        LinkKind::Base(BaseLink::SaidBy) => "said".to_owned(),
        LinkKind::Base(BaseLink::RelayedBy) => "relays".to_owned(),
        LinkKind::Base(BaseLink::Quantifies) => "contains".to_owned(),
        LinkKind::Base(BaseLink::Continues) => "continued by".to_owned(),
        LinkKind::Base(BaseLink::Supports) => "supported by".to_owned(),
        LinkKind::Base(BaseLink::SameAs | BaseLink::Contradicts) => words(kind),
        LinkKind::Own(name) => format!("{name} (to this)"),
    }
}

/// How many links a mark has, from either end.
pub fn count(project: &Project, mark: &Mark) -> usize {
    mark.links.len() + project.linked_from(mark.id).count()
}

/// What the links between two marks say, read from the first; those that follow from where the two stand are left out.
pub fn between(one: &Mark, other: &Mark) -> impl Iterator<Item = String> {
    let own = one.links.iter().filter(|link| link.to == other.id && !link.auto).map(|link| words(&link.kind));
    let back = other.links.iter().filter(|link| link.to == one.id && !link.auto).map(|link| words_back(&link.kind));
    own.chain(back)
}

/// The link that is being made.
#[derive(Clone, PartialEq, Debug)]
pub struct LinkingShown {
    /// The mark that it began at: its label and words.
    pub from: (Label, String),
    /// What it would say, read from there.
    pub words: String,
    /// The mark that is proposed: its label and words.
    pub to: Option<(Label, String)>,
    /// The article of that mark, where it is another.
    pub article: Option<String>,
    /// How many other kinds there are.
    pub others: usize,
    /// The words that it was looked for by.
    pub looked_for: String,
}

/// The link that is being made; none where none is.
pub fn linking(session: &Session) -> Option<LinkingShown> {
    let (project, linking) = session.project().zip(session.linking())?;
    let from = project.mark(linking.from)?;
    let to = linking.to.and_then(|to| project.mark(to));
    let way = linking.way();
    let elsewhere = to.and_then(|to| project.article(to.article)).filter(|article| article.id != from.article);
    Some(LinkingShown {
        from: (from.label(), name_of(project, from)),
        words: way.map(|way| if way.is_reversed { words_back(&way.kind) } else { words(&way.kind) }).unwrap_or_default(),
        to: to.map(|to| (to.label(), name_of(project, to))),
        article: elsewhere.map(|article| shorten(&article.title, 40)),
        others: linking.ways.len().saturating_sub(1),
        looked_for: linking.words.clone(),
    })
}
