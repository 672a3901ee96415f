import Synchronization
import TenureModel

/// Which leaves of a term facet the plain test of each clause leaves, as 64 bits a clause: shows at
/// a glance which clauses of a large regime a change is not near.
///
/// A facet is worked out when it is first asked for. With more than 64 leaves, neighbours share a
/// bit: then less is seen, and nothing wrongly.
final class PlainTests: Sendable {
  private let columns = Mutex<[FacetID: [UInt64]]>([:])

  /// The conditions, ascending, that may hold together with a guard as far as their plain tests of
  /// term facets show.
  func candidates(
    _ conditions: [Guard], for guarded: Guard, in vocabulary: Vocabulary
  ) -> [Int] {
    // What leaves least is asked first.
    let tests = Self.tests(of: guarded, in: vocabulary).sorted {
      ($0.bits.nonzeroBitCount, $0.facet.index) < ($1.bits.nonzeroBitCount, $1.facet.index)
    }
    guard let first = tests.first else { return Array(conditions.indices) }
    var candidates: [Int] = []
    let column = column(of: first.facet, conditions, in: vocabulary)
    for position in column.indices where column[position] & first.bits != 0 {
      candidates.append(position)
    }
    for test in tests.dropFirst() {
      let column = self.column(of: test.facet, conditions, in: vocabulary)
      candidates.removeAll { column[$0] & test.bits == 0 }
    }
    return candidates
  }

  /// For each condition the bits of the leaves that its plain tests of a facet leave; all bits
  /// where it has none.
  private func column(of facet: FacetID, _ conditions: [Guard], in vocabulary: Vocabulary)
    -> [UInt64]
  {
    columns.withLock { columns in
      if let known = columns[facet] { return known }
      let column = Self.column(of: facet, conditions, in: vocabulary)
      columns[facet] = column
      return column
    }
  }

  private static func column(
    of facet: FacetID, _ conditions: [Guard], in vocabulary: Vocabulary
  ) -> [UInt64] {
    guard let taxonomy = vocabulary.taxonomy(of: facet) else {
      return Array(repeating: .max, count: conditions.count)
    }
    let bits = taxonomy.terms.map { Self.bits(of: $0.leaves, among: taxonomy.leafCount) }
    return conditions.map { condition in
      guard case .all(let parts) = condition else { return .max }
      var column = UInt64.max
      for part in parts {
        guard case .test(let test) = part, test.facet == facet,
          case .under(let terms) = test.condition
        else { continue }
        column &= terms.reduce(0) { $0 | bits[$1.index] }
      }
      return column
    }
  }

  /// The plain tests of term facets that a condition has, each with the bits of its leaves.
  static func tests(
    of condition: Guard, in vocabulary: Vocabulary
  ) -> [(facet: FacetID, bits: UInt64)] {
    guard case .all(let parts) = condition else { return [] }
    return parts.compactMap { part in
      guard case .test(let test) = part, case .under(let terms) = test.condition,
        let taxonomy = vocabulary.taxonomy(of: test.facet)
      else { return nil }
      return (test.facet, bits(of: taxonomy.leaves(under: terms), among: taxonomy.leafCount))
    }
  }

  private static func bits(of leaves: LeafSet, among count: Int) -> UInt64 {
    leaves.leaves.reduce(0) { $0 | 1 << UInt64(count > 64 ? $1 * 64 / count : $1) }
  }
}
