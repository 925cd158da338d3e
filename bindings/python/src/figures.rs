//! The figures of a report as an Arrow table, a row a figure: what polars, pyarrow, pandas and DuckDB take.

use crate::arrow;
use crate::errors::{raise, unwritable};
use crate::library::Answer;
use arrow_array::builder::{ListBuilder, StringBuilder};
use arrow_array::{ArrayRef, Float64Array, Int64Array, RecordBatch, StringArray};
use arrow_schema::{DataType, Field, Schema};
use pyo3::prelude::*;
use serde_json::Value;
use std::collections::BTreeMap;
use std::sync::Arc;
use sundesk_core::{Error, ErrorKind};

/// The columns of a figure: name, and what it holds.
const COLUMNS: &[(&str, Holds)] = &[
    ("metric", Holds::Text),
    ("variant", Holds::Text),
    ("statistic", Holds::Text),
    ("unit", Holds::Text),
    ("value", Holds::Number),
    ("exact", Holds::Text),
    ("n", Holds::Count),
    ("k", Holds::Count),
    ("lo", Holds::Number),
    ("hi", Holds::Number),
    ("confidence", Holds::Number),
    ("interval", Holds::Text),
    ("method", Holds::Text),
    ("flags", Holds::Words),
    ("excluded", Holds::Text),
    ("missing", Holds::Count),
    ("goal", Holds::Text),
    ("benchmarks", Holds::Text),
    ("from", Holds::Text),
    ("before", Holds::Text),
    ("zone", Holds::Text),
    ("as_of", Holds::Text),
    ("fingerprint", Holds::Text),
];

#[derive(Clone, Copy)]
enum Holds {
    Text,
    Number,
    Count,
    Words,
}

/// A figure with the words of its group, by the name of the column.
struct Row<'a> {
    group: BTreeMap<String, String>,
    figure: &'a Value,
}

/// Figures as an Arrow table, a row each: `polars.DataFrame(table)`, `pyarrow.table(table)`, `pandas` and DuckDB take it without a copy of their own.
///
/// The first columns are those of the groups, then `metric`, `variant`, `statistic`, `unit`, `value`, `exact`, `n`, `k`, `lo`, `hi`, `confidence`, `interval`,
/// `method`, `flags`, `excluded` (as JSON text), `missing`, `goal`, `benchmarks` (as JSON text), `from` and `before` (its window), `zone`, `as_of`
/// and `fingerprint`. What has no data is null.
#[pyclass(frozen, module = "sundesk")]
pub(crate) struct FigureTable(RecordBatch);

impl FigureTable {
    pub(crate) fn stream<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        arrow::stream(py, self.0.clone()).map(Bound::into_any)
    }
}

#[pymethods]
impl FigureTable {
    /// The capsule of an Arrow stream of the rows. The schema is always this table's own; a `requested_schema` is not followed.
    #[pyo3(signature = (requested_schema = None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let _ = requested_schema;
        self.stream(py)
    }

    /// The names of the columns.
    #[getter]
    fn columns(&self) -> Vec<String> {
        self.0.schema().fields().iter().map(|field| field.name().clone()).collect()
    }

    fn __len__(&self) -> usize {
        self.0.num_rows()
    }

    fn __repr__(&self) -> String {
        format!("<FigureTable of {} figures, {} columns>", self.0.num_rows(), self.0.num_columns())
    }
}

/// The table of a report, given as JSON text.
#[pyfunction]
pub(crate) fn _figures_of(text: &str) -> PyResult<FigureTable> {
    let value =
        serde_json::from_str(text).map_err(|e| raise(Error::invalid("report", e, "the JSON form of a report")))?;
    table(&value)
}

/// The table of an answer.
pub(crate) fn of_answer(answer: &Answer) -> PyResult<FigureTable> {
    table(&serde_json::to_value(&answer.core).map_err(unwritable)?)
}

