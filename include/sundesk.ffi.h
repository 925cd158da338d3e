/* sundesk.h without the preprocessor, for FFI parsers. Generated; do not edit. SUNDESK_NEVER is INT64_MIN. */

enum {
  SUNDESK_ABI_VERSION = 0,
  SUNDESK_VERSION_MAJOR = 0,
  SUNDESK_VERSION_MINOR = 1,
  SUNDESK_VERSION_PATCH = 0,
};

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

typedef enum {
  SUNDESK_GAP_TRANSITION = 0,
  SUNDESK_GAP_COMPATIBLE = 1,
} sundesk_gap;

typedef enum {
  SUNDESK_FOLD_EARLIER = 0,
  SUNDESK_FOLD_LATER = 1,
} sundesk_fold;

typedef enum {
  SUNDESK_LOCAL_UNIQUE = 0,
  SUNDESK_LOCAL_GAP = 1,
  SUNDESK_LOCAL_FOLD = 2,
} sundesk_local_time;

typedef enum {
  SUNDESK_BOUNDARY_CLOSE = 0,
  SUNDESK_BOUNDARY_NEXT_OPEN = 1,
} sundesk_boundary;

typedef enum {
  SUNDESK_DAY_KEEP_TIME = 0,
  SUNDESK_DAY_END = 1,
  SUNDESK_DAY_AT = 2,
} sundesk_day_mode;

typedef enum {
  SUNDESK_FORM_JSON = 0,
  SUNDESK_FORM_TEXT = 1,
  SUNDESK_FORM_SVG = 2,
  SUNDESK_FORM_HTML = 3,
  SUNDESK_FORM_CSV = 4,
  SUNDESK_FORM_MARKDOWN = 5,
} sundesk_form;

typedef enum {
  SUNDESK_METRIC_INACTIVE = 0,
  SUNDESK_METRIC_RUNNING = 1,
  SUNDESK_METRIC_PAUSED = 2,
  SUNDESK_METRIC_MET = 3,
  SUNDESK_METRIC_MISSED = 4,
  SUNDESK_METRIC_BREACHED = 5,
  SUNDESK_METRIC_CANCELLED = 6,
} sundesk_metric_state;

typedef enum {
  SUNDESK_SMS_GSM7 = 0,
  SUNDESK_SMS_UCS2 = 1,
} sundesk_sms_encoding;

typedef enum {
  SUNDESK_ANSWER_TEXT = 0,
  SUNDESK_ANSWER_JSON = 1,
  SUNDESK_ANSWER_MARKUP = 2,
  SUNDESK_ANSWER_ERROR = 3,
} sundesk_answer;

typedef enum {
  SUNDESK_BOUND_SERVICE_LEVEL = 0,
  SUNDESK_BOUND_OCCUPANCY = 1,
  SUNDESK_BOUND_ASA = 2,
} sundesk_bound;

typedef struct sundesk_binding sundesk_binding;

typedef struct sundesk_board sundesk_board;

typedef struct sundesk_bundle sundesk_bundle;

typedef struct sundesk_calendar sundesk_calendar;

typedef struct sundesk_calendars sundesk_calendars;

typedef struct sundesk_cover sundesk_cover;

typedef struct sundesk_delivery sundesk_delivery;

typedef struct sundesk_desk sundesk_desk;

typedef struct sundesk_dueindex sundesk_dueindex;

typedef struct sundesk_error sundesk_error;

typedef struct sundesk_eventlog sundesk_eventlog;

typedef struct sundesk_functions sundesk_functions;

typedef struct sundesk_history sundesk_history;

typedef struct sundesk_layers sundesk_layers;

typedef struct sundesk_library sundesk_library;

typedef struct sundesk_livetickets sundesk_livetickets;

typedef struct sundesk_policies sundesk_policies;

typedef struct sundesk_roster sundesk_roster;

typedef struct sundesk_sink sundesk_sink;

typedef struct sundesk_store sundesk_store;

typedef struct sundesk_templates sundesk_templates;

typedef struct sundesk_watch sundesk_watch;

typedef struct sundesk_workflow sundesk_workflow;

typedef struct sundesk_zone sundesk_zone;

typedef struct sundesk_zonedb sundesk_zonedb;

typedef struct {
  uint32_t struct_size;
  uint32_t reserved;
  uint64_t answered;
  uint64_t never;
  uint64_t out_of_range;
  uint64_t missing;
} sundesk_batch_stats;

typedef struct {
  uint32_t struct_size;
  int32_t state;
  int64_t elapsed;
  int64_t remaining;
  int64_t target;
  int64_t due_at;
  int64_t breach_after;
  int64_t breached_at;
  int64_t next_change;
  int64_t percent;
  int64_t paused;
  uint32_t cycles;
  int32_t outside_hours;
} sundesk_metric;

typedef void (*sundesk_transform)(void *userdata, const char *text, size_t len, sundesk_sink *sink);

typedef struct {
  const int32_t *codes;
  const char *const *names;
  size_t count;
} sundesk_words;

typedef struct {
  uint32_t struct_size;
  uint32_t reserved;
  size_t rows;
  const int64_t *tickets;
  sundesk_words ticket_names;
  const int64_t *at;
  sundesk_words kinds;
  sundesk_words actors;
  sundesk_words agents;
  const int64_t *scores;
  const sundesk_words *words;
  size_t word_columns;
} sundesk_events;

typedef int32_t (*sundesk_function)(void *userdata, const char *call, sundesk_sink *sink);

typedef void (*sundesk_drop)(void *userdata);

typedef struct {
  uint32_t struct_size;
  uint32_t reserved;
  double blocking;
  double carried;
  double occupancy;
} sundesk_erlang_b_figures;

