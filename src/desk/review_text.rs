//! The review as text: what a support manager reads on a Monday.

use super::review::{Review, ReviewGroup};
use super::words::{brief_hours, count, hours, interval, local_minute, minute, percent, span, whole_hours};
use super::worst::{Share, WorstBreach};
use crate::metrics::{Figures, ShareFigures};
use crate::sla::{ClockKind, MetricState};
use std::fmt::{self, Display, Formatter};

/// How wide the bar of the busiest week is.
const BAR: u64 = 30;

impl Review {
    /// The review as text, with a line feed after each line.
    #[must_use]
    pub fn to_text(&self) -> String {
        self.to_string()
    }
}

impl Display for Review {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        head(self, f)?;
        weeks(self, f)?;
        resolution(self, f)?;
        attainment(self, f)?;
        reopened(self, f)?;
        worst(self, f)?;
        oddities(self, f)?;
        writeln!(f, "\nWhat this rests on")?;
        self.assumptions.iter().try_for_each(|line| writeln!(f, "  - {line}"))
    }
}

fn head(r: &Review, f: &mut Formatter<'_>) -> fmt::Result {
    let (all, basis) = (&r.report.all, &r.report.basis);
    let title = format!("Service review: {}", r.title);
    writeln!(f, "{title}\n{}", "=".repeat(title.len()))?;
    let [rows, tickets, done, open] = [r.report.quality.rows, all.tickets, all.done, all.open].map(count);
    writeln!(f, "{tickets} {}, {done} done, {open} open as of {} UTC ({rows} rows)", r.many, minute(&basis.as_of))
}

fn weeks(r: &Review, f: &mut Formatter<'_>) -> fmt::Result {
    writeln!(f, "\nVolume by week (Monday to Sunday, {})", r.report.basis.zone)?;
    writeln!(f, "  {:<8}  {:>10}  {:>7}  {:>8}  {:>7}", "week", "from", "opened", "resolved", "backlog")?;
    let most = r.report.weeks.iter().map(|w| w.created).max().unwrap_or(0).max(1);
    for w in &r.report.weeks {
        let bar = "#".repeat(usize::try_from((w.created * BAR + most / 2) / most).unwrap_or(0));
        let [opened, resolved, backlog] = [w.created, w.resolved, w.open_at_end].map(count);
        let line = format!("  {:<8}  {}  {opened:>7}  {resolved:>8}  {backlog:>7}  {bar}", w.week, w.monday);
        writeln!(f, "{}", line.trim_end())?;
    }
    Ok(())
}

/// All tickets, then each group.
fn rows(r: &Review) -> impl Iterator<Item = (&str, &Figures, Option<&ReviewGroup>)> {
    let groups = r.report.groups.iter().flat_map(|b| &b.groups);
    let named = groups.zip(&r.groups).map(|(g, own)| (name(&g.group), &g.figures, Some(own)));
    named.chain(std::iter::once(("all", &r.report.all, None)))
}

fn name(group: &str) -> &str {
    if group.is_empty() { "(not stated)" } else { group }
}

fn by(r: &Review) -> &str {
    r.report.groups.first().map_or("", |b| &b.by)
}

fn width(r: &Review) -> usize {
    rows(r).map(|(name, ..)| name.chars().count()).max().unwrap_or(0)
}

