/* Events as columns: figures without a log, a log, and every way to hand them over wrongly. */
#include "check.h"
#include <sundesk.h>

#define HOUR INT64_C(3600000000)
/* 2026-06-01T09:00:00Z, a Monday. */
#define NINE (INT64_C(1780272000000000) + 9 * HOUR)
#define ROWS 5

static const char *const KINDS[] = {"created", "agent_reply", "solved", "csat"};
static const char *const CHANNELS[] = {"email", "chat"};
static const int64_t TICKETS[ROWS] = {7, 8, 7, 7, 7};
static const int64_t AT[ROWS] = {NINE, NINE, NINE + HOUR, NINE + 3 * HOUR, NINE + 4 * HOUR};
static const int32_t KIND[ROWS] = {0, 0, 1, 2, 3};
static const int32_t CHANNEL[ROWS] = {0, 1, -1, 0, 0};
static const int64_t SCORES[ROWS] = {SUNDESK_NEVER, SUNDESK_NEVER, SUNDESK_NEVER, SUNDESK_NEVER, 5};
static const sundesk_words WORDS[] = {{CHANNEL, CHANNELS, 2}};
static const char QUESTION[] = "{\"metrics\": [\"first_response\", \"csat\"], \"group_by\": [\"channel\"]}";

static sundesk_events frame(void) {
    sundesk_events events = {0};
    events.struct_size = sizeof events;
    events.rows = ROWS;
    events.tickets = TICKETS;
    events.at = AT;
    events.kinds = (sundesk_words){KIND, KINDS, 4};
    events.scores = SCORES;
    events.words = WORDS;
    events.word_columns = 1;
    return events;
}

static void refuse(const sundesk_events *events, const char *question, sundesk_status status, const char *path) {
    sundesk_error *err = NULL;
    char *text = NULL;
    CHECK(sundesk_events_ask(events, question, NULL, SUNDESK_FORM_JSON, &text, &err) == status && text == NULL);
    if (path) {
        CHECK_TEXT(sundesk_error_path(err), path);
    }
    sundesk_error_free(err);
}

int main(void) {
    sundesk_events events = frame();
    sundesk_eventlog *log = NULL;
    char *text = NULL;
    CHECK(sundesk_events_ask(&events, QUESTION, NULL, SUNDESK_FORM_JSON, &text, NULL) == SUNDESK_OK);
    CHECK(strstr(text, "\"key\":[\"chat\"]") && strstr(text, "\"statistic\":\"median\",\"unit\":\"seconds\",\"value\":3600.0"));
    CHECK(strstr(text, "\"rows\":5,\"tickets\":2"));
    sundesk_string_free(text);
    CHECK(sundesk_events_ask(&events, QUESTION, NULL, SUNDESK_FORM_CSV, &text, NULL) == SUNDESK_OK && strstr(text, "channel,email,"));
    sundesk_string_free(text);

    CHECK(sundesk_eventlog_from_events(&events, "{\"words\": [\"channel\"]}", &log, NULL) == SUNDESK_OK);
    CHECK(sundesk_eventlog_len(log) == 2 && sundesk_eventlog_event_count(log) == ROWS);
    CHECK(sundesk_eventlog_attribute(log, "channel", &text, NULL) == SUNDESK_OK);
    CHECK_TEXT(text, "[\"email\",\"chat\"]");
    sundesk_string_free(text);
    sundesk_eventlog_free(log);
    log = NULL;

    int32_t wrong[ROWS] = {0, 9, 1, 2, 3};
    events.kinds.codes = wrong;
    refuse(&events, QUESTION, SUNDESK_INVALID_INPUT, "kind[1]");
    events = frame();
    int64_t hole[ROWS] = {NINE, NINE, SUNDESK_NEVER, NINE, NINE};
    events.at = hole;
    refuse(&events, QUESTION, SUNDESK_INVALID_INPUT, "at[2]");
    CHECK(sundesk_eventlog_from_events(&events, "{\"words\": [\"channel\"]}", &log, NULL) == SUNDESK_INVALID_INPUT && log == NULL);
    events.at = NULL;
    refuse(&events, QUESTION, SUNDESK_NULL_ARGUMENT, NULL);
    events = frame();
    events.struct_size = 8;
    refuse(&events, QUESTION, SUNDESK_INVALID_INPUT, "events.struct_size");
    events = frame();
    events.word_columns = 0;
    refuse(&events, QUESTION, SUNDESK_INVALID_INPUT, "words");
    refuse(NULL, QUESTION, SUNDESK_NULL_ARGUMENT, NULL);
    events = frame();
    refuse(&events, NULL, SUNDESK_NULL_ARGUMENT, NULL);
    refuse(&events, "{\"metrics\": [\"csatt\"]}", SUNDESK_INVALID_INPUT, NULL);
    events.rows = 0;
    events.tickets = NULL;
    events.at = NULL;
    CHECK(sundesk_events_ask(&events, QUESTION, NULL, SUNDESK_FORM_JSON, &text, NULL) == SUNDESK_OK && strstr(text, "\"groups\":[]"));
    sundesk_string_free(text);
    return closing();
}
