//! Amounts of a unit of measure: `3 kilometers`, `12.5 MB/s`, `20 °C`.
//!
//! ICU4X 2.3 has no data for digital units, temperature, angle, percent and speed, and nothing for one unit per another; the five
//! categories it has would cost 1.2 MB. The patterns are therefore our own table, made from CLDR 48.2
//! (`docs/decisions/0084-units-from-cldr.md`); digits and plural forms are ICU4X's.

mod names;
mod table;

pub use names::Unit;

use super::super::value::NumberOptions;
use super::number::PluralCategory;
use super::relative::UnitWidth;
use super::{Formatter, no_data};
use crate::money::Decimal;
use crate::{Error, Result};

/// The plural forms of every unit, one unit of one language and width in a line.
static PATTERNS: &str = include_str!("patterns.txt");

/// What stands around an amount of one unit in one width.
#[derive(Debug)]
pub(super) struct UnitPattern {
    forms: Forms,
    /// `{0}/h`, when the unit is one per another.
    per: Option<String>,
}

/// One line of `patterns.txt`: the form `other`, then `|`, a letter and another form.
#[derive(Debug, Clone, Copy)]
struct Forms(&'static str);

impl Forms {
    fn starting_at(start: u32) -> Option<Self> {
        let rest = PATTERNS.get(usize::try_from(start).ok()?..)?;
        rest.split('\n').next().map(Self)
    }

    fn tagged(self, letter: char) -> Option<&'static str> {
        self.0.split('|').skip(1).find_map(|form| form.strip_prefix(letter))
    }

    fn of(self, category: PluralCategory) -> &'static str {
        let letter = match category {
            PluralCategory::Zero => 'z',
            PluralCategory::One => 'o',
            PluralCategory::Two => 't',
            PluralCategory::Few => 'f',
            PluralCategory::Many => 'm',
            PluralCategory::Other => return self.other(),
        };
        self.tagged(letter).unwrap_or_else(|| self.other())
    }

    fn other(self) -> &'static str {
        self.0.split('|').next().unwrap_or("{0}")
    }

    /// The pattern of an amount of something else per this unit.
    fn per(self) -> Option<&'static str> {
        self.tagged('/')
    }
}

impl Formatter {
    /// `3 kilometers`, `12.5 MB/s`, `20 °C`: digits by `options`, at most three after the point unless they say otherwise, the form
    /// by the digits that are shown (`1 hour`, `1.0 hours`). The style of `options`, its currency and `compact` are not looked at.
    ///
    /// # Errors
    /// Contradicting or excessive digits.
    ///
    /// ```
    /// use sundesk::template::{Formatter, NumberOptions, UnitWidth};
    /// let plain = NumberOptions::default();
    /// let polish = Formatter::new(&"pl".parse()?);
    /// assert_eq!(polish.unit(22.into(), "minute".parse()?, UnitWidth::Long, &plain)?, "22 minuty");
    /// let german = Formatter::new(&"de".parse()?);
    /// assert_eq!(german.unit("12.5".parse()?, "megabyte-per-second".parse()?, UnitWidth::Short, &plain)?, "12,5 MB/s");
    /// # Ok::<(), sundesk::Error>(())
    /// ```
    pub fn unit(&self, value: Decimal, unit: Unit, width: UnitWidth, options: &NumberOptions) -> Result<String> {
        let mut out = String::new();
        self.write_unit(&mut out, value, unit, width, options).map_err(|e| Error::invalid("unit", value, e))?;
        Ok(out)
    }

    pub(in crate::template) fn write_unit(
        &self,
        out: &mut String,
        value: Decimal,
        unit: Unit,
        width: UnitWidth,
        options: &NumberOptions,
    ) -> std::result::Result<(), String> {
        let options = NumberOptions { style: Default::default(), compact: None, ..*options };
        let visible = self.visible(value, &options)?;
        if unit.is_percent() && width != UnitWidth::Long {
            // As ECMA-402 has it: the sign and its place are those of a percentage.
            return self.write_percentage(out, visible, &options);
        }
        let pattern =
            self.0.units.get((unit, width), || self.unit_pattern(unit, width).ok_or_else(|| no_data("units")))?;
        let (start, end) = pattern.per.as_deref().map_or(("", None), around);
        let (before, after) = around(pattern.forms.of(self.plural_of_visible(visible, false)));
        out.push_str(start);
        out.push_str(before);
        if let Some(after) = after {
            self.write_digits(out, visible, &options)?;
            out.push_str(after);
        }
        out.push_str(end.unwrap_or(""));
        Ok(())
    }

