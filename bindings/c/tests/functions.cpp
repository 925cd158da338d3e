// A lambda as a template's function, called from several threads at once, from C++17.
#include "check.h"
#include <atomic>
#include <functional>
#include <stdexcept>
#include <memory>
#include <string>
#include <sundesk.h>
#include <thread>
#include <vector>

using Function = std::function<std::string(const std::string &)>;

// What a host writes once: exceptions end here, the rendering gets their words.
static int32_t call(void *userdata, const char *json, sundesk_sink *sink) {
    std::string said;
    int32_t answer = SUNDESK_ANSWER_TEXT;
    try {
        said = (*static_cast<Function *>(userdata))(json);
    } catch (const std::exception &fault) {
        said = fault.what();
        answer = SUNDESK_ANSWER_ERROR;
    }
    sundesk_sink_write(sink, said.data(), said.size());
    return answer;
}

static void let_go(void *userdata) { delete static_cast<Function *>(userdata); }

int main() {
    std::atomic<int> calls{0};
    sundesk_functions *functions = nullptr;
    CHECK(sundesk_functions_new(&functions, nullptr) == SUNDESK_OK);
    auto link = new Function([&calls](const std::string &json) {
        calls++;
        if (json.find("\"values\":[0]") != std::string::npos) throw std::runtime_error("no such ticket");
        return std::string("#") + json.substr(json.find("[") + 1, 1);
    });
    CHECK(sundesk_functions_register(functions, "LINK", 1, nullptr, call, link, let_go, nullptr) == SUNDESK_OK);
    sundesk_templates *templates = nullptr;
    CHECK(sundesk_templates_from_sources(R"([{"locale": "en", "set": "mail", "text": "see = See { LINK($n) }."}])", R"({"reference": "en"})",
                                functions, &templates, nullptr) == SUNDESK_OK);
    sundesk_functions_free(functions);

    std::vector<std::thread> threads;
    std::atomic<int> wrong{0};
    for (int n = 1; n <= 4; n++) {
        threads.emplace_back([&, n] {
            const std::string args = "{\"n\": " + std::to_string(n) + "}", wanted = "See #" + std::to_string(n) + ".";
            for (int round = 0; round < 200; round++) {
                char *text = nullptr;
                if (sundesk_templates_text(templates, "see", args.c_str(), "{}", nullptr, &text, nullptr) || wanted != text) wrong++;
                sundesk_string_free(text);
            }
        });
    }
    for (std::thread &thread : threads) thread.join();
    CHECK(wrong == 0 && calls == 800);

    sundesk_error *err = nullptr;
    char *text = nullptr;
    CHECK(sundesk_templates_text(templates, "see", "{\"n\": 0}", "{}", nullptr, &text, &err) == SUNDESK_INVALID_INPUT);
    CHECK(std::string(sundesk_error_message(err)).find("LINK(): no such ticket") != std::string::npos);
    sundesk_error_free(err);
    sundesk_templates_free(templates);
    return closing();
}
