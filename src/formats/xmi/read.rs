//! XMI as a CAS.

use super::spell::unescaped;
use super::{NAME, system};
use crate::formats::cas::{self, Cas, Sofa, Structure, Types, Value, is_feature, is_type};
use crate::formats::record::Reading;
use crate::formats::{Files, jsonl_lines::short};
use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::{Namespace, ResolveResult};
use quick_xml::reader::NsReader;
use std::collections::{BTreeMap, HashSet};

/// The namespace of ids.
const XMI: &str = "http://www.omg.org/XMI";

/// Reads every file: those with types first.
pub(super) fn folder(files: &dyn Files, reading: &mut Reading<'_>) {
    let paths = files.paths();
    let mut systems: BTreeMap<&str, Types> = BTreeMap::new();
    for path in paths.iter().filter(|path| cas::ends(path, ".xml")) {
        match cas::whole(files, path).and_then(|xml| system::read(&xml)) {
            Ok(types) => cas::add(systems.entry(folder_of(path)).or_default(), types),
            Err(why) => reading.refuse(path, 0, why),
        }
    }
    for path in paths.iter().filter(|path| !cas::ends(path, ".xml")) {
        if !cas::ends(path, ".xmi") {
            cas::refuse_other(path, "XMI", reading);
            continue;
        }
        let types = || systems.get(folder_of(path)).cloned().unwrap_or_default();
        match cas::whole(files, path).and_then(|xml| Sheet::read(path, &xml, reading)) {
            Ok(cas) => cas::read(Cas { types: types(), ..cas }, path, NAME, reading),
            Err(why) => reading.refuse(path, 0, why),
        }
    }
}

fn folder_of(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// What is gathered of one file.
struct Sheet<'x, 'r, 't> {
    file: &'x str,
    cas: Cas,
    reading: &'r mut Reading<'t>,
    version: XmlVersion,
    /// The structure whose element is open, with its attributes.
    open: Option<Draft>,
    /// The name and the words of the string whose element is open.
    child: Option<(String, String)>,
}

/// An element.
#[derive(Default)]
struct Draft {
    line: usize,
    kind: String,
    id: Option<String>,
    features: Vec<(String, Value)>,
}

impl<'x, 'r, 't> Sheet<'x, 'r, 't> {
    fn read(file: &'x str, xml: &'x str, reading: &'r mut Reading<'t>) -> Result<Cas, String> {
        let version = XmlVersion::Implicit1_0;
        let mut sheet = Self { file, cas: Cas::default(), reading, version, open: None, child: None };
        let mut reader = NsReader::from_str(xml);
        let mut lines = Lines { xml: xml.as_bytes(), at: 0, line: 1 };
        let (mut depth, mut has_root) = (0_usize, false);
        loop {
            let line = lines.line_at(reader.buffer_position());
            let event = reader.read_event().map_err(|error| format!("it is no XML in line {}: {error}", lines.line_at(reader.error_position())))?;
            match event {
                Event::Start(tag) => {
                    sheet.begin(&reader, &tag, depth, line).map_err(|why| format!("line {line}: {why}"))?;
                    has_root = true;
                    depth += 1;
                }
                Event::Empty(tag) => {
                    sheet.begin(&reader, &tag, depth, line).map_err(|why| format!("line {line}: {why}"))?;
                    has_root = true;
                    sheet.end(depth);
                }
                Event::End(_) => {
                    depth = depth.saturating_sub(1);
                    sheet.end(depth);
                }
                Event::Text(text) => sheet.text(&text.xml_content(sheet.version)),
                Event::CData(text) => sheet.text(&text.xml_content(sheet.version)),
                Event::GeneralRef(name) => {
                    let own = name.resolve_char_ref().ok().flatten().map(String::from);
                    let word = own.or_else(|| quick_xml::escape::resolve_predefined_entity(&name).map(str::to_owned));
                    sheet.text(&word.ok_or_else(|| format!("line {line}: it has an entity that XML does not have: {}", short(&name)))?);
                }
                Event::Decl(declaration) => {
                    sheet.version = declaration.xml_version().unwrap_or(XmlVersion::Implicit1_0);
                    let encoding = declaration.encoding().and_then(Result::ok).unwrap_or_default().to_ascii_lowercase();
                    if !["", "utf-8", "utf8", "us-ascii", "ascii"].contains(&encoding.as_str()) {
                        return Err(format!("it says that it is {}, and only UTF-8 is read", short(&encoding)));
                    }
                }
                Event::DocType(_) => return Err("it has a document type (DTD), which is not read".to_owned()),
                Event::Comment(_) | Event::PI(_) => {}
                Event::Eof if depth == 0 && has_root => break,
                Event::Eof => return Err(if has_root { "it ends before its first element does".to_owned() } else { "it is empty".to_owned() }),
            }
        }
        Ok(sheet.cas)
    }

    /// An element begins. What an element of a structure holds are strings, and these hold nothing else.
    fn begin(&mut self, reader: &NsReader<&[u8]>, tag: &BytesStart<'_>, depth: usize, line: usize) -> Result<(), String> {
        let (space, name) = reader.resolver().resolve_element(tag.name());
        match depth {
            0 if matches!(space, ResolveResult::Bound(Namespace(XMI))) && name.as_ref() == "XMI" => Ok(()),
            0 => Err("its first element is no `xmi:XMI`".to_owned()),
            1 => {
                let kind = kind(&space, name.as_ref());
                let mut draft = self.attributes(reader, tag)?;
                (draft.line, draft.kind) = (line, kind);
                self.open = Some(draft);
                Ok(())
            }
            2 => {
                self.child = Some((name.as_ref().to_owned(), String::new()));
                Ok(())
            }
            _ => Err("its elements lie too deep in each other".to_owned()),
        }
    }

