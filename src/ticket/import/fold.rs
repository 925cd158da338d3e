//! Rows to histories: sort each ticket's rows, and turn changes from one row to the next into events.

use super::changes::ChangedField;
use super::columns::{Moment, Take};
use super::map::LogMap;
use super::plan::{MOMENTS, Plan};
use super::rows::{RowReader, Rows};
use crate::error::Result;
use crate::ticket::creation::{Creation, Dated};
use crate::ticket::log::{Column, MISSING, RecordedColumns, Shown};
use crate::ticket::order::rows_by_ticket;
use crate::ticket::{
    ActorKind, BoundStatuses, Event, EventDoc, EventLog, Quality, StatusCategory, Symbol, Vocabulary, What,
};
use chrono::{DateTime, Utc};
use std::collections::{BTreeMap, HashMap};

/// Builds the log out of everything that was read.
pub(super) fn fold(map: &LogMap, plan: &Plan, reader: RowReader<'_>, assumed_zone: Option<String>) -> Result<EventLog> {
    let RowReader { ids, mut vocabulary, rows, .. } = reader;
    let tickets = ids.len();
    let (mut order, starts) = rows_by_ticket(&rows.ticket, tickets)?;
    let counts: Vec<u64> = pairs(&starts).map(|(from, to)| u64::try_from(to - from).unwrap_or(u64::MAX)).collect();
    let mut quality = Quality::start(&counts);
    quality.rows += rows.without_time;
    quality.rows_without_time = rows.without_time;
    (quality.rows_in_fold, quality.rows_in_gap) = (rows.in_fold, rows.in_gap);
    (quality.rows_short, quality.rows_filtered) = (rows.short, rows.filtered);
    quality.unknown_authors.clone_from(&rows.unknown_authors);
    quality.unlisted_fields.clone_from(&rows.unlisted_fields);
    quality.rows_repeated = rows.repeated;
    (quality.far_ahead, quality.far_behind) = (rows.extent.far_ahead(&ids), rows.extent.far_behind(&ids));
    let words = Words::new(map, plan, &mut vocabulary)?;
    // A due time is a plan: the log does not know of anything that happened then.
    let [facts @ .., _due] = &rows.moments;
    let last = rows.at.iter().chain(facts.iter().flatten()).copied().max().filter(|at| *at != MISSING);
    // A typing error in a year is no as-of.
    let last = quality.far_ahead.as_ref().map_or(last, |far| Some(far.others_until.micros()));
    let newest_first = map.change.is_some() && is_newest_first(&rows.at, &order, &starts);
    let mut meanings = map.statuses.statuses();
    words.reserved.iter().for_each(|(word, category)| meanings.fix(vocabulary.name(*word), *category));
    let done = meanings.bind(&vocabulary);
    let mut folder = Folder {
        plan,
        rows: &rows,
        words: &words,
        done: &done,
        as_of: last.unwrap_or(MISSING),
        newest_first,
        quality,
        events: Vec::with_capacity(rows.at.len()),
        dated: Dated::default(),
        shown: Vec::new(),
    };
    let mut offsets = Vec::with_capacity(tickets + 1);
    offsets.push(0);
    for (from, to) in pairs(&starts) {
        let Some(own) = order.get_mut(from..to) else { continue };
        folder.sort(own);
        folder.ticket(own);
        offsets.push(folder.events.len());
    }
    let Folder { mut quality, events, dated, shown, .. } = folder;
    quality.unknown_activities = words.unknown_activities(plan, &rows, &vocabulary);
    match plan.status.and_then(|place| rows.names.get(place)) {
        Some(column) => quality.unknown_statuses = unknown_statuses(map, column, &vocabulary),
        None => quality.note_statuses(&events, &vocabulary, &map.statuses),
    }
    Ok(EventLog {
        names: vocabulary,
        ids,
        offsets,
        events,
        given: Vec::new(),
        columns: attributes(plan, &rows, &order, &starts),
        recorded: recorded(map, &rows, &order, &starts),
        statuses: map.statuses.clone(),
        quality,
        last,
        dated,
        shown,
        reserved: words.reserved,
        assumed_zone,
        preset: None,
        untold: super::tells::untold(map),
    })
}

fn pairs(starts: &[usize]) -> impl Iterator<Item = (usize, usize)> + '_ {
    starts.iter().zip(starts.iter().skip(1)).map(|(from, to)| (*from, *to))
}

