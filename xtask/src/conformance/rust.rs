//! The backend that calls the crate.

use super::backend::Backend;
use super::keys::{instant, pair, seconds, text};
use super::kinds::log_import::{metric_of, question_bytes};
use serde_json::{Value, json};
use sundesk::calendar::import::{OsmOptions, ics_holidays, osm};
use sundesk::calendar::{Calendar, CalendarDoc, Calendars};
use sundesk::desk::Library;
use sundesk::desk::ask::{Question, metrics::MetricsQuestion};
use sundesk::sla::{PolicySet, evaluate_us};
use sundesk::template::{Args, Bundle, BundleProblem, Locale, document};
use sundesk::ticket::import::{LogMap, from_reader};
use sundesk::ticket::{EventDoc, TicketHistory};
use sundesk::time::{TimeSegment, ZoneDb, format_instant};

/// Straight calls of `sundesk`.
pub(crate) struct Direct {
    zones: ZoneDb,
}

impl Direct {
    /// With the bundled zone database.
    pub(crate) fn new() -> Self {
        Self { zones: ZoneDb::bundled() }
    }
}

impl Backend for Direct {
    fn answer(&mut self, kind: &str, case: &Value) -> Result<Value, String> {
        match kind {
            "lifecycle" => super::lifecycle::answer(&self.zones, case),
            "business_time" => business_time(&self.zones, case),
            "calendar_import" => calendar_import(&self.zones, case),
            "fluent_semantics" => fluent(&self.zones, case),
            "i18n_format" => format(&self.zones, case),
            "log_import" => log_import(&self.zones, case),
            "ask" => ask(&self.zones, case),
            "sla_scenarios" => sla(&self.zones, case),
            "erlang" => super::erlang::answer(case),
            other => Err(format!("no way to ask for {other} yet")),
        }
    }
}

fn business_time(zones: &ZoneDb, case: &Value) -> Result<Value, String> {
    let document = case.get("calendar").ok_or("no `calendar`")?.to_string();
    let calendar = Calendar::from_json(&document, zones).map_err(said)?;
    let start = instant(case, "start")?;
    let found = match text(case, "op")? {
        "elapsed" => calendar.elapsed_us(start, instant(case, "end")?).map(Some),
        "add" => calendar.add_us(start, seconds(case, "seconds")?),
        "subtract" => calendar.add_us(start, -seconds(case, "seconds")?),
        "is_open" => return calendar.is_open_us(start).map(Value::from).map_err(said),
        "next_open" => calendar.next_open_us(start),
        "next_close" => calendar.next_close_us(start),
        "prev_open" => calendar.prev_open_us(start),
        "next_opening" => calendar.next_opening_us(start),
        "prev_opening" => calendar.prev_opening_us(start),
        other => return Err(format!("unknown op {other:?}")),
    };
    found.map(|us| us.map_or(Value::Null, Value::from)).map_err(said)
}

fn calendar_import(zones: &ZoneDb, case: &Value) -> Result<Value, String> {
    let (source, timezone) = (text(case, "text")?, text(case, "timezone")?.to_owned());
    let (first, last) = pair(case, "years")?;
    let year = |year: i64| i32::try_from(year).map_err(|e| e.to_string());
    let years = year(first)?..=year(last)?;
    let (doc, left_out) = match text(case, "kind")? {
        "ical" => {
            let read = ics_holidays(source, &timezone, years, zones).map_err(said)?;
            let mut doc = CalendarDoc { timezone, always_open: true, ..CalendarDoc::default() };
            doc.holidays = read.holidays;
            (doc, read.left_out)
        }
        "osm" => {
            let holidays = case.get("holidays").cloned().unwrap_or_else(|| json!([]));
            let public_holidays = serde_json::from_value(holidays).map_err(|e| e.to_string())?;
            let read = osm(source, &OsmOptions { timezone, public_holidays, years }).map_err(said)?;
            (read.calendar, read.left_out)
        }
        other => return Err(format!("unknown kind {other:?}")),
    };
    let calendar = Calendar::compile(&doc, zones).map_err(said)?;
    let (start, end) = pair(case, "window")?;
    let open: Vec<[i64; 2]> = calendar.segments(TimeSegment::new(start, end)).map(|s| [s.start, s.end]).collect();
    Ok(json!({"open": open, "left_out": left_out}))
}

/// Questions to libraries: `{"asks": [{"library": {..}, "ask": {..}}]}`.
fn ask(zones: &ZoneDb, case: &Value) -> Result<Value, String> {
    let mut answers = Vec::new();
    for ask in case.get("asks").and_then(Value::as_array).into_iter().flatten() {
        let part = |key: &str| ask.get(key).ok_or_else(|| format!("no `{key}`")).map(Value::to_string);
        let library = Library::from_json(&part("library")?, zones).map_err(said)?;
        let question = Question::from_json(&part("ask")?).map_err(said)?;
        answers.push(serde_json::to_value(library.ask(&question).map_err(said)?).map_err(|e| e.to_string())?);
    }
    Ok(json!({ "answers": answers }))
}

