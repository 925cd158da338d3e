/* Where records are kept: batches, feed, inbox, timers, checks, and every way to ask wrongly. */
#define _XOPEN_SOURCE 700 /* mkdtemp */
#include "check.h"
#include <stdlib.h>
#include <sundesk.h>
#include <unistd.h>

/* 2026-03-02T09:00:00Z, a Monday. */
#define MONDAY INT64_C(1772442000000000)
#define HOUR INT64_C(3600000000)

#define RECORD(stream, kind, data)                                                                                                  \
    "{\"id\": \"\", \"stream\": \"" stream "\", \"seq\": 0, \"at\": \"2026-03-02T09:00:00Z\", \"recorded_at\": \"2026-03-02T09:00:00Z\", "       \
    "\"actor\": {\"kind\": \"human\", \"id\": \"ann\"}, \"workflow\": \"w\", \"schema\": 1, \"kind\": \"" kind "\", \"data\": " data "}"
#define CREATED(stream, subject)                                                                                                    \
    RECORD(stream, "created", "{\"of\": {\"status\": \"new\", \"category\": \"new\", \"group\": \"emea\", \"requester\": \"c-17\", "        \
                              "\"reply_token\": \"tok-" stream "\", \"subject\": \"" subject "\"}}")

static sundesk_store *store;

/* Whether the answer of a call holds a text; the answer is freed. */
static int holds(sundesk_status status, char **answer, const char *part) {
    const char *json = *answer;
    int found = status == SUNDESK_OK && json && strstr(json, part) != NULL;
    if (!found) fprintf(stderr, "status %d: %s\n", (int)status, status == SUNDESK_OK ? json : "");
    if (status == SUNDESK_OK) sundesk_string_free(*answer);
    return found;
}

static void writing(void) {
    char *json = NULL;
    uint64_t version = 99;
    CHECK(holds(sundesk_store_append(store, "{\"records\": [" CREATED("T-1", "Broken parcel") "]}", &json, NULL), &json, "\"append\":\"done\""));
    CHECK(holds(sundesk_store_append(store, "{\"records\": [" RECORD("T-1", "note_added", "{\"body\": \"call back\"}") "], \"expect\": {\"T-1\": 7}}", &json,
                                     NULL), &json, "\"append\":\"conflict\""));
    const char *batches[] = {"{\"records\": [" CREATED("T-2", "Late refund") "]}", "{\"expect\": {\"T-2\": 0}}"};
    CHECK(holds(sundesk_store_append_all(store, batches, 2, &json, NULL), &json, "\"append\":\"conflict\""));
    CHECK(sundesk_store_version(store, "T-1", &version, NULL) == SUNDESK_OK && version == 1);
    CHECK(sundesk_store_version(store, "T-9", &version, NULL) == SUNDESK_OK && version == 0);
    CHECK(holds(sundesk_store_load(store, "T-2", 0, &json, NULL), &json, "Late refund"));
    CHECK(holds(sundesk_store_feed(store, 1, 10, &json, NULL), &json, "\"position\":2"));
    CHECK(sundesk_store_feed(store, 0, 0, &json, NULL) == SUNDESK_OUT_OF_RANGE);
    sundesk_error *err = NULL;
    CHECK(sundesk_store_append(store, "{\"records\": [{}]}", &json, &err) == SUNDESK_INVALID_INPUT);
    CHECK(strstr(sundesk_error_json(err), "records[0]") != NULL);
    sundesk_error_free(err);
    CHECK(sundesk_store_append(store, NULL, &json, NULL) == SUNDESK_NULL_ARGUMENT);
    CHECK(sundesk_store_append(NULL, "{}", &json, NULL) == SUNDESK_NULL_ARGUMENT);
    CHECK(sundesk_store_append_all(store, NULL, 1, &json, NULL) == SUNDESK_NULL_ARGUMENT);
}

