//! The policies of another product.

use super::{Ask, Library, Reply};
use crate::error::Result;
use crate::sla::import::{ImportedPolicies, Names, import};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::fmt;

/// A policy document read from another product's form: `zendesk` (the answer of `/api/v2/slas/policies.json`) or `zammad` (`/api/v1/slas`). What has no
/// counterpart is left out and named; nothing is guessed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ImportPoliciesQuestion {
    /// `zendesk` or `zammad`.
    pub form: String,
    /// The text of the answer.
    pub text: String,
    /// What the product's numbers are called in the log, by field and number: `{"group_id": {"7": "Billing"}, "calendar_id": {"1": "office"}}`.
    #[serde(default, skip_serializing_if = "Names::is_empty")]
    pub names: Names,
}

impl Ask for ImportPoliciesQuestion {
    const NAME: &'static str = "import_policies";
    type Answer = ImportedPolicies;

    fn answer(&self, _: &Library) -> Result<ImportedPolicies> {
        import(&self.form, &self.text, &self.names)
    }
}

impl Reply for ImportedPolicies {}

impl fmt::Display for ImportedPolicies {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let default = usize::from(!self.policies.metrics.is_empty());
        writeln!(f, "{} policies, {} default", self.policies.policies.len(), default)?;
        self.left_out.iter().try_for_each(|problem| writeln!(f, "left out: {problem}"))
    }
}
