//! The review as one page to open, send and print, and as rows for a sheet.

use super::review::Review;
use super::review_text::{Table, odd_lines, share, tables, target, title};
use super::words::{clean, count, hours, percent, span, whole_hours};
use crate::metrics::period::PeriodUnit;
use crate::svg::{Picture, escape, hundredths};
use crate::time::Local;
use std::fmt::Write as _;

/// How wide and high a chart is, in pixels.
const WIDE: i64 = 960;
const HIGH: i64 = 200;
const CAME: &str = "#3b78b4";
const WENT: &str = "#c47a2c";

pub(super) use crate::svg::PAGE_STYLE as STYLE;

impl Review {
    /// The review as one self-contained HTML page with its charts: no script, nothing is loaded, light and dark, ready to print.
    #[must_use]
    pub fn to_html(&self) -> String {
        let head = escape(&title(self));
        let all = &self.report.all;
        let [tickets, done, open] = [all.tickets, all.done, all.open].map(count);
        let many = escape(&clean(&self.many));
        let mut page = format!(
            "<!DOCTYPE html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">\
             <title>{head}</title><style>{STYLE}</style></head>\n<body>\n<h1>{head}</h1>\n\
             <p>{tickets} {many}, {done} done, {open} open as of {} UTC</p>\n",
            self.report.basis.as_of.minute()
        );
        let zone = escape(&clean(&self.report.basis.zone));
        let zone = if self.volume.by == PeriodUnit::Shift { String::new() } else { format!(" ({zone})") };
        part(&mut page, &format!("Volume by {}{zone}", self.volume.by.name()));
        let _ = writeln!(page, "<div class=\"wide\">{}</div>", volume_chart(self));
        for (title, picture) in self.charts.drawn(self.volume.by.name()) {
            part(&mut page, &escape(&clean(&title)));
            let _ = writeln!(page, "<div class=\"wide\">{picture}</div>");
        }
        for table in tables(self) {
            figures(self, &table, &mut page);
        }
        worst(self, &mut page);
        let odd = odd_lines(self);
        if !odd.is_empty() {
            part(&mut page, "Odd in the log");
            list(&mut page, &odd);
        }
        part(&mut page, "What this rests on");
        list(&mut page, &self.assumptions);
        page.push_str("</body>\n</html>\n");
        page
    }

    /// The figures as CSV (RFC 4180), a row for each figure of each group: `section,by,group,figure,value`. Times are in seconds, shares
    /// from 0 to 1; a figure without data is blank. A text that a sheet would take for a formula begins with an apostrophe.
    #[must_use]
    pub fn to_csv(&self) -> String {
        let mut out = String::from("section,by,group,figure,value\n");
        let by = self.volume.by.name();
        for p in &self.volume.periods {
            let backlog = p.open_at_end.map(|n| ("backlog", n));
            for (figure, n) in [("opened", p.created), ("resolved", p.resolved)].into_iter().chain(backlog) {
                row(&mut out, ["volume", by, &p.period, figure, &n.to_string()]);
            }
        }
        for (i, table) in tables(self).iter().enumerate() {
            let by = table.by.unwrap_or_default();
            for (name, f, group) in table.rows.iter().filter(|(.., group)| group.is_some() || i == 0) {
                let (by, name) = if group.is_some() { (by, name.as_ref()) } else { ("", "all") };
                let number = |n: Option<f64>| n.map_or(String::new(), |n| n.to_string());
                let mut figure = |section: &str, figure: &str, value: String| {
                    row(&mut out, [section, by, name, figure, &value]);
                };
                figure("tickets", "n", f.tickets.to_string());
                figure("tickets", "done", f.done.to_string());
                figure("tickets", "open", f.open.to_string());
                for (section, times) in [("first_response", &f.first_response), ("resolution", &f.resolution)] {
                    figure(section, "n", times.n.to_string());
                    figure(section, "median_s", number(times.median_s));
                    figure(section, "p90_s", number(times.p90_s));
                    figure(section, "mean_s", number(times.mean_s));
                }
                if let Some(times) = &f.resolution_business {
                    figure("resolution_business", "median_s", number(times.median_s));
                    figure("resolution_business", "p90_s", number(times.p90_s));
                }
                if let Some(a) = &f.attainment {
                    figure("kept", "k", a.share.k.to_string());
                    figure("kept", "n", a.share.n.to_string());
                    figure("kept", "rate", number(a.share.rate));
                    figure("kept", "lo", number(a.share.lo));
                    figure("kept", "hi", number(a.share.hi));
                }
                if let Some(due) = &f.stated_due {
                    figure("stated_due", "kept", due.kept.to_string());
                    figure("stated_due", "broken", due.broken.to_string());
                    figure("stated_due", "undecided", due.undecided.to_string());
                }
                figure("reopened", "k", f.reopened.k.to_string());
                figure("reopened", "n", f.reopened.n.to_string());
            }
        }
        out
    }

    /// The volume as a self-contained SVG picture.
    #[must_use]
    pub fn to_svg(&self) -> String {
        volume_chart(self)
    }
}

