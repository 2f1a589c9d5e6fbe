//! Writes one task for each article, one on a line, and the labelling config beside them.
//!
//! All accepted marks are one annotation and all proposals one prediction, because a relation of Label Studio stays inside one of them; who
//! made a mark is in its `meta`, because Label Studio takes no annotation of a person that it does not know. Marks that an annotation or
//! prediction of Label Studio held go back into that one.

use super::super::origin::lists;
use super::config::Config;
use super::fields::{CLOSED, YES};
use super::json::{self, Members, Object};
use super::kept::{KeptRegion, KeptTask};
use super::results::{moment, person};
use super::{CONFIG, PROPOSED, REJECTED, TASKS, TO_DO};
use crate::formats::{Export, Output, attributes};
use crate::project::{Article, ArticleState, Link, LinkKind, Mark, MarkId, MarkState, Moment, Word};
use crate::text::{Unit, Units};
use serde_json::value::RawValue;
use std::collections::{HashMap, HashSet};
use std::io;

/// Writes a project.
pub(super) fn write(export: &Export<'_>, out: &mut dyn Output) -> io::Result<()> {
    let mut config = Config::default();
    let (begun, to_do): (Vec<&Article>, Vec<&Article>) =
        export.articles.iter().map(|(article, _)| article.as_ref()).partition(|article| is_begun(export, article));
    let ids = ids(begun.iter().chain(&to_do).copied());
    let mut ids = ids.into_iter();
    for (name, articles) in [(TASKS, begun), (TO_DO, to_do)] {
        if name == TO_DO && articles.is_empty() {
            continue;
        }
        out.begin(name)?;
        out.put(b"[")?;
        for (number, (article, id)) in articles.iter().zip(ids.by_ref()).enumerate() {
            out.put(if number == 0 { b"\n" } else { b",\n" })?;
            let task = Writer { export, article, units: Units::of(article.text.as_str(), Unit::CodePoints), config: &mut config }.task(&id);
            out.put(json::on_one_line(&task).as_bytes())?;
        }
        out.put(if articles.is_empty() { b"]\n" } else { b"\n]\n" })?;
    }
    out.begin(CONFIG)?;
    out.put(config.xml(export.project).as_bytes())
}

/// Whether there is an annotation of an article.
fn is_begun(export: &Export<'_>, article: &Article) -> bool {
    let kept = KeptTask::of(article);
    let has_annotation = !kept.annotations.all.is_empty() || !kept.results.is_empty();
    has_annotation || is_done(article) || export.marks(article).iter().any(|mark| mark.state == MarkState::Accepted)
}

/// Whether an article without marks says that there is nothing to mark: a negative.
fn is_done(article: &Article) -> bool {
    article.state == ArticleState::Done
}

/// The ids of the tasks: the one that it had, else its number, else the next that is free.
fn ids<'a>(articles: impl Iterator<Item = &'a Article>) -> Vec<String> {
    let mut taken = HashSet::new();
    let mut own = |id: &RawValue| Some(json::compact(id.get())).filter(|id| taken.insert(id.clone()));
    let had: Vec<Option<String>> = articles.map(|article| KeptTask::of(article).id.and_then(&mut own)).collect();
    let mut free = had.len();
    let numbered = had.into_iter().enumerate().map(|(place, had)| {
        had.unwrap_or_else(|| {
            let mut id = (place + 1).to_string();
            while !taken.insert(id.clone()) {
                free += 1;
                id = free.to_string();
            }
            id
        })
    });
    numbered.collect()
}

/// Writes one article.
struct Writer<'e, 'p> {
    export: &'e Export<'p>,
    article: &'p Article,
    units: Units<'p>,
    config: &'e mut Config,
}

/// An annotation or prediction that is being written.
#[derive(Default)]
struct Group {
    head: Object,
    by: String,
    on: Option<Moment>,
    results: Vec<String>,
    relations: Vec<Relation>,
    last: Vec<String>,
}

/// The links from one mark to another, which are one relation: Label Studio takes no second one between the same regions.
struct Relation {
    from: MarkId,
    to: MarkId,
    kinds: Vec<LinkKind>,
    more: Vec<String>,
}

