//! How the digits of an amount of money differ from those of a plain number: what CLDR has and ICU4X 2.3 does not carry.

use super::super::locale::Locale;

/// The digits of money in one locale.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Shape {
    /// A sign of plain numbers and the one that money has in its place (`currencyGroup`).
    sign: Option<(char, &'static str)>,
    standard: bool,
    accounting: bool,
}

impl Shape {
    /// Puts the signs of money into the digits that begin at `start`.
    pub(super) fn mend(self, out: &mut String, start: usize) {
        if let Some((plain, own)) = self.sign {
            let mended = out.get(start..).unwrap_or("").replace(plain, own);
            out.truncate(start);
            out.push_str(&mended);
        }
    }

    /// Whether money is grouped by thousands where plain numbers are grouped by lakhs.
    pub(super) fn by_thousands(self, accounting: bool) -> bool {
        if accounting { self.accounting } else { self.standard }
    }
}

/// Locales that write lakhs in numbers and thousands in money, from the patterns of CLDR 48.2; the rest of the list only in accounting.
const THOUSANDS: [&str; 3] = ["ml", "mr", "or"];
const THOUSANDS_IN_ACCOUNTING: [&str; 6] = ["as", "brx", "pa", "sa", "ta", "te"];

/// What a locale has.
pub(super) fn of(locale: &Locale) -> Shape {
    let (language, region) = (locale.language(), locale.region());
    let standard = THOUSANDS.contains(&language);
    Shape {
        sign: ((language, region) == ("de", Some("AT"))).then_some(('\u{a0}', ".")),
        standard,
        accounting: standard || THOUSANDS_IN_ACCOUNTING.contains(&language) || (language, region) == ("en", Some("IN")),
    }
}

/// Commas between thousands. The locales that need it write a comma and a point, whatever their digits.
pub(super) fn by_thousands(digits: &str) -> String {
    let whole = digits.split('.').next().unwrap_or(digits);
    let count = whole.chars().count();
    let mut out = String::with_capacity(digits.len() + count / 3);
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (count - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out.push_str(digits.get(whole.len()..).unwrap_or(""));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_on_paper() {
        for (plain, grouped) in
            [("1", "1"), ("999", "999"), ("1000", "1,000"), ("1234567.891", "1,234,567.891"), ("१२३४", "१,२३४")]
        {
            assert_eq!(by_thousands(plain), grouped);
        }
    }
}