/// The map's own words as symbols.
struct Words {
    fields: Vec<Symbol>,
    activities: Option<HashMap<Symbol, Vec<Event>>>,
    /// In a log of changes: what each of its fields is.
    changed: Vec<(What, Symbol)>,
    resolved_as: Option<Symbol>,
    closed_as: Option<Symbol>,
    /// The words of ours among these two, with their categories.
    reserved: Vec<(Symbol, StatusCategory)>,
}

impl Words {
    fn new(map: &LogMap, plan: &Plan, names: &mut Vocabulary) -> Result<Self> {
        let fields = plan.fields.iter().map(|(name, _)| names.intern(name)).collect();
        let mut activities = None;
        for (activity, kinds) in map.activity.iter().flat_map(|a| &a.events) {
            let mut events = Vec::new();
            for kind in kinds {
                EventDoc { at: DateTime::<Utc>::UNIX_EPOCH, kind: kind.clone() }.fold_into(names, &mut events)?;
            }
            let activity = names.intern(activity);
            activities.get_or_insert_with(HashMap::new).insert(activity, events);
        }
        // Beside a history a moment is a statement; where there is none it is the history.
        let mut reserved = Vec::new();
        let mut status_of = |moment: &Option<Moment>, word: &str, category: StatusCategory| {
            let moment = moment.as_ref()?;
            let named = moment.status.as_deref().map(|status| names.intern(status));
            named.or_else(|| {
                map.at.is_none().then(|| {
                    let word = names.intern(word);
                    reserved.push((word, category));
                    word
                })
            })
        };
        let resolved_as = status_of(&map.resolved_at, "solved", StatusCategory::Solved);
        let closed_as = status_of(&map.closed_at, "closed", StatusCategory::Closed);
        let changed = plan.change.iter().flat_map(|change| &change.targets).map(|target| match target {
            ChangedField::Status => (What::Status, Symbol::EMPTY),
            ChangedField::Priority => (What::Priority, Symbol::EMPTY),
            ChangedField::Group => (What::Group, Symbol::EMPTY),
            ChangedField::Assignee => (What::Assignee, Symbol::EMPTY),
            ChangedField::Field(name) => (What::Field, names.intern(name)),
        });
        let changed = changed.collect();
        Ok(Self { fields, activities, changed, resolved_as, closed_as, reserved })
    }

    fn unknown_activities(&self, plan: &Plan, rows: &Rows, names: &Vocabulary) -> BTreeMap<String, u64> {
        let column = plan.activity.and_then(|place| rows.names.get(place));
        count_names(column.map_or(&[], Vec::as_slice), names, |s| {
            s == Symbol::EMPTY || self.activities.as_ref().is_some_and(|known| known.contains_key(&s))
        })
    }
}

fn unknown_statuses(map: &LogMap, column: &[Symbol], names: &Vocabulary) -> BTreeMap<String, u64> {
    let known = map.statuses.bind(names);
    count_names(column, names, |s| s == Symbol::EMPTY || known.category(s).is_some())
}

fn count_names(column: &[Symbol], names: &Vocabulary, known: impl Fn(Symbol) -> bool) -> BTreeMap<String, u64> {
    let mut counts = BTreeMap::new();
    for symbol in column.iter().filter(|s| !known(**s)) {
        *counts.entry(names.name(*symbol).to_owned()).or_insert(0) += 1;
    }
    counts
}

/// Folds the rows of one ticket after another.
struct Folder<'a> {
    plan: &'a Plan,
    rows: &'a Rows,
    words: &'a Words,
    done: &'a BoundStatuses,
    /// The last instant that the log states.
    as_of: i64,
    /// Whether tickets have their newest row first.
    newest_first: bool,
    quality: Quality,
    events: Vec<Event>,
    dated: Dated,
    shown: Vec<Shown>,
}

/// The values of the row before.
#[derive(Default)]
struct Before {
    priority: Symbol,
    group: Symbol,
    assignee: Symbol,
    status: Symbol,
    fields: Vec<Symbol>,
    /// In a log of changes: what each of its fields was last made, if it was.
    changed: Vec<Option<Symbol>>,
}

/// What a ticket states of its moments; [`MISSING`] where it does not.
#[derive(Clone, Copy)]
struct Stated {
    resolved: i64,
    closed: i64,
    response: i64,
}

