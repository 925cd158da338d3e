//! [`MetricSpec`]: a definition as data, and the measure it becomes. A metric is one file in `measure/` and one line in [`METRICS`].

use super::acc::AttainmentRule;
use super::codec::{Reader, corrupt};
use super::columns::Batch;
use super::facts::ResolutionVariant;
use super::figure::{Figure, Figures, View};
use super::measure;
use super::state::State;
use crate::document;
use crate::error::{Error, ErrorKind, Result};
use crate::spelling::nearest;
use crate::ticket::HistoryPart;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{DeserializeOwned, Error as _};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};
use std::any::Any;
use std::borrow::Cow;
use std::fmt::{self, Debug};
use std::sync::Arc;

/// A metric as its author writes it: fields, a state, and what one sees and tells. Everything else follows ([`Measure`]).
pub trait Metric: Serialize + DeserializeOwned + JsonSchema + Debug + Clone + Send + Sync + 'static {
    /// The word under `metric`.
    const NAME: &'static str;
    /// What it counts.
    type State: State;

    /// Whether the fields fit together.
    ///
    /// # Errors
    /// With the path of the field that does not.
    fn check(&self) -> Result<()> {
        Ok(())
    }

    /// Which of its definitions it is.
    fn variant(&self) -> String;

    /// What it needs besides the facts of a ticket.
    fn needs(&self) -> Vec<Need> {
        Vec::new()
    }

    /// What of a ticket's history it takes and a log may not tell: then it sees each ticket as left out, for
    /// [`Exclusion::Unknown`](super::Exclusion::Unknown), and has no figures.
    fn takes(&self) -> &'static [HistoryPart] {
        &[]
    }

    /// Sees some tickets.
    fn see(&self, state: &mut Self::State, rows: &Batch<'_>);

    /// Tells its figures.
    ///
    /// # Errors
    /// As [`wilson`](super::wilson), for the confidence of the view.
    fn figures(&self, state: &Self::State, out: &mut Figures<'_>) -> Result<()>;
}

/// What a metric needs besides the facts of a ticket.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Need {
    /// A number of the host: an attribute of the log, or a column given with the tickets.
    Number(String),
    /// Business time of resolutions.
    Business(ResolutionVariant),
    /// What became of a promise, counted so.
    Verdicts(AttainmentRule),
    /// The reply times of each ticket.
    ReplyTimes,
}

/// A metric whose type is forgotten.
pub trait Measure: Debug + Send + Sync {
    /// The word under `metric`.
    fn name(&self) -> &'static str;
    /// Which of its definitions it is.
    fn variant(&self) -> String;
    /// Its fields, all of them.
    fn fields(&self) -> Value;
    /// What it needs.
    fn needs(&self) -> Vec<Need>;
    /// What of a ticket's history it takes.
    fn takes(&self) -> &'static [HistoryPart];
    /// An accumulator that saw nothing.
    fn empty(&self, fingerprint: Fingerprint) -> Box<dyn Acc>;
    /// Sees some tickets: one virtual call a batch.
    ///
    /// # Errors
    /// [`ErrorKind::Incompatible`] for an accumulator of another metric.
    fn see(&self, acc: &mut dyn Acc, rows: &Batch<'_>) -> Result<()>;
    /// Its figures.
    ///
    /// # Errors
    /// As [`see`](Self::see), and those of [`Metric::figures`].
    fn figures(&self, acc: &dyn Acc, view: &View) -> Result<Vec<Figure>>;
    /// An accumulator from its bytes.
    ///
    /// # Errors
    /// [`ErrorKind::InvalidInput`] for bytes that are none.
    fn decode(&self, fingerprint: Fingerprint, from: &mut Reader<'_>) -> Result<Box<dyn Acc>>;
}

/// What a metric has seen so far.
pub trait Acc: Any + Debug + Send + Sync {
    /// The definition it counts for.
    fn fingerprint(&self) -> Fingerprint;
    /// Takes in what another one saw.
    ///
    /// # Errors
    /// [`ErrorKind::Incompatible`] for one of another definition.
    fn merge(&mut self, other: &dyn Acc) -> Result<()>;
    /// What is left when all that another one saw is taken out.
    ///
    /// # Errors
    /// As [`merge`](Self::merge) and [`State::without`].
    fn without(&self, other: &dyn Acc) -> Result<Box<dyn Acc>>;
    /// Appends its bytes, which depend on what it saw alone.
    fn encode(&self, out: &mut Vec<u8>);
}

/// 128 bits that tell definitions apart: the head of SHA-256 over the canonical JSON of the spec, defaults filled in, keys in order.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Fingerprint(pub [u8; 16]);

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl Debug for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

#[derive(Debug)]
struct Typed<S> {
    fingerprint: Fingerprint,
    state: S,
}

impl<S: State> Typed<S> {
    fn same<'a>(&self, other: &'a dyn Acc) -> Result<&'a Self> {
        let same = (other as &dyn Any).downcast_ref::<Self>().filter(|o| o.fingerprint == self.fingerprint);
        same.ok_or_else(|| foreign(self.fingerprint, other.fingerprint()))
    }
}

