//! By which column map a file is read: one's own, a preset, or the preset whose columns it has.

use super::inspect::look::Look;
use super::map::{LogForm, LogMap};
use super::{MAX_INSPECT_BYTES, MAX_ROWS, plan, read, source};
use crate::document::Document;
use crate::error::{Error, ErrorKind, Result};
use crate::ticket::EventLog;
use crate::time::ZoneDb;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::io::{Cursor, Read};
use std::path::Path;

/// How much of a file is looked at before it is read by a preset.
const HEAD: u64 = 1 << 20;

/// By which column map a file is read.
///
/// A map of one's own is obeyed. A preset says what the columns of a help desk mean, and is laid under what the file is found to be: its
/// separator, the lines of a title before its header, an encoding other than UTF-8, another form of dates; each is told
/// ([`Quality::found`](crate::ticket::Quality)). Where day and month may be swapped in every date the file is refused, with what to write.
/// Without either the preset is the one whose columns the file has.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReadBy {
    /// A map of one's own.
    pub map: Option<LogMap>,
    /// The name of a preset; nothing beside a map.
    pub preset: Option<String>,
    /// The zone whose clock the times of the log show, where they carry no offset; stands over the map's.
    pub zone: Option<String>,
}

/// The same without a map of one's own, as a document.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct PresetDoc {
    /// The name of a preset.
    #[serde(default)]
    preset: Option<String>,
    /// The zone whose clock the times show.
    #[serde(default)]
    zone: Option<String>,
}

impl Document for PresetDoc {
    const WHAT: &'static str = "choice of a preset";
}

impl From<LogMap> for ReadBy {
    fn from(map: LogMap) -> Self {
        Self { map: Some(map), ..Self::default() }
    }
}

impl ReadBy {
    /// By a preset.
    #[must_use]
    pub fn preset(name: &str) -> Self {
        Self { preset: Some(name.to_owned()), ..Self::default() }
    }

    /// The same with the zone whose clock the times show.
    #[must_use]
    pub fn zone(self, zone: &str) -> Self {
        Self { zone: Some(zone.to_owned()), ..self }
    }

    /// From JSON: a column map, or `{"preset": "jira-list", "zone": "Europe/Berlin"}`, both of which may be left out.
    ///
    /// # Errors
    /// As [`LogMap::from_json`].
    pub fn from_json(text: &str) -> Result<Self> {
        let keys: Option<serde_json::Map<String, serde_json::Value>> = serde_json::from_str(text).ok();
        if keys.is_some_and(|keys| keys.keys().all(|key| key == "preset" || key == "zone")) {
            let PresetDoc { preset, zone } = Document::from_json(text)?;
            return Ok(Self { map: None, preset, zone });
        }
        Ok(LogMap::from_json(text)?.into())
    }

    /// The map where it can be told without the file, with the zone that stands over it.
    fn map(&self) -> Result<Option<LogMap>> {
        let map = match (&self.map, self.preset.as_deref()) {
            (Some(_), Some(preset)) => return Err(Error::invalid("preset", preset, "no preset beside a column map")),
            (Some(map), None) => Some(map.clone()),
            (None, Some(name)) => Some(LogMap::preset(name)?),
            (None, None) => None,
        };
        Ok(map.map(|map| self.zoned(map)))
    }

    pub(super) fn zoned(&self, mut map: LogMap) -> LogMap {
        if let Some(zone) = &self.zone {
            map.time.zone = Some(zone.clone());
        }
        map
    }

    /// The map for a file that looks so, the preset it is, and what was found out about the file.
    pub(super) fn chosen(&self, look: &Look) -> Result<Option<Chosen>> {
        let preset = match &self.preset {
            Some(name) => Some(LogMap::known(name)?),
            None if self.map.is_none() => look.preset(),
            None => None,
        };
        let map = match (self.map()?, preset) {
            (Some(map), _) => map,
            (None, Some(name)) => self.zoned(LogMap::preset(name)?),
            (None, None) => return Ok(None),
        };
        let mut chosen = Chosen { preset, map, said: Vec::new(), unclear: None };
        if let Some(name) = preset {
            chosen.said = look.lay(&mut chosen.map);
            match look.with_dates(&mut chosen.map, name) {
                Ok(said) => chosen.said.extend(said),
                Err(e) => chosen.unclear = Some(e),
            }
        }
        Ok(Some(chosen))
    }
}

/// A map for a file, and how it came about.
pub(super) struct Chosen {
    pub(super) preset: Option<&'static str>,
    pub(super) map: LogMap,
    /// What was found out, a sentence each.
    pub(super) said: Vec<String>,
    /// Why the form of its dates cannot be told.
    pub(super) unclear: Option<Error>,
}

