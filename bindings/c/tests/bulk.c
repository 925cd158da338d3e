/* Logs from events at hand, whole logs in columns, what if, what is due between, instants as text, and every way to ask wrongly. */
#include "check.h"
#include <sundesk.h>

#define HOUR INT64_C(3600000000)
/* 2026-06-01T00:00:00Z, a Monday. */
#define MONDAY INT64_C(1780272000000000)
#define AT(day, hour) (MONDAY + ((day) * 24 + (hour)) * HOUR)

static const char LOG[] =
    "{\"tickets\": {"
    " \"T-2\": [{\"at\": \"2026-06-01T09:00:00Z\", \"type\": \"created\", \"by\": \"requester\", \"status\": \"new\"},"
    "           {\"at\": \"2026-06-01T12:00:00Z\", \"type\": \"status\", \"to\": \"done\"}],"
    " \"T-1\": [{\"at\": \"2026-06-01T09:00:00Z\", \"type\": \"created\", \"by\": \"requester\", \"status\": \"new\"}]},"
    " \"statuses\": {\"done\": \"solved\"}, \"attributes\": {\"T-1\": {\"team\": \"red\"}}}";

static sundesk_policies *promise(const char *target) {
    char json[200];
    sundesk_policies *policies = NULL;
    snprintf(json, sizeof json,
             "{\"statuses\": {\"done\": \"solved\"}, \"metrics\": {\"resolution\": {\"kind\": \"resolution\", \"target\": \"%s\"}}}",
             target);
    CHECK(sundesk_policies_new(json, NULL, &policies, NULL) == SUNDESK_OK);
    return policies;
}

static sundesk_calendars *always(void) {
    sundesk_calendar *calendar = NULL;
    sundesk_calendars *calendars = NULL;
    CHECK(sundesk_calendar_always_open(&calendar, NULL) == SUNDESK_OK);
    CHECK(sundesk_calendars_new(calendar, &calendars, NULL) == SUNDESK_OK);
    sundesk_calendar_free(calendar);
    return calendars;
}

static void logs(void) {
    sundesk_eventlog *log = NULL;
    sundesk_error *err = NULL;
    char *text = NULL;
    CHECK(sundesk_eventlog_new(LOG, &log, NULL) == SUNDESK_OK && sundesk_eventlog_len(log) == 2);
    CHECK(sundesk_eventlog_id(log, 0, &text, NULL) == SUNDESK_OK);
    CHECK_TEXT(text, "T-2");
    sundesk_string_free(text);
    sundesk_eventlog_free(log);
    log = NULL;
    CHECK(sundesk_eventlog_new("{\"tickets\": {\"T-1\": [{\"at\": \"2026-06-01\", \"type\": \"created\"}]}}", &log, &err) ==
          SUNDESK_INVALID_INPUT);
    CHECK_TEXT(sundesk_error_path(err), "tickets.T-1[0].at");
    CHECK(log == NULL && sundesk_error_line(err) == 1);
    sundesk_error_free(err);
    CHECK(sundesk_eventlog_new("{\"tickets\": {}, \"colour\": 1}", &log, NULL) == SUNDESK_INVALID_INPUT);
    CHECK(sundesk_eventlog_new("{\"tickets\": {\"a\": [], \"a\": []}}", &log, NULL) == SUNDESK_INVALID_INPUT);
    CHECK(sundesk_eventlog_new("\xff", &log, NULL) == SUNDESK_INVALID_UTF8);
    CHECK(sundesk_eventlog_new(NULL, &log, NULL) == SUNDESK_NULL_ARGUMENT);
    CHECK(sundesk_eventlog_new(LOG, NULL, NULL) == SUNDESK_NULL_ARGUMENT && log == NULL);
    CHECK(sundesk_eventlog_new("{\"tickets\": {}}", &log, NULL) == SUNDESK_OK && sundesk_eventlog_len(log) == 0);
    sundesk_eventlog_free(log);
}

