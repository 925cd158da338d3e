//! Zone databases and zones.

use crate::prelude::*;
use sundesk_core::time::{Fold, Gap, Resolution};

/// A set of zone rules of one release of the IANA time zone database. Where a call takes one, NULL means the database
/// inside this library, which gives the same answers on every machine and is as old as the build.
pub struct sundesk_zonedb(pub(crate) ZoneDb);
handle!(sundesk_zonedb(ZoneDb));

/// One compiled time zone.
pub struct sundesk_zone(pub(crate) Zone);
handle!(sundesk_zone(Zone));

/// What a wall-clock reading that the clock skips means.
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub enum sundesk_gap {
    /// The first instant after the gap: 02:30 becomes 03:00.
    SUNDESK_GAP_TRANSITION = 0,
    /// Later by the length of the gap: 02:30 becomes 03:30.
    SUNDESK_GAP_COMPATIBLE = 1,
}

/// What a wall-clock reading that the clock shows twice means.
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub enum sundesk_fold {
    /// The first time it is shown.
    SUNDESK_FOLD_EARLIER = 0,
    /// The last time it is shown.
    SUNDESK_FOLD_LATER = 1,
}

/// The database behind a pointer, NULL being the bundled one.
///
/// # Safety
/// `zones` is NULL or alive.
pub(crate) unsafe fn database(zones: *const sundesk_zonedb) -> ZoneDb {
    // SAFETY: by the contract above.
    unsafe { zones.as_ref() }.map_or_else(ZoneDb::bundled, |z| z.0.clone())
}

/// NULL is the bundled one.
impl Arg<*const sundesk_zonedb> for ZoneDb {
    type Value = ZoneDb;
    unsafe fn read(from: *const sundesk_zonedb, _: &'static str) -> Result<ZoneDb, Fault> {
        // SAFETY: by the contract of the trait.
        Ok(unsafe { database(from) })
    }
}

/// The database in a directory, such as "/usr/share/zoneinfo". Read whole, now.
///
/// # Safety
/// `path` is NUL-terminated; `out` may be written to; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_zonedb_from_dir(
    path: *const c_char,
    out: *mut *mut sundesk_zonedb,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    call!(err, out, (path: &str) ZoneDb::from_dir(path).map(New))
}

/// A database of `count` zones from their names and the bytes of their TZif files, which are copied.
///
/// # Safety
/// `names`, `bytes` and `lengths` point to `count` elements (NULL only for 0): NUL-terminated names, and files of that
/// many bytes; `out` may be written to; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_zonedb_from_tzif(
    release: *const c_char,
    names: *const *const c_char,
    bytes: *const *const u8,
    lengths: *const usize,
    count: usize,
    out: *mut *mut sundesk_zonedb,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    call!(err, out, (release: &str) {
        let (names, bytes) = (slice(names, count, "names")?, slice(bytes, count, "bytes")?);
        let lengths = slice(lengths, count, "lengths")?;
        let mut files = Vec::with_capacity(count.min(sundesk_core::time::MAX_ZONES));
        for ((name, file), length) in names.iter().zip(bytes).zip(lengths) {
            files.push((<&str>::read(*name, "names")?, slice(*file, *length, "bytes")?));
        }
        ZoneDb::from_tzif(release, files).map(New)
    })
}

/// Frees a database. Zones and calendars made from it live on. NULL is fine.
///
/// # Safety
/// `zones` is NULL or not yet freed; it must not be used again.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_zonedb_free(zones: *mut sundesk_zonedb) {
    free!(zones)
}

/// The names of a database as a JSON list of texts. Free the text with sundesk_string_free.
///
/// # Safety
/// `zones` is NULL (bundled) or alive; `out` may be written to; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_zonedb_names(
    zones: *const sundesk_zonedb,
    out: *mut *mut c_char,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    call!(err, out, (zones: ZoneDb) ok(Json(&zones.names().collect::<Vec<_>>())))
}

/// The release of the zone rules, such as "2026e"; "unknown" when a directory does not say. Deadlines depend on it: print
/// it with your reports. Free the text with sundesk_string_free.
///
/// # Safety
/// `zones` is NULL (bundled) or alive; `out` may be written to; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_tzdb_version(
    zones: *const sundesk_zonedb,
    out: *mut *mut c_char,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    call!(err, out, (zones: ZoneDb) ok(Text(zones.release())))
}

/// The zone of an IANA name, such as "Europe/Berlin". A name that is not there is SUNDESK_UNKNOWN_ZONE, with the nearest
/// ones in the message.
///
/// # Safety
/// `name` is NUL-terminated; `zones` is NULL (bundled) or alive; `out` may be written to; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_zone_new(
    name: *const c_char,
    zones: *const sundesk_zonedb,
    out: *mut *mut sundesk_zone,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    call!(err, out, (name: &str, zones: ZoneDb) zones.zone(name).map(New))
}

/// Frees a zone. NULL is fine.
///
/// # Safety
/// `zone` is NULL or not yet freed; it must not be used again.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_zone_free(zone: *mut sundesk_zone) {
    free!(zone)
}

/// The name of a zone, in the spelling of the database. Free the text with sundesk_string_free.
///
/// # Safety
/// `zone` is alive; `out` may be written to; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_zone_name(
    zone: *const sundesk_zone,
    out: *mut *mut c_char,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    call!(err, out, (zone: &Zone) ok(Text(zone.name())))
}

/// The offset from UTC at an instant, in seconds east of Greenwich.
///
/// # Safety
/// `zone` is alive; `out` may be written to; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_zone_offset(
    zone: *const sundesk_zone,
    at: i64,
    out: *mut i32,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    call!(err, out, (zone: &Zone, at: At) ok(zone.offset_at(at)))
}

/// What the wall clock shows at an instant: microseconds since 1970-01-01T00:00 local.
///
/// # Safety
/// `zone` is alive; `out` may be written to; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_zone_to_local(
    zone: *const sundesk_zone,
    at: i64,
    out: *mut i64,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    call!(err, out, (zone: &Zone, at: At) ok(zone.to_local(at)))
}

/// The instant a wall-clock reading means (microseconds since 1970-01-01T00:00 local). `gap` is a sundesk_gap, `fold` a
/// sundesk_fold; both 0 is the default everywhere in this library.
///
/// # Safety
/// `zone` is alive; `out` may be written to; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_zone_to_utc(
    zone: *const sundesk_zone,
    local: i64,
    gap: i32,
    fold: i32,
    out: *mut i64,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    call!(err, out, (zone: &Zone, local: At, gap: Gap, fold: Fold)
        check_instant(zone.resolve(local, Resolution { gap, fold })).map_err(|e| e.at("local")))
}

choices! {
    Gap, "SUNDESK_GAP_TRANSITION or SUNDESK_GAP_COMPATIBLE": 0 Gap::Transition, 1 Gap::Compatible;
    Fold, "SUNDESK_FOLD_EARLIER or SUNDESK_FOLD_LATER": 0 Fold::Earlier, 1 Fold::Later;
}
