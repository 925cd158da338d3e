//! Who reads the texts, held ready: locales, channel and zone are read once.

use crate::prelude::*;

/// A delivery that is read and checked already. Any number of threads may render with it at the same time.
pub struct sundesk_delivery(Delivery);
handle!(sundesk_delivery(Delivery));

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
    call!(err, out, (json: Value, zones: ZoneDb) document::delivery(&json, &zones).map_err(|e| e.at("json")).map(New))
}

/// Frees a delivery. NULL is fine.
///
/// # Safety
/// `delivery` is NULL or not yet freed; it must not be used again.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_delivery_free(delivery: *mut sundesk_delivery) {
    free!(delivery)
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
    call!(err, (delivery: &mut Delivery, now: Option<At>) ok(delivery.ctx.now = now))
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
    call!(err, out, (delivery: &Delivery, templates: &Templates, id: &str, args: Args)
        ok(Text(templates.render(id, &args, delivery)?.text)))
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
    call!(err, out, (delivery: &Delivery, templates: &Templates, id: &str, args: Args)
        templates.render(id, &args, delivery).map(Json))
}
