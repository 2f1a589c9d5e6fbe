//! Writes one page of annotations, one on a line.

use super::super::jsonl_lines::{Object, quoted};
use super::super::origin::lists;
use super::super::{Export, Output, attributes};
use super::annotation::{Said, annotation};
use super::slots::{Room, Slots, Spelt};
use super::{FILE, URN, text_file};
use crate::project::{Article, ArticleId, Kept, Link, Mark, MarkId, MarkState, Word};
use crate::text::{TextRange, grapheme_ceil, grapheme_floor};
use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::sync::Arc;

/// The page up to its articles: what our own names are, so that nothing has to be fetched for it. Values that are lists in lists, or whose order
/// counts, are JSON for programs that read graphs.
const HEAD: &str = r#"{"@context":["http://www.w3.org/ns/anno.jsonld",{"@version":1.1,"factmark":"urn:factmark:terms:",
"factmark:articles":{"@id":"factmark:articles","@container":"@list"},
"factmark:attributes":{"@id":"factmark:attributes","@type":"@json"},
"factmark:blocks":{"@id":"factmark:blocks","@type":"@json"},
"factmark:cue":{"@id":"factmark:cue","@type":"@json"},
"factmark:decided":{"@id":"factmark:decided","@type":"@json"},
"factmark:kept":{"@id":"factmark:kept","@type":"@json"},
"factmark:of":{"@id":"factmark:of","@type":"@json"},
"factmark:origin":{"@id":"factmark:origin","@type":"@json"},
"factmark:skip":{"@id":"factmark:skip","@type":"@json"},
"factmark:tags":{"@id":"factmark:tags","@container":"@list"}}],
"id":"urn:factmark:page","type":"AnnotationPage",
"factmark:articles":["#;
/// Code points that are written of what stands before and after a quote.
const AROUND: usize = 32;

/// A link with its ends.
type Joint<'p> = (&'p Arc<Mark>, &'p Link, &'p Arc<Mark>);

/// Writes a project.
pub(super) fn page(export: &Export<'_>, out: &mut dyn Output) -> io::Result<()> {
    let names = Names::of(export);
    out.begin(FILE)?;
    out.put(HEAD.as_bytes())?;
    let mut lines = Lines { out, is_first: true };
    for (article, _) in &export.articles {
        lines.put(article_node(article, &names))?;
    }
    lines.out.put(b"\n],\n\"items\":[")?;
    lines.is_first = true;
    let mut across = Vec::new();
    for (article, _) in &export.articles {
        for mark in export.marks(article) {
            lines.put(mark_node(export, article, mark, &names))?;
        }
        let (inside, others): (Vec<Joint<'_>>, Vec<Joint<'_>>) = export.links(article).into_iter().partition(|(from, _, to)| from.article == to.article);
        for node in link_nodes(article, &inside, &names, "") {
            lines.put(node)?;
        }
        for item in items(article, &names) {
            lines.put(item)?;
        }
        across.extend(link_nodes(article, &others, &names, "across-"));
    }
    lines.out.put(b"\n],\n\"factmark:across\":[")?;
    lines.is_first = true;
    for node in across {
        lines.put(node)?;
    }
    lines.out.put(b"\n]}\n")?;
    for (article, _) in &export.articles {
        out.begin(&text_file(&article.id.to_string()))?;
        out.put(article.text.as_str().as_bytes())?;
    }
    Ok(())
}

/// Values of a list, one on a line.
struct Lines<'o> {
    out: &'o mut dyn Output,
    is_first: bool,
}

impl Lines<'_> {
    fn put(&mut self, value: String) -> io::Result<()> {
        let between: &[u8] = if self.is_first { b"\n" } else { b",\n" };
        self.is_first = false;
        self.out.put(between)?;
        // What is legal in a string of JSON and ends a line elsewhere.
        let has_break = value.contains(['\u{85}', '\u{2028}', '\u{2029}']);
        let value = if has_break { value.replace('\u{85}', "\\u0085").replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029") } else { value };
        self.out.put(value.as_bytes())
    }
}

/// The IRIs of articles and marks: those that they had, else ours.
struct Names {
    articles: BTreeMap<ArticleId, String>,
    marks: BTreeMap<MarkId, String>,
}

impl Names {
    fn of(export: &Export<'_>) -> Self {
        let mut taken = BTreeSet::new();
        let mut name = |own: String, kept: &[Kept]| {
            let had = Slots::of(kept, Room::default()).id.filter(|iri| taken.insert((*iri).to_owned()));
            had.map_or_else(|| format!("{URN}{own}"), ToOwned::to_owned)
        };
        let articles = export.articles.iter().map(|(article, _)| (article.id, name(article.id.to_string(), &article.kept))).collect();
        let all = export.articles.iter().flat_map(|(article, _)| export.marks(article));
        let marks = all.map(|mark| (mark.id, name(mark.id.to_string(), &mark.kept))).collect();
        Self { articles, marks }
    }

    fn article(&self, id: ArticleId) -> &str {
        self.articles.get(&id).map_or("", String::as_str)
    }