impl Folder<'_> {
    /// Sorts by instant, then by the ordering columns, in a list by when the row was updated (the same ticket stands twice where exports are
    /// joined, and the newest row tells), then by place in the file.
    fn sort(&mut self, own: &mut [usize]) {
        let rows = self.rows;
        let [_, _, _, updated, ..] = &rows.moments;
        let updated: Option<&Vec<i64>> = Some(updated).filter(|_| self.is_list());
        let key = |row: usize| (value(&rows.at, row), rows.order.iter().chain(updated).map(move |c| value(c, row)));
        let less = |a: usize, b: usize| {
            let ((a, ka), (b, kb)) = (key(a), key(b));
            a.cmp(&b).then_with(|| ka.cmp(kb))
        };
        let sorted = own.iter().zip(own.iter().skip(1)).all(|(a, b)| less(*a, *b).is_le());
        if !sorted {
            self.quality.note_order(
                own.iter().map(|r| (value(&rows.at, *r), rows.order.iter().map(|c| value(c, *r)).collect::<Vec<_>>())),
            );
            own.sort_by(|a, b| less(*a, *b));
        }
        if self.newest_first {
            self.turn(own);
        }
        let repeats = own.iter().zip(own.iter().skip(1)).filter(|(a, b)| self.same(**a, **b)).count();
        self.quality.duplicate_rows += u64::try_from(repeats).unwrap_or(u64::MAX);
    }

    /// Turns the order of the file for rows that nothing else orders, items of one list kept in theirs.
    fn turn(&mut self, own: &mut [usize]) {
        let rows = self.rows;
        let tie = |a: &usize, b: &usize| {
            value(&rows.at, *a) == value(&rows.at, *b) && rows.order.iter().all(|c| value(c, *a) == value(c, *b))
        };
        let parent = |row: &usize| rows.parents.get(*row).copied();
        for tied in own.chunk_by_mut(tie).filter(|tied| tied.len() > 1) {
            let together = parent(tied.first().unwrap_or(&0)).is_some()
                && tied.windows(2).all(|w| w.first().and_then(parent) == w.last().and_then(parent));
            if together {
                continue;
            }
            self.quality.rows_turned += u64::try_from(tied.len()).unwrap_or(u64::MAX);
            tied.reverse();
            // Items of one list stand as the list has them.
            for items in tied.chunk_by_mut(|a, b| parent(a).is_some() && parent(a) == parent(b)) {
                items.reverse();
            }
        }
    }

    fn same(&self, a: usize, b: usize) -> bool {
        let rows = self.rows;
        value(&rows.at, a) == value(&rows.at, b)
            && rows.order.iter().chain(&rows.moments).all(|c| value(c, a) == value(c, b))
            && rows.names.iter().all(|c| c.get(a) == c.get(b))
            && rows.changes.get(a) == rows.changes.get(b)
            && rows.messages.get(a) == rows.messages.get(b)
    }

    fn name(&self, place: Option<usize>, row: usize) -> Symbol {
        place.and_then(|p| self.rows.names.get(p)).and_then(|c| c.get(row)).copied().unwrap_or(Symbol::EMPTY)
    }

    fn push(&mut self, at: i64, what: What, to: Symbol) {
        self.events.push(Event { what, to, ..event(at) });
    }

    fn ticket(&mut self, own: &[usize]) {
        let (Some(first), Some(last)) = (own.first().copied(), own.last().copied()) else { return };
        let start = self.events.len();
        let [opened, resolved, closed, _, response, _] = &self.rows.moments;
        let opened = opened.as_slice();
        let stated =
            Stated { resolved: value(resolved, last), closed: value(closed, last), response: value(response, last) };
        let stated_creation = Some(value(opened, last)).filter(|at| *at != MISSING);
        let created = stated_creation.unwrap_or(value(&self.rows.at, first));
        self.quality.created_at_changes += u64::from(own.iter().any(|r| value(opened, *r) != value(opened, last)));
        // A log of changes makes up no creation.
        if stated_creation.is_some() || self.plan.change.is_none() {
            self.events.push(Event { by: ActorKind::Requester, ..event(created) });
        }
        let (creation, mut before) = (Creation(created), self.begin(created, first));
        for row in own {
            let at = value(&self.rows.at, *row);
            let from = self.events.len();
            self.row(creation.effect_of(at), *row, &mut before);
            if creation.is_after(at) {
                self.quality.rows_before_creation += 1;
                (from..self.events.len()).for_each(|place| self.dated.keep(place, at));
            }
        }
        if self.is_list() {
            let reply = Event { what: What::Reply, by: ActorKind::Human, ..event(created) };
            self.moment(start, stated.response, Some(reply));
        }
        let status = |to: Option<Symbol>| to.map(|to| Event { what: What::Status, to, ..event(created) });
        self.moment(start, stated.resolved, status(self.words.resolved_as));
        self.moment(start, stated.closed, status(self.words.closed_as));
        if self.is_list() {
            self.quality.listed_again += u64::from(own.len() > 1);
            let shown = self.show(start, last);
            self.shown.push(shown);
        }
        self.note_moments(start, creation, stated);
    }

    /// Whether there is one row per ticket: the row says where the ticket stands, not what happened.
    fn is_list(&self) -> bool {
        self.plan.at.is_none()
    }

    /// What a ticket is (priority, fields) holds from its creation on, even if the first row is later; what was done to it does not.
    fn begin(&mut self, created: i64, first: usize) -> Before {
        let priority = self.name(self.plan.priority, first);
        if priority != Symbol::EMPTY {
            self.push(created, What::Priority, priority);
        }
        let mut fields = Vec::with_capacity(self.plan.fields.len());
        for i in 0..self.plan.fields.len() {
            fields.push(Symbol::EMPTY);
            self.field(created, i, first, &mut fields);
        }
        Before { priority, fields, ..Before::default() }
    }

    fn row(&mut self, at: i64, row: usize, before: &mut Before) {
        let plan = self.plan;
        if let Some(message) = self.rows.messages.get(row).copied().flatten() {
            self.events.push(Event { what: What::Reply, by: message.by, public: message.public, ..event(at) });
        }
        let priority = self.name(plan.priority, row);
        if priority != Symbol::EMPTY && priority != before.priority {
            before.priority = priority;
            self.push(at, What::Priority, priority);
        }
        for i in 0..plan.fields.len() {
            self.field(at, i, row, &mut before.fields);
        }
        for (what, place, old) in
            [(What::Group, plan.group, &mut before.group), (What::Assignee, plan.assignee, &mut before.assignee)]
        {
            let new = self.name(place, row);
            if new != *old {
                *old = new;
                self.push(at, what, new);
            }
        }
        let status = if self.is_list() { Symbol::EMPTY } else { self.name(plan.status, row) };
        if status != Symbol::EMPTY && status != before.status {
            before.status = status;
            self.push(at, What::Status, status);
        }
        self.activity(at, row);
        self.change(at, row, before);
    }

    /// A row of a log of changes is one event, as it stands.
    fn change(&mut self, at: i64, row: usize, before: &mut Before) {
        let Some(change) = self.rows.changes.get(row) else { return };
        let place = change.field.checked_sub(1).and_then(|i| usize::try_from(i).ok());
        let Some(((what, field), place)) = place.and_then(|i| Some((*self.words.changed.get(i)?, i))) else { return };
        if before.changed.len() <= place {
            before.changed.resize(place + 1, None);
        }
        if let Some(known) = before.changed.get_mut(place) {
            let says = self.plan.change.as_ref().is_some_and(|c| c.from.is_some());
            self.quality.changes_out_of_step += u64::from(says && known.is_some_and(|known| known != change.from));
            *known = Some(change.to);
        }
        self.events.push(Event { what, field, to: change.to, ..event(at) });
    }

    fn field(&mut self, at: i64, i: usize, row: usize, before: &mut [Symbol]) {
        let new = self.name(self.plan.fields.get(i).map(|(_, place)| *place), row);
        let (Some(old), Some(field)) = (before.get_mut(i), self.words.fields.get(i)) else { return };
        if new != *old {
            *old = new;
            self.events.push(Event { what: What::Field, field: *field, to: new, ..event(at) });
        }
    }

    fn activity(&mut self, at: i64, row: usize) {
        let Some(known) = &self.words.activities else { return };
        let activity = self.name(self.plan.activity, row);
        match known.get(&activity) {
            Some(events) => self.events.extend(events.iter().map(|e| Event { at, ..*e })),
            None if activity == Symbol::EMPTY => {}
            None => self.push(at, What::Custom, activity),
        }
    }

    /// Adds the event a moment column stands for, not before the creation that the event has, in its place in time: after what takes
    /// effect at the same instant, so that no event that is dated before the creation changes its place.
    fn moment(&mut self, start: usize, stated: i64, of: Option<Event>) {
        let (Some(of), true) = (of, stated != MISSING) else { return };
        let creation = Creation(of.at);
        let at = creation.effect_of(stated);
        let later = self.events.get(start..).map_or(0, |own| own.iter().rev().take_while(|e| e.at > at).count());
        let place = self.events.len() - later;
        self.events.insert(place, Event { at, ..of });
        if creation.is_after(stated) {
            self.dated.keep(place, stated);
        }
    }

    /// Adds the state that the one row of a ticket shows, at the row's own instant or else at the last that the log states, and
    /// never before a moment that the row states itself. A word that nobody declared does not undo a stated resolution.
    fn show(&mut self, start: usize, row: usize) -> Shown {
        let own = self.events.get(start..).unwrap_or_default();
        let before = own.iter().rev().find(|e| e.what == What::Status).map_or(Symbol::EMPTY, |e| e.to);
        let latest = own.last().map_or(MISSING, |e| e.at);
        let status = self.name(self.plan.status, row);
        let undone = self.done.is_done(before) && self.done.category(status).is_none();
        if status == Symbol::EMPTY || status == before || undone {
            return Shown::No;
        }
        let [_, _, _, updated, ..] = &self.rows.moments;
        let (at, shown) = match value(updated, row) {
            MISSING => (self.as_of, Shown::AsOf),
            updated => (updated, Shown::At),
        };
        self.push(at.max(latest), What::Status, status);
        shown
    }

    fn note_moments(&mut self, start: usize, creation: Creation, stated: Stated) {
        let Stated { resolved, closed, response } = stated;
        let own = self.events.get(start..).unwrap_or_default();
        let (mut status, mut solved_at) = (Symbol::EMPTY, MISSING);
        for e in own.iter().filter(|e| e.what == What::Status) {
            if self.done.is_done(e.to) && !self.done.is_done(status) {
                solved_at = e.at;
            }
            status = e.to;
        }
        let category = self.done.category(status);
        let [_, has_resolved, has_closed, ..] = self.plan.moments.each_ref().map(Option::is_some);
        let done = self.done.is_done(status);
        let closed_now = category == Some(crate::ticket::StatusCategory::Closed);
        let quality = &mut self.quality;
        quality.without_resolved_at += u64::from(has_resolved && done && resolved == MISSING);
        quality.without_closed_at += u64::from(has_closed && closed_now && closed == MISSING);
        let both = resolved != MISSING && solved_at != MISSING;
        quality.resolved_at_differs += u64::from(both && creation.effect_of(resolved) != solved_at);
        quality.resolved_before_creation += u64::from(resolved != MISSING && creation.is_after(resolved));
        quality.closed_before_creation += u64::from(closed != MISSING && creation.is_after(closed));
        quality.resolved_without_change += u64::from(self.plan.at.is_some() && resolved != MISSING && !done);
        let late = response != MISSING && resolved != MISSING && response > resolved;
        quality.first_response_after_resolution += u64::from(late);
    }
}

