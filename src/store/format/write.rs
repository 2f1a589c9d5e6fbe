//! Lays out the project file: one field a line down to the articles, one mark, check or comment a line, one string of
//! text a line, so that git shows what changed and nothing else.

use super::FORMAT;
use super::escape::push_string;
use super::row_out::{
    Unit, push, push_blocks, push_check, push_comment, push_kept, push_list, push_mark, push_names, push_origin, push_own_label, push_own_link_kind,
    push_range, push_silenced,
};
use crate::article::Origin;
use crate::project::{Article, ArticleState, Name, Project, Setting, SettingKey, Word};

/// Writes a project; see the module's doc.
pub(super) fn write(project: &Project) -> String {
    let texts: usize = project.articles().map(|article| article.text.len() + article.text.paragraph_count() * 20 + 400).sum();
    let mut out = String::with_capacity(1000 + texts + project.mark_count() * 350);
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
    push_lines_if_any(out, "labels", project.own_labels(), push_own_label);
    push_lines_if_any(out, "link_kinds", project.own_link_kinds(), push_own_link_kind);
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
    push_lines_if_any(out, "silenced", silenced, push_silenced);
}

fn push_article(out: &mut String, project: &Project, article: &Article) {
    out.push_str("(\n");
    push(field(out, 3, "id"), format_args!("\"{}\",\n", article.id));
    if !article.title.is_empty() {
        push_string(field(out, 3, "title"), &article.title);
        out.push_str(",\n");
    }
    if article.origin != Origin::default() {
        push_origin(field(out, 3, "origin"), &article.origin);
        out.push_str(",\n");
    }
    if article.state != ArticleState::Todo {
        push(field(out, 3, "state"), format_args!("{},\n", article.state.name()));
    }
    if !article.blocks.is_empty() {
        push_blocks(field(out, 3, "blocks"), article);
        out.push_str(",\n");
    }
    push_lines(out, 3, "text", article.text.as_str().split('\n'), push_string);
    let unit = Unit::CodePoints(&article.text);
    if !article.skip.is_empty() {
        push_list(field(out, 3, "skip"), &article.skip, |out, zone| push_range(out, *zone, unit));
        out.push_str(",\n");
    }
    let mut marks = project.marks_in(article.id).peekable();
    if marks.peek().is_some() {
        push_lines(out, 3, "marks", marks, |out, mark| push_mark(out, mark, unit));
    }
    if !article.kept.is_empty() {
        push_lines(out, 3, "kept", &article.kept, push_kept);
    }
    indent(out, 2);
    out.push(')');
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

fn push_lines_if_any<T>(out: &mut String, name: &str, items: impl Iterator<Item = T>, item: impl FnMut(&mut String, T)) {
    let mut items = items.peekable();
    if items.peek().is_some() {
        push_lines(out, 1, name, items, item);
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
