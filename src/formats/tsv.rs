//! TSV: a text in `NAME.txt`, and in `NAME.tsv` a row for each mark: id, label, start, end. Only read.
//!
//! Places are code points of the text as it stands in the file, half open; a byte order mark before it is no part of it, and no line end is
//! changed. A fifth column is the marked words where the header says so or most of its cells are as long as their ranges; whatever stands behind is
//! kept. A first row without a digit in start and end is a header. Blank rows are passed over.
//!
//! Where rows have no words, nothing proves in what their places are counted: it is told once a text that has signs on which programs differ (CR LF, a
//! byte order mark, signs beyond the basic plane).
//!
//! The rows of `NAME.txt` are in `NAME.tsv`, `NAME.labels`, and, as in the sets of PTC and SemEval-2020, `NAME.labels.tsv` and
//! `NAME.task2-TC.labels`; in several of them where several are there. They are looked for in the folder of the text, and where that has no such text,
//! in all folders. In a file such as `NAME.task1-SI.labels` rows may have no label: the part behind the hyphen (`SI`) is it.
//!
//! The first column is the article in those sets. Where it differs from row to row it is the mark's own id.

#[cfg(test)]
mod tests;

use super::record::{Document, Reading, Span};
use super::rows::Rows;
use super::{About, Export, Files, Format, Holds, Output};
use crate::article::{LIMIT_BYTES, Origin};
use crate::project::Kept;
use crate::text::Unit;
use std::collections::BTreeMap;
use std::io::{self, Read};

/// Bytes that a row may have.
const MOST_ROW_BYTES: u64 = 1 << 20;

/// Texts with tables of marks.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Tsv;

impl Format for Tsv {
    fn about(&self) -> About {
        let holds = Holds { any_label: true, overlaps: true, line_breaks: true, ..Holds::default() };
        let unit = Some(Unit::CodePoints);
        About {
            name: "tsv",
            title: "Texts with tables of marks, as PTC and SemEval-2020 have them",
            ending: "tsv",
            per_article: true,
            beside: &["txt", "labels", "labels.tsv", "task1-SI.labels", "task2-TC.labels", "task-SI.labels", "task-TC.labels", "task-FLC.labels"],
            unit,
            reads: true,
            writes: false,
            holds,
        }
    }

    fn write(&self, _: &Export<'_>, _: &mut dyn Output) -> io::Result<()> {
        Err(io::Error::new(io::ErrorKind::Unsupported, "tsv is only read"))
    }

    fn read(&self, files: &dyn Files, reading: &mut Reading<'_>) {
        let paths = files.paths();
        let mut texts: BTreeMap<&str, Vec<&str>> = paths.iter().filter_map(|path| Some((path.strip_suffix(".txt")?, Vec::new()))).collect();
        // A text of a name in whatever folder; none where there are several.
        let mut by_name: BTreeMap<&str, Option<&str>> = BTreeMap::new();
        for stem in texts.keys() {
            by_name.entry(folder_and_name(stem).1).and_modify(|only| *only = None).or_insert(Some(stem));
        }
        for path in &paths {
            let Some(stem) = table_of(path) else {
                if !path.ends_with(".txt") {
                    reading.refuse(path, 0, "it is neither a text, whose name ends in .txt, nor a table, whose name ends in .tsv or .labels");
                }
                continue;
            };
            let elsewhere = || by_name.get(folder_and_name(stem).1).copied().flatten();
            let stem = Some(stem).filter(|stem| texts.contains_key(stem)).or_else(elsewhere);
            match stem.and_then(|stem| texts.get_mut(stem)) {
                Some(tables) => tables.push(path),
                None => reading.refuse(path, 0, "there is no .txt file of its name, or there are several in other folders"),
            }
        }
        for (stem, tables) in texts {
            document(files, stem, &tables, reading);
        }
    }
}

/// The path without its ending, if it is one of a table: `a/article1` for `a/article1.task2-TC.labels`.
fn table_of(path: &str) -> Option<&str> {
    let stem = path.strip_suffix(".labels").or_else(|| path.strip_suffix(".tsv")).or_else(|| path.strip_suffix(".TSV"))?;
    let stem = stem.strip_suffix(".labels").unwrap_or(stem);
    let task = stem.rsplit_once('.').filter(|(_, task)| task.starts_with("task") && !task.contains('/'));
    Some(task.map_or(stem, |(before, _)| before))
}

fn folder_and_name(path: &str) -> (&str, &str) {
    path.rsplit_once('/').unwrap_or(("", path))
}

