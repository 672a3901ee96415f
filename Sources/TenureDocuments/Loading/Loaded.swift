public import TenureModel

/// What was made of documents, and what was found in them.
///
/// With an error among the findings there is no value: what cannot be understood whole is refused
/// whole. Warnings and notes come with a value.
public struct Loaded<Value> {
  // INVARIANT (refused whole): there is a value if and only if no finding is an error.

  /// What was made; nil if there is an error among the findings.
  public let value: Value?
  /// What was found, in the order of files and lines.
  public let findings: [Finding]

  /// Creates what was made of documents.
  ///
  /// - Parameters:
  ///   - value: What was made. It is dropped if there is an error among the findings.
  ///   - findings: What was found, in any order. There must be an error if there is no value.
  package init(_ value: Value?, findings: [Finding]) {
    let isRefused = findings.containsError
    precondition(value != nil || isRefused, "Loaded.findings must say why there is no value")
    self.value = isRefused ? nil : value
    self.findings = findings.inReadingOrder
  }
}

extension Loaded: Sendable where Value: Sendable {}

extension Sequence<Finding> {
  /// By file and place; those without a place first; what is said twice, once.
  package var inReadingOrder: [Finding] {
    var seen: Set<Finding> = []
    let unique = filter { seen.insert($0).inserted }
    return unique.enumerated().sorted { left, right in
      switch (left.element.location, right.element.location) {
      case (let first?, let second?) where first < second || second < first: first < second
      case (nil, .some): true
      case (.some, nil): false
      default: left.offset < right.offset
      }
    }.map(\.element)
  }
}
