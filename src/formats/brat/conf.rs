//! `annotation.conf`: what a folder's lines may be called, for brat.

use super::super::Export;
use super::{kept, spell};
use crate::project::{BaseLink, FigureKind, How, Label, LinkKind, Naming, SourceKind, Trend, Voice, Word, Worth};
use std::collections::{BTreeMap, BTreeSet};

/// What the lines of the articles are called, as they were written.
#[derive(Default)]
pub(super) struct Used {
    entities: BTreeSet<String>,
    relations: BTreeSet<String>,
    events: BTreeSet<String>,
    attributes: BTreeSet<String>,
}

impl Used {
    pub(super) fn entity(&mut self, name: &str) {
        note(&mut self.entities, name);
    }

    pub(super) fn relation(&mut self, name: &str) {
        note(&mut self.relations, name);
    }

    pub(super) fn event(&mut self, name: &str) {
        note(&mut self.events, name);
    }

    pub(super) fn attribute(&mut self, name: &str) {
        note(&mut self.attributes, name);
    }
}

/// What brat could not read is not declared.
fn note(names: &mut BTreeSet<String>, name: &str) {
    if !names.contains(name) && name.chars().all(spell::is_of_name) {
        names.insert(name.to_owned());
    }
}

/// The sections in their order, each with lines by the name that they declare.
type Sections = [(&'static str, Vec<(String, String)>); 4];

/// The file: the one that was read with what it lacks, else one with everything there is.
pub(super) fn written(export: &Export<'_>, used: &Used, read: &str) -> String {
    if !read.is_empty() {
        return completed(read, sections(used, &[], &[]));
    }
    let labels: Vec<Label> = export.project.labels().collect();
    let own = export.project.own_link_kinds().map(|own| LinkKind::Own(own.name.clone()));
    let kinds: Vec<LinkKind> = BaseLink::ALL.iter().map(|kind| LinkKind::Base(*kind)).chain(own).collect();
    completed("", sections(used, &labels, &kinds))
}

/// Lines for labels and kinds of links, and for what was used beside them.
fn sections(used: &Used, labels: &[Label], kinds: &[LinkKind]) -> Sections {
    let mut entities: Vec<(String, String)> = labels.iter().map(|label| spell::name(label.name()).into_owned()).map(|name| (name.clone(), name)).collect();
    let mut relations: Vec<(String, String)> = kinds.iter().flat_map(|kind| relation(kind, labels)).collect();
    let mut attributes: Vec<(String, String)> = if labels.is_empty() { Vec::new() } else { fields(&BTreeSet::new()) };
    let declared = |lines: &[(String, String)]| lines.iter().map(|(name, _)| name.clone()).collect::<BTreeSet<String>>();
    let more = |lines: &[(String, String)], used: &BTreeSet<String>| used.difference(&declared(lines)).cloned().collect::<BTreeSet<String>>();
    entities.extend(more(&entities, &used.entities).difference(&used.events).map(|name| (name.clone(), name.clone())));
    let new = more(&relations, &used.relations);
    relations.extend(new.into_iter().map(|name| (name.clone(), format!("{name}\tArg1:<ENTITY>, Arg2:<ENTITY>"))));
    let new = more(&attributes, &used.attributes);
    let known = if labels.is_empty() && !new.is_empty() { fields(&new) } else { Vec::new() };
    let unknown: Vec<String> = new.difference(&declared(&known)).cloned().collect();
    attributes.extend(known);
    attributes.extend(unknown.into_iter().map(|name| (name.clone(), format!("{name}\tArg:<ANY>"))));
    let events = used.events.iter().map(|name| (name.clone(), name.clone())).collect();
    [("[entities]", entities), ("[relations]", relations), ("[events]", events), ("[attributes]", attributes)]
}

/// The lines of a kind of link: one for each pair of labels that it may join.
fn relation(kind: &LinkKind, labels: &[Label]) -> Vec<(String, String)> {
    let name = spell::name(kind.name()).into_owned();
    let line = |from: &str, to: &str| {
        let mutual = if kind.is_mutual() { ", <REL-TYPE>:symmetric" } else { "" };
        (name.clone(), format!("{name}\tArg1:{from}, Arg2:{to}{mutual}"))
    };
    if let LinkKind::Own(_) = kind {
        return vec![line("<ENTITY>", "<ENTITY>")];
    }
    let equal = |label: &Label| kind.allows(label, label);
    // Labels of the project's own are joined to their like only.
    let mut pairs: Vec<(&Label, &Label)> = labels.iter().filter(|label| equal(label)).map(|label| (label, label)).collect();
    for from in &Label::THREE {
        pairs.extend(Label::THREE.iter().filter(|to| *to != from && kind.allows(from, to)).map(|to| (from, to)));
    }
    pairs.into_iter().map(|(from, to)| line(&spell::name(from.name()), &spell::name(to.name()))).collect()
}

/// The lines of our attributes: all, or those that are named.
fn fields(only: &BTreeSet<String>) -> Vec<(String, String)> {
    let mut of: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let mut order: Vec<&str> = Vec::new();
    for label in &Label::THREE {
        for field in kept::fields(label) {
            let labels = of.entry(field).or_default();
            if labels.is_empty() {
                order.push(field);
            }
            labels.push(label.name());
        }
    }
    let is_wanted = |field: &&str| only.is_empty() || only.contains(*field);
    let line = |field: &str| {
        let values = values(field);
        let values = if values.is_empty() { String::new() } else { format!(", Value:{}", values.join("|")) };
        (field.to_owned(), format!("{field}\tArg:{}{values}", of.get(field).map(|labels| labels.join("|")).unwrap_or_default()))
    };
    order.into_iter().filter(is_wanted).map(line).collect()
}

/// The words that a field may have, where they are a closed list.
fn values(field: &str) -> Vec<&'static str> {
    fn names<W: Word>() -> Vec<&'static str> {
        W::ALL.iter().map(|word| word.name()).collect()
    }
    match field {
        "worth" => names::<Worth>(),
        "voice" => names::<Voice>(),
        "naming" => names::<Naming>(),
        "how" => names::<How>(),
        "trend" => names::<Trend>(),
        "kind" => [names::<SourceKind>(), names::<FigureKind>()].concat(),
        _ => Vec::new(),
    }
}