    fn mark(&self, id: MarkId) -> &str {
        self.marks.get(&id).map_or("", String::as_str)
    }
}

fn article_node(article: &Article, names: &Names) -> String {
    let iri = names.article(article.id);
    let slots = Slots::of(&article.kept, Room::default());
    let mut node = Object::new();
    node.string("id", iri);
    node.string("type", "Text");
    node.string("format", "text/plain");
    node.string("factmark:title", &article.title);
    let origin = &article.origin;
    let mut object = Object::new();
    for (name, words) in origin.words() {
        said(&mut object, name, words);
    }
    for (name, listed) in lists(origin) {
        object.raw(name, &listed);
    }
    for (name, is_so) in [("bom", origin.bom), ("crlf", origin.crlf)] {
        flag(&mut object, name, is_so);
    }
    node.raw("factmark:origin", &object.end());
    node.string("factmark:state", article.state.name());
    let blocks = article.blocks.iter().map(|(number, block)| format!("[{number},{}]", quoted(block.name())));
    listed(&mut node, "factmark:blocks", blocks.collect());
    let points = article.text.code_points();
    listed(&mut node, "factmark:skip", article.skip.iter().map(|zone| pair(points.of(*zone))).collect());
    if !iri.starts_with(URN) {
        node.string("factmark:article", &article.id.to_string());
    }
    // A member that is ours, or that the node has already, would be there twice.
    let (members, others): (Spelt, Spelt) = slots.members.into_iter().partition(|(name, _)| name != "format");
    node.members(&members);
    let mut rest: Vec<Kept> = others.into_iter().map(|(name, value)| entry(format!("{}:{value}", quoted(&name)))).collect();
    let is_named = slots.id == Some(iri);
    rest.extend(slots.id.filter(|_| !is_named).map(|id| entry(format!("id {id}"))));
    let written: BTreeSet<String> = items(article, names).into_iter().collect();
    rest.extend(slots.items.into_iter().filter(|item| !written.contains(&one_line(item))).map(|item| entry(format!("item {item}"))));
    rest.extend(slots.bodies.into_iter().map(|body| entry(format!("body {body}"))));
    rest.extend(Some(slots.label).filter(|label| !label.is_empty()).map(|label| entry(format!("label {}", object_of(&label)))));
    rest.extend(slots.rest.into_iter().cloned());
    kept_list(&mut node, &rest);
    node.end()
}

fn one_line(words: &str) -> String {
    words.replace(['\n', '\r'], " ")
}

fn entry(text: String) -> Kept {
    Kept { format: super::NAME.into(), text }
}

fn object_of(members: &Spelt) -> String {
    let mut object = Object::new();
    object.members(members);
    object.end()
}

/// Annotations of the text as a whole that were kept and still are about it.
fn items(article: &Article, names: &Names) -> Vec<String> {
    let items = Slots::of(&article.kept, Room::default()).items.into_iter();
    let is_about = |item: &&str| {
        let raw: Option<&serde_json::value::RawValue> = serde_json::from_str(item).ok();
        let said = raw.and_then(|raw| annotation(raw, &mut Vec::new()).ok());
        matches!(said, Some(Said::Whole(about)) if about == names.article(article.id))
    };
    items.filter(is_about).map(one_line).collect()
}

fn mark_node(export: &Export<'_>, article: &Article, mark: &Mark, names: &Names) -> String {
    let iri = names.mark(mark.id);
    let room = Room { note: !mark.note.is_empty(), by: !mark.by.is_empty(), on: mark.on.is_some(), ranges: mark.at.count() };
    let mut slots = Slots::of(&mark.kept, room);
    let mut node = Object::new();
    node.string("id", iri);
    node.string("type", "Annotation");
    if !slots.members.iter().any(|(name, _)| name == "motivation") {
        node.string("motivation", "tagging");
    }
    if !mark.by.is_empty() {
        node.raw("creator", &usual(&[("type", "Person"), ("name", &mark.by)], &slots.creator));
    }
    said(&mut node, "created", &mark.on.map(|on| on.to_string()).unwrap_or_default());
    let mut bodies = vec![usual(&[("type", "TextualBody"), ("purpose", "tagging"), ("value", mark.label().name())], &slots.label)];
    if !mark.note.is_empty() {
        bodies.push(usual(&[("type", "TextualBody"), ("purpose", "commenting"), ("value", &mark.note)], &slots.note));
    }
    bodies.append(&mut slots.bodies);
    node.list("body", &bodies);
    let targets: Vec<String> = mark.at.iter().enumerate().map(|(number, range)| target(article, number, range, names, &slots)).collect();
    match targets.as_slice() {
        [one] => node.raw("target", one),
        several => node.list("target", several),
    }
    let mut object = Object::new();
    attributes(export.project, mark).into_iter().for_each(|(name, value)| object.string(name, &value));
    let all = object.end();
    if all != "{}" {
        node.raw("factmark:attributes", &all);
    }
    listed(&mut node, "factmark:tags", mark.tags.iter().map(|tag| quoted(tag)).collect());
    flag(&mut node, "factmark:discuss", mark.discuss);
    if mark.state != MarkState::Accepted {
        node.string("factmark:state", mark.state.name());
    }
    if let Some(score) = mark.score.filter(|score| score.is_finite()) {
        node.raw("factmark:score", &format!("{score:?}"));
    }
    if let Some(decided) = &mark.decided {
        let mut object = Object::new();
        said(&mut object, "by", &decided.by);
        said(&mut object, "on", &decided.on.map(|on| on.to_string()).unwrap_or_default());
        said(&mut object, "why", &decided.why);
        node.raw("factmark:decided", &object.end());
    }
    listed(&mut node, "factmark:of", mark.of.iter().map(|(whose, id)| format!("[{},{}]", quoted(whose), quoted(&id.to_string()))).collect());
    if !iri.starts_with(URN) {
        node.string("factmark:mark", &mark.id.to_string());
    }
    node.members(&slots.members);
    let mut rest: Vec<Kept> = slots.id.filter(|id| *id != iri).map(|id| entry(format!("id {id}"))).into_iter().collect();
    rest.extend(slots.items.into_iter().map(|item| entry(format!("item {item}"))));
    rest.extend(slots.rest.into_iter().cloned());
    kept_list(&mut node, &rest);
    node.end()
}

