#ifndef CRE2_H
#define CRE2_H

// The part of RE2 that is used, for callers that cannot call C++.
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct cre2_pattern cre2_pattern;

// Compiles a pattern in UTF-8 that may take `memory` bytes, program and matching together.
// Returns NULL and writes a sentence of at most `error_size` bytes, with its NUL, if it cannot.
cre2_pattern *cre2_compile(
    const char *text, size_t length, int64_t memory, char *error, size_t error_size);

// How many instructions the program has; a byte of text takes at most about as many steps.
int cre2_program_size(const cre2_pattern *pattern);

// Whether the text has a match anywhere. May be called by several threads at once.
bool cre2_is_found(const cre2_pattern *pattern, const char *text, size_t length);

void cre2_free(cre2_pattern *pattern);

#ifdef __cplusplus
}
#endif

#endif
