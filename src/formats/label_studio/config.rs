//! The labelling config: what Label Studio needs to show the tasks, and which member of the data it shows.

use super::KEYS;
use super::fields::{CLOSED, FREE, YES};
use crate::project::{BaseLink, ClaimKind, Colour, FigureKind, How, Label, Link, Mark, Naming, OwnLabel, Project, SourceKind, Trend, Voice, Word, Worth};
use std::collections::{BTreeMap, BTreeSet};

/// What the tasks that were written need.
#[derive(Default)]
pub(super) struct Config {
    labels: BTreeSet<String>,
    kinds: BTreeSet<String>,
    tags: BTreeSet<String>,
    verdicts: BTreeSet<String>,
    /// The controls of labels, each with the object that it is for.
    controls: BTreeSet<(String, String)>,
    /// The objects, each with the member of the data that it shows.
    objects: BTreeMap<String, String>,
}

impl Config {
    /// Notes a region that is written, with its control, its object and the member of the data that has its text.
    pub(super) fn note(&mut self, project: &Project, mark: &Mark, control: &str, object: &str, key: &str) {
        self.labels.insert(mark.label().name().to_owned());
        self.tags.extend(mark.tags.iter().map(ToString::to_string));
        let verdict = mark.check().and_then(|check| project.check(check)).map(|check| check.verdict.to_string());
        self.verdicts.extend(verdict.filter(|verdict| !verdict.is_empty()));
        self.controls.insert((control.to_owned(), object.to_owned()));
        self.objects.entry(object.to_owned()).or_insert_with(|| key.to_owned());
    }

    /// Notes a link that is written.
    pub(super) fn note_link(&mut self, link: &Link) {
        self.kinds.insert(link.kind.name().to_owned());
    }

    /// The config of a project, with what was noted.
    pub(super) fn xml(mut self, project: &Project) -> String {
        if self.controls.is_empty() {
            self.controls.insert(("label".to_owned(), "text".to_owned()));
            self.objects.insert("text".to_owned(), "text".to_owned());
        }
        let mut out = String::from("<View>\n  <Relations>\n");
        self.kinds.extend(project.own_link_kinds().map(|kind| kind.name.to_string()));
        for kind in in_order(BaseLink::ALL.iter().map(|kind| kind.name().to_owned()), std::mem::take(&mut self.kinds)) {
            push(&mut out, 4, "Relation", &[("value", &kind)], "/>");
        }
        out.push_str("  </Relations>\n");
        for (control, object) in &self.controls {
            self.push_labels(&mut out, project, control, object);
        }
        for (object, key) in &self.objects {
            push(&mut out, 2, "Text", &[("name", object), ("value", &format!("${key}"))], "/>");
        }
        let first = self.controls.first().cloned().unwrap_or_default();
        self.push_fields(&mut out, project, &first);
        out.push_str("</View>\n");
        out
    }

    fn push_labels(&self, out: &mut String, project: &Project, control: &str, object: &str) {
        push(out, 2, "Labels", &[("name", control), ("toName", object)], ">");
        let own: BTreeMap<&str, &OwnLabel> = project.own_labels().map(|label| (&*label.name, label)).collect();
        let all = self.labels.iter().cloned().chain(own.keys().map(|name| (*name).to_owned())).collect();
        for name in in_order(Label::THREE.iter().map(|label| label.name().to_owned()), all) {
            let own = own.get(name.as_str());
            let colour = own.and_then(|label| label.colour).map(|colour: Colour| colour.to_string()).unwrap_or_default();
            let key = own.and_then(|label| label.key).filter(|key| KEYS.contains(key)).map(String::from).unwrap_or_default();
            let hint = own.map(|label| label.definition.clone()).unwrap_or_default();
            push(out, 4, "Label", &[("value", &name), ("background", &colour), ("hotkey", &key), ("hint", &hint)], "/>");
        }
        out.push_str("  </Labels>\n");
    }

