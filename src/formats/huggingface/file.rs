//! A Parquet file of a table: the only place that names the crate `parquet`, whose major versions come often.

use super::columns::{Column, Leaf, Table, Values};
use crate::formats::Output;
use parquet::basic::{Compression, LogicalType, Repetition, Type as Physical};
use parquet::data_type::{BoolType, ByteArray, ByteArrayType, DataType, DoubleType, Int64Type};
use parquet::errors::{ParquetError, Result};
use parquet::file::properties::{EnabledStatistics, WriterProperties};
use parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::types::{ColumnPath, Type, TypePtr};
use std::io;
use std::sync::Arc;

/// Who wrote the file, as it says itself. Nothing of the machine and no date: the same rows make the same bytes.
const CREATED_BY: &str = concat!("factmark version ", env!("CARGO_PKG_VERSION"));

/// A file that goes to an output, a row group at a time.
pub(super) struct Parquet<'o> {
    writer: SerializedFileWriter<Vec<u8>>,
    out: &'o mut dyn Output,
}

impl<'o> Parquet<'o> {
    /// A file for the columns of a table, in the output's file that was begun last.
    ///
    /// # Errors
    /// Where the columns are none that Parquet can have.
    pub(super) fn new(table: &Table, out: &'o mut dyn Output) -> io::Result<Self> {
        let properties = WriterProperties::builder()
            .set_created_by(CREATED_BY.to_owned())
            .set_compression(Compression::SNAPPY)
            .set_statistics_enabled(EnabledStatistics::Chunk)
            // No two articles are the same: a dictionary of them would only be in the way.
            .set_column_dictionary_enabled(ColumnPath::from("text"), false)
            .build();
        let writer = SerializedFileWriter::new(Vec::new(), schema(table)?, Arc::new(properties))?;
        Ok(Self { writer, out })
    }

    /// Writes the rows of the table as a row group, and empties the table.
    ///
    /// # Errors
    /// Where the output takes no more.
    pub(super) fn put(&mut self, table: &mut Table) -> io::Result<()> {
        let mut group = self.writer.next_row_group()?;
        table.columns.iter_mut().try_for_each(|(_, column)| put_column(&mut group, column))?;
        group.close()?;
        table.rows = 0;
        self.pass_on()
    }

    /// Writes what rows are left, and the end of the file.
    ///
    /// # Errors
    /// Where the output takes no more.
    pub(super) fn end(mut self, table: &mut Table) -> io::Result<()> {
        if table.rows > 0 {
            self.put(table)?;
        }
        self.writer.finish()?;
        self.pass_on()
    }

    /// Hands on what was written to memory.
    fn pass_on(&mut self) -> io::Result<()> {
        self.writer.flush()?;
        self.out.put(&std::mem::take(self.writer.inner_mut()))
    }
}

/// The schema as the writers of other programs have it: everything may be null, and lists have three levels.
fn schema(table: &Table) -> Result<TypePtr> {
    Ok(Arc::new(Type::group_type_builder("schema").with_fields(fields(&table.columns)?).build()?))
}

fn fields(columns: &[(&'static str, Column)]) -> Result<Vec<TypePtr>> {
    columns.iter().map(|(name, column)| field(name, column)).collect()
}

fn field(name: &str, column: &Column) -> Result<TypePtr> {
    let built = match column {
        Column::Leaf(leaf) => {
            let (physical, logical) = match leaf.values {
                Values::Words(_) => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
                Values::Whole(_) => (Physical::INT64, None),
                Values::Real(_) => (Physical::DOUBLE, None),
                Values::Flag(_) => (Physical::BOOLEAN, None),
            };
            Type::primitive_type_builder(name, physical).with_logical_type(logical).with_repetition(Repetition::OPTIONAL).build()?
        }
        Column::Group(columns) => Type::group_type_builder(name).with_repetition(Repetition::OPTIONAL).with_fields(fields(columns)?).build()?,
        Column::List(item) => {
            let items = Type::group_type_builder("list").with_repetition(Repetition::REPEATED).with_fields(vec![field("element", item)?]).build()?;
            let list = Type::group_type_builder(name).with_repetition(Repetition::OPTIONAL).with_logical_type(Some(LogicalType::List));
            list.with_fields(vec![Arc::new(items)]).build()?
        }
    };
    Ok(Arc::new(built))
}

fn put_column(group: &mut SerializedRowGroupWriter<'_, Vec<u8>>, column: &mut Column) -> Result<()> {
    match column {
        Column::Leaf(leaf) => put_leaf(group, leaf.take()),
        Column::Group(columns) => columns.iter_mut().try_for_each(|(_, column)| put_column(group, column)),
        Column::List(item) => put_column(group, item),
    }
}

fn put_leaf(group: &mut SerializedRowGroupWriter<'_, Vec<u8>>, leaf: Leaf) -> Result<()> {
    let mut writer = group.next_column()?.ok_or_else(|| ParquetError::General("the schema has fewer columns than the table".to_owned()))?;
    let Leaf { values, defined, repeated, .. } = leaf;
    match values {
        Values::Words(all) => {
            let all: Vec<ByteArray> = all.into_iter().map(|words| ByteArray::from(words.into_bytes())).collect();
            put_values::<ByteArrayType>(&mut writer, &all, &defined, &repeated)?;
        }
        Values::Whole(all) => put_values::<Int64Type>(&mut writer, &all, &defined, &repeated)?,
        Values::Real(all) => put_values::<DoubleType>(&mut writer, &all, &defined, &repeated)?,
        Values::Flag(all) => put_values::<BoolType>(&mut writer, &all, &defined, &repeated)?,
    }
    writer.close()
}

/// Repetition levels of a column outside every list are all 0, and not written.
fn put_values<T: DataType>(writer: &mut SerializedColumnWriter<'_>, values: &[T::T], defined: &[i16], repeated: &[i16]) -> Result<()> {
    writer.typed::<T>().write_batch(values, Some(defined), Some(repeated)).map(|_| ())
}