typedef struct {
  double arrivals;
  double interval_s;
  double aht_s;
} sundesk_workload;

typedef struct {
  uint32_t struct_size;
  uint32_t servers;
  double traffic;
  double wait_probability;
  double service_level;
  double asa_s;
  double mean_wait_of_delayed_s;
  double occupancy;
  double avg_queue;
  double wait_p90_s;
} sundesk_erlang_c_figures;

typedef struct {
  double target_s;
  double service_level;
  double max_asa_s;
  double max_occupancy;
  double max_abandon;
  double shrinkage;
} sundesk_goal;

typedef struct {
  uint32_t struct_size;
  uint32_t agents;
  uint32_t scheduled_headcount;
  uint32_t reserved;
  double service_level;
  double occupancy;
  double asa_s;
  double abandon_probability;
} sundesk_required;

typedef struct {
  uint32_t struct_size;
  uint32_t reserved;
  double traffic;
  double wait_probability;
  double abandon_probability;
  double mean_wait_all_s;
  double mean_wait_served_s;
  double service_level;
  double service_level_excl_short_abandons;
  double occupancy;
  double avg_queue;
} sundesk_erlang_a_figures;

typedef struct {
  uint32_t struct_size;
  uint32_t peak_agents;
  int32_t carry_over_warning;
  uint32_t reserved;
  double agent_hours;
  double scheduled_hours;
  double arrival_weighted_service_level;
} sundesk_day_totals;

typedef struct {
  uint32_t struct_size;
  int32_t encoding;
  uint32_t units;
  uint32_t segments;
  uint32_t first_non_gsm;
} sundesk_sms;

sundesk_status sundesk_calendar_elapsed_many(const sundesk_calendar *calendar,
                                             const int64_t *starts,
                                             const int64_t *ends,
                                             int64_t *out,
                                             size_t len,
                                             sundesk_error **err);

sundesk_status sundesk_calendar_add_many(const sundesk_calendar *calendar,
                                         const int64_t *starts,
                                         const int64_t *amounts,
                                         int64_t *out,
                                         size_t len,
                                         sundesk_batch_stats *stats,
                                         sundesk_error **err);

sundesk_status sundesk_calendar_segments(const sundesk_calendar *calendar,
                                         int64_t start,
                                         int64_t end,
                                         char **out,
                                         sundesk_error **err);

sundesk_status sundesk_calendar_pieces(const sundesk_calendar *calendar,
                                       int64_t start,
                                       int64_t end,
                                       char **out,
                                       sundesk_error **err);

sundesk_status sundesk_binding_new(const sundesk_policies *policies,
                                   const sundesk_calendars *calendars,
                                   sundesk_binding **out,
                                   sundesk_error **err);

void sundesk_binding_free(sundesk_binding *binding);

sundesk_status sundesk_binding_evaluate(const sundesk_binding *binding,
                                        const sundesk_history *history,
                                        int64_t now,
                                        char **out,
                                        sundesk_error **err);

sundesk_status sundesk_binding_metric(const sundesk_binding *binding,
                                      const sundesk_history *history,
                                      int64_t now,
                                      const char *metric,
                                      sundesk_metric *out,
                                      sundesk_error **err);

sundesk_status sundesk_binding_explain(const sundesk_binding *binding,
                                       const sundesk_history *history,
                                       int64_t now,
                                       const char *metric,
                                       int32_t form,
                                       char **out,
                                       sundesk_error **err);

sundesk_status sundesk_history_push(sundesk_history *history, const char *event, sundesk_error **err);

sundesk_status sundesk_board_new(const char *tenant,
                                 const sundesk_calendars *calendars,
                                 sundesk_board **out,
                                 sundesk_error **err);

sundesk_status sundesk_board_from_json(const char *json,
                                       const sundesk_calendars *calendars,
                                       sundesk_board **out,
                                       sundesk_error **err);

void sundesk_board_free(sundesk_board *board);

sundesk_status sundesk_board_json(const sundesk_board *board, char **out, sundesk_error **err);

sundesk_status sundesk_board_add_workflow(sundesk_board *board,
                                          const char *name,
                                          const sundesk_workflow *workflow,
                                          sundesk_error **err);

sundesk_status sundesk_board_set_people(sundesk_board *board, const char *json, sundesk_error **err);

sundesk_status sundesk_board_set_calendars(sundesk_board *board,
                                           const sundesk_calendars *calendars,
                                           sundesk_error **err);

sundesk_status sundesk_board_command(sundesk_board *board,
                                     const char *command,
                                     char **out,
                                     sundesk_error **err);

sundesk_status sundesk_board_decide(const sundesk_board *board,
                                    const char *command,
                                    char **out,
                                    sundesk_error **err);

sundesk_status sundesk_board_evolve(sundesk_board *board, const char *record, sundesk_error **err);

sundesk_status sundesk_board_tick(sundesk_board *board, int64_t now, char **out, sundesk_error **err);

sundesk_status sundesk_board_next_due(const sundesk_board *board, int64_t *out, sundesk_error **err);

sundesk_status sundesk_board_allowed(const sundesk_board *board,
                                     const char *ticket,
                                     const char *actor,
                                     int64_t now,
                                     char **out,
                                     sundesk_error **err);

sundesk_status sundesk_board_ticket(const sundesk_board *board,
                                    const char *id,
                                    char **out,
                                    sundesk_error **err);

sundesk_status sundesk_board_tickets(const sundesk_board *board, char **out, sundesk_error **err);

sundesk_status sundesk_board_state(const sundesk_board *board,
                                   const char *id,
                                   char **out,
                                   sundesk_error **err);

sundesk_status sundesk_board_put(sundesk_board *board, const char *state, sundesk_error **err);

