#!/usr/bin/env bash
#
# Builds the example policy repository with its history: a git repository at DEST whose commits are
# dated as the law was.
#
#     Examples/build-history.sh DEST
#
# PolicyRepository/ is the only place where documents live. History/ has one file for each commit,
# in order: its date, author and tag; which clauses it enacts (`REGIME: ID …`), which it ends
# (`REGIME-ends: ID …`, the line `until`), which notes and whole files it adds; a blank line; the
# message. An earlier state of a document is the document as it stands without the clauses that
# nobody had enacted yet, so mending a clause mends it in every commit.
#
# Branches/ has one file for each branch beside the law: where it forks off (`parent`), of which
# state of the documents it is a change (`base`, the parent if left out), its date and author; a
# blank line; the message; and the change as a patch, from the line `diff --git` on.
#
# The same input gives the same commit ids on every machine.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=isolated.sh
. "$here/isolated.sh"

[ $# -eq 1 ] || fail "usage: build-history.sh DEST"
source=$here/PolicyRepository
isolate
begin_repository "$1" tenure-example-history
git config core.autocrlf false
git config core.fileMode false
git config core.hooksPath /dev/null
git config commit.gpgSign false

# Writes each document to `folder` with the clauses and notes that are enacted, and prints its name;
# a document without any is not written. First file: lines `clause ID`, `ends ID`, `note RULE`.
# Blocks are parted by blank lines. A section is a key whose first item is `- id: …`, or `notes`;
# every other key is a setting, which a document has from the beginning.
as_enacted='
  FNR == NR { enacted[$1 " " $2] = 1; next }
  FNR == 1 { finish(); name = FILENAME; sub(/.*\//, "", name) }
  function finish() {
    flush()
    if (found) { printf "%s", output > (folder "/" name); close(folder "/" name); print name }
    output = ""; section = ""; header = ""; found = 0; gap = 0
  }
  function put(text, gap) {
    if (output != "" && gap) output = output "\n"
    output = output text
  }
  # `gap` is whether a blank line stands before the block.
  function flush(   keep, text, i, key) {
    if (count == 0) return
    key = ""; keep = (section == "")
    for (i = 1; i <= count; i++) {
      if (section != "notes" && line[i] ~ /^  - id: /) {
        key = line[i]; sub(/^  - id: /, "", key)
      }
      if (section == "notes" && line[i] ~ /^    implements: \[/) {
        key = line[i]; sub(/^    implements: \[/, "", key); sub(/[],].*/, "", key)
      }
    }
    if (section != "notes" && ("clause " key) in enacted) keep = 1
    if (section == "notes" && ("note " key) in enacted) keep = 1
    if (keep) {
      if (section != "" && !opened) {
        put(section ":\n", sectionGap); opened = 1; gap = 0; found = 1
      }
      text = ""
      for (i = 1; i <= count; i++)
        if (line[i] !~ /^    until: / || ("ends " key) in enacted) text = text line[i] "\n"
      put(text, gap)
    }
    count = 0
  }
  # The key that waits is a section, or the beginning of a setting.
  function settle(text,   i, waiting) {
    waiting = header; header = ""
    if (waiting == "notes" || text ~ /^  - id: /) {
      section = waiting; opened = 0; sectionGap = gap; gap = 0
    } else {
      section = ""; line[++count] = waiting ":"
    }
    for (i = 1; i <= held; i++) line[++count] = comment[i]
  }
  /^$/ { flush(); gap = 1; next }
  /^[a-z-]+:$/ { flush(); header = substr($0, 1, length($0) - 1); held = 0; next }
  header != "" && /^ *#/ { comment[++held] = $0; next }
  header != "" { settle($0) }
  { line[++count] = $0 }
  END { finish() }
'

# Prints a regime without the documents and pillars that are not there yet.
with_documents='
  FNR == NR { present[$0] = 1; next }
  /document: / {
    name = $0; sub(/.*document: /, "", name); sub(/}.*/, "", name)
    if (name in present) { printf "%s%s\n", pillar, $0; pillar = "" }
    next
  }
  pillars && /^  [a-z]+:$/ { pillar = $0 "\n"; next }
  { print }
  /^pillars:$/ { pillars = 1 }
'

write_regime() {
  local regime=$1 documents
  mkdir -p "regimes/$regime"
  rm -f "regimes/$regime"/*.yaml
  documents=("$source/regimes/$regime"/*.yaml)
  awk -v folder="regimes/$regime" "$as_enacted" "$state/$regime" "${documents[@]}" \
    > "$state/documents"
  awk "$with_documents" "$state/documents" "$source/regimes/$regime/regime.yaml" \
    > "regimes/$regime/regime.yaml"
}

for entry in "$here"/History/[0-9]*; do
  date='' author='' tag='' touched=''
  while IFS= read -r header && [ -n "$header" ]; do
    key=${header%%: *} value=${header#*: }
    case $key in
      date) date=$value ;;
      author) author=$value ;;
      tag) tag=$value ;;
      files)
        for file in $value; do
          mkdir -p "$(dirname "$file")"
          cp "$source/$file" "$file"
        done
        ;;
      *)
        kind=clause regime=$key
        case $key in
          *-ends) kind=ends regime=${key%-ends} ;;
          *-notes) kind=note regime=${key%-notes} ;;
        esac
        [ -f "$source/regimes/$regime/regime.yaml" ] || fail "$entry: unknown key \`$key\`"
        for id in $value; do printf '%s %s\n' "$kind" "$id"; done >> "$state/$regime"
        case " $touched " in *" $regime "*) ;; *) touched="$touched $regime" ;; esac
        ;;
    esac
  done < "$entry"
  for regime in $touched; do write_regime "$regime"; done
  export GIT_AUTHOR_NAME=${author% <*} GIT_AUTHOR_DATE=$date GIT_COMMITTER_DATE=$date
  GIT_AUTHOR_EMAIL=${author##*<}
  export GIT_AUTHOR_EMAIL=${GIT_AUTHOR_EMAIL%>}
  export GIT_COMMITTER_NAME=$GIT_AUTHOR_NAME GIT_COMMITTER_EMAIL=$GIT_AUTHOR_EMAIL
  git add --all
  sed '1,/^$/d' "$entry" | git commit -q --cleanup=verbatim --file=-
  [ -z "$tag" ] || git tag "$tag"
done

# Proposals and earlier drafts stand on branches of their own.
for entry in "$here"/Branches/*; do
  [ -f "$entry" ] || continue
  branch=$(basename "$entry") date='' author='' parent='' base=''
  while IFS= read -r header && [ -n "$header" ]; do
    case ${header%%: *} in
      date) date=${header#*: } ;;
      author) author=${header#*: } ;;
      parent) parent=${header#*: } ;;
      base) base=${header#*: } ;;
      *) fail "$entry: unknown key \`${header%%: *}\`" ;;
    esac
  done < "$entry"
  git checkout -q -b "$branch" "$parent"
  git rm -rq .
  git checkout -q "${base:-$parent}" -- .
  sed -n '/^diff --git /,$p' "$entry" | git apply --index - ||
    fail "$entry: the patch no longer fits; the documents it changes have changed"
  export GIT_AUTHOR_NAME=${author% <*} GIT_AUTHOR_DATE=$date GIT_COMMITTER_DATE=$date
  GIT_AUTHOR_EMAIL=${author##*<}
  export GIT_AUTHOR_EMAIL=${GIT_AUTHOR_EMAIL%>}
  export GIT_COMMITTER_NAME=$GIT_AUTHOR_NAME GIT_COMMITTER_EMAIL=$GIT_AUTHOR_EMAIL
  git add --all
  sed -n '1,/^$/d; /^diff --git /q; p' "$entry" | git commit -q --cleanup=whitespace --file=-
  git checkout -q main
done

# Every clause is enacted once, and nothing is enacted that is not there.
for regime in "$source"/regimes/*/; do
  regime=$(basename "$regime")
  twice=$(sort "$state/$regime" | uniq -d)
  [ -z "$twice" ] || fail "$regime: enacted twice: $twice"
  grep -hE '^  - id: ' "$source/regimes/$regime"/*.yaml | sed 's/^  - id: /clause /' | sort \
    > "$state/there"
  unknown=$(grep '^clause ' "$state/$regime" | sort | comm -23 - "$state/there")
  [ -z "$unknown" ] || fail "$regime: enacted but not in the documents: $unknown"
done
diff -r --exclude=.git "$source" "$dest" >&2 ||
  fail "the last commit is not PolicyRepository; is a clause in no file of History?"
