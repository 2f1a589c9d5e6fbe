//! Mends what plain merges of two files leave behind: double ids, links and comments to what is gone, zones in disorder.
//! Nothing is mended in silence, and nothing needs chance: the same file gives the same project.

use super::error::Repair;
use crate::project::{Comment, Ids, Label, Link, LinkKind, Mark, MarkId, Meaning, Parts, Subject, VersionId};
use crate::text::Fragments;
use std::collections::HashSet;
use std::fmt::Display;
use std::hash::Hash;
use std::sync::Arc;

/// Mends the parts of a project and tells what it did. The articles have ids of their own already.
pub(super) fn mend(parts: &mut Parts, repairs: &mut Vec<Repair>) {
    let mut keys = HashSet::new();
    parts.settings.retain(|setting| {
        let is_first = keys.insert(setting.key());
        if !is_first {
            repairs.push(Repair::DoubleSetting(setting.key()));
        }
        is_first
    });
    rename_doubles(parts.marks.iter_mut().map(|mark| &mut Arc::make_mut(mark).id).collect(), MarkId::next, repairs);
    rename_versions(parts, repairs);
    rename_doubles(parts.checks.iter_mut().map(|check| &mut check.id).collect(), crate::project::CheckId::next, repairs);
    rename_doubles(parts.comments.iter_mut().map(|comment| &mut comment.id).collect(), crate::project::CommentId::next, repairs);
    mend_articles(parts, repairs);
    mend_links(&mut parts.marks, repairs);
    mend_checks(parts, repairs);
    mend_comments(parts, repairs);
}

/// Gives every second thing with one id another id, made from the old one.
pub(super) fn rename_doubles<I: Copy + Ord + Hash + Display>(ids: Vec<&mut I>, next: impl Fn(&mut Ids) -> I, repairs: &mut Vec<Repair>) {
    // Sorting is the cheaper way to see that there is nothing to do.
    let mut sorted: Vec<I> = ids.iter().map(|id| **id).collect();
    sorted.sort_unstable();
    if sorted.is_sorted_by(|a, b| a < b) {
        return;
    }
    let mut taken = HashSet::with_capacity(ids.len());
    let doubles: Vec<&mut I> = ids.into_iter().filter(|id| !taken.insert(**id)).collect();
    for id in doubles {
        let old = id.to_string();
        let mut generator = Ids::new(seed(&old));
        let fresh = std::iter::repeat_with(|| next(&mut generator)).find(|fresh| taken.insert(*fresh));
        if let Some(new) = fresh {
            repairs.push(Repair::NewId { old, new: new.to_string() });
            *id = new;
        }
    }
}

/// As [`rename_doubles`]; the marks that wait in a version stay with it.
fn rename_versions(parts: &mut Parts, repairs: &mut Vec<Repair>) {
    let before: Vec<VersionId> = parts.versions.iter().map(|version| version.id).collect();
    rename_doubles(parts.versions.iter_mut().map(|version| &mut version.id).collect(), VersionId::next, repairs);
    for (version, old) in parts.versions.iter().zip(before).filter(|(version, old)| version.id != *old) {
        for mark in parts.marks.iter_mut().filter(|mark| mark.article == version.article && mark.version == Some(old)) {
            Arc::make_mut(mark).version = Some(version.id);
        }
    }
}

fn seed(id: &str) -> u64 {
    blake3::hash(id.as_bytes()).as_bytes().iter().take(8).fold(0, |seed, byte| seed << 8 | u64::from(*byte))
}

fn mend_articles(parts: &mut Parts, repairs: &mut Vec<Repair>) {
    for article in &mut parts.articles {
        let in_order = article.skip.iter().zip(article.skip.iter().skip(1)).all(|(a, b)| a.end() <= b.start());
        if !in_order {
            let zones = std::mem::take(&mut article.skip);
            article.skip = Fragments::joined(zones).map(|zones| zones.iter().collect()).unwrap_or_default();
            repairs.push(Repair::Zones(article.id));
        }
        let in_order = article.blocks.is_sorted_by(|(a, _), (b, _)| a < b);
        let paragraphs = article.text.paragraph_count();
        if !in_order || article.blocks.last().is_some_and(|(last, _)| *last as usize >= paragraphs) {
            article.blocks.sort_by_key(|(number, _)| *number);
            article.blocks.dedup_by_key(|(number, _)| *number);
            article.blocks.retain(|(number, _)| (*number as usize) < paragraphs);
            repairs.push(Repair::Blocks(article.id));
        }
    }
}

