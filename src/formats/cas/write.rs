//! From an article with its marks to a CAS.

use super::held::{Held, Thing};
use super::ids::Ids;
use super::model::{Cas, Features, INITIAL, Sofa, Structure, Types, Value};
use super::roles::{DEPENDENT, DOCUMENT_ID, DOCUMENT_TITLE, GOVERNOR, LABEL, LINK, MARK_ID, META, NOTE, SENTENCE, SPAN, TOKEN, fields, is_plain};
use super::sentences::segments;
use super::types::{add, declared, is_reference, needed as needed_types, own};
use crate::formats::pieces::{CONTINUES, Piece, joints, links_inside, pieces};
use crate::formats::{Export, attributes};
use crate::project::{Article, Label, LinkKind, Mark, MarkId};
use crate::text::{Unit, Units};
use std::collections::{BTreeMap, HashSet};

/// An article as a CAS with all the types that it needs.
pub(in crate::formats) fn written<'p>(export: &Export<'p>, article: &'p Article, format: &'static str) -> Cas {
    let marks = export.marks(article);
    let pieces = pieces(&marks);
    let joints = joints(&pieces, &links_inside(export, article));
    let units = Units::of(article.text.as_str(), Unit::Utf16);
    let kept = OfArticle::of(article, format);
    let spans: Vec<Option<Thing>> = pieces.iter().map(|piece| span_of(piece, format)).collect();
    let links = links_of(&joints, &pieces, &spans, format);
    let needed = referred(kept.structures.iter().chain(spans.iter().flatten().filter(|span| !is_ours(span))).chain(links.iter().flatten()));
    let mut ids = Ids::default();
    let structures = kept.structures.into_iter().filter_map(|thing| Some((structure(&thing, &units)?, thing)));
    let structures: Vec<(Structure, Thing)> = structures.filter(|(_, thing)| ids.keep(thing.id)).collect();
    let mut with_id = |thing: Thing| Thing { id: if ids.keep(thing.id) { thing.id } else { 0 }, ..thing };
    // A plain mark of ours had its id for the sake of what referred to it.
    let spans = spans.into_iter().map(|span| Some(with_id(span.filter(|span| !is_ours(span) || needed.contains(&span.id))?))).collect::<Vec<_>>();
    let links: Vec<Option<Thing>> = links.into_iter().map(|link| link.map(&mut with_id)).collect();
    let types = kept.types;
    let sofa = ids.fresh();
    let mut writer = Writer { export, format, units, ids, sofa, out: Vec::new(), types: &types, unindexed: HashSet::new() };
    writer.document(article, kept.document);
    writer.segments(article);
    let numbers = writer.spans(&pieces, &spans);
    writer.links(&joints, &pieces, &links, &numbers);
    writer.structures(structures);
    writer.drop_dangling();
    let Writer { out, unindexed, .. } = writer;
    let members = out.iter().map(|structure| structure.id).filter(|id| !unindexed.contains(id)).collect();
    let mut all = own();
    add(&mut all, needed_types(&types, out.iter().map(|structure| structure.kind.as_str())));
    declared(&mut all, &out);
    let sofas = vec![Sofa { line: 0, id: sofa, name: INITIAL.to_owned(), text: Some(article.text.as_str().to_owned()) }];
    Cas { sofas, members: BTreeMap::from([(sofa, members)]), structures: out, types: all }
}

/// What an article keeps.
#[derive(Default)]
struct OfArticle {
    document: Features,
    structures: Vec<Thing>,
    types: Types,
}

impl OfArticle {
    fn of(article: &Article, format: &str) -> Self {
        let mut all = Self::default();
        for held in Held::all(&article.kept, format) {
            match held {
                Held::Document(features) if all.document.is_empty() => all.document = features,
                Held::Structure(thing) => all.structures.push(thing),
                Held::Types(types) => add(&mut all.types, types),
                Held::Document(_) | Held::Span(_) | Held::Link(_) => {}
            }
        }
        all
    }
}

/// A kept structure, unless its place is none of the text any more.
fn structure(thing: &Thing, units: &Units<'_>) -> Option<Structure> {
    let structure = Structure::of(0, thing.id, thing.kind.clone(), thing.features.clone()).ok()?;
    let is_there = |(begin, end): (usize, usize)| units.bytes(begin..end).is_some();
    structure.at.is_none_or(is_there).then_some(structure)
}

/// What a piece is written as, if not as a plain one of ours.
fn span_of(piece: &Piece<'_>, format: &str) -> Option<Thing> {
    if piece.number > 0 {
        return None;
    }
    let thing = Held::all(&piece.mark.kept, format).find_map(|held| if let Held::Span(thing) = held { Some(thing) } else { None })?;
    let short = thing.kind.rsplit_once('.').map_or(thing.kind.as_str(), |(_, name)| name);
    // A label that its type does not say any more has to be said otherwise.
    let says_it = !thing.label.is_empty() || Label::named(short) == piece.mark.label();
    Some(if says_it { thing } else { Thing { kind: SPAN.to_owned(), label: LABEL.to_owned(), ..thing } })
}

