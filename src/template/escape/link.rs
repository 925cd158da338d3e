//! Which texts may stand in a message as a link.

use super::clean;

/// A link as a reader may be sent to it: cleaned and percent-encoded; what is encoded already stays.
///
/// | refused | why |
/// |---|---|
/// | schemes other than `http`, `https`, `mailto`, `tel` | `javascript:`, `data:` and their like run in the reader's program |
/// | `https:x`, `https:///x` | browsers go to `x` all the same |
/// | `@`, `\`, `%`, spaces in the host | `https://bank.example@evil.example` is read as the bank and leads elsewhere |
/// | controls anywhere, `%0D` and `%0A` in `mailto:` | further header lines |
pub(crate) fn link(text: &str) -> Result<String, &'static str> {
    let text = clean(text);
    let (scheme, rest) = text.split_once(':').unwrap_or(("", ""));
    if text.contains(char::is_control) {
        return Err("takes a link without line breaks and controls");
    }
    match scheme.to_ascii_lowercase().as_str() {
        "http" | "https" => host(rest)?,
        "mailto" if breaks_lines(rest) => return Err("takes an address without encoded line breaks"),
        "mailto" | "tel" if !rest.is_empty() => {}
        _ => return Err("takes a link that starts with http:, https:, mailto: or tel:"),
    }
    Ok(percent_encoded(&text))
}

/// Whether what follows `https:` names a host and nothing that only looks like one.
fn host(rest: &str) -> Result<(), &'static str> {
    let rest = rest.strip_prefix("//").unwrap_or("");
    let host = rest.split(['/', '?', '#']).next().unwrap_or("");
    if host.is_empty() || host.contains(|c: char| matches!(c, '@' | '\\' | '%') || c.is_whitespace()) {
        return Err("takes a link with a plain host: no user name, no encoded or hidden characters");
    }
    Ok(())
}

fn breaks_lines(rest: &str) -> bool {
    let rest = rest.to_ascii_lowercase();
    rest.contains("%0d") || rest.contains("%0a")
}

/// Everything percent-encoded that RFC 3986 does not let stand in a link.
fn percent_encoded(text: &str) -> String {
    use std::fmt::Write;
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~:/?#[]@!$&()*+,;=%".contains(&byte) {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}"); // writing to a String cannot fail
        }
    }
    out
}