sundesk_status sundesk_sla_replay(const sundesk_policies *policies,
                                  const sundesk_calendars *calendars,
                                  const sundesk_eventlog *log,
                                  int64_t now,
                                  char **out,
                                  sundesk_error **err);

sundesk_status sundesk_sla_what_if(const sundesk_eventlog *log,
                                   const sundesk_policies *policies_before,
                                   const sundesk_calendars *calendars_before,
                                   const sundesk_policies *policies_after,
                                   const sundesk_calendars *calendars_after,
                                   int64_t now,
                                   const char *group,
                                   char **out,
                                   sundesk_error **err);

void sundesk_sink_write(sundesk_sink *sink, const char *bytes, size_t len);

sundesk_status sundesk_bundle_new(const char *locale,
                                  const char *ftl,
                                  const sundesk_functions *functions,
                                  sundesk_transform transform,
                                  void *userdata,
                                  sundesk_bundle **out,
                                  sundesk_error **err);

void sundesk_bundle_free(sundesk_bundle *bundle);

sundesk_status sundesk_bundle_problems(const sundesk_bundle *bundle, char **out, sundesk_error **err);

sundesk_status sundesk_bundle_format(const sundesk_bundle *bundle,
                                     const char *message,
                                     const char *attribute,
                                     const char *args,
                                     const char *ctx,
                                     const sundesk_zonedb *zones,
                                     char **out,
                                     sundesk_error **err);

sundesk_status sundesk_bundle_preview(const sundesk_bundle *bundle,
                                      const char *message,
                                      const char *attribute,
                                      const char *args,
                                      const char *ctx,
                                      const sundesk_zonedb *zones,
                                      char **out,
                                      sundesk_error **err);

sundesk_status sundesk_calendar_new(const char *json,
                                    const sundesk_zonedb *zones,
                                    sundesk_calendar **out,
                                    sundesk_error **err);

sundesk_status sundesk_calendar_always_open(sundesk_calendar **out, sundesk_error **err);

sundesk_status sundesk_calendar_without(const sundesk_calendar *calendar,
                                        const int64_t *starts,
                                        const int64_t *ends,
                                        size_t count,
                                        sundesk_calendar **out,
                                        sundesk_error **err);

void sundesk_calendar_free(sundesk_calendar *calendar);

sundesk_status sundesk_calendar_warnings(const sundesk_calendar *calendar, char **out, sundesk_error **err);

sundesk_status sundesk_calendar_elapsed(const sundesk_calendar *calendar,
                                        int64_t start,
                                        int64_t end,
                                        int64_t *out,
                                        sundesk_error **err);

sundesk_status sundesk_calendar_add(const sundesk_calendar *calendar,
                                    int64_t at,
                                    int64_t amount,
                                    int64_t *out,
                                    sundesk_error **err);

sundesk_status sundesk_calendar_is_open(const sundesk_calendar *calendar,
                                        int64_t at,
                                        int32_t *out,
                                        sundesk_error **err);

sundesk_status sundesk_calendar_next_open(const sundesk_calendar *calendar,
                                          int64_t at,
                                          int64_t *out,
                                          sundesk_error **err);

sundesk_status sundesk_calendar_next_close(const sundesk_calendar *calendar,
                                           int64_t at,
                                           int64_t *out,
                                           sundesk_error **err);

sundesk_status sundesk_calendar_prev_open(const sundesk_calendar *calendar,
                                          int64_t at,
                                          int64_t *out,
                                          sundesk_error **err);

sundesk_status sundesk_calendar_next_opening(const sundesk_calendar *calendar,
                                             int64_t at,
                                             int64_t *out,
                                             sundesk_error **err);

sundesk_status sundesk_calendar_prev_opening(const sundesk_calendar *calendar,
                                             int64_t at,
                                             int64_t *out,
                                             sundesk_error **err);

sundesk_status sundesk_templates_check(const char *sources,
                                       const char *config,
                                       const sundesk_functions *functions,
                                       const char *fail_on,
                                       char **out,
                                       sundesk_error **err);

sundesk_status sundesk_templates_check_dir(const char *dir,
                                           const char *config,
                                           const sundesk_functions *functions,
                                           const char *fail_on,
                                           char **out,
                                           sundesk_error **err);

sundesk_status sundesk_starter_sources(char **out, sundesk_error **err);

sundesk_status sundesk_templates_gate_state(const sundesk_templates *templates,
                                            char **out,
                                            sundesk_error **err);

sundesk_status sundesk_watch_new(const char *dir, sundesk_watch **out, sundesk_error **err);

void sundesk_watch_free(sundesk_watch *watch);

sundesk_status sundesk_templates_poll_dir(const sundesk_templates *templates,
                                          const char *dir,
                                          sundesk_watch *watch,
                                          char **out,
                                          sundesk_error **err);

sundesk_status sundesk_parse_accept_language(const char *header, char **out, sundesk_error **err);

sundesk_status sundesk_negotiate(const char *wishes, const char *available, char **out, sundesk_error **err);

sundesk_status sundesk_sla_metric(const sundesk_policies *policies,
                                  const sundesk_calendars *calendars,
                                  const sundesk_history *history,
                                  int64_t now,
                                  const char *metric,
                                  sundesk_metric *out,
                                  sundesk_error **err);

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

sundesk_status sundesk_cover_new(const sundesk_roster *roster,
                                 int64_t from,
                                 int64_t to,
                                 const char *filter,
                                 sundesk_cover **out,
                                 sundesk_error **err);

void sundesk_cover_free(sundesk_cover *cover);

size_t sundesk_cover_len(const sundesk_cover *cover);

