// A desk's first reply from Node: open hours, due time, breach, and the mail to the customer. README.md says how to run it.
import { readFileSync } from 'node:fs';
import koffi from 'koffi';

// ---- the wrapper: copy this ----

const library = koffi.load('libsundesk.so.0');
const frees = {};
for (const type of ['calendar', 'calendars', 'policies', 'history', 'templates', 'zonedb', 'error']) {
  koffi.opaque(`sundesk_${type}`);
  frees[type] = library.func(`void sundesk_${type}_free(sundesk_${type} *handle)`);
}
const amounts = ['elapsed', 'remaining', 'target', 'due_at', 'breach_after', 'breached_at', 'next_change', 'percent', 'paused'];
const Metric = koffi.struct('sundesk_metric', {
  struct_size: 'uint32_t', state: 'int32_t',
  ...Object.fromEntries(amounts.map((name) => [name, 'int64_t'])),
  cycles: 'uint32_t', outside_hours: 'int32_t',
});
export const METRIC_BREACHED = 5;
if (library.func('uint32_t sundesk_abi_version()')() !== 0) throw new Error('not the library that this was written for');

// A text that a call gives away: koffi makes a string of it and then frees it.
koffi.disposable('sundesk_text', 'str', library.func('void sundesk_string_free(void *text)'));

// The declarations of the header, with what is written marked. The error at the end is added to each.
const functions = Object.fromEntries([
  'calendar_new(const char *json, const sundesk_zonedb *zones, _Out_ sundesk_calendar **out',
  'calendar_is_open(const sundesk_calendar *calendar, int64_t at, _Out_ int32_t *out',
  'calendars_new(const sundesk_calendar *calendar, _Out_ sundesk_calendars **out',
  'policies_new(const char *json, const sundesk_zonedb *zones, _Out_ sundesk_policies **out',
  'history_new(const char *json, _Out_ sundesk_history **out',
  'sla_metric(const sundesk_policies *policies, const sundesk_calendars *calendars, const sundesk_history *history, '
    + 'int64_t now, const char *metric, _Inout_ sundesk_metric *out',
  'parse_instant(const char *text, _Out_ int64_t *out',
  'format_instant(int64_t at, _Out_ sundesk_text *out',
  'templates_from_sources(const char *sources, const char *config, const void *functions, _Out_ sundesk_templates **out',
  'templates_text(const sundesk_templates *templates, const char *id, const char *args, const char *delivery, '
    + 'const sundesk_zonedb *zones, _Out_ sundesk_text *out',
].map((head) => [head.split('(')[0], library.func(`int sundesk_${head}, _Out_ sundesk_error **err)`)]));
const errorMessage = library.func('const char *sundesk_error_message(const sundesk_error *err)');

// A refused call; `code` is a sundesk_status.
export class SundeskError extends Error {
  constructor(code, message) {
    super(message);
    this.code = code;
  }
}

// Owns what a call gave; it is freed when nobody holds it any more.
export class Handle {
  static #left = new FinalizationRegistry(({ type, pointer }) => frees[type](pointer));
  constructor(type, name, ...args) {
    this.pointer = value(name, ...args);
    Handle.#left.register(this, { type, pointer: this.pointer });
  }
}

// Calls a function whose last argument is the error; a failure becomes an exception. Handles go in as they are.
export function call(name, ...args) {
  const err = [null];
  const code = functions[name](...args.map((arg) => (arg instanceof Handle ? arg.pointer : arg)), err);
  if (code === 0) return;
  const message = errorMessage(err[0]);
  frees.error(err[0]);
  throw new SundeskError(code, message);
}

// A call with one output before the error.
export function value(name, ...args) {
  const out = [null];
  call(name, ...args, out);
  return out[0];
}

// An instant: microseconds since 1970. Always a BigInt: koffi gives a Number when it fits in one, and two kinds do not add up.
export const instant = (text) => BigInt(value('parse_instant', text));

// ---- the program ----

const read = (name) => readFileSync(new URL(`desk/${name}`, import.meta.url), 'utf8');
const office = new Handle('calendar', 'calendar_new', read('calendar.json'), null);
const calendars = new Handle('calendars', 'calendars_new', office);
const policies = new Handle('policies', 'policies_new', read('policies.json'), null);
const ticket = new Handle('history', 'history_new', read('ticket.json'));

for (const at of ['2026-05-22T13:00:00Z', '2026-05-25T08:00:00Z']) {
  const open = value('calendar_is_open', office, instant(at));
  console.log(`${at}: the desk is ${open ? 'open' : 'closed'}`);
}

let due;
for (const now of ['2026-05-22T13:00:00Z', '2026-05-26T10:00:00Z']) {
  const metric = { struct_size: koffi.sizeof(Metric) };
  call('sla_metric', policies, calendars, ticket, instant(now), 'first reply', metric);
  const state = metric.state === METRIC_BREACHED ? 'breached' : 'on time';
  due = value('format_instant', BigInt(metric.due_at));
  console.log(`${now}: first reply ${state}, ${metric.percent} % used, due ${due}`);
}

// The starter texts were checked by programs; here the desk decides that this is enough.
const config = { reference: 'en', gate: { require_review: 'nothing' } };
const templates = new Handle('templates', 'templates_from_sources', null, JSON.stringify(config), null);
const args = { ticket: '4711', due: { type: 'datetime', value: due } };
const delivery = { locales: ['vi'], channel: 'sms', ctx: { zone: 'Asia/Ho_Chi_Minh', now: '2026-05-22T13:00:00Z' } };
console.log(value('templates_text', templates, 'ticket-received', JSON.stringify(args), JSON.stringify(delivery), null));

try {
  new Handle('calendar', 'calendar_new', '{"timezone": "Europe/Berln"}', null);
} catch (refused) {
  if (!(refused instanceof SundeskError)) throw refused;
  console.log(`refused (${refused.code}): ${refused.message}`);
}
