//! States and moves as a picture: one column a category, in the order of a ticket's life; a line is a move that somebody makes, a
//! broken one a move that happens by itself.

use super::compile::{Effect, TimerKind, Workflow};
use crate::svg::{Picture, escape, hundredths};
use crate::ticket::StatusCategory;
use std::collections::{BTreeMap, BTreeSet};

const COLUMN: i64 = 190;
const ROW: i64 = 84;
const BOX: (i64, i64) = (130, 44);
const TOP: i64 = 56;
const LEFT: i64 = 30;

const COLOURS: [(StatusCategory, &str); 6] = [
    (StatusCategory::New, "#dbeafe"),
    (StatusCategory::Open, "#fee2e2"),
    (StatusCategory::Pending, "#fef3c7"),
    (StatusCategory::Hold, "#ede9fe"),
    (StatusCategory::Solved, "#dcfce7"),
    (StatusCategory::Closed, "#e5e7eb"),
];

/// Where a status stands, the middle of its box.
type Places<'a> = BTreeMap<&'a str, (i64, i64)>;

pub(super) fn draw(workflow: &Workflow) -> String {
    let (places, columns, rows) = places(workflow);
    let (width, height) = (LEFT * 2 + columns * COLUMN, TOP + rows.max(1) * ROW + 20);
    let names: Vec<&str> = places.keys().copied().collect();
    let told = format!("{} statuses: {}", names.len(), names.join(", "));
    let mut picture = Picture::new(width, height, "Workflow", &told);
    picture.add(format_args!(
        "<defs><marker id=\"to\" viewBox=\"0 0 8 8\" refX=\"8\" refY=\"4\" markerWidth=\"7\" markerHeight=\"7\" orient=\"auto\">\
         <path d=\"M0 0L8 4L0 8z\" fill=\"#475569\"/></marker></defs>\
         <g font-family=\"sans-serif\" font-size=\"12\" text-anchor=\"middle\">"
    ));
    let by_itself = automatic(workflow);
    let mut drawn = BTreeSet::new();
    for from in workflow.doc().statuses.keys() {
        for to in workflow.moves(from) {
            drawn.insert((from.clone(), to.to_owned()));
            arrow(&mut picture, &places, (from, to), false);
        }
    }
    for (from, to) in by_itself.iter().filter(|pair| !drawn.contains(*pair)) {
        arrow(&mut picture, &places, (from, to), true);
    }
    for (name, (x, y)) in &places {
        status(&mut picture, workflow, name, (*x, *y));
    }
    picture.add("</g>");
    picture.finish()
}

/// A column for each category that occurs; a row for each of its statuses.
fn places(workflow: &Workflow) -> (Places<'_>, i64, i64) {
    let (mut places, mut column, mut rows) = (Places::new(), 0, 0);
    for category in StatusCategory::ALL.iter().copied() {
        let here: Vec<&str> =
            workflow.statuses.iter().filter(|(_, s)| s.category == category).map(|(name, _)| name.as_str()).collect();
        if here.is_empty() {
            continue;
        }
        for (row, name) in (0_i64..).zip(&here) {
            let x = LEFT + column * COLUMN + BOX.0 / 2;
            places.insert(name, (x, TOP + row * ROW + BOX.1 / 2));
            rows = rows.max(row + 1);
        }
        column += 1;
    }
    (places, column, rows)
}

/// The moves that happen by themselves: on events, after a time, at the end of a status's time.
fn automatic(workflow: &Workflow) -> BTreeSet<(String, String)> {
    let doc = workflow.doc();
    let mut found = BTreeSet::new();
    for from in doc.statuses.keys() {
        let tables = [&doc.on.assign, &doc.on.agent_reply, &doc.on.customer_reply, &doc.on.plan_task];
        let follows = tables.into_iter().filter_map(|table| workflow.target(table, from));
        let timed = workflow.auto.iter().filter(|r| workflow.means(&r.from, from)).filter_map(|r| match &r.effect {
            Effect::Move(to) => Some(to.as_str()),
            Effect::Emit(_) => None,
        });
        let ends = workflow.statuses.get(from).and_then(|s| match &s.timer {
            Some(TimerKind::Action(next)) => Some(next.as_str()),
            _ => None,
        });
        let all = follows.chain(timed).chain(ends).filter(|to| *to != from && doc.statuses.contains_key(*to));
        found.extend(all.map(|to| (from.clone(), to.to_owned())));
    }
    found
}

fn arrow(picture: &mut Picture, places: &Places<'_>, (from, to): (&str, &str), by_itself: bool) {
    let (Some(&(x1, y1)), Some(&(x2, y2))) = (places.get(from), places.get(to)) else { return };
    // Forward lines leave on the right, backward ones on the left below, so that a pair of moves is two lines.
    let (dx, dy) = match x2.cmp(&x1) {
        std::cmp::Ordering::Greater => (BOX.0 / 2, -6),
        std::cmp::Ordering::Less => (-BOX.0 / 2, 8),
        std::cmp::Ordering::Equal => (if y2 > y1 { 24 } else { -24 }, 0),
    };
    let (start, end) = if x1 == x2 {
        let half = if y2 > y1 { BOX.1 / 2 } else { -BOX.1 / 2 };
        ((x1 + dx, y1 + half), (x2 + dx, y2 - half))
    } else {
        ((x1 + dx, y1 + dy), (x2 - dx, y2 + dy))
    };
    let bend = (start.1 + end.1) / 2 + if x2 < x1 { 30 } else { -((x2 - x1) / COLUMN - 1).max(0) * 22 };
    let middle = ((start.0 + end.0) / 2, bend);
    let dash = if by_itself { " stroke-dasharray=\"5 4\"" } else { "" };
    let points = [start, middle, end].map(|(x, y)| format!("{} {}", hundredths(x * 100), hundredths(y * 100)));
    let [a, b, c] = &points;
    picture.add(format_args!(
        "<path d=\"M{a} Q{b} {c}\" fill=\"none\" stroke=\"#475569\"{dash} marker-end=\"url(#to)\"><title>{} → {}</title></path>",
        escape(from),
        escape(to)
    ));
}

fn status(picture: &mut Picture, workflow: &Workflow, name: &str, (x, y): (i64, i64)) {
    let category = workflow.category(name).unwrap_or(StatusCategory::New);
    let fill = COLOURS.iter().find(|(c, _)| *c == category).map_or("#ffffff", |(_, colour)| colour);
    let start = if workflow.doc().default == name { 2 } else { 1 };
    let (left, top) = (hundredths((x - BOX.0 / 2) * 100), hundredths((y - BOX.1 / 2) * 100));
    let shown: String = name.chars().take(20).collect();
    let shown = if shown.len() < name.len() { format!("{shown}…") } else { shown };
    picture.add(format_args!(
        "<rect x=\"{left}\" y=\"{top}\" width=\"{}\" height=\"{}\" rx=\"6\" fill=\"{fill}\" stroke=\"#334155\" stroke-width=\"{start}\">\
         <title>{}</title></rect><text x=\"{}\" y=\"{}\">{}</text><text x=\"{}\" y=\"{}\" font-size=\"9\" fill=\"#475569\">{}</text>",
        BOX.0,
        BOX.1,
        escape(name),
        hundredths(x * 100),
        hundredths(y * 100),
        escape(&shown),
        hundredths(x * 100),
        hundredths((y + 14) * 100),
        category.name()
    ));
}
