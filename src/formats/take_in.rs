//! What other programs' files say becomes one change of a project: articles, marks and links, each checked, nothing guessed and nothing dropped in
//! silence.

mod articles;
mod ties;

use super::anchor::anchored;
use super::intake::{Intake, Options};
use super::names::Names;
use super::preview::samples;
use super::record::{Checked, Document, Reading, Refused, Span};
use super::{Files, Format};
use crate::edit::{Edit, Hand, set_field};
use crate::project::{
    Article, ArticleId, Check, CheckId, Claim, Kept, Label, Link, LinkKind, Mark, MarkId, MarkState, Meaning, Name, OwnLabel, Project, Setting, SettingKey,
};
use crate::text::{Fingerprint, Fragments, Text, counted};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;
use ties::Tied;

/// Takes documents one by one.
pub struct Taking<'p, 'h> {
    project: &'p Project,
    hand: &'p mut Hand<'h>,
    options: Options,
    there: BTreeMap<Fingerprint, Vec<ArticleId>>,
    names: Names,
    articles: Vec<Article>,
    changed: BTreeMap<ArticleId, Article>,
    marks: Vec<Mark>,
    checks: Vec<Check>,
    settings: BTreeMap<SettingKey, Setting>,
    /// Whose mark was taken last.
    last_author: Name,
    taken_articles: BTreeSet<ArticleId>,
    /// Articles and marks that were there before and are among what is read.
    met: BTreeSet<ArticleId>,
    met_marks: BTreeSet<MarkId>,
    /// The marks of articles that were there, by where they begin.
    marks_there: BTreeMap<ArticleId, BTreeMap<usize, Vec<MarkId>>>,
    /// Links whose ends may stand in a document that is still to come: each with the place that says so.
    ties: Vec<Tied>,
    /// Links that marks get which were there before.
    new_links: BTreeMap<MarkId, Vec<Link>>,
    /// The mark of each span by its id as the file has it, where that is one of ours.
    known_ids: BTreeMap<String, MarkId>,
    labels: HashMap<MarkId, Label>,
    /// The labels that the files have, what each becomes, and how often it is there.
    theirs: BTreeMap<String, (Label, usize)>,
    known: usize,
    repaired: Vec<Refused>,
    refused: Vec<Refused>,
}

impl<'p, 'h> Taking<'p, 'h> {
    /// Begins to take data into a project.
    pub fn new(project: &'p Project, hand: &'p mut Hand<'h>, options: Options) -> Self {
        let mut there: BTreeMap<Fingerprint, Vec<ArticleId>> = BTreeMap::new();
        for article in project.articles() {
            there.entry(article.text.fingerprint()).or_default().push(article.id);
        }
        let names = Names::of(project, options.format);
        Self {
            project,
            hand,
            options,
            there,
            names,
            articles: Vec::new(),
            changed: BTreeMap::new(),
            marks: Vec::new(),
            checks: Vec::new(),
            settings: BTreeMap::new(),
            last_author: Name::default(),
            taken_articles: BTreeSet::new(),
            met: BTreeSet::new(),
            met_marks: BTreeSet::new(),
            marks_there: BTreeMap::new(),
            ties: Vec::new(),
            new_links: BTreeMap::new(),
            known_ids: BTreeMap::new(),
            labels: HashMap::new(),
            theirs: BTreeMap::new(),
            known: 0,
            repaired: Vec::new(),
            refused: Vec::new(),
        }
    }

    /// Takes a document.
    fn document(&mut self, mut document: Document) {
        let known = if document.is_named_only { self.named(&document) } else { None };
        let text = known.map_or_else(|| Text::new(document.text.as_str()), |article| article.text.clone());
        let Some(article) = known.map(|article| article.id).or_else(|| self.article(&document, &text)) else { return };
        let anchored = anchored(&document, &text, self.options.unit);
        self.repaired.extend(anchored.doubt.map(|why| Refused { file: document.file.clone(), line: document.line, why }));
        let spans = std::mem::take(&mut document.spans);
        let mut ids: BTreeMap<String, MarkId> = BTreeMap::new();
        for (mut span, placed) in spans.into_iter().zip(anchored.spans) {
            let file = std::mem::take(&mut span.file);
            let line = if span.line == 0 { document.line } else { span.line };
            let place = |why: String| Refused { file: if file.is_empty() { document.file.clone() } else { file.clone() }, line, why };
            let called = |span: &Span| if span.id.is_empty() { span.label.clone() } else { format!("{} {}", span.label, span.id) };
            match placed {
                Err(why) => self.refused.push(place(format!("{}: {why}", called(&span)))),
                Ok(placed) => {
                    if placed.is_moved {
                        let why = "its words were not at its place but once elsewhere in the text: it was moved there";
                        self.repaired.push(place(format!("{}: {why}", called(&span))));
                    }
                    let name = if document.ties.is_empty() { String::new() } else { span.id.clone() };
                    let id = self.mark(span, article, &text, placed.at, &place);
                    if !document.ties.is_empty() {
                        ids.insert(name, id);
                    }
                }
            }
        }
        self.tie(&document, &text, anchored.unit, &ids);
    }