/// The groups of a task: those of kept annotations, those of kept predictions, then ours.
struct Groups {
    all: Vec<Group>,
    annotations: usize,
    predictions: usize,
}

impl Groups {
    fn of(kept: &KeptTask<'_>) -> Self {
        let (annotations, predictions) = (kept.annotations.all.len(), kept.predictions.all.len());
        let mut all: Vec<Group> = kept.annotations.all.iter().map(|head| Group::of(head, false)).collect();
        all.extend(kept.predictions.all.iter().map(|head| Group::of(head, true)));
        let ours = ["", PROPOSED, REJECTED].map(|model| {
            let mut group = Group::default();
            if !model.is_empty() {
                group.head.text("model_version", model);
            }
            group
        });
        all.extend(ours);
        Self { all, annotations, predictions }
    }

    /// The group of a mark: that which held it, as long as its state is still that of it; else one of ours.
    fn of_mark(&self, kept: &KeptTask<'_>, region: &KeptRegion<'_>, state: MarkState) -> usize {
        let ours = self.annotations + self.predictions;
        match state {
            MarkState::Accepted => kept.annotations.find(region.annotation.as_deref()).unwrap_or(ours),
            MarkState::Proposed => self.of_prediction(kept, region.prediction.as_deref()).unwrap_or(ours + 1),
            MarkState::Rejected => ours + 2,
        }
    }

    fn of_prediction(&self, kept: &KeptTask<'_>, key: Option<&str>) -> Option<usize> {
        Some(self.annotations + kept.predictions.find(key)?)
    }
}

impl Group {
    fn of(head: &Members<'_>, is_prediction: bool) -> Self {
        let by = head.get(if is_prediction { "model_version" } else { "completed_by" });
        let by = if is_prediction { by.and_then(json::name) } else { by.and_then(person) };
        let on = head.get("created_at").and_then(moment).and_then(|on| on.parse().ok());
        Self { head: head.object(), by: by.unwrap_or_default(), on, ..Self::default() }
    }

    fn is_empty(&self) -> bool {
        self.results.is_empty() && self.last.is_empty()
    }

    fn finish(mut self) -> String {
        self.results.extend(self.relations.into_iter().map(Relation::finish));
        self.results.append(&mut self.last);
        self.head.raw("result", &json::list(&self.results));
        self.head.finish()
    }
}

impl Relation {
    fn finish(self) -> String {
        let mut relation = Object::default();
        relation.text("type", "relation");
        relation.text("from_id", &self.from.to_string());
        relation.text("to_id", &self.to.to_string());
        relation.text("direction", if self.kinds.iter().all(LinkKind::is_mutual) { "bi" } else { "right" });
        relation.raw("labels", &json::quoted_list(self.kinds.iter().map(LinkKind::name)));
        if self.more.iter().any(|more| more != "{}") {
            let mut meta = Object::default();
            meta.list("links", &self.more);
            relation.object("meta", meta);
        }
        relation.finish()
    }
}

