#ifndef CPROCESS_H
#define CPROCESS_H

#include <pthread.h>

/// Starts a thread on another processor than the caller's, if the process may run on one; later the
/// thread may run on all. Schedulers begin a thread where it was started, and some move it only
/// after milliseconds. Its stack may grow as far as that of the main thread. Returns what
/// `pthread_create` does.
int cprocess_create_thread(pthread_t *thread, void *(*body)(void *), void *argument);

/// On how many processors the process may run.
int cprocess_processor_count(void);

/// Lets the memory of the process grow by so many bytes at a time, which are not used before they
/// are needed. By itself the memory of a thread grows by single pages, each of which takes a call
/// that stops all threads that need memory.
void cprocess_grow_memory_by(int bytes);

#endif
