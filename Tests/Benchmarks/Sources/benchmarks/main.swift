// Measures what has a target, and prints one table. All times are processor time: what a run
// costs on a quiet machine, whatever else runs beside it.
//
//     benchmarks COMMAND EXAMPLE SYNTHETIC LONG
//
// COMMAND is the program `tenure`, EXAMPLE the example policy repository with its history,
// SYNTHETIC one of 10,000 commits, LONG one of 100,000. Without arguments the engine alone is
// measured.

import Glibc

// What a run finds must not help the next one.
setenv("TENURE_CACHE", "off", 1)

let table = Table()

table.add("10,000 clauses made ready", target: nil, EngineFigures.ready(clauses: 10_000, runs: 9))

// A walk near one clause: some thousand states of some microseconds.
table.add(
  "diff, 1 of 1,000 clauses amended", target: 1, try EngineFigures.amendment(of: 1_000, runs: 25))
table.add(
  "diff, 2 × 200 unrelated clauses", target: 20, try EngineFigures.unrelated(clauses: 200, runs: 7))
// Each of some thousand clauses is walked down to its few neighbours; the rest is shared.
table.add(
  "diagram, 1,000 clauses of 7 facets", target: 30, EngineFigures.diagram(clauses: 1_000, runs: 9))
table.add(
  "diagram, 10,000 clauses of 7 facets", target: 500,
  EngineFigures.diagram(clauses: 10_000, runs: 5))
table.add(
  "diff, 1,000 clauses restructured", target: 100,
  try EngineFigures.restructured(clauses: 1_000, runs: 7))
table.add(
  "diff, 10,000 clauses restructured", target: 2_000,
  try EngineFigures.restructured(clauses: 10_000, runs: 3))
table.add(
  "whole diagram, 1,000 clauses", target: 150, EngineFigures.wholeDiagram(clauses: 1_000, runs: 5))
// A byte costs some nanoseconds: 4 KiB some 10 microseconds.
table.add(
  "documents of 4 KiB", rate: 50_000, of: 2_000, EngineFigures.parsing(documents: 2_000, runs: 9))

let paths = CommandLine.arguments.dropFirst()
if paths.count == 4, let command = paths.first, let long = paths.last {
  let (example, synthetic) = (paths[paths.startIndex + 1], paths[paths.startIndex + 2])
  // Half goes before the first document is read: the loader, the runtime, the command line.
  table.add(
    "tenure ask, example", target: 15,
    try Command.sample(
      [
        command, "-C", example, "ask", "HEAD:cn", "action=export", "data=personal",
        "actor=retailer",
      ]))
  table.add(
    "tenure diff, the amendment of 2024", target: 30,
    try Command.sample([command, "-C", example, "diff", "cac-2024~1:cn", "cac-2024:cn"]))
  table.add(
    "tenure ask, 10,000 commits", target: 60,
    try Command.sample(
      [command, "-C", synthetic, "ask", "HEAD:r03", "action=export", "data=personal"]))
  table.add(
    "tenure diff, 10,000 commits", target: 60,
    try Command.sample([command, "-C", synthetic, "diff", "HEAD~40:r03", "HEAD:r03"]))
  try HistoryFigures(command: command, folder: long).add(to: table)
}
// The largest last: it is the one that goes wrong first.
table.add(
  "diff, 1 of 10,000 clauses amended", target: 5, try EngineFigures.amendment(of: 10_000, runs: 25))
