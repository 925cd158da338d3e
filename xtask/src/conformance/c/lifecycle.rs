//! `lifecycle.json` through `sundesk_board_command` and its kin.

use super::{ErrorOut, Handle, Library, Owned, calendar, json};
use crate::conformance::keys::micros;
use serde_json::{Map, Value, json};
use std::ffi::{CString, c_char};
use std::ptr::null_mut;

type New = unsafe extern "C" fn(*const c_char, *mut Handle, ErrorOut) -> i32;
type NewBoard = unsafe extern "C" fn(*const c_char, Handle, *mut Handle, ErrorOut) -> i32;
type NewSet = unsafe extern "C" fn(Handle, *mut Handle, ErrorOut) -> i32;
type Named = unsafe extern "C" fn(Handle, *const c_char, Handle, ErrorOut) -> i32;
type Take = unsafe extern "C" fn(Handle, *const c_char, ErrorOut) -> i32;
type Ask = unsafe extern "C" fn(Handle, *const c_char, *mut *mut c_char, ErrorOut) -> i32;
type Tell = unsafe extern "C" fn(Handle, *mut *mut c_char, ErrorOut) -> i32;
type Tick = unsafe extern "C" fn(Handle, i64, *mut *mut c_char, ErrorOut) -> i32;
type ErrorJson = unsafe extern "C" fn(Handle) -> *const c_char;
type Free = unsafe extern "C" fn(Handle);

// SAFETY (of every call below): the types are those of include/sundesk.h, the pointers are locals or alive handles.

pub(super) fn answer(lib: &Library, case: &Value) -> Result<Value, String> {
    if let Some(define) = case.get("define") {
        return problems(lib, define);
    }
    let board = board(lib, case)?;
    let command = unsafe { lib.function::<Ask>("sundesk_board_command") }?;
    let tick = unsafe { lib.function::<Tick>("sundesk_board_tick") }?;
    let (mut saved, mut codes, mut records) = (Map::new(), Vec::new(), Vec::new());
    for step in case.get("steps").and_then(Value::as_array).into_iter().flatten() {
        if let Some(to) = step.get("tick").and_then(Value::as_str) {
            let now = micros(to)?;
            let told = lib.text(|out, err| unsafe { tick(board.get(), now, out, err) })?;
            records.extend(list(&told)?);
            codes.push(Value::Null);
            continue;
        }
        let mut given = step.get("command").cloned().unwrap_or_default();
        if let (Some(name), Some(fields)) = (step.get("expect_version").and_then(Value::as_str), given.as_object_mut())
        {
            fields.insert("expect_version".to_owned(), saved.get(name).cloned().unwrap_or_default());
        }
        let said = json(&given)?;
        let told = lib.text(|out, err| unsafe { command(board.get(), said.as_ptr(), out, err) })?;
        let decision: Value = serde_json::from_str(&told).map_err(|e| e.to_string())?;
        for part in ["due", "records"] {
            records.extend(decision.get(part).and_then(Value::as_array).cloned().unwrap_or_default());
        }
        codes.push(decision.pointer("/refusal/code").cloned().unwrap_or_default());
        if let Some(name) = step.get("save_version").and_then(Value::as_str) {
            let id = given.get("ticket").and_then(Value::as_str).unwrap_or_default();
            saved.insert(name.to_owned(), view(lib, &board, id)?.get("version").cloned().unwrap_or_default());
        }
    }
    let ids = unsafe { lib.function::<Tell>("sundesk_board_tickets") }?;
    let mut tickets = Map::new();
    for id in list(&lib.text(|out, err| unsafe { ids(board.get(), out, err) })?)? {
        let id = id.as_str().unwrap_or_default();
        tickets.insert(id.to_owned(), view(lib, &board, id)?);
    }
    Ok(json!({"steps": codes, "records": records, "tickets": tickets}))
}

fn list(text: &str) -> Result<Vec<Value>, String> {
    serde_json::from_str(text).map_err(|e| e.to_string())
}