fn sla(zones: &ZoneDb, case: &Value) -> Result<Value, String> {
    let calendar = |doc: &Value| Calendar::from_json(&doc.to_string(), zones).map_err(said);
    let mut calendars = Calendars::new(calendar(case.get("calendar").ok_or("no `calendar`")?)?);
    for (name, doc) in case.get("calendars").and_then(Value::as_object).into_iter().flatten() {
        calendars.insert(name, calendar(doc)?);
    }
    let policy = case.get("policy").ok_or("no `policy`")?.to_string();
    let set = PolicySet::from_json(&policy, zones).map_err(said)?;
    let events = case.get("events").cloned().unwrap_or_default();
    let events: Vec<EventDoc> = serde_json::from_value(events).map_err(|e| e.to_string())?;
    let history = TicketHistory::new(&events).map_err(said)?;
    let report = evaluate_us(&set, &calendars, history.view(), instant(case, "at")?).map_err(said)?;
    serde_json::to_value(&report).map_err(|e| e.to_string())
}

fn fluent(zones: &ZoneDb, case: &Value) -> Result<Value, String> {
    let locale: Locale = text(case, "locale")?.parse().map_err(said)?;
    let upper = |text: &str| text.to_uppercase();
    let mut builder = Bundle::builder(&locale);
    if case.get("transform").is_some() {
        builder.transform(&upper);
    }
    builder.add("", text(case, "ftl")?).map_err(said)?;
    let bundle = builder.build();
    let args = Args::from_json(case.get("args").unwrap_or(&Value::Null)).map_err(said)?;
    let ctx = document::ctx(&json!({"isolating": case.get("use_isolating")}), zones).map_err(said)?;
    let preview = bundle.preview(text(case, "message")?, case.get("attribute").and_then(Value::as_str), &args, &ctx);
    let (mut junk, mut duplicates) = (Vec::new(), 0);
    for problem in bundle.problems() {
        match problem {
            BundleProblem::Syntax { error, .. } => junk.push(error.code),
            BundleProblem::Duplicate { .. } => duplicates += 1,
        }
    }
    let errors: Vec<&str> = preview.iter().flat_map(|p| &p.errors).map(|e| e.kind.name()).collect();
    let text = preview.as_ref().map(|p| p.text.as_str());
    Ok(json!({"text": text, "errors": errors, "junk": junk, "duplicates": duplicates}))
}

fn format(zones: &ZoneDb, case: &Value) -> Result<Value, String> {
    let part = |key: &str| case.get(key).unwrap_or(&Value::Null);
    document::format(text(case, "locale")?, text(case, "kind")?, part("input"), part("options"), zones).map_err(said)
}

fn log_import(zones: &ZoneDb, case: &Value) -> Result<Value, String> {
    let bytes = question_bytes(case)?;
    let map = case.get("map").ok_or("no `map`")?.to_string();
    let log = match LogMap::from_json(&map).and_then(|map| from_reader(bytes.as_slice(), &map, zones)) {
        Ok(log) => log,
        Err(e) => return Ok(json!({"error": {"line": e.line(), "text": e.to_string()}})),
    };
    let mut events = Vec::new();
    for (id, history) in log.tickets() {
        for event in history.events() {
            let mut event =
                serde_json::to_value(event.unfold(log.names()).map_err(said)?).map_err(|e| e.to_string())?;
            event.as_object_mut().into_iter().for_each(|e| drop(e.insert("ticket".to_owned(), id.into())));
            events.push(event);
        }
    }
    let now = case.get("as_of").map(|_| instant(case, "as_of")).transpose()?.or(log.as_of()).ok_or("an empty log")?;
    let calendar =
        case.get("calendar").map(|doc| Calendar::from_json(&doc.to_string(), zones)).transpose().map_err(said)?;
    let mut library = Library::new(zones.clone()).with_log("", log);
    if let Some(calendar) = calendar.clone() {
        library = library.with_calendar("", calendar);
    }
    let mut question = MetricsQuestion { now: Some(format_instant(now)), ..MetricsQuestion::default() };
    question.calendar = calendar.as_ref().map(|_| String::new());
    if let Some(policy) = case.get("policy") {
        let calendars = Calendars::new(calendar.unwrap_or_else(Calendar::always_open));
        let set = PolicySet::from_json(&policy.to_string(), zones).map_err(said)?;
        question.metric = Some(metric_of(policy)?.to_owned());
        library = library.with_policies("", set, Some(calendars));
    }
    let report = library.answer(&question).map_err(said)?;
    Ok(json!({"events": events, "report": report}))
}

fn said(e: sundesk::Error) -> String {
    e.to_string()
}
