/* Calendars: the questions one by one, in batches, and every way to ask wrongly. */
#include "check.h"
#include <sundesk.h>

#define HOUR INT64_C(3600000000)
/* 2026-06-01T00:00:00Z, a Monday; Berlin is two hours ahead. */
#define MONDAY INT64_C(1780272000000000)
#define AT(day, hour) (MONDAY + ((day) * 24 + (hour)) * HOUR)

static const char OFFICE[] =
    "{\"timezone\": \"Europe/Berlin\","
    " \"weekly\": {\"mon\": [[\"09:00\", \"12:00\"], [\"13:00\", \"17:00\"]], \"tue\": [[\"09:00\", \"17:00\"]],"
    "              \"fri\": [[\"22:00\", \"06:00\"]]},"
    " \"holidays\": [\"2026-06-02\"]}";

static sundesk_calendar *office;

static void questions(void) {
    int64_t us = 0;
    int32_t open = -1;
    CHECK(sundesk_calendar_elapsed(office, AT(0, 0), AT(7, 0), &us, NULL) == SUNDESK_OK && us == 15 * HOUR);
    CHECK(sundesk_calendar_elapsed(office, AT(7, 0), AT(0, 0), &us, NULL) == SUNDESK_OK && us == -15 * HOUR);
    CHECK(sundesk_calendar_add(office, AT(0, 7), 3 * HOUR, &us, NULL) == SUNDESK_OK && us == AT(0, 10));
    CHECK(sundesk_calendar_add(office, AT(0, 15), -7 * HOUR, &us, NULL) == SUNDESK_OK && us == AT(0, 7));
    CHECK(sundesk_calendar_is_open(office, AT(0, 7), &open, NULL) == SUNDESK_OK && open == 1);
    CHECK(sundesk_calendar_is_open(office, AT(0, 15), &open, NULL) == SUNDESK_OK && open == 0);
    CHECK(sundesk_calendar_is_open(office, AT(1, 8), &open, NULL) == SUNDESK_OK && open == 0);
    CHECK(sundesk_calendar_next_open(office, AT(0, 10), &us, NULL) == SUNDESK_OK && us == AT(0, 11));
    CHECK(sundesk_calendar_next_close(office, AT(0, 7), &us, NULL) == SUNDESK_OK && us == AT(0, 10));
    CHECK(sundesk_calendar_prev_open(office, AT(1, 8), &us, NULL) == SUNDESK_OK && us == AT(0, 15));
    CHECK(sundesk_calendar_next_opening(office, AT(0, 15), &us, NULL) == SUNDESK_OK && us == AT(4, 20));
    CHECK(sundesk_calendar_prev_opening(office, AT(0, 14), &us, NULL) == SUNDESK_OK && us == AT(0, 11));
}

static void reports(void) {
    char *text = NULL;
    CHECK(sundesk_calendar_segments(office, AT(0, 0), AT(1, 0), &text, NULL) == SUNDESK_OK);
    CHECK_TEXT(text, "[[1780297200000000,1780308000000000],[1780311600000000,1780326000000000]]");
    sundesk_string_free(text);
    CHECK(sundesk_calendar_pieces(office, AT(1, 6), AT(1, 16), &text, NULL) == SUNDESK_OK);
    CHECK(strstr(text, "holiday") != NULL);
    sundesk_string_free(text);
    CHECK(sundesk_calendar_warnings(office, &text, NULL) == SUNDESK_OK && text[0] == '[');
    sundesk_string_free(text);
}

static void batches(void) {
    const int64_t starts[] = {AT(0, 0), AT(0, 7), AT(7, 0)};
    const int64_t ends[] = {AT(7, 0), AT(0, 8), AT(0, 0)};
    const int64_t amounts[] = {HOUR, 0, INT64_MAX};
    int64_t out[3] = {0, 0, 0};
    sundesk_batch_stats stats;
    memset(&stats, 0xff, sizeof stats);
    stats.struct_size = sizeof stats;
    CHECK(sundesk_calendar_elapsed_many(office, starts, ends, out, 3, NULL) == SUNDESK_OK);
    CHECK(out[0] == 15 * HOUR && out[1] == HOUR && out[2] == -15 * HOUR);
    CHECK(sundesk_calendar_add_many(office, starts, amounts, out, 3, &stats, NULL) == SUNDESK_OK);
    CHECK(out[0] == AT(0, 8) && out[1] == AT(0, 7) && out[2] == SUNDESK_NEVER);
    CHECK(stats.answered == 2 && stats.never == 1 && stats.out_of_range == 0 && stats.missing == 0);
    CHECK(stats.reserved == 0 && stats.struct_size == sizeof stats);

    /* Less than the first version of the structure had: refused before a row is written. */
    memset(&stats, 0xff, sizeof stats);
    stats.struct_size = 16;
    out[0] = 1;
    CHECK(sundesk_calendar_add_many(office, starts, amounts, out, 3, &stats, NULL) == SUNDESK_INVALID_INPUT);
    CHECK(stats.struct_size == 16 && stats.answered == UINT64_MAX && out[0] == 1);

    CHECK(sundesk_calendar_elapsed_many(office, NULL, NULL, NULL, 0, NULL) == SUNDESK_OK);
    CHECK(sundesk_calendar_elapsed_many(office, starts, NULL, out, 3, NULL) == SUNDESK_NULL_ARGUMENT);
    CHECK(sundesk_calendar_elapsed_many(office, starts, ends, out, SIZE_MAX, NULL) == SUNDESK_INVALID_INPUT);
    CHECK(sundesk_calendar_add_many(office, starts, amounts, NULL, 3, NULL, NULL) == SUNDESK_NULL_ARGUMENT);
}