fn resolution(r: &Review, f: &mut Formatter<'_>) -> fmt::Result {
    let wide = width(r);
    let method = r.report.all.resolution.percentile_method.name().replace('_', " ");
    let stated = if r.report.basis.resolution_from == "stated" { ", to the instant the log states" } else { "" };
    let variant = r.report.basis.resolution.name().replace('_', " ");
    writeln!(f, "\nResolution time by {}", by(r))?;
    writeln!(f, "  ({variant}{stated}; percentiles by {method})")?;
    writeln!(f, "  {:wide$}  {:>7}  {:>26}   {:>22}", "", "", "elapsed", "business hours")?;
    writeln!(
        f,
        "  {:wide$}  {:>7}  {:>8} {:>8} {:>8}   {:>10} {:>11}",
        "", "n", "median", "p90", "mean", "median", "p90"
    )?;
    for (name, figures, _) in rows(r) {
        let e = &figures.resolution;
        let b = figures.resolution_business.as_ref();
        let [median, p90, mean] = [e.median_s, e.p90_s, e.mean_s].map(span);
        let [b_median, b_p90] = [b.and_then(|b| b.median_s), b.and_then(|b| b.p90_s)].map(hours);
        writeln!(f, "  {name:wide$}  {:>7}  {median:>8} {p90:>8} {mean:>8}   {b_median:>10} {b_p90:>11}", count(e.n))?;
    }
    for (reason, n) in &r.report.all.resolution_excluded {
        let why = match *reason {
            "open" => "still open",
            "not_closed" => "solved, but not closed",
            "no_instant" => "done, but the log does not say when",
            _ => "resolved before they were opened",
        };
        writeln!(f, "  Left out: {} {} ({why}).", count(*n), r.many)?;
    }
    Ok(())
}

fn attainment(r: &Review, f: &mut Formatter<'_>) -> fmt::Result {
    let wide = width(r);
    let stated = r.stated_sla_name.as_deref().map(|n| format!("the log's own {n}"));
    writeln!(f, "\nPromise \"{}\" kept, by {}", r.metric, by(r))?;
    writeln!(f, "  (with Wilson's 95 % interval; what is open past due counts as broken)")?;
    let line =
        format!("  {:wide$}  {:>14}  {:^36}  {}", "", "promised", "this policy", stated.as_deref().unwrap_or(""));
    writeln!(f, "{}", line.trim_end())?;
    for (name, figures, group) in rows(r) {
        let target = group.map_or(String::new(), target);
        let ours = figures.attainment.as_ref().map(|a| share(&a.share));
        let theirs = group.map_or(r.stated_sla.as_ref(), |g| g.stated_sla.as_ref()).map(share);
        let (ours, theirs) = (ours.unwrap_or_default(), theirs.unwrap_or_default());
        writeln!(f, "{}", format!("  {name:wide$}  {target:>14}  {ours:<36}  {theirs}").trim_end())?;
    }
    if let Some(a) = r.report.all.attainment.as_ref().filter(|a| a.undecided + a.excluded > 0) {
        let [undecided, excluded] = [a.undecided, a.excluded].map(count);
        writeln!(f, "  In neither side: {undecided} open and not yet due, {excluded} without a promise.")?;
    }
    if let (Some(a), Some(stated)) = (&r.agreement, &r.stated_sla_name) {
        let all = a.both_met + a.both_missed + a.only_ours_met + a.only_stated_met;
        let [same, all] = [a.both_met + a.both_missed, all].map(count);
        let [ours, theirs] = [a.only_ours_met, a.only_stated_met].map(count);
        writeln!(f, "  {stated} is per {}, from its last row. Both agree on {same} of {all};", r.one)?;
        writeln!(f, "  only this policy calls {ours} kept, only the log {theirs}.")?;
    }
    Ok(())
}

fn target(group: &ReviewGroup) -> String {
    match (group.target_s, group.clock) {
        (Some(s), Some(ClockKind::Business)) => format!("{} business", brief_hours(s)),
        (Some(s), Some(ClockKind::Elapsed)) => format!("{} elapsed", brief_hours(s)),
        _ => "varies".to_owned(),
    }
}

fn share(s: &ShareFigures) -> String {
    format!("{:>6} of {:>6} {:>7} ({})", count(s.k), count(s.n), percent(s.rate), interval(s.lo, s.hi))
}

fn reopened(r: &Review, f: &mut Formatter<'_>) -> fmt::Result {
    let s = &r.report.all.reopened;
    let [k, n] = [s.k, s.n].map(count);
    writeln!(f, "\nReopened: {k} of {n} resolved {}, {} ({})", r.many, percent(s.rate), interval(s.lo, s.hi))?;
    match (&r.stated_reopened_name, &r.stated_reopened) {
        (Some(name), Some(s)) => writeln!(f, "  by changes of status; the log's own {name} says {}.", count(s.k)),
        _ => Ok(()),
    }
}

