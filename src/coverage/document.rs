//! The roster document: plain data, checked when it is compiled.

use super::Roster;
use crate::calendar::CalendarDoc;
use crate::document::{Compile, Document, Problems, name_or_names};
use crate::time::{Resolution, ZoneDb};
use schemars::JsonSchema;
use serde::de::Deserializer;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A roster as people write it: who works when, in whose local time, and how many are needed.
///
/// ```
/// use sundesk::coverage::{Roster, RosterDoc};
/// let doc: RosterDoc = serde_json::from_str(r#"{"shifts": [
///     {"id": "apac", "timezone": "Asia/Manila", "start": "06:00", "end": "14:00"},
///     {"id": "emea", "timezone": "Europe/Amsterdam", "start": "07:00", "end": "15:00"},
///     {"id": "amer", "timezone": "America/Los_Angeles", "start": "06:00", "end": "14:00"}]}"#)?;
/// let roster = Roster::compile(&doc, &sundesk::time::ZoneDb::bundled())?;
/// assert_eq!(roster.on("2026-01-12T10:00:00Z".parse()?, &Default::default())?, ["emea"]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct RosterDoc {
    /// What reports call it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// The zone of whatever names none of its own.
    #[serde(alias = "zone", alias = "tz", skip_serializing_if = "Option::is_none")]
    #[schemars(extend("x-aliases" = ["zone", "tz"]))]
    pub timezone: Option<String>,
    /// What a start or end means that the wall clock shows never or twice (default: the first instant after a gap, the earlier of a fold).
    #[serde(skip_serializing_if = "is_default")]
    pub resolution: Resolution,
    /// Teams by their id. When any are listed, every team that is named must be.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub teams: BTreeMap<String, TeamDoc>,
    /// People by their id. When any are listed, everybody who is named must be.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub people: BTreeMap<String, PersonDoc>,
    /// Calendars whose holidays cancel shifts, by the name that `holidays` gives.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub calendars: BTreeMap<String, CalendarDoc>,
    /// Rotations by their id.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub rotations: BTreeMap<String, RotationDoc>,
    /// Shift templates; without `ring` their order is the order of the ring that the seam audit follows.
    pub shifts: Vec<ShiftDoc>,
    /// Who hands over to whom, round and round: shifts by their id, or rotations, whose shifts are one duty then and hand nothing over among themselves.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub ring: Vec<String>,
    /// Duties at fixed instants, such as the final schedule of another product.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub assignments: Vec<AssignmentDoc>,
    /// Changes of who is on, for a time.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub overrides: Vec<OverrideDoc>,
    /// Schedules that replace everything for a time, also with nobody.
    #[serde(skip_serializing_if = "Vec::is_empty", alias = "temporary_schedules")]
    #[schemars(extend("x-aliases" = ["temporary_schedules"]))]
    pub temporary: Vec<TemporaryDoc>,
    /// Who is away when.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub time_off: Vec<TimeOffDoc>,
    /// How many are needed when. Without any, one person is needed at every instant.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub requirements: Vec<RequirementDoc>,
    /// Where customers are, and how much they ask at which hour of their day.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub regions: Vec<RegionDoc>,
}

impl Document for RosterDoc {
    const WHAT: &'static str = "roster document";
}

impl Compile for RosterDoc {
    type Out = Roster;
    type With<'a> = &'a ZoneDb;

    fn compile(&self, zones: &ZoneDb, problems: &mut Problems) -> Option<Roster> {
        let roster = problems.caught(Roster::compile(self, zones))?;
        problems.take(roster.warnings().iter().cloned());
        Some(roster)
    }
}

/// A team: what its shifts share.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct TeamDoc {
    /// The zone of its shifts that name none.
    #[serde(alias = "zone", alias = "tz", skip_serializing_if = "Option::is_none")]
    #[schemars(extend("x-aliases" = ["zone", "tz"]))]
    pub timezone: Option<String>,
    /// The holidays of its shifts that name none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub holidays: Option<String>,
    /// What several layers of its shifts do at the same time.
    #[serde(skip_serializing_if = "is_default")]
    pub layers: LayerMode,
    /// Its members; a shift of the team that names nobody and has no rotation is not filled by them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub members: Vec<String>,
}

/// What layers of one team do at the same time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum LayerMode {
    /// The highest layer on which anybody is hides those below; equal layers are on together.
    #[default]
    HighestWins,
    /// Everybody on any layer is on.
    Union,
}

