#ifndef TENURE_CLIBGIT2_SHIM_H
#define TENURE_CLIBGIT2_SHIM_H

#include <git2.h>

#endif
