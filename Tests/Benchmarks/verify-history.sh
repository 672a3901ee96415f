#!/usr/bin/env bash
# Measures how fast `tenure verify` checks a history made by make-approved-history.sh, beside git's
# own `verify-commit`, which checks one signature a commit and no approval: processor time, user and
# system, and time on the clock, in which verify has a second thread check signatures.
#
#     verify-history.sh FOLDER
#
# Targets: 2,000 commits a second and core, and 30 times git's speed for each commit. Three Ed25519
# checks take some 230 µs of a core that needs 78 for one, so 4,300 a second is what no code would
# pass there.
set -euo pipefail
cd "$1"
export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1
TIMEFORMAT='%R %U %S'
sample=100
count=$(git rev-list --count root..main)

# Seconds on the clock and of processors.
seconds() { { time "$@" >/dev/null 2>&1; } 2>&1 | awk '{ print $1, $2 + $3 }'; }
by_git() {
  git rev-list --first-parent -n "$sample" main |
    xargs -n 1 git -c gpg.ssh.allowedSignersFile=.git/signers verify-commit
}
ours=() theirs=()
for _ in 1 2 3 4 5; do
  ours+=("$(seconds tenure verify --no-pin --root root)")
  theirs+=("$(seconds by_git)")
done
# The median of a column.
median() { printf '%s\n' "${@:2}" | cut -d' ' -f"$1" | sort -n | sed -n 3p; }
for column in 1 2; do
  awk -v ours="$(median "$column" "${ours[@]}")" -v theirs="$(median "$column" "${theirs[@]}")" \
    -v count="$count" -v sample="$sample" \
    -v unit="$([ "$column" = 1 ] && echo clock || echo core)" \
    'BEGIN {
      printf "tenure verify      %6d commits a second of %s (two approvals each, %d commits)\n",
        count / ours, unit, count
      printf "git verify-commit  %6d commits a second of %s\n", sample / theirs, unit
      printf "ratio              %6.1f\n", (count / ours) / (sample / theirs)
    }'
done
