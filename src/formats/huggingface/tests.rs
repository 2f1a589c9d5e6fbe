//! What is in the files, as the crate's own reader has it: the very rows of our JSONL.

use super::*;
use crate::formats::jsonl_lines::tests::hard;
use crate::formats::tests::Memory as Written;
use crate::formats::tests::{taken, written};
use crate::formats::{Jsonl, Options};
use crate::project::{Project, generate};
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::{Field, Row};
use parquet::schema::printer::print_schema;
use proptest::prelude::*;
use serde_json::{Map, Value, json};
use std::io::Write;

const SCHEMA: &str = include_str!("../../../tests/data/formats/huggingface/schema.txt");
const SAMPLE: &[u8] = include_bytes!("../../../tests/data/formats/huggingface/spans.parquet");
const EXPECTED: &str = include_str!("../../../tests/data/formats/huggingface/expected.json");

fn reader(bytes: &[u8]) -> SerializedFileReader<std::fs::File> {
    let mut file = tempfile::tempfile().unwrap();
    file.write_all(bytes).unwrap();
    SerializedFileReader::new(file).unwrap()
}

fn object(row: &Row) -> Value {
    row.get_column_iter().map(|(name, field)| (name.clone(), value(field))).collect::<Map<_, _>>().into()
}

#[expect(clippy::wildcard_enum_match_arm, reason = "a type more in the crate is one more that is not ours")]
fn value(field: &Field) -> Value {
    match field {
        Field::Null => Value::Null,
        Field::Bool(is_set) => (*is_set).into(),
        Field::Long(number) => (*number).into(),
        Field::Double(number) => (*number).into(),
        Field::Str(words) => words.as_str().into(),
        Field::Group(row) => object(row),
        Field::ListInternal(list) => list.elements().iter().map(value).collect::<Vec<_>>().into(),
        other => panic!("{other:?} is no type of ours"),
    }
}

/// The rows of a file.
fn rows(bytes: &[u8]) -> Vec<Value> {
    reader(bytes).get_row_iter(None).unwrap().map(|row| object(&row.unwrap())).collect()
}

