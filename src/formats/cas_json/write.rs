//! A CAS as JSON: one structure a line.

use super::{SOFA, STRUCTURES, TYPES, VIEWS};
use crate::formats::Output;
use crate::formats::cas::{Cas, Structure, Value, types_as_json};
use crate::formats::jsonl_lines::{Object, quoted};
use std::io;

/// How many bytes are put together before they are written.
const AT_ONCE: usize = 1 << 20;

/// Writes a CAS.
///
/// # Errors
/// Where the output takes no more.
pub(super) fn put(cas: &Cas, out: &mut dyn Output) -> io::Result<()> {
    let Some(sofa) = cas.sofas.first() else { return Ok(()) };
    let mut first = head(sofa.id, SOFA);
    first.raw("sofaNum", "1");
    first.string("sofaID", &sofa.name);
    first.string("mimeType", "text");
    first.string("sofaString", sofa.text.as_deref().unwrap_or_default());
    let mut json = format!("{{\n{}:{},\n{}:[\n{}", quoted(TYPES), types_as_json(&cas.types), quoted(STRUCTURES), first.end());
    for structure in &cas.structures {
        json.push_str(",\n");
        json.push_str(&object(structure));
        if json.len() > AT_ONCE {
            out.put(json.as_bytes())?;
            json.clear();
        }
    }
    let is_member = |id: &u64| cas.members.get(&sofa.id).is_none_or(|members| members.contains(id));
    let members: Vec<String> = cas.structures.iter().map(|structure| structure.id).filter(is_member).map(|id| id.to_string()).collect();
    let mut view = Object::new();
    view.raw("%SOFA", &sofa.id.to_string());
    view.list("%MEMBERS", &members);
    let mut views = Object::new();
    views.raw(&sofa.name, &view.end());
    json.push_str(&format!("\n],\n{}:{}\n}}\n", quoted(VIEWS), views.end()));
    out.put(json.as_bytes())
}

fn head(id: u64, kind: &str) -> Object {
    let mut object = Object::new();
    object.raw("%ID", &id.to_string());
    object.string("%TYPE", kind);
    object
}

fn object(structure: &Structure) -> String {
    let mut object = head(structure.id, &structure.kind);
    if let Some(sofa) = structure.sofa {
        object.raw("@sofa", &sofa.to_string());
    }
    if let Some((begin, end)) = structure.at {
        object.number("begin", begin);
        object.number("end", end);
    }
    for (name, value) in &structure.features {
        match value {
            Value::Text(text) => object.string(name, text),
            Value::Ref(id) => object.raw(&format!("@{name}"), &id.to_string()),
            Value::Json(json) => object.raw(name, json),
            // Several strings are a structure of their own in JSON, and nothing of ours has them.
            Value::Texts(_) => {}
        }
    }
    object.end()
}