fn mend_links(marks: &mut [Arc<Mark>], repairs: &mut Vec<Repair>) {
    if marks.iter().all(|mark| mark.links.is_empty()) {
        return;
    }
    let mut labels: Vec<(MarkId, Label)> = marks.iter().map(|mark| (mark.id, mark.label())).collect();
    labels.sort_unstable_by_key(|(id, _)| *id);
    let label_of = |id: MarkId| labels.binary_search_by_key(&id, |(id, _)| *id).ok().and_then(|index| labels.get(index)).map(|(_, label)| label);
    let is_mutual = |link: &&Link| link.kind.is_mutual();
    let mutual: HashSet<(MarkId, MarkId, LinkKind)> =
        marks.iter().flat_map(|mark| mark.links.iter().filter(is_mutual).map(|link| (mark.id, link.to, link.kind.clone()))).collect();
    for mark in marks.iter_mut().filter(|mark| !mark.links.is_empty()).map(Arc::make_mut) {
        let (from, label) = (mark.id, mark.label());
        let has_many = mark.links.len() > 1;
        let mut there: Vec<(LinkKind, MarkId)> = Vec::new();
        let mut cue_in_disorder = false;
        mark.links.retain_mut(|link| {
            let to = link.to;
            let kind = || link.kind.to_string();
            let is_second = || there.iter().any(|(kind, to)| *kind == link.kind && *to == link.to);
            // Of a pair without direction the link of the smaller id stays.
            let is_back = || link.kind.is_mutual() && from > to && mutual.contains(&(to, from, link.kind.clone()));
            let repair = match label_of(to) {
                _ if to == from => Repair::LinkToItself { from, kind: kind() },
                None => Repair::LinkToNothing { from, to, kind: kind() },
                Some(end) if !link.kind.allows(&label, end) => Repair::LinkEnds { from, to, kind: kind(), ends: link.kind.ends() },
                Some(_) if is_second() || is_back() => Repair::LinkTwice { from, to, kind: kind() },
                Some(_) => {
                    if has_many {
                        there.push((link.kind.clone(), to));
                    }
                    cue_in_disorder |= order_cue(link);
                    return true;
                }
            };
            repairs.push(repair);
            false
        });
        if cue_in_disorder {
            repairs.push(Repair::MarkOrder(from));
        }
    }
}

/// Puts a cue's ranges in text order, joined where they overlap; whether they were not.
fn order_cue(link: &mut Link) -> bool {
    let in_order = link.cue.iter().zip(link.cue.iter().skip(1)).all(|(a, b)| a.end() <= b.start());
    if !in_order {
        link.cue = Fragments::joined(std::mem::take(&mut link.cue)).map(|ranges| ranges.iter().collect()).unwrap_or_default();
    }
    !in_order
}

fn mend_checks(parts: &mut Parts, repairs: &mut Vec<Repair>) {
    let there: HashSet<_> = parts.checks.iter().map(|check| check.id).collect();
    for mark in parts.marks.iter_mut().map(Arc::make_mut) {
        let id = mark.id;
        if let Meaning::Claim(claim) = &mut mark.meaning
            && let Some(check) = claim.check.filter(|check| !there.contains(check))
        {
            claim.check = None;
            repairs.push(Repair::NoCheck { mark: id, check });
        }
    }
}

fn mend_comments(parts: &mut Parts, repairs: &mut Vec<Repair>) {
    if parts.comments.is_empty() {
        return;
    }
    let articles: HashSet<_> = parts.articles.iter().map(|article| article.id).collect();
    let marks: HashSet<_> = parts.marks.iter().map(|mark| mark.id).collect();
    let checks: HashSet<_> = parts.checks.iter().map(|check| check.id).collect();
    let is_there = |about: Subject| match about {
        Subject::Article(id) => articles.contains(&id),
        Subject::Mark(id) => marks.contains(&id),
        Subject::Check(id) => checks.contains(&id),
    };
    parts.comments.retain(|comment| {
        let Some(about) = comment.about.filter(|about| !is_there(*about)) else { return true };
        repairs.push(Repair::CommentOnNothing { comment: comment.id, about: about.to_string(), text: comment.text.clone() });
        false
    });
    let left: HashSet<_> = parts.comments.iter().map(|comment| comment.id).collect();
    for Comment { id, reply_to, .. } in &mut parts.comments {
        if let Some(to) = reply_to.filter(|to| !left.contains(to)) {
            *reply_to = None;
            repairs.push(Repair::AnswerToNothing { comment: *id, to });
        }
    }
}
