//! The review as text: what a support manager reads on a Monday.

use super::figures_text::table;
use super::review::{Review, ReviewGroup};
use super::words::{brief_hours, clean, count, hours, interval, percent, span, whole_hours};
use super::worst::{Share, WorstBreach};
use crate::metrics::period::PeriodUnit;
use crate::metrics::{AttainmentFigures, Figure, Figures, ShareFigures, StatedDue};
use crate::sla::{ClockKind, MetricState};
use crate::time::Local;
use std::borrow::Cow;
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
        first_response(self, f)?;
        resolution(self, f)?;
        if self.metric.is_some() {
            attainment(self, f)?;
        }
        stated_due(self, f)?;
        reopened(self, f)?;
        benchmarks(self, f)?;
        if self.metric.is_some() {
            worst(self, f)?;
        }
        oddities(self, f)?;
        writeln!(f, "\nWhat this rests on")?;
        self.assumptions.iter().try_for_each(|line| writeln!(f, "  - {}", clean(line)))
    }
}

fn head(r: &Review, f: &mut Formatter<'_>) -> fmt::Result {
    let (all, basis) = (&r.report.all, &r.report.basis);
    let title = title(r);
    writeln!(f, "{title}\n{}", "=".repeat(title.chars().count()))?;
    let [rows, tickets, done, open] = [r.report.quality.rows, all.tickets, all.done, all.open].map(count);
    writeln!(f, "{tickets} {}, {done} done, {open} open as of {} UTC ({rows} rows)", r.many, basis.as_of.minute())
}

/// The headline.
pub(super) fn title(r: &Review) -> String {
    if r.title.is_empty() { "Service review".to_owned() } else { format!("Service review: {}", clean(&r.title)) }
}

fn weeks(r: &Review, f: &mut Formatter<'_>) -> fmt::Result {
    let by = r.volume.by;
    if by == PeriodUnit::Shift {
        return shifts(r, f);
    }
    let zone = clean(&r.report.basis.zone);
    let days = if by == PeriodUnit::Week { "Monday to Sunday, " } else { "" };
    writeln!(f, "\nVolume by {} ({days}{zone})", by.name())?;
    writeln!(f, "  {:<8}  {:>10}  {:>7}  {:>8}  {:>7}", by.name(), "from", "opened", "resolved", "backlog")?;
    for p in &r.volume.periods {
        let [opened, resolved] = [p.created, p.resolved].map(count);
        let from = p.from.map_or_else(String::new, |from| from.to_string());
        let (backlog, bar) = (p.open_at_end.map_or_else(String::new, count), bar(r, p.created));
        let line = format!("  {:<8}  {from}  {opened:>7}  {resolved:>8}  {backlog:>7}  {bar}", p.period);
        writeln!(f, "{}", line.trim_end())?;
    }
    Ok(())
}

/// The bar of a period of the volume.
fn bar(r: &Review, created: u64) -> String {
    let most = r.volume.periods.iter().map(|p| p.created).max().unwrap_or(0).max(1);
    "#".repeat(usize::try_from((created * BAR + most / 2) / most).unwrap_or(0))
}

fn shifts(r: &Review, f: &mut Formatter<'_>) -> fmt::Result {
    let names = || r.volume.periods.iter().map(|p| clean(&p.period));
    let wide = names().map(|name| name.chars().count()).max().unwrap_or(0).max(8);
    writeln!(f, "\nVolume by shift\n  {:<wide$}  {:>7}  {:>8}", "shift", "opened", "resolved")?;
    for (name, p) in names().zip(&r.volume.periods) {
        let [opened, resolved] = [p.created, p.resolved].map(count);
        let line = format!("  {name:<wide$}  {opened:>7}  {resolved:>8}  {}", bar(r, p.created));
        writeln!(f, "{}", line.trim_end())?;
    }
    Ok(())
}

/// One table of figures: a row for each group, then one for all.
pub(super) struct Table<'r> {
    /// What it is broken down by; nothing for one of all tickets alone.
    pub(super) by: Option<&'r str>,
    pub(super) rows: Vec<(Cow<'r, str>, &'r Figures, Option<&'r ReviewGroup>)>,
}

impl Table<'_> {
    fn by(&self) -> String {
        self.by.map_or(String::new(), |by| format!(" by {}", clean(by)))
    }

    fn width(&self) -> usize {
        self.rows.iter().map(|(name, ..)| name.chars().count()).max().unwrap_or(0)
    }
}

