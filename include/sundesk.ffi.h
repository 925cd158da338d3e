/* sundesk.h without the preprocessor, for FFI parsers. Generated; do not edit. SUNDESK_NEVER is INT64_MIN. */

typedef enum {
  SUNDESK_OK = 0,
  SUNDESK_INVALID_INPUT = 1,
  SUNDESK_OUT_OF_RANGE = 2,
  SUNDESK_UNKNOWN_ZONE = 3,
  SUNDESK_INCONSISTENT_LOG = 4,
  SUNDESK_MISSING_TEXT = 5,
  SUNDESK_LIMIT_EXCEEDED = 6,
  SUNDESK_NOT_FOUND = 7,
  SUNDESK_IO = 8,
  SUNDESK_INCOMPATIBLE = 9,
  SUNDESK_INTERNAL = 10,
  SUNDESK_NULL_ARGUMENT = 100,
  SUNDESK_INVALID_UTF8 = 101,
  SUNDESK_PANIC = 102,
} sundesk_status;

typedef struct sundesk_error sundesk_error;

const char *sundesk_status_name(int32_t status);

sundesk_status sundesk_error_code(const sundesk_error *err);

const char *sundesk_error_message(const sundesk_error *err);

const char *sundesk_error_path(const sundesk_error *err);

const char *sundesk_error_value(const sundesk_error *err);

const char *sundesk_error_expected(const sundesk_error *err);

const char *sundesk_error_file(const sundesk_error *err);

uint64_t sundesk_error_line(const sundesk_error *err);

const char *sundesk_error_json(const sundesk_error *err);

void sundesk_error_free(sundesk_error *err);

void sundesk_string_free(char *text);

uint32_t sundesk_abi_version(void);

const char *sundesk_version(void);
