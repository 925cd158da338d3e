// The header from C++17: handles in unique_ptr, several threads on one calendar.
#include "check.h"
#include <memory>
#include <string>
#include <sundesk.h>
#include <thread>
#include <vector>

template <typename T, void (*Free)(T *)> struct Freed {
    void operator()(T *handle) const { Free(handle); }
};
using Calendar = std::unique_ptr<sundesk_calendar, Freed<sundesk_calendar, sundesk_calendar_free>>;
using Text = std::unique_ptr<char, Freed<char, sundesk_string_free>>;

static Calendar calendar_of(const std::string &json) {
    sundesk_calendar *made = nullptr;
    sundesk_error *err = nullptr;
    if (sundesk_calendar_new(json.c_str(), nullptr, &made, &err) != SUNDESK_OK) {
        std::fprintf(stderr, "%s\n", sundesk_error_message(err));
        sundesk_error_free(err);
    }
    return Calendar(made);
}

int main() {
    const int64_t hour = INT64_C(3600000000);
    const int64_t monday = INT64_C(1780272000000000); // 2026-06-01T00:00:00Z
    Calendar office = calendar_of(R"({"timezone": "Europe/Berlin", "weekly": {"mon": [["09:00", "17:00"]]}})");
    CHECK(office != nullptr);

    std::vector<std::thread> threads;
    std::vector<int64_t> answers(4);
    for (std::size_t i = 0; i < answers.size(); i++) {
        threads.emplace_back([&, i] {
            for (int round = 0; round < 1000; round++) {
                sundesk_calendar_elapsed(office.get(), monday, monday + 24 * hour, &answers[i], nullptr);
            }
        });
    }
    for (std::thread &thread : threads) thread.join();
    for (int64_t answer : answers) CHECK(answer == 8 * hour);

    char *raw = nullptr;
    CHECK(sundesk_calendar_segments(office.get(), monday, monday + 24 * hour, &raw, nullptr) == SUNDESK_OK);
    Text segments(raw);
    CHECK_TEXT(segments.get(), "[[1780297200000000,1780326000000000]]");

    CHECK(calendar_of("{") == nullptr);
    return closing();
}
