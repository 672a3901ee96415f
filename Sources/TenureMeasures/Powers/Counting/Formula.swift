/// A rule in the form that is counted: AND and OR of quotas on shared weights, simplified.
///
/// A `dimension` numbers a list of weights. Quotas on the same weights are compared, not counted
/// apart: of two that are both asked for, the higher is enough.
indirect enum Formula: Hashable {
  case constant(Bool)
  case atLeast(dimension: Int, quota: Int)
  case all([Formula])
  case any([Formula])

  /// The conjunction of some formulas, simplified.
  static func conjunction(of parts: [Formula]) -> Formula {
    join(parts, neutral: true, wanting: max) { part in
      if case .all(let parts) = part { parts } else { nil }
    }
  }

  /// The disjunction of some formulas, simplified.
  static func disjunction(of parts: [Formula]) -> Formula {
    join(parts, neutral: false, wanting: min) { part in
      if case .any(let parts) = part { parts } else { nil }
    }
  }

  private static func join(
    _ parts: [Formula], neutral: Bool, wanting stronger: (Int, Int) -> Int,
    inner: (Formula) -> [Formula]?
  ) -> Formula {
    var joined: [Formula] = []
    var places: [Int: Int] = [:]
    var seen: Set<Formula> = []
    for part in parts.flatMap({ inner($0) ?? [$0] }) {
      switch part {
      case .constant(let value):
        if value != neutral { return .constant(!neutral) }
      case .atLeast(let dimension, let quota):
        if let place = places[dimension], case .atLeast(_, let known) = joined[place] {
          joined[place] = .atLeast(dimension: dimension, quota: stronger(known, quota))
        } else {
          places[dimension] = joined.count
          joined.append(part)
        }
      case .all, .any:
        if seen.insert(part).inserted { joined.append(part) }
      }
    }
    guard let first = joined.first else { return .constant(neutral) }
    if joined.count == 1 { return first }
    return neutral ? .all(joined) : .any(joined)
  }

  /// The formula once some of its quotas are decided; nil leaves one open.
  func deciding(_ decide: (_ dimension: Int, _ quota: Int) -> Bool?) -> Formula {
    switch self {
    case .constant: self
    case .atLeast(let dimension, let quota):
      decide(dimension, quota).map { .constant($0) } ?? self
    case .all(let parts): .conjunction(of: parts.map { $0.deciding(decide) })
    case .any(let parts): .disjunction(of: parts.map { $0.deciding(decide) })
    }
  }

  /// Whether it holds for the sums of weight in favour, by dimension.
  func holds(for sums: [Int]) -> Bool {
    switch self {
    case .constant(let value): value
    case .atLeast(let dimension, let quota): sums[dimension] >= quota
    case .all(let parts): parts.allSatisfy { $0.holds(for: sums) }
    case .any(let parts): parts.contains { $0.holds(for: sums) }
    }
  }

  /// The quotas that it names, by dimension.
  var quotas: [Int: Set<Int>] {
    switch self {
    case .constant: [:]
    case .atLeast(let dimension, let quota): [dimension: [quota]]
    case .all(let parts), .any(let parts):
      parts.reduce(into: [:]) { quotas, part in
        quotas.merge(part.quotas) { $0.union($1) }
      }
    }
  }
}
