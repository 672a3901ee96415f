import TenureEngine
import TenureModel

extension PopulationChange {
  /// How many pairs of verdicts there are, in the codes of `RowAnswer`.
  static let pairCount = RowAnswer.verdicts.count * RowAnswer.verdicts.count

  /// The number of a pair of verdicts.
  static func pair(_ before: Verdict, _ after: Verdict) -> Int {
    let codes = RowAnswer.verdicts
    return (codes.firstIndex(of: before) ?? 0) * codes.count + (codes.firstIndex(of: after) ?? 0)
  }
}

/// The counts of one thread.
struct PopulationTally {
  private(set) var counts = PopulationChange.Counts()
  private(set) var causes: [UInt64: Int] = [:]
  /// The rows with another verdict whose pair of clauses is not among the causes.
  private(set) var rowsWithoutCause = 0
  /// For each facet that is asked for the counts of each fact, one behind the other.
  private var groups: [[Int]]
  private let facets: [Int]
  private let causeLimit: Int

  /// - Parameters:
  ///   - facets: The columns of the facets by which is counted.
  ///   - causeLimit: The most pairs of clauses that are told apart.
  init(_ facets: [Int], causeLimit: Int) {
    self.facets = facets
    self.causeLimit = causeLimit
    groups = facets.map { _ in [] }
  }

  /// Counts the rows of a chunk.
  mutating func add(
    _ before: UnsafePointer<UInt32>, _ after: UnsafePointer<UInt32>, _ count: Int,
    _ columns: [FacetColumn]
  ) {
    let verdictCount = RowAnswer.verdicts.count
    let mask = (1 as UInt32) << RowAnswer.verdictBits - 1
    let pairs = UnsafeMutablePointer<Int32>.allocate(capacity: count)
    defer { pairs.deallocate() }
    counts.numbers.withUnsafeMutableBufferPointer { counts in
      for row in 0..<count {
        let pair = Int(before[row] & mask) * verdictCount + Int(after[row] & mask)
        pairs[row] = Int32(truncatingIfNeeded: pair)
        counts[pair] += 1
      }
    }
    for (index, facet) in facets.enumerated() {
      let column = columns[facet]
      let room = column.facts.count * PopulationChange.pairCount
      if groups[index].count < room {
        groups[index] += repeatElement(0, count: room - groups[index].count)
      }
      groups[index].withUnsafeMutableBufferPointer { counts in
        for row in 0..<count {
          counts[Int(column.codes[row]) * PopulationChange.pairCount + Int(pairs[row])] += 1
        }
      }
    }
    for row in 0..<count where (before[row] ^ after[row]) & mask != 0 {
      let key = UInt64(before[row]) << 32 | UInt64(after[row])
      if causes.count < causeLimit || causes[key] != nil {
        causes[key, default: 0] += 1
      } else {
        rowsWithoutCause += 1
      }
    }
  }

  /// The counts of each fact of a facet that is asked for.
  func counts(_ index: Int, of fact: Int) -> PopulationChange.Counts {
    var counts = PopulationChange.Counts()
    let start = fact * PopulationChange.pairCount
    guard start < groups[index].count else { return counts }
    counts.numbers = Array(groups[index][start..<start + PopulationChange.pairCount])
    return counts
  }
}
