// Random `opening_hours` texts with what opening_hours.js says is open on each date of 2026 to 2028.
//
//     npm install opening_hours@3.15.0
//     TZ=UTC NODE_PATH=node_modules node tests/oracle/osm_opening_hours_js.cjs | gzip -9n > tests/fixtures/osm_opening_hours_js.json.gz
//
// Seeded: the same version writes the same bytes. Public holidays are those of Berlin that opening_hours.js knows, given to
// the importer by date. What is unknown counts as closed. Replayed by tests/calendar/osm.rs.
'use strict';
const OpeningHours = require('opening_hours');

const TEXTS = Number(process.argv[2] || 1500);
const PLACE = { lat: 52.5, lon: 13.4, address: { country_code: 'de', state: 'Berlin' } };
const FIRST = Date.UTC(2026, 0, 1), DAY = 86400000, DATES = 1096;
if (new Date(0).getTimezoneOffset() !== 0) throw new Error('run with TZ=UTC');

let state = Number(process.argv[3] || 20260);
function random() { // mulberry32
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
}
const below = (n) => Math.floor(random() * n);
const pick = (list) => list[below(list.length)];
const chance = (p) => random() < p;
const two = (n) => String(n).padStart(2, '0');

const WEEKDAYS = ['Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const LENGTHS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

const clock = () => two(below(24)) + ':' + pick(['00', '00', '15', '30', '45']);
function span() {
    return pick([
        () => pick(['08:00-12:00', '09:00-17:00', '13:00-18:30', '10:00-14:00', '00:00-24:00']),
        () => pick(['08:00-18:00', '09:00-17:30', '07:30-19:00']),
        () => pick(['22:00-06:00', '18:00-02:00', '20:00-04:30', '17:00-26:00', '23:00-00:30']),
        () => clock() + '-' + clock(),
    ])();
}
function times() {
    const spans = [span()];
    while (chance(0.25) && spans.length < 3) spans.push(span());
    if (chance(0.02)) spans[spans.length - 1] += '+';
    if (chance(0.01)) spans.push('20:00+');
    if (chance(0.01)) spans.push(pick(['sunrise-sunset', '18:00-sunset']));
    return spans.join(',');
}
function weekdayRange() {
    return pick([
        () => 'Mo-Fr', () => pick(WEEKDAYS), () => pick(WEEKDAYS) + '-' + pick(WEEKDAYS),
        () => pick(WEEKDAYS) + '[' + pick(['1', '2', '-1', '1,3', '2-4', '-2', '5']) + ']',
    ])();
}
function weekdays() {
    const list = [weekdayRange()];
    while (chance(0.25) && list.length < 3) list.push(weekdayRange());
    if (list.length === 1 && list[0].includes('[') && chance(0.3)) list[0] += pick([' +1 day', ' -1 day', ' +2 days']);
    return list.join(',');
}
const holiday = () => 'PH' + (chance(0.25) ? pick([' -1 day', ' +1 day', ' +2 days']) : '');
function days() {
    const kind = random();
    if (kind < 0.7) return weekdays();
    if (kind < 0.85) return holiday();
    if (kind < 0.95) return pick(['PH,Su', 'Mo-Sa,PH', 'Sa,PH', 'PH,Mo-Fr']);
    if (kind < 0.98) return pick(['PH Mo-Fr', 'PH Sa,Su']);
    return 'SH';
}
function monthDay() {
    const m = below(12);
    return MONTHS[m] + ' ' + two(1 + below(LENGTHS[m]));
}
function dates() {
    return pick([
        () => pick(MONTHS), () => pick(MONTHS) + '-' + pick(MONTHS), () => monthDay(), () => monthDay() + '-' + monthDay(),
        () => monthDay() + ',' + monthDay(), () => (2026 + below(3)) + ' ' + monthDay(),
        () => { const y = 2026 + below(2); return y + ' ' + monthDay() + '-' + (y + 1) + ' ' + monthDay(); },
        () => (2026 + below(3)) + ' ' + pick(MONTHS), () => String(2026 + below(3)), () => '2026-2027', () => '2027+',
        () => 'week ' + two(1 + below(20)) + '-' + two(21 + below(32)), () => 'week ' + two(1 + below(53)),
        () => pick(['week 01-53/2', 'week 02-52/2', 'week 01-51/3']),
        () => 'easter' + pick(['', ' +1 day', ' -2 days', ' +39 days', ' +49 days']),
        () => pick(['easter-Sep 30', 'Nov 01-easter', 'easter -2 days-easter +1 day']),
        () => pick(MONTHS) + ' ' + pick(WEEKDAYS) + '[' + pick(['1', '2', '-1']) + ']',
        () => pick(['Mar Su[-1]-Oct Su[-1]', 'Oct Su[-1]-Mar Su[-1]', 'May Mo[1]-Sep Fr[-1]']),
        () => pick(['Nov 01-Feb 29', 'Feb 29', 'Feb 29-Apr 15', 'Dec 24-Jan 06', 'Dec 25-26']),
    ])();
}
function modifier() {
    const kind = random();
    if (kind < 0.9) return '';
    if (kind < 0.95) return ' open';
    if (kind < 0.96) return ' unknown';
    if (kind < 0.98) return ' open "ring the bell"';
    return ' "by appointment"';
}
function rule(first) {
    const kind = random();
    if (first) return (chance(0.1) ? dates() + ' ' : '') + (chance(0.9) ? weekdays() + ' ' : '') + times();
    if (kind < 0.1) return days() + ' off';
    if (kind < 0.2) return dates() + ' off';
    if (kind < 0.3) return days() + ' ' + times() + ' off';
    if (kind < 0.36) return dates() + ' ' + days() + ' off';
    if (kind < 0.56) return dates() + ' ' + times() + modifier();
    if (kind < 0.7) return dates() + ' ' + days() + ' ' + times() + modifier();
    if (kind < 0.72) return times() + modifier();
    return days() + ' ' + times() + modifier();
}
function text() {
    let text = chance(0.03) ? '24/7' : rule(true);
    for (let n = 1 + below(4); n > 0; n--) {
        text += pick(['; ', '; ', '; ', '; ', '; ', ', ']) + rule(false);
    }
    return chance(0.01) ? text + ' || ' + pick(['Sa 10:00-12:00', '"on request"']) : text;
}

function pieces(oh) {
    const days = Array.from({ length: DATES }, () => []);
    const ends = FIRST + DATES * DAY;
    for (const [from, to, unknown] of oh.getOpenIntervals(new Date(FIRST), new Date(ends))) {
        if (unknown) continue;
        for (let at = from.getTime(); at < to.getTime();) {
            const day = Math.floor((at - FIRST) / DAY), midnight = FIRST + (day + 1) * DAY;
            const end = Math.min(to.getTime(), midnight);
            const list = days[day], start = (at - FIRST - day * DAY) / 60000, stop = (end - FIRST - day * DAY) / 60000;
            const last = list[list.length - 1];
            if (last && last[1] === start) last[1] = stop; else list.push([start, stop]);
            at = end;
        }
    }
    return days.map((list) => list.map(([s, e]) => show(s) + '-' + show(e)).join(' '));
}
const show = (minutes) => two(Math.floor(minutes / 60)) + ':' + two(minutes % 60);

// Kinds of text on which the two may differ; tests/calendar/osm.rs says what each means and which side is taken.
const MONTH = '(' + MONTHS.join('|') + ')', WEEKDAY = '(' + WEEKDAYS.join('|') + ')';
const MARKS = {
    school_holidays: /SH/, fallback: /\|\|/, sun: /sunset/, open_end: /\d\d:\d\d\+/, no_days: /; \d\d:\d\d-/,
    until_easter: /-easter/, feb_29: /Feb 29/, moved_weekday: /\] [+-]\d days?/, year: /20\d\d/,
    weekday_of_month: new RegExp(MONTH + ' ' + WEEKDAY + '\\[-?\\d\\] (PH|SH|' + WEEKDAY + ')'),
};
const marks = (text) => Object.keys(MARKS).filter((mark) => MARKS[mark].test(text));

