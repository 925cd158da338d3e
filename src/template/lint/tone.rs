//! W24: words of the other tone.
//!
//! The lists hold words that tell the tone by themselves. Words that are ambiguous at the start of a sentence (German `Sie` is
//! also "they") count only inside one.

use super::{Code, Sink, Subject};

struct Words {
    language: &'static str,
    formal: &'static [&'static str],
    informal: &'static [&'static str],
    /// Letter case matters (German `Ihr` and `ihr` differ).
    case: bool,
}

const LISTS: &[Words] = &[
    Words {
        language: "de",
        formal: &["Sie", "Ihnen", "Ihr", "Ihre", "Ihrem", "Ihren", "Ihrer", "Ihres"],
        informal: &[
            "du", "dir", "dich", "dein", "deine", "deinem", "deinen", "deiner", "deines", "Du", "Dir", "Dich", "Dein",
            "Deine",
        ],
        case: true,
    },
    // Written without spaces: found anywhere. Endings of humble speech against those of talk among friends; plain です and ます are both.
    Words {
        language: "ja",
        formal: &["いたします", "いたして", "ございます", "ございません", "申し上げ", "頂戴", "拝見"],
        informal: &["しますね", "くださいね", "ですよ", "だよ", "だね", "してね"],
        case: false,
    },
    // `você` is neither in Brazil.
    Words {
        language: "pt",
        formal: &["senhor", "senhora", "senhores", "senhoras"],
        informal: &["tu", "ti", "contigo", "teu", "tua", "teus", "tuas"],
        case: false,
    },
    Words {
        language: "fr",
        formal: &["vous", "votre", "vos"],
        informal: &["tu", "toi", "ton", "ta", "tes"],
        case: false,
    },
    Words { language: "es", formal: &["usted", "ustedes"], informal: &["tú", "ti", "contigo", "tus"], case: false },
    Words {
        language: "et",
        formal: &["teie", "teid", "teile"],
        informal: &["sina", "sind", "sinu", "sulle"],
        case: false,
    },
    Words { language: "nl", formal: &["u", "uw"], informal: &["je", "jij", "jou", "jouw"], case: false },
    Words { language: "it", formal: &["lei"], informal: &["tu", "ti", "tuo", "tua", "tuoi", "tue"], case: false },
    Words {
        language: "el", formal: &["εσάς", "σας"], informal: &["εσύ", "εσένα", "σου"], case: false
    },
    Words {
        language: "hi",
        formal: &["आप", "आपका", "आपकी", "आपके", "आपको"],
        informal: &["तुम", "तू", "तुम्हारा", "तुम्हें"],
        case: false,
    },
    Words {
        language: "pl",
        formal: &["Pan", "Pani", "Państwo", "Państwa"],
        informal: &["ty", "ciebie", "tobie", "twój", "twoja", "twoje"],
        case: false,
    },
];

pub(crate) fn unit(s: &Subject<'_>, sink: &mut Sink<'_>) {
    let Some(view) = s.ws.view(s.locale) else { return };
    let Some(list) = LISTS.iter().find(|l| l.language == view.language) else { return };
    let tone = if view.name.ends_with("-x-formal") {
        Some("formal")
    } else if view.name.ends_with("-x-informal") {
        Some("informal")
    } else {
        sink.config.tones.get(&view.name).map(String::as_str)
    };
    let text = s.unit.facts.words();
    let find = |words: &[&'static str]| match list.language {
        "ja" => words.iter().find(|w| text.contains(**w)).copied(),
        _ => found(&text, words, list.case),
    };
    let (formal, informal) = (find(list.formal), find(list.informal));
    let finding = match (tone, formal, informal) {
        (Some("formal"), _, Some(word)) => Some(format!("{word:?} is informal, the tone here is formal")),
        (Some("informal"), Some(word), _) => Some(format!("{word:?} is formal, the tone here is informal")),
        (None, Some(a), Some(b)) => Some(format!("{a:?} is formal and {b:?} informal: one text has one tone")),
        _ => None,
    };
    if let Some(text) = finding {
        sink.at(Code::W24, s, s.unit.pos, text);
    }
}

/// The first word of the list that stands in the text and not at the start of a sentence.
fn found<'w>(text: &str, words: &[&'w str], case: bool) -> Option<&'w str> {
    let mut start = true;
    for token in text.split_inclusive(|c: char| !c.is_alphanumeric() && c != '\'') {
        let word = token.trim_end_matches(|c: char| !c.is_alphanumeric());
        if !word.is_empty() {
            let same = |w: &&&str| if case { **w == word } else { w.to_lowercase() == word.to_lowercase() };
            if let Some(hit) = words.iter().find(same).filter(|_| !(case && start)) {
                return Some(hit);
            }
            start = false;
        }
        if token.ends_with(['.', '!', '?', ':', '\n', '“', '„', '"', '–']) {
            start = true;
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn german_sie_counts_inside_a_sentence_only() {
        let formal = LISTS[0].formal;
        assert_eq!(found("Wir helfen Ihnen gern.", formal, true), Some("Ihnen"));
        assert_eq!(found("Alles gut. Sie ist da.", formal, true), None);
        assert_eq!(found("Danke, dass du da bist", LISTS[0].informal, true), Some("du"));
        assert_eq!(found("ihr und sie", formal, true), None);
    }
}
