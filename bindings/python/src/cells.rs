//! Arrow columns as slices: numbers and dictionaries where they lie, text encoded.

use crate::errors::{raise, wrong_type};
use arrow_array::cast::AsArray;
use arrow_array::types::{
    ArrowPrimitiveType, Float32Type, Float64Type, Int8Type, Int16Type, Int32Type, Int64Type, TimestampMicrosecondType,
    TimestampMillisecondType, TimestampNanosecondType, TimestampSecondType, UInt8Type, UInt16Type, UInt32Type,
    UInt64Type,
};
use arrow_array::{Array, ArrayRef, StructArray, new_null_array};
use arrow_schema::{DataType, TimeUnit};
use pyo3::prelude::*;
use std::collections::HashMap;
use sundesk_core::Error;
use sundesk_core::ticket::frame::{Bits, Encoder, Ints, Numbers, Ticks, Words};

/// A column of words.
pub(crate) enum Code<'a> {
    /// Its numbers are words themselves.
    Plain(Numbers<'a>),
    /// It has a dictionary.
    Dictionary(Numbers<'a>, Vec<&'a str>),
    /// It was text.
    Text(Vec<i32>, Vec<&'a str>),
    /// It was numbers too large to be words.
    Large(Vec<i32>, Vec<String>),
}

impl Code<'_> {
    pub(crate) fn words(&self) -> Words<'_> {
        match self {
            Code::Plain(codes) => Words { codes: *codes, names: None },
            Code::Dictionary(codes, names) => Words { codes: *codes, names: Some(names.clone()) },
            Code::Text(codes, names) => Words { codes: Ints::I32(codes).into(), names: Some(names.clone()) },
            Code::Large(codes, names) => {
                Words { codes: Ints::I32(codes).into(), names: Some(names.iter().map(String::as_str).collect()) }
            }
        }
    }
}

/// The column of this name, which `place` has asked for. One of nothing at all has a type of its own in Arrow; here it is of numbers that are not there.
pub(crate) fn column(rows: &StructArray, name: &str, place: &str) -> PyResult<ArrayRef> {
    let names = rows.column_names();
    let Some(found) = rows.column_by_name(name) else {
        let there = format!("one of the frame's columns: {}", names.join(", "));
        return Err(raise(Error::not_found(place, name, there)));
    };
    if names.iter().filter(|other| **other == name).count() > 1 {
        return Err(raise(Error::invalid(place, name, "a column that the frame has once")));
    }
    let nothing = *found.data_type() == DataType::Null;
    Ok(if nothing { new_null_array(&DataType::Int64, found.len()) } else { found.clone() })
}

fn misfit(name: &str, array: &dyn Array, expected: &str) -> PyErr {
    wrong_type(&format!("frame.{name}"), &format!("Arrow {}", array.data_type()), expected)
}

fn values<T: ArrowPrimitiveType>(array: &dyn Array) -> &[T::Native] {
    array.as_primitive::<T>().values()
}

/// The numbers of a column.
pub(crate) fn numbers<'a>(array: &'a dyn Array, name: &str) -> PyResult<Numbers<'a>> {
    let values = match array.data_type() {
        DataType::Int8 => Ints::I8(values::<Int8Type>(array)),
        DataType::Int16 => Ints::I16(values::<Int16Type>(array)),
        DataType::Int32 => Ints::I32(values::<Int32Type>(array)),
        DataType::Int64 => Ints::I64(values::<Int64Type>(array)),
        DataType::UInt8 => Ints::U8(values::<UInt8Type>(array)),
        DataType::UInt16 => Ints::U16(values::<UInt16Type>(array)),
        DataType::UInt32 => Ints::U32(values::<UInt32Type>(array)),
        DataType::UInt64 => Ints::U64(values::<UInt64Type>(array)),
        DataType::Float32 => Ints::F32(values::<Float32Type>(array)),
        DataType::Float64 => Ints::F64(values::<Float64Type>(array)),
        _ => return Err(misfit(name, array, "a column of numbers")),
    };
    Ok(Numbers { values, valid: valid(array) })
}

