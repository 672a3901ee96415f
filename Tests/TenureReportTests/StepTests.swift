import TenureModel
import Testing

@testable import TenureReport

/// Steps of waterfalls as programs read them.
@Suite struct StepTests {
  @Test(arguments: DistributionDeclarations.BankruptcyRule.allCases)
  func `the rule for what is short stands in a step unless it is the proportional one`(
    _ rule: DistributionDeclarations.BankruptcyRule
  ) {
    let declared = DistributionDeclarations(currency: "EUR", funds: ["pool"], shortfall: rule)
    let step = WaterfallOutcome.Step(
      order: 10, step: .split(.among([Payee("source")], by: .heads, game: nil)),
      terms: declared.terms)
    let line = StepJSON.json(step, times: 1).line
    #expect(line.contains("\"currency\": \"EUR\""))
    #expect(line.contains("\"shortfall\": \"\(rule.rawValue)\"") == (rule != .proportional))
    #expect(line.contains("shortfall") == (rule != .proportional))
  }

  @Test func `to say proportional is to say nothing`() {
    let silent = DistributionDeclarations(currency: "EUR")
    let said = DistributionDeclarations(currency: "EUR", shortfall: .proportional)
    #expect(silent.terms == said.terms)
    #expect(silent.bankruptcyRule == .proportional)
  }
}