/// A text with what its tables say.
fn document(files: &dyn Files, stem: &str, tables: &[&str], reading: &mut Reading<'_>) {
    let path = format!("{stem}.txt");
    let (text, bom) = match text_of(files, &path) {
        Ok(read) => read,
        Err(why) => {
            reading.refuse(&path, 0, why);
            for table in tables {
                reading.refuse(table, 0, "its text cannot be read");
            }
            return;
        }
    };
    let name = folder_and_name(stem).1;
    let read: Vec<(&str, Table)> = tables.iter().map(|table| (*table, rows(files, table, reading))).collect();
    let all = || read.iter().flat_map(|(_, table)| &table.rows);
    let has_quotes = tables_have_words(&read);
    let mut ids: BTreeMap<&str, usize> = BTreeMap::new();
    all().for_each(|row| *ids.entry(&row.id).or_default() += 1);
    let only = ids.keys().next().filter(|id| ids.len() == 1 && !id.is_empty() && name.ends_with(**id));
    let article = only.map_or(name, |id| *id).to_owned();
    let own = |row: &Row| row.id != article && ids.get(row.id.as_str()) == Some(&1);
    let file = if let [only] = tables { (*only).to_owned() } else { path.clone() };
    let mut spans = Vec::new();
    for (table, read) in &read {
        let table = if *table == file { String::new() } else { (*table).to_owned() };
        spans.extend(read.rows.iter().map(|row| Span { file: table.clone(), ..row.span(own(row), has_quotes) }));
    }
    if !has_quotes
        && let Some(doubt) = doubt(&text, bom)
        && let Some((table, _)) = read.iter().find(|(_, table)| !table.rows.is_empty())
    {
        reading.repair(table, 0, doubt);
    }
    let origin = Origin { file: folder_and_name(&path).1.to_owned(), bom, ..Origin::default() };
    reading.take(Document { file, id: article, text, origin, unit: Some(Unit::CodePoints), spans, ..Document::default() });
}

/// Whether the fifth column of the tables is the marked words: a header says so, or most cells are as long as their ranges. Others have the name of an
/// analyst there, or a score.
fn tables_have_words(tables: &[(&str, Table)]) -> bool {
    let cells = || tables.iter().flat_map(|(_, table)| &table.rows).filter_map(|row| Some((row.rest.first().filter(|cell| !cell.is_empty())?, row.at)));
    let is_as_long = |(cell, (start, end)): &(&String, (usize, usize))| {
        let length = end - start;
        [cell.chars().count(), cell.encode_utf16().count(), cell.len()].contains(&length)
    };
    let count = cells().count();
    if tables.iter().any(|(_, table)| table.names_other) {
        return false;
    }
    count > 0 && (tables.iter().any(|(_, table)| table.names_words) || 2 * cells().filter(is_as_long).count() >= count)
}

/// What programs count differently in a text, and how it was counted here.
fn doubt(text: &str, bom: bool) -> Option<String> {
    let signs = [
        (text.contains("\r\n"), "CR LF line ends, which are two"),
        (bom, "a byte order mark, which is none"),
        (text.chars().any(|c| c.len_utf16() > 1), "signs such as emoji, which are one"),
    ];
    let there: Vec<&str> = signs.into_iter().filter_map(|(is_there, what)| is_there.then_some(what)).collect();
    let words = there.join(", and ");
    (!there.is_empty()).then(|| format!("its rows have no words that would prove their places; in the text are {words}: if the table was made by a program that counts otherwise, look at the marks"))
}

/// A text, and whether a byte order mark stood before it.
fn text_of(files: &dyn Files, path: &str) -> Result<(String, bool), String> {
    let mut bytes = Vec::new();
    let read = files.open(path).and_then(|file| file.take(LIMIT_BYTES as u64 + 1).read_to_end(&mut bytes));
    read.map_err(|why| format!("it cannot be read: {why}"))?;
    if bytes.len() > LIMIT_BYTES {
        return Err(format!("it has more than {} MiB", LIMIT_BYTES >> 20));
    }
    let text = String::from_utf8(bytes).map_err(|why| format!("it is not UTF-8 from byte {} on", why.utf8_error().valid_up_to()))?;
    match text.strip_prefix('\u{feff}') {
        Some(rest) => Ok((rest.to_owned(), true)),
        None => Ok((text, false)),
    }
}

/// A row of a table.
struct Row {
    line: usize,
    id: String,
    label: String,
    at: (usize, usize),
    /// The columns behind the end.
    rest: Vec<String>,
}

/// What a table says.
#[derive(Default)]
struct Table {
    rows: Vec<Row>,
    /// Whether its header calls the fifth column words.
    names_words: bool,
    /// Whether it calls it something else.
    names_other: bool,
}

