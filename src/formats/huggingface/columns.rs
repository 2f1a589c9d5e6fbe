//! Rows taken apart into columns, as Parquet keeps what is nested: each column has its values and, for each place where one could be, two levels.
//!
//! The definition level says how much of the way down is there: each group, list, item and value on it counts one. The repetition level says which
//! list goes on: 0 begins a row, 1 is one more item of the outermost list, 2 of the next one inside.

use serde_json::Value;

/// A column, or several under one name, with what is in them so far. Each may be null.
pub(super) enum Column {
    /// One column of values.
    Leaf(Leaf),
    /// Columns side by side, by name.
    Group(Vec<(&'static str, Column)>),
    /// Any number of something.
    List(Box<Column>),
}

/// The values of a column with their levels.
pub(super) struct Leaf {
    /// The values that are not null.
    pub(super) values: Values,
    /// The definition level of each place.
    pub(super) defined: Vec<i16>,
    /// The repetition level of each place.
    pub(super) repeated: Vec<i16>,
    /// About how many bytes all that has.
    bytes: usize,
}

/// Values of one kind.
pub(super) enum Values {
    /// Strings.
    Words(Vec<String>),
    /// Signed integers of 64 bits.
    Whole(Vec<i64>),
    /// Floating point numbers of 64 bits.
    Real(Vec<f64>),
    /// Yes or no.
    Flag(Vec<bool>),
}

/// Where in the nesting something stands.
#[derive(Clone, Copy)]
struct Level {
    /// The definition level of what is around it.
    defined: i16,
    /// The repetition level.
    repeated: i16,
    /// How many lists are around it.
    lists: i16,
}

/// A value that its column cannot have. The columns and the rows are both ours, so that this is a mistake of the program.
#[derive(Debug, thiserror::Error)]
#[error("a row has a value that its columns have no place for")]
pub(super) struct Misfit;

/// A column of strings.
pub(super) fn words() -> Column {
    leaf(Values::Words(Vec::new()))
}

/// A column of integers.
pub(super) fn whole() -> Column {
    leaf(Values::Whole(Vec::new()))
}

/// A column of floating point numbers.
pub(super) fn real() -> Column {
    leaf(Values::Real(Vec::new()))
}

/// A column of yes or no.
pub(super) fn flag() -> Column {
    leaf(Values::Flag(Vec::new()))
}

/// Columns side by side.
pub(super) fn group<const N: usize>(columns: [(&'static str, Column); N]) -> Column {
    Column::Group(columns.into())
}

/// Any number of something.
pub(super) fn list(item: Column) -> Column {
    Column::List(Box::new(item))
}

fn leaf(values: Values) -> Column {
    Column::Leaf(Leaf { values, defined: Vec::new(), repeated: Vec::new(), bytes: 0 })
}

/// The rows that were put in and not written yet.
pub(super) struct Table {
    /// The columns, by name.
    pub(super) columns: Vec<(&'static str, Column)>,
    /// How many rows are in them.
    pub(super) rows: usize,
}

impl Table {
    /// Without rows.
    pub(super) fn new<const N: usize>(columns: [(&'static str, Column); N]) -> Self {
        Self { columns: columns.into(), rows: 0 }
    }

    /// Adds a row. After an error the columns are not to be used.
    pub(super) fn put(&mut self, row: Value) -> Result<(), Misfit> {
        self.rows += 1;
        put_fields(&mut self.columns, row, Level { defined: 0, repeated: 0, lists: 0 })
    }

    /// About how many bytes the rows have.
    pub(super) fn bytes(&self) -> usize {
        self.columns.iter().map(|(_, column)| column.bytes()).sum()
    }

    /// The types of the columns as the head of a card has them, from `features:` on, two blanks in.
    pub(super) fn features(&self) -> String {
        let mut out = String::from("  features:\n");
        describe_fields(&self.columns, 2, &mut out);
        out
    }
}

impl Column {
    fn put(&mut self, value: Value, at: Level) -> Result<(), Misfit> {
        match (self, value) {
            (column, Value::Null) => column.put_none(at),
            (Self::Leaf(leaf), value) => return leaf.put(value, at),
            (Self::Group(fields), value) => return put_fields(fields, value, at.inside()),
            (Self::List(item), Value::Array(items)) if items.is_empty() => item.put_none(at.inside()),
            (Self::List(item), Value::Array(items)) => {
                let first = Level { lists: at.lists + 1, ..at.inside().inside() };
                for (number, value) in items.into_iter().enumerate() {
                    item.put(value, if number == 0 { first } else { Level { repeated: first.lists, ..first } })?;
                }
            }
            (Self::List(_), _) => return Err(Misfit),
        }
        Ok(())
    }

    /// Says in every column inside that from here down there is nothing.
    fn put_none(&mut self, at: Level) {
        match self {
            Self::Leaf(leaf) => leaf.level(at),
            Self::Group(fields) => fields.iter_mut().for_each(|(_, column)| column.put_none(at)),
            Self::List(item) => item.put_none(at),
        }
    }

    fn bytes(&self) -> usize {
        match self {
            Self::Leaf(leaf) => leaf.bytes,
            Self::Group(fields) => fields.iter().map(|(_, column)| column.bytes()).sum(),
            Self::List(item) => item.bytes(),
        }
    }

    /// What follows a name in the head of a card, so many blanks in.
    fn describe(&self, blanks: usize, out: &mut String) {
        let indent = " ".repeat(blanks);
        match self {
            Self::Leaf(leaf) => out.push_str(&format!("{indent}dtype: {}\n", leaf.values.dtype())),
            Self::Group(fields) => {
                out.push_str(&format!("{indent}struct:\n"));
                describe_fields(fields, blanks, out);
            }
            Self::List(item) => match item.as_ref() {
                Self::Leaf(leaf) => out.push_str(&format!("{indent}list: {}\n", leaf.values.dtype())),
                Self::Group(fields) => {
                    out.push_str(&format!("{indent}list:\n"));
                    describe_fields(fields, blanks, out);
                }
                Self::List(_) => {
                    out.push_str(&format!("{indent}list:\n"));
                    item.describe(blanks + 2, out);
                }
            },
        }
    }
}

/// Puts an object's members into the columns of their names, or a pair's into them in their order.
fn put_fields(fields: &mut [(&'static str, Column)], value: Value, at: Level) -> Result<(), Misfit> {
    match value {
        Value::Object(mut members) => {
            for (name, column) in fields {
                column.put(members.remove(*name).unwrap_or_default(), at)?;
            }
            if members.is_empty() { Ok(()) } else { Err(Misfit) }
        }
        Value::Array(items) if items.len() == fields.len() => fields.iter_mut().zip(items).try_for_each(|((_, column), item)| column.put(item, at)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Array(_) => Err(Misfit),
    }
}

/// Names are quoted: YAML takes a bare `on` for a yes.
fn describe_fields(fields: &[(&'static str, Column)], blanks: usize, out: &mut String) {
    for (name, column) in fields {
        out.push_str(&format!("{}- name: {}\n", " ".repeat(blanks), Value::from(*name)));
        column.describe(blanks + 2, out);
    }
}

impl Level {
    /// One step down that is there.
    fn inside(self) -> Self {
        Self { defined: self.defined + 1, ..self }
    }
}

impl Leaf {
    fn put(&mut self, value: Value, at: Level) -> Result<(), Misfit> {
        self.bytes += match (&mut self.values, value) {
            (Values::Words(all), Value::String(words)) => {
                let bytes = words.len() + size_of::<String>();
                all.push(words);
                bytes
            }
            (Values::Whole(all), Value::Number(number)) => {
                all.push(number.as_i64().ok_or(Misfit)?);
                size_of::<i64>()
            }
            (Values::Real(all), Value::Number(number)) => {
                all.push(number.as_f64().ok_or(Misfit)?);
                size_of::<f64>()
            }
            (Values::Flag(all), Value::Bool(is_set)) => {
                all.push(is_set);
                size_of::<bool>()
            }
            (Values::Words(_) | Values::Whole(_) | Values::Real(_) | Values::Flag(_), _) => return Err(Misfit),
        };
        self.level(at.inside());
        Ok(())
    }

    fn level(&mut self, at: Level) {
        self.defined.push(at.defined);
        self.repeated.push(at.repeated);
        self.bytes += 2 * size_of::<i16>();
    }

    /// Takes everything out.
    pub(super) fn take(&mut self) -> Self {
        let values = match &mut self.values {
            Values::Words(all) => Values::Words(std::mem::take(all)),
            Values::Whole(all) => Values::Whole(std::mem::take(all)),
            Values::Real(all) => Values::Real(std::mem::take(all)),
            Values::Flag(all) => Values::Flag(std::mem::take(all)),
        };
        let bytes = std::mem::take(&mut self.bytes);
        Self { values, defined: std::mem::take(&mut self.defined), repeated: std::mem::take(&mut self.repeated), bytes }
    }
}

impl Values {
    /// Their type as the head of a card has it.
    fn dtype(&self) -> &'static str {
        match self {
            Self::Words(_) => "string",
            Self::Whole(_) => "int64",
            Self::Real(_) => "float64",
            Self::Flag(_) => "bool",
        }
    }
}