static void inbox(void) {
    char *json = NULL;
    CHECK(holds(sundesk_store_append(store, "{\"clocks\": [{\"stream\": \"T-2\", \"at\": \"2026-03-02T10:00:00Z\", \"what\": \"first reply\"}]}", &json, NULL), &json, "done"));
    CHECK(holds(sundesk_store_tickets(store, "{\"filter\": {\"group\": \"emea\"}, \"order\": \"due\", \"limit\": 1}", &json, NULL), &json,
                "\"due\":\"first reply\""));
    CHECK(holds(sundesk_store_tickets(store, "{\"search\": \"parcel\"}", &json, NULL), &json, "\"id\":\"T-1\""));
    CHECK(holds(sundesk_store_counts(store, "{\"status_category\": \"new\"}", "group", &json, NULL), &json, "{\"emea\":2}"));
    CHECK(holds(sundesk_store_counts(store, NULL, "status", &json, NULL), &json, "{\"new\":2}"));
    CHECK(sundesk_store_counts(store, NULL, "size", &json, NULL) == SUNDESK_INVALID_INPUT);
    CHECK(sundesk_store_counts(store, "7", "group", &json, NULL) == SUNDESK_INVALID_INPUT);
    CHECK(sundesk_store_tickets(store, "{\"order\": \"size\"}", &json, NULL) == SUNDESK_INVALID_INPUT);
    CHECK(sundesk_store_rebuild_inbox(store, NULL) == SUNDESK_OK);
}

static void timers(void) {
    char *json = NULL;
    int64_t due = 0;
    uint64_t number = 1, position = 0;
    CHECK(sundesk_store_next_due(store, &due, NULL) == SUNDESK_OK && due == SUNDESK_NEVER);
    CHECK(holds(sundesk_store_append(store,
                                     "{\"timers\": [{\"stream\": \"T-1\", \"at\": \"2026-03-02T09:00:00Z\", \"what\": \"auto\"}], \"outbox\": [{\"topic\": "
                                     "\"mail\", \"body\": \"hello\"}]}",
                                     &json, NULL), &json, "done"));
    CHECK(sundesk_store_next_due(store, &due, NULL) == SUNDESK_OK && due == MONDAY);
    CHECK(holds(sundesk_store_due(store, "w1", MONDAY, MONDAY + HOUR, 10, &json, NULL), &json, "\"stream\":\"T-1\""));
    CHECK(holds(sundesk_store_due(store, "w2", MONDAY, MONDAY + HOUR, 10, &json, NULL), &json, "[]"));
    CHECK(sundesk_store_due(store, "w2", MONDAY, MONDAY - 1, 10, &json, NULL) == SUNDESK_OUT_OF_RANGE);
    CHECK(holds(sundesk_store_outbox(store, "w1", MONDAY, MONDAY, 10, &json, NULL), &json, "\"number\":1"));
    CHECK(sundesk_store_sent(store, &number, 1, NULL) == SUNDESK_OK);
    CHECK(sundesk_store_sent(store, NULL, 0, NULL) == SUNDESK_OK);
    CHECK(holds(sundesk_store_outbox(store, "w1", MONDAY, MONDAY, 10, &json, NULL), &json, "[]"));
    CHECK(sundesk_store_set_cursor(store, "mailer", 2, NULL) == SUNDESK_OK);
    CHECK(sundesk_store_cursor(store, "mailer", &position, NULL) == SUNDESK_OK && position == 2);
    CHECK(holds(sundesk_store_find(store, "token", "tok-T-1", &json, NULL), &json, "T-1"));
    CHECK(sundesk_store_find(store, "message", "tok-T-1", &json, NULL) == SUNDESK_NOT_FOUND);
    CHECK(holds(sundesk_store_streams_of(store, "c-17", &json, NULL), &json, "[\"T-1\",\"T-2\"]"));
    CHECK(sundesk_store_put_snapshot(store, "{\"stream\": \"T-1\", \"version\": 1, \"form\": \"s\", \"body\": \"{}\"}", NULL) == SUNDESK_OK);
    CHECK(sundesk_store_put_snapshot(store, "{\"stream\": \"T-1\", \"version\": 9, \"form\": \"s\", \"body\": \"{}\"}", NULL) == SUNDESK_INVALID_INPUT);
    CHECK(holds(sundesk_store_snapshot(store, "T-1", "s", &json, NULL), &json, "\"version\":1"));
    CHECK(holds(sundesk_store_snapshot(store, "T-1", "t", &json, NULL), &json, "null"));
}

