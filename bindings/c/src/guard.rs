//! The border: pointers are checked, faults become a status, panics do not cross.

use crate::error::{sundesk_error, sundesk_status};
use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Why a call failed, before it is put into the words of C.
pub(crate) enum Fault {
    /// An error of the crate.
    Core(sundesk_core::Error),
    /// The argument of this name is NULL.
    Null(&'static str),
    /// The argument of this name is not UTF-8 from this byte on.
    Utf8(&'static str, usize),
    /// A panic and its message.
    Panic(String),
}

impl Fault {
    /// The fault of the document that is the argument `name`.
    pub(crate) fn of(self, name: &'static str) -> Self {
        match self {
            Self::Core(e) if e.path() != name => Self::Core(e.at(name)),
            Self::Null(_) => Self::Null(name),
            other => other,
        }
    }
}

impl From<sundesk_core::Error> for Fault {
    fn from(e: sundesk_core::Error) -> Self {
        Self::Core(e)
    }
}

impl From<serde_json::Error> for Fault {
    fn from(e: serde_json::Error) -> Self {
        let says = format!("an answer cannot be written as JSON: {e}");
        Self::Core(sundesk_core::Error::new(sundesk_core::ErrorKind::Internal, says))
    }
}

/// Runs the body of a call. A fault becomes the status and, where `err` is not NULL, a new error.
///
/// # Safety
/// `err` is NULL or may be written to.
pub(crate) unsafe fn guard(err: *mut *mut sundesk_error, body: impl FnOnce() -> Result<(), Fault>) -> sundesk_status {
    // Unwind safety: handles do not change once made, and outputs are written last.
    let outcome = catch_unwind(AssertUnwindSafe(body)).unwrap_or_else(|panic| Err(Fault::Panic(said(panic.as_ref()))));
    let Err(fault) = outcome else { return sundesk_status::SUNDESK_OK };
    let error = sundesk_error::new(&fault);
    let status = error.status;
    if !err.is_null() {
        // SAFETY: not NULL, and writable by the contract above.
        unsafe { err.write(Box::into_raw(Box::new(error))) };
    }
    status
}

fn said(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().copied().or_else(|| panic.downcast_ref::<String>().map(String::as_str));
    text.unwrap_or("no message").to_owned()
}

/// An array of the caller; NULL only when it has no element.
///
/// # Safety
/// `first` is NULL or points to `len` elements that do not change for `'a`.
pub(crate) unsafe fn slice<'a, T>(first: *const T, len: usize, name: &'static str) -> Result<&'a [T], Fault> {
    check_array(first, len, name)?;
    // SAFETY: not NULL, or no element; the length fits an allocation.
    if len == 0 { Ok(&[]) } else { Ok(unsafe { std::slice::from_raw_parts(first, len) }) }
}

/// An array of the caller that is written to; NULL only when it has no element.
///
/// # Safety
/// `first` is NULL or points to `len` initialised elements that nobody else uses for `'a`.
pub(crate) unsafe fn slice_mut<'a, T>(first: *mut T, len: usize, name: &'static str) -> Result<&'a mut [T], Fault> {
    check_array(first, len, name)?;
    // SAFETY: not NULL, or no element; the length fits an allocation.
    if len == 0 { Ok(&mut []) } else { Ok(unsafe { std::slice::from_raw_parts_mut(first, len) }) }
}

/// An array of the caller that may be NULL, which takes nothing.
///
/// # Safety
/// As [`slice_mut`].
pub(crate) unsafe fn slice_if<'a, T>(first: *mut T, len: usize, name: &'static str) -> Result<&'a mut [T], Fault> {
    // SAFETY: the same contract.
    if first.is_null() { Ok(&mut []) } else { unsafe { slice_mut(first, len, name) } }
}

/// Writes what the caller may not want to know.
///
/// # Safety
/// `place` is NULL or may be written to.
pub(crate) unsafe fn put_if<T>(place: *mut T, value: T) {
    if !place.is_null() {
        // SAFETY: not NULL, and writable by the contract above.
        unsafe { place.write(value) }
    }
}