fn table(report: &Value) -> PyResult<FigureTable> {
    let (names, rows) = rows(report).ok_or_else(|| {
        let expected = "a report with figures: that of `metrics` with `spec.metrics`, of `measure`, or of a frame";
        raise(Error::new(ErrorKind::NotFound, format!("this report has no figures; expected {expected}")))
    })?;
    let (mut fields, mut columns): (Vec<Field>, Vec<ArrayRef>) = (Vec::new(), Vec::new());
    for name in &names {
        let words = rows.iter().map(|row| row.group.get(name).map(String::as_str));
        // A group may be called like a column of figures; two columns of one name are of no use to anybody.
        let taken = COLUMNS.iter().any(|(column, _)| column == name);
        fields.push(Field::new(if taken { format!("group_{name}") } else { name.clone() }, DataType::Utf8, true));
        columns.push(Arc::new(StringArray::from_iter(words)));
    }
    for (name, holds) in COLUMNS {
        let column = column(name, *holds, &rows)?;
        fields.push(Field::new(*name, column.data_type().clone(), true));
        columns.push(column);
    }
    let made = RecordBatch::try_new(Arc::new(Schema::new(fields)), columns);
    made.map(FigureTable).map_err(|e| raise(Error::new(ErrorKind::Internal, e.to_string())))
}

fn column(name: &str, holds: Holds, rows: &[Row<'_>]) -> PyResult<ArrayRef> {
    let cells = || rows.iter().map(|row| cell(name, row.figure));
    Ok(match holds {
        Holds::Text => Arc::new(StringArray::from_iter(cells().map(|cell| match cell {
            None | Some(Value::Null) => None,
            Some(Value::String(text)) => Some(text.clone()),
            Some(other) => Some(other.to_string()),
        }))),
        Holds::Number => Arc::new(Float64Array::from_iter(cells().map(|cell| cell.and_then(Value::as_f64)))),
        Holds::Count => {
            let counts = cells().map(|cell| match cell.and_then(Value::as_u64) {
                None => Ok(None),
                Some(n) => {
                    i64::try_from(n).map(Some).map_err(|_| raise(Error::out_of_range(name, n, "a count below 2^63")))
                }
            });
            Arc::new(Int64Array::from(counts.collect::<PyResult<Vec<_>>>()?))
        }
        Holds::Words => {
            let mut lists = ListBuilder::new(StringBuilder::new());
            for cell in cells() {
                for word in cell.and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str) {
                    lists.values().append_value(word);
                }
                lists.append(true);
            }
            Arc::new(lists.finish())
        }
    })
}

/// The value of a column in a figure.
fn cell<'a>(name: &str, figure: &'a Value) -> Option<&'a Value> {
    match name {
        "lo" | "hi" | "confidence" => figure.get("interval")?.get(name),
        "interval" => figure.get("interval")?.get("method"),
        "goal" => figure.get("goal")?.get("outcome"),
        "from" | "before" => figure.get("window")?.get(name),
        _ => figure.get(name),
    }
}

/// The names of the columns of groups, and the rows; `None` for a report without figures.
fn rows(report: &Value) -> Option<(Vec<String>, Vec<Row<'_>>)> {
    let groups = report.get("groups")?.as_array()?;
    let mut out = Vec::new();
    if let Some(all) = report.get("all") {
        // A report of a log: all tickets, then a table an attribute.
        let names = ["by", "group", "period"].map(str::to_owned).to_vec();
        push(&mut out, &BTreeMap::new(), all.get("figures")?);
        for table in groups {
            for group in table.get("groups")?.as_array()? {
                let word = |of: &Value, name: &str| Some((name.to_owned(), of.get(name)?.as_str()?.to_owned()));
                let named = [word(table, "by"), word(group, "group"), word(group, "period")];
                push(&mut out, &named.into_iter().flatten().collect(), group.get("figures")?);
            }
        }
        return Some((names, out));
    }
    let names: Vec<String> =
        report.get("group_by")?.as_array()?.iter().filter_map(|n| n.as_str().map(str::to_owned)).collect();
    for group in groups {
        let key = group.get("key")?.as_array()?.iter().map(|word| word.as_str().unwrap_or_default().to_owned());
        push(&mut out, &names.iter().cloned().zip(key).collect(), group.get("figures")?);
    }
    Some((names, out))
}

fn push<'a>(out: &mut Vec<Row<'a>>, group: &BTreeMap<String, String>, figures: &'a Value) {
    for figure in figures.as_array().into_iter().flatten() {
        out.push(Row { group: group.clone(), figure });
    }
}
