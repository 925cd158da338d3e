/* Contracts, marks, coverage, reloads, pseudo-locales, text messages, and every way to ask wrongly. */
#include "check.h"
#include <sundesk.h>

static const char SOURCES[] =
    "[{\"locale\": \"en\", \"set\": \"ticket\", \"text\": \"closed = Ticket { $ticket } is closed.\\nhello = Hello!\\n\"},"
    " {\"locale\": \"de\", \"set\": \"ticket\", \"text\": \"hello = Hallo!\\n\"}]";

static void contracts(const sundesk_templates *templates) {
    sundesk_error *err = NULL;
    char *text = NULL, *mark = NULL, *again = NULL;
    CHECK(sundesk_templates_contracts(templates, &text, NULL) == SUNDESK_OK);
    CHECK(strncmp(text, "[{\"id\":\"closed\",\"set\":\"ticket\",", 31) == 0 && strstr(text, "\"id\":\"hello\""));
    CHECK(strstr(text, "\"variables\":{\"ticket\":{") != NULL);
    sundesk_string_free(text);
    CHECK(sundesk_templates_variables(templates, "hello", &text, NULL) == SUNDESK_OK);
    CHECK(strstr(text, "\"id\":\"hello\"") && strstr(text, "\"variables\":{}"));
    sundesk_string_free(text);
    CHECK(sundesk_templates_variables(templates, "nothing", &text, NULL) == SUNDESK_OK);
    CHECK_TEXT(text, "null");
    sundesk_string_free(text);

    CHECK(sundesk_templates_stamp(templates, "hello = Tere!\nother = Muu\n", &mark, NULL) == SUNDESK_OK);
    CHECK(strncmp(mark, "# @src ", 7) == 0 && strstr(mark, "\nhello = Tere!\nother = Muu\n"));
    CHECK(sundesk_templates_stamp(templates, mark, &again, NULL) == SUNDESK_OK);
    CHECK_TEXT(again, mark);
    sundesk_string_free(again);
    sundesk_string_free(mark);
    text = NULL;
    CHECK(sundesk_templates_stamp(templates, "\nhello = { $", &text, &err) == SUNDESK_INVALID_INPUT && text == NULL);
    CHECK(sundesk_error_line(err) == 2);
    CHECK_TEXT(sundesk_error_path(err), "translation");
    sundesk_error_free(err);

    CHECK(sundesk_templates_contracts(NULL, &text, NULL) == SUNDESK_NULL_ARGUMENT);
    CHECK(sundesk_templates_contracts(templates, NULL, NULL) == SUNDESK_NULL_ARGUMENT);
    CHECK(sundesk_templates_variables(NULL, "hello", &text, NULL) == SUNDESK_NULL_ARGUMENT);
    CHECK(sundesk_templates_variables(templates, NULL, &text, NULL) == SUNDESK_NULL_ARGUMENT);
    CHECK(sundesk_templates_variables(templates, "hello", NULL, NULL) == SUNDESK_NULL_ARGUMENT);
    CHECK(sundesk_templates_stamp(NULL, "a = b", &text, NULL) == SUNDESK_NULL_ARGUMENT);
    CHECK(sundesk_templates_stamp(templates, NULL, &text, NULL) == SUNDESK_NULL_ARGUMENT);
    CHECK(sundesk_templates_stamp(templates, "a = b", NULL, NULL) == SUNDESK_NULL_ARGUMENT);
    CHECK(sundesk_templates_stamp(templates, "\xff", &text, NULL) == SUNDESK_INVALID_UTF8 && text == NULL);
}

static void coverage(const sundesk_templates *templates) {
    sundesk_error *err = NULL;
    char *text = NULL;
    CHECK(sundesk_templates_coverage(templates, "ticket", "de", &text, NULL) == SUNDESK_OK);
    CHECK(strstr(text, "\"units\":2,\"done\":1,\"coverage\":0.5,\"on\":false") && strstr(text, "\"closed\""));
    sundesk_string_free(text);
    CHECK(sundesk_templates_coverage(templates, "ticket", "fr", &text, NULL) == SUNDESK_OK);
    CHECK_TEXT(text, "null");
    sundesk_string_free(text);

    CHECK(sundesk_templates_reload(templates, "[{\"locale\": \"en\", \"set\": \"ticket\", \"text\": \"hello = { $\"}]", &text,
                                   NULL) == SUNDESK_OK);
    CHECK(strstr(text, "\"swapped\":false") != NULL);
    sundesk_string_free(text);
    CHECK(sundesk_templates_reload(templates, "[{\"locale\": \"en\", \"set\": \"ticket\", \"text\": \"hello = Hi!\"}]", &text,
                                   NULL) == SUNDESK_OK);
    CHECK(strstr(text, "\"swapped\":true") != NULL);
    sundesk_string_free(text);
    CHECK(sundesk_templates_coverage(templates, "ticket", "en", &text, NULL) == SUNDESK_OK);
    CHECK(strstr(text, "\"units\":1,\"done\":1,\"coverage\":1.0,\"on\":true") != NULL);
    sundesk_string_free(text);
    text = NULL;
    CHECK(sundesk_templates_reload(templates, "{}", &text, &err) == SUNDESK_INVALID_INPUT && text == NULL);
    CHECK_TEXT(sundesk_error_path(err), "sources");
    sundesk_error_free(err);
    CHECK(sundesk_templates_reload(NULL, NULL, &text, NULL) == SUNDESK_NULL_ARGUMENT);
    CHECK(sundesk_templates_reload(templates, NULL, NULL, NULL) == SUNDESK_NULL_ARGUMENT);
    CHECK(sundesk_templates_coverage(NULL, "ticket", "en", &text, NULL) == SUNDESK_NULL_ARGUMENT);
    CHECK(sundesk_templates_coverage(templates, NULL, "en", &text, NULL) == SUNDESK_NULL_ARGUMENT);
    CHECK(sundesk_templates_coverage(templates, "ticket", NULL, &text, NULL) == SUNDESK_NULL_ARGUMENT);
    CHECK(sundesk_templates_coverage(templates, "ticket", "en", NULL, NULL) == SUNDESK_NULL_ARGUMENT);
}

