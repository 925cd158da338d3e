//! The catalog in use, and its replacement while texts are being made.

use super::reload::{Reload, Watch, stamps};
use crate::template::Args;
use crate::template::catalog::{Catalog, Config, Delivery, Rendered, Report};
use crate::template::channel::Channel;
use crate::template::gate::SetStatus;
use crate::template::sources::{Contract, Source, read_dir};
use crate::{Error, Result};
use arc_swap::ArcSwap;
use std::path::Path;
use std::sync::Arc;

/// The catalog in use; `Send + Sync`, to be shared by every thread of a program.
///
/// ```no_run
/// use sundesk::args;
/// use sundesk::template::Templates;
/// use sundesk::template::catalog::{Config, Delivery};
/// let store = Templates::load_dir("templates", Config::reference("en"))?;
/// let text = store.render("ticket-closed", &args! { ticket: "4711" }, &Delivery::to(["vi"]))?.text;
/// # Ok::<(), sundesk::Error>(())
/// ```
/// Readers never wait: a reload builds the new catalog beside the old one and swaps a pointer. A reload that is refused leaves
/// the old catalog in use and says why.
#[derive(Debug)]
pub struct Templates {
    current: ArcSwap<Catalog>,
}

impl Templates {
    /// Loads `<dir>/<locale>/<set>.ftl`.
    ///
    /// # Errors
    /// As [`read_dir`] and [`from_sources`](Self::from_sources).
    pub fn load_dir(dir: impl AsRef<Path>, config: Config) -> Result<Self> {
        Self::from_sources(&read_dir(dir.as_ref())?, &config)
    }

    /// Loads sources at hand: embedded files, strings, rows of a database.
    ///
    /// # Errors
    /// A broken file or an error in the reference, with every finding in [`Error::problems`] and the first one's file and line;
    /// a locale tag that is none; a reference without sources; more than
    /// [`MAX_FILES`](crate::template::catalog::MAX_FILES) sources.
    pub fn from_sources(sources: &[Source], config: &Config) -> Result<Self> {
        let (catalog, report) = Catalog::compile(sources, config)?;
        let catalog = catalog.ok_or_else(|| report.refuse())?;
        Ok(Self { current: ArcSwap::new(catalog) })
    }

    /// The catalog in use now. It stays as it is for as long as it is held, whatever is reloaded meanwhile.
    #[must_use]
    pub fn catalog(&self) -> Arc<Catalog> {
        self.current.load_full()
    }

    /// The text of a message for a reader: [`Catalog::render`].
    ///
    /// # Errors
    /// As [`Catalog::render`].
    pub fn render(&self, id: &str, args: &Args, delivery: &Delivery) -> Result<Rendered> {
        self.current.load().render(id, args, delivery)
    }

    /// Several forms of one message, in one language: [`Catalog::render_forms`].
    ///
    /// # Errors
    /// As [`Catalog::render_forms`].
    pub fn render_forms(
        &self,
        id: &str,
        channels: &[Channel],
        args: &Args,
        delivery: &Delivery,
    ) -> Result<Vec<Rendered>> {
        self.current.load().render_forms(id, channels, args, delivery)
    }

    /// The text with marks where something went wrong, for editors: [`Catalog::preview`].
    ///
    /// # Errors
    /// As [`Catalog::preview`].
    pub fn preview(&self, id: &str, args: &Args, delivery: &Delivery) -> Result<Rendered> {
        self.current.load().preview(id, args, delivery)
    }

    /// What the checks and the gate say about the catalog in use.
    #[must_use]
    pub fn report(&self) -> Report {
        self.current.load().report().clone()
    }

    /// How a set stands in a locale; `None` when there is no such set or locale.
    #[must_use]
    pub fn coverage(&self, set: &str, locale: &str) -> Option<SetStatus> {
        self.current.load().coverage(set, locale).cloned()
    }

    /// What a message needs and offers; `None` when there is no such message.
    #[must_use]
    pub fn variables(&self, id: &str) -> Option<Contract> {
        self.current.load().variables(id).cloned()
    }

    /// Replaces every text at once, under the same settings; the gate's present state is the previous one of the new catalog.
    /// When the new sources are refused, the old catalog goes on and the report says why.
    pub fn reload(&self, sources: &[Source]) -> Reload {
        let old = self.current.load_full();
        let mut config = old.config().clone();
        config.gate.previous = old.gate_state();
        let (catalog, report) = match Catalog::compile(sources, &config) {
            Ok(done) => done,
            Err(e) => (None, Report { refused: e.to_string(), ..Report::default() }),
        };
        let swapped = catalog.is_some();
        if let Some(new) = catalog {
            self.current.store(new);
        }
        Reload { swapped, version: self.current.load().version().to_owned(), report }
    }

    /// [`reload`](Self::reload) from a directory; a directory that cannot be read leaves the old catalog too.
    pub fn reload_dir(&self, dir: impl AsRef<Path>) -> Reload {
        match read_dir(dir.as_ref()) {
            Ok(sources) => self.reload(&sources),
            Err(e) => self.refused(&e),
        }
    }

    /// Looks whether a directory changed since the last look and reloads it if so: call it from a timer of the host. Nothing
    /// here waits, watches or runs by itself.
    ///
    /// # Errors
    /// A directory that cannot be read; the old catalog goes on.
    pub fn poll_dir(&self, dir: impl AsRef<Path>, watch: &mut Watch) -> Result<Option<Reload>> {
        let now = stamps(dir.as_ref())?;
        Ok(if watch.changed(now) { Some(self.reload_dir(dir)) } else { None })
    }

    fn refused(&self, error: &Error) -> Reload {
        let report = Report { refused: error.to_string(), ..Report::default() };
        Reload { swapped: false, version: self.current.load().version().to_owned(), report }
    }
}
