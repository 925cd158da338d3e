//! The named values of one text, from code or from JSON.

use super::limits::MAX_ARGS;
use super::value::Arg;
use crate::{Error, Result};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value;
use std::borrow::Cow;

/// The arguments of one text by name (without `$`).
///
/// ```
/// use sundesk::args;
/// use sundesk::{money::Money, template::{Arg, Args}};
/// let args = args! { name: "Ana", count: 3, refund: Money::parse("12.50", "EUR")? };
/// assert_eq!(args.get("count"), Some(&Arg::Int(3)));
/// let same: Args = serde_json::from_str(
///     r#"{"name": "Ana", "count": 3, "refund": {"type": "money", "amount": "12.50", "currency": "EUR"}}"#,
/// )?;
/// assert_eq!(args, same);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Args(Vec<(Cow<'static, str>, Arg)>);

/// Arguments by name: `args! { name: "Ana", count: 3 }`. Values are anything that turns into an [`Arg`].
#[macro_export]
macro_rules! args {
    () => { $crate::template::Args::new() };
    ($($name:ident : $value:expr),+ $(,)?) => {{
        let mut args = $crate::template::Args::new();
        $( args.set(stringify!($name), $value); )+
        args
    }};
}

impl Args {
    /// No arguments.
    #[must_use]
    pub fn new() -> Self {
        Self(Vec::new())
    }

    /// Sets one argument, replacing one of the same name.
    pub fn set(&mut self, name: impl Into<Cow<'static, str>>, value: impl Into<Arg>) -> &mut Self {
        let (name, value) = (name.into(), value.into());
        match self.position(&name) {
            Ok(at) => {
                if let Some(slot) = self.0.get_mut(at) {
                    slot.1 = value;
                }
            }
            Err(at) => {
                if self.0.is_empty() {
                    self.0.reserve(4);
                }
                self.0.insert(at, (name, value));
            }
        }
        self
    }

    /// The argument of a name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Arg> {
        self.0.get(self.position(name).ok()?).map(|(_, value)| value)
    }

    /// Where a name stands, or where it would: the arguments are kept in the order of their names.
    fn position(&self, name: &str) -> Result<usize, usize> {
        self.0.binary_search_by(|(n, _)| n.as_ref().cmp(name))
    }

    /// Names and values in the order of the names.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Arg)> {
        self.0.iter().map(|(name, value)| (name.as_ref(), value))
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Reads a JSON object; the forms of values are those of [`Arg::from_json`].
    ///
    /// # Errors
    /// The path of the error is the argument's name. More than 256 arguments are over the limit.
    pub fn from_json(json: &Value) -> Result<Self> {
        let object = json.as_object().ok_or_else(|| Error::invalid("args", json, "a JSON object"))?;
        if object.len() > MAX_ARGS {
            return Err(Error::limit("args", object.len(), format!("at most {MAX_ARGS} arguments")));
        }
        let mut args = Self(Vec::with_capacity(object.len()));
        for (name, value) in object {
            args.set(name.clone(), Arg::from_json(value).map_err(|e| e.at(name))?);
        }
        Ok(args)
    }
}

impl<N: Into<Cow<'static, str>>, A: Into<Arg>> FromIterator<(N, A)> for Args {
    fn from_iter<I: IntoIterator<Item = (N, A)>>(pairs: I) -> Self {
        let mut args = Self::new();
        for (name, value) in pairs {
            args.set(name, value);
        }
        args
    }
}

impl<'de> Deserialize<'de> for Args {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        Args::from_json(&Value::deserialize(deserializer)?).map_err(serde::de::Error::custom)
    }
}

impl Serialize for Args {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, value)| (name, value.to_json())))
    }
}