sundesk_status sundesk_cover_columns(const sundesk_cover *cover,
                                     int64_t *starts,
                                     int64_t *ends,
                                     uint32_t *depth,
                                     uint32_t *people,
                                     uint32_t *duties,
                                     uint32_t *crews,
                                     size_t len,
                                     sundesk_error **err);

size_t sundesk_cover_crew_count(const sundesk_cover *cover);

sundesk_status sundesk_cover_crew(const sundesk_cover *cover, size_t crew, char **out, sundesk_error **err);

sundesk_status sundesk_calendar_add_boundary(const sundesk_calendar *calendar,
                                             int64_t at,
                                             int64_t amount,
                                             int32_t boundary,
                                             int64_t *out,
                                             sundesk_error **err);

sundesk_status sundesk_calendar_add_business_days(const sundesk_calendar *calendar,
                                                  int64_t at,
                                                  int64_t count,
                                                  int32_t mode,
                                                  uint32_t time_of_day,
                                                  int64_t *out,
                                                  sundesk_error **err);

sundesk_status sundesk_calendar_is_business_day(const sundesk_calendar *calendar,
                                                int32_t day,
                                                int32_t *out,
                                                sundesk_error **err);

sundesk_status sundesk_calendar_holidays_known_until(const sundesk_calendar *calendar,
                                                     int32_t *out,
                                                     sundesk_error **err);

sundesk_status sundesk_calendar_shift_business_days(const sundesk_calendar *calendar,
                                                    int32_t day,
                                                    int64_t count,
                                                    int32_t *out,
                                                    sundesk_error **err);

sundesk_status sundesk_calendar_business_days_between(const sundesk_calendar *calendar,
                                                      int32_t from,
                                                      int32_t to,
                                                      int64_t *out,
                                                      sundesk_error **err);

sundesk_status sundesk_calendar_union(const sundesk_calendar *a,
                                      const sundesk_calendar *b,
                                      sundesk_calendar **out,
                                      sundesk_error **err);

sundesk_status sundesk_calendar_intersection(const sundesk_calendar *a,
                                             const sundesk_calendar *b,
                                             sundesk_calendar **out,
                                             sundesk_error **err);

sundesk_status sundesk_calendar_difference(const sundesk_calendar *a,
                                           const sundesk_calendar *b,
                                           sundesk_calendar **out,
                                           sundesk_error **err);

sundesk_status sundesk_calendar_json(const sundesk_calendar *calendar, char **out, sundesk_error **err);

sundesk_status sundesk_calendar_origin(const sundesk_calendar *calendar, char **out, sundesk_error **err);

uint64_t sundesk_calendar_fingerprint(const sundesk_calendar *calendar);

sundesk_status sundesk_delivery_new(const char *json,
                                    const sundesk_zonedb *zones,
                                    sundesk_delivery **out,
                                    sundesk_error **err);

void sundesk_delivery_free(sundesk_delivery *delivery);

sundesk_status sundesk_delivery_set_now(sundesk_delivery *delivery, int64_t now, sundesk_error **err);

sundesk_status sundesk_delivery_text(const sundesk_delivery *delivery,
                                     const sundesk_templates *templates,
                                     const char *id,
                                     const char *args,
                                     char **out,
                                     sundesk_error **err);

sundesk_status sundesk_delivery_render(const sundesk_delivery *delivery,
                                       const sundesk_templates *templates,
                                       const char *id,
                                       const char *args,
                                       char **out,
                                       sundesk_error **err);

sundesk_status sundesk_desk_open(const char *path,
                                 const sundesk_library *library,
                                 const char *options,
                                 sundesk_desk **out,
                                 sundesk_error **err);

void sundesk_desk_free(sundesk_desk *desk);

sundesk_status sundesk_desk_command(sundesk_desk *desk,
                                    const char *command,
                                    int64_t now,
                                    char **out,
                                    sundesk_error **err);

sundesk_status sundesk_desk_tick(sundesk_desk *desk, int64_t now, char **out, sundesk_error **err);

sundesk_status sundesk_desk_next_due(const sundesk_desk *desk, int64_t *out, sundesk_error **err);

sundesk_status sundesk_desk_version(const sundesk_desk *desk,
                                    const char *ticket,
                                    uint64_t *out,
                                    sundesk_error **err);

sundesk_status sundesk_desk_call(sundesk_desk *desk, const char *call, char **out, sundesk_error **err);

sundesk_status sundesk_document_schema(const char *name, char **out, sundesk_error **err);

sundesk_status sundesk_dueindex_new(sundesk_dueindex **out, sundesk_error **err);

void sundesk_dueindex_free(sundesk_dueindex *index);

size_t sundesk_dueindex_len(const sundesk_dueindex *index);

sundesk_status sundesk_dueindex_insert(sundesk_dueindex *index,
                                       int64_t at,
                                       uint64_t key,
                                       uint64_t *handle,
                                       sundesk_error **err);

sundesk_status sundesk_dueindex_remove(sundesk_dueindex *index, uint64_t handle, sundesk_error **err);

sundesk_status sundesk_dueindex_pop_due(sundesk_dueindex *index,
                                        int64_t now,
                                        uint64_t *keys,
                                        int64_t *at,
                                        size_t capacity,
                                        size_t *count,
                                        sundesk_error **err);

sundesk_status sundesk_dueindex_peek(const sundesk_dueindex *index,
                                     int64_t *at,
                                     uint64_t *key,
                                     sundesk_error **err);

sundesk_status sundesk_dueindex_next_wake(const sundesk_dueindex *index,
                                          int64_t now,
                                          int64_t *out,
                                          sundesk_error **err);

sundesk_status sundesk_dueindex_due_between(const sundesk_dueindex *index,
                                            int64_t start,
                                            int64_t end,
                                            uint64_t *keys,
                                            int64_t *at,
                                            size_t capacity,
                                            size_t *count,
                                            sundesk_error **err);

