//! A log from a frame of events.

use super::chunk::{Cell, EventChunk};
use super::document::{Duplicates, FrameDoc, KeptScore, KindDoc};
use super::plan::{Act, HOLE, Plan};
use super::quality::FrameQuality;
use super::rows::Rows;
use crate::error::{Error, Result};
use crate::ticket::creation::Dated;
use crate::ticket::event::Event;
use crate::ticket::kind::What;
use crate::ticket::log::{Column, EventLog, RecordedColumns, Texts};
use crate::ticket::order::{MAX_TICKETS, rows_by_ticket};
use crate::ticket::quality::Quality;
use crate::ticket::{Actor, ActorKind, Symbol, Vocabulary, Who};
use crate::time::{MAX_INSTANT, MIN_INSTANT};
use std::collections::{HashMap, HashSet};

/// The log of a frame: its events, and as attributes the words to group by and the answers to surveys.
///
/// A kind that is a message, a creation or a status becomes that event; every other becomes a custom event of its name.
///
/// ```
/// use sundesk::ticket::frame::{EventChunk, FrameDoc, Ints, Ticks, Tickets, Words, log_of_frame};
/// let kinds = Words { codes: Ints::U8(&[0, 1]).into(), names: Some(vec!["created", "solved"]) };
/// let chunk = EventChunk {
///     tickets: Tickets::Numbers([7, 7].as_slice().into()),
///     at: [1_760_000_000, 1_760_003_600].as_slice().into(),
///     ticks: Ticks::Seconds,
///     kinds,
///     actors: None,
///     agents: None,
///     scores: None,
///     words: Vec::new(),
/// };
/// let (log, quality) = log_of_frame(&FrameDoc::default(), &[chunk])?;
/// assert_eq!((log.id(0), log.events().len(), quality.rows), (Some("7"), 2, 2));
/// # Ok::<(), sundesk::Error>(())
/// ```
///
/// # Errors
/// As [`facts_of_frame`](crate::metrics::frame::facts_of_frame).
pub fn log_of_frame(doc: &FrameDoc, chunks: &[EventChunk<'_>]) -> Result<(EventLog, FrameQuality)> {
    let plan = Plan::new(doc, chunks)?;
    let mut making = Making::new(&plan);
    let (tickets, kept) = making.read()?;
    let (order, offsets) = rows_by_ticket(&tickets, making.ids.len())?;
    for ends in offsets.windows(2) {
        let [from, to] = *ends else { continue };
        let rows: Vec<Kept> =
            order.get(from..to).unwrap_or_default().iter().filter_map(|row| kept.get(*row).copied()).collect();
        making.ticket(rows);
    }
    Ok(making.finish())
}

/// A row that counts.
#[derive(Debug, Clone, Copy)]
struct Kept {
    at: i64,
    what: u32,
    row: u32,
}

/// A log in the making.
struct Making<'m, 'p, 'a> {
    plan: &'m Plan<'p, 'a>,
    names: Vocabulary,
    ids: Vec<i64>,
    places: HashMap<i64, u32>,
    words: Vec<Vec<Symbol>>,
    agents: Vec<Symbol>,
    /// The value of each kind's events, by number.
    values: Vec<(What, Symbol)>,
    columns: Vec<Column>,
    surveys: Vec<Column>,
    offsets: Vec<usize>,
    events: Vec<Event>,
    dated: Dated,
    /// The row of the frame that each event comes from.
    given: Vec<u32>,
    rows: Vec<u64>,
    quality: FrameQuality,
    log_quality: Quality,
}

impl<'m, 'p, 'a> Making<'m, 'p, 'a> {
    fn new(plan: &'m Plan<'p, 'a>) -> Self {
        let mut names = Vocabulary::default();
        let words = plan.words.iter().map(|column| column.iter().map(|word| names.intern(word)).collect()).collect();
        let agents = plan.agents.iter().map(|name| names.intern(name)).collect();
        let value = |is: &KindDoc, word: &str, names: &mut Vocabulary| match is {
            KindDoc::Created { .. } => (What::Created, Symbol::EMPTY),
            KindDoc::Reply { .. } => (What::Reply, Symbol::EMPTY),
            KindDoc::Status { to } => (What::Status, names.intern(to)),
            KindDoc::Score { .. } | KindDoc::Nothing => (What::Custom, names.intern(word)),
        };
        let values = plan.kinds.iter().map(|kind| value(&kind.is, &kind.word, &mut names)).collect();
        let column = |name: &String| Column { name: name.clone(), values: Vec::new() };
        Self {
            plan,
            names,
            ids: Vec::new(),
            places: HashMap::new(),
            words,
            agents,
            values,
            columns: plan.doc.words.iter().map(column).collect(),
            surveys: plan.surveys.iter().map(column).collect(),
            offsets: vec![0],
            events: Vec::new(),
            dated: Dated::default(),
            given: Vec::new(),
            rows: Vec::new(),
            quality: FrameQuality { by_ticket: true, ..FrameQuality::default() },
            log_quality: Quality::start(&[]),
        }
    }

