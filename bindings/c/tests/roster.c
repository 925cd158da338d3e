/* Rosters: who is on, what changes next, questions as data, and every way to ask wrongly. */
#include "check.h"
#include <sundesk.h>

#define HOUR INT64_C(3600000000)
/* 2026-03-08T00:00:00Z, the day on which Los Angeles sets its clocks forward. */
#define SUNDAY INT64_C(1772928000000000)

static const char RING[] =
    "{\"people\": {\"ana\": {\"languages\": [\"pt\"]}, \"ben\": {}},"
    " \"shifts\": [{\"id\": \"mnl\", \"timezone\": \"Asia/Manila\", \"start\": \"06:00\", \"end\": \"14:00\", \"people\": [\"ana\"]},"
    "              {\"id\": \"ams\", \"timezone\": \"Europe/Amsterdam\", \"start\": \"07:00\", \"end\": \"15:00\", \"people\": [\"ben\"]},"
    "              {\"id\": \"lax\", \"timezone\": \"America/Los_Angeles\", \"start\": \"06:00\", \"end\": \"14:00\"}]}";

static sundesk_roster *ring;

static void hot_calls(void) {
    char *on = NULL;
    int64_t at = 0, end = 0;
    CHECK(sundesk_roster_on(ring, SUNDAY, NULL, &on, NULL) == SUNDESK_OK);
    CHECK_TEXT(on, "[\"ana\"]");
    sundesk_string_free(on);
    CHECK(sundesk_roster_on(ring, SUNDAY + 7 * HOUR, "{\"language\": \"pt\"}", &on, NULL) == SUNDESK_OK);
    CHECK_TEXT(on, "[]");
    sundesk_string_free(on);
    CHECK(sundesk_roster_next_change(ring, SUNDAY, NULL, &at, NULL) == SUNDESK_OK && at == SUNDAY + 6 * HOUR);
    CHECK(sundesk_roster_next_change(ring, SUNDAY, "{\"language\": \"xx\"}", &at, NULL) == SUNDESK_OK && at == SUNDESK_NEVER);
    CHECK(sundesk_roster_next_shift(ring, "ana", SUNDAY, &at, &end, NULL) == SUNDESK_OK);
    CHECK(at == SUNDAY + 22 * HOUR && end == SUNDAY + 30 * HOUR);
}

static void columns(void) {
    sundesk_cover *day = NULL;
    sundesk_error *err = NULL;
    int64_t starts[6], ends[6];
    uint32_t depth[6], people[6], duties[6], crews[6];
    char *names = NULL;
    CHECK(sundesk_cover_new(ring, SUNDAY, SUNDAY + 24 * HOUR, NULL, &day, NULL) == SUNDESK_OK);
    CHECK(sundesk_cover_len(day) == 6 && sundesk_cover_crew_count(day) == 5);
    CHECK(sundesk_cover_columns(day, starts, ends, depth, people, duties, crews, 6, NULL) == SUNDESK_OK);
    CHECK(starts[0] == SUNDAY && starts[4] == SUNDAY + 21 * HOUR && ends[4] == SUNDAY + 22 * HOUR && ends[5] == SUNDAY + 24 * HOUR);
    CHECK(depth[2] == 2 && people[2] == 2 && duties[2] == 2 && depth[4] == 0 && people[4] == 0 && duties[4] == 0);
    CHECK(crews[0] == crews[5]);
    CHECK(sundesk_cover_crew(day, crews[2], &names, NULL) == SUNDESK_OK);
    CHECK_TEXT(names, "[\"ben\",\"lax\"]");
    sundesk_string_free(names);
    CHECK(sundesk_cover_columns(day, starts, NULL, NULL, NULL, NULL, NULL, 6, NULL) == SUNDESK_OK);
    CHECK(sundesk_cover_columns(day, starts, NULL, NULL, NULL, NULL, NULL, 5, &err) == SUNDESK_INVALID_INPUT);
    CHECK_TEXT(sundesk_error_path(err), "len");
    sundesk_error_free(err);
    names = NULL;
    CHECK(sundesk_cover_crew(day, 5, &names, NULL) == SUNDESK_NOT_FOUND && names == NULL);
    CHECK(sundesk_cover_len(NULL) == 0 && sundesk_cover_crew_count(NULL) == 0);
    sundesk_cover_free(day);
    sundesk_cover_free(NULL);
    day = NULL;
    CHECK(sundesk_cover_new(ring, SUNDAY, SUNDAY - 1, NULL, &day, NULL) == SUNDESK_OUT_OF_RANGE && day == NULL);
}

