/* One fault of an event has one path, whichever door of C it comes in by. */
#include "check.h"
#include <sundesk.h>

/* 2024-06-04T00:00:00Z */
#define NOW INT64_C(1717459200000000)
#define POLICY                                                                                                    \
    "{\"metrics\": {\"m\": {\"kind\": \"resolution\", \"target\": \"90m\", \"clock\": \"elapsed\"}},"               \
    " \"statuses\": {\"open\": \"open\"}, \"unknown_status\": \"error\"}"

enum { TEXT = 4096 };

static sundesk_policies *policies;
static sundesk_calendars *calendars;
static sundesk_binding *binding;

static void expect(sundesk_status status, sundesk_error *err, const char *of, const char *path) {
    char whole[TEXT];
    CHECK(status != SUNDESK_OK);
    snprintf(whole, sizeof whole, "%s%s", of, path);
    CHECK_TEXT(sundesk_error_path(err), whole);
    sundesk_error_free(err);
}

static void of_a_ticket(const char *events, const char *path) {
    sundesk_history *history = NULL;
    sundesk_error *err = NULL;
    char *text = NULL;
    if (sundesk_history_new(events, &history, &err) != SUNDESK_OK) {
        expect(SUNDESK_INVALID_INPUT, err, "events", path);
        return;
    }
    sundesk_status status = sundesk_sla_evaluate(policies, calendars, history, NOW, &text, &err);
    expect(status, err, "events", path);
    err = NULL;
    status = sundesk_sla_explain(policies, calendars, history, NOW, "m", SUNDESK_FORM_TEXT, &text, &err);
    expect(status, err, "events", path);
    err = NULL;
    status = sundesk_binding_evaluate(binding, history, NOW, &text, &err);
    expect(status, err, "events", path);

    sundesk_livetickets *tickets = NULL;
    uint64_t id = 0;
    err = NULL;
    CHECK(sundesk_livetickets_new(binding, &tickets, NULL) == SUNDESK_OK);
    CHECK(sundesk_livetickets_insert(tickets, history, &id, NULL) == SUNDESK_OK);
    status = sundesk_livetickets_evaluate(tickets, id, NOW, &text, &err);
    expect(status, err, "events", path);
    sundesk_livetickets_free(tickets);
    sundesk_history_free(history);
}

static void of_a_log(const char *events, const char *path) {
    char document[TEXT];
    sundesk_eventlog *log = NULL;
    sundesk_error *err = NULL;
    char *text = NULL;
    snprintf(document, sizeof document, "{\"tickets\": {\"T-1\": %s}, \"statuses\": {\"open\": \"open\"}}", events);
    if (sundesk_eventlog_new(document, &log, &err) != SUNDESK_OK) {
        expect(SUNDESK_INVALID_INPUT, err, "tickets.T-1", path);
        return;
    }
    sundesk_status status = sundesk_review(log, "{\"policy\": " POLICY "}", NULL, NOW, SUNDESK_FORM_TEXT, &text, &err);
    expect(status, err, "tickets.T-1", path);
    err = NULL;
    status = sundesk_sla_what_if(log, policies, calendars, policies, calendars, NOW, NULL, &text, &err);
    expect(status, err, "tickets.T-1", path);
    sundesk_eventlog_free(log);
}

int main(void) {
    FILE *table = fopen("tests/fixtures/event_faults.txt", "r");
    sundesk_calendar *always = NULL;
    char line[TEXT];
    int rows = 0;
    CHECK(table != NULL);
    CHECK(sundesk_policies_new(POLICY, NULL, &policies, NULL) == SUNDESK_OK);
    CHECK(sundesk_calendar_always_open(&always, NULL) == SUNDESK_OK);
    CHECK(sundesk_calendars_new(always, &calendars, NULL) == SUNDESK_OK);
    CHECK(sundesk_binding_new(policies, calendars, &binding, NULL) == SUNDESK_OK);
    while (table && fgets(line, sizeof line, table)) {
        char *path = strstr(line, " | ");
        if (line[0] == '#' || !path) continue;
        *path = '\0';
        path += 3;
        path[strcspn(path, "\n")] = '\0';
        of_a_ticket(line, path);
        of_a_log(line, path);
        rows++;
    }
    CHECK(rows >= 16);
    if (table) fclose(table);
    sundesk_binding_free(binding);
    sundesk_calendar_free(always);
    sundesk_calendars_free(calendars);
    sundesk_policies_free(policies);
    return closing();
}