/// A table for each attribute, or one for all tickets.
pub(super) fn tables(r: &Review) -> Vec<Table<'_>> {
    let all = || (Cow::Borrowed("all"), &r.report.all, None);
    let mut own = r.groups.iter();
    let mut tables = Vec::new();
    for breakdown in &r.report.groups {
        // Without `by_ref` the zip would take one more than there are groups.
        let own = own.by_ref().take(breakdown.groups.len());
        let named = breakdown.groups.iter().zip(own).map(|(g, own)| (name(&own.group), &g.figures, Some(own)));
        let by = breakdown.period.map_or(breakdown.by.as_str(), |period| period.unit.name());
        tables.push(Table { by: Some(by), rows: named.chain([all()]).collect() });
    }
    if tables.is_empty() {
        tables.push(Table { by: None, rows: vec![all()] });
    }
    tables
}

fn name(group: &str) -> Cow<'_, str> {
    if group.is_empty() { Cow::Borrowed("(not stated)") } else { clean(group) }
}

/// Figures beside what others report of them.
fn benchmarks(r: &Review, f: &mut Formatter<'_>) -> fmt::Result {
    let tables = compared(r);
    if !tables.is_empty() {
        writeln!(f, "\nBeside benchmarks of others")?;
    }
    tables.iter().try_for_each(|(name, figures)| table(f, name, figures))
}

/// The groups with figures that stand beside a benchmark, all tickets first.
pub(super) fn compared(r: &Review) -> Vec<(String, &[Figure])> {
    let mut out = vec![("all".to_owned(), r.report.all.figures.as_slice())];
    for table in tables(r) {
        let groups = table.rows.iter().filter(|(.., group)| group.is_some());
        out.extend(groups.map(|(name, f, _)| (format!("{} {name}", table.by().trim_start()), f.figures.as_slice())));
    }
    out.retain(|(_, figures)| !figures.is_empty());
    out
}

/// Only of a log that knows of messages, or states the first response.
fn first_response(r: &Review, f: &mut Formatter<'_>) -> fmt::Result {
    let all = &r.report.all;
    if all.first_response.n == 0 {
        return Ok(());
    }
    for table in tables(r) {
        let wide = table.width();
        writeln!(f, "\nFirst response{}", table.by())?;
        writeln!(f, "  {:wide$}  {:>7}  {:>8} {:>8} {:>8}   {:>7}", "", "n", "median", "p90", "mean", "without")?;
        for (name, figures, _) in &table.rows {
            let e = &figures.first_response;
            let [median, p90, mean] = [e.median_s, e.p90_s, e.mean_s].map(span);
            let without = count(figures.without_first_response);
            writeln!(f, "  {name:wide$}  {:>7}  {median:>8} {p90:>8} {mean:>8}   {without:>7}", count(e.n))?;
        }
    }
    told(&first_response_left_out(r), f)
}

/// Which tickets stand in no time to the first response.
pub(super) fn first_response_left_out(r: &Review) -> Vec<String> {
    let early = r.report.all.first_response_excluded.get("before_creation").copied().unwrap_or(0);
    let line = || format!("Left out: {} {} (answered before they were opened).", count(early), r.many);
    (early > 0).then(line).into_iter().collect()
}

/// Lines below a table.
fn told(lines: &[String], f: &mut Formatter<'_>) -> fmt::Result {
    lines.iter().try_for_each(|line| writeln!(f, "  {line}"))
}

fn stated_due(r: &Review, f: &mut Formatter<'_>) -> fmt::Result {
    let Some(all) = &r.report.all.stated_due else { return Ok(()) };
    for table in tables(r) {
        let wide = table.width();
        writeln!(f, "\nDone by the due time that the log states{}", table.by())?;
        writeln!(f, "  (no promise of this review's policy)")?;
        for (name, figures, _) in &table.rows {
            let Some(due) = &figures.stated_due else { continue };
            let kept = ShareFigures::new(due.kept, due.kept + due.broken, r.report.all.reopened.confidence);
            writeln!(f, "  {name:wide$}  {}", kept.map(|s| share(&s)).unwrap_or_default())?;
        }
    }
    told(&stated_due_besides(all), f)
}

/// What became of the due times besides.
pub(super) fn stated_due_besides(all: &StatedDue) -> Vec<String> {
    let [undecided, without] = [all.undecided, all.without_due].map(count);
    let mut lines = vec![format!("In neither side: {undecided} open and not yet due, {without} without a due time.")];
    if all.no_instant > 0 {
        lines.push(format!("Among the broken: {} are done, and the log does not say when.", count(all.no_instant)));
    }
    lines
}

