//! A file system that fails: a layer under SQLite that cuts writes short, lets a sync fail, runs full, and loses power.
//!
//! It stands before the operating system's own and is the default once [`install`]ed, so that a store is opened as ever. It remembers what was
//! written and not synced: when the power fails, of that everything, nothing, or any part is on the disk, writes torn at a sector.

use rusqlite::ffi;
use std::collections::BTreeMap;
use std::ffi::{CStr, c_char, c_int, c_void};
use std::os::unix::fs::FileExt;
use std::sync::{LazyLock, Mutex, MutexGuard, OnceLock};

use crate::writer::Dice;

/// What goes wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// A write is cut short, and an error.
    ShortWrite,
    /// A write is an error of the disk.
    Write,
    /// A sync fails, and what was to be synced is lost or not.
    Sync,
    /// No file grows any more, until there is room again.
    Full,
    /// The power fails: this write is perhaps torn, and nothing goes on.
    Power,
}

/// The faults there are.
pub const FAULTS: [Fault; 5] = [Fault::ShortWrite, Fault::Write, Fault::Sync, Fault::Full, Fault::Power];

const SECTOR: usize = 512;

/// A write that was not synced.
struct Write {
    at: u64,
    new: Vec<u8>,
    old: Vec<u8>,
    /// How long the file was.
    size: u64,
}

#[derive(Default)]
struct Disk {
    /// By path.
    unsynced: BTreeMap<String, Vec<Write>>,
    /// After so many writes (or syncs).
    planned: Option<(Fault, u64)>,
    happened: Option<Fault>,
    full: bool,
    dead: bool,
    dice: u64,
    writes: u64,
    syncs: u64,
}

static DISK: LazyLock<Mutex<Disk>> = LazyLock::new(Mutex::default);

fn disk() -> MutexGuard<'static, Disk> {
    DISK.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}

/// Plans a fault at one of the next writes, or syncs where it is one of a sync.
pub fn plan(fault: Fault, after: u64, seed: u64) {
    let mut disk = disk();
    (disk.planned, disk.happened, disk.dice) = (Some((fault, after)), None, seed);
}

/// Whether the planned fault has happened.
pub fn happened() -> bool {
    disk().happened.is_some()
}

/// How many writes and syncs there were.
pub fn counts() -> (u64, u64) {
    let disk = disk();
    (disk.writes, disk.syncs)
}

/// There is room again, and no fault is planned.
pub fn mend() {
    let mut disk = disk();
    (disk.planned, disk.full, disk.happened) = (None, false, None);
}

/// The power comes back: of what was not synced some is on the disk. Every store must have been dropped.
pub fn restart() {
    let mut disk = disk();
    let mut dice = Dice(disk.dice);
    for (path, writes) in std::mem::take(&mut disk.unsynced) {
        lose(&path, &writes, &mut dice);
        let _ = std::fs::remove_file(format!("{}-shm", path.trim_end_matches("-wal"))); // shared memory does not outlive it
    }
    *disk = Disk { writes: disk.writes, syncs: disk.syncs, ..Disk::default() };
}

/// Forgets what was not synced, as a program does that ends: the operating system still has it.
pub fn forget() {
    *disk() = Disk::default();
}

/// Puts a file back to what was synced, and then some of the writes after that.
fn lose(path: &str, writes: &[Write], dice: &mut Dice) {
    let Ok(file) = std::fs::OpenOptions::new().read(true).write(true).open(path) else { return };
    let Some(first) = writes.first() else { return };
    let mut end = first.size;
    for write in writes.iter().rev() {
        file.write_all_at(&write.old, write.at).unwrap();
    }
    file.set_len(first.size).unwrap();
    let mode = dice.roll(4); // all is lost, all is there, or some
    for write in writes {
        let kept = match mode {
            0 => 0,
            1 => write.new.len(),
            _ => match dice.roll(4) {
                0 => 0,
                1 => usize::try_from(dice.roll(write.new.len() as u64 / SECTOR as u64 + 1)).unwrap_or(0) * SECTOR,
                _ => write.new.len(),
            },
        };
        let new = write.new.get(..kept).unwrap_or(&write.new);
        if !new.is_empty() {
            file.write_all_at(new, write.at).unwrap();
            end = end.max(write.at + new.len() as u64);
        }
    }
    file.set_len(end).unwrap();
}

