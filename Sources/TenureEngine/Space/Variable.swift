import BigInt
package import TenureModel

/// One dimension of a space: a facet, or one yes/no question about a set facet, cut into classes
/// of values that no clause in play tells apart.
package struct Variable: Sendable {
  package enum Content: Sendable {
    /// Classes of leaves of a term facet.
    case terms([LeafSet])
    /// A block of leaves of a set facet: class 0 has none of them, class 1 has some.
    case block(LeafSet)
    /// A flag: class 0 is no, class 1 is yes.
    case flag
    /// The intervals between cuts, ascending: class i lies between cut i − 1 and cut i.
    case numbers([Cut], Facet.Quantity)
    /// The same for days: each cut stands just before a day.
    case days([Day])
  }

  package let facet: FacetID
  package let content: Content
  /// How many cases each class stands for, as FORMAT counts them.
  let weights: [BigUInt]
  /// The class of each leaf; only for term facets.
  private let classOfLeaf: [Int32]

  init(facet: FacetID, content: Content, weights: [BigUInt]) {
    self.facet = facet
    self.content = content
    self.weights = weights
    var classOfLeaf: [Int32] = []
    if case .terms(let classes) = content {
      classOfLeaf = Array(repeating: 0, count: classes.reduce(0) { $0 + $1.count })
      for (code, members) in classes.enumerated() {
        for leaf in members.leaves { classOfLeaf[leaf] = Int32(truncatingIfNeeded: code) }
      }
    }
    self.classOfLeaf = classOfLeaf
  }

  package var arity: Int { weights.count }

  /// Whether the variable is cut into ranges, which belong last in an order.
  var isNumeric: Bool {
    switch content {
    case .numbers, .days: true
    case .terms, .block, .flag: false
    }
  }

  /// The class of a value.
  package func code(of value: FacetValue) -> Int {
    switch (content, value) {
    case (.terms, .term(let leaf)):
      return leaf < classOfLeaf.count ? Int(classOfLeaf[leaf]) : 0
    case (.block(let leaves), .set(let set)):
      return leaves.isDisjoint(with: set) ? 0 : 1
    case (.flag, .flag(let isOn)):
      return isOn ? 1 : 0
    case (.numbers(let cuts, _), .quantity(let number)):
      return cuts.partitioningIndex { !$0.isBelow(number) }
    case (.days(let cuts), .date(let day)):
      return cuts.partitioningIndex { day < $0 }
    default:
      preconditionFailure("Variable.code(of:) must be given a value of its own facet")
    }
  }

  /// The classes that a set of leaves meets; only for term facets.
  func codes(of leaves: LeafSet) -> Bits {
    var bits = Bits(count: arity)
    for range in leaves.ranges {
      for leaf in range.clamped(to: classOfLeaf.indices) { bits.insert(Int(classOfLeaf[leaf])) }
    }
    return bits
  }
}

extension BigUInt {
  /// A number of cases; for the generic conversion of the library the runtime looks the type up,
  /// each time.
  init(cases count: Int) { self.init(words: [UInt(count)]) }
}

extension Array {
  /// The first position at which an ascending array meets a condition that stays met.
  func partitioningIndex(where condition: (Element) -> Bool) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if condition(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
