//! Patterns of dates and times: compiled once, read by hand.

use crate::error::{Error, Result};
use crate::time::{SECOND, civil};
use chrono::{Datelike, NaiveDate};

/// A compiled pattern.
#[derive(Debug, Clone)]
pub(super) struct Pattern(Vec<Item>);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Item {
    Literal(u8),
    /// A blank, which newer programs write as a no-break space, and before AM and PM as a narrow one.
    Blank,
    Year,
    ShortYear,
    Month,
    MonthName,
    Day,
    Weekday,
    Hour,
    Hour12,
    Half,
    Minute,
    Second,
    Fraction,
    Offset,
    /// `T`, `t` or a space, as RFC 3339 allows between date and time.
    Between,
}

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];
const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

impl Pattern {
    /// # Errors
    /// `InvalidInput` for a directive that is not known, one that stands twice, or parts that make no date.
    pub(super) fn compile(format: &str) -> Result<Self> {
        if format == "rfc3339" {
            let Pattern(mut items) = Self::compile("%Y-%m-%dT%H:%M:%S%.f%:z")?;
            items.iter_mut().filter(|i| **i == Item::Literal(b'T')).for_each(|i| *i = Item::Between);
            return Ok(Pattern(items));
        }
        let mut items = Vec::new();
        let mut rest = format.as_bytes();
        loop {
            let (item, tail) = match rest {
                [] => break,
                [b'%', b'.', b'f', tail @ ..] => (Item::Fraction, tail),
                [b'%', b':', b'z', tail @ ..] => (Item::Offset, tail),
                [b'%', letter, tail @ ..] => (directive(*letter).ok_or_else(|| bad_pattern(format))?, tail),
                [b'%'] => return Err(bad_pattern(format)),
                [b' ', tail @ ..] => (Item::Blank, tail),
                [literal, tail @ ..] => (Item::Literal(*literal), tail),
            };
            items.push(item);
            rest = tail;
        }
        if is_whole(&items) { Ok(Pattern(items)) } else { Err(bad_pattern(format)) }
    }

    pub(super) fn has_offset(&self) -> bool {
        self.0.contains(&Item::Offset)
    }

    /// The parts of a text of this form; `None` for any other.
    pub(super) fn read(&self, text: &[u8]) -> Option<Parts> {
        let (mut parts, mut rest) = (Parts::default(), text);
        for item in &self.0 {
            rest = parts.take(*item, rest)?;
        }
        rest.is_empty().then_some(parts)
    }
}

/// Whether the items make one date and at most one time of day.
fn is_whole(items: &[Item]) -> bool {
    let count = |wanted: &[Item]| items.iter().filter(|i| wanted.contains(i)).count();
    let date = [&[Item::Year, Item::ShortYear][..], &[Item::Month, Item::MonthName], &[Item::Day]];
    let time = [
        &[Item::Hour, Item::Hour12][..],
        &[Item::Half],
        &[Item::Minute],
        &[Item::Second],
        &[Item::Fraction],
        &[Item::Offset],
        &[Item::Weekday],
    ];
    date.iter().all(|part| count(part) == 1)
        && time.iter().all(|part| count(part) <= 1)
        && count(&[Item::Hour12]) == count(&[Item::Half])
}

fn directive(letter: u8) -> Option<Item> {
    Some(match letter {
        b'Y' => Item::Year,
        b'y' => Item::ShortYear,
        b'm' => Item::Month,
        b'b' | b'B' => Item::MonthName,
        b'd' => Item::Day,
        b'a' | b'A' => Item::Weekday,
        b'H' => Item::Hour,
        b'I' => Item::Hour12,
        b'p' => Item::Half,
        b'M' => Item::Minute,
        b'S' => Item::Second,
        b'z' => Item::Offset,
        b'%' => Item::Literal(b'%'),
        _ => return None,
    })
}

fn bad_pattern(format: &str) -> Error {
    let expected = "rfc3339, unix_s, unix_ms, unix_us, excel, or a pattern with one each of %Y or %y, %m or %b, and %d, \
                    of %Y %y %m %b %d %a %H (or %I and %p) %M %S %.f %:z";
    Error::invalid("", format, expected)
}

/// What a text says of a date and a time of day.
#[derive(Default)]
pub(super) struct Parts {
    year: i32,
    month: u32,
    day: u32,
    weekday: Option<u32>,
    hour: u32,
    hour12: Option<u32>,
    afternoon: bool,
    minute: u32,
    second: u32,
    micros: i64,
    offset: Option<i64>,
}