sundesk_status sundesk_sla_due_between(const sundesk_policies *policies,
                                       const sundesk_calendars *calendars,
                                       const sundesk_history *history,
                                       int64_t now,
                                       int64_t start,
                                       int64_t end,
                                       char **out,
                                       sundesk_error **err);

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

sundesk_status sundesk_events_ask(const sundesk_events *events,
                                  const char *question,
                                  const sundesk_zonedb *zones,
                                  int32_t form,
                                  char **out,
                                  sundesk_error **err);

sundesk_status sundesk_eventlog_from_events(const sundesk_events *events,
                                            const char *document,
                                            sundesk_eventlog **out,
                                            sundesk_error **err);

sundesk_status sundesk_functions_new(sundesk_functions **out, sundesk_error **err);

sundesk_status sundesk_functions_register(sundesk_functions *functions,
                                          const char *name,
                                          size_t positional,
                                          const char *options,
                                          sundesk_function function,
                                          void *userdata,
                                          sundesk_drop drop,
                                          sundesk_error **err);

void sundesk_functions_free(sundesk_functions *functions);

sundesk_status sundesk_import_calendar(const char *form,
                                       const char *text,
                                       const char *extra,
                                       char **out,
                                       sundesk_error **err);

sundesk_status sundesk_import_policies(const char *form,
                                       const char *text,
                                       const char *names,
                                       char **out,
                                       sundesk_error **err);

sundesk_status sundesk_import_ics_holidays(const char *text,
                                           const char *timezone,
                                           int32_t first_year,
                                           int32_t last_year,
                                           const sundesk_zonedb *zones,
                                           char **out,
                                           sundesk_error **err);

sundesk_status sundesk_parse_instant(const char *text, int64_t *out, sundesk_error **err);

sundesk_status sundesk_format_instant(int64_t at, char **out, sundesk_error **err);

sundesk_status sundesk_layers_new(sundesk_layers **out, sundesk_error **err);

sundesk_status sundesk_layers_add(sundesk_layers *layers,
                                  const char *name,
                                  const char *json,
                                  sundesk_error **err);

sundesk_status sundesk_layers_effective(const sundesk_layers *layers,
                                        const char *name,
                                        const char *kind,
                                        const sundesk_zonedb *zones,
                                        char **out,
                                        sundesk_error **err);

void sundesk_layers_free(sundesk_layers *layers);

sundesk_status sundesk_library_new(const char *json,
                                   const sundesk_zonedb *zones,
                                   sundesk_library **out,
                                   sundesk_error **err);

void sundesk_library_free(sundesk_library *library);

sundesk_status sundesk_library_put_calendar(sundesk_library *library,
                                            const char *name,
                                            const sundesk_calendar *calendar,
                                            sundesk_error **err);

sundesk_status sundesk_library_put_policies(sundesk_library *library,
                                            const char *name,
                                            const sundesk_policies *policies,
                                            const sundesk_calendars *calendars,
                                            sundesk_error **err);

sundesk_status sundesk_library_put_roster(sundesk_library *library,
                                          const char *name,
                                          const sundesk_roster *roster,
                                          sundesk_error **err);

sundesk_status sundesk_library_put_workflow(sundesk_library *library,
                                            const char *name,
                                            const sundesk_workflow *workflow,
                                            sundesk_error **err);

sundesk_status sundesk_library_put_log(sundesk_library *library,
                                       const char *name,
                                       const sundesk_eventlog *log,
                                       sundesk_error **err);

sundesk_status sundesk_library_put_board(sundesk_library *library,
                                         const char *name,
                                         const sundesk_board *board,
                                         sundesk_error **err);

sundesk_status sundesk_library_ask(const sundesk_library *library,
                                   const char *question,
                                   int32_t form,
                                   char **out,
                                   sundesk_error **err);

sundesk_status sundesk_questions(char **out, sundesk_error **err);

sundesk_status sundesk_question_schema(const char *name, char **out, sundesk_error **err);

sundesk_status sundesk_livetickets_new(const sundesk_binding *binding,
                                       sundesk_livetickets **out,
                                       sundesk_error **err);

void sundesk_livetickets_free(sundesk_livetickets *tickets);

size_t sundesk_livetickets_len(const sundesk_livetickets *tickets);

sundesk_status sundesk_livetickets_insert(sundesk_livetickets *tickets,
                                          const sundesk_history *history,
                                          uint64_t *id,
                                          sundesk_error **err);

sundesk_status sundesk_livetickets_push(sundesk_livetickets *tickets,
                                        uint64_t id,
                                        const char *event,
                                        sundesk_error **err);

sundesk_status sundesk_livetickets_remove(sundesk_livetickets *tickets, uint64_t id, sundesk_error **err);

sundesk_status sundesk_livetickets_evaluate(sundesk_livetickets *tickets,
                                            uint64_t id,
                                            int64_t now,
                                            char **out,
                                            sundesk_error **err);

sundesk_status sundesk_livetickets_metric(sundesk_livetickets *tickets,
                                          uint64_t id,
                                          int64_t now,
                                          const char *metric,
                                          sundesk_metric *out,
                                          sundesk_error **err);

sundesk_status sundesk_livetickets_next_change(sundesk_livetickets *tickets,
                                               uint64_t id,
                                               int64_t now,
                                               int64_t *out,
                                               sundesk_error **err);

sundesk_status sundesk_livetickets_next_wake(sundesk_livetickets *tickets,
                                             int64_t now,
                                             int64_t *out,
                                             sundesk_error **err);

sundesk_status sundesk_livetickets_due(sundesk_livetickets *tickets,
                                       int64_t now,
                                       uint64_t *ids,
                                       size_t capacity,
                                       size_t *count,
                                       sundesk_error **err);

