//! Heat map and year audit as pictures: self-contained SVG, told apart by pattern as well as colour, in light and dark.

use super::answer::Minutes;
use super::audit::{Audit, year_range};
use super::heat::{HeatCell, HeatMap, told};
use crate::svg::{Picture, escape, hundredths};
use crate::time::{DAY, HOUR, TimeSegment};

/// Colours by what they say, readable with the common colour-vision deficiencies; the dark ones for a dark page.
const STYLE: &str = "<style>\
svg{--page:#ffffff;--ink:#1f2933;--line:#c5ccd3;--none:#b3261e;--some:#e07b39;--short:#e0b000;--one:#9fd3b4;--two:#4fa777;--many:#1b7f4b;--empty:#eceff1;--twice:#6f7bb8}\
@media (prefers-color-scheme:dark){svg{--page:#14181c;--ink:#e6eaee;--line:#4a535c;--none:#ff6f61;--some:#ffa765;--short:#ffd34d;--one:#2d6a4a;--two:#3f9468;--many:#6fd3a0;--empty:#262c32;--twice:#98a4e6}}\
text{fill:var(--ink);font:11px sans-serif}\
</style>\
<defs><pattern id=\"h\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\">\
<rect width=\"6\" height=\"6\" fill=\"var(--none)\"/><rect width=\"2\" height=\"6\" fill=\"var(--page)\"/></pattern>\
<pattern id=\"d\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\">\
<rect width=\"6\" height=\"6\" fill=\"var(--some)\"/><circle cx=\"3\" cy=\"3\" r=\"1.4\" fill=\"var(--page)\"/></pattern></defs>";

const NOBODY: &str = "url(#h)";
const SOMETIMES: &str = "url(#d)";

/// The left edge and the top of a picture's field, in pixels.
const LEFT: i64 = 56;
const TOP: i64 = 24;

impl HeatMap {
    /// The map as a self-contained SVG document: a column for each piece of the day, a row for each weekday; each cell has a title that
    /// says what it is. Hatched: nobody; dotted: sometimes nobody; then by the least depth.
    #[must_use]
    pub fn svg(&self) -> String {
        let columns = i64::from(1_440 / self.step.max(1));
        let (wide, tall) = (960 / columns, 26);
        let title = format!("Coverage of the week in {}", self.timezone);
        let range = format!("{} to {} UTC, zone rules {}", self.from.minute(), self.to.minute(), self.tzdb);
        let mut picture = start(LEFT + 960 + 16, TOP + 7 * tall + 44, &title, &range);
        for (hour, x) in (0..=24).step_by(3).zip((0..).step_by(120)) {
            label(&mut picture, LEFT + x, TOP - 8, "middle", &format!("{hour:02}:00"));
        }
        for (y, row) in (TOP..).step_by(26).zip(&self.rows) {
            label(&mut picture, LEFT - 8, y + 17, "end", row.day);
            for (x, cell) in (0_i64..).zip(&row.cells) {
                let minutes = x * i64::from(self.step);
                let title = format!("{} {:02}:{:02}: {}", row.day, minutes / 60, minutes % 60, told(cell));
                let at = ((LEFT + x * wide) * 100, y * 100);
                picture.rect(at, (wide * 100 - 50, (tall - 2) * 100), fill(cell), &title);
            }
        }
        let legend = [
            (NOBODY, "nobody"),
            (SOMETIMES, "sometimes nobody"),
            ("var(--short)", "fewer than needed"),
            ("var(--one)", "1"),
            ("var(--two)", "2"),
            ("var(--many)", "3 or more"),
        ];
        key(&mut picture, TOP + 7 * tall + 14, &legend);
        picture.finish()
    }
}

fn fill(cell: &HeatCell) -> &'static str {
    match cell.letter() {
        ' ' => "var(--empty)",
        '.' => NOBODY,
        'o' => SOMETIMES,
        '-' => "var(--short)",
        '0' | '1' => "var(--one)",
        '2' => "var(--two)",
        _ => "var(--many)",
    }
}

