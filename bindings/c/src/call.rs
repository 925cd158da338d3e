//! A call across the border in one line: its arguments read under their own names, its answer written where it goes.
//!
//! ```text
//! call!(err, out, (calendar: &Calendar, start: At, end: At) calendar.elapsed_us(start, end))
//! ```
//! Each argument is read by its type ([`Arg`]), and an error of it names it; the answer is written by its type ([`Give`]). What has no
//! single answer leaves `out` away and names its places among the arguments. The signature stays above the call, where cbindgen sees it.

use crate::guard::{Fault, Out, Room, Versioned};
use crate::text::c_text;
use serde::Serialize;
use std::ffi::{CStr, c_char};
use std::fmt::Display;
use sundesk_core::time::check_instant;

/// How an argument of type `C` is read.
pub(crate) trait Arg<C> {
    /// What the call gets.
    type Value;

    /// Reads the argument called `name`.
    ///
    /// # Safety
    /// What comes from the caller is as the contract of the call says: a pointer is NULL or alive for the call.
    unsafe fn read(from: C, name: &'static str) -> Result<Self::Value, Fault>;
}

/// How an answer is written into a place of type `C`.
pub(crate) trait Give<C> {
    /// Writes it.
    fn give(self, out: Out<C>) -> Result<(), Fault>;
}

/// A new handle that the caller owns.
pub(crate) struct New<T>(pub(crate) T);

/// A value as JSON text that the caller owns.
pub(crate) struct Json<T>(pub(crate) T);

/// A text that the caller owns.
pub(crate) struct Text<T>(pub(crate) T);

/// An argument that is an instant within the supported dates.
pub(crate) struct At;

/// A call, and its status: see the page of this module.
macro_rules! call {
    ($err:ident, $out:ident, ($($name:ident: $type:ty),* $(,)?) $body:expr) => {
        // SAFETY: the pointers are as the contract of the function says.
        unsafe {
            $crate::guard::guard($err, || {
                $(let $name = <$type as $crate::call::Arg<_>>::read($name, stringify!($name))?;)*
                let place = $crate::guard::Out::new($out, stringify!($out))?;
                $crate::call::Give::give($body?, place)
            })
        }
    };
    ($err:ident, ($($name:ident: $type:ty),* $(,)?) $body:expr) => {
        // SAFETY: the pointers are as the contract of the function says.
        unsafe {
            $crate::guard::guard($err, || {
                $(let $name = <$type as $crate::call::Arg<_>>::read($name, stringify!($name))?;)*
                $body?;
                Ok(())
            })
        }
    };
}
pub(crate) use call;

/// Makes `$handle`, a structure with one field, a handle of what it holds: an argument, one that may be NULL, one that is changed, an answer.
macro_rules! handle {
    ($handle:ident($type:ty)) => {
        impl<'a> $crate::call::Arg<*const $handle> for &'a $type {
            type Value = &'a $type;
            unsafe fn read(from: *const $handle, name: &'static str) -> Result<&'a $type, $crate::guard::Fault> {
                // SAFETY: by the contract of the trait.
                unsafe { from.as_ref() }.map(|handle| &handle.0).ok_or($crate::guard::Fault::Null(name))
            }
        }
        impl<'a> $crate::call::Arg<*const $handle> for Option<&'a $type> {
            type Value = Option<&'a $type>;
            unsafe fn read(from: *const $handle, _: &'static str) -> Result<Self::Value, $crate::guard::Fault> {
                // SAFETY: by the contract of the trait.
                Ok(unsafe { from.as_ref() }.map(|handle| &handle.0))
            }
        }
        impl<'a> $crate::call::Arg<*mut $handle> for &'a mut $type {
            type Value = &'a mut $type;
            unsafe fn read(from: *mut $handle, name: &'static str) -> Result<&'a mut $type, $crate::guard::Fault> {
                // SAFETY: by the contract of the trait.
                unsafe { from.as_mut() }.map(|handle| &mut handle.0).ok_or($crate::guard::Fault::Null(name))
            }
        }
        impl From<$type> for $handle {
            fn from(of: $type) -> Self {
                Self(of)
            }
        }
    };
}
pub(crate) use handle;

/// The body of a `_free`.
macro_rules! free {
    ($handle:ident) => {
        // SAFETY: NULL or a handle of the library that is not yet freed, by the contract of the function.
        unsafe { $crate::guard::free($handle) }
    };
}
pub(crate) use free;

/// An answer that cannot fail.
pub(crate) fn ok<T>(answer: T) -> Result<T, Fault> {
    Ok(answer)
}

impl<'a> Arg<*const c_char> for &'a str {
    type Value = &'a str;
    unsafe fn read(from: *const c_char, name: &'static str) -> Result<&'a str, Fault> {
        if from.is_null() {
            return Err(Fault::Null(name));
        }
        // SAFETY: not NULL, and terminated by the contract of the call.
        let bytes = unsafe { CStr::from_ptr(from) };
        bytes.to_str().map_err(|e| Fault::Utf8(name, e.valid_up_to()))
    }
}

/// NULL says nothing.
impl<'a> Arg<*const c_char> for Option<&'a str> {
    type Value = Option<&'a str>;
    unsafe fn read(from: *const c_char, name: &'static str) -> Result<Option<&'a str>, Fault> {
        // SAFETY: the same contract.
        if from.is_null() { Ok(None) } else { unsafe { <&str>::read(from, name) }.map(Some) }
    }
}

impl Arg<i64> for At {
    type Value = i64;
    unsafe fn read(from: i64, name: &'static str) -> Result<i64, Fault> {
        Ok(check_instant(from).map_err(|e| e.at(name))?)
    }
}

/// `SUNDESK_NEVER` says nothing.
impl Arg<i64> for Option<At> {
    type Value = Option<i64>;
    unsafe fn read(from: i64, name: &'static str) -> Result<Option<i64>, Fault> {
        // SAFETY: a number.
        if from == i64::MIN { Ok(None) } else { unsafe { At::read(from, name) }.map(Some) }
    }
}

macro_rules! numbers {
    ($($type:ty),*) => {$(
        impl Arg<$type> for $type {
            type Value = $type;
            unsafe fn read(from: $type, _: &'static str) -> Result<$type, Fault> {
                Ok(from)
            }
        }
        impl Give<$type> for $type {
            fn give(self, out: Out<$type>) -> Result<(), Fault> {
                out.put(self);
                Ok(())
            }
        }
    )*};
}
numbers!(i32, u32, i64, u64, usize, f64);

impl<T> Arg<*mut T> for Out<T> {
    type Value = Out<T>;
    unsafe fn read(from: *mut T, name: &'static str) -> Result<Out<T>, Fault> {
        // SAFETY: by the contract of the trait.
        unsafe { Out::new(from, name) }
    }
}

impl<T: Versioned> Arg<*mut T> for Room<T> {
    type Value = Room<T>;
    unsafe fn read(from: *mut T, name: &'static str) -> Result<Room<T>, Fault> {
        // SAFETY: by the contract of the trait.
        unsafe { Room::new(from, name) }
    }
}

/// NULL takes nothing.
impl<T: Versioned> Arg<*mut T> for Option<Room<T>> {
    type Value = Option<Room<T>>;
    unsafe fn read(from: *mut T, name: &'static str) -> Result<Self::Value, Fault> {
        // SAFETY: by the contract of the trait.
        if from.is_null() { Ok(None) } else { unsafe { Room::new(from, name) }.map(Some) }
    }
}

/// None is `SUNDESK_NEVER`.
impl Give<i64> for Option<i64> {
    fn give(self, out: Out<i64>) -> Result<(), Fault> {
        self.unwrap_or(i64::MIN).give(out)
    }
}

impl Give<i32> for bool {
    fn give(self, out: Out<i32>) -> Result<(), Fault> {
        i32::from(self).give(out)
    }
}

impl<T: Into<H>, H> Give<*mut H> for New<T> {
    fn give(self, out: Out<*mut H>) -> Result<(), Fault> {
        out.put(Box::into_raw(Box::new(self.0.into())));
        Ok(())
    }
}

impl<T: Serialize> Give<*mut c_char> for Json<T> {
    fn give(self, out: Out<*mut c_char>) -> Result<(), Fault> {
        Text(serde_json::to_string(&self.0)?).give(out)
    }
}

impl<T: Display> Give<*mut c_char> for Text<T> {
    fn give(self, out: Out<*mut c_char>) -> Result<(), Fault> {
        out.put(c_text(&self.0.to_string()).into_raw());
        Ok(())
    }
}

/// Arguments that are the number of one of several things.
macro_rules! choices {
    ($($type:ty, $expected:literal: $($number:literal $value:expr),+;)+) => {$(
        impl $crate::call::Arg<i32> for $type {
            type Value = $type;
            unsafe fn read(from: i32, name: &'static str) -> std::result::Result<$type, $crate::guard::Fault> {
                match from {
                    $($number => Ok($value),)+
                    other => Err(sundesk_core::Error::invalid(name, other, $expected).into()),
                }
            }
        }
    )+};
}
pub(crate) use choices;

/// Arguments that are JSON documents, or other texts with a form of their own: what reads them, which sees NULL as nothing said.
macro_rules! documents {
    ($($type:ty: $read:expr;)+) => {$(
        impl $crate::call::Arg<*const std::ffi::c_char> for $type {
            type Value = $type;
            unsafe fn read(
                from: *const std::ffi::c_char,
                name: &'static str,
            ) -> std::result::Result<$type, $crate::guard::Fault> {
                // SAFETY: by the contract of the trait.
                let text = unsafe { <Option<&str> as $crate::call::Arg<_>>::read(from, name) }?;
                let read: fn(Option<&str>) -> std::result::Result<$type, $crate::guard::Fault> = $read;
                read(text).map_err(|fault| fault.of(name))
            }
        }
    )+};
}
pub(crate) use documents;

/// What a form number asks for.
pub(crate) enum Form {
    Json,
    Text,
    Svg,
    Html,
    Csv,
    Markdown,
}
choices! {
    Form, "one of SUNDESK_FORM_JSON, SUNDESK_FORM_TEXT, SUNDESK_FORM_SVG, SUNDESK_FORM_HTML, SUNDESK_FORM_CSV and SUNDESK_FORM_MARKDOWN":
        0 Form::Json, 1 Form::Text, 2 Form::Svg, 3 Form::Html, 4 Form::Csv, 5 Form::Markdown;
}

impl Form {
    /// An answer in this form.
    pub(crate) fn of(&self, answer: &sundesk_core::desk::Answer) -> sundesk_core::Result<String> {
        match self {
            Form::Json => answer.to_json(),
            Form::Text => Ok(answer.to_string()),
            Form::Svg => answer.svg(),
            Form::Html => answer.html(),
            Form::Csv => answer.csv(),
            Form::Markdown => answer.markdown(),
        }
    }
}