static void columns(void) {
    sundesk_policies *two = promise("2h"), *four = promise("4h");
    sundesk_calendars *calendars = always();
    sundesk_eventlog *log = NULL;
    sundesk_error *err = NULL;
    char *text = NULL;
    CHECK(sundesk_eventlog_new(LOG, &log, NULL) == SUNDESK_OK);
    CHECK(sundesk_sla_replay(two, calendars, log, AT(0, 10), &text, NULL) == SUNDESK_OK);
    CHECK_TEXT(text, "{\"ticket\":[\"T-2\",\"T-1\"],\"policy\":[\"default\",\"default\"],\"metrics\":{\"resolution\":{"
                     "\"state\":[\"running\",\"running\"],\"elapsed_s\":[3600,3600],\"target_s\":[7200,7200],"
                     "\"due_at\":[\"2026-06-01T11:00:00Z\",\"2026-06-01T11:00:00Z\"],"
                     "\"started_at\":[\"2026-06-01T09:00:00Z\",\"2026-06-01T09:00:00Z\"],"
                     "\"stopped_at\":[null,null],\"cycles\":[1,1],\"late\":[false,false]}}}");
    sundesk_string_free(text);
    /* Before the tickets are there. */
    CHECK(sundesk_sla_replay(two, calendars, log, AT(0, 8), &text, NULL) == SUNDESK_OK);
    CHECK(strstr(text, "\"elapsed_s\":[null,null]") && strstr(text, "\"cycles\":[0,0]"));
    sundesk_string_free(text);
    text = NULL;
    CHECK(sundesk_sla_replay(NULL, calendars, log, AT(0, 10), &text, NULL) == SUNDESK_NULL_ARGUMENT);
    CHECK(sundesk_sla_replay(two, NULL, log, AT(0, 10), &text, NULL) == SUNDESK_NULL_ARGUMENT);
    CHECK(sundesk_sla_replay(two, calendars, NULL, AT(0, 10), &text, &err) == SUNDESK_NULL_ARGUMENT);
    CHECK_TEXT(sundesk_error_path(err), "log");
    sundesk_error_free(err);
    CHECK(sundesk_sla_replay(two, calendars, log, AT(0, 10), NULL, NULL) == SUNDESK_NULL_ARGUMENT);
    CHECK(sundesk_sla_replay(two, calendars, log, INT64_MAX, &text, NULL) == SUNDESK_OUT_OF_RANGE && text == NULL);

    /* T-2 took three hours: late with two, in time with four. T-1 is open and late with both. */
    CHECK(sundesk_sla_what_if(log, two, calendars, four, calendars, AT(1, 0), NULL, &text, NULL) == SUNDESK_OK);
    CHECK_TEXT(text, "[{\"metric\":\"resolution\",\"group\":\"\",\"tickets\":2,"
                     "\"before\":{\"verdicts\":2,\"late\":2,\"elapsed_s\":64800},"
                     "\"after\":{\"verdicts\":2,\"late\":1,\"elapsed_s\":64800},\"better\":1,\"worse\":0}]");
    sundesk_string_free(text);
    CHECK(sundesk_sla_what_if(log, four, calendars, two, calendars, AT(1, 0), "team", &text, NULL) == SUNDESK_OK);
    CHECK(strstr(text, "\"group\":\"red\"") && strstr(text, "\"worse\":1"));
    sundesk_string_free(text);
    text = NULL;
    CHECK(sundesk_sla_what_if(log, two, calendars, four, calendars, AT(1, 0), "region", &text, &err) == SUNDESK_NOT_FOUND);
    CHECK_TEXT(sundesk_error_value(err), "region");
    sundesk_error_free(err);
    CHECK(sundesk_sla_what_if(log, two, calendars, NULL, calendars, AT(1, 0), NULL, &text, &err) == SUNDESK_NULL_ARGUMENT);
    CHECK_TEXT(sundesk_error_path(err), "policies_after");
    sundesk_error_free(err);
    CHECK(sundesk_sla_what_if(NULL, two, calendars, four, calendars, AT(1, 0), NULL, &text, NULL) == SUNDESK_NULL_ARGUMENT);
    CHECK(sundesk_sla_what_if(log, two, NULL, four, calendars, AT(1, 0), NULL, &text, NULL) == SUNDESK_NULL_ARGUMENT);
    CHECK(sundesk_sla_what_if(log, two, calendars, four, NULL, AT(1, 0), NULL, &text, NULL) == SUNDESK_NULL_ARGUMENT);
    CHECK(sundesk_sla_what_if(log, NULL, calendars, four, calendars, AT(1, 0), NULL, &text, NULL) == SUNDESK_NULL_ARGUMENT);
    CHECK(sundesk_sla_what_if(log, two, calendars, four, calendars, AT(1, 0), NULL, NULL, NULL) == SUNDESK_NULL_ARGUMENT);
    CHECK(text == NULL);
    sundesk_eventlog_free(log);
    sundesk_calendars_free(calendars);
    sundesk_policies_free(two);
    sundesk_policies_free(four);
}

