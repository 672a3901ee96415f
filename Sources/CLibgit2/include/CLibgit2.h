#ifndef TENURE_CLIBGIT2_H
#define TENURE_CLIBGIT2_H

// libgit2, loaded when it is first needed: the loader of shared libraries takes milliseconds for it
// and for the fifteen that it stands on, and most commands read plain repositories by themselves.
//
// The functions below are called by their usual names. What is linked are functions of ours, named
// `tenure_git_…`, that call the loaded library (loading.c). To call one more, add it in both files;
// without, the linker says that it is missing.

#define TENURE_PRAGMA(text) _Pragma(#text)
#define TENURE_LOADED(name) TENURE_PRAGMA(redefine_extname name tenure_##name)

TENURE_LOADED(git_branch_upstream_name)
TENURE_LOADED(git_buf_dispose)
TENURE_LOADED(git_commit_create)
TENURE_LOADED(git_config_free)
TENURE_LOADED(git_config_get_string_buf)
TENURE_LOADED(git_config_iterator_free)
TENURE_LOADED(git_config_iterator_glob_new)
TENURE_LOADED(git_config_next)
TENURE_LOADED(git_config_open_default)
TENURE_LOADED(git_config_open_ondisk)
TENURE_LOADED(git_error_last)
TENURE_LOADED(git_index_add)
TENURE_LOADED(git_index_add_bypath)
TENURE_LOADED(git_index_free)
TENURE_LOADED(git_index_get_bypath)
TENURE_LOADED(git_index_new)
TENURE_LOADED(git_index_read_tree)
TENURE_LOADED(git_index_write)
TENURE_LOADED(git_index_write_tree)
TENURE_LOADED(git_index_write_tree_to)
TENURE_LOADED(git_libgit2_init)
TENURE_LOADED(git_merge_file)
TENURE_LOADED(git_merge_file_input_init)
TENURE_LOADED(git_merge_file_options_init)
TENURE_LOADED(git_merge_file_result_free)
TENURE_LOADED(git_object_free)
TENURE_LOADED(git_object_lookup)
TENURE_LOADED(git_odb_exists_prefix)
TENURE_LOADED(git_odb_free)
TENURE_LOADED(git_odb_hash)
TENURE_LOADED(git_odb_object_data)
TENURE_LOADED(git_odb_object_free)
TENURE_LOADED(git_odb_object_size)
TENURE_LOADED(git_odb_read)
TENURE_LOADED(git_odb_read_header)
TENURE_LOADED(git_odb_write)
TENURE_LOADED(git_reference_create)
TENURE_LOADED(git_reference_create_matching)
TENURE_LOADED(git_reference_dwim)
TENURE_LOADED(git_reference_free)
TENURE_LOADED(git_reference_iterator_free)
TENURE_LOADED(git_reference_iterator_glob_new)
TENURE_LOADED(git_reference_list)
TENURE_LOADED(git_reference_lookup)
TENURE_LOADED(git_reference_name)
TENURE_LOADED(git_reference_name_to_id)
TENURE_LOADED(git_reference_next)
TENURE_LOADED(git_reference_remove)
TENURE_LOADED(git_reference_symbolic_target)
TENURE_LOADED(git_reference_target)
TENURE_LOADED(git_repository_commondir)
TENURE_LOADED(git_repository_config_snapshot)
TENURE_LOADED(git_repository_free)
TENURE_LOADED(git_repository_index)
TENURE_LOADED(git_repository_init_ext)
TENURE_LOADED(git_repository_init_options_init)
TENURE_LOADED(git_repository_odb)
TENURE_LOADED(git_repository_open_ext)
TENURE_LOADED(git_signature_free)
TENURE_LOADED(git_signature_now)
TENURE_LOADED(git_strarray_dispose)

#include <git2.h>

// Why the library could not be loaded; NULL if it was, or if nobody has tried.
const char *tenure_git_loading_failure(void);

// `git_libgit2_opts` is variadic, and Swift imports no variadic functions.

int tenure_git_set_object_caching(int on);

// Whether objects and references are flushed to the disk before a call returns.
int tenure_git_set_write_through(int on);

// Extensions that change nothing in how objects and references are read.
int tenure_git_accept_harmless_extensions(void);

// The libraries under git's own compression: zlib, and once many streams were met libdeflate, if it
// is there (inflating.c).

typedef struct tenure_inflater tenure_inflater;

tenure_inflater *tenure_inflate_create(void);
void tenure_inflate_free(tenure_inflater *inflater);

// Turns to the faster library now, as otherwise after some hundred streams.
void tenure_inflate_hurry(tenure_inflater *inflater);

// Inflates what fits and returns the number of bytes, or -1 if the stream is damaged. `ended` tells
// whether the stream was whole, its checksum included.
long tenure_inflate(tenure_inflater *inflater, const unsigned char *in, size_t in_count,
                    unsigned char *out, size_t out_count, int *ended);

// Inflates a whole stream and returns the number of bytes, or -1 if it is damaged or does not fit.
long tenure_inflate_whole(tenure_inflater *inflater, const unsigned char *in, size_t in_count,
                          unsigned char *out, size_t out_count);

#endif
