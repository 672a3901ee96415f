import BigInt
import TenureModel

extension CompiledWaterfall {
  /// A step on the fast path.
  ///
  /// Places are those of payees, one on; place 0 is the rest.
  enum Operation: Sendable {
    case levy(to: Int, ScaledAmount, isOfGross: Bool)
    case recoup(to: Int, ScaledAmount)
    case split(SplitOperation)
    case cap(Int, ScaledAmount, over: Int)
    case floor(Int, ScaledAmount, outOf: Int)
  }
}

/// A split on the fast path; a class for the reason that `ScaledAmount` is one.
final class SplitOperation: Sendable {
  /// Gives the parts, in the order of the places.
  let split: CompiledSplit
  let places: [Int]
  let unit: Int

  init(_ split: CompiledSplit, to places: [Int], unit: Int) {
    self.split = split
    self.places = places
    self.unit = unit
  }
}

/// Lowers a waterfall to operations.
struct WaterfallCompiler {
  let currency: Currency
  let claims: Claims
  let columns: [String: Int]
  private var places: [Payee: Int] = [.rest: 0]

  init(currency: Currency, claims: Claims, payees: [Payee], figures: [String]) {
    self.currency = currency
    self.claims = claims
    columns = Dictionary(zip(figures, figures.indices)) { first, _ in first }
    for (place, payee) in payees.enumerated() { places[payee] = place + 1 }
  }

  /// The operations, or nil if some step is not for the fast path.
  mutating func operations(of waterfall: Waterfall<String>) throws(WaterfallError)
    -> [CompiledWaterfall.Operation]?
  {
    var operations: [CompiledWaterfall.Operation] = []
    var orders: Set<Int> = []
    var isFast = true
    let run = WaterfallRun(
      income: Money(minorUnits: 0, currency), claims: claims, isMirrored: false)
    for step in waterfall.steps {
      let (content, label) = (step.content, step.label)
      if let code = content.terms.currency, code != currency.code {
        throw WaterfallError(.differentCurrency, step: label, name: code)
      }
      let unit = try run.unit(of: content.terms, label: label)
      if !orders.insert(content.order).inserted || content.terms.roundingRule == .carry {
        isFast = false
      }
      guard let operation = try operation(content, unit: unit, label: label) else {
        isFast = false
        continue
      }
      operations.append(operation)
    }
    return isFast ? operations : nil
  }

  private func operation(
    _ step: WaterfallOutcome.Step, unit: Int, label: String
  ) throws(WaterfallError) -> CompiledWaterfall.Operation? {
    if case .split(let division) = step.step {
      return try split(division, step, unit: unit, label: label)
    }
    guard let amount = step.step.amount,
      let scaled = ScaledAmount(
        amount, currency: currency, unit: unit,
        halvesToEven: step.terms.roundingRule == .halfEven, columns: columns)
    else { return nil }
    switch step.step {
    case .levy(let payee, _, let base):
      return .levy(to: place(payee), scaled, isOfGross: base == .gross)
    case .recoup(let payee, _): return .recoup(to: place(payee), scaled)
    case .cap(let payee, _, let over): return .cap(place(payee), scaled, over: place(over))
    case .floor(let payee, _, let source):
      // What a fund held before changes from one transaction to the next.
      guard claims.balances[source.name] == nil else { return nil }
      return .floor(place(payee), scaled, outOf: place(source))
    case .split, .dividend: return nil
    }
  }

  private func place(_ payee: Payee) -> Int { places[payee] ?? 0 }

  private func split(
    _ division: WaterfallStep.Division, _ step: WaterfallOutcome.Step, unit: Int, label: String
  ) throws(WaterfallError) -> CompiledWaterfall.Operation? {
    let weights = try claims.weights(of: division, step: label)
    // Where nobody has a weight, all stays in the rest.
    let named =
      weights.isEmpty
      ? [Apportionment.Weight(Payee.rest.name, .one)]
      : weights.map { Apportionment.Weight($0.payee.name, $0.weight) }
    do {
      let split = try CompiledSplit(named, rule: step.terms.roundingRule ?? .largestRemainder)
      return .split(
        SplitOperation(split, to: named.map { place(Payee($0.name)) }, unit: unit))
    } catch { throw WaterfallError(.weightBelowZero, step: label) }
  }
}
