#include "CSQLite.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stddef.h>

// All versions 3 have one interface, to which functions are only added.
#define LIBRARY "libsqlite3.so.0"

// Result, name, parameters, arguments.
#define FUNCTIONS(each) \
  each(int, sqlite3_close, (sqlite3 *database), (database)) \
  each(int, sqlite3_column_bytes, (sqlite3_stmt *statement, int column), (statement, column)) \
  each(int, sqlite3_column_count, (sqlite3_stmt *statement), (statement)) \
  each(double, sqlite3_column_double, (sqlite3_stmt *statement, int column), (statement, column)) \
  each(const char *, sqlite3_column_name, \
       (sqlite3_stmt *statement, int column), (statement, column)) \
  each(const unsigned char *, sqlite3_column_text, \
       (sqlite3_stmt *statement, int column), (statement, column)) \
  each(int, sqlite3_column_type, (sqlite3_stmt *statement, int column), (statement, column)) \
  each(const char *, sqlite3_errmsg, (sqlite3 *database), (database)) \
  each(int, sqlite3_finalize, (sqlite3_stmt *statement), (statement)) \
  each(int, sqlite3_open_v2, \
       (const char *file, sqlite3 **database, int flags, const char *vfs), \
       (file, database, flags, vfs)) \
  each(int, sqlite3_prepare_v2, \
       (sqlite3 *database, const char *text, int length, sqlite3_stmt **statement, \
        const char **rest), \
       (database, text, length, statement, rest)) \
  each(int, sqlite3_step, (sqlite3_stmt *statement), (statement))

#define SLOT(result, name, parameters, arguments) static result(*slot_##name) parameters;
FUNCTIONS(SLOT)

// A call before the library was loaded is a mistake of ours, and ends the process there and then.
#define FORWARD(result, name, parameters, arguments) \
  result name parameters { return slot_##name arguments; }
FUNCTIONS(FORWARD)

static const char *failure = NULL;
static pthread_once_t once = PTHREAD_ONCE_INIT;

// Finds one function; notes why if there is none.
static void find(void *library, const char *name, void *slot) {
  void *function = dlsym(library, name);
  if (!function) failure = dlerror();
  *(void **)slot = function;
}

static void load(void) {
  void *library = dlopen(LIBRARY, RTLD_NOW | RTLD_LOCAL);
  if (!library) {
    failure = dlerror();
    return;
  }
#define FIND(result, name, parameters, arguments) find(library, #name, &slot_##name);
  FUNCTIONS(FIND)
}

const char *tenure_sqlite3_load(void) {
  pthread_once(&once, load);
  return failure;
}
