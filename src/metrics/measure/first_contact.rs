//! Resolved at the first contact.

use crate::error::{Error, Result};
use crate::metrics::acc::Tally;
use crate::metrics::columns::{Batch, Number, Row};
use crate::metrics::facts::Exclusion;
use crate::metrics::figure::Figures;
use crate::metrics::spec::{Metric, Need};
use crate::metrics::state::{LeftOut, State, state};
use crate::ticket::HistoryPart;
use crate::time::SECOND;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What is called the first contact; published figures differ by tens of points for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum FirstContactVariant {
    /// At most `max_replies` public replies of the desk up to the first resolution, and not reopened within the window. The default.
    #[default]
    FewReplies,
    /// At most `max_replies` public replies of the desk ever (Zendesk's one-touch: fewer than two).
    OneTouch,
    /// The requester wrote nothing after the creation (Freshservice).
    NoRequesterReply,
    /// One person of the desk replied, and it was resolved once (Intercom).
    OnePersonOnce,
    /// Resolved in less than `under_s` seconds, even if reopened later (Zammad).
    Quick,
    /// The customer says so: 1 for yes and 0 for no in the column `of`.
    Survey,
    /// The customer did not come back within the window: the column `of` has the instant of his next ticket on the same matter, in microseconds, and
    /// nothing where there is none (after SQM and COPC).
    NoRepeat,
}

/// First contact resolution: of tickets resolved whose window is over, those resolved at the first contact.
///
/// While the window is open a ticket is `pending`, in neither side; a reopening at the very end of it counts. With `resolvable` there is `net` besides
/// `rate`: without tickets that the first line can never resolve.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FirstContact {
    /// Which definition; default `few_replies`.
    #[serde(default)]
    pub variant: FirstContactVariant,
    /// How long it must stay resolved, in seconds; default seven days.
    #[serde(default = "week")]
    pub window_s: i64,
    /// Public replies of the desk at most; default 1.
    #[serde(default = "one")]
    pub max_replies: u32,
    /// For `quick`: in less than so many seconds; default 900.
    #[serde(default = "quarter")]
    pub under_s: i64,
    /// The column of `survey` and `no_repeat`.
    #[serde(default)]
    pub of: Option<String>,
    /// A column with 0 for tickets that the first line can never resolve.
    #[serde(default)]
    pub resolvable: Option<String>,
}

fn week() -> i64 {
    7 * 86_400
}

fn one() -> u32 {
    1
}

fn quarter() -> i64 {
    900
}

impl Default for FirstContact {
    fn default() -> Self {
        Self {
            variant: FirstContactVariant::default(),
            window_s: week(),
            max_replies: one(),
            under_s: quarter(),
            of: None,
            resolvable: None,
        }
    }
}

state! {
    /// First contacts.
    FirstContacts { all: Tally, unresolvable: Tally, excluded: LeftOut }
}

impl FirstContact {
    /// Whether a ticket was resolved at the first contact, or why that cannot be said.
    fn judge(&self, rows: &Batch<'_>, row: Row, of: Option<&[i64]>) -> Result<bool, Exclusion> {
        use FirstContactVariant as V;
        if self.variant == V::Survey {
            return match rows.number(of, row) {
                Number::Whole(answer @ 0..=1) => Ok(answer == 1),
                Number::Missing => Err(Exclusion::Unknown),
                _ => Err(Exclusion::OffScale),
            };
        }
        let created = rows.created(row).ok_or(Exclusion::Unknown)?;
        let none = if rows.done(row) { Exclusion::NoInstant } else { Exclusion::Open };
        let resolved = rows.first_resolved(row).ok_or(none)?;
        if resolved < created {
            return Err(Exclusion::BeforeCreation);
        }
        if self.variant == V::Quick {
            return Ok(resolved - created < self.under_s.saturating_mul(SECOND));
        }
        let windowed = matches!(self.variant, V::FewReplies | V::NoRepeat);
        let end = resolved.saturating_add(self.window_s.saturating_mul(SECOND));
        if windowed && rows.as_of() < end {
            return Err(Exclusion::Pending);
        }
        Ok(match self.variant {
            V::FewReplies => {
                rows.replies_to_resolve(row) <= self.max_replies && rows.first_reopened(row).is_none_or(|at| at > end)
            }
            V::OneTouch => rows.replies(row) <= self.max_replies,
            V::NoRequesterReply => rows.requester_replies(row) == 0,
            V::OnePersonOnce => rows.people(row) == 1 && rows.resolutions(row) == 1,
            V::NoRepeat => match rows.number(of, row) {
                Number::Whole(next) => next > end,
                Number::Missing => true,
                Number::Unreadable => return Err(Exclusion::OffScale),
            },
            V::Quick | V::Survey => return Err(Exclusion::Unknown),
        })
    }
}