    fn push_fields(&self, out: &mut String, project: &Project, (control, object): &(String, String)) {
        for field in CLOSED {
            let (labels, words) = self.words(project, field);
            push_choices(out, field, object, (control, labels), field == "kinds", &words);
        }
        for field in FREE {
            let labels = if field == "name" { "Source" } else { "Figure" };
            push_free(out, field, object, (control, labels));
        }
        let tags = project.tags().map(ToString::to_string).chain(self.tags.iter().cloned()).collect();
        push_choices(out, "tags", object, (control, ""), true, &in_order(std::iter::empty(), tags));
        push_choices(out, "discuss", object, (control, ""), false, &[YES.to_owned()]);
        push_free(out, "note", object, (control, ""));
    }

    /// The labels that have a field, and its words.
    fn words(&self, project: &Project, field: &str) -> (&'static str, Vec<String>) {
        match field {
            "worth" => ("Claim", names::<Worth>()),
            "voice" => ("Claim", names::<Voice>()),
            "kinds" => ("Claim", names::<ClaimKind>()),
            "verdict" => ("Claim", in_order(project.scale().iter().map(ToString::to_string), self.verdicts.clone())),
            "naming" => ("Source", names::<Naming>()),
            "how" => ("Figure", names::<How>()),
            "trend" => ("Figure", names::<Trend>()),
            // The one name that two labels have.
            _ => ("Source,Figure", in_order(names::<SourceKind>().into_iter().chain(names::<FigureKind>()), BTreeSet::new())),
        }
    }
}

fn names<W: Word>() -> Vec<String> {
    W::ALL.iter().map(|word| word.name().to_owned()).collect()
}

/// The known words in their order, then the others; each once, and those left out that XML has no way to write.
fn in_order(known: impl Iterator<Item = String>, others: BTreeSet<String>) -> Vec<String> {
    let mut seen = BTreeSet::new();
    known.chain(others).filter(|word| !word.contains(is_unwritable) && seen.insert(word.clone())).collect()
}

fn push_choices(out: &mut String, name: &str, object: &str, of: (&str, &str), is_multiple: bool, words: &[String]) {
    let choice = if is_multiple { "multiple" } else { "single-radio" };
    push(out, 2, "Choices", &field(name, object, of, ("choice", choice)), ">");
    for word in words {
        push(out, 4, "Choice", &[("value", word)], "/>");
    }
    out.push_str("  </Choices>\n");
}

fn push_free(out: &mut String, name: &str, object: &str, of: (&str, &str)) {
    push(out, 2, "TextArea", &field(name, object, of, ("editable", "true")), "/>");
}

/// The attributes of a control that is shown for each region, of some labels or of all.
fn field<'s>(name: &'s str, object: &'s str, (control, labels): (&'s str, &'s str), last: (&'static str, &'s str)) -> [(&'static str, &'s str); 7] {
    let of_label = if labels.is_empty() { "" } else { control };
    let region = ("visibleWhen", "region-selected");
    [("name", name), ("toName", object), ("perRegion", "true"), region, ("whenTagName", of_label), ("whenLabelValue", labels), last]
}

/// Writes a tag with those of its attributes that say something; the first always does.
fn push(out: &mut String, indent: usize, tag: &str, attributes: &[(&str, &str)], end: &str) {
    out.extend(std::iter::repeat_n(' ', indent));
    out.push('<');
    out.push_str(tag);
    for (number, (name, value)) in attributes.iter().enumerate() {
        if number > 0 && value.is_empty() {
            continue;
        }
        out.push(' ');
        out.push_str(name);
        out.push_str("=\"");
        value.chars().for_each(|character| push_escaped(out, character));
        out.push('"');
    }
    out.push_str(end);
    out.push('\n');
}

fn push_escaped(out: &mut String, character: char) {
    match character {
        '&' => out.push_str("&amp;"),
        '<' => out.push_str("&lt;"),
        '>' => out.push_str("&gt;"),
        '"' => out.push_str("&quot;"),
        '\t' => out.push_str("&#9;"),
        '\n' => out.push_str("&#10;"),
        '\r' => out.push_str("&#13;"),
        other if is_unwritable(other) => out.push('\u{fffd}'),
        other => out.push(other),
    }
}

/// Whether XML has no way to write a character.
fn is_unwritable(character: char) -> bool {
    !matches!(character, '\t' | '\n' | '\r') && matches!(character, '\u{0}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}')
}
