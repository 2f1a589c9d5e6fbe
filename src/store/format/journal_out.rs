//! Writes the lines of the journal.

use super::escape::push_string;
use super::journal::Line;
use super::review_out::{push_moved, push_review, push_theirs};
use super::row_out::{
    RowOut, Unit, push, push_article, push_check, push_comment, push_kept, push_list, push_mark, push_names, push_own_label, push_own_link_kind, push_silenced,
    push_version,
};
use crate::edit::{Change, Edit, Swap};
use crate::project::Setting;
use crate::text::Text;

/// A line, with the line feed that ends it; there is none inside.
pub fn write_line(line: &Line) -> String {
    let mut rest = format!("{} ", line.seq());
    match line {
        Line::Do { change, .. } => {
            rest.push_str("Do(");
            push_change(&mut rest, change);
            rest.push(')');
        }
        Line::Undo { of, .. } => push(&mut rest, format_args!("Undo({of})")),
        Line::Redo { of, .. } => push(&mut rest, format_args!("Redo({of})")),
        Line::Saved { hash, .. } => push_call(&mut rest, "Saved", |out| push_string(out, hash)),
        Line::Base { hash, .. } => push_call(&mut rest, "Base", |out| push_string(out, hash)),
    }
    format!("{:08x} {rest}\n", crc32fast::hash(rest.as_bytes()))
}

fn push_change(out: &mut String, change: &Change) {
    let mut row = RowOut::open(out);
    row.always("name", &change.name);
    row.made(&change.by, change.on);
    push_list(row.field("edits"), &change.edits, push_edit);
    let texts = texts_of(change);
    if !texts.is_empty() {
        push_list(row.field("texts"), texts, |out, text| push_string(out, text.as_str()));
    }
    row.close();
}

/// The texts that come, go or change with the change, each once.
fn texts_of(change: &Change) -> Vec<&Text> {
    let mut texts: Vec<&Text> = Vec::new();
    for [before, after] in change.edits.iter().map(Edit::texts).filter(|[before, after]| before != after) {
        for text in before.into_iter().chain(after) {
            if !texts.contains(&text) {
                texts.push(text);
            }
        }
    }
    texts
}

fn push_edit(out: &mut String, edit: &Edit) {
    match edit {
        Edit::Article(swap) => push_swap(out, "Article", swap, |out, article| {
            push(out, format_args!("(\"{}\", ", article.text.fingerprint()));
            push_article(out, article);
            out.push(')');
        }),
        Edit::Mark(swap) => push_swap(out, "Mark", swap, |out, mark| {
            push(out, format_args!("(\"{}\", ", mark.article));
            push_mark(out, mark, Unit::Bytes);
            out.push(')');
        }),
        Edit::Version(swap) => push_swap(out, "Version", swap, |out, version| {
            push(out, format_args!("(\"{}\", \"{}\", ", version.article, version.text.fingerprint()));
            push_version(out, version);
            out.push(')');
        }),
        Edit::Check(swap) => push_swap(out, "Check", swap, push_check),
        Edit::Comment(swap) => push_swap(out, "Comment", swap, push_comment),
        Edit::Setting(swap) => push_swap(out, "Setting", swap, push_setting),
    }
}

fn push_swap<T>(out: &mut String, name: &str, swap: &Swap<T>, side: impl Fn(&mut String, &T)) {
    push_call(out, name, |out| {
        push_list(out, &swap.before, |out, value| side(out, value));
        out.push_str(", ");
        push_list(out, &swap.after, |out, value| side(out, value));
    });
}

fn push_setting(out: &mut String, setting: &Setting) {
    match setting {
        Setting::Title(title) => push_call(out, "Title", |out| push_string(out, title)),
        Setting::Analyst(analyst) => push_call(out, "Analyst", |out| push_string(out, analyst)),
        Setting::Label(label) => push_call(out, "Label", |out| push_own_label(out, label)),
        Setting::LinkKind(kind) => push_call(out, "LinkKind", |out| push_own_link_kind(out, kind)),
        Setting::Tag(tag) => push_call(out, "Tag", |out| push_string(out, tag)),
        Setting::Scale(scale) => push_call(out, "Scale", |out| push_names(out, scale)),
        Setting::Guide(guide) => push_call(out, "Guide", |out| push_string(out, guide)),
        Setting::Silenced(silenced) => push_call(out, "Silenced", |out| push_silenced(out, silenced)),
        Setting::Review(review) => push_call(out, "Review", |out| push_review(out, review)),
        Setting::Moved(moved) => push_call(out, "Moved", |out| push_moved(out, moved, Unit::Bytes)),
        Setting::Theirs(theirs) => push_call(out, "Theirs", |out| push_theirs(out, theirs, Unit::Bytes)),
        Setting::Order(ids) => push_call(out, "Order", |out| push_list(out, ids, |out, id| push(out, format_args!("\"{id}\"")))),
        Setting::Kept(kept) => push_call(out, "Kept", |out| push_list(out, kept, push_kept)),
    }
}

fn push_call(out: &mut String, name: &str, inside: impl FnOnce(&mut String)) {
    out.push_str(name);
    out.push('(');
    inside(out);
    out.push(')');
}
