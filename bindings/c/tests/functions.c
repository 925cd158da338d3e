/* Functions of the program in templates: what they are given, what they may answer, how they fail, and when userdata is let go. */
#include "check.h"
#include <stdlib.h>
#include <sundesk.h>

static void say(sundesk_sink *sink, const char *text) { sundesk_sink_write(sink, text, strlen(text)); }

/* What a function was called with last, how often, and how often its userdata was let go. */
struct seen {
    char call[1024];
    int calls, drops;
};

static int32_t see(void *userdata, const char *call, sundesk_sink *sink) {
    struct seen *seen = userdata;
    strncpy(seen->call, call, sizeof seen->call - 1);
    seen->calls++;
    say(sink, "x");
    return SUNDESK_ANSWER_TEXT;
}

static void drop(void *userdata) { ((struct seen *)userdata)->drops++; }

/* An answer that userdata says: its first byte is the sundesk_answer, the rest the bytes. */
static int32_t answer(void *userdata, const char *call, sundesk_sink *sink) {
    const char *wanted = userdata;
    (void)call;
    for (const char *byte = wanted + 1; *byte; byte++) sundesk_sink_write(sink, byte, 1);
    return wanted[0] - '0';
}

static sundesk_functions *one(const char *name, size_t positional, const char *options, sundesk_function function, void *userdata) {
    sundesk_functions *functions = NULL;
    CHECK(sundesk_functions_new(&functions, NULL) == SUNDESK_OK);
    CHECK(sundesk_functions_register(functions, name, positional, options, function, userdata, NULL, NULL) == SUNDESK_OK);
    return functions;
}

static void what_a_call_holds(void) {
    struct seen seen = {"", 0, 0};
    sundesk_functions *functions = one("SEE", 2, "[\"how\"]", see, &seen);
    sundesk_bundle *bundle = NULL;
    char *text = NULL;
    CHECK(sundesk_bundle_new("de", "m = { SEE($sum, 5, how: \"low\") }", functions, NULL, NULL, &bundle, NULL) == SUNDESK_OK);
    sundesk_functions_free(functions); /* the bundle keeps what it needs */
    CHECK(sundesk_bundle_format(bundle, "m", NULL, "{\"sum\": {\"type\": \"money\", \"amount\": \"12.50\", \"currency\": \"EUR\"}}",
                                "{\"locale\": \"de-AT\", \"zone\": \"Europe/Vienna\", \"now\": 1780272000000000, \"tone\": \"formal\"}",
                                NULL, &text, NULL) == SUNDESK_OK);
    CHECK_TEXT(text, "x");
    CHECK_TEXT(seen.call, "{\"format\":null,\"formatter\":\"de-AT\",\"function\":\"SEE\",\"locale\":\"de\",\"now\":1780272000000000,"
                          "\"options\":{\"how\":\"low\"},\"tone\":\"formal\",\"values\":[{\"amount\":\"12.50\",\"currency\":\"EUR\","
                          "\"type\":\"money\"},5],\"zone\":\"Europe/Vienna\"}");
    sundesk_string_free(text);
    CHECK(sundesk_bundle_format(bundle, "m", NULL, "{\"sum\": null}", NULL, NULL, &text, NULL) == SUNDESK_OK);
    CHECK(strstr(seen.call, "\"values\":[null,5]") && strstr(seen.call, "\"zone\":null") && seen.calls == 2);
    sundesk_string_free(text);
    sundesk_bundle_free(bundle);
}

/* The text of `m = { ANSWER() }` in HTML, or the message of the error. */
static char *made(const char *wanted, sundesk_status *status) {
    sundesk_functions *functions = one("ANSWER", 0, NULL, answer, (void *)wanted);
    sundesk_templates *templates = NULL;
    sundesk_error *err = NULL;
    char *text = NULL;
    CHECK(sundesk_templates_from_sources("[{\"locale\": \"de\", \"set\": \"s\", \"text\": \"m = x\\n    .html = { ANSWER() }\"}]",
                                "{\"reference\": \"de\"}", functions, &templates, NULL) == SUNDESK_OK);
    sundesk_functions_free(functions);
    *status = sundesk_templates_text(templates, "m", NULL, "{\"channel\": \"html\"}", NULL, &text, &err);
    if (*status) {
        text = malloc(strlen(sundesk_error_message(err)) + 1);
        strcpy(text, sundesk_error_message(err));
        sundesk_error_free(err);
    }
    sundesk_templates_free(templates);
    return text;
}

