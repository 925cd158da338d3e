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

impl From<sundesk_core::Error> for Fault {
    fn from(e: sundesk_core::Error) -> Self {
        Self::Core(e)
    }
}

impl From<serde_json::Error> for Fault {
    fn from(e: serde_json::Error) -> Self {
        Self::Core(e.into())
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

/// The handle behind a pointer.
///
/// # Safety
/// `handle` is NULL or alive for `'a`.
pub(crate) unsafe fn get<'a, T>(handle: *const T, name: &'static str) -> Result<&'a T, Fault> {
    // SAFETY: by the contract above.
    unsafe { handle.as_ref() }.ok_or(Fault::Null(name))
}

/// The handle behind a pointer that changes it.
///
/// # Safety
/// `handle` is NULL or alive for `'a` and used by nobody else meanwhile.
pub(crate) unsafe fn get_mut<'a, T>(handle: *mut T, name: &'static str) -> Result<&'a mut T, Fault> {
    // SAFETY: by the contract above.
    unsafe { handle.as_mut() }.ok_or(Fault::Null(name))
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

impl<T> Out<*mut T> {
    /// Writes a new handle that the caller owns.
    pub(crate) fn give(self, value: T) {
        self.put(Box::into_raw(Box::new(value)));
    }
}

/// Writes a structure whose first field says how many bytes the caller has: as much as there is room for, that field apart.
///
/// # Safety
/// `out` is not NULL; its first four bytes are its size in bytes, and as many bytes may be written to. `T` begins with a `u32`.
pub(crate) unsafe fn put_sized<T>(out: *mut T, full: &T) {
    const HEAD: usize = size_of::<u32>();
    // SAFETY: the first field is always there.
    let size = unsafe { out.cast::<u32>().read_unaligned() };
    let room = usize::try_from(size).unwrap_or(0).min(size_of::<T>());
    let full: *const T = full;
    if room > HEAD {
        // SAFETY: `room` bytes are the caller's, by the contract above, and `full` has at least as many.
        unsafe { std::ptr::copy_nonoverlapping(full.cast::<u8>().add(HEAD), out.cast::<u8>().add(HEAD), room - HEAD) };
    }
}

/// Frees a handle; NULL is fine. A panic while dropping ends here.
///
/// # Safety
/// `handle` is NULL or came from [`Out::give`] and is not yet freed.
pub(crate) unsafe fn free<T>(handle: *mut T) {
    if !handle.is_null() {
        // SAFETY: by the contract above.
        let owned = unsafe { Box::from_raw(handle) };
        let _ = catch_unwind(AssertUnwindSafe(|| drop(owned)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_becomes_a_status_and_a_message() {
        let mut err = std::ptr::null_mut();
        // SAFETY: `err` is a local.
        let status = unsafe { guard(&raw mut err, || panic!("tilt")) };
        assert_eq!(status, sundesk_status::SUNDESK_PANIC);
        // SAFETY: set by the failed call.
        let error = unsafe { Box::from_raw(err) };
        assert_eq!(error.status, sundesk_status::SUNDESK_PANIC);
        // SAFETY: NULL is allowed.
        assert_eq!(unsafe { guard(std::ptr::null_mut(), || panic!("tilt")) }, sundesk_status::SUNDESK_PANIC);
    }
}
