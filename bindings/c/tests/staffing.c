/* How many people a queue needs, and every way to ask wrongly. */
#include "check.h"
#include <sundesk.h>
#include <math.h>

static const sundesk_workload CALLS = {100, 1800, 180};
static const sundesk_goal GOAL = {20, 0.8, 0, 1, 1, 0.3};

static int near(double got, double wanted) {
    return fabs(got - wanted) <= 1e-9 * fabs(wanted);
}

static void figures(void) {
    sundesk_erlang_b_figures b = {.struct_size = sizeof b};
    sundesk_erlang_c_figures c = {.struct_size = sizeof c};
    sundesk_erlang_a_figures a = {.struct_size = sizeof a};
    sundesk_required needed = {.struct_size = sizeof needed};
    uint32_t agents = 0, headcount = 0;
    double traffic = 0, blocking = 0, per_hour = 0;
    int32_t binding = -1;
    CHECK(sundesk_erlang_b(1, 2, &b, NULL) == SUNDESK_OK && near(b.blocking, 0.2));
    CHECK(sundesk_erlang_b_traffic(2, 0.2, &traffic, NULL) == SUNDESK_OK && near(traffic, 1));
    CHECK(sundesk_erlang_b_required(10, 0.02, &agents, &blocking, NULL) == SUNDESK_OK && agents == 17 && blocking < 0.02);
    CHECK(sundesk_erlang_c(&CALLS, 14, 20, &c, NULL) == SUNDESK_OK && near(c.service_level, 0.8883500191794669));
    CHECK(sundesk_chat(&CALLS, 7, 2, 20, &c, NULL) == SUNDESK_OK && c.servers == 14);
    CHECK(sundesk_erlang_c_required(&CALLS, &GOAL, &needed, NULL) == SUNDESK_OK);
    CHECK(needed.agents == 14 && needed.scheduled_headcount == 20);
    CHECK(sundesk_erlang_c_max_arrivals(14, 180, &GOAL, &per_hour, &binding, NULL) == SUNDESK_OK);
    CHECK(per_hour > 200 && binding == SUNDESK_BOUND_SERVICE_LEVEL);
    CHECK(sundesk_erlang_a(&CALLS, 300, 14, 20, &a, NULL) == SUNDESK_OK && near(a.service_level, 0.9167920918635468));
    CHECK(sundesk_erlang_a_required(&CALLS, 300, &GOAL, &needed, NULL) == SUNDESK_OK && needed.agents == 13);
    CHECK(sundesk_chat_required(&CALLS, 2, 0, &GOAL, &needed, NULL) == SUNDESK_OK && needed.agents == 7);
    CHECK(sundesk_chat_required(&CALLS, 2, 300, &GOAL, &needed, NULL) == SUNDESK_OK && needed.abandon_probability > 0);
    CHECK(sundesk_headcount(14, 0.3, &headcount, NULL) == SUNDESK_OK && headcount == 20);
}

static void days(void) {
    const double arrivals[3] = {20, 110, 0};
    const sundesk_goal goal = {20, 0.8, 0, 0.9, 1, 0};
    uint32_t agents[3];
    double traffic[3];
    sundesk_day_totals totals = {.struct_size = sizeof totals};
    CHECK(sundesk_day_plan(arrivals, 3, 1800, 240, 0, 0, &goal, agents, NULL, NULL, &totals, NULL) == SUNDESK_OK);
    CHECK(agents[0] == 5 && agents[1] == 19 && agents[2] == 0 && totals.peak_agents == 19);
    CHECK(sundesk_carried(arrivals, 3, 1800, 1800, traffic, NULL) == SUNDESK_OK && near(traffic[0], 10) && near(traffic[1], 65));
}

static void wrong(void) {
    sundesk_error *err = NULL;
    sundesk_erlang_c_figures c = {.struct_size = sizeof c};
    sundesk_required needed = {.struct_size = sizeof needed};
    sundesk_goal sure = GOAL;
    CHECK(sundesk_erlang_c(&CALLS, 10, 20, &c, &err) == SUNDESK_OUT_OF_RANGE);
    CHECK(strstr(sundesk_error_message(err), "unstable") != NULL);
    sundesk_error_free(err);
    sure.service_level = 1;
    CHECK(sundesk_erlang_c_required(&CALLS, &sure, &needed, NULL) == SUNDESK_OUT_OF_RANGE);
    CHECK(sundesk_erlang_c_required(NULL, &GOAL, &needed, NULL) == SUNDESK_NULL_ARGUMENT);
    CHECK(sundesk_erlang_c_required(&CALLS, &GOAL, NULL, NULL) == SUNDESK_NULL_ARGUMENT);
    c.struct_size = 4;
    CHECK(sundesk_erlang_c(&CALLS, 14, 20, &c, NULL) == SUNDESK_INVALID_INPUT);
}

int main(void) {
    figures();
    days();
    wrong();
    return closing();
}
