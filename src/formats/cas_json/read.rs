//! JSON as a CAS.

use super::{NAME, SOFA, STRUCTURES, TYPES, VIEWS};
use crate::formats::Files;
use crate::formats::cas::{self, Cas, MOST_FEATURES, Sofa, Structure, Value, is_feature, is_type};
use crate::formats::jsonl_lines::{Members, short};
use crate::formats::pieces::listed;
use crate::formats::record::Reading;
use serde_json::value::RawValue;
use std::collections::HashSet;

/// Reads every file.
pub(super) fn folder(files: &dyn Files, reading: &mut Reading<'_>) {
    for path in files.paths() {
        if !cas::ends(&path, ".json") {
            cas::refuse_other(&path, "CAS in JSON", reading);
            continue;
        }
        match cas::whole(files, &path).and_then(|json| read(&path, &json, reading)) {
            Ok(cas) => cas::read(cas, &path, NAME, reading),
            Err(why) => reading.refuse(&path, 0, why),
        }
    }
}

/// What a file says.
fn read(path: &str, json: &str, reading: &mut Reading<'_>) -> Result<Cas, String> {
    // Here it is seen whether it is JSON throughout; values are looked into one level at a time, so that depth costs nothing.
    serde_json::from_str::<&RawValue>(json).map_err(|error| {
        let said = error.to_string();
        format!("it is no JSON in line {}: {}", error.line(), said.rsplit_once(" at line ").map_or(said.as_str(), |(what, _)| what))
    })?;
    let mut file = Members::of(json).map_err(|why| format!("it {why}"))?;
    let types = file.take(TYPES).map(|types| cas::types_of_json(types.get()).ok_or(format!("its `{TYPES}` is no object"))).transpose()?;
    let mut sheet = Sheet { path, lines: Lines::of(json), cas: Cas { types: types.unwrap_or_default(), ..Cas::default() }, reading };
    let structures = file.take(STRUCTURES).ok_or(format!("it has no `{STRUCTURES}`"))?;
    sheet.structures(structures)?;
    if let Some(views) = file.take(VIEWS) {
        let views = Members::of(views.get()).map_err(|why| format!("its `{VIEWS}` {why}"))?;
        for (name, view) in views.rest() {
            sheet.view(&name, view);
        }
    }
    if !file.is_empty() {
        let names = listed(file.names());
        sheet.reading.repair(path, 0, format!("it is taken, but not what else it says: {names}"));
    }
    Ok(sheet.cas)
}

/// What is gathered of one file.
struct Sheet<'j, 'r, 't> {
    path: &'j str,
    lines: Lines<'j>,
    cas: Cas,
    reading: &'r mut Reading<'t>,
}