fn part(page: &mut String, title: &str) {
    let _ = writeln!(page, "<h2>{title}</h2>");
}

fn list(page: &mut String, lines: &[String]) {
    let items: Vec<String> = lines.iter().map(|line| format!("<li>{}</li>", escape(&clean_line(line)))).collect();
    let _ = writeln!(page, "<ul>{}</ul>", items.join(""));
}

/// A sentence may be longer than a name.
fn clean_line(line: &str) -> String {
    line.split(' ').map(|word| clean(word)).collect::<Vec<_>>().join(" ")
}

fn table(page: &mut String, head: &[&str], rows: &[Vec<String>]) {
    let cell = |tag: &str, text: &str| format!("<{tag}>{}</{tag}>", escape(text));
    let head: String = head.iter().map(|text| cell("th", text)).collect();
    let body: String = rows
        .iter()
        .map(|row| format!("<tr>{}</tr>\n", row.iter().map(|text| cell("td", text)).collect::<String>()))
        .collect();
    let _ = writeln!(page, "<table><thead><tr>{head}</tr></thead><tbody>\n{body}</tbody></table>");
}

/// The tables of one breakdown.
fn figures(r: &Review, of: &Table<'_>, page: &mut String) {
    let by = of.by.map_or(String::new(), |by| format!(" by {}", escape(&clean(by))));
    let all = &r.report.all;
    if all.first_response.n > 0 {
        part(page, &format!("First response{by}"));
        let rows: Vec<Vec<String>> = of
            .rows
            .iter()
            .map(|(name, f, _)| {
                let e = &f.first_response;
                let [median, p90, mean] = [e.median_s, e.p90_s, e.mean_s].map(span);
                vec![name.to_string(), count(e.n), median, p90, mean, count(f.without_first_response)]
            })
            .collect();
        table(page, &["", "n", "median", "p90", "mean", "without"], &rows);
    }
    part(page, &format!("Resolution time{by}"));
    let business = all.resolution_business.is_some();
    let rows: Vec<Vec<String>> = of
        .rows
        .iter()
        .map(|(name, f, _)| {
            let e = &f.resolution;
            let [median, p90, mean] = [e.median_s, e.p90_s, e.mean_s].map(span);
            let mut row = vec![name.to_string(), count(e.n), median, p90, mean];
            if let Some(b) = &f.resolution_business {
                row.extend([hours(b.median_s), hours(b.p90_s)]);
            }
            row
        })
        .collect();
    let head = ["", "n", "median", "p90", "mean", "median, business hours", "p90, business hours"];
    table(page, head.get(..if business { 7 } else { 5 }).unwrap_or_default(), &rows);
    if let Some(metric) = &r.metric {
        part(page, &format!("Promise \"{}\" kept{by}", escape(&clean(metric))));
        page.push_str("<p class=\"note\">With Wilson's 95 % interval; what is open past due counts as broken.</p>\n");
        page.push_str(&kept_chart(of));
        let stated = r.stated_sla_name.as_deref().map(|n| format!("the log's own {}", clean(n)));
        let rows: Vec<Vec<String>> = of
            .rows
            .iter()
            .map(|(name, f, group)| {
                let ours = f.attainment.as_ref().map(|a| share(&a.share)).unwrap_or_default();
                let mut row = vec![name.to_string(), group.map_or(String::new(), target), ours];
                if stated.is_some() {
                    let own = group.map_or(r.stated_sla.as_ref(), |g| g.stated_sla.as_ref());
                    row.push(own.map(share).unwrap_or_default());
                }
                row
            })
            .collect();
        let head = ["", "promised", "this policy"].into_iter().chain(stated.as_deref());
        table(page, &head.collect::<Vec<_>>(), &rows);
    }
    if all.stated_due.is_some() {
        part(page, &format!("Done by the due time that the log states{by}"));
        let rows: Vec<Vec<String>> = of
            .rows
            .iter()
            .filter_map(|(name, f, _)| {
                let due = f.stated_due?;
                Some(vec![
                    name.to_string(),
                    count(due.kept),
                    count(due.broken),
                    count(due.undecided),
                    count(due.without_due),
                ])
            })
            .collect();
        table(page, &["", "kept", "broken", "undecided", "without"], &rows);
    }
}

fn worst(r: &Review, page: &mut String) {
    if r.worst.is_empty() {
        return;
    }
    part(page, "The worst breaches, by counted time over target");
    let at = |shown: &Option<Local>| shown.map_or_else(|| "-".to_owned(), Local::short);
    let rows: Vec<Vec<String>> = r
        .worst
        .iter()
        .map(|w| {
            let [over, elapsed, target] = [w.over_s, w.elapsed_s, w.target_s].map(whole_hours);
            let id = clean(&w.id).into_owned();
            vec![id, over, elapsed, target, at(&w.started_at), at(&w.due_at), at(&w.ended_at)]
        })
        .collect();
    table(page, &["", "over", "counted", "promised", "opened", "due", "done"], &rows);
}

