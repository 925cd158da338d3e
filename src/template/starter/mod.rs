//! The starter catalog: texts a help desk can use on its first day, in twelve languages.
//!
//! | set | what |
//! |---|---|
//! | `auto` | the acknowledgement, sent automatically |
//! | `ticket` | what a customer reads while a ticket lives |
//! | `survey` | CSAT, NPS and CES questions |
//! | `staff` | notices to the people of the desk |
//! | `reasons` | why time counted or did not, and what is wrong with a document |
//! | `refusals` | why a command to a ticket was refused |
//! | `common` | the desk's name and the greeting, used by the others |
//!
//! English is the reference. The translations are marked `machine-checked`: no native speaker has vouched for them yet, so a
//! deployment has to say that it accepts them ([`RequireReview`](crate::template::gate::RequireReview)).

use super::catalog::Source;

/// Declares the embedded files, each once.
macro_rules! embedded {
    ($(($locale:literal, $set:literal)),+ $(,)?) => {
        &[$(($locale, $set, include_str!(concat!($locale, "/", $set, ".ftl")))),+]
    };
}

const FILES: &[(&str, &str, &str)] = embedded![
    ("ar", "auto"),
    ("ar", "common"),
    ("ar", "reasons"),
    ("ar", "refusals"),
    ("ar", "staff"),
    ("ar", "survey"),
    ("ar", "ticket"),
    ("de", "auto"),
    ("de", "common"),
    ("de", "reasons"),
    ("de", "refusals"),
    ("de", "staff"),
    ("de", "survey"),
    ("de", "ticket"),
    ("de-x-formal", "auto"),
    ("de-x-formal", "common"),
    ("de-x-formal", "ticket"),
    ("de-x-informal", "auto"),
    ("de-x-informal", "common"),
    ("de-x-informal", "survey"),
    ("de-x-informal", "ticket"),
    ("el", "auto"),
    ("el", "common"),
    ("el", "reasons"),
    ("el", "refusals"),
    ("el", "staff"),
    ("el", "survey"),
    ("el", "ticket"),
    ("en", "auto"),
    ("en", "common"),
    ("en", "reasons"),
    ("en", "refusals"),
    ("en", "staff"),
    ("en", "survey"),
    ("en", "ticket"),
    ("es", "auto"),
    ("es", "common"),
    ("es", "reasons"),
    ("es", "refusals"),
    ("es", "staff"),
    ("es", "survey"),
    ("es", "ticket"),
    ("et", "auto"),
    ("et", "common"),
    ("et", "reasons"),
    ("et", "refusals"),
    ("et", "staff"),
    ("et", "survey"),
    ("et", "ticket"),
    ("fr", "auto"),
    ("fr", "common"),
    ("fr", "reasons"),
    ("fr", "refusals"),
    ("fr", "staff"),
    ("fr", "survey"),
    ("fr", "ticket"),
    ("hi", "auto"),
    ("hi", "common"),
    ("hi", "reasons"),
    ("hi", "refusals"),
    ("hi", "staff"),
    ("hi", "survey"),
    ("hi", "ticket"),
    ("ja", "auto"),
    ("ja", "common"),
    ("ja", "reasons"),
    ("ja", "refusals"),
    ("ja", "staff"),
    ("ja", "survey"),
    ("ja", "ticket"),
    ("ja-x-formal", "auto"),
    ("ja-x-formal", "common"),
    ("ja-x-formal", "ticket"),
    ("ja-x-informal", "auto"),
    ("ja-x-informal", "common"),
    ("ja-x-informal", "survey"),
    ("ja-x-informal", "ticket"),
    ("pt-BR", "auto"),
    ("pt-BR", "common"),
    ("pt-BR", "reasons"),
    ("pt-BR", "refusals"),
    ("pt-BR", "staff"),
    ("pt-BR", "survey"),
    ("pt-BR", "ticket"),
    ("vi", "auto"),
    ("vi", "common"),
    ("vi", "reasons"),
    ("vi", "refusals"),
    ("vi", "staff"),
    ("vi", "survey"),
    ("vi", "ticket"),
    ("zh-Hans", "auto"),
    ("zh-Hans", "common"),
    ("zh-Hans", "reasons"),
    ("zh-Hans", "refusals"),
    ("zh-Hans", "staff"),
    ("zh-Hans", "survey"),
    ("zh-Hans", "ticket"),
];

/// The sources of the starter catalog, to be loaded as they are or beside a deployment's own.
///
/// ```
/// use sundesk::template::{Templates, starter};
/// use sundesk::template::catalog::Config;
/// use sundesk::template::gate::RequireReview;
/// let config = Config::reference("en").require_review(RequireReview::MachineChecked);
/// let store = Templates::from_sources(&starter::sources(), &config)?;
/// assert!(store.coverage("ticket", "vi").is_some_and(|s| s.on));
/// # Ok::<(), sundesk::Error>(())
/// ```
#[must_use]
pub fn sources() -> Vec<Source> {
    FILES.iter().map(|(locale, set, text)| Source::new(locale, set, text)).collect()
}
