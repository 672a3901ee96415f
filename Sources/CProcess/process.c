#define _GNU_SOURCE
#include "CProcess.h"

#include <malloc.h>
#include <sched.h>
#include <stdlib.h>
#include <sys/resource.h>

struct beginning {
  void *(*body)(void *);
  void *argument;
  cpu_set_t allowed;
};

static void *begin(void *pointer) {
  struct beginning own = *(struct beginning *)pointer;
  free(pointer);
  sched_setaffinity(0, sizeof own.allowed, &own.allowed);
  return own.body(own.argument);
}

// As deep as the main thread may go, which may have been allowed more since the process began.
static void deepen(pthread_attr_t *attributes) {
  struct rlimit limit;
  size_t usual;
  if (getrlimit(RLIMIT_STACK, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY) return;
  if (pthread_attr_getstacksize(attributes, &usual) == 0 && limit.rlim_cur > usual)
    pthread_attr_setstacksize(attributes, limit.rlim_cur);
}

// Begins it on any processor but this one.
static int create_elsewhere(pthread_t *thread, pthread_attr_t *attributes, void *(*body)(void *),
                            void *argument) {
  struct beginning *own = malloc(sizeof *own);
  int here = sched_getcpu();
  if (own && here >= 0 && here < CPU_SETSIZE &&
      sched_getaffinity(0, sizeof own->allowed, &own->allowed) == 0) {
    own->body = body;
    own->argument = argument;
    cpu_set_t others = own->allowed;
    CPU_CLR(here, &others);
    if (CPU_COUNT(&others) > 0 &&
        pthread_attr_setaffinity_np(attributes, sizeof others, &others) == 0 &&
        pthread_create(thread, attributes, begin, own) == 0)
      return 0;
  }
  free(own);
  return -1;
}

int cprocess_create_thread(pthread_t *thread, void *(*body)(void *), void *argument) {
  pthread_attr_t attributes;
  int status = pthread_attr_init(&attributes);
  if (status != 0) return status;
  deepen(&attributes);
  status = create_elsewhere(thread, &attributes, body, argument);
  pthread_attr_destroy(&attributes);
  if (status == 0 || (status = pthread_attr_init(&attributes)) != 0) return status;
  // Wherever it may be, and as deep; there may be no room for so large a stack.
  deepen(&attributes);
  status = pthread_create(thread, &attributes, body, argument);
  pthread_attr_destroy(&attributes);
  return status == 0 ? 0 : pthread_create(thread, NULL, body, argument);
}

int cprocess_processor_count(void) {
  cpu_set_t allowed;
  return sched_getaffinity(0, sizeof allowed, &allowed) == 0 ? CPU_COUNT(&allowed) : 1;
}

void cprocess_grow_memory_by(int bytes) { mallopt(M_TOP_PAD, bytes); }
