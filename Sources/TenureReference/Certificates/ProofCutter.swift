import BigInt
import TenureModel

/// Collects what tests tell apart.
struct ProofCutter {
  let vocabulary: Vocabulary
  private var leafSets: [FacetID: Set<LeafSet>] = [:]
  private var joined: Set<FacetID> = []
  private var flags: Set<FacetID> = []
  private var ranges: [FacetID: Set<QuantityRange>] = [:]
  private var days: [FacetID: Set<DateRange>] = [:]
  private var uses: [FacetID: Int] = [:]

  init(vocabulary: Vocabulary) { self.vocabulary = vocabulary }

  mutating func add(_ test: FacetTest) {
    let facet = test.facet
    if facet == vocabulary.right { return }
    uses[facet, default: 0] += 1
    switch test.condition {
    case .under(let terms), .hasAny(let terms), .hasNone(let terms), .hasOnly(let terms):
      add(leaves(terms, of: facet), to: facet)
    case .hasAll(let terms): for term in terms { add(leaves([term], of: facet), to: facet) }
    case .isEmpty: add(.empty, to: facet)
    case .sameAs(let other):
      for facet in [facet, other] {
        joined.insert(facet)
        add(.empty, to: facet)
      }
    case .flag: flags.insert(facet)
    case .within(let range): ranges[facet, default: []].insert(range)
    case .during(let range): days[facet, default: []].insert(range)
    }
  }

  private func leaves(_ terms: [TermID], of facet: FacetID) -> LeafSet {
    vocabulary.taxonomy(of: facet)?.leaves(underAnyOf: terms) ?? .empty
  }

  private mutating func add(_ leaves: LeafSet, to facet: FacetID) {
    leafSets[facet, default: []].insert(leaves)
  }

  func variables(_ urgency: [FacetID: Int]) -> [ProofVariable] {
    var variables: [ProofVariable] = []
    for (facet, sets) in leafSets {
      let classes = classes(of: facet, sets)
      if case .set = vocabulary[facet].kind {
        variables += classes.map {
          ProofVariable(
            facet: facet, content: .block($0), weights: [1, (BigUInt(1) << $0.count) - 1])
        }
      } else {
        variables.append(
          ProofVariable(
            facet: facet, content: .terms(classes), weights: classes.map { BigUInt($0.count) }))
      }
    }
    for facet in flags {
      variables.append(ProofVariable(facet: facet, content: .flag, weights: [1, 1]))
    }
    for (facet, ranges) in ranges {
      guard case .quantity(let quantity) = vocabulary[facet].kind else { continue }
      let intervals = NumberInterval.all(cutBy: Array(ranges), of: quantity)
      variables.append(
        ProofVariable(
          facet: facet, content: .numbers(intervals),
          weights: Array(repeating: 1, count: intervals.count)))
    }
    for (facet, ranges) in days {
      let intervals = DayInterval.all(cutBy: Array(ranges))
      variables.append(
        ProofVariable(
          facet: facet, content: .days(intervals),
          weights: Array(repeating: 1, count: intervals.count)))
    }
    func key(_ variable: ProofVariable) -> (Int, Int, Int, Int, Int) {
      var first = 0
      if case .block(let leaves) = variable.content { first = leaves.first ?? 0 }
      return (
        variable.isNumeric ? 1 : 0, -(urgency[variable.facet] ?? 0),
        -(uses[variable.facet] ?? 0), variable.facet.index, first
      )
    }
    return variables.map { (key($0), $0) }.sorted { $0.0 < $1.0 }.map(\.1)
  }

  /// The classes of leaves that no set tells apart, by their first leaves.
  private func classes(of facet: FacetID, _ sets: Set<LeafSet>) -> [LeafSet] {
    let count = vocabulary.taxonomy(of: facet)?.leafCount ?? 0
    if joined.contains(facet) { return (0..<count).map { LeafSet([$0]) } }
    var classOf = Array(repeating: 0, count: count)
    var classCount = 1
    for set in sets {
      // The part of each class that lies in the set gets a new number.
      var renamed: [Int: Int] = [:]
      for leaf in set.leaves {
        if let number = renamed[classOf[leaf]] {
          classOf[leaf] = number
        } else {
          renamed[classOf[leaf]] = classCount
          classOf[leaf] = classCount
          classCount += 1
        }
      }
    }
    return Dictionary(grouping: 0..<count) { classOf[$0] }.values.map { LeafSet($0) }
      .sorted { ($0.first ?? 0) < ($1.first ?? 0) }
  }
}
