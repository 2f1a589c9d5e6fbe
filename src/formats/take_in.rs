//! What other programs' files say becomes one change of a project: articles, marks and links, each checked, nothing guessed and nothing dropped in
//! silence.

use super::anchor::{anchored, in_order};
use super::names::Names;
use super::record::{Checked, Document, Reading, Refused, Span, Tie};
use super::{Files, Format};
use crate::edit::{Change, Edit, Hand, set_field};
use crate::project::{
    Article, ArticleId, ArticleState, Check, CheckId, Claim, Kept, Label, Link, LinkKind, Mark, MarkId, MarkState, Meaning, Name, OwnLabel, OwnLinkKind,
    Project, Setting, SettingKey,
};
use crate::text::{Fingerprint, Fragments, Text, TextRange, Unit, Units, counted};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// How another program's data is taken.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The format's name, for what is kept.
    pub format: &'static str,
    /// Whether everything comes as proposals.
    pub as_proposals: bool,
    /// Our label for each of theirs, by name in small letters.
    pub labels: BTreeMap<String, Label>,
    /// In what places are counted, if the analyst says so.
    pub unit: Option<Unit>,
}

/// What came of it.
#[derive(Clone, Debug)]
pub struct Intake {
    /// Makes it so.
    pub change: Change,
    /// How many articles are new.
    pub articles: usize,
    /// How many marks are new.
    pub marks: usize,
    /// How many links are new.
    pub links: usize,
    /// How many marks were there already.
    pub known: usize,
    /// What was put right, a sentence each.
    pub repaired: Vec<Refused>,
    /// What was not taken, a sentence each.
    pub refused: Vec<Refused>,
}

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
    taken: BTreeSet<MarkId>,
    taken_articles: BTreeSet<ArticleId>,
    /// Links whose ends may stand in a document that is still to come: each with the place that says so.
    ties: Vec<(Refused, MarkId, LinkKind, String, Vec<TextRange>, bool)>,
    /// The mark of each span by its id as the file has it, where that is one of ours.
    known_ids: BTreeMap<String, MarkId>,
    labels: BTreeMap<MarkId, Label>,
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
            taken: BTreeSet::new(),
            taken_articles: BTreeSet::new(),
            ties: Vec::new(),
            known_ids: BTreeMap::new(),
            labels: BTreeMap::new(),
            known: 0,
            repaired: Vec::new(),
            refused: Vec::new(),
        }
    }

    /// Takes a document.
    fn document(&mut self, document: &Document) {
        let known = if document.is_named_only { self.named(document) } else { None };
        let text = known.map_or_else(|| Text::new(document.text.as_str()), |article| article.text.clone());
        let Some(article) = known.map(|article| article.id).or_else(|| self.article(document, &text)) else { return };
        let anchored = anchored(document, &text, self.options.unit);
        let mut ids: BTreeMap<&str, MarkId> = BTreeMap::new();
        for (span, placed) in document.spans.iter().zip(anchored.spans) {
            let place = |why: String| Refused { file: document.file.clone(), line: if span.line == 0 { document.line } else { span.line }, why };
            let named = if span.id.is_empty() { span.label.clone() } else { format!("{} {}", span.label, span.id) };
            match placed {
                Err(why) => self.refused.push(place(format!("{named}: {why}"))),
                Ok(placed) => {
                    if placed.is_moved {
                        self.repaired.push(place(format!("{named}: its words were not at its place but once elsewhere in the text: it was moved there")));
                    }
                    let id = self.mark(span, article, &text, placed.at, &place(String::new()));
                    ids.insert(span.id.as_str(), id);
                }
            }
        }
        self.tie(document, &text, anchored.unit, &ids);
    }

    /// The project's article that a document without a text is called as. It is begun by its marks, but nothing else of it is changed.
    fn named(&mut self, document: &Document) -> Option<&'p Article> {
        let article = self.names.find(self.project, &document.id)?;
        self.change_article(article.id, document);
        if document.kept.iter().any(|kept| !article.kept.contains(kept)) {
            let why = "what else is said of this text is not taken, since its article was there before".to_owned();
            self.refused.push(Refused { file: document.file.clone(), line: document.line, why });
        }
        Some(article)
    }

    /// The article of a document: one with this text that was there before, else a new one.
    fn article(&mut self, document: &Document, text: &Text) -> Option<ArticleId> {
        if text.is_empty() {
            let why = if document.is_named_only { super::names::why_not(document) } else { "it has no text".to_owned() };
            self.refused.push(Refused { file: document.file.clone(), line: document.line, why });
            return None;
        }
        let there = self.there.get(&text.fingerprint()).map(Vec::as_slice).unwrap_or_default();
        let named = |id: &&ArticleId| {
            self.project
                .article(**id)
                .is_some_and(|article| article.id.to_string() == document.id || (!document.title.is_empty() && article.title == document.title))
        };
        if let Some(id) = there.iter().find(named).or(there.first()).copied() {
            self.change_article(id, document);
            return Some(id);
        }
        let own: Option<ArticleId> = document.id.parse().ok().filter(|id| self.project.article(*id).is_none() && !self.taken_articles.contains(id));
        let id = own.unwrap_or_else(|| self.hand.article_id(self.project));
        self.taken_articles.insert(id);
        let first_line = document.text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
        let title = if document.title.is_empty() && own.is_none() { first_line.trim().chars().take(120).collect() } else { document.title.clone() };
        let state = document.state.unwrap_or(if document.spans.is_empty() { ArticleState::Todo } else { ArticleState::InProgress });
        let unit = self.options.unit.or(document.unit).unwrap_or(Unit::CodePoints);
        let skip = if document.skip.is_empty() { Vec::new() } else { zones(&document.skip, text, unit) };
        let mut kept = document.kept.clone();
        // That a document is called as its file is says its origin.
        let is_file = document.file.rsplit_once('.').is_some_and(|(stem, _)| stem == document.id);
        if own.is_none() && !document.id.is_empty() && !is_file {
            kept.push(Kept { format: self.options.format.into(), text: format!("id {}", document.id) });
        }
        self.articles.push(Article { id, title, origin: document.origin.clone(), state, blocks: document.blocks.clone(), text: text.clone(), skip, kept });
        Some(id)
    }

    /// An article that was there and gets marks is begun.
    fn change_article(&mut self, id: ArticleId, document: &Document) {
        let Some(article) = self.project.article(id).filter(|article| article.state == ArticleState::Todo) else { return };
        if !document.spans.is_empty() {
            self.changed.insert(id, Article { state: ArticleState::InProgress, ..article.as_ref().clone() });
        }
    }

    /// The mark of a span: the one of this id that is there with this label and these places, else a new one.
    fn mark(&mut self, span: &Span, article: ArticleId, text: &Text, at: Fragments, place: &Refused) -> MarkId {
        let label = self.label(&span.label);
        let own: Option<MarkId> = span.id.parse().ok();
        if let Some(there) = own.and_then(|id| self.project.mark(id)).filter(|there| there.article == article && there.at == at && there.label() == label) {
            self.known += 1;
            self.known_ids.insert(span.id.clone(), there.id);
            self.labels.insert(there.id, label);
            return there.id;
        }
        let id = own.filter(|id| self.project.mark(*id).is_none() && !self.taken.contains(id)).unwrap_or_else(|| self.fresh_mark());
        self.taken.insert(id);
        self.labels.insert(id, label.clone());
        if own.is_some() {
            self.known_ids.insert(span.id.clone(), id);
        }
        let mut mark = Mark {
            id,
            article,
            version: None,
            at,
            meaning: Meaning::of(&label),
            links: Vec::new(),
            note: span.note.clone(),
            discuss: span.discuss,
            tags: span.tags.iter().map(|tag| Name::from(tag.as_str())).collect(),
            state: if self.options.as_proposals { MarkState::Proposed } else { span.state.unwrap_or(MarkState::Accepted) },
            decided: span.decided.clone(),
            score: span.score.filter(|score| score.is_finite()),
            by: if span.by.is_empty() { self.hand.by.clone() } else { span.by.as_str().into() },
            on: span.on.parse().ok(),
            of: span.of.clone(),
            kept: span.kept.clone(),
        };
        for (name, value) in &span.attributes {
            self.attribute(&mut mark, text, name, value, place);
        }
        if let Some(checked) = &span.check {
            let statement = mark.at.words(text);
            match &mut mark.meaning {
                Meaning::Claim(claim) => self.check(claim, statement, checked),
                Meaning::Source(_) | Meaning::Figure(_) | Meaning::Own(_) => {
                    self.refused.push(Refused { why: "its check is not taken, since only a claim has one".to_owned(), ..place.clone() });
                }
            }
        }
        self.marks.push(mark);
        id
    }

    fn fresh_mark(&mut self) -> MarkId {
        loop {
            let id = self.hand.mark_id(self.project);
            if !self.taken.contains(&id) {
                return id;
            }
        }
    }

    /// Ours by the analyst's choice or by name, else one of the project's own.
    fn label(&mut self, theirs: &str) -> Label {
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
    fn attribute(&mut self, mark: &mut Mark, text: &Text, name: &str, value: &str, place: &Refused) {
        if name == "verdict"
            && let Meaning::Claim(claim) = &mut mark.meaning
        {
            self.check(claim, mark.at.words(text), &Checked { verdict: value.to_owned(), ..Checked::default() });
        } else if let Err(why) = set_field(&mut mark.into(), name, value) {
            mark.kept.push(Kept { format: self.options.format.into(), text: format!("{name}={value}") });
            self.repaired.push(Refused { why: format!("{name}: {why}; it is kept as it is"), ..place.clone() });
        }
    }

    fn check(&mut self, claim: &mut Claim, statement: String, checked: &Checked) {
        let id: CheckId = self.hand.check_id(self.project);
        let Checked { verdict, justification, evidence, speaker, claimed_on } = checked.clone();
        let (verdict, by) = (verdict.as_str().into(), self.hand.by.clone());
        self.checks.push(Check { id, statement, verdict, justification, evidence, speaker, claimed_on, by, on: None });
        claim.check = Some(id);
    }

    /// The links of a document; their ends may be marks of another one, by our ids.
    fn tie(&mut self, document: &Document, text: &Text, unit: Unit, ids: &BTreeMap<&str, MarkId>) {
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

    /// Reads files to their end: everything that was taken, as one change. What the reader refused comes first.
    pub fn read(mut self, format: &dyn Format, files: &dyn Files) -> Intake {
        let mut take = |document| self.document(&document);
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
        let mut edits: Vec<Edit> = self.settings.into_values().map(|setting| Edit::setting(None, Some(setting))).collect();
        let order: Vec<ArticleId> = self.project.order().iter().copied().chain(self.articles.iter().map(|article| article.id)).collect();
        for (id, after) in self.changed {
            edits.push(Edit::article(self.project.article(id).cloned(), Some(after)));
        }
        edits.extend(self.articles.into_iter().map(|article| Edit::article(None, Some(article))));
        edits.extend(self.checks.into_iter().map(|check| Edit::Check(crate::edit::Swap { before: None, after: Some(Arc::new(check)) })));
        edits.extend(self.marks.into_iter().map(|mark| Edit::mark(None, Some(mark))));
        if articles > 0 {
            edits.push(Edit::setting(self.project.setting(&SettingKey::Order), Some(Setting::Order(order))));
        }
        let name = format!("import {} and {} from {}", counted(articles, "article"), counted(marks, "mark"), self.options.format);
        let change = self.hand.change(name, edits);
        Intake { change, articles, marks, links, known: self.known, repaired: self.repaired, refused: self.refused }
    }

    /// Hangs links on the new marks, each where its ends allow it and once; how many there are.
    fn links(&mut self) -> usize {
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
            let fits = label(from).zip(label(end)).is_some_and(|(one, other)| kind.allows(&one, &other)) && from != end;
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

/// Zones that are places of the text.
fn zones(places: &[(usize, usize)], text: &Text, unit: Unit) -> Vec<TextRange> {
    let units = Units::of(text.as_str(), unit);
    let ranges: Vec<TextRange> = places.iter().filter_map(|(start, end)| TextRange::new(text, units.bytes(*start..*end)?)).collect();
    in_order(ranges).map(|zones| zones.iter().collect()).unwrap_or_default()
}
