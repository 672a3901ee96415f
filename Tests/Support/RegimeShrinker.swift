package import TenureModel
import TenureReference

/// Makes a failure small: takes away from regimes whatever the failure does not need.
package enum RegimeShrinker {
  /// The regimes after every step that keeps the failure, until no step does.
  ///
  /// - Parameters:
  ///   - regimes: The regimes that fail together, of one vocabulary.
  ///   - attempts: The most variants that are tried.
  ///   - fails: Whether a variant fails still.
  /// - Returns: The smallest regimes found that fail.
  package static func shrink(
    _ regimes: [Regime], attempts: Int = 3_000, while fails: ([Regime]) -> Bool
  ) -> [Regime] {
    var best = regimes
    var left = attempts
    var isSmaller = true
    while isSmaller, left > 0 {
      isSmaller = false
      // Each step works on all regimes at once first, so that they stay alike, then on one.
      for step in steps(for: best) where left > 0 {
        let variants =
          [best.map(step)]
          + (best.count > 1
            ? best.indices.map { here in
              best.enumerated().map { $0 == here ? step($1) : $1 }
            } : [])
        for variant in variants where variant != best {
          left -= 1
          guard fails(variant) else { continue }
          best = variant
          isSmaller = true
          break
        }
      }
    }
    return best
  }

  private static func steps(for regimes: [Regime]) -> [(Regime) -> Regime] {
    var steps: [(Regime) -> Regime] = []
    var ids: [String] = []
    for id in regimes.flatMap({ $0.clauses.map(\.clause.id) }) where !ids.contains(id) {
      ids.append(id)
    }
    for id in ids { steps.append { $0.without(id) } }
    steps.append { regime in
      regime.withLayers(regime.layers.filter { !$0.clauses.isEmpty })
    }
    steps.append { regime in
      guard let top = regime.layers.last else { return regime }
      return regime.withLayers([
        Regime.Layer(
          name: top.name, clauses: regime.layers.flatMap(\.clauses),
          distribution: top.distribution, governance: top.governance)
      ])
    }
    for tieBreaker in Doctrine.TieBreaker.allCases {
      steps.append { regime in
        regime.withDoctrine(
          Doctrine(
            ranks: regime.doctrine.ranks,
            precedence: regime.doctrine.precedence.filter { $0 != tieBreaker }))
      }
    }
    for id in ids {
      steps += simplifications(among: regimes, of: id).map { simplify in
        { regime in regime.mappingClauses { $0.id == id ? simplify($0) : $0 } }
      }
    }
    return steps
  }

  private static func simplifications(
    among regimes: [Regime], of id: String
  ) -> [(AnyClause) -> AnyClause] {
    var guards: Set<Guard> = []
    for regime in regimes {
      for clause in regime.layers.flatMap(\.clauses) where clause.id == id {
        guards.formUnion(clause.guard.smaller)
      }
    }
    return guards.sorted { $0.tests.count < $1.tests.count }.map { smaller in
      { clause in clause.guard.smaller.contains(smaller) ? clause.with(guard: smaller) : clause }
    } + [
      { $0.with(over: []) }, { $0.with(isDefault: false) }, { $0.withoutDates },
    ]
  }
}

extension Guard {
  /// Guards with one part less, or with one part made smaller.
  fileprivate var smaller: Set<Guard> {
    switch self {
    case .test: return [.always]
    case .not(let part): return Set(part.smaller.map { .not($0) }).union([.always, part])
    case .all(let parts):
      return Self.smaller(parts).reduce(into: Set(parts)) { $0.insert(.all($1)) }
    case .any(let parts):
      return Self.smaller(parts).reduce(into: Set(parts)) { $0.insert(.any($1)) }
    }
  }

  private static func smaller(_ parts: [Guard]) -> [[Guard]] {
    parts.indices.flatMap { position in
      var rest = parts
      rest.remove(at: position)
      let replaced = parts[position].smaller.map { part in
        var parts = parts
        parts[position] = part
        return parts
      }
      return [rest] + replaced
    }
  }
}

extension Clause {
  fileprivate var withoutDates: Clause {
    var header = header
    header.effective = .always
    header.enacted = nil
    return Clause(id: id, guard: `guard`, effect: effect, header: header, origin: origin)
  }
}