fn resolution(r: &Review, f: &mut Formatter<'_>) -> fmt::Result {
    let method = r.report.all.resolution.percentile_method.name().replace('_', " ");
    let stated = if r.report.basis.resolution_from == "stated" { ", to the instant the log states" } else { "" };
    let variant = r.report.basis.resolution.name().replace('_', " ");
    for table in tables(r) {
        writeln!(f, "\nResolution time{}", table.by())?;
        writeln!(f, "  ({variant}{stated}; percentiles by {method})")?;
        times(r, &table, f)?;
    }
    told(&resolution_left_out(r), f)
}

/// Which tickets stand in no resolution time, and why.
pub(super) fn resolution_left_out(r: &Review) -> Vec<String> {
    let line = |(reason, n): (&&str, &u64)| {
        let why = match *reason {
            "open" => "still open",
            "not_closed" => "solved, but not closed",
            "no_instant" => "done, but the log does not say when",
            _ => "resolved before they were opened",
        };
        format!("Left out: {} {} ({why}).", count(*n), r.many)
    };
    r.report.all.resolution_excluded.iter().map(line).collect()
}

fn times(r: &Review, table: &Table<'_>, f: &mut Formatter<'_>) -> fmt::Result {
    let wide = table.width();
    let business = r.report.all.resolution_business.is_some();
    let (over, names) = if business {
        (format!("   {:>22}", "business hours"), format!("   {:>10} {:>11}", "median", "p90"))
    } else {
        (String::new(), String::new())
    };
    writeln!(f, "  {:wide$}  {:>7}  {:>26}{over}", "", "", "elapsed")?;
    writeln!(f, "  {:wide$}  {:>7}  {:>8} {:>8} {:>8}{names}", "", "n", "median", "p90", "mean")?;
    for (name, figures, _) in &table.rows {
        let e = &figures.resolution;
        let b = figures.resolution_business.as_ref();
        let [median, p90, mean] = [e.median_s, e.p90_s, e.mean_s].map(span);
        let [b_median, b_p90] = [b.and_then(|b| b.median_s), b.and_then(|b| b.p90_s)].map(hours);
        write!(f, "  {name:wide$}  {:>7}  {median:>8} {p90:>8} {mean:>8}", count(e.n))?;
        if business {
            write!(f, "   {b_median:>10} {b_p90:>11}")?;
        }
        writeln!(f)?;
    }
    Ok(())
}

fn attainment(r: &Review, f: &mut Formatter<'_>) -> fmt::Result {
    let stated = r.stated_sla_name.as_deref().map(|n| format!("the log's own {}", clean(n)));
    let metric = clean(r.metric.as_deref().unwrap_or_default());
    for table in tables(r) {
        let wide = table.width();
        let by = if table.by.is_some() { format!(",{}", table.by()) } else { String::new() };
        writeln!(f, "\nPromise \"{metric}\" kept{by}")?;
        writeln!(f, "  (with Wilson's 95 % interval; what is open past due counts as broken)")?;
        let own = stated.as_deref().unwrap_or("");
        let line = format!("  {:wide$}  {:>14}  {:^36}  {own}", "", "promised", "this policy");
        writeln!(f, "{}", line.trim_end())?;
        for (name, figures, group) in &table.rows {
            let target = group.map_or(String::new(), target);
            let ours = figures.attainment.as_ref().map(kept);
            let theirs = group.map_or(r.stated_sla.as_ref(), |g| g.stated_sla.as_ref()).map(share);
            let (ours, theirs) = (ours.unwrap_or_default(), theirs.unwrap_or_default());
            writeln!(f, "{}", format!("  {name:wide$}  {target:>14}  {ours:<36}  {theirs}").trim_end())?;
        }
    }
    told(&attainment_besides(r), f)
}

/// What is in neither side of the share that was kept, and how the log's own word for it compares.
pub(super) fn attainment_besides(r: &Review) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some(a) = r.report.all.attainment.as_ref().filter(|a| a.unknown > 0) {
        lines.push(format!(
            "Undecided: {} {} of which this log does not tell enough, see below.",
            count(a.unknown),
            r.many
        ));
    }
    if let Some(a) = r.report.all.attainment.as_ref().filter(|a| a.undecided + a.excluded > 0) {
        let [undecided, excluded] = [a.undecided, a.excluded].map(count);
        lines.push(format!("In neither side: {undecided} open and not yet due, {excluded} without a promise."));
    }
    if let (Some(a), Some(stated)) = (&r.agreement, &r.stated_sla_name) {
        let all = a.both_met + a.both_missed + a.only_ours_met + a.only_stated_met;
        let [same, all] = [a.both_met + a.both_missed, all].map(count);
        let [ours, theirs] = [a.only_ours_met, a.only_stated_met].map(count);
        let stated = clean(stated);
        lines.push(format!("{stated} is per {}, from its last row. Both agree on {same} of {all};", r.one));
        lines.push(format!("only this policy calls {ours} kept, only the log {theirs}."));
    }
    lines
}