static void what_it_may_answer(void) {
    static const char *const fine[][2] = {
        {"0<b>&", "&lt;b&gt;&amp;"},
        {"2<b>you</b>", "<b>you</b>"},
        {"0", ""},
        {"11234567", "1.234.567"},
        {"1{\"type\": \"number\", \"value\": \"1234.5\"}", "1.234,5"},
        {"1[\"Ana\", \"Bo\"]", "Ana und Bo"},
        {"1\"<text>\"", "&lt;text&gt;"},
    };
    static const char *const wrong[][2] = {
        {"3no such ticket", "function-error ANSWER(): no such ticket"},
        {"3", "function-error ANSWER(): failed and does not say why"},
        {"9", "answered 9, which is no sundesk_answer"},
        {"/", "answered -1, which is no sundesk_answer"},
        {"0\xff", "not UTF-8"},
        {"3\xff", "not UTF-8"},
        {"1{", "answer"},
        {"1", "answer"},
        {"11.5", "whole number"},
        {"1{\"type\": \"markup\", \"value\": \"<b>\"}", "answer"},
        {"1[[1]]", "list"},
    };
    sundesk_status status;
    for (size_t i = 0; i < sizeof fine / sizeof fine[0]; i++) {
        char *text = made(fine[i][0], &status);
        CHECK(status == SUNDESK_OK);
        CHECK_TEXT(text, fine[i][1]);
        sundesk_string_free(text);
    }
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        char *message = made(wrong[i][0], &status);
        CHECK(status == SUNDESK_INVALID_INPUT && strstr(message, wrong[i][1]) && strstr(message, "ANSWER()"));
        if (!strstr(message, wrong[i][1])) fprintf(stderr, "%s\n", message);
        free(message);
    }
    /* null is a value that is missing: an error, as for any value. */
    free(made("1null", &status));
    CHECK(status == SUNDESK_MISSING_TEXT);
}

static void when_userdata_is_let_go(void) {
    struct seen seen = {"", 0, 0};
    sundesk_functions *functions = NULL;
    sundesk_bundle *bundle = NULL;
    sundesk_error *err = NULL;
    CHECK(sundesk_functions_new(&functions, NULL) == SUNDESK_OK);
    CHECK(sundesk_functions_register(functions, "SEE", 0, NULL, see, &seen, drop, NULL) == SUNDESK_OK && seen.drops == 0);

    /* A call that fails lets its userdata go at once. */
    CHECK(sundesk_functions_register(functions, "SEE", 0, NULL, see, &seen, drop, &err) == SUNDESK_INVALID_INPUT && seen.drops == 1);
    CHECK_TEXT(sundesk_error_value(err), "SEE");
    sundesk_error_free(err);
    CHECK(sundesk_functions_register(functions, "NUMBER", 0, NULL, see, &seen, drop, NULL) == SUNDESK_INVALID_INPUT);
    CHECK(sundesk_functions_register(functions, "see", 0, NULL, see, &seen, drop, NULL) == SUNDESK_INVALID_INPUT);
    CHECK(sundesk_functions_register(functions, "B", 0, "{}", see, &seen, drop, &err) == SUNDESK_INVALID_INPUT);
    CHECK_TEXT(sundesk_error_path(err), "options");
    sundesk_error_free(err);
    CHECK(sundesk_functions_register(functions, "B", 0, "[\"two words\"]", see, &seen, drop, NULL) == SUNDESK_INVALID_INPUT);
    CHECK(sundesk_functions_register(functions, "B", 0, NULL, NULL, &seen, drop, NULL) == SUNDESK_NULL_ARGUMENT);
    CHECK(sundesk_functions_register(functions, NULL, 0, NULL, see, &seen, drop, NULL) == SUNDESK_NULL_ARGUMENT);
    CHECK(sundesk_functions_register(NULL, "B", 0, NULL, see, &seen, drop, NULL) == SUNDESK_NULL_ARGUMENT);
    CHECK(sundesk_functions_register(functions, "\xff", 0, NULL, see, &seen, drop, NULL) == SUNDESK_INVALID_UTF8);
    CHECK(seen.drops == 9);

    /* One that lives is let go once, when the last user is freed. */
    CHECK(sundesk_bundle_new("en", "m = { SEE() }", functions, NULL, NULL, &bundle, NULL) == SUNDESK_OK);
    sundesk_functions_free(functions);
    CHECK(seen.drops == 9);
    sundesk_bundle_free(bundle);
    CHECK(seen.drops == 10 && seen.calls == 0);
    sundesk_functions_free(NULL);
    CHECK(sundesk_functions_new(NULL, NULL) == SUNDESK_NULL_ARGUMENT);
}

