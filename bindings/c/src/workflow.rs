//! What a ticket may do: workflow documents and presets.

use crate::prelude::*;

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
    call!(err, out, (json: &str) Workflow::from_json(json).map(New))
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
    call!(err, out, (name: &str) Workflow::preset(name).map(New))
}

/// Frees a workflow. NULL is fine.
///
/// # Safety
/// `workflow` is NULL or not yet freed; it must not be used again.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_workflow_free(workflow: *mut sundesk_workflow) {
    free!(workflow)
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
    call!(err, out, (workflow: &Workflow) ok(Text(workflow.version())))
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
    call!(err, out, (workflow: &Workflow, form: Form) match form {
        Form::Json => Ok(Text(serde_json::to_string(workflow.doc())?)),
        Form::Svg => Ok(Text(workflow.to_svg())),
        _ => Err(Error::invalid("form", "another", "SUNDESK_FORM_JSON or SUNDESK_FORM_SVG")),
    })
}
