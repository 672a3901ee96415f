import TenureModel

/// The answers of a side to a question, as a certificate has them.
///
/// Money and powers name a clause for each thing that is said: of several that say the same, the
/// first by its id.
struct ProofWords {
  private var ways: [PowersOutcome.Way: String] = [:]
  private var steps: [WaterfallOutcome.Step: String] = [:]

  init(_ question: ProofQuestion, side: Int, in table: ProofTable) {
    if case .power(let power) = question { ways = table.names(ofWays: power, side: side) }
    if question == .waterfall { steps = table.namesOfSteps(side: side) }
  }

  /// An answer in words.
  func text(_ answer: ProofAnswer) -> String {
    switch answer {
    case .verdict(let verdict): verdict.rawValue
    case .right(let state): state.rawValue
    case .duty(let isDue): isDue ? "due" : "not due"
    case .power(nil): Self.nothing
    case .power(.disempowered?): "disempowered"
    case .power(.contested?): "contested"
    case .power(.empowered(let ways)?): text(ways.compactMap { self.ways[$0] })
    case .waterfall(let waterfall):
      text(
        waterfall.contested.reduce(Set(waterfall.steps.keys)) { $0.union($1) }
          .compactMap { steps[$0] })
    }
  }

  private func text(_ ids: [String]) -> String {
    ids.isEmpty ? Self.nothing : "by " + Set(ids).sorted().joined(separator: ", ")
  }

  private static let nothing = "nothing"
}
