//! Tables of every awkward kind, damaged ones, and those that are made to harm.

use super::*;
use crate::article::{encoding, fixtures, harm};
use crate::project::generate::hard_string;
use proptest::prelude::*;

fn how(name: &str) -> Rows {
    if name.contains(".json") { Rows::Json } else { Rows::Delimited }
}

/// All rows as one page: the rows parted by lines of their own.
fn all(name: &str, bytes: &[u8]) -> Result<Page, Refusal> {
    let decoded = encoding::decode(bytes, None, None)?;
    let mut whole = Page { warnings: decoded.warnings, ..Page::default() };
    for row in read_all(&decoded.text, how(name))? {
        let shown = match row.article {
            Ok(page) => fixtures::show(&page),
            Err(refusal) => format!("refused: {refusal}"),
        };
        whole.paper.put(&format!("=== line {}\n{}", row.line, shown.trim_end()), None, Group::NONE);
    }
    Ok(whole)
}

#[test]
fn each_row_is_an_article() {
    fixtures::check("rows", all);
}

#[test]
fn damaged_tables_do_no_harm() {
    let rows = |source: &str, how| read_all(source, how).map_or_else(|refusal| vec![Err(refusal)], |rows| rows.into_iter().map(|row| row.article).collect());
    for how in [Rows::Json, Rows::Delimited] {
        harm::harm("rows", |bytes| rows(&String::from_utf8_lossy(bytes), how));
    }
}

/// How many rows came of a source, and how many of these are articles.
fn counted(source: &str, how: Rows) -> Result<(usize, usize), Refusal> {
    read_all(source, how).map(|rows| (rows.len(), rows.iter().filter(|row| row.article.is_ok()).count()))
}

#[test]
fn a_column_is_known_by_its_name_in_any_case_and_by_its_length() {
    for (header, role) in [
        ("Article_Body", Some(Role::Text)),
        ("full text", Some(Role::Text)),
        ("Überschrift", Some(Role::Title)),
        ("PUBLISHED_AT", Some(Role::Published)),
        ("Ngôn ngữ", Some(Role::Language)),
        ("शीर्षक", Some(Role::Title)),
        ("texts", None),
        ("", None),
        ("the text", None),
    ] {
        assert_eq!(names::role(header), role, "{header}");
    }
}

#[test]
fn tables_made_to_harm_are_read_or_refused() {
    let large = "x".repeat(super::super::LIMIT_BYTES - 100);
    assert_eq!(counted(&format!("title,text\na,\"{large}\"\n"), Rows::Delimited), Ok((1, 1)));
    drop(large);
    let columns = ",".repeat(10_000_000);
    let refusal = Refusal::TooManyColumns { limit: limits::ROW_COLUMNS };
    assert_eq!(counted(&columns, Rows::Delimited), Err(refusal.clone()));
    assert_eq!(counted(&format!("text,b\nwords,1\n{columns}\n"), Rows::Delimited), Ok((2, 1)), "a row costs itself only");
    let members = (0..3000).map(|at| format!("\"k{at}\":1,")).collect::<String>();
    assert_eq!(counted(&format!("{{{members}\"text\":\"a\"}}\n{{\"text\":\"b\"}}"), Rows::Json), Ok((2, 1)));
    for deep in ["[", "{\"a\":"] {
        let nested = deep.repeat(100_000);
        assert!(counted(&nested, Rows::Json).map_or(true, |(_, articles)| articles == 0));
        let row = format!("{{\"text\":\"words\"}}\n{{\"text\":\"more\",\"deep\":{nested}}}\n{{\"text\":\"words\"}}\n");
        assert_eq!(counted(&row, Rows::Json), Ok((3, 2)));
    }
    let closed = format!("{{\"text\":\"words\",\"deep\":{}{}}}", "[".repeat(100_000), "]".repeat(100_000));
    assert_eq!(counted(&closed, Rows::Json), Ok((1, 1)));
    assert_eq!(counted(&"{}\n".repeat(limits::ROWS + 1), Rows::Json), Err(Refusal::TooManyRows { limit: limits::ROWS }));
    assert_eq!(counted(&format!("[{}]", vec!["1"; limits::ROWS + 1].join(",")), Rows::Json), Err(Refusal::TooManyRows { limit: limits::ROWS }));
    assert_eq!(counted(&format!("text,b\n{}", "a,b\n".repeat(limits::ROWS + 1)), Rows::Delimited), Err(Refusal::TooManyRows { limit: limits::ROWS }));
    let wide = format!("{}text\n{}", "c,".repeat(1500), format!("{}t\n", "1,".repeat(1500)).repeat(3000));
    assert_eq!(counted(&wide, Rows::Delimited), Err(Refusal::TooManyCells { limit: limits::ROW_DETAILS }));
    for piece in ["\"", "\"a", "\"\",", "\t\"", "<", "NaN", "\\", "[{", "\"\n", "sep=", "\r"] {
        for how in [Rows::Json, Rows::Delimited] {
            for start in ["", "{\"text\":\"a\"}\n", "text,b\n"] {
                drop(counted(&format!("{start}{}", piece.repeat(20_000)), how));
            }
        }
    }
}

/// A cell of hard characters, with what parts cells and rows in it.
fn cell() -> impl Strategy<Value = String> {
    (hard_string(), prop::sample::select(vec!["", ",", ";", "\t", "\"", "\n", "\"\"", "a,\"b"]), hard_string())
        .prop_map(|(before, sign, after)| before + sign + &after)
}

/// Writes cells as a table and as JSON, and reads them.
fn come_back(rows: &[(String, String)], delimiter: char, ends: &str) {
    let quoted = |cell: &str| format!("\"{}\"", cell.replace('"', "\"\""));
    let mut table = format!("text{delimiter}note{ends}");
    for (text, note) in rows {
        table.push_str(&format!("{}{delimiter}{}{ends}", quoted(&format!("w{text}w")), quoted(&format!("n{note}n"))));
    }
    let json: String =
        rows.iter().map(|(text, note)| serde_json::json!({"text": format!("w{text}w"), "note": format!("n{note}n")}).to_string() + ends).collect();
    for (source, how) in [(table, Rows::Delimited), (json, Rows::Json)] {
        let read = read_all(&source, how).unwrap();
        assert_eq!(read.len(), rows.len());
        for (row, (text, note)) in read.into_iter().zip(rows) {
            let page = row.article.unwrap();
            assert_eq!(page.paper.text(), format!("w{text}w").replace("\r\n", "\n"));
            assert_eq!(&page.details, &[("note".to_owned(), format!("n{note}n"))]);
            assert_eq!(&page.warnings, &[]);
        }
    }
}

#[test]
fn controls_in_cells_come_back() {
    come_back(&[("\r\n\0\u{1b}".into(), String::new())], ',', "\n");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn cells_come_back_as_they_were_written(rows in prop::collection::vec((cell(), cell()), 1..6), delimiter in prop::sample::select(vec![',', ';', '\t', '|']), ends in prop::sample::select(vec!["\n", "\r\n"])) {
        come_back(&rows, delimiter, ends);
    }
}