impl Metric for FirstContact {
    const NAME: &'static str = "first_contact";
    type State = FirstContacts;

    fn check(&self) -> Result<()> {
        for (name, seconds) in [("window_s", self.window_s), ("under_s", self.under_s)] {
            if !(0..=100 * 366 * 86_400).contains(&seconds) {
                return Err(Error::out_of_range(name, seconds, "from 0 seconds to a hundred years"));
            }
        }
        let column = matches!(self.variant, FirstContactVariant::Survey | FirstContactVariant::NoRepeat);
        match (column, &self.of) {
            (true, None) => Err(Error::invalid("of", "nothing", "the column that this variant reads")),
            (false, Some(of)) => Err(Error::invalid("of", of, "nothing: this variant reads no column")),
            _ => Ok(()),
        }
    }

    fn variant(&self) -> String {
        use FirstContactVariant as V;
        let window = match self.window_s {
            s if s % 86_400 == 0 => format!("{}_days", s / 86_400),
            s => format!("{s}_seconds"),
        };
        match self.variant {
            V::FewReplies => format!("at_most_{}_replies_no_reopen_in_{window}", self.max_replies),
            V::OneTouch => format!("at_most_{}_replies_ever", self.max_replies),
            V::NoRequesterReply => "no_requester_reply".to_owned(),
            V::OnePersonOnce => "one_person_once".to_owned(),
            V::Quick => format!("in_less_than_{}_seconds", self.under_s),
            V::Survey => "survey".to_owned(),
            V::NoRepeat => format!("no_repeat_in_{window}"),
        }
    }

    fn needs(&self) -> Vec<Need> {
        self.of.iter().chain(&self.resolvable).cloned().map(Need::Number).collect()
    }

    fn takes(&self) -> &'static [HistoryPart] {
        use FirstContactVariant as V;
        match self.variant {
            V::Survey => &[],
            V::OneTouch => &[HistoryPart::Replies],
            V::NoRequesterReply => &[HistoryPart::RequesterMessages],
            V::FewReplies | V::OnePersonOnce => &[HistoryPart::Replies, HistoryPart::StatusChanges],
            V::Quick | V::NoRepeat => &[HistoryPart::StatusChanges],
        }
    }

    fn see(&self, state: &mut FirstContacts, rows: &Batch<'_>) {
        let of = self.of.as_deref().and_then(|name| rows.column(name));
        let resolvable = self.resolvable.as_deref().and_then(|name| rows.column(name));
        let FirstContacts { all, unresolvable, excluded } = state;
        let mut out = LeftOut::default();
        rows.each(
            |why, weight| excluded.add(why, weight),
            |row, weight| match self.judge(rows, row, of) {
                Ok(hit) => {
                    let one = Tally { k: if hit { weight } else { 0 }, n: weight };
                    all.merge(&one);
                    if rows.number(resolvable, row) == Number::Whole(0) {
                        unresolvable.merge(&one);
                    }
                }
                Err(why) => out.add(why, weight),
            },
        );
        excluded.merge(&out);
    }

    fn figures(&self, state: &FirstContacts, out: &mut Figures<'_>) -> Result<()> {
        out.without(&state.excluded, 0);
        out.share("rate", state.all.k, state.all.n)?;
        if self.resolvable.is_some() {
            let n = state.all.n.saturating_sub(state.unresolvable.n);
            out.share("net", state.all.k.saturating_sub(state.unresolvable.k), n)?;
        }
        Ok(())
    }
}
