import TenureModel

/// The coarsest partition of a taxonomy's leaves into classes that a family of leaf sets does not
/// tell apart.
///
/// Each distinct set splits the classes that it cuts. Exact: no signatures, no hashing of members.
/// Complexity: linear in the total size of the distinct sets, after sorting them out.
struct LeafPartition {
  private let leafCount: Int
  private var classOf: [Int32]
  private var classCount = 1
  private var seen: Set<LeafSet> = []

  init(leafCount: Int) {
    self.leafCount = leafCount
    classOf = Array(repeating: 0, count: leafCount)
  }

  /// Tells the leaves of a set apart from the others.
  mutating func split(by set: LeafSet) {
    guard !set.isEmpty, set.count < leafCount, seen.insert(set).inserted else { return }
    // The part of each class that lies in the set gets a new number; a class that lies in it whole
    // keeps none of its old members, and its old number dies.
    var renamed: [Int32: Int32] = [:]
    for leaf in set.leaves {
      let old = classOf[leaf]
      if let new = renamed[old] {
        classOf[leaf] = new
      } else {
        renamed[old] = Int32(classCount)
        classOf[leaf] = Int32(classCount)
        classCount += 1
      }
    }
  }

  /// Makes every leaf a class of its own.
  mutating func splitAll() {
    classOf = (0..<Int32(leafCount)).map { $0 }
    classCount = leafCount
  }

  /// The classes, ordered by their first leaves.
  func classes() -> [LeafSet] {
    var numbers: [Int32: Int] = [:]
    var members: [[Int]] = []
    for leaf in 0..<leafCount {
      let number = classOf[leaf]
      if let position = numbers[number] {
        members[position].append(leaf)
      } else {
        numbers[number] = members.count
        members.append([leaf])
      }
    }
    return members.map { LeafSet($0) }
  }
}
