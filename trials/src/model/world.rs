//! What the desk lives by, and what may be put in its place at any time: hours, holidays, zone rules, the workflow.

use serde_json::{Map, Value, json};
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use sundesk::calendar::{Calendar, Calendars};
use sundesk::ticket::lifecycle::{People, Person};
use sundesk::ticket::workflow::Workflow;
use sundesk::time::{HOUR, ZoneDb};

/// Hour 0 of every life: Monday, 2 March 2026, 09:00 UTC.
pub const START: i64 = 1_772_442_000_000_000;
/// The days of March that may be holidays: Tuesday to Thursday of the first week, Monday and Tuesday of the second.
pub const DAYS: [u32; 5] = [3, 4, 5, 9, 10];
/// Opening hours to choose from: from, to, whether Saturday is worked.
const HOURS: [(i64, i64, bool); 2] = [(9, 17, false), (7, 12, true)];
/// Rules for the one zone there is, each as the footer of a TZif file with its first offset: UTC; an hour ahead; an hour ahead from Sunday, 8
/// March, 01:00.
const ZONES: [(&str, i32); 3] = [("STD0", 0), ("STD-1", 3_600), ("STD0DST-1,M3.2.0/1,M11.1.0/2", 0)];
/// That Sunday, in hours since the start.
const SUMMER: i64 = 136;

/// One choice of each.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct World {
    /// Days of March.
    pub holidays: BTreeSet<u32>,
    /// Which opening hours.
    pub hours: usize,
    /// Which zone rules.
    pub zone: usize,
    /// Which version of the workflow is the present one.
    pub rules: usize,
}

/// The change of one of them.
#[derive(Debug, Clone, Copy)]
pub enum Change {
    /// A day is declared a holiday, or no longer is.
    Holiday(usize),
    /// Other opening hours.
    Hours(usize),
    /// Other rules for the zone.
    Zone(usize),
    /// Another version of the workflow.
    Rules(usize),
}

impl World {
    /// The same with one thing changed.
    pub fn change(&mut self, change: Change) {
        match change {
            Change::Holiday(day) => {
                let day = DAYS[day % DAYS.len()];
                if !self.holidays.remove(&day) {
                    self.holidays.insert(day);
                }
            }
            Change::Hours(which) => self.hours = which % HOURS.len(),
            Change::Zone(which) => self.zone = which % ZONES.len(),
            Change::Rules(which) => self.rules = which % RULES.len(),
        }
    }

    /// Hours since the start, as the clock on the wall counts them.
    fn local(&self, hour: i64) -> i64 {
        match self.zone {
            1 => hour + 1,
            2 if hour >= SUMMER => hour + 1,
            _ => hour,
        }
    }

    fn works(&self, local: i64) -> bool {
        let day = (local + 9).div_euclid(24);
        let worked = day.rem_euclid(7) < if HOURS[self.hours].2 { 6 } else { 5 };
        worked && !u32::try_from(day + 2).is_ok_and(|date| self.holidays.contains(&date))
    }

    /// Whether the hour that begins then is worked.
    pub fn open(&self, hour: i64) -> bool {
        let local = self.local(hour);
        let (from, to, _) = HOURS[self.hours];
        self.works(local) && (from..to).contains(&(local + 9).rem_euclid(24))
    }

    /// The next working hour, then the same time of day on the n-th working day after it.
    pub fn business_days(&self, since: i64, n: u32) -> i64 {
        let mut hour = since;
        while !self.open(hour) {
            hour += 1;
        }
        let mut local = self.local(hour);
        for _ in 0..n {
            local += 24;
            while !self.works(local) {
                local += 24;
            }
        }
        while self.local(hour) < local {
            hour += 1;
        }
        hour
    }

    /// When so many hours have been worked.
    pub fn business_hours(&self, since: i64, n: u32) -> i64 {
        let (mut hour, mut worked) = (since, 0);
        while worked < n {
            worked += u32::from(self.open(hour));
            hour += 1;
        }
        hour
    }

    /// The calendar as the engine has it. Compiled once: a life is shorter than that.
    pub fn calendars(&self) -> Calendars {
        thread_local!(static MADE: RefCell<BTreeMap<World, Calendars>> = const { RefCell::new(BTreeMap::new()) });
        let made = || Calendars::without_default().with("office", self.office());
        MADE.with_borrow_mut(|all| all.entry(self.clone()).or_insert_with(made).clone())
    }

    fn office(&self) -> Calendar {
        let calendar = self.document().to_string();
        Calendar::from_json(&calendar, &self.zones()).unwrap()
    }