    /// The mark of a span: the one of this id that is there with this label and these places, else a new one.
    fn mark(&mut self, span: Span, article: ArticleId, text: &Text, at: Fragments, place: &dyn Fn(String) -> Refused) -> MarkId {
        let label = self.label(&span.label);
        let own: Option<MarkId> = span.id.parse().ok();
        if let Some(there) = self.known_mark(own, article, &at, &label) {
            self.known += 1;
            if own.is_some() {
                self.known_ids.insert(span.id, there);
            }
            self.labels.insert(there, label);
            return there;
        }
        let id = own.filter(|id| self.project.mark(*id).is_none() && !self.labels.contains_key(id)).unwrap_or_else(|| self.fresh_mark());
        if own.is_some() {
            self.known_ids.insert(span.id, id);
        }
        let mut mark = Mark {
            id,
            article,
            version: None,
            at,
            meaning: Meaning::of(&label),
            links: Vec::new(),
            note: span.note,
            discuss: span.discuss,
            tags: span.tags.iter().map(|tag| Name::from(tag.as_str())).collect(),
            state: if self.options.as_proposals { MarkState::Proposed } else { span.state.unwrap_or(MarkState::Accepted) },
            decided: span.decided,
            score: span.score.filter(|score| score.is_finite()),
            by: self.author(&span.by),
            on: if span.on.is_empty() { None } else { span.on.parse().ok() },
            of: span.of,
            kept: span.kept,
        };
        self.labels.insert(id, label);
        for (name, value) in &span.attributes {
            self.attribute(&mut mark, text, name, value, place);
        }
        if let Some(checked) = &span.check {
            let statement = mark.at.words(text);
            match &mut mark.meaning {
                Meaning::Claim(claim) => self.check(claim, statement, checked),
                Meaning::Source(_) | Meaning::Figure(_) | Meaning::Own(_) => {
                    self.refused.push(place("its check is not taken, since only a claim has one".to_owned()));
                }
            }
        }
        self.marks.push(mark);
        id
    }

    /// Who made a mark; the importing analyst where nobody is named. Most marks of a file are the same analyst's.
    fn author(&mut self, name: &str) -> Name {
        if name.is_empty() {
            return self.hand.by.clone();
        }
        if *self.last_author != *name {
            self.last_author = name.into();
        }
        self.last_author.clone()
    }

    /// A mark that was there before with this label and these places, best the one of this id; each once.
    fn known_mark(&mut self, own: Option<MarkId>, article: ArticleId, at: &Fragments, label: &Label) -> Option<MarkId> {
        if self.taken_articles.contains(&article) {
            return None;
        }
        let is_it = |mark: &Mark| mark.article == article && mark.at == *at && mark.label() == *label && !mark.waits();
        let own = own.and_then(|id| self.project.mark(id)).filter(|mark| is_it(mark)).map(|mark| mark.id);
        let found = own.filter(|id| !self.met_marks.contains(id)).or_else(|| {
            let project = self.project;
            let marks = self.marks_there.entry(article).or_insert_with(|| {
                let mut marks: BTreeMap<usize, Vec<MarkId>> = BTreeMap::new();
                project.marks_in(article).for_each(|mark| marks.entry(mark.at.start()).or_default().push(mark.id));
                marks
            });
            let here = marks.get(&at.start()).map(Vec::as_slice).unwrap_or_default();
            here.iter().copied().find(|id| !self.met_marks.contains(id) && project.mark(*id).is_some_and(|mark| is_it(mark)))
        })?;
        self.met_marks.insert(found);
        Some(found)
    }

    fn fresh_mark(&mut self) -> MarkId {
        loop {
            let id = self.hand.mark_id(self.project);
            if !self.labels.contains_key(&id) {
                return id;
            }
        }
    }

    /// Ours by the analyst's choice or by name, else one of the project's own; it is counted.
    fn label(&mut self, theirs: &str) -> Label {
        if let Some((label, count)) = self.theirs.get_mut(theirs) {
            *count += 1;
            return label.clone();
        }
        let label = self.new_label(theirs);
        self.theirs.insert(theirs.to_owned(), (label.clone(), 1));
        label
    }