    /// The rows that count, and the place of the ticket of each.
    fn read(&mut self) -> Result<(Vec<u32>, Vec<Kept>)> {
        let plan = self.plan;
        let (mut tickets, mut kept) = (Vec::with_capacity(plan.rows()), Vec::with_capacity(plan.rows()));
        let (mut room, mut last) = (Rows::default(), (HOLE, 0));
        for (chunk, of) in plan.chunks.iter().enumerate() {
            for from in (0..of.len()).step_by(Rows::BLOCK) {
                let rows = room.block(plan, chunk, from);
                let first = plan.starts.get(chunk).copied().unwrap_or(0) + from;
                for (i, ((ticket, at), what)) in rows.tickets.iter().zip(rows.at).zip(rows.what).enumerate() {
                    self.quality.rows += 1;
                    let counts = *ticket != HOLE && (MIN_INSTANT..=MAX_INSTANT).contains(at);
                    if !counts || plan.act_of(*what).what() == Act::FAULT {
                        plan.fault((chunk, from + i), (*ticket, *at, *what), &mut self.quality)?;
                        continue;
                    }
                    if *ticket != last.0 {
                        self.quality.by_ticket &= *ticket > last.0;
                        last = (*ticket, self.place(*ticket)?);
                    }
                    tickets.push(last.1);
                    kept.push(Kept { at: *at, what: *what, row: u32::try_from(first + i).unwrap_or(u32::MAX) });
                }
            }
        }
        Ok((tickets, kept))
    }

    fn place(&mut self, ticket: i64) -> Result<u32> {
        let next = u32::try_from(self.ids.len()).unwrap_or(u32::MAX);
        let place = *self.places.entry(ticket).or_insert(next);
        if place == next {
            self.ids.push(ticket);
        }
        if self.ids.len() > MAX_TICKETS {
            return Err(Error::limit(&self.plan.doc.ticket, self.ids.len(), format!("at most {MAX_TICKETS} tickets")));
        }
        Ok(place)
    }

    /// The next ticket, of these rows.
    fn ticket(&mut self, mut rows: Vec<Kept>) {
        self.rows.push(u64::try_from(rows.len()).unwrap_or(u64::MAX));
        self.log_quality.note_order(rows.iter().map(|kept| kept.at));
        rows.sort_by_key(|kept| kept.at);
        self.drop_repeated(&mut rows);
        self.attributes(&rows);
        let mut history: Vec<Event> = rows.iter().map(|kept| self.event(kept)).collect();
        self.quality.without_creation += u64::from(history.iter().all(|e| e.what != What::Created));
        let first = self.events.len();
        let mut given: Vec<u32> = rows.iter().map(|kept| kept.row).collect();
        if let Some(creation) = self.dated.begin(&mut history, &mut given, first) {
            let early = rows.iter().filter(|kept| creation.is_after(kept.at)).count();
            self.quality.rows_before_creation += u64::try_from(early).unwrap_or(u64::MAX);
        }
        self.given.append(&mut given);
        self.events.append(&mut history);
        self.offsets.push(self.events.len());
    }

    fn drop_repeated(&mut self, rows: &mut Vec<Kept>) {
        let (mut seen, mut instant) = (HashSet::new(), HOLE);
        let drop = self.plan.doc.duplicates == Duplicates::Drop;
        let mut last = None;
        let (plan, quality) = (self.plan, &mut self.quality);
        rows.retain(|kept| {
            let key = |kept: &Kept| {
                let (chunk, row) = plan.place(usize::try_from(kept.row).unwrap_or(usize::MAX));
                (kept.what, plan.agent(chunk, row), plan.score(chunk, row))
            };
            let tied = kept.at == instant;
            let before = last.replace(*kept);
            if !tied {
                seen.clear();
                instant = kept.at;
                return true;
            }
            // The first of an instant is told apart once a second one comes.
            if seen.is_empty() {
                seen.extend(before.as_ref().map(key));
            }
            let new = seen.insert(key(kept));
            quality.duplicate_rows += u64::from(!new);
            new || !drop
        });
    }

