/* The service review of the real log. Too much for valgrind: the runner leaves *_large.c out there. */
#include "check.h"
#include <sundesk.h>

int main(void) {
    sundesk_eventlog *log = NULL;
    sundesk_error *err = NULL;
    char *text = NULL;
    char *map = NULL;
    CHECK(sundesk_logmap_preset("servicenow-uci", &map, NULL) == SUNDESK_OK);
    CHECK(sundesk_eventlog_from_csv("tests/data/servicenow-incidents/incident_event_log.csv.gz", map, NULL, &log, &err) == SUNDESK_OK);
    if (err) fprintf(stderr, "%s\n", sundesk_error_message(err));
    sundesk_string_free(map);
    CHECK(sundesk_eventlog_len(log) == 24918);
    CHECK(sundesk_review(log, NULL, NULL, SUNDESK_NEVER, SUNDESK_FORM_TEXT, &text, NULL) == SUNDESK_OK);
    CHECK(strstr(text, "24,918") != NULL && strchr(text, '\n') != NULL);
    sundesk_string_free(text);
    CHECK(sundesk_review(log, NULL, NULL, SUNDESK_NEVER, SUNDESK_FORM_JSON, &text, NULL) == SUNDESK_OK && text[0] == '{');
    sundesk_string_free(text);
    CHECK(sundesk_review(log, "{\"colour\": 1}", NULL, SUNDESK_NEVER, SUNDESK_FORM_TEXT, &text, &err) == SUNDESK_INVALID_INPUT);
    CHECK(strncmp(sundesk_error_path(err), "document", 8) == 0);
    sundesk_error_free(err);
    err = NULL;
    CHECK(sundesk_review(log, NULL, NULL, SUNDESK_NEVER, 9, &text, NULL) == SUNDESK_INVALID_INPUT);
    CHECK(sundesk_review(log, NULL, NULL, SUNDESK_NEVER, SUNDESK_FORM_HTML, &text, NULL) == SUNDESK_OK);
    CHECK(strncmp(text, "<!DOCTYPE html>", 15) == 0);
    sundesk_string_free(text);
    CHECK(sundesk_review(log, NULL, NULL, SUNDESK_NEVER, SUNDESK_FORM_MARKDOWN, &text, NULL) == SUNDESK_OK);
    CHECK(strncmp(text, "# Service review", 16) == 0);
    sundesk_string_free(text);
    CHECK(sundesk_review(NULL, NULL, NULL, SUNDESK_NEVER, SUNDESK_FORM_TEXT, &text, NULL) == SUNDESK_NULL_ARGUMENT);
    sundesk_eventlog_free(log);
    CHECK(sundesk_review_preset("servicenow-uci", &text, NULL) == SUNDESK_OK && text[0] == '{');
    sundesk_string_free(text);
    CHECK(sundesk_review_preset("none", &text, NULL) == SUNDESK_NOT_FOUND);

    return closing();
}
