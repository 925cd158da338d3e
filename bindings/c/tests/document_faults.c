/* One fault of a document has one path, whichever door of C it comes in by. */
#include "check.h"
#include <sundesk.h>

enum { TEXT = 4096 };

static sundesk_eventlog *journal;

/* Every path stands in the error, below the name that the door gives the document; the error's own is one of them. */
static void expect(sundesk_status status, sundesk_error *err, const char *of, const char *paths) {
    char each[TEXT], whole[TEXT], quoted[TEXT + 2];
    int found = 0, wanted = 0, own = 0;
    CHECK(status != SUNDESK_OK);
    snprintf(each, sizeof each, "%s", paths);
    for (char *path = strtok(each, " "); path; path = strtok(NULL, " ")) {
        snprintf(whole, sizeof whole, "%s%s", of, path);
        snprintf(quoted, sizeof quoted, "\"%s\"", whole);
        wanted++;
        found += strstr(sundesk_error_json(err), quoted) != NULL;
        own += strcmp(sundesk_error_path(err), whole) == 0;
    }
    CHECK(found == wanted);
    CHECK(own > 0);
    if (own == 0) fprintf(stderr, "%s: want %s of %s\n", sundesk_error_message(err), paths, of);
    sundesk_error_free(err);
}

static void made(const char *kind, const char *document, const char *paths) {
    sundesk_error *err = NULL;
    sundesk_status status = SUNDESK_OK;
    if (strcmp(kind, "calendar") == 0) {
        sundesk_calendar *out = NULL;
        status = sundesk_calendar_new(document, NULL, &out, &err);
    } else if (strcmp(kind, "policies") == 0) {
        sundesk_policies *out = NULL;
        status = sundesk_policies_new(document, NULL, &out, &err);
    } else if (strcmp(kind, "roster") == 0) {
        sundesk_roster *out = NULL;
        status = sundesk_roster_new(document, NULL, &out, &err);
    } else if (strcmp(kind, "workflow") == 0) {
        sundesk_workflow *out = NULL;
        status = sundesk_workflow_new(document, &out, &err);
    } else {
        return;
    }
    expect(status, err, "", paths);
}

static void layered(const char *kind, const char *document, const char *paths) {
    sundesk_layers *layers = NULL;
    sundesk_error *err = NULL;
    char *out = NULL;
    CHECK(sundesk_layers_new(&layers, NULL) == SUNDESK_OK);
    CHECK(sundesk_layers_add(layers, "d", document, NULL) == SUNDESK_OK);
    sundesk_status status = sundesk_layers_effective(layers, "d", kind, NULL, &out, &err);
    expect(status, err, "", paths);
    sundesk_layers_free(layers);
}

static void held(const char *before, const char *document, const char *after, const char *of, const char *paths) {
    char whole[2 * TEXT];
    sundesk_library *out = NULL;
    sundesk_error *err = NULL;
    snprintf(whole, sizeof whole, "%s%s%s", before, document, after);
    sundesk_status status = sundesk_library_new(whole, NULL, &out, &err);
    expect(status, err, of, paths);
}

static void reviewed(const char *before, const char *document, const char *after, const char *of, const char *paths) {
    char whole[2 * TEXT];
    char *out = NULL;
    sundesk_error *err = NULL;
    snprintf(whole, sizeof whole, "%s%s%s", before, document, after);
    sundesk_status status = sundesk_review(journal, whole, NULL, SUNDESK_NEVER, SUNDESK_FORM_TEXT, &out, &err);
    expect(status, err, of, paths);
}

int main(void) {
    FILE *table = fopen("tests/fixtures/document_faults.txt", "r");
    char line[TEXT];
    int rows = 0;
    CHECK(table != NULL);
    CHECK(sundesk_eventlog_new("{\"tickets\": {\"T-1\": [{\"at\": \"2024-06-03T10:00:00Z\", \"type\": \"created\", \"by\": \"requester\"}]}}", &journal, NULL) == SUNDESK_OK);
    while (table && fgets(line, sizeof line, table)) {
        char *document = strstr(line, " | ");
        char *paths = document ? strstr(document + 3, " | ") : NULL;
        if (line[0] == '#' || !paths) continue;
        *document = *paths = '\0';
        document += 3;
        paths += 3;
        paths[strcspn(paths, "\n")] = '\0';
        made(line, document, paths);
        layered(line, document, paths);
        if (strcmp(line, "calendar") == 0) {
            held("{\"calendar\": ", document, "}", "calendar.", paths);
            held("{\"calendars\": {\"c\": ", document, "}}", "calendars.c.", paths);
            reviewed("{\"calendar\": ", document, "}", "document.calendar.", paths);
        } else if (strcmp(line, "policies") == 0) {
            held("{\"policies\": {\"p\": ", document, "}}", "policies.p.", paths);
            reviewed("{\"policy\": ", document, "}", "document.policy.", paths);
        } else if (strcmp(line, "roster") == 0) {
            held("{\"rosters\": {\"r\": ", document, "}}", "rosters.r.", paths);
        } else if (strcmp(line, "workflow") == 0) {
            held("{\"workflows\": {\"w\": ", document, "}}", "workflows.w.", paths);
        } else if (strcmp(line, "review") == 0) {
            reviewed("", document, "", "document.", paths);
        }
        rows++;
    }
    CHECK(rows >= 24);
    if (table) fclose(table);
    sundesk_eventlog_free(journal);
    return closing();
}
