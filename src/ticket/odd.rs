//! What was odd in a log, as sentences for people.

use super::quality::{AheadTicket, FarAhead, FarBehind, Quality};
use crate::text::count;
use std::borrow::Cow;
use std::collections::BTreeMap;

impl Quality {
    /// What was odd, a line each; `many` is what several tickets are called. Names of the log stand in it cleaned and cut.
    ///
    /// ```
    /// use sundesk::ticket::{EventLog, import::{LogMap, from_reader}};
    /// let map = LogMap::from_json(r#"{"ticket": "id", "at": "t", "time": {"format": "unix_s"}}"#)?;
    /// let log = from_reader("id,t\n1,60\n1,60\n".as_bytes(), &map, &sundesk::time::ZoneDb::bundled())?;
    /// assert_eq!(log.quality().told("tickets"), ["1 rows repeat another row"]);
    /// # Ok::<(), sundesk::Error>(())
    /// ```
    #[must_use]
    pub fn told(&self, many: &str) -> Vec<String> {
        let mut lines = Vec::new();
        let mut note = |n: u64, says: &str| {
            if n > 0 {
                lines.push(format!("{} {says}", count(n)));
            }
        };
        let tickets = |says: &str| format!("{} {says}", many);
        note(self.without_resolved_at, &tickets("are done without a stated instant of resolution"));
        note(
            self.resolved_at_differs,
            &tickets("state another instant of resolution than their last change of status"),
        );
        note(self.resolved_before_creation, &tickets("were resolved before they were opened"));
        note(self.closed_before_creation, &tickets("were closed before they were opened"));
        note(self.first_response_after_resolution, &tickets("state a first response after their resolution"));
        note(
            self.listed_again,
            &tickets("are listed more than once; the row updated last stands, or the last of the file"),
        );
        note(self.created_at_changes, &tickets("state more than one instant of creation; the last row stands"));
        note(self.rows_out_of_order, "rows stood out of order and were sorted");
        note(self.rows_before_creation, "rows are dated before the creation and take effect at it");
        note(self.rows_without_time, "rows have no timestamp and were left out");
        note(self.rows_short, "rows have fewer fields than the header and were left out");
        note(self.rows_filtered, "rows are left out by `where` or `where_not` of the map");
        note(self.rows_in_fold, "rows state a time in the hour that daylight saving time repeats");
        note(self.rows_in_gap, "rows state a time in the hour that daylight saving time skips");
        note(self.duplicate_rows, "rows repeat another row");
        note(self.rows_repeated, "rows were there before, as on a page that was fetched twice, and were left out");
        note(self.rows_turned, "rows of one instant were turned: the log has the newest first");
        note(
            self.resolved_without_change,
            &tickets("state a resolution that their history does not have, and count as open"),
        );
        note(
            self.lists_cut,
            &tickets("have a list that the export has cut: what happened in the rest of it is not known"),
        );
        note(
            self.changes_out_of_step,
            "changes start from another value than the change before left: changes are missing",
        );
        let (statuses, activities) = (sample(&self.unknown_statuses), sample(&self.unknown_activities));
        for (status, n) in statuses {
            note(
                n,
                &format!("rows have the unknown status \"{}\", which neither pauses nor ends anything", shown(status)),
            );
        }
        for (activity, n) in activities {
            note(n, &format!("rows have the unknown activity \"{}\"", shown(activity)));
        }
        for (author, n) in sample(&self.unknown_authors) {
            note(n, &format!("messages are of the unknown author \"{}\" and answer nobody", shown(author)));
        }
        let unlisted: Vec<String> =
            sample(&self.unlisted_fields).iter().map(|(field, _)| shown(field).into_owned()).collect();
        note(
            self.unlisted_fields.values().sum(),
            &format!("rows change a field that the map does not list ({}) and make no event", unlisted.join(", ")),
        );
        let more = [&self.unknown_statuses, &self.unknown_activities, &self.unknown_authors, &self.unlisted_fields]
            .map(|names| names.len().saturating_sub(SAMPLE));
        note(more.iter().map(|n| u64::try_from(*n).unwrap_or(u64::MAX)).sum(), "more unknown names are not listed");
        let encoding = self.assumed_encoding.iter();
        lines.extend(
            encoding.map(|name| format!("The text is not UTF-8 and has no mark; it was read as {}", shown(name))),
        );
        let absent =
            self.absent_columns.iter().map(|column| format!("No line has the column \"{}\" of the map", shown(column)));
        lines.extend(absent);
        lines.extend(self.far_ahead.iter().map(FarAhead::told));
        lines.extend(self.far_behind.iter().map(FarBehind::told));
        lines.extend(self.found.iter().map(|line| shown(line).into_owned()));
        lines
    }
}

impl FarAhead {
    /// The sentence about them.
    fn told(&self) -> String {
        format!(
            "Far after everything else, which ends {} UTC, lies what {}: a typing error? Where no as-of is given, it is the end of the others",
            self.others_until.minute(),
            named(&self.tickets),
        )
    }
}

impl FarBehind {
    /// The sentence about them.
    fn told(&self) -> String {
        format!(
            "Far before everything else, which begins {} UTC, lies what {}: a typing error, or a zero for no date?",
            self.others_from.minute(),
            named(&self.tickets),
        )
    }
}

/// Who states what.
fn named(tickets: &[AheadTicket]) -> String {
    let one = |t: &AheadTicket| format!("{} (line {}, {} UTC)", shown(&t.ticket), t.line, t.at.minute());
    let named: Vec<String> = tickets.iter().map(one).collect();
    format!("{} {}", named.join(", "), if named.len() == 1 { "states" } else { "state" })
}

/// How many unknown names of a kind are listed.
const SAMPLE: usize = 20;

/// A name of the log as a text may show it.
fn shown(text: &str) -> Cow<'_, str> {
    crate::text::clean(text, 200)
}

/// The most frequent names, in the order of the alphabet.
fn sample(names: &BTreeMap<String, u64>) -> Vec<(&str, u64)> {
    let mut all: Vec<(&str, u64)> = names.iter().map(|(name, n)| (name.as_str(), *n)).collect();
    all.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
    all.truncate(SAMPLE);
    all.sort_unstable();
    all
}