impl<'p> Writer<'_, 'p> {
    fn task(mut self, id: &str) -> String {
        let kept = KeptTask::of(self.article);
        let key = kept.text.as_deref().unwrap_or("text");
        let mut groups = Groups::of(&kept);
        let mut homes: HashMap<MarkId, usize> = HashMap::new();
        for mark in self.export.marks(self.article) {
            let region = KeptRegion::of(mark);
            let home = groups.of_mark(&kept, &region, mark.state);
            homes.insert(mark.id, home);
            if let Some(group) = groups.all.get_mut(home) {
                self.region(mark, region, group, key);
            }
        }
        let across = self.links(&mut groups, &homes);
        for (annotation, prediction, result) in &kept.results {
            let home = kept.annotations.find(annotation.as_deref()).or_else(|| groups.of_prediction(&kept, prediction.as_deref()));
            let home = home.unwrap_or(groups.annotations + groups.predictions);
            groups.all.get_mut(home).into_iter().for_each(|group| group.last.push(json::compact(result.get())));
        }
        let mut task = Object::default();
        task.raw("id", id);
        task.object("data", self.data(&kept, key, &across));
        self.sides(&mut task, groups);
        kept.task.iter().for_each(|(name, value)| task.raw(name, value.get()));
        task.finish()
    }

    /// Writes the annotations and predictions. An article that is done and has no mark is an annotation without results.
    fn sides(&self, task: &mut Object, groups: Groups) {
        let mut annotations = groups.all;
        let mut predictions = annotations.split_off(groups.annotations);
        let mut ours = predictions.split_off(groups.predictions).into_iter();
        let accepted = ours.next().filter(|group| !group.is_empty() || (annotations.is_empty() && is_done(self.article)));
        annotations.extend(accepted);
        predictions.extend(ours.filter(|group| !group.is_empty()));
        task.raw("annotations", &json::list(&annotations.into_iter().map(Group::finish).collect::<Vec<_>>()));
        if self.export.all_states {
            task.list("predictions", &predictions.into_iter().map(Group::finish).collect::<Vec<_>>());
        }
    }

    /// The data of the task: the text and what is known of the article.
    fn data(&self, kept: &KeptTask<'_>, key: &str, across: &[String]) -> Object {
        let Article { id, title, origin, state, text, skip, .. } = self.article;
        let mut data = Object::default();
        let mut own = vec![key, "id", "state"];
        data.text(key, text.as_str());
        data.text("id", &id.to_string());
        data.text("state", state.name());
        let texts = [("title", title.as_str())].into_iter().chain(origin.words());
        for (name, value) in texts.filter(|(_, value)| !value.is_empty()) {
            data.text(name, value);
            own.push(name);
        }
        for (name, _) in [("bom", origin.bom), ("crlf", origin.crlf)].into_iter().filter(|(_, is)| *is) {
            data.raw(name, "true");
            own.push(name);
        }
        for (name, listed) in lists(origin) {
            data.raw(name, &listed);
            own.push(name);
        }
        if !skip.is_empty() {
            data.raw("skip", &json::ranges(skip.iter().map(|zone| self.places(zone.start(), zone.end()))));
            own.push("skip");
        }
        if !across.is_empty() {
            data.list("links", across);
            own.push("links");
        }
        for (name, value) in kept.data.iter() {
            // A member that another program had under one of these names stays beside ours.
            let mut free = name.to_owned();
            while own.contains(&free.as_str()) || (free != name && kept.data.has(&free)) {
                free.insert_str(0, "original_");
            }
            data.raw(&free, value.get());
        }
        data
    }

    fn places(&self, start: usize, end: usize) -> (usize, usize) {
        (self.units.at(start), self.units.at(end))
    }

    /// Writes a mark: its region, and a result for each thing that is said of it.
    fn region(&mut self, mark: &Mark, mut kept: KeptRegion<'_>, group: &mut Group, key: &str) {
        let object = kept.to_name.as_deref().unwrap_or("text");
        let control = kept.from_name.as_deref().unwrap_or("label");
        self.config.note(self.export.project, mark, control, object, key);
        let bytes = mark.at.start()..mark.at.end();
        let (start, end) = self.places(bytes.start, bytes.end);
        let mut place = Object::default();
        place.raw("start", &start.to_string());
        place.raw("end", &end.to_string());
        let head = |name: &str, kind: &str| {
            let mut head = Object::default();
            head.text("id", &mark.id.to_string());
            head.text("from_name", name);
            head.text("to_name", object);
            head.text("type", kind);
            head
        };
        let mut value = place.clone();
        value.text("text", self.article.text.slice(bytes));
        value.raw("labels", &json::quoted_list([mark.label().name()]));
        kept.value.iter().for_each(|(name, raw)| value.raw(name, raw.get()));
        let mut region = head(control, "labels");
        region.object("value", value);
        if let Some(score) = mark.score.filter(|score| score.is_finite()) {
            region.raw("score", &serde_json::Value::from(score).to_string());
        }
        region.object("meta", self.meta(mark, group, &kept));
        kept.region.iter().for_each(|(name, raw)| region.raw(name, raw.get()));
        group.results.push(region.finish());
        for (name, values) in said(self.export, mark) {
            let is_choice = !values.is_empty() && (CLOSED.contains(&name) || ["tags", "discuss"].contains(&name));
            let rest = kept.fields.remove(name).unwrap_or_default();
            let mut value = place.clone();
            value.raw(if is_choice { "choices" } else { "text" }, &json::quoted_list(values.iter().map(String::as_str)));
            let more = rest.get("value").and_then(Members::of).unwrap_or_default();
            more.iter().for_each(|(name, raw)| value.raw(name, raw.get()));
            let mut result = head(name, if is_choice { "choices" } else { "textarea" });
            result.object("value", value);
            rest.iter().filter(|(name, _)| *name != "value").for_each(|(name, raw)| result.raw(name, raw.get()));
            group.results.push(result.finish());
        }
        for other in &kept.results {
            let mut result = Object::default();
            result.text("id", &mark.id.to_string());
            other.iter().for_each(|(name, raw)| result.raw(name, raw.get()));
            group.results.push(result.finish());
        }
    }

    /// Puts the links into their groups; those between two groups are returned.
    fn links(&mut self, groups: &mut Groups, homes: &HashMap<MarkId, usize>) -> Vec<String> {
        let mut places: HashMap<(MarkId, MarkId), usize> = HashMap::new();
        let mut across = Vec::new();
        for (from, link, to) in self.export.links(self.article) {
            let (Some(home), Some(other)) = (homes.get(&from.id), homes.get(&to.id)) else { continue };
            self.config.note_link(link);
            let more = self.more(link);
            if home != other {
                let mut tie = Object::default();
                tie.text("kind", link.kind.name());
                tie.text("from", &from.id.to_string());
                tie.text("to", &to.id.to_string());
                Members::of_text(&more).iter().for_each(|(name, raw)| tie.raw(name, raw.get()));
                across.push(tie.finish());
            } else if let Some(group) = groups.all.get_mut(*home) {
                let place = *places.entry((from.id, to.id)).or_insert(group.relations.len());
                match group.relations.get_mut(place) {
                    Some(relation) => {
                        relation.kinds.push(link.kind.clone());
                        relation.more.push(more);
                    }
                    None => group.relations.push(Relation { from: from.id, to: to.id, kinds: vec![link.kind.clone()], more: vec![more] }),
                }
            }
        }
        across
    }

    /// What a link says beside its kind.
    fn more(&self, link: &Link) -> String {
        let mut more = Object::default();
        if !link.cue.is_empty() {
            more.raw("cue", &json::ranges(link.cue.iter().map(|range| self.places(range.start(), range.end()))));
        }
        if link.auto {
            more.raw("auto", "true");
        }
        more.finish()
    }

    /// The fragments of a mark, if it has several; who made it and when, where its group does not say the same; and what was kept.
    fn meta(&self, mark: &Mark, group: &Group, kept: &KeptRegion<'_>) -> Object {
        let mut meta = Object::default();
        if mark.at.count() > 1 {
            meta.raw("fragments", &json::ranges(mark.at.iter().map(|range| self.places(range.start(), range.end()))));
        }
        if *mark.by != *group.by {
            meta.text("by", &mark.by);
        }
        if mark.on != group.on {
            meta.raw("on", &mark.on.map_or_else(|| "null".to_owned(), |on| json::quoted(&on.to_string())));
        }
        kept.meta.iter().for_each(|(name, raw)| meta.raw(name, raw.get()));
        meta
    }
}

/// What is said of a mark beside its label: the control and the words.
fn said(export: &Export<'_>, mark: &Mark) -> Vec<(&'static str, Vec<String>)> {
    let split = |name, value: String| if name == "kinds" { value.split(',').map(str::to_owned).collect() } else { vec![value] };
    let mut all: Vec<_> = attributes(export.project, mark).into_iter().map(|(name, value)| (name, split(name, value))).collect();
    if !mark.tags.is_empty() {
        all.push(("tags", mark.tags.iter().map(ToString::to_string).collect()));
    }
    if mark.discuss {
        all.push(("discuss", vec![YES.to_owned()]));
    }
    if !mark.note.is_empty() {
        all.push(("note", vec![mark.note.clone()]));
    }
    all
}
