//! The lint: for every rule what it says, and where it must be quiet.

mod claims;
mod figures;
mod marks;
mod silences;
mod whole;

use crate::marked;
use factmark::article::Block;
use factmark::assist::first_meaning;
use factmark::edit::{Change, Edit, Hand, add_link, change_mark, decide};
use factmark::lint::{Hint, Rule, lint, lint_article};
use factmark::project::{Article, ArticleState, Check, CheckId, Claim, Figure, Ids, LinkKind, Mark, MarkId, MarkState, Meaning, Name, Project, Source};
use factmark::text::TextRange;
use std::sync::Arc;

/// A project of one article in marked text, each mark with what its words say by themselves.
pub(super) struct Case {
    pub(super) project: Project,
    ids: Ids,
}

impl Case {
    pub(super) fn new(marked: &str) -> Self {
        let mut case = Self { project: marked::session(marked).project().unwrap().clone(), ids: Ids::new(9) };
        let marks: Vec<Arc<Mark>> = case.project.marks_in(case.article().id).cloned().collect();
        for mark in marks {
            let meaning = first_meaning(&case.project, &case.article(), &mark.at, &mark.label());
            if meaning != mark.meaning {
                case.change(mark.id, |mark| mark.meaning = meaning.clone());
            }
        }
        case
    }

    pub(super) fn article(&self) -> Arc<Article> {
        self.project.articles().next().unwrap().clone()
    }

    /// The mark with these words; of several the first.
    #[track_caller]
    pub(super) fn id(&self, words: &str) -> MarkId {
        let text = &self.article().text;
        self.project.marks_in(self.article().id).find(|mark| mark.at.words(text) == words).unwrap_or_else(|| panic!("no mark “{words}”")).id
    }

    fn apply(&mut self, make: impl FnOnce(&Project, &mut Hand<'_>) -> Change) {
        let by = Name::from("amira");
        let mut hand = Hand { by: &by, now: marked::now(), ids: &mut self.ids };
        let change = make(&self.project, &mut hand);
        self.project.apply(&change).unwrap();
        assert_eq!(self.project.faults(), []);
    }

    pub(super) fn change(&mut self, id: MarkId, change: impl FnOnce(&mut Mark)) {
        // What is so already stays.
        self.apply(|project, hand| change_mark(project, hand, id, "change", change).unwrap_or_else(|_| hand.change("nothing", Vec::new())));
    }

    pub(super) fn claim(mut self, words: &str, set: impl FnOnce(&mut Claim)) -> Self {
        self.change(self.id(words), |mark| {
            if let Meaning::Claim(claim) = &mut mark.meaning {
                set(claim)
            }
        });
        self
    }

    pub(super) fn source(mut self, words: &str, set: impl FnOnce(&mut Source)) -> Self {
        self.change(self.id(words), |mark| {
            if let Meaning::Source(source) = &mut mark.meaning {
                set(source)
            }
        });
        self
    }

    pub(super) fn figure(mut self, words: &str, set: impl FnOnce(&mut Figure)) -> Self {
        self.change(self.id(words), |mark| {
            if let Meaning::Figure(figure) = &mut mark.meaning {
                set(figure)
            }
        });
        self
    }

    pub(super) fn link(mut self, from: &str, kind: &str, to: &str) -> Self {
        let (from, to) = (self.id(from), self.id(to));
        self.apply(|project, hand| add_link(project, hand, from, LinkKind::named(kind), to, Vec::new()).unwrap());
        self
    }

    /// A check with a verdict that a claim mentions.
    pub(super) fn check(mut self, words: &str, verdict: &str, why: &str) -> Self {
        let id = CheckId::next(&mut self.ids);
        let check = Check {
            id,
            statement: String::new(),
            verdict: verdict.into(),
            justification: why.to_owned(),
            evidence: Vec::new(),
            speaker: String::new(),
            claimed_on: String::new(),
            by: "amira".into(),
            on: None,
        };
        self.apply(|_, hand| hand.change("check", vec![Edit::Check(factmark::edit::Swap { before: None, after: Some(Arc::new(check)) })]));
        self.claim(words, |claim| claim.check = Some(id))
    }

    pub(super) fn state(mut self, words: &str, state: MarkState) -> Self {
        self.change(self.id(words), |mark| (mark.state, mark.decided) = (state, None));
        self
    }

    /// Proposes a mark and rejects it.
    pub(super) fn reject(self, words: &str) -> Self {
        let mut case = self.state(words, MarkState::Proposed);
        let id = case.id(words);
        case.apply(|project, hand| decide(project, hand, &[id], false, "").unwrap());
        case
    }

    fn set_article(mut self, set: impl FnOnce(&mut Article)) -> Self {
        let before = self.article();
        let mut after = before.as_ref().clone();
        set(&mut after);
        self.apply(|_, hand| hand.change("set", vec![Edit::article(Some(before), Some(after))]));
        self
    }

    pub(super) fn done(self) -> Self {
        self.set_article(|article| article.state = ArticleState::Done)
    }

    pub(super) fn block(self, paragraph: u32, block: Block) -> Self {
        self.set_article(|article| article.blocks.push((paragraph, block)))
    }

    pub(super) fn titled(self, title: &str) -> Self {
        self.set_article(|article| article.title = title.to_owned())
    }

    pub(super) fn skip(self, words: &str) -> Self {
        self.set_article(|article| {
            let start = article.text.as_str().find(words).unwrap();
            article.skip.push(TextRange::new(&article.text, start..start + words.len()).unwrap());
        })
    }

    pub(super) fn hints(&self) -> Vec<Hint> {
        let hints = lint(&self.project);
        assert_eq!(lint_article(&self.project, &self.article()), hints, "one article alone gives the same");
        hints
    }

    /// What a rule says, sentence by sentence.
    pub(super) fn said(&self, rule: Rule) -> Vec<String> {
        self.hints().into_iter().filter(|hint| hint.rule == rule).map(|hint| hint.words).collect()
    }
}

/// A rule says one thing, which begins so.
#[track_caller]
pub(super) fn fires(rule: Rule, case: &Case, begins: &str) {
    let said = case.said(rule);
    assert!(said.len() == 1 && said[0].starts_with(begins), "{rule}: {said:#?}");
    assert!(!said[0].ends_with('.'), "{said:?}");
}

/// A rule says nothing.
#[track_caller]
pub(super) fn quiet(rule: Rule, case: &Case) {
    assert_eq!(case.said(rule), Vec::<String>::new(), "{rule}");
}
