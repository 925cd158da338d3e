/* What one ticket costs a host in C that holds its policies, histories and deliveries:
 *   make -C bindings/c && cc -O2 -I include benches/held.c -L target/dist -lsundesk -lm -o /tmp/held && LD_LIBRARY_PATH=target/dist /tmp/held
 * Each figure is the least of 15 runs of 20,000 calls. */
#define _POSIX_C_SOURCE 200809L
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sundesk.h>
#include <time.h>

#define CALLS 20000
#define RUNS 15

static sundesk_binding *binding;
static sundesk_history *history;
static sundesk_templates *templates;
static sundesk_delivery *delivery;
static sundesk_livetickets *tickets;
static uint64_t ticket;
/* 2024-06-03T12:00:00Z */
static const int64_t NOW = INT64_C(1717416000000000);

static void check(sundesk_status status, sundesk_error *err) {
    if (status) {
        fprintf(stderr, "%s\n", sundesk_error_message(err));
        exit(1);
    }
}

static void one_metric(int i) {
    sundesk_metric metric = {.struct_size = sizeof metric};
    (void)i;
    check(sundesk_binding_metric(binding, history, NOW, "first reply", &metric, NULL), NULL);
}

static void two_metrics(int i) {
    sundesk_metric metric = {.struct_size = sizeof metric};
    (void)i;
    check(sundesk_binding_metric(binding, history, NOW, "first reply", &metric, NULL), NULL);
    check(sundesk_binding_metric(binding, history, NOW, "resolution", &metric, NULL), NULL);
}

static void report(int i) {
    char *json = NULL;
    (void)i;
    check(sundesk_binding_evaluate(binding, history, NOW, &json, NULL), NULL);
    sundesk_string_free(json);
}

static void event(int i) {
    char json[128];
    snprintf(json, sizeof json, "{\"at\": \"2024-06-04T%02d:%02d:%02dZ\", \"type\": \"assignee\", \"to\": \"agent %d\"}", i / 3600, i / 60 % 60,
             i % 60, i % 100);
    check(sundesk_livetickets_push(tickets, ticket, json, NULL), NULL);
}

static void text(int i) {
    char *said = NULL;
    (void)i;
    check(sundesk_delivery_text(delivery, templates, "due", "{\"at\": {\"type\": \"datetime\", \"value\": \"2024-06-03T12:00:00Z\"}}", &said, NULL), NULL);
    sundesk_string_free(said);
}

static void run(const char *name, void (*call)(int)) {
    double least = 1e18;
    for (int r = 0; r < RUNS; r++) {
        struct timespec from, to;
        clock_gettime(CLOCK_MONOTONIC, &from);
        for (int i = 0; i < CALLS; i++) call(i);
        clock_gettime(CLOCK_MONOTONIC, &to);
        double ns = ((double)(to.tv_sec - from.tv_sec) * 1e9 + (double)(to.tv_nsec - from.tv_nsec)) / CALLS;
        if (ns < least) least = ns;
    }
    printf("%-70s %8.0f ns\n", name, least);
}

int main(int argc, char **argv) {
    sundesk_policies *policies = NULL;
    sundesk_calendar *office = NULL;
    sundesk_calendars *calendars = NULL;
    sundesk_error *err = NULL;
    const char *filter = argc > 1 ? argv[1] : "";
    check(sundesk_policies_new("{\"metrics\": {\"first reply\": {\"kind\": \"first_reply\", \"targets\": {\"high\": \"1h\", \"default\": \"4h\"}},"
                               " \"resolution\": {\"kind\": \"total_resolution\", \"target\": \"16h\", \"pause_on\": [\"pending\"]}}}",
                               NULL, &policies, &err), err);
    check(sundesk_calendar_new("{\"timezone\": \"Europe/Berlin\", \"weekly\": {\"mon\": [[\"09:00\",\"12:30\"],[\"13:00\",\"17:30\"]],"
                               " \"tue\": [[\"09:00\",\"17:30\"]], \"wed\": [[\"09:00\",\"17:30\"]], \"thu\": [[\"09:00\",\"17:30\"]]},"
                               " \"holidays\": [\"01-01\", \"12-25\"]}", NULL, &office, &err), err);
    check(sundesk_calendars_new(office, &calendars, &err), err);
    check(sundesk_binding_new(policies, calendars, &binding, &err), err);
    check(sundesk_history_new("[{\"at\": \"2024-06-03T07:30:00Z\", \"type\": \"created\", \"by\": \"requester\", \"status\": \"new\"},"
                              " {\"at\": \"2024-06-03T09:05:00Z\", \"type\": \"reply\", \"by\": \"agent\"},"
                              " {\"at\": \"2024-06-03T09:10:00Z\", \"type\": \"status\", \"to\": \"pending\"}]", &history, &err), err);
    check(sundesk_livetickets_new(binding, &tickets, &err), err);
    check(sundesk_livetickets_insert(tickets, history, &ticket, &err), err);
    check(sundesk_templates_from_sources("[{\"locale\": \"en\", \"set\": \"mail\", \"text\": \"due = Due { DATETIME($at, timeStyle: \\\"short\\\") }.\"}]",
                                         "{\"reference\": \"en\"}", NULL, &templates, &err), err);
    check(sundesk_delivery_new("{\"locales\": [\"en-GB\"], \"ctx\": {\"zone\": \"Europe/Berlin\"}}", NULL, &delivery, &err), err);
    const struct { const char *name; void (*call)(int); } all[] = {
        {"held binding and history, 4 events: one metric", one_metric},
        {"held binding and history, 4 events: two metrics", two_metrics},
        {"held binding and history, 4 events, 2 metrics: report as JSON", report},
        {"an event as JSON on a live ticket", event},
        {"a text with a zone through a held delivery", text},
    };
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
        if (strstr(all[i].name, filter)) run(all[i].name, all[i].call);
    return 0;
}
