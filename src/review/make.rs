//! Makes a review of several analysts' projects: one more project, whose marks are theirs, as proposals where they do not agree.

use super::align::{Aligned, FindingKind, align};
use super::pairing::{Recognised, Standing};
use crate::project::{
    Article, ArticleId, ArticleState, Check, CheckId, Comment, CommentId, Fault, Ids, Link, LinkKind, Mark, MarkId, MarkState, Meaning, Name, Parts, Project,
    Review, Reviewed, Setting, SettingKey, Subject, TheirArticle, TheirMark, copy_id,
};
use crate::text::TextRange;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// How a review is made.
#[derive(Clone, Debug)]
pub struct Order {
    /// Who reviews.
    pub reviewer: Name,
    /// Whether marks in which all agree are accepted from the start.
    pub accepts_agreed: bool,
    /// Whether names are hidden and the order of the analysts is mixed.
    pub is_blind: bool,
    /// What the order of a blind review is mixed with.
    pub seed: u64,
}

/// A review and what could not come into it.
#[derive(Clone, Debug)]
pub struct Made {
    /// The review.
    pub project: Project,
    /// Articles that only one analyst has: whose, and their titles.
    pub alone: Vec<(Name, String)>,
    /// Articles whose texts differ, by title and whose: marks were carried over; how alike they are.
    pub nearly: Vec<(Name, String, f64)>,
    /// Marks whose words are not certainly in the text that is compared, and whose they are.
    pub elsewhere: Vec<(Name, Arc<Mark>)>,
}

impl Made {
    /// What is not in the review, or was carried over, a sentence each. Of a blind one nobody is named.
    pub fn warnings(&self, is_blind: bool) -> Vec<String> {
        let whose = |name: &Name| if is_blind { "one analyst".to_owned() } else { name.to_string() };
        let alone = self.alone.iter().map(|(name, title)| format!("only {} has the article “{title}”: it is not in the review", whose(name)));
        let nearly = self.nearly.iter().map(|(name, title, likeness)| {
            let percent = (likeness * 100.0).floor();
            format!("{} has another text of “{title}” ({percent} % alike): the marks were carried over", whose(name))
        });
        let elsewhere = self
            .elsewhere
            .iter()
            .map(|(name, mark)| format!("mark {} of {} is not in the review: its words are not certainly in the text", mark.id, whose(name)));
        alone.chain(nearly).chain(elsewhere).collect()
    }
}

/// Why no review was made.
#[derive(Clone, PartialEq, Debug, thiserror::Error)]
pub enum NoReview {
    /// No two projects have an article in common.
    #[error("share no article: review projects with the same articles, or texts that are nearly the same")]
    NothingShared,
    /// What was made is no project.
    #[error("cannot be put together: {0}")]
    Broken(Fault),
}

/// Makes a review of projects with their analysts' names, which must all differ (see [`told_apart`](super::told_apart)).
///
/// # Errors
/// Where no two of them have an article in common, or what they hold cannot stand in one project.
pub fn review(projects: &[(Name, &Project)], order: &Order) -> Result<Made, NoReview> {
    let mut projects: Vec<(Name, &Project)> = projects.to_vec();
    if order.is_blind {
        let shuffled = |name: &Name| blake3::hash(format!("{}\n{name}", order.seed).as_bytes()).to_hex();
        projects.sort_by_cached_key(|(name, _)| shuffled(name).to_string());
    }
    let all = align(&projects.iter().map(|(_, project)| *project).collect::<Vec<_>>());
    let (shared, alone): (Vec<Aligned>, Vec<Aligned>) = all.into_iter().partition(|aligned| aligned.shared.owners() > 1);
    if shared.is_empty() {
        return Err(NoReview::NothingShared);
    }
    let name = |number: usize| projects.get(number).map(|(name, _)| name.clone()).unwrap_or_default();
    let owner = |aligned: &Aligned| (0..projects.len()).find(|number| aligned.shared.is_of(*number)).map(name).unwrap_or_default();
    let nearly = |aligned: &Aligned| -> Vec<(Name, String, f64)> {
        let articles = aligned.shared.articles.iter().enumerate();
        articles
            .filter_map(|(number, article)| match (*article)?.1 {
                Recognised::Nearly(likeness) => Some((name(number), aligned.shared.title.clone(), likeness)),
                Recognised::Same | Recognised::ByText => None,
            })
            .collect()
    };
    let elsewhere =
        shared.iter().flat_map(|aligned| aligned.elsewhere.iter().enumerate()).flat_map(|(number, marks)| marks.iter().map(move |mark| (number, mark)));
    Ok(Made {
        alone: alone.iter().map(|aligned| (owner(aligned), aligned.shared.title.clone())).collect(),
        nearly: shared.iter().flat_map(nearly).collect(),
        elsewhere: elsewhere.map(|(number, mark)| (name(number), mark.clone())).collect(),
        project: Making::new(&projects, &shared, order).project()?,
    })
}

