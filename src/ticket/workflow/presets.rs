//! Workflows as common help desks have them, ready to use or to change.

/// The presets by name, each with its document: `zendesk`, `jsm` (Jira Service Management), `servicenow`, `zammad`, `chatwoot`, and
/// `linear`, the straight line from new to closed.
///
/// ```
/// use sundesk::ticket::workflow::Workflow;
/// let zendesk = Workflow::preset("zendesk")?;
/// assert_eq!(zendesk.doc().default, "new");
/// # Ok::<(), sundesk::Error>(())
/// ```
pub const PRESETS: &[(&str, &str)] = &[
    ("zendesk", include_str!("presets/zendesk.json")),
    ("jsm", include_str!("presets/jsm.json")),
    ("servicenow", include_str!("presets/servicenow.json")),
    ("zammad", include_str!("presets/zammad.json")),
    ("chatwoot", include_str!("presets/chatwoot.json")),
    ("linear", include_str!("presets/linear.json")),
];
