//! What every file of calls needs: how a call is written, every handle, and the types behind them.

pub(crate) use crate::binding::sundesk_binding;
pub(crate) use crate::board::sundesk_board;
pub(crate) use crate::calendar::sundesk_calendar;
pub(crate) use crate::call::{Arg, At, Form, Give, Json, New, Text, call, choices, documents, free, handle, ok};
pub(crate) use crate::clock::sundesk_metric;
pub(crate) use crate::error::{sundesk_error, sundesk_status};
pub(crate) use crate::guard::{Fault, Out, Room, put_if, slice, slice_if, slice_mut, versioned};
pub(crate) use crate::library::sundesk_library;
pub(crate) use crate::log::sundesk_eventlog;
pub(crate) use crate::roster::sundesk_roster;
pub(crate) use crate::sla::{sundesk_calendars, sundesk_history, sundesk_policies};
pub(crate) use crate::text::c_text;
pub(crate) use crate::workflow::sundesk_workflow;
pub(crate) use crate::zone::{database, sundesk_zone, sundesk_zonedb};
pub(crate) use std::ffi::c_char;
pub(crate) use std::sync::Arc;
pub(crate) use sundesk_core::calendar::{Calendar, Calendars};
pub(crate) use sundesk_core::coverage::Roster;
pub(crate) use sundesk_core::desk::Library;
pub(crate) use sundesk_core::desk::ask::Question;
pub(crate) use sundesk_core::document::{Document, MAX_DOCUMENT_BYTES, read_document, read_json, read_list};
pub(crate) use sundesk_core::sla::{Binding, PolicySet, evaluate_us};
pub(crate) use sundesk_core::ticket::{EventDoc, EventLog, TicketHistory, lifecycle::Board, workflow::Workflow};
pub(crate) use sundesk_core::time::{
    TimeSegment, Zone, ZoneDb, check_instant, format_instant, from_micros, parse_instant,
};
pub(crate) use sundesk_core::{Error, Result};
#[cfg(feature = "texts")]
pub(crate) use {
    crate::functions::sundesk_functions,
    crate::template::{Names, Sources, sundesk_templates},
    serde_json::{Value, json},
    sundesk_core::template::catalog::{Config, Delivery, Source},
    sundesk_core::template::{Args, Functions, Locale, Templates, document, starter},
};