struct Making<'p> {
    projects: &'p [(Name, &'p Project)],
    shared: &'p [Aligned],
    order: &'p Order,
    /// The id in the review of each shared article.
    articles: Vec<ArticleId>,
    /// The copy of each analyst's mark.
    copies: BTreeMap<(usize, MarkId), MarkId>,
    checks: BTreeMap<CheckId, Check>,
}

impl<'p> Making<'p> {
    fn new(projects: &'p [(Name, &'p Project)], shared: &'p [Aligned], order: &'p Order) -> Self {
        let mut taken = BTreeSet::new();
        let mut articles = Vec::with_capacity(shared.len());
        for aligned in shared {
            let own = aligned.shared.articles.iter().flatten().map(|(id, _)| *id);
            let mut ids = Ids::of_content(&format!("review\n{:?}", aligned.shared.articles));
            let id = own.chain(std::iter::repeat_with(move || ArticleId::next(&mut ids))).find(|id| taken.insert(*id));
            articles.extend(id);
        }
        let mut copies = BTreeMap::new();
        for finding in shared.iter().flat_map(|aligned| &aligned.findings) {
            for group in &finding.alike {
                let seats = || group.iter().filter_map(|analyst| Some((*analyst, finding.marks.get(*analyst)?.as_ref()?.mark.id)));
                let Some((first, id)) = seats().next() else { continue };
                let copy = projects.get(first).map(|(name, _)| copy_id(name, id));
                copies.extend(seats().filter_map(|seat| Some((seat, copy?))));
            }
        }
        Self { projects, shared, order, articles, copies, checks: BTreeMap::new() }
    }

    fn project(mut self) -> Result<Project, NoReview> {
        let mut parts = Parts { settings: self.settings(), ..Parts::default() };
        let mut all: Vec<Mark> = Vec::new();
        for (aligned, id) in self.shared.iter().zip(self.articles.clone()) {
            let mut marks: Vec<Mark> = Vec::new();
            for finding in &aligned.findings {
                for group in &finding.alike {
                    let standings: Vec<(usize, &Standing)> = finding.standing().filter(|(analyst, _)| group.contains(analyst)).collect();
                    marks.extend(self.copy(&standings, id, finding.kind == FindingKind::Same));
                }
            }
            parts.articles.extend(self.article(aligned, id, &marks));
            all.extend(marks);
        }
        without_doubles(&mut all);
        parts.settings.extend(self.theirs(&all));
        parts.marks = all.into_iter().map(Arc::new).collect();
        parts.comments = self.comments();
        parts.checks = self.checks.into_values().collect();
        Project::assemble(parts).map_err(|faults| faults.into_iter().next().map_or(NoReview::NothingShared, NoReview::Broken))
    }

    /// What the analysts' marks have and their copies do not say.
    fn theirs(&self, copies: &[Mark]) -> Vec<Setting> {
        let places: BTreeMap<MarkId, &Mark> = copies.iter().map(|copy| (copy.id, copy)).collect();
        let own: BTreeMap<(usize, MarkId), MarkId> = self.copies.iter().map(|((analyst, own), copy)| ((*analyst, *copy), *own)).collect();
        let mut theirs = Vec::new();
        for (analyst, standing) in self.shared.iter().flat_map(|aligned| &aligned.findings).flat_map(|finding| finding.standing()) {
            let copy = self.copies.get(&(analyst, standing.mark.id)).and_then(|copy| places.get(copy));
            let Some(((name, project), copy)) = self.projects.get(analyst).zip(copy) else { continue };
            let mark = standing.mark.as_ref();
            let check = mark.check().and_then(|check| project.check(check)).map(|check| Box::new(check.as_ref().clone()));
            let is_shared = |link: &&Link| self.copies.contains_key(&(analyst, link.to));
            let links: Vec<Link> = standing.links().iter().filter(is_shared).cloned().collect();
            let of_copy = copy.links.iter().filter_map(|link| Some(Link { to: *own.get(&(analyst, link.to))?, ..link.clone() }));
            let links = Some(links).filter(|links| !of_copy.eq(links.iter().cloned()));
            let is_same = (&mark.by, mark.on, &mark.note, mark.discuss, &mark.tags, &mark.kept, &mark.decided)
                == (&copy.by, copy.on, &copy.note, copy.discuss, &copy.tags, &copy.kept, &None);
            if !is_same || links.is_some() || check.is_some() {
                theirs.push(Setting::Theirs(Box::new(TheirMark {
                    copy: copy.id,
                    whose: name.clone(),
                    by: mark.by.clone(),
                    on: mark.on,
                    note: mark.note.clone(),
                    discuss: mark.discuss,
                    tags: mark.tags.clone(),
                    links,
                    decided: mark.decided.clone(),
                    kept: mark.kept.clone(),
                    check,
                })));
            }
        }
        theirs
    }

    /// What is the same for all: one mark that stands for the analysts' own.
    fn copy(&mut self, standings: &[(usize, &Standing)], article: ArticleId, is_agreed: bool) -> Option<Mark> {
        let (first, standing) = *standings.first()?;
        let name = |analyst: usize| self.projects.get(analyst).map(|(name, _)| name.clone()).unwrap_or_default();
        let of: Vec<(Name, MarkId)> = standings.iter().map(|(analyst, standing)| (name(*analyst), standing.mark.id)).collect();
        let mut links: Vec<Link> = Vec::new();
        for (analyst, standing) in standings {
            for link in standing.links() {
                let to = self.copies.get(&(*analyst, link.to)).copied();
                let is_new = |to: MarkId| !links.iter().any(|other| other.to == to && other.kind == link.kind);
                links.extend(to.filter(|to| is_new(*to)).map(|to| Link { to, ..link.clone() }));
            }
        }
        let notes: BTreeSet<&str> = standings.iter().map(|(_, standing)| standing.mark.note.as_str()).filter(|note| !note.is_empty()).collect();
        let tags: BTreeSet<&Name> = standings.iter().flat_map(|(_, standing)| &standing.mark.tags).collect();
        let mark = standing.mark.as_ref();
        let meaning = self.meaning(first, &mark.meaning);
        Some(Mark {
            id: self.copies.get(&(first, mark.id)).copied()?,
            article,
            version: None,
            at: standing.at.clone(),
            meaning,
            links,
            note: notes.into_iter().collect::<Vec<_>>().join("\n"),
            discuss: standings.iter().any(|(_, standing)| standing.mark.discuss),
            tags: tags.into_iter().cloned().collect(),
            state: if is_agreed && self.order.accepts_agreed { MarkState::Accepted } else { MarkState::Proposed },
            decided: None,
            score: mark.score,
            by: if mark.by.is_empty() { of.first().map(|(name, _)| name.clone()).unwrap_or_default() } else { mark.by.clone() },
            on: mark.on,
            of,
            kept: mark.kept.clone(),
        })
    }

    /// A meaning whose check is in the review too.
    fn meaning(&mut self, analyst: usize, meaning: &Meaning) -> Meaning {
        let mut meaning = meaning.clone();
        if let Meaning::Claim(claim) = &mut meaning {
            let known = self.projects.get(analyst).zip(claim.check).and_then(|((name, project), id)| Some((name, project.check(id)?)));
            claim.check = known.map(|(name, check)| {
                let id = CheckId::next(&mut Ids::of_content(&format!("review\n{name}\n{}", check.id)));
                self.checks.entry(id).or_insert_with(|| Check { id, ..check.as_ref().clone() });
                id
            });
        }
        meaning
    }

    /// The article, as the first who has it names it. Skipped is what everybody skips: nothing that somebody marked is hidden.
    fn article(&self, aligned: &Aligned, id: ArticleId, marks: &[Mark]) -> Option<Article> {
        let owners = || aligned.shared.articles.iter().zip(self.projects).filter_map(|(article, (_, project))| project.article((*article)?.0));
        let first = owners().find(|article| article.text == aligned.shared.text)?;
        let skipped = aligned.skip.iter().enumerate().filter(|(analyst, _)| aligned.shared.is_of(*analyst)).map(|(_, zones)| zones.clone());
        let skip = skipped.reduce(|one, two| in_both(&one, &two)).unwrap_or_default();
        let is_decided = marks.iter().all(|mark| mark.state == MarkState::Accepted);
        let state = match (is_decided && owners().all(|article| article.state == ArticleState::Done), marks.iter().any(Mark::is_accepted)) {
            (true, _) => ArticleState::Done,
            (false, true) => ArticleState::InProgress,
            (false, false) => ArticleState::Todo,
        };
        Some(Article { id, state, skip, ..first.as_ref().clone() })
    }

    /// Comments on what is in the review.
    fn comments(&self) -> Vec<Comment> {
        let of_each =
            self.projects.iter().enumerate().flat_map(|(analyst, (name, _))| self.comments_of(analyst).into_iter().map(move |comment| (name, comment)));
        of_each
            .map(|(name, comment)| Comment { id: comment_id(name, comment.id), reply_to: comment.reply_to.map(|to| comment_id(name, to)), ..comment })
            .collect()
    }

    /// An analyst's comments on what is in the review, with the analyst's own ids, about the marks and articles of the review.
    fn comments_of(&self, analyst: usize) -> Vec<Comment> {
        let Some((_, project)) = self.projects.get(analyst) else { return Vec::new() };
        let here = self.articles.iter().zip(self.shared);
        let article_here: BTreeMap<ArticleId, ArticleId> =
            here.filter_map(|(here, aligned)| Some((aligned.shared.articles.get(analyst).copied().flatten()?.0, *here))).collect();
        let subject = |about: Option<Subject>| match about? {
            Subject::Mark(id) => self.copies.get(&(analyst, id)).copied().map(Subject::Mark),
            Subject::Article(id) => article_here.get(&id).copied().map(Subject::Article),
            Subject::Check(_) => None,
        };
        let there: BTreeMap<CommentId, Subject> = project.comments().filter_map(|comment| Some((comment.id, subject(comment.about)?))).collect();
        let of_review = |comment: &Arc<Comment>| {
            let about = there.get(&comment.id).copied()?;
            let reply_to = comment.reply_to.filter(|reply| there.contains_key(reply));
            Some(Comment { about: Some(about), reply_to, ..comment.as_ref().clone() })
        };
        project.comments().filter_map(of_review).collect()
    }

    /// Everybody's labels, kinds of links and tags; title, scale and guide of the first who has one; and whose work is reviewed.
    fn settings(&self) -> Vec<Setting> {
        let mut settings: BTreeMap<SettingKey, Setting> = BTreeMap::new();
        for setting in self.projects.iter().flat_map(|(_, project)| project.settings()) {
            let is_wanted = match setting {
                Setting::Title(_) | Setting::Label(_) | Setting::LinkKind(_) | Setting::Tag(_) | Setting::Scale(_) | Setting::Guide(_) => true,
                Setting::Analyst(_)
                | Setting::Silenced(_)
                | Setting::Review(_)
                | Setting::Moved(_)
                | Setting::Theirs(_)
                | Setting::Order(_)
                | Setting::Kept(_) => false,
            };
            if is_wanted {
                settings.entry(setting.key()).or_insert_with(|| setting.clone());
            }
        }
        let mut settings: Vec<Setting> = settings.into_values().collect();
        if !self.order.reviewer.is_empty() {
            settings.push(Setting::Analyst(self.order.reviewer.clone()));
        }
        let analysts = self.projects.iter().enumerate().map(|(number, (name, project))| Reviewed {
            name: name.clone(),
            articles: self.articles_of(number, project),
            comments: self.comments_of(number).into_iter().map(|comment| (comment_id(name, comment.id), comment.id)).collect(),
        });
        settings.push(Setting::Review(Review { analysts: analysts.collect(), is_blind: self.order.is_blind }));
        settings
    }

    fn articles_of(&self, analyst: usize, project: &Project) -> Vec<TheirArticle> {
        let here = self.shared.iter().zip(&self.articles);
        here.filter_map(|(aligned, here)| {
            let (there, _) = aligned.shared.articles.get(analyst).copied().flatten()?;
            let Article { state, title, origin, kept, .. } = project.article(there)?.as_ref().clone();
            Some(TheirArticle { here: *here, there, state, title, origin, kept, skip: aligned.skip.get(analyst).cloned().unwrap_or_default() })
        })
        .collect()
    }
}

