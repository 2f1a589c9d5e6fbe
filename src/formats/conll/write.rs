//! Plans as files.

use super::plan::{Piece, Plan};
use super::tags::{Place, file_name, spelt};
use super::{Conll, Export, OFFSETS, Output, TEXTS, TextRow};
use crate::project::Label;
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io;

/// Writes the tags, the places of the tokens, and the texts.
pub(super) fn write(conll: Conll, export: &Export<'_>, out: &mut dyn Output) -> io::Result<()> {
    let plans: Vec<Plan<'_>> = export.articles.iter().map(|(article, _)| Plan::of(export, article, conll.flatten)).collect();
    let labels: BTreeSet<&Label> = plans.iter().flat_map(|plan| &plan.pieces).map(|piece| &piece.label).collect();
    if conll.flatten || labels.len() < 2 {
        tags(conll, &plans, None, "conll.conll", out)?;
    } else {
        let mut taken = BTreeSet::new();
        for label in labels {
            let name = file_name(label.name(), &mut taken);
            tags(conll, &plans, Some(label), &format!("conll-{name}.conll"), out)?;
        }
    }
    offsets(&plans, out)?;
    texts(&plans, out)
}

/// One file of tokens with the tags of one label, or of all.
fn tags(conll: Conll, plans: &[Plan<'_>], label: Option<&Label>, path: &str, out: &mut dyn Output) -> io::Result<()> {
    out.begin(path)?;
    for plan in plans {
        let mut lines = format!("-DOCSTART- -X- O O\n\n# doc_id = {}\n", plan.article.id);
        let mut pieces = plan.pieces.iter().filter(|piece| label.is_none_or(|label| piece.label == *label)).peekable();
        let mut breaks = plan.breaks.iter().copied().peekable();
        for (number, (start, end)) in plan.tokens.iter().copied().enumerate() {
            if breaks.next_if_eq(&number).is_some() {
                lines.push('\n');
            }
            while pieces.next_if(|piece| piece.at.end() <= start).is_some() {}
            lines.push_str(plan.article.text.slice(start..end));
            lines.push(' ');
            match pieces.peek().filter(|piece| piece.at.start() <= start) {
                Some(Piece { label, at }) => {
                    lines.push(Place::letter(conll.scheme, at.start() == start, at.end() == end));
                    lines.push('-');
                    lines.push_str(&spelt(label.name()));
                }
                None => lines.push('O'),
            }
            lines.push('\n');
        }
        lines.push('\n');
        out.put(lines.as_bytes())?;
    }
    Ok(())
}

fn offsets(plans: &[Plan<'_>], out: &mut dyn Output) -> io::Result<()> {
    out.begin(&format!("conll{OFFSETS}"))?;
    out.put(b"id\tsentence\ttoken\tstart\tend\n")?;
    for plan in plans {
        let points = plan.article.text.code_points();
        let mut lines = String::new();
        let (mut sentence, mut first) = (1, 0);
        let mut breaks = plan.breaks.iter().copied().peekable();
        for (number, (start, end)) in plan.tokens.iter().copied().enumerate() {
            if breaks.next_if_eq(&number).is_some() {
                (sentence, first) = (sentence + 1, number);
            }
            let (from, to) = (points.before(start), points.before(end));
            writeln!(lines, "{}\t{sentence}\t{}\t{from}\t{to}", plan.article.id, number - first + 1).map_err(io::Error::other)?;
        }
        out.put(lines.as_bytes())?;
    }
    Ok(())
}

fn texts(plans: &[Plan<'_>], out: &mut dyn Output) -> io::Result<()> {
    out.begin(&format!("conll{TEXTS}"))?;
    for plan in plans {
        let row = TextRow { id: plan.article.id.to_string().into(), text: plan.article.text.as_str().into() };
        let row = serde_json::to_string(&row).map_err(io::Error::other)?;
        // Legal in JSON, and the end of a line elsewhere.
        let row = row.replace('\u{85}', "\\u0085").replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029");
        out.put(row.as_bytes())?;
        out.put(b"\n")?;
    }
    Ok(())
}
