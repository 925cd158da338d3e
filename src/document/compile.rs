//! From a document to what it means: checked once, then used without checks.

use super::{Document, Problems};

/// A document that is checked and made ready for use.
///
/// ```
/// use sundesk::{calendar::CalendarDoc, document::{Compile, Document, Problems}, time::ZoneDb};
/// let doc = CalendarDoc::from_json(r#"{"timezone": "Mars/Base", "weekly": {"mon": ["9h-17h"]}}"#)?;
/// let mut problems = Problems::default();
/// assert!(problems.nest("calendars.eu", |p| doc.compile(&ZoneDb::bundled(), p)).is_none());
/// let error = problems.finish(Some(())).unwrap_err();
/// let paths: Vec<&str> = error.problems().iter().map(|p| p.path.as_str()).collect();
/// assert_eq!(paths, ["calendars.eu.timezone", "calendars.eu.weekly.mon[0]"]);
/// # Ok::<(), sundesk::Error>(())
/// ```
pub trait Compile: Document {
    /// What it becomes.
    type Out;
    /// What is needed for it, such as the zone database.
    type With<'a>: Copy;

    /// Checks all of it; every fault goes to `problems`, relative to where they stand. `None` when there was one.
    fn compile(&self, with: Self::With<'_>, problems: &mut Problems) -> Option<Self::Out>;
}
