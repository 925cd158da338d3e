/* Zones: offsets, wall clocks, gaps and folds, and every way to ask wrongly. */
#include "check.h"
#include <sundesk.h>

#define SECOND INT64_C(1000000)

/* 2026-03-29T01:00:00Z, when Berlin goes from 02:00 to 03:00. */
static const int64_t SPRING = INT64_C(1774746000) * SECOND;
/* 2026-10-25T01:00:00Z, when Berlin goes from 03:00 back to 02:00. */
static const int64_t AUTUMN = INT64_C(1792890000) * SECOND;

static void offsets(const sundesk_zone *berlin) {
    int32_t offset = 0;
    int64_t at = 0, local = 0;
    CHECK(sundesk_zone_offset(berlin, SPRING - 1, &offset, NULL) == SUNDESK_OK && offset == 3600);
    CHECK(sundesk_zone_offset(berlin, SPRING, &offset, NULL) == SUNDESK_OK && offset == 7200);
    CHECK(sundesk_zone_to_local(berlin, SPRING, &local, NULL) == SUNDESK_OK && local == SPRING + 7200 * SECOND);
    CHECK(sundesk_zone_next_transition(berlin, SPRING, &at, &offset, NULL) == SUNDESK_OK);
    CHECK(at == AUTUMN && offset == 3600);
    CHECK(sundesk_zone_next_transition(berlin, SPRING - 1, &at, NULL, NULL) == SUNDESK_OK && at == SPRING);

    /* 02:30 on the spring day is skipped; on the autumn day it comes twice. */
    CHECK(sundesk_zone_to_utc(berlin, SPRING + 5400 * SECOND, SUNDESK_GAP_TRANSITION, SUNDESK_FOLD_EARLIER, &at, NULL) ==
          SUNDESK_OK);
    CHECK(at == SPRING);
    CHECK(sundesk_zone_to_utc(berlin, SPRING + 5400 * SECOND, SUNDESK_GAP_COMPATIBLE, SUNDESK_FOLD_EARLIER, &at, NULL) ==
          SUNDESK_OK);
    CHECK(at == SPRING + 1800 * SECOND);
    CHECK(sundesk_zone_to_utc(berlin, AUTUMN + 5400 * SECOND, 0, SUNDESK_FOLD_EARLIER, &at, NULL) == SUNDESK_OK);
    CHECK(at == AUTUMN - 1800 * SECOND);
    CHECK(sundesk_zone_to_utc(berlin, AUTUMN + 5400 * SECOND, 0, SUNDESK_FOLD_LATER, &at, NULL) == SUNDESK_OK);
    CHECK(at == AUTUMN + 1800 * SECOND);
}

/* Changes before and within a stretch, and readings that come never or twice. */
static void changes(const sundesk_zone *berlin) {
    sundesk_error *err = NULL;
    int32_t offset = 0, kind = -1;
    int64_t at = 0, last = 0;
    char *text = NULL;
    CHECK(sundesk_zone_previous_transition(berlin, AUTUMN, &at, &offset, NULL) == SUNDESK_OK);
    CHECK(at == SPRING && offset == 7200);
    CHECK(sundesk_zone_previous_transition(berlin, AUTUMN + 1, &at, NULL, NULL) == SUNDESK_OK && at == AUTUMN);
    /* Berlin left its local mean time (+00:53:28) in 1893, before the first supported date. */
    CHECK(sundesk_zone_previous_transition(berlin, INT64_C(-2208988800) * SECOND, &at, &offset, NULL) == SUNDESK_OK);
    CHECK(at == SUNDESK_NEVER && offset == 3600);
    CHECK(sundesk_zone_transitions(berlin, SPRING, AUTUMN, &text, NULL) == SUNDESK_OK);
    CHECK_TEXT(text, "[{\"at\":1774746000000000,\"before\":3600,\"after\":7200}]");
    sundesk_string_free(text);
    CHECK(sundesk_zone_transitions(berlin, SPRING + 1, AUTUMN, &text, NULL) == SUNDESK_OK);
    CHECK_TEXT(text, "[]");
    sundesk_string_free(text);
    CHECK(sundesk_zone_transitions(berlin, INT64_MIN, 0, &text, &err) == SUNDESK_OUT_OF_RANGE);
    CHECK_TEXT(sundesk_error_path(err), "start");
    sundesk_error_free(err);

    CHECK(sundesk_zone_classify(berlin, SPRING + 5400 * SECOND, &kind, &at, &last, NULL) == SUNDESK_OK);
    CHECK(kind == SUNDESK_LOCAL_GAP && at == SPRING && last == SPRING);
    CHECK(sundesk_zone_classify(berlin, AUTUMN + 5400 * SECOND, &kind, &at, &last, NULL) == SUNDESK_OK);
    CHECK(kind == SUNDESK_LOCAL_FOLD && at == AUTUMN - 1800 * SECOND && last == AUTUMN + 1800 * SECOND);
    CHECK(sundesk_zone_classify(berlin, SPRING, &kind, &at, NULL, NULL) == SUNDESK_OK);
    CHECK(kind == SUNDESK_LOCAL_UNIQUE && at == SPRING - 3600 * SECOND);
    CHECK(sundesk_zone_classify(berlin, 0, NULL, &at, &last, NULL) == SUNDESK_NULL_ARGUMENT);
    kind = -1;
    CHECK(sundesk_zone_classify(berlin, INT64_MAX, &kind, &at, &last, &err) == SUNDESK_OUT_OF_RANGE && kind == -1);
    CHECK_TEXT(sundesk_error_path(err), "local");
    sundesk_error_free(err);
}

