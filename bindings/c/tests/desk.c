/* A help desk in C: commands, inbox, timers, promises, forgetting, and every way to ask wrongly. */
#define _XOPEN_SOURCE 700 /* mkdtemp */
#include "check.h"
#include <stdlib.h>
#include <sundesk.h>
#include <unistd.h>

/* 2026-03-02T09:00:00Z, a Monday. */
#define MONDAY INT64_C(1772442000000000)
#define HOUR INT64_C(3600000000)

static const char *LIBRARY =
    "{\"calendar\": {\"timezone\": \"UTC\", \"weekly\": {\"mon\": [\"09:00-17:00\"], \"tue\": [\"09:00-17:00\"]}},"
    " \"policies\": {\"gold\": {\"metrics\": {\"first reply\": {\"kind\": \"first_reply\", \"target\": \"2h\"}}}},"
    " \"logs\": {\"old\": {\"tickets\": {\"I-1\": [{\"at\": \"2026-03-01T09:00:00Z\", \"type\": \"created\", \"by\": \"requester\", \"status\": \"New\"},"
    " {\"at\": \"2026-03-01T10:00:00Z\", \"type\": \"status\", \"to\": \"Done with\"}]}}}}";

static sundesk_desk *desk;

/* Whether the answer of a call holds a text; the answer is freed. */
static int holds(sundesk_status status, char **answer, const char *part) {
    const char *json = *answer;
    int found = status == SUNDESK_OK && json && strstr(json, part) != NULL;
    if (!found) fprintf(stderr, "status %d: %s\n", (int)status, status == SUNDESK_OK ? json : "");
    if (status == SUNDESK_OK) sundesk_string_free(*answer);
    return found;
}

static int command(const char *json, int64_t now, const char *part) {
    char *answer = NULL;
    return holds(sundesk_desk_command(desk, json, now, &answer, NULL), &answer, part);
}

static int call(const char *json, const char *part) {
    char *answer = NULL;
    return holds(sundesk_desk_call(desk, json, &answer, NULL), &answer, part);
}

static void life(void) {
    char *json = NULL;
    int64_t due = 0;
    uint64_t version = 99;
    CHECK(command("{\"do\": \"create\", \"ticket\": \"T-1\", \"by\": \"customer\", \"subject\": \"Broken parcel\", \"key\": \"k\"}", MONDAY, "\"kind\":\"created\""));
    CHECK(command("{\"do\": \"create\", \"ticket\": \"T-1\", \"by\": \"customer\", \"subject\": \"Broken parcel\", \"key\": \"k\"}", MONDAY + HOUR, "\"repeated\":true"));
    CHECK(call("{\"call\": \"tickets\", \"order\": \"due\"}", "\"due\":\"first reply\""));
    CHECK(call("{\"call\": \"sla\", \"ticket\": \"T-1\", \"now\": \"2026-03-02T10:00:00Z\"}", "\"remaining_s\":3600"));
    CHECK(sundesk_desk_next_due(desk, &due, NULL) == SUNDESK_OK && due == SUNDESK_NEVER);
    CHECK(command("{\"do\": \"set_status\", \"ticket\": \"T-1\", \"by\": \"agent\", \"status\": \"solved\"}", MONDAY + HOUR, "\"code\":\"assignee_required\""));
    CHECK(command("{\"do\": \"assign\", \"ticket\": \"T-1\", \"by\": \"agent\", \"assignee\": \"agent\"}", MONDAY + HOUR, "\"refusal\":null"));
    CHECK(command("{\"do\": \"set_status\", \"ticket\": \"T-1\", \"by\": \"agent\", \"status\": \"solved\"}", MONDAY + HOUR, "\"versions\":{\"T-1\":4}"));
    CHECK(sundesk_desk_version(desk, "T-1", &version, NULL) == SUNDESK_OK && version == 4);
    CHECK(sundesk_desk_version(desk, "T-9", &version, NULL) == SUNDESK_OK && version == 0);
    CHECK(sundesk_desk_next_due(desk, &due, NULL) == SUNDESK_OK && due == MONDAY + 97 * HOUR);
    CHECK(holds(sundesk_desk_tick(desk, due, &json, NULL), &json, "\"to\":\"closed\""));
    CHECK(call("{\"call\": \"ticket\", \"ticket\": \"T-1\"}", "\"status\":\"closed\""));
    CHECK(call("{\"call\": \"feed\", \"after\": 4}", "\"position\":5"));
    CHECK(call("{\"call\": \"ask\", \"question\": {\"ask\": \"redact\", \"text\": \"4111 1111 1111 1111\"}}", "[card]"));
}

static void forgetting(void) {
    const char *rules = "{\"call\": \"retention\", \"now\": \"2027-03-02T09:00:00Z\", \"rules\": {\"rules\": [{\"name\": \"month\", \"after\": {\"days\": 30}, \"then\": \"redact\"}]}}";
    CHECK(call("{\"call\": \"export\", \"subject\": \"customer\"}", "Broken parcel"));
    CHECK(call(rules, "\"tickets\":[\"T-1\"]"));
    CHECK(command("{\"do\": \"erase\", \"by\": \"admin\", \"subject\": \"customer\"}", MONDAY + 98 * HOUR, "\"kind\":\"subject_erased\""));
    CHECK(call("{\"call\": \"ticket\", \"ticket\": \"T-1\"}", "\"subject\":null"));
    CHECK(call("{\"call\": \"verify\"}", "\"records\":6"));
    CHECK(call("{\"call\": \"rebuild_inbox\"}", "null"));
    CHECK(call("{\"call\": \"verify\"}", "\"records\":6"));
}

