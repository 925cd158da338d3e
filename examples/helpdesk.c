/* A help desk for the terminal in C: one file, an inbox, promises, and nothing to lose when the plug is pulled.
 *
 *     cc helpdesk.c $(pkg-config --cflags --libs sundesk) -o helpdesk && ./helpdesk desk.db
 *     new mari Broken parcel    a ticket of a customer     take T-1      it becomes ana's
 *     say T-1 Still broken      the customer writes        answer T-1 Which one?
 *     solve T-1                 it is solved               inbox         what is due next
 *     wake                      what time did meanwhile
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sundesk.h>
#include <time.h>

static const char *LIBRARY =
    "{\"calendar\": {\"timezone\": \"Europe/Berlin\", \"weekly\": {\"mon\": [\"09:00-17:00\"], \"tue\": [\"09:00-17:00\"],"
    " \"wed\": [\"09:00-17:00\"], \"thu\": [\"09:00-17:00\"], \"fri\": [\"09:00-17:00\"]}},"
    " \"policies\": {\"office\": {\"metrics\": {\"first reply\": {\"kind\": \"first_reply\", \"target\": \"4h\"}}}}}";
static const char *OPTIONS = "{\"people\": {\"actors\": {\"ana\": {\"role\": \"agent\"}}, \"groups\": {\"support\": [\"ana\"]}}}";

/* The clock is the host's: microseconds since 1970, UTC. */
static int64_t now(void) { return (int64_t)time(NULL) * INT64_C(1000000); }

/* A text as the inside of a JSON string. */
static const char *quoted(const char *text, char *out, size_t size) {
    size_t n = 0;
    for (; *text && n + 7 < size; text++) {
        unsigned char c = (unsigned char)*text;
        if (c == '"' || c == '\\') {
            out[n++] = '\\';
            out[n++] = (char)c;
        } else if (c < 0x20) {
            n += (size_t)snprintf(out + n, size - n, "\\u%04x", (unsigned)c);
        } else {
            out[n++] = (char)c;
        }
    }
    out[n] = 0;
    return out;
}

/* How many records there are: what the next ticket is called by. */
static unsigned long records(sundesk_desk *desk) {
    char *head = NULL;
    unsigned long n = 0;
    if (sundesk_desk_call(desk, "{\"call\": \"head\"}", &head, NULL) == SUNDESK_OK) {
        n = strtoul(strstr(head, "\"position\":") + strlen("\"position\":"), NULL, 10);
        sundesk_string_free(head);
    }
    return n;
}

/* Prints an answer, or why there is none; what is done is on the disk by then. */
static int said(sundesk_status status, char *answer, sundesk_error *err) {
    int done = status == SUNDESK_OK && !(answer && strstr(answer, "\"refusal\":{"));
    if (status == SUNDESK_OK) {
        printf("%s %s\n", done ? "done" : "refused", answer ? answer : "");
        sundesk_string_free(answer);
    } else {
        printf("not done %s\n", err ? sundesk_error_message(err) : "");
        sundesk_error_free(err);
    }
    fflush(stdout);
    return done;
}

static void run(sundesk_desk *desk, char *line) {
    char json[8192], text[4096], id[64], *answer = NULL, *word = strtok(line, " \n"), *of, *rest;
    sundesk_error *err = NULL;
    sundesk_status status = SUNDESK_OK;
    if (!word) return;
    of = strtok(NULL, " \n");
    rest = strtok(NULL, "\n");
    quoted(rest ? rest : "", text, sizeof text);
    quoted(of ? of : "", id, sizeof id);
    if (!strcmp(word, "wake")) {
        status = sundesk_desk_tick(desk, now(), &answer, &err);
    } else if (!strcmp(word, "inbox")) {
        status = sundesk_desk_call(desk,
                                   "{\"call\": \"tickets\", \"order\": \"due\", \"limit\": 20,"
                                   " \"filter\": {\"category\": [\"new\", \"open\", \"pending\", \"hold\"]}}",
                                   &answer, &err);
    } else {
        if (!strcmp(word, "new")) {
            snprintf(json, sizeof json, "{\"do\": \"create\", \"ticket\": \"T-%lu\", \"by\": \"%s\", \"group\": \"support\", \"subject\": \"%s\"}",
                     records(desk) + 1, id, text);
        } else if (!strcmp(word, "take")) {
            snprintf(json, sizeof json, "{\"do\": \"assign\", \"ticket\": \"%s\", \"by\": \"ana\", \"assignee\": \"ana\"}", id);
        } else if (!strcmp(word, "say")) {
            snprintf(json, sizeof json, "{\"do\": \"customer_reply\", \"ticket\": \"%s\", \"body\": \"%s\"}", id, text);
        } else if (!strcmp(word, "answer")) {
            snprintf(json, sizeof json, "{\"do\": \"agent_reply\", \"ticket\": \"%s\", \"by\": \"ana\", \"body\": \"%s\"}", id, text);
        } else {
            snprintf(json, sizeof json, "{\"do\": \"set_status\", \"ticket\": \"%s\", \"by\": \"ana\", \"status\": \"solved\"}", id);
        }
        status = sundesk_desk_command(desk, json, now(), &answer, &err);
    }
    said(status, answer, err);
}

int main(int argc, char **argv) {
    sundesk_library *library = NULL;
    sundesk_desk *desk = NULL;
    sundesk_error *err = NULL;
    char line[4096];
    if (argc != 2) return 2;
    if (sundesk_library_new(LIBRARY, NULL, &library, &err) || sundesk_desk_open(argv[1], library, OPTIONS, &desk, &err)) {
        fprintf(stderr, "%s\n", sundesk_error_message(err));
        sundesk_error_free(err);
        return 1;
    }
    while (fgets(line, sizeof line, stdin)) run(desk, line);
    sundesk_desk_free(desk);
    sundesk_library_free(library);
    return 0;
}
