extension GuardReader {
  /// Reads a number, or a map of bounds.
  func readRange(
    of facet: FacetID, _ quantity: Facet.Quantity, _ node: DocumentNode,
    _ findings: inout [Finding]
  ) -> QuantityRange? {
    switch node.kind {
    case .scalar:
      guard let number = Schema.decimal.read(node, &findings) else { return nil }
      let range = QuantityRange.exactly(number)
      if !quantity.admits(range) {
        findings.append(.noSuchNumber(node, vocabulary[facet], quantity))
        return nil
      }
      return range
    case .map: return readBounds(of: facet, quantity, node, &findings)
    case .sequence:
      findings.append(.wrongTest(node, vocabulary[facet], key: nil))
      return nil
    }
  }

  private func readBounds(
    of facet: FacetID, _ quantity: Facet.Quantity, _ node: DocumentNode,
    _ findings: inout [Finding]
  ) -> QuantityRange? {
    guard node.count > 0 else {
      findings.append(.emptyTests(node))
      return nil
    }
    var lower: [QuantityRange.Bound] = []
    var upper: [QuantityRange.Bound] = []
    for entry in node.entries {
      let key = entry.key.text
      guard vocabulary[facet].testKeys.contains(key) else {
        findings.append(.wrongTest(entry.key, vocabulary[facet], key: key))
        continue
      }
      guard let number = Schema.decimal.read(entry.value, &findings) else { continue }
      switch key {
      case "at-least": lower.append(.init(number, included: true))
      case "above": lower.append(.init(number, included: false))
      case "at-most": upper.append(.init(number, included: true))
      default: upper.append(.init(number, included: false))
      }
    }
    guard lower.count + upper.count == node.count else { return nil }
    if lower.count > 1 || upper.count > 1 {
      let keys = lower.count > 1 ? "`at-least` and `above`" : "`at-most` and `below`"
      findings.append(
        node.finding(
          "two-bounds", "\(keys) are both \(lower.count > 1 ? "lower" : "upper") ends",
          help: "keep one of them"))
      return nil
    }
    let range = QuantityRange(lower: lower.first, upper: upper.first)
    if quantity.admits(range) { return range }
    findings.append(.emptyRange(node, vocabulary[facet]))
    return nil
  }

  /// Reads a day, or `{from: DAY, before: DAY}`.
  func readDays(
    of facet: FacetID, _ node: DocumentNode, _ findings: inout [Finding]
  ) -> DateRange? {
    switch node.kind {
    case .scalar:
      return Schema.day.read(node, &findings)
        .map { DateRange(from: $0, before: Day(number: $0.number + 1)).withoutIdleEnds }
    case .sequence:
      findings.append(.wrongTest(node, vocabulary[facet], key: nil))
      return nil
    case .map: break
    }
    guard node.count > 0 else {
      findings.append(.emptyTests(node))
      return nil
    }
    var from: Day?
    var before: Day?
    var isSound = true
    for entry in node.entries {
      let key = entry.key.text
      guard vocabulary[facet].testKeys.contains(key) else {
        findings.append(.wrongTest(entry.key, vocabulary[facet], key: key))
        isSound = false
        continue
      }
      guard let day = Schema.day.read(entry.value, &findings) else {
        isSound = false
        continue
      }
      if key == "from" { from = day } else { before = day }
    }
    guard isSound else { return nil }
    let range = DateRange(from: from, before: before)
    guard range.isPossible else {
      findings.append(.emptyRange(node, vocabulary[facet]))
      return nil
    }
    return range.withoutIdleEnds
  }
}

extension Facet.Quantity {
  /// Whether some value lies in a range.
  package func admits(_ range: QuantityRange) -> Bool {
    var lower = range.lower
    if let minimum, (lower.map { $0.value < minimum } ?? true) {
      lower = .init(minimum, included: true)
    }
    guard var lower, let upper = range.upper else { return true }
    if isWhole {
      let floor = lower.value.floor
      let isReached = lower.isIncluded && floor == lower.value
      lower = .init(isReached ? floor : floor.adding(1), included: true)
    }
    if lower.value != upper.value { return lower.value < upper.value }
    return lower.isIncluded && upper.isIncluded
  }
}

extension Finding {
  static func emptyRange(_ node: DocumentNode, _ facet: Facet) -> Finding {
    node.finding(
      "empty-range", "no value of `\(facet.name)` lies in this range",
      help: "the lower end must lie below the upper end")
  }

  static func noSuchNumber(
    _ node: DocumentNode, _ facet: Facet, _ quantity: Facet.Quantity
  ) -> Finding {
    let least = quantity.minimum.map { " of at least \($0)" } ?? ""
    return node.finding(
      "out-of-range", "`\(Finding.brief(node.text))` is no value of `\(facet.name)`",
      help: "its values are \(quantity.isWhole ? "whole numbers" : "numbers")\(least)")
  }
}
