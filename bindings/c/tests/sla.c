/* Promises: reports, explanations, one metric in a structure, a log in arrays, the due index, and every way to ask wrongly. */
#include "check.h"
#include <sundesk.h>

#define HOUR INT64_C(3600000000)
/* 2026-06-01T00:00:00Z, a Monday. */
#define MONDAY INT64_C(1780272000000000)
#define AT(day, hour) (MONDAY + ((day) * 24 + (hour)) * HOUR)

static const char POLICY[] =
    "{\"metrics\": {\"first reply\": {\"kind\": \"first_reply\", \"target\": \"4h\"},"
    "              \"resolution\": {\"kind\": \"resolution\", \"target\": \"16h\", \"pause_on\": [\"pending\"]}}}";
static const char OFFICE[] =
    "{\"timezone\": \"UTC\", \"weekly\": {\"mon\": [[\"09:00\", \"17:00\"]], \"tue\": [[\"09:00\", \"17:00\"]]}}";
/* Asked on Monday at 14:00, answered on Tuesday at 10:00: 3 h and 1 h of office time. */
static const char EVENTS[] =
    "[{\"at\": \"2026-06-01T14:00:00Z\", \"type\": \"created\", \"by\": \"requester\", \"status\": \"new\"},"
    " {\"at\": \"2026-06-02T10:00:00Z\", \"type\": \"reply\", \"by\": \"agent\"},"
    " {\"at\": \"2026-06-02T10:00:00Z\", \"type\": \"status\", \"to\": \"pending\"}]";

static sundesk_policies *policies;
static sundesk_calendars *calendars;
static sundesk_history *history;

static sundesk_metric metric_at(int64_t now, const char *name) {
    sundesk_metric metric;
    memset(&metric, 0, sizeof metric);
    metric.struct_size = sizeof metric;
    CHECK(sundesk_sla_metric(policies, calendars, history, now, name, &metric, NULL) == SUNDESK_OK);
    return metric;
}

static void one_ticket(void) {
    sundesk_metric metric = metric_at(AT(0, 15), "first reply");
    CHECK(metric.state == SUNDESK_METRIC_RUNNING && metric.elapsed == HOUR && metric.remaining == 3 * HOUR);
    CHECK(metric.target == 4 * HOUR && metric.due_at == AT(1, 10) && metric.breached_at == SUNDESK_NEVER);
    CHECK(metric.percent == 25 && metric.cycles == 1 && metric.outside_hours == 0 && metric.next_change == AT(0, 17));
    CHECK(metric_at(AT(0, 20), "first reply").outside_hours == 1);
    /* Used up exactly: met. */
    metric = metric_at(AT(2, 0), "first reply");
    CHECK(metric.state == SUNDESK_METRIC_MET && metric.elapsed == 4 * HOUR && metric.remaining == 0);
    metric = metric_at(AT(2, 0), "resolution");
    CHECK(metric.state == SUNDESK_METRIC_PAUSED && metric.elapsed == 4 * HOUR && metric.paused == 7 * HOUR);
    CHECK(metric.due_at == SUNDESK_NEVER && metric.next_change != metric.due_at);

    /* A forgotten struct_size, or one below the first version's: refused, and nothing is written. */
    const uint32_t wrong[] = {0, 4, 24, sizeof metric - 1};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        memset(&metric, 0x55, sizeof metric);
        metric.struct_size = wrong[i];
        CHECK(sundesk_sla_metric(policies, calendars, history, AT(0, 15), "first reply", &metric, NULL) == SUNDESK_INVALID_INPUT);
        CHECK(metric.remaining == INT64_C(0x5555555555555555) && metric.struct_size == wrong[i]);
    }
    /* A caller whose header knows more than this library. */
    metric.struct_size = sizeof metric + 8;
    CHECK(sundesk_sla_metric(policies, calendars, history, AT(0, 15), "first reply", &metric, NULL) == SUNDESK_OK);
    CHECK(metric.remaining == 3 * HOUR && metric.struct_size == sizeof metric + 8);
}