/// Whether tickets have their newest row first more often than last.
fn is_newest_first(at: &[i64], order: &[usize], starts: &[usize]) -> bool {
    let (mut up, mut down) = (0_u64, 0_u64);
    for (from, to) in pairs(starts) {
        for pair in order.get(from..to).unwrap_or_default().windows(2) {
            let [a, b] = pair else { continue };
            let (a, b) = (value(at, *a), value(at, *b));
            up += u64::from(a < b);
            down += u64::from(a > b);
        }
    }
    down > up
}

fn event(at: i64) -> Event {
    Event::plain(at)
}

/// Cell `row` of a column; [`MISSING`] past its end (a column that is not mapped is empty).
fn value(column: &[i64], row: usize) -> i64 {
    column.get(row).copied().unwrap_or(MISSING)
}

fn attributes(plan: &Plan, rows: &Rows, order: &[usize], starts: &[usize]) -> Vec<Column> {
    let column = |(name, place, take): &(String, usize, Take)| {
        let cells = rows.names.get(*place).map_or(&[][..], Vec::as_slice);
        let of = |(from, to): (usize, usize)| {
            let row = if *take == Take::First { Some(from) } else { to.checked_sub(1) };
            row.and_then(|r| order.get(r)).and_then(|r| cells.get(*r)).copied().unwrap_or(Symbol::EMPTY)
        };
        Column { name: name.clone(), values: pairs(starts).map(of).collect() }
    };
    plan.attributes.iter().map(column).collect()
}

fn recorded(map: &LogMap, rows: &Rows, order: &[usize], starts: &[usize]) -> RecordedColumns {
    let column = |mapped: bool, cells: &[i64]| {
        let of = |(_, to): (usize, usize)| {
            to.checked_sub(1).and_then(|r| order.get(r)).map_or(MISSING, |r| value(cells, *r))
        };
        mapped.then(|| pairs(starts).map(of).collect::<Vec<i64>>())
    };
    let [created, resolved, closed, _, response, due]: &[Vec<i64>; MOMENTS] = &rows.moments;
    RecordedColumns {
        created: column(map.created_at.is_some(), created),
        resolved: column(map.resolved_at.is_some(), resolved),
        closed: column(map.closed_at.is_some(), closed),
        first_response: column(map.first_response_at.is_some(), response),
        due: column(map.due_at.is_some(), due),
    }
}
