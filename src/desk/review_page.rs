//! The review as one page: HTML with its charts, or Markdown.

use super::figures_out::figures_table;
use super::review::Review;
use super::review_charts::{kept_chart, volume_chart};
use super::review_text::{
    Table, attainment_besides, compared, first_response_left_out, kept, none_broken, odd_lines, reopened_lines,
    resolution_left_out, share, stated_due_besides, tables, target, title,
};
use super::sheet::{Rows, Sheet};
use super::words::{clean, count, hours, span, whole_hours};
use crate::metrics::Figures;
use crate::metrics::period::PeriodUnit;
use crate::time::Local;

impl Review {
    /// The review as one self-contained HTML page with its charts: no script, nothing is loaded, light and dark, ready to print.
    #[must_use]
    pub fn to_html(&self) -> String {
        sheet(self).to_html()
    }

    /// The review as Markdown with tables in place of its charts.
    #[must_use]
    pub fn to_markdown(&self) -> String {
        sheet(self).to_markdown()
    }

    /// The volume as a self-contained SVG picture.
    #[must_use]
    pub fn to_svg(&self) -> String {
        volume_chart(self)
    }
}

fn sheet(r: &Review) -> Sheet {
    let all = &r.report.all;
    let [tickets, done, open] = [all.tickets, all.done, all.open].map(count);
    let mut sheet = Sheet::new(title(r));
    let as_of = r.report.basis.as_of.minute();
    sheet.words(format!("{tickets} {}, {done} done, {open} open as of {as_of} UTC", clean(&r.many)));
    let zone = clean(&r.report.basis.zone);
    let zone = if r.volume.by == PeriodUnit::Shift { String::new() } else { format!(" ({zone})") };
    sheet.drawn(format!("Volume by {}{zone}", r.volume.by.name()), volume_chart(r), Some(volume(r)));
    for (title, picture) in r.charts.drawn(r.volume.by.name()) {
        sheet.drawn(clean(&title), picture, None);
    }
    for table in tables(r) {
        first_response(r, &table, &mut sheet);
        resolution(r, &table, &mut sheet);
        attainment(r, &table, &mut sheet);
        stated_due(r, &table, &mut sheet);
    }
    sheet.heading("Reopened");
    sheet.words(reopened_lines(r).join("; "));
    let beside = compared(r);
    if !beside.is_empty() {
        sheet.heading("Beside benchmarks of others");
    }
    for (name, figures) in beside {
        sheet.words(name);
        figures_table(&mut sheet, figures);
    }
    worst(r, &mut sheet);
    let odd = odd_lines(r);
    if !odd.is_empty() {
        sheet.heading("Odd in the log");
        sheet.list(odd);
    }
    sheet.heading("What this rests on");
    sheet.list(r.assumptions.clone());
    sheet
}

/// What came and went, where there is no picture.
fn volume(r: &Review) -> Rows {
    let rows = r.volume.periods.iter().map(|p| {
        let from = p.from.map_or_else(String::new, |from| from.to_string());
        let backlog = p.open_at_end.map_or_else(String::new, count);
        vec![clean(&p.period).into_owned(), from, count(p.created), count(p.resolved), backlog]
    });
    Rows::new(&[r.volume.by.name(), "from", "opened", "resolved", "backlog"], rows.collect())
}

/// A heading of a table, with what it is broken down by.
fn heading(of: &Table<'_>, what: &str) -> String {
    of.by.map_or_else(|| what.to_owned(), |by| format!("{what} by {}", clean(by)))
}

/// Only of a log that knows of messages, or states the first response.
fn first_response(r: &Review, of: &Table<'_>, sheet: &mut Sheet) {
    if r.report.all.first_response.n == 0 {
        return;
    }
    sheet.heading(heading(of, "First response"));
    let row = |name: &str, f: &Figures| {
        let e = &f.first_response;
        let [median, p90, mean] = [e.median_s, e.p90_s, e.mean_s].map(span);
        vec![name.to_owned(), count(e.n), median, p90, mean, count(f.without_first_response)]
    };
    let rows = of.rows.iter().map(|(name, f, _)| row(name, f)).collect();
    sheet.table(&["", "n", "median", "p90", "mean", "without"], rows);
    sheet.note(first_response_left_out(r).join(" "));
}