/// A file with the lines that it lacks, each at the end of its section.
fn completed(read: &str, sections: Sections) -> String {
    let declared: BTreeSet<&str> = read.lines().filter_map(|line| line.split([' ', '\t']).find(|word| !word.is_empty())).collect();
    let mut out = read.to_owned();
    for (section, lines) in sections {
        let new: Vec<&str> = lines.iter().filter(|(name, _)| !declared.contains(name.as_str())).map(|(_, line)| line.as_str()).collect();
        let end = end_of(&out, section);
        if new.is_empty() && (end.is_some() || !read.is_empty()) {
            continue;
        }
        let mut lines = if end.is_some() { String::new() } else { format!("{section}\n") };
        new.iter().for_each(|line| lines.extend([*line, "\n"]));
        let end = end.unwrap_or(out.len());
        let before = out.get(..end).is_some_and(|before| !before.is_empty() && !before.ends_with('\n'));
        out.insert_str(end, &if before { format!("\n{lines}") } else { lines });
    }
    out
}

/// Where a section's last line with words ends.
fn end_of(conf: &str, section: &str) -> Option<usize> {
    let (mut at, mut end) = (0, None);
    for line in conf.split_inclusive('\n') {
        at += line.len();
        let words = line.trim();
        if words == section {
            end = Some(at);
        } else if words.starts_with('[') && end.is_some() {
            break;
        } else if !words.is_empty() && end.is_some() {
            end = Some(at);
        }
    }
    end
}
