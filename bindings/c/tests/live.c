/* Policies held ready, histories that grow, open tickets while they live, deliveries held ready; and every way to ask wrongly. */
#include "check.h"
#include <sundesk.h>

#define MINUTE INT64_C(60000000)
/* 2026-06-01T10:00:00Z. */
#define TEN INT64_C(1780308000000000)

static const char POLICY[] = "{\"metrics\": {\"first reply\": {\"kind\": \"first_reply\", \"target\": \"1h\", \"clock\": \"elapsed\"}}}";
static const char CREATED[] = "[{\"at\": \"2026-06-01T10:00:00Z\", \"type\": \"created\", \"by\": \"requester\", \"status\": \"new\"}]";
static const char REPLY[] = "{\"at\": \"2026-06-01T10:59:00Z\", \"type\": \"reply\", \"by\": \"agent\"}";

static sundesk_binding *binding;

static int state_of(const sundesk_history *history, int64_t now) {
    sundesk_metric metric;
    memset(&metric, 0, sizeof metric);
    metric.struct_size = sizeof metric;
    CHECK(sundesk_binding_metric(binding, history, now, "first reply", &metric, NULL) == SUNDESK_OK);
    return metric.state;
}

static void held(void) {
    sundesk_history *history = NULL;
    sundesk_error *err = NULL;
    char *report = NULL, *same = NULL;
    CHECK(sundesk_history_new(CREATED, &history, NULL) == SUNDESK_OK);
    CHECK(state_of(history, TEN + 59 * MINUTE) == SUNDESK_METRIC_RUNNING);
    CHECK(state_of(history, TEN + 61 * MINUTE) == SUNDESK_METRIC_BREACHED);
    CHECK(sundesk_history_push(history, REPLY, NULL) == SUNDESK_OK);
    CHECK(state_of(history, TEN + 61 * MINUTE) == SUNDESK_METRIC_MET);

    /* The same report as that of a call that holds nothing. */
    sundesk_policies *policies = NULL;
    sundesk_calendars *calendars = NULL;
    CHECK(sundesk_policies_new(POLICY, NULL, &policies, NULL) == SUNDESK_OK);
    CHECK(sundesk_calendars_new(NULL, &calendars, NULL) == SUNDESK_OK);
    CHECK(sundesk_binding_evaluate(binding, history, TEN + 61 * MINUTE, &report, NULL) == SUNDESK_OK);
    CHECK(sundesk_sla_evaluate(policies, calendars, history, TEN + 61 * MINUTE, &same, NULL) == SUNDESK_OK);
    CHECK_TEXT(report, same);
    sundesk_string_free(report);
    sundesk_string_free(same);
    CHECK(sundesk_binding_explain(binding, history, TEN + 61 * MINUTE, "first reply", SUNDESK_FORM_TEXT, &report, NULL) == SUNDESK_OK);
    CHECK(report && strstr(report, "first reply"));
    sundesk_string_free(report);
    sundesk_policies_free(policies);
    sundesk_calendars_free(calendars);

    /* A refused event changes nothing, and says where it is wrong. */
    CHECK(sundesk_history_push(history, "{\"at\": \"2026-06-01T11:00:00Z\", \"type\": \"reply\", \"by\": \"agnet\"}", &err) == SUNDESK_INVALID_INPUT);
    CHECK(strncmp(sundesk_error_path(err), "event", 5) == 0);
    sundesk_error_free(err);
    err = NULL;
    CHECK(sundesk_history_push(history, "{\"at\": \"2300-01-01T00:00:00Z\", \"type\": \"created\"}", &err) == SUNDESK_OUT_OF_RANGE);
    sundesk_error_free(err);
    CHECK(state_of(history, TEN + 61 * MINUTE) == SUNDESK_METRIC_MET);
    CHECK(sundesk_history_push(NULL, REPLY, NULL) == SUNDESK_NULL_ARGUMENT);
    CHECK(sundesk_history_push(history, NULL, NULL) == SUNDESK_NULL_ARGUMENT);

    sundesk_metric metric;
    metric.struct_size = sizeof metric;
    CHECK(sundesk_binding_metric(binding, history, TEN, "no such", &metric, NULL) == SUNDESK_NOT_FOUND);
    CHECK(sundesk_binding_metric(NULL, history, TEN, "first reply", &metric, NULL) == SUNDESK_NULL_ARGUMENT);
    CHECK(sundesk_binding_metric(binding, NULL, TEN, "first reply", &metric, NULL) == SUNDESK_NULL_ARGUMENT);
    CHECK(sundesk_binding_metric(binding, history, TEN, NULL, &metric, NULL) == SUNDESK_NULL_ARGUMENT);
    CHECK(sundesk_binding_metric(binding, history, TEN, "first reply", NULL, NULL) == SUNDESK_NULL_ARGUMENT);
    CHECK(sundesk_binding_evaluate(binding, history, INT64_MAX, &report, NULL) == SUNDESK_OUT_OF_RANGE);
    CHECK(sundesk_binding_explain(binding, history, TEN, "first reply", 9, &report, NULL) == SUNDESK_INVALID_INPUT);
    sundesk_history_free(history);
}