static void due_of_a_ticket(void) {
    sundesk_policies *policies = NULL;
    sundesk_calendars *calendars = always();
    sundesk_history *history = NULL;
    sundesk_error *err = NULL;
    char *text = NULL;
    CHECK(sundesk_policies_new("{\"metrics\": {\"frt\": {\"kind\": \"first_reply\", \"target\": \"4h\","
                               " \"alerts\": [{\"percent\": 75}]}}}",
                               NULL, &policies, &err) == SUNDESK_OK);
    if (err) fprintf(stderr, "%s\n", sundesk_error_json(err));
    CHECK(sundesk_history_new("[{\"at\": \"2026-06-01T09:00:00Z\", \"type\": \"created\", \"by\": \"requester\"}]", &history,
                              NULL) == SUNDESK_OK);
    CHECK(sundesk_sla_due_between(policies, calendars, history, AT(0, 9), AT(0, 12), AT(0, 14), &text, NULL) == SUNDESK_OK);
    CHECK_TEXT(text, "[{\"at\":\"2026-06-01T12:00:00Z\",\"metric\":\"frt\",\"alert\":\"percent-75\","
                     "\"key\":\"frt/1/percent-75/2026-06-01T13:00:00Z\"},"
                     "{\"at\":\"2026-06-01T13:00:00Z\",\"metric\":\"frt\",\"alert\":null,"
                     "\"key\":\"frt/1/due/2026-06-01T13:00:00Z\"}]");
    sundesk_string_free(text);
    /* The end is not part of it. */
    CHECK(sundesk_sla_due_between(policies, calendars, history, AT(0, 9), AT(0, 9), AT(0, 12), &text, NULL) == SUNDESK_OK);
    CHECK_TEXT(text, "[]");
    sundesk_string_free(text);
    text = NULL;
    CHECK(sundesk_sla_due_between(policies, calendars, history, AT(0, 9), INT64_MIN, AT(0, 12), &text, &err) ==
          SUNDESK_OUT_OF_RANGE);
    CHECK_TEXT(sundesk_error_path(err), "start");
    sundesk_error_free(err);
    CHECK(sundesk_sla_due_between(policies, calendars, history, AT(0, 9), AT(0, 9), INT64_MAX, &text, NULL) ==
          SUNDESK_OUT_OF_RANGE);
    CHECK(sundesk_sla_due_between(NULL, calendars, history, AT(0, 9), 0, 0, &text, NULL) == SUNDESK_NULL_ARGUMENT);
    CHECK(sundesk_sla_due_between(policies, NULL, history, AT(0, 9), 0, 0, &text, NULL) == SUNDESK_NULL_ARGUMENT);
    CHECK(sundesk_sla_due_between(policies, calendars, NULL, AT(0, 9), 0, 0, &text, NULL) == SUNDESK_NULL_ARGUMENT);
    CHECK(sundesk_sla_due_between(policies, calendars, history, AT(0, 9), 0, 0, NULL, NULL) == SUNDESK_NULL_ARGUMENT);
    CHECK(text == NULL);
    sundesk_history_free(history);
    sundesk_policies_free(policies);
    sundesk_calendars_free(calendars);
}