static void business_days(void) {
    const int32_t monday = 20605; /* 2026-06-01 */
    int64_t us = 0;
    int32_t day = 0;
    /* Monday, Friday, Monday: the Tuesday is a holiday. */
    CHECK(sundesk_calendar_is_business_day(office, monday, &day, NULL) == SUNDESK_OK && day == 1);
    CHECK(sundesk_calendar_is_business_day(office, monday + 1, &day, NULL) == SUNDESK_OK && day == 0);
    CHECK(sundesk_calendar_holidays_known_until(office, &day, NULL) == SUNDESK_OK && day == monday + 213); /* 2026-12-31 */
    CHECK(sundesk_calendar_holidays_known_until(NULL, &day, NULL) == SUNDESK_NULL_ARGUMENT);
    CHECK(sundesk_calendar_shift_business_days(office, monday, 1, &day, NULL) == SUNDESK_OK && day == monday + 4);
    CHECK(sundesk_calendar_shift_business_days(office, monday, INT64_MAX, &day, NULL) == SUNDESK_OK && day == INT32_MIN);
    CHECK(sundesk_calendar_business_days_between(office, monday, monday + 8, &us, NULL) == SUNDESK_OK && us == 3);
    CHECK(sundesk_calendar_add_business_days(office, AT(0, 8), 2, SUNDESK_DAY_KEEP_TIME, 0, &us, NULL) == SUNDESK_OK);
    CHECK(us == AT(7, 8));
    CHECK(sundesk_calendar_add_business_days(office, AT(0, 8), 2, SUNDESK_DAY_END, 0, &us, NULL) == SUNDESK_OK);
    CHECK(us == AT(7, 15));
    CHECK(sundesk_calendar_add_business_days(office, AT(0, 8), 2, SUNDESK_DAY_AT, 16 * 3600, &us, NULL) == SUNDESK_OK);
    CHECK(us == AT(7, 14));
    CHECK(sundesk_calendar_add_business_days(office, AT(0, 8), 2, 9, 0, &us, NULL) == SUNDESK_INVALID_INPUT);
    CHECK(sundesk_calendar_is_business_day(office, INT32_MAX, &day, NULL) == SUNDESK_OUT_OF_RANGE);
    CHECK(sundesk_calendar_add_boundary(office, AT(0, 7), 7 * HOUR, SUNDESK_BOUNDARY_CLOSE, &us, NULL) == SUNDESK_OK);
    CHECK(us == AT(0, 15));
    CHECK(sundesk_calendar_add_boundary(office, AT(0, 7), 7 * HOUR, SUNDESK_BOUNDARY_NEXT_OPEN, &us, NULL) == SUNDESK_OK);
    CHECK(us == AT(4, 20));
    CHECK(sundesk_calendar_add_boundary(office, AT(0, 7), HOUR, 5, &us, NULL) == SUNDESK_INVALID_INPUT);
}

