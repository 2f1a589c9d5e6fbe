//! The invariants of the model, each with the sentence that says what is broken and where.

use super::{Article, ArticleId, CheckId, Comment, Label, Link, LinkKind, Mark, MarkId, Project, Setting, SettingKey, Subject, Version, VersionId, Word};
use crate::article::Block;
use crate::project::BaseLink;
use crate::text::{Text, TextRange};
use std::collections::BTreeSet;
use std::sync::Arc;

/// A broken invariant.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum Fault {
    /// Two things have one id.
    #[error("the id {0} is there twice: give one of the two another id")]
    DoubleId(String),
    /// One entry of the settings is there twice.
    #[error("the setting {0:?} is there twice: remove one of the two")]
    DoubleSetting(SettingKey),
    /// The order names other articles than there are.
    #[error("the order of the articles does not name every article once")]
    Order,
    /// A mark stands in an article that is not there.
    #[error("mark {mark} stands in article {article}, which is not there")]
    NoArticle {
        /// The mark.
        mark: MarkId,
        /// What is missing.
        article: ArticleId,
    },
    /// A mark's range is no range of its text.
    #[error("mark {0} lies outside its text or cuts a character")]
    Outside(MarkId),
    /// A link ends nowhere.
    #[error("mark {from} has a link to {to}, which is not there")]
    LinkToNothing {
        /// The mark that holds the link.
        from: MarkId,
        /// What is missing.
        to: MarkId,
    },
    /// A mark links to itself.
    #[error("mark {0} has a link to itself")]
    LinkToItself(MarkId),
    /// The same link is there twice, or in both directions though it has none.
    #[error("the link {kind} from {from} to {to} is there twice")]
    LinkTwice {
        /// The mark that holds the link.
        from: MarkId,
        /// The other end.
        to: MarkId,
        /// What it says.
        kind: LinkKind,
    },
    /// A kind of link between labels that it does not join.
    #[error("the link {kind} goes from {ends}, not from {from} ({from_label}) to {to} ({to_label})")]
    LinkEnds {
        /// What it says.
        kind: LinkKind,
        /// Which ends it may have.
        ends: &'static str,
        /// The mark that holds the link.
        from: MarkId,
        /// Its label.
        from_label: Label,
        /// The other end.
        to: MarkId,
        /// Its label.
        to_label: Label,
    },
    /// A link's cue is no range of the text, or its ranges are not in order.
    #[error("the cue of the link from {from} to {to} lies outside the text or is not in text order")]
    Cue {
        /// The mark that holds the link.
        from: MarkId,
        /// The other end.
        to: MarkId,
    },
    /// A claim mentions a check that is not there.
    #[error("claim {mark} mentions check {check}, which is not there")]
    NoCheck {
        /// The claim.
        mark: MarkId,
        /// What is missing.
        check: CheckId,
    },
    /// A comment is about nothing, or answers nothing.
    #[error("comment {comment} is about {about}, which is not there")]
    CommentOnNothing {
        /// The comment.
        comment: super::CommentId,
        /// What is missing.
        about: String,
    },
    /// Blocks that name no paragraph, or one twice, or in the wrong order.
    #[error("the blocks of article {0} do not name its paragraphs in order")]
    Blocks(ArticleId),
    /// Zones outside the text, overlapping or in the wrong order.
    #[error("the zones to skip of article {0} overlap, are not in text order or lie outside its text")]
    Zones(ArticleId),
    /// A mark waits in an earlier version that is not there, or is another article's.
    #[error("mark {mark} waits in version {version}, which its article does not have")]
    NoVersion {
        /// The mark.
        mark: MarkId,
        /// What is missing.
        version: VersionId,
    },
    /// An earlier version of an article that is not there.
    #[error("version {version} is one of article {article}, which is not there")]
    VersionOfNothing {
        /// The version.
        version: VersionId,
        /// What is missing.
        article: ArticleId,
    },
    /// Blocks, zones or marks of an earlier version that do not fit its text.
    #[error("the blocks, zones or marks of version {0} do not fit its text or are not in text order")]
    VersionPlaces(VersionId),
    /// An own label or kind of link with a name that every project has.
    #[error("`{0}` is a name that every project has: give the project's own another name")]
    ReservedName(String),
}

impl Project {
    /// Every broken invariant, in a fixed order.
    pub fn faults(&self) -> Vec<Fault> {
        self.faults_with(self.marks.values())
    }