static void as_calendar(void) {
    sundesk_calendar *calendar = NULL;
    char *origin = NULL;
    int32_t open = 1;
    CHECK(sundesk_roster_calendar(ring, SUNDAY, SUNDAY + 24 * HOUR, "{\"language\": \"pt\"}", &calendar, NULL) == SUNDESK_OK);
    CHECK(sundesk_calendar_is_open(calendar, SUNDAY + 7 * HOUR, &open, NULL) == SUNDESK_OK && open == 0);
    CHECK(sundesk_calendar_is_open(calendar, SUNDAY + 5 * HOUR, &open, NULL) == SUNDESK_OK && open == 1);
    CHECK(sundesk_calendar_origin(calendar, &origin, NULL) == SUNDESK_OK);
    CHECK(strstr(origin, "{\"made_of\":\"roster\",\"roster\":\"\",\"from\":\"2026-03-08T00:00:00Z\",\"to\":\"2026-03-09T00:00:00Z\",\"language\":\"pt\"") == origin);
    sundesk_string_free(origin);
    sundesk_calendar_free(calendar);
    calendar = NULL;
    CHECK(sundesk_roster_calendar(ring, SUNDAY, SUNDAY, "{\"team\": \"x\"}", &calendar, NULL) == SUNDESK_NOT_FOUND && calendar == NULL);
}

static void questions(void) {
    char *text = NULL;
    CHECK(sundesk_roster_ask(ring, "{\"ask\": \"audit\", \"year\": 2026}", SUNDESK_FORM_JSON, &text, NULL) == SUNDESK_OK);
    CHECK(strstr(text, "\"uncovered_minutes\":14280") != NULL);
    sundesk_string_free(text);
    CHECK(sundesk_roster_ask(ring, "{\"ask\": \"audit\", \"year\": 2026}", SUNDESK_FORM_TEXT, &text, NULL) == SUNDESK_OK);
    CHECK(strstr(text, "lax ends 1h later, at 15:00") != NULL);
    sundesk_string_free(text);
    CHECK(sundesk_roster_ask(ring, "{\"ask\": \"audit\", \"year\": 2026}", SUNDESK_FORM_SVG, &text, NULL) == SUNDESK_OK);
    CHECK(strncmp(text, "<svg", 4) == 0);
    sundesk_string_free(text);
    CHECK(sundesk_roster_ask(ring, "{\"ask\": \"audit\", \"year\": 2026, \"ring\": [\"lax\", \"mnl\"]}", SUNDESK_FORM_TEXT, &text, NULL) == SUNDESK_OK);
    CHECK(strstr(text, "mnl hands over to lax") != NULL && strstr(text, "ams hands") == NULL);
    sundesk_string_free(text);
    CHECK(sundesk_roster_warnings(ring, &text, NULL) == SUNDESK_OK && strcmp(text, "[]") == 0);
    sundesk_string_free(text);
}

static void wrong(void) {
    sundesk_error *err = NULL;
    sundesk_roster *none = NULL;
    char *text = NULL;
    CHECK(sundesk_roster_new("{\"shifts\": [{\"id\": \"a\", \"timezone\": \"Mars/Base\", \"start\": \"9\"}]}", NULL, &none, &err) ==
          SUNDESK_UNKNOWN_ZONE);
    CHECK(none == NULL);
    sundesk_error_free(err);
    err = NULL;
    CHECK(sundesk_roster_ask(ring, "{\"ask\": \"who\"}", SUNDESK_FORM_JSON, &text, &err) == SUNDESK_INVALID_INPUT && text == NULL);
    sundesk_error_free(err);
    CHECK(sundesk_roster_ask(ring, "{\"ask\": \"audit\", \"year\": 2026}", 9, &text, NULL) == SUNDESK_INVALID_INPUT);
    CHECK(sundesk_roster_ask(ring, "{\"ask\": \"on\", \"at\": \"2026-01-01T00:00:00Z\"}", SUNDESK_FORM_SVG, &text, NULL) == SUNDESK_NOT_FOUND);
    CHECK(sundesk_roster_on(NULL, SUNDAY, NULL, &text, NULL) == SUNDESK_NULL_ARGUMENT);
    CHECK(sundesk_roster_on(ring, INT64_MAX, NULL, &text, NULL) == SUNDESK_OUT_OF_RANGE);
    CHECK(sundesk_roster_next_shift(ring, "eve", SUNDAY, NULL, NULL, NULL) == SUNDESK_NULL_ARGUMENT);
    CHECK(text == NULL);
}

int main(void) {
    CHECK(sundesk_roster_new(RING, NULL, &ring, NULL) == SUNDESK_OK);
    hot_calls();
    columns();
    as_calendar();
    questions();
    wrong();
    sundesk_roster_free(ring);
    sundesk_roster_free(NULL);
    return closing();
}
