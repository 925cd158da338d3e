//! A column map to begin from, by the names of the columns and what stands in them.

use super::look::Look;
use crate::ticket::import::columns::Moment;
use crate::ticket::import::columns::{AttributeMap, Take, TimeColumn, Words};
use crate::ticket::import::map::{LogForm, LogMap};
use crate::ticket::import::stamp::TimeMap;
use crate::ticket::{StatusCategory, StatusMap};
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

/// The words of column names for each part of a map, best first: a column is taken whose name is one of them, else one that holds one.
const TICKET: &[&str] = &[
    "issue key",
    "ticket id",
    "ticket number",
    "ticket no",
    "incident number",
    "case number",
    "case:concept:name",
    "case id",
    "number",
    "ticket",
    "key",
    "id",
    "ticketnummer",
    "ticket nr",
    "vorgangsnummer",
    "fallnummer",
    "numéro",
    "numéro du ticket",
    "número",
    "número de ticket",
    "numero ticket",
    "número do chamado",
    "numer zgłoszenia",
    "номер",
];
const CREATED: &[&str] = &[
    "created",
    "created at",
    "created time",
    "created date",
    "opened",
    "opened at",
    "open date",
    "opendate",
    "date opened",
    "date created",
    "creation date",
    "creation time",
    "reported",
    "submitted",
    "erstellt",
    "erstellt am",
    "erstellungsdatum",
    "angelegt am",
    "créé",
    "créé le",
    "date de création",
    "creado",
    "creado el",
    "fecha de creación",
    "creato",
    "creato il",
    "data creazione",
    "data di creazione",
    "criado",
    "criado em",
    "data de criação",
    "aangemaakt",
    "aangemaakt op",
    "utworzono",
    "skapad",
    "oprettet",
    "создан",
    "создано",
];
const UPDATED: &[&str] = &[
    "updated",
    "updated at",
    "last updated",
    "last updated time",
    "last update time",
    "modified",
    "last modified",
    "updated date",
    "last modified date",
    "aktualisiert",
    "aktualisiert am",
    "geändert am",
    "mis à jour",
    "mis à jour le",
    "modifié le",
    "actualizado",
    "fecha de actualización",
    "aggiornato",
    "aggiornato il",
    "atualizado em",
    "bijgewerkt op",
    "обновлен",
];
const RESOLVED: &[&str] = &[
    "resolved",
    "resolved at",
    "resolved time",
    "solved",
    "solved at",
    "resolution date",
    "date resolved",
    "resolved date",
    "solved date",
    "gelöst",
    "gelöst am",
    "erledigt am",
    "résolu",
    "résolu le",
    "date de résolution",
    "resuelto",
    "fecha de resolución",
    "risolto",
    "risolto il",
    "data risoluzione",
    "resolvido em",
    "opgelost op",
    "решен",
];
const CLOSED: &[&str] = &[
    "closed",
    "closed at",
    "closed time",
    "close date",
    "closedate",
    "date closed",
    "closed date",
    "closing date",
    "geschlossen",
    "geschlossen am",
    "fermé",
    "fermé le",
    "clôturé le",
    "date de clôture",
    "cerrado",
    "fecha de cierre",
    "chiuso",
    "chiuso il",
    "data chiusura",
    "fechado em",
    "gesloten op",
    "закрыт",
];
const RESPONDED: &[&str] = &[
    "first response",
    "first response at",
    "first responded at",
    "initial response time",
    "first reply",
    "first reply at",
    "first response time",
    "first response date",
    "first reply time",
    "erste antwort",
    "première réponse",
    "primera respuesta",
    "prima risposta",
    "primeira resposta",
];
const DUE: &[&str] = &[
    "due",
    "due at",
    "due by",
    "due date",
    "due by time",
    "fällig am",
    "fällig",
    "échéance",
    "date d'échéance",
    "vencimiento",
    "fecha de vencimiento",
    "scadenza",
    "vencimento",
];
const STATUS: &[&str] = &[
    "status",
    "state",
    "ticket status",
    "incident state",
    "statut",
    "état",
    "estado",
    "stato",
    "zustand",
    "situação",
    "статус",
];
const PRIORITY: &[&str] = &[
    "priority",
    "urgency",
    "severity",
    "priorität",
    "priorité",
    "prioridad",
    "priorità",
    "prioridade",
    "prioriteit",
    "приоритет",
];
const GROUP: &[&str] = &[
    "group",
    "assignment group",
    "team",
    "assigned group",
    "department",
    "gruppe",
    "groupe",
    "grupo",
    "gruppo",
    "équipe",
    "equipo",
    "groep",
    "группа",
];
const ASSIGNEE: &[&str] = &[
    "assignee",
    "assigned to",
    "agent",
    "owner",
    "bearbeiter",
    "zugewiesen an",
    "zuständig",
    "assigné à",
    "agent assigné",
    "asignado a",
    "assegnato a",
    "atribuído a",
    "toegewezen aan",
    "исполнитель",
];

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

/// What statuses are called in other languages.
const MEANINGS: &[(StatusCategory, &[&str])] = &[
    (StatusCategory::New, &["neu", "nouveau", "nouvelle", "nuevo", "nuovo", "novo", "nieuw", "nowe", "новый"]),
    (
        StatusCategory::Open,
        &[
            "offen",
            "in bearbeitung",
            "ouvert",
            "en cours",
            "abierto",
            "en curso",
            "aperto",
            "in corso",
            "aberto",
            "открыт",
            "в работе",
        ],
    ),
    (
        StatusCategory::Pending,
        &[
            "wartend",
            "warten auf kunde",
            "en attente",
            "en attente du client",
            "pendiente",
            "in attesa",
            "pendente",
            "ожидание",
        ],
    ),
    (
        StatusCategory::Solved,
        &[
            "gelöst",
            "erledigt",
            "résolu",
            "résolue",
            "terminé",
            "resuelto",
            "risolto",
            "resolvido",
            "opgelost",
            "решен",
        ],
    ),
    (
        StatusCategory::Closed,
        &["geschlossen", "fermé", "clos", "clôturé", "cerrado", "chiuso", "fechado", "gesloten", "закрыт"],
    ),
];

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