    /// As [`Self::faults`], the marks in the order in which they come: all of them.
    pub(super) fn faults_with<'a>(&self, marks: impl Iterator<Item = &'a Arc<Mark>>) -> Vec<Fault> {
        let mut faults = Vec::new();
        self.order_faults(&mut faults);
        for setting in self.settings() {
            setting_faults(setting, &mut faults);
        }
        for article in self.articles.values() {
            article_faults(article, &mut faults);
        }
        for version in self.versions.values() {
            self.version_home_fault(version, &mut faults);
            version_faults(version, &mut faults);
        }
        for mark in marks {
            self.mark_faults(mark, &mut faults);
        }
        for comment in self.comments.values() {
            self.comment_faults(comment, &mut faults);
        }
        faults
    }

    pub(crate) fn order_faults(&self, faults: &mut Vec<Fault>) {
        let named: BTreeSet<ArticleId> = self.order().iter().copied().collect();
        if named.len() != self.order().len() || !self.articles.keys().copied().eq(named) {
            faults.push(Fault::Order);
        }
    }

    /// What is wrong with a mark where the project is as it is now.
    pub(crate) fn mark_faults(&self, mark: &Mark, faults: &mut Vec<Fault>) {
        if !self.articles.contains_key(&mark.article) {
            faults.push(Fault::NoArticle { mark: mark.id, article: mark.article });
            return;
        }
        let Some(text) = self.text_of(mark) else {
            faults.extend(mark.version.map(|version| Fault::NoVersion { mark: mark.id, version }));
            return;
        };
        if !mark.at.fit(text) {
            faults.push(Fault::Outside(mark.id));
        }
        if let Some(check) = mark.check().filter(|check| !self.checks.contains_key(check)) {
            faults.push(Fault::NoCheck { mark: mark.id, check });
        }
        let mut seen = BTreeSet::new();
        for link in &mark.links {
            self.link_faults(mark, link, faults);
            if !seen.insert((link.to, &link.kind)) {
                faults.push(Fault::LinkTwice { from: mark.id, to: link.to, kind: link.kind.clone() });
            }
            let in_order = link.cue.iter().zip(link.cue.iter().skip(1)).all(|(a, b)| a.end() <= b.start());
            if !in_order || !link.cue.iter().all(|range| range.fits(text)) {
                faults.push(Fault::Cue { from: mark.id, to: link.to });
            }
        }
    }

    /// What is wrong with a link of a mark where the project is as it is now.
    pub(crate) fn link_faults(&self, mark: &Mark, link: &Link, faults: &mut Vec<Fault>) {
        if link.to == mark.id {
            faults.push(Fault::LinkToItself(mark.id));
            return;
        }
        let Some(other) = self.marks.get(&link.to) else {
            faults.push(Fault::LinkToNothing { from: mark.id, to: link.to });
            return;
        };
        let (from_label, to_label) = (mark.label(), other.label());
        if !link.kind.allows(&from_label, &to_label) {
            faults.push(Fault::LinkEnds { kind: link.kind.clone(), ends: link.kind.ends(), from: mark.id, from_label, to: link.to, to_label });
        }
        let is_back = |back: &Link| back.to == mark.id && back.kind == link.kind;
        if link.kind.is_mutual() && mark.id > other.id && other.links.iter().any(is_back) {
            faults.push(Fault::LinkTwice { from: mark.id, to: link.to, kind: link.kind.clone() });
        }
    }

    pub(crate) fn version_home_fault(&self, version: &Version, faults: &mut Vec<Fault>) {
        if !self.articles.contains_key(&version.article) {
            faults.push(Fault::VersionOfNothing { version: version.id, article: version.article });
        }
    }

    pub(crate) fn comment_faults(&self, comment: &Comment, faults: &mut Vec<Fault>) {
        let missing = comment.about.filter(|about| !self.has(*about)).map(|about| about.to_string());
        let unanswered = comment.reply_to.filter(|id| !self.comments.contains_key(id)).map(|id| id.to_string());
        for about in missing.into_iter().chain(unanswered) {
            faults.push(Fault::CommentOnNothing { comment: comment.id, about });
        }
    }

    /// Whether a thing is there.
    pub fn has(&self, subject: Subject) -> bool {
        match subject {
            Subject::Article(id) => self.articles.contains_key(&id),
            Subject::Mark(id) => self.marks.contains_key(&id),
            Subject::Check(id) => self.checks.contains_key(&id),
        }
    }
}

pub(crate) fn setting_faults(setting: &Setting, faults: &mut Vec<Fault>) {
    let reserved = match setting {
        Setting::Label(label) => Some(&label.name).filter(|name| Label::THREE.iter().any(|label| label.name() == &***name)),
        Setting::LinkKind(kind) => Some(&kind.name).filter(|name| BaseLink::exactly(name).is_some()),
        Setting::Title(_)
        | Setting::Analyst(_)
        | Setting::Tag(_)
        | Setting::Scale(_)
        | Setting::Guide(_)
        | Setting::Silenced(_)
        | Setting::Review(_)
        | Setting::Moved(_)
        | Setting::Theirs(_)
        | Setting::Order(_)
        | Setting::Kept(_) => None,
    };
    faults.extend(reserved.map(|name| Fault::ReservedName(name.to_string())));
}

pub(crate) fn article_faults(article: &Article, faults: &mut Vec<Fault>) {
    if !blocks_fit(&article.blocks, &article.text) {
        faults.push(Fault::Blocks(article.id));
    }
    if !zones_fit(&article.skip, &article.text) {
        faults.push(Fault::Zones(article.id));
    }
}

pub(crate) fn version_faults(version: &Version, faults: &mut Vec<Fault>) {
    let stands = |mark: &Mark| mark.article == version.article && !mark.waits() && mark.at.fit(&version.text);
    let cues_fit = |mark: &Mark| mark.links.iter().flat_map(|link| &link.cue).all(|range| range.fits(&version.text));
    let marks_fit = version.marks.iter().all(|mark| stands(mark) && cues_fit(mark));
    if !marks_fit || !blocks_fit(&version.blocks, &version.text) || !zones_fit(&version.skip, &version.text) {
        faults.push(Fault::VersionPlaces(version.id));
    }
}

fn blocks_fit(blocks: &[(u32, Block)], text: &Text) -> bool {
    let mut numbers = blocks.iter().map(|(number, _)| *number);
    numbers.clone().is_sorted_by(|a, b| a < b) && numbers.next_back().is_none_or(|last| (last as usize) < text.paragraph_count())
}

fn zones_fit(zones: &[TextRange], text: &Text) -> bool {
    let in_order = zones.iter().zip(zones.iter().skip(1)).all(|(a, b)| a.end() <= b.start());
    in_order && zones.iter().all(|zone| zone.fits(text))
}