sundesk_status sundesk_livetickets_set_binding(sundesk_livetickets *tickets,
                                               const sundesk_binding *binding,
                                               sundesk_error **err);

sundesk_status sundesk_logmap_preset(const char *name, char **out, sundesk_error **err);

sundesk_status sundesk_eventlog_new(const char *json, sundesk_eventlog **out, sundesk_error **err);

sundesk_status sundesk_eventlog_from_csv(const char *path,
                                         const char *map,
                                         const sundesk_zonedb *zones,
                                         sundesk_eventlog **out,
                                         sundesk_error **err);

sundesk_status sundesk_eventlog_from_bytes(const uint8_t *bytes,
                                           size_t len,
                                           const char *map,
                                           const sundesk_zonedb *zones,
                                           sundesk_eventlog **out,
                                           sundesk_error **err);

void sundesk_eventlog_free(sundesk_eventlog *log);

size_t sundesk_eventlog_len(const sundesk_eventlog *log);

sundesk_status sundesk_eventlog_id(const sundesk_eventlog *log,
                                   size_t index,
                                   char **out,
                                   sundesk_error **err);

sundesk_status sundesk_eventlog_quality(const sundesk_eventlog *log, char **out, sundesk_error **err);

sundesk_status sundesk_eventlog_attributes(const sundesk_eventlog *log, char **out, sundesk_error **err);

sundesk_status sundesk_eventlog_attribute(const sundesk_eventlog *log,
                                          const char *name,
                                          char **out,
                                          sundesk_error **err);

sundesk_status sundesk_eventlog_events(const sundesk_eventlog *log,
                                       size_t index,
                                       char **out,
                                       sundesk_error **err);

size_t sundesk_eventlog_event_count(const sundesk_eventlog *log);

sundesk_status sundesk_eventlog_statuses(const sundesk_eventlog *log, char **out, sundesk_error **err);

sundesk_status sundesk_eventlog_span(const sundesk_eventlog *log,
                                     int64_t *first,
                                     int64_t *last,
                                     sundesk_error **err);

sundesk_status sundesk_eventlog_as_of(const sundesk_eventlog *log, int64_t *out, sundesk_error **err);

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

sundesk_status sundesk_review(const sundesk_eventlog *log,
                              const char *document,
                              const sundesk_zonedb *zones,
                              int64_t now,
                              int32_t form,
                              char **out,
                              sundesk_error **err);

sundesk_status sundesk_review_preset(const char *name, char **out, sundesk_error **err);

sundesk_status sundesk_roster_new(const char *json,
                                  const sundesk_zonedb *zones,
                                  sundesk_roster **out,
                                  sundesk_error **err);

void sundesk_roster_free(sundesk_roster *roster);

sundesk_status sundesk_roster_warnings(const sundesk_roster *roster, char **out, sundesk_error **err);

sundesk_status sundesk_roster_on(const sundesk_roster *roster,
                                 int64_t at,
                                 const char *filter,
                                 char **out,
                                 sundesk_error **err);

sundesk_status sundesk_roster_next_change(const sundesk_roster *roster,
                                          int64_t at,
                                          const char *filter,
                                          int64_t *out,
                                          sundesk_error **err);

sundesk_status sundesk_roster_next_shift(const sundesk_roster *roster,
                                         const char *person,
                                         int64_t at,
                                         int64_t *start,
                                         int64_t *end,
                                         sundesk_error **err);

sundesk_status sundesk_roster_calendar(const sundesk_roster *roster,
                                       int64_t from,
                                       int64_t to,
                                       const char *filter,
                                       sundesk_calendar **out,
                                       sundesk_error **err);

sundesk_status sundesk_roster_ask(const sundesk_roster *roster,
                                  const char *question,
                                  int32_t form,
                                  char **out,
                                  sundesk_error **err);

sundesk_status sundesk_policies_new(const char *json,
                                    const sundesk_zonedb *zones,
                                    sundesk_policies **out,
                                    sundesk_error **err);

void sundesk_policies_free(sundesk_policies *policies);

sundesk_status sundesk_policies_warnings(const sundesk_policies *policies, char **out, sundesk_error **err);

sundesk_status sundesk_calendars_new(const sundesk_calendar *calendar,
                                     sundesk_calendars **out,
                                     sundesk_error **err);

sundesk_status sundesk_calendars_insert(sundesk_calendars *calendars,
                                        const char *name,
                                        const sundesk_calendar *calendar,
                                        sundesk_error **err);

void sundesk_calendars_free(sundesk_calendars *calendars);

sundesk_status sundesk_history_new(const char *json, sundesk_history **out, sundesk_error **err);

void sundesk_history_free(sundesk_history *history);

sundesk_status sundesk_sla_evaluate(const sundesk_policies *policies,
                                    const sundesk_calendars *calendars,
                                    const sundesk_history *history,
                                    int64_t now,
                                    char **out,
                                    sundesk_error **err);

sundesk_status sundesk_sla_explain(const sundesk_policies *policies,
                                   const sundesk_calendars *calendars,
                                   const sundesk_history *history,
                                   int64_t now,
                                   const char *metric,
                                   int32_t form,
                                   char **out,
                                   sundesk_error **err);

sundesk_status sundesk_erlang_b(double traffic,
                                uint32_t agents,
                                sundesk_erlang_b_figures *out,
                                sundesk_error **err);

sundesk_status sundesk_erlang_b_traffic(uint32_t agents, double blocking, double *out, sundesk_error **err);

sundesk_status sundesk_erlang_b_required(double traffic,
                                         double max_blocking,
                                         uint32_t *agents,
                                         double *blocking,
                                         sundesk_error **err);