static void reports(void) {
    char *text = NULL;
    CHECK(sundesk_sla_evaluate(policies, calendars, history, AT(2, 0), &text, NULL) == SUNDESK_OK);
    CHECK(strstr(text, "\"state\":\"met\"") && strstr(text, "\"due_at\":\"2026-06-02T10:00:00Z\"") && strstr(text, "\"tzdb\""));
    sundesk_string_free(text);
    CHECK(sundesk_sla_explain(policies, calendars, history, AT(2, 0), "first reply", SUNDESK_FORM_TEXT, &text, NULL) ==
          SUNDESK_OK);
    CHECK(strstr(text, "met") && strstr(text, "3h counted") && strstr(text, "outside business hours"));
    sundesk_string_free(text);
    CHECK(sundesk_sla_explain(policies, calendars, history, AT(2, 0), "first reply", SUNDESK_FORM_SVG, &text, NULL) ==
          SUNDESK_OK);
    CHECK(strncmp(text, "<svg", 4) == 0);
    sundesk_string_free(text);
    CHECK(sundesk_sla_explain(policies, calendars, history, AT(2, 0), "resolution", SUNDESK_FORM_JSON, &text, NULL) ==
          SUNDESK_OK);
    CHECK(strstr(text, "\"reason\":\"paused\"") != NULL);
    sundesk_string_free(text);
    CHECK(sundesk_policies_warnings(policies, &text, NULL) == SUNDESK_OK && text[0] == '[');
    sundesk_string_free(text);
}

static void refusals(void) {
    sundesk_error *err = NULL;
    sundesk_policies *none = NULL;
    sundesk_history *no_history = NULL;
    sundesk_calendars *empty = NULL;
    sundesk_metric metric;
    char *text = NULL;
    CHECK(sundesk_policies_new("{\"metrics\": {\"frt\": {\"kind\": \"first_reply\", \"target_s\": 0}}}", NULL, &none, &err) ==
          SUNDESK_INVALID_INPUT);
    CHECK(none == NULL && strstr(sundesk_error_path(err), "metrics.frt") != NULL);
    CHECK(strstr(sundesk_error_json(err), "\"problems\":[{") != NULL);
    sundesk_error_free(err);
    CHECK(sundesk_policies_new("[", NULL, &none, NULL) == SUNDESK_INVALID_INPUT);
    CHECK(sundesk_policies_new(NULL, NULL, &none, NULL) == SUNDESK_NULL_ARGUMENT);
    CHECK(sundesk_history_new("[{\"at\": \"yesterday\", \"type\": \"created\"}]", &no_history, &err) == SUNDESK_INVALID_INPUT);
    CHECK(no_history == NULL && strlen(sundesk_error_message(err)) > 0);
    sundesk_error_free(err);
    CHECK(sundesk_sla_evaluate(policies, NULL, history, MONDAY, &text, NULL) == SUNDESK_NULL_ARGUMENT);
    CHECK(sundesk_sla_evaluate(policies, calendars, history, INT64_MAX, &text, NULL) == SUNDESK_OUT_OF_RANGE && !text);
    CHECK(sundesk_sla_explain(policies, calendars, history, MONDAY, "nonsense", 0, &text, &err) == SUNDESK_NOT_FOUND);
    CHECK_TEXT(sundesk_error_value(err), "nonsense");
    sundesk_error_free(err);
    CHECK(sundesk_sla_explain(policies, calendars, history, MONDAY, "resolution", 9, &text, NULL) == SUNDESK_INVALID_INPUT);
    metric.struct_size = sizeof metric;
    CHECK(sundesk_sla_metric(policies, calendars, history, MONDAY, "nonsense", &metric, NULL) == SUNDESK_NOT_FOUND);
    CHECK(sundesk_sla_metric(policies, calendars, history, MONDAY, "resolution", NULL, NULL) == SUNDESK_NULL_ARGUMENT);
    /* A business clock without a calendar. */
    CHECK(sundesk_calendars_new(NULL, &empty, NULL) == SUNDESK_OK);
    CHECK(sundesk_sla_evaluate(policies, empty, history, MONDAY, &text, &err) == SUNDESK_NOT_FOUND);
    sundesk_error_free(err);
    CHECK(sundesk_calendars_insert(empty, NULL, NULL, NULL) == SUNDESK_NULL_ARGUMENT);
    sundesk_calendars_free(empty);
    sundesk_calendars_free(NULL);
    sundesk_policies_free(NULL);
    sundesk_history_free(NULL);
}

/* What is hardly meant is said: milliseconds for microseconds, a number without a unit for minutes. */
static void remarks(void) {
    sundesk_policies *seconds = NULL;
    char *text = NULL;
    CHECK(sundesk_sla_evaluate(policies, calendars, history, MONDAY, &text, NULL) == SUNDESK_OK);
    CHECK(strstr(text, "\"notes\"") == NULL);
    sundesk_string_free(text);
    CHECK(sundesk_sla_evaluate(policies, calendars, history, MONDAY / 1000, &text, NULL) == SUNDESK_OK);
    CHECK(strstr(text, "sla_now_long_before") != NULL);
    sundesk_string_free(text);
    CHECK(sundesk_policies_new("{\"metrics\": {\"m\": {\"kind\": \"first_reply\", \"target\": 30}}}", NULL, &seconds, NULL) ==
          SUNDESK_OK);
    CHECK(sundesk_policies_warnings(seconds, &text, NULL) == SUNDESK_OK && strstr(text, "sla_target_under_a_minute") != NULL);
    sundesk_string_free(text);
    sundesk_policies_free(seconds);
}