fn worst(r: &Review, f: &mut Formatter<'_>) -> fmt::Result {
    if r.worst.is_empty() {
        return writeln!(f, "\nNo promise was broken.");
    }
    writeln!(f, "\nThe worst breaches, by counted time over target")?;
    for (i, w) in r.worst.iter().enumerate() {
        breach(i + 1, w, f)?;
    }
    Ok(())
}

fn breach(number: usize, w: &WorstBreach, f: &mut Formatter<'_>) -> fmt::Result {
    let clock = if w.clock == ClockKind::Business { "business" } else { "elapsed" };
    let [over, elapsed, target] = [w.over_s, w.elapsed_s, w.target_s].map(whole_hours);
    writeln!(f, "{number:>4}. {} ({})  {over} over: {elapsed} counted of {target} {clock}", w.id, name(&w.group))?;
    let at = |instant: &Option<String>| instant.as_deref().map_or_else(|| "-".to_owned(), local_minute);
    let end =
        if w.state == MetricState::Missed { format!("done {}", at(&w.ended_at)) } else { "not done yet".to_owned() };
    writeln!(f, "      opened {}, due {}, {end}", at(&w.started_at), at(&w.due_at))?;
    writeln!(f, "      counted in {}", list(&w.counted))?;
    if !w.not_counted.is_empty() {
        writeln!(f, "      not counted: {}", list(&w.not_counted))?;
    }
    let times = |n: u64| if n == 1 { "once".to_owned() } else { format!("{} times", count(n)) };
    let mut hands = Vec::new();
    if w.group_changes > 0 {
        hands.push(format!("group changed {}", times(w.group_changes)));
    }
    if w.assignee_changes > 0 {
        hands.push(format!("assignee changed {}", times(w.assignee_changes)));
    }
    if !w.last_group.is_empty() {
        hands.push(format!("last with {}", w.last_group));
    }
    if hands.is_empty() { Ok(()) } else { writeln!(f, "      {}", hands.join(", ")) }
}

/// The parts that show in tenths of an hour.
fn list(shares: &[Share]) -> String {
    let told: Vec<String> =
        shares.iter().filter(|s| s.seconds >= 180).map(|s| format!("{} {}", s.what, whole_hours(s.seconds))).collect();
    told.join(", ")
}

fn oddities(r: &Review, f: &mut Formatter<'_>) -> fmt::Result {
    let q = &r.report.quality;
    let mut lines = Vec::new();
    let mut note = |n: u64, says: &str| {
        if n > 0 {
            lines.push(format!("{} {says}", count(n)));
        }
    };
    let tickets = |says: &str| format!("{} {says}", r.many);
    note(q.without_resolved_at, &tickets("are done without a stated instant of resolution"));
    note(q.resolved_at_differs, &tickets("state another instant of resolution than their last change of status"));
    note(q.resolved_before_creation, &tickets("were resolved before they were opened"));
    note(q.closed_before_creation, &tickets("were closed before they were opened"));
    note(q.created_at_changes, &tickets("state more than one instant of creation; the last row stands"));
    note(q.rows_out_of_order, "rows stood out of order and were sorted");
    note(q.rows_before_creation, "rows are dated before the creation and take effect at it");
    note(q.rows_without_time, "rows have no timestamp and were left out");
    note(q.rows_in_fold, "rows state a time in the hour that daylight saving time repeats");
    note(q.rows_in_gap, "rows state a time in the hour that daylight saving time skips");
    note(q.duplicate_rows, "rows repeat another row");
    for (status, n) in &q.unknown_statuses {
        note(*n, &format!("rows have the unknown status \"{status}\", which neither pauses nor ends anything"));
    }
    for (activity, n) in &q.unknown_activities {
        note(*n, &format!("rows have the unknown activity \"{activity}\""));
    }
    if lines.is_empty() {
        return Ok(());
    }
    writeln!(f, "\nOdd in the log")?;
    lines.iter().try_for_each(|line| writeln!(f, "  - {line}"))
}