/* A foreign log becomes tickets, once; what the workflow does not have is kept and flagged. */
static void import(void) {
    const char *old = "{\"call\": \"import\", \"log\": \"old\", \"now\": \"2026-03-08T09:00:00Z\", \"statuses\": {\"statuses\": {\"New\": \"new\", \"Done with\": \"closed\"}}}";
    CHECK(call(old, "\"imported\":1"));
    CHECK(call(old, "\"present\":1"));
    CHECK(call(old, "\"flags\":{\"new -> closed\":1}"));
    CHECK(call("{\"call\": \"history\", \"ticket\": \"I-1\"}", "\"flag\":\"transition_not_allowed\""));
    CHECK(call("{\"call\": \"ticket\", \"ticket\": \"I-1\"}", "\"status\":\"closed\""));
}

/* One message is taken out; then all that was written on a ticket whose time is over. */
static void taking_out(void) {
    const char *rules = "\"now\": \"2027-03-02T09:00:00Z\", \"by\": \"admin\", \"rules\": {\"rules\": [{\"name\": \"month\", \"after\": {\"days\": 30}, \"then\": \"redact\"}]}}";
    const int64_t day = MONDAY + 200 * HOUR;
    char retain[256], *history = NULL;
    CHECK(command("{\"do\": \"create\", \"ticket\": \"T-2\", \"by\": \"agent\", \"requester\": \"c-2\", \"assignee\": \"agent\", \"subject\": \"Bill\"}", day, "\"refusal\":null"));
    CHECK(command("{\"do\": \"customer_reply\", \"ticket\": \"T-2\", \"body\": \"card 4111\"}", day, "\"refusal\":null"));
    CHECK(command("{\"do\": \"redact\", \"ticket\": \"T-2\", \"by\": \"agent\", \"messages\": [1]}", day, "\"code\":\"forbidden\""));
    CHECK(command("{\"do\": \"redact\", \"ticket\": \"T-2\", \"by\": \"admin\", \"messages\": [1]}", day, "\"kind\":\"redacted\""));
    CHECK(sundesk_desk_call(desk, "{\"call\": \"history\", \"ticket\": \"T-2\"}", &history, NULL) == SUNDESK_OK);
    CHECK(strstr(history, "4111") == NULL && strstr(history, "Bill") != NULL);
    sundesk_string_free(history);
    CHECK(command("{\"do\": \"set_status\", \"ticket\": \"T-2\", \"by\": \"agent\", \"status\": \"solved\"}", day, "\"refusal\":null"));
    CHECK(holds(sundesk_desk_tick(desk, day + 100 * HOUR, &history, NULL), &history, "\"to\":\"closed\""));
    snprintf(retain, sizeof retain, "{\"call\": \"retain\", %s", rules);
    CHECK(call(retain, "\"tickets\":[\"T-2\"]"));
    CHECK(call("{\"call\": \"ticket\", \"ticket\": \"T-2\"}", "\"subject\":null"));
    CHECK(call("{\"call\": \"verify\"}", "\"records\""));
}

static void faults(void) {
    char *json = NULL;
    sundesk_desk *other = NULL;
    sundesk_error *err = NULL;
    CHECK(sundesk_desk_call(desk, "{\"call\": \"fly\"}", &json, &err) == SUNDESK_INVALID_INPUT);
    CHECK(err && strstr(sundesk_error_message(err), "tickets") != NULL);
    sundesk_error_free(err);
    CHECK(sundesk_desk_call(desk, NULL, &json, NULL) == SUNDESK_NULL_ARGUMENT);
    CHECK(sundesk_desk_command(NULL, "{}", MONDAY, &json, NULL) == SUNDESK_NULL_ARGUMENT);
    CHECK(sundesk_desk_command(desk, "{}", SUNDESK_NEVER, &json, NULL) == SUNDESK_OUT_OF_RANGE);
    CHECK(sundesk_desk_tick(desk, INT64_MAX, &json, NULL) == SUNDESK_OUT_OF_RANGE);
    CHECK(sundesk_desk_open(NULL, NULL, "{\"workflow\": \"zendsk\"}", &other, NULL) == SUNDESK_NOT_FOUND && other == NULL);
    CHECK(sundesk_desk_open("/no/such/folder/desk.db", NULL, NULL, &other, NULL) == SUNDESK_IO && other == NULL);
    sundesk_desk_free(NULL);
}

int main(void) {
    char folder[] = "/tmp/sundesk-desk-XXXXXX", path[64], keys[80];
    sundesk_library *library = NULL;
    CHECK(mkdtemp(folder) != NULL);
    snprintf(path, sizeof path, "%s/desk.db", folder);
    snprintf(keys, sizeof keys, "%s.keys", path);
    CHECK(sundesk_library_new(LIBRARY, NULL, &library, NULL) == SUNDESK_OK);
    CHECK(sundesk_desk_open(path, library, "{\"tenant\": \"acme\"}", &desk, NULL) == SUNDESK_OK);
    life();
    sundesk_desk_free(desk);
    CHECK(sundesk_desk_open(path, library, NULL, &desk, NULL) == SUNDESK_INCOMPATIBLE); /* another's desk */
    CHECK(sundesk_desk_open(path, library, "{\"tenant\": \"acme\"}", &desk, NULL) == SUNDESK_OK);
    sundesk_library_free(library);
    forgetting();
    import();
    taking_out();
    faults();
    sundesk_desk_free(desk);
    unlink(path);
    unlink(keys);
    rmdir(folder);
    return closing();
}
