//! The pictures of figures: one vocabulary of axes, marks and colours, for light and dark pages and for paper.
//!
//! A picture is self-contained SVG: no font to load, no script, no style from elsewhere. What a mark says stands in its title, which
//! browsers show where the pointer rests and screen readers read. Colours never carry a meaning alone: a mark that matters has a form or
//! a word as well.

mod arrivals;
mod axis;
mod cohorts;
mod control;
mod forecast;
mod journeys;
mod nps;
mod pareto;
mod survival;

pub(super) use arrivals::arrivals;
pub(super) use cohorts::{CohortMonth, CohortRow, cohorts};
pub(super) use control::control;
pub(super) use forecast::forecast;
pub(super) use journeys::journeys;
pub(super) use nps::{NpsBar, nps};
pub(super) use pareto::pareto;
pub(super) use survival::survival;

use crate::svg::{Picture, escape, hundredths};

/// The colours by what they say. They hang on a group of the picture's own, so that a page with many pictures keeps its own style.
const STYLE: &str = "<style>\
.sdc{--page:#ffffff;--ink:#1f2933;--soft:#5b6873;--line:#d5dbe0;--one:#2f6ea8;--two:#c2641a;--good:#1b7f4b;--bad:#b3261e;--mid:#9aa5af;--fill:#eef3f8}\
@media (prefers-color-scheme:dark){.sdc{--page:#14181c;--ink:#e6eaee;--soft:#a5b0ba;--line:#39424b;--one:#6fb1ee;--two:#f0a35e;--good:#5cc48d;--bad:#ff7d70;--mid:#77838e;--fill:#1f2830}}\
@media print{.sdc{--page:#ffffff;--ink:#000000;--soft:#333333;--line:#bbbbbb;--one:#2f6ea8;--two:#c2641a;--good:#1b7f4b;--bad:#b3261e;--mid:#808080;--fill:#f4f4f4}}\
.sdc text{fill:var(--ink);font:12px system-ui,sans-serif}.sdc .s{fill:var(--soft)}\
</style>";

/// A picture with its background; [`finish`] closes it.
fn start(width: i64, height: i64, title: &str, about: &str) -> Picture {
    let mut picture = Picture::new(width, height, title, about);
    picture.add(STYLE);
    picture.add(format_args!("<g class=\"sdc\"><rect width=\"{width}\" height=\"{height}\" fill=\"var(--page)\"/>"));
    picture
}

fn finish(mut picture: Picture) -> String {
    picture.add("</g>");
    picture.finish()
}

/// Where a text stands from its point.
#[derive(Clone, Copy)]
enum Anchor {
    Start,
    Middle,
    End,
}

impl Anchor {
    const fn word(self) -> &'static str {
        match self {
            Anchor::Start => "start",
            Anchor::Middle => "middle",
            Anchor::End => "end",
        }
    }
}

/// A text at a point in hundredths of a pixel.
fn text(picture: &mut Picture, at: (i64, i64), anchor: Anchor, words: &str) {
    let (x, y) = (hundredths(at.0), hundredths(at.1));
    picture.add(format_args!("<text x=\"{x}\" y=\"{y}\" text-anchor=\"{}\">{}</text>", anchor.word(), escape(words)));
}

/// A quieter one.
fn note(picture: &mut Picture, at: (i64, i64), anchor: Anchor, words: &str) {
    let (x, y) = (hundredths(at.0), hundredths(at.1));
    picture.add(format_args!(
        "<text class=\"s\" x=\"{x}\" y=\"{y}\" text-anchor=\"{}\">{}</text>",
        anchor.word(),
        escape(words)
    ));
}

/// A straight line.
fn line(picture: &mut Picture, from: (i64, i64), to: (i64, i64), stroke: &str, title: &str) {
    let [x1, y1, x2, y2] = [from.0, from.1, to.0, to.1].map(hundredths);
    picture.add(format_args!(
        "<line x1=\"{x1}\" y1=\"{y1}\" x2=\"{x2}\" y2=\"{y2}\" {stroke}><title>{}</title></line>",
        escape(title)
    ));
}

/// A line through points.
fn path(picture: &mut Picture, points: &[(i64, i64)], stroke: &str) {
    let points: Vec<String> = points.iter().map(|(x, y)| format!("{},{}", hundredths(*x), hundredths(*y))).collect();
    picture.add(format_args!("<polyline points=\"{}\" fill=\"none\" {stroke}/>", points.join(" ")));
}

/// A filled shape through points.
fn area(picture: &mut Picture, points: &[(i64, i64)], fill: &str, title: &str) {
    let points: Vec<String> = points.iter().map(|(x, y)| format!("{},{}", hundredths(*x), hundredths(*y))).collect();
    picture.add(format_args!(
        "<polygon points=\"{}\" {fill}><title>{}</title></polygon>",
        points.join(" "),
        escape(title)
    ));
}

/// A point that says something.
fn dot(picture: &mut Picture, at: (i64, i64), radius: i64, fill: &str, title: &str) {
    let [x, y, r] = [at.0, at.1, radius].map(hundredths);
    picture.add(format_args!(
        "<circle cx=\"{x}\" cy=\"{y}\" r=\"{r}\" fill=\"{fill}\"><title>{}</title></circle>",
        escape(title)
    ));
}

/// What colours mean, in a row: colour and word. Each takes as much room as its word.
fn key(picture: &mut Picture, left: i64, y: i64, entries: &[(&str, &str)]) {
    let mut x = left;
    for (fill, word) in entries {
        picture.add(format_args!("<rect x=\"{x}\" y=\"{}\" width=\"12\" height=\"12\" fill=\"{fill}\"/>", y - 10));
        text(picture, ((x + 18) * 100, y * 100), Anchor::Start, word);
        x += 40 + 7 * i64::try_from(word.chars().count()).unwrap_or(0);
    }
}

/// A cell of a heat map, in whole pixels: the darker the greater its share of the greatest; its word stands in it, what it says in its title.
fn heat(picture: &mut Picture, (x, y): (i64, i64), size: (i64, i64), share: f64, told: &str, word: &str) {
    let fill = format!("var(--one)\" fill-opacity=\"{}", hundredths(place(share)));
    picture.rect((x * 100, y * 100), ((size.0 - 2) * 100, (size.1 - 2) * 100), fill, told);
    if !word.is_empty() {
        let fill = if share > 0.55 { "var(--page)" } else { "var(--ink)" };
        picture.add(format_args!(
            "<text x=\"{}\" y=\"{}\" text-anchor=\"middle\" style=\"fill:{fill};font-size:10px;pointer-events:none\">{word}</text>",
            x + size.0 / 2 - 1,
            y + 16
        ));
    }
}

/// The first characters of a name, and a sign that there are more.
fn short(name: &str, chars: usize) -> String {
    if name.chars().count() <= chars {
        return name.to_owned();
    }
    name.chars().take(chars.saturating_sub(1)).chain(['…']).collect()
}

/// Pixels as hundredths, from a number that is one of a picture.
#[allow(clippy::cast_possible_truncation)] // clamped to what a picture can have
fn place(pixels: f64) -> i64 {
    (pixels.clamp(-100_000.0, 100_000.0) * 100.0).round() as i64
}

/// A number as labels write it: as many places as it needs, up to three.
pub(super) fn plain(value: f64) -> String {
    let text = format!("{value:.3}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}
