//! Arrow columns in and out through the PyCapsule interface (`__arrow_c_array__`, `__arrow_c_stream__`).
//!
//! The only file of the package with `unsafe` in it: taking over the C structs of a capsule. What is in them is read by the crate `arrow-array`
//! (`docs/decisions/0061-arrow.md`).
#![allow(unsafe_code)]

use crate::columns::{Kind, NULL};
use crate::errors::{raise, wrong_type};
use arrow_array::cast::AsArray;
use arrow_array::ffi::{FFI_ArrowArray, FFI_ArrowSchema, from_ffi, to_ffi};
use arrow_array::ffi_stream::{ArrayStreamReader, FFI_ArrowArrayStream};
use arrow_array::types::{
    ArrowPrimitiveType, DurationMicrosecondType, DurationMillisecondType, DurationNanosecondType, DurationSecondType,
    Int64Type, TimestampMicrosecondType, TimestampMillisecondType, TimestampNanosecondType, TimestampSecondType,
};
use arrow_array::{
    Array, ArrayRef, DurationMicrosecondArray, PrimitiveArray, RecordBatch, RecordBatchIterator,
    TimestampMicrosecondArray, make_array,
};
use arrow_schema::{ArrowError, DataType, TimeUnit};
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyTuple};
use std::ffi::CStr;
use std::sync::Arc;
use sundesk_core::{Error, ErrorKind};

const ARRAY: &CStr = c"arrow_array";
const SCHEMA: &CStr = c"arrow_schema";
const STREAM: &CStr = c"arrow_array_stream";

/// The chunks of an Arrow column, or of a table, each a structure; `None` when `value` is neither.
pub(crate) fn chunks(name: &str, value: &Bound<'_, PyAny>) -> PyResult<Option<Vec<ArrayRef>>> {
    let fail = |e: ArrowError| raise(Error::invalid(name, e, "an Arrow column that can be read"));
    if value.hasattr("__arrow_c_array__")? {
        let (schema, array): (Bound<'_, PyCapsule>, Bound<'_, PyCapsule>) =
            value.call_method0("__arrow_c_array__")?.extract()?;
        let schema = schema.pointer_checked(Some(SCHEMA))?.cast::<FFI_ArrowSchema>();
        let array = array.pointer_checked(Some(ARRAY))?.cast::<FFI_ArrowArray>();
        // SAFETY: the names of the capsules promise valid structs of these types; `from_raw` leaves an emptied one behind, which the capsule's
        // destructor then leaves alone.
        let data = unsafe { from_ffi(FFI_ArrowArray::from_raw(array.as_ptr()), schema.as_ref()) };
        return data.map(|data| Some(vec![make_array(data)])).map_err(fail);
    }
    if value.hasattr("__arrow_c_stream__")? {
        let capsule: Bound<'_, PyCapsule> = value.call_method0("__arrow_c_stream__")?.extract()?;
        let stream = capsule.pointer_checked(Some(STREAM))?.cast::<FFI_ArrowArrayStream>();
        // SAFETY: as above.
        let reader = unsafe { ArrayStreamReader::from_raw(stream.as_ptr()) }.map_err(fail)?;
        return reader.collect::<Result<Vec<_>, _>>().map(Some).map_err(fail);
    }
    Ok(None)
}

/// An Arrow column as microseconds; `None` when `value` is none.
pub(crate) fn micros(name: &str, kind: Kind, value: &Bound<'_, PyAny>) -> PyResult<Option<Vec<i64>>> {
    let Some(chunks) = chunks(name, value)? else { return Ok(None) };
    let mut out = Vec::with_capacity(chunks.iter().map(|chunk| chunk.len()).sum());
    for chunk in chunks {
        read(name, kind, &chunk, &mut out)?;
    }
    Ok(Some(out))
}

