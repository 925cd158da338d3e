/* Templates: the starter catalog, texts at hand, bundles, values, and every way to ask wrongly. */
#include "check.h"
#include <sundesk.h>

static const char SOURCES[] =
    "[{\"locale\": \"en\", \"set\": \"ticket\", \"text\": \"closed = Ticket { $ticket } is closed.\\n"
    "paid = You paid { $sum } on { $day }.\\n\"},"
    " {\"locale\": \"de\", \"set\": \"ticket\", \"text\": \"closed = Die Anfrage { $ticket } ist geschlossen.\\n"
    "paid = Sie haben am { $day } { $sum } gezahlt.\\n\"}]";

static void texts_at_hand(void) {
    sundesk_templates *templates = NULL;
    sundesk_error *err = NULL;
    char *text = NULL;
    CHECK(sundesk_templates_from_sources(SOURCES, "{\"reference\": \"en\"}", NULL, &templates, &err) == SUNDESK_OK);
    if (err) fprintf(stderr, "%s\n", sundesk_error_json(err));
    CHECK(sundesk_templates_text(templates, "closed", "{\"ticket\": \"4711\"}", "{\"locales\": [\"de\"]}", NULL, &text, NULL) ==
          SUNDESK_OK);
    CHECK_TEXT(text, "Die Anfrage 4711 ist geschlossen.");
    sundesk_string_free(text);
    CHECK(sundesk_templates_text(templates, "paid",
                                 "{\"sum\": {\"type\": \"money\", \"amount\": \"1234.5\", \"currency\": \"EUR\"},"
                                 " \"day\": {\"type\": \"date\", \"value\": \"2026-03-09\"}}",
                                 "{\"locales\": [\"de\"]}", NULL, &text, NULL) == SUNDESK_OK);
    CHECK(strstr(text, "1.234,50") != NULL);
    sundesk_string_free(text);
    CHECK(sundesk_templates_render(templates, "closed", "{\"ticket\": 7}", "{\"locales\": [\"vi\"]}", NULL, &text, NULL) ==
          SUNDESK_OK);
    CHECK(strstr(text, "\"locale\":\"en\"") && strstr(text, "\"reason\":\"no_wish_available\"") && strstr(text, "\"version\""));
    sundesk_string_free(text);
    /* Several forms of a message come in one language. */
    CHECK(sundesk_templates_render_forms(templates, "closed", "[\"body\", \"sms\"]", "{\"ticket\": \"4711\"}",
                                         "{\"locales\": [\"de\"]}", NULL, &text, NULL) == SUNDESK_OK);
    CHECK(text[0] == '[' && strstr(text, "\"locale\":\"de\"") && !strstr(text, "\"locale\":\"en\""));
    sundesk_string_free(text);
    CHECK(sundesk_templates_render_forms(templates, "closed", "[\"smoke\"]", NULL, "{}", NULL, &text, &err) ==
          SUNDESK_INVALID_INPUT);
    sundesk_error_free(err);
    err = NULL;
    CHECK(sundesk_templates_contents(templates, &text, NULL) == SUNDESK_OK);
    CHECK(strstr(text, "\"locales\":[\"de\",\"en\"]") && strstr(text, "\"closed\""));
    sundesk_string_free(text);
    CHECK(sundesk_templates_report(templates, &text, NULL) == SUNDESK_OK && strstr(text, "\"findings\"") != NULL);
    sundesk_string_free(text);

    /* A value is held against the type that the reference declares. */
    sundesk_templates *typed = NULL;
    static const char TYPED[] = "[{\"locale\": \"en\", \"set\": \"mail\", \"text\": \"# $n (Int) how many\\nhello = { $n }\\n\"}]";
    CHECK(sundesk_templates_from_sources(TYPED, "{\"reference\": \"en\"}", NULL, &typed, &err) == SUNDESK_OK);
    CHECK(sundesk_templates_text(typed, "hello", "{\"n\": \"1\"}", "{}", NULL, &text, &err) == SUNDESK_INVALID_INPUT);
    CHECK_TEXT(sundesk_error_path(err), "n");
    CHECK(sundesk_error_line(err) == 2);
    sundesk_error_free(err);
    err = NULL;
    sundesk_templates_free(typed);

    /* A broken reload leaves the old texts in use. */
    CHECK(sundesk_templates_reload_dir(templates, "/nowhere", &text, NULL) == SUNDESK_OK);
    CHECK(strstr(text, "\"swapped\":false") != NULL);
    sundesk_string_free(text);

    text = NULL;
    CHECK(sundesk_templates_text(templates, "closed", NULL, "{\"locales\": [\"de\"]}", NULL, &text, &err) == SUNDESK_MISSING_TEXT);
    CHECK(text == NULL && strstr(sundesk_error_message(err), "ticket") != NULL);
    sundesk_error_free(err);
    CHECK(sundesk_templates_text(templates, "nothing", NULL, "{}", NULL, &text, &err) == SUNDESK_MISSING_TEXT);
    CHECK_TEXT(sundesk_error_value(err), "nothing");
    sundesk_error_free(err);
    CHECK(sundesk_templates_text(templates, "closed", "{\"ticket\": 1.5}", "{}", NULL, &text, NULL) == SUNDESK_INVALID_INPUT);
    CHECK(sundesk_templates_text(templates, "closed", NULL, "{\"colour\": 1}", NULL, &text, &err) == SUNDESK_INVALID_INPUT);
    CHECK(strstr(sundesk_error_path(err), "delivery.colour") != NULL);
    sundesk_error_free(err);
    /* Every document is read one way: no key twice, no list for an object, at any depth. */
    CHECK(sundesk_templates_text(templates, "closed", "{\"ticket\": 1,\n \"ticket\": 2}", "{}", NULL, &text, &err) ==
          SUNDESK_INVALID_INPUT);
    CHECK_TEXT(sundesk_error_path(err), "args.ticket");
    CHECK(sundesk_error_line(err) == 2);
    sundesk_error_free(err);
    CHECK(sundesk_templates_text(templates, "closed", NULL, "{\"ctx\": [\"de\"]}", NULL, &text, &err) == SUNDESK_INVALID_INPUT);
    CHECK_TEXT(sundesk_error_path(err), "delivery.ctx");
    CHECK(strstr(sundesk_error_message(err), "a list, expected an object") != NULL);
    sundesk_error_free(err);
    CHECK(sundesk_templates_text(templates, "closed", "{\"ticket\": {\"type\": \"number\", \"value\": \"1\", \"options\": []}}", "{}",
                                 NULL, &text, &err) == SUNDESK_INVALID_INPUT);
    CHECK_TEXT(sundesk_error_path(err), "args.ticket");
    sundesk_error_free(err);
    CHECK(sundesk_templates_text(templates, "closed", NULL, "{\"ctx\": {\"zone\": \"Mars/Base\"}}", NULL, &text, &err) ==
          SUNDESK_UNKNOWN_ZONE);
    CHECK_TEXT(sundesk_error_path(err), "delivery.ctx.zone");
    sundesk_error_free(err);
    CHECK(sundesk_templates_text(templates, NULL, NULL, "{}", NULL, &text, NULL) == SUNDESK_NULL_ARGUMENT);
    CHECK(sundesk_templates_text(templates, "closed", NULL, NULL, NULL, &text, NULL) == SUNDESK_NULL_ARGUMENT);
    sundesk_templates_free(templates);
    sundesk_templates_free(NULL);
}