sundesk_status sundesk_erlang_c(const sundesk_workload *work,
                                uint32_t agents,
                                double target_s,
                                sundesk_erlang_c_figures *out,
                                sundesk_error **err);

sundesk_status sundesk_chat(const sundesk_workload *work,
                            uint32_t agents,
                            uint32_t concurrency,
                            double target_s,
                            sundesk_erlang_c_figures *out,
                            sundesk_error **err);

sundesk_status sundesk_erlang_c_required(const sundesk_workload *work,
                                         const sundesk_goal *goal,
                                         sundesk_required *out,
                                         sundesk_error **err);

sundesk_status sundesk_chat_required(const sundesk_workload *work,
                                     uint32_t concurrency,
                                     double mean_patience_s,
                                     const sundesk_goal *goal,
                                     sundesk_required *out,
                                     sundesk_error **err);

sundesk_status sundesk_erlang_c_max_arrivals(uint32_t agents,
                                             double aht_s,
                                             const sundesk_goal *goal,
                                             double *per_hour,
                                             int32_t *binding,
                                             sundesk_error **err);

sundesk_status sundesk_erlang_a(const sundesk_workload *work,
                                double mean_patience_s,
                                uint32_t agents,
                                double target_s,
                                sundesk_erlang_a_figures *out,
                                sundesk_error **err);

sundesk_status sundesk_erlang_a_required(const sundesk_workload *work,
                                         double mean_patience_s,
                                         const sundesk_goal *goal,
                                         sundesk_required *out,
                                         sundesk_error **err);

sundesk_status sundesk_headcount(uint32_t agents, double shrinkage, uint32_t *out, sundesk_error **err);

sundesk_status sundesk_carried(const double *arrivals,
                               size_t len,
                               double interval_s,
                               double aht_s,
                               double *traffic,
                               sundesk_error **err);

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

sundesk_status sundesk_store_open(const char *path,
                                  const char *tenant,
                                  const char *options,
                                  sundesk_store **out,
                                  sundesk_error **err);

sundesk_status sundesk_store_memory(const char *tenant, sundesk_store **out, sundesk_error **err);

void sundesk_store_free(sundesk_store *store);

sundesk_status sundesk_store_append(sundesk_store *store, const char *batch, char **out, sundesk_error **err);

sundesk_status sundesk_store_append_all(sundesk_store *store,
                                        const char *const *batches,
                                        size_t count,
                                        char **out,
                                        sundesk_error **err);

sundesk_status sundesk_store_load(const sundesk_store *store,
                                  const char *stream,
                                  uint64_t after,
                                  char **out,
                                  sundesk_error **err);

sundesk_status sundesk_store_feed(const sundesk_store *store,
                                  uint64_t after,
                                  size_t limit,
                                  char **out,
                                  sundesk_error **err);

sundesk_status sundesk_store_version(const sundesk_store *store,
                                     const char *stream,
                                     uint64_t *out,
                                     sundesk_error **err);

sundesk_status sundesk_store_head(const sundesk_store *store, char **out, sundesk_error **err);

sundesk_status sundesk_store_cursor(const sundesk_store *store,
                                    const char *consumer,
                                    uint64_t *out,
                                    sundesk_error **err);

sundesk_status sundesk_store_set_cursor(sundesk_store *store,
                                        const char *consumer,
                                        uint64_t position,
                                        sundesk_error **err);

sundesk_status sundesk_store_snapshot(const sundesk_store *store,
                                      const char *stream,
                                      const char *form,
                                      char **out,
                                      sundesk_error **err);

sundesk_status sundesk_store_put_snapshot(sundesk_store *store, const char *snapshot, sundesk_error **err);

sundesk_status sundesk_store_due(sundesk_store *store,
                                 const char *worker,
                                 int64_t now,
                                 int64_t until,
                                 size_t limit,
                                 char **out,
                                 sundesk_error **err);

sundesk_status sundesk_store_next_due(const sundesk_store *store, int64_t *out, sundesk_error **err);

sundesk_status sundesk_store_outbox(sundesk_store *store,
                                    const char *worker,
                                    int64_t now,
                                    int64_t until,
                                    size_t limit,
                                    char **out,
                                    sundesk_error **err);

sundesk_status sundesk_store_sent(sundesk_store *store,
                                  const uint64_t *numbers,
                                  size_t count,
                                  sundesk_error **err);

sundesk_status sundesk_store_find(const sundesk_store *store,
                                  const char *handle,
                                  const char *id,
                                  char **out,
                                  sundesk_error **err);

sundesk_status sundesk_store_streams_of(const sundesk_store *store,
                                        const char *subject,
                                        char **out,
                                        sundesk_error **err);

sundesk_status sundesk_store_tickets(sundesk_store *store,
                                     const char *query,
                                     char **out,
                                     sundesk_error **err);

sundesk_status sundesk_store_counts(sundesk_store *store,
                                    const char *filter,
                                    const char *by,
                                    char **out,
                                    sundesk_error **err);

sundesk_status sundesk_store_verify(sundesk_store *store, const char *since, char **out, sundesk_error **err);

sundesk_status sundesk_store_rebuild_inbox(sundesk_store *store, sundesk_error **err);

sundesk_status sundesk_store_backup(const sundesk_store *store, const char *to, sundesk_error **err);

sundesk_status sundesk_store_export(const sundesk_store *store,
                                    const char *to,
                                    uint64_t after,
                                    uint64_t *out,
                                    sundesk_error **err);

sundesk_status sundesk_templates_load_dir(const char *dir,
                                          const char *config,
                                          const sundesk_functions *functions,
                                          sundesk_templates **out,
                                          sundesk_error **err);

