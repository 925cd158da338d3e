/* Checks without loading, previews, a watched directory, the gate's state, wishes, and every way to ask wrongly. */
#define _XOPEN_SOURCE 700 /* mkdtemp */
#include "check.h"
#include <stdlib.h>
#include <sundesk.h>
#include <sys/stat.h>
#include <unistd.h>

static const char CONFIG[] = "{\"reference\": \"en\"}";

static void write_file(const char *dir, const char *text) {
    char path[256];
    FILE *file;
    snprintf(path, sizeof path, "%s/en", dir);
    mkdir(path, 0700);
    snprintf(path, sizeof path, "%s/en/mail.ftl", dir);
    file = fopen(path, "w");
    CHECK(file != NULL);
    if (file) {
        fputs(text, file);
        fclose(file);
    }
}

static void a_directory(void) {
    char dir[] = "/tmp/sundesk-checking-XXXXXX", path[256];
    sundesk_templates *templates = NULL;
    sundesk_watch *watch = NULL;
    sundesk_error *err = NULL;
    char *text = NULL;
    CHECK(mkdtemp(dir) != NULL);
    write_file(dir, "hello = Hello, { $name }!\n");
    CHECK(sundesk_templates_check_dir(dir, CONFIG, NULL, NULL, &text, NULL) == SUNDESK_OK);
    CHECK(strstr(text, "\"exit_code\":0") && strstr(text, "1 of 1 set in use"));
    sundesk_string_free(text);

    CHECK(sundesk_templates_load_dir(dir, CONFIG, NULL, &templates, NULL) == SUNDESK_OK);
    CHECK(sundesk_watch_new(dir, &watch, NULL) == SUNDESK_OK);
    CHECK(sundesk_templates_poll_dir(templates, dir, watch, &text, NULL) == SUNDESK_OK);
    CHECK_TEXT(text, "null");
    sundesk_string_free(text);
    write_file(dir, "hello = Good morning, { $name }!\n");
    CHECK(sundesk_templates_poll_dir(templates, dir, watch, &text, NULL) == SUNDESK_OK && strstr(text, "\"swapped\":true"));
    sundesk_string_free(text);

    /* A broken file: the check says so and is no error, the reload keeps the old texts. */
    write_file(dir, "hello = { $name\n");
    CHECK(sundesk_templates_check_dir(dir, CONFIG, NULL, "warning", &text, NULL) == SUNDESK_OK);
    CHECK(strstr(text, "\"exit_code\":2") && strstr(text, "\"loadable\":false") && strstr(text, "mail.ftl:"));
    sundesk_string_free(text);
    CHECK(sundesk_templates_poll_dir(templates, dir, watch, &text, NULL) == SUNDESK_OK && strstr(text, "\"swapped\":false"));
    sundesk_string_free(text);
    CHECK(sundesk_templates_text(templates, "hello", "{\"name\": \"Ana\"}", "{}", NULL, &text, NULL) == SUNDESK_OK);
    CHECK_TEXT(text, "Good morning, Ana!");
    sundesk_string_free(text);

    snprintf(path, sizeof path, "%s/en/mail.ftl", dir);
    unlink(path);
    snprintf(path, sizeof path, "%s/en", dir);
    rmdir(path);
    rmdir(dir);
    text = NULL;
    CHECK(sundesk_templates_check_dir(dir, CONFIG, NULL, NULL, &text, &err) == SUNDESK_IO && text == NULL);
    CHECK_TEXT(sundesk_error_file(err), dir);
    sundesk_error_free(err);
    CHECK(sundesk_templates_poll_dir(templates, dir, watch, &text, NULL) == SUNDESK_IO);
    CHECK(sundesk_watch_new(dir, &watch, NULL) == SUNDESK_IO);
    CHECK(sundesk_templates_poll_dir(templates, dir, NULL, &text, NULL) == SUNDESK_NULL_ARGUMENT);
    CHECK(sundesk_watch_new(NULL, &watch, NULL) == SUNDESK_NULL_ARGUMENT);
    CHECK(sundesk_templates_check_dir(NULL, CONFIG, NULL, NULL, &text, NULL) == SUNDESK_NULL_ARGUMENT);
    sundesk_watch_free(watch);
    sundesk_watch_free(NULL);
    sundesk_templates_free(templates);
}