static const char MAIL[] = "[{\"locale\": \"en\", \"set\": \"mail\", \"text\": \"see = See { SEE($n) }\\n\"},"
                           " {\"locale\": \"et\", \"set\": \"mail\", \"text\": \"see = Vaata { SEE($n) }\\n\"}]";

static void loading_and_checking(void) {
    struct seen seen = {"", 0, 0};
    sundesk_functions *functions = one("SEE", 1, NULL, see, &seen);
    sundesk_templates *templates = NULL;
    sundesk_error *err = NULL;
    char *text = NULL;
    /* A function that nobody registered is a finding, and in the reference it refuses the load. */
    CHECK(sundesk_templates_from_sources(MAIL, "{\"reference\": \"en\"}", NULL, &templates, &err) == SUNDESK_INVALID_INPUT);
    CHECK(strstr(sundesk_error_json(err), "E10") != NULL);
    sundesk_error_free(err);
    CHECK(sundesk_templates_check(MAIL, "{\"reference\": \"en\"}", NULL, NULL, &text, NULL) == SUNDESK_OK);
    CHECK(strstr(text, "\"loadable\":false") && strstr(text, "\"exit_code\":2") && strstr(text, "E10"));
    sundesk_string_free(text);
    CHECK(sundesk_templates_check(MAIL, "{\"reference\": \"en\"}", functions, "error", &text, NULL) == SUNDESK_OK);
    CHECK(strstr(text, "\"exit_code\":0") && strstr(text, "2 of 2 sets in use"));
    sundesk_string_free(text);
    CHECK(sundesk_templates_check(MAIL, "{\"reference\": \"en\", \"lint\": {\"functions\": [\"SEE\"]}}", NULL, NULL, &text, NULL) ==
          SUNDESK_OK);
    CHECK(strstr(text, "\"exit_code\":0") != NULL);
    sundesk_string_free(text);

    CHECK(sundesk_templates_from_sources(MAIL, "{\"reference\": \"en\"}", functions, &templates, NULL) == SUNDESK_OK);
    sundesk_functions_free(functions);
    CHECK(sundesk_templates_reload(templates, MAIL, &text, NULL) == SUNDESK_OK && strstr(text, "\"swapped\":true"));
    sundesk_string_free(text);
    CHECK(sundesk_templates_text(templates, "see", "{\"n\": 7}", "{\"locales\": [\"et\"]}", NULL, &text, NULL) == SUNDESK_OK);
    CHECK_TEXT(text, "Vaata x");
    sundesk_string_free(text);
    sundesk_templates_free(templates);
}

/* Renders the text that calls it, without end. */
static int32_t deeper(void *userdata, const char *call, sundesk_sink *sink) {
    sundesk_bundle **bundle = userdata;
    sundesk_error *err = NULL;
    char *text = NULL;
    (void)call;
    if (sundesk_bundle_format(*bundle, "m", NULL, NULL, NULL, NULL, &text, &err)) {
        say(sink, sundesk_error_message(err));
        sundesk_error_free(err);
        return SUNDESK_ANSWER_ERROR;
    }
    say(sink, text);
    sundesk_string_free(text);
    return SUNDESK_ANSWER_TEXT;
}

static void a_circle_ends(void) {
    sundesk_bundle *bundle = NULL;
    sundesk_functions *functions = one("DEEPER", 0, NULL, deeper, &bundle);
    sundesk_error *err = NULL;
    char *text = NULL;
    CHECK(sundesk_bundle_new("en", "m = { DEEPER() }", functions, NULL, NULL, &bundle, NULL) == SUNDESK_OK);
    sundesk_functions_free(functions);
    CHECK(sundesk_bundle_format(bundle, "m", NULL, NULL, NULL, NULL, &text, &err) == SUNDESK_INVALID_INPUT && text == NULL);
    CHECK(strstr(sundesk_error_message(err), "at most 16 functions inside each other") != NULL);
    sundesk_error_free(err);
    sundesk_bundle_free(bundle);
}

int main(void) {
    what_a_call_holds();
    what_it_may_answer();
    when_userdata_is_let_go();
    loading_and_checking();
    a_circle_ends();
    return closing();
}