impl<S: State> Acc for Typed<S> {
    fn fingerprint(&self) -> Fingerprint {
        self.fingerprint
    }

    fn merge(&mut self, other: &dyn Acc) -> Result<()> {
        let state = &self.same(other)?.state;
        self.state.merge(state);
        Ok(())
    }

    fn without(&self, other: &dyn Acc) -> Result<Box<dyn Acc>> {
        let state = self.state.without(&self.same(other)?.state)?;
        Ok(Box::new(Self { fingerprint: self.fingerprint, state }))
    }

    fn encode(&self, out: &mut Vec<u8>) {
        self.state.encode(out);
    }
}

pub(crate) fn foreign(mine: Fingerprint, theirs: Fingerprint) -> Error {
    let told = format!("incompatible accumulators: one counts for the definition {mine}, the other for {theirs}");
    Error::new(ErrorKind::Incompatible, told)
}

impl<M: Metric> Measure for M {
    fn name(&self) -> &'static str {
        M::NAME
    }

    fn variant(&self) -> String {
        Metric::variant(self)
    }

    fn fields(&self) -> Value {
        serde_json::to_value(self).unwrap_or(Value::Null)
    }

    fn needs(&self) -> Vec<Need> {
        Metric::needs(self)
    }

    fn takes(&self) -> &'static [HistoryPart] {
        Metric::takes(self)
    }

    fn empty(&self, fingerprint: Fingerprint) -> Box<dyn Acc> {
        Box::new(Typed { fingerprint, state: M::State::default() })
    }

    fn see(&self, acc: &mut dyn Acc, rows: &Batch<'_>) -> Result<()> {
        let typed = (acc as &mut dyn Any).downcast_mut::<Typed<M::State>>();
        let typed = typed.ok_or_else(|| Error::new(ErrorKind::Incompatible, "an accumulator of another metric"))?;
        Metric::see(self, &mut typed.state, rows);
        Ok(())
    }

    fn figures(&self, acc: &dyn Acc, view: &View) -> Result<Vec<Figure>> {
        let typed = (acc as &dyn Any).downcast_ref::<Typed<M::State>>();
        let typed = typed.ok_or_else(|| Error::new(ErrorKind::Incompatible, "an accumulator of another metric"))?;
        let mut out = Figures::new(view, M::NAME, Metric::variant(self), typed.fingerprint.to_string());
        Metric::figures(self, &typed.state, &mut out)?;
        Ok(out.into_made())
    }

    fn decode(&self, fingerprint: Fingerprint, from: &mut Reader<'_>) -> Result<Box<dyn Acc>> {
        Ok(Box::new(Typed { fingerprint, state: M::State::decode(from)? }))
    }
}

