import TenureModel

/// Finds the clauses whose condition holds in a total situation, for many situations.
///
/// For each term facet and flag that clauses test, a table has for each value the clauses that the
/// value leaves alive. Their common part is a few words to compute, and few clauses are left in it:
///
///     action    sell      1 1 0 1 …
///     data      health    0 1 0 1 …
///     …                   ───────
///     candidates          0 1 0 1 …   each then held against the rest of its condition
///
/// What a table has decided is no longer part of the rest. Facets whose table would be too large
/// have none, and are decided clause by clause.
struct ClauseMatcher: Sendable {
  /// The most bits of one table.
  private static let tableLimit = 1 << 22

  private struct Table {
    let facet: FacetID
    /// The clauses that each value leaves alive: by leaf, or no and yes.
    let rows: [Bits]

    /// The clauses that the value of the facet leaves alive.
    func row(in situation: TotalSituation) -> Bits {
      switch situation[facet] {
      case .term(let leaf): return rows[leaf]
      case .flag(let isOn): return rows[isOn ? 1 : 0]
      default: preconditionFailure("a situation must have for each facet a value of its kind")
      }
    }
  }

  private let right: FacetID?
  private let everyone: Bits
  private let tables: [Table]
  /// What is left of each condition.
  private let rests: [CompiledGuard]

  /// Prepares conditions; without tables all of them are held against each situation.
  ///
  /// Complexity: linear in the tests, and in the size of the tables.
  init(_ conditions: [Guard], in vocabulary: Vocabulary, withTables: Bool) {
    right = vocabulary.right
    let everyone = Bits(count: conditions.count, on: conditions.indices)
    self.everyone = everyone
    var rows: [[Bits]?] = vocabulary.facets.indices.map { position in
      guard withTables, let count = Self.valueCount(of: FacetID(position), in: vocabulary),
        count * conditions.count <= Self.tableLimit
      else { return nil }
      return Array(repeating: everyone, count: count)
    }
    let counts = rows.map { $0?.count }
    var isUsed = Array(repeating: false, count: rows.count)
    var rests: [CompiledGuard] = []
    for (clause, condition) in conditions.enumerated() {
      var rest: [CompiledGuard] = []
      for part in Self.conjuncts(of: condition) {
        let compiled = CompiledGuard(part, in: vocabulary)
        guard let (facet, excluded) = Self.exclusion(of: compiled, counts) else {
          rest.append(compiled)
          continue
        }
        isUsed[facet.index] = true
        for value in excluded.leaves { rows[facet.index]?[value].remove(clause) }
      }
      rests.append(rest.count == 1 ? rest[0] : .all(rest))
    }
    self.rests = rests
    tables = rows.indices.compactMap { position in
      guard isUsed[position], let rows = rows[position] else { return nil }
      return Table(facet: FacetID(position), rows: rows)
    }
  }

  /// The number of values of a facet that can have a table.
  private static func valueCount(of facet: FacetID, in vocabulary: Vocabulary) -> Int? {
    if facet == vocabulary.right { return nil }
    switch vocabulary[facet].kind {
    case .term(let taxonomy): return vocabulary[taxonomy].leafCount
    case .flag: return 2
    case .set, .quantity, .date: return nil
    }
  }

  /// The parts of a guard that must all hold.
  private static func conjuncts(of condition: Guard) -> [Guard] {
    guard case .all(let parts) = condition else { return [condition] }
    return parts.flatMap(conjuncts)
  }

  /// The values of a facet with a table that a test rules out.
  private static func exclusion(
    of test: CompiledGuard, _ counts: [Int?]
  ) -> (FacetID, LeafSet)? {
    switch test {
    case .under(let facet, let leaves):
      guard let count = counts[facet.index] else { return nil }
      return (facet, leaves.complement(in: count))
    case .flag(let facet, let isOn):
      guard counts[facet.index] != nil else { return nil }
      return (facet, LeafSet(isOn ? 0..<1 : 1..<2))
    default: return nil
    }
  }
}

extension ClauseMatcher {
  /// The clauses that the tables leave alive in a situation; more than match.
  func candidates(in situation: TotalSituation) -> Bits {
    var alive = everyone
    for table in tables { alive.formIntersection(table.row(in: situation)) }
    return alive
  }

  /// The clauses that the tables leave alive in some completion of what is known; more than match.
  func candidates(in facts: FactTable) -> Bits {
    var alive = everyone
    for table in tables {
      switch facts[table.facet] {
      case .known(.term(let leaf)): alive.formIntersection(table.rows[leaf])
      case .known(.flag(let isOn)): alive.formIntersection(table.rows[isOn ? 1 : 0])
      case .oneOf(let leaves):
        var some = Bits(count: rests.count)
        for leaf in leaves.leaves { some.formUnion(table.rows[leaf]) }
        alive.formIntersection(some)
      default: continue
      }
    }
    return alive
  }

  /// Whether a clause matches, be it a candidate or not, with the rights that the actor holds.
  func holds(_ clause: Int, in situation: TotalSituation, rights: LeafSet) -> Bool {
    tables.allSatisfy { $0.row(in: situation)[clause] }
      && matches(clause, in: situation, rights: rights)
  }

  /// Whether a candidate matches, with the rights that the actor holds.
  func matches(_ clause: Int, in situation: TotalSituation, rights: LeafSet) -> Bool {
    rests[clause].holds(in: situation, rights: rights, right: right)
  }
}
