//! Coverage in columns: one row a stretch, for data frames and arrays.

use super::cover::Cover;
use super::state::State;
use std::collections::HashMap;

/// The stretches of a [`Cover`] in columns of one length, in order and without gaps. Who is on is a place in `crews`, which has each set of people once.
///
/// ```
/// use sundesk::coverage::{Filter, Roster};
/// use sundesk::time::{TimeSegment, ZoneDb, parse_instant};
/// let roster = Roster::from_json(r#"{"people": {"ana": {"capacity": 3}, "ben": {}},
///     "shifts": [{"id": "day", "timezone": "UTC", "start": "08:00", "end": "16:00", "people": ["ana", "ben"]}]}"#, &ZoneDb::bundled())?;
/// let range = TimeSegment::new(parse_instant("2026-05-04T00:00:00Z")?, parse_instant("2026-05-06T00:00:00Z")?);
/// let columns = roster.cover(range, &Filter::default())?.columns();
/// // Nobody, both, nobody over midnight, both, nobody: the people are named once.
/// assert_eq!(columns.crew, [0, 1, 0, 1, 0]);
/// assert_eq!(columns.crews, [vec![], vec!["ana", "ben"]]);
/// assert_eq!((&columns.depth[..2], &columns.people[..2], &columns.duties[..2]), (&[0, 4][..], &[0, 2][..], &[0, 1][..]));
/// # Ok::<(), sundesk::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct CoverColumns {
    /// The first instant, in microseconds since 1970 UTC.
    pub start: Vec<i64>,
    /// The first instant after it.
    pub end: Vec<i64>,
    /// The sum of the capacities of those who are on; a person counts once.
    pub depth: Vec<u32>,
    /// How many are on: people, and shifts that name nobody.
    pub people: Vec<u32>,
    /// How many duties are on; two and more are an overlap, none is a gap.
    pub duties: Vec<u32>,
    /// Who is on: a place in `crews`.
    pub crew: Vec<u32>,
    /// The names of each set of people, and of shifts that name nobody, in order.
    pub crews: Vec<Vec<String>>,
}

impl Cover {
    /// How many stretches there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.line.iter().count()
    }

    /// Whether the range is empty.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The stretches in columns: what [`segments`](Self::segments) has, without a text for each.
    #[must_use]
    pub fn columns(&self) -> CoverColumns {
        let plan = self.plan();
        let (mut places, mut columns) = (HashMap::new(), CoverColumns::default());
        let each: Vec<(u32, u32, u32, u32)> = self
            .states
            .iter()
            .map(|state| {
                let names = state.names(plan);
                let (people, next) = (count(names.len()), count(columns.crews.len()));
                let crew = *places.entry(names.clone()).or_insert_with(|| {
                    columns.crews.push(names.into_iter().map(str::to_owned).collect());
                    next
                });
                (state.depth, people, duties(state), crew)
            })
            .collect();
        for (time, state) in self.line.iter() {
            let Some((depth, people, duties, crew)) = super::plan::item(&each, *state) else { continue };
            columns.start.push(time.start);
            columns.end.push(time.end);
            columns.depth.push(*depth);
            columns.people.push(*people);
            columns.duties.push(*duties);
            columns.crew.push(*crew);
        }
        columns
    }
}

fn duties(state: &State) -> u32 {
    count(state.duties)
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
