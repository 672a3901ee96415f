internal import TenureEngine
internal import TenureMeasures
internal import TenureModel

/// How much of what payees gain each change between two regimes is behind.
///
/// Only changes that can matter in the situation of a payment are tried: clauses of distribution
/// and property that may match in it, and declarations of money.
struct MoneyShares {
  /// What is gained of one pot, by payee and change.
  struct Pot {
    fileprivate var shares: [Int: [Payee: Rational]] = [:]

    /// What payees gain because of a change; zeros are left out.
    func gains(of change: Int) -> [String: Rational] {
      var gains: [String: Rational] = [:]
      for (payee, gain) in shares[change] ?? [:] where gain.signum != 0 {
        gains[payee.name] = gain
      }
      return gains
    }

    fileprivate mutating func add(_ other: Pot) {
      for (change, gains) in other.shares {
        shares[change, default: [:]].merge(gains, uniquingKeysWith: +)
      }
    }
  }

  /// For each payment; nil where some mixture of the regimes cannot be paid out.
  private(set) var payments: [Pot?] = []
  /// For all transactions together; nil within if some mixture cannot be paid out.
  private(set) var totals: Pot??
  /// How the gains were estimated; nil if they are exact.
  private(set) var sample: DiffAttribution.Sample?

  private let work: Work

  /// So many changes are tried in all combinations whatever it costs, and so many at the most.
  private static let leastTried = 4
  private static let mostTried = 11

  init(
    _ mixture: RegimeMixture, payments: [DiffAttribution.Payment],
    transactions: [TransactionComparison.Transaction],
    assuming assumptions: [FacetID: FacetValue], effort: DiffAttribution.Effort, seed: UInt64
  ) throws {
    work = Work(mixture, seed: seed, maySample: effort.maySample)
    guard !payments.isEmpty || !transactions.isEmpty else { return }
    let vocabulary = mixture.before.vocabulary
    let (figures, payees) = mixture.names()
    let each = effort.payments / (payments.count + (transactions.isEmpty ? 0 : 1))
    for payment in payments {
      var claims = payment.claims
      for name in figures where claims.figures[name] == nil { claims.figures[name] = 0 }
      let filled = DiffAttribution.Payment(
        payment.situation, income: payment.income, claims: claims)
      let changes = work.changes(in: payment.situation.situation(in: vocabulary))
      let own = try pot(changes, payees, most: each) { filled.totals(under: $0) }
      self.payments.append(own)
    }
    guard !transactions.isEmpty else { return }
    var groups: [[Int]: [TransactionComparison.Transaction]] = [:]
    var known: [Situation: [Int]] = [:]
    for transaction in transactions {
      var given = transaction.situation
      for (facet, value) in assumptions where given[facet] == nil { given[facet] = .known(value) }
      let situation = given.completedByDefaults(of: vocabulary).situation
      let changes = known[situation] ?? work.changes(in: situation)
      known[situation] = changes
      groups[changes, default: []].append(transaction)
    }
    var sum: Pot? = Pot()
    for (changes, members) in groups.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
      let totals = TransactionTotals(members, assuming: assumptions)
      let most = each * members.count / transactions.count / max(totals.situationCount, 1)
      let own = try pot(changes, payees, most: most) { totals.totals(under: $0) }
      if let own { sum?.add(own) } else { sum = nil }
    }
    totals = .some(sum)
  }

  /// What each change is behind of one pot, in at most so many mixtures, about.
  private mutating func pot(
    _ changes: [Int], _ payees: [Payee], most: Int, _ totals: (RegimeEngine) -> [Payee: Int]?
  ) throws -> Pot? {
    guard let formerly = totals(work.engine(making: [])) else { return nil }
    var isPaid = true
    // Making a mixture costs more than ruling by it, and mixtures serve all payments.
    let isFull =
      changes.count <= Self.leastTried
      || (changes.count <= Self.mostTried && 1 << changes.count <= most)
    guard isFull || work.maySample else { throw DiffAttribution.TooMuchWork() }
    let attribution = try ChangeAttribution(
      changes: changes.count, exactLimit: isFull ? changes.count : 0,
      orders: max(min(most, 1 << Self.mostTried) / max(changes.count, 1), 2), seed: work.seed
    ) { subset in
      let made = SituationShares.members(of: subset, changes)
      guard isPaid, let now = totals(work.engine(making: made)) else {
        isPaid = false
        return payees.map { _ in .zero }
      }
      return payees.map { Rational((now[$0] ?? 0) - (formerly[$0] ?? 0)) }
    }
    guard isPaid else { return nil }
    if let error = attribution.error?.max() {
      sample = DiffAttribution.Sample(
        orders: min(sample?.orders ?? .max, attribution.orders),
        error: (sample?.error ?? 0) + error)
    }
    var pot = Pot()
    for (place, change) in changes.enumerated() {
      pot.shares[change] = Dictionary(
        zip(payees, attribution.shares[place]), uniquingKeysWith: { first, _ in first })
    }
    return pot
  }
}

/// The mixtures of two regimes, as far as money goes, each made once.
private final class Work {
  let seed: UInt64
  let maySample: Bool
  private let mixture: RegimeMixture
  private var engines: [Set<Int>: RegimeEngine] = [:]

  init(_ mixture: RegimeMixture, seed: UInt64, maySample: Bool) {
    self.mixture = mixture
    self.maySample = maySample
    self.seed = seed
  }

  /// The regime with some changes made, without what has no say in money.
  func engine(making made: Set<Int>) -> RegimeEngine {
    if let known = engines[made] { return known }
    let regime = mixture.regime(making: made).keeping {
      $0.pillar == .distribution || $0.pillar == .property
    }
    let engine = RegimeEngine(regime)
    engines[made] = engine
    return engine
  }

  /// The changes that can matter to who is paid in a situation, ascending.
  func changes(in situation: Situation) -> [Int] {
    let vocabulary = mixture.before.vocabulary
    return mixture.changes.indices.filter { position in
      let change = mixture.changes[position]
      switch change.subject {
      case _ where change.kind == .reworded: return false
      case .clause:
        let (old, new) = mixture.clauses(of: change)
        return [old, new].contains { clause in
          guard let clause, clause.pillar == .distribution || clause.pillar == .property else {
            return false
          }
          return clause.mayMatch(in: situation, vocabulary)
        }
      case .doctrine, .currency, .rounding, .shortfall: return true
      case .funds, .body, .procedure: return false
      }
    }
  }
}

extension RegimeMixture {
  /// The figures that some step of either side names, and the payees.
  fileprivate func names() -> (figures: Set<String>, payees: [Payee]) {
    let steps = (before.clauses + after.clauses).compactMap { entry in
      if case .distribution(let effect) = entry.clause.effect { effect.step } else { nil }
    }
    return (
      steps.reduce(into: Set()) { $0.formUnion($1.figures) },
      steps.reduce(into: Set([.unassigned, .payer, .rest])) { $0.formUnion($1.payees) }
        .sorted { $0.name < $1.name }
    )
  }
}

extension DiffAttribution.Payment {
  /// What each payee ends with, what is unassigned included; nil if it cannot be paid out.
  fileprivate func totals(under engine: RegimeEngine) -> [Payee: Int]? {
    let outcome = engine.ruling(in: situation).outcome.waterfall
    guard let payout = try? Waterfall(outcome).payout(of: income, claims: claims) else {
      return nil
    }
    var totals = payout.totals
    totals[.unassigned, default: 0] += payout.unassigned
    return totals
  }
}
