#include "CLibgit2.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdlib.h>
#include <zlib.h>

// libdeflate takes half as long as zlib, but only whole streams. Its interface is stable and small,
// so that its headers are not needed to build; where it is not installed, zlib does everything.
#define LIBRARY "libdeflate.so.0"

typedef struct libdeflate_decompressor decompressor;

static decompressor *(*fast_create)(void);
static void (*fast_free)(decompressor *);
static int (*fast_inflate)(decompressor *, const void *in, size_t in_count, void *out,
                           size_t out_count, size_t *in_used, size_t *out_used);

static void load(void) {
  void *library = dlopen(LIBRARY, RTLD_NOW | RTLD_LOCAL);
  if (!library) return;
  *(void **)&fast_free = dlsym(library, "libdeflate_free_decompressor");
  *(void **)&fast_inflate = dlsym(library, "libdeflate_zlib_decompress_ex");
  if (fast_free && fast_inflate)
    *(void **)&fast_create = dlsym(library, "libdeflate_alloc_decompressor");
}

// As many streams as take about as long as loading the library.
enum { PATIENCE = 256 };

// libdeflate keeps the tables of the fixed code until it meets a stream that brings its own. Trees
// have the one and commits the other, so each sort has its own decompressor.
enum { OWN_CODE, FIXED_CODE, SORTS };

struct tenure_inflater {
  z_stream zlib;
  decompressor *fast[SORTS];
  unsigned patience;
};

tenure_inflater *tenure_inflate_create(void) {
  tenure_inflater *inflater = calloc(1, sizeof(tenure_inflater));
  if (inflater && inflateInit(&inflater->zlib) != Z_OK) {
    free(inflater);
    return NULL;
  }
  if (inflater) inflater->patience = PATIENCE;
  return inflater;
}

void tenure_inflate_free(tenure_inflater *inflater) {
  inflateEnd(&inflater->zlib);
  for (int sort = 0; sort < SORTS; sort++)
    if (inflater->fast[sort]) fast_free(inflater->fast[sort]);
  free(inflater);
}

void tenure_inflate_hurry(tenure_inflater *inflater) {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  inflater->patience = 0;
  if (pthread_once(&once, load) != 0 || !fast_create) return;
  for (int sort = 0; sort < SORTS; sort++)
    if (!inflater->fast[sort]) inflater->fast[sort] = fast_create();
}

long tenure_inflate(tenure_inflater *inflater, const unsigned char *in, size_t in_count,
                    unsigned char *out, size_t out_count, int *ended) {
  z_stream *stream = &inflater->zlib;
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

long tenure_inflate_whole(tenure_inflater *inflater, const unsigned char *in, size_t in_count,
                          unsigned char *out, size_t out_count) {
  if (inflater->patience && !--inflater->patience) tenure_inflate_hurry(inflater);
  // The kind of the first block stands behind two bytes of zlib's and a bit.
  int sort = in_count > 2 && (in[2] >> 1 & 3) == 1 ? FIXED_CODE : OWN_CODE;
  decompressor *fast = inflater->fast[sort];
  size_t in_used, out_used;
  if (fast && !fast_inflate(fast, in, in_count, out, out_count, &in_used, &out_used))
    return (long)out_used;
  // What the one refuses, the other decides: that a stream is damaged is git's own library's word.
  int ended = 0;
  long got = tenure_inflate(inflater, in, in_count, out, out_count, &ended);
  return ended ? got : -1;
}
