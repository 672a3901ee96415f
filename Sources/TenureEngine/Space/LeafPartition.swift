import TenureModel

/// The coarsest partition of a taxonomy's leaves into classes that a family of leaf sets does not
/// tell apart.
///
/// Each distinct set splits the classes that it cuts. Exact: no signatures, no hashing of members.
/// Complexity: linear in the total size of the sets.
struct LeafPartition {
  private let leafCount: Int
  private var classOf: [Int32]
  private var classCount = 1
  /// For each class the number that a part of it was given last.
  private var renamed: [Int32] = [0]

  init(leafCount: Int) {
    self.leafCount = leafCount
    classOf = Array(repeating: 0, count: leafCount)
  }

  /// Tells the leaves of a set apart from the others.
  mutating func split(by set: LeafSet) {
    guard !set.isEmpty, set.count < leafCount else { return }
    // The part of each class that lies in the set gets a new number; a class that lies in it whole
    // keeps none of its old members, and its old number dies.
    let first = Int32(classCount)
    for range in set.ranges {
      for leaf in range {
        let old = Int(classOf[leaf])
        if renamed[old] < first {
          renamed[old] = Int32(classCount)
          renamed.append(0)
          classCount += 1
        }
        classOf[leaf] = renamed[old]
      }
    }
  }

  /// Makes every leaf a class of its own.
  mutating func splitAll() {
    classOf = (0..<Int32(leafCount)).map { $0 }
    classCount = leafCount
    renamed = Array(repeating: 0, count: leafCount)
  }

  /// The classes, ordered by their first leaves.
  func classes() -> [LeafSet] {
    var positions = Array(repeating: -1, count: classCount)
    var members: [[Int]] = []
    for leaf in 0..<leafCount {
      let number = Int(classOf[leaf])
      if positions[number] >= 0 {
        members[positions[number]].append(leaf)
      } else {
        positions[number] = members.count
        members.append([leaf])
      }
    }
    return members.map { LeafSet($0) }
  }
}