/// An object with what it usually says; what was kept of it goes before that.
fn usual(members: &[(&str, &str)], kept: &Spelt) -> String {
    let mut object = Object::new();
    let is_kept = |name: &str| kept.iter().any(|(other, _)| other == name);
    members.iter().filter(|(name, _)| !is_kept(name)).for_each(|(name, words)| object.string(name, words));
    object.members(kept);
    object.end()
}

fn target(article: &Article, number: usize, range: TextRange, names: &Names, slots: &Slots<'_>) -> String {
    let points = article.text.code_points().of(range);
    let (before, after) = around(article.text.as_str(), range);
    let mut place = Object::new();
    place.string("type", "TextPositionSelector");
    place.number("start", points.start);
    place.number("end", points.end);
    let mut quote = Object::new();
    for (name, words) in [("type", "TextQuoteSelector"), ("exact", range.of(&article.text)), ("prefix", before), ("suffix", after)] {
        quote.string(name, words);
    }
    let mut selectors = vec![place.end(), quote.end()];
    selectors.extend(slots.selectors.get(&number).into_iter().flatten().cloned());
    let mut target = Object::new();
    target.string("source", names.article(article.id));
    target.list("selector", &selectors);
    target.members(slots.targets.get(&number).map(Vec::as_slice).unwrap_or_default());
    target.end()
}

/// What stands before and after a range, cut where no character is.
fn around(text: &str, range: TextRange) -> (&str, &str) {
    let (before, after) = (text.get(..range.start()).unwrap_or_default(), text.get(range.end()..).unwrap_or_default());
    let start = before.char_indices().rev().take(AROUND).last().map_or(range.start(), |(at, _)| at);
    let end = after.char_indices().nth(AROUND).map_or(text.len(), |(at, _)| range.end() + at);
    let (start, end) = (grapheme_ceil(text, start).min(range.start()), grapheme_floor(text, end).max(range.end()));
    (text.get(start..range.start()).unwrap_or_default(), text.get(range.end()..end).unwrap_or_default())
}

fn link_nodes(article: &Article, links: &[Joint<'_>], names: &Names, infix: &str) -> Vec<String> {
    let points = article.text.code_points();
    let mut counts: BTreeMap<MarkId, usize> = BTreeMap::new();
    let node = |(from, link, to): &Joint<'_>| {
        let count = counts.entry(from.id).or_default();
        *count += 1;
        let mut node = Object::new();
        node.string("id", &format!("{URN}{}-{infix}{count}", from.id));
        node.string("type", "Annotation");
        node.string("motivation", "linking");
        let kind = usual(&[("type", "TextualBody"), ("purpose", "tagging"), ("value", link.kind.name())], &Vec::new());
        node.list("body", &[kind, usual(&[("id", names.mark(to.id))], &Vec::new())]);
        node.string("target", names.mark(from.id));
        listed(&mut node, "factmark:cue", link.cue.iter().map(|range| pair(points.of(*range))).collect());
        flag(&mut node, "factmark:auto", link.auto);
        node.end()
    };
    links.iter().map(node).collect()
}

/// A member with words, if there are any.
fn said(object: &mut Object, name: &str, words: &str) {
    if !words.is_empty() {
        object.string(name, words);
    }
}

/// A member that is there if it is so.
fn flag(object: &mut Object, name: &str, is_so: bool) {
    if is_so {
        object.raw(name, "true");
    }
}

/// A list, if there is anything in it.
fn listed(object: &mut Object, name: &str, values: Vec<String>) {
    if !values.is_empty() {
        object.list(name, &values);
    }
}

fn kept_list(node: &mut Object, kept: &[Kept]) {
    let row = |kept: &Kept| usual(&[("format", &kept.format), ("text", &kept.text)], &Vec::new());
    listed(node, "factmark:kept", kept.iter().map(row).collect());
}

fn pair(points: std::ops::Range<usize>) -> String {
    format!("[{},{}]", points.start, points.end)
}
