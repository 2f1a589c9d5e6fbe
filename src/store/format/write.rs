//! Lays out the project file: one field a line down to the articles, one mark, check or comment a line, one string of
//! text a line, so that git shows what changed and nothing else.

use super::FORMAT;
use super::escape::push_string;
use super::review_out::{push_moved, push_reviewed, push_theirs};
use super::row_out::{
    Unit, push, push_blocks, push_check, push_comment, push_kept, push_list, push_mark, push_names, push_origin, push_own_label, push_own_link_kind,
    push_range, push_silenced,
};
use crate::article::{Block, Origin};
use crate::project::{Article, ArticleId, ArticleState, MarkId, Name, Project, Setting, SettingKey, Version, Word};
use crate::text::{Text, TextRange};

/// Writes a project; see the module's doc.
pub(super) fn write(project: &Project) -> String {
    let texts = project.articles().map(|article| &article.text).chain(project.versions().map(|version| &version.text));
    let texts: usize = texts.map(|text| text.len() + text.paragraph_count() * 20 + 400).sum();
    let marks = project.mark_count() + project.versions().map(|version| version.marks.len()).sum::<usize>();
    let mut out = String::with_capacity(1000 + texts + marks * 350);
    out.push_str("// factmark project\n(\n");
    push(&mut out, format_args!("    format: {FORMAT},\n"));
    push_settings(&mut out, project);
    push_lines(&mut out, 1, "articles", project.articles(), |out, article| push_article(out, project, article));
    push_lines(&mut out, 1, "checks", project.checks(), |out, check| push_check(out, check));
    push_lines(&mut out, 1, "comments", project.comments(), |out, comment| push_comment(out, comment));
    if let Some(Setting::Kept(kept)) = project.setting(&SettingKey::Kept) {
        push_lines(&mut out, 1, "kept", kept, push_kept);
    }
    out.push_str(")\n");
    out
}

fn push_settings(out: &mut String, project: &Project) {
    if let Some(Setting::Title(title)) = project.setting(&SettingKey::Title) {
        push_string(field(out, 1, "title"), title);
        out.push_str(",\n");
    }
    if let Some(Setting::Analyst(analyst)) = project.setting(&SettingKey::Analyst) {
        push_string(field(out, 1, "analyst"), analyst);
        out.push_str(",\n");
    }
    push_lines_if_any(out, 1, "labels", project.own_labels(), push_own_label);
    push_lines_if_any(out, 1, "link_kinds", project.own_link_kinds(), push_own_link_kind);
    let tags: Vec<Name> = project.tags().cloned().collect();
    if !tags.is_empty() {
        push_names(field(out, 1, "tags"), &tags);
        out.push_str(",\n");
    }
    if let Some(Setting::Scale(scale)) = project.setting(&SettingKey::Scale) {
        push_names(field(out, 1, "scale"), scale);
        out.push_str(",\n");
    }
    if let Some(Setting::Guide(guide)) = project.setting(&SettingKey::Guide) {
        push_lines(out, 1, "guide", guide.split('\n'), push_string);
    }
    let silenced = project.settings().filter_map(|setting| if let Setting::Silenced(silenced) = setting { Some(silenced) } else { None });
    push_lines_if_any(out, 1, "silenced", silenced, push_silenced);
    if let Some(review) = project.review() {
        field(out, 1, "review").push_str("(\n");
        if review.is_blind {
            field(out, 2, "blind").push_str("true,\n");
        }
        let unit = |id: ArticleId| project.article(id).map_or(Unit::Bytes, |article| Unit::CodePoints(&article.text));
        push_lines(out, 2, "analysts", &review.analysts, |out, analyst| push_reviewed(out, analyst, &unit));
        indent(out, 1);
        out.push_str("),\n");
    }
    push_lines_if_any(out, 1, "moved", project.moved_links(), |out, moved| push_moved(out, moved, unit_of(project, moved.from)));
    push_lines_if_any(out, 1, "theirs", project.their_marks(), |out, theirs| push_theirs(out, theirs, unit_of(project, theirs.copy)));
}

