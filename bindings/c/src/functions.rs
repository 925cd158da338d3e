//! Functions of the program that templates call.

use crate::bundle::sundesk_sink;
use crate::prelude::*;
use serde_json::Map;
use std::cell::Cell;
use std::ffi::c_void;
use sundesk_core::ErrorKind;
use sundesk_core::template::escape::Format;
use sundesk_core::template::limits::MAX_FUNCTION_DEPTH;
use sundesk_core::template::{Arg, FnCtx, Functions};

/// Functions of your program that templates may call besides the built-in ones. Templates and bundles keep what they need of it:
/// it may be freed at once.
pub struct sundesk_functions(pub(crate) Functions);
handle!(sundesk_functions(Functions));

/// What a sundesk_function put into its sink.
#[repr(C)]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum sundesk_answer {
    /// Text, escaped for the channel it goes to.
    SUNDESK_ANSWER_TEXT = 0,
    /// A JSON value as in the `args` of sundesk_templates_render: a number, an amount of money, a date, a list, null for missing.
    SUNDESK_ANSWER_JSON = 1,
    /// Markup of the channel's own format, made by your code: not escaped. Never put into it what somebody typed.
    SUNDESK_ANSWER_MARKUP = 2,
    /// It failed, and the sink says why: the rendering ends with an error that holds these words.
    SUNDESK_ANSWER_ERROR = 3,
}

/// A function that templates call. `call` is JSON, NUL-terminated and yours only until you return:
/// {"function": "TICKET_LINK", "locale": "de", "formatter": "de-AT", "zone": "Europe/Vienna", "now": 1780272000000000,
/// "tone": "formal", "format": "html", "values": [4711], "options": {"style": "long"}}. `locale` is the text's, `formatter` the one for
/// sundesk_format; `format` is how the text is written, and so what markup has to be in (null in a bundle); `zone`, `now` and `tone` are
/// null when the rendering has none. Values are written as in the `args` of sundesk_templates_render.
///
/// It gives its answer to sundesk_sink_write, in one piece or several, and returns the sundesk_answer that says what the answer is;
/// any other number, bytes that are not UTF-8 and JSON that is no value are errors of the function.
///
/// It may be called from every thread that renders, from several at once, and more than once for one text. It must not throw, jump
/// out or unwind, and must not free what it was called through. It may call this library, also to render a text, at most 16 functions
/// deep.
pub type sundesk_function =
    Option<unsafe extern "C" fn(userdata: *mut c_void, call: *const c_char, sink: *mut sundesk_sink) -> i32>;

/// What is called with the userdata when nothing uses it any more.
pub type sundesk_drop = Option<unsafe extern "C" fn(userdata: *mut c_void)>;

/// The caller's pointer; handed back when nothing uses it any more.
struct Userdata {
    data: *mut c_void,
    drop: sundesk_drop,
}

// SAFETY: the pointer is only handed to the caller's functions, which by their description may be called from any thread, at once.
unsafe impl Send for Userdata {}
// SAFETY: as above.
unsafe impl Sync for Userdata {}

impl Drop for Userdata {
    fn drop(&mut self) {
        if let Some(drop) = self.drop {
            // SAFETY: a function that keeps to its description, called once.
            unsafe { drop(self.data) }
        }
    }
}

/// An empty list of functions.
///
/// # Safety
/// `out` may be written to; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_functions_new(
    out: *mut *mut sundesk_functions,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    call!(err, out, () ok(New(Functions::default())))
}

/// Adds a function: its name in templates (capitals, such as "TICKET_LINK"), how many values a template gives it, and the options a
/// template may set, as a JSON list of names (["style"]; NULL for none). What a template may not do is found when it is loaded
/// (check E10).
///
/// `userdata` is handed to each call. `drop` (may be NULL) is called with it once, when the list and everything made with it are
/// freed, on the thread that frees last; also when this call fails.
///
/// # Safety
/// `functions` is alive and used by nobody else meanwhile; `name` is NUL-terminated; `options` is NULL or NUL-terminated; `function`
/// and `drop` keep to their descriptions; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_functions_register(
    functions: *mut sundesk_functions,
    name: *const c_char,
    positional: usize,
    options: *const c_char,
    function: sundesk_function,
    userdata: *mut c_void,
    drop: sundesk_drop,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    let userdata = Userdata { data: userdata, drop };
    call!(err, (functions: &mut Functions, name: &str, options: Option<&str>) {
        let function = function.ok_or(Fault::Null("function"))?;
        let options: Vec<String> = match options {
            Some(json) => read_list(json, "list of names", MAX_DOCUMENT_BYTES).map_err(|e| e.at("options"))?,
            None => Vec::new(),
        };
        let options: Vec<&str> = options.iter().map(String::as_str).collect();
        let host = Host { name: name.to_owned(), function, userdata };
        functions.register(name, positional, &options, move |ctx, values, named| host.call(ctx, values, named))
    })
}

