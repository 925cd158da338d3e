//! Versions: of the interface, of the library, of the zone data.

use std::ffi::c_char;

/// The version of the interface this header describes. It grows when a program compiled before would no longer work.
pub const SUNDESK_ABI_VERSION: u32 = 0;

/// The version of the library this header came with.
pub const SUNDESK_VERSION_MAJOR: u32 = 0;
/// See SUNDESK_VERSION_MAJOR.
pub const SUNDESK_VERSION_MINOR: u32 = 1;
/// See SUNDESK_VERSION_MAJOR.
pub const SUNDESK_VERSION_PATCH: u32 = 0;

/// The interface the loaded library has. Compare it with SUNDESK_ABI_VERSION before anything else.
#[unsafe(no_mangle)]
pub extern "C" fn sundesk_abi_version() -> u32 {
    SUNDESK_ABI_VERSION
}

/// The version of the loaded library, such as "0.1.0". Lives for ever.
#[unsafe(no_mangle)]
pub extern "C" fn sundesk_version() -> *const c_char {
    concat!(env!("CARGO_PKG_VERSION"), "\0").as_ptr().cast()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_macros_are_the_version_of_the_package() {
        let version = format!("{SUNDESK_VERSION_MAJOR}.{SUNDESK_VERSION_MINOR}.{SUNDESK_VERSION_PATCH}");
        assert_eq!(version, env!("CARGO_PKG_VERSION"));
    }
}