/// Gives the members of pairs their names, wherever such a list stands.
fn name_pairs(row: &mut Value, list: &str, names: [&str; 2]) {
    match row {
        Value::Object(members) => {
            for (name, value) in members.iter_mut() {
                if name != list {
                    name_pairs(value, list, names);
                    continue;
                }
                for pair in value.as_array_mut().unwrap() {
                    let named = names.into_iter().zip(pair.as_array().unwrap()).map(|(name, value)| (name.to_owned(), value.clone()));
                    *pair = named.collect::<Map<_, _>>().into();
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| name_pairs(item, list, names)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// The rows that are meant: our JSONL's, with names for what are pairs there and every attribute.
fn meant(project: &Project) -> Vec<Value> {
    let lines = written(project, &Jsonl).text("jsonl.jsonl");
    let row = |line: &str| {
        let mut row: Value = serde_json::from_str(line).unwrap();
        for list in ["fragments", "cue", "skip"] {
            name_pairs(&mut row, list, ["start", "end"]);
        }
        name_pairs(&mut row, "of", ["analyst", "id"]);
        name_pairs(&mut row, "blocks", ["number", "kind"]);
        name_pairs(&mut row, "details", ["name", "value"]);
        name_pairs(&mut row, "places", ["number", "place"]);
        for span in row["spans"].as_array_mut().unwrap() {
            for name in ATTRIBUTES {
                span["attributes"].as_object_mut().unwrap().entry(name).or_insert(Value::Null);
            }
        }
        row
    };
    lines.lines().map(row).collect()
}

/// What a project is written as, in row groups of so many bytes.
fn file(project: &Project, most: usize) -> Vec<u8> {
    let mut files = Written::default();
    files.begin("a.parquet").unwrap();
    write_rows(&Export::of(project, true), &mut files, most).unwrap();
    files.bytes("a.parquet").to_vec()
}

fn of_rows(rows: &str) -> Project {
    let (project, intake) = taken(&Jsonl, &Written::of("a.jsonl", rows.as_bytes()), Options { format: "jsonl", ..Options::default() });
    assert_eq!(intake.refused, []);
    project
}

#[test]
fn the_schema_is_the_one_that_is_written_down() {
    let bytes = file(&Project::default(), MOST_GROUP_BYTES);
    let mut printed = Vec::new();
    print_schema(&mut printed, reader(&bytes).metadata().file_metadata().schema());
    assert_eq!(String::from_utf8(printed).unwrap(), SCHEMA);
}

/// The oracle's sample has a part of our columns, of the same types, and its rows read back as ours do.
#[test]
fn the_sample_of_the_oracle_has_some_of_our_columns_and_the_same_values() {
    let expected: Value = serde_json::from_str(EXPECTED).unwrap();
    assert_eq!(Value::from(rows(SAMPLE)), expected["docs"]);
    let lines: Vec<String> = expected["docs"].as_array().unwrap().iter().map(Value::to_string).collect();
    let (project, _) = taken(&Jsonl, &Written::of("a.jsonl", lines.join("\n").as_bytes()), Options { format: "jsonl", ..Options::default() });
    let ours = rows(&file(&project, MOST_GROUP_BYTES));
    assert_eq!(ours.len(), lines.len());
    for (own, theirs) in ours.iter().zip(expected["docs"].as_array().unwrap()) {
        let said = |row: &Value| {
            let span = |span: &Value| (span["start"].as_i64(), span["end"].as_i64(), span["text"].clone(), span["label"].as_str().map(str::to_lowercase));
            let mut spans: Vec<_> = row["spans"].as_array().unwrap().iter().map(span).collect();
            spans.sort_by_key(|span| (span.0, span.1, span.3.clone()));
            (row["text"].clone(), spans)
        };
        assert_eq!(said(own), said(theirs));
    }
    let columns = |bytes: &[u8]| {
        let described = reader(bytes).metadata().file_metadata().schema_descr_ptr();
        let column = |column: &parquet::schema::types::ColumnDescPtr| {
            let kind = (column.physical_type(), column.logical_type_ref().cloned(), column.max_def_level(), column.max_rep_level());
            (column.path().string(), kind)
        };
        described.columns().iter().map(column).collect::<Vec<_>>()
    };
    let own = columns(&file(&Project::default(), MOST_GROUP_BYTES));
    assert!(columns(SAMPLE).iter().all(|column| own.contains(column)));
}

#[test]
fn what_is_not_there_is_an_empty_list_or_null_and_no_list_is_null() {
    let project = of_rows(
        "{\"text\":\"None.\"}\n{\"text\":\"One 📈 two\",\"spans\":[{\"label\":\"Figure\",\"start\":4,\"end\":5},{\"label\":\"Odd “one”\",\"start\":0,\"end\":9}]}",
    );
    let found = rows(&file(&project, MOST_GROUP_BYTES));
    assert_eq!((&found[0]["spans"], &found[0]["links"], &found[0]["article"]["skip"]), (&json!([]), &json!([]), &json!([])));
    let spans = found[1]["spans"].as_array().unwrap();
    assert_eq!(spans[0]["fragments"], json!([{"start": 0, "end": 9}]));
    assert_eq!((&spans[0]["label"], &spans[0]["tags"], &spans[0]["score"]), (&json!("Odd “one”"), &json!([]), &Value::Null));
    assert_eq!((&spans[1]["start"], &spans[1]["end"], &spans[1]["text"]), (&json!(4), &json!(5), &json!("📈")));
}

#[test]
fn a_project_without_articles_is_a_file_without_rows() {
    let bytes = file(&Project::default(), MOST_GROUP_BYTES);
    assert_eq!((rows(&bytes).len(), reader(&bytes).num_row_groups()), (0, 0));
}

#[test]
fn row_groups_end_where_they_are_large_and_are_handed_on_one_by_one() {
    struct Pieces(Vec<usize>);
    impl Output for Pieces {
        fn begin(&mut self, _: &str) -> io::Result<()> {
            Ok(())
        }

        fn put(&mut self, bytes: &[u8]) -> io::Result<()> {
            self.0.push(bytes.len());
            Ok(())
        }
    }
    let lines: Vec<String> = (0..40).map(|number| json!({"text": format!("{number} {}", "é📈x".repeat(200))}).to_string()).collect();
    let project = of_rows(&lines.join("\n"));
    let bytes = file(&project, 10_000);
    let counts: Vec<i64> = reader(&bytes).metadata().row_groups().iter().map(|group| group.num_rows()).collect();
    assert!(counts.len() > 4 && counts.iter().all(|count| *count < 12) && counts.iter().sum::<i64>() == 40, "{counts:?}");
    assert_eq!(rows(&bytes), meant(&project));
    let mut pieces = Pieces(Vec::new());
    write_rows(&Export::of(&project, true), &mut pieces, 10_000).unwrap();
    assert_eq!(pieces.0.len(), counts.len() + 1, "and the end");
    assert_eq!(pieces.0.iter().sum::<usize>(), bytes.len());
}

#[test]
fn an_output_that_takes_no_more_ends_the_file() {
    struct Full;
    impl Output for Full {
        fn begin(&mut self, _: &str) -> io::Result<()> {
            Ok(())
        }

        fn put(&mut self, _: &[u8]) -> io::Result<()> {
            Err(io::Error::other("full"))
        }
    }
    let why = HuggingFace.write(&Export::of(&hard(), true), &mut Full).unwrap_err();
    assert_eq!(why.to_string(), "full");
}

#[test]
fn a_value_without_a_place_is_an_error_and_never_left_out() {
    let misfits =
        [json!({"id": 1}), json!({"new": "x"}), json!([1]), json!({"spans": {}}), json!({"spans": [{"start": 0.5}]}), json!({"spans": [{"score": "x"}]})];
    for row in misfits {
        assert!(table().put(row.clone()).is_err(), "{row}");
    }
    assert!(table().put(json!({})).is_ok());
}

#[test]
fn the_file_says_nothing_of_the_machine() {
    let bytes = file(&hard(), MOST_GROUP_BYTES);
    let reader = reader(&bytes);
    let said = reader.metadata().file_metadata();
    assert_eq!(said.created_by(), Some(concat!("factmark version ", env!("CARGO_PKG_VERSION"))));
    assert_eq!(said.key_value_metadata(), None);
}

#[test]
fn the_card_says_the_types_of_the_columns_with_names_that_yaml_reads_as_words() {
    let features = HuggingFace.features().unwrap();
    for said in [
        "  features:\n  - name: \"id\"\n    dtype: string\n",
        "  - name: \"spans\"\n    list:\n    - name: \"id\"\n      dtype: string\n",
        "    - name: \"start\"\n      dtype: int64\n",
        "    - name: \"tags\"\n      list: string\n",
        "    - name: \"on\"\n      dtype: string\n",
        "  - name: \"article\"\n    struct:\n    - name: \"origin\"\n      struct:\n      - name: \"file\"\n        dtype: string\n",
    ] {
        assert!(features.contains(said), "{said}\n{features}");
    }
}

#[test]
fn the_hard_project_is_written_row_by_row_as_our_jsonl() {
    assert_eq!(rows(&file(&hard(), MOST_GROUP_BYTES)), meant(&hard()));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_rows_are_those_of_our_jsonl_whatever_the_row_groups(project in generate::project(), most in 0..20_000_usize) {
        let bytes = file(&project, most);
        prop_assert_eq!(rows(&bytes), meant(&project));
        prop_assert!(file(&project, most) == bytes, "the same bytes again");
    }
}
