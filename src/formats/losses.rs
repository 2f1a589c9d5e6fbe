//! What a format cannot hold, counted before anything is written.

use super::{Export, Format};
use crate::project::{Kept, Label, Link, Mark, MarkState, Meaning, Setting};
use crate::text::TextRange;
use std::collections::BTreeMap;

/// Something that does not come along.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Loss {
    /// What, in words: “links”.
    pub what: &'static str,
    /// How many.
    pub count: usize,
    /// One of them, by the words or the id that people find it by.
    pub example: String,
}

/// The losses of an export, the largest first.
pub fn losses(export: &Export<'_>, format: &dyn Format) -> Vec<Loss> {
    let about = format.about();
    let holds = about.holds;
    let is_lost = |kept: &&Kept| {
        let is_own = *kept.format == *about.name;
        let is_id = kept.text.starts_with("id ");
        !(holds.kept || (is_own && if is_id { holds.own_ids } else { holds.own_kept }))
    };
    let mut lost = Lost::default();
    if holds.only_checks {
        lost.all_but_checks(export);
    }
    for (article, _) in export.articles.iter().filter(|_| !holds.only_checks) {
        let marks = export.marks(article);
        let named = |mark: &Mark| format!("{} “{}”", mark.label().name().to_lowercase(), short(&mark.at.words(&article.text)));
        for mark in &marks {
            let mut note = |is_lost: bool, what: &'static str| {
                if is_lost {
                    lost.note(what, || named(mark));
                }
            };
            note(!holds.any_label && matches!(mark.label(), Label::Own(_)), "labels of the project's own, which are spelt otherwise");
            note(!holds.fragments && mark.at.count() > 1, "marks in several fragments");
            let words = mark.at.words(&article.text);
            let has_break = |words: &str| words.starts_with(['\n', '\r', '\t']) || words.ends_with(['\n', '\r', '\t']);
            note(!holds.line_breaks && has_break(&words), "line breaks and tabs at the edges of marks");
            note(!holds.attributes && says_something(&mark.meaning), "attributes of marks");
            note(!holds.notes && !mark.note.is_empty(), "notes");
            note(!holds.tags && (!mark.tags.is_empty() || mark.discuss), "tags and flags to discuss");
            note(!(holds.authors || mark.by.is_empty() && mark.on.is_none()), "who made a mark and when");
            note(!holds.states && mark.state != MarkState::Accepted, "states of proposals and rejected marks");
            note(
                !holds.scores && (mark.score.is_some() || mark.decided.is_some() || !mark.of.is_empty()),
                "scores, decisions and marks that a mark stands for",
            );
            note(mark.kept.iter().any(|kept| is_lost(&kept)), "what another tool's file held");
        }
        let links: Vec<&Link> = marks.iter().flat_map(|mark| &mark.links).collect();
        let written = export.links(article);
        let across = written.iter().filter(|(from, _, to)| from.article != to.article).count();
        let kind = |link: &&Link| link.kind.name().to_owned();
        let held = match (holds.links, holds.links_across) {
            (false, _) => 0,
            (true, false) => written.len() - across,
            (true, true) => written.len(),
        };
        let gone = links.len() - held;
        lost.add("links", gone, || links.iter().map(kind).next().unwrap_or_default());
        if holds.links && !holds.cues {
            lost.add("the words that say a link", written.iter().filter(|(_, link, _)| !link.cue.is_empty()).count(), || article.title.clone());
        }
        let zones: &[TextRange] = &article.skip;
        lost.add("zones to skip", if holds.zones { 0 } else { zones.len() }, || article.title.clone());
        lost.add("titles, origins and states of articles", usize::from(!holds.articles), || article.title.clone());
        lost.add("what another tool's file held", article.kept.iter().filter(is_lost).count(), || article.title.clone());
    }
    let project = export.project;
    lost.add("marks over longer ones, which are not written", format.dropped(export), || project.title().to_owned());
    let is_own = |setting: &&Setting| !matches!(setting, Setting::Title(_) | Setting::Analyst(_) | Setting::Order(_));
    lost.add("what the project marks with: own labels and kinds of links, tags, scale, guide", project.settings().filter(is_own).count(), || {
        project.title().to_owned()
    });
    if !export.all_states {
        let others = project.marks().filter(|mark| mark.state != MarkState::Accepted && !mark.waits()).count();
        lost.add("proposals and rejected marks, which were not asked for", others, || project.title().to_owned());
    }
    lost.add("checks", if holds.only_checks { 0 } else { project.checks().count() }, || {
        project.checks().next().map(|check| short(&check.statement)).unwrap_or_default()
    });
    lost.add("comments", project.comments().count(), || project.comments().next().map(|comment| short(&comment.text)).unwrap_or_default());
    lost.add("earlier versions of articles", project.versions().count(), || project.versions().next().map(|version| version.title.clone()).unwrap_or_default());
    lost.sorted()
}

/// Whether anything is set beside the label.
fn says_something(meaning: &Meaning) -> bool {
    *meaning != Meaning::of(&meaning.label())
}

#[derive(Default)]
struct Lost(BTreeMap<&'static str, (usize, String)>);

impl Lost {
    fn all_but_checks(&mut self, export: &Export<'_>) {
        let articles = &export.articles;
        let marks: Vec<&Mark> = articles.iter().flat_map(|(article, _)| export.marks(article)).map(AsRef::as_ref).collect();
        self.add("articles with their texts", articles.len(), || articles.first().map(|(article, _)| article.title.clone()).unwrap_or_default());
        self.add("marks", marks.len(), || marks.first().map(|mark| mark.label().name().to_lowercase()).unwrap_or_default());
        let mut links = marks.iter().flat_map(|mark| &mark.links);
        self.add("links", links.clone().count(), || links.next().map(|link| link.kind.name().to_owned()).unwrap_or_default());
    }

    fn note(&mut self, what: &'static str, example: impl FnOnce() -> String) {
        self.add(what, 1, example);
    }

    fn add(&mut self, what: &'static str, count: usize, example: impl FnOnce() -> String) {
        if count == 0 {
            return;
        }
        match self.0.get_mut(what) {
            Some((all, _)) => *all += count,
            None => {
                self.0.insert(what, (count, example()));
            }
        }
    }

    fn sorted(self) -> Vec<Loss> {
        let mut losses: Vec<Loss> = self.0.into_iter().map(|(what, (count, example))| Loss { what, count, example }).collect();
        losses.sort_by_key(|loss| std::cmp::Reverse(loss.count));
        losses
    }
}

fn short(words: &str) -> String {
    let one_line: String = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut short: String = one_line.chars().take(60).collect();
    if short.len() < one_line.len() {
        short.push('…');
    }
    short
}