/// The share that was kept, where the log tells what became of any.
pub(super) fn kept(a: &AttainmentFigures) -> String {
    if a.share.n == 0 && a.unknown > 0 { NOT_KNOWN.to_owned() } else { share(&a.share) }
}

/// In place of a figure that takes what the log does not tell.
pub(super) const NOT_KNOWN: &str = "not known from this log";

pub(super) fn target(group: &ReviewGroup) -> String {
    match (group.target_s, group.clock) {
        (Some(s), Some(ClockKind::Business)) => format!("{} business", brief_hours(s)),
        (Some(s), Some(ClockKind::Elapsed)) => format!("{} elapsed", brief_hours(s)),
        _ => "varies".to_owned(),
    }
}

pub(super) fn share(s: &ShareFigures) -> String {
    format!("{:>6} of {:>6} {:>7} ({})", count(s.k), count(s.n), percent(s.rate), interval(s.lo, s.hi))
}

fn reopened(r: &Review, f: &mut Formatter<'_>) -> fmt::Result {
    let lines = reopened_lines(r);
    let (first, more) = lines.split_first().map_or(("", [].as_slice()), |(first, more)| (first.as_str(), more));
    writeln!(f, "\nReopened: {first}")?;
    told(more, f)
}

/// How many came back, and what the log's own count says.
pub(super) fn reopened_lines(r: &Review) -> Vec<String> {
    let s = &r.report.all.reopened;
    let [k, n] = [s.k, s.n].map(count);
    let unknown = r.report.all.reopened_excluded.contains_key("unknown");
    let mut lines = match unknown {
        true => vec![NOT_KNOWN.to_owned()],
        false => vec![format!("{k} of {n} resolved {}, {} ({})", r.many, percent(s.rate), interval(s.lo, s.hi))],
    };
    if let (Some(name), Some(s)) = (&r.stated_reopened_name, &r.stated_reopened) {
        let ours = if unknown { "" } else { "by changes of status; " };
        lines.push(format!("{ours}the log's own {} says {}.", clean(name), count(s.k)));
    }
    lines
}

fn worst(r: &Review, f: &mut Formatter<'_>) -> fmt::Result {
    if r.worst.is_empty() {
        return if none_broken(r) { writeln!(f, "\nNo promise was broken.") } else { Ok(()) };
    }
    writeln!(f, "\nThe worst breaches, by counted time over target")?;
    for (i, w) in r.worst.iter().enumerate() {
        breach(r, i + 1, w, f)?;
    }
    Ok(())
}

/// Whether all that can be said is that none was broken: of what nobody knows, nothing is said.
pub(super) fn none_broken(r: &Review) -> bool {
    r.report.all.attainment.as_ref().is_some_and(|a| a.unknown == 0 && a.late == 0)
}

/// The group that a ticket belongs to, where there are groups.
fn group_of(r: &Review, w: &WorstBreach) -> String {
    if r.report.groups.first().is_none_or(|table| table.by.is_empty()) {
        String::new()
    } else {
        format!(" ({})", name(&w.group))
    }
}

fn breach(r: &Review, number: usize, w: &WorstBreach, f: &mut Formatter<'_>) -> fmt::Result {
    let clock = if w.clock == ClockKind::Business { "business" } else { "elapsed" };
    let [over, elapsed, target] = [w.over_s, w.elapsed_s, w.target_s].map(whole_hours);
    writeln!(f, "{number:>4}. {}{}  {over} over: {elapsed} counted of {target} {clock}", clean(&w.id), group_of(r, w))?;
    let at = |shown: &Option<Local>| shown.map_or_else(|| "-".to_owned(), Local::short);
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
        hands.push(format!("last with {}", clean(&w.last_group)));
    }
    if hands.is_empty() { Ok(()) } else { writeln!(f, "      {}", hands.join(", ")) }
}

/// The parts that show in tenths of an hour.
fn list(shares: &[Share]) -> String {
    let told: Vec<String> = shares
        .iter()
        .filter(|s| s.seconds >= 180)
        .map(|s| format!("{} {}", clean(&s.what), whole_hours(s.seconds)))
        .collect();
    told.join(", ")
}

fn oddities(r: &Review, f: &mut Formatter<'_>) -> fmt::Result {
    let lines = odd_lines(r);
    if lines.is_empty() {
        return Ok(());
    }
    writeln!(f, "\nOdd in the log")?;
    lines.iter().try_for_each(|line| writeln!(f, "  - {line}"))
}

/// What was odd in the log, a line each.
pub(super) fn odd_lines(r: &Review) -> Vec<String> {
    r.report.quality.told(&r.many)
}
