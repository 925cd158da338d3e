//! Who reads the texts, held ready: locales, channel and zone are read once.

use crate::error::{sundesk_error, sundesk_status};
use crate::guard::{Out, free, get, get_mut, guard};
use crate::template::{args_of, document_of, sundesk_templates};
use crate::text::{read, read_optional};
use crate::zone::{database, sundesk_zonedb};
use std::ffi::c_char;
use sundesk_core::template::catalog::Delivery;
use sundesk_core::template::document;

/// A delivery that is read and checked already. Any number of threads may render with it at the same time.
pub struct sundesk_delivery(Delivery);

/// A delivery from the JSON that sundesk_templates_render takes: {"locales": ["de"], "ctx": {"zone": "Europe/Berlin"}}. `zones`
/// may be freed afterwards.
///
/// # Safety
/// `json` is NUL-terminated; `zones` is NULL (bundled) or alive; `out` may be written to; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_delivery_new(
    json: *const c_char,
    zones: *const sundesk_zonedb,
    out: *mut *mut sundesk_delivery,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    // SAFETY: the pointers are as the contract above says.
    unsafe {
        guard(err, || {
            let (json, out) = (read(json, "json")?, Out::new(out, "out")?);
            let value = document_of(Some(json), "json")?;
            out.give(sundesk_delivery(document::delivery(&value, &database(zones)).map_err(|e| e.at("json"))?));
            Ok(())
        })
    }
}

/// Frees a delivery. NULL is fine.
///
/// # Safety
/// `delivery` is NULL or not yet freed; it must not be used again.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_delivery_free(delivery: *mut sundesk_delivery) {
    // SAFETY: by the contract above.
    unsafe { free(delivery) }
}

/// Sets the present that relative times are counted from; SUNDESK_NEVER takes it away. Not while another thread uses the delivery.
///
/// # Safety
/// `delivery` is alive and used by nobody else; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_delivery_set_now(
    delivery: *mut sundesk_delivery,
    now: i64,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    // SAFETY: the pointers are as the contract above says.
    unsafe {
        guard(err, || {
            let delivery = get_mut(delivery, "delivery")?;
            if now != i64::MIN {
                sundesk_core::time::check_instant(now).map_err(|e| e.at("now"))?;
            }
            delivery.0.ctx.now = (now != i64::MIN).then_some(now);
            Ok(())
        })
    }
}

/// The text of sundesk_templates_text for a delivery held ready. `args` is a JSON object or NULL for none. Free the text with
/// sundesk_string_free.
///
/// # Safety
/// `delivery` and `templates` are alive; `id` is NUL-terminated; `args` is NULL or NUL-terminated; `out` may be written to; `err` is NULL
/// or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_delivery_text(
    delivery: *const sundesk_delivery,
    templates: *const sundesk_templates,
    id: *const c_char,
    args: *const c_char,
    out: *mut *mut c_char,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    // SAFETY: the pointers are as the contract above says.
    unsafe {
        guard(err, || {
            let (delivery, templates) = (get(delivery, "delivery")?, get(templates, "templates")?);
            let (id, out) = (read(id, "id")?, Out::new(out, "out")?);
            let args = args_of(read_optional(args, "args")?)?;
            out.text(&templates.0.render(id, &args, &delivery.0)?.text);
            Ok(())
        })
    }
}

/// The whole answer of sundesk_templates_render for a delivery held ready, as JSON. Free the text with sundesk_string_free.
///
/// # Safety
/// As sundesk_delivery_text.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_delivery_render(
    delivery: *const sundesk_delivery,
    templates: *const sundesk_templates,
    id: *const c_char,
    args: *const c_char,
    out: *mut *mut c_char,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    // SAFETY: the pointers are as the contract above says.
    unsafe {
        guard(err, || {
            let (delivery, templates) = (get(delivery, "delivery")?, get(templates, "templates")?);
            let (id, out) = (read(id, "id")?, Out::new(out, "out")?);
            let args = args_of(read_optional(args, "args")?)?;
            out.text(&serde_json::to_string(&templates.0.render(id, &args, &delivery.0)?)?);
            Ok(())
        })
    }
}