impl Audit {
    /// The year as a self-contained SVG document: days from left to right, the hours of UTC from top to bottom; where nobody is on it is
    /// hatched. Each change of the clocks is a line, so that the steps it makes are seen at a glance.
    #[must_use]
    pub fn svg(&self) -> String {
        let Ok(year) = year_range(self.year) else { return String::new() };
        let days = year.length() / DAY;
        let (wide, tall) = (days * 3, 240);
        let title = format!("Seams of {}", self.year);
        let told =
            format!("uncovered {} on {} days, zone rules {}", self.uncovered_minutes, self.days_with_gaps, self.tzdb);
        let mut picture = start(LEFT + wide + 16, TOP + tall + 44, &title, &told);
        picture.rect((LEFT * 100, TOP * 100), (wide * 100, tall * 100), "var(--one)", "somebody is on");
        for (hour, y) in (0..=24).step_by(6).zip((TOP..).step_by(60)) {
            label(&mut picture, LEFT - 8, y + 4, "end", &format!("{hour:02}:00"));
        }
        for month in 1..=12_u32 {
            let first = chrono::NaiveDate::from_ymd_opt(self.year, month, 1).map(crate::time::civil::day_number);
            let x = first.map_or(0, |d| (i64::from(d) - year.start / DAY) * 3);
            label(&mut picture, LEFT + x, TOP - 8, "start", &format!("{month:02}"));
        }
        for (first, count, hours) in blocks(&self.gaps, year.start) {
            let at = ((LEFT + first * 3) * 100, TOP * 100 + hours.start * 1_000 / HOUR);
            let size = (count * 300, hours.length() * 1_000 / HOUR);
            let title = format!(
                "nobody for {} on {count} days, {:02}:{:02} UTC",
                Minutes(hours.length()),
                hours.start / HOUR,
                hours.start % HOUR / 60_000_000
            );
            picture.rect(at, size, NOBODY, &title);
        }
        for change in &self.transitions {
            let x = LEFT * 100 + (change.at.micros() - year.start) / (DAY / 300);
            let told = format!("{} {}", change.at.minute(), change.zone);
            let x = hundredths(x);
            picture.add(format_args!(
                "<line x1=\"{x}\" y1=\"{TOP}\" x2=\"{x}\" y2=\"{}\" stroke=\"var(--ink)\" stroke-width=\"1\" stroke-dasharray=\"4 3\"><title>{}</title></line>",
                TOP + tall,
                escape(&told)
            ));
        }
        key(
            &mut picture,
            TOP + tall + 14,
            &[(NOBODY, "nobody"), ("var(--one)", "somebody"), ("var(--ink)", "clocks change")],
        );
        picture.finish()
    }
}

/// Gaps cut at the midnights of UTC, those at the same hours on days in a row as one: first day, how many, hours.
fn blocks(gaps: &[TimeSegment], start: i64) -> Vec<(i64, i64, TimeSegment)> {
    let mut found: Vec<(i64, i64, TimeSegment)> = Vec::new();
    for gap in gaps {
        let mut from = gap.start;
        while from < gap.end {
            let day = (from - start).div_euclid(DAY);
            let midnight = start + day * DAY;
            let to = gap.end.min(midnight + DAY);
            let hours = TimeSegment::new(from - midnight, to - midnight);
            // Two gaps a day are two rows of blocks.
            match found.iter_mut().rev().take(8).find(|b| b.2 == hours && b.0 + b.1 == day) {
                Some(block) => block.1 += 1,
                None => found.push((day, 1, hours)),
            }
            from = to;
        }
    }
    found
}

fn start(width: i64, height: i64, title: &str, description: &str) -> Picture {
    let mut picture = Picture::new(width, height, title, description);
    picture.add(STYLE);
    picture.add(format_args!("<rect width=\"{width}\" height=\"{height}\" fill=\"var(--page)\"/>"));
    picture
}

fn label(picture: &mut Picture, x: i64, y: i64, anchor: &str, text: &str) {
    picture.add(format_args!("<text x=\"{x}\" y=\"{y}\" text-anchor=\"{anchor}\">{}</text>", escape(text)));
}

fn key(picture: &mut Picture, y: i64, entries: &[(&str, &str)]) {
    for (x, (fill, text)) in (LEFT..).step_by(140).zip(entries) {
        picture.add(format_args!("<rect x=\"{x}\" y=\"{y}\" width=\"14\" height=\"14\" fill=\"{fill}\"/>"));
        label(picture, x + 20, y + 11, "start", text);
    }
}
