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

    CHECK(sundesk_logmap_preset("servicenow", &text, NULL) == SUNDESK_OK && text[0] == '{');
    sundesk_string_free(text);
    CHECK(sundesk_logmap_preset("excel", &text, &err) == SUNDESK_NOT_FOUND);
    CHECK_TEXT(sundesk_error_path(err), "name");
    sundesk_error_free(err);
    return closing();
}
