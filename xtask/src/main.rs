//! Tasks of this repository: `cargo xtask test`, `cargo xtask conformance`.
fn main() {}
