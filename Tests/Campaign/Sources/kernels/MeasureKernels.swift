import TenureMeasures
import TenureModel

/// Money and power.
enum MeasureKernels {
  static func prepared(_ kernel: Kernel) throws -> (Int) throws -> Int {
    if kernel == .power {
      let weights = (0..<60).map { 1 + $0 * 7 % 23 }
      let game = try VotingGame.weighted(quota: weights.reduce(0, +) / 2 + 1, weights)
      return { _ in try game.powers().powers.count }
    }
    guard let currency = Currency("EUR") else { preconditionFailure("EUR must be a currency") }
    let shares = [("a", 4_800), ("b", 2_700), ("c", 1_733), ("d", 767)].map {
      WaterfallStep.Share(Payee($0.0), Ratio(Int128($0.1), 10_000))
    }
    let levy = WaterfallStep.levy(to: Payee("state"), take: .rate(Ratio(3, 100)), of: .gross)
    let waterfall = Waterfall(
      WaterfallOutcome(steps: [
        WaterfallOutcome.Step(order: 1, step: levy): 1,
        WaterfallOutcome.Step(order: 2, step: .split(.shares(shares))): 1,
      ]))
    let compiled = try CompiledWaterfall(waterfall, currency: currency)
    let incomes = (0..<1_000).map { $0 * 7_919 % 1_000_003 }
    return { _ in
      _ = try compiled.run(.init(incomes: incomes))
      return 1
    }
  }
}