impl Parts {
    /// Reads one item off the front and gives what is left.
    fn take<'t>(&mut self, item: Item, text: &'t [u8]) -> Option<&'t [u8]> {
        match item {
            Item::Literal(byte) => return text.strip_prefix(&[byte]),
            Item::Blank => return take_blank(text),
            Item::Between => return text.strip_prefix(b"T").or(text.strip_prefix(b"t")).or(text.strip_prefix(b" ")),
            Item::Half => return self.take_half(text),
            Item::Fraction => return self.take_fraction(text),
            Item::Offset => return self.take_offset(text),
            Item::Year => {
                let (year, rest) = digits(text, 4, 4)?;
                self.year = i32::try_from(year).ok()?;
                return Some(rest);
            }
            Item::ShortYear => {
                let (year, rest) = digits(text, 2, 2)?;
                self.year = i32::try_from(if year >= 69 { 1900 + year } else { 2000 + year }).ok()?;
                return Some(rest);
            }
            Item::MonthName => {
                let (month, rest) = take_name(text, &MONTHS)?;
                self.month = month + 1;
                return Some(rest);
            }
            Item::Weekday => {
                let (weekday, rest) = take_name(text, &WEEKDAYS)?;
                self.weekday = Some(weekday);
                return Some(rest);
            }
            _ => {}
        }
        let (value, rest) = digits(text, 1, 2)?;
        match item {
            Item::Month => self.month = value,
            Item::Day => self.day = value,
            Item::Hour => self.hour = value,
            Item::Hour12 => self.hour12 = Some(value),
            Item::Minute => self.minute = value,
            _ => self.second = value,
        }
        Some(rest)
    }

    fn take_half<'t>(&mut self, text: &'t [u8]) -> Option<&'t [u8]> {
        let (half, rest) = text.split_at_checked(2)?;
        self.afternoon = half.eq_ignore_ascii_case(b"PM");
        (self.afternoon || half.eq_ignore_ascii_case(b"AM")).then_some(rest)
    }

    fn take_fraction<'t>(&mut self, text: &'t [u8]) -> Option<&'t [u8]> {
        let Some(mut rest) = text.strip_prefix(b".") else { return Some(text) };
        let mut scale = SECOND;
        let mut any = false;
        while let [digit @ b'0'..=b'9', tail @ ..] = rest {
            scale /= 10; // what is finer than a microsecond is cut
            self.micros += i64::from(digit - b'0') * scale;
            (rest, any) = (tail, true);
        }
        any.then_some(rest)
    }

    /// `Z`, `+hh`, `+hhmm` or `+hh:mm`.
    fn take_offset<'t>(&mut self, text: &'t [u8]) -> Option<&'t [u8]> {
        let (sign, rest) = match text {
            [b'Z' | b'z', rest @ ..] => {
                self.offset = Some(0);
                return Some(rest);
            }
            [b'+', rest @ ..] => (1, rest),
            [b'-', rest @ ..] => (-1, rest),
            _ => return None,
        };
        let (hours, rest) = digits(rest, 2, 2)?;
        let (minutes, rest) = match rest {
            [b':', rest @ ..] => digits(rest, 2, 2)?,
            [b'0'..=b'9', ..] => digits(rest, 2, 2)?,
            _ => (0, rest),
        };
        if hours > 23 || minutes > 59 {
            return None;
        }
        self.offset = Some(sign * i64::from(hours * 3600 + minutes * 60) * SECOND);
        Some(rest)
    }

    /// The instant in microseconds: of UTC where there is an offset, else on the clock of the text.
    pub(super) fn instant(&self) -> Option<i64> {
        let hour = match self.hour12 {
            None => self.hour,
            Some(h @ 1..=12) => h % 12 + if self.afternoon { 12 } else { 0 },
            Some(_) => return None,
        };
        if hour > 23 || self.minute > 59 || self.second > 59 {
            return None;
        }
        let date = NaiveDate::from_ymd_opt(self.year, self.month, self.day)?;
        if self.weekday.is_some_and(|day| date.weekday().num_days_from_monday() != day) {
            return None;
        }
        let seconds =
            i64::from(civil::day_number(date)) * 86_400 + i64::from(hour * 3600 + self.minute * 60 + self.second);
        Some(seconds * SECOND + self.micros - self.offset.unwrap_or(0))
    }
}

/// A blank, a no-break space, or a narrow one.
fn take_blank(text: &[u8]) -> Option<&[u8]> {
    text.strip_prefix(b" ").or(text.strip_prefix("\u{a0}".as_bytes())).or(text.strip_prefix("\u{202f}".as_bytes()))
}

/// The place of a name off the front, in full or by its first three letters (`Sept` too), in whatever case.
fn take_name<'t>(text: &'t [u8], names: &[&str]) -> Option<(u32, &'t [u8])> {
    for (place, name) in (0..).zip(names) {
        for length in [name.len(), 4, 3] {
            let short = length < name.len();
            if short && length == 4 && *name != "september" {
                continue;
            }
            let front = text.split_at_checked(length).filter(|(front, _)| {
                name.as_bytes().get(..length).is_some_and(|wanted| front.eq_ignore_ascii_case(wanted))
            });
            if let Some((_, rest)) = front {
                return Some((place, rest));
            }
        }
    }
    None
}

/// A number of `min` to `max` digits off the front, as many as there are.
fn digits(text: &[u8], min: usize, max: usize) -> Option<(u32, &[u8])> {
    let (mut value, mut count, mut rest) = (0, 0, text);
    while let [digit @ b'0'..=b'9', tail @ ..] = rest {
        if count == max {
            break;
        }
        value = value * 10 + u32::from(digit - b'0');
        (count, rest) = (count + 1, tail);
    }
    (count >= min).then_some((value, rest))
}
