//! The work every peer gets: Mon-Fri 09:00-17:30 Berlin, twelve holidays a year, random spans of an hour to thirty days.

/// Pairs and amounts, seconds since 1970 (every peer can say seconds).
pub struct Inputs {
    pub starts: Vec<i64>,
    pub ends: Vec<i64>,
    pub hours: Vec<i64>,
}

/// A small generator with a fixed seed (xorshift64*), so that runs compare.
pub struct Rng(u64);

impl Rng {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub fn below(&mut self, n: i64) -> i64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 1) as i64 % n
    }
}

const FROM: i64 = 1_704_067_200; // 2024-01-01T00:00:00Z
const UNTIL: i64 = 1_796_083_200; // 2026-12-01T00:00:00Z

impl Inputs {
    pub fn random(n: usize) -> Self {
        let mut rng = Rng::new(20_240_501);
        let starts: Vec<i64> = (0..n).map(|_| FROM + rng.below(UNTIL - FROM)).collect();
        let ends = starts.iter().map(|s| s + 3_600 + rng.below(30 * 86_400 - 3_600)).collect();
        let hours = (0..n).map(|_| 1 + rng.below(80)).collect();
        Self { starts, ends, hours }
    }

    /// All spans of one length.
    pub fn span(n: usize, seconds: i64) -> Self {
        let mut inputs = Self::random(n);
        inputs.ends = inputs.starts.iter().map(|s| s + seconds).collect();
        inputs
    }
}

/// Berlin's public holidays with 24 and 31 December, of `years`: `YYYY-MM-DD`.
pub fn holidays(years: std::ops::RangeInclusive<i64>) -> Vec<String> {
    let mut out = Vec::new();
    for y in years {
        let easter = easter(y);
        for (m, d) in [(1, 1), (3, 8), (5, 1), (10, 3), (12, 24), (12, 25), (12, 26), (12, 31)] {
            out.push(format!("{y:04}-{m:02}-{d:02}"));
        }
        for offset in [-2, 1, 39, 50] {
            out.push((easter + jiff::Span::new().days(offset)).to_string());
        }
    }
    out.sort();
    out
}

/// The anonymous Gregorian computus.
fn easter(y: i64) -> jiff::civil::Date {
    let (a, b, c) = (y % 19, y / 100, y % 100);
    let (d, e, f) = (b / 4, b % 4, (b + 8) / 25);
    let g = (b - f + 1) / 3;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let n = h + l - 7 * m + 114;
    jiff::civil::date(y as i16, (n / 31) as i8, (n % 31 + 1) as i8)
}
