-- A desk's first reply from LuaJIT: open hours, due time, breach, and the mail to the customer. README.md says how to run it.
local ffi = require "ffi"

local here = arg[0]:match("^(.*)/") or "."
local function slurp(path)
  local file = assert(io.open(path, "rb"))
  local text = file:read("*a")
  file:close()
  return text
end

-- ---- the wrapper: copy this ----

ffi.cdef(slurp(os.getenv("SUNDESK_HEADER") or here .. "/../../../include/sundesk.ffi.h"))
local C = ffi.load("libsundesk.so.0")
assert(C.sundesk_abi_version() == C.SUNDESK_ABI_VERSION, "the library is not that of the header")
local Sundesk = {}

-- Calls a function whose last argument is the error; a failure is raised as {code = a sundesk_status, message = ...}.
function Sundesk.call(name, ...)
  local err = ffi.new("sundesk_error *[1]")
  local arguments = { ... }
  local count = select("#", ...) + 1
  arguments[count] = err
  local code = C["sundesk_" .. name](unpack(arguments, 1, count))
  if code ~= C.SUNDESK_OK then
    local message = ffi.string(C.sundesk_error_message(err[0]))
    C.sundesk_error_free(err[0])
    error({ code = tonumber(code), message = message }, 2)
  end
end

-- A call with one output before the error: "int64_t", "int32_t", "char *". An int64_t stays one: a Lua number has 53 bits.
function Sundesk.value(form, name, ...)
  local out = ffi.new(form .. "[1]")
  local arguments = { ... }
  local count = select("#", ...) + 1
  arguments[count] = out
  Sundesk.call(name, unpack(arguments, 1, count))
  return out[0]
end

-- A call whose output is a text, which is copied and freed.
function Sundesk.text(name, ...)
  local pointer = Sundesk.value("char *", name, ...)
  local text = ffi.string(pointer)
  C.sundesk_string_free(pointer)
  return text
end

-- A call whose output is a handle; it is freed when it is collected.
function Sundesk.handle(kind, name, ...)
  return ffi.gc(Sundesk.value("sundesk_" .. kind .. " *", name, ...), C["sundesk_" .. kind .. "_free"])
end

-- An instant: microseconds since 1970, as all calls take it.
function Sundesk.instant(text)
  return Sundesk.value("int64_t", "parse_instant", text)
end

-- ---- the program ----

local office = Sundesk.handle("calendar", "calendar_new", slurp(here .. "/desk/calendar.json"), nil)
local calendars = Sundesk.handle("calendars", "calendars_new", office)
local policies = Sundesk.handle("policies", "policies_new", slurp(here .. "/desk/policies.json"), nil)
local ticket = Sundesk.handle("history", "history_new", slurp(here .. "/desk/ticket.json"))

for _, at in ipairs { "2026-05-22T13:00:00Z", "2026-05-25T08:00:00Z" } do
  local open = Sundesk.value("int32_t", "calendar_is_open", office, Sundesk.instant(at))
  print(at .. ": the desk is " .. (open == 1 and "open" or "closed"))
end

local metric = ffi.new("sundesk_metric", { struct_size = ffi.sizeof("sundesk_metric") })
local due
for _, now in ipairs { "2026-05-22T13:00:00Z", "2026-05-26T10:00:00Z" } do
  Sundesk.call("sla_metric", policies, calendars, ticket, Sundesk.instant(now), "first reply", metric)
  local state = metric.state == C.SUNDESK_METRIC_BREACHED and "breached" or "on time"
  due = Sundesk.text("format_instant", metric.due_at)
  print(("%s: first reply %s, %d %% used, due %s"):format(now, state, tonumber(metric.percent), due))
end

-- The starter texts were checked by programs; here the desk decides that this is enough.
local config = [[{"reference": "en", "gate": {"require_review": "nothing"}}]]
local templates = Sundesk.handle("templates", "templates_from_sources", nil, config, nil)
local args = ([[{"ticket": "4711", "due": {"type": "datetime", "value": "%s"}}]]):format(due)
local delivery = [[{"locales": ["vi"], "channel": "sms", "ctx": {"zone": "Asia/Ho_Chi_Minh", "now": "2026-05-22T13:00:00Z"}}]]
print(Sundesk.text("templates_text", templates, "ticket-received", args, delivery, nil))

local ok, refused = pcall(Sundesk.handle, "calendar", "calendar_new", [[{"timezone": "Europe/Berln"}]], nil)
assert(not ok)
print(("refused (%d): %s"):format(refused.code, refused.message))
