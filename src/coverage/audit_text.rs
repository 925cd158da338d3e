//! The audit of a year as text for people.

use super::answer::Minutes;
use super::audit::{Audit, Fix, Seam, SeamRegime};
use std::fmt;

/// As many runs of one gap are listed by their dates; of more, each gap once.
const LISTED: usize = 12;

impl fmt::Display for Audit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "{}: uncovered {} on {} days, covered twice {}",
            self.year, self.uncovered_minutes, self.days_with_gaps, self.double_covered_minutes
        )?;
        if let (Some(first), Some(last)) = (&self.first_gap, &self.last_gap) {
            let (first, last) = (first.from.minute(), last.to.minute());
            writeln!(
                f,
                "{} gaps from {first} to {last} UTC, the longest {}",
                self.gap_count, self.longest_gap_minutes
            )?;
        }
        if let Some(unmet) = &self.requirements {
            match unmet.gap_count {
                0 => writeln!(f, "requirements are met all year")?,
                n => {
                    writeln!(f, "requirements are short in {n} gaps, {} in all (`gaps` says why)", unmet.short_minutes)?
                }
            }
        }
        self.seams.iter().try_for_each(|seam| seam.fmt(f))?;
        for change in &self.transitions {
            let sign =
                |min: i32| format!("{}{:02}:{:02}", if min < 0 { '-' } else { '+' }, min.abs() / 60, min.abs() % 60);
            let (before, after) = (sign(change.offset_before_min), sign(change.offset_after_min));
            writeln!(f, "{} {} clocks from {before} to {after}", change.at.minute(), change.zone)?;
        }
        for drop in &self.dropped {
            writeln!(f, "{} has no shift on {}: the wall clock leaves it no time", drop.shift, drop.date)?;
        }
        writeln!(f, "zone rules {}", self.tzdb)
    }
}

impl fmt::Display for Fix {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Fix::EndLater { shift, minutes, becomes, .. } => write!(f, "{shift} ends {minutes} later, at {becomes}"),
            Fix::StartEarlier { shift, minutes, becomes, .. } => {
                write!(f, "{shift} starts {minutes} earlier, at {becomes}")
            }
            Fix::SeasonalTemplate { shift, minutes } => {
                write!(f, "{shift} gets a seasonal template, or somebody stands in for {minutes}")
            }
        }
    }
}

impl fmt::Display for Seam {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{} hands over to {}", self.from, self.to)?;
        match self.regimes.len() {
            0 => writeln!(f, "  never: one of them has no hand-off in this year")?,
            n if n <= LISTED => self.regimes.iter().try_for_each(|r| line(f, r, ""))?,
            _ => by_gap(&self.regimes).iter().try_for_each(|r| line(f, r, ", on and off"))?,
        }
        self.fix.as_ref().map_or(Ok(()), |fix| writeln!(f, "  closed all year if {fix}"))
    }
}

fn line(f: &mut fmt::Formatter<'_>, r: &SeamRegime, how: &str) -> fmt::Result {
    let (gap, nobody) = (r.gap_minutes, r.uncovered_minutes);
    let what = match gap.0 {
        0 => "exactly".to_owned(),
        n if n < 0 => format!("{} together", Minutes(-n)),
        _ if nobody.0 == 0 => format!("{gap} between them, others are on"),
        n if nobody.0 == n.saturating_mul(i64::from(r.count)) => format!("{gap} NOBODY"),
        _ => format!("{gap} between them, NOBODY for {nobody} in all"),
    };
    let (first, last) = (r.first_handoff.utc().date_naive(), r.last_handoff.utc().date_naive());
    writeln!(f, "  {first} to {last}  {:>4} times{how}  {what}", r.count)
}

/// The hand-offs of each gap together, whether they follow each other or not.
fn by_gap(regimes: &[SeamRegime]) -> Vec<SeamRegime> {
    let mut found: Vec<SeamRegime> = Vec::new();
    for one in regimes {
        match found.iter_mut().find(|known| known.gap_minutes == one.gap_minutes) {
            Some(known) => {
                known.last_handoff = one.last_handoff;
                known.uncovered_minutes.0 += one.uncovered_minutes.0;
                known.count += one.count;
            }
            None => found.push(one.clone()),
        }
    }
    found
}
