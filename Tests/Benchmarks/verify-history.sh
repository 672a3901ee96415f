#!/usr/bin/env bash
# Measures how fast `tenure verify` checks a history made by make-approved-history.sh, beside git's
# own `verify-commit`, which checks one signature a commit and no approval. CPU time, user and
# system.
#
#     verify-history.sh FOLDER
#
# Targets: 2,000 commits a second and core, and 30 times git's speed for each commit. Three Ed25519
# checks take some 170 µs, so 6,000 a second is what no code would pass.
set -euo pipefail
cd "$1"
export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1
TIMEFORMAT='%U %S'
sample=100
count=$(git rev-list --count root..main)

cpu() { { time "$@" >/dev/null 2>&1; } 2>&1 | awk '{ print $1 + $2 }'; }
by_git() {
  git rev-list --first-parent -n "$sample" main |
    xargs -n 1 git -c gpg.ssh.allowedSignersFile=.git/signers verify-commit
}
ours=() theirs=()
for _ in 1 2 3 4 5; do
  ours+=("$(cpu tenure verify --no-pin --root root)")
  theirs+=("$(cpu by_git)")
done
median() { printf '%s\n' "$@" | sort -n | sed -n 3p; }
awk -v ours="$(median "${ours[@]}")" -v theirs="$(median "${theirs[@]}")" -v count="$count" \
  -v sample="$sample" 'BEGIN {
    printf "tenure verify      %6d commits/s (two approvals each, %d commits)\n",
      count / ours, count
    printf "git verify-commit  %6d commits/s\n", sample / theirs
    printf "ratio              %6.1f\n", (count / ours) / (sample / theirs)
  }'
