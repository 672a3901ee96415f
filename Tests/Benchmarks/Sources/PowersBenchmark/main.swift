import Glibc
import TenureMeasures

// How long exact indices of power take, on one core, beside their targets. Weights are drawn from a
// fixed seed. Each game is measured once more than it is shown: the least of the runs counts.
//
// The floor: Banzhaf of 1,000 voters is 1,000 × 25,000 additions of numbers of up to 1,000 bits; as
// light voters come first, a third of them is left, about 160 million additions of words.

/// Weights from a fixed seed, adding up to about a total.
func weights(_ count: Int, total: Int) -> [Int] {
  var state: UInt64 = 42
  return (0..<count).map { _ in
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return 1 + Int(state >> 33) % (2 * total / count - 1)
  }
}

/// Quotas like those of the International Monetary Fund: a few large members, many small ones.
func fund(_ count: Int, total: Int) -> [Int] {
  let parts = (0..<count).map { (rank: Int) -> Double in
    let place = Double(rank + 4)
    return 1 / (place * place) + 0.0004
  }
  let sum = parts.reduce(0, +)
  return parts.map { Int(Double(total) * $0 / sum) + 1 }
}

/// The processor time that this process has used, in seconds.
func processorSeconds() -> Double {
  var now = timespec()
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now)
  return Double(now.tv_sec) + Double(now.tv_nsec) / 1e9
}

func measure(_ name: String, target: Double, runs: Int, _ work: () throws -> Void) rethrows {
  var least = Double.infinity
  for _ in 0..<runs {
    let start = processorSeconds()
    try work()
    least = min(least, processorSeconds() - start)
  }
  let verdict = least <= target ? "" : "  over"
  let shown = (least * 1000).rounded() / 1000
  let padded = name + String(repeating: " ", count: max(1, 44 - name.utf8.count))
  print("\(padded)\(shown) s of \(target) s\(verdict)")
  fflush(nil)
}

func majority(_ weights: [Int]) throws -> VotingGame {
  try .weighted(quota: weights.reduce(0, +) / 2 + 1, weights)
}

/// Whether all shares of power are all power, exactly.
func isWhole(_ indices: PowerIndices) -> Bool {
  indices.powers.reduce(Share.zero) { $0 + ($1.shapleyShubik ?? .zero) } == Share(1, of: 1)
}

/// Whether the same swings were counted twice.
func isSame(_ one: PowerIndices, _ other: PowerIndices) -> Bool {
  zip(one.powers, other.powers).allSatisfy { $0.swings == $1.swings && $0.swings > 0 }
}

// What was worked out is used, so that it is worked out; and it is checked.
var used = 0
let thousand = try majority(weights(1000, total: 50_000))
try measure("Banzhaf, 1,000 voters, total 50,000", target: 0.5, runs: 3) {
  used += try thousand.powers(shapleyShubik: false).powers.count
}
let hundreds = try majority(weights(200, total: 10_000))
try measure("Shapley-Shubik, 200 voters, total 10,000", target: 0.3, runs: 3) {
  used += try hundreds.powers().powers.count
}
let five = try majority(weights(500, total: 25_000))
try measure("Shapley-Shubik, 500 voters, total 25,000", target: 15, runs: 1) {
  used += try five.powers().powers.count
}
let members = fund(190, total: 5_000_000)
let simple = try majority(members)
try measure("Banzhaf, 190 members, total 5 million, 50%", target: 5, runs: 1) {
  used += try simple.powers(shapleyShubik: false).powers.count
}
let flat = try majority(weights(190, total: 5_000_000))
try measure("Banzhaf, 190 like members, total 5 million", target: 5, runs: 1) {
  used += try flat.powers(shapleyShubik: false).powers.count
}
let special = try VotingGame.weighted(quota: members.reduce(0, +) * 85 / 100, members)
try measure("Banzhaf, 190 members, total 5 million, 85%", target: 5, runs: 1) {
  used += try special.powers(shapleyShubik: false).powers.count
}
// With and without sizes, coalitions are counted in different tables.
let checks = [
  isWhole(try hundreds.powers()), isWhole(try five.powers()),
  isSame(try hundreds.powers(), try hundreds.powers(shapleyShubik: false)),
  isSame(try five.powers(), try five.powers(shapleyShubik: false)),
]
print(used > 0 && checks.allSatisfy { $0 } ? "all figures add up" : "wrong: \(checks)")
