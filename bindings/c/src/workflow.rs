//! What a ticket may do: workflow documents and presets.

use crate::call::handle;
use crate::error::{sundesk_error, sundesk_status};
use crate::guard::{Out, free, get, guard};
use crate::text::read;
use std::ffi::c_char;
use sundesk_core::ticket::workflow::Workflow;

/// A checked workflow: statuses, moves, rights, what time does.
pub struct sundesk_workflow(pub(crate) Workflow);
handle!(sundesk_workflow(Workflow));

/// The workflow of a JSON document. All faults come back in one error (sundesk_error_json, `problems`), each with its path.
///
/// # Safety
/// `json` is NUL-terminated; `out` may be written to; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_workflow_new(
    json: *const c_char,
    out: *mut *mut sundesk_workflow,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    // SAFETY: the pointers are as the contract above says.
    unsafe {
        guard(err, || {
            let (json, out) = (read(json, "json")?, Out::new(out, "out")?);
            out.give(sundesk_workflow(Workflow::from_json(json)?));
            Ok(())
        })
    }
}

/// One of the workflows that come with the library: "zendesk", "jsm", "servicenow", "zammad", "chatwoot", "linear".
///
/// # Safety
/// `name` is NUL-terminated; `out` may be written to; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_workflow_preset(
    name: *const c_char,
    out: *mut *mut sundesk_workflow,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    // SAFETY: the pointers are as the contract above says.
    unsafe {
        guard(err, || {
            let (name, out) = (read(name, "name")?, Out::new(out, "out")?);
            out.give(sundesk_workflow(Workflow::preset(name)?));
            Ok(())
        })
    }
}

/// Frees a workflow. NULL is fine.
///
/// # Safety
/// `workflow` is NULL or not yet freed; it must not be used again.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_workflow_free(workflow: *mut sundesk_workflow) {
    // SAFETY: by the contract above.
    unsafe { free(workflow) }
}

/// The SHA-256 of the canonical document, 64 hexadecimal digits. Free the text with sundesk_string_free.
///
/// # Safety
/// `workflow` is alive; `out` may be written to; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_workflow_version(
    workflow: *const sundesk_workflow,
    out: *mut *mut c_char,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    // SAFETY: the pointers are as the contract above says.
    unsafe {
        guard(err, || {
            let (workflow, out) = (get(workflow, "workflow")?, Out::new(out, "out")?);
            out.text(workflow.0.version());
            Ok(())
        })
    }
}

/// The document as JSON (SUNDESK_FORM_JSON), or states and moves as a picture (SUNDESK_FORM_SVG). Free the text with
/// sundesk_string_free.
///
/// # Safety
/// `workflow` is alive; `out` may be written to; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_workflow_write(
    workflow: *const sundesk_workflow,
    form: i32,
    out: *mut *mut c_char,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    // SAFETY: the pointers are as the contract above says.
    unsafe {
        guard(err, || {
            let (workflow, out) = (get(workflow, "workflow")?, Out::new(out, "out")?);
            out.text(&match form {
                0 => serde_json::to_string(workflow.0.doc())?,
                2 => workflow.0.to_svg(),
                other => {
                    let expected = "SUNDESK_FORM_JSON or SUNDESK_FORM_SVG";
                    return Err(sundesk_core::Error::invalid("form", other, expected).into());
                }
            });
            Ok(())
        })
    }
}