/// The id in a review of an analyst's comment.
fn comment_id(whose: &Name, id: CommentId) -> CommentId {
    CommentId::next(&mut Ids::of_content(&format!("review\n{whose}\n{id}")))
}

/// A link without a direction is stored at one of its ends; where two analysts stored it at opposite ends, one of them is enough.
fn without_doubles(marks: &mut [Mark]) {
    let mutual = marks.iter().flat_map(|mark| mark.links.iter().filter(|link| link.kind.is_mutual()).map(|link| (mark.id, link.to, link.kind.clone())));
    let mutual: BTreeSet<(MarkId, MarkId, LinkKind)> = mutual.collect();
    for mark in marks {
        let from = mark.id;
        mark.links.retain(|link| !link.kind.is_mutual() || from < link.to || !mutual.contains(&(link.to, from, link.kind.clone())));
    }
}

/// What two lists of zones, each in order, have in common.
fn in_both(one: &[TextRange], two: &[TextRange]) -> Vec<TextRange> {
    let mut both = Vec::new();
    let mut rest = two.iter().peekable();
    for zone in one {
        while rest.next_if(|other| other.end() <= zone.start()).is_some() {}
        let touching = rest.clone().take_while(|other| other.start() < zone.end());
        let common = |other: &TextRange| TextRange::unchecked(zone.start().max(other.start()) as u32, zone.end().min(other.end()) as u32);
        both.extend(touching.filter_map(common));
    }
    both
}