sundesk_status sundesk_templates_from_sources(const char *sources,
                                              const char *config,
                                              const sundesk_functions *functions,
                                              sundesk_templates **out,
                                              sundesk_error **err);

void sundesk_templates_free(sundesk_templates *templates);

sundesk_status sundesk_templates_reload_dir(const sundesk_templates *templates,
                                            const char *dir,
                                            char **out,
                                            sundesk_error **err);

sundesk_status sundesk_templates_report(const sundesk_templates *templates, char **out, sundesk_error **err);

sundesk_status sundesk_templates_contents(const sundesk_templates *templates,
                                          char **out,
                                          sundesk_error **err);

sundesk_status sundesk_templates_render(const sundesk_templates *templates,
                                        const char *id,
                                        const char *args,
                                        const char *delivery,
                                        const sundesk_zonedb *zones,
                                        char **out,
                                        sundesk_error **err);

sundesk_status sundesk_templates_render_forms(const sundesk_templates *templates,
                                              const char *id,
                                              const char *channels,
                                              const char *args,
                                              const char *delivery,
                                              const sundesk_zonedb *zones,
                                              char **out,
                                              sundesk_error **err);

sundesk_status sundesk_templates_preview(const sundesk_templates *templates,
                                         const char *id,
                                         const char *args,
                                         const char *delivery,
                                         const sundesk_zonedb *zones,
                                         char **out,
                                         sundesk_error **err);

sundesk_status sundesk_templates_text(const sundesk_templates *templates,
                                      const char *id,
                                      const char *args,
                                      const char *delivery,
                                      const sundesk_zonedb *zones,
                                      char **out,
                                      sundesk_error **err);

sundesk_status sundesk_format(const char *locale,
                              const char *kind,
                              const char *input,
                              const char *options,
                              const sundesk_zonedb *zones,
                              char **out,
                              sundesk_error **err);

void sundesk_string_free(char *text);

sundesk_status sundesk_zone_classify(const sundesk_zone *zone,
                                     int64_t local,
                                     int32_t *kind,
                                     int64_t *first,
                                     int64_t *last,
                                     sundesk_error **err);

sundesk_status sundesk_zone_next_transition(const sundesk_zone *zone,
                                            int64_t after,
                                            int64_t *at,
                                            int32_t *offset,
                                            sundesk_error **err);

sundesk_status sundesk_zone_previous_transition(const sundesk_zone *zone,
                                                int64_t before,
                                                int64_t *at,
                                                int32_t *offset,
                                                sundesk_error **err);

sundesk_status sundesk_zone_transitions(const sundesk_zone *zone,
                                        int64_t start,
                                        int64_t end,
                                        char **out,
                                        sundesk_error **err);

sundesk_status sundesk_templates_reload(const sundesk_templates *templates,
                                        const char *sources,
                                        char **out,
                                        sundesk_error **err);

sundesk_status sundesk_templates_contracts(const sundesk_templates *templates,
                                           char **out,
                                           sundesk_error **err);

sundesk_status sundesk_templates_variables(const sundesk_templates *templates,
                                           const char *id,
                                           char **out,
                                           sundesk_error **err);

sundesk_status sundesk_templates_stamp(const sundesk_templates *templates,
                                       const char *translation,
                                       char **out,
                                       sundesk_error **err);

sundesk_status sundesk_templates_coverage(const sundesk_templates *templates,
                                          const char *set,
                                          const char *locale,
                                          char **out,
                                          sundesk_error **err);

sundesk_status sundesk_pseudo_localize(const char *source,
                                       const char *locale,
                                       char **out,
                                       sundesk_error **err);

sundesk_status sundesk_sms_count(const char *text, sundesk_sms *out, sundesk_error **err);

uint32_t sundesk_abi_version(void);

const char *sundesk_version(void);

sundesk_status sundesk_workflow_new(const char *json, sundesk_workflow **out, sundesk_error **err);

sundesk_status sundesk_workflow_preset(const char *name, sundesk_workflow **out, sundesk_error **err);

void sundesk_workflow_free(sundesk_workflow *workflow);

sundesk_status sundesk_workflow_version(const sundesk_workflow *workflow, char **out, sundesk_error **err);

sundesk_status sundesk_workflow_write(const sundesk_workflow *workflow,
                                      int32_t form,
                                      char **out,
                                      sundesk_error **err);

sundesk_status sundesk_zonedb_from_dir(const char *path, sundesk_zonedb **out, sundesk_error **err);

sundesk_status sundesk_zonedb_from_tzif(const char *release,
                                        const char *const *names,
                                        const uint8_t *const *bytes,
                                        const size_t *lengths,
                                        size_t count,
                                        sundesk_zonedb **out,
                                        sundesk_error **err);

void sundesk_zonedb_free(sundesk_zonedb *zones);

sundesk_status sundesk_zonedb_names(const sundesk_zonedb *zones, char **out, sundesk_error **err);

sundesk_status sundesk_tzdb_version(const sundesk_zonedb *zones, char **out, sundesk_error **err);

sundesk_status sundesk_zone_new(const char *name,
                                const sundesk_zonedb *zones,
                                sundesk_zone **out,
                                sundesk_error **err);

void sundesk_zone_free(sundesk_zone *zone);

sundesk_status sundesk_zone_name(const sundesk_zone *zone, char **out, sundesk_error **err);

sundesk_status sundesk_zone_offset(const sundesk_zone *zone, int64_t at, int32_t *out, sundesk_error **err);

sundesk_status sundesk_zone_to_local(const sundesk_zone *zone, int64_t at, int64_t *out, sundesk_error **err);

sundesk_status sundesk_zone_to_utc(const sundesk_zone *zone,
                                   int64_t local,
                                   int32_t gap,
                                   int32_t fold,
                                   int64_t *out,
                                   sundesk_error **err);
