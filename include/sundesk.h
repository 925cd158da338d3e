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
 *            the same handle at once; one that takes `T *` needs it alone. No call leaves anything behind for another.
 * Text       NUL-terminated UTF-8, in and out. Anything else in is SUNDESK_INVALID_UTF8.
 * Time       int64_t microseconds since 1970-01-01T00:00Z for instants, int64_t microseconds for lengths. Supported
 *            are the years 1900 to 2200; outside is SUNDESK_OUT_OF_RANGE. `now` is always yours to say.
 * Never      Where an answer may be "never" (a calendar that does not open again), it is SUNDESK_NEVER.
 * Documents  JSON objects: calendars, policies, rosters, workflows. Every field of each is on the page docs/documents.md, which
 *            `make install` puts into share/doc/sundesk; their JSON Schemas go into share/sundesk/schema (`pkg-config
 *            --variable=schemadir sundesk`), and sundesk_document_schema gives them.
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

#ifdef __cplusplus
extern "C" {
#endif // __cplusplus

/* ==================================================================================================== */
/* Errors, versions, texts and instants */
/* ==================================================================================================== */

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
 * The microseconds of an instant written as RFC 3339 asks, with its offset: "2026-03-29T02:30:00+01:00". A text without an
 * offset is refused: it is no instant until somebody names a zone (sundesk_zone_to_utc). What is finer than a microsecond is
 * cut toward the past.
 *
 * Contract:
 * `text` is NUL-terminated; `out` may be written to; `err` is NULL or may be written to.
 */
sundesk_status sundesk_parse_instant(const char *text,
                                     int64_t *out,
                                     sundesk_error **err);

/**
 * An instant as RFC 3339 text in UTC, with as many decimals (none, three or six) as it needs: "2026-03-29T01:30:00Z". Free the
 * text with sundesk_string_free.
 *
 * Contract:
 * `out` may be written to; `err` is NULL or may be written to.
 */
sundesk_status sundesk_format_instant(int64_t at,
                                      char **out,
                                      sundesk_error **err);

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

/* ==================================================================================================== */
/* Time zones */
/* ==================================================================================================== */

/**
 * What a wall-clock reading that the clock skips means.
 */
typedef enum {
  /**
   * The first instant after the gap: 02:30 becomes 03:00.
   */
  SUNDESK_GAP_TRANSITION = 0,
  /**
   * Later by the length of the gap: 02:30 becomes 03:30.
   */
  SUNDESK_GAP_COMPATIBLE = 1,
} sundesk_gap;

/**
 * What a wall-clock reading that the clock shows twice means.
 */
typedef enum {
  /**
   * The first time it is shown.
   */
  SUNDESK_FOLD_EARLIER = 0,
  /**
   * The last time it is shown.
   */
  SUNDESK_FOLD_LATER = 1,
} sundesk_fold;

/**
 * How often the wall clock shows a reading.
 */
typedef enum {
  /**
   * Once.
   */
  SUNDESK_LOCAL_UNIQUE = 0,
  /**
   * Never: the clock went forward over it.
   */
  SUNDESK_LOCAL_GAP = 1,
  /**
   * Twice: the clock went back over it.
   */
  SUNDESK_LOCAL_FOLD = 2,
} sundesk_local_time;

/**
 * One compiled time zone.
 */
typedef struct sundesk_zone sundesk_zone;

/**
 * A set of zone rules of one release of the IANA time zone database. Where a call takes one, NULL means the database
 * inside this library, which gives the same answers on every machine and is as old as the build.
 */
typedef struct sundesk_zonedb sundesk_zonedb;

/**
 * How often the wall clock shows a reading (`local`: microseconds since 1970-01-01T00:00 local): `kind` gets a
 * sundesk_local_time. `first` and `last` get the first and the last instant it is shown at: the same for a unique one, both the
 * first instant after it for one in a gap. Each may be NULL.
 *
 * Contract:
 * `zone` is alive; `kind` may be written to; `first`, `last` and `err` are NULL or may be written to.
 */
sundesk_status sundesk_zone_classify(const sundesk_zone *zone,
                                     int64_t local,
                                     int32_t *kind,
                                     int64_t *first,
                                     int64_t *last,
                                     sundesk_error **err);

/**
 * The first change of the offset after an instant, and the offset it changes to (seconds east); SUNDESK_NEVER when there
 * is none, with the present offset. `offset` may be NULL.
 *
 * Contract:
 * `zone` is alive; `at` may be written to; `offset` and `err` are NULL or may be written to.
 */
sundesk_status sundesk_zone_next_transition(const sundesk_zone *zone,
                                            int64_t after,
                                            int64_t *at,
                                            int32_t *offset,
                                            sundesk_error **err);

/**
 * The last change of the offset before an instant, and the offset it changed to (seconds east); SUNDESK_NEVER when there is
 * none, with the offset at the instant. A change at the instant itself is not before it. `offset` may be NULL.
 *
 * Contract:
 * `zone` is alive; `at` may be written to; `offset` and `err` are NULL or may be written to.
 */
sundesk_status sundesk_zone_previous_transition(const sundesk_zone *zone,
                                                int64_t before,
                                                int64_t *at,
                                                int32_t *offset,
                                                sundesk_error **err);

/**
 * The changes of the offset in `[start, end)` as a JSON list of {"at", "before", "after"}, in order: the instant in microseconds,
 * the offsets in seconds east. Free the text with sundesk_string_free.
 *
 * Contract:
 * `zone` is alive; `out` may be written to; `err` is NULL or may be written to.
 */
sundesk_status sundesk_zone_transitions(const sundesk_zone *zone,
                                        int64_t start,
                                        int64_t end,
                                        char **out,
                                        sundesk_error **err);

/**
 * The database in a directory, such as "/usr/share/zoneinfo". Read whole, now.
 *
 * Contract:
 * `path` is NUL-terminated; `out` may be written to; `err` is NULL or may be written to.
 */
sundesk_status sundesk_zonedb_from_dir(const char *path, sundesk_zonedb **out, sundesk_error **err);

/**
 * A database of `count` zones from their names and the bytes of their TZif files, which are copied.
 *
 * Contract:
 * `names`, `bytes` and `lengths` point to `count` elements (NULL only for 0): NUL-terminated names, and files of that
 * many bytes; `out` may be written to; `err` is NULL or may be written to.
 */
sundesk_status sundesk_zonedb_from_tzif(const char *release,
                                        const char *const *names,
                                        const uint8_t *const *bytes,
                                        const size_t *lengths,
                                        size_t count,
                                        sundesk_zonedb **out,
                                        sundesk_error **err);

/**
 * Frees a database. Zones and calendars made from it live on. NULL is fine.
 *
 * Contract:
 * `zones` is NULL or not yet freed; it must not be used again.
 */
void sundesk_zonedb_free(sundesk_zonedb *zones);

/**
 * The names of a database as a JSON list of texts. Free the text with sundesk_string_free.
 *
 * Contract:
 * `zones` is NULL (bundled) or alive; `out` may be written to; `err` is NULL or may be written to.
 */
sundesk_status sundesk_zonedb_names(const sundesk_zonedb *zones, char **out, sundesk_error **err);

/**
 * The release of the zone rules, such as "2026e"; "unknown" when a directory does not say. Deadlines depend on it: print
 * it with your reports. Free the text with sundesk_string_free.
 *
 * Contract:
 * `zones` is NULL (bundled) or alive; `out` may be written to; `err` is NULL or may be written to.
 */
sundesk_status sundesk_tzdb_version(const sundesk_zonedb *zones,
                                    char **out,
                                    sundesk_error **err);

/**
 * The zone of an IANA name, such as "Europe/Berlin". A name that is not there is SUNDESK_UNKNOWN_ZONE, with the nearest
 * ones in the message.
 *
 * Contract:
 * `name` is NUL-terminated; `zones` is NULL (bundled) or alive; `out` may be written to; `err` is NULL or may be written to.
 */
sundesk_status sundesk_zone_new(const char *name,
                                const sundesk_zonedb *zones,
                                sundesk_zone **out,
                                sundesk_error **err);

/**
 * Frees a zone. NULL is fine.
 *
 * Contract:
 * `zone` is NULL or not yet freed; it must not be used again.
 */
void sundesk_zone_free(sundesk_zone *zone);

/**
 * The name of a zone, in the spelling of the database. Free the text with sundesk_string_free.
 *
 * Contract:
 * `zone` is alive; `out` may be written to; `err` is NULL or may be written to.
 */
sundesk_status sundesk_zone_name(const sundesk_zone *zone, char **out, sundesk_error **err);

/**
 * The offset from UTC at an instant, in seconds east of Greenwich.
 *
 * Contract:
 * `zone` is alive; `out` may be written to; `err` is NULL or may be written to.
 */
sundesk_status sundesk_zone_offset(const sundesk_zone *zone, int64_t at, int32_t *out, sundesk_error **err);

/**
 * What the wall clock shows at an instant: microseconds since 1970-01-01T00:00 local.
 *
 * Contract:
 * `zone` is alive; `out` may be written to; `err` is NULL or may be written to.
 */
sundesk_status sundesk_zone_to_local(const sundesk_zone *zone, int64_t at, int64_t *out, sundesk_error **err);

/**
 * The instant a wall-clock reading means (microseconds since 1970-01-01T00:00 local). `gap` is a sundesk_gap, `fold` a
 * sundesk_fold; both 0 is the default everywhere in this library.
 *
 * Contract:
 * `zone` is alive; `out` may be written to; `err` is NULL or may be written to.
 */
sundesk_status sundesk_zone_to_utc(const sundesk_zone *zone,
                                   int64_t local,
                                   int32_t gap,
                                   int32_t fold,
                                   int64_t *out,
                                   sundesk_error **err);

/* ==================================================================================================== */
/* Calendars: business hours */
/* ==================================================================================================== */

/**
 * Where an amount of open time that ends at closing time lands.
 */
typedef enum {
  /**
   * At the closing instant; the default everywhere.
   */
  SUNDESK_BOUNDARY_CLOSE = 0,
  /**
   * At the next opening, as Zammad, Request Tracker and GLPI have it.
   */
  SUNDESK_BOUNDARY_NEXT_OPEN = 1,
} sundesk_boundary;

/**
 * The time of day at which counted business days end.
 */
typedef enum {
  /**
   * The wall-clock time of the start, also when it lies outside the hours.
   */
  SUNDESK_DAY_KEEP_TIME = 0,
  /**
   * The last closing of the day's own hours.
   */
  SUNDESK_DAY_END = 1,
  /**
   * A time on the wall clock, given as seconds since local midnight.
   */
  SUNDESK_DAY_AT = 2,
} sundesk_day_mode;

/**
 * Compiled working hours: weekly hours, holidays, exceptions and breaks in one time zone, or a combination of such.
 */
typedef struct sundesk_calendar sundesk_calendar;

/**
 * What became of the rows of a batch. Set `struct_size` to sizeof(sundesk_batch_stats) before the call: a library that
 * knows more fields than your header writes only those you have room for; a size below the first version's is refused.
 */
typedef struct {
  /**
   * In: sizeof(sundesk_batch_stats).
   */
  uint32_t struct_size;
  /**
   * Nothing yet; 0.
   */
  uint32_t reserved;
  /**
   * Rows with an answer.
   */
  uint64_t answered;
  /**
   * Rows that are SUNDESK_NEVER because the open time runs out.
   */
  uint64_t never;
  /**
   * Rows that are SUNDESK_NEVER because their instant lies outside the supported dates.
   */
  uint64_t out_of_range;
  /**
   * Rows that are SUNDESK_NEVER because an input was.
   */
  uint64_t missing;
} sundesk_batch_stats;

/**
 * Open time of `len` spans, row by row, in microseconds; negative where the end is before the start. A row with
 * SUNDESK_NEVER in it gives SUNDESK_NEVER. A row outside the supported dates fails the call, with its number in the path of
 * the error; `out` is then not to be relied on.
 *
 * Contract:
 * `calendar` is alive; `starts`, `ends` and `out` point to `len` elements (NULL only for 0), `out` to memory of its own;
 * `err` is NULL or may be written to.
 */
sundesk_status sundesk_calendar_elapsed_many(const sundesk_calendar *calendar,
                                             const int64_t *starts,
                                             const int64_t *ends,
                                             int64_t *out,
                                             size_t len,
                                             sundesk_error **err);

/**
 * Adds an amount of open time (microseconds, negative goes back) to an instant, `len` times. A row without an answer is
 * SUNDESK_NEVER and is counted in `stats`.
 *
 * Contract:
 * `calendar` is alive; `starts`, `amounts` and `out` point to `len` elements (NULL only for 0), `out` to memory of its
 * own; `stats` is NULL or has `struct_size` set to the bytes it has; `err` is NULL or may be written to.
 */
sundesk_status sundesk_calendar_add_many(const sundesk_calendar *calendar,
                                         const int64_t *starts,
                                         const int64_t *amounts,
                                         int64_t *out,
                                         size_t len,
                                         sundesk_batch_stats *stats,
                                         sundesk_error **err);

/**
 * The open stretches of `[start, end)` as a JSON list of [start, end] pairs in microseconds, in order, none touching the
 * next. Free the text with sundesk_string_free.
 *
 * Contract:
 * `calendar` is alive; `out` may be written to; `err` is NULL or may be written to.
 */
sundesk_status sundesk_calendar_segments(const sundesk_calendar *calendar,
                                         int64_t start,
                                         int64_t end,
                                         char **out,
                                         sundesk_error **err);

/**
 * All of `[start, end)` in pieces that say why: a JSON list of {"start", "end", "reason", "name"}, `reason` being open,
 * closed, holiday, exception, break or excluded, and `name` that of the holiday or exception where it has one. The pieces
 * join without a gap.
 * Free the text with sundesk_string_free.
 *
 * Contract:
 * `calendar` is alive; `out` may be written to; `err` is NULL or may be written to.
 */
sundesk_status sundesk_calendar_pieces(const sundesk_calendar *calendar,
                                       int64_t start,
                                       int64_t end,
                                       char **out,
                                       sundesk_error **err);

/**
 * The calendar of a JSON document:
 * {"timezone": "Europe/Berlin", "weekly": {"mon": [["09:00", "17:00"]]}, "holidays": ["2026-12-25"],
 *  "exceptions": {"2026-12-24": [["09:00", "12:00"]]}, "breaks": {"2026-06-01": [["12:00", "13:00"]]}}.
 * All faults come back in one error (sundesk_error_json, `problems`).
 *
 * Contract:
 * `json` is NUL-terminated; `zones` is NULL (bundled) or alive; `out` may be written to; `err` is NULL or may be written to.
 */
sundesk_status sundesk_calendar_new(const char *json,
                                    const sundesk_zonedb *zones,
                                    sundesk_calendar **out,
                                    sundesk_error **err);

/**
 * The calendar that is always open.
 *
 * Contract:
 * `out` may be written to; `err` is NULL or may be written to.
 */
sundesk_status sundesk_calendar_always_open(sundesk_calendar **out, sundesk_error **err);

/**
 * A calendar with `count` closed pieces more, `starts[i]` to `ends[i]`: the pauses of one ticket, somebody's time off. They may
 * come in any order, overlap, touch and lie in closed time; at most 10,000 that do not touch. Nothing is compiled: the tables
 * of `calendar` are shared, and both calendars are freed on their own, in any order.
 *
 * Contract:
 * `calendar` is alive; `starts` and `ends` have `count` elements (NULL when 0); `out` may be written to; `err` is NULL or may be
 * written to.
 */
sundesk_status sundesk_calendar_without(const sundesk_calendar *calendar,
                                        const int64_t *starts,
                                        const int64_t *ends,
                                        size_t count,
                                        sundesk_calendar **out,
                                        sundesk_error **err);

/**
 * Frees a calendar. Policies made with it live on. NULL is fine.
 *
 * Contract:
 * `calendar` is NULL or not yet freed; it must not be used again.
 */
void sundesk_calendar_free(sundesk_calendar *calendar);

/**
 * The remarks of the calendar's validation as a JSON list of {severity, code, path, value, expected}; "[]" when there is
 * nothing to remark. Free the text with sundesk_string_free.
 *
 * Contract:
 * `calendar` is alive; `out` may be written to; `err` is NULL or may be written to.
 */
sundesk_status sundesk_calendar_warnings(const sundesk_calendar *calendar,
                                         char **out,
                                         sundesk_error **err);

/**
 * Open time from `start` to `end`, in microseconds; negative when `end` is before `start`.
 *
 * Contract:
 * `calendar` is alive; `out` may be written to; `err` is NULL or may be written to.
 */
sundesk_status sundesk_calendar_elapsed(const sundesk_calendar *calendar,
                                        int64_t start,
                                        int64_t end,
                                        int64_t *out,
                                        sundesk_error **err);

/**
 * The earliest instant with `amount` microseconds of open time since `at`; a negative amount goes back, to the latest
 * such instant. An amount used up at closing time ends at closing time, 0 is `at` itself. SUNDESK_NEVER when the open time
 * runs out.
 *
 * Contract:
 * `calendar` is alive; `out` may be written to; `err` is NULL or may be written to.
 */
sundesk_status sundesk_calendar_add(const sundesk_calendar *calendar,
                                    int64_t at,
                                    int64_t amount,
                                    int64_t *out,
                                    sundesk_error **err);

/**
 * Whether `at` is open: 1 or 0. The opening instant is, the closing instant is not.
 *
 * Contract:
 * `calendar` is alive; `out` may be written to; `err` is NULL or may be written to.
 */
sundesk_status sundesk_calendar_is_open(const sundesk_calendar *calendar,
                                        int64_t at,
                                        int32_t *out,
                                        sundesk_error **err);

/**
 * The earliest open instant at or after `at` (`at` itself when open); SUNDESK_NEVER when it never opens again.
 *
 * Contract:
 * `calendar` is alive; `out` may be written to; `err` is NULL or may be written to.
 */
sundesk_status sundesk_calendar_next_open(const sundesk_calendar *calendar,
                                          int64_t at,
                                          int64_t *out,
                                          sundesk_error **err);

/**
 * The earliest instant after `at` at which open turns to closed; SUNDESK_NEVER when there is none.
 *
 * Contract:
 * `calendar` is alive; `out` may be written to; `err` is NULL or may be written to.
 */
sundesk_status sundesk_calendar_next_close(const sundesk_calendar *calendar,
                                           int64_t at,
                                           int64_t *out,
                                           sundesk_error **err);

/**
 * The latest instant at or before `at` with open time just before it; SUNDESK_NEVER when there is none.
 *
 * Contract:
 * `calendar` is alive; `out` may be written to; `err` is NULL or may be written to.
 */
sundesk_status sundesk_calendar_prev_open(const sundesk_calendar *calendar,
                                          int64_t at,
                                          int64_t *out,
                                          sundesk_error **err);

/**
 * The earliest instant at or after `at` at which closed turns to open; SUNDESK_NEVER when there is none.
 *
 * Contract:
 * `calendar` is alive; `out` may be written to; `err` is NULL or may be written to.
 */
sundesk_status sundesk_calendar_next_opening(const sundesk_calendar *calendar,
                                             int64_t at,
                                             int64_t *out,
                                             sundesk_error **err);

/**
 * The latest instant at or before `at` at which closed turns to open; SUNDESK_NEVER when there is none.
 *
 * Contract:
 * `calendar` is alive; `out` may be written to; `err` is NULL or may be written to.
 */
sundesk_status sundesk_calendar_prev_opening(const sundesk_calendar *calendar,
                                             int64_t at,
                                             int64_t *out,
                                             sundesk_error **err);

/**
 * sundesk_calendar_add with a choice (a sundesk_boundary) of where an amount that ends at closing time lands.
 *
 * Contract:
 * `calendar` is alive; `out` may be written to; `err` is NULL or may be written to.
 */
sundesk_status sundesk_calendar_add_boundary(const sundesk_calendar *calendar,
                                             int64_t at,
                                             int64_t amount,
                                             int32_t boundary,
                                             int64_t *out,
                                             sundesk_error **err);

/**
 * The instant `count` business days from `at` (before it, for a negative count). The date of `at` itself is not counted.
 * `mode` is a sundesk_day_mode; `time_of_day` is used with SUNDESK_DAY_AT only. SUNDESK_NEVER when there are not so many.
 * A business day is a date in the calendar's zone with open time of its own: a unit, never 8 or 24 hours.
 *
 * Contract:
 * `calendar` is alive; `out` may be written to; `err` is NULL or may be written to.
 */
sundesk_status sundesk_calendar_add_business_days(const sundesk_calendar *calendar,
                                                  int64_t at,
                                                  int64_t count,
                                                  int32_t mode,
                                                  uint32_t time_of_day,
                                                  int64_t *out,
                                                  sundesk_error **err);

/**
 * Whether a date, as days since 1970-01-01, is a business day: 1 or 0.
 *
 * Contract:
 * `calendar` is alive; `out` may be written to; `err` is NULL or may be written to.
 */
sundesk_status sundesk_calendar_is_business_day(const sundesk_calendar *calendar,
                                                int32_t day,
                                                int32_t *out,
                                                sundesk_error **err);

/**
 * The last date up to which the dated holidays of a calendar are known, as days since 1970-01-01: as its document says, else
 * the end of the year of the last one; of a combination the earliest. INT32_MIN when no holiday has a year: all are known.
 * A deadline after this date may fall on a holiday that nobody has entered yet.
 *
 * Contract:
 * `calendar` is alive; `out` may be written to; `err` is NULL or may be written to.
 */
sundesk_status sundesk_calendar_holidays_known_until(const sundesk_calendar *calendar,
                                                     int32_t *out,
                                                     sundesk_error **err);

/**
 * The `count`-th business day after a date (before it, for a negative count; 0 is the date itself when it is one, else the
 * next one), as days since 1970-01-01; INT32_MIN when there are not so many.
 *
 * Contract:
 * `calendar` is alive; `out` may be written to; `err` is NULL or may be written to.
 */
sundesk_status sundesk_calendar_shift_business_days(const sundesk_calendar *calendar,
                                                    int32_t day,
                                                    int64_t count,
                                                    int32_t *out,
                                                    sundesk_error **err);

/**
 * How many business days there are from one date up to, and without, another; negative when it is before.
 *
 * Contract:
 * `calendar` is alive; `out` may be written to; `err` is NULL or may be written to.
 */
sundesk_status sundesk_calendar_business_days_between(const sundesk_calendar *calendar,
                                                      int32_t from,
                                                      int32_t to,
                                                      int64_t *out,
                                                      sundesk_error **err);

/**
 * A new calendar that is open when `a` or `b` is: the hours of a follow-the-sun desk. The zones may differ.
 *
 * Contract:
 * `a` and `b` are alive; `out` may be written to; `err` is NULL or may be written to.
 */
sundesk_status sundesk_calendar_union(const sundesk_calendar *a,
                                      const sundesk_calendar *b,
                                      sundesk_calendar **out,
                                      sundesk_error **err);

/**
 * A new calendar that is open when both `a` and `b` are.
 *
 * Contract:
 * `a` and `b` are alive; `out` may be written to; `err` is NULL or may be written to.
 */
sundesk_status sundesk_calendar_intersection(const sundesk_calendar *a,
                                             const sundesk_calendar *b,
                                             sundesk_calendar **out,
                                             sundesk_error **err);

/**
 * A new calendar that is open when `a` is and `b` is not.
 *
 * Contract:
 * `a` and `b` are alive; `out` may be written to; `err` is NULL or may be written to.
 */
sundesk_status sundesk_calendar_difference(const sundesk_calendar *a,
                                           const sundesk_calendar *b,
                                           sundesk_calendar **out,
                                           sundesk_error **err);

/**
 * The document of a calendar as JSON, to store or to compare. Free the text with sundesk_string_free.
 *
 * Contract:
 * `calendar` is alive; `out` may be written to; `err` is NULL or may be written to.
 */
sundesk_status sundesk_calendar_json(const sundesk_calendar *calendar, char **out, sundesk_error **err);

/**
 * What a calendar was made of, as JSON: {"made_of": "hours"}, "roster" with its name, range and filter, "union", "intersection" and
 * "difference" with their "parts", or "without" with what pieces were taken out "of". Free the text with sundesk_string_free.
 *
 * Contract:
 * `calendar` is alive; `out` may be written to; `err` is NULL or may be written to.
 */
sundesk_status sundesk_calendar_origin(const sundesk_calendar *calendar,
                                       char **out,
                                       sundesk_error **err);

/**
 * A number that is the same for the same document and the same zone rules, on every machine; 0 for NULL.
 *
 * Contract:
 * `calendar` is NULL or alive.
 */
uint64_t sundesk_calendar_fingerprint(const sundesk_calendar *calendar);

/**
 * Reads the calendar of another product: JSON {"calendar": ..., "left_out": [...]}, where `calendar` is a document for
 * sundesk_calendar_new and `left_out` names what has no counterpart here.
 *
 * `form` is "zendesk" (`text` the schedule, `extra` its holidays or NULL), "jira", "biz", "working_hours", "zammad" (`extra` NULL),
 * "freescout" (`text` its schedule or the line of its .env, `extra` {"timezone": "Europe/Berlin"}), or "osm" (`text` opening hours such as "Mo-Fr 09:00-17:30; PH off", `extra` {"timezone": "Europe/Berlin", "public_holidays":
 * ["12-25"], "first_year": 2026, "last_year": 2027}). Free the text with sundesk_string_free.
 *
 * Contract:
 * `form` and `text` are NUL-terminated; `extra` is NULL or NUL-terminated; `out` may be written to; `err` is NULL or may be
 * written to.
 */
sundesk_status sundesk_import_calendar(const char *form,
                                       const char *text,
                                       const char *extra,
                                       char **out,
                                       sundesk_error **err);

/**
 * Reads the policies of another product: JSON {"policies": ..., "left_out": [...]}, where `policies` is a document for sundesk_policies_new and
 * `left_out` names what has no counterpart here.
 *
 * `form` is "zendesk" (`text` the answer of /api/v2/slas/policies.json) or "zammad" (/api/v1/slas). `names` is NULL or a JSON object that says what
 * the product's numbers are called in the log, {"group_id": {"7": "Billing"}, "calendar_id": {"1": "office"}}. Free the text with
 * sundesk_string_free.
 *
 * Contract:
 * `form` and `text` are NUL-terminated; `names` is NULL or NUL-terminated; `out` may be written to; `err` is NULL or may be written to.
 */
sundesk_status sundesk_import_policies(const char *form,
                                       const char *text,
                                       const char *names,
                                       char **out,
                                       sundesk_error **err);

/**
 * The closed days of an iCalendar file in a zone, from one year to another: JSON {"holidays": [...], "left_out": [...]}, where
 * `holidays` is what a calendar document takes. Repetitions, exceptions and moved instances are those of RFC 5545; `zones` gives
 * the rules of the zones that the file names. Free the text with sundesk_string_free.
 *
 * Contract:
 * `text` and `timezone` are NUL-terminated; `zones` is NULL (bundled) or alive; `out` may be written to; `err` is NULL or may be
 * written to.
 */
sundesk_status sundesk_import_ics_holidays(const char *text,
                                           const char *timezone,
                                           int32_t first_year,
                                           int32_t last_year,
                                           const sundesk_zonedb *zones,
                                           char **out,
                                           sundesk_error **err);

/* ==================================================================================================== */
/* Logs: many tickets */
/* ==================================================================================================== */

/**
 * The histories of many tickets, with attributes to group by.
 */
typedef struct sundesk_eventlog sundesk_eventlog;

/**
 * A column of words: for each row the number of its word in `names`, below 0 where it has none.
 */
typedef struct {
  /**
   * One a row; NULL for a column that is not there.
   */
  const int32_t *codes;
  /**
   * The words, NUL-terminated.
   */
  const char *const *names;
  /**
   * How many words.
   */
  size_t count;
} sundesk_words;

/**
 * Events as columns: `rows` elements in each array, which stay the caller's and are read where they lie.
 */
typedef struct {
  /**
   * sizeof(sundesk_events).
   */
  uint32_t struct_size;
  /**
   * Nothing yet; 0.
   */
  uint32_t reserved;
  /**
   * How many rows.
   */
  size_t rows;
  /**
   * The ticket of each, by number, SUNDESK_NEVER where there is none; or NULL.
   */
  const int64_t *tickets;
  /**
   * The ticket of each by name, where `tickets` is NULL.
   */
  sundesk_words ticket_names;
  /**
   * When it happened, in microseconds, UTC; SUNDESK_NEVER where that is not known.
   */
  const int64_t *at;
  /**
   * What happened.
   */
  sundesk_words kinds;
  /**
   * Of which kind the one is who did it; may be not there.
   */
  sundesk_words actors;
  /**
   * Who it was; may be not there.
   */
  sundesk_words agents;
  /**
   * The answer to a survey, SUNDESK_NEVER for none; may be NULL.
   */
  const int64_t *scores;
  /**
   * The columns to group by: those of `words` in the document, then those of `group_by` that are not among them.
   */
  const sundesk_words *words;
  /**
   * How many of these.
   */
  size_t word_columns;
} sundesk_events;

/**
 * Figures of events as columns, without a log: the text that `form` (a sundesk_form) asks for. `question` is a JSON object:
 * {"metrics": ["first_response", "csat"], "group_by": ["channel"], "events": {"kinds": {"rated": {"as": "score", "into": "csat"}}}}; its
 * fields are those of sundesk_document_schema("frame-question"). A row that cannot be counted is an error that names it, unless
 * "events" says {"faulty_rows": "count"}. Free the text with sundesk_string_free.
 *
 * Contract:
 * `events` and what it points to are as its type says; `question` is NUL-terminated; `zones` is NULL (bundled) or alive; `out` may be
 * written to; `err` is NULL or may be written to.
 */
sundesk_status sundesk_events_ask(const sundesk_events *events,
                                  const char *question,
                                  const sundesk_zonedb *zones,
                                  int32_t form,
                                  char **out,
                                  sundesk_error **err);

/**
 * A log of events as columns. `document` says what their words mean, as "events" of sundesk_events_ask; NULL takes the usual meanings. Its
 * "words", and the answers to surveys, become attributes.
 *
 * Contract:
 * `events` and what it points to are as its type says; `document` is NULL or NUL-terminated; `out` may be written to; `err` is NULL or
 * may be written to.
 */
sundesk_status sundesk_eventlog_from_events(const sundesk_events *events,
                                            const char *document,
                                            sundesk_eventlog **out,
                                            sundesk_error **err);

/**
 * A column map that comes with the library, as JSON to use or to change, such as "servicenow-uci"; the question "preset" lists
 * them. Free the text with sundesk_string_free.
 *
 * Contract:
 * `name` is NUL-terminated; `out` may be written to; `err` is NULL or may be written to.
 */
sundesk_status sundesk_logmap_preset(const char *name,
                                     char **out,
                                     sundesk_error **err);

/**
 * A log from events at hand, as a JSON object: "tickets" holds the events of each ticket (as in sundesk_history_new) by its id,
 * "statuses" says which category each status name belongs to, "attributes" gives tickets values to group by; the last two may
 * be left out: {"tickets": {"T-1": [{"at": "2026-06-01T09:00:00Z", "type": "created", "by": "requester", "status": "new"}]},
 * "statuses": {"done": "solved"}, "attributes": {"T-1": {"team": "red"}}}. Tickets keep their order. At most 64 MiB; a longer
 * log comes as CSV.
 *
 * Contract:
 * `json` is NUL-terminated; `out` may be written to; `err` is NULL or may be written to.
 */
sundesk_status sundesk_eventlog_new(const char *json,
                                    sundesk_eventlog **out,
                                    sundesk_error **err);

/**
 * Reads a log in CSV or JSON lines, plain or gzip, whole or not at all. `map` is a JSON document that says which column means what:
 * {"ticket": "id", "at": "when", "status": "state", "time": {"format": "%Y-%m-%d %H:%M", "zone": "UTC"},
 *  "statuses": {"done": "solved"}, "attributes": ["priority"]}; or {"preset": "jira-list", "zone": "Europe/Berlin"}, a preset that is
 * laid under what the file is found to be, and the zone whose clock its times show; or NULL, the preset whose columns the file has.
 * An error names file, line and column.
 *
 * Contract:
 * `path` is NUL-terminated; `map` is NULL or NUL-terminated; `zones` is NULL (bundled) or alive; `out` may be written to; `err` is NULL or may be written to.
 */
sundesk_status sundesk_eventlog_from_csv(const char *path,
                                         const char *map,
                                         const sundesk_zonedb *zones,
                                         sundesk_eventlog **out,
                                         sundesk_error **err);

/**
 * The same from `len` bytes in memory, plain or gzip.
 *
 * Contract:
 * `bytes` points to `len` bytes (NULL only for 0); `map` is NULL or NUL-terminated; `zones` is NULL (bundled) or alive; `out` may
 * be written to; `err` is NULL or may be written to.
 */
sundesk_status sundesk_eventlog_from_bytes(const uint8_t *bytes,
                                           size_t len,
                                           const char *map,
                                           const sundesk_zonedb *zones,
                                           sundesk_eventlog **out,
                                           sundesk_error **err);

/**
 * Frees a log. NULL is fine.
 *
 * Contract:
 * `log` is NULL or not yet freed; it must not be used again.
 */
void sundesk_eventlog_free(sundesk_eventlog *log);

/**
 * How many tickets a log has; 0 for NULL.
 *
 * Contract:
 * `log` is NULL or alive.
 */
size_t sundesk_eventlog_len(const sundesk_eventlog *log);

/**
 * The id of ticket number `index`, counted from 0. Free the text with sundesk_string_free.
 *
 * Contract:
 * `log` is alive; `out` may be written to; `err` is NULL or may be written to.
 */
sundesk_status sundesk_eventlog_id(const sundesk_eventlog *log,
                                   size_t index,
                                   char **out,
                                   sundesk_error **err);

/**
 * What was found wrong or odd while reading, as a JSON object of counts. Free the text with sundesk_string_free.
 *
 * Contract:
 * `log` is alive; `out` may be written to; `err` is NULL or may be written to.
 */
sundesk_status sundesk_eventlog_quality(const sundesk_eventlog *log,
                                        char **out,
                                        sundesk_error **err);

/**
 * The names of the attributes of a log as a JSON list, in the order in which they were declared. Free the text with
 * sundesk_string_free.
 *
 * Contract:
 * `log` is alive; `out` may be written to; `err` is NULL or may be written to.
 */
sundesk_status sundesk_eventlog_attributes(const sundesk_eventlog *log,
                                           char **out,
                                           sundesk_error **err);

/**
 * One attribute of all tickets as a JSON list of texts, in the order of the tickets; null where it is not stated. A name that the
 * log does not have is SUNDESK_NOT_FOUND. Free the text with sundesk_string_free.
 *
 * Contract:
 * `log` is alive; `name` is NUL-terminated; `out` may be written to; `err` is NULL or may be written to.
 */
sundesk_status sundesk_eventlog_attribute(const sundesk_eventlog *log,
                                          const char *name,
                                          char **out,
                                          sundesk_error **err);

/**
 * The events of ticket number `index`, counted from 0, in order, as a JSON list that sundesk_history_new takes. What a creation
 * states (status, priority, ...) follows it as events of its own. Free the text with sundesk_string_free.
 *
 * Contract:
 * `log` is alive; `out` may be written to; `err` is NULL or may be written to.
 */
sundesk_status sundesk_eventlog_events(const sundesk_eventlog *log,
                                       size_t index,
                                       char **out,
                                       sundesk_error **err);

/**
 * How many events a log has; 0 for NULL.
 *
 * Contract:
 * `log` is NULL or alive.
 */
size_t sundesk_eventlog_event_count(const sundesk_eventlog *log);

/**
 * The category of each status name as a JSON object, {"done": "solved"}. Free the text with sundesk_string_free.
 *
 * Contract:
 * `log` is alive; `out` may be written to; `err` is NULL or may be written to.
 */
sundesk_status sundesk_eventlog_statuses(const sundesk_eventlog *log,
                                         char **out,
                                         sundesk_error **err);

/**
 * The first and the last instant of any event; both SUNDESK_NEVER for a log without events.
 *
 * Contract:
 * `log` is alive; `first` and `last` may be written to; `err` is NULL or may be written to.
 */
sundesk_status sundesk_eventlog_span(const sundesk_eventlog *log,
                                     int64_t *first,
                                     int64_t *last,
                                     sundesk_error **err);

/**
 * The as-of instant where none is given: the last that the log states, be it of an event or of a stated moment; SUNDESK_NEVER for
 * a log that states none.
 *
 * Contract:
 * `log` is alive; `out` may be written to; `err` is NULL or may be written to.
 */
sundesk_status sundesk_eventlog_as_of(const sundesk_eventlog *log,
                                      int64_t *out,
                                      sundesk_error **err);

/* ==================================================================================================== */
/* Promises */
/* ==================================================================================================== */

/**
 * The form of a result.
 */
typedef enum {
  /**
   * A JSON document.
   */
  SUNDESK_FORM_JSON = 0,
  /**
   * English text, one line per fact.
   */
  SUNDESK_FORM_TEXT = 1,
  /**
   * A picture: a self-contained SVG document.
   */
  SUNDESK_FORM_SVG = 2,
  /**
   * A self-contained HTML page.
   */
  SUNDESK_FORM_HTML = 3,
  /**
   * Rows of figures in CSV.
   */
  SUNDESK_FORM_CSV = 4,
  /**
   * The page in Markdown, with tables and without pictures.
   */
  SUNDESK_FORM_MARKDOWN = 5,
} sundesk_form;

/**
 * Where a metric stands.
 */
typedef enum {
  /**
   * No cycle has begun, or nothing is promised for this ticket.
   */
  SUNDESK_METRIC_INACTIVE = 0,
  /**
   * The clock runs.
   */
  SUNDESK_METRIC_RUNNING = 1,
  /**
   * The clock stands still, and the target is not used up.
   */
  SUNDESK_METRIC_PAUSED = 2,
  /**
   * The last cycle ended within its target.
   */
  SUNDESK_METRIC_MET = 3,
  /**
   * The last cycle ended late.
   */
  SUNDESK_METRIC_MISSED = 4,
  /**
   * The cycle is still open and past its target.
   */
  SUNDESK_METRIC_BREACHED = 5,
  /**
   * The last cycle was cancelled: no verdict.
   */
  SUNDESK_METRIC_CANCELLED = 6,
} sundesk_metric_state;

/**
 * Policies tied to their calendars once, for any number of tickets: what sundesk_sla_evaluate sets up for each call is set up here.
 * It never changes: any number of threads may use it at the same time.
 */
typedef struct sundesk_binding sundesk_binding;

/**
 * The calendars of an evaluation: a default one, and others by the names that policies and events use.
 */
typedef struct sundesk_calendars sundesk_calendars;

/**
 * Due instants in order, each with a key of yours (a ticket's number, say). Calls take time in proportion to the logarithm of
 * its length. It changes: one thread at a time.
 */
typedef struct sundesk_dueindex sundesk_dueindex;

/**
 * The events of one ticket.
 */
typedef struct sundesk_history sundesk_history;

/**
 * The open tickets of a desk, each folded event by event: an event costs what is new, and one call says which tickets are due. It
 * changes: one thread at a time.
 */
typedef struct sundesk_livetickets sundesk_livetickets;

/**
 * Ordered policies with their metrics: what is promised to whom.
 */
typedef struct sundesk_policies sundesk_policies;

/**
 * One metric of one ticket. Instants and amounts are microseconds, SUNDESK_NEVER where there is none. Set `struct_size` to
 * sizeof(sundesk_metric) before the call: a library that knows more fields than your header writes only those you have room
 * for; a size below the first version's is refused.
 */
typedef struct {
  /**
   * In: sizeof(sundesk_metric).
   */
  uint32_t struct_size;
  /**
   * A sundesk_metric_state.
   */
  int32_t state;
  /**
   * Counted time of the current or last cycle.
   */
  int64_t elapsed;
  /**
   * Target less elapsed; negative when late.
   */
  int64_t remaining;
  /**
   * The promise.
   */
  int64_t target;
  /**
   * The earliest instant at which the target is used up, at present conditions; none while paused before it.
   */
  int64_t due_at;
  /**
   * The instant after which it is breached: `due_at`, or the next opening when that is a closing.
   */
  int64_t breach_after;
  /**
   * `breach_after`, once it has happened.
   */
  int64_t breached_at;
  /**
   * When this answer changes by time alone, `elapsed`, `remaining` and `percent` apart: wake up then, or at the next event.
   */
  int64_t next_change;
  /**
   * 100 x elapsed / target, rounded down.
   */
  int64_t percent;
  /**
   * Time that was not counted because of pauses.
   */
  int64_t paused;
  /**
   * How many cycles there were, the current one included.
   */
  uint32_t cycles;
  /**
   * 1 when the cycle is open and `now` lies outside the hours of its calendar.
   */
  int32_t outside_hours;
} sundesk_metric;

/**
 * Ties policies to calendars. Both may be freed afterwards; calendars added later are not in it.
 *
 * Contract:
 * `policies` and `calendars` are alive; `out` may be written to; `err` is NULL or may be written to.
 */
sundesk_status sundesk_binding_new(const sundesk_policies *policies,
                                   const sundesk_calendars *calendars,
                                   sundesk_binding **out,
                                   sundesk_error **err);

/**
 * Frees a binding. NULL is fine.
 *
 * Contract:
 * `binding` is NULL or not yet freed; it must not be used again.
 */
void sundesk_binding_free(sundesk_binding *binding);

/**
 * Where every metric of a ticket stands at `now`: the JSON report of sundesk_sla_evaluate. Free the text with sundesk_string_free.
 *
 * Contract:
 * `binding` and `history` are alive; `out` may be written to; `err` is NULL or may be written to.
 */
sundesk_status sundesk_binding_evaluate(const sundesk_binding *binding,
                                        const sundesk_history *history,
                                        int64_t now,
                                        char **out,
                                        sundesk_error **err);

/**
 * Where one metric of a ticket stands at `now`, as sundesk_sla_metric gives it: the fastest way to ask about one ticket. A metric that
 * the ticket's policy does not have is SUNDESK_NOT_FOUND.
 *
 * Contract:
 * `binding` and `history` are alive; `metric` is NUL-terminated; `out` has `struct_size` set to the bytes it has; `err` is NULL or
 * may be written to.
 */
sundesk_status sundesk_binding_metric(const sundesk_binding *binding,
                                      const sundesk_history *history,
                                      int64_t now,
                                      const char *metric,
                                      sundesk_metric *out,
                                      sundesk_error **err);

/**
 * Why a metric of a ticket stands where it does, as sundesk_sla_explain. `form` is a sundesk_form. Free the text with
 * sundesk_string_free.
 *
 * Contract:
 * `binding` and `history` are alive; `metric` is NUL-terminated; `out` may be written to; `err` is NULL or may be written to.
 */
sundesk_status sundesk_binding_explain(const sundesk_binding *binding,
                                       const sundesk_history *history,
                                       int64_t now,
                                       const char *metric,
                                       int32_t form,
                                       char **out,
                                       sundesk_error **err);

/**
 * Adds an event to a history, as JSON: {"at": "2026-06-01T11:00:00Z", "type": "status", "to": "solved"}. A late one is put in its
 * place, after those of its instant. A refused one changes nothing. Not while another thread uses the history.
 *
 * Contract:
 * `history` is alive and used by nobody else; `event` is NUL-terminated; `err` is NULL or may be written to.
 */
sundesk_status sundesk_history_push(sundesk_history *history,
                                    const char *event,
                                    sundesk_error **err);

/**
 * Every ticket of a log at `now`, in columns with one row per ticket, as JSON: {"ticket": ["T-1", ...], "policy": ["default",
 * ...], "metrics": {"first reply": {"state": ["met", ...], "elapsed_s": [3600, ...], "target_s": ..., "due_at":
 * ["2026-06-01T13:00:00Z", ...], "started_at": ..., "stopped_at": ..., "cycles": [1, ...], "late": [false, ...]}}}; null where
 * there is none. For one metric in arrays of yours, without JSON, see sundesk_sla_evaluate_log. Free the text with
 * sundesk_string_free.
 *
 * Contract:
 * `policies`, `calendars` and `log` are alive; `out` may be written to; `err` is NULL or may be written to.
 */
sundesk_status sundesk_sla_replay(const sundesk_policies *policies,
                                  const sundesk_calendars *calendars,
                                  const sundesk_eventlog *log,
                                  int64_t now,
                                  char **out,
                                  sundesk_error **err);

/**
 * The same log under two sets of promises, or the same promises on two sets of calendars: what would change. A JSON list with
 * one object per metric, and per value of the attribute `group` unless that is NULL: {"metric", "group", "tickets", "before":
 * {"verdicts", "late", "elapsed_s"}, "after": {...}, "better", "worse"}. `better` counts tickets late before and not after.
 * Free the text with sundesk_string_free.
 *
 * Contract:
 * `log`, the policies and the calendars are alive; `group` is NULL or NUL-terminated; `out` may be written to; `err` is NULL or
 * may be written to.
 */
sundesk_status sundesk_sla_what_if(const sundesk_eventlog *log,
                                   const sundesk_policies *policies_before,
                                   const sundesk_calendars *calendars_before,
                                   const sundesk_policies *policies_after,
                                   const sundesk_calendars *calendars_after,
                                   int64_t now,
                                   const char *group,
                                   char **out,
                                   sundesk_error **err);

/**
 * Where one metric of a ticket stands at `now`. A metric that the ticket's policy does not have is SUNDESK_NOT_FOUND.
 *
 * Contract:
 * `policies`, `calendars` and `history` are alive; `metric` is NUL-terminated; `out` has `struct_size` set to the bytes it has;
 * `err` is NULL or may be written to.
 */
sundesk_status sundesk_sla_metric(const sundesk_policies *policies,
                                  const sundesk_calendars *calendars,
                                  const sundesk_history *history,
                                  int64_t now,
                                  const char *metric,
                                  sundesk_metric *out,
                                  sundesk_error **err);

/**
 * Where one metric stands at `now` for every ticket of a log, in ticket order: `len` is sundesk_eventlog_len. An array you do
 * not want is NULL. A ticket whose policy does not have the metric is SUNDESK_METRIC_INACTIVE. Amounts and instants are
 * SUNDESK_NEVER where there is none.
 *
 * Contract:
 * `policies`, `calendars` and `log` are alive; `metric` is NUL-terminated; `states`, `elapsed`, `targets` and `due_at` are NULL
 * or point to `len` elements each; `err` is NULL or may be written to.
 */
sundesk_status sundesk_sla_evaluate_log(const sundesk_policies *policies,
                                        const sundesk_calendars *calendars,
                                        const sundesk_eventlog *log,
                                        int64_t now,
                                        const char *metric,
                                        int32_t *states,
                                        int64_t *elapsed,
                                        int64_t *targets,
                                        int64_t *due_at,
                                        size_t len,
                                        sundesk_error **err);

/**
 * An empty index.
 *
 * Contract:
 * `out` may be written to; `err` is NULL or may be written to.
 */
sundesk_status sundesk_dueindex_new(sundesk_dueindex **out, sundesk_error **err);

/**
 * Frees an index. NULL is fine.
 *
 * Contract:
 * `index` is NULL or not yet freed; it must not be used again.
 */
void sundesk_dueindex_free(sundesk_dueindex *index);

/**
 * How many clocks are in it; 0 for NULL.
 *
 * Contract:
 * `index` is NULL or alive.
 */
size_t sundesk_dueindex_len(const sundesk_dueindex *index);

/**
 * Adds a clock that is due at `at`. `handle`, unless NULL, gets a number to remove it by; it is never 0. SUNDESK_NEVER, as
 * `next_change` is for a ticket with nothing to wait for, adds nothing: `handle` gets 0. An instant outside 1900 to 2200 is
 * SUNDESK_OUT_OF_RANGE.
 *
 * Contract:
 * `index` is alive and used by nobody else; `handle` and `err` are NULL or may be written to.
 */
sundesk_status sundesk_dueindex_insert(sundesk_dueindex *index,
                                       int64_t at,
                                       uint64_t key,
                                       uint64_t *handle,
                                       sundesk_error **err);

/**
 * Takes a clock out by the handle that insert gave. A clock that has gone already is SUNDESK_NOT_FOUND, and so is 0.
 *
 * Contract:
 * `index` is alive and used by nobody else; `err` is NULL or may be written to.
 */
sundesk_status sundesk_dueindex_remove(sundesk_dueindex *index,
                                       uint64_t handle,
                                       sundesk_error **err);

/**
 * Takes out the clocks that are due at or before `now`, earliest first, up to `capacity` of them. `count` gets how many; as
 * long as it is `capacity` there may be more.
 *
 * Contract:
 * `index` is alive and used by nobody else; `keys` and `at` point to `capacity` elements (`at` may be NULL); `count` may be
 * written to; `err` is NULL or may be written to.
 */
sundesk_status sundesk_dueindex_pop_due(sundesk_dueindex *index,
                                        int64_t now,
                                        uint64_t *keys,
                                        int64_t *at,
                                        size_t capacity,
                                        size_t *count,
                                        sundesk_error **err);

/**
 * The clock that is due first, whenever that is; it stays in. `at` and `key`, unless NULL, get its instant and its key;
 * `at` gets SUNDESK_NEVER, and `key` 0, when there is no clock at all.
 *
 * Contract:
 * `index` is alive; `at`, `key` and `err` are NULL or may be written to.
 */
sundesk_status sundesk_dueindex_peek(const sundesk_dueindex *index,
                                     int64_t *at,
                                     uint64_t *key,
                                     sundesk_error **err);

/**
 * When to wake up next, asked at `now`: the earliest due instant, or `now` itself where a clock is due already;
 * SUNDESK_NEVER only when there is no clock at all.
 *
 * Contract:
 * `index` is alive; `out` may be written to; `err` is NULL or may be written to.
 */
sundesk_status sundesk_dueindex_next_wake(const sundesk_dueindex *index,
                                          int64_t now,
                                          int64_t *out,
                                          sundesk_error **err);

/**
 * The clocks that are due from `start` (included) to `end` (excluded), earliest first; they stay in. `keys` and `at` get the
 * first `capacity` of them, `count` how many there are: ask with a capacity of 0 for the room it takes.
 *
 * Contract:
 * `index` is alive; `keys` and `at` point to `capacity` elements (NULL for those you do not want); `count` may be written to;
 * `err` is NULL or may be written to.
 */
sundesk_status sundesk_dueindex_due_between(const sundesk_dueindex *index,
                                            int64_t start,
                                            int64_t end,
                                            uint64_t *keys,
                                            int64_t *at,
                                            size_t capacity,
                                            size_t *count,
                                            sundesk_error **err);

/**
 * What a ticket's open clocks do by time alone from `start` (included) to `end` (excluded), as foreseen at `now`: their alerts
 * and their due instants, in order, as a JSON list of {"at", "metric", "alert", "key"}; `alert` is null for the due instant
 * itself. A host that remembers keys never acts on the same one twice. Free the text with sundesk_string_free.
 *
 * Contract:
 * `policies`, `calendars` and `history` are alive; `out` may be written to; `err` is NULL or may be written to.
 */
sundesk_status sundesk_sla_due_between(const sundesk_policies *policies,
                                       const sundesk_calendars *calendars,
                                       const sundesk_history *history,
                                       int64_t now,
                                       int64_t start,
                                       int64_t end,
                                       char **out,
                                       sundesk_error **err);

/**
 * No tickets yet, under a binding, which may be freed afterwards.
 *
 * Contract:
 * `binding` is alive; `out` may be written to; `err` is NULL or may be written to.
 */
sundesk_status sundesk_livetickets_new(const sundesk_binding *binding,
                                       sundesk_livetickets **out,
                                       sundesk_error **err);

/**
 * Frees the tickets. NULL is fine.
 *
 * Contract:
 * `tickets` is NULL or not yet freed; it must not be used again.
 */
void sundesk_livetickets_free(sundesk_livetickets *tickets);

/**
 * How many tickets there are; 0 for NULL.
 *
 * Contract:
 * `tickets` is NULL or alive.
 */
size_t sundesk_livetickets_len(const sundesk_livetickets *tickets);

/**
 * Adds a ticket with its history so far, which is copied. `id` gets a number to know it by; it is never 0.
 *
 * Contract:
 * `tickets` is alive and used by nobody else; `history` is alive; `id` may be written to; `err` is NULL or may be written to.
 */
sundesk_status sundesk_livetickets_insert(sundesk_livetickets *tickets,
                                          const sundesk_history *history,
                                          uint64_t *id,
                                          sundesk_error **err);

/**
 * Adds an event to a ticket, as JSON: {"at": "2026-06-01T11:00:00Z", "type": "reply", "by": "agent"}. A late one is put in its place,
 * or refused, as the policies say. A refused one changes nothing.
 *
 * Contract:
 * `tickets` is alive and used by nobody else; `event` is NUL-terminated; `err` is NULL or may be written to.
 */
sundesk_status sundesk_livetickets_push(sundesk_livetickets *tickets,
                                        uint64_t id,
                                        const char *event,
                                        sundesk_error **err);

/**
 * Takes a ticket out. One that is not there is SUNDESK_NOT_FOUND.
 *
 * Contract:
 * `tickets` is alive and used by nobody else; `err` is NULL or may be written to.
 */
sundesk_status sundesk_livetickets_remove(sundesk_livetickets *tickets, uint64_t id, sundesk_error **err);

/**
 * Where every metric of a ticket stands at `now`: the JSON report of sundesk_sla_evaluate. Free the text with sundesk_string_free.
 *
 * Contract:
 * `tickets` is alive and used by nobody else; `out` may be written to; `err` is NULL or may be written to.
 */
sundesk_status sundesk_livetickets_evaluate(sundesk_livetickets *tickets,
                                            uint64_t id,
                                            int64_t now,
                                            char **out,
                                            sundesk_error **err);

/**
 * Where one metric of a ticket stands at `now`, as sundesk_sla_metric gives it.
 *
 * Contract:
 * `tickets` is alive and used by nobody else; `metric` is NUL-terminated; `out` has `struct_size` set to the bytes it has; `err` is
 * NULL or may be written to.
 */
sundesk_status sundesk_livetickets_metric(sundesk_livetickets *tickets,
                                          uint64_t id,
                                          int64_t now,
                                          const char *metric,
                                          sundesk_metric *out,
                                          sundesk_error **err);

/**
 * The first instant after `now` at which a ticket's report changes by time alone; SUNDESK_NEVER when it does not.
 *
 * Contract:
 * `tickets` is alive and used by nobody else; `out` may be written to; `err` is NULL or may be written to.
 */
sundesk_status sundesk_livetickets_next_change(sundesk_livetickets *tickets,
                                               uint64_t id,
                                               int64_t now,
                                               int64_t *out,
                                               sundesk_error **err);

/**
 * When to wake up next, asked at `now`: the earliest change of any ticket, or `now` itself where one has come already;
 * SUNDESK_NEVER only when no report changes by time alone.
 *
 * Contract:
 * `tickets` is alive and used by nobody else; `out` may be written to; `err` is NULL or may be written to.
 */
sundesk_status sundesk_livetickets_next_wake(sundesk_livetickets *tickets,
                                             int64_t now,
                                             int64_t *out,
                                             sundesk_error **err);

/**
 * The tickets whose reports have changed by time alone up to `now`, since their last event or since they were last told or
 * evaluated, the earliest change first; at most `capacity` of them. `count` gets how many; as long as it is `capacity` there may be
 * more. A ticket that cannot be judged is told once after each event, so that its evaluation says why.
 *
 * Contract:
 * `tickets` is alive and used by nobody else; `ids` points to `capacity` elements; `count` may be written to; `err` is NULL or may be
 * written to.
 */
sundesk_status sundesk_livetickets_due(sundesk_livetickets *tickets,
                                       int64_t now,
                                       uint64_t *ids,
                                       size_t capacity,
                                       size_t *count,
                                       sundesk_error **err);

/**
 * Puts other policies or calendars in force: every ticket is judged anew, its events stay.
 *
 * Contract:
 * `tickets` is alive and used by nobody else; `binding` is alive; `err` is NULL or may be written to.
 */
sundesk_status sundesk_livetickets_set_binding(sundesk_livetickets *tickets,
                                               const sundesk_binding *binding,
                                               sundesk_error **err);

/**
 * The policies of a JSON document, such as {"metrics": {"first reply": {"kind": "first_reply", "target": "4h"}}}.
 * All faults come back in one error (sundesk_error_json, `problems`).
 *
 * Contract:
 * `json` is NUL-terminated; `zones` is NULL (bundled) or alive; `out` may be written to; `err` is NULL or may be written to.
 */
sundesk_status sundesk_policies_new(const char *json,
                                    const sundesk_zonedb *zones,
                                    sundesk_policies **out,
                                    sundesk_error **err);

/**
 * Frees policies. NULL is fine.
 *
 * Contract:
 * `policies` is NULL or not yet freed; it must not be used again.
 */
void sundesk_policies_free(sundesk_policies *policies);

/**
 * The remarks of the policies' validation as a JSON list. Free the text with sundesk_string_free.
 *
 * Contract:
 * `policies` is alive; `out` may be written to; `err` is NULL or may be written to.
 */
sundesk_status sundesk_policies_warnings(const sundesk_policies *policies, char **out, sundesk_error **err);

/**
 * A set of calendars with `calendar` as the one of tickets that no policy or event gives another; NULL for none.
 *
 * Contract:
 * `calendar` is NULL or alive; `out` may be written to; `err` is NULL or may be written to.
 */
sundesk_status sundesk_calendars_new(const sundesk_calendar *calendar,
                                     sundesk_calendars **out,
                                     sundesk_error **err);

/**
 * Adds a calendar under a name; one of the same name is replaced. Not while another thread uses the set.
 *
 * Contract:
 * `calendars` and `calendar` are alive, `calendars` is used by nobody else; `name` is NUL-terminated; `err` is NULL or may be
 * written to.
 */
sundesk_status sundesk_calendars_insert(sundesk_calendars *calendars,
                                        const char *name,
                                        const sundesk_calendar *calendar,
                                        sundesk_error **err);

/**
 * Frees a set of calendars. NULL is fine.
 *
 * Contract:
 * `calendars` is NULL or not yet freed; it must not be used again.
 */
void sundesk_calendars_free(sundesk_calendars *calendars);

/**
 * The history of a ticket from a JSON list of events, in any order:
 * [{"at": "2026-06-01T09:00:00Z", "type": "created", "by": "requester", "status": "new"},
 *  {"at": "2026-06-01T10:00:00Z", "type": "reply", "by": "agent"}].
 *
 * Contract:
 * `json` is NUL-terminated; `out` may be written to; `err` is NULL or may be written to.
 */
sundesk_status sundesk_history_new(const char *json, sundesk_history **out, sundesk_error **err);

/**
 * Frees a history. NULL is fine.
 *
 * Contract:
 * `history` is NULL or not yet freed; it must not be used again.
 */
void sundesk_history_free(sundesk_history *history);

/**
 * Where every metric of a ticket stands at `now`, as a JSON report: per metric state, elapsed_s, remaining_s, due_at,
 * breach_after, cycles, alerts, next_change; which policy and why; the zone rules used. Later events than `now` are not
 * known yet. Free the text with sundesk_string_free.
 *
 * Contract:
 * `policies`, `calendars` and `history` are alive; `out` may be written to; `err` is NULL or may be written to.
 */
sundesk_status sundesk_sla_evaluate(const sundesk_policies *policies,
                                    const sundesk_calendars *calendars,
                                    const sundesk_history *history,
                                    int64_t now,
                                    char **out,
                                    sundesk_error **err);

/**
 * Why a metric of a ticket stands where it does: the time line piece by piece, each with the reason why it counts or not.
 * `form` is a sundesk_form. Free the text with sundesk_string_free.
 *
 * Contract:
 * `policies`, `calendars` and `history` are alive; `metric` is NUL-terminated; `out` may be written to; `err` is NULL or may
 * be written to.
 */
sundesk_status sundesk_sla_explain(const sundesk_policies *policies,
                                   const sundesk_calendars *calendars,
                                   const sundesk_history *history,
                                   int64_t now,
                                   const char *metric,
                                   int32_t form,
                                   char **out,
                                   sundesk_error **err);

/* ==================================================================================================== */
/* Figures and reviews */
/* ==================================================================================================== */

/**
 * The figures of a log as of `now`, as a JSON report: for all tickets, by group, by week; `null` where there is no data.
 * SUNDESK_NEVER for `now` takes the last instant that the log states.
 *
 * `spec` is a JSON object or NULL for the defaults: {"group_by": ["priority"], "confidence": 0.95}. Weeks and days are those of
 * the zone named `zone` ("UTC", say). With a `calendar` there are resolution times in business hours besides. With
 * `policies`, `calendars` and the name of one `metric` there is the share of promises kept, with its interval; all three or
 * none; {"attainment": "per_cycle"} counts each cycle instead of each ticket. Free the text with sundesk_string_free.
 *
 * Contract:
 * `log` is alive; `spec` and `metric` are NULL or NUL-terminated; `zone` is NUL-terminated; `zones` is NULL (bundled) or alive;
 * `calendar`, `policies` and `calendars` are NULL or alive; `out` may be written to; `err` is NULL or may be written to.
 */
sundesk_status sundesk_metrics_report(const sundesk_eventlog *log,
                                      int64_t now,
                                      const char *spec,
                                      const char *zone,
                                      const sundesk_zonedb *zones,
                                      const sundesk_calendar *calendar,
                                      const sundesk_policies *policies,
                                      const sundesk_calendars *calendars,
                                      const char *metric,
                                      char **out,
                                      sundesk_error **err);

/**
 * A log judged by its promises: volume by week, resolution times, promises kept with intervals, reopenings, the worst breaches.
 *
 * `document` is a JSON document that says what is promised and how to group, or NULL for the figures that need neither. `now`
 * is the as-of instant; SUNDESK_NEVER takes the last instant that the log states. `form` is any
 * of SUNDESK_FORM_*: HTML is a page with charts, SVG the volume.
 * Free the text with sundesk_string_free.
 *
 * Contract:
 * `log` is alive; `document` is NULL or NUL-terminated; `zones` is NULL (bundled) or alive; `out` may be written to; `err` is
 * NULL or may be written to.
 */
sundesk_status sundesk_review(const sundesk_eventlog *log,
                              const char *document,
                              const sundesk_zonedb *zones,
                              int64_t now,
                              int32_t form,
                              char **out,
                              sundesk_error **err);

/**
 * The document of a review that comes with the library, as JSON to use or to change: "servicenow-uci". Free the text with
 * sundesk_string_free.
 *
 * Contract:
 * `name` is NUL-terminated; `out` may be written to; `err` is NULL or may be written to.
 */
sundesk_status sundesk_review_preset(const char *name,
                                     char **out,
                                     sundesk_error **err);

/* ==================================================================================================== */
/* Rosters: who works when, and how many are needed */
/* ==================================================================================================== */

/**
 * The bound that decides how much so many agents can take.
 */
typedef enum {
  /**
   * The share answered within the threshold.
   */
  SUNDESK_BOUND_SERVICE_LEVEL = 0,
  /**
   * The share of an agent's time spent on contacts.
   */
  SUNDESK_BOUND_OCCUPANCY = 1,
  /**
   * The mean wait.
   */
  SUNDESK_BOUND_ASA = 2,
} sundesk_bound;

/**
 * Who is on over a range, stretch by stretch. Immutable; threads may share it.
 */
typedef struct sundesk_cover sundesk_cover;

/**
 * Who works when, compiled: teams, people, shifts, rotations, overrides, time off and requirements.
 */
typedef struct sundesk_roster sundesk_roster;

/**
 * A group of agents without a queue. Set `struct_size` to sizeof before the call.
 */
typedef struct {
  /**
   * In: sizeof(sundesk_erlang_b_figures).
   */
  uint32_t struct_size;
  /**
   * Nothing yet; 0.
   */
  uint32_t reserved;
  /**
   * The share of contacts that find everybody busy.
   */
  double blocking;
  /**
   * The traffic that is served, in erlangs.
   */
  double carried;
  /**
   * The share of an agent's time spent on contacts.
   */
  double occupancy;
} sundesk_erlang_b_figures;

/**
 * Contacts that come in an interval, and how long each takes. Times are seconds.
 */
typedef struct {
  /**
   * How many contacts come in the interval.
   */
  double arrivals;
  /**
   * The length of the interval.
   */
  double interval_s;
  /**
   * The mean handle time.
   */
  double aht_s;
} sundesk_workload;

/**
 * A queue from which nobody hangs up. Set `struct_size` to sizeof before the call. Times are seconds.
 */
typedef struct {
  /**
   * In: sizeof(sundesk_erlang_c_figures).
   */
  uint32_t struct_size;
  /**
   * How many contacts can be served at once.
   */
  uint32_t servers;
  /**
   * In erlangs.
   */
  double traffic;
  /**
   * The share that finds everybody busy.
   */
  double wait_probability;
  /**
   * The share answered within the threshold, of all contacts.
   */
  double service_level;
  /**
   * The mean wait of all contacts.
   */
  double asa_s;
  /**
   * The mean wait of those who wait.
   */
  double mean_wait_of_delayed_s;
  /**
   * The share of an agent's time spent on contacts.
   */
  double occupancy;
  /**
   * How many wait, on average.
   */
  double avg_queue;
  /**
   * The wait that one contact in ten exceeds.
   */
  double wait_p90_s;
} sundesk_erlang_c_figures;

/**
 * What is promised, and how much of people's time may go into it. Every field is read: write 1 into `max_occupancy` and `max_abandon` and 0 into
 * `max_asa_s` and `shrinkage` where nothing is asked for.
 */
typedef struct {
  /**
   * The threshold of the wait, in seconds.
   */
  double target_s;
  /**
   * The least share answered within it, from 0 to below 1.
   */
  double service_level;
  /**
   * The greatest mean wait, in seconds; 0 for any.
   */
  double max_asa_s;
  /**
   * The greatest share of an agent's time spent on contacts, above 0, to 1.
   */
  double max_occupancy;
  /**
   * The greatest share that may hang up, from 0 to 1; Erlang A only.
   */
  double max_abandon;
  /**
   * The share of paid time away from the queue, from 0 to below 1.
   */
  double shrinkage;
} sundesk_goal;

/**
 * The least number of agents that keeps a goal. Set `struct_size` to sizeof before the call. Times are seconds.
 */
typedef struct {
  /**
   * In: sizeof(sundesk_required).
   */
  uint32_t struct_size;
  /**
   * On the queue.
   */
  uint32_t agents;
  /**
   * To be scheduled, shrinkage considered.
   */
  uint32_t scheduled_headcount;
  /**
   * Nothing yet; 0.
   */
  uint32_t reserved;
  /**
   * The share answered within the threshold, of all contacts.
   */
  double service_level;
  /**
   * The share of an agent's time spent on contacts.
   */
  double occupancy;
  /**
   * The mean wait of all contacts.
   */
  double asa_s;
  /**
   * The share that hangs up; 0 by Erlang C.
   */
  double abandon_probability;
} sundesk_required;

/**
 * A queue from which people hang up. Set `struct_size` to sizeof before the call. Times are seconds.
 */
typedef struct {
  /**
   * In: sizeof(sundesk_erlang_a_figures).
   */
  uint32_t struct_size;
  /**
   * Nothing yet; 0.
   */
  uint32_t reserved;
  /**
   * In erlangs, as offered.
   */
  double traffic;
  /**
   * The share that finds everybody busy.
   */
  double wait_probability;
  /**
   * The share that hangs up.
   */
  double abandon_probability;
  /**
   * The mean wait of all, served or not.
   */
  double mean_wait_all_s;
  /**
   * The mean wait of those who are served.
   */
  double mean_wait_served_s;
  /**
   * The share served within the threshold, of all contacts.
   */
  double service_level;
  /**
   * The same, of all contacts but those that hung up within the threshold.
   */
  double service_level_excl_short_abandons;
  /**
   * The share of an agent's time spent on contacts.
   */
  double occupancy;
  /**
   * How many wait, on average.
   */
  double avg_queue;
} sundesk_erlang_a_figures;

/**
 * What a day needs in all. Set `struct_size` to sizeof before the call.
 */
typedef struct {
  /**
   * In: sizeof(sundesk_day_totals).
   */
  uint32_t struct_size;
  /**
   * The most agents of an interval.
   */
  uint32_t peak_agents;
  /**
   * 1 where a contact lasts longer than half an interval and `carry_over` is 0: the figures are then too low after a peak.
   */
  int32_t carry_over_warning;
  /**
   * Nothing yet; 0.
   */
  uint32_t reserved;
  /**
   * The hours on the queue.
   */
  double agent_hours;
  /**
   * The hours scheduled.
   */
  double scheduled_hours;
  /**
   * The share answered within the threshold, each interval by its arrivals; NaN where nobody comes.
   */
  double arrival_weighted_service_level;
} sundesk_day_totals;

/**
 * Who is on from `from` until `to`, of those whom `filter` lets through (as for sundesk_roster_on): stretches in order, without gaps, during each of
 * which nothing changes. They are read with sundesk_cover_columns and sundesk_cover_crew.
 *
 * Contract:
 * `roster` is alive; `filter` is NULL or NUL-terminated; `out` may be written to; `err` is NULL or may be written to.
 */
sundesk_status sundesk_cover_new(const sundesk_roster *roster,
                                 int64_t from,
                                 int64_t to,
                                 const char *filter,
                                 sundesk_cover **out,
                                 sundesk_error **err);

/**
 * Frees a cover. NULL is fine.
 *
 * Contract:
 * `cover` is NULL or not yet freed; it must not be used again.
 */
void sundesk_cover_free(sundesk_cover *cover);

/**
 * How many stretches there are; 0 for NULL.
 *
 * Contract:
 * `cover` is NULL or alive.
 */
size_t sundesk_cover_len(const sundesk_cover *cover);

/**
 * Writes the columns, each of sundesk_cover_len elements: first instants and first instants after, in microseconds; `depth`, the sum of the
 * capacities of those who are on; `people`, how many people (and shifts that name nobody) are; `duties`, how many duties are, none of which is a
 * gap and two an overlap; `crews`, who is on, as a number for sundesk_cover_crew. A column that is NULL is left out. `len` other than
 * sundesk_cover_len is SUNDESK_INVALID_INPUT.
 *
 * Contract:
 * `cover` is alive; each column is NULL or `len` elements of its own that may be written to; `err` is NULL or may be written to.
 */
sundesk_status sundesk_cover_columns(const sundesk_cover *cover,
                                     int64_t *starts,
                                     int64_t *ends,
                                     uint32_t *depth,
                                     uint32_t *people,
                                     uint32_t *duties,
                                     uint32_t *crews,
                                     size_t len,
                                     sundesk_error **err);

/**
 * How many different sets of people are on at one time or another; 0 for NULL.
 *
 * Contract:
 * `cover` is NULL or alive.
 */
size_t sundesk_cover_crew_count(const sundesk_cover *cover);

/**
 * The names of a set of people, and of shifts that name nobody, as a JSON list in order. Free the text with sundesk_string_free.
 *
 * Contract:
 * `cover` is alive; `out` may be written to; `err` is NULL or may be written to.
 */
sundesk_status sundesk_cover_crew(const sundesk_cover *cover,
                                  size_t crew,
                                  char **out,
                                  sundesk_error **err);

/**
 * The roster of a JSON document:
 * {"shifts": [{"id": "apac", "timezone": "Asia/Manila", "start": "06:00", "end": "14:00", "days": ["mon", "tue"]}],
 *  "people": {"ana": {"skills": ["billing"], "languages": ["pt"]}}, "rotations": {}, "overrides": [], "time_off": [],
 *  "requirements": [{"id": "base", "timezone": "UTC", "start": "00:00", "end": "24:00", "min": 1}]}.
 * All faults come back in one error (sundesk_error_json, `problems`).
 *
 * Contract:
 * `json` is NUL-terminated; `zones` is NULL (bundled) or alive; `out` may be written to; `err` is NULL or may be written to.
 */
sundesk_status sundesk_roster_new(const char *json,
                                  const sundesk_zonedb *zones,
                                  sundesk_roster **out,
                                  sundesk_error **err);

/**
 * Frees a roster. NULL is fine.
 *
 * Contract:
 * `roster` is NULL or not yet freed; it must not be used again.
 */
void sundesk_roster_free(sundesk_roster *roster);

/**
 * The remarks of the roster's validation as a JSON list: overrides that leave each other nobody to replace. Free the text with sundesk_string_free.
 *
 * Contract:
 * `roster` is alive; `out` may be written to; `err` is NULL or may be written to.
 */
sundesk_status sundesk_roster_warnings(const sundesk_roster *roster,
                                       char **out,
                                       sundesk_error **err);

/**
 * Who is on at an instant, as a JSON list of names: people, and shifts that name nobody. `filter` is a JSON object of `skill`, `language`,
 * `channel` and `team`, such as {"language": "pt"}, or NULL for everybody. Free the text with sundesk_string_free.
 *
 * Contract:
 * `roster` is alive; `filter` is NULL or NUL-terminated; `out` may be written to; `err` is NULL or may be written to.
 */
sundesk_status sundesk_roster_on(const sundesk_roster *roster,
                                 int64_t at,
                                 const char *filter,
                                 char **out,
                                 sundesk_error **err);

/**
 * The first instant after `at` at which it changes who is on; SUNDESK_NEVER when nothing changes within 800 days. `filter` is as for
 * sundesk_roster_on. Who joins and who leaves: {"ask": "next_change"} of sundesk_roster_ask.
 *
 * Contract:
 * `roster` is alive; `filter` is NULL or NUL-terminated; `out` may be written to; `err` is NULL or may be written to.
 */
sundesk_status sundesk_roster_next_change(const sundesk_roster *roster,
                                          int64_t at,
                                          const char *filter,
                                          int64_t *out,
                                          sundesk_error **err);

/**
 * When a person comes on duty next after `at`, overrides and time off considered, and until when; both SUNDESK_NEVER when there is
 * no duty within 800 days.
 *
 * Contract:
 * `roster` is alive; `person` is NUL-terminated; `start` and `end` may be written to; `err` is NULL or may be written to.
 */
sundesk_status sundesk_roster_next_shift(const sundesk_roster *roster,
                                         const char *person,
                                         int64_t at,
                                         int64_t *start,
                                         int64_t *end,
                                         sundesk_error **err);

/**
 * The calendar that is open while somebody is on whom the filter lets through, from `from` until `to`; outside of that, where nothing was looked
 * at, it is closed. What it was made of: sundesk_calendar_origin. `filter` is as for sundesk_roster_on.
 *
 * Contract:
 * `roster` is alive; `filter` is NULL or NUL-terminated; `out` may be written to; `err` is NULL or may be written to.
 */
sundesk_status sundesk_roster_calendar(const sundesk_roster *roster,
                                       int64_t from,
                                       int64_t to,
                                       const char *filter,
                                       sundesk_calendar **out,
                                       sundesk_error **err);

/**
 * Answers a question, a JSON object whose `ask` says what is asked: {"ask": "audit", "year": 2026}; {"ask": "gaps", "from": ..., "to": ...};
 * "timeline", "occurrences", "heat_map", "load", "skills", "turns", "on", "next_change", "next_shift". `form` is SUNDESK_FORM_JSON,
 * SUNDESK_FORM_TEXT, or, for "audit" and "heat_map", SUNDESK_FORM_SVG. Free the text with sundesk_string_free.
 *
 * Contract:
 * `roster` is alive; `question` is NUL-terminated; `out` may be written to; `err` is NULL or may be written to.
 */
sundesk_status sundesk_roster_ask(const sundesk_roster *roster,
                                  const char *question,
                                  int32_t form,
                                  char **out,
                                  sundesk_error **err);

/**
 * Erlang B, where a contact that finds everybody busy is lost: `agents` agents under `traffic` erlangs.
 *
 * Contract:
 * `out` has `struct_size` set to the bytes it has; `err` is NULL or may be written to.
 */
sundesk_status sundesk_erlang_b(double traffic,
                                uint32_t agents,
                                sundesk_erlang_b_figures *out,
                                sundesk_error **err);

/**
 * The traffic, in erlangs, of which a share `blocking` is lost with so many agents.
 *
 * Contract:
 * `out` may be written to; `err` is NULL or may be written to.
 */
sundesk_status sundesk_erlang_b_traffic(uint32_t agents, double blocking, double *out, sundesk_error **err);

/**
 * The least number of agents with whom no more than a share `max_blocking` is lost, and the share that then is; `blocking` may be NULL.
 *
 * Contract:
 * `agents` may be written to; `blocking` and `err` are NULL or may be written to.
 */
sundesk_status sundesk_erlang_b_required(double traffic,
                                         double max_blocking,
                                         uint32_t *agents,
                                         double *blocking,
                                         sundesk_error **err);

/**
 * Erlang C, where everybody waits: `agents` agents under a workload, with a threshold of `target_s` seconds. Traffic at or above the number of
 * agents is SUNDESK_OUT_OF_RANGE: the queue is unstable.
 *
 * Contract:
 * `work` is alive; `out` has `struct_size` set to the bytes it has; `err` is NULL or may be written to.
 */
sundesk_status sundesk_erlang_c(const sundesk_workload *work,
                                uint32_t agents,
                                double target_s,
                                sundesk_erlang_c_figures *out,
                                sundesk_error **err);

/**
 * Erlang C for agents who have `concurrency` chats at once; the handle time is the length of one chat at that concurrency.
 *
 * Contract:
 * As sundesk_erlang_c.
 */
sundesk_status sundesk_chat(const sundesk_workload *work,
                            uint32_t agents,
                            uint32_t concurrency,
                            double target_s,
                            sundesk_erlang_c_figures *out,
                            sundesk_error **err);

/**
 * The least number of agents that keeps a goal when everybody waits; more than the traffic, and at least one.
 *
 * Contract:
 * `work` and `goal` are alive; `out` has `struct_size` set to the bytes it has; `err` is NULL or may be written to.
 */
sundesk_status sundesk_erlang_c_required(const sundesk_workload *work,
                                         const sundesk_goal *goal,
                                         sundesk_required *out,
                                         sundesk_error **err);

/**
 * The least number of agents that keeps a goal where each has `concurrency` chats at once; the handle time is the length of one chat at that
 * concurrency. `mean_patience_s` 0 counts by Erlang C, else by Erlang A.
 *
 * Contract:
 * `work` and `goal` are alive; `out` has `struct_size` set to the bytes it has; `err` is NULL or may be written to.
 */
sundesk_status sundesk_chat_required(const sundesk_workload *work,
                                     uint32_t concurrency,
                                     double mean_patience_s,
                                     const sundesk_goal *goal,
                                     sundesk_required *out,
                                     sundesk_error **err);

/**
 * The most contacts an hour with which so many agents keep a goal. `binding`, unless NULL, gets the bound that more would break, a
 * sundesk_bound.
 *
 * Contract:
 * `goal` is alive; `per_hour` may be written to; `binding` and `err` are NULL or may be written to.
 */
sundesk_status sundesk_erlang_c_max_arrivals(uint32_t agents,
                                             double aht_s,
                                             const sundesk_goal *goal,
                                             double *per_hour,
                                             int32_t *binding,
                                             sundesk_error **err);

/**
 * Erlang A, where people hang up after a patience that is exponential around its mean of `mean_patience_s` seconds. Steady at any load.
 *
 * Contract:
 * `work` is alive; `out` has `struct_size` set to the bytes it has; `err` is NULL or may be written to.
 */
sundesk_status sundesk_erlang_a(const sundesk_workload *work,
                                double mean_patience_s,
                                uint32_t agents,
                                double target_s,
                                sundesk_erlang_a_figures *out,
                                sundesk_error **err);

/**
 * The least number of agents that keeps a goal when people hang up; at least one, and maybe below the traffic.
 *
 * Contract:
 * `work` and `goal` are alive; `out` has `struct_size` set to the bytes it has; `err` is NULL or may be written to.
 */
sundesk_status sundesk_erlang_a_required(const sundesk_workload *work,
                                         double mean_patience_s,
                                         const sundesk_goal *goal,
                                         sundesk_required *out,
                                         sundesk_error **err);

/**
 * How many people to schedule so that `agents` are on the queue: agents / (1 - shrinkage), rounded up.
 *
 * Contract:
 * `out` may be written to; `err` is NULL or may be written to.
 */
sundesk_status sundesk_headcount(uint32_t agents, double shrinkage, uint32_t *out, sundesk_error **err);

/**
 * The traffic of `len` intervals, in erlangs, when contacts last into the next ones: the mean number that would be busy at once.
 *
 * Contract:
 * `arrivals` and `traffic` point to `len` elements, `traffic` to memory of its own; `err` is NULL or may be written to.
 */
sundesk_status sundesk_carried(const double *arrivals,
                               size_t len,
                               double interval_s,
                               double aht_s,
                               double *traffic,
                               sundesk_error **err);

/**
 * What each of `len` intervals needs. `agents`, `headcount` and `service_levels` get a figure for each (0 agents where nobody comes) and may be
 * NULL. `mean_patience_s` 0 plans by Erlang C, else by Erlang A. `carry_over` other than 0 counts contacts that last into later intervals there.
 *
 * Contract:
 * `arrivals` points to `len` elements; `goal` is alive; `agents`, `headcount` and `service_levels` are NULL or point to `len` elements of memory
 * of their own; `totals` has `struct_size` set to the bytes it has; `err` is NULL or may be written to.
 */
sundesk_status sundesk_day_plan(const double *arrivals,
                                size_t len,
                                double interval_s,
                                double aht_s,
                                double mean_patience_s,
                                int32_t carry_over,
                                const sundesk_goal *goal,
                                uint32_t *agents,
                                uint32_t *headcount,
                                double *service_levels,
                                sundesk_day_totals *totals,
                                sundesk_error **err);

/* ==================================================================================================== */
/* The life of tickets */
/* ==================================================================================================== */

/**
 * The tickets on the table: their states, the people, the workflows and calendars they live by. It keeps nothing: write its
 * records down, or its JSON.
 */
typedef struct sundesk_board sundesk_board;

/**
 * A checked workflow: statuses, moves, rights, what time does.
 */
typedef struct sundesk_workflow sundesk_workflow;

/**
 * An empty board. `tenant` goes into the ids of its records; `calendars` are those its workflows name, NULL for none.
 *
 * Contract:
 * `tenant` is NUL-terminated; `calendars` is NULL or alive; `out` may be written to; `err` is NULL or may be written to.
 */
sundesk_status sundesk_board_new(const char *tenant,
                                 const sundesk_calendars *calendars,
                                 sundesk_board **out,
                                 sundesk_error **err);

/**
 * The board of a text that sundesk_board_json gave, with the calendars in force now.
 *
 * Contract:
 * `json` is NUL-terminated; `calendars` is NULL or alive; `out` may be written to; `err` is NULL or may be written to.
 */
sundesk_status sundesk_board_from_json(const char *json,
                                       const sundesk_calendars *calendars,
                                       sundesk_board **out,
                                       sundesk_error **err);

/**
 * Frees a board. NULL is fine.
 *
 * Contract:
 * `board` is NULL or not yet freed; it must not be used again.
 */
void sundesk_board_free(sundesk_board *board);

/**
 * The whole board but its calendars as one line of JSON. Free the text with sundesk_string_free.
 *
 * Contract:
 * `board` is alive; `out` may be written to; `err` is NULL or may be written to.
 */
sundesk_status sundesk_board_json(const sundesk_board *board, char **out, sundesk_error **err);

/**
 * Adds a workflow under a name, or its next version: new tickets live under it, present ones keep theirs. The first one is
 * that of tickets that name none. A calendar it needs and the board has not is SUNDESK_NOT_FOUND.
 *
 * Contract:
 * `board` is alive and used by nobody else; `name` is NUL-terminated; `workflow` is alive; `err` is NULL or may be written to.
 */
sundesk_status sundesk_board_add_workflow(sundesk_board *board,
                                          const char *name,
                                          const sundesk_workflow *workflow,
                                          sundesk_error **err);

/**
 * Says who there is: {"actors": {"ann": {"role": "agent"}}, "groups": {"tier1": ["ann"]}}.
 *
 * Contract:
 * `board` is alive and used by nobody else; `json` is NUL-terminated; `err` is NULL or may be written to.
 */
sundesk_status sundesk_board_set_people(sundesk_board *board, const char *json, sundesk_error **err);

/**
 * Puts other calendars in force: timers keep their promise and are worked out anew.
 *
 * Contract:
 * `board` is alive and used by nobody else; `calendars` is NULL or alive; `err` is NULL or may be written to.
 */
sundesk_status sundesk_board_set_calendars(sundesk_board *board,
                                           const sundesk_calendars *calendars,
                                           sundesk_error **err);

/**
 * Decides a command and folds what it leads to. The answer is a JSON object: `due`, the records of what came due before it;
 * `records`, what it did; `refusal`, null or its `code`, `message_id` and `data`; `repeated`. A refusal is SUNDESK_OK: it is an
 * answer, and wrote nothing. Free the text with sundesk_string_free.
 *
 * {"do": "set_status", "ticket": "T-1", "by": "ann", "at": "2026-03-02T09:00:00Z", "status": "solved"}
 *
 * Contract:
 * `board` is alive and used by nobody else; `command` is NUL-terminated; `out` may be written to; `err` is NULL or may be written to.
 */
sundesk_status sundesk_board_command(sundesk_board *board,
                                     const char *command,
                                     char **out,
                                     sundesk_error **err);

/**
 * What a command would lead to, as sundesk_board_command; the board does not change. A host with a store of its own decides,
 * writes the records of `due` and `records`, and gives each to sundesk_board_evolve.
 *
 * Contract:
 * `board` is alive; `command` is NUL-terminated; `out` may be written to; `err` is NULL or may be written to.
 */
sundesk_status sundesk_board_decide(const sundesk_board *board,
                                    const char *command,
                                    char **out,
                                    sundesk_error **err);

/**
 * Folds one record of JSON, in the order in which they were made.
 *
 * Contract:
 * `board` is alive and used by nobody else; `record` is NUL-terminated; `err` is NULL or may be written to.
 */
sundesk_status sundesk_board_evolve(sundesk_board *board, const char *record, sundesk_error **err);

/**
 * Lets everything take effect that came due at or before `now`, in order, and gives the records as a JSON list. At most 100,000
 * in one call: while sundesk_board_next_due is not after `now`, call again. Free the text with sundesk_string_free.
 *
 * Contract:
 * `board` is alive and used by nobody else; `out` may be written to; `err` is NULL or may be written to.
 */
sundesk_status sundesk_board_tick(sundesk_board *board,
                                  int64_t now,
                                  char **out,
                                  sundesk_error **err);

/**
 * When the next timer of any ticket comes due; SUNDESK_NEVER when none does.
 *
 * Contract:
 * `board` is alive; `out` may be written to; `err` is NULL or may be written to.
 */
sundesk_status sundesk_board_next_due(const sundesk_board *board, int64_t *out, sundesk_error **err);

/**
 * The moves that `actor` may make with a ticket at `now`, as a JSON list, each with what it still lacks: for buttons. Free the text with sundesk_string_free.
 *
 * Contract:
 * `board` is alive; `ticket` and `actor` are NUL-terminated; `out` may be written to; `err` is NULL or may be written to.
 */
sundesk_status sundesk_board_allowed(const sundesk_board *board,
                                     const char *ticket,
                                     const char *actor,
                                     int64_t now,
                                     char **out,
                                     sundesk_error **err);

/**
 * A ticket as people read it, as JSON. One that is not there is SUNDESK_NOT_FOUND. Free the text with sundesk_string_free.
 *
 * Contract:
 * `board` is alive; `id` is NUL-terminated; `out` may be written to; `err` is NULL or may be written to.
 */
sundesk_status sundesk_board_ticket(const sundesk_board *board,
                                    const char *id,
                                    char **out,
                                    sundesk_error **err);

/**
 * The ids of the tickets as a JSON list, in the order of their ids. Free the text with sundesk_string_free.
 *
 * Contract:
 * `board` is alive; `out` may be written to; `err` is NULL or may be written to.
 */
sundesk_status sundesk_board_tickets(const sundesk_board *board, char **out, sundesk_error **err);

/**
 * Where a ticket stands, whole, as JSON that a host may keep as a snapshot. Free the text with sundesk_string_free.
 *
 * Contract:
 * `board` is alive; `id` is NUL-terminated; `out` may be written to; `err` is NULL or may be written to.
 */
sundesk_status sundesk_board_state(const sundesk_board *board,
                                   const char *id,
                                   char **out,
                                   sundesk_error **err);

/**
 * Puts a ticket on the table as sundesk_board_state gave it.
 *
 * Contract:
 * `board` is alive and used by nobody else; `state` is NUL-terminated; `err` is NULL or may be written to.
 */
sundesk_status sundesk_board_put(sundesk_board *board, const char *state, sundesk_error **err);

/**
 * The workflow of a JSON document. All faults come back in one error (sundesk_error_json, `problems`), each with its path.
 *
 * Contract:
 * `json` is NUL-terminated; `out` may be written to; `err` is NULL or may be written to.
 */
sundesk_status sundesk_workflow_new(const char *json,
                                    sundesk_workflow **out,
                                    sundesk_error **err);

/**
 * One of the workflows that come with the library: "zendesk", "jsm", "servicenow", "zammad", "chatwoot", "linear".
 *
 * Contract:
 * `name` is NUL-terminated; `out` may be written to; `err` is NULL or may be written to.
 */
sundesk_status sundesk_workflow_preset(const char *name,
                                       sundesk_workflow **out,
                                       sundesk_error **err);

/**
 * Frees a workflow. NULL is fine.
 *
 * Contract:
 * `workflow` is NULL or not yet freed; it must not be used again.
 */
void sundesk_workflow_free(sundesk_workflow *workflow);

/**
 * The SHA-256 of the canonical document, 64 hexadecimal digits. Free the text with sundesk_string_free.
 *
 * Contract:
 * `workflow` is alive; `out` may be written to; `err` is NULL or may be written to.
 */
sundesk_status sundesk_workflow_version(const sundesk_workflow *workflow, char **out, sundesk_error **err);

/**
 * The document as JSON (SUNDESK_FORM_JSON), or states and moves as a picture (SUNDESK_FORM_SVG). Free the text with
 * sundesk_string_free.
 *
 * Contract:
 * `workflow` is alive; `out` may be written to; `err` is NULL or may be written to.
 */
sundesk_status sundesk_workflow_write(const sundesk_workflow *workflow,
                                      int32_t form,
                                      char **out,
                                      sundesk_error **err);

/* ==================================================================================================== */
/* Stores: where records are kept */
/* ==================================================================================================== */

/**
 * Where records are kept. What a call answered with "done" is on the disk and never lost. One thread at a time.
 */
typedef struct sundesk_store sundesk_store;

/**
 * Opens a SQLite file, or makes it, for the desk of `tenant`. `options` is NULL or {"vault": "desk.keys", "master": "64 hexadecimal digits",
 * "plain_fields": ["product"], "busy_ms": 10000}: the file of keys (else `path` with ".keys"), the key its keys are wrapped in, named
 * fields that say nothing of a person and are not sealed, how long to wait for another process that writes. A file of another program,
 * tenant or later release is SUNDESK_INCOMPATIBLE, a damaged one SUNDESK_INCONSISTENT_LOG.
 *
 * Contract:
 * `path` and `tenant` are NUL-terminated, `options` too or NULL; `out` may be written to; `err` is NULL or may be written to.
 */
sundesk_status sundesk_store_open(const char *path,
                                  const char *tenant,
                                  const char *options,
                                  sundesk_store **out,
                                  sundesk_error **err);

/**
 * An empty store in memory, for tests.
 *
 * Contract:
 * `tenant` is NUL-terminated; `out` may be written to; `err` is NULL or may be written to.
 */
sundesk_status sundesk_store_memory(const char *tenant, sundesk_store **out, sundesk_error **err);

/**
 * Closes a store. NULL is fine.
 *
 * Contract:
 * `store` is NULL or not yet freed; it must not be used again.
 */
void sundesk_store_free(sundesk_store *store);

/**
 * Writes a batch, whole or not at all: {"records": [...], "about": {"0": ["c-17"]}, "expect": {"T-1": 3}, "timers": [{"stream": "T-1", "at":
 * "2026-03-06T10:00:00Z", "what": "auto"}], "clocks": [...], "outbox": [{"topic": "mail", "body": "..."}]}, all of them optional. The
 * answer is JSON; its `append` is "done", "conflict" (`version`, `since`), "repeated" or "key_taken". Only "done" wrote something.
 * Free the text with sundesk_string_free.
 *
 * Contract:
 * `store` is alive and used by nobody else; `batch` is NUL-terminated; `out` may be written to; `err` is NULL or may be written to.
 */
sundesk_status sundesk_store_append(sundesk_store *store,
                                    const char *batch,
                                    char **out,
                                    sundesk_error **err);

/**
 * Writes the batches of several commands with one sync of the disk, each judged by itself; the answers are a JSON list in their order.
 * Free the text with sundesk_string_free.
 *
 * Contract:
 * `store` is alive and used by nobody else; `batches` points to `count` NUL-terminated texts; `out` may be written to; `err` is NULL or may be written to.
 */
sundesk_status sundesk_store_append_all(sundesk_store *store,
                                        const char *const *batches,
                                        size_t count,
                                        char **out,
                                        sundesk_error **err);

/**
 * The records of a ticket after a version as a JSON list, each with its `position`, `hash` and what of it is `erased`. Free the text with sundesk_string_free.
 *
 * Contract:
 * `store` is alive and not written to meanwhile; `stream` is NUL-terminated; `out` may be written to; `err` is NULL or may be written to.
 */
sundesk_status sundesk_store_load(const sundesk_store *store,
                                  const char *stream,
                                  uint64_t after,
                                  char **out,
                                  sundesk_error **err);

/**
 * The records of all tickets after a position as a JSON list, in order and without gaps; at most `limit`, up to 10,000. Free the text with sundesk_string_free.
 *
 * Contract:
 * `store` is alive and not written to meanwhile; `out` may be written to; `err` is NULL or may be written to.
 */
sundesk_status sundesk_store_feed(const sundesk_store *store,
                                  uint64_t after,
                                  size_t limit,
                                  char **out,
                                  sundesk_error **err);

/**
 * How many records a ticket has; 0 for one that is not there.
 *
 * Contract:
 * `store` is alive and not written to meanwhile; `stream` is NUL-terminated; `out` may be written to; `err` is NULL or may be written to.
 */
sundesk_status sundesk_store_version(const sundesk_store *store,
                                     const char *stream,
                                     uint64_t *out,
                                     sundesk_error **err);

/**
 * The end of the chain as JSON, `position` and `hash`: keep it elsewhere, and hand it to sundesk_store_verify later. Free the text with sundesk_string_free.
 *
 * Contract:
 * `store` is alive and not written to meanwhile; `out` may be written to; `err` is NULL or may be written to.
 */
sundesk_status sundesk_store_head(const sundesk_store *store,
                                  char **out,
                                  sundesk_error **err);

/**
 * The position that a consumer of the feed has kept; 0 for none.
 *
 * Contract:
 * `store` is alive and not written to meanwhile; `consumer` is NUL-terminated; `out` may be written to; `err` is NULL or may be written to.
 */
sundesk_status sundesk_store_cursor(const sundesk_store *store,
                                    const char *consumer,
                                    uint64_t *out,
                                    sundesk_error **err);

/**
 * Keeps the position of a consumer.
 *
 * Contract:
 * `store` is alive and used by nobody else; `consumer` is NUL-terminated; `err` is NULL or may be written to.
 */
sundesk_status sundesk_store_set_cursor(sundesk_store *store,
                                        const char *consumer,
                                        uint64_t position,
                                        sundesk_error **err);

/**
 * The last snapshot of a ticket in this form as JSON: `stream`, `version`, `form`, `body`; null without one. Free the text with sundesk_string_free.
 *
 * Contract:
 * `store` is alive and not written to meanwhile; `stream` and `form` are NUL-terminated; `out` may be written to; `err` is NULL or may be written to.
 */
sundesk_status sundesk_store_snapshot(const sundesk_store *store,
                                      const char *stream,
                                      const char *form,
                                      char **out,
                                      sundesk_error **err);

/**
 * Keeps a snapshot in place of the one before: {"stream": "T-1", "version": 3, "form": "state/1", "body": "what sundesk_board_state gave"}.
 *
 * Contract:
 * `store` is alive and used by nobody else; `snapshot` is NUL-terminated; `err` is NULL or may be written to.
 */
sundesk_status sundesk_store_put_snapshot(sundesk_store *store,
                                          const char *snapshot,
                                          sundesk_error **err);

/**
 * Claims timers that are due at `now` and that nobody holds for `worker` until `until`, the earliest first, as a JSON list of `stream`, `at`,
 * `what`. A batch that sets the timer anew or takes it away ends the claim. Free the text with sundesk_string_free.
 *
 * Contract:
 * `store` is alive and used by nobody else; `worker` is NUL-terminated; `out` may be written to; `err` is NULL or may be written to.
 */
sundesk_status sundesk_store_due(sundesk_store *store,
                                 const char *worker,
                                 int64_t now,
                                 int64_t until,
                                 size_t limit,
                                 char **out,
                                 sundesk_error **err);

/**
 * When the next timer is due, claimed or not; SUNDESK_NEVER when there is none.
 *
 * Contract:
 * `store` is alive and not written to meanwhile; `out` may be written to; `err` is NULL or may be written to.
 */
sundesk_status sundesk_store_next_due(const sundesk_store *store, int64_t *out, sundesk_error **err);

/**
 * Claims what is to be sent, the oldest first, as a JSON list of `number`, `topic`, `body`, `subject`. Free the text with sundesk_string_free.
 *
 * Contract:
 * `store` is alive and used by nobody else; `worker` is NUL-terminated; `out` may be written to; `err` is NULL or may be written to.
 */
sundesk_status sundesk_store_outbox(sundesk_store *store,
                                    const char *worker,
                                    int64_t now,
                                    int64_t until,
                                    size_t limit,
                                    char **out,
                                    sundesk_error **err);

/**
 * Takes out of the outbox what was sent, by number.
 *
 * Contract:
 * `store` is alive and used by nobody else; `numbers` points to `count` numbers; `err` is NULL or may be written to.
 */
sundesk_status sundesk_store_sent(sundesk_store *store,
                                  const uint64_t *numbers,
                                  size_t count,
                                  sundesk_error **err);

/**
 * The ticket that an id belongs to; `handle` is "message" or "token". None is SUNDESK_NOT_FOUND. Free the text with sundesk_string_free.
 *
 * Contract:
 * `store` is alive and not written to meanwhile; `handle` and `id` are NUL-terminated; `out` may be written to; `err` is NULL or may be written to.
 */
sundesk_status sundesk_store_find(const sundesk_store *store,
                                  const char *handle,
                                  const char *id,
                                  char **out,
                                  sundesk_error **err);

/**
 * The tickets whose records speak of somebody, as a JSON list of ids. Free the text with sundesk_string_free.
 *
 * Contract:
 * `store` is alive and not written to meanwhile; `subject` is NUL-terminated; `out` may be written to; `err` is NULL or may be written to.
 */
sundesk_status sundesk_store_streams_of(const sundesk_store *store,
                                        const char *subject,
                                        char **out,
                                        sundesk_error **err);

/**
 * A page of the inbox: {"filter": {"group": "emea", "status": ["new", "open"], "assignee": null}, "search": "parcel", "order": "due",
 * "descending": false, "after": null, "limit": 50}, all of them optional; a filter is also a list of conditions. `order` is "created",
 * "last_activity" or "due". The answer is JSON: `tickets`, `next` (the `after` of the next page, or null), `position`. Free the text with sundesk_string_free.
 *
 * Contract:
 * `store` is alive and used by nobody else; `query` is NUL-terminated; `out` may be written to; `err` is NULL or may be written to.
 */
sundesk_status sundesk_store_tickets(sundesk_store *store,
                                     const char *query,
                                     char **out,
                                     sundesk_error **err);

/**
 * How many tickets there are by "status", "status_category", "group", "assignee" or "priority", as a JSON object; what has none stands under
 * the empty word. `filter` is NULL for all. Free the text with sundesk_string_free.
 *
 * Contract:
 * `store` is alive and used by nobody else; `filter` is NUL-terminated or NULL, `by` NUL-terminated; `out` may be written to; `err` is NULL or may be written to.
 */
sundesk_status sundesk_store_counts(sundesk_store *store,
                                    const char *filter,
                                    const char *by,
                                    char **out,
                                    sundesk_error **err);

/**
 * Checks everything: numbers, chain, pages, and the inbox beside a fold of all records. `since` is NULL or a head that was kept elsewhere. The
 * answer is JSON: `records`, `tickets`, `head`. What is not as it was written is SUNDESK_INCONSISTENT_LOG. Free the text with sundesk_string_free.
 *
 * Contract:
 * `store` is alive and used by nobody else; `since` is NUL-terminated or NULL; `out` may be written to; `err` is NULL or may be written to.
 */
sundesk_status sundesk_store_verify(sundesk_store *store,
                                    const char *since,
                                    char **out,
                                    sundesk_error **err);

/**
 * Makes the inbox anew from the log.
 *
 * Contract:
 * `store` is alive and used by nobody else; `err` is NULL or may be written to.
 */
sundesk_status sundesk_store_rebuild_inbox(sundesk_store *store, sundesk_error **err);

/**
 * Copies the store as it is now into a new file, while others go on. The keys are not in it.
 *
 * Contract:
 * `store` is alive and not written to meanwhile; `to` is NUL-terminated; `err` is NULL or may be written to.
 */
sundesk_status sundesk_store_backup(const sundesk_store *store, const char *to, sundesk_error **err);

/**
 * Writes all records after a position to a new file as JSON lines, without what is erased; `out` is the last position.
 *
 * Contract:
 * `store` is alive and not written to meanwhile; `to` is NUL-terminated; `out` may be written to; `err` is NULL or may be written to.
 */
sundesk_status sundesk_store_export(const sundesk_store *store,
                                    const char *to,
                                    uint64_t after,
                                    uint64_t *out,
                                    sundesk_error **err);

/* ==================================================================================================== */
/* Questions: every report through one call */
/* ==================================================================================================== */

/**
 * Everything a desk knows by name: calendars, policies, rosters, workflows, logs, boards.
 */
typedef struct sundesk_library sundesk_library;

/**
 * A library, from a JSON document or NULL for an empty one: {"calendar": {..}, "calendars": {"night": {..}}, "policies": {"gold": {..}},
 * "rosters": {"eu": {..}}, "workflows": {..}, "logs": {..}}, each thing as in its own `_new`. All faults come back in one error, each with
 * its path ("rosters.eu.shifts[2].start").
 *
 * Contract:
 * `json` is NULL or NUL-terminated; `zones` is NULL (bundled) or alive; `out` may be written to; `err` is NULL or may be written to.
 */
sundesk_status sundesk_library_new(const char *json,
                                   const sundesk_zonedb *zones,
                                   sundesk_library **out,
                                   sundesk_error **err);

/**
 * Frees a library. NULL is fine.
 *
 * Contract:
 * `library` is NULL or not yet freed; it must not be used again.
 */
void sundesk_library_free(sundesk_library *library);

/**
 * Puts a calendar into a library; under the name "" it is that of tickets that no policy or event gives another. One of the same name
 * is replaced.
 *
 * Contract:
 * `library` is alive and used by nobody else; `name` is NUL-terminated; `calendar` is alive; `err` is NULL or may be written to.
 */
sundesk_status sundesk_library_put_calendar(sundesk_library *library,
                                            const char *name,
                                            const sundesk_calendar *calendar,
                                            sundesk_error **err);

/**
 * Puts policies into a library. `calendars` are those they are measured on, NULL for the library's own.
 *
 * Contract:
 * `library` is alive and used by nobody else; `name` is NUL-terminated; `policies` is alive; `calendars` is NULL or alive; `err` is NULL
 * or may be written to.
 */
sundesk_status sundesk_library_put_policies(sundesk_library *library,
                                            const char *name,
                                            const sundesk_policies *policies,
                                            const sundesk_calendars *calendars,
                                            sundesk_error **err);

/**
 * Puts a roster into a library.
 *
 * Contract:
 * `library` is alive and used by nobody else; `name` is NUL-terminated; `roster` is alive; `err` is NULL or may be written to.
 */
sundesk_status sundesk_library_put_roster(sundesk_library *library,
                                          const char *name,
                                          const sundesk_roster *roster,
                                          sundesk_error **err);

/**
 * Puts a workflow into a library.
 *
 * Contract:
 * `library` is alive and used by nobody else; `name` is NUL-terminated; `workflow` is alive; `err` is NULL or may be written to.
 */
sundesk_status sundesk_library_put_workflow(sundesk_library *library,
                                            const char *name,
                                            const sundesk_workflow *workflow,
                                            sundesk_error **err);

/**
 * Puts a log into a library, which shares it.
 *
 * Contract:
 * `library` is alive and used by nobody else; `name` is NUL-terminated; `log` is alive; `err` is NULL or may be written to.
 */
sundesk_status sundesk_library_put_log(sundesk_library *library,
                                       const char *name,
                                       const sundesk_eventlog *log,
                                       sundesk_error **err);

/**
 * Puts a board into a library, as it stands now.
 *
 * Contract:
 * `library` is alive and used by nobody else; `name` is NUL-terminated; `board` is alive; `err` is NULL or may be written to.
 */
sundesk_status sundesk_library_put_board(sundesk_library *library,
                                         const char *name,
                                         const sundesk_board *board,
                                         sundesk_error **err);

/**
 * Answers a question, a JSON object whose `ask` says what is asked: {"ask": "gaps", "roster": "eu", "from": .., "to": ..}. A name may be left
 * out where there is one thing of its kind. `form` is SUNDESK_FORM_JSON, SUNDESK_FORM_TEXT, or for questions with a picture
 * SUNDESK_FORM_SVG. Which questions there are: sundesk_questions. Free the text with sundesk_string_free.
 *
 * Contract:
 * `library` is alive; `question` is NUL-terminated; `out` may be written to; `err` is NULL or may be written to.
 */
sundesk_status sundesk_library_ask(const sundesk_library *library,
                                   const char *question,
                                   int32_t form,
                                   char **out,
                                   sundesk_error **err);

/**
 * The words of the questions there are, as a JSON list. Free the text with sundesk_string_free.
 *
 * Contract:
 * `out` may be written to; `err` is NULL or may be written to.
 */
sundesk_status sundesk_questions(char **out, sundesk_error **err);

/**
 * The JSON Schema (draft 2020-12) of the question with this word: its fields, what they mean, which are required. SUNDESK_NOT_FOUND for
 * another word. Free the text with sundesk_string_free.
 *
 * Contract:
 * `name` is NUL-terminated; `out` may be written to; `err` is NULL or may be written to.
 */
sundesk_status sundesk_question_schema(const char *name,
                                       char **out,
                                       sundesk_error **err);

/* ==================================================================================================== */
/* Desks: a library and a store */
/* ==================================================================================================== */

/**
 * A help desk: commands are decided by the workflows of a library and kept in a store; timers, promises and the inbox follow. What a
 * command was answered with is on the disk. One thread at a time; several processes may have one file open.
 */
typedef struct sundesk_desk sundesk_desk;

/**
 * Opens a desk in a SQLite file, or makes it; NULL for `path`: in memory, for tests. `library` has workflows, calendars and policies by
 * name and may be freed afterwards; NULL, or one without a workflow: tickets live by the preset zendesk. `options` is NULL or the document
 * `desk`: {"tenant": "acme", "workflow": "support", "policies": "gold", "people": {...}, "worker": "w1", "lease_s": 60, "store": {...}}.
 *
 * Contract:
 * `path` and `options` are NULL or NUL-terminated; `library` is NULL or alive; `out` may be written to; `err` is NULL or may be written to.
 */
sundesk_status sundesk_desk_open(const char *path,
                                 const sundesk_library *library,
                                 const char *options,
                                 sundesk_desk **out,
                                 sundesk_error **err);

/**
 * Closes a desk. NULL is fine.
 *
 * Contract:
 * `desk` is NULL or not yet freed; it must not be used again.
 */
void sundesk_desk_free(sundesk_desk *desk);

/**
 * Decides a command given at `now` and keeps what it leads to, in one batch. The answer is JSON: `due`, the records of what came due before
 * it; `records`, what it did, or did the first time its key was used; `refusal`, null or its `code`, `message_id` and `data`; `repeated`;
 * `versions`; `position`. A refusal is SUNDESK_OK: it is an answer. Free the text with sundesk_string_free.
 *
 * {"do": "set_status", "ticket": "T-1", "by": "ann", "status": "solved"}
 *
 * Contract:
 * `desk` is alive and used by nobody else; `command` is NUL-terminated; `out` may be written to; `err` is NULL or may be written to.
 */
sundesk_status sundesk_desk_command(sundesk_desk *desk,
                                    const char *command,
                                    int64_t now,
                                    char **out,
                                    sundesk_error **err);

/**
 * Lets everything take effect that came due at or before `now`, each at its own time, once; the records as a JSON list. Free the text with
 * sundesk_string_free.
 *
 * Contract:
 * `desk` is alive and used by nobody else; `out` may be written to; `err` is NULL or may be written to.
 */
sundesk_status sundesk_desk_tick(sundesk_desk *desk,
                                 int64_t now,
                                 char **out,
                                 sundesk_error **err);

/**
 * When to call sundesk_desk_tick next; SUNDESK_NEVER when no ticket waits for anything.
 *
 * Contract:
 * `desk` is alive and not written to meanwhile; `out` may be written to; `err` is NULL or may be written to.
 */
sundesk_status sundesk_desk_next_due(const sundesk_desk *desk, int64_t *out, sundesk_error **err);

/**
 * How many records a ticket has: what a command may state as `expect_version`; 0 for one that is not there.
 *
 * Contract:
 * `desk` is alive and not written to meanwhile; `ticket` is NUL-terminated; `out` may be written to; `err` is NULL or may be written to.
 */
sundesk_status sundesk_desk_version(const sundesk_desk *desk,
                                    const char *ticket,
                                    uint64_t *out,
                                    sundesk_error **err);

/**
 * Everything else a desk does, by its word: {"call": "tickets", "filter": {"group": "emea"}, "order": "due"}, "counts", "ticket", "allowed",
 * "sla", "explain", "history", "feed", "cursor", "set_cursor", "outbox", "sent", "head", "verify", "backup", "ask", "commands". The answer is
 * JSON. The calls and their fields: docs/help-desk-in-an-afternoon.md. Free the text with sundesk_string_free.
 *
 * Contract:
 * `desk` is alive and used by nobody else; `call` is NUL-terminated; `out` may be written to; `err` is NULL or may be written to.
 */
sundesk_status sundesk_desk_call(sundesk_desk *desk,
                                 const char *call,
                                 char **out,
                                 sundesk_error **err);

/* ==================================================================================================== */
/* Documents and their layers */
/* ==================================================================================================== */

/**
 * Documents by name, each of which may extend another: a global playbook with five regional layers is one document and five small
 * ones. A document with {"extends": "global", ...} is laid over the one of that name: objects key by key, lists and all else
 * replaced whole, null removes. A document stands on at most 8 others.
 */
typedef struct sundesk_layers sundesk_layers;

/**
 * The JSON Schema (draft 2020-12) of the kind of document with this name: "calendar", "policies", "events", "log", "column-map",
 * "report", "review", "template-settings" and others that the page docs/documents.md lists. SUNDESK_NOT_FOUND for another name.
 * Free the text with sundesk_string_free.
 *
 * Contract:
 * `name` is NUL-terminated; `out` may be written to; `err` is NULL or may be written to.
 */
sundesk_status sundesk_document_schema(const char *name,
                                       char **out,
                                       sundesk_error **err);

/**
 * No documents yet.
 *
 * Contract:
 * `out` may be written to; `err` is NULL or may be written to.
 */
sundesk_status sundesk_layers_new(sundesk_layers **out, sundesk_error **err);

/**
 * Takes up a document (JSON text, an object) under the name that others extend it by, in the place of one that had it.
 *
 * Contract:
 * `layers` is alive and used by no other call meanwhile; `name` and `json` are NUL-terminated; `err` is NULL or may be written to.
 */
sundesk_status sundesk_layers_add(sundesk_layers *layers,
                                  const char *name,
                                  const char *json,
                                  sundesk_error **err);

/**
 * The document of a name with all it stands on, as JSON text for sundesk_calendar_new and its like. With a `kind` of
 * sundesk_document_schema ("calendar", "policies", ...) it is checked as such a document first: each problem of the error then has
 * its `path` in this document and, as `document`, the name of the one the value came from. Free the text with sundesk_string_free.
 *
 * Contract:
 * `layers` is alive; `name` is NUL-terminated; `kind` is NULL (not checked) or NUL-terminated; `zones` is NULL (bundled) or alive;
 * `out` may be written to; `err` is NULL or may be written to.
 */
sundesk_status sundesk_layers_effective(const sundesk_layers *layers,
                                        const char *name,
                                        const char *kind,
                                        const sundesk_zonedb *zones,
                                        char **out,
                                        sundesk_error **err);

/**
 * Frees the documents. NULL is fine.
 *
 * Contract:
 * `layers` is NULL or not yet freed; it must not be used again.
 */
void sundesk_layers_free(sundesk_layers *layers);

/* ==================================================================================================== */
/* Texts in the reader's language (not in a library built with `make FEATURES=`) */
/* ==================================================================================================== */

/**
 * How a text message travels.
 */
typedef enum {
  /**
   * Seven bits per character, 160 to a message.
   */
  SUNDESK_SMS_GSM7 = 0,
  /**
   * Sixteen bits per unit, 70 to a message.
   */
  SUNDESK_SMS_UCS2 = 1,
} sundesk_sms_encoding;

/**
 * What a sundesk_function put into its sink.
 */
typedef enum {
  /**
   * Text, escaped for the channel it goes to.
   */
  SUNDESK_ANSWER_TEXT = 0,
  /**
   * A JSON value as in the `args` of sundesk_templates_render: a number, an amount of money, a date, a list, null for missing.
   */
  SUNDESK_ANSWER_JSON = 1,
  /**
   * Markup of the channel's own format, made by your code: not escaped. Never put into it what somebody typed.
   */
  SUNDESK_ANSWER_MARKUP = 2,
  /**
   * It failed, and the sink says why: the rendering ends with an error that holds these words.
   */
  SUNDESK_ANSWER_ERROR = 3,
} sundesk_answer;

/**
 * The messages of one locale.
 */
typedef struct sundesk_bundle sundesk_bundle;

/**
 * A delivery that is read and checked already. Any number of threads may render with it at the same time.
 */
typedef struct sundesk_delivery sundesk_delivery;

/**
 * Functions of your program that templates may call besides the built-in ones. Templates and bundles keep what they need of it:
 * it may be freed at once.
 */
typedef struct sundesk_functions sundesk_functions;

/**
 * Where a sundesk_transform or a sundesk_function puts its result.
 */
typedef struct sundesk_sink sundesk_sink;

/**
 * The texts of every locale, checked and compiled. A reload swaps them at once; renderings on other threads go on undisturbed,
 * so all calls take `const sundesk_templates *`.
 */
typedef struct sundesk_templates sundesk_templates;

/**
 * The last look at a directory of texts.
 */
typedef struct sundesk_watch sundesk_watch;

/**
 * Changes the text of messages while a bundle is made (for pseudo-locales, say). It is handed `len` bytes of UTF-8 and gives the
 * changed text to sundesk_sink_write, in one piece or several. It must not keep the pointers and must not throw.
 */
typedef void (*sundesk_transform)(void *userdata, const char *text, size_t len, sundesk_sink *sink);

/**
 * A function that templates call. `call` is JSON, NUL-terminated and yours only until you return:
 * {"function": "TICKET_LINK", "locale": "de", "formatter": "de-AT", "zone": "Europe/Vienna", "now": 1780272000000000,
 * "tone": "formal", "format": "html", "values": [4711], "options": {"style": "long"}}. `locale` is the text's, `formatter` the one for
 * sundesk_format; `format` is how the text is written, and so what markup has to be in (null in a bundle); `zone`, `now` and `tone` are
 * null when the rendering has none. Values are written as in the `args` of sundesk_templates_render.
 *
 * It gives its answer to sundesk_sink_write, in one piece or several, and returns the sundesk_answer that says what the answer is;
 * any other number, bytes that are not UTF-8 and JSON that is no value are errors of the function.
 *
 * It may be called from every thread that renders, from several at once, and more than once for one text. It must not throw, jump
 * out or unwind, and must not free what it was called through. It may call this library, also to render a text, at most 16 functions
 * deep.
 */
typedef int32_t (*sundesk_function)(void *userdata, const char *call, sundesk_sink *sink);

/**
 * What is called with the userdata when nothing uses it any more.
 */
typedef void (*sundesk_drop)(void *userdata);

/**
 * What a text costs as a text message. Set `struct_size` to sizeof(sundesk_sms) before the call; a size
 * below the first version's is refused.
 */
typedef struct {
  /**
   * In: sizeof(sundesk_sms).
   */
  uint32_t struct_size;
  /**
   * A sundesk_sms_encoding.
   */
  int32_t encoding;
  /**
   * Units used (two for an extension character such as the euro sign, two for a character past U+FFFF in UCS-2).
   */
  uint32_t units;
  /**
   * Messages sent and paid for; 0 for an empty text.
   */
  uint32_t segments;
  /**
   * The first character that forbids GSM-7, as its Unicode number; 0 when there is none.
   */
  uint32_t first_non_gsm;
} sundesk_sms;

/**
 * Adds `len` bytes to the result of a sundesk_transform or a sundesk_function.
 *
 * Contract:
 * `sink` is the one the function was called with; `bytes` points to `len` bytes.
 */
void sundesk_sink_write(sundesk_sink *sink, const char *bytes, size_t len);

/**
 * A bundle from Fluent text. What is not Fluent is left out and listed by sundesk_bundle_problems. `functions` are those that its
 * messages may call, NULL for none; `transform` may be NULL.
 *
 * Contract:
 * `locale` and `ftl` are NUL-terminated; `functions` is NULL or alive; `transform` is NULL or a function that keeps to its description, with `userdata`;
 * `out` may be written to; `err` is NULL or may be written to.
 */
sundesk_status sundesk_bundle_new(const char *locale,
                                  const char *ftl,
                                  const sundesk_functions *functions,
                                  sundesk_transform transform,
                                  void *userdata,
                                  sundesk_bundle **out,
                                  sundesk_error **err);

/**
 * Frees a bundle. NULL is fine.
 *
 * Contract:
 * `bundle` is NULL or not yet freed; it must not be used again.
 */
void sundesk_bundle_free(sundesk_bundle *bundle);

/**
 * What is wrong with the source, as a JSON list of {"kind", "code", "file", "line", "column", "id", "text"}; "[]" when nothing is.
 * "kind" is "syntax" for a stretch that is not Fluent ("id" is empty), "duplicate" for an id that stands twice ("code" is empty).
 * Free the text with sundesk_string_free.
 *
 * Contract:
 * `bundle` is alive; `out` may be written to; `err` is NULL or may be written to.
 */
sundesk_status sundesk_bundle_problems(const sundesk_bundle *bundle,
                                       char **out,
                                       sundesk_error **err);

/**
 * A message of a bundle for a reader; a missing or wrong value is an error, never a half-made text. `attribute` is NULL for the
 * value of the message; `args` and `ctx` are JSON as in sundesk_templates_render, or NULL. Free the text with
 * sundesk_string_free.
 *
 * Contract:
 * `bundle` is alive; `message` is NUL-terminated; `attribute`, `args` and `ctx` are NULL or NUL-terminated; `zones` is NULL
 * (bundled) or alive; `out` may be written to; `err` is NULL or may be written to.
 */
sundesk_status sundesk_bundle_format(const sundesk_bundle *bundle,
                                     const char *message,
                                     const char *attribute,
                                     const char *args,
                                     const char *ctx,
                                     const sundesk_zonedb *zones,
                                     char **out,
                                     sundesk_error **err);

/**
 * The same for an editor or preview, as JSON: {"text": ..., "errors": [{"kind", "line", "column", "name", ...}]}, with marks such
 * as {$name} in the text where something went wrong. "null" for a message that is not there. Never send it to a customer.
 * Free the text with sundesk_string_free.
 *
 * Contract:
 * As sundesk_bundle_format.
 */
sundesk_status sundesk_bundle_preview(const sundesk_bundle *bundle,
                                      const char *message,
                                      const char *attribute,
                                      const char *args,
                                      const char *ctx,
                                      const sundesk_zonedb *zones,
                                      char **out,
                                      sundesk_error **err);

/**
 * Checks texts without loading them, as a build does: `sources`, `config` and `functions` are those of sundesk_templates_from_sources. `out`
 * gets the JSON report of sundesk_templates_report with two more fields: "text", its lines for people, and "exit_code": 0 fine, 1
 * something reaches the level `fail_on` ("info", "warning", "error"; NULL for "error"), 2 the texts cannot be loaded. Faulty texts are
 * no error of this call. Free the text with sundesk_string_free.
 *
 * Contract:
 * `sources` and `fail_on` are NULL or NUL-terminated; `config` is NUL-terminated; `functions` is NULL or alive; `out` may be written
 * to; `err` is NULL or may be written to.
 */
sundesk_status sundesk_templates_check(const char *sources,
                                       const char *config,
                                       const sundesk_functions *functions,
                                       const char *fail_on,
                                       char **out,
                                       sundesk_error **err);

/**
 * sundesk_templates_check of the files `<dir>/<locale>/<set>.ftl`. A directory or file that cannot be read is an error.
 *
 * Contract:
 * `dir` and `config` are NUL-terminated; `functions` is NULL or alive; `fail_on` is NULL or NUL-terminated; `out` may be written to;
 * `err` is NULL or may be written to.
 */
sundesk_status sundesk_templates_check_dir(const char *dir,
                                           const char *config,
                                           const sundesk_functions *functions,
                                           const char *fail_on,
                                           char **out,
                                           sundesk_error **err);

/**
 * The texts of the starter catalog as a JSON list for sundesk_templates_from_sources: to load beside your own, or to write to files and
 * change. Free the text with sundesk_string_free.
 *
 * Contract:
 * `out` may be written to; `err` is NULL or may be written to.
 */
sundesk_status sundesk_starter_sources(char **out,
                                       sundesk_error **err);

/**
 * Which sets are on, as JSON: {"de": ["ticket"]}. Store it and give it back at the next start as {"gate": {"previous": ...}} of the
 * configuration, so that a language near its threshold does not flip. Free the text with sundesk_string_free.
 *
 * Contract:
 * `templates` is alive; `out` may be written to; `err` is NULL or may be written to.
 */
sundesk_status sundesk_templates_gate_state(const sundesk_templates *templates,
                                            char **out,
                                            sundesk_error **err);

/**
 * A first look at `<dir>/<locale>/` and its files: only later changes count.
 *
 * Contract:
 * `dir` is NUL-terminated; `out` may be written to; `err` is NULL or may be written to.
 */
sundesk_status sundesk_watch_new(const char *dir, sundesk_watch **out, sundesk_error **err);

/**
 * Frees a watch. NULL is fine.
 *
 * Contract:
 * `watch` is NULL or not yet freed; it must not be used again.
 */
void sundesk_watch_free(sundesk_watch *watch);

/**
 * Reloads a directory if its files changed since the last look: call it from a timer, nothing here waits or runs by itself. `out`
 * gets the report of sundesk_templates_reload_dir, "null" when nothing changed. Free the text with sundesk_string_free.
 *
 * Contract:
 * `templates` is alive; `dir` is NUL-terminated; `watch` is alive and used by nobody else meanwhile; `out` may be written to; `err` is
 * NULL or may be written to.
 */
sundesk_status sundesk_templates_poll_dir(const sundesk_templates *templates,
                                          const char *dir,
                                          sundesk_watch *watch,
                                          char **out,
                                          sundesk_error **err);

/**
 * The locales that an Accept-Language header wishes, best first, as a JSON list: "locales" of a delivery. Free the text with
 * sundesk_string_free.
 *
 * Contract:
 * `header` is NUL-terminated; `out` may be written to; `err` is NULL or may be written to.
 */
sundesk_status sundesk_parse_accept_language(const char *header,
                                             char **out,
                                             sundesk_error **err);

/**
 * The locales at hand (`available`, a JSON list) that fit the wishes (`wishes`, a JSON list, best first), best first, as a JSON list:
 * by canonical name, CLDR parents, same language and script, never another script. Free the text with sundesk_string_free.
 *
 * Contract:
 * `wishes` and `available` are NUL-terminated; `out` may be written to; `err` is NULL or may be written to.
 */
sundesk_status sundesk_negotiate(const char *wishes,
                                 const char *available,
                                 char **out,
                                 sundesk_error **err);

/**
 * A delivery from the JSON that sundesk_templates_render takes: {"locales": ["de"], "ctx": {"zone": "Europe/Berlin"}}. `zones`
 * may be freed afterwards.
 *
 * Contract:
 * `json` is NUL-terminated; `zones` is NULL (bundled) or alive; `out` may be written to; `err` is NULL or may be written to.
 */
sundesk_status sundesk_delivery_new(const char *json,
                                    const sundesk_zonedb *zones,
                                    sundesk_delivery **out,
                                    sundesk_error **err);

/**
 * Frees a delivery. NULL is fine.
 *
 * Contract:
 * `delivery` is NULL or not yet freed; it must not be used again.
 */
void sundesk_delivery_free(sundesk_delivery *delivery);

/**
 * Sets the present that relative times are counted from; SUNDESK_NEVER takes it away. Not while another thread uses the delivery.
 *
 * Contract:
 * `delivery` is alive and used by nobody else; `err` is NULL or may be written to.
 */
sundesk_status sundesk_delivery_set_now(sundesk_delivery *delivery,
                                        int64_t now,
                                        sundesk_error **err);

/**
 * The text of sundesk_templates_text for a delivery held ready. `args` is a JSON object or NULL for none. Free the text with
 * sundesk_string_free.
 *
 * Contract:
 * `delivery` and `templates` are alive; `id` is NUL-terminated; `args` is NULL or NUL-terminated; `out` may be written to; `err` is NULL
 * or may be written to.
 */
sundesk_status sundesk_delivery_text(const sundesk_delivery *delivery,
                                     const sundesk_templates *templates,
                                     const char *id,
                                     const char *args,
                                     char **out,
                                     sundesk_error **err);

/**
 * The whole answer of sundesk_templates_render for a delivery held ready, as JSON. Free the text with sundesk_string_free.
 *
 * Contract:
 * As sundesk_delivery_text.
 */
sundesk_status sundesk_delivery_render(const sundesk_delivery *delivery,
                                       const sundesk_templates *templates,
                                       const char *id,
                                       const char *args,
                                       char **out,
                                       sundesk_error **err);

/**
 * An empty list of functions.
 *
 * Contract:
 * `out` may be written to; `err` is NULL or may be written to.
 */
sundesk_status sundesk_functions_new(sundesk_functions **out, sundesk_error **err);

/**
 * Adds a function: its name in templates (capitals, such as "TICKET_LINK"), how many values a template gives it, and the options a
 * template may set, as a JSON list of names (["style"]; NULL for none). What a template may not do is found when it is loaded
 * (check E10).
 *
 * `userdata` is handed to each call. `drop` (may be NULL) is called with it once, when the list and everything made with it are
 * freed, on the thread that frees last; also when this call fails.
 *
 * Contract:
 * `functions` is alive and used by nobody else meanwhile; `name` is NUL-terminated; `options` is NULL or NUL-terminated; `function`
 * and `drop` keep to their descriptions; `err` is NULL or may be written to.
 */
sundesk_status sundesk_functions_register(sundesk_functions *functions,
                                          const char *name,
                                          size_t positional,
                                          const char *options,
                                          sundesk_function function,
                                          void *userdata,
                                          sundesk_drop drop,
                                          sundesk_error **err);

/**
 * Frees a list of functions. NULL is fine.
 *
 * Contract:
 * `functions` is NULL or not yet freed; it must not be used again.
 */
void sundesk_functions_free(sundesk_functions *functions);

/**
 * Loads `<dir>/<locale>/<set>.ftl`. `config` is a JSON object with at least the reference locale: {"reference": "en"}.
 * A broken file is refused with its place; all findings are in sundesk_error_json, `problems`. `functions` are those that the texts
 * may call, NULL for none; reloads keep them.
 *
 * Contract:
 * `dir` and `config` are NUL-terminated; `functions` is NULL or alive; `out` may be written to; `err` is NULL or may be written to.
 */
sundesk_status sundesk_templates_load_dir(const char *dir,
                                          const char *config,
                                          const sundesk_functions *functions,
                                          sundesk_templates **out,
                                          sundesk_error **err);

/**
 * Loads texts at hand, as a JSON list: [{"locale": "en", "set": "ticket", "text": "closed = Ticket { $ticket } is closed."}].
 * NULL for the starter catalog that comes with the library: twelve languages, reference "en". `functions` are those that the texts may
 * call, NULL for none; reloads keep them.
 *
 * Contract:
 * `sources` is NULL or NUL-terminated; `config` is NUL-terminated; `functions` is NULL or alive; `out` may be written to; `err` is NULL or may be written to.
 */
sundesk_status sundesk_templates_from_sources(const char *sources,
                                              const char *config,
                                              const sundesk_functions *functions,
                                              sundesk_templates **out,
                                              sundesk_error **err);

/**
 * Frees templates. NULL is fine.
 *
 * Contract:
 * `templates` is NULL or not yet freed; it must not be used again.
 */
void sundesk_templates_free(sundesk_templates *templates);

/**
 * Replaces all texts by those of a directory (`dir`), at once or not at all. `out` gets a JSON report: {"swapped": true,
 * "version": ..., "report": ...}; when the new texts are refused, `swapped` is false, `report` says why, and the old ones go on.
 * Free the text with sundesk_string_free.
 *
 * Contract:
 * `templates` is alive; `dir` is NUL-terminated; `out` may be written to; `err` is NULL or may be written to.
 */
sundesk_status sundesk_templates_reload_dir(const sundesk_templates *templates,
                                            const char *dir,
                                            char **out,
                                            sundesk_error **err);

/**
 * What the checks and the gate say, as JSON: findings with file, line and code, and for every set and locale whether it is used
 * and why. Free the text with sundesk_string_free.
 *
 * Contract:
 * `templates` is alive; `out` may be written to; `err` is NULL or may be written to.
 */
sundesk_status sundesk_templates_report(const sundesk_templates *templates,
                                        char **out,
                                        sundesk_error **err);

/**
 * What there is, as JSON: {"version": ..., "locales": [...], "messages": [...]}. Free the text with sundesk_string_free.
 *
 * Contract:
 * `templates` is alive; `out` may be written to; `err` is NULL or may be written to.
 */
sundesk_status sundesk_templates_contents(const sundesk_templates *templates,
                                          char **out,
                                          sundesk_error **err);

/**
 * A finished text with everything about it, as JSON: {"text", "locale", "dir", "reason", "coverage", "warnings", "version"}.
 * Store `locale` with the ticket and pass it back as "sticky".
 *
 * `id` is a message ("ticket-closed") or one of its forms ("survey-csat.low"). `args` is a JSON object: texts, whole numbers,
 * lists, and typed values such as {"type": "money", "amount": "12.50", "currency": "EUR"} or {"type": "datetime", "value":
 * "2026-03-09T14:05:09Z"}; NULL for none. `delivery` says who reads it and how: {"locales": ["vi"], "channel": "sms", "ctx":
 * {"zone": "Asia/Ho_Chi_Minh", "now": "2026-03-09T14:05:09Z"}}. A missing or wrong value is an error, never a half-made text.
 * Free the text with sundesk_string_free.
 *
 * Contract:
 * `templates` is alive; `id` and `delivery` are NUL-terminated; `args` is NULL or NUL-terminated; `zones` is NULL (bundled) or
 * alive; `out` may be written to; `err` is NULL or may be written to.
 */
sundesk_status sundesk_templates_render(const sundesk_templates *templates,
                                        const char *id,
                                        const char *args,
                                        const char *delivery,
                                        const sundesk_zonedb *zones,
                                        char **out,
                                        sundesk_error **err);

/**
 * Several forms of one message in one language, as a JSON list in their order: the subject and the body of a mail, its HTML part, a text
 * message. `channels` is a JSON list of channels: ["subject", "body"]; the "channel" of `delivery` is not looked at. The language is decided
 * once: where a form may not be read, or cannot be made with these values, all of them are in the next wish or the reference.
 * Each is as in sundesk_templates_render; `id` is a message. Free the text with sundesk_string_free.
 *
 * Contract:
 * As sundesk_templates_render; `channels` is NUL-terminated.
 */
sundesk_status sundesk_templates_render_forms(const sundesk_templates *templates,
                                              const char *id,
                                              const char *channels,
                                              const char *args,
                                              const char *delivery,
                                              const sundesk_zonedb *zones,
                                              char **out,
                                              sundesk_error **err);

/**
 * sundesk_templates_render for the eyes of an editor, never for a customer: what is missing or wrong becomes a mark such as {$name}, and the JSON has
 * one more field, "errors": [{"kind", "file", "line", "column", "message", "name", "detail"}]. Free the text with sundesk_string_free.
 *
 * Contract:
 * As sundesk_templates_render.
 */
sundesk_status sundesk_templates_preview(const sundesk_templates *templates,
                                         const char *id,
                                         const char *args,
                                         const char *delivery,
                                         const sundesk_zonedb *zones,
                                         char **out,
                                         sundesk_error **err);

/**
 * Only the text of sundesk_templates_render. Free it with sundesk_string_free.
 *
 * Contract:
 * As sundesk_templates_render.
 */
sundesk_status sundesk_templates_text(const sundesk_templates *templates,
                                      const char *id,
                                      const char *args,
                                      const char *delivery,
                                      const sundesk_zonedb *zones,
                                      char **out,
                                      sundesk_error **err);

/**
 * A value in the form of a locale, as a JSON text (`plural`: a JSON list). `kind` is number, percent, currency, compact, plural,
 * datetime, date, duration, list, relative or unit; `input` and `options` are JSON, the options those of Intl: sundesk_format("de", "currency",
 * "\"1234.5\"", "{\"currency\": \"EUR\"}", ...). `options` may be NULL. Free the text with sundesk_string_free.
 *
 * Contract:
 * `locale`, `kind` and `input` are NUL-terminated; `options` is NULL or NUL-terminated; `zones` is NULL (bundled) or alive;
 * `out` may be written to; `err` is NULL or may be written to.
 */
sundesk_status sundesk_format(const char *locale,
                              const char *kind,
                              const char *input,
                              const char *options,
                              const sundesk_zonedb *zones,
                              char **out,
                              sundesk_error **err);

/**
 * Replaces all texts by those at hand (`sources`, a JSON list as in sundesk_templates_from_sources; NULL for the starter catalog), at once
 * or not at all. `out` gets the report of sundesk_templates_reload_dir. Free the text with sundesk_string_free.
 *
 * Contract:
 * `templates` is alive; `sources` is NULL or NUL-terminated; `out` may be written to; `err` is NULL or may be written to.
 */
sundesk_status sundesk_templates_reload(const sundesk_templates *templates,
                                        const char *sources,
                                        char **out,
                                        sundesk_error **err);

/**
 * What every message of the reference needs and offers, in the order of their ids, as a JSON list: {"id", "set", "texts",
 * "variables": {name: {"type", ..., "used_in"}}, "hash", "hashes"}. A build can check its calls against it. Free the text with
 * sundesk_string_free.
 *
 * Contract:
 * `templates` is alive; `out` may be written to; `err` is NULL or may be written to.
 */
sundesk_status sundesk_templates_contracts(const sundesk_templates *templates,
                                           char **out,
                                           sundesk_error **err);

/**
 * One message of sundesk_templates_contracts; "null" when there is none of that id. Free the text with sundesk_string_free.
 *
 * Contract:
 * `templates` is alive; `id` is NUL-terminated; `out` may be written to; `err` is NULL or may be written to.
 */
sundesk_status sundesk_templates_variables(const sundesk_templates *templates,
                                           const char *id,
                                           char **out,
                                           sundesk_error **err);

/**
 * A translation (Fluent text) with `# @src` marks that say: translated from the reference as it is now. Marks that are there are
 * renewed; only comment lines change. Free the text with sundesk_string_free.
 *
 * Contract:
 * `templates` is alive; `translation` is NUL-terminated; `out` may be written to; `err` is NULL or may be written to.
 */
sundesk_status sundesk_templates_stamp(const sundesk_templates *templates,
                                       const char *translation,
                                       char **out,
                                       sundesk_error **err);

/**
 * How a set of texts stands in a locale, as JSON: {"set", "locale", "units", "done", "coverage", "on", "reason", "open": {text:
 * why}}; "null" when there is no such set or locale. Free the text with sundesk_string_free.
 *
 * Contract:
 * `templates` is alive; `set` and `locale` are NUL-terminated; `out` may be written to; `err` is NULL or may be written to.
 */
sundesk_status sundesk_templates_coverage(const sundesk_templates *templates,
                                          const char *set,
                                          const char *locale,
                                          char **out,
                                          sundesk_error **err);

/**
 * A Fluent file in strange letters, for finding texts that are not translated or do not fit: `locale` is "en-XA" (accented,
 * longer) or "ar-XB" (from right to left). Free the text with sundesk_string_free.
 *
 * Contract:
 * `source` and `locale` are NUL-terminated; `out` may be written to; `err` is NULL or may be written to.
 */
sundesk_status sundesk_pseudo_localize(const char *source,
                                       const char *locale,
                                       char **out,
                                       sundesk_error **err);

/**
 * What `text` costs as a text message, as it stands.
 *
 * Contract:
 * `text` is NUL-terminated; `out` has `struct_size` set to the bytes it has; `err` is NULL or may be written to.
 */
sundesk_status sundesk_sms_count(const char *text,
                                 sundesk_sms *out,
                                 sundesk_error **err);

#ifdef __cplusplus
}  // extern "C"
#endif  // __cplusplus

#endif  /* SUNDESK_H */
