/// A number from which on a rule applies, on a quantity facet: `persons: 100000`.
public struct Threshold: Sendable, Hashable {
  /// The facet.
  public let facet: FacetID
  /// The least value to which the rule applies, in the unit of the facet.
  public let least: ExactDecimal
  /// Where it stands.
  public let location: SourceLocation

  /// The test that the facet has reached it.
  public var isReached: Guard {
    .test(FacetTest(facet, .within(QuantityRange(lower: .init(least, included: true)))))
  }
}

extension ProvisionReader {
  /// The thresholds that a map writes down, each under the name of a quantity facet; none if there
  /// is no map.
  ///
  /// - Returns: The thresholds; nil if one is wrong, which is reported.
  public mutating func thresholds(_ node: DocumentNode?) -> [Threshold]? {
    guard let node else { return [] }
    guard node.kind == .map, node.count > 0 else {
      report(
        node.finding(
          "wrong-kind", "expected a map of thresholds",
          help: "name a quantity and the number from which on the rule applies"))
      return nil
    }
    var found: [Threshold] = []
    for entry in node.entries {
      let number = Self.least.read(entry.value, &findings)
      guard let facet = vocabulary.readFacet(entry.key, &findings), let number else { continue }
      guard case .quantity = vocabulary[facet].kind else {
        report(.noThreshold(entry.key, vocabulary[facet]))
        continue
      }
      found.append(
        Threshold(facet: facet, least: ExactDecimal(number), location: entry.value.location))
    }
    return found.count == node.count ? found : nil
  }

  private static let least = Schema<Int>.wholeNumber(atLeast: 1)
}

extension Finding {
  fileprivate static func noThreshold(_ key: DocumentNode, _ facet: Facet) -> Finding {
    key.finding(
      "not-a-quantity", "`\(facet.name)` is a \(facet.kindName) facet and has no threshold",
      help: "a threshold is a number of what a quantity facet counts")
  }
}
