//! What an instant of the core is to whom is no person: its microseconds.

use serde::ser::{Error, Impossible, Serialize, Serializer};
use std::fmt::{self, Display};

/// Reads the microseconds out of the core's newtype of an instant, without its text between.
pub(crate) struct Micros;

/// Something else stood there.
#[derive(Debug)]
pub(crate) struct NoMicros(pub(crate) String);

impl Display for NoMicros {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for NoMicros {}

impl Error for NoMicros {
    fn custom<T: Display>(text: T) -> Self {
        Self(text.to_string())
    }
}

type Never = Impossible<i64, NoMicros>;

fn no<T>() -> Result<T, NoMicros> {
    Err(NoMicros("an instant that is not microseconds".to_owned()))
}

macro_rules! no {
    ($($name:ident($($arg:ty),*) -> $out:ty;)+) => {$(
        fn $name(self, $(_: $arg),*) -> Result<$out, NoMicros> {
            no()
        }
    )+};
}

impl Serializer for Micros {
    type Ok = i64;
    type Error = NoMicros;
    type SerializeSeq = Never;
    type SerializeTuple = Never;
    type SerializeTupleStruct = Never;
    type SerializeTupleVariant = Never;
    type SerializeMap = Never;
    type SerializeStruct = Never;
    type SerializeStructVariant = Never;

    fn is_human_readable(&self) -> bool {
        false
    }

    fn serialize_i64(self, us: i64) -> Result<i64, NoMicros> {
        Ok(us)
    }

    fn serialize_some<T: Serialize + ?Sized>(self, _: &T) -> Result<i64, NoMicros> {
        no()
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, _: &T) -> Result<i64, NoMicros> {
        no()
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> Result<i64, NoMicros> {
        no()
    }

    no! {
        serialize_bool(bool) -> i64;
        serialize_i8(i8) -> i64;
        serialize_i16(i16) -> i64;
        serialize_i32(i32) -> i64;
        serialize_u8(u8) -> i64;
        serialize_u16(u16) -> i64;
        serialize_u32(u32) -> i64;
        serialize_u64(u64) -> i64;
        serialize_f32(f32) -> i64;
        serialize_f64(f64) -> i64;
        serialize_char(char) -> i64;
        serialize_str(&str) -> i64;
        serialize_bytes(&[u8]) -> i64;
        serialize_none() -> i64;
        serialize_unit() -> i64;
        serialize_unit_struct(&'static str) -> i64;
        serialize_unit_variant(&'static str, u32, &'static str) -> i64;
        serialize_seq(Option<usize>) -> Never;
        serialize_tuple(usize) -> Never;
        serialize_tuple_struct(&'static str, usize) -> Never;
        serialize_tuple_variant(&'static str, u32, &'static str, usize) -> Never;
        serialize_map(Option<usize>) -> Never;
        serialize_struct(&'static str, usize) -> Never;
        serialize_struct_variant(&'static str, u32, &'static str, usize) -> Never;
    }
}
