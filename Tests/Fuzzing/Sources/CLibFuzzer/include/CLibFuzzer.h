// What the fuzzers need of C.
#ifndef CLIBFUZZER_H
#define CLIBFUZZER_H

#include <stddef.h>
#include <stdint.h>

// libFuzzer as a library: see "Using libFuzzer as a library" in its documentation.
int LLVMFuzzerRunDriver(int *argc, char ***argv, int (*callback)(const uint8_t *data, size_t size));

// A file in memory, which glibc declares for GNU programs alone; below zero if there is none.
int openMemoryFile(void);

#endif
