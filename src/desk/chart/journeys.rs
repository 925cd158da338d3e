//! Journeys as a graph from top to bottom: steps as boxes, moves as lines as broad as they are frequent.

use super::{Anchor, finish, key, note, short, start, text};
use crate::desk::words::{clean, count, ends, span};
use crate::metrics::journey::{JourneyEnds, JourneyMove, JourneyStep, Journeys};
use crate::svg::{Picture, escape};

/// Steps and moves that a picture can hold and be read.
const STEPS: usize = 14;
const MOVES: usize = 30;

const WIDE: i64 = 190;
const BOX: (i64, i64) = (164, 50);
const TALL: i64 = 112;
const TOP: i64 = 20;

/// A step and where its box stands.
struct Placed<'a> {
    step: &'a JourneyStep,
    row: i64,
    x: i64,
    y: i64,
}

/// The graph of a log's journeys.
pub(in crate::desk) fn journeys(of: &Journeys) -> String {
    let steps: Vec<&JourneyStep> = of.steps.iter().take(STEPS).collect();
    let rows = rows(&steps, &of.moves);
    let last = rows.iter().copied().max().unwrap_or(0);
    let most = (0..=last).map(|row| rows.iter().filter(|r| **r == row).count()).max().unwrap_or(1);
    let most = i64::try_from(most).unwrap_or(1).max(4);
    let width = most * WIDE + 120;
    let mut places = Vec::new();
    for row in 0..=last {
        let here: Vec<&JourneyStep> =
            steps.iter().zip(&rows).filter(|(_, r)| **r == row).map(|(step, _)| *step).collect();
        let n = i64::try_from(here.len()).unwrap_or(1);
        let left = (width - 60 - n * WIDE) / 2 + (WIDE - BOX.0) / 2;
        for (i, step) in (0..).zip(here) {
            places.push(Placed { step, row, x: left + i * WIDE, y: TOP + row * TALL });
        }
    }
    let height = TOP + (last + 1) * TALL + 34;
    let about = format!("{} tickets; {}", count(of.tickets), ends(&of.ends, of.silent_days));
    let mut picture = start(width, height, &format!("Journeys over {}", of.over.join(", ")), &about);
    picture.add(
        "<defs><marker id=\"sdc-a\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" markerWidth=\"9\" markerHeight=\"9\" \
         markerUnits=\"userSpaceOnUse\" orient=\"auto\"><path d=\"M0 0L8 4L0 8z\" fill=\"var(--soft)\"/></marker></defs>",
    );
    let at = |name: &str| places.iter().find(|p| p.step.step == name);
    let drawn: Vec<(&JourneyMove, &Placed<'_>, &Placed<'_>)> =
        of.moves.iter().filter_map(|m| Some((m, at(&m.from)?, at(&m.to)?))).take(MOVES).collect();
    let widest = drawn.iter().map(|(m, ..)| m.moves).max().unwrap_or(1).max(1);
    for (m, from, to) in &drawn {
        edge(&mut picture, m, from, to, widest);
    }
    places.iter().for_each(|p| node(&mut picture, p, of.silent_days));
    let foot = height - 14;
    key(
        &mut picture,
        16,
        foot,
        &[
            ("var(--good)", "ends done"),
            ("var(--two)", "without the answer"),
            ("var(--bad)", "silent"),
            ("var(--mid)", "running"),
        ],
    );
    let left_out = (of.steps.len() - steps.len(), of.moves.len() - drawn.len());
    let more = u64::try_from(left_out.0).unwrap_or(0) + of.cut.steps;
    let unseen = u64::try_from(left_out.1).unwrap_or(0) + of.cut.moves;
    if more + unseen > 0 {
        let words = format!("not drawn: {} steps, {} moves", count(more), count(unseen));
        note(&mut picture, ((width - 12) * 100, foot * 100), Anchor::End, &words);
    }
    finish(picture)
}

/// The row of each step: below the step from which most come to it. Where most begin is the first.
fn rows(steps: &[&JourneyStep], moves: &[JourneyMove]) -> Vec<i64> {
    let mut rows: Vec<Option<i64>> = vec![None; steps.len()];
    let place = |name: &str| steps.iter().position(|s| s.step == name);
    let ways: Vec<(usize, usize, u64)> =
        moves.iter().filter_map(|m| Some((place(&m.from)?, place(&m.to)?, m.moves))).collect();
    let get = |rows: &[Option<i64>], i: usize| rows.get(i).copied().flatten();
    while rows.iter().any(Option::is_none) {
        // The ways come in the order of how frequent they are.
        let next = ways.iter().find(|(a, b, _)| get(&rows, *a).is_some() && get(&rows, *b).is_none());
        let (place, row) = match next {
            Some((a, b, _)) => (*b, get(&rows, *a).unwrap_or(0) + 1),
            None => {
                let left = (0..steps.len()).filter(|i| get(&rows, *i).is_none());
                let starts = |i: &usize| steps.get(*i).map_or(0, |s| s.starts);
                (left.rev().max_by_key(starts).unwrap_or(0), 0)
            }
        };
        match rows.get_mut(place) {
            Some(slot) => *slot = Some(row),
            None => break,
        }
    }
    rows.into_iter().map(|row| row.unwrap_or(0)).collect()
}

