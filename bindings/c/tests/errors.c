/* Versions, status words, and what every failure carries. */
#include "check.h"
#include <sundesk.h>

int main(void) {
    char version[32];
    snprintf(version, sizeof version, "%d.%d.%d", SUNDESK_VERSION_MAJOR, SUNDESK_VERSION_MINOR, SUNDESK_VERSION_PATCH);
    CHECK_TEXT(sundesk_version(), version);
    CHECK(sundesk_abi_version() == SUNDESK_ABI_VERSION);

    CHECK_TEXT(sundesk_status_name(SUNDESK_OK), "ok");
    CHECK_TEXT(sundesk_status_name(SUNDESK_OUT_OF_RANGE), "out_of_range");
    CHECK_TEXT(sundesk_status_name(SUNDESK_PANIC), "panic");
    CHECK_TEXT(sundesk_status_name(4711), "unknown");
    CHECK_TEXT(sundesk_status_name(-1), "unknown");

    /* NULL is a legal error everywhere. */
    CHECK(sundesk_error_code(NULL) == SUNDESK_OK);
    CHECK_TEXT(sundesk_error_message(NULL), "");
    CHECK_TEXT(sundesk_error_path(NULL), "");
    CHECK_TEXT(sundesk_error_json(NULL), "");
    CHECK(sundesk_error_line(NULL) == 0);
    sundesk_error_free(NULL);
    sundesk_string_free(NULL);

    return closing();
}
