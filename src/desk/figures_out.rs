//! Figures as rows for a sheet, and as one page to open, send and print.

use super::figures_text::{shown, withheld_text};
use super::review_html::{STYLE, row};
use super::words::{clean, count};
use crate::metrics::{Figure, FigureFlag, Unit, Withheld};
use crate::svg::escape;
use crate::time::Instant;
use std::fmt::Write as _;

/// What all figures of a report rest on.
#[derive(Debug, Clone, Default)]
pub(super) struct Basis<'r> {
    pub(super) as_of: Option<Instant>,
    pub(super) zone: &'r str,
    pub(super) from: &'r str,
    pub(super) before: &'r str,
}

impl Basis<'_> {
    /// The as-of instant; blank where none was given.
    fn as_of(&self) -> String {
        self.as_of.map_or(String::new(), |at| at.to_string())
    }
}

/// The figures of a group: what it is grouped by, its names, its period.
#[derive(Debug, Clone)]
pub(super) struct Group<'r> {
    pub(super) by: &'r str,
    pub(super) name: &'r str,
    pub(super) period: &'r str,
    pub(super) figures: &'r [Figure],
}

/// How many columns a row has, and which one is that of the flags.
const COLUMNS: usize = 25;
const FLAGS: usize = 16;

/// A row a figure, with everything that it rests on. What has no data is blank. A group that is withheld has a row with that flag.
pub(super) fn csv<'r>(
    basis: &Basis<'_>,
    groups: impl IntoIterator<Item = Group<'r>>,
    withheld: &[(String, &Withheld)],
) -> String {
    let mut out = String::new();
    let as_of = basis.as_of();
    row(
        &mut out,
        [
            "by",
            "group",
            "period",
            "metric",
            "variant",
            "statistic",
            "unit",
            "value",
            "exact",
            "n",
            "k",
            "lo",
            "hi",
            "confidence",
            "interval",
            "method",
            "flags",
            "excluded",
            "missing",
            "goal",
            "as_of",
            "zone",
            "from",
            "before",
            "fingerprint",
        ],
    );
    for group in groups {
        for f in group.figures {
            let number = |v: Option<f64>| v.map_or(String::new(), |v| v.to_string());
            let ends = f.interval;
            let excluded: Vec<String> = f.excluded.iter().map(|(why, n)| format!("{why} {n}")).collect();
            let flags: Vec<&str> = f.flags.iter().map(|flag| flag.name()).collect();
            row(
                &mut out,
                [
                    group.by,
                    group.name,
                    group.period,
                    f.metric,
                    &f.variant,
                    &f.statistic,
                    f.unit.name(),
                    &number(f.value),
                    &f.exact.map_or(String::new(), |e| e.to_string()),
                    &f.n.to_string(),
                    &f.k.map_or(String::new(), |k| k.to_string()),
                    &number(ends.map(|i| i.lo)),
                    &number(ends.map(|i| i.hi)),
                    &number(ends.map(|i| i.confidence)),
                    ends.map_or("", |i| i.method),
                    f.method.unwrap_or_default(),
                    &flags.join(" "),
                    &excluded.join("; "),
                    &f.missing.to_string(),
                    f.goal.as_ref().map_or("", |g| g.outcome.name()),
                    &as_of,
                    basis.zone,
                    basis.from,
                    basis.before,
                    &f.fingerprint,
                ],
            );
        }
    }
    for (by, of) in withheld {
        for group in &of.groups {
            let name = group.join(", ");
            let cell = |column: usize| match column {
                0 => by.as_str(),
                1 => name.as_str(),
                FLAGS => "withheld",
                _ => "",
            };
            row(&mut out, std::array::from_fn::<&str, COLUMNS, _>(cell));
        }
    }
    out
}

/// One self-contained page: no script, nothing is loaded, light and dark, ready to print.
pub(super) fn html<'r>(
    title: &str,
    basis: &Basis<'_>,
    groups: impl IntoIterator<Item = Group<'r>>,
    withheld: &[(String, &Withheld)],
) -> String {
    let head = escape(&clean(title));
    let mut page = format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">\
         <title>{head}</title><style>{STYLE}</style></head>\n<body>\n<h1>{head}</h1>\n"
    );
    let as_of = basis.as_of();
    let told = [
        ("as of", as_of.as_str()),
        ("zone", basis.zone),
        ("created from", basis.from),
        ("created before", basis.before),
    ];
    let told: Vec<String> = told.iter().filter(|(_, v)| !v.is_empty()).map(|(k, v)| format!("{k} {v}")).collect();
    let _ = writeln!(page, "<p class=\"note\">{}</p>", escape(&clean(&told.join(", "))));
    for group in groups {
        let names: Vec<&str> = [group.name, group.period].into_iter().filter(|n| !n.is_empty()).collect();
        let name = if names.is_empty() && group.by.is_empty() { "All".to_owned() } else { names.join(", ") };
        let name = if name.is_empty() { "(not stated)".to_owned() } else { name };
        let _ = writeln!(page, "<h2>{}</h2>\n<table>", escape(&clean(&name)));
        page.push_str("<tr><th>figure</th><th>value</th><th>interval</th><th>of</th><th>left out</th></tr>\n");
        group.figures.iter().for_each(|f| line(&mut page, f));
        page.push_str("</table>\n");
    }
    for (by, of) in withheld {
        let by = if by.is_empty() { String::new() } else { format!("By {by}: ") };
        let _ = writeln!(page, "<p class=\"note\">{}</p>", escape(&clean(&format!("{by}{}", withheld_text(of)))));
    }
    page.push_str("</body>\n</html>\n");
    page
}

fn line(page: &mut String, f: &Figure) {
    let name = format!("{} ({}): {}", f.metric, f.variant, f.statistic).replace('_', " ");
    let ends =
        f.interval.map_or(String::new(), |i| format!("{} to {}", shown(Some(i.lo), f.unit), shown(Some(i.hi), f.unit)));
    let few = match f.flags.first() {
        Some(FigureFlag::Withheld) => " (withheld)",
        Some(FigureFlag::LowN) => " (few)",
        _ => "",
    };
    let of = if f.unit == Unit::Count { String::new() } else { count(f.n) };
    let left: Vec<String> =
        f.excluded.iter().map(|(why, n)| format!("{} {}", count(*n), why.replace('_', " "))).collect();
    let cells = [name, format!("{}{few}", shown(f.value, f.unit)), ends, of, left.join(", ")];
    let cells: Vec<String> = cells.iter().map(|c| format!("<td>{}</td>", escape(&clean(c)))).collect();
    let _ = writeln!(page, "<tr>{}</tr>", cells.concat());
}
