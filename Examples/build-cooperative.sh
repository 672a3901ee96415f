#!/usr/bin/env bash
#
# Builds the repository of a data cooperative whose members amend their own law: a git repository at
# DEST whose commits are all approved, signed and lawful, and one attempt to take it over.
#
#     Examples/build-cooperative.sh DEST [KEYS]
#
# Cooperative/Founding is the first commit, tagged `founding`: the root to trust. Each file of
# Cooperative/History is a change that the members enact: its date, its author, the keys that say
# `yes` and `no`, and who `signs` the commit; a blank line; the message; and the change as a patch,
# from the line `diff --git` on. Cooperative/Takeover is such a file, too: it has not the votes, and
# is put on the branch `takeover` with git alone, as whoever can push could do.
#
# The keys are made anew, so ids differ from run to run. They are thrown away, unless a folder is
# named to put them into, for who wants to go on as a member. It needs `tenure`, git and ssh-keygen.
set -euo pipefail

examples=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=isolated.sh
. "$examples/isolated.sh"

[ $# -eq 1 ] || [ $# -eq 2 ] || fail "usage: build-cooperative.sh DEST [KEYS]"
keys=${2:-}
[ -z "$keys" ] || [ ! -e "$keys" ] || fail "\`$keys\` is there already"
[ -z "$keys" ] || { mkdir -p "$keys" && keys=$(cd "$keys" && pwd); }
here=$examples/Cooperative
for program in tenure git ssh-keygen; do
  command -v "$program" >/dev/null || fail "there is no \`$program\` on PATH"
done
isolate
begin_repository "$1" tenure-example-cooperative
git config gpg.format ssh
export XDG_STATE_HOME=$state/memory

# Chi and Gus have keys of the other kind.
mkdir "$state/keys"
for key in ada ben ben-new chi dov eva fay gus; do
  kind=ed25519
  case $key in chi | gus) kind='ecdsa -b 256' ;; esac
  # shellcheck disable=SC2086 # a kind and its options
  ssh-keygen -q -N '' -C "$key" -f "$state/keys/$key" -t $kind
  printf 's|@%s@|%s|\n' "$key" "$(cut -d' ' -f1,2 "$state/keys/$key.pub")"
done > "$state/keys.sed"

# Shows the documents of the template in the working tree, with the keys that were made, and stages
# them.
render() {
  find . -mindepth 1 -maxdepth 1 ! -name .git -exec rm -rf {} +
  cp -R "$state/text/." .
  find . -name constitution.yaml ! -path './.git/*' -exec sed -i -f "$state/keys.sed" {} +
  git add --all
}

# Reads the head of a step, dates what follows, and makes its change to the template.
begin() {
  local header
  date='' author='' yes='' no='' signs=''
  while IFS= read -r header && [ -n "$header" ]; do
    case ${header%%: *} in
      date) date=${header#*: } ;;
      author) author=${header#*: } ;;
      yes) yes=${header#*: } ;;
      no) no=${header#*: } ;;
      signs) signs=${header#*: } ;;
      *) fail "$1: unknown key \`${header%%: *}\`" ;;
    esac
  done < "$1"
  GIT_COMMITTER_DATE="$(date -u -d "$date 12:00" +%s) +0000"
  GIT_AUTHOR_DATE=$GIT_COMMITTER_DATE
  GIT_AUTHOR_NAME=${author% <*} GIT_AUTHOR_EMAIL=${author##*<}
  GIT_AUTHOR_EMAIL=${GIT_AUTHOR_EMAIL%>}
  export GIT_COMMITTER_DATE GIT_AUTHOR_DATE GIT_AUTHOR_NAME GIT_AUTHOR_EMAIL
  git config user.name "${signs%-new}"
  git config user.email "${signs%-new}@harbour.example"
  sed -n '/^diff --git /,$p' "$1" > "$state/patch"
  (cd "$state/text" && git apply --unidiff-zero "$state/patch") || fail "$1: the patch does not fit"
  sed -n '1,/^$/d; /^diff --git /q; p' "$1" > "$state/message"
}

# Commits the template to a branch of its own, and has the keys vote on it.
propose() { # BRANCH
  git symbolic-ref HEAD "refs/heads/$1"
  git update-ref "refs/heads/$1" main
  render
  git commit -q --cleanup=whitespace --file="$state/message"
  for key in $yes; do tenure approve "$1" --key "$state/keys/$key" > "$state/answer"; done
  for key in $no; do tenure approve "$1" --against --key "$state/keys/$key" > "$state/answer"; done
}

cp -R "$here/Founding" "$state/text"
git config user.name ada
git config user.email ada@harbour.example
render
GIT_AUTHOR_DATE="2024-01-01T12:00:00Z" GIT_COMMITTER_DATE="2024-01-01T12:00:00Z" \
  git commit -q -m 'found the cooperative'
git tag founding

for step in "$here"/History/[0-9]*; do
  begin "$step"
  propose draft
  tenure enact draft --root founding --key "$state/keys/$signs" > "$state/answer" ||
    { cat "$state/answer" >&2; fail "$step: not enacted"; }
done

# The takeover: too few votes, and the branch moved all the same.
begin "$here/Takeover"
propose takeover
if tenure enact takeover --root founding --key "$state/keys/$signs" > "$state/answer"; then
  fail 'the takeover was enacted'
fi
for reference in $(git for-each-ref --format='%(refname)' refs/tenure/approvals); do
  blob=$(git cat-file blob "$reference")
  printf 'Approval: %s %s %s\n' \
    "$(sed -n 's/^vote //p' <<< "$blob")" "$(sed -n 's/^time //p' <<< "$blob")" \
    "$(sed '1,/^-----BEGIN/d; /^-----END/d' <<< "$blob" | tr -d '\n')"
done > "$state/trailers"
{ cat "$state/message"; cat "$state/trailers"; } > "$state/signed"
git -c user.signingkey="$state/keys/$signs" commit -q --amend -S --cleanup=whitespace \
  --file="$state/signed"

git symbolic-ref HEAD refs/heads/main
git reset -q --hard
git branch -q -D draft
git config --unset user.name
git config --unset user.email
tenure verify --root founding > "$state/answer" || { cat "$state/answer" >&2; exit 1; }
if tenure verify takeover --root founding > "$state/answer"; then
  fail 'the takeover is lawful'
fi
[ -z "$keys" ] || cp "$state"/keys/* "$keys"