/// A metric's definition: which metric, and its fields. In JSON an object with `metric` and the fields.
///
/// ```
/// use sundesk::metrics::MetricSpec;
/// let csat = MetricSpec::from_json(r#"{"metric": "csat", "scale": {"min": 1, "max": 5}}"#)?;
/// let same = MetricSpec::from_json(r#"{"scale": {"max": 5, "min": 1}, "metric": "csat", "of": "csat"}"#)?;
/// assert_eq!(csat.fingerprint(), same.fingerprint());
/// assert_ne!(csat.fingerprint(), MetricSpec::from_json(r#"{"metric": "csat", "scale": {"min": 1, "max": 7}}"#)?.fingerprint());
/// # Ok::<(), sundesk::Error>(())
/// ```
#[derive(Clone)]
pub struct MetricSpec {
    measure: Arc<dyn Measure>,
    fingerprint: Fingerprint,
}

impl MetricSpec {
    /// The spec of a metric.
    ///
    /// # Errors
    /// Those of [`Metric::check`].
    pub fn new<M: Metric>(metric: M) -> Result<Self> {
        metric.check()?;
        let measure: Arc<dyn Measure> = Arc::new(metric);
        let text = canonical(measure.as_ref()).to_string();
        let hash = Sha256::digest(text.as_bytes());
        let mut fingerprint = [0; 16];
        fingerprint.iter_mut().zip(hash).for_each(|(mine, byte)| *mine = byte);
        Ok(Self { measure, fingerprint: Fingerprint(fingerprint) })
    }

    /// A spec from JSON text.
    ///
    /// # Errors
    /// As [`from_value`](Self::from_value).
    pub fn from_json(text: &str) -> Result<Self> {
        Self::from_value(document::read_json(text, "metric", document::MAX_DOCUMENT_BYTES)?)
    }

    /// A spec from a value that was parsed already.
    ///
    /// # Errors
    /// [`ErrorKind::InvalidInput`] for what is no object, an unknown metric, or fields that do not fit, every fault of shape in
    /// [`problems`](Error::problems).
    pub fn from_value(value: Value) -> Result<Self> {
        let Value::Object(mut fields) = value else {
            return Err(Error::invalid("", value, "a metric: an object with `metric` and its fields"));
        };
        let names = || METRICS.iter().map(|kind| kind.name);
        let list = || names().collect::<Vec<_>>().join(", ");
        let Some(Value::String(word)) = fields.remove("metric") else {
            return Err(Error::invalid("metric", "nothing", format!("one of {}", list())));
        };
        let kind = METRICS.iter().find(|kind| kind.name == word).ok_or_else(|| {
            let hint = nearest(&word, names()).map_or_else(String::new, |near| format!(" (did you mean {near}?)"));
            Error::invalid("metric", &word, format!("one of {}{hint}", list()))
        })?;
        (kind.read)(fields)
    }

    /// What it measures.
    #[must_use]
    pub fn measure(&self) -> &dyn Measure {
        self.measure.as_ref()
    }

    /// What tells it from other definitions.
    #[must_use]
    pub fn fingerprint(&self) -> Fingerprint {
        self.fingerprint
    }

    /// An accumulator that saw nothing.
    #[must_use]
    pub fn empty(&self) -> Box<dyn Acc> {
        self.measure.empty(self.fingerprint)
    }

    /// An accumulator from its bytes.
    ///
    /// # Errors
    /// As [`Measure::decode`].
    pub(crate) fn decode(&self, from: &mut Reader<'_>) -> Result<Box<dyn Acc>> {
        self.measure.decode(self.fingerprint, from)
    }
}

fn canonical(measure: &dyn Measure) -> Value {
    let mut fields = match measure.fields() {
        Value::Object(fields) => fields,
        _ => Map::new(),
    };
    fields.insert("metric".to_owned(), measure.name().into());
    Value::Object(fields)
}

impl PartialEq for MetricSpec {
    fn eq(&self, other: &Self) -> bool {
        self.fingerprint == other.fingerprint
    }
}

