# Read by the scripts that build example repositories, after `set -euo pipefail`.

# Stops with one line. The script's own name begins it.
fail() { printf '%s: %s\n' "$(basename "$0" .sh)" "$1" >&2; exit 2; }

# Nothing of the caller's git, keys, locale or time may leak in.
isolate() {
  local name
  while IFS= read -r name; do unset "$name"; done < <(compgen -e | grep '^GIT_' || true)
  unset SSH_AUTH_SOCK
  export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_SYSTEM=/dev/null GIT_CONFIG_NOSYSTEM=1
  export LC_ALL=C TZ=UTC
  umask 022
}

# begin_repository DEST MARKER: makes DEST an empty git repository and goes there. A folder that
# holds anything is emptied only if MARKER says that the same script built it. `state` is a folder
# for what is not to last.
begin_repository() {
  local marker=.git/$2
  mkdir -p "$1"
  dest=$(cd "$1" && pwd)
  if [ -n "$(ls -A "$dest")" ]; then
    [ -e "$dest/$marker" ] || fail "\`$1\` is not empty, and not built by this script"
    find "$dest" -mindepth 1 -delete
  fi
  state=$(mktemp -d)
  trap 'rm -rf "$state"' EXIT
  git init -q --template= --initial-branch=main --object-format=sha1 "$dest"
  : > "$dest/$marker"
  cd "$dest"
  git config gc.auto 0
}
