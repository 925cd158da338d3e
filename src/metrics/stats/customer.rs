//! Figures about customers: who stays, what one is worth, who helps himself.

use super::{finite, number, quotient};
use crate::error::{Error, Result};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Which share of the customers stayed over a period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RetentionOf {
    /// At its start.
    pub start: u64,
    /// Won in it.
    pub new: u64,
    /// At its end.
    pub end: u64,
}

/// Who stayed.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Retention {
    /// `(end - new) / start`; `null` where there was nobody at the start.
    pub retention: Option<f64>,
    /// One less that.
    pub churn: Option<f64>,
}

impl RetentionOf {
    /// Computes it.
    ///
    /// # Errors
    /// [`ErrorKind::InvalidInput`](crate::ErrorKind::InvalidInput) when the counts cannot be: more new ones than there are at the end and none
    /// gone, or more left of the start than there were.
    pub fn compute(&self) -> Result<Retention> {
        let Some(stayed) = self.end.checked_sub(self.new) else {
            let expected = format!("at least the new ones, {}, who are among them", self.new);
            return Err(Error::invalid("end", self.end, expected));
        };
        if stayed > self.start {
            let expected =
                format!("at most those of the start and the new ones, {}", self.start.saturating_add(self.new));
            return Err(Error::invalid("end", self.end, expected));
        }
        let retention = quotient(number(stayed), number(self.start));
        Ok(Retention { retention, churn: retention.map(|r| 1.0 - r) })
    }
}

/// What a customer is worth, by named models.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LifetimeValueOf {
    /// What an order is worth.
    pub order_value: f64,
    /// Orders in a year.
    pub orders_per_year: f64,
    /// The share of it that is earned.
    pub margin: f64,
    /// Years a customer stays, for the simple model.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lifetime_years: Option<f64>,
    /// The share that stays from one year to the next, for the discounted model.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retention: Option<f64>,
    /// The yearly rate at which later money is worth less.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub discount: Option<f64>,
}

/// What a customer is worth, by the model that each figure names.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct LifetimeValue {
    /// Order value times orders times years; `null` without years.
    pub simple_revenue: Option<f64>,
    /// The margin of that.
    pub simple_margin: Option<f64>,
    /// `m r / (1 + d - r)`, with `m` the margin of a year: without an end; `null` without retention and discount.
    pub discounted_margin: Option<f64>,
}

impl LifetimeValueOf {
    /// Computes it.
    ///
    /// # Errors
    /// [`ErrorKind::InvalidInput`](crate::ErrorKind::InvalidInput) for what is negative or no number, and a retention that is no share.
    pub fn compute(&self) -> Result<LifetimeValue> {
        let fields = [
            ("order_value", Some(self.order_value)),
            ("orders_per_year", Some(self.orders_per_year)),
            ("lifetime_years", self.lifetime_years),
            ("retention", self.retention),
            ("discount", self.discount),
        ];
        for (name, value) in fields {
            if let Some(value) = value.filter(|v| !v.is_finite() || *v < 0.0) {
                return Err(Error::invalid(name, value, "a number, not negative"));
            }
        }
        finite(self.margin, "margin")?;
        if let Some(retention) = self.retention.filter(|r| *r > 1.0) {
            return Err(Error::invalid("retention", retention, "a share from 0 to 1"));
        }
        let year = self.order_value * self.orders_per_year;
        let simple_revenue = self.lifetime_years.map(|years| year * years);
        let discounted = |(r, d): (f64, f64)| quotient(year * self.margin * r, 1.0 + d - r);
        Ok(LifetimeValue {
            simple_revenue,
            simple_margin: simple_revenue.map(|v| v * self.margin),
            discounted_margin: self.retention.zip(self.discount).and_then(discounted),
        })
    }
}

/// How much is solved without the desk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SelfServiceOf {
    /// Solved without a person of the desk.
    pub self_solved: u64,
    /// Tickets.
    pub tickets: u64,
    /// Users of the help centre.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub help_centre_users: Option<u64>,
    /// Customers who wrote a ticket.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub requesters: Option<u64>,
}

/// How much is solved without the desk.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct SelfService {
    /// Self-solved over self-solved and tickets; `null` where there are none.
    pub share: Option<f64>,
    /// Users of the help centre for each customer who wrote; `null` without both.
    pub score: Option<f64>,
}

impl SelfServiceOf {
    /// Computes it.
    ///
    /// # Errors
    /// None today; a later field may be refused.
    pub fn compute(&self) -> Result<SelfService> {
        let solved = number(self.self_solved);
        let score = self.help_centre_users.zip(self.requesters);
        Ok(SelfService {
            share: quotient(solved, solved + number(self.tickets)),
            score: score.and_then(|(users, requesters)| quotient(number(users), number(requesters))),
        })
    }
}
