#!/usr/bin/env bash
# Makes a policy repository with a constitution and a long history: in each commit one document of a
# regime changes, two members of three approve, and one of them signs.
#
#     make-approved-history.sh FOLDER [COMMITS]
#
# FOLDER must not exist. It needs `tenure`, git and ssh-keygen. The root is tagged `root`, and
# FOLDER/.git/signers holds the keys for git.
set -euo pipefail
folder=$1
commits=${2:-2000}
unset SSH_AUTH_SOCK
export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1 LC_ALL=C TZ=UTC

mkdir -p "$folder"
folder=$(cd "$folder" && pwd)
git init -q --template= --initial-branch=main "$folder"
cd "$folder"
git config user.name ada
git config user.email ada@example.org
mkdir -p .git/keys .git/memory regimes/bench
export XDG_STATE_HOME=$folder/.git/memory
for key in ada ben chi; do
  ssh-keygen -q -t ed25519 -N '' -C "$key" -f ".git/keys/$key"
done

cat > vocabulary.yaml <<'EOF'
vocabulary: bench
taxonomies:
  party: {nobody: , person: , company: }
  action: {use: , sell: , publish: , export: }
  right: {access: , revenue: }
  act:
    amend: {amend-property: , amend-circulation: , amend-distribution: , amend-governance: }
    enact:
facets:
  action: {kind: term, taxonomy: action}
  actor: {kind: term, taxonomy: party}
  persons: {kind: quantity, unit: person, whole: yes, min: 0, default: 0}
EOF
cat > regimes/bench/regime.yaml <<'EOF'
regime: bench
semantics: 1
doctrine: {precedence: [specificity, prohibition]}
pillars:
  circulation: {plugin: rulebook, document: circulation.yaml}
  governance: {plugin: assembly, document: governance.yaml}
EOF
cat > regimes/bench/governance.yaml <<'EOF'
bodies:
  assembly: {member: {seats: 3}}
decisions:
  - id: rules
    body: assembly
    act: [amend, enact]
    chambers: [{in: assembly, quorum: 1/2, pass: {at-least: 2/3, of: all}}]
EOF
{
  printf 'constitution: bench\nversion: 1\nregime: bench\nbranch: main\nepoch: 1\nmembers:\n'
  for key in ada ben chi; do
    printf '  - id: %s\n    keys: [{key: %s}]\n    seats: {assembly: member}\n' \
      "$key" "$(cut -d' ' -f1,2 ".git/keys/$key.pub")"
  done
} > constitution.yaml

# Thirty clauses, of which one depends on the number of the commit.
document() {
  awk -v number="$1" 'BEGIN {
    print "clauses:"
    for (clause = 0; clause < 30; clause++)
      printf "  - id: c%02d\n    %s: %s\n    actor: %s\n    persons: {at-least: %d}\n", clause,
        clause % 2 ? "permit" : "prohibit", clause % 3 ? "sell" : "export",
        clause % 5 ? "person" : "company", clause == number % 30 ? number : clause
  }' > regimes/bench/circulation.yaml
}

seconds=1704067200
commit() { GIT_COMMITTER_DATE="$seconds +0000" GIT_AUTHOR_DATE="$seconds +0000" "$@"; }
document 0
git add .
commit git commit -q -m root
git tag root
for ((number = 1; number <= commits; number++)); do
  seconds=$((seconds + 3600))
  document "$number"
  git add regimes/bench/circulation.yaml
  commit tenure approve --index --key .git/keys/ada >/dev/null
  commit tenure approve --index --key .git/keys/ben >/dev/null
  # Each commit trusts the one before it: the whole is checked when it is measured.
  commit tenure enact --index -m "change $number" --root HEAD --key .git/keys/ada >/dev/null
done
tenure verify --no-pin --root root --signers .git/signers >/dev/null
git gc -q