/// NULL with elements, a length that no array can have, an address no element can have: each would be undefined.
fn check_array<T>(first: *const T, len: usize, name: &'static str) -> Result<(), Fault> {
    if len > 0 && first.is_null() {
        return Err(Fault::Null(name));
    }
    let most = isize::MAX.unsigned_abs() / size_of::<T>().max(1);
    if len > most || !first.is_aligned() {
        let wanted = "an aligned array that fits the address space";
        return Err(Fault::Core(sundesk_core::Error::invalid(name, format!("{len} elements at {first:p}"), wanted)));
    }
    Ok(())
}

/// Where an answer goes; checked before the work is done, written after it.
pub(crate) struct Out<T>(*mut T);

impl<T> Out<T> {
    /// # Safety
    /// `pointer` is NULL or may be written to until the call ends.
    pub(crate) unsafe fn new(pointer: *mut T, name: &'static str) -> Result<Self, Fault> {
        if pointer.is_null() { Err(Fault::Null(name)) } else { Ok(Self(pointer)) }
    }

    /// Writes the answer, without reading what was there.
    pub(crate) fn put(self, value: T) {
        // SAFETY: not NULL, and writable by the contract of `new`.
        unsafe { self.0.write(value) }
    }
}

/// A structure of the caller that begins with the bytes there are for it, a `u32`, so that it may gain fields.
pub(crate) trait Versioned {
    /// Its name in C.
    const NAME: &'static str;
    /// The bytes of its first version; nobody has a smaller one.
    const FIRST: usize;
    /// Where each field begins, in any order, and where the last one ends.
    const FIELDS: &'static [usize];
}

/// Makes a structure [`Versioned`]: its fields, and the bytes its first version had on every target.
macro_rules! versioned {
    ($type:ident of $first:literal bytes: $($field:ident),+) => {
        impl $crate::guard::Versioned for $type {
            const NAME: &'static str = stringify!($type);
            const FIRST: usize = $first;
            const FIELDS: &'static [usize] = &[$(std::mem::offset_of!($type, $field)),+, size_of::<$type>()];
        }
        const _: () = assert!(<$type as $crate::guard::Versioned>::FIRST <= size_of::<$type>());
    };
}
pub(crate) use versioned;

/// Where a structure with `struct_size` goes; checked before the work is done, written after it.
pub(crate) struct Room<T> {
    out: *mut T,
    room: usize,
}

impl<T: Versioned> Room<T> {
    /// Reads how many bytes the caller has and rounds them down to whole fields; fewer than the first version had are a fault,
    /// which is what a forgotten `struct_size` comes to.
    ///
    /// # Safety
    /// `out` is NULL, or its first four bytes say how many bytes may be written to until the call ends.
    pub(crate) unsafe fn new(out: *mut T, name: &'static str) -> Result<Self, Fault> {
        if out.is_null() {
            return Err(Fault::Null(name));
        }
        // SAFETY: the first field is always there.
        let size = usize::try_from(unsafe { out.cast::<u32>().read_unaligned() }).unwrap_or(usize::MAX);
        if size < T::FIRST {
            let wanted =
                format!("at least {}, the first size of {}: set it to sizeof before the call", T::FIRST, T::NAME);
            return Err(Fault::Core(sundesk_core::Error::invalid(format!("{name}.struct_size"), size, wanted)));
        }
        let room = T::FIELDS.iter().copied().filter(|end| *end <= size).max().unwrap_or(0);
        Ok(Self { out, room })
    }

    /// Writes the fields there is room for, `struct_size` apart.
    pub(crate) fn put(self, full: &T) {
        const HEAD: usize = size_of::<u32>();
        let full: *const T = full;
        if self.room > HEAD {
            // SAFETY: `room` bytes are the caller's, by the contract of `new`, and `full` has at least as many.
            unsafe {
                let (from, to) = (full.cast::<u8>().add(HEAD), self.out.cast::<u8>().add(HEAD));
                std::ptr::copy_nonoverlapping(from, to, self.room - HEAD);
            }
        }
    }
}

/// Frees a handle; NULL is fine. A panic while dropping ends here.
///
/// # Safety
/// `handle` is NULL or came from a `_new` call and is not yet freed.
pub(crate) unsafe fn free<T>(handle: *mut T) {
    if !handle.is_null() {
        // SAFETY: by the contract above.
        let owned = unsafe { Box::from_raw(handle) };
        let _ = catch_unwind(AssertUnwindSafe(|| drop(owned)));
    }
}

#[cfg(test)]
#[path = "../tests/unit/guard.rs"]
mod tests;