/// Cues are counted in the text of the mark that a link belongs to; of a mark that is gone nobody can count any more.
fn unit_of(project: &Project, mark: MarkId) -> Unit<'_> {
    project.mark(mark).and_then(|mark| project.text_of(mark)).map_or(Unit::Bytes, Unit::CodePoints)
}

fn push_article(out: &mut String, project: &Project, article: &Article) {
    out.push_str("(\n");
    push(field(out, 3, "id"), format_args!("\"{}\",\n", article.id));
    push_title_and_origin(out, 3, &article.title, &article.origin);
    if article.state != ArticleState::Todo {
        push(field(out, 3, "state"), format_args!("{},\n", article.state.name()));
    }
    push_body(out, 3, &article.blocks, &article.text, &article.skip);
    let here = project.marks_in(article.id).map(|mark| (mark, &article.text));
    let waiting = project.waiting_in(article.id);
    let waiting = waiting.into_iter().filter_map(|mark| Some((mark, project.text_of(mark)?)));
    push_lines_if_any(out, 3, "marks", here.chain(waiting), |out, (mark, text)| push_mark(out, mark, Unit::CodePoints(text)));
    push_lines_if_any(out, 3, "earlier", project.versions_of(article.id).into_iter(), |out, version| push_version(out, version));
    push_lines_if_any(out, 3, "kept", article.kept.iter(), push_kept);
    indent(out, 2);
    out.push(')');
}

fn push_version(out: &mut String, version: &Version) {
    out.push_str("(\n");
    push(field(out, 5, "id"), format_args!("\"{}\",\n", version.id));
    push_title_and_origin(out, 5, &version.title, &version.origin);
    push_body(out, 5, &version.blocks, &version.text, &version.skip);
    push_lines_if_any(out, 5, "marks", version.marks.iter(), |out, mark| push_mark(out, mark, Unit::CodePoints(&version.text)));
    if !version.by.is_empty() {
        push_string(field(out, 5, "by"), &version.by);
        out.push_str(",\n");
    }
    if let Some(on) = version.on {
        push(field(out, 5, "on"), format_args!("\"{on}\",\n"));
    }
    indent(out, 4);
    out.push(')');
}

fn push_title_and_origin(out: &mut String, depth: usize, title: &str, origin: &Origin) {
    if !title.is_empty() {
        push_string(field(out, depth, "title"), title);
        out.push_str(",\n");
    }
    if *origin != Origin::default() {
        push_origin(field(out, depth, "origin"), origin);
        out.push_str(",\n");
    }
}

fn push_body(out: &mut String, depth: usize, blocks: &[(u32, Block)], text: &Text, skip: &[TextRange]) {
    if !blocks.is_empty() {
        push_blocks(field(out, depth, "blocks"), blocks);
        out.push_str(",\n");
    }
    push_lines(out, depth, "text", text.as_str().split('\n'), push_string);
    if !skip.is_empty() {
        push_list(field(out, depth, "skip"), skip, |out, zone| push_range(out, *zone, Unit::CodePoints(text)));
        out.push_str(",\n");
    }
}

/// A list with one item a line; an empty one stays in its line.
fn push_lines<T>(out: &mut String, depth: usize, name: &str, items: impl IntoIterator<Item = T>, mut item: impl FnMut(&mut String, T)) {
    field(out, depth, name).push('[');
    let mut is_empty = true;
    for value in items {
        if is_empty {
            out.push('\n');
        }
        is_empty = false;
        indent(out, depth + 1);
        item(out, value);
        out.push_str(",\n");
    }
    if !is_empty {
        indent(out, depth);
    }
    out.push_str("],\n");
}

fn push_lines_if_any<T>(out: &mut String, depth: usize, name: &str, items: impl Iterator<Item = T>, item: impl FnMut(&mut String, T)) {
    let mut items = items.peekable();
    if items.peek().is_some() {
        push_lines(out, depth, name, items, item);
    }
}

fn field<'o>(out: &'o mut String, depth: usize, name: &str) -> &'o mut String {
    indent(out, depth);
    out.push_str(name);
    out.push_str(": ");
    out
}

fn indent(out: &mut String, depth: usize) {
    for _ in 0..depth {
        out.push_str("    ");
    }
}