fn valid(array: &dyn Array) -> Option<Bits<'_>> {
    let nulls = array.nulls().filter(|nulls| nulls.null_count() > 0);
    nulls.map(|nulls| Bits::new(nulls.validity(), nulls.offset()))
}

/// The instants of a column, and what they count.
pub(crate) fn instants<'a>(array: &'a dyn Array, name: &str) -> PyResult<(Numbers<'a>, Ticks)> {
    let (values, ticks) = match array.data_type() {
        DataType::Timestamp(_, None) => {
            return Err(misfit(
                name,
                array,
                "timestamps with a zone; say which one a naive column is in, as in timestamp(\"us\", \"UTC\")",
            ));
        }
        DataType::Timestamp(TimeUnit::Second, _) => (values::<TimestampSecondType>(array), Ticks::Seconds),
        DataType::Timestamp(TimeUnit::Millisecond, _) => (values::<TimestampMillisecondType>(array), Ticks::Millis),
        DataType::Timestamp(TimeUnit::Microsecond, _) => (values::<TimestampMicrosecondType>(array), Ticks::Micros),
        DataType::Timestamp(TimeUnit::Nanosecond, _) => (values::<TimestampNanosecondType>(array), Ticks::Nanos),
        DataType::Int64 => (values::<Int64Type>(array), Ticks::Micros),
        _ => return Err(misfit(name, array, "timestamps with a zone, or whole microseconds")),
    };
    Ok((Numbers { values: Ints::I64(values), valid: valid(array) }, ticks))
}

/// A column of words.
pub(crate) fn code<'a>(array: &'a dyn Array, name: &str) -> PyResult<Code<'a>> {
    let expected = "a column of words: text, a dictionary or whole numbers";
    if let Some(dictionary) = array.as_any_dictionary_opt() {
        let words = dictionary.values();
        let texts = texts(words).ok_or_else(|| misfit(name, array, expected))?;
        let mut names = Vec::with_capacity(words.len());
        for (i, text) in texts.enumerate() {
            let got = format!("nothing as word {i} of its dictionary");
            names.push(text.ok_or_else(|| raise(Error::invalid(format!("frame.{name}"), got, "a text")))?);
        }
        return Ok(Code::Dictionary(numbers(dictionary.keys(), name)?, names));
    }
    if let Some(texts) = texts(array) {
        let mut encoder = Encoder::default();
        let codes = texts.map(|text| text.map_or(Encoder::MISSING, |text| encoder.code(text))).collect();
        return Ok(Code::Text(codes, encoder.into_names()));
    }
    if !array.data_type().is_integer() {
        return Err(misfit(name, array, expected));
    }
    let column = numbers(array, name)?;
    if column.range().is_none_or(|(least, most)| least >= 0 && most <= i64::from(u16::MAX)) {
        return Ok(Code::Plain(column));
    }
    let (mut known, mut names) = (HashMap::new(), Vec::new());
    let codes = column.whole().map(|value| {
        value.map_or(Encoder::MISSING, |value| {
            *known.entry(value).or_insert_with(|| {
                names.push(value.to_string());
                i32::try_from(names.len() - 1).unwrap_or(Encoder::MISSING)
            })
        })
    });
    let codes = codes.collect();
    Ok(Code::Large(codes, names))
}

/// The texts of a column; nothing where it has none.
fn texts<'a>(array: &'a dyn Array) -> Option<Box<dyn Iterator<Item = Option<&'a str>> + 'a>> {
    match array.data_type() {
        DataType::Utf8 => Some(Box::new(array.as_string::<i32>().iter())),
        DataType::LargeUtf8 => Some(Box::new(array.as_string::<i64>().iter())),
        DataType::Utf8View => Some(Box::new(array.as_string_view().iter())),
        _ => None,
    }
}