/// Whether a mark is kept as one of ours that says nothing else.
fn is_ours(span: &Thing) -> bool {
    is_plain(&span.kind, &span.features, &span.label)
}

/// The ids that features refer to.
fn referred<'t>(things: impl Iterator<Item = &'t Thing>) -> HashSet<u64> {
    things.flat_map(|thing| &thing.features).filter_map(|(_, value)| value.ids()).flatten().collect()
}

/// What each link is written as, if not as a plain one of ours: what its mark keeps of this kind to this end.
fn links_of(joints: &[(usize, usize, &str)], pieces: &[Piece<'_>], spans: &[Option<Thing>], format: &str) -> Vec<Option<Thing>> {
    let mut kept: BTreeMap<(MarkId, u64), Vec<Thing>> = BTreeMap::new();
    for mark in pieces.iter().filter(|piece| piece.number == 0).map(|piece| piece.mark) {
        for held in Held::all(&mark.kept, format) {
            if let Held::Link(link) = held
                && let Some(end) = end_of(&link)
            {
                kept.entry((mark.id, end)).or_default().push(link);
            }
        }
    }
    let find = |(from, to, kind): &(usize, usize, &str)| {
        let to = spans.get(*to)?.as_ref()?.id;
        let links = kept.get_mut(&(pieces.get(*from)?.mark.id, to))?;
        let place = links.iter().position(|link| LinkKind::named(kind_of(link)).name() == *kind)?;
        Some(links.remove(place))
    };
    joints.iter().map(find).collect()
}

fn end_of(link: &Thing) -> Option<u64> {
    let (_, value) = link.features.iter().find(|(name, _)| name == DEPENDENT)?;
    value.ids()?.first().copied()
}

fn kind_of(link: &Thing) -> &str {
    let said = link.features.iter().find(|(name, _)| *name == link.label).and_then(|(_, value)| value.text());
    said.unwrap_or_else(|| link.kind.rsplit_once('.').map_or(link.kind.as_str(), |(_, name)| name))
}

struct Writer<'w, 'p> {
    export: &'w Export<'p>,
    format: &'w str,
    units: Units<'w>,
    ids: Ids,
    sofa: u64,
    out: Vec<Structure>,
    types: &'w Types,
    unindexed: HashSet<u64>,
}

impl Writer<'_, '_> {
    /// Adds an annotation of a place in bytes.
    fn put(&mut self, id: u64, kind: &str, (start, end): (usize, usize), features: Features) {
        let at = Some((self.units.at(start), self.units.at(end)));
        self.out.push(Structure { line: 0, id, kind: kind.to_owned(), sofa: Some(self.sofa), at, features });
    }

    /// The id of something that had one or not.
    fn id(&mut self, thing: Option<&Thing>) -> u64 {
        thing.map(|thing| thing.id).filter(|id| *id > 0).unwrap_or_else(|| self.ids.fresh())
    }

    fn document(&mut self, article: &Article, kept: Features) {
        let mut features = vec![(DOCUMENT_ID.to_owned(), Value::Text(article.id.to_string()))];
        if !article.title.is_empty() {
            features.push((DOCUMENT_TITLE.to_owned(), Value::Text(article.title.clone())));
        }
        features.extend(kept.into_iter().filter(|(name, _)| ![DOCUMENT_ID, DOCUMENT_TITLE].contains(&name.as_str())));
        let id = self.ids.fresh();
        self.put(id, META, (0, article.text.len()), features);
    }

    fn segments(&mut self, article: &Article) {
        let (words, sentences) = segments(&article.text);
        let kinds = [(SENTENCE, sentences), (TOKEN, words)];
        for (kind, at) in kinds.into_iter().flat_map(|(kind, places)| places.into_iter().map(move |at| (kind, at))) {
            let id = self.ids.fresh();
            self.put(id, kind, at, Features::new());
        }
    }

    /// All pieces of marks; their ids.
    fn spans(&mut self, pieces: &[Piece<'_>], spans: &[Option<Thing>]) -> Vec<u64> {
        let mut numbers = Vec::with_capacity(pieces.len());
        for (piece, thing) in pieces.iter().zip(spans) {
            let id = self.id(thing.as_ref());
            let features = self.features(piece, thing.as_ref());
            let kind = thing.as_ref().map_or(SPAN, |thing| thing.kind.as_str());
            self.put(id, kind, (piece.at.start(), piece.at.end()), features);
            numbers.push(id);
        }
        numbers
    }

    /// What a piece says: first its id, then what was kept, with the model's words for what the model knows, then the rest of these.
    fn features(&self, piece: &Piece<'_>, thing: Option<&Thing>) -> Features {
        let mark = piece.mark.as_ref();
        let label_at = thing.map(|thing| thing.label.as_str()).unwrap_or(LABEL);
        let mut said = if piece.number == 0 { said(self.export, mark, self.format) } else { Vec::new() };
        if !label_at.is_empty() {
            said.insert(0, (label_at, mark.label().name().to_owned()));
        }
        let owned: Vec<&str> = fields(&mark.label()).iter().map(|(_, feature)| *feature).chain([MARK_ID, NOTE, label_at]).collect();
        let mut features = vec![(MARK_ID.to_owned(), Value::Text(piece.id()))];
        for (name, value) in thing.into_iter().flat_map(|thing| &thing.features) {
            let place = said.iter().position(|(own, _)| own == name);
            let text = place.map(|place| said.remove(place).1);
            match text {
                // As it was spelt, where that is the same label.
                Some(text) if name == label_at && value.text().is_some_and(|old| Label::named(old).name() == text) => {
                    features.push((name.clone(), value.clone()))
                }
                Some(text) => features.push((name.clone(), Value::Text(text))),
                None if owned.contains(&name.as_str()) && value.text().is_some() => {}
                None => features.push((name.clone(), value.clone())),
            }
        }
        features.extend(said.into_iter().map(|(name, text)| (name.to_owned(), Value::Text(text))));
        features
    }

    /// Links, each at the place of its end, as INCEpTION has them.
    fn links(&mut self, joints: &[(usize, usize, &str)], pieces: &[Piece<'_>], held: &[Option<Thing>], numbers: &[u64]) {
        for ((from, to, kind), thing) in joints.iter().zip(held) {
            let (Some(one), Some(other), Some(end)) = (numbers.get(*from), numbers.get(*to), pieces.get(*to)) else { continue };
            let id = self.id(thing.as_ref());
            let mut features: Features = match thing {
                Some(thing) => thing.features.clone(),
                None => vec![(GOVERNOR.to_owned(), Value::Ref(0)), (DEPENDENT.to_owned(), Value::Ref(0)), (LABEL.to_owned(), Value::Text((*kind).to_owned()))],
            };
            for (name, value) in &mut features {
                match name.as_str() {
                    GOVERNOR => *value = Value::Ref(*one),
                    DEPENDENT => *value = Value::Ref(*other),
                    // In small letters it says that its ends are one mark, which they are not.
                    _ if value.text() == Some(CONTINUES) && *kind != CONTINUES => *value = Value::Text((*kind).to_owned()),
                    _ => {}
                }
            }
            let kind = thing.as_ref().map_or(LINK, |thing| thing.kind.as_str());
            self.put(id, kind, (end.at.start(), end.at.end()), features);
        }
    }

    /// What is neither mark nor link, as it was.
    fn structures(&mut self, structures: Vec<(Structure, Thing)>) {
        for (structure, thing) in structures {
            if !thing.is_indexed {
                self.unindexed.insert(structure.id);
            }
            self.out.push(Structure { sofa: thing.has_sofa.then_some(self.sofa), ..structure });
        }
    }

    /// Takes out features that refer to what is no longer there. 0 is nothing, which is always there.
    fn drop_dangling(&mut self) {
        let there: HashSet<u64> = self.out.iter().map(|structure| structure.id).chain([0, self.sofa]).collect();
        for structure in &mut self.out {
            let Structure { kind, features, .. } = structure;
            features.retain(|(name, value)| {
                let refers = matches!(value, Value::Ref(_)) || is_reference(self.types, kind, name) == Some(true);
                !refers || value.ids().is_none_or(|ids| ids.iter().all(|id| there.contains(id)))
            });
        }
    }
}

/// What a mark says beside its label, each by its feature. Values that were kept because they are none of ours are said again.
fn said(export: &Export<'_>, mark: &Mark, format: &str) -> Vec<(&'static str, String)> {
    let attributes = attributes(export.project, mark);
    let mut said = Vec::new();
    if !mark.note.is_empty() {
        said.push((NOTE, mark.note.clone()));
    }
    for (field, feature) in fields(&mark.label()) {
        let own = attributes.iter().find(|(name, _)| name == field).map(|(_, value)| value.clone());
        let kept = || {
            let of_format = mark.kept.iter().filter(|kept| &*kept.format == format);
            of_format.filter_map(|kept| kept.text.strip_prefix(*field)?.strip_prefix('=')).next().map(str::to_owned)
        };
        said.extend(own.or_else(kept).map(|value| (*feature, value)));
    }
    said
}
