//! What was kept of files of Label Studio, taken apart for writing it back. What is no JSON of ours says nothing.

use super::NAME;
use super::json::{self, Members};
use crate::project::{Article, Kept, Mark};
use serde_json::value::RawValue;
use std::collections::{HashMap, HashSet};

/// What was kept of a task.
#[derive(Default)]
pub(super) struct KeptTask<'k> {
    /// The member of its data that had the text, where that was not `text`.
    pub(super) text: Option<String>,
    /// Its id.
    pub(super) id: Option<&'k RawValue>,
    /// Other members of it.
    pub(super) task: Unique<'k>,
    /// Members of its data.
    pub(super) data: Unique<'k>,
    /// What its annotations said beside their results.
    pub(super) annotations: Heads<'k>,
    /// What its predictions said beside their results.
    pub(super) predictions: Heads<'k>,
    /// Results that are about no region: the keys of their annotation and prediction, and the result.
    pub(super) results: Vec<(Option<String>, Option<String>, &'k RawValue)>,
}

/// What annotations or predictions said beside their results.
#[derive(Default)]
pub(super) struct Heads<'k> {
    /// In their order.
    pub(super) all: Vec<Members<'k>>,
    by_key: HashMap<String, usize>,
}

impl<'k> Heads<'k> {
    fn extend(&mut self, heads: &'k RawValue) {
        for head in json::items(heads).unwrap_or_default().into_iter().filter_map(Members::of) {
            let number = self.all.len();
            if let Some(id) = head.get("id") {
                self.by_key.entry(json::compact(id.get())).or_insert(number);
            }
            self.by_key.entry(json::quoted(&format!("#{number}"))).or_insert(number);
            self.all.push(head);
        }
    }

    /// The number of the one with a key.
    pub(super) fn find(&self, key: Option<&str>) -> Option<usize> {
        self.by_key.get(key?).copied()
    }
}

impl<'k> KeptTask<'k> {
    /// What was kept of the task that an article was.
    pub(super) fn of(article: &'k Article) -> Self {
        let mut task = Self::default();
        for kept in ours(&article.kept) {
            task.text = task.text.or_else(|| kept.get("text").and_then(json::text));
            for (name, value) in named(&kept, "task") {
                if name == "id" {
                    task.id = task.id.or(Some(value));
                } else if !["data", "annotations", "predictions"].contains(&name.as_str()) {
                    task.task.add(&name, value);
                }
            }
            kept.get("data").into_iter().for_each(|data| task.data.add_all(data));
            kept.get("annotations").into_iter().for_each(|heads| task.annotations.extend(heads));
            kept.get("predictions").into_iter().for_each(|heads| task.predictions.extend(heads));
            for result in kept.get("results").and_then(json::items).unwrap_or_default().into_iter().filter_map(Members::of) {
                let key = |name| result.get(name).map(|key| json::compact(key.get()));
                task.results.extend(result.get("result").map(|raw| (key("annotation"), key("prediction"), raw)));
            }
        }
        task
    }
}

/// What was kept of a region.
#[derive(Default)]
pub(super) struct KeptRegion<'k> {
    /// The key of its annotation.
    pub(super) annotation: Option<String>,
    /// The key of its prediction.
    pub(super) prediction: Option<String>,
    /// The control that made it, where that was not `label`.
    pub(super) from_name: Option<String>,
    /// The object that it is about, where that was not `text`.
    pub(super) to_name: Option<String>,
    /// Members of its value.
    pub(super) value: Unique<'k>,
    /// Members of its `meta`.
    pub(super) meta: Unique<'k>,
    /// Its other members.
    pub(super) region: Unique<'k>,
    /// Members of the results that say our fields, by the field.
    pub(super) fields: HashMap<String, Members<'k>>,
    /// Other results about it.
    pub(super) results: Vec<Members<'k>>,
}

impl<'k> KeptRegion<'k> {
    /// What was kept of the region that a mark was.
    pub(super) fn of(mark: &'k Mark) -> Self {
        let mut region = Self::default();
        for kept in ours(&mark.kept) {
            let key = |name| kept.get(name).map(|key: &RawValue| json::compact(key.get()));
            region.annotation = region.annotation.or_else(|| key("annotation"));
            region.prediction = region.prediction.or_else(|| key("prediction"));
            for (name, value) in named(&kept, "region") {
                match name.as_str() {
                    "from_name" => region.from_name = region.from_name.or_else(|| json::text(value)),
                    "to_name" => region.to_name = region.to_name.or_else(|| json::text(value)),
                    "value" => region.value.add_all(value),
                    "meta" => region.meta.add_all(value),
                    _ => region.region.add(&name, value),
                }
            }
            let fields = named(&kept, "fields").into_iter().filter_map(|(name, value)| Some((name, Members::of(value)?)));
            region.fields.extend(fields);
            region.results.extend(kept.get("results").and_then(json::items).unwrap_or_default().into_iter().filter_map(Members::of));
        }
        region
    }
}

fn ours(kept: &[Kept]) -> impl Iterator<Item = Members<'_>> {
    kept.iter().filter(|kept| &*kept.format == NAME).filter_map(|kept| serde_json::from_str(&kept.text).ok())
}

fn named<'k>(kept: &Members<'k>, name: &str) -> Vec<(String, &'k RawValue)> {
    let members = kept.get(name).and_then(Members::of).unwrap_or_default();
    members.iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

/// Members of which none has the name of another: an article may have been a task twice.
#[derive(Default)]
pub(super) struct Unique<'k> {
    members: Vec<(String, &'k RawValue)>,
    names: HashSet<String>,
}

impl<'k> Unique<'k> {
    fn add(&mut self, name: &str, value: &'k RawValue) {
        if self.names.insert(name.to_owned()) {
            self.members.push((name.to_owned(), value));
        }
    }

    fn add_all(&mut self, object: &'k RawValue) {
        Members::of(object).unwrap_or_default().iter().for_each(|(name, value)| self.add(name, value));
    }

    /// All in their order.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, &'k RawValue)> {
        self.members.iter().map(|(name, value)| (name.as_str(), *value))
    }

    /// Whether there is one of a name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.names.contains(name)
    }
}
