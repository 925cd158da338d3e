/*
 * sundesk: the engine of a follow-the-sun service desk, from C and C++.
 *
 * Generated from bindings/c/src. Do not edit; `UPDATE_HEADER=1 cargo test -p sundesk-capi --test header` writes it.
 *
 * Calls      Every call that can fail returns a sundesk_status, SUNDESK_OK being 0. It writes through its out-pointers
 *            only when it returns SUNDESK_OK. Its last argument `err` may be NULL; otherwise a failure stores a new
 *            sundesk_error there, which you free. A success leaves `*err` as it was.
 * Ownership  What a `_new` call or a `char **` gives you is yours: free it once with the `_free` of its type, or with
 *            sundesk_string_free. Freeing NULL does nothing. A `const char *` result belongs to its handle.
 * Threads    Handles do not change once made. A function that takes `const T *` may run on any number of threads with
 *            the same handle at once; one that takes `T *` needs it alone. There are no globals and no thread-locals.
 * Text       NUL-terminated UTF-8, in and out. Anything else in is SUNDESK_INVALID_UTF8.
 * Time       int64_t microseconds since 1970-01-01T00:00Z for instants, int64_t microseconds for lengths. Supported
 *            are the years 1900 to 2200; outside is SUNDESK_OUT_OF_RANGE. `now` is always yours to say.
 * Never      Where an answer may be "never" (a calendar that does not open again), it is SUNDESK_NEVER.
 * Panics     A bug of this library comes back as SUNDESK_PANIC, after the Rust runtime wrote a line to stderr.
 */

#ifndef SUNDESK_H
#define SUNDESK_H

#include <stddef.h>
#include <stdint.h>

/* The answer "never", "none": no instant and no length has this value. */
#define SUNDESK_NEVER INT64_MIN

/**
 * The version of the interface this header describes. It grows when a program compiled before would no longer work.
 */
#define SUNDESK_ABI_VERSION 0

/**
 * The version of the library this header came with.
 */
#define SUNDESK_VERSION_MAJOR 0

/**
 * See SUNDESK_VERSION_MAJOR.
 */
#define SUNDESK_VERSION_MINOR 1

/**
 * See SUNDESK_VERSION_MAJOR.
 */
#define SUNDESK_VERSION_PATCH 0

/**
 * What a call came to. Numbers are never reused; new ones may be added, so keep a default branch.
 */
typedef enum {
  /**
   * It did what it says.
   */
  SUNDESK_OK = 0,
  /**
   * A field holds something that is not of its form, or fields contradict each other.
   */
  SUNDESK_INVALID_INPUT = 1,
  /**
   * An instant, date or amount outside what is supported (years 1900 to 2200).
   */
  SUNDESK_OUT_OF_RANGE = 2,
  /**
   * A time-zone name that the zone database in use does not know.
   */
  SUNDESK_UNKNOWN_ZONE = 3,
  /**
   * An event log that contradicts itself and cannot be read as one history.
   */
  SUNDESK_INCONSISTENT_LOG = 4,
  /**
   * A message, attribute, argument or locale that is not there.
   */
  SUNDESK_MISSING_TEXT = 5,
  /**
   * A stated limit (docs/limits.md) was passed.
   */
  SUNDESK_LIMIT_EXCEEDED = 6,
  /**
   * A name that refers to nothing: a policy, calendar, metric, column.
   */
  SUNDESK_NOT_FOUND = 7,
  /**
   * A file or stream could not be read.
   */
  SUNDESK_IO = 8,
  /**
   * Two states, documents or fingerprints that do not belong together.
   */
  SUNDESK_INCOMPATIBLE = 9,
  /**
   * A fault of this library; please report it.
   */
  SUNDESK_INTERNAL = 10,
  /**
   * A pointer that must not be NULL is NULL.
   */
  SUNDESK_NULL_ARGUMENT = 100,
  /**
   * A text argument is not UTF-8.
   */
  SUNDESK_INVALID_UTF8 = 101,
  /**
   * A fault of this library that stopped the call half way; please report it. Handles are as before the call.
   */
  SUNDESK_PANIC = 102,
} sundesk_status;

/**
 * Why a call failed. Made by the call, yours to free with sundesk_error_free.
 */
typedef struct sundesk_error sundesk_error;

#ifdef __cplusplus
extern "C" {
#endif // __cplusplus

/**
 * The stable word of a status, such as "out_of_range"; "unknown" for a number that is none. Lives for ever.
 */
const char *sundesk_status_name(int32_t status);

/**
 * The status the failed call returned; SUNDESK_OK for NULL.
 *
 * Contract:
 * `err` is NULL or an error that is not yet freed.
 */
sundesk_status sundesk_error_code(const sundesk_error *err);

/**
 * One sentence for a person: where, what, what was expected. Belongs to the error; "" for NULL.
 *
 * Contract:
 * `err` is NULL or an error that is not yet freed.
 */
const char *sundesk_error_message(const sundesk_error *err);

/**
 * The field or argument at fault, such as "weekly.mon[1]"; "" when it is not one field. Belongs to the error.
 *
 * Contract:
 * `err` is NULL or an error that is not yet freed.
 */
const char *sundesk_error_path(const sundesk_error *err);

/**
 * The offending value, cut at 80 characters; "" when there is none. Belongs to the error.
 *
 * Contract:
 * `err` is NULL or an error that is not yet freed.
 */
const char *sundesk_error_value(const sundesk_error *err);

/**
 * What would have been right, as the end of "expected ..."; "" when it cannot be said. Belongs to the error.
 *
 * Contract:
 * `err` is NULL or an error that is not yet freed.
 */
const char *sundesk_error_expected(const sundesk_error *err);

/**
 * The file the fault was found in; "" when the input was no file. Belongs to the error.
 *
 * Contract:
 * `err` is NULL or an error that is not yet freed.
 */
const char *sundesk_error_file(const sundesk_error *err);

/**
 * The line in the file or document, counted from 1; 0 when it is not known.
 *
 * Contract:
 * `err` is NULL or an error that is not yet freed.
 */
uint64_t sundesk_error_line(const sundesk_error *err);

/**
 * The whole error as a JSON object: status, kind, message, path, value, expected, file, line, and `problems`, the list
 * of all faults and remarks of a document. Belongs to the error; "" for NULL.
 *
 * Contract:
 * `err` is NULL or an error that is not yet freed.
 */
const char *sundesk_error_json(const sundesk_error *err);

/**
 * Frees an error. NULL is fine.
 *
 * Contract:
 * `err` is NULL or an error that is not yet freed; it must not be used again.
 */
void sundesk_error_free(sundesk_error *err);

/**
 * Frees a text that a call gave you through a `char **`. NULL is fine.
 *
 * Contract:
 * `text` is NULL or such a text, of unchanged length and not yet freed.
 */
void sundesk_string_free(char *text);

/**
 * The interface the loaded library has. Compare it with SUNDESK_ABI_VERSION before anything else.
 */
uint32_t sundesk_abi_version(void);

/**
 * The version of the loaded library, such as "0.1.0". Lives for ever.
 */
const char *sundesk_version(void);

#ifdef __cplusplus
}  // extern "C"
#endif  // __cplusplus

#endif  /* SUNDESK_H */