static void loading(void) {
    sundesk_templates *templates = NULL;
    sundesk_error *err = NULL;
    char *text = NULL;
    CHECK(sundesk_templates_from_sources(NULL, "{\"reference\": \"en\", \"gate\": {\"require_review\": \"nothing\"}}", NULL, &templates, &err) ==
          SUNDESK_OK);
    if (err) fprintf(stderr, "%s\n", sundesk_error_json(err));
    CHECK(sundesk_templates_contents(templates, &text, NULL) == SUNDESK_OK && strstr(text, "\"vi\"") != NULL);
    sundesk_string_free(text);
    sundesk_templates_free(templates);
    templates = NULL;

    CHECK(sundesk_templates_from_sources("[{\"locale\": \"en\", \"set\": \"s\", \"text\": \"m = { $x\"}]", "{\"reference\": \"en\"}", NULL,
                                &templates, &err) == SUNDESK_INVALID_INPUT);
    CHECK(templates == NULL && sundesk_error_line(err) == 1);
    CHECK_TEXT(sundesk_error_file(err), "en/s.ftl");
    sundesk_error_free(err);
    CHECK(sundesk_templates_from_sources("[[\"en\", \"s\", \"m = M\"]]", "{\"reference\": \"en\"}", NULL, &templates, &err) ==
          SUNDESK_INVALID_INPUT);
    CHECK_TEXT(sundesk_error_path(err), "sources[0]");
    sundesk_error_free(err);
    CHECK(sundesk_templates_from_sources(NULL, "{\"reference\": \"en\", \"gate\": []}", NULL, &templates, &err) == SUNDESK_INVALID_INPUT);
    CHECK_TEXT(sundesk_error_path(err), "config.gate");
    sundesk_error_free(err);
    CHECK(sundesk_templates_from_sources(SOURCES, "{}", NULL, &templates, &err) == SUNDESK_INVALID_INPUT);
    CHECK_TEXT(sundesk_error_path(err), "config");
    sundesk_error_free(err);
    CHECK(sundesk_templates_from_sources("{", "{\"reference\": \"en\"}", NULL, &templates, NULL) == SUNDESK_INVALID_INPUT);
    CHECK(sundesk_templates_from_sources(SOURCES, NULL, NULL, &templates, NULL) == SUNDESK_NULL_ARGUMENT);
    CHECK(sundesk_templates_load_dir("/nowhere", "{\"reference\": \"en\"}", NULL, &templates, NULL) == SUNDESK_IO);
}