    fn attributes(&self, reader: &NsReader<&[u8]>, tag: &BytesStart<'_>) -> Result<Draft, String> {
        let mut draft = Draft::default();
        for attribute in tag.attributes() {
            let attribute = attribute.map_err(|error| format!("it is no XML: {error}"))?;
            let value = attribute.normalized_value(self.version).map_err(|error| format!("it is no XML: {error}"))?.into_owned();
            let (space, name) = reader.resolver().resolve_attribute(attribute.key);
            match space {
                ResolveResult::Bound(Namespace(XMI)) if name.as_ref() == "id" => draft.id = Some(value),
                ResolveResult::Unbound if name.as_ref() != "xmlns" => draft.features.push((name.as_ref().to_owned(), Value::Text(value))),
                ResolveResult::Unbound | ResolveResult::Bound(_) | ResolveResult::Unknown(_) => {}
            }
        }
        Ok(draft)
    }

    fn text(&mut self, words: &str) {
        if let Some((_, text)) = &mut self.child {
            text.push_str(words);
        }
    }

    fn end(&mut self, depth: usize) {
        match depth {
            1 => {
                if let Some(draft) = self.open.take() {
                    self.take(draft);
                }
            }
            2 => {
                let Some((name, text)) = self.child.take() else { return };
                let Some(open) = &mut self.open else { return };
                match open.features.last_mut().filter(|(own, _)| *own == name) {
                    Some((_, Value::Texts(texts))) => texts.push(text),
                    Some(_) | None => open.features.push((name, Value::Texts(vec![text]))),
                }
            }
            _ => {}
        }
    }

    /// A whole element.
    fn take(&mut self, draft: Draft) {
        let line = draft.line;
        if draft.kind == "uima.cas.NULL" {
            return;
        }
        let taken = if draft.kind == "uima.cas.View" { self.view(draft) } else { self.structure(draft) };
        if let Err(why) = taken {
            self.reading.refuse(self.file, line, why);
        }
    }

    fn view(&mut self, draft: Draft) -> Result<(), String> {
        let get = |wanted: &str| {
            draft.features.iter().find(|(name, _)| name == wanted).and_then(|(_, value)| if let Value::Text(text) = value { Some(text) } else { None })
        };
        let sofa = get("sofa").and_then(|sofa| sofa.parse().ok()).ok_or("a view says by no `sofa` of which text it is")?;
        let members = get("members").map(String::as_str).unwrap_or_default();
        let ids: Option<Vec<u64>> = members.split_ascii_whitespace().map(|id| id.parse().ok()).collect();
        self.cas.members.entry(sofa).or_default().extend(ids.ok_or("the `members` of a view are no list of ids")?);
        Ok(())
    }

    fn structure(&mut self, draft: Draft) -> Result<(), String> {
        let id = draft.id.as_deref().and_then(|id| id.parse().ok()).ok_or("it has no `xmi:id` that is a whole number from 0")?;
        if draft.kind == "uima.cas.Sofa" {
            let mut sofa = Sofa { line: draft.line, id, ..Sofa::default() };
            for (name, value) in draft.features {
                match (name.as_str(), value) {
                    ("sofaID", Value::Text(text)) => sofa.name = text,
                    ("sofaString", Value::Text(text)) => sofa.text = Some(text),
                    _ => {}
                }
            }
            self.cas.sofas.push(sofa);
            return Ok(());
        }
        if !is_type(&draft.kind) {
            return Err(format!("{} is no type of UIMA", short(&draft.kind)));
        }
        let mut names = HashSet::new();
        let mut features: Vec<(String, Value)> = Vec::with_capacity(draft.features.len());
        for (name, value) in draft.features {
            if !is_feature(&name) || !names.insert(name.clone()) {
                return Err(format!("{} is no feature of UIMA, or is said twice", short(&name)));
            }
            features.push((name, unspelt(value)));
            if features.len() > cas::MOST_FEATURES {
                break;
            }
        }
        self.cas.structures.push(Structure::of(draft.line, id, draft.kind, features)?);
        Ok(())
    }
}

fn unspelt(value: Value) -> Value {
    match value {
        Value::Text(text) => Value::Text(unescaped(text)),
        Value::Texts(texts) => Value::Texts(texts.into_iter().map(unescaped).collect()),
        Value::Ref(_) | Value::Json(_) => value,
    }
}

/// The type of an element: its namespace is the package.
fn kind(space: &ResolveResult<'_>, name: &str) -> String {
    let ResolveResult::Bound(Namespace(space)) = space else { return name.to_owned() };
    let package = space.strip_prefix("http:///").and_then(|path| path.strip_suffix(".ecore")).unwrap_or(space).replace('/', ".");
    if package == "uima.noNamespace" { name.to_owned() } else { format!("{package}.{name}") }
}

/// The lines of a file, counted as it is read.
struct Lines<'x> {
    xml: &'x [u8],
    at: usize,
    line: usize,
}

impl Lines<'_> {
    /// The line of a byte, from 1; white space before what stands there is passed over.
    fn line_at(&mut self, byte: u64) -> usize {
        let byte = usize::try_from(byte).unwrap_or(usize::MAX).min(self.xml.len());
        if let Some(passed) = self.xml.get(self.at..byte) {
            self.line += memchr::memchr_iter(b'\n', passed).count();
            self.at = byte;
        }
        self.line
    }
}