static void due_of_an_index(void) {
    sundesk_dueindex *index = NULL;
    uint64_t keys[2] = {0, 0}, key;
    int64_t at[2] = {0, 0};
    size_t count = 9;
    CHECK(sundesk_dueindex_new(&index, NULL) == SUNDESK_OK);
    for (key = 1; key <= 4; key++) CHECK(sundesk_dueindex_insert(index, (int64_t)(50 - 10 * key), key, NULL, NULL) == SUNDESK_OK);
    /* Due at 40, 30, 20, 10. */
    CHECK(sundesk_dueindex_due_between(index, 10, 40, keys, at, 2, &count, NULL) == SUNDESK_OK && count == 3);
    CHECK(keys[0] == 4 && keys[1] == 3 && at[0] == 10 && at[1] == 20);
    CHECK(sundesk_dueindex_due_between(index, 40, 41, NULL, at, 2, &count, NULL) == SUNDESK_OK && count == 1 && at[0] == 40);
    CHECK(sundesk_dueindex_due_between(index, 11, 31, keys, NULL, 2, &count, NULL) == SUNDESK_OK && count == 2 && keys[1] == 2);
    CHECK(sundesk_dueindex_due_between(index, INT64_MIN, INT64_MAX, NULL, NULL, 0, &count, NULL) == SUNDESK_OK && count == 4);
    CHECK(sundesk_dueindex_due_between(index, 40, 10, keys, at, 2, &count, NULL) == SUNDESK_OK && count == 0);
    CHECK(sundesk_dueindex_len(index) == 4);
    count = 9;
    CHECK(sundesk_dueindex_due_between(NULL, 0, 1, keys, at, 2, &count, NULL) == SUNDESK_NULL_ARGUMENT && count == 9);
    CHECK(sundesk_dueindex_due_between(index, 0, 1, keys, at, 2, NULL, NULL) == SUNDESK_NULL_ARGUMENT);
    CHECK(sundesk_dueindex_due_between(index, 0, 50, keys, at, SIZE_MAX, &count, NULL) == SUNDESK_INVALID_INPUT && count == 9);
    sundesk_dueindex_free(index);
}

static void instants(void) {
    sundesk_error *err = NULL;
    char *text = NULL;
    int64_t at = 5;
    CHECK(sundesk_parse_instant("2026-06-01T02:00:00+02:00", &at, NULL) == SUNDESK_OK && at == MONDAY);
    CHECK(sundesk_format_instant(at, &text, NULL) == SUNDESK_OK);
    CHECK_TEXT(text, "2026-06-01T00:00:00Z");
    sundesk_string_free(text);
    CHECK(sundesk_format_instant(-1, &text, NULL) == SUNDESK_OK);
    CHECK_TEXT(text, "1969-12-31T23:59:59.999999Z");
    sundesk_string_free(text);
    at = 5;
    text = NULL;
    CHECK(sundesk_parse_instant("2026-06-01T02:00:00", &at, &err) == SUNDESK_INVALID_INPUT && at == 5);
    CHECK(strstr(sundesk_error_message(err), "without an offset") != NULL);
    CHECK_TEXT(sundesk_error_path(err), "text");
    sundesk_error_free(err);
    CHECK(sundesk_parse_instant("2300-01-01T00:00:00Z", &at, NULL) == SUNDESK_OUT_OF_RANGE);
    CHECK(sundesk_parse_instant("", &at, NULL) == SUNDESK_INVALID_INPUT);
    CHECK(sundesk_parse_instant("\xff", &at, NULL) == SUNDESK_INVALID_UTF8 && at == 5);
    CHECK(sundesk_parse_instant(NULL, &at, NULL) == SUNDESK_NULL_ARGUMENT);
    CHECK(sundesk_parse_instant("2026-06-01T00:00:00Z", NULL, NULL) == SUNDESK_NULL_ARGUMENT);
    CHECK(sundesk_format_instant(SUNDESK_NEVER, &text, &err) == SUNDESK_OUT_OF_RANGE && text == NULL);
    CHECK_TEXT(sundesk_error_path(err), "at");
    sundesk_error_free(err);
    CHECK(sundesk_format_instant(0, NULL, NULL) == SUNDESK_NULL_ARGUMENT);
}

int main(void) {
    logs();
    columns();
    due_of_a_ticket();
    due_of_an_index();
    instants();
    return closing();
}
