#ifndef TENURE_CLIBGIT2_SHIM_H
#define TENURE_CLIBGIT2_SHIM_H

#include <git2.h>
#include <stdlib.h>
#include <zlib.h>

// `git_libgit2_opts` is variadic, and Swift imports no variadic functions.

static inline int tenure_git_set_object_caching(int on) {
  return git_libgit2_opts(GIT_OPT_ENABLE_CACHING, on);
}

// Whether objects and references are flushed to the disk before a call returns.
static inline int tenure_git_set_write_through(int on) {
  return git_libgit2_opts(GIT_OPT_ENABLE_FSYNC_GITDIR, on);
}

// Extensions that change nothing in how objects and references are read.
static inline int tenure_git_accept_harmless_extensions(void) {
  const char *extensions[] = {"partialclone", "preciousobjects", "worktreeconfig"};
  return git_libgit2_opts(GIT_OPT_SET_EXTENSIONS, extensions, (size_t)3);
}

// The library under git's own compression. `inflateInit` is a macro.

static inline z_stream *tenure_inflate_create(void) {
  z_stream *stream = calloc(1, sizeof(z_stream));
  if (stream && inflateInit(stream) != Z_OK) {
    free(stream);
    return NULL;
  }
  return stream;
}

static inline void tenure_inflate_free(z_stream *stream) {
  inflateEnd(stream);
  free(stream);
}

// Inflates what fits and returns the number of bytes, or -1 if the stream is damaged. `ended` tells
// whether the stream was whole, its checksum included.
static inline long tenure_inflate(z_stream *stream, const unsigned char *in, size_t in_count,
                                  unsigned char *out, size_t out_count, int *ended) {
  if (inflateReset(stream) != Z_OK) return -1;
  stream->next_in = (unsigned char *)in;
  stream->avail_in = in_count > 0x7fffffff ? 0x7fffffff : (unsigned)in_count;
  stream->next_out = out;
  stream->avail_out = out_count > 0x7fffffff ? 0x7fffffff : (unsigned)out_count;
  int status = inflate(stream, Z_SYNC_FLUSH);
  *ended = status == Z_STREAM_END;
  if (status != Z_OK && status != Z_STREAM_END && status != Z_BUF_ERROR) return -1;
  return (long)(stream->next_out - out);
}

#endif
