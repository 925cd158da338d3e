/* The life of a ticket: workflows, commands, refusals, timers, records and snapshots, and every way to ask wrongly. */
#include "check.h"
#include <sundesk.h>

/* 2026-03-02T09:00:00Z, a Monday. */
#define MONDAY INT64_C(1772442000000000)
#define HOUR INT64_C(3600000000)

static sundesk_board *board;

/* A command that must come back; whether its answer holds a text. */
static int answers(const char *command, const char *part) {
    char *json = NULL;
    CHECK(sundesk_board_command(board, command, &json, NULL) == SUNDESK_OK);
    int found = json && strstr(json, part) != NULL;
    sundesk_string_free(json);
    return found;
}

static int shows(const char *ticket, const char *part) {
    char *json = NULL;
    CHECK(sundesk_board_ticket(board, ticket, &json, NULL) == SUNDESK_OK);
    int found = json && strstr(json, part) != NULL;
    sundesk_string_free(json);
    return found;
}

static void workflows(void) {
    sundesk_workflow *workflow = NULL;
    sundesk_error *err = NULL;
    char *text = NULL;
    CHECK(sundesk_workflow_preset("remedy", &workflow, NULL) == SUNDESK_NOT_FOUND && !workflow);
    CHECK(sundesk_workflow_new("{\"statuses\": {\"x\": {\"category\": \"y\"}}, \"initial\": [], \"default\": \"\"}", &workflow, &err)
          == SUNDESK_INVALID_INPUT);
    CHECK(strstr(sundesk_error_json(err), "workflow_bad_category") != NULL);
    sundesk_error_free(err);
    CHECK(sundesk_workflow_preset("zendesk", &workflow, NULL) == SUNDESK_OK);
    CHECK(sundesk_workflow_version(workflow, &text, NULL) == SUNDESK_OK && strlen(text) == 64);
    sundesk_string_free(text);
    CHECK(sundesk_workflow_write(workflow, SUNDESK_FORM_SVG, &text, NULL) == SUNDESK_OK && strncmp(text, "<svg", 4) == 0);
    sundesk_string_free(text);
    CHECK(sundesk_workflow_write(workflow, SUNDESK_FORM_JSON, &text, NULL) == SUNDESK_OK);
    sundesk_workflow *again = NULL;
    CHECK(sundesk_workflow_new(text, &again, NULL) == SUNDESK_OK);
    sundesk_string_free(text);
    CHECK(sundesk_workflow_write(workflow, SUNDESK_FORM_TEXT, &text, NULL) == SUNDESK_INVALID_INPUT);
    CHECK(sundesk_board_new("acme", NULL, &board, NULL) == SUNDESK_OK);
    CHECK(sundesk_board_add_workflow(board, "support", again, NULL) == SUNDESK_OK);
    CHECK(sundesk_board_add_workflow(board, NULL, again, NULL) == SUNDESK_NULL_ARGUMENT);
    sundesk_workflow_free(workflow);
    sundesk_workflow_free(again);
    sundesk_workflow_free(NULL);
}

static void a_life(void) {
    int64_t due = 0;
    char *json = NULL;
    CHECK(sundesk_board_next_due(board, &due, NULL) == SUNDESK_OK && due == SUNDESK_NEVER);
    CHECK(answers("{\"do\": \"create\", \"ticket\": \"T-1\", \"by\": \"agent\", \"at\": \"2026-03-02T09:00:00Z\", \"assignee\": \"agent\"}",
                  "\"kind\":\"created\""));
    CHECK(shows("T-1", "\"status\":\"open\""));
    CHECK(answers("{\"do\": \"set_status\", \"ticket\": \"T-1\", \"by\": \"agent\", \"at\": \"2026-03-02T09:00:00Z\", \"status\": \"new\"}",
                  "\"message_id\":\"refusal-transition-not-allowed\""));
    CHECK(answers("{\"do\": \"set_status\", \"ticket\": \"T-1\", \"by\": \"agent\", \"at\": \"2026-03-02T09:00:00Z\", \"status\": \"solved\"}",
                  "\"refusal\":null"));
    CHECK(sundesk_board_next_due(board, &due, NULL) == SUNDESK_OK && due == MONDAY + 96 * HOUR);
    CHECK(sundesk_board_allowed(board, "T-1", "lead", MONDAY, &json, NULL) == SUNDESK_OK && strstr(json, "\"to\":\"closed\"") != NULL);
    sundesk_string_free(json);
    CHECK(sundesk_board_tick(board, MONDAY + 200 * HOUR, &json, NULL) == SUNDESK_OK);
    CHECK(strstr(json, "\"at\":\"2026-03-06T09:00:00Z\"") != NULL);
    sundesk_string_free(json);
    CHECK(shows("T-1", "\"closed_at\":\"2026-03-06T09:00:00Z\""));
    CHECK(sundesk_board_tick(board, MONDAY, &json, NULL) == SUNDESK_INVALID_INPUT);
    CHECK(sundesk_board_command(board, "{}", &json, NULL) == SUNDESK_INVALID_INPUT);
    CHECK(sundesk_board_ticket(board, "T-2", &json, NULL) == SUNDESK_NOT_FOUND);
}

/* A host with a store of its own: decide, write, evolve; and the whole board as one text. */
static void stores(void) {
    char *json = NULL, *whole = NULL, *state = NULL;
    sundesk_board *again = NULL;
    CHECK(sundesk_board_decide(board, "{\"do\": \"create\", \"ticket\": \"T-2\", \"by\": \"agent\", \"at\": \"2026-04-01T09:00:00Z\"}", &json, NULL)
          == SUNDESK_OK);
    CHECK(strstr(json, "T-2") != NULL);
    sundesk_string_free(json);
    CHECK(sundesk_board_tickets(board, &json, NULL) == SUNDESK_OK);
    CHECK_TEXT(json, "[\"T-1\"]");
    sundesk_string_free(json);
    CHECK(sundesk_board_evolve(board, "{}", NULL) == SUNDESK_INVALID_INPUT);
    CHECK(sundesk_board_set_people(board, "{\"actors\": {\"ann\": {\"role\": \"agent\"}}, \"groups\": {}}", NULL) == SUNDESK_OK);
    CHECK(sundesk_board_set_calendars(board, NULL, NULL) == SUNDESK_OK);
    CHECK(sundesk_board_json(board, &whole, NULL) == SUNDESK_OK);
    CHECK(sundesk_board_from_json(whole, NULL, &again, NULL) == SUNDESK_OK);
    CHECK(sundesk_board_state(board, "T-1", &state, NULL) == SUNDESK_OK);
    CHECK(sundesk_board_put(again, state, NULL) == SUNDESK_OK);
    CHECK(sundesk_board_json(again, &json, NULL) == SUNDESK_OK);
    CHECK_TEXT(json, whole);
    sundesk_string_free(json);
    sundesk_string_free(state);
    sundesk_string_free(whole);
    sundesk_board_free(again);
    sundesk_board_free(NULL);
}

int main(void) {
    workflows();
    a_life();
    stores();
    sundesk_board_free(board);
    return closing();
}
