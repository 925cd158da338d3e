//! A catalog: the sets of messages of every locale, checked, compiled and immutable.
//!
//! ```text
//! sources ─▶ size and nesting ─▶ parse with comments ─▶ index ─▶ circles, depth ─▶ checks ─▶ gate ─▶ compile
//! ```
//! A catalog is shared between threads without locks. What a reader may get (chains of locales, states of sets) is worked out
//! when it is made, so that rendering only looks things up.

mod choose;
mod config;
mod delivery;
mod render;
mod report;
mod types;
mod wishes;

pub use crate::template::sources::{
    Declared, MAX_DIR_DEPTH, MAX_FILES, MAX_OVERLAYS, MAX_READINGS, MAX_REFERENCE_DEPTH, MAX_REFERENCED_TEXTS,
    MAX_REFERENCED_VARIABLES, MAX_TEXTS, Review, Source, VarType, read_dir,
};
pub use config::{Config, FallbackMode};
pub use delivery::{Delivery, Isolates, Reason, Rendered, Version, Warning};
pub use report::{BuildReport, Report};
pub use wishes::MAX_REMEMBERED_WISHES;

use crate::Result;
use crate::hash::OwnKeys;
use crate::template::gate::{self, GateState, SetStatus, Standing};
use crate::template::lint;
use crate::template::negotiate::{self, Direction, Negotiator};
use crate::template::sources::{Contract, Workspace, contract, normalised};
use crate::template::{Bundle, Locale};
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;
use wishes::Wish;

/// A locale, compiled.
#[derive(Debug)]
struct Compiled {
    locale: Locale,
    /// Its tag without the tone: what decides how numbers and dates look.
    formats: String,
    bundle: Bundle,
    direction: Direction,
    /// The same for all locales at hand of one language and script.
    kin: usize,
}

/// A message of the reference.
#[derive(Debug)]
struct Message {
    set: usize,
    /// Attributes of the reference in the order of their names; the empty one is the value.
    attributes: Vec<String>,
    /// By locale, in the order of the attributes.
    texts: Vec<Vec<Option<Text>>>,
    contract: Contract,
    /// What the contract declares, ready to be held against values.
    types: types::Types,
}

/// A text of a message in a locale.
#[derive(Debug, Clone, Copy)]
struct Text {
    /// Its number in the locale's bundle.
    entry: u32,
    /// What the gate says; `None` for a text that must not be read.
    standing: Option<Standing>,
}

/// A set: its state in every locale, by index.
#[derive(Debug)]
struct Set {
    auto_reply: bool,
    on: Vec<bool>,
    coverage: Vec<f64>,
}

/// Wished tag → (tone, answer).
type Wishes = HashMap<String, Vec<(Option<String>, Wish)>, OwnKeys>;

/// Checked, compiled, immutable messages of every locale. Cheap to share: it lives in an `Arc`.
#[derive(Debug)]
pub struct Catalog {
    config: Config,
    reference: usize,
    locales: Vec<Compiled>,
    sets: Vec<Set>,
    messages: HashMap<String, Message, OwnKeys>,
    negotiator: Negotiator,
    /// Answers for the tags at hand, with each tone at hand: the wishes nearly every reader has.
    known_wishes: Wishes,
    /// Every other wish, remembered when it first comes.
    wishes: wishes::Wishes,
    report: Report,
    version: Version,
}

/// Checks sources without compiling them. Never refuses: what is wrong is in the report.
///
/// # Errors
/// A locale tag that is none, a reference that has no source, settings that contradict each other;
/// [`ErrorKind::LimitExceeded`](crate::ErrorKind::LimitExceeded) past [`MAX_FILES`] sources.
pub fn check(sources: &[Source], config: &Config) -> Result<Report> {
    examine(&normalised(sources)?, &config.canonical()?).map(|(_, _, report)| report)
}

fn examine(sources: &[Source], config: &Config) -> Result<(Workspace, gate::Verdict, Report)> {
    config.gate.check()?;
    let workspace = Workspace::read(sources, &config.reference)?;
    let outcome = lint::run(&workspace, &config.lint, &config.channels, &config.functions);
    let verdict = gate::judge(&workspace, &outcome, &config.gate);
    let report = Report {
        findings: outcome.findings,
        sets: verdict.sets.clone(),
        loadable: outcome.refused.is_none(),
        refused: outcome.refused.unwrap_or_default(),
    };
    Ok((workspace, verdict, report))
}