/// A person.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct PersonDoc {
    /// Where the person lives: the zone of their time off, their nights and weekends.
    #[serde(alias = "zone", alias = "tz", skip_serializing_if = "Option::is_none")]
    #[schemars(extend("x-aliases" = ["zone", "tz"]))]
    pub timezone: Option<String>,
    /// What the person can do. A person's own list counts, where there is one, instead of the shift's; so for the two below.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub skills: Vec<String>,
    /// What the person speaks, such as `pt`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub languages: Vec<String>,
    /// What the person answers, such as `phone`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub channels: Vec<String>,
    /// How much the person counts in depth and toward requirements (default 1).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub capacity: Option<u32>,
    /// Their share of duty beside others, for fair plans (default 1).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub weight: Option<u32>,
    /// Their calendar, one of `calendars`: its dates without hours are their weekend, its holidays their holidays. Without one, Saturday and
    /// Sunday are the weekend.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub calendar: Option<String>,
    /// A human, or an AI agent, whose `capacity` is how many contacts its pool takes at once.
    #[serde(skip_serializing_if = "is_default")]
    pub kind: PersonKind,
}

/// Who works: a human or an AI agent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)] // they say what they are
pub enum PersonKind {
    #[default]
    Human,
    Ai,
}

/// A shift template: the same hours on the wall clock of a zone, on certain weekdays.
///
/// On each local date whose weekday is in `days`, inside `valid_from` to `valid_to` and not in `except_dates`, the shift starts at
/// `start` of that date and ends at `end`; an end that is not after the start is of the next date, so equal times are 24 hours. An
/// end past 24:00, such as `30:00`, counts on into the next date. With `minutes` it ends that much real time after its start.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct ShiftDoc {
    /// Its id, unique in the roster.
    pub id: String,
    /// The team it belongs to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub team: Option<String>,
    /// The zone of its hours and dates; else the team's, else the roster's.
    #[serde(alias = "zone", alias = "tz", skip_serializing_if = "Option::is_none")]
    #[schemars(extend("x-aliases" = ["zone", "tz"]))]
    pub timezone: Option<String>,
    /// The weekdays on which it starts, `mon` to `sun`; left out, every day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub days: Option<Vec<String>>,
    /// When it starts, `HH:MM` or `HH:MM:SS`, before 24:00.
    pub start: String,
    /// When it ends on the wall clock.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end: Option<String>,
    /// How long it lasts in real time, instead of `end`.
    #[serde(alias = "duration_min", skip_serializing_if = "Option::is_none")]
    #[schemars(extend("x-aliases" = ["duration_min"]))]
    pub minutes: Option<u32>,
    /// Who works it, all together.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub people: Vec<String>,
    /// The rotation that says who works it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rotation: Option<String>,
    /// How many unnamed people work it (default 1).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub capacity: Option<u32>,
    /// What it can do.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub skills: Vec<String>,
    /// What it speaks.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub languages: Vec<String>,
    /// What it answers.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub channels: Vec<String>,
    /// The first local date on which it starts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub valid_from: Option<String>,
    /// The last local date on which it starts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub valid_to: Option<String>,
    /// Local dates on which it does not start.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub except_dates: Vec<String>,
    /// The calendar whose holidays cancel it: it does not start where its start lies in a holiday.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub holidays: Option<String>,
    /// Its layer within its team (default 0).
    #[serde(skip_serializing_if = "is_default")]
    pub layer: u32,
}

/// Who has which turn.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct RotationDoc {
    /// Those who take turns, in order; a group of several works together, and the turn of an empty group `[]` nobody has.
    #[schemars(with = "Vec<GroupForm>")]
    pub groups: Vec<GroupDoc>,
    /// When the first turn begins, on the wall clock: `2026-01-05T09:00`, or a date for its midnight. Turns are counted from it in both directions.
    #[serde(alias = "start_local")]
    #[schemars(extend("x-aliases" = ["start_local"]))]
    pub start: String,
    /// The zone of the hand-offs.
    #[serde(alias = "zone", alias = "tz", skip_serializing_if = "Option::is_none")]
    #[schemars(extend("x-aliases" = ["zone", "tz"]))]
    pub timezone: Option<String>,
    /// How long a turn lasts.
    pub turn: TurnDoc,
    /// Which periods are active; left out, all are.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub active: Option<ActiveDoc>,
    /// Where turns begin that last days, weeks or months.
    #[serde(skip_serializing_if = "is_default")]
    pub align: Align,
    /// The day on which weeks begin (default `mon`), for `align: calendar` and for `active` weeks.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub week_start: Option<String>,
}

/// Those who have a turn together: written as a list, or as a name alone; an empty list is a turn that nobody has.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct GroupDoc(pub Vec<String>);

/// A person's id or a list of them.
#[derive(JsonSchema)]
#[serde(untagged)]
#[allow(dead_code)] // the form of a group, for the schema
enum GroupForm {
    One(String),
    Several(Vec<String>),
}

impl<'de> Deserialize<'de> for GroupDoc {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        name_or_names(from, "a person's id or a list of them").map(GroupDoc)
    }
}

/// How long a turn lasts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct TurnDoc {
    /// So many units.
    pub every: u32,
    /// The unit.
    pub unit: TurnUnit,
}

impl Default for TurnDoc {
    /// A week.
    fn default() -> Self {
        Self { every: 1, unit: TurnUnit::Week }
    }
}