    /// The calendar as a document.
    pub fn document(&self) -> Value {
        let (from, to, saturday) = HOURS[self.hours];
        let days = ["mon", "tue", "wed", "thu", "fri", "sat"];
        let worked = days.iter().take(if saturday { 6 } else { 5 });
        let weekly: Map<String, Value> =
            worked.map(|day| ((*day).to_owned(), json!([format!("{from:02}:00-{to:02}:00")]))).collect();
        let holidays: Vec<String> = self.holidays.iter().map(|day| format!("2026-03-{day:02}")).collect();
        json!({"timezone": "Desk/Town", "weekly": weekly, "holidays": holidays})
    }

    /// The zone database that has the rules.
    pub fn zones(&self) -> ZoneDb {
        let (footer, offset) = ZONES[self.zone];
        ZoneDb::from_tzif("trial", [("Desk/Town", tzif(footer, offset))]).unwrap()
    }

    /// The present version of the workflow.
    pub fn workflow(&self) -> Workflow {
        thread_local!(static MADE: Vec<Workflow> = RULES.iter().map(|rules| rules.workflow()).collect());
        MADE.with(|all| all[self.rules].clone())
    }
}

/// A file that says nothing but its rule.
fn tzif(footer: &str, offset: i32) -> Vec<u8> {
    let mut block = b"TZif2".to_vec();
    block.extend([0; 15]);
    for count in [0_u32, 0, 0, 0, 1, 4] {
        block.extend(count.to_be_bytes());
    }
    block.extend(offset.to_be_bytes());
    block.extend([0, 0]);
    block.extend(b"STD\0");
    [&block[..], &block[..], b"\n", footer.as_bytes(), b"\n"].concat()
}

/// What differs between the versions of the workflow.
#[derive(Debug, Clone, Copy)]
pub struct Rules {
    /// Solved tickets close after so many business days.
    pub close_days: u32,
    /// Pending ones are solved when nothing happened for so many hours.
    pub idle_hours: u32,
    /// An owner who does nothing loses the ticket after so many hours,
    pub owner_hours: u32,
    /// which are hours of work.
    pub owner_business: bool,
}

/// The versions.
pub const RULES: [Rules; 2] = [
    Rules { close_days: 2, idle_hours: 30, owner_hours: 50, owner_business: false },
    Rules { close_days: 1, idle_hours: 20, owner_hours: 12, owner_business: true },
];

impl Rules {
    fn workflow(self) -> Workflow {
        let owner = if self.owner_business {
            json!({"business_minutes": self.owner_hours * 60, "calendar": "office"})
        } else {
            json!({"hours": self.owner_hours})
        };
        let doc = json!({
            "statuses": {"new": {"category": "new"}, "open": {"category": "open"}, "pending": {"category": "pending"},
                "snoozed": {"category": "hold", "timer": "action", "next": "open", "until_required": false},
                "solved": {"category": "solved"}, "closed": {"category": "closed"}},
            "initial": ["new", "open"], "default": "new",
            "defaults": {"new": "new", "open": "open", "pending": "pending", "hold": "snoozed", "solved": "solved", "closed": "closed"},
            "transitions": {"new": ["open", "pending", "snoozed", "solved"], "open": ["pending", "snoozed", "solved"],
                "pending": ["open", "snoozed", "solved"], "snoozed": ["open", "pending", "solved"], "solved": ["open", "closed"]},
            "rights": {"* -> closed": "close"}, "requester_may": ["* -> solved"],
            "on": {"assign": {"new": "open"}, "customer_reply": {"pending": "open", "snoozed": "open", "solved": "open"}},
            "closed_reply": "refuse", "solve_requires_assignee": true, "immutable": ["closed"], "reopens_per_hour": 1000,
            "auto": [{"from": "solved", "to": "closed", "after": {"business_days": self.close_days, "calendar": "office"}},
                {"from": "pending", "to": "solved", "after": {"hours": self.idle_hours}, "since": "last_activity", "unless": ["waiting"]}],
            "owner_timeout": {"after": owner, "statuses": ["new", "open"]},
            "merge": {"status": "closed"},
            "goodwill": {"EUR": {"limits": {"agent": 50, "lead": 200}, "ticket_budget": 100}}
        });
        Workflow::from_value(doc).unwrap()
    }
}

/// Staff, and a customer for each ticket.
pub fn people() -> People {
    thread_local!(static MADE: People = staff());
    MADE.with(Clone::clone)
}

fn staff() -> People {
    let customers = (0..super::naive::IDS.len()).map(|i| (format!("c-{i}"), Person::with_role("requester")));
    let mut people = People::default();
    people.actors.extend(customers);
    people
}

/// An instant of the engine.
pub fn at(hour: i64) -> i64 {
    START + hour * HOUR
}
