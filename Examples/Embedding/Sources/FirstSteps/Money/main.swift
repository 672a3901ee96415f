import TenureMeasures
import TenureModel

// 2 % to the agent, the cost with a premium of 8 % to the producer, the rest by 30 to 70.
let shares = [
  WaterfallStep.Share(Payee("source"), Ratio(30, 100)),
  WaterfallStep.Share(Payee("holder"), Ratio(70, 100)),
]
let steps: [WaterfallStep] = [
  .levy(to: Payee("agent"), take: .rate(Ratio(2, 100)), of: .gross),
  .recoup(to: Payee("producer"), take: .claim("cost", times: Ratio(108, 100))),
  .split(.shares(shares)),
]
let waterfall = Waterfall(
  steps.enumerated().map { order, step in
    .init(WaterfallOutcome.Step(order: order, step: step), label: "clause-\(order)")
  })
let payout = try waterfall.payout(
  of: Money("1000.00 EUR"), claims: Claims(figures: ["cost": 400_00]))
for move in payout.entries.flatMap(\.moves) {
  print(move.to.name, Money(minorUnits: move.amount, payout.income.currency))
}
