/* Event logs from CSV: read, counted, and refused with line and column. */
#include "check.h"
#include <sundesk.h>

static const char MAP[] =
    "{\"ticket\": \"id\", \"at\": \"when\", \"status\": \"state\","
    " \"time\": {\"format\": \"%Y-%m-%d %H:%M\", \"zone\": \"UTC\"}, \"statuses\": {\"done\": \"solved\"}}";

static sundesk_status parse(const char *csv, const char *map, sundesk_eventlog **log, sundesk_error **err) {
    return sundesk_eventlog_from_bytes((const uint8_t *)csv, strlen(csv), map, NULL, log, err);
}

static void refuse(const char *csv, const char *map, sundesk_status status, const char *path, uint64_t line) {
    sundesk_eventlog *log = NULL;
    sundesk_error *err = NULL;
    CHECK(parse(csv, map, &log, &err) == status && log == NULL);
    CHECK_TEXT(sundesk_error_path(err), path);
    CHECK(sundesk_error_line(err) == line);
    sundesk_error_free(err);
}

/* Attributes, events, statuses, span. The events of a ticket are a history again. */
static void contents(void) {
    static const char EVENTS[] = "{\"tickets\": {\"T-1\": [{\"at\": \"2024-06-03T09:00:00Z\", \"type\": \"created\", \"by\": \"requester\","
                                 " \"status\": \"open\"}, {\"at\": \"2024-06-03T10:00:00Z\", \"type\": \"reply\", \"by\": \"agent\","
                                 " \"public\": false}], \"T-2\": []}, \"statuses\": {\"open\": \"open\"},"
                                 " \"attributes\": {\"T-2\": {\"team\": \"red\"}}}";
    sundesk_eventlog *log = NULL;
    sundesk_history *history = NULL;
    sundesk_error *err = NULL;
    char *text = NULL;
    int64_t first = 0, last = 0;
    CHECK(sundesk_eventlog_new(EVENTS, &log, NULL) == SUNDESK_OK);
    CHECK(sundesk_eventlog_attributes(log, &text, NULL) == SUNDESK_OK);
    CHECK_TEXT(text, "[\"team\"]");
    sundesk_string_free(text);
    CHECK(sundesk_eventlog_attribute(log, "team", &text, NULL) == SUNDESK_OK);
    CHECK_TEXT(text, "[null,\"red\"]");
    sundesk_string_free(text);
    CHECK(sundesk_eventlog_attribute(log, "colour", &text, &err) == SUNDESK_NOT_FOUND);
    CHECK_TEXT(sundesk_error_value(err), "colour");
    sundesk_error_free(err);
    CHECK(sundesk_eventlog_statuses(log, &text, NULL) == SUNDESK_OK);
    CHECK_TEXT(text, "{\"open\":\"open\"}");
    sundesk_string_free(text);
    CHECK(sundesk_eventlog_event_count(log) == 3 && sundesk_eventlog_event_count(NULL) == 0);
    CHECK(sundesk_eventlog_span(log, &first, &last, NULL) == SUNDESK_OK && last - first == INT64_C(3600000000));

    CHECK(sundesk_eventlog_events(log, 0, &text, NULL) == SUNDESK_OK);
    CHECK_TEXT(text, "[{\"at\":\"2024-06-03T09:00:00Z\",\"type\":\"created\",\"by\":\"requester\"},"
                     "{\"at\":\"2024-06-03T09:00:00Z\",\"type\":\"status\",\"to\":\"open\",\"by\":\"requester\"},"
                     "{\"at\":\"2024-06-03T10:00:00Z\",\"type\":\"reply\",\"by\":\"agent\",\"public\":false}]");
    CHECK(sundesk_history_new(text, &history, NULL) == SUNDESK_OK);
    sundesk_string_free(text);
    sundesk_history_free(history);
    CHECK(sundesk_eventlog_events(log, 1, &text, NULL) == SUNDESK_OK);
    CHECK_TEXT(text, "[]");
    sundesk_string_free(text);
    CHECK(sundesk_eventlog_events(log, 2, &text, &err) == SUNDESK_NOT_FOUND);
    CHECK_TEXT(sundesk_error_expected(err), "a number below 2");
    sundesk_error_free(err);
    CHECK(sundesk_eventlog_events(NULL, 0, &text, NULL) == SUNDESK_NULL_ARGUMENT);
    sundesk_eventlog_free(log);

    CHECK(sundesk_eventlog_new("{\"tickets\": {}}", &log, NULL) == SUNDESK_OK);
    CHECK(sundesk_eventlog_span(log, &first, &last, NULL) == SUNDESK_OK && first == SUNDESK_NEVER && last == SUNDESK_NEVER);
    sundesk_eventlog_free(log);
}