impl Disk {
    /// Whether the fault comes now.
    fn strikes(&mut self, sync: bool) -> Option<Fault> {
        let (fault, left) = self.planned?;
        if (fault == Fault::Sync) != sync {
            return None;
        }
        if left > 0 {
            self.planned = Some((fault, left - 1));
            return None;
        }
        (self.planned, self.happened) = (None, Some(fault));
        match fault {
            Fault::Full => self.full = true,
            Fault::Power => self.dead = true,
            _ => {}
        }
        Some(fault)
    }
}

/// A file as SQLite holds it; the operating system's own lies behind it in memory.
#[repr(C)]
struct File {
    base: ffi::sqlite3_file,
    path: *mut String,
}

/// The operating system's own.
fn real_vfs() -> *mut ffi::sqlite3_vfs {
    static REAL: OnceLock<usize> = OnceLock::new();
    // SAFETY: a null name asks for the default; it lives as long as the program.
    let find = || unsafe { ffi::sqlite3_vfs_find(std::ptr::null()) } as usize;
    *REAL.get_or_init(find) as *mut ffi::sqlite3_vfs
}

/// Makes this layer the default of the program.
pub fn install() {
    static DONE: OnceLock<()> = OnceLock::new();
    DONE.get_or_init(|| {
        let real = real_vfs();
        // SAFETY: `real` is a registered VFS. The copy differs in its name, the size of its files and the two calls below; all others know
        // nothing of which VFS they belong to. It is leaked, since SQLite keeps the pointer.
        unsafe {
            let mut vfs = std::ptr::read(real);
            vfs.zName = c"failing".as_ptr();
            vfs.szOsFile += size_of::<File>() as c_int;
            vfs.pNext = std::ptr::null_mut();
            vfs.xOpen = Some(open);
            vfs.xDelete = Some(delete);
            assert_eq!(ffi::sqlite3_vfs_register(Box::leak(Box::new(vfs)), 1), ffi::SQLITE_OK);
        }
    });
}

/// SAFETY: `file` is one of this layer, opened.
unsafe fn below(file: *mut ffi::sqlite3_file) -> *mut ffi::sqlite3_file {
    // SAFETY: `open` was given room for both.
    unsafe { file.cast::<File>().add(1).cast() }
}

/// SAFETY: as `below`.
unsafe fn path<'a>(file: *mut ffi::sqlite3_file) -> Option<&'a str> {
    // SAFETY: `open` has put it there, `close` takes it away.
    unsafe { (*file.cast::<File>()).path.as_ref().map(String::as_str) }
}

/// Calls the method of the file below.
macro_rules! real {
    ($file:expr, $method:ident $(, $arg:expr)*) => {{
        let file = below($file);
        match (*(*file).pMethods).$method {
            Some(method) => method(file $(, $arg)*),
            None => ffi::SQLITE_IOERR,
        }
    }};
}

unsafe extern "C" fn open(
    _: *mut ffi::sqlite3_vfs,
    name: *const c_char,
    file: *mut ffi::sqlite3_file,
    flags: c_int,
    out: *mut c_int,
) -> c_int {
    // SAFETY: SQLite gives room for `szOsFile` bytes, which is both files; a name ends in 0 or is null.
    unsafe {
        let own = file.cast::<File>();
        (*own).base.pMethods = std::ptr::null();
        (*own).path = std::ptr::null_mut();
        if disk().dead {
            return ffi::SQLITE_CANTOPEN;
        }
        let real = real_vfs();
        let Some(open) = (*real).xOpen else { return ffi::SQLITE_CANTOPEN };
        let answer = open(real, name, below(file), flags, out);
        if answer == ffi::SQLITE_OK {
            (*own).base.pMethods = &raw const METHODS;
            if !name.is_null() {
                let name = CStr::from_ptr(name).to_string_lossy().into_owned();
                (*own).path = Box::into_raw(Box::new(name));
            }
        }
        answer
    }
}

