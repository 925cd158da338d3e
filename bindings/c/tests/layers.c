/* Documents that stand on others: a playbook and its layers, and every way to lay them wrongly. */
#include "check.h"
#include <sundesk.h>

static sundesk_layers *layers;

static void add(const char *name, const char *json) {
    CHECK(sundesk_layers_add(layers, name, json, NULL) == SUNDESK_OK);
}

static void effective(void) {
    char *text = NULL;
    sundesk_calendar *calendar = NULL;
    CHECK(sundesk_layers_effective(layers, "vienna", "calendar", NULL, &text, NULL) == SUNDESK_OK);
    CHECK(strstr(text, "\"timezone\": \"Europe/Vienna\"") != NULL && strstr(text, "sat") == NULL && strstr(text, "extends") == NULL);
    CHECK(sundesk_calendar_new(text, NULL, &calendar, NULL) == SUNDESK_OK);
    sundesk_calendar_free(calendar);
    sundesk_string_free(text);
}

static void wrong(void) {
    sundesk_error *err = NULL;
    char *text = NULL;
    CHECK(sundesk_layers_effective(layers, "typo", "calendar", NULL, &text, &err) == SUNDESK_INVALID_INPUT && text == NULL);
    CHECK_TEXT(sundesk_error_path(err), "weekly.mon[0]");
    CHECK(strstr(sundesk_error_message(err), "weekly.mon[0] (of typo): ") != NULL);
    CHECK(strstr(sundesk_error_json(err), "\"document\":\"typo\"") != NULL);
    sundesk_error_free(err);
    CHECK(sundesk_layers_effective(layers, "typo", NULL, NULL, &text, NULL) == SUNDESK_OK); /* not checked as anything */
    sundesk_string_free(text);
    text = NULL;
    CHECK(sundesk_layers_effective(layers, "nobody", NULL, NULL, &text, NULL) == SUNDESK_NOT_FOUND);
    CHECK(sundesk_layers_effective(layers, "vienna", "kalender", NULL, &text, NULL) == SUNDESK_NOT_FOUND);
    CHECK(sundesk_layers_effective(layers, NULL, NULL, NULL, &text, NULL) == SUNDESK_NULL_ARGUMENT);
    CHECK(sundesk_layers_effective(layers, "round", NULL, NULL, &text, &err) == SUNDESK_INVALID_INPUT);
    CHECK(strstr(sundesk_error_json(err), "extends_circle") != NULL);
    sundesk_error_free(err);
    CHECK(sundesk_layers_add(layers, "list", "[]", NULL) == SUNDESK_INVALID_INPUT);
    CHECK(sundesk_layers_add(layers, "", "{}", NULL) == SUNDESK_INVALID_INPUT);
    CHECK(text == NULL);
}

static void eight_below(void) {
    char name[2] = "0", json[] = "{\"extends\": \"0\"}", *text = NULL;
    add("0", "{\"timezone\": \"UTC\"}");
    for (char i = '1'; i <= '9'; i++) {
        name[0] = i;
        json[13] = (char)(i - 1);
        add(name, json);
    }
    CHECK(sundesk_layers_effective(layers, "8", NULL, NULL, &text, NULL) == SUNDESK_OK);
    sundesk_string_free(text);
    CHECK(sundesk_layers_effective(layers, "9", NULL, NULL, &text, NULL) == SUNDESK_LIMIT_EXCEEDED);
}

int main(void) {
    CHECK(sundesk_layers_new(&layers, NULL) == SUNDESK_OK);
    add("global", "{\"timezone\": \"UTC\", \"weekly\": {\"mon\": [\"09:00-17:00\"], \"sat\": [\"10:00-14:00\"]}}");
    add("vienna", "{\"extends\": \"global\", \"timezone\": \"Europe/Vienna\", \"weekly\": {\"sat\": null}}");
    add("typo", "{\"extends\": \"vienna\", \"weekly\": {\"mon\": [\"8h-17h\"]}}");
    add("round", "{\"extends\": \"round\"}");
    effective();
    wrong();
    eight_below();
    sundesk_layers_free(layers);
    sundesk_layers_free(NULL);
    return closing();
}