int main(void) {
    sundesk_eventlog *log = NULL;
    sundesk_error *err = NULL;
    char *text = NULL;
    CHECK(parse("id,when,state\n7,2024-06-03 09:00,open\n7,2024-06-03 10:00,done\n8,2024-06-03 09:30,open\n", MAP, &log,
                NULL) == SUNDESK_OK);
    CHECK(sundesk_eventlog_len(log) == 2);
    CHECK(sundesk_eventlog_quality(log, &text, NULL) == SUNDESK_OK && strstr(text, "\"rows\":3") != NULL);
    sundesk_string_free(text);
    sundesk_eventlog_free(log);
    log = NULL;

    refuse("id,when,state\n7,yesterday,open\n", MAP, SUNDESK_INVALID_INPUT, "when", 2);
    refuse("", MAP, SUNDESK_INVALID_INPUT, "", 0);
    refuse("id,when,state\n7,2024-06-03 09:00,open\n", "{\"ticket\": 7}", SUNDESK_INVALID_INPUT, "map.ticket", 1);
    CHECK(parse("id,state\n7,open\n", MAP, &log, &err) == SUNDESK_NOT_FOUND && log == NULL);
    CHECK_TEXT(sundesk_error_value(err), "when");
    sundesk_error_free(err);
    CHECK(parse("\x1f\x8b\x08\x00 cut short", MAP, &log, NULL) == SUNDESK_IO);
    CHECK(sundesk_eventlog_from_csv("/nowhere/log.csv", MAP, NULL, &log, &err) == SUNDESK_IO);
    CHECK_TEXT(sundesk_error_file(err), "/nowhere/log.csv");
    sundesk_error_free(err);
    CHECK(sundesk_eventlog_from_bytes(NULL, 3, MAP, NULL, &log, NULL) == SUNDESK_NULL_ARGUMENT);
    CHECK(sundesk_eventlog_from_csv(NULL, MAP, NULL, &log, NULL) == SUNDESK_NULL_ARGUMENT);
    CHECK(sundesk_eventlog_len(NULL) == 0);
    sundesk_eventlog_free(NULL);

    /* By the preset whose columns the file has, or by the one that is named, laid under what the file is. */
    for (size_t i = 0; i < 2; i++) {
        const char *by = i == 0 ? NULL : "{\"preset\": \"jira-list\", \"zone\": \"Europe/Berlin\"}";
        CHECK(parse("Issue key;Status;Created;Resolved\nA-1;Open;12/Mar/24 3:05 PM;\n", by, &log, NULL) == SUNDESK_OK);
        CHECK(sundesk_eventlog_len(log) == 1);
        CHECK(sundesk_review(log, NULL, NULL, SUNDESK_NEVER, SUNDESK_FORM_TEXT, &text, NULL) == SUNDESK_OK);
        CHECK(strstr(text, "Reopened: not known from this log") != NULL && strstr(text, "separated by ';'") != NULL);
        CHECK((strstr(text, "read as Europe/Berlin time") != NULL) == (i == 1));
        sundesk_string_free(text);
        sundesk_eventlog_free(log);
        log = NULL;
    }
    refuse("a,b\n1,2\n", NULL, SUNDESK_INVALID_INPUT, "", 1);
    refuse("a,b\n1,2\n", "{\"preset\": \"excel\"}", SUNDESK_NOT_FOUND, "name", 0);

    CHECK(sundesk_logmap_preset("servicenow-uci", &text, NULL) == SUNDESK_OK && text[0] == '{');
    sundesk_string_free(text);
    CHECK(sundesk_logmap_preset("excel", &text, &err) == SUNDESK_NOT_FOUND);
    CHECK_TEXT(sundesk_error_path(err), "name");
    sundesk_error_free(err);
    contents();
    return closing();
}
