//! Words of a text, as a search finds them: without case and accents, each character of a script without spaces a word of its own.

use unicode_normalization::UnicodeNormalization;

/// The words of a text.
pub(crate) fn words(text: &str) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    let mut word = String::new();
    let folded = text.nfkd().filter(|c| !('\u{300}'..='\u{36f}').contains(c)).flat_map(char::to_lowercase);
    for c in folded {
        let alone = without_spaces(c);
        if (alone || !c.is_alphanumeric()) && !word.is_empty() {
            all.push(std::mem::take(&mut word));
        }
        if alone {
            all.push(c.to_string());
        } else if c.is_alphanumeric() {
            word.push(c);
        }
    }
    if !word.is_empty() {
        all.push(word);
    }
    all
}

/// Scripts that write no spaces between words: Han, Kana, Thai, Lao, Khmer, Burmese.
fn without_spaces(c: char) -> bool {
    matches!(u32::from(c), 0x0e00..=0x0eff | 0x1000..=0x109f | 0x1780..=0x17ff | 0x3040..=0x30ff | 0x3400..=0x4dbf
        | 0x4e00..=0x9fff | 0xf900..=0xfaff | 0x2_0000..=0x3_ffff)
}

/// What is looked for: words that stand one after the other, the last of them perhaps only begun (`invoi*`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Phrase {
    pub(crate) words: Vec<String>,
    pub(crate) begun: bool,
}

/// The phrases of a search: all of them must be there, in any order.
pub(crate) fn phrases(search: &str) -> Vec<Phrase> {
    let parts = search.split_whitespace().map(|part| Phrase { words: words(part), begun: part.ends_with('*') });
    parts.filter(|phrase| !phrase.words.is_empty()).collect()
}

impl Phrase {
    /// Whether a text, by its words, holds it.
    pub(crate) fn is_in(&self, text: &[String]) -> bool {
        let equal = |at: &[String]| {
            let last = self.words.len().saturating_sub(1);
            at.iter().zip(&self.words).enumerate().all(|(i, (found, wanted))| {
                if self.begun && i == last { found.starts_with(wanted.as_str()) } else { found == wanted }
            })
        };
        text.windows(self.words.len().max(1)).any(equal)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_without_case_and_accents_and_in_scripts_without_spaces() {
        assert_eq!(words("Größe: L – défaut nº 12, e-mail"), ["große", "l", "defaut", "no", "12", "e", "mail"]);
        assert_eq!(words("返品したい abc"), ["返", "品", "し", "た", "い", "abc"]);
        let found = |search: &str, text: &str| phrases(search).iter().all(|p| p.is_in(&words(text)));
        assert!(found("DEFAUT 12", "Le n° 12 a un Défaut."));
        assert!(found("返品", "商品を返品したい"));
        assert!(!found("品返", "商品を返品したい"));
        assert!(found("invoi* e-mail", "The e-mail with the invoice"));
        assert!(!found("invoi", "The invoice"));
        assert!(found("", "anything") && found("!!", "anything"));
    }
}