impl Sheet<'_, '_, '_> {
    /// The structures, as a list or by their ids.
    fn structures(&mut self, all: &RawValue) -> Result<(), String> {
        let all: Vec<(Option<String>, &RawValue)> = if all.get().starts_with('[') {
            let items: Vec<&RawValue> = serde_json::from_str(all.get()).map_err(|error| format!("its `{STRUCTURES}` is no list: {error}"))?;
            items.into_iter().map(|item| (None, item)).collect()
        } else {
            let members = Members::of(all.get()).map_err(|why| format!("its `{STRUCTURES}` {why}"))?;
            members.rest().map(|(id, item)| (Some(id), item)).collect()
        };
        for (id, item) in all {
            let line = self.lines.line(item);
            if let Err(why) = self.structure(line, id, item) {
                self.reading.refuse(self.path, line, why);
            }
        }
        Ok(())
    }

    fn structure(&mut self, line: usize, id: Option<String>, item: &RawValue) -> Result<(), String> {
        let mut members = Members::of(item.get()).map_err(|why| format!("it {why}"))?;
        let own = members.take("%ID").map(|id| id.get().to_owned());
        let id = own.or(id).and_then(|id| id.parse().ok()).ok_or("it has no `%ID` that is a whole number from 0")?;
        let kind = members.need("%TYPE")?;
        if kind == SOFA {
            let (name, text) = (members.string("sofaID")?.unwrap_or_default(), members.string("sofaString")?);
            self.cas.sofas.push(Sofa { line, id, name, text });
            return Ok(());
        }
        if !is_type(&kind) {
            return Err(format!("{} is no type of UIMA", short(&kind)));
        }
        let (mut features, mut names): (Vec<(String, Value)>, _) = (Vec::new(), HashSet::new());
        for (name, raw) in members.rest().filter(|(_, raw)| raw.get() != "null").take(MOST_FEATURES + 1) {
            let (name, value) = feature(&name, raw)?;
            if !names.insert(name.clone()) {
                return Err(format!("its `{}` is said twice", short(&name)));
            }
            features.push((name, value));
        }
        self.cas.structures.push(Structure::of(line, id, kind, features)?);
        Ok(())
    }

    /// What is in the index of a text. Where its `%SOFA` is not said, it is the one of this name.
    fn view(&mut self, name: &str, view: &RawValue) {
        let read = || {
            let mut members = Members::of(view.get()).ok()?;
            let sofa = members.take("%SOFA").and_then(|sofa| sofa.get().parse().ok());
            let sofa = sofa.or_else(|| self.cas.sofas.iter().find(|sofa| sofa.name == name).map(|sofa| sofa.id));
            let ids = members.take("%MEMBERS").map_or_else(|| Some(Vec::new()), |ids| serde_json::from_str::<Vec<u64>>(ids.get()).ok())?;
            Some((sofa, ids))
        };
        match read() {
            Some((Some(sofa), ids)) => self.cas.members.entry(sofa).or_default().extend(ids),
            // A view without a text says nothing of ours.
            Some((None, _)) => {}
            None => self.reading.refuse(self.path, self.lines.line(view), format!("its view `{}` is no list of ids", short(name))),
        }
    }
}

/// A feature with its value: a string, a number, a truth, an id, or a list of such.
fn feature(name: &str, raw: &RawValue) -> Result<(String, Value), String> {
    let json = raw.get();
    let named = |name: &str| if is_feature(name) { Ok(name.to_owned()) } else { Err(format!("{} is no feature of UIMA", short(name))) };
    if let Some(plain) = name.strip_prefix('@') {
        let id = json.parse().map_err(|_| format!("its `{}` is no id", short(name)))?;
        return Ok((named(plain)?, Value::Ref(id)));
    }
    let name = named(name)?;
    let value = match json.bytes().next() {
        Some(b'"') => Value::Text(serde_json::from_str(json).map_err(|_| format!("its `{name}` holds half a character (a surrogate)"))?),
        Some(b'[') if name == "%ELEMENTS" && is_flat(json) => Value::Json(json.to_owned()),
        Some(b'[' | b'{') => return Err(format!("its `{name}` is neither a string nor a number nor an id")),
        Some(_) | None => Value::Json(json.to_owned()),
    };
    Ok((name, value))
}

/// Whether a list holds no lists or objects.
fn is_flat(json: &str) -> bool {
    serde_json::from_str::<Vec<&RawValue>>(json).is_ok_and(|items| !items.iter().any(|item| item.get().starts_with(['[', '{'])))
}

/// The lines of a file.
struct Lines<'j> {
    json: &'j str,
    ends: Vec<usize>,
}

impl<'j> Lines<'j> {
    fn of(json: &'j str) -> Self {
        Self { json, ends: memchr::memchr_iter(b'\n', json.as_bytes()).collect() }
    }

    /// The line on which a value of the file begins, from 1.
    fn line(&self, part: &RawValue) -> usize {
        let byte = part.get().as_ptr().addr().saturating_sub(self.json.as_ptr().addr());
        1 + self.ends.partition_point(|end| *end < byte)
    }
}
