//! Scripts by their letters, as far as a check needs them: no property tables, which would cost more than they say.

/// First and last letter of the blocks of a script.
const BLOCKS: [(char, char, &str); 29] = [
    ('A', 'Z', "Latn"),
    ('a', 'z', "Latn"),
    ('\u{c0}', '\u{24f}', "Latn"),
    ('\u{1e00}', '\u{1eff}', "Latn"),
    ('\u{370}', '\u{3ff}', "Grek"),
    ('\u{1f00}', '\u{1fff}', "Grek"),
    ('\u{400}', '\u{52f}', "Cyrl"),
    ('\u{531}', '\u{587}', "Armn"),
    ('\u{5d0}', '\u{5ea}', "Hebr"),
    ('\u{620}', '\u{6ff}', "Arab"),
    ('\u{900}', '\u{97f}', "Deva"),
    ('\u{980}', '\u{9ff}', "Beng"),
    ('\u{a00}', '\u{a7f}', "Guru"),
    ('\u{a80}', '\u{aff}', "Gujr"),
    ('\u{b00}', '\u{b7f}', "Orya"),
    ('\u{b80}', '\u{bff}', "Taml"),
    ('\u{c00}', '\u{c7f}', "Telu"),
    ('\u{c80}', '\u{cff}', "Knda"),
    ('\u{d00}', '\u{d7f}', "Mlym"),
    ('\u{d80}', '\u{dff}', "Sinh"),
    ('\u{e01}', '\u{e2e}', "Thai"),
    ('\u{e80}', '\u{eff}', "Laoo"),
    ('\u{1000}', '\u{109f}', "Mymr"),
    ('\u{10a0}', '\u{10ff}', "Geor"),
    ('\u{1200}', '\u{137f}', "Ethi"),
    ('\u{1780}', '\u{17ff}', "Khmr"),
    ('\u{3040}', '\u{30ff}', "Kana"),
    ('\u{3400}', '\u{9fff}', "Hani"),
    ('\u{ac00}', '\u{d7a3}', "Hang"),
];

/// The script of a letter, for the scripts that matter here.
pub(super) fn script_of(c: char) -> Option<&'static str> {
    let block = BLOCKS.iter().find(|(first, last, _)| (*first..=*last).contains(&c)).filter(|_| c.is_alphabetic());
    block.map(|(.., script)| *script)
}

/// Whether letters of a script are those of a locale's script, which may be several together.
pub(super) fn belongs(script: &str, wanted: &str) -> bool {
    match wanted {
        "Jpan" => matches!(script, "Kana" | "Hani"),
        "Hans" | "Hant" => script == "Hani",
        "Kore" => matches!(script, "Hang" | "Hani"),
        other => script == other,
    }
}

/// Whether the letters of a locale's script can be told.
pub(super) fn known_script(wanted: &str) -> bool {
    BLOCKS.iter().any(|(.., script)| belongs(script, wanted))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_know_their_script() {
        assert_eq!(
            "aéộΩжあ漢هहאবகకქ가".chars().filter_map(script_of).collect::<Vec<_>>(),
            [
                "Latn", "Latn", "Latn", "Grek", "Cyrl", "Kana", "Hani", "Arab", "Deva", "Hebr", "Beng", "Taml", "Telu",
                "Geor", "Hang"
            ]
        );
        assert!(known_script("Hant") && known_script("Khmr") && !known_script("Cher"));
    }
}
