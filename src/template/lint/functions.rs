//! What the checks know about the built-in functions: their options and the types they take.

use crate::template::catalog::notes::VarType;

/// A function as the checks see it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Signature {
    pub(crate) name: &'static str,
    pub(crate) options: &'static [&'static str],
    /// Types of its first argument; empty for any.
    pub(crate) types: &'static [&'static str],
}

impl Signature {
    /// Whether a variable declared so can be its value.
    pub(crate) fn takes(&self, kind: VarType) -> bool {
        self.types.is_empty() || self.types.contains(&kind.argument_type())
    }
}

const NUMBERS: &[&str] = &[
    "type",
    "minimumIntegerDigits",
    "minimumFractionDigits",
    "maximumFractionDigits",
    "minimumSignificantDigits",
    "maximumSignificantDigits",
    "useGrouping",
    "compactDisplay",
];

/// The built-in functions.
pub(crate) const BUILT_IN: &[Signature] = &[
    Signature { name: "NUMBER", options: NUMBERS, types: &["number", "money"] },
    Signature { name: "PERCENT", options: NUMBERS, types: &["number"] },
    Signature { name: "MONEY", options: NUMBERS, types: &["money"] },
    Signature { name: "MONEY_CONVERTED", options: &["part"], types: &["money_converted"] },
    Signature {
        name: "DATETIME",
        options: &["dateStyle", "timeStyle", "hour", "minute", "timeZoneName"],
        types: &["datetime", "date"],
    },
    Signature { name: "RELATIVE", options: &["style", "numeric", "unit"], types: &["datetime", "date"] },
    Signature { name: "DURATION", options: &["style", "largest", "maximumUnits"], types: &["duration"] },
    Signature { name: "LIST", options: &["type", "style"], types: &["list"] },
    Signature { name: "UNIT", options: NUMBERS, types: &["number"] },
    Signature { name: "DEFAULT", options: &[], types: &[] },
    Signature { name: "URL", options: &[], types: &["string"] },
];

/// Options that only the developer sets; in a template they do nothing.
pub(crate) const DEVELOPER_OPTIONS: &[&str] = &[
    "timeZone",
    "calendar",
    "hourCycle",
    "hour12",
    "numberingSystem",
    "currency",
    "currencyDisplay",
    "currencySign",
    "style",
];

/// The built-in function of a name.
pub(crate) fn signature(name: &str) -> Option<&'static Signature> {
    BUILT_IN.iter().find(|f| f.name == name)
}
