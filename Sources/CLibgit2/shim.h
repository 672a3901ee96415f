#ifndef TENURE_CLIBGIT2_SHIM_H
#define TENURE_CLIBGIT2_SHIM_H

#include <git2.h>

// `git_libgit2_opts` is variadic, and Swift imports no variadic functions.

static inline int tenure_git_set_strict_hashes(int on) {
  return git_libgit2_opts(GIT_OPT_ENABLE_STRICT_HASH_VERIFICATION, on);
}

static inline int tenure_git_set_object_caching(int on) {
  return git_libgit2_opts(GIT_OPT_ENABLE_CACHING, on);
}

// Extensions that change nothing in how objects and references are read.
static inline int tenure_git_accept_harmless_extensions(void) {
  const char *extensions[] = {"partialclone", "preciousobjects", "worktreeconfig"};
  return git_libgit2_opts(GIT_OPT_SET_EXTENSIONS, extensions, (size_t)3);
}

#endif
