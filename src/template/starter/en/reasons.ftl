### Why time counted or did not, and what is wrong with a document. Shown to the people of the service desk.
### @review reference

## One piece of a ticket's time line

# $from (String) local date and time
# $to (String) local date and time
# $length (String) an amount of time such as 1h30m
# $name (String) the holiday, the special day or the status
# $metric (String) the name of the metric
# $elapsed (String) the time used
# $target (String) the time allowed
# $over (String) the time over what is allowed
# $due (String) local date and time
# $path (String) the field of the document
# $value (String) what it holds

sla-piece-open = { $from } to { $to }: { $length } counted
sla-piece-closed = { $from } to { $to }: { $length } not counted, outside business hours
sla-piece-holiday = { $name ->
    [missing] { $from } to { $to }: { $length } not counted, holiday
   *[other] { $from } to { $to }: { $length } not counted, holiday { $name }
 }
sla-piece-exception = { $name ->
    [missing] { $from } to { $to }: { $length } not counted, special hours
   *[other] { $from } to { $to }: { $length } not counted, special hours { $name }
 }
sla-piece-break = { $from } to { $to }: { $length } not counted, break
sla-piece-excluded = { $from } to { $to }: { $length } not counted, taken out of the hours
sla-piece-paused = { $from } to { $to }: { $length } not counted, paused in status { $name }
sla-piece-paused-by-event = { $from } to { $to }: { $length } not counted, paused
sla-piece-solved = { $from } to { $to }: { $length } not counted, solved and later reopened
sla-piece-before-start = { $from } to { $to }: { $length } before the clock started
sla-piece-after-stop = { $from } to { $to }: { $length } after the clock stopped
sla-piece-no-target = { $from } to { $to }: { $length } without a target for this ticket

## Where a promise stands

sla-verdict-inactive = { $metric }: the clock has not started
sla-verdict-running = { $metric }: { $elapsed } of { $target } used, due { $due }
sla-verdict-paused = { $metric }: { $elapsed } of { $target } used, paused
sla-verdict-met = { $metric }: met, { $elapsed } of { $target } used
sla-verdict-missed = { $metric }: missed by { $over }, { $elapsed } used, { $target } allowed, was due { $due }
sla-verdict-breached = { $metric }: breached and still open, { $over } over { $target }, was due { $due }
sla-verdict-cancelled = { $metric }: cancelled after { $elapsed }
sla-verdict-never-due = { $metric }: { $elapsed } of { $target } used, never due: the calendar has no more open hours

## What is wrong with a document

problem-always-open-with-hours = { $path }: always open and hours of the week contradict each other. Write one of them.
problem-break-outside-hours = { $path }: the break “{ $value }” lies outside the hours and takes nothing out of them.
problem-calendar-invalid = { $path }: the calendar of this metric cannot be used, see the other remarks.
problem-combination-with-hours = { $path ->
    [missing] A combination of calendars has no hours of its own. Move them into one of its parts.
   *[other] { $path }: a combination of calendars has no hours of its own. Move them into one of its parts.
 }
problem-combinations-mixed = { $path }: only one of union, intersection and difference can be used at a time.
problem-date-malformed = { $path }: “{ $value }” is not a date. Write it as { "2026-12-24" }.
problem-date-out-of-range = { $path }: the date “{ $value }” lies outside the years 1900 to 2200.
problem-day-malformed = { $path }: “{ $value }” is neither a date such as { "2026-12-24" } nor a weekday such as { "mon" }.
problem-extends-circle = { $path }: the documents extend each other in a circle that leads back to “{ $value }”.
problem-extends-removes-nothing = { $path }: there is nothing here that could be removed.
problem-extends-unknown = { $path }: the document “{ $value }” that is to be extended is not known.
problem-field-missing = { $path }: this field is missing.
problem-field-unknown = { $path }: there is no field “{ $value }” here.
problem-holiday-malformed = { $path }: “{ $value }” is not a holiday. Write { "2026-12-24" }, { "12-24" } for every year, or { "2026-12-24/2026-12-26" }.
problem-holiday-on-closed-day = { $path }: the holiday “{ $value }” falls on a day that is closed anyway.
problem-holidays-run-out = { $path }: the holidays are known only up to “{ $value }”. Add those of next year.
problem-hours-equal = { $path }: the hours “{ $value }” start and end at the same time. They are read as 24 hours.
problem-hours-in-dst-gap = { $path }: the hours “{ $value }” fall into the hour that the clock skips when summer time begins.
problem-hours-malformed = { $path }: “{ $value }” is not a pair of times. Write two times such as { "09:00" } and { "17:30" }.
problem-hours-overlap = { $path }: the hours “{ $value }” overlap others of the same day. They are counted once.
problem-hours-too-long = { $path }: the hours “{ $value }” reach further than the end of the next day.
problem-import-left-out = { $path }: “{ $value }” could not be carried over.
problem-keeper-unknown = { $path }: nothing says who keeps the promises for “{ $value }”; anybody is taken to.
problem-never-open = { $path ->
    [missing] The calendar is never open.
   *[other] { $path }: the calendar is never open.
 }