/// Frees a list of functions. NULL is fine.
///
/// # Safety
/// `functions` is NULL or not yet freed; it must not be used again.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_functions_free(functions: *mut sundesk_functions) {
    free!(functions)
}

/// One function of the caller.
struct Host {
    name: String,
    function: unsafe extern "C" fn(*mut c_void, *const c_char, *mut sundesk_sink) -> i32,
    userdata: Userdata,
}

impl Host {
    fn call(&self, ctx: &FnCtx<'_>, values: &[Arg], named: &[(&str, Arg)]) -> Result<Arg> {
        let _deeper = Depth::enter()?;
        let options: Map<String, Value> = named.iter().map(|(n, v)| ((*n).to_owned(), v.to_json())).collect();
        let call = json!({
            "function": self.name, "locale": ctx.locale.as_str(), "formatter": ctx.formatter.locale().as_str(),
            "zone": ctx.ctx.zone.as_ref().map(|z| z.name()), "now": ctx.ctx.now, "tone": ctx.ctx.tone,
            "format": ctx.format.map(Format::name),
            "values": values.iter().map(Arg::to_json).collect::<Vec<_>>(), "options": options,
        });
        let (call, mut sink) = (c_text(&call.to_string()), sundesk_sink(Vec::new()));
        // SAFETY: the caller promised a function that keeps to its description; call and sink live through it.
        let answer = unsafe { (self.function)(self.userdata.data, call.as_ptr(), &raw mut sink) };
        let said = String::from_utf8(sink.0)
            .map_err(|_| Error::new(ErrorKind::InvalidInput, "answered with bytes that are not UTF-8"))?;
        read_answer(answer, said)
    }
}

fn read_answer(answer: i32, said: String) -> Result<Arg> {
    use sundesk_answer::{SUNDESK_ANSWER_ERROR, SUNDESK_ANSWER_JSON, SUNDESK_ANSWER_MARKUP, SUNDESK_ANSWER_TEXT};
    let is = |wanted: sundesk_answer| answer == wanted as i32;
    if is(SUNDESK_ANSWER_TEXT) {
        return Ok(Arg::from(said));
    }
    if is(SUNDESK_ANSWER_MARKUP) {
        return Ok(Arg::markup(said));
    }
    if is(SUNDESK_ANSWER_JSON) {
        let json = read_json(&said, "value", MAX_DOCUMENT_BYTES).map_err(|e| e.at("answer"))?;
        return Arg::from_json(&json).map_err(|e| e.at("answer"));
    }
    let says = match (is(SUNDESK_ANSWER_ERROR), said.is_empty()) {
        (true, false) => said,
        (true, true) => "failed and does not say why".to_owned(),
        (false, _) => format!("answered {answer}, which is no sundesk_answer"),
    };
    Err(Error::new(ErrorKind::InvalidInput, says))
}

thread_local! {
    /// How many functions this thread is in: a function may render a text that calls functions.
    static DEPTH: Cell<usize> = const { Cell::new(0) };
}

/// One function more, for as long as it lives.
struct Depth;

impl Depth {
    fn enter() -> Result<Self> {
        let depth = DEPTH.get();
        if depth >= MAX_FUNCTION_DEPTH {
            let expected = format!("at most {MAX_FUNCTION_DEPTH} functions inside each other");
            return Err(Error::limit("", "one more function inside a function", expected));
        }
        DEPTH.set(depth + 1);
        Ok(Self)
    }
}

impl Drop for Depth {
    fn drop(&mut self) {
        DEPTH.set(DEPTH.get().saturating_sub(1));
    }
}