/// Reads a log from a file, as [`read_by`] does.
///
/// # Errors
/// As [`read_by`], with the file's name; and [`ErrorKind::Io`] when it cannot be opened.
pub fn read_path_by(path: impl AsRef<Path>, by: &ReadBy, zones: &ZoneDb) -> Result<EventLog> {
    if let Some(map) = by.map()? {
        plan::check(&map, zones)?; // a fault of the map alone is none of the file
    }
    let name = path.as_ref().display().to_string();
    let file = std::fs::File::open(&path)
        .map_err(|e| Error::new(ErrorKind::Io, format!("cannot be opened: {e}")).in_file(name.as_str(), 0))?;
    read_by(file, by, zones).map_err(|e| {
        let line = e.line();
        e.in_file(name, line)
    })
}

/// Reads a log from any source of bytes by a map, a preset, or the preset whose columns it has.
///
/// # Errors
/// As [`from_reader`](super::from_reader); and [`ErrorKind::InvalidInput`] where no preset has these columns, and where day and month may
/// be swapped in every date.
///
/// ```
/// use sundesk::ticket::import::{ReadBy, read_by};
/// use sundesk::time::ZoneDb;
/// let list = "Issue key;Created;Resolved;Status\nSUP-1;2024-03-25 15:05;;Open\n";
/// let log = read_by(list.as_bytes(), &ReadBy::default().zone("Europe/Berlin"), &ZoneDb::bundled())?;
/// assert_eq!((log.preset(), log.assumed_zone()), (Some("jira-list"), Some("Europe/Berlin")));
/// assert_eq!(log.quality().found[0], "The fields are separated by ';'.");
/// # Ok::<(), sundesk::Error>(())
/// ```
pub fn read_by(mut source: impl Read, by: &ReadBy, zones: &ZoneDb) -> Result<EventLog> {
    // A name that is none is no fault of the file.
    let map = by.map()?;
    if let Some(map) = map.filter(|_| by.map.is_some()) {
        return super::from_reader(source, &map, zones);
    }
    let mut head = source::head(&mut source, HEAD).map_err(|e| source::read_error(&e))?;
    let mut seen = look(&head, HEAD)?;
    if seen.columns.is_empty() && !seen.whole && seen.form == "json_lines" {
        more(&mut source, &mut head)?; // a page is longer than that
        seen = look(&head, MAX_INSPECT_BYTES)?;
    }
    let mut chosen = by.chosen(&seen)?.ok_or_else(|| unread(&seen, &head, zones))?;
    if chosen.unclear.is_some() && !seen.whole {
        // One date further down settles which is the day.
        more(&mut source, &mut head)?;
        seen = look(&head, MAX_INSPECT_BYTES)?;
        chosen = by.chosen(&seen)?.ok_or_else(no_preset)?;
    }
    if let Some(unclear) = chosen.unclear {
        return Err(unclear);
    }
    drop(seen);
    let whole = Cursor::new(head).chain(source);
    let mut log = read(whole, &chosen.map, zones, MAX_ROWS, true, &mut Err)?;
    log.preset = chosen.preset;
    log.quality.found = chosen.said;
    Ok(log)
}

/// Reads on to the most that is looked at.
fn more(source: &mut impl Read, head: &mut Vec<u8>) -> Result<()> {
    let more = MAX_INSPECT_BYTES.saturating_sub(u64::try_from(head.len()).unwrap_or(u64::MAX));
    head.extend(source::head(source, more).map_err(|e| source::read_error(&e))?);
    Ok(())
}

/// Why no preset can be told: what is no table and no JSON has a fault of its own.
fn unread(seen: &Look, head: &[u8], zones: &ZoneDb) -> Error {
    if seen.columns.is_empty() {
        let (map, _) = super::inspect::draft::of(seen);
        return read(head, &map, zones, MAX_ROWS, false, &mut Err).err().unwrap_or_else(no_preset);
    }
    let Some((name, missing)) = seen.nearest() else { return no_preset() };
    let says = format!(
        "the columns are those of no preset; {name} would fit, but there is no column {missing}: export it with that, \
         or write a column map without it (`sundesk preset {name} > map.json`)"
    );
    Error::new(ErrorKind::InvalidInput, says).in_file("", 1)
}

fn look(head: &[u8], most: u64) -> Result<Look> {
    Look::of(head.to_vec(), u64::try_from(head.len()).unwrap_or(u64::MAX) < most, None)
}

/// A file that is none of the exports that are known.
pub(super) fn no_preset() -> Error {
    let says =
        "the columns are those of no preset: name one, or draft a column map with `sundesk inspect FILE --draft`";
    Error::new(ErrorKind::InvalidInput, says).in_file("", 1)
}

impl LogMap {
    /// The name of a preset as the library keeps it.
    fn known(name: &str) -> Result<&'static str> {
        Self::preset_text(name)?;
        Self::preset_names().find(|known| *known == name).ok_or_else(no_preset)
    }

    /// Whether it is of CSV.
    pub(super) fn is_csv(&self) -> bool {
        self.form == LogForm::Csv
    }
}
