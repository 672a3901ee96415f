#ifndef TENURE_CSQLITE_H
#define TENURE_CSQLITE_H

// SQLite, loaded when it is first needed: to load it takes a quarter of a millisecond, and few
// commands read a database.
//
// The functions below are called by their usual names. What is linked are functions of ours, named
// `tenure_sqlite3_…`, that call the loaded library (loading.c). To call one more, add it in both
// files; without, the linker says that it is missing.

#define TENURE_PRAGMA(text) _Pragma(#text)
#define TENURE_LOADED(name) TENURE_PRAGMA(redefine_extname name tenure_##name)

TENURE_LOADED(sqlite3_close)
TENURE_LOADED(sqlite3_column_bytes)
TENURE_LOADED(sqlite3_column_count)
TENURE_LOADED(sqlite3_column_double)
TENURE_LOADED(sqlite3_column_name)
TENURE_LOADED(sqlite3_column_text)
TENURE_LOADED(sqlite3_column_type)
TENURE_LOADED(sqlite3_errmsg)
TENURE_LOADED(sqlite3_finalize)
TENURE_LOADED(sqlite3_open_v2)
TENURE_LOADED(sqlite3_prepare_v2)
TENURE_LOADED(sqlite3_step)

#include <sqlite3.h>

// Loads the library; NULL if that is done, else why it could not be. To be asked before the first
// call; any thread may ask, as often as it likes.
const char *tenure_sqlite3_load(void);

#undef TENURE_LOADED
#undef TENURE_PRAGMA

#endif