/// What a turn is counted in. Hours, days, weeks and months are those of the wall clock: a turn of 24 hours begins at the same time each day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)] // the first four say what they are
pub enum TurnUnit {
    Hour,
    Day,
    Week,
    Month,
    /// Dates on which a shift of the rotation starts: a rotation over weekdays then gives everybody as many days.
    ActiveDay,
    /// Occurrences of the shifts of the rotation, in the order of their starts.
    Occurrence,
}

/// Only every so many periods are active, counted from the one that holds the rotation's start.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ActiveDoc {
    /// 1: every period; 2: every second one.
    pub interval: u32,
    /// The period.
    pub unit: PeriodUnit,
}

/// A period of the wall calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)] // they say what they are
pub enum PeriodUnit {
    Day,
    Week,
    Month,
}

/// Where turns begin that last days, weeks or months.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Align {
    /// At the weekday, day of the month and time of the start; the 31st is the last day of a shorter month.
    #[default]
    Start,
    /// With the calendar: at the midnight that begins a day, week or month.
    Calendar,
}

/// A duty at fixed instants.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct AssignmentDoc {
    /// Who.
    #[serde(alias = "user")]
    #[schemars(extend("x-aliases" = ["user"]))]
    pub person: String,
    /// From this instant, RFC 3339.
    pub from: String,
    /// Until this instant.
    pub to: String,
    /// The team it belongs to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub team: Option<String>,
    /// Its layer within the team (default 0).
    #[serde(skip_serializing_if = "is_default")]
    pub layer: u32,
}

/// A change of who is on: `remove`, `add`, both (a replacement: `add` takes each place of `remove`), or `only`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct OverrideDoc {
    /// From this instant, RFC 3339.
    pub from: String,
    /// Until this instant.
    pub to: String,
    /// Only within this team.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub team: Option<String>,
    /// Who is not on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub remove: Option<String>,
    /// Who is on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub add: Option<String>,
    /// Who is on instead of everybody.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub only: Vec<String>,
}

/// A schedule that replaces all others from `from` to `to`, also with nobody.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct TemporaryDoc {
    /// From this instant, RFC 3339.
    pub from: String,
    /// Until this instant.
    pub to: String,
    /// Only within this team.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub team: Option<String>,
    /// Who is on in the meantime.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub shifts: Vec<TurnOfDuty>,
}

/// A person from one instant to another.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct TurnOfDuty {
    /// Who.
    #[serde(alias = "user")]
    #[schemars(extend("x-aliases" = ["user"]))]
    pub person: String,
    /// From this instant, RFC 3339.
    pub from: String,
    /// Until this instant.
    pub to: String,
}

/// When a person is away, by the wall clock of a zone: whole days (`2026-05-13`, the last one included), readings such as `2026-05-13T12:00`, or instants
/// with their offset.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct TimeOffDoc {
    /// Who.
    pub person: String,
    /// From; a date is its midnight.
    #[serde(alias = "from_local")]
    #[schemars(extend("x-aliases" = ["from_local"]))]
    pub from: String,
    /// Until; a date is included, up to the midnight that ends it: `2026-05-13` to `2026-05-13` is one day.
    #[serde(alias = "to_local")]
    #[schemars(extend("x-aliases" = ["to_local"]))]
    pub to: String,
    /// The zone of the two; else the person's, else the roster's.
    #[serde(alias = "zone", alias = "tz", skip_serializing_if = "Option::is_none")]
    #[schemars(extend("x-aliases" = ["zone", "tz"]))]
    pub timezone: Option<String>,
}

/// How many are needed in a weekly window, in all or with a skill, language or channel. Of several windows for the same the greatest counts.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct RequirementDoc {
    /// What reports call it.
    pub id: String,
    /// The zone of the window; else the roster's.
    #[serde(alias = "zone", alias = "tz", skip_serializing_if = "Option::is_none")]
    #[schemars(extend("x-aliases" = ["zone", "tz"]))]
    pub timezone: Option<String>,
    /// Its weekdays; left out, every day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub days: Option<Vec<String>>,
    /// From.
    pub start: String,
    /// Until.
    pub end: String,
    /// The least capacity on.
    pub min: u32,
    /// With this skill.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub skill: Option<String>,
    /// With this language.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// On this channel.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub channel: Option<String>,
    /// The first local date of the window.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub valid_from: Option<String>,
    /// The last local date of the window.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub valid_to: Option<String>,
}

/// A region of customers and the demand of each hour of its day.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct RegionDoc {
    /// What reports call it.
    pub id: String,
    /// Its zone.
    #[serde(alias = "zone", alias = "tz", skip_serializing_if = "Option::is_none")]
    #[schemars(extend("x-aliases" = ["zone", "tz"]))]
    pub timezone: Option<String>,
    /// Its share of all demand.
    pub share: f64,
    /// The demand of each local hour, 24 figures, in any unit.
    pub hourly: Vec<f64>,
    /// What a weekday's figures are multiplied by, Monday first; left out, 1.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub day_factor: Vec<f64>,
    /// The language its customers need.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// The channel they come by.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub channel: Option<String>,
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}