static void texts_at_hand(void) {
    static const char SOURCES[] = "[{\"locale\": \"en\", \"set\": \"mail\", \"text\": \"hello = Hello { $name }, hello.\\n\"},"
                                  " {\"locale\": \"de\", \"set\": \"mail\", \"text\": \"hello = Hallo { $nam }.\\n\"}]";
    sundesk_error *err = NULL;
    char *text = NULL;
    CHECK(sundesk_templates_check(SOURCES, CONFIG, NULL, NULL, &text, NULL) == SUNDESK_OK);
    CHECK(strstr(text, "\"exit_code\":1") && strstr(text, "\"code\":\"E07\"") && strstr(text, "de/mail.ftl:1:"));
    sundesk_string_free(text);
    text = NULL;
    CHECK(sundesk_templates_check(SOURCES, CONFIG, NULL, "loud", &text, &err) == SUNDESK_INVALID_INPUT && text == NULL);
    CHECK_TEXT(sundesk_error_path(err), "fail_on");
    sundesk_error_free(err);
    CHECK(sundesk_templates_check(SOURCES, "{\"reference\": \"xx\"}", NULL, NULL, &text, NULL) != SUNDESK_OK);
    CHECK(sundesk_templates_check("{", CONFIG, NULL, NULL, &text, NULL) == SUNDESK_INVALID_INPUT);
    CHECK(sundesk_templates_check(SOURCES, NULL, NULL, NULL, &text, NULL) == SUNDESK_NULL_ARGUMENT);
    CHECK(sundesk_templates_check(SOURCES, CONFIG, NULL, NULL, NULL, NULL) == SUNDESK_NULL_ARGUMENT);
    /* NULL is the starter catalog, as everywhere. */
    CHECK(sundesk_templates_check(NULL, CONFIG, NULL, NULL, &text, NULL) == SUNDESK_OK && strstr(text, "\"loadable\":true"));
    sundesk_string_free(text);
}

static void previews(void) {
    sundesk_templates *templates = NULL;
    sundesk_error *err = NULL;
    char *text = NULL;
    CHECK(sundesk_templates_from_sources("[{\"locale\": \"en\", \"set\": \"mail\", \"text\": \"hello = Hello { $name }.\\n    .html = <b>{ $name }</b>\\n\"}]",
                                CONFIG, NULL, &templates, NULL) == SUNDESK_OK);
    CHECK(sundesk_templates_preview(templates, "hello", NULL, "{\"channel\": \"html\"}", NULL, &text, NULL) == SUNDESK_OK);
    CHECK(strstr(text, "\"text\":\"<b>{$name}</b>\"") && strstr(text, "\"kind\":\"unknown-variable\"") && strstr(text, "\"line\":2"));
    sundesk_string_free(text);
    CHECK(sundesk_templates_preview(templates, "hello", "{\"name\": \"Ana\"}", "{}", NULL, &text, NULL) == SUNDESK_OK);
    CHECK(strstr(text, "\"text\":\"Hello Ana.\"") && strstr(text, "\"errors\":[]"));
    sundesk_string_free(text);
    text = NULL;
    CHECK(sundesk_templates_preview(templates, "nothing", NULL, "{}", NULL, &text, &err) == SUNDESK_MISSING_TEXT && text == NULL);
    sundesk_error_free(err);
    CHECK(sundesk_templates_preview(templates, "hello", NULL, NULL, NULL, &text, NULL) == SUNDESK_NULL_ARGUMENT);

    CHECK(sundesk_templates_gate_state(templates, &text, NULL) == SUNDESK_OK);
    CHECK_TEXT(text, "{\"en\":[\"mail\"]}");
    sundesk_string_free(text);
    CHECK(sundesk_templates_gate_state(NULL, &text, NULL) == SUNDESK_NULL_ARGUMENT);
    sundesk_templates_free(templates);
}

static void starter_and_wishes(void) {
    sundesk_templates *templates = NULL;
    sundesk_error *err = NULL;
    char *text = NULL;
    CHECK(sundesk_starter_sources(&text, NULL) == SUNDESK_OK && strstr(text, "\"locale\":\"vi\""));
    CHECK(sundesk_templates_from_sources(text, CONFIG, NULL, &templates, NULL) == SUNDESK_OK);
    sundesk_string_free(text);
    sundesk_templates_free(templates);
    CHECK(sundesk_starter_sources(NULL, NULL) == SUNDESK_NULL_ARGUMENT);

    CHECK(sundesk_parse_accept_language("en;q=0.1, de-AT, *;q=0.5", &text, NULL) == SUNDESK_OK);
    CHECK_TEXT(text, "[\"de-AT\",\"en\"]");
    sundesk_string_free(text);
    CHECK(sundesk_negotiate("[\"zh-TW\", \"es-MX\"]", "[\"en\", \"es\", \"es-419\", \"zh-Hans\"]", &text, NULL) == SUNDESK_OK);
    CHECK_TEXT(text, "[\"es-419\",\"es\"]");
    sundesk_string_free(text);
    text = NULL;
    CHECK(sundesk_negotiate("[\"de\"]", "[\"not a locale\"]", &text, &err) == SUNDESK_INVALID_INPUT && text == NULL);
    CHECK(strncmp(sundesk_error_path(err), "available", 9) == 0);
    sundesk_error_free(err);
    CHECK(sundesk_negotiate("de", "[]", &text, &err) == SUNDESK_INVALID_INPUT);
    CHECK_TEXT(sundesk_error_path(err), "wishes");
    sundesk_error_free(err);
    CHECK(sundesk_negotiate(NULL, "[]", &text, NULL) == SUNDESK_NULL_ARGUMENT);
    CHECK(sundesk_parse_accept_language(NULL, &text, NULL) == SUNDESK_NULL_ARGUMENT);
}

int main(void) {
    a_directory();
    texts_at_hand();
    previews();
    starter_and_wishes();
    return closing();
}