    fn attributes(&mut self, rows: &[Kept]) {
        let place = |kept: &Kept| self.plan.place(usize::try_from(kept.row).unwrap_or(usize::MAX));
        for (column, (to, symbols)) in self.columns.iter_mut().zip(&self.words).enumerate() {
            let word = |kept: &Kept| {
                let (chunk, row) = place(kept);
                self.plan.word(column, chunk, row)
            };
            let last = rows.iter().rev().find_map(word);
            let symbol = last.and_then(|code| usize::try_from(code).ok()).and_then(|code| symbols.get(code));
            to.values.push(symbol.copied().unwrap_or_default());
        }
        for survey in &mut self.surveys {
            survey.values.push(Symbol::EMPTY);
        }
        for kept in rows {
            let act = self.plan.act_of(kept.what).what();
            let survey = usize::from(act).checked_sub(usize::from(Act::SCORE));
            let Some(column) = survey.and_then(|survey| self.surveys.get_mut(survey)) else { continue };
            let (chunk, row) = place(kept);
            let Some(slot) = column.values.last_mut() else { continue };
            let text = match self.plan.score(chunk, row) {
                Cell::Whole(score) => score.to_string(),
                Cell::Other => "no whole number".to_owned(),
                Cell::Missing => {
                    self.quality.without_score += 1;
                    continue;
                }
            };
            if self.plan.doc.scores == KeptScore::Last || *slot == Symbol::EMPTY {
                *slot = self.names.intern(&text);
            }
        }
    }

    fn event(&mut self, kept: &Kept) -> Event {
        let (kind, actor) = self.plan.parts(kept.what);
        let (mut by, mut public) = (actor.unwrap_or_default(), true);
        match kind.map(|kind| &kind.is) {
            Some(KindDoc::Created { by: Some(own) }) => by = *own,
            Some(KindDoc::Reply { by: own, public: open }) => {
                by = own.unwrap_or(by);
                public = *open;
            }
            _ => {}
        }
        let number = kept.what / 8;
        let value = usize::try_from(number).ok().and_then(|n| n.checked_sub(1)).and_then(|n| self.values.get(n));
        let (what, to) = value.copied().unwrap_or((What::Custom, Symbol::EMPTY));
        Event { what, to, by, public, who: self.who(by, kept), ..Event::plain(kept.at) }
    }

    fn who(&mut self, kind: ActorKind, kept: &Kept) -> Who {
        let (chunk, row) = self.plan.place(usize::try_from(kept.row).unwrap_or(usize::MAX));
        let agent = self.plan.agent(chunk, row).and_then(|code| usize::try_from(code).ok());
        let Some(symbol) = agent.and_then(|code| self.agents.get(code)) else { return Who::UNKNOWN };
        let id = self.names.name(*symbol).to_owned();
        self.names.intern_actor(&Actor { kind, id, on_behalf_of: None })
    }

    fn finish(self) -> (EventLog, FrameQuality) {
        let Self {
            plan,
            names,
            ids,
            columns,
            surveys,
            offsets,
            events,
            dated,
            given,
            rows,
            mut quality,
            log_quality,
            ..
        } = self;
        let statuses = plan.doc.statuses.clone();
        let mut own = Quality::start(&rows);
        own.rows_out_of_order = log_quality.rows_out_of_order;
        own.tickets_out_of_order = log_quality.tickets_out_of_order;
        own.rows_before_creation = quality.rows_before_creation;
        own.duplicate_rows = quality.duplicate_rows;
        own.rows_without_time = quality.left_out.get("without_time").copied().unwrap_or(0);
        own.unknown_activities.clone_from(&quality.unknown_kinds);
        own.unknown_authors.clone_from(&quality.unknown_actors);
        own.note_statuses(&events, &names, &statuses);
        quality.tickets = u64::try_from(ids.len()).unwrap_or(u64::MAX);
        quality.rows_out_of_order = own.rows_out_of_order;
        quality.tickets_out_of_order = own.tickets_out_of_order;
        quality.duplicates_dropped = plan.doc.duplicates == Duplicates::Drop;
        let mut texts = Texts::default();
        let number = |id: &i64| usize::try_from(*id).ok();
        for id in &ids {
            match plan.tickets.as_ref() {
                Some(names) => texts.push(number(id).and_then(|n| names.get(n)).map_or("", String::as_str)),
                None => texts.push(&id.to_string()),
            }
        }
        let last = events.iter().map(|e| e.at).max();
        let log = EventLog {
            names,
            ids: texts,
            offsets,
            events,
            given,
            columns: columns.into_iter().chain(surveys).collect(),
            recorded: RecordedColumns::default(),
            statuses,
            quality: own,
            last,
            dated,
            shown: Vec::new(),
            reserved: Vec::new(),
            assumed_zone: None,
            untold: crate::ticket::untold::Untold::default(),
            preset: None,
        };
        (log, quality)
    }
}
