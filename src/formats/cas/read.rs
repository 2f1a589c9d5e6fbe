//! From a CAS to a document: marks, links, and what is kept.

use super::characters::restored;
use super::held::{Held, Thing};
use super::model::{Cas, Features, INITIAL, Sofa, Structure, Types, Value};
use super::roles::{CONTROLS, DEPENDENT, DOCUMENT_ID, DOCUMENT_TITLE, GOVERNOR, LINK, MARK_ID, NOTE, Role, TOKEN, fields, is_plain, label_feature, role};
use super::sentences::segments;
use super::types::needed;
use crate::article::Origin;
use crate::formats::jsonl_lines::{Sure, counted};
use crate::formats::pieces::{joined, listed};
use crate::formats::record::{Document, Reading, Span, Tie};
use crate::project::{ArticleId, BaseLink, Label, LinkKind, Word};
use crate::text::{Text, Unit, Units};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// Most different names of features in one file.
const MOST_NAMES: usize = 10_000;
/// Most bytes of a mark's id that a file may give.
const MOST_ID: usize = 64;

/// Reads what a file says, which is one document.
pub(in crate::formats) fn read(cas: Cas, file: &str, format: &'static str, reading: &mut Reading<'_>) {
    let Cas { sofas, members, structures, types } = cas;
    let names: HashSet<&str> = structures.iter().flat_map(|structure| &structure.features).map(|(name, _)| name.as_str()).collect();
    if names.len() > MOST_NAMES {
        return reading.refuse(file, 0, format!("it has more than {MOST_NAMES} different features"));
    }
    let views: HashSet<u64> = sofas.iter().map(|sofa| sofa.id).collect();
    let Some(sofa) = initial(sofas, file, reading) else { return };
    let structures = of_view(structures, &sofa, &views, file, reading);
    let members = members.get(&sofa.id);
    let roles: Vec<Role> = structures.iter().map(|structure| role(structure, members.is_none_or(|members| members.contains(&structure.id)))).collect();
    for structure in structures.iter().filter(|structure| structure.at.is_some() && members.is_some_and(|members| !members.contains(&structure.id))) {
        reading.repair(file, structure.line, format!("{} {} is in no view: it is kept, but no mark", structure.short_kind(), structure.id));
    }
    let places = structures.iter().enumerate().map(|(place, structure)| (structure.id, place)).collect();
    let name = file.rsplit_once('/').map_or(file, |(_, name)| name).to_owned();
    let document = Document {
        file: file.to_owned(),
        origin: Origin { file: name, ..Origin::default() },
        text: sofa.text.unwrap_or_default(),
        unit: Some(Unit::Utf16),
        ..Document::default()
    };
    let mut sheet = Sheet { structures: &structures, roles: &roles, places, types: &types, names: HashMap::new(), gone: HashSet::new(), document, format };
    sheet.restore(reading);
    sheet.documents();
    sheet.name_marks();
    let links = sheet.links(reading);
    sheet.slots();
    sheet.marks(links);
    sheet.others(members);
    sheet.tell(reading);
    let (spans, ties) = joined(sheet.document.spans, sheet.document.ties);
    let sure = if sheet.document.id.parse::<ArticleId>().is_ok() { Sure::Yes } else { Sure::Mostly };
    if counted(&sheet.document.text, &spans, Unit::Utf16, sure).0 != Unit::Utf16 {
        let why = "its places are UTF-16 code units, as UIMA has them, and no words prove them; as code points they would all begin and end with words";
        reading.repair(file, 0, why);
    }
    reading.take(Document { spans, ties, ..sheet.document });
}

/// The text that is read.
fn initial(sofas: Vec<Sofa>, file: &str, reading: &mut Reading<'_>) -> Option<Sofa> {
    let named = sofas.iter().position(|sofa| sofa.name == INITIAL).or((sofas.len() == 1).then_some(0));
    let Some(named) = named else {
        reading.refuse(file, 0, if sofas.is_empty() { "it has no text: a CAS has it in a `Sofa`" } else { "it has several views, and none is `_InitialView`" });
        return None;
    };
    let mut found = None;
    for (place, sofa) in sofas.into_iter().enumerate() {
        if place == named {
            found = Some(sofa);
        } else {
            reading.refuse(file, sofa.line, format!("its view {} is not taken: only `{INITIAL}` is", listed(std::iter::once(sofa.name.as_str()))));
        }
    }
    if let Some(sofa) = found.as_ref().filter(|sofa| sofa.text.is_none()) {
        reading.refuse(file, sofa.line, "its text is not in the file");
        return None;
    }
    found
}

