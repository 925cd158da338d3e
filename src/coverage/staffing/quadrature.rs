//! Integrals of the density of the offered wait, which rises, peaks and falls: `exp` of a concave function.

/// The density of the offered wait up to a factor: exp(φ(x)), φ(x) = (λ/θ)(1 − e^(−θx)) − nμx, all rates per second.
#[derive(Debug, Clone, Copy)]
pub(super) struct Offered {
    /// λ.
    pub(super) arrivals: f64,
    /// θ: one over the mean patience.
    pub(super) leaving: f64,
    /// nμ.
    pub(super) serving: f64,
}

/// An integral as `value · exp(scale)`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scaled {
    pub(super) value: f64,
    pub(super) scale: f64,
}

impl Scaled {
    /// It times `exp(-scale)`.
    pub(super) fn over(self, scale: f64) -> f64 {
        self.value * (self.scale - scale).exp()
    }
}

/// Below `exp` of this the rest adds nothing.
const DROP: f64 = 60.0;
/// Panels on each side of the peak, where patience is long.
const PANELS: u32 = 32;

/// Nodes and weights of the Gauss–Legendre rule with 16 points, on one half.
const RULE: [(f64, f64); 8] = [
    (0.095_012_509_837_637_44, 0.189_450_610_455_068_5),
    (0.281_603_550_779_258_9, 0.182_603_415_044_923_6),
    (0.458_016_777_657_227_4, 0.169_156_519_395_002_54),
    (0.617_876_244_402_643_7, 0.149_595_988_816_576_73),
    (0.755_404_408_355_003, 0.124_628_971_255_533_87),
    (0.865_631_202_387_831_7, 0.095_158_511_682_492_78),
    (0.944_575_023_073_232_6, 0.062_253_523_938_647_89),
    (0.989_400_934_991_649_9, 0.027_152_459_411_754_095),
];

impl Offered {
    /// Where the density peaks: where as many come, less those who left, as are served.
    pub(super) fn peak(&self) -> f64 {
        let over = self.arrivals / self.serving;
        if over > 1.0 { over.ln() / self.leaving } else { 0.0 }
    }

    /// φ(from + by) − φ(from), for `by` of either sign.
    fn rise(&self, from: f64, by: f64) -> f64 {
        let coming = self.arrivals * (-self.leaving * from).exp();
        coming * (-(-self.leaving * by).exp_m1() / self.leaving) - self.serving * by
    }

    /// The integral of the density times `weight(x)` from `low` to `high`, which may be infinite.
    pub(super) fn integral(&self, low: f64, high: f64, weight: impl Fn(f64) -> f64) -> Scaled {
        let peak = self.peak().clamp(low, high);
        let scale = self.rise(0.0, peak);
        let mut value = 0.0;
        for (sign, bound) in [(-1.0, peak - low), (1.0, high - peak)] {
            let reach = self.reach(peak, sign, bound);
            if reach > 0.0 {
                value += self.half(peak, sign, reach, &weight);
            }
        }
        Scaled { value, scale }
    }

    /// How far from the peak the density has fallen by `exp(-DROP)`, within `bound`.
    fn reach(&self, peak: f64, sign: f64, bound: f64) -> f64 {
        let falls = |by: f64| -self.rise(peak, sign * by) >= DROP;
        if bound <= 0.0 || bound.is_finite() && !falls(bound) {
            return bound.max(0.0);
        }
        let mut far = 1.0 / self.serving;
        while !falls(far) && far < bound {
            far *= 2.0;
        }
        let (mut near, mut far) = (0.0, far.min(bound));
        // A reach that is right to a part in a thousand will do.
        for _ in 0..10 {
            let middle = near + (far - near) / 2.0;
            if falls(middle) { far = middle } else { near = middle }
        }
        far
    }

    fn half(&self, peak: f64, sign: f64, reach: f64, weight: &impl Fn(f64) -> f64) -> f64 {
        let (wide, patience) = (reach / f64::from(PANELS), 1.0 / self.leaving);
        let (mut sum, mut at) = (0.0, 0.0);
        while at < reach {
            // Density and weights change with e^(−θx): while that is not nothing, a panel is two patiences at most.
            let nearest = (peak + sign * at).min(peak + sign * (at + wide));
            let step = if nearest < 45.0 * patience { wide.min(2.0 * patience) } else { wide };
            let end = if at + step * 1.000_001 >= reach { reach } else { at + step };
            let (middle, half) = (at + (end - at) / 2.0, (end - at) / 2.0);
            for (node, share) in RULE {
                for by in [middle - half * node, middle + half * node] {
                    let x = peak + sign * by;
                    sum += share * half * self.rise(peak, sign * by).exp() * weight(x);
                }
            }
            at = end;
        }
        sum
    }
}
