/* What the C and C++ test programs share: a check that names its line, and the closing line. */
#ifndef SUNDESK_TEST_CHECK_H
#define SUNDESK_TEST_CHECK_H

#include <stdio.h>
#include <string.h>

static int passed_checks, failed_checks;

#define CHECK(condition)                                                                   \
    do {                                                                                   \
        if (condition) {                                                                   \
            passed_checks++;                                                               \
        } else {                                                                           \
            failed_checks++;                                                               \
            fprintf(stderr, "%s:%d: does not hold: %s\n", __FILE__, __LINE__, #condition); \
        }                                                                                  \
    } while (0)

#define CHECK_TEXT(got, want)                                                                             \
    do {                                                                                                  \
        const char *got_text = (got);                                                                     \
        if (got_text && strcmp(got_text, (want)) == 0) {                                                  \
            passed_checks++;                                                                              \
        } else {                                                                                          \
            failed_checks++;                                                                              \
            fprintf(stderr, "%s:%d: got \"%s\", want \"%s\"\n", __FILE__, __LINE__, got_text ? got_text : "(null)", \
                    (want));                                                                              \
        }                                                                                                 \
    } while (0)

static int closing(void) {
    printf("%d passed, %d failed\n", passed_checks, failed_checks);
    return failed_checks || !passed_checks;
}

#endif
