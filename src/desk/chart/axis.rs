//! A field with a scale on either side.

use super::{Anchor, line, note, place, plain};
use crate::svg::Picture;

/// Where the field of a picture lies, and what its edges stand for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Field {
    pub(super) left: f64,
    pub(super) top: f64,
    pub(super) width: f64,
    pub(super) height: f64,
    /// What its left and right edges are.
    pub(super) x: (f64, f64),
    /// What its lower and upper edges are.
    pub(super) y: (f64, f64),
}

impl Field {
    /// A field in a picture of so many pixels.
    pub(super) fn new(width: f64, height: f64, x: (f64, f64), y: (f64, f64)) -> Self {
        let (left, top) = (56.0, 14.0);
        Self { left, top, width: width - left - 14.0, height: height - top - 30.0, x: wide(x), y: wide(y) }
    }

    pub(super) fn x(&self, value: f64) -> i64 {
        place(self.left + (value - self.x.0) / (self.x.1 - self.x.0) * self.width)
    }

    pub(super) fn y(&self, value: f64) -> i64 {
        place(self.top + (self.y.1 - value) / (self.y.1 - self.y.0) * self.height)
    }

    pub(super) fn at(&self, x: f64, y: f64) -> (i64, i64) {
        (self.x(x), self.y(y))
    }

    pub(super) fn bottom(&self) -> i64 {
        place(self.top + self.height)
    }

    pub(super) fn right(&self) -> i64 {
        place(self.left + self.width)
    }

    /// Lines across at round values, each with its number.
    pub(super) fn rows(&self, picture: &mut Picture, word: impl Fn(f64) -> String) {
        for value in ticks(self.y, 5) {
            let y = self.y(value);
            line(picture, (place(self.left), y), (self.right(), y), "stroke=\"var(--line)\"", "");
            note(picture, (place(self.left - 6.0), y + 400), Anchor::End, &word(value));
        }
    }

    /// Numbers along the foot at round values.
    pub(super) fn columns(&self, picture: &mut Picture, word: impl Fn(f64) -> String) {
        for value in ticks(self.x, 8) {
            note(picture, (self.x(value), self.bottom() + 1_800), Anchor::Middle, &word(value));
        }
    }

    /// A straight line across at a value, with its word at the right end.
    pub(super) fn across(&self, picture: &mut Picture, value: f64, stroke: &str, title: &str) {
        let y = self.y(value);
        line(picture, (place(self.left), y), (self.right(), y), stroke, &format!("{title}: {}", plain(value)));
    }
}

/// A range that has a length.
fn wide((from, to): (f64, f64)) -> (f64, f64) {
    if to > from { (from, to) } else { (from - 0.5, from + 0.5) }
}

/// Round values within a range: steps of 1, 2 or 5 times a power of ten, about so many.
pub(super) fn ticks((from, to): (f64, f64), about: u32) -> Vec<f64> {
    let least = (to - from) / f64::from(about);
    if !(least.is_finite() && least > 0.0) {
        return Vec::new();
    }
    let mut power = 1.0;
    while power * 10.0 <= least {
        power *= 10.0;
    }
    while power > least && power > 1e-12 {
        power /= 10.0;
    }
    let step = [1.0, 2.0, 5.0, 10.0].into_iter().map(|m| m * power).find(|s| *s >= least).unwrap_or(least);
    let first = (from / step).ceil();
    (0_u32..=about * 3).map(|i| (first + f64::from(i)) * step).take_while(|v| *v <= to + step * 1e-9).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_round() {
        for (range, expected) in [
            ((0.0, 10.0), vec![0.0, 2.0, 4.0, 6.0, 8.0, 10.0]),
            ((0.0, 0.9), vec![0.0, 0.2, 0.4, 0.6, 0.8]),
            ((-130.0, 470.0), vec![0.0, 200.0, 400.0]),
            ((3.0, 3.0), vec![]),
        ] {
            let found = ticks(range, 5);
            assert_eq!(found.len(), expected.len(), "{found:?}");
            assert!(found.iter().zip(&expected).all(|(a, b)| (a - b).abs() < 1e-9), "{found:?}");
        }
    }
}