static void live(void) {
    sundesk_livetickets *tickets = NULL;
    sundesk_history *history = NULL;
    uint64_t first = 0, second = 0, due[2] = {0, 0};
    size_t count = 9;
    int64_t wake = 0;
    char *report = NULL;
    sundesk_metric metric;
    metric.struct_size = sizeof metric;

    CHECK(sundesk_livetickets_new(binding, &tickets, NULL) == SUNDESK_OK);
    CHECK(sundesk_livetickets_len(tickets) == 0 && sundesk_livetickets_len(NULL) == 0);
    CHECK(sundesk_livetickets_next_wake(tickets, TEN, &wake, NULL) == SUNDESK_OK && wake == SUNDESK_NEVER);
    CHECK(sundesk_history_new(CREATED, &history, NULL) == SUNDESK_OK);
    CHECK(sundesk_livetickets_insert(tickets, history, &first, NULL) == SUNDESK_OK && first != 0);
    CHECK(sundesk_livetickets_insert(tickets, history, &second, NULL) == SUNDESK_OK && second != first);
    sundesk_history_free(history);
    CHECK(sundesk_livetickets_len(tickets) == 2);

    CHECK(sundesk_livetickets_push(tickets, first, REPLY, NULL) == SUNDESK_OK);
    CHECK(sundesk_livetickets_push(tickets, second, "{\"at\": \"2026-06-01T10:01:00Z\", \"type\": \"assignee\", \"to\": \"a new name\"}", NULL) == SUNDESK_OK);
    CHECK(sundesk_livetickets_next_wake(tickets, TEN + 59 * MINUTE, &wake, NULL) == SUNDESK_OK && wake == TEN + 60 * MINUTE + 1);
    CHECK(sundesk_livetickets_due(tickets, wake - 1, due, 2, &count, NULL) == SUNDESK_OK && count == 0);
    CHECK(sundesk_livetickets_due(tickets, wake, due, 2, &count, NULL) == SUNDESK_OK && count == 1 && due[0] == second);
    CHECK(sundesk_livetickets_metric(tickets, second, wake, "first reply", &metric, NULL) == SUNDESK_OK);
    CHECK(metric.state == SUNDESK_METRIC_BREACHED && metric.breached_at == TEN + 60 * MINUTE);
    CHECK(sundesk_livetickets_metric(tickets, first, wake, "first reply", &metric, NULL) == SUNDESK_OK);
    CHECK(metric.state == SUNDESK_METRIC_MET && metric.elapsed == 59 * MINUTE);
    CHECK(sundesk_livetickets_next_change(tickets, first, wake, &wake, NULL) == SUNDESK_OK && wake == SUNDESK_NEVER);
    CHECK(sundesk_livetickets_evaluate(tickets, second, TEN, &report, NULL) == SUNDESK_OK);
    CHECK(report && strstr(report, "\"state\":\"running\""));
    sundesk_string_free(report);
    CHECK(sundesk_livetickets_set_binding(tickets, binding, NULL) == SUNDESK_OK);
    CHECK(sundesk_livetickets_metric(tickets, first, TEN + 61 * MINUTE, "first reply", &metric, NULL) == SUNDESK_OK);
    CHECK(metric.state == SUNDESK_METRIC_MET);

    CHECK(sundesk_livetickets_remove(tickets, first, NULL) == SUNDESK_OK);
    CHECK(sundesk_livetickets_remove(tickets, first, NULL) == SUNDESK_NOT_FOUND);
    CHECK(sundesk_livetickets_push(tickets, 0, REPLY, NULL) == SUNDESK_NOT_FOUND);
    CHECK(sundesk_livetickets_push(tickets, second, "{", NULL) == SUNDESK_INVALID_INPUT);
    CHECK(sundesk_livetickets_push(tickets, second, NULL, NULL) == SUNDESK_NULL_ARGUMENT);
    CHECK(sundesk_livetickets_insert(tickets, NULL, &first, NULL) == SUNDESK_NULL_ARGUMENT);
    CHECK(sundesk_livetickets_due(tickets, INT64_MAX, due, 2, &count, NULL) == SUNDESK_OUT_OF_RANGE);
    CHECK(sundesk_livetickets_due(tickets, TEN, NULL, 2, &count, NULL) == SUNDESK_NULL_ARGUMENT);
    CHECK(sundesk_livetickets_new(NULL, &tickets, NULL) == SUNDESK_NULL_ARGUMENT);
    sundesk_livetickets_free(tickets);
    sundesk_livetickets_free(NULL);
}