problem-override-lost = { $path }: “{ $value }” is not on, because another override of the same time has replaced the person already.
problem-range-reversed = { $path }: the range “{ $value }” ends before it starts.
problem-roster-invalid = { $path }: “{ $value }” does not fit in this roster.
problem-staffed-by-with-hours = { $path }: this calendar has hours of its own and cannot be that of a roster.
problem-staffing-unknown = { $path }: the roster was looked at only up to “{ $value }”; outside of that the calendar is closed.
problem-time-malformed = { $path }: “{ $value }” is not a time. Write it as { "09:00" } or { "09:00:00" }.
problem-value-misfit = { $path }: “{ $value }” does not fit here.
problem-zone-missing = { $path }: the time zone is missing. Write a name such as { "Europe/Berlin" }.
problem-zone-unknown = { $path }: the time zone “{ $value }” is not known.
problem-sla-alert-invalid = { $value ->
    [missing] { $path }: the alert cannot be read. Give it either a percentage or an offset.
   *[other] { $path }: the alert “{ $value }” cannot be read. Give it either a percentage or an offset.
 }
problem-sla-alert-twice = { $path }: two alerts are named “{ $value }”.
problem-sla-calendar-unknown = { $path }: the calendar “{ $value }” is not known. The one in force stays.
problem-sla-clock-contradicts = { $path }: this metric counts all time and names a calendar. Choose one of the two.
problem-sla-condition-invalid = { $value ->
    [missing] { $path }: the condition cannot be read.
   *[other] { $path }: the condition “{ $value }” cannot be read.
 }
problem-sla-event-unknown = { $path }: the event “{ $value }” is not known.
problem-sla-field-unknown = { $value ->
    [missing] { $path }: the name of the ticket field is missing.
   *[other] { $path }: no ticket of this log has the field “{ $value }”.
 }
problem-sla-field-unused = { $path }: this field has no meaning for this kind of metric.
problem-sla-metrics-missing = { $path }: the policy promises nothing. Give it at least one metric.
problem-sla-name-twice = { $path }: the name “{ $value }” is there twice; case, spaces and hyphens make no difference.
problem-sla-never-resumes = { $path }: a pause begins, but nothing ever ends it.
problem-sla-never-starts = { $path }: nothing ever starts this clock.
problem-sla-never-stops = { $path }: nothing ever stops this clock.
problem-sla-now-long-before = { $path }: “{ $value }” is decades before the first event; milliseconds may have been taken for microseconds.
problem-sla-pause-at-end = { $path }: the status “{ $value }” ends this clock, so the clock cannot pause there.
problem-sla-policy-twice = { $path }: two policies are named “{ $value }”.
problem-sla-policy-unreachable = { $path }: this policy is never reached, because an earlier one matches every ticket.
problem-sla-status-unknown = { $path }: the status “{ $value }” is not known.
problem-sla-target-missing = { $path }: the allowed time is missing.
problem-sla-target-no-default = { $path }: there is no default, so tickets with any other value of “{ $value }” have no allowed time.
problem-sla-target-not-positive = { $path }: the allowed time “{ $value }” is not longer than zero.
problem-sla-target-twice = { $path }: the allowed time is given twice.
problem-sla-target-under-a-minute = { $path }: the allowed time “{ $value }” has no unit and is read as seconds.
problem-template-check = { $path }: the check of the templates says “{ $value }”.
problem-workflow-bad-category = { $path }: “{ $value }” is none of the six categories.
problem-workflow-bad-default = { $path }: “{ $value }” cannot stand for new tickets or for its category. Name an active status of the right category.
problem-workflow-bad-status-name = { $path }: “{ $value }” cannot be the name of a status.
problem-workflow-duplicate-status = { $path }: the status “{ $value }” is there twice.
problem-workflow-invalid = { $value ->
    [missing] { $path }: this part of the workflow cannot be used.
   *[other] { $path }: “{ $value }” cannot be used here.
 }
problem-workflow-missing-category = { $path }: a workflow needs a status in which work goes on, and one in which it is done.
problem-workflow-missing-next = { $path }: say which status follows when the time of “{ $value }” is over.
problem-workflow-no-initial = { $path }: say in which statuses a ticket may begin.
problem-workflow-timer-loop = { $path }: from “{ $value }” rules without delay lead round in a circle, for ever.
problem-workflow-unknown-status = { $path }: the workflow has no status “{ $value }”.