unsafe extern "C" fn delete(_: *mut ffi::sqlite3_vfs, name: *const c_char, sync: c_int) -> c_int {
    let mut disk = disk();
    if disk.dead {
        return ffi::SQLITE_IOERR_DELETE;
    }
    // SAFETY: the name ends in 0.
    unsafe {
        disk.unsynced.remove(CStr::from_ptr(name).to_string_lossy().as_ref());
        let real = real_vfs();
        (*real).xDelete.map_or(ffi::SQLITE_IOERR_DELETE, |delete| delete(real, name, sync))
    }
}

unsafe extern "C" fn close(file: *mut ffi::sqlite3_file) -> c_int {
    // SAFETY: an open file; its name was boxed by `open` and is not used again.
    unsafe {
        let own = file.cast::<File>();
        if !(*own).path.is_null() {
            drop(Box::from_raw((*own).path));
            (*own).path = std::ptr::null_mut();
        }
        real!(file, xClose)
    }
}

unsafe extern "C" fn read(file: *mut ffi::sqlite3_file, to: *mut c_void, n: c_int, at: i64) -> c_int {
    // SAFETY: passed on as it came.
    unsafe { real!(file, xRead, to, n, at) }
}

unsafe extern "C" fn write(file: *mut ffi::sqlite3_file, from: *const c_void, n: c_int, at: i64) -> c_int {
    let mut disk = disk();
    disk.writes += 1;
    let Ok(len) = usize::try_from(n) else { return ffi::SQLITE_IOERR_WRITE };
    // SAFETY: `from` has `n` bytes; `file` is open.
    unsafe {
        let mut size = 0;
        let told = real!(file, xFileSize, &raw mut size);
        let (Ok(start), Ok(size), ffi::SQLITE_OK) = (u64::try_from(at), u64::try_from(size), told) else {
            return ffi::SQLITE_IOERR_WRITE;
        };
        if disk.dead {
            return ffi::SQLITE_IOERR_WRITE;
        }
        let fault = disk.strikes(false);
        if disk.full && start + len as u64 > size {
            return ffi::SQLITE_FULL;
        }
        let len = match fault {
            Some(Fault::ShortWrite | Fault::Full) => usize::try_from(Dice(disk.dice).roll(len as u64)).unwrap_or(0),
            Some(Fault::Write) => return ffi::SQLITE_IOERR_WRITE,
            _ => len,
        };
        if let Some(path) = path(file) {
            let old = usize::try_from(size.saturating_sub(start)).unwrap_or(0).min(len);
            let mut before = vec![0_u8; old];
            if old > 0 {
                real!(file, xRead, before.as_mut_ptr().cast(), old as c_int, at);
            }
            let new = std::slice::from_raw_parts(from.cast::<u8>(), len).to_vec();
            let writes = disk.unsynced.entry(path.to_owned()).or_default();
            writes.push(Write { at: start, new, old: before, size });
        }
        let answer = if len == 0 { ffi::SQLITE_OK } else { real!(file, xWrite, from, len as c_int, at) };
        match fault {
            Some(Fault::ShortWrite | Fault::Full) => ffi::SQLITE_FULL,
            Some(Fault::Power) => ffi::SQLITE_IOERR_WRITE,
            _ => answer,
        }
    }
}

unsafe extern "C" fn truncate(file: *mut ffi::sqlite3_file, size: i64) -> c_int {
    let mut disk = disk();
    if disk.dead {
        return ffi::SQLITE_IOERR_TRUNCATE;
    }
    // SAFETY: an open file. What it was before is taken to be on the disk: a file is only cut after it was synced.
    unsafe {
        if let Some(path) = path(file) {
            disk.unsynced.remove(path);
        }
        real!(file, xTruncate, size)
    }
}

