// One worry: a history of 100,000 documents must be parsed in seconds, so 50,000 documents of
// 4 KiB a second on one core.
//
// Back of the envelope: such a document has 400 nodes. At two nanoseconds a byte for looking at it
// twice, and fifteen a node for writing it down, it takes 8 + 6 = 14 microseconds: 70,000 a second.

import Glibc
import TenureDocuments
import Yams

/// Clauses of the usual kind, block and flow, up to 4 KiB.
func document() -> [UInt8] {
  var text = "clauses:\n"
  var number = 0
  while text.utf8.count < 3_700 {
    number += 1
    text += """
        - id: cac-2024-assessment-\(number)
          prohibit: export
          data: personal
          persons: {at-least: 1000000}
          unless: {security-assessment: passed}
          rank: law
          force: binding
          from: 2024-03-22   # in force
          cites: "CAC Provisions 2024-03-22, art. 7"
        - {id: pipl-\(number), attach: provide, data: personal, duties: {before: [assess]}, \
        rank: law}

      """
  }
  return Array(text.utf8)
}

/// The seconds that this process has computed: other work on the machine does not count.
func processorSeconds() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

/// The rounds a second of some work, the best of five.
func perSecond(rounds: Int, _ work: () -> Void) -> Double {
  var best = 0.0
  for _ in 0..<5 {
    let start = processorSeconds()
    for _ in 0..<rounds { work() }
    best = max(best, Double(rounds) / (processorSeconds() - start))
  }
  return best
}

let bytes = document()
let text = String(decoding: bytes, as: UTF8.self)
let ours = perSecond(rounds: 10_000) {
  guard DocumentParser.parse(bytes, file: "benchmark.yaml").tree != nil else { exitWithError() }
}
let theirs = perSecond(rounds: 200) {
  guard (try? Yams.compose(yaml: text)) != nil else { exitWithError() }
}
print("document: \(bytes.count) bytes")
print("documents a second: \(Int(ours))")
print("times the usual library: \(Int(ours / theirs))")

func exitWithError() -> Never { preconditionFailure("the benchmark's document must be sound") }
