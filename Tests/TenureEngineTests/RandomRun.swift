import Foundation
import TenureModel
import TenureTestSupport
import Testing

/// How many random regimes a run tries, and from which seed.
///
/// Round n of a run has the seed `TENURE_SEED` + n, so that `TENURE_SEED=<seed> TENURE_ROUNDS=1`
/// repeats a failed one alone.
enum RandomRun {
  /// The seed of the first round.
  static let seed = environment("TENURE_SEED").flatMap { UInt64($0) } ?? 1

  /// The seeds of so many rounds, or of as many as the environment says.
  static func seeds(_ rounds: Int) -> [UInt64] {
    let count = environment("TENURE_ROUNDS").flatMap { UInt64($0) } ?? UInt64(rounds)
    return (0..<count).map { seed &+ $0 }
  }

  private static func environment(_ name: String) -> String? {
    ProcessInfo.processInfo.environment[name]
  }

  /// Tries every round until one fails, and reports that one; `problem` says what is wrong in the
  /// round of a seed, if anything.
  static func expectNothing(in rounds: Int, wrong problem: (UInt64) -> String?) {
    for seed in seeds(rounds) {
      guard let problem = problem(seed) else { continue }
      Issue.record("seed \(seed) (TENURE_SEED=\(seed) TENURE_ROUNDS=1)\n\(problem)")
      return
    }
  }
}