fn read(name: &str, kind: Kind, chunk: &ArrayRef, out: &mut Vec<i64>) -> PyResult<()> {
    use TimeUnit::{Microsecond, Millisecond, Nanosecond, Second};
    match (kind, chunk.data_type()) {
        (_, DataType::Int64) => push::<Int64Type>(name, kind, chunk, Microsecond, out),
        (_, DataType::Null) => {
            out.extend(std::iter::repeat_n(NULL, chunk.len()));
            Ok(())
        }
        (Kind::Instant, DataType::Timestamp(_, None)) => {
            let got = "a naive Arrow column; say which zone it is in, such as timestamp(\"us\", \"UTC\")";
            Err(wrong_type(name, got, "timestamps with a zone"))
        }
        (Kind::Instant, DataType::Timestamp(Second, _)) => push::<TimestampSecondType>(name, kind, chunk, Second, out),
        (Kind::Instant, DataType::Timestamp(Millisecond, _)) => {
            push::<TimestampMillisecondType>(name, kind, chunk, Millisecond, out)
        }
        (Kind::Instant, DataType::Timestamp(Microsecond, _)) => {
            push::<TimestampMicrosecondType>(name, kind, chunk, Microsecond, out)
        }
        (Kind::Instant, DataType::Timestamp(Nanosecond, _)) => {
            push::<TimestampNanosecondType>(name, kind, chunk, Nanosecond, out)
        }
        (Kind::Span, DataType::Duration(Second)) => push::<DurationSecondType>(name, kind, chunk, Second, out),
        (Kind::Span, DataType::Duration(Millisecond)) => {
            push::<DurationMillisecondType>(name, kind, chunk, Millisecond, out)
        }
        (Kind::Span, DataType::Duration(Microsecond)) => {
            push::<DurationMicrosecondType>(name, kind, chunk, Microsecond, out)
        }
        (Kind::Span, DataType::Duration(Nanosecond)) => {
            push::<DurationNanosecondType>(name, kind, chunk, Nanosecond, out)
        }
        (_, other) => Err(wrong_type(name, &format!("Arrow {other}"), &format!("a column of {}s", kind.name()))),
    }
}

fn push<T: ArrowPrimitiveType<Native = i64>>(
    name: &str,
    kind: Kind,
    chunk: &ArrayRef,
    unit: TimeUnit,
    out: &mut Vec<i64>,
) -> PyResult<()> {
    let per_unit = match unit {
        TimeUnit::Second => 1_000_000,
        TimeUnit::Millisecond => 1_000,
        TimeUnit::Microsecond | TimeUnit::Nanosecond => 1,
    };
    for value in chunk.as_primitive::<T>() {
        let us = match value {
            None => NULL,
            Some(v) if unit == TimeUnit::Nanosecond => v.div_euclid(1_000),
            Some(v) => match v.checked_mul(per_unit) {
                Some(us) => us,
                None => return Err(kind.too_far(name, out.len(), format!("{v} {unit:?}s"))),
            },
        };
        out.push(us);
    }
    Ok(())
}

/// The capsules (schema, array) of a column.
pub(crate) fn export<'py>(py: Python<'py>, kind: Kind, zone: &str, values: &[i64]) -> PyResult<Bound<'py, PyTuple>> {
    let fail = |e: ArrowError| raise(Error::new(ErrorKind::Internal, e.to_string()));
    let (array, schema) = to_ffi(&array(kind, zone, values).to_data()).map_err(fail)?;
    let schema = PyCapsule::new_with_value(py, schema, SCHEMA)?;
    PyTuple::new(py, [schema, PyCapsule::new_with_value(py, array, ARRAY)?])
}

/// The capsule of a stream of one batch of rows.
pub(crate) fn stream(py: Python<'_>, batch: RecordBatch) -> PyResult<Bound<'_, PyCapsule>> {
    let schema = batch.schema();
    let rows = RecordBatchIterator::new([Ok(batch)], schema);
    PyCapsule::new_with_value(py, FFI_ArrowArrayStream::new(Box::new(rows)), STREAM)
}

/// The capsule of a column's schema.
pub(crate) fn schema<'py>(py: Python<'py>, kind: Kind, zone: &str) -> PyResult<Bound<'py, PyCapsule>> {
    let fail = |e: ArrowError| raise(Error::new(ErrorKind::Internal, e.to_string()));
    let schema = FFI_ArrowSchema::try_from(array(kind, zone, &[]).data_type()).map_err(fail)?;
    PyCapsule::new_with_value(py, schema, SCHEMA)
}

fn array(kind: Kind, zone: &str, values: &[i64]) -> ArrayRef {
    let values = values.iter().map(|us| (*us != NULL).then_some(*us));
    match kind {
        Kind::Instant => Arc::new(TimestampMicrosecondArray::from_iter(values).with_timezone(zone)),
        Kind::Span => {
            Arc::new(PrimitiveArray::<DurationMicrosecondType>::from_iter(values)) as Arc<DurationMicrosecondArray>
        }
    }
}