/// The structures that are about the text or about nothing, each with an id of its own.
fn of_view(structures: Vec<Structure>, sofa: &Sofa, sofas: &HashSet<u64>, file: &str, reading: &mut Reading<'_>) -> Vec<Structure> {
    let mut first: HashMap<u64, usize> = HashMap::from([(sofa.id, sofa.line)]);
    let mut of_view = Vec::with_capacity(structures.len());
    for structure in structures {
        if let Some(before) = first.get(&structure.id) {
            reading.refuse(file, structure.line, format!("the id {} was taken before, in line {before}", structure.id));
            continue;
        }
        first.insert(structure.id, structure.line);
        if structure.sofa.is_none_or(|own| own == sofa.id) {
            of_view.push(structure);
        } else if structure.at.is_some() && structure.sofa.is_some_and(|own| !sofas.contains(&own)) {
            reading.refuse(file, structure.line, format!("{} {} is about a text that is not in the file", structure.short_kind(), structure.id));
        }
    }
    of_view
}

/// What is gathered of one file.
struct Sheet<'s> {
    structures: &'s [Structure],
    roles: &'s [Role],
    places: HashMap<u64, usize>,
    types: &'s Types,
    /// What each mark is called in the document, by its id in the file.
    names: HashMap<u64, String>,
    /// Fillers of link features that became links.
    gone: HashSet<u64>,
    document: Document,
    format: &'static str,
}

impl<'s> Sheet<'s> {
    fn all(&self, wanted: Role) -> impl Iterator<Item = &'s Structure> + use<'s> {
        self.structures.iter().zip(self.roles).filter(move |(_, role)| **role == wanted).map(|(structure, _)| structure)
    }

