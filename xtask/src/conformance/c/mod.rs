//! The backend that calls the exported symbols of the built shared object, and nothing else of it.

mod ask;
mod business_time;
mod calendar_import;
mod erlang;
mod lifecycle;
mod log_import;
mod sla_scenarios;
mod template;

use super::backend::Backend;
use crate::Outcome;
use crate::workspace::Workspace;
use serde_json::Value;
use std::ffi::{CStr, CString, c_char, c_void};
use std::path::Path;
use std::ptr::{null, null_mut};

/// A handle of the library; what it points to is nobody's business here.
pub(super) type Handle = *mut c_void;
/// Where a call puts its error.
pub(super) type ErrorOut = *mut Handle;

type Free = unsafe extern "C" fn(Handle);
type ErrorText = unsafe extern "C" fn(Handle) -> *const c_char;
type StringFree = unsafe extern "C" fn(*mut c_char);

/// The loaded shared object.
pub(crate) struct Library {
    object: libloading::Library,
}

impl Library {
    /// Builds `libsundesk.so` and loads it by its path.
    pub(crate) fn load(ws: &Workspace, log: &Path) -> Outcome<Self> {
        crate::test::build_c(ws, log)?;
        let path = ws.built("libsundesk.so");
        // SAFETY: the object is the one just built from this tree; its initialisers are those of Rust's runtime.
        let object = unsafe { libloading::Library::new(&path) }.map_err(|e| format!("{}: {e}", path.display()))?;
        Ok(Self { object })
    }

    /// The function of that name as a pointer of type `F`.
    ///
    /// # Safety
    /// `F` is the type that `include/sundesk.h` declares for `name`.
    pub(super) unsafe fn function<F: Copy>(&self, name: &str) -> Result<F, String> {
        // SAFETY: by the contract above.
        unsafe { self.object.get::<F>(name.as_bytes()) }.map(|f| *f).map_err(|e| format!("{name}: {e}"))
    }

    /// Makes a call; a status other than 0 becomes the error's message.
    pub(super) fn call(&self, call: impl FnOnce(ErrorOut) -> i32) -> Result<(), String> {
        let mut error: Handle = null_mut();
        let status = call(&raw mut error);
        if status == 0 {
            return Ok(());
        }
        // SAFETY: the types are those of the header; the error is the one the failed call made, freed once.
        unsafe {
            let message = self.function::<ErrorText>("sundesk_error_message")?(error);
            let text = format!("status {status}: {}", CStr::from_ptr(message).to_string_lossy());
            self.function::<Free>("sundesk_error_free")?(error);
            Err(text)
        }
    }

    /// A call that makes a handle, which is freed by `free` at the end of the owner's life.
    pub(super) fn make(&self, free: &str, call: impl FnOnce(*mut Handle, ErrorOut) -> i32) -> Result<Owned, String> {
        // SAFETY: every `_free` of the header has this type.
        let free = unsafe { self.function::<Free>(free) }?;
        let mut handle: Handle = null_mut();
        self.call(|err| call(&raw mut handle, err))?;
        Ok(Owned { handle, free })
    }

    /// A call that gives a text.
    pub(super) fn text(&self, call: impl FnOnce(*mut *mut c_char, ErrorOut) -> i32) -> Result<String, String> {
        let mut text: *mut c_char = null_mut();
        self.call(|err| call(&raw mut text, err))?;
        // SAFETY: a successful call gave a text; it is freed once, by the function of the header.
        unsafe {
            let owned = CStr::from_ptr(text).to_string_lossy().into_owned();
            self.function::<StringFree>("sundesk_string_free")?(text);
            Ok(owned)
        }
    }
}

/// A handle that is freed when it goes.
pub(super) struct Owned {
    handle: Handle,
    free: Free,
}

impl Owned {
    /// The handle, for the calls that borrow it.
    pub(super) fn get(&self) -> Handle {
        self.handle
    }
}

impl Drop for Owned {
    fn drop(&mut self) {
        // SAFETY: made by the library, freed once, by the function that belongs to it.
        unsafe { (self.free)(self.handle) }
    }
}

/// The constructor of a calendar, which both kinds of case need.
type NewCalendar = unsafe extern "C" fn(*const c_char, *const c_void, *mut Handle, ErrorOut) -> i32;

/// The calendar of a case.
pub(super) fn calendar(lib: &Library, document: &Value) -> Result<Owned, String> {
    let document = json(document)?;
    // SAFETY: the type is that of the header; the text outlives the call.
    unsafe {
        let new = lib.function::<NewCalendar>("sundesk_calendar_new")?;
        lib.make("sundesk_calendar_free", |out, err| new(document.as_ptr(), null(), out, err))
    }
}

/// JSON as the library takes it. JSON holds no NUL byte.
pub(super) fn json(value: &Value) -> Result<CString, String> {
    CString::new(value.to_string()).map_err(|e| e.to_string())
}

impl Backend for Library {
    fn answer(&mut self, kind: &str, case: &Value) -> Result<Value, String> {
        match kind {
            "lifecycle" => lifecycle::answer(self, case),
            "business_time" => business_time::answer(self, case),
            "calendar_import" => calendar_import::answer(self, case),
            "sla_scenarios" => sla_scenarios::answer(self, case),
            "fluent_semantics" => template::fluent(self, case),
            "i18n_format" => template::format(self, case),
            "ask" => ask::answer(self, case),
            "erlang" => erlang::answer(self, case),
            "log_import" => log_import::answer(self, case),
            other => Err(format!("no way to ask for {other} yet")),
        }
    }
}