/// Bars of what came in and what went out, and the backlog as a line.
fn volume_chart(r: &Review) -> String {
    let periods = &r.volume.periods;
    let shifts = r.volume.by == PeriodUnit::Shift;
    let about = format!(
        "Tickets opened and resolved by {}{}",
        r.volume.by.name(),
        if shifts { "" } else { ", and the backlog" }
    );
    let mut picture = Picture::new(WIDE, HIGH + 30, "Volume", &about);
    let most = |of: &dyn Fn(&crate::metrics::VolumeFigures) -> u64| periods.iter().map(of).max().unwrap_or(0).max(1);
    let bars = most(&|p| p.created.max(p.resolved));
    let backlog = most(&|p| p.open_at_end.unwrap_or(0));
    let n = i64::try_from(periods.len()).unwrap_or(i64::MAX).max(1);
    let step = WIDE * 100 / n;
    let height =
        |value: u64, most: u64| i64::try_from(u128::from(value) * 100 * HIGH as u128 / u128::from(most)).unwrap_or(0);
    let mut line = String::new();
    for (i, p) in (0..).zip(periods) {
        let x = i * step;
        for (offset, value, fill, what) in [(10, p.created, CAME, "opened"), (50, p.resolved, WENT, "resolved")] {
            let tall = height(value, bars);
            let at = (x + step * offset / 100, HIGH * 100 - tall);
            picture.rect(at, (step * 38 / 100, tall), fill, &format!("{}: {} {what}", p.period, count(value)));
        }
        let open = p.open_at_end.map(|open| HIGH * 100 - height(open, backlog));
        let _ = open.map_or(Ok(()), |y| write!(line, "{},{} ", hundredths(x + step / 2), hundredths(y)));
    }
    if !shifts {
        picture.add(format_args!(
            "<polyline points=\"{}\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"1.5\"/>",
            line.trim_end()
        ));
    }
    let ends =
        periods.first().zip(periods.last()).map_or(String::new(), |(a, b)| format!("{} to {}", a.period, b.period));
    let names: Vec<&str> = periods.iter().map(|p| p.period.as_str()).collect();
    let words = if shifts {
        clean(&format!("{}: opened (blue, up to {}), resolved (orange)", names.join(", "), count(bars))).into_owned()
    } else {
        let (bars, backlog) = (count(bars), count(backlog));
        format!("{ends}: opened (blue, up to {bars}), resolved (orange), backlog (line, up to {backlog})")
    };
    picture.add(format_args!(
        "<text x=\"0\" y=\"{}\" font-size=\"14\" fill=\"currentColor\">{}</text>",
        HIGH + 22,
        escape(&words)
    ));
    picture.finish()
}

/// A bar for each group, and its interval as a thin line.
fn kept_chart(of: &Table<'_>) -> String {
    let (bar, left) = (26, 240);
    let n = i64::try_from(of.rows.len()).unwrap_or(0);
    let mut picture =
        Picture::new(WIDE, n * bar + 4, "Promise kept", "The share kept of each group, with its interval");
    let wide = |share: f64| -> i64 {
        #[allow(clippy::cast_possible_truncation)] // a share from 0 to 1
        let hundredths = (share.clamp(0.0, 1.0) * ((WIDE - left - 80) * 100) as f64).round() as i64;
        hundredths
    };
    for (i, (name, f, _)) in (0..).zip(&of.rows) {
        let (y, text_y) = (i * bar * 100 + 400, i * bar + 18);
        let short: String = name.chars().take(28).collect();
        picture.add(format_args!(
            "<text x=\"0\" y=\"{text_y}\" font-size=\"14\" fill=\"currentColor\">{}</text>",
            escape(&short)
        ));
        let Some(s) = f.attainment.as_ref().map(|a| &a.share) else { continue };
        let Some(rate) = s.rate else { continue };
        let told = format!("{} of {}, {}", count(s.k), count(s.n), percent(s.rate));
        picture.rect((left * 100, y), (wide(rate), 1_800), CAME, &told);
        if let (Some(lo), Some(hi)) = (s.lo, s.hi) {
            picture.rect((left * 100 + wide(lo), y + 800), (wide(hi) - wide(lo), 200), "currentColor", "the interval");
        }
        let x = left + wide(1.0) / 100 + 8;
        picture.add(format_args!(
            "<text x=\"{x}\" y=\"{text_y}\" font-size=\"14\" fill=\"currentColor\">{}</text>",
            percent(s.rate)
        ));
    }
    picture.finish() + "\n"
}

pub(super) fn row<const N: usize>(out: &mut String, cells: [&str; N]) {
    let cell = |text: &str| {
        let risky =
            text.starts_with(['=', '+', '@', '\t', '\r']) || (text.starts_with('-') && text.parse::<f64>().is_err());
        let text = if risky { format!("'{text}") } else { text.to_owned() };
        if text.contains([',', '"', '\n', '\r']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
    };
    let cells: Vec<String> = cells.iter().map(|text| cell(text)).collect();
    let _ = writeln!(out, "{}", cells.join(","));
}
