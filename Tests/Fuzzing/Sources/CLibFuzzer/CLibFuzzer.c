#define _GNU_SOURCE
#include "CLibFuzzer.h"

#include <sys/mman.h>

int openMemoryFile(void) { return memfd_create("input", 0); }

// What the `main` of libFuzzer calls, which is linked and never called: ours calls its driver.
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  (void)data;
  (void)size;
  return 0;
}
