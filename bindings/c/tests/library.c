/* Questions to a library: from one document, from handles, and every way to ask wrongly. */
#include "check.h"
#include <sundesk.h>

static const char DOCUMENT[] =
    "{\"calendar\": {\"timezone\": \"UTC\", \"always_open\": true},"
    " \"policies\": {\"gold\": {\"metrics\": {\"frt\": {\"kind\": \"first_reply\", \"target\": \"4h\"}}}},"
    " \"rosters\": {\"eu\": {\"shifts\": [{\"id\": \"day\", \"timezone\": \"UTC\", \"start\": \"08:00\", \"end\": \"16:00\"}]}}}";

static void a_document_and_its_questions(void) {
    sundesk_library *library = NULL;
    char *text = NULL;
    CHECK(sundesk_library_new(DOCUMENT, NULL, &library, NULL) == SUNDESK_OK);
    CHECK(sundesk_library_ask(library, "{\"ask\": \"on\", \"at\": \"2026-07-01T09:00:00Z\"}", SUNDESK_FORM_TEXT, &text, NULL) == SUNDESK_OK);
    CHECK_TEXT(text, "2026-07-01 09:00 UTC: day\n");
    sundesk_string_free(text);
    const char *sla = "{\"ask\": \"sla\", \"now\": \"2026-03-02T10:00:00Z\","
                      " \"events\": [{\"at\": \"2026-03-02T09:00:00Z\", \"type\": \"created\", \"by\": \"requester\"}]}";
    CHECK(sundesk_library_ask(library, sla, SUNDESK_FORM_JSON, &text, NULL) == SUNDESK_OK);
    CHECK(strstr(text, "\"remaining_s\":10800") != NULL);
    sundesk_string_free(text);
    CHECK(sundesk_library_ask(library, "{\"ask\": \"audit\", \"year\": 2026}", SUNDESK_FORM_SVG, &text, NULL) == SUNDESK_OK);
    CHECK(strncmp(text, "<svg", 4) == 0);
    sundesk_string_free(text);
    sundesk_library_free(library);
}

static void what_is_put_in_can_be_asked_about(void) {
    sundesk_library *library = NULL;
    sundesk_eventlog *log = NULL;
    char *text = NULL;
    CHECK(sundesk_library_new(NULL, NULL, &library, NULL) == SUNDESK_OK);
    CHECK(sundesk_eventlog_new("{\"tickets\": {\"A\": [{\"at\": \"2026-06-01T09:00:00Z\", \"type\": \"created\"}]}}", &log, NULL) == SUNDESK_OK);
    CHECK(sundesk_library_put_log(library, "june", log, NULL) == SUNDESK_OK);
    sundesk_eventlog_free(log);
    CHECK(sundesk_library_ask(library, "{\"ask\": \"log\"}", SUNDESK_FORM_TEXT, &text, NULL) == SUNDESK_OK);
    CHECK(strncmp(text, "1 tickets, 1 events", 19) == 0);
    sundesk_string_free(text);
    sundesk_library_free(library);
    sundesk_library_free(NULL);
}

static void questions_describe_themselves(void) {
    char *text = NULL;
    CHECK(sundesk_questions(&text, NULL) == SUNDESK_OK);
    CHECK(strstr(text, "\"what_if\"") != NULL);
    sundesk_string_free(text);
    CHECK(sundesk_question_schema("gaps", &text, NULL) == SUNDESK_OK);
    CHECK(strstr(text, "\"from\"") != NULL);
    sundesk_string_free(text);
    CHECK(sundesk_question_schema("x", &text, NULL) == SUNDESK_NOT_FOUND);
}

static void refused(sundesk_library *library, const char *question, int32_t form, sundesk_status status, const char *path) {
    sundesk_error *error = NULL;
    char *text = NULL;
    CHECK(sundesk_library_ask(library, question, form, &text, &error) == status && text == NULL);
    CHECK_TEXT(sundesk_error_path(error), path);
    sundesk_error_free(error);
}

static void what_cannot_be_asked_names_the_field(void) {
    sundesk_library *library = NULL;
    sundesk_error *error = NULL;
    CHECK(sundesk_library_new("{\"rosters\": {\"eu\": {\"shifts\": 5}}}", NULL, &library, &error) == SUNDESK_INVALID_INPUT);
    CHECK_TEXT(sundesk_error_path(error), "rosters.eu.shifts");
    sundesk_error_free(error);
    CHECK(sundesk_library_new(DOCUMENT, NULL, &library, NULL) == SUNDESK_OK);
    refused(library, "{\"ask\": \"gasp\"}", 0, SUNDESK_INVALID_INPUT, "question.ask");
    refused(library, "{\"ask\": \"on\", \"at\": \"2026-07-01T09:00:00Z\", \"roster\": \"us\"}", 0, SUNDESK_NOT_FOUND, "roster");
    refused(library, "{\"ask\": \"on\", \"at\": \"2026-07-01T09:00:00Z\"}", 2, SUNDESK_NOT_FOUND, "form");
    refused(library, "{\"ask\": \"log\"}", 7, SUNDESK_INVALID_INPUT, "form");
    refused(library, NULL, 0, SUNDESK_NULL_ARGUMENT, "question");
    refused(NULL, "{\"ask\": \"log\"}", 0, SUNDESK_NULL_ARGUMENT, "library");
    sundesk_library_free(library);
}

int main(void) {
    a_document_and_its_questions();
    what_is_put_in_can_be_asked_about();
    questions_describe_themselves();
    what_cannot_be_asked_names_the_field();
    return closing();
}