fn edge(picture: &mut Picture, m: &JourneyMove, from: &Placed<'_>, to: &Placed<'_>, widest: u64) {
    let tenths = i64::try_from(m.moves.saturating_mul(70) / widest).unwrap_or(70) + 10;
    let (half, tall) = (BOX.0 / 2, BOX.1);
    let (way, label) = if to.row > from.row {
        let (x1, y1, x2, y2) = (from.x + half, from.y + tall, to.x + half, to.y - 2);
        let bend = (y2 - y1) / 2;
        let way = format!("M{x1} {y1}C{x1} {} {x2} {} {x2} {y2}", y1 + bend, y2 - bend);
        (way, ((x1 + x2) / 2, (y1 + y2) / 2 + 4))
    } else if to.row == from.row {
        // Beside: under the boxes of the row.
        let (left, right) = (BOX.0 / 4, BOX.0 * 3 / 4);
        let (out, into) = if to.x > from.x { (right, left) } else { (left, right) };
        let (x1, x2, y) = (from.x + out, to.x + into, from.y + tall);
        let deep = (24 + (x1 - x2).abs() / 14).min(70);
        let way = format!("M{x1} {y}C{x1} {} {x2} {} {x2} {}", y + deep, y + deep, y + 2);
        (way, ((x1 + x2) / 2, y + deep * 3 / 4 + 4))
    } else {
        // Back: round the right side.
        let (x1, y1, x2, y2) = (from.x + BOX.0, from.y + 16, to.x + BOX.0 + 2, to.y + 34);
        let out = x1.max(x2) + 34 + (from.row - to.row) * 12;
        let way = format!("M{x1} {y1}C{out} {y1} {out} {y2} {x2} {y2}");
        (way, ((x1.max(x2) + out * 3) / 4 - 4, (y1 + y2) / 2 + 4))
    };
    let [moves, tickets] = [m.moves, m.tickets].map(count);
    let told = format!(
        "{} → {}: {moves} times by {tickets} tickets; median {}, nine in ten within {} before",
        clean(&m.from),
        clean(&m.to),
        span(m.times.median_s),
        span(m.times.p90_s)
    );
    picture.add(format_args!(
        "<path d=\"{way}\" fill=\"none\" stroke=\"var(--soft)\" stroke-opacity=\".6\" stroke-width=\"{}.{}\" marker-end=\"url(#sdc-a)\"><title>{}</title></path>",
        tenths / 10,
        tenths % 10,
        escape(&told)
    ));
    if m.moves.saturating_mul(12) >= widest {
        picture.add(format_args!(
            "<text x=\"{}\" y=\"{}\" text-anchor=\"middle\" style=\"paint-order:stroke;stroke:var(--page);stroke-width:4px\">{moves}</text>",
            label.0, label.1
        ));
    }
}

fn node(picture: &mut Picture, p: &Placed<'_>, silent_days: u32) {
    let s = p.step;
    let (x, y) = (p.x, p.y);
    let told = format!(
        "{}: {} visits of {} tickets, {} begin there; median {}, nine in ten within {}; ends: {}",
        clean(&s.step),
        count(s.visits),
        count(s.tickets),
        count(s.starts),
        span(s.times.median_s),
        span(s.times.p90_s),
        ends(&s.ends, silent_days)
    );
    picture.add(format_args!(
        "<g><title>{}</title><rect x=\"{x}\" y=\"{y}\" width=\"{}\" height=\"{}\" rx=\"6\" fill=\"var(--fill)\" stroke=\"var(--one)\"/>",
        escape(&told),
        BOX.0,
        BOX.1
    ));
    text(picture, ((x + BOX.0 / 2) * 100, (y + 19) * 100), Anchor::Middle, &short(&clean(&s.step), 22));
    let second = match s.times.n {
        // The median of the few that left a step where nearly all stay is none of the step.
        n if n.saturating_mul(10) < s.visits => count(s.visits),
        0 => count(s.visits),
        _ => format!("{}, median {}", count(s.visits), span(s.times.median_s)),
    };
    note(picture, ((x + BOX.0 / 2) * 100, (y + 36) * 100), Anchor::Middle, &second);
    bar(picture, x, y + BOX.1 - 7, &s.ends, s.visits);
    picture.add("</g>");
}

/// How many of the visits were the last, and how those ended.
fn bar(picture: &mut Picture, x: i64, y: i64, of: &JourneyEnds, visits: u64) {
    let mut at = x * 100 + 300;
    let room = u64::try_from((BOX.0 - 6) * 100).unwrap_or(0);
    let kinds = [
        (of.done, "var(--good)", "done"),
        (of.unanswered, "var(--two)", "done without the answer they waited for"),
        (of.silent, "var(--bad)", "silent"),
        (of.running, "var(--mid)", "running"),
    ];
    for (n, fill, word) in kinds.into_iter().filter(|(n, ..)| *n > 0) {
        let wide = u128::from(room) * u128::from(n) / u128::from(visits.max(1));
        let wide = i64::try_from(wide).unwrap_or(0);
        picture.rect((at, y * 100), (wide, 400), fill, &format!("{} end here {word}", count(n)));
        at += wide;
    }
}
