//! CSV of quotes, for tables and spreadsheets: a row a mark, as RFC 4180 has it, in UTF-8 with CR LF between rows. It has no texts, so that it is
//! only written.

use super::record::Reading;
use super::{About, Export, Files, Format, Holds, Output, attributes};
use crate::project::{Article, Link, Mark, Word};
use crate::text::Unit;
use std::io;
use std::sync::Arc;

/// CSV of quotes.
pub struct Csv;

/// The columns.
const COLUMNS: [&str; 14] =
    ["article_id", "article", "file", "mark_id", "label", "start", "end", "quote", "attributes", "links", "note", "tags", "state", "by"];

impl Format for Csv {
    fn about(&self) -> About {
        let holds = Holds {
            any_label: true,
            line_breaks: true,
            overlaps: true,
            links: true,
            links_across: true,
            attributes: true,
            notes: true,
            tags: true,
            authors: true,
            states: true,
            ..Holds::default()
        };
        About {
            name: "csv",
            title: "CSV of quotes",
            ending: "csv",
            per_article: false,
            beside: &[],
            unit: Some(Unit::CodePoints),
            reads: false,
            writes: true,
            holds,
        }
    }

    fn write(&self, export: &Export<'_>, out: &mut dyn Output) -> io::Result<()> {
        out.begin("csv.csv")?;
        out.put(row(&COLUMNS.map(str::to_owned)).as_bytes())?;
        for (article, _) in &export.articles {
            let links = export.links(article);
            for mark in export.marks(article) {
                out.put(row(&cells(export, article, mark, &links)).as_bytes())?;
            }
        }
        Ok(())
    }

    fn read(&self, _: &dyn Files, _: &mut Reading<'_>) {}
}

fn cells<'p>(export: &Export<'p>, article: &'p Article, mark: &'p Mark, links: &[(&'p Arc<Mark>, &'p Link, &'p Arc<Mark>)]) -> [String; 14] {
    let points = article.text.code_points();
    let own = links.iter().filter(|(from, ..)| from.id == mark.id).map(|(_, link, to)| format!("{} {}", link.kind.name(), to.id));
    let said = attributes(export.project, mark).into_iter().map(|(name, value)| format!("{name}={value}"));
    [
        article.id.to_string(),
        article.title.clone(),
        article.origin.file.clone(),
        mark.id.to_string(),
        mark.label().name().to_owned(),
        points.of(mark.at.first()).start.to_string(),
        points.of(mark.at.last()).end.to_string(),
        mark.at.words(&article.text),
        said.collect::<Vec<_>>().join("; "),
        own.collect::<Vec<_>>().join("; "),
        mark.note.clone(),
        mark.tags.iter().map(|tag| tag.to_string()).collect::<Vec<_>>().join(", "),
        mark.state.name().to_owned(),
        mark.by.to_string(),
    ]
}

fn row(cells: &[String; 14]) -> String {
    let cell = |cell: &String| {
        let is_plain = !cell.contains(['"', ',', '\n', '\r']) && cell.trim() == cell;
        if is_plain { cell.clone() } else { format!("\"{}\"", cell.replace('"', "\"\"")) }
    };
    cells.iter().map(cell).collect::<Vec<_>>().join(",") + "\r\n"
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::tests::{Memory, written};
    use crate::project::generate;
    use proptest::prelude::*;

    /// The cells of a table, as RFC 4180 reads them.
    fn parsed(text: &str) -> Vec<Vec<String>> {
        let (mut rows, mut row, mut cell, mut is_quoted) = (Vec::new(), Vec::new(), String::new(), false);
        let mut chars = text.chars().peekable();
        while let Some(c) = chars.next() {
            match (c, is_quoted) {
                ('"', true) if chars.peek() == Some(&'"') => cell.extend(chars.next()),
                ('"', _) => is_quoted = !is_quoted,
                (',', false) => row.push(std::mem::take(&mut cell)),
                ('\r', false) if chars.peek() == Some(&'\n') => {
                    chars.next();
                    row.push(std::mem::take(&mut cell));
                    rows.push(std::mem::take(&mut row));
                }
                (c, _) => cell.push(c),
            }
        }
        assert!(cell.is_empty() && row.is_empty() && !is_quoted);
        rows
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn every_mark_is_a_row_with_its_words(project in generate::project()) {
            let files: Memory = written(&project, &Csv);
            let rows = parsed(&files.text("csv.csv"));
            let export = Export::of(&project, true);
            let quotes: Vec<String> = export.articles.iter().flat_map(|(article, _)| export.marks(article).into_iter().map(|mark| mark.at.words(&article.text))).collect();
            prop_assert_eq!(rows[0].clone(), COLUMNS.map(str::to_owned).to_vec());
            prop_assert_eq!(rows[1..].iter().map(|row| row[7].clone()).collect::<Vec<_>>(), quotes);
        }
    }
}
