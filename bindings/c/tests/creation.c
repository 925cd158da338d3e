/* What is dated before the creation: the table that every door and language is held to, through C. */
#include "check.h"
#include <stdlib.h>
#include <sundesk.h>

#define STATUSES "{\"open\": \"open\", \"done\": \"solved\", \"shut\": \"closed\"}"
/* 2024-06-04T00:00:00Z */
#define NOW INT64_C(1717459200000000)

static const char MAP_HEAD[] = "{\"ticket\": \"id\", \"at\": \"t\", \"created_at\": \"c\", \"statuses\": " STATUSES ", ";
static const char MAP_TAIL[] =
    ", \"activity\": {\"column\": \"what\", \"events\": {\"reply\": [{\"type\": \"reply\", \"by\": \"agent\"}],"
    " \"open\": [{\"type\": \"status\", \"to\": \"open\"}], \"done\": [{\"type\": \"status\", \"to\": \"done\"}],"
    " \"shut\": [{\"type\": \"status\", \"to\": \"shut\"}]}}}";
static const char CSV_TIME[] = "\"time\": {\"format\": \"%Y-%m-%d %H:%M\", \"zone\": \"UTC\"}";
static const char LINES_TIME[] = "\"form\": \"json_lines\", \"time\": {\"format\": \"rfc3339\"}";
static const char POLICY[] =
    "{\"metrics\": {\"m\": {\"kind\": \"resolution\", \"target\": \"90m\", \"clock\": \"elapsed\"}}, \"statuses\": " STATUSES "}";

enum { MOST = 8, TEXT = 4096 };
enum door { CSV, JSON_LINES, DOCUMENT };

struct row {
    int count, hours[MOST];
    char whats[MOST][16], figure[32], events[TEXT], early[8], response[32], resolution[32], kept[16];
};

static sundesk_policies *policies;
static sundesk_calendars *calendars;

/* One event or row of the file. */
static void write_event(char *to, enum door door, int hour, const char *what, int created) {
    if (door == CSV) {
        sprintf(to, "T,2024-06-03 %02d:00,2024-06-03 %02d:00,%s\n", hour, created, what);
    } else if (door == JSON_LINES) {
        sprintf(to, "{\"id\": \"T\", \"t\": \"2024-06-03T%02d:00:00Z\", \"c\": \"2024-06-03T%02d:00:00Z\", \"what\": \"%s\"}\n", hour,
                created, what);
    } else if (strcmp(what, "created") == 0 || strcmp(what, "reply") == 0) {
        const char *by = *what == 'c' ? "requester" : "agent";
        sprintf(to, "{\"at\": \"2024-06-03T%02d:00:00Z\", \"type\": \"%s\", \"by\": \"%s\"},", hour, what, by);
    } else {
        sprintf(to, "{\"at\": \"2024-06-03T%02d:00:00Z\", \"type\": \"status\", \"to\": \"%s\"},", hour, what);
    }
}

static sundesk_eventlog *open_log(const struct row *row, enum door door) {
    static char text[TEXT], map[TEXT];
    sundesk_eventlog *log = NULL;
    int created = 0;
    for (int i = 0; i < row->count; i++)
        if (strcmp(row->whats[i], "created") == 0) created = row->hours[i];
    strcpy(text, door == CSV ? "id,t,c,what\n" : door == DOCUMENT ? "{\"tickets\": {\"T\": [" : "");
    for (int i = 0; i < row->count; i++)
        if (door == DOCUMENT || strcmp(row->whats[i], "created") != 0)
            write_event(text + strlen(text), door, row->hours[i], row->whats[i], created);
    if (door == DOCUMENT) {
        strcpy(text + strlen(text) - 1, "]}, \"statuses\": " STATUSES "}");
        CHECK(sundesk_eventlog_new(text, &log, NULL) == SUNDESK_OK);
        return log;
    }
    sprintf(map, "%s%s%s", MAP_HEAD, door == CSV ? CSV_TIME : LINES_TIME, MAP_TAIL);
    CHECK(sundesk_eventlog_from_bytes((const uint8_t *)text, strlen(text), map, NULL, &log, NULL) == SUNDESK_OK);
    return log;
}