static void delivery(void) {
    const char sources[] =
        "[{\"locale\": \"en\", \"set\": \"mail\", \"text\": \"due = Due { DATETIME($at, timeStyle: \\\"short\\\") }.\\n"
        "ago = { RELATIVE($at) }\"}]";
    const char args[] = "{\"at\": {\"type\": \"datetime\", \"value\": \"2026-06-01T10:00:00Z\"}}";
    const char reader[] = "{\"locales\": [\"en-GB\"], \"ctx\": {\"zone\": \"Europe/Berlin\"}}";
    sundesk_templates *templates = NULL;
    sundesk_delivery *to = NULL;
    sundesk_error *err = NULL;
    char *text = NULL, *same = NULL;
    CHECK(sundesk_templates_from_sources(sources, "{\"reference\": \"en\"}", NULL, &templates, NULL) == SUNDESK_OK);
    CHECK(sundesk_delivery_new(reader, NULL, &to, NULL) == SUNDESK_OK);
    CHECK(sundesk_delivery_text(to, templates, "due", args, &text, &err) == SUNDESK_OK);
    CHECK_TEXT(text, "Due 12:00.");
    sundesk_string_free(text);
    CHECK(sundesk_delivery_render(to, templates, "due", args, &text, NULL) == SUNDESK_OK);
    CHECK(sundesk_templates_render(templates, "due", args, reader, NULL, &same, NULL) == SUNDESK_OK);
    CHECK_TEXT(text, same);
    sundesk_string_free(text);
    sundesk_string_free(same);

    /* Relative time needs the present. */
    CHECK(sundesk_delivery_text(to, templates, "ago", args, &text, NULL) == SUNDESK_INVALID_INPUT);
    CHECK(sundesk_delivery_set_now(to, TEN + 120 * MINUTE, NULL) == SUNDESK_OK);
    CHECK(sundesk_delivery_text(to, templates, "ago", args, &text, NULL) == SUNDESK_OK);
    CHECK_TEXT(text, "2 hours ago");
    sundesk_string_free(text);
    CHECK(sundesk_delivery_set_now(to, INT64_MAX, NULL) == SUNDESK_OUT_OF_RANGE);
    CHECK(sundesk_delivery_set_now(to, SUNDESK_NEVER, NULL) == SUNDESK_OK);
    CHECK(sundesk_delivery_text(to, templates, "ago", args, &text, NULL) == SUNDESK_INVALID_INPUT);

    sundesk_delivery *none = NULL;
    CHECK(sundesk_delivery_new("{\"ctx\": {\"zone\": \"Mars/Olympus\"}}", NULL, &none, &err) == SUNDESK_UNKNOWN_ZONE);
    CHECK_TEXT(sundesk_error_path(err), "json.ctx.zone");
    sundesk_error_free(err);
    CHECK(sundesk_delivery_text(NULL, templates, "due", args, &text, NULL) == SUNDESK_NULL_ARGUMENT);
    CHECK(sundesk_delivery_text(to, NULL, "due", args, &text, NULL) == SUNDESK_NULL_ARGUMENT);
    CHECK(sundesk_delivery_text(to, templates, NULL, args, &text, NULL) == SUNDESK_NULL_ARGUMENT);
    CHECK(none == NULL);
    sundesk_delivery_free(to);
    sundesk_delivery_free(NULL);
    sundesk_templates_free(templates);
}

int main(void) {
    sundesk_policies *policies = NULL;
    sundesk_calendars *calendars = NULL;
    sundesk_binding *none = NULL;
    CHECK(sundesk_policies_new(POLICY, NULL, &policies, NULL) == SUNDESK_OK);
    CHECK(sundesk_calendars_new(NULL, &calendars, NULL) == SUNDESK_OK);
    CHECK(sundesk_binding_new(policies, calendars, &binding, NULL) == SUNDESK_OK);
    CHECK(sundesk_binding_new(NULL, calendars, &none, NULL) == SUNDESK_NULL_ARGUMENT && none == NULL);
    /* The binding needs neither any more. */
    sundesk_policies_free(policies);
    sundesk_calendars_free(calendars);
    held();
    live();
    delivery();
    sundesk_binding_free(binding);
    sundesk_binding_free(NULL);
    return closing();
}