static void combinations(void) {
    sundesk_calendar *tokyo = NULL, *both = NULL, *copy = NULL;
    char *text = NULL;
    int64_t us = 0;
    CHECK(sundesk_calendar_new("{\"timezone\": \"Asia/Tokyo\", \"weekly\": {\"mon\": [[\"09:00\", \"17:00\"]]}}", NULL,
                               &tokyo, NULL) == SUNDESK_OK);
    CHECK(sundesk_calendar_union(office, tokyo, &both, NULL) == SUNDESK_OK);
    CHECK(sundesk_calendar_elapsed(both, AT(0, 0), AT(1, 0), &us, NULL) == SUNDESK_OK && us == 14 * HOUR);
    sundesk_calendar_free(both);
    CHECK(sundesk_calendar_intersection(office, tokyo, &both, NULL) == SUNDESK_OK);
    CHECK(sundesk_calendar_elapsed(both, AT(0, 0), AT(1, 0), &us, NULL) == SUNDESK_OK && us == HOUR);
    sundesk_calendar_free(both);
    CHECK(sundesk_calendar_difference(office, tokyo, &both, NULL) == SUNDESK_OK);
    CHECK(sundesk_calendar_elapsed(both, AT(0, 0), AT(1, 0), &us, NULL) == SUNDESK_OK && us == 6 * HOUR);
    sundesk_calendar_free(both);
    CHECK(sundesk_calendar_union(office, NULL, &both, NULL) == SUNDESK_NULL_ARGUMENT);

    /* Two pauses on Monday: the hour before lunch, and one that only half an hour of is open. */
    const int64_t starts[] = {AT(0, 14) + HOUR / 2, AT(0, 9)};
    const int64_t ends[] = {AT(0, 20), AT(0, 10)};
    CHECK(sundesk_calendar_without(office, starts, ends, 2, &both, NULL) == SUNDESK_OK);
    CHECK(sundesk_calendar_elapsed(both, AT(0, 0), AT(1, 0), &us, NULL) == SUNDESK_OK && us == 5 * HOUR + HOUR / 2);
    CHECK(sundesk_calendar_add(both, AT(0, 8), 2 * HOUR, &us, NULL) == SUNDESK_OK && us == AT(0, 12));
    sundesk_calendar_free(both);
    CHECK(sundesk_calendar_without(office, NULL, NULL, 0, &both, NULL) == SUNDESK_OK);
    CHECK(sundesk_calendar_fingerprint(both) == sundesk_calendar_fingerprint(office));
    sundesk_calendar_free(both);
    both = NULL;
    CHECK(sundesk_calendar_without(office, starts, NULL, 2, &both, NULL) == SUNDESK_NULL_ARGUMENT && both == NULL);
    CHECK(sundesk_calendar_without(office, ends, starts, 2, &both, NULL) == SUNDESK_INVALID_INPUT && both == NULL);

    CHECK(sundesk_calendar_json(office, &text, NULL) == SUNDESK_OK);
    CHECK(sundesk_calendar_new(text, NULL, &copy, NULL) == SUNDESK_OK);
    CHECK(sundesk_calendar_fingerprint(copy) == sundesk_calendar_fingerprint(office));
    CHECK(sundesk_calendar_fingerprint(copy) != sundesk_calendar_fingerprint(tokyo));
    sundesk_string_free(text);
    sundesk_calendar_free(copy);
    sundesk_calendar_free(tokyo);
}

static void never_and_always(void) {
    sundesk_calendar *closed = NULL, *always = NULL;
    int64_t us = 0;
    CHECK(sundesk_calendar_new("{\"timezone\": \"UTC\", \"weekly\": {}}", NULL, &closed, NULL) == SUNDESK_OK);
    CHECK(sundesk_calendar_next_open(closed, MONDAY, &us, NULL) == SUNDESK_OK && us == SUNDESK_NEVER);
    CHECK(sundesk_calendar_add(closed, MONDAY, HOUR, &us, NULL) == SUNDESK_OK && us == SUNDESK_NEVER);
    CHECK(sundesk_calendar_always_open(&always, NULL) == SUNDESK_OK);
    CHECK(sundesk_calendar_elapsed(always, MONDAY, AT(1, 1), &us, NULL) == SUNDESK_OK && us == 25 * HOUR);
    sundesk_calendar_free(closed);
    sundesk_calendar_free(always);
    sundesk_calendar_free(NULL);
}

/* The document, its status, and the field the error must name. */
static void refuse(const char *json, sundesk_status status, const char *path) {
    sundesk_calendar *made = NULL;
    sundesk_error *err = NULL;
    CHECK(sundesk_calendar_new(json, NULL, &made, &err) == status && made == NULL);
    CHECK_TEXT(sundesk_error_path(err), path);
    CHECK(strlen(sundesk_error_message(err)) > 0);
    sundesk_error_free(err);
    CHECK(sundesk_calendar_new(json, NULL, &made, NULL) == status && made == NULL);
}

static void refusals(void) {
    int64_t us = 42;
    refuse("{\"timezone\": \"Mars/Base\", \"weekly\": {}}", SUNDESK_UNKNOWN_ZONE, "timezone");
    refuse("{\"timezone\": \"UTC\", \"weekly\": {\"mon\": [[\"9h\", \"17:00\"]]}}", SUNDESK_INVALID_INPUT, "weekly.mon[0]");
    refuse("{\"timezone\": \"UTC\", \"weekly\": {}, \"holidays\": [\"2026-02-30\"]}", SUNDESK_INVALID_INPUT, "holidays[0]");
    refuse("{\"timezone\": ", SUNDESK_INVALID_INPUT, "timezone");
    refuse("", SUNDESK_INVALID_INPUT, "");
    refuse(NULL, SUNDESK_NULL_ARGUMENT, "json");
    refuse("\xc3\x28", SUNDESK_INVALID_UTF8, "json");
    CHECK(sundesk_calendar_elapsed(NULL, 0, 0, &us, NULL) == SUNDESK_NULL_ARGUMENT && us == 42);
    CHECK(sundesk_calendar_elapsed(office, 0, 0, NULL, NULL) == SUNDESK_NULL_ARGUMENT);
    CHECK(sundesk_calendar_elapsed(office, INT64_MIN, INT64_MAX, &us, NULL) == SUNDESK_OUT_OF_RANGE && us == 42);
    CHECK(sundesk_calendar_next_open(office, INT64_MAX, &us, NULL) == SUNDESK_OUT_OF_RANGE && us == 42);
}

int main(void) {
    CHECK(sundesk_calendar_new(OFFICE, NULL, &office, NULL) == SUNDESK_OK);
    questions();
    reports();
    batches();
    business_days();
    combinations();
    never_and_always();
    refusals();
    sundesk_calendar_free(office);
    return closing();
}