static void shout(void *userdata, const char *text, size_t len, sundesk_sink *sink) {
    *(int *)userdata += 1;
    sundesk_sink_write(sink, text, len);
    sundesk_sink_write(sink, "!", 1);
}

static void bundles(void) {
    sundesk_bundle *bundle = NULL;
    sundesk_error *err = NULL;
    char *text = NULL;
    int calls = 0;
    CHECK(sundesk_bundle_new("en", "m = Hi { $name }\n  .title = Title\njunk\n", NULL, NULL, NULL, &bundle, NULL) == SUNDESK_OK);
    CHECK(sundesk_bundle_format(bundle, "m", NULL, "{\"name\": \"Ana\"}", NULL, NULL, &text, NULL) == SUNDESK_OK);
    CHECK_TEXT(text, "Hi Ana");
    sundesk_string_free(text);
    CHECK(sundesk_bundle_format(bundle, "m", "title", NULL, "{\"isolating\": true}", NULL, &text, NULL) == SUNDESK_OK);
    CHECK_TEXT(text, "Title");
    sundesk_string_free(text);
    text = NULL;
    CHECK(sundesk_bundle_format(bundle, "m", NULL, NULL, NULL, NULL, &text, &err) == SUNDESK_MISSING_TEXT && text == NULL);
    CHECK(strstr(sundesk_error_message(err), "$name") != NULL);
    sundesk_error_free(err);
    CHECK(sundesk_bundle_preview(bundle, "m", NULL, NULL, NULL, NULL, &text, NULL) == SUNDESK_OK);
    CHECK(strstr(text, "Hi {$name}") && strstr(text, "unknown-variable"));
    sundesk_string_free(text);
    CHECK(sundesk_bundle_preview(bundle, "nothing", NULL, NULL, NULL, NULL, &text, NULL) == SUNDESK_OK);
    CHECK_TEXT(text, "null");
    sundesk_string_free(text);
    CHECK(sundesk_bundle_problems(bundle, &text, NULL) == SUNDESK_OK && strstr(text, "\"kind\":\"syntax\"") != NULL);
    CHECK(strstr(text, "\"line\":3,\"column\":5,\"id\":\"\",\"text\":\"") != NULL);
    sundesk_string_free(text);
    sundesk_bundle_free(bundle);

    CHECK(sundesk_bundle_new("en", "m = Hi", NULL, shout, &calls, &bundle, NULL) == SUNDESK_OK && calls == 1);
    CHECK(sundesk_bundle_format(bundle, "m", NULL, NULL, NULL, NULL, &text, NULL) == SUNDESK_OK);
    CHECK_TEXT(text, "Hi!");
    sundesk_string_free(text);
    sundesk_bundle_free(bundle);
    sundesk_bundle_free(NULL);
    bundle = NULL;
    CHECK(sundesk_bundle_new("not a locale", "m = Hi", NULL, NULL, NULL, &bundle, &err) == SUNDESK_INVALID_INPUT && bundle == NULL);
    CHECK_TEXT(sundesk_error_path(err), "locale");
    sundesk_error_free(err);
}

