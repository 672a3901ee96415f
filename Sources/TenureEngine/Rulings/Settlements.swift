import Synchronization
import TenureModel

/// Which of two clauses that disagree beats the other, worked out once for each pair.
///
/// It depends on the clauses alone, and never on the situation; comparing scopes is what costs.
final class Settlements: Sendable {
  /// The most clauses whose pairs are remembered: a byte for each pair of those that ever clash.
  private static let rememberedClauses = 4_096

  private struct State {
    let precedence: Precedence
    /// For each clause and each other: 0 not yet known, 1 nobody wins, else the number of the
    /// tie-breaker, twice, plus 2, plus 1 if the first wins.
    var rows: [[UInt8]]
  }

  private let tieBreakers: [Doctrine.TieBreaker]
  private let count: Int
  private let state: Mutex<State>

  /// Prepares the clauses of a regime, whose conditions and survey are given.
  init(_ regime: Regime, _ clauses: [RegimeClause], _ conditions: [Guard], _ survey: Survey) {
    let vocabulary = regime.vocabulary
    let scopes = ScopeOrder(
      scopes: clauses.map { $0.clause.scope(in: vocabulary) },
      in: Space(vocabulary: vocabulary, guards: conditions, survey: survey, day: nil))
    let precedence = Precedence(
      doctrine: regime.doctrine, contenders: clauses.map { ($0.clause, $0.layer) }, scopes: scopes)
    tieBreakers = regime.doctrine.precedence
    count = clauses.count <= Self.rememberedClauses && tieBreakers.count < 100 ? clauses.count : 0
    state = Mutex(
      State(precedence: precedence, rows: Array(repeating: [], count: count)))
  }

  /// The first tie-breaker that tells two disagreeing clauses apart, and whether the first of them
  /// wins; nil if none does.
  func settle(_ first: Int, _ second: Int) -> (by: Doctrine.TieBreaker, firstWins: Bool)? {
    let number = state.withLock { state in
      guard count > 0 else { return code(of: state.precedence.settle(first, second)) }
      if state.rows[first].isEmpty { state.rows[first] = Array(repeating: 0, count: count) }
      let known = state.rows[first][second]
      if known != 0 { return Int(known) }
      let number = code(of: state.precedence.settle(first, second))
      state.rows[first][second] = UInt8(number)
      return number
    }
    return number == 1 ? nil : (tieBreakers[(number - 2) / 2], number % 2 == 1)
  }

  /// What the doctrine sees of each of some clauses, but for whom they name; and whom they name.
  func kinds(of clauses: [Int]) -> [(kind: Precedence.Kind, declared: Set<Int>)] {
    state.withLock { state in
      clauses.map { (state.precedence.kind(of: $0), state.precedence.declared(by: $0)) }
    }
  }

  /// Whether the first of two clauses wins by what the doctrine sees of them, but for whom they
  /// name; nil if neither does.
  func firstWinsByKind(_ first: Int, _ second: Int) -> Bool? {
    state.withLock { $0.precedence.settle(first, second, heedsDeclared: false)?.firstWins }
  }

  private func code(of settled: (by: Doctrine.TieBreaker, firstWins: Bool)?) -> Int {
    guard let settled, let position = tieBreakers.firstIndex(of: settled.by) else { return 1 }
    return 2 + 2 * position + (settled.firstWins ? 1 : 0)
  }
}