impl Debug for MetricSpec {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", canonical(self.measure()))
    }
}

impl Serialize for MetricSpec {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        canonical(self.measure()).serialize(to)
    }
}

impl<'de> Deserialize<'de> for MetricSpec {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let value = Value::deserialize(from)?;
        let named = value.as_str().map(|name| json!({ "metric": name }));
        Self::from_value(named.unwrap_or(value)).map_err(D::Error::custom)
    }
}

impl JsonSchema for MetricSpec {
    fn schema_name() -> Cow<'static, str> {
        "MetricSpec".into()
    }

    fn json_schema(from: &mut SchemaGenerator) -> Schema {
        let names: Vec<&str> = METRICS.iter().map(|kind| kind.name).collect();
        let mut any: Vec<Value> = METRICS.iter().map(|kind| (kind.schema)(from).to_value()).collect();
        any.push(json!({"enum": names, "description": "The metric of that name with its defaults."}));
        json_schema!({"description": "A metric and how it is defined.", "anyOf": any})
    }
}

/// A kind of metric: its word, and how it is read.
#[derive(Clone, Copy)]
pub struct MetricKind {
    /// The word under `metric`.
    pub name: &'static str,
    read: fn(Map<String, Value>) -> Result<MetricSpec>,
    schema: fn(&mut SchemaGenerator) -> Schema,
}

impl Debug for MetricKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MetricKind").field("name", &self.name).finish_non_exhaustive()
    }
}

impl MetricKind {
    /// The kind of metrics of type `M`.
    #[must_use]
    pub const fn of<M: Metric>() -> Self {
        Self { name: M::NAME, read: read::<M>, schema: schema::<M> }
    }
}

fn read<M: Metric>(fields: Map<String, Value>) -> Result<MetricSpec> {
    let what = format!("metric `{}`", M::NAME);
    let metric: M = document::checked_value(&Value::Object(fields), &what, || document::schema_of::<M>(&what))?;
    MetricSpec::new(metric)
}

fn schema<M: Metric>(from: &mut SchemaGenerator) -> Schema {
    let mut schema = M::json_schema(from);
    let parts = schema.ensure_object();
    parts.entry("type").or_insert_with(|| "object".into());
    if let Some(fields) = parts.entry("properties").or_insert_with(|| json!({})).as_object_mut() {
        fields.insert("metric".to_owned(), json!({"const": M::NAME, "description": "Which metric it is."}));
    }
    if let Some(required) = parts.entry("required").or_insert_with(|| json!([])).as_array_mut() {
        required.insert(0, "metric".into());
    }
    schema
}

/// Every metric there is, in the order of the alphabet.
pub const METRICS: &[MetricKind] = &[
    MetricKind::of::<measure::Amount>(),
    MetricKind::of::<measure::Backlog>(),
    MetricKind::of::<measure::Ces>(),
    MetricKind::of::<measure::Csat>(),
    MetricKind::of::<measure::FirstContact>(),
    MetricKind::of::<measure::FirstResponse>(),
    MetricKind::of::<measure::HandleTime>(),
    MetricKind::of::<measure::Nps>(),
    MetricKind::of::<measure::PendingTime>(),
    MetricKind::of::<measure::ReopenRate>(),
    MetricKind::of::<measure::ReplyTime>(),
    MetricKind::of::<measure::ResolutionTime>(),
    MetricKind::of::<measure::ResponseRate>(),
    MetricKind::of::<measure::ServiceLevel>(),
    MetricKind::of::<measure::SlaCompliance>(),
    MetricKind::of::<measure::StatedDue>(),
    MetricKind::of::<measure::TimeToResolve>(),
    MetricKind::of::<measure::Volume>(),
];

/// Bytes that ended where they should.
pub(crate) fn at_end(from: &Reader<'_>) -> Result<()> {
    if from.is_empty() { Ok(()) } else { Err(corrupt("there are more than belong to it")) }
}
