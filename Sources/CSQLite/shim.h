#ifndef TENURE_CSQLITE_SHIM_H
#define TENURE_CSQLITE_SHIM_H

#include <sqlite3.h>

#endif