impl Catalog {
    /// Checks and compiles sources. With a report that is not [`loadable`](Report::loadable) there is no catalog.
    ///
    /// # Errors
    /// As [`check`]; the broken sources themselves are in the report.
    pub fn compile(sources: &[Source], config: &Config) -> Result<(Option<Arc<Catalog>>, Report)> {
        let (sources, config) = (&normalised(sources)?, &config.canonical()?);
        let (workspace, verdict, report) = examine(sources, config)?;
        if !report.loadable {
            return Ok((None, report));
        }
        let catalog = Self::assemble(sources, config, &workspace, verdict, report.clone())?;
        Ok((Some(Arc::new(catalog)), report))
    }

    fn assemble(
        sources: &[Source],
        config: &Config,
        ws: &Workspace,
        verdict: gate::Verdict,
        report: Report,
    ) -> Result<Self> {
        let negotiator = Negotiator::new(ws.locales.iter().map(|l| l.name.as_str()))?;
        let locales = compile_locales(sources, config, ws)?;
        let names = gate::sets(ws);
        let numbers: HashMap<&str, usize> = names.iter().enumerate().map(|(i, (name, _))| (*name, i)).collect();
        let mut messages = HashMap::default();
        for entry in ws.reference_entries().filter(|e| !e.term) {
            let set = numbers.get(entry.set.as_str()).copied().unwrap_or(usize::MAX);
            let mut attributes: Vec<String> = entry.units.iter().map(|u| u.attribute.clone()).collect();
            attributes.sort_unstable();
            let of = |(locale, standings): (&Compiled, &gate::Standings)| {
                let text = |attribute: &String| {
                    let standing = standings.get(&entry.id).and_then(|s| s.get(attribute)).copied();
                    locale.bundle.entry(&entry.id, attribute).map(|entry| Text { entry, standing })
                };
                attributes.iter().map(text).collect()
            };
            let texts = locales.iter().zip(&verdict.standings).map(of).collect();
            let contract = contract(ws, entry);
            let types = types::Types::of(ws, entry, &contract);
            messages.insert(entry.id.clone(), Message { set, attributes, texts, contract, types });
        }
        let marked: BTreeSet<&str> = ws.files.iter().flat_map(|f| f.auto_reply.iter().map(String::as_str)).collect();
        // The verdict has every set in its order for one locale after the other.
        let status = |locale: usize, set: usize| verdict.sets.get(locale * names.len() + set);
        let sets = names.iter().enumerate().map(|(number, (name, _))| {
            let auto_reply = config.auto_reply_sets.contains(*name) || marked.contains(name);
            let of = |locale| status(locale, number);
            let on = (0..ws.locales.len()).map(|l| of(l).is_some_and(|s| s.on)).collect();
            let coverage = (0..ws.locales.len()).map(|l| of(l).map_or(0.0, |s| s.coverage)).collect();
            Set { auto_reply, on, coverage }
        });
        let sets = sets.collect();
        let mut catalog = Self {
            config: config.clone(),
            reference: ws.reference,
            locales,
            sets,
            messages,
            negotiator,
            known_wishes: Wishes::default(),
            wishes: wishes::Wishes::default(),
            report,
            version: version(sources, config, &verdict.sets),
        };
        catalog.known_wishes = catalog.usual_wishes();
        Ok(catalog)
    }

    /// What every tag at hand comes to, and one without a tone also with each tone of its language.
    fn usual_wishes(&self) -> Wishes {
        let mut tones: HashMap<&str, BTreeSet<&str>> = HashMap::new();
        for locale in &self.locales {
            if let Some((_, tone)) = locale.locale.as_str().split_once("-x-") {
                tones.entry(locale.locale.language()).or_default().insert(tone);
            }
        }
        let mut out = Wishes::default();
        for locale in &self.locales {
            let tag = locale.locale.as_str();
            let wish = |tone: Option<&str>| (tone.map(str::to_owned), Wish::new(tag, self.negotiate(tag, tone)));
            let own = tones.get(locale.locale.language()).filter(|_| !tag.contains("-x-"));
            let mut answers = vec![wish(None)];
            answers.extend(own.into_iter().flatten().map(|tone| wish(Some(tone))));
            out.insert(tag.to_owned(), answers);
        }
        out
    }

    /// The settings it was made with.
    #[must_use]
    pub fn config(&self) -> &Config {
        &self.config
    }

    /// What the checks and the gate said.
    #[must_use]
    pub fn report(&self) -> &Report {
        &self.report
    }

    /// A stable id of sources and settings: the same texts have the same version on every machine.
    #[must_use]
    pub fn version(&self) -> &str {
        &self.version
    }

    /// The locales, overlays included, in the order of their tags.
    pub fn locales(&self) -> impl Iterator<Item = &str> {
        self.locales.iter().map(|l| l.locale.as_str())
    }