    fn unit_pattern(&self, unit: Unit, width: UnitWidth) -> Option<UnitPattern> {
        let row = self.unit_row(width)?;
        let forms = |column: usize| Forms::starting_at(*row.get(column)?);
        let (of, per) = unit.columns();
        let per = match per {
            None => None,
            Some(per) => Some(per_pattern(forms(per)?, forms(names::PER)?)),
        };
        Some(UnitPattern { forms: forms(of)?, per })
    }

    /// The row of the locale or of the nearest of its parents that has one; the root locale has.
    fn unit_row(&self, width: UnitWidth) -> Option<&'static [u32; names::COLUMNS]> {
        let width = match width {
            UnitWidth::Long => 'l',
            UnitWidth::Short => 's',
            UnitWidth::Narrow => 'n',
        };
        self.inherited(|tag| {
            let name = format!("{tag} {width}");
            let at = table::ROWS.binary_search_by(|(row, _)| (*row).cmp(&name)).ok()?;
            table::ROWS.get(at).map(|(_, row)| row)
        })
    }
}

/// An amount per unit: the unit's own pattern (`{0}/h`), else the joining one with the unit's singular (UTS 35, "compound units").
fn per_pattern(unit: Forms, joining: Forms) -> String {
    if let Some(own) = unit.per() {
        return own.to_owned();
    }
    let singular = unit.of(PluralCategory::One).replace("{0}", "");
    joining.other().replace("{1}", singular.trim())
}

/// What stands before and after the amount; some forms name it themselves and have no place for digits (Arabic `ساعة`, one hour).
fn around(pattern: &str) -> (&str, Option<&str>) {
    match pattern.split_once("{0}") {
        Some((before, after)) => (before, Some(after)),
        None => (pattern, None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use icu_experimental::dimension::units::categorized_formatter::CategorizedFormatter;
    use icu_experimental::dimension::units::options::Width;
    use icu_experimental::measure::category::{CategorizedMeasureUnit, Duration};

    /// The one category that ICU4X 2.3 has and a help desk uses most: the same texts, in every locale of the table but those with a
    /// script of their own (`sr-Latn`), for which ICU4X has no plural rules.
    #[test]
    fn units_of_time_are_those_of_icu4x() {
        type Made = fn() -> CategorizedMeasureUnit<Duration>;
        let made: [(&str, Made); 7] = [
            ("second", Duration::second),
            ("minute", Duration::minute),
            ("hour", Duration::hour),
            ("day", Duration::day),
            ("week", Duration::week),
            ("month", Duration::month),
            ("year", Duration::year),
        ];
        let widths =
            [(UnitWidth::Long, Width::Long), (UnitWidth::Short, Width::Short), (UnitWidth::Narrow, Width::Narrow)];
        let mut tags: Vec<&str> = table::ROWS.iter().filter_map(|(name, _)| name.split(' ').next()).collect();
        tags.dedup();
        tags.retain(|tag| tag.parse::<super::super::Locale>().unwrap().script().is_none());
        let mut wrong = Vec::new();
        for tag in tags {
            let formatter = Formatter::new(&tag.parse().unwrap());
            for (name, icu) in made {
                for (width, icu_width) in widths {
                    let prefs = formatter.locale().icu().into();
                    let theirs = CategorizedFormatter::try_new_outlier(prefs, icu(), icu_width.into()).unwrap();
                    for number in ["1", "2", "3", "5", "11", "1.5", "-21"] {
                        let number: Decimal = number.parse().unwrap();
                        let unit = name.parse().unwrap();
                        let ours = formatter.unit(number, unit, width, &NumberOptions::default()).unwrap();
                        let theirs = theirs.format_fixed_decimal(&super::super::number::to_icu(number)).to_string();
                        if ours != theirs {
                            wrong.push(format!("{tag} {name} {width:?} {number}: {ours:?}, ICU4X {theirs:?}"));
                        }
                    }
                }
            }
        }
        assert!(wrong.is_empty(), "{}:\n{}", wrong.len(), wrong.join("\n"));
    }
}