static void strange_letters(void) {
    sundesk_error *err = NULL;
    char *text = NULL;
    CHECK(sundesk_pseudo_localize("hello = Hello, { $name }!\n", "en-XA", &text, NULL) == SUNDESK_OK);
    CHECK(strstr(text, "{ $name }") && strstr(text, "hello = ") == text && !strstr(text, "Hello"));
    sundesk_string_free(text);
    text = NULL;
    CHECK(sundesk_pseudo_localize("hello = Hello", "en-XB", &text, &err) == SUNDESK_INVALID_INPUT && text == NULL);
    CHECK_TEXT(sundesk_error_path(err), "locale");
    sundesk_error_free(err);
    CHECK(sundesk_pseudo_localize("\nhello", "ar-XB", &text, &err) == SUNDESK_INVALID_INPUT);
    CHECK_TEXT(sundesk_error_path(err), "source");
    CHECK(sundesk_error_line(err) == 2);
    sundesk_error_free(err);
    CHECK(sundesk_pseudo_localize(NULL, "en-XA", &text, NULL) == SUNDESK_NULL_ARGUMENT);
    CHECK(sundesk_pseudo_localize("a = b", NULL, &text, NULL) == SUNDESK_NULL_ARGUMENT);
    CHECK(sundesk_pseudo_localize("a = b", "en-XA", NULL, NULL) == SUNDESK_NULL_ARGUMENT);
}

static void text_messages(void) {
    sundesk_sms sms;
    memset(&sms, 0, sizeof sms);
    sms.struct_size = sizeof sms;
    CHECK(sundesk_sms_count("5 \xe2\x82\xac", &sms, NULL) == SUNDESK_OK);
    CHECK(sms.encoding == SUNDESK_SMS_GSM7 && sms.units == 4 && sms.segments == 1 && sms.first_non_gsm == 0);
    CHECK(sundesk_sms_count("Hi \xf0\x9f\x99\x82", &sms, NULL) == SUNDESK_OK);
    CHECK(sms.encoding == SUNDESK_SMS_UCS2 && sms.units == 5 && sms.segments == 1 && sms.first_non_gsm == 0x1f642);
    CHECK(sundesk_sms_count("", &sms, NULL) == SUNDESK_OK && sms.units == 0 && sms.segments == 0);
    /* A forgotten struct_size is refused, not answered with nothing. */
    memset(&sms, 0, sizeof sms);
    sundesk_error *err = NULL;
    CHECK(sundesk_sms_count("abc", &sms, &err) == SUNDESK_INVALID_INPUT && sms.units == 0);
    CHECK(strcmp(sundesk_error_path(err), "out.struct_size") == 0 && strstr(sundesk_error_message(err), "sundesk_sms"));
    sundesk_error_free(err);
    sms.struct_size = sizeof sms;
    CHECK(sundesk_sms_count("abc", &sms, NULL) == SUNDESK_OK && sms.units == 3);
    CHECK(sundesk_sms_count(NULL, &sms, NULL) == SUNDESK_NULL_ARGUMENT && sms.units == 3);
    CHECK(sundesk_sms_count("abc", NULL, NULL) == SUNDESK_NULL_ARGUMENT);
    CHECK(sundesk_sms_count("\xff", &sms, NULL) == SUNDESK_INVALID_UTF8);
}

int main(void) {
    sundesk_templates *templates = NULL;
    CHECK(sundesk_templates_from_sources(SOURCES, "{\"reference\": \"en\"}", NULL, &templates, NULL) == SUNDESK_OK);
    contracts(templates);
    coverage(templates);
    sundesk_templates_free(templates);
    strange_letters();
    text_messages();
    return closing();
}
