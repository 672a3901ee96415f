internal import TenureEngine
internal import TenureMeasures
internal import TenureModel

/// What many transactions come to under one regime after another.
///
/// Transactions in the same situation are paid by the same steps, so that every regime rules once
/// on each situation; and what these come to by some steps is added up once.
final class TransactionTotals {
  private typealias Transaction = TransactionComparison.Transaction

  /// The steps of a waterfall, wherever they come from.
  private struct Steps: Hashable {
    let contents: [WaterfallOutcome.Step]
    let contested: [Set<WaterfallOutcome.Step>]
  }

  private var groups: [(situation: Situation, transactions: [Transaction])] = []
  private let assumptions: [FacetID: FacetValue]
  /// For each group what it comes to by some steps; nil if these cannot pay it out.
  private var known: [[Steps: [Payee: Int]?]]

  init(
    _ transactions: [TransactionComparison.Transaction], assuming assumptions: [FacetID: FacetValue]
  ) {
    self.assumptions = assumptions
    var places: [Situation: Int] = [:]
    for transaction in transactions {
      let place = places[transaction.situation] ?? groups.count
      if place == groups.count {
        places[transaction.situation] = place
        groups.append((transaction.situation, []))
      }
      groups[place].transactions.append(transaction)
    }
    known = groups.map { _ in [:] }
  }

  /// How many different situations the transactions are in.
  var situationCount: Int { groups.count }

  /// What each payee has of all transactions, what is unassigned included; nil if one cannot be
  /// paid out.
  func totals(under engine: RegimeEngine) -> [Payee: Int]? {
    let question = MoneyQuestion(engine)
    var sums: [Payee: Int] = [:]
    for (place, group) in groups.enumerated() {
      guard
        let waterfall = try? question.waterfall(in: group.situation, assuming: assumptions),
        let own = totals(of: place, waterfall), sums.add(own)
      else { return nil }
    }
    return sums
  }

  private func totals(of place: Int, _ waterfall: Waterfall<Int>) -> [Payee: Int]? {
    let steps = Steps(
      contents: waterfall.steps.map(\.content), contested: waterfall.contested)
    if let known = known[place][steps] { return known }
    var totals: [Payee: Int]? = [:]
    for transaction in groups[place].transactions {
      guard
        let payout = try? waterfall.payout(of: transaction.income, claims: transaction.claims),
        totals?.add(payout.totals) == true,
        totals?.add([.unassigned: payout.unassigned]) == true
      else {
        totals = nil
        break
      }
    }
    known[place].updateValue(totals, forKey: steps)
    return totals
  }
}

extension [Payee: Int] {
  /// Adds amounts; false if some sum is too large.
  fileprivate mutating func add(_ amounts: [Payee: Int]) -> Bool {
    for (payee, amount) in amounts {
      let (sum, overflows) = (self[payee] ?? 0).addingReportingOverflow(amount)
      if overflows { return false }
      self[payee] = sum
    }
    return true
  }
}
