//! A column map to begin from, by the names of the columns and what stands in them.

use super::look::Look;
use super::names::{
    ASSIGNEE, CLOSED, CREATED, DUE, GROUP, MEANINGS, PRIORITY, RESOLVED, RESPONDED, STATUS, TICKET, UPDATED,
};
use crate::ticket::StatusMap;
use crate::ticket::import::columns::Moment;
use crate::ticket::import::columns::{AttributeMap, Take, TimeColumn, Words};
use crate::ticket::import::map::{LogForm, LogMap};
use crate::ticket::import::stamp::TimeMap;
use crate::time::Resolution;
use std::collections::BTreeMap;

/// A map that says nothing.
pub(super) fn blank() -> LogMap {
    LogMap {
        name: String::new(),
        form: LogForm::Csv,
        rows: None,
        totals: BTreeMap::new(),
        encoding: None,
        delimiter: None,
        skip_lines: 0,
        ignore_short_rows: false,
        max_record_bytes: None,
        pages: None,
        r#where: BTreeMap::new(),
        where_not: BTreeMap::new(),
        row_id: None,
        missing: Vec::new(),
        time: TimeMap { format: "rfc3339".into(), zone: None, resolution: Resolution::default() },
        ticket: String::new(),
        at: None,
        order_by: Vec::new(),
        created_at: None,
        first_response_at: None,
        resolved_at: None,
        closed_at: None,
        due_at: None,
        updated_at: None,
        status: None,
        statuses: StatusMap::default(),
        priority: None,
        group: None,
        assignee: None,
        fields: Vec::new(),
        activity: None,
        change: None,
        message: None,
        attributes: Vec::new(),
        optional: Vec::new(),
    }
}

/// A map, and what it leaves to a person.
pub(in super::super) fn of(look: &Look) -> (LogMap, Vec<String>) {
    let mut questions = Vec::new();
    let mut map = blank();
    if look.form == "json_lines" {
        map.form = LogForm::JsonLines;
        if look.columns.is_empty() {
            // There is nothing to draft from: reading it says why.
            (map.ticket, map.created_at) = ("id".to_owned(), Some("created".into()));
            return (map, questions);
        }
    } else {
        map.delimiter = look.delimiter.filter(|d| *d != ',');
        map.skip_lines = look.skip_lines;
        if look.footers > 0 && look.whole {
            map.ignore_short_rows = true;
            let says =
                "The last line has fewer fields than the header: it is taken for a total, and such lines are left out.";
            questions.push(says.into());
        }
    }
    if look.encoding_guessed {
        map.encoding = Some(Words(vec![look.encoding.to_owned()]));
        questions.push(format!("The text is not UTF-8 and has no mark; it is read as {}.", look.encoding));
    }
    let find = |words: &[&str], dates: Option<bool>| column(look, words, dates);
    map.ticket = find(TICKET, Some(false)).unwrap_or_else(|| {
        let first = look.columns.first().map(|c| c.name.clone()).unwrap_or_default();
        questions.push(format!("No column is named like the id of a ticket: {first:?} is a guess."));
        first
    });
    let time = |words| find(words, Some(true));
    let created = time(CREATED).or_else(|| {
        let first = look.columns.iter().find(|c| !c.dates.is_empty()).map(|c| c.name.clone())?;
        questions.push(format!("No column is named like a creation: {first:?} is a guess."));
        Some(first)
    });
    let moments = [created, time(RESOLVED), time(CLOSED), time(UPDATED), time(RESPONDED), time(DUE)];
    dates(look, &mut map, &moments, &mut questions);
    let own = |column: &Option<String>, map: &LogMap| {
        let name = column.clone()?;
        let form = form_of(look, &name)?;
        Some(TimeColumn { columns: vec![name], format: (form != map.time.format).then_some(form) })
    };
    let [created, resolved, closed, updated, responded, due] = &moments;
    map.created_at = own(created, &map);
    map.resolved_at = own(resolved, &map).map(|column| Moment { column, status: None });
    map.closed_at = own(closed, &map).map(|column| Moment { column, status: None });
    map.updated_at = own(updated, &map);
    map.first_response_at = own(responded, &map);
    map.due_at = own(due, &map);
    if repeats(look, &map.ticket) {
        map.at = map.updated_at.take().or_else(|| map.created_at.take());
        let at = map.at.as_ref().map(TimeColumn::told).unwrap_or_default();
        questions.push(format!("Ids repeat: each row is taken for what happened to its ticket at {at:?}."));
    }
    map.status = find(STATUS, Some(false));
    statuses(look, &mut map, &mut questions);
    map.priority = find(PRIORITY, Some(false));
    map.group = find(GROUP, Some(false));
    map.assignee = find(ASSIGNEE, Some(false));
    let groups = map.priority.iter().chain(&map.group);
    map.attributes = groups.map(|c| AttributeMap { name: c.clone(), column: c.clone(), take: Take::Last }).collect();
    if look.columns.iter().zip(&look.values).any(|(_, values)| values.contains_key("?")) {
        map.missing = vec!["?".into()];
    }
    (map, questions)
}

