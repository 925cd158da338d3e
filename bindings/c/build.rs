//! Gives the shared object the name a program asks the loader for: one number per incompatible interface.
#[allow(clippy::disallowed_methods)] // cargo tells a build script its target through the environment
fn main() {
    let os = std::env::var("CARGO_CFG_TARGET_OS").unwrap_or_default();
    if os == "linux" || os.ends_with("bsd") {
        println!("cargo:rustc-cdylib-link-arg=-Wl,-soname,libsundesk.so.0");
    }
    println!("cargo:rerun-if-changed=build.rs");
}
