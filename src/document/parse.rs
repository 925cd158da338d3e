//! From text to a value: no key twice, not too deep; and in which line a part of it stands.

use serde::de::{self, DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};
use std::cell::{Cell, RefCell};
use std::fmt::{self, Write};

/// What ends a walk early.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum End {
    /// The text is not JSON, or has a key twice.
    #[default]
    Text,
    /// There is no room for a level more.
    Depth,
}

/// Why a text is no value, with the path to where the walk stood.
pub(super) struct Broken {
    pub(super) end: End,
    pub(super) path: String,
    pub(super) cause: serde_json::Error,
}

/// The value of a text, whose objects have each key once and stand no deeper in each other than there is room.
pub(super) fn parse(text: &str, room: usize) -> Result<Value, Broken> {
    walk(text, room, Walk { keep: true, ..Walk::default() })
}

/// The same, of which nothing is kept.
pub(super) fn check(text: &str, room: usize) -> Result<(), Broken> {
    walk(text, room, Walk::default()).map(|_| ())
}

fn walk(text: &str, room: usize, walk: Walk<'_>) -> Result<Value, Broken> {
    let mut reader = serde_json::Deserializer::from_str(text);
    let read = Part { walk: &walk, room, twice: false }.deserialize(&mut reader);
    let whole = read.and_then(|value| reader.end().map(|()| value));
    whole.map_err(|cause| Broken { end: walk.end.get(), path: walk.path.take(), cause })
}

/// The line in which the value at a path begins; of a path that leads nowhere, the line of what it would stand in.
pub(super) fn line_of(text: &str, path: &str, room: usize) -> u64 {
    let mut path = path;
    while !path.is_empty() {
        let walk = Walk { until: Some(path), ..Walk::default() };
        let mut reader = serde_json::Deserializer::from_str(text);
        let read = Part { walk: &walk, room, twice: false }.deserialize(&mut reader);
        if let Some(stopped) = read.err().filter(|_| walk.found.get()) {
            return u64::try_from(stopped.line()).unwrap_or(0);
        }
        path = path.rfind(['.', '[']).and_then(|at| path.get(..at)).unwrap_or_default();
    }
    let before = text.find(|c: char| !c.is_whitespace()).and_then(|at| text.get(..at)).unwrap_or_default();
    u64::try_from(before.matches('\n').count()).unwrap_or(0).saturating_add(1)
}

#[derive(Default)]
struct Walk<'p> {
    /// The path to where it stands; after a fault, to the fault.
    path: RefCell<String>,
    end: Cell<End>,
    /// Whether it brings the value home.
    keep: bool,
    /// The path to stop at.
    until: Option<&'p str>,
    found: Cell<bool>,
}

/// A step of a path.
enum Step<'k> {
    Key(&'k str),
    Item(usize),
}

impl Step<'_> {
    /// Appends it to a path, of which each document writes as many as it has values: without the machinery of formats where it can be.
    fn write(self, path: &mut String) {
        match self {
            Step::Key(key) => {
                if !path.is_empty() {
                    path.push('.');
                }
                path.push_str(key);
            }
            Step::Item(place) => {
                let written = write!(path, "[{place}]");
                debug_assert!(written.is_ok(), "a text takes what is written to it");
            }
        }
    }
}

/// The part of a document that the walk stands at.
#[derive(Clone, Copy)]
struct Part<'w> {
    walk: &'w Walk<'w>,
    room: usize,
    /// The key of this value stood in its object before.
    twice: bool,
}

impl Part<'_> {
    fn inside<E: de::Error>(self) -> Result<Self, E> {
        match self.room.checked_sub(1) {
            Some(room) => Ok(Self { room, twice: false, ..self }),
            None => {
                self.walk.end.set(End::Depth);
                Err(E::custom("too deep"))
            }
        }
    }

    /// Goes a step further, does something there, and comes back if that went well.
    fn step<T, E>(self, step: Step<'_>, there: impl FnOnce() -> Result<T, E>) -> Result<T, E> {
        let stood = self.walk.path.borrow().len();
        step.write(&mut self.walk.path.borrow_mut());
        let done = there()?;
        self.walk.path.borrow_mut().truncate(stood);
        Ok(done)
    }
}

impl<'de> DeserializeSeed<'de> for Part<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Value, D::Error> {
        if self.walk.until.is_some_and(|path| *self.walk.path.borrow() == path) {
            self.walk.found.set(true);
            return Err(de::Error::custom("here"));
        }
        if self.twice {
            return Err(de::Error::custom("its key stands twice"));
        }
        from.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Part<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any JSON value")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(Number::from_f64(value).map_or(Value::Null, Value::Number))
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(if self.walk.keep { Value::String(value.to_owned()) } else { Value::Null })
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Value, A::Error> {
        let inside = self.inside()?;
        let (mut items, mut count) = (Vec::new(), 0_usize);
        while let Some(item) = self.step(Step::Item(count), || list.next_element_seed(inside))? {
            count += 1;
            if self.walk.keep {
                items.push(item);
            }
        }
        Ok(Value::Array(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let inside = self.inside()?;
        let mut fields = Map::new();
        while let Some(key) = map.next_key::<String>()? {
            let part = Self { twice: fields.contains_key(&key), ..inside };
            let value = self.step(Step::Key(&key), || map.next_value_seed(part))?;
            fields.insert(key, value);
        }
        Ok(Value::Object(fields))
    }
}
