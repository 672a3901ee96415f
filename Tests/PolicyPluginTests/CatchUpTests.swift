import Tenure
import TenureTestSupport
import Testing

@Suite struct CatchUpTests {
  static let shares = ["100%", "80%", "50%", "1/3"]
  static let yields = ["8%", "1/7", "250%"]
  static let targets = ["20%", "1/9", "30%"]

  @Test(arguments: shares, yields)
  func `behind the catch-up the payee has exactly its share of the profit`(
    _ share: String, _ yield: String
  ) throws {
    for target in Self.targets {
      let test = ConformanceCase(
        name: "waterfall",
        document: """
          tiers:
            - {id: return, hurdle: {to: holder, capital: cost, return: \(yield)}}
            - {id: catch-up, catch-up: {of: return, to: source, until: \(target), share: \(share)}}
          """)
      let plugin = try #require(ConformanceTests.plugins.first { $0.name == "waterfall" })
      let vocabulary = try #require(Vocabulary.read(ConformanceTests.standardVocabulary))
      let lowered = try #require(test.lower(by: plugin, vocabulary))
      #expect(spelled(lowered.findings) == "")
      let paid = lowered.clauses.compactMap { multiple(of: $0) }
      let all = sum(paid.map(\.times))
      let own = sum(paid.filter { $0.payee == "source" }.map(\.times))
      // The profit is all that is paid out above the capital.
      let profit = try #require(Ratio(target))
      let (left, right) = (own, sum([all, Ratio(-1, 1)]))
      #expect(
        left.numerator * right.denominator * profit.denominator
          == right.numerator * left.denominator * profit.numerator,
        "\(target) of \(right) is not \(left)")
    }
  }

  private func multiple(of clause: AnyClause) -> (payee: String, times: Ratio)? {
    guard case .distribution(let effect) = clause.effect,
      case .recoup(let payee, .claim("cost", let times)) = effect.step
    else { return nil }
    return (payee.name, times)
  }

  private func sum(_ parts: [Ratio]) -> Ratio {
    parts.reduce(Ratio(0, 1)) {
      Ratio(
        $0.numerator * $1.denominator + $1.numerator * $0.denominator,
        $0.denominator * $1.denominator)
    }
  }
}