    fn new_label(&mut self, theirs: &str) -> Label {
        let mapped = if self.options.labels.is_empty() { None } else { self.options.labels.get(&theirs.to_lowercase()).cloned() };
        let label = mapped.unwrap_or_else(|| Label::named(theirs));
        if let Label::Own(name) = &label {
            let own = Setting::Label(OwnLabel { name: name.clone(), key: None, colour: None, definition: String::new() });
            if self.project.setting(&own.key()).is_none() {
                self.settings.entry(own.key()).or_insert(own);
            }
        }
        label
    }

    /// Sets an attribute; a verdict makes a check, and what is not understood is kept and told.
    fn attribute(&mut self, mark: &mut Mark, text: &Text, name: &str, value: &str, place: &dyn Fn(String) -> Refused) {
        if name == "verdict"
            && let Meaning::Claim(claim) = &mut mark.meaning
        {
            self.check(claim, mark.at.words(text), &Checked { verdict: value.to_owned(), ..Checked::default() });
        } else if let Err(why) = set_field(&mut mark.into(), name, value) {
            mark.kept.push(Kept { format: self.options.format.into(), text: format!("{name}={value}") });
            self.repaired.push(place(format!("{name}: {why}; it is kept as it is")));
        }
    }

    fn check(&mut self, claim: &mut Claim, statement: String, checked: &Checked) {
        let id: CheckId = self.hand.check_id(self.project);
        let Checked { verdict, justification, evidence, speaker, claimed_on } = checked.clone();
        let (verdict, by) = (verdict.as_str().into(), self.hand.by.clone());
        self.checks.push(Check { id, statement, verdict, justification, evidence, speaker, claimed_on, by, on: None });
        claim.check = Some(id);
    }

    /// Reads files to their end: everything that was taken, as one change. What the reader refused comes first.
    pub fn read(mut self, format: &dyn Format, files: &dyn Files) -> Intake {
        let mut take = |document| self.document(document);
        let mut reading = Reading::new(&mut take);
        format.read(files, &mut reading);
        let Reading { refused, repaired, declared, .. } = reading;
        declared.into_iter().for_each(|setting| self.declare(setting));
        self.refused.splice(0..0, refused);
        self.repaired.splice(0..0, repaired);
        self.finish()
    }

    /// Takes what the files say that people mark with, as far as the project has no such thing.
    fn declare(&mut self, mut setting: Setting) {
        if let Setting::Label(label) = &mut setting {
            let is_mapped = self.options.labels.contains_key(&label.name.to_lowercase());
            if is_mapped || !matches!(Label::named(&label.name), Label::Own(_)) {
                return;
            }
            let declared = self.settings.values().filter_map(|other| if let Setting::Label(other) = other { Some(other) } else { None });
            let is_taken = |key: char| self.project.own_labels().chain(declared).any(|other| other.name != label.name && other.key == Some(key));
            label.key = label.key.filter(|key| !is_taken(*key));
        }
        if let Setting::LinkKind(kind) = &setting
            && LinkKind::named(&kind.name) != LinkKind::Own(kind.name.clone())
        {
            return;
        }
        if self.project.setting(&setting.key()).is_none() {
            self.settings.insert(setting.key(), setting);
        }
    }

    fn finish(mut self) -> Intake {
        let links = self.links();
        let (articles, marks) = (self.articles.len(), self.marks.len());
        let samples = samples(self.project, &self.articles, &self.marks);
        let mut edits: Vec<Edit> = self.settings.into_values().map(|setting| Edit::setting(None, Some(setting))).collect();
        let order: Vec<ArticleId> = self.project.order().iter().copied().chain(self.articles.iter().map(|article| article.id)).collect();
        for (id, after) in self.changed {
            edits.push(Edit::article(self.project.article(id).cloned(), Some(after)));
        }
        edits.extend(self.articles.into_iter().map(|article| Edit::article(None, Some(article))));
        edits.extend(self.checks.into_iter().map(|check| Edit::Check(crate::edit::Swap { before: None, after: Some(Arc::new(check)) })));
        edits.extend(self.marks.into_iter().map(|mark| Edit::mark(None, Some(mark))));
        for (id, links) in self.new_links {
            let Some(before) = self.project.mark(id) else { continue };
            let links = before.links.iter().cloned().chain(links).collect();
            edits.push(Edit::mark(Some(before.clone()), Some(Mark { links, ..before.as_ref().clone() })));
        }
        if articles > 0 {
            edits.push(Edit::setting(self.project.setting(&SettingKey::Order), Some(Setting::Order(order))));
        }
        let name = format!("import {} and {} from {}", counted(articles, "article"), counted(marks, "mark"), self.options.format);
        let change = self.hand.change(name, edits);
        Intake {
            change,
            theirs: self.theirs.into_iter().map(|(theirs, (_, count))| (theirs, count)).collect(),
            samples,
            articles,
            marks,
            links,
            known: self.known,
            repaired: self.repaired,
            refused: self.refused,
            is_whole: false,
        }
    }
}
