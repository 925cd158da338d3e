//! The interval of a count that varies more than chance alone: the negative binomial distribution.

/// A count with this mean, and a variance of `mean + excess * mean²`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Spread {
    mean: f64,
    excess: f64,
}

/// Above this standard deviation counts are so many that a smooth distribution stands for them.
const SMOOTH: f64 = 200.0;
/// What is rarer by this much than the most frequent count is left out.
const RARE: f64 = 1e-18;

impl Spread {
    pub(super) fn new(mean: f64, excess: f64) -> Self {
        Self { mean, excess }
    }

    /// The counts that are passed below and above with half of what the confidence leaves; `z` is its normal quantile.
    pub(super) fn interval(self, z: f64, confidence: f64) -> (u64, u64) {
        let tail = (1.0 - confidence) / 2.0;
        if self.mean <= 0.0 {
            return (0, 0);
        }
        if (self.mean + self.excess * self.mean * self.mean).sqrt() > SMOOTH {
            return (whole(self.smooth(-z)), whole(self.smooth(z)));
        }
        let (first, weights) = self.weights();
        let all: f64 = weights.iter().sum();
        let at = |share: f64| {
            let mut sum = 0.0;
            let place = weights.iter().take_while(|w| {
                sum += **w;
                sum < share * all
            });
            first + u64::try_from(place.count()).unwrap_or(0)
        };
        (at(tail), at(1.0 - tail))
    }

    /// Wilson and Hilferty's approximation of a gamma distribution with the same mean and variance.
    fn smooth(self, z: f64) -> f64 {
        let relative = 1.0 / self.mean + self.excess; // the variance over the mean's square
        let root = 1.0 - relative / 9.0 + z * relative.sqrt() / 3.0;
        self.mean * root.max(0.0).powi(3)
    }

    /// How frequent counts are, from the first that is not too rare on, over that of the most frequent.
    fn weights(self) -> (u64, Vec<f64>) {
        let mode = whole((self.mean * (1.0 - self.excess)).floor());
        // P(k + 1) / P(k), for the Poisson distribution mean / (k + 1).
        let up = |k: u64| {
            let k = crate::metrics::stats::number(k);
            self.mean * (1.0 + self.excess * k) / ((1.0 + self.excess * self.mean) * (k + 1.0))
        };
        let mut below = Vec::new();
        let (mut k, mut weight) = (mode, 1.0);
        while k > 0 && weight > RARE {
            k -= 1;
            weight /= up(k);
            below.push(weight);
        }
        below.reverse();
        let mut weights = below;
        weights.push(1.0);
        let (mut above, mut weight) = (mode, 1.0);
        while weight > RARE {
            weight *= up(above);
            above += 1;
            weights.push(weight);
        }
        (k, weights)
    }
}

/// A count from a number that is one.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // clamped
fn whole(value: f64) -> u64 {
    value.round().clamp(0.0, 1e15) as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bounds_are_those_of_the_tables() {
        // The first counts at which the exact sum of the probabilities reaches 0.025 and 0.975: Poisson, and the negative binomial with
        // n = 1 / excess, p = n / (n + mean), C(k + n - 1, k) p^n (1 - p)^k, summed as fractions.
        for (mean, excess, expected) in [
            (0.1, 0.0, (0, 1)),
            (1.0, 0.0, (0, 3)),
            (4.0, 0.0, (1, 8)),
            (20.0, 0.0, (12, 29)),
            (20.0, 0.1, (7, 37)),
            (4.0, 1.0, (0, 16)),
            (0.0, 0.5, (0, 0)),
        ] {
            assert_eq!(Spread::new(mean, excess).interval(1.959_963_984_540_054, 0.95), expected, "{mean} {excess}");
        }
    }

    #[test]
    fn great_counts_go_on_where_small_ones_end() {
        let z = 1.959_963_984_540_054;
        for (mean, excess) in [(39_000.0, 0.0), (900.0, 0.048), (2_000.0, 0.009)] {
            let of = Spread::new(mean, excess);
            let (lo, hi) = of.interval(z, 0.95);
            let near = |count: u64, smooth: f64| (crate::metrics::stats::number(count) - smooth).abs() < 3.0;
            assert!(near(lo, of.smooth(-z)) && near(hi, of.smooth(z)), "{lo} {hi} {} {}", of.smooth(-z), of.smooth(z));
        }
    }
}