fn resolution(r: &Review, of: &Table<'_>, sheet: &mut Sheet) {
    sheet.heading(heading(of, "Resolution time"));
    let business = r.report.all.resolution_business.is_some();
    let row = |name: &str, f: &Figures| {
        let e = &f.resolution;
        let [median, p90, mean] = [e.median_s, e.p90_s, e.mean_s].map(span);
        let mut row = vec![name.to_owned(), count(e.n), median, p90, mean];
        if let Some(b) = &f.resolution_business {
            row.extend([hours(b.median_s), hours(b.p90_s)]);
        }
        row
    };
    let rows = of.rows.iter().map(|(name, f, _)| row(name, f)).collect();
    let head = ["", "n", "median", "p90", "mean", "median, business hours", "p90, business hours"];
    sheet.table(head.get(..if business { 7 } else { 5 }).unwrap_or_default(), rows);
    sheet.note(resolution_left_out(r).join(" "));
}

fn attainment(r: &Review, of: &Table<'_>, sheet: &mut Sheet) {
    let Some(metric) = &r.metric else { return };
    sheet.heading(heading(of, &format!("Promise \"{}\" kept", clean(metric))));
    sheet.note("With Wilson's 95 % interval; what is open past due counts as broken.");
    sheet.picture(kept_chart(of));
    let stated = r.stated_sla_name.as_deref().map(|n| format!("the log's own {}", clean(n)));
    let rows = of.rows.iter().map(|(name, f, group)| {
        let ours = f.attainment.as_ref().map(kept).unwrap_or_default();
        let mut row = vec![name.to_string(), group.map_or(String::new(), target), ours];
        if stated.is_some() {
            let own = group.map_or(r.stated_sla.as_ref(), |g| g.stated_sla.as_ref());
            row.push(own.map(share).unwrap_or_default());
        }
        row
    });
    let head: Vec<&str> = ["", "promised", "this policy"].into_iter().chain(stated.as_deref()).collect();
    sheet.table(&head, rows.collect());
    sheet.note(attainment_besides(r).join(" "));
}

fn stated_due(r: &Review, of: &Table<'_>, sheet: &mut Sheet) {
    let Some(all) = &r.report.all.stated_due else { return };
    sheet.heading(heading(of, "Done by the due time that the log states"));
    let row = |name: &str, f: &Figures| {
        let due = f.stated_due?;
        let [kept, broken, undecided, without] = [due.kept, due.broken, due.undecided, due.without_due].map(count);
        Some(vec![name.to_owned(), kept, broken, undecided, without])
    };
    let rows = of.rows.iter().filter_map(|(name, f, _)| row(name, f)).collect();
    sheet.table(&["", "kept", "broken", "undecided", "without"], rows);
    sheet.note(stated_due_besides(all).join(" "));
}

fn worst(r: &Review, sheet: &mut Sheet) {
    if r.worst.is_empty() {
        if none_broken(r) {
            sheet.words("No promise was broken.");
        }
        return;
    }
    sheet.heading("The worst breaches, by counted time over target");
    let at = |shown: &Option<Local>| shown.map_or_else(|| "-".to_owned(), Local::short);
    let rows = r.worst.iter().map(|w| {
        let [over, elapsed, target] = [w.over_s, w.elapsed_s, w.target_s].map(whole_hours);
        vec![clean(&w.id).into_owned(), over, elapsed, target, at(&w.started_at), at(&w.due_at), at(&w.ended_at)]
    });
    sheet.table(&["", "over", "counted", "promised", "opened", "due", "done"], rows.collect());
}