    /// The ids of the messages of the reference, sorted.
    #[must_use]
    pub fn messages(&self) -> Vec<&str> {
        let mut ids: Vec<&str> = self.messages.keys().map(String::as_str).collect();
        ids.sort_unstable();
        ids
    }

    /// How a set stands in a locale.
    #[must_use]
    pub fn coverage(&self, set: &str, locale: &str) -> Option<&SetStatus> {
        let locale = negotiate::present(locale).ok()?;
        self.report.sets.iter().find(|s| s.set == set && s.locale == locale.as_str())
    }

    /// What a message needs and offers; `None` when the reference does not have it.
    #[must_use]
    pub fn variables(&self, id: &str) -> Option<&Contract> {
        self.messages.get(id).map(|m| &m.contract)
    }

    /// What every message of the reference needs and offers, in the order of the ids: for `stamp`, or for a build that checks its calls.
    ///
    /// ```
    /// use sundesk::template::catalog::{Catalog, Config, Source};
    /// let sources = [Source::new("en", "mail", "hello = Hello, { $name }!\nbye = Goodbye!\n")];
    /// let (catalog, _) = Catalog::compile(&sources, &Config::reference("en"))?;
    /// let contracts = catalog.expect("the texts are sound").contracts();
    /// assert_eq!(contracts.iter().map(|c| c.id.as_str()).collect::<Vec<_>>(), ["bye", "hello"]);
    /// assert!(contracts[1].variables.contains_key("name"));
    /// # Ok::<(), sundesk::Error>(())
    /// ```
    #[must_use]
    pub fn contracts(&self) -> Vec<Contract> {
        let mut contracts: Vec<Contract> = self.messages.values().map(|m| m.contract.clone()).collect();
        contracts.sort_unstable_by(|a, b| a.id.cmp(&b.id));
        contracts
    }

    /// Which sets are on: what a host stores and gives back as [`GateConfig::previous`](crate::template::gate::GateConfig::previous).
    #[must_use]
    pub fn gate_state(&self) -> GateState {
        let mut state = GateState::default();
        for s in self.report.sets.iter().filter(|s| s.on) {
            state.0.entry(s.locale.clone()).or_default().insert(s.set.clone());
        }
        state
    }
}

fn compile_locales(sources: &[Source], config: &Config, ws: &Workspace) -> Result<Vec<Compiled>> {
    let mut by_locale: HashMap<&str, Vec<&Source>> = HashMap::new();
    for source in sources {
        by_locale.entry(&source.locale).or_default().push(source);
    }
    let of = |name: &str| by_locale.get(name).into_iter().flatten().copied();
    let mut kin: HashMap<(&str, &str), usize> = HashMap::new();
    let mut out = Vec::with_capacity(ws.locales.len());
    for (number, view) in ws.locales.iter().enumerate() {
        let kin = *kin.entry((&view.language, &view.script)).or_insert(number);
        // A locale over the ones it lies over: nearest first, and what is nearer hides what is farther.
        let mut builder = Bundle::builder(&negotiate::canonical(&view.name)?);
        builder.functions(&config.functions);
        for source in of(&view.name) {
            builder.add(&source.file, &source.text)?;
        }
        for below in view.under.iter().filter_map(|&l| ws.view(l)) {
            for source in of(&below.name) {
                builder.add_under(&source.file, &source.text)?;
            }
        }
        out.push(Compiled {
            formats: wishes::without_tone(&view.name).to_owned(),
            locale: view.name.parse()?,
            bundle: builder.build(),
            direction: negotiate::direction(&view.name),
            kin,
        });
    }
    Ok(out)
}

/// A number for everything that decides a rendering: texts, settings, functions, and which sets are on. The state that the gate had
/// before counts only through what came of it.
fn version(sources: &[Source], config: &Config, sets: &[SetStatus]) -> Version {
    let mut settings = config.clone();
    settings.gate.previous = GateState::default();
    // Settings serialise in a fixed order; a setting that cannot be written is not one of ours.
    let settings = serde_json::to_string(&settings).unwrap_or_default();
    let functions = config.functions.signatures();
    let texts = sources.iter().flat_map(|s| [s.locale.as_str(), &s.set, &s.text]);
    let on = sets.iter().filter(|s| s.on).flat_map(|s| [s.locale.as_str(), &s.set]);
    let all = texts.chain([settings.as_str(), &functions]).chain(on);
    Version::new(crate::hash::fnv1a(all.flat_map(|text| text.bytes().chain([0xff]))))
}