static void whole_log(void) {
    static const char CSV[] =
        "id,when,state,team\n"
        "A,2026-06-01 09:00,open,red\nA,2026-06-02 12:00,done,red\n"
        "B,2026-06-01 09:00,open,blue\nB,2026-06-08 17:00,done,blue\n"
        "C,2026-06-02 16:00,open,blue\n";
    static const char MAP[] =
        "{\"ticket\": \"id\", \"at\": \"when\", \"status\": \"state\", \"attributes\": [\"team\"],"
        " \"time\": {\"format\": \"%Y-%m-%d %H:%M\", \"zone\": \"UTC\"}, \"statuses\": {\"done\": \"solved\"}}";
    static const char SOLVED[] = "{\"statuses\": {\"done\": \"solved\"}, \"metrics\": {\"resolution\": {\"kind\": \"resolution\","
                                 " \"target\": \"16h\"}}}";
    sundesk_eventlog *log = NULL;
    sundesk_policies *plan = NULL;
    sundesk_error *err = NULL;
    int32_t states[3];
    int64_t elapsed[3], targets[3], due_at[3];
    char *text = NULL;
    CHECK(sundesk_eventlog_from_bytes((const uint8_t *)CSV, sizeof CSV - 1, MAP, NULL, &log, NULL) == SUNDESK_OK);
    CHECK(sundesk_policies_new(SOLVED, NULL, &plan, NULL) == SUNDESK_OK);
    CHECK(sundesk_sla_evaluate_log(plan, calendars, log, AT(9, 0), "resolution", states, elapsed, targets, due_at, 3, NULL) ==
          SUNDESK_OK);
    CHECK(states[0] == SUNDESK_METRIC_MET && elapsed[0] == 11 * HOUR && targets[0] == 16 * HOUR && due_at[0] == AT(1, 17));
    CHECK(states[1] == SUNDESK_METRIC_MISSED && elapsed[1] == 24 * HOUR);
    CHECK(states[2] == SUNDESK_METRIC_BREACHED && elapsed[2] == 17 * HOUR);
    CHECK(sundesk_sla_evaluate_log(plan, calendars, log, AT(9, 0), "resolution", states, NULL, NULL, NULL, 3, NULL) ==
          SUNDESK_OK);
    CHECK(sundesk_sla_evaluate_log(plan, calendars, log, AT(9, 0), "resolution", states, NULL, NULL, NULL, 2, NULL) ==
          SUNDESK_INVALID_INPUT);
    CHECK(sundesk_sla_evaluate_log(plan, calendars, log, AT(9, 0), "no", states, NULL, NULL, NULL, 3, NULL) ==
          SUNDESK_NOT_FOUND);
    CHECK(sundesk_eventlog_id(log, 1, &text, NULL) == SUNDESK_OK);
    CHECK_TEXT(text, "B");
    sundesk_string_free(text);
    CHECK(sundesk_eventlog_id(log, 3, &text, NULL) == SUNDESK_NOT_FOUND);

    CHECK(sundesk_metrics_report(log, AT(9, 0), "{\"group_by\": [\"team\"]}", "UTC", NULL, NULL, plan, calendars, "resolution",
                                 &text, NULL) == SUNDESK_OK);
    CHECK(strstr(text, "\"by\":\"team\"") && strstr(text, "\"attainment\":{"));
    sundesk_string_free(text);
    CHECK(sundesk_metrics_report(log, AT(9, 0), NULL, "UTC", NULL, NULL, NULL, NULL, NULL, &text, NULL) == SUNDESK_OK);
    CHECK(strstr(text, "\"attainment\":null") != NULL);
    sundesk_string_free(text);
    CHECK(sundesk_metrics_report(log, AT(9, 0), "{\"colour\": 1}", "UTC", NULL, NULL, NULL, NULL, NULL, &text, &err) ==
          SUNDESK_INVALID_INPUT);
    CHECK_TEXT(sundesk_error_path(err), "spec.colour");
    sundesk_error_free(err);
    CHECK(sundesk_metrics_report(log, AT(9, 0), NULL, "UTC", NULL, NULL, plan, NULL, NULL, &text, NULL) ==
          SUNDESK_NULL_ARGUMENT);
    CHECK(sundesk_metrics_report(log, AT(9, 0), "{\"group_by\": [\"no\"]}", "UTC", NULL, NULL, NULL, NULL, NULL, &text, NULL) ==
          SUNDESK_NOT_FOUND);
    sundesk_policies_free(plan);
    sundesk_eventlog_free(log);
}

