import TenureModel
import TenureReference
import TenureTestSupport

// Short words for asking the reference interpreter about little regimes.

typealias Law = SmallLaw

extension Regime {
  /// The ruling in the usual situation with some other facts.
  func ruling(_ facts: [String: FacetValue] = [:]) -> Ruling {
    ReferenceInterpreter(self).ruling(in: SmallLaw.total(facts))
  }

  /// The ruling in a partial situation.
  func ruling(in situation: Situation) -> Ruling {
    ReferenceInterpreter(self).ruling(in: situation)
  }

  /// The ids of clauses by their positions.
  func ids(_ positions: [Int]) -> [String] {
    let clauses = clauses
    return positions.map { clauses[$0].clause.id }
  }

  /// The defeats of a ruling, as `loser < winner (reason)`, with the rights where there are any.
  func defeats(_ ruling: Ruling) -> [String] {
    let clauses = clauses
    return ruling.defeated.map { defeat in
      let rights = defeat.rights.compactMap { vocabulary.rights?.leafName($0) }
      let suffix = rights.isEmpty ? "" : ": " + rights.joined(separator: ", ")
      return "\(clauses[defeat.clause].clause.id) < \(clauses[defeat.by].clause.id)"
        + " (\(defeat.reason.name)\(suffix))"
    }
  }

  /// The state of each right that clauses speak of, by name.
  func rights(_ ruling: Ruling) -> [String: RightState] {
    ruling.outcome.rights.reduce(into: [:]) { rights, entry in
      rights[vocabulary.rights?.leafName(entry.key) ?? ""] = entry.value
    }
  }
}
