//! Zone databases and zones.

use crate::error::{sundesk_error, sundesk_status};
use crate::guard::{Fault, Out, free, get, guard};
use crate::text::read;
use std::ffi::c_char;
use sundesk_core::Error;
use sundesk_core::time::{Fold, Gap, Resolution, Zone, ZoneDb, check_instant};

/// A set of zone rules of one release of the IANA time zone database. Where a call takes one, NULL means the database
/// inside this library, which gives the same answers on every machine and is as old as the build.
pub struct sundesk_zonedb(pub(crate) ZoneDb);

/// One compiled time zone.
pub struct sundesk_zone(pub(crate) Zone);

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
    // SAFETY: the pointers are as the contract above says.
    unsafe {
        guard(err, || {
            let (path, out) = (read(path, "path")?, Out::new(out, "out")?);
            out.give(sundesk_zonedb(ZoneDb::from_dir(path)?));
            Ok(())
        })
    }
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
    // SAFETY: the pointers are as the contract above says.
    unsafe {
        guard(err, || {
            let (release, out) = (read(release, "release")?, Out::new(out, "out")?);
            let names = crate::guard::slice(names, count, "names")?;
            let bytes = crate::guard::slice(bytes, count, "bytes")?;
            let lengths = crate::guard::slice(lengths, count, "lengths")?;
            let mut files = Vec::with_capacity(count.min(sundesk_core::time::MAX_ZONES));
            for ((name, file), length) in names.iter().zip(bytes).zip(lengths) {
                files.push((read(*name, "names")?, crate::guard::slice(*file, *length, "bytes")?));
            }
            out.give(sundesk_zonedb(ZoneDb::from_tzif(release, files)?));
            Ok(())
        })
    }
}

/// Frees a database. Zones and calendars made from it live on. NULL is fine.
///
/// # Safety
/// `zones` is NULL or not yet freed; it must not be used again.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_zonedb_free(zones: *mut sundesk_zonedb) {
    // SAFETY: by the contract above.
    unsafe { free(zones) }
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
    // SAFETY: the pointers are as the contract above says.
    unsafe {
        guard(err, || {
            let out = Out::new(out, "out")?;
            out.text(&serde_json::to_string(&database(zones).names().collect::<Vec<_>>())?);
            Ok(())
        })
    }
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
    // SAFETY: the pointers are as the contract above says.
    unsafe {
        guard(err, || {
            Out::new(out, "out")?.text(database(zones).release());
            Ok(())
        })
    }
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
    // SAFETY: the pointers are as the contract above says.
    unsafe {
        guard(err, || {
            let (name, out) = (read(name, "name")?, Out::new(out, "out")?);
            out.give(sundesk_zone(database(zones).zone(name)?));
            Ok(())
        })
    }
}

/// Frees a zone. NULL is fine.
///
/// # Safety
/// `zone` is NULL or not yet freed; it must not be used again.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_zone_free(zone: *mut sundesk_zone) {
    // SAFETY: by the contract above.
    unsafe { free(zone) }
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
    // SAFETY: the pointers are as the contract above says.
    unsafe {
        guard(err, || {
            let (zone, out) = (get(zone, "zone")?, Out::new(out, "out")?);
            out.text(zone.0.name());
            Ok(())
        })
    }
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
    // SAFETY: the pointers are as the contract above says.
    unsafe {
        guard(err, || {
            let (zone, out) = (get(zone, "zone")?, Out::new(out, "out")?);
            out.put(zone.0.offset_at(check_instant(at).map_err(|e| e.at("at"))?));
            Ok(())
        })
    }
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
    // SAFETY: the pointers are as the contract above says.
    unsafe {
        guard(err, || {
            let (zone, out) = (get(zone, "zone")?, Out::new(out, "out")?);
            out.put(zone.0.to_local(check_instant(at).map_err(|e| e.at("at"))?));
            Ok(())
        })
    }
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
    // SAFETY: the pointers are as the contract above says.
    unsafe {
        guard(err, || {
            let (zone, out) = (get(zone, "zone")?, Out::new(out, "out")?);
            let resolution = resolution(gap, fold)?;
            let at = zone.0.resolve(check_instant(local).map_err(|e| e.at("local"))?, resolution);
            out.put(check_instant(at).map_err(|e| e.at("local"))?);
            Ok(())
        })
    }
}

fn resolution(gap: i32, fold: i32) -> Result<Resolution, Fault> {
    let gap = match gap {
        0 => Gap::Transition,
        1 => Gap::Compatible,
        other => return Err(Error::invalid("gap", other, "SUNDESK_GAP_TRANSITION or SUNDESK_GAP_COMPATIBLE").into()),
    };
    let fold = match fold {
        0 => Fold::Earlier,
        1 => Fold::Later,
        other => return Err(Error::invalid("fold", other, "SUNDESK_FOLD_EARLIER or SUNDESK_FOLD_LATER").into()),
    };
    Ok(Resolution { gap, fold })
}