static void due_index(void) {
    sundesk_dueindex *index = NULL;
    sundesk_error *err = NULL;
    uint64_t first = 0, second = 0, never = 9, keys[4];
    int64_t at[4], wake = 0;
    size_t count = 9;
    CHECK(sundesk_dueindex_new(&index, NULL) == SUNDESK_OK);
    CHECK(sundesk_dueindex_next_wake(index, 0, &wake, NULL) == SUNDESK_OK && wake == SUNDESK_NEVER);
    CHECK(sundesk_dueindex_insert(index, 100, 7, &first, NULL) == SUNDESK_OK);
    CHECK(sundesk_dueindex_insert(index, 50, 8, &second, NULL) == SUNDESK_OK);
    CHECK(sundesk_dueindex_insert(index, 60, 9, NULL, NULL) == SUNDESK_OK);
    CHECK(sundesk_dueindex_len(index) == 3 && first != 0 && second != 0);
    CHECK(sundesk_dueindex_insert(index, SUNDESK_NEVER, 1, &never, NULL) == SUNDESK_OK && never == 0);
    CHECK(sundesk_dueindex_insert(index, INT64_MAX, 1, &never, &err) == SUNDESK_OUT_OF_RANGE);
    CHECK_TEXT(sundesk_error_path(err), "at");
    sundesk_error_free(err);
    CHECK(sundesk_dueindex_len(index) == 3 && sundesk_dueindex_remove(index, 0, NULL) == SUNDESK_NOT_FOUND);
    CHECK(sundesk_dueindex_next_wake(index, 0, &wake, NULL) == SUNDESK_OK && wake == 50);
    CHECK(sundesk_dueindex_next_wake(index, 500, &wake, NULL) == SUNDESK_OK && wake == 500); /* overdue: at once */
    CHECK(sundesk_dueindex_peek(index, &wake, &never, NULL) == SUNDESK_OK && wake == 50 && never == 8);
    CHECK(sundesk_dueindex_peek(index, NULL, NULL, NULL) == SUNDESK_OK);
    CHECK(sundesk_dueindex_peek(NULL, &wake, &never, NULL) == SUNDESK_NULL_ARGUMENT);
    CHECK(sundesk_dueindex_pop_due(index, 70, keys, at, 1, &count, NULL) == SUNDESK_OK);
    CHECK(count == 1 && keys[0] == 8 && at[0] == 50);
    CHECK(sundesk_dueindex_pop_due(index, 70, keys, NULL, 4, &count, NULL) == SUNDESK_OK && count == 1 && keys[0] == 9);
    CHECK(sundesk_dueindex_remove(index, second, &err) == SUNDESK_NOT_FOUND);
    CHECK_TEXT(sundesk_error_path(err), "handle");
    sundesk_error_free(err);
    CHECK(sundesk_dueindex_remove(index, first, NULL) == SUNDESK_OK && sundesk_dueindex_len(index) == 0);
    CHECK(sundesk_dueindex_peek(index, &wake, &never, NULL) == SUNDESK_OK && wake == SUNDESK_NEVER && never == 0);
    CHECK(sundesk_dueindex_remove(index, UINT64_MAX, NULL) == SUNDESK_NOT_FOUND);
    CHECK(sundesk_dueindex_pop_due(index, 70, NULL, NULL, 4, &count, NULL) == SUNDESK_NULL_ARGUMENT);
    CHECK(sundesk_dueindex_insert(NULL, 1, 1, NULL, NULL) == SUNDESK_NULL_ARGUMENT);
    CHECK(sundesk_dueindex_len(NULL) == 0);
    sundesk_dueindex_free(index);
    sundesk_dueindex_free(NULL);
}

int main(void) {
    sundesk_calendar *office = NULL;
    CHECK(sundesk_calendar_new(OFFICE, NULL, &office, NULL) == SUNDESK_OK);
    CHECK(sundesk_calendars_new(office, &calendars, NULL) == SUNDESK_OK);
    CHECK(sundesk_calendars_insert(calendars, "office", office, NULL) == SUNDESK_OK);
    sundesk_calendar_free(office); /* the set keeps its own */
    CHECK(sundesk_policies_new(POLICY, NULL, &policies, NULL) == SUNDESK_OK);
    CHECK(sundesk_history_new(EVENTS, &history, NULL) == SUNDESK_OK);
    one_ticket();
    reports();
    refusals();
    remarks();
    whole_log();
    due_index();
    sundesk_history_free(history);
    sundesk_policies_free(policies);
    sundesk_calendars_free(calendars);
    return closing();
}