    /// A structure that is this to us.
    fn find(&self, id: u64, wanted: Role) -> Option<&'s Structure> {
        let place = *self.places.get(&id)?;
        self.structures.get(place).filter(|_| self.roles.get(place) == Some(&wanted))
    }

    /// Puts characters back into the text that XML could not hold.
    fn restore(&mut self, reading: &mut Reading<'_>) {
        let said = self.all(Role::Characters).find_map(|structure| Some((structure.line, structure.text(CONTROLS)?)));
        let Some((line, controls)) = said else { return };
        let (text, wrong) = restored(&self.document.text, controls);
        self.document.text = text;
        if wrong > 0 {
            let why = format!("{wrong} of the control characters that it names are not where it says; they stay U+FFFD");
            reading.repair(&self.document.file, line, why);
        }
    }

    /// What is said of the document.
    fn documents(&mut self) {
        let (mut kept, mut seen) = (Features::new(), HashSet::new());
        for (name, value) in self.all(Role::Document).flat_map(|structure| &structure.features) {
            match (name.as_str(), value) {
                (DOCUMENT_ID, Value::Text(id)) => self.document.id.clone_from(id),
                (DOCUMENT_TITLE, Value::Text(title)) => self.document.title.clone_from(title),
                _ if seen.insert(name.as_str()) => kept.push((name.clone(), value.clone())),
                _ => {}
            }
        }
        if !kept.is_empty() {
            self.document.kept.push(Held::Document(kept).kept(self.format));
        }
    }

    /// Marks have the id that we gave them, else their number.
    fn name_marks(&mut self) {
        let mut taken = HashSet::new();
        for mark in self.all(Role::Mark) {
            let is_name = |id: &&str| id.len() <= MOST_ID && !id.bytes().all(|byte| byte.is_ascii_digit());
            let name = mark.text(MARK_ID).filter(is_name).filter(|id| taken.insert(*id)).map_or_else(|| mark.id.to_string(), str::to_owned);
            self.names.insert(mark.id, name);
        }
    }

    fn name(&self, id: u64) -> String {
        self.names.get(&id).cloned().unwrap_or_else(|| id.to_string())
    }

    /// A structure's label and the feature that says it, which may be none.
    fn label(&self, structure: &'s Structure) -> (&'s str, &'s str) {
        let feature = label_feature(structure, self.types).unwrap_or_default();
        (structure.text(feature).unwrap_or_else(|| structure.short_kind()), feature)
    }

    /// Links of their own; what is to be kept of them, by the mark that they begin at.
    fn links(&mut self, reading: &mut Reading<'_>) -> BTreeMap<u64, Vec<Thing>> {
        let mut kept: BTreeMap<u64, Vec<Thing>> = BTreeMap::new();
        for link in self.all(Role::Link) {
            let (kind, feature) = self.label(link);
            let (Some(from), Some(to)) = (link.end(GOVERNOR), link.end(DEPENDENT)) else {
                let missing = if link.end(GOVERNOR).is_none() { GOVERNOR } else { DEPENDENT };
                reading.refuse(&self.document.file, link.line, format!("the link {} says by no `{missing}` what it links", link.id));
                continue;
            };
            let is_plain = link.kind == LINK && link.features.iter().all(|(name, _)| [GOVERNOR, DEPENDENT, feature].contains(&name.as_str()));
            if !is_plain && self.names.contains_key(&from) {
                kept.entry(from).or_default().push(Thing::of(link, feature, link.features.clone()));
            }
            let tie = Tie { line: link.line, kind: kind.to_owned(), from: self.name(from), to: self.name(to), ..Tie::default() };
            self.document.ties.push(tie);
        }
        kept
    }

    /// Links that are fillers of a mark's link features: those of one of our kinds that may be between its ends.
    fn slots(&mut self) {
        let mut ties = Vec::new();
        let mut seen = HashSet::new();
        for mark in self.all(Role::Mark) {
            let ids: Vec<u64> = mark.features.iter().flat_map(|(_, value)| self.fillers(value, &mut seen)).collect();
            for id in ids {
                let Some(slot) = self.find(id, Role::Slot) else { continue };
                let kind = slot.text("role").and_then(BaseLink::typed).map(LinkKind::Base);
                let target = slot.end("target").and_then(|target| self.find(target, Role::Mark));
                let Some((kind, target)) = kind.zip(target) else { continue };
                let fits = kind.allows(&Label::named(self.label(mark).0), &Label::named(self.label(target).0)) && mark.id != target.id;
                if fits && self.gone.insert(id) {
                    ties.push(Tie { line: slot.line, kind: kind.name().to_owned(), from: self.name(mark.id), to: self.name(target.id), ..Tie::default() });
                }
            }
        }
        self.document.ties.extend(ties);
    }

    /// The ids that a feature may have as fillers: what it refers to, and what lists refer to that it refers to. A list is one feature's.
    fn fillers(&self, value: &Value, seen: &mut HashSet<u64>) -> Vec<u64> {
        let mut ids = value.ids().unwrap_or_default();
        let is_list = |list: &&Structure| list.kind.ends_with("[]") || list.kind == "uima.cas.FSArray";
        let lists: Vec<&Structure> = ids.iter().filter_map(|id| self.find(*id, Role::Other)).filter(is_list).filter(|list| seen.insert(list.id)).collect();
        ids.extend(lists.into_iter().flat_map(|list| &list.features).filter_map(|(_, value)| value.ids()).flatten());
        ids
    }

    fn marks(&mut self, mut links: BTreeMap<u64, Vec<Thing>>) {
        let mut needed: HashSet<u64> = links.values().flatten().flat_map(|link| &link.features).filter_map(|(_, value)| value.ids()).flatten().collect();
        let things: Vec<(&Structure, bool, Thing)> = self.all(Role::Mark).map(|mark| (mark, self.is_plain(mark), self.thing(mark))).collect();
        let others = self.all(Role::Other).chain(self.all(Role::Slot)).flat_map(|other| &other.features);
        let kept = things.iter().filter(|(_, is_plain, _)| !is_plain).flat_map(|(.., thing)| &thing.features);
        needed.extend(others.chain(kept).filter_map(|(_, value)| value.ids()).flatten());
        for (mark, is_plain, thing) in things {
            let mut span = self.span(mark);
            let links = links.remove(&mark.id).unwrap_or_default();
            if !is_plain || needed.contains(&mark.id) {
                span.kept.push(Held::Span(thing).kept(self.format));
            }
            span.kept.extend(links.into_iter().map(|link| Held::Link(link).kept(self.format)));
            self.document.spans.push(span);
        }
    }

    /// Whether nothing of a mark has to be kept.
    fn is_plain(&self, mark: &'s Structure) -> bool {
        is_plain(&mark.kind, &mark.features, self.label(mark).1)
    }

    /// A mark as it is kept: without its own id, and without what became links.
    fn thing(&self, mark: &'s Structure) -> Thing {
        let features = mark.features.iter().filter(|(name, _)| name != MARK_ID);
        let features = features.filter_map(|(name, value)| Some((name.clone(), value.without(&self.gone)?))).collect();
        Thing::of(mark, self.label(mark).1, features)
    }

    fn span(&self, mark: &'s Structure) -> Span {
        let (label, _) = self.label(mark);
        let fields = fields(&Label::named(label));
        let attributes = fields.iter().filter_map(|(field, feature)| Some(((*field).to_owned(), mark.text(feature)?.to_owned()))).collect();
        Span {
            line: mark.line,
            id: self.name(mark.id),
            label: label.to_owned(),
            at: mark.at.into_iter().collect(),
            attributes,
            note: mark.text(NOTE).unwrap_or_default().to_owned(),
            ..Span::default()
        }
    }

    /// Everything else that is not made anew, and the types of all that is kept.
    fn others(&mut self, members: Option<&HashSet<u64>>) {
        let mut kinds: BTreeSet<&str> = self.all(Role::Mark).filter(|mark| !self.is_plain(mark)).map(|mark| mark.kind.as_str()).collect();
        kinds.extend(self.all(Role::Link).map(|link| link.kind.as_str()));
        let mut kept = Vec::new();
        for (other, role) in self.structures.iter().zip(self.roles) {
            if !matches!(role, Role::Other | Role::Slot) || self.gone.contains(&other.id) {
                continue;
            }
            kinds.insert(other.kind.as_str());
            let place = other.at.map(|(begin, end)| [("begin", begin), ("end", end)]).into_iter().flatten();
            let place = place.map(|(name, place)| (name.to_owned(), Value::Json(place.to_string())));
            let features = other.features.iter().filter_map(|(name, value)| Some((name.clone(), value.without(&self.gone)?)));
            let thing = Thing::of(other, "", place.chain(features).collect());
            let is_indexed = members.is_none_or(|members| members.contains(&other.id));
            kept.push(Held::Structure(Thing { is_indexed, ..thing }).kept(self.format));
        }
        let types = needed(self.types, kinds.into_iter());
        if !types.is_empty() {
            kept.push(Held::Types(types).kept(self.format));
        }
        self.document.kept.extend(kept);
    }

    /// Says what is made anew or left out.
    fn tell(&self, reading: &mut Reading<'_>) {
        let grammar: Vec<&str> = self.all(Role::Grammar).map(Structure::short_kind).collect();
        if !grammar.is_empty() {
            let names: BTreeSet<&str> = grammar.iter().copied().collect();
            let why = format!("its {} annotations of grammar and tags are not taken: {}", grammar.len(), listed(names.into_iter()));
            reading.repair(&self.document.file, 0, why);
        }
        let theirs: BTreeSet<(bool, (usize, usize))> = self.all(Role::Word).filter_map(|word| Some((word.kind == TOKEN, word.at?))).collect();
        if theirs.is_empty() {
            return;
        }
        let text = Text::new(self.document.text.as_str());
        let units = Units::of(text.as_str(), Unit::Utf16);
        let (words, sentences) = segments(&text);
        let place = |(start, end): (usize, usize)| (units.at(start), units.at(end));
        let ours = words.into_iter().map(|word| (true, place(word))).chain(sentences.into_iter().map(|sentence| (false, place(sentence))));
        if ours.collect::<BTreeSet<_>>() != theirs {
            reading.repair(&self.document.file, 0, "its words and sentences are not taken: others are made from the text when it is written");
        }
    }
}
