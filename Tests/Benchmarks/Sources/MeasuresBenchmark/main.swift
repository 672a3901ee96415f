// One worry each, on one core, in processor time; the best of three runs:
//
// * 10 million transactions split to the cent by largest remainder in 1 s, each conserved. A pot
//   costs one division (5 ns) and a multiplication and an addition for each of four payees (2 ns),
//   and its check: 10 ns, so 0.1 s. Beside it a plain loop, which divides for each payee, in the
//   same run.
// * Beside it, without a limit of its own, a compiled waterfall with a levy before the split: each
//   step is worked out as the law words it, some hundred nanoseconds for both.
// * The weighted Gini coefficient of 10 million amounts in 1 s. Three passes of 16 bytes an amount,
//   read and written once each, and one pass of products of 128 bits: 50 ns, so 0.5 s.
// * The exact Shapley value for 20 players in 50 ms: two additions of 128 bits for each of a
//   million coalitions, 4 ms.

import Glibc
import TenureMeasures
import TenureModel

/// The seconds that this process has computed: other work on the machine does not count.
func processorSeconds() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

/// The least seconds of three runs of some work.
func seconds(_ work: () throws -> Void) rethrows -> Double {
  var best = Double.infinity
  for _ in 0..<3 {
    let start = processorSeconds()
    try work()
    best = min(best, processorSeconds() - start)
  }
  return best
}

func report(_ name: String, _ seconds: Double, limit: Double? = nil) {
  let milliseconds = (seconds * 10_000).rounded() / 10
  guard let limit else { return print("\(name): \(milliseconds) ms") }
  let word = seconds <= limit ? "holds" : "MISSED"
  print("\(name): \(milliseconds) ms, at most \(Int(limit * 1000)) ms: \(word)")
}

/// Random numbers that repeat themselves: Steele, Lea and Flood's SplitMix64.
struct Numbers {
  var state: UInt64

  mutating func next(below limit: UInt64) -> Int {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return Int(truncatingIfNeeded: (mixed ^ (mixed >> 31)) % limit)
  }
}

/// The plain loop: quotas and the largest remainders by search, for one table of weights.
func plainTotals(_ pots: [Int], _ weights: [Int]) -> [Int] {
  let sum = weights.reduce(0, +)
  var totals = [Int](repeating: 0, count: weights.count)
  var remainders = totals
  for pot in pots {
    var left = pot
    for index in weights.indices {
      let product = pot * weights[index]
      let part = product / sum
      totals[index] += part
      remainders[index] = product % sum
      left -= part
    }
    while left > 0 {
      var best = 0
      for index in remainders.indices where remainders[index] > remainders[best] { best = index }
      totals[best] += 1
      remainders[best] = -1
      left -= 1
    }
  }
  return totals
}

let count = 10_000_000
var numbers = Numbers(state: 20)
let incomes = (0..<count).map { _ in numbers.next(below: 1_000_000) }
let basisPoints = [4800, 2700, 1733, 767]

// The order of ties is that of the weights, so that the plain loop has it as well.
let split = try CompiledSplit(
  zip(["a", "b", "c", "d"], basisPoints).map { Apportionment.Weight($0, Rational($1)) })
var ours: [Int] = []
let splitting = try seconds { ours = try split.totals(of: incomes) }
report("split of 10 million", splitting, limit: 1)
var plain: [Int] = []
let plainly = seconds { plain = plainTotals(incomes, basisPoints) }
print("a plain loop takes \((plainly / splitting * 10).rounded() / 10) times as long")
precondition(ours == plain, "the split and the plain loop must agree")

guard let currency = Currency("EUR") else { preconditionFailure("EUR must be a currency") }
let shares = zip(["a", "b", "c", "d"], basisPoints).map {
  WaterfallStep.Share(Payee($0), Ratio(Int128($1), 10_000))
}
let steps = [
  WaterfallOutcome.Step(
    order: 1, step: .levy(to: Payee("state"), take: .rate(Ratio(3, 100)), of: .gross)),
  WaterfallOutcome.Step(order: 2, step: .split(.shares(shares))),
]
let waterfall = Waterfall(
  WaterfallOutcome(steps: [steps[0]: 1, steps[1]: 1]))
let compiled = try CompiledWaterfall(waterfall, currency: currency)
precondition(compiled.isFast, "the waterfall must take the fast path")
report(
  "levy and split of 10 million",
  try seconds { _ = try compiled.run(.init(incomes: incomes)) })

let weights = (0..<count).map { _ in 1 + numbers.next(below: 1000) }
var gini = Rational.zero
report(
  "weighted Gini of 10 million",
  try seconds { gini = try WeightedDistribution(incomes, weights: weights).gini() }, limit: 1)
// Amounts are uniform, for which it is 1/3.
precondition((gini.approximation - 1.0 / 3.0).magnitude < 0.001, "the Gini must be near a third")

let game = try CooperativeGame(players: (0..<20).map { "p\($0)" }) { coalition in
  coalition.nonzeroBitCount * coalition.nonzeroBitCount + Int(coalition % 7)
}
var value: [Rational] = []
report("Shapley value of 20 players", seconds { value = game.shapleyValue() }, limit: 0.05)
precondition(value.reduce(.zero, +) == game.grandWorth, "the value must add up")