static void refusals(const sundesk_zone *berlin) {
    sundesk_error *err = NULL;
    sundesk_zone *none = NULL;
    int64_t at = 42;
    CHECK(sundesk_zone_new("Europe/Berln", NULL, &none, &err) == SUNDESK_UNKNOWN_ZONE && none == NULL);
    CHECK(sundesk_error_code(err) == SUNDESK_UNKNOWN_ZONE);
    CHECK(strstr(sundesk_error_message(err), "Europe/Berlin") != NULL);
    CHECK(strstr(sundesk_error_json(err), "\"kind\":\"unknown_zone\"") != NULL);
    sundesk_error_free(err);

    CHECK(sundesk_zone_new(NULL, NULL, &none, &err) == SUNDESK_NULL_ARGUMENT);
    CHECK_TEXT(sundesk_error_path(err), "name");
    CHECK_TEXT(sundesk_error_value(err), "NULL");
    CHECK_TEXT(sundesk_error_message(err), "argument `name` is NULL; expected a pointer");
    sundesk_error_free(err);

    CHECK(sundesk_zone_new("Europe/\xff", NULL, &none, &err) == SUNDESK_INVALID_UTF8);
    CHECK_TEXT(sundesk_error_path(err), "name");
    CHECK_TEXT(sundesk_error_expected(err), "UTF-8 text");
    sundesk_error_free(err);

    CHECK(sundesk_zone_new("Europe/Berlin", NULL, NULL, NULL) == SUNDESK_NULL_ARGUMENT);
    CHECK(sundesk_zone_to_local(NULL, 0, &at, NULL) == SUNDESK_NULL_ARGUMENT);
    CHECK(sundesk_zone_to_local(berlin, 0, NULL, NULL) == SUNDESK_NULL_ARGUMENT);
    CHECK(sundesk_zone_to_local(berlin, INT64_MAX, &at, &err) == SUNDESK_OUT_OF_RANGE && at == 42);
    CHECK_TEXT(sundesk_error_path(err), "at");
    sundesk_error_free(err);
    CHECK(sundesk_zone_to_utc(berlin, 0, 7, 0, &at, &err) == SUNDESK_INVALID_INPUT && at == 42);
    CHECK_TEXT(sundesk_error_path(err), "gap");
    sundesk_error_free(err);
    CHECK(sundesk_zone_to_utc(berlin, 0, 0, -1, &at, NULL) == SUNDESK_INVALID_INPUT);
    sundesk_zone_free(NULL);
}

static void databases(void) {
    sundesk_error *err = NULL;
    sundesk_zonedb *zones = NULL;
    sundesk_zone *zone = NULL;
    char *text = NULL;
    CHECK(sundesk_tzdb_version(NULL, &text, NULL) == SUNDESK_OK && strlen(text) >= 5);
    sundesk_string_free(text);
    CHECK(sundesk_zonedb_names(NULL, &text, NULL) == SUNDESK_OK && strstr(text, "\"Asia/Tokyo\"") != NULL);
    sundesk_string_free(text);

    CHECK(sundesk_zonedb_from_dir("/nowhere/at/all", &zones, &err) == SUNDESK_IO && zones == NULL);
    sundesk_error_free(err);

    /* A whole TZif file: version 2, no transition, one type at UTC+1, footer. */
    static const uint8_t FILE_BYTES[] =
        "TZif2\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\1\0\0\0\4"
        "\0\0\x0e\x10\0\0OOO\0"
        "TZif2\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\1\0\0\0\4"
        "\0\0\x0e\x10\0\0OOO\0"
        "\nOOO-1\n";
    const char *names[] = {"Test/One"};
    const uint8_t *files[] = {FILE_BYTES};
    const size_t lengths[] = {sizeof FILE_BYTES - 1};
    int32_t offset = 0;
    CHECK(sundesk_zonedb_from_tzif("test", names, files, lengths, 1, &zones, NULL) == SUNDESK_OK);
    CHECK(sundesk_tzdb_version(zones, &text, NULL) == SUNDESK_OK);
    CHECK_TEXT(text, "test");
    sundesk_string_free(text);
    CHECK(sundesk_zone_new("Test/One", zones, &zone, NULL) == SUNDESK_OK);
    sundesk_zonedb_free(zones);
    /* The zone lives on without its database. */
    CHECK(sundesk_zone_offset(zone, 0, &offset, NULL) == SUNDESK_OK && offset == 3600);
    CHECK(sundesk_zone_name(zone, &text, NULL) == SUNDESK_OK);
    CHECK_TEXT(text, "Test/One");
    sundesk_string_free(text);
    CHECK(sundesk_zone_name(NULL, &text, NULL) == SUNDESK_NULL_ARGUMENT);
    sundesk_zone_free(zone);

    zones = NULL;
    CHECK(sundesk_zonedb_from_tzif("test", NULL, files, lengths, 1, &zones, &err) == SUNDESK_NULL_ARGUMENT);
    CHECK_TEXT(sundesk_error_path(err), "names");
    sundesk_error_free(err);
    CHECK(sundesk_zonedb_from_tzif("test", NULL, NULL, NULL, 0, &zones, NULL) == SUNDESK_OK);
    CHECK(sundesk_zone_new("Test/One", zones, &zone, NULL) == SUNDESK_UNKNOWN_ZONE);
    sundesk_zonedb_free(zones);
    sundesk_zonedb_free(NULL);
}

int main(void) {
    sundesk_zone *berlin = NULL;
    CHECK(sundesk_zone_new("Europe/Berlin", NULL, &berlin, NULL) == SUNDESK_OK);
    offsets(berlin);
    changes(berlin);
    refusals(berlin);
    sundesk_zone_free(berlin);
    databases();
    return closing();
}
