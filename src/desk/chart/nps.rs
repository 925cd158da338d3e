//! Net promoter scores: detractors, passives and promoters as one bar, the score with its interval beside it.

use super::{Anchor, finish, key, line, note, place, short, start, text};
use crate::desk::words::{clean, count};
use crate::metrics::stats::number;
use crate::metrics::{Figure, FigureInterval};

/// The answers of one group.
pub(in crate::desk) struct NpsBar {
    name: String,
    promoters: u64,
    detractors: u64,
    n: u64,
    score: f64,
    interval: Option<FigureInterval>,
}

/// Bars that a picture holds.
const BARS: usize = 40;
const TALL: i64 = 30;
/// Where the bars begin, how wide they are, where the scale of scores begins, how wide that is.
const BAR: (f64, f64) = (170.0, 400.0);
const SCALE: (f64, f64) = (630.0, 300.0);

impl NpsBar {
    /// The bar of a group whose figures have a net promoter score with answers.
    pub(in crate::desk) fn of(name: &str, figures: &[Figure]) -> Option<Self> {
        let figure = |what: &str| figures.iter().find(|f| f.metric == "nps" && f.statistic == what);
        let score = figure("nps")?;
        Some(Self {
            name: if name.is_empty() { "all".to_owned() } else { clean(name).into_owned() },
            promoters: figure("promoters")?.k?,
            detractors: figure("detractors")?.k?,
            n: score.n,
            score: score.value?,
            interval: score.interval,
        })
    }
}

/// The bars of groups; `None` without any.
pub(in crate::desk) fn nps(bars: &[NpsBar]) -> Option<String> {
    let shown = bars.get(..bars.len().min(BARS)).filter(|shown| !shown.is_empty())?;
    let height = 34 + TALL * i64::try_from(shown.len()).ok()? + 30;
    let about = "Shares of detractors, passives and promoters, and the score with its interval";
    let mut picture = start(960, height, "Net promoter score", about);
    let score = |value: f64| place(SCALE.0 + (value + 100.0) / 200.0 * SCALE.1);
    for value in [-100.0, -50.0, 0.0, 50.0, 100.0] {
        let x = score(value);
        line(&mut picture, (x, 2_400), (x, (height - 32) * 100), "stroke=\"var(--line)\"", "");
        note(&mut picture, (x, 1_600), Anchor::Middle, &super::plain(value));
    }
    for (bar, y) in shown.iter().zip((34..).step_by(30)) {
        text(&mut picture, (place(BAR.0 - 10.0), (y + 14) * 100), Anchor::End, &short(&bar.name, 24));
        let passives = bar.n.saturating_sub(bar.promoters).saturating_sub(bar.detractors);
        let kinds = [
            (bar.detractors, "var(--bad)", "detractors"),
            (passives, "var(--mid)", "passives"),
            (bar.promoters, "var(--good)", "promoters"),
        ];
        let mut before = 0.0;
        for (k, fill, word) in kinds {
            let after = before + number(k) / number(bar.n.max(1));
            let (from, to) = (place(BAR.0 + before * BAR.1), place(BAR.0 + after * BAR.1));
            let told = format!("{}: {} {word} of {}", bar.name, count(k), count(bar.n));
            picture.rect((from, y * 100), (to - from, 1_800), fill, &told);
            before = after;
        }
        let middle = (y + 9) * 100;
        let told = format!("{}: {:.1} of {} answers", bar.name, bar.score, count(bar.n));
        if let Some(i) = bar.interval {
            let told = format!("{told}, {:.1} to {:.1}", i.lo, i.hi);
            line(
                &mut picture,
                (score(i.lo), middle),
                (score(i.hi), middle),
                "stroke=\"var(--ink)\" stroke-width=\"2\"",
                &told,
            );
        }
        super::dot(&mut picture, (score(bar.score), middle), 450, "var(--one)", &told);
    }
    let foot = height - 10;
    key(
        &mut picture,
        170,
        foot,
        &[
            ("var(--bad)", "detractors (left)"),
            ("var(--mid)", "passives"),
            ("var(--good)", "promoters (right)"),
            ("var(--one)", "score and interval"),
        ],
    );
    if bars.len() > shown.len() {
        let left = u64::try_from(bars.len() - shown.len()).unwrap_or(0);
        note(&mut picture, (94_800, foot * 100), Anchor::End, &format!("{} groups not drawn", count(left)));
    }
    Some(finish(picture))
}
