#include "CLibgit2.h"

#include <dlfcn.h>
#include <stddef.h>

// The library of the version that the headers are of: another one may hold other structures.
#define LIBRARY "libgit2.so." LIBGIT2_SOVERSION

// Result, name, parameters, arguments.
#define FUNCTIONS(each) \
  each(int, git_branch_upstream_name, \
       (git_buf *out, git_repository *repo, const char *refname), (out, repo, refname)) \
  each(void, git_buf_dispose, (git_buf *buffer), (buffer)) \
  each(int, git_commit_create, \
       (git_oid *id, git_repository *repo, const char *update_ref, const git_signature \
        *author, const git_signature *committer, const char *message_encoding, const char \
        *message, const git_tree *tree, size_t parent_count, const git_commit *parents[]), \
        (id, repo, update_ref, author, committer, message_encoding, message, tree, \
        parent_count, parents)) \
  each(void, git_config_free, (git_config *cfg), (cfg)) \
  each(int, git_config_get_string_buf, \
       (git_buf *out, const git_config *cfg, const char *name), (out, cfg, name)) \
  each(void, git_config_iterator_free, (git_config_iterator *iter), (iter)) \
  each(int, git_config_iterator_glob_new, \
       (git_config_iterator **out, const git_config *cfg, const char *regexp), (out, cfg, \
        regexp)) \
  each(int, git_config_next, \
       (git_config_entry **entry, git_config_iterator *iter), (entry, iter)) \
  each(int, git_config_open_default, (git_config **out), (out)) \
  each(int, git_config_open_ondisk, (git_config **out, const char *path), (out, path)) \
  each(const git_error *, git_error_last, (void), ()) \
  each(int, git_index_add, \
       (git_index *index, const git_index_entry *source_entry), (index, source_entry)) \
  each(int, git_index_add_bypath, (git_index *index, const char *path), (index, path)) \
  each(void, git_index_free, (git_index *index), (index)) \
  each(const git_index_entry *, git_index_get_bypath, \
       (git_index *index, const char *path, int stage), (index, path, stage)) \
  each(int, git_index_new, (git_index **out), (out)) \
  each(int, git_index_read_tree, (git_index *index, const git_tree *tree), (index, tree)) \
  each(int, git_index_write, (git_index *index), (index)) \
  each(int, git_index_write_tree, (git_oid *out, git_index *index), (out, index)) \
  each(int, git_index_write_tree_to, \
       (git_oid *out, git_index *index, git_repository *repo), (out, index, repo)) \
  each(int, git_merge_file, \
       (git_merge_file_result *out, const git_merge_file_input *ancestor, \
        const git_merge_file_input *ours, const git_merge_file_input *theirs, \
        const git_merge_file_options *opts), (out, ancestor, ours, theirs, opts)) \
  each(int, git_merge_file_input_init, \
       (git_merge_file_input *opts, unsigned int version), (opts, version)) \
  each(int, git_merge_file_options_init, \
       (git_merge_file_options *opts, unsigned int version), (opts, version)) \
  each(void, git_merge_file_result_free, (git_merge_file_result *result), (result)) \
  each(void, git_object_free, (git_object *object), (object)) \
  each(int, git_object_lookup, \
       (git_object **object, git_repository *repo, const git_oid *id, git_object_t type), \
        (object, repo, id, type)) \
  each(int, git_odb_exists_prefix, \
       (git_oid *out, git_odb *db, const git_oid *short_id, size_t len), (out, db, short_id, \
        len)) \
  each(void, git_odb_free, (git_odb *db), (db)) \
  each(int, git_odb_hash, \
       (git_oid *out, const void *data, size_t len, git_object_t type), (out, data, len, type)) \
  each(const void *, git_odb_object_data, (git_odb_object *object), (object)) \
  each(void, git_odb_object_free, (git_odb_object *object), (object)) \
  each(size_t, git_odb_object_size, (git_odb_object *object), (object)) \
  each(int, git_odb_write, \
       (git_oid *out, git_odb *odb, const void *data, size_t len, git_object_t type), (out, \
        odb, data, len, type)) \
  each(int, git_odb_read, (git_odb_object **out, git_odb *db, const git_oid *id), (out, db, id)) \
  each(int, git_odb_read_header, \
       (size_t *len_out, git_object_t *type_out, git_odb *db, const git_oid *id), (len_out, \
        type_out, db, id)) \
  each(int, git_reference_create, \
       (git_reference **out, git_repository *repo, const char *name, const git_oid *id, \
        int force, const char *log_message), (out, repo, name, id, force, log_message)) \
  each(int, git_reference_create_matching, \
       (git_reference **out, git_repository *repo, const char *name, const git_oid *id, \
        int force, const git_oid *current_id, const char *log_message), \
        (out, repo, name, id, force, current_id, log_message)) \
  each(int, git_reference_dwim, \
       (git_reference **out, git_repository *repo, const char *shorthand), (out, repo, \
        shorthand)) \
  each(void, git_reference_free, (git_reference *ref), (ref)) \
  each(void, git_reference_iterator_free, (git_reference_iterator *iter), (iter)) \
  each(int, git_reference_iterator_glob_new, \
       (git_reference_iterator **out, git_repository *repo, const char *glob), (out, repo, \
        glob)) \
  each(int, git_reference_list, (git_strarray *array, git_repository *repo), (array, repo)) \
  each(int, git_reference_lookup, \
       (git_reference **out, git_repository *repo, const char *name), (out, repo, name)) \
  each(const char *, git_reference_name, (const git_reference *ref), (ref)) \
  each(int, git_reference_name_to_id, \
       (git_oid *out, git_repository *repo, const char *name), (out, repo, name)) \
  each(int, git_reference_next, \
       (git_reference **out, git_reference_iterator *iter), (out, iter)) \
  each(int, git_reference_remove, (git_repository *repo, const char *name), (repo, name)) \
  each(const char *, git_reference_symbolic_target, (const git_reference *ref), (ref)) \
  each(const git_oid *, git_reference_target, (const git_reference *ref), (ref)) \
  each(const char *, git_repository_commondir, (const git_repository *repo), (repo)) \
  each(int, git_repository_config_snapshot, \
       (git_config **out, git_repository *repo), (out, repo)) \
  each(void, git_repository_free, (git_repository *repo), (repo)) \
  each(int, git_repository_index, (git_index **out, git_repository *repo), (out, repo)) \
  each(int, git_repository_init_ext, \
       (git_repository **out, const char *repo_path, git_repository_init_options *opts), \
        (out, repo_path, opts)) \
  each(int, git_repository_init_options_init, \
       (git_repository_init_options *opts, unsigned int version), (opts, version)) \
  each(int, git_repository_odb, (git_odb **out, git_repository *repo), (out, repo)) \
  each(int, git_repository_open_ext, \
       (git_repository **out, const char *path, unsigned int flags, const char \
        *ceiling_dirs), (out, path, flags, ceiling_dirs)) \
  each(void, git_signature_free, (git_signature *sig), (sig)) \
  each(int, git_signature_now, \
       (git_signature **out, const char *name, const char *email), (out, name, email)) \
  each(void, git_strarray_dispose, (git_strarray *array), (array))