/* The same on a file: it is there when it is opened again, an earlier head is part of it, and a foreign file is refused. */
static void files(const char *dir) {
    char path[512], copy[512], lines[512], *json = NULL, *head = NULL;
    uint64_t last = 0;
    snprintf(path, sizeof path, "%s/desk.db", dir);
    snprintf(copy, sizeof copy, "%s/copy.db", dir);
    snprintf(lines, sizeof lines, "%s/log.jsonl", dir);
    const char *options = "{\"master\": \"000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f\", \"busy_ms\": 100}";
    CHECK(sundesk_store_open(path, "acme", options, &store, NULL) == SUNDESK_OK);
    writing();
    CHECK(sundesk_store_head(store, &head, NULL) == SUNDESK_OK);
    inbox();
    timers();
    CHECK(holds(sundesk_store_verify(store, head, &json, NULL), &json, "\"tickets\":2"));
    CHECK(sundesk_store_verify(store, "{\"position\": 9, \"hash\": \"00\"}", &json, NULL) == SUNDESK_INCONSISTENT_LOG);
    CHECK(sundesk_store_backup(store, copy, NULL) == SUNDESK_OK);
    CHECK(sundesk_store_backup(store, copy, NULL) == SUNDESK_INVALID_INPUT);
    CHECK(sundesk_store_export(store, lines, 0, &last, NULL) == SUNDESK_OK && last == 2);
    CHECK(sundesk_store_export(store, lines, 0, &last, NULL) == SUNDESK_IO);
    sundesk_store_free(store);
    sundesk_store *again = NULL;
    CHECK(sundesk_store_open(path, "acme", options, &again, NULL) == SUNDESK_OK);
    CHECK(holds(sundesk_store_verify(again, head, &json, NULL), &json, "\"records\":2"));
    sundesk_string_free(head);
    sundesk_store_free(again);
    sundesk_store *none = NULL;
    CHECK(sundesk_store_open(path, "umbrella", options, &none, NULL) == SUNDESK_INCOMPATIBLE && !none);
    CHECK(sundesk_store_open(path, "acme", NULL, &none, NULL) == SUNDESK_INCOMPATIBLE);
    CHECK(sundesk_store_open(path, "acme", "{\"master\": \"00\"}", &none, NULL) == SUNDESK_INVALID_INPUT);
    CHECK(sundesk_store_open(path, "acme", "{\"size\": 1}", &none, NULL) == SUNDESK_INVALID_INPUT);
    CHECK(sundesk_store_open(lines, "acme", options, &none, NULL) == SUNDESK_INCOMPATIBLE);
    const char *made[] = {"desk.db", "desk.db.keys", "copy.db", "log.jsonl", "log.jsonl.keys"};
    for (size_t i = 0; i < sizeof made / sizeof *made; i++) {
        snprintf(path, sizeof path, "%s/%s", dir, made[i]);
        unlink(path);
    }
}

int main(void) {
    char dir[] = "/tmp/sundesk-store-XXXXXX";
    CHECK(sundesk_store_memory("acme", &store, NULL) == SUNDESK_OK);
    writing();
    inbox();
    timers();
    sundesk_store_free(store);
    sundesk_store_free(NULL);
    CHECK(mkdtemp(dir) != NULL);
    files(dir);
    rmdir(dir);
    return closing();
}