// The different days, and for each date which of them it is (a letter from '0' on in ASCII).
function packed(days) {
    const kinds = [...new Set(days)];
    if (kinds.length > 70) return null;
    return { days: kinds, dates: days.map((d) => String.fromCharCode(48 + kinds.indexOf(d))).join('') };
}
const parse = (text) => new OpeningHours(text, PLACE, { mode: 0, locale: 'en' });

const ph = parse('PH').getOpenIntervals(new Date(FIRST - 366 * DAY), new Date(FIRST + (DATES + 366) * DAY));
const holidays = ph.flatMap(([from, to]) => {
    const list = [];
    for (let at = from.getTime(); at < to.getTime(); at += DAY) list.push(new Date(at).toISOString().slice(0, 10));
    return list;
});
const cases = [], seen = new Set();
while (cases.length < TEXTS) {
    const candidate = text();
    if (seen.has(candidate)) continue;
    seen.add(candidate);
    try {
        const found = packed(pieces(parse(candidate)));
        if (found) cases.push({ text: candidate, marks: marks(candidate), ...found });
    } catch (e) { /* not of its syntax */ }
}
const header = { source: 'opening_hours.js 3.15.0', first: '2026-01-01', holidays };
process.stdout.write(JSON.stringify(header).slice(0, -1) + ',"cases":[\n' + cases.map((c) => JSON.stringify(c)).join(',\n') + '\n]}\n');