static int (*library_init)(void);
static int (*library_opts)(int, ...);

#define SLOT(result, name, parameters, arguments) static result(*slot_##name) parameters;
FUNCTIONS(SLOT)

// A call before the library was started is a mistake of ours, and ends the process there and then.
#define FORWARD(result, name, parameters, arguments) \
  result name parameters { return slot_##name arguments; }
FUNCTIONS(FORWARD)

static const char *failure = NULL;

const char *tenure_git_loading_failure(void) { return failure; }

// Finds one function; notes why if there is none.
static void find(void *library, const char *name, void *slot) {
  void *function = dlsym(library, name);
  if (!function) failure = dlerror();
  *(void **)slot = function;
}

int git_libgit2_init(void) {
  void *library = dlopen(LIBRARY, RTLD_NOW | RTLD_LOCAL);
  if (!library) {
    failure = dlerror();
    return GIT_ERROR;
  }
  find(library, "git_libgit2_init", &library_init);
  find(library, "git_libgit2_opts", &library_opts);
#define FIND(result, name, parameters, arguments) find(library, #name, &slot_##name);
  FUNCTIONS(FIND)
  return failure ? GIT_ERROR : library_init();
}

int tenure_git_set_object_caching(int on) { return library_opts(GIT_OPT_ENABLE_CACHING, on); }

int tenure_git_set_write_through(int on) {
  return library_opts(GIT_OPT_ENABLE_FSYNC_GITDIR, on);
}

int tenure_git_accept_harmless_extensions(void) {
  const char *extensions[] = {"partialclone", "preciousobjects", "worktreeconfig"};
  return library_opts(GIT_OPT_SET_EXTENSIONS, extensions, (size_t)3);
}