unsafe extern "C" fn sync(file: *mut ffi::sqlite3_file, flags: c_int) -> c_int {
    let mut disk = disk();
    disk.syncs += 1;
    if disk.dead || disk.strikes(true).is_some() {
        return ffi::SQLITE_IOERR_FSYNC;
    }
    // SAFETY: an open file. The disk itself need not be waited for: what counts as synced stands in `Disk`.
    unsafe {
        if let Some(path) = path(file) {
            disk.unsynced.remove(path);
        }
    }
    let _ = flags;
    ffi::SQLITE_OK
}

unsafe extern "C" fn file_size(file: *mut ffi::sqlite3_file, size: *mut i64) -> c_int {
    // SAFETY: passed on as it came, here and below.
    unsafe { real!(file, xFileSize, size) }
}

unsafe extern "C" fn lock(file: *mut ffi::sqlite3_file, level: c_int) -> c_int {
    // SAFETY: see above.
    unsafe { real!(file, xLock, level) }
}

unsafe extern "C" fn unlock(file: *mut ffi::sqlite3_file, level: c_int) -> c_int {
    // SAFETY: see above.
    unsafe { real!(file, xUnlock, level) }
}

unsafe extern "C" fn reserved(file: *mut ffi::sqlite3_file, out: *mut c_int) -> c_int {
    // SAFETY: see above.
    unsafe { real!(file, xCheckReservedLock, out) }
}

unsafe extern "C" fn control(file: *mut ffi::sqlite3_file, op: c_int, arg: *mut c_void) -> c_int {
    // SAFETY: see above.
    unsafe { real!(file, xFileControl, op, arg) }
}

unsafe extern "C" fn sector(file: *mut ffi::sqlite3_file) -> c_int {
    // SAFETY: see above.
    unsafe { real!(file, xSectorSize) }
}

unsafe extern "C" fn characteristics(_: *mut ffi::sqlite3_file) -> c_int {
    0 // nothing is atomic, nothing in order
}

unsafe extern "C" fn shm_map(
    f: *mut ffi::sqlite3_file,
    page: c_int,
    size: c_int,
    more: c_int,
    to: *mut *mut c_void,
) -> c_int {
    // SAFETY: see above.
    unsafe { real!(f, xShmMap, page, size, more, to) }
}

unsafe extern "C" fn shm_lock(file: *mut ffi::sqlite3_file, offset: c_int, n: c_int, flags: c_int) -> c_int {
    // SAFETY: see above.
    unsafe { real!(file, xShmLock, offset, n, flags) }
}

unsafe extern "C" fn shm_barrier(file: *mut ffi::sqlite3_file) {
    // SAFETY: see above.
    unsafe {
        let file = below(file);
        if let Some(barrier) = (*(*file).pMethods).xShmBarrier {
            barrier(file);
        }
    }
}

unsafe extern "C" fn shm_unmap(file: *mut ffi::sqlite3_file, delete: c_int) -> c_int {
    // SAFETY: see above.
    unsafe { real!(file, xShmUnmap, delete) }
}

/// Version 2: shared memory, and no mapped pages, which would be written past this layer.
static METHODS: ffi::sqlite3_io_methods = ffi::sqlite3_io_methods {
    iVersion: 2,
    xClose: Some(close),
    xRead: Some(read),
    xWrite: Some(write),
    xTruncate: Some(truncate),
    xSync: Some(sync),
    xFileSize: Some(file_size),
    xLock: Some(lock),
    xUnlock: Some(unlock),
    xCheckReservedLock: Some(reserved),
    xFileControl: Some(control),
    xSectorSize: Some(sector),
    xDeviceCharacteristics: Some(characteristics),
    xShmMap: Some(shm_map),
    xShmLock: Some(shm_lock),
    xShmBarrier: Some(shm_barrier),
    xShmUnmap: Some(shm_unmap),
    xFetch: None,
    xUnfetch: None,
};