/* The events as the table has them: "10 created, 11 done". */
static void tell_events(const sundesk_eventlog *log, char *to) {
    char *text = NULL;
    CHECK(sundesk_eventlog_events(log, 0, &text, NULL) == SUNDESK_OK);
    *to = '\0';
    for (const char *at = text; at && (at = strstr(at, "\"at\":\"2024-06-03T")) != NULL; at += 8) {
        char what[16] = "";
        const char *type = strstr(at, "\"type\":\""), *status = strstr(at, "\"to\":\"");
        if (type && strncmp(type + 8, "status", 6) == 0 && status) type = status - 2;
        if (type) sscanf(type + 8, "%15[a-z]", what);
        sprintf(to + strlen(to), "%s%d %s", *to ? ", " : "", atoi(at + 17), what);
    }
    sundesk_string_free(text);
}

/* The time behind `"name":{… "median_s":`, or the one reason behind `"name_excluded":{`, or a dash. */
static void tell_time(const char *report, const char *name, char *to) {
    char key[64], *at;
    strcpy(to, "-");
    sprintf(key, "\"%s_excluded\":{\"", name);
    if ((at = strstr(report, key)) != NULL) sscanf(at + strlen(key), "%31[a-z_]", to);
    sprintf(key, "\"%s\":{", name);
    if ((at = strstr(report, key)) != NULL && (at = strstr(at, "\"median_s\":")) != NULL && at[11] != 'n')
        sprintf(to, "%d", atoi(at + 11));
}

static void judge(const struct row *row, enum door door) {
    sundesk_eventlog *log = open_log(row, door);
    char *text = NULL, told[TEXT], spec[64];
    tell_events(log, told);
    CHECK_TEXT(told, row->events);
    CHECK(sundesk_eventlog_quality(log, &text, NULL) == SUNDESK_OK);
    sprintf(told, "\"rows_before_creation\":%s,", row->early);
    CHECK(strcmp(row->early, "0") == 0 || strstr(text, told) != NULL);
    sundesk_string_free(text);
    sprintf(spec, "{\"resolution\": \"%s\"}", row->figure);
    CHECK(sundesk_metrics_report(log, NOW, spec, "UTC", NULL, NULL, policies, calendars, "m", &text, NULL) == SUNDESK_OK);
    tell_time(text, "first_response", told);
    CHECK_TEXT(told, row->response);
    tell_time(text, "resolution", told);
    CHECK_TEXT(told, row->resolution);
    const char *share = strstr(text, "\"attainment\":{");
    const char *kept = share ? strstr(share, "\"k\":") : NULL, *of = share ? strstr(share, "\"n\":") : NULL;
    sprintf(told, "%d of %d", kept ? atoi(kept + 4) : -1, of ? atoi(of + 4) : -1);
    CHECK_TEXT(told, row->kept);
    sundesk_string_free(text);
    sundesk_eventlog_free(log);
}

static int read_row(char *line, struct row *row) {
    char given[256];
    if (sscanf(line, "%255[^|]| %31[^ |] | %4095[^|]| %7[^ |] | %31[^ |] | %31[^ |] | %15[^\n]", given, row->figure, row->events,
               row->early, row->response, row->resolution, row->kept) != 7)
        return 0;
    row->events[strlen(row->events) - 1] = '\0';
    row->count = 0;
    for (char *part = strtok(given, ","); part && row->count < MOST; part = strtok(NULL, ","), row->count++)
        if (sscanf(part, "%d %15s", &row->hours[row->count], row->whats[row->count]) != 2) return 0;
    return row->count > 0;
}

int main(void) {
    FILE *table = fopen("tests/fixtures/before_creation.txt", "r");
    sundesk_calendar *always = NULL;
    char line[TEXT];
    int rows = 0;
    CHECK(table != NULL);
    CHECK(sundesk_policies_new(POLICY, NULL, &policies, NULL) == SUNDESK_OK);
    CHECK(sundesk_calendar_always_open(&always, NULL) == SUNDESK_OK);
    CHECK(sundesk_calendars_new(always, &calendars, NULL) == SUNDESK_OK);
    while (table && fgets(line, sizeof line, table)) {
        struct row row;
        if (line[0] == '#') continue;
        CHECK(read_row(line, &row));
        for (enum door door = CSV; door <= DOCUMENT; door++) judge(&row, door);
        rows++;
    }
    CHECK(rows >= 8);
    if (table) fclose(table);
    sundesk_calendar_free(always);
    sundesk_calendars_free(calendars);
    sundesk_policies_free(policies);
    return closing();
}