static void values(void) {
    sundesk_error *err = NULL;
    char *text = NULL;
    CHECK(sundesk_format("en", "currency", "\"1234.5\"", "{\"currency\": \"EUR\"}", NULL, &text, NULL) == SUNDESK_OK);
    CHECK_TEXT(text, "\"\xe2\x82\xac" "1,234.50\"");
    sundesk_string_free(text);
    CHECK(sundesk_format("en", "plural", "[\"1\", \"2\"]", NULL, NULL, &text, NULL) == SUNDESK_OK);
    CHECK_TEXT(text, "[\"one\",\"other\"]");
    sundesk_string_free(text);
    CHECK(sundesk_format("de", "date", "\"2026-03-05\"", "{\"dateStyle\": \"long\"}", NULL, &text, NULL) == SUNDESK_OK);
    CHECK_TEXT(text, "\"5. M\xc3\xa4rz 2026\"");
    sundesk_string_free(text);
    CHECK(sundesk_format("de", "duration", "5400000000", NULL, NULL, &text, NULL) == SUNDESK_OK);
    CHECK_TEXT(text, "\"1 Stunde, 30 Minuten\"");
    sundesk_string_free(text);
    CHECK(sundesk_format("en", "roman", "\"1\"", NULL, NULL, &text, &err) == SUNDESK_INVALID_INPUT);
    CHECK_TEXT(sundesk_error_path(err), "kind");
    sundesk_error_free(err);
    CHECK(sundesk_format("en", "number", "\"1\"", "{\"colour\": 1}", NULL, &text, NULL) == SUNDESK_INVALID_INPUT);
    CHECK(sundesk_format("en", "number", NULL, NULL, NULL, &text, NULL) == SUNDESK_NULL_ARGUMENT);
}

static void importers(void) {
    sundesk_error *err = NULL;
    char *text = NULL;
    CHECK(sundesk_import_calendar("osm", "Mo-Fr 09:00-17:30; PH off",
                                  "{\"timezone\": \"Europe/Berlin\", \"public_holidays\": [\"12-25\"], \"first_year\": 2026,"
                                  " \"last_year\": 2027}",
                                  &text, NULL) == SUNDESK_OK);
    CHECK(strstr(text, "\"left_out\":[]") && strstr(text, "17:30"));
    sundesk_string_free(text);
    CHECK(sundesk_import_calendar("biz", "{}", "x", &text, NULL) == SUNDESK_INVALID_INPUT);
    CHECK(sundesk_import_calendar("osm", "Mo-Fr 09:00-17:30", NULL, &text, NULL) == SUNDESK_NULL_ARGUMENT);
    CHECK(sundesk_import_calendar("freescout", "{\"1\": [{\"from\": \"9:00\", \"to\": \"18:00\"}]}", "{\"timezone\": \"Europe/Berlin\"}", &text, NULL) ==
          SUNDESK_OK);
    CHECK(strstr(text, "\"left_out\":[]") && strstr(text, "18:00"));
    sundesk_string_free(text);
    CHECK(sundesk_import_calendar("freescout", "{}", NULL, &text, NULL) == SUNDESK_NULL_ARGUMENT);
    CHECK(sundesk_import_policies("zammad", "[{\"name\": \"all\", \"calendar_id\": 1, \"solution_time\": 60, \"condition\": {}}]",
                                  "{\"calendar_id\": {\"1\": \"office\"}}", &text, NULL) == SUNDESK_OK);
    CHECK(strstr(text, "\"calendar\":\"office\"") && strstr(text, "\"left_out\":[]"));
    sundesk_string_free(text);
    CHECK(sundesk_import_policies("jira", "{}", NULL, &text, &err) == SUNDESK_NOT_FOUND);
    CHECK_TEXT(sundesk_error_path(err), "form");
    sundesk_error_free(err);
    err = NULL;
    CHECK(sundesk_import_calendar("outlook", "", NULL, &text, &err) == SUNDESK_NOT_FOUND);
    CHECK_TEXT(sundesk_error_path(err), "form");
    sundesk_error_free(err);
    CHECK(sundesk_import_ics_holidays("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:1\r\n"
                                      "DTSTAMP:20260101T000000Z\r\nDTSTART;VALUE=DATE:20261225\r\nSUMMARY:Christmas Day\r\n"
                                      "END:VEVENT\r\nEND:VCALENDAR\r\n",
                                      "UTC", 2026, 2026, NULL, &text, NULL) == SUNDESK_OK);
    CHECK(strstr(text, "2026-12-25") && strstr(text, "Christmas Day"));
    sundesk_string_free(text);
}

int main(void) {
    texts_at_hand();
    loading();
    bundles();
    values();
    importers();
    return closing();
}