impl Row {
    fn span(&self, has_own_id: bool, has_quotes: bool) -> Span {
        let (quote, kept) = self.rest.split_at(usize::from(has_quotes).min(self.rest.len()));
        let quote: Vec<String> = quote.iter().filter(|words| !words.is_empty()).cloned().collect();
        let kept = if kept.iter().all(String::is_empty) { Vec::new() } else { vec![Kept { format: "tsv".into(), text: kept.join("\t") }] };
        Span {
            line: self.line,
            id: if has_own_id { self.id.clone() } else { String::new() },
            label: self.label.clone(),
            at: vec![self.at],
            quote,
            kept,
            ..Span::default()
        }
    }
}

/// The rows of a table that can be taken.
fn rows(files: &dyn Files, path: &str, reading: &mut Reading<'_>) -> Table {
    let mut table = Table::default();
    let Some(mut lines) = Rows::open(files, path, MOST_ROW_BYTES, reading) else { return table };
    let task = task_of(path);
    let mut is_first = true;
    while let Some((line, words)) = lines.next(reading) {
        if words.trim().is_empty() {
            continue;
        }
        match row(line, words, task) {
            Ok(row) => table.rows.push(row),
            Err(_) if is_first && is_header(words, task) => {
                table.names_words = names_words(words);
                table.names_other = !table.names_words && words.split('\t').nth(4).is_some_and(|name| !name.trim().is_empty());
            }
            Err(wrong) => reading.refuse(path, line, wrong.sentence()),
        }
        is_first = false;
    }
    table
}

/// Whether a row names columns: it has all of them, and no digit stands where places do.
fn is_header(words: &str, task: Option<&str>) -> bool {
    let cells: Vec<&str> = words.split('\t').collect();
    let places = if task.is_some() && cells.len() == 3 { cells.get(1..3) } else { cells.get(2..4) };
    places.is_some_and(|cells| cells.iter().all(|cell| cell.chars().any(char::is_alphabetic) && !cell.contains(|c: char| c.is_ascii_digit())))
}

/// Whether a header calls the fifth column words.
fn names_words(words: &str) -> bool {
    let name = words.split('\t').nth(4).unwrap_or_default().trim().to_lowercase();
    ["text", "words", "quote", "span", "span_text", "span text", "surface", "mention", "covered_text", "snippet"].contains(&name.as_str())
}

/// What stands behind the hyphen of `NAME.task1-SI.labels`.
fn task_of(path: &str) -> Option<&str> {
    let stem = path.strip_suffix(".labels")?;
    let (_, task) = stem.rsplit_once('.').filter(|(_, task)| task.starts_with("task") && !task.contains('/'))?;
    task.split_once('-').map(|(_, label)| label).filter(|label| !label.is_empty())
}

/// Why a row is none.
enum Wrong {
    Columns(usize),
    Label,
    Start(String),
    End(String),
    Order(usize, usize),
}

impl Wrong {
    fn sentence(&self) -> String {
        match self {
            Self::Columns(count) => format!("it has {count} of the columns id, label, start and end"),
            Self::Label => "it has no label".to_owned(),
            Self::Start(word) => format!("its start “{word}” is no number"),
            Self::End(word) => format!("its end “{word}” is no number"),
            Self::Order(start, end) => format!("its end {end} is not behind its start {start}"),
        }
    }
}

fn row(line: usize, words: &str, task: Option<&str>) -> Result<Row, Wrong> {
    let mut cells: Vec<&str> = words.split('\t').collect();
    // What stands behind is words, which may have blanks at their ends.
    cells.iter_mut().take(4).for_each(|cell| *cell = cell.trim_matches(' '));
    let is_number = |cell: Option<&&str>| cell.is_some_and(|cell| cell.parse::<usize>().is_ok());
    if let Some(task) = task.filter(|_| cells.len() == 3 && is_number(cells.get(1)) && is_number(cells.get(2))) {
        cells.insert(1, task);
    }
    let [id, label, start, end, rest @ ..] = cells.as_slice() else { return Err(Wrong::Columns(cells.len())) };
    let short = |word: &str| word.chars().take(40).collect::<String>();
    let from: usize = start.parse().map_err(|_| Wrong::Start(short(start)))?;
    let to: usize = end.parse().map_err(|_| Wrong::End(short(end)))?;
    if label.is_empty() {
        return Err(Wrong::Label);
    }
    if from >= to {
        return Err(Wrong::Order(from, to));
    }
    Ok(Row { line, id: (*id).to_owned(), label: (*label).to_owned(), at: (from, to), rest: rest.iter().map(|cell| (*cell).to_owned()).collect() })
}
