//! Who reads the texts, held ready.

use crate::args::{Arg, args};
use crate::convert::Instant;
use crate::errors::OrRaise;
use crate::template::Templates;
use crate::texts::Rendered;
use crate::values::arguments;
use pyo3::gc::{PyTraverseError, PyVisit};
use pyo3::prelude::*;
use pyo3::types::PyDict;
use sundesk_core::template::{Args, catalog};

/// A reader of texts: locale, channel, zone and the rest read once, for any number of messages. `Templates.delivery` makes it.
///
/// It never changes and may be shared between threads; a reload of the templates is seen.
///
/// >>> from datetime import datetime, timezone
/// >>> from sundesk import Templates
/// >>> texts = Templates.from_sources({"en": {"mail": 'due = Due { DATETIME($at, timeStyle: "short") }.'}})
/// >>> reader = texts.delivery(locale="en-GB", tz="Europe/Berlin")
/// >>> reader.text("due", at=datetime(2026, 3, 2, 9, 30, tzinfo=timezone.utc))
/// 'Due 10:30.'
#[pyclass(frozen, module = "sundesk")]
pub(crate) struct Delivery {
    core: catalog::Delivery,
    templates: Py<Templates>,
}

impl Delivery {
    pub(crate) fn new(core: catalog::Delivery, templates: Py<Templates>) -> Self {
        Self { core, templates }
    }

    fn made(&self, id: &str, args: &Args, now: Option<Instant>) -> sundesk_core::Result<catalog::Rendered> {
        let templates = &self.templates.get().core;
        let Some(now) = now else { return templates.render(id, args, &self.core) };
        let mut delivery = self.core.clone();
        delivery.ctx.now = Some(now.0);
        templates.render(id, args, &delivery)
    }
}

#[pymethods]
impl Delivery {
    /// The text of a message, whole or not at all. `now` is the present for relative time, in place of the delivery's.
    #[pyo3(signature = (id, /, *, now = None, args = None, **values: "Any"))]
    fn text(
        &self,
        id: Arg<&str>,
        now: Option<Arg<Instant>>,
        args: Option<&Bound<'_, PyAny>>,
        values: Option<&Bound<'_, PyDict>>,
    ) -> PyResult<String> {
        args!(id, now);
        Ok(self.made(id, &arguments(args, values)?, now).or_raise()?.text)
    }

    /// The same with its locale, direction and what a person should know: what `Templates.render` gives.
    #[pyo3(signature = (id, /, *, now = None, args = None, **values: "Any"))]
    fn render(
        &self,
        id: Arg<&str>,
        now: Option<Arg<Instant>>,
        args: Option<&Bound<'_, PyAny>>,
        values: Option<&Bound<'_, PyDict>>,
    ) -> PyResult<Rendered> {
        args!(id, now);
        self.made(id, &arguments(args, values)?, now).or_raise().map(Rendered)
    }

    fn __traverse__(&self, visit: PyVisit<'_>) -> Result<(), PyTraverseError> {
        visit.call(&self.templates)
    }

    fn __repr__(&self) -> String {
        format!("<Delivery to {} by {}>", self.core.locales.join(", "), self.core.channel.name())
    }
}