fn view(lib: &Library, board: &Owned, id: &str) -> Result<Value, String> {
    let ticket = unsafe { lib.function::<Ask>("sundesk_board_ticket") }?;
    let id = CString::new(id).map_err(|e| e.to_string())?;
    let told = lib.text(|out, err| unsafe { ticket(board.get(), id.as_ptr(), out, err) })?;
    serde_json::from_str(&told).map_err(|e| e.to_string())
}

fn board(lib: &Library, case: &Value) -> Result<Owned, String> {
    let object = |key: &str| case.get(key).and_then(Value::as_object).cloned().unwrap_or_default();
    let new = unsafe { lib.function::<NewSet>("sundesk_calendars_new") }?;
    let set = lib.make("sundesk_calendars_free", |out, err| unsafe { new(null_mut(), out, err) })?;
    let insert = unsafe { lib.function::<Named>("sundesk_calendars_insert") }?;
    for (name, doc) in object("calendars") {
        let (name, one) = (CString::new(name).map_err(|e| e.to_string())?, calendar(lib, &doc)?);
        lib.call(|err| unsafe { insert(set.get(), name.as_ptr(), one.get(), err) })?;
    }
    let new = unsafe { lib.function::<NewBoard>("sundesk_board_new") }?;
    let board = lib.make("sundesk_board_free", |out, err| unsafe { new(c"cases".as_ptr(), set.get(), out, err) })?;
    let own = case.get("workflow").and_then(Value::as_str).unwrap_or_default().to_owned();
    let (new, add) =
        unsafe { (lib.function::<New>("sundesk_workflow_new")?, lib.function::<Named>("sundesk_board_add_workflow")?) };
    let workflows = object("workflows");
    let mut version = String::new();
    for name in std::iter::once(&own).chain(workflows.keys().filter(|name| **name != own)) {
        let doc = json(workflows.get(name).unwrap_or(&Value::Null))?;
        let workflow = lib.make("sundesk_workflow_free", |out, err| unsafe { new(doc.as_ptr(), out, err) })?;
        let c_name = CString::new(name.as_str()).map_err(|e| e.to_string())?;
        lib.call(|err| unsafe { add(board.get(), c_name.as_ptr(), workflow.get(), err) })?;
        if *name == own {
            let tell = unsafe { lib.function::<Tell>("sundesk_workflow_version") }?;
            version = lib.text(|out, err| unsafe { tell(workflow.get(), out, err) })?;
        }
    }
    let people = json(case.get("people").unwrap_or(&Value::Null))?;
    let set_people = unsafe { lib.function::<Take>("sundesk_board_set_people") }?;
    lib.call(|err| unsafe { set_people(board.get(), people.as_ptr(), err) })?;
    let evolve = unsafe { lib.function::<Take>("sundesk_board_evolve") }?;
    for record in case.get("given").and_then(Value::as_array).into_iter().flatten() {
        let record = CString::new(record.to_string().replace("@version", &version)).map_err(|e| e.to_string())?;
        lib.call(|err| unsafe { evolve(board.get(), record.as_ptr(), err) })?;
    }
    Ok(board)
}

/// The codes of the faults of a workflow document.
fn problems(lib: &Library, define: &Value) -> Result<Value, String> {
    let doc = json(define)?;
    let (mut workflow, mut error): (Handle, Handle) = (null_mut(), null_mut());
    unsafe {
        let status = lib.function::<New>("sundesk_workflow_new")?(doc.as_ptr(), &raw mut workflow, &raw mut error);
        if status == 0 {
            lib.function::<Free>("sundesk_workflow_free")?(workflow);
            return Ok(json!({ "problems": [] }));
        }
        let text = lib.function::<ErrorJson>("sundesk_error_json")?(error);
        let told: Value =
            serde_json::from_str(&std::ffi::CStr::from_ptr(text).to_string_lossy()).map_err(|e| e.to_string())?;
        lib.function::<Free>("sundesk_error_free")?(error);
        let found = told.get("problems").and_then(Value::as_array).into_iter().flatten();
        let codes: Vec<Value> = found.filter_map(|p| p.get("code").cloned()).collect();
        Ok(json!({ "problems": codes }))
    }
}
