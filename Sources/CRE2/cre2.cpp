#include "cre2.h"

#include <cstdio>
#include <memory>
#include <new>

#include <re2/re2.h>

struct cre2_pattern {
    RE2 expression;
};

extern "C" cre2_pattern *cre2_compile(
    const char *text, size_t length, int64_t memory, char *error, size_t error_size) {
    RE2::Options options;
    options.set_log_errors(false);
    options.set_max_mem(memory);
    try {
        std::unique_ptr<cre2_pattern> pattern(
            new cre2_pattern{RE2(re2::StringPiece(text, length), options)});
        if (pattern->expression.ok()) return pattern.release();
        std::snprintf(error, error_size, "%s", pattern->expression.error().c_str());
    } catch (const std::bad_alloc &) {
        // No exception may pass the border to Swift.
        std::snprintf(error, error_size, "out of memory");
    }
    return nullptr;
}

extern "C" int cre2_program_size(const cre2_pattern *pattern) {
    return pattern->expression.ProgramSize();
}

extern "C" bool cre2_is_found(const cre2_pattern *pattern, const char *text, size_t length) {
    return RE2::PartialMatch(re2::StringPiece(text, length), pattern->expression);
}

extern "C" void cre2_free(cre2_pattern *pattern) {
    delete pattern;
}
