#!/bin/sh
# Makes a policy repository with a long history: 100 documents in ten regimes, one clause changed in
# each commit, one commit in twenty taking such a change back. The same arguments make the same
# repository.
#
#     make-history.sh FOLDER [COMMITS] [MERGE_EVERY] [FILES]
#
# FOLDER must not exist. With MERGE_EVERY = n, each n-th commit merges a branch of one commit. FILES
# is a multiple of ten: that many documents, ten to a regime.
set -eu
folder=$1
commits=${2:-10000}
merge_every=${3:-0}
files=${4:-100}

git init --quiet --initial-branch=main "$folder"
awk -v commits="$commits" -v merge_every="$merge_every" -v files="$files" '
  function random(n) { seed = (seed * 16807) % 2147483647; return int(seed / 127) % n }
  function blob(text) { printf "data %d\n%s\n", length(text), text }
  function name(file) { return sprintf("r%02d-d%02d", int(file / 10), file % 10) }
  function path(file) {
    return sprintf("regimes/r%02d/%s.yaml", int(file / 10), file % 10 ? name(file) : "regime")
  }
  function document(file,   text, clause) {
    if (file % 10 == 0) return regime(file)
    text = "defaults: {rank: law, force: binding}\nclauses:\n"
    for (clause = 0; clause < 30; clause++)
      text = text sprintf("  - id: %s-c%02d\n    prohibit: %s\n    data: %s\n" \
        "    persons: {at-least: %d}\n    cites: \"Act %d, art. %d\"\n", name(file), clause,
        clause % 2 ? "sell" : "export", clause % 3 ? "personal" : "enterprise",
        persons[file, clause] + 0, file, clause + 1)
    return text
  }
  function regime(file,   text, other) {
    text = sprintf("regime: r%02d\ntitle: Synthetic %d, edition %d\nsemantics: 1\n" \
      "doctrine:\n  ranks: [law, policy]\n  precedence: [rank, specificity, prohibition]\n" \
      "pillars:\n  circulation:\n", int(file / 10), int(file / 10), persons[file, 0] + 0)
    for (other = file + 1; other < file + 10; other++)
      text = text sprintf("    - {plugin: rulebook, document: %s.yaml}\n", name(other))
    return text
  }
  function begin(ref, number, text) {
    printf "commit %s\nmark :%d\n", ref, number
    time = 1500000000 + number * 3600
    printf "author Author %d <author-%d@example.org> %d +0000\n", number % 7, number % 7, time
    printf "committer Committer <committer@example.org> %d +0000\n", time
    blob(text)
  }
  function change(number, is_new,   file, clause) {
    if (number % 20 == 0 && !is_new) {
      persons[last_file, last_clause] = last_value
      return last_file
    }
    file = random(files)
    clause = file % 10 ? random(30) : 0
    last_file = file; last_clause = clause; last_value = persons[file, clause]
    persons[file, clause] = number
    return file
  }
  function put(file) { printf "M 100644 inline %s\n", path(file); blob(document(file)) }
  BEGIN {
    seed = 42
    begin("refs/heads/main", 1, "found the policy repository")
    printf "M 100644 inline vocabulary.yaml\n"
    blob("vocabulary: synthetic\ntaxonomies:\n  action: {provide: {share: , sell: , export: }}\n" \
      "  right: {use: , erase: }\n  origin: {personal: , enterprise: }\nfacets:\n" \
      "  action: {kind: term, taxonomy: action}\n  data: {kind: set, taxonomy: origin}\n" \
      "  persons: {kind: quantity, unit: person, whole: yes, min: 0, default: 0}\n")
    for (file = 0; file < files; file++) put(file)
    tip = 1
    for (number = 2; number <= commits; number++) {
      if (merge_every && number % merge_every == 0 && number + 2 <= commits) {
        file = change(number)
        begin("refs/heads/side", number, sprintf("amend %s aside", name(file)))
        printf "from :%d\n", tip
        put(file)
        side = number++
        do { other = change(number, 1) } while (other == file)
        begin("refs/heads/main", number, sprintf("amend %s", name(other)))
        printf "from :%d\n", tip
        put(other)
        tip = number++
        begin("refs/heads/main", number, "merge")
        printf "from :%d\nmerge :%d\n", tip, side
        put(file)
        tip = number
        continue
      }
      file = change(number)
      begin("refs/heads/main", number, sprintf("amend %s", name(file)))
      printf "from :%d\n", tip
      put(file)
      tip = number
    }
  }
' | git -C "$folder" fast-import --quiet
git -C "$folder" reset --quiet --hard main