/// The form of the most columns, and what cannot be told.
fn dates(look: &Look, map: &mut LogMap, moments: &[Option<String>], questions: &mut Vec<String>) {
    let mut votes: BTreeMap<String, usize> = BTreeMap::new();
    for name in moments.iter().flatten() {
        form_of(look, name).into_iter().for_each(|form| *votes.entry(form).or_insert(0) += 1);
    }
    let Some((form, _)) = votes.into_iter().max_by_key(|(_, n)| *n) else {
        questions.push("No column holds dates in a form that is known: say `time.format` and `created_at`.".into());
        return;
    };
    let swaps =
        look.columns.iter().filter(|c| moments.iter().flatten().any(|m| *m == c.name)).find(|c| c.dates.len() > 1);
    if let Some(column) = swaps {
        questions.push(format!(
            "{:?} may be read as {}: day and month may be swapped.",
            column.name,
            column.dates.join(" or as ")
        ));
    }
    let offset = form == "rfc3339" || form.contains("%z") || form.starts_with("unix");
    if !offset {
        map.time.zone = Some("UTC".into());
        questions.push("The times carry no offset: say whose clock they show in `time.zone`; UTC is a guess.".into());
    }
    map.time.format = form;
}

/// What the words of the status column mean, where they are common ones.
fn statuses(look: &Look, map: &mut LogMap, questions: &mut Vec<String>) {
    let Some(status) = &map.status else { return };
    let values = look.columns.iter().zip(&look.values).find(|(c, _)| c.name == *status).map(|(_, values)| values);
    let mut unknown = Vec::new();
    for word in values.into_iter().flat_map(BTreeMap::keys).take(50) {
        let plain = word.to_lowercase();
        let known =
            || MEANINGS.iter().find(|(_, words)| words.contains(&plain.as_str())).map(|(category, _)| *category);
        match StatusMap::default().category(word).or_else(known) {
            Some(category) => drop(map.statuses.0.insert(word.clone(), category)),
            // Named with a guess it would undo a resolution that the log states.
            None => unknown.push(format!("{word:?}")),
        }
    }
    if !unknown.is_empty() {
        let unknown = unknown.join(", ");
        questions.push(format!(
            "What do these statuses mean? Until they stand in `statuses` they neither pause nor end anything: {unknown}."
        ));
    }
}

fn form_of(look: &Look, name: &str) -> Option<String> {
    // Of two readings the one that another column settles.
    let own = &look.columns.iter().find(|c| c.name == name)?.dates;
    let settled = look.columns.iter().find(|c| c.dates.len() == 1 && own.contains(&c.dates.join("")));
    settled.map(|c| c.dates.join("")).or_else(|| own.first().cloned())
}

/// The first column whose name is one of the words, else the first whose name holds one.
fn column(look: &Look, words: &[&str], dates: Option<bool>) -> Option<String> {
    let plain = |name: &str| name.to_lowercase().replace(['_', '-'], " ").trim().to_owned();
    let fits = |c: &&super::ColumnSeen| dates.is_none_or(|dates| c.dates.is_empty() != dates);
    let own = || look.columns.iter().filter(fits);
    let exact = words.iter().find_map(|word| own().find(|c| plain(&c.name) == *word));
    let within = || {
        words.iter().find_map(|word| {
            own().find(|c| plain(&c.name).split(' ').collect::<Vec<_>>().join(" ").contains(word) && word.len() > 4)
        })
    };
    exact.or_else(within).map(|c| c.name.clone())
}

fn repeats(look: &Look, name: &str) -> bool {
    let values = look.columns.iter().zip(&look.values).find(|(c, _)| c.name == name).map(|(_, values)| values);
    values.is_some_and(|values| values.values().any(|n| *n > 1))
}
