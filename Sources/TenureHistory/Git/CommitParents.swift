/// The parents of a commit, the first one first.
///
/// Nearly all commits have one, and walks take thousands of them up and put them down again: one
/// takes no room elsewhere.
struct CommitParents: Equatable, RandomAccessCollection {
  private(set) var first: ObjectID?
  private var others: [ObjectID] = []

  /// One parent, or none.
  init(_ first: ObjectID? = nil) { self.first = first }

  /// Adds a parent behind the others.
  mutating func append(_ parent: ObjectID) {
    if first == nil { first = parent } else { others.append(parent) }
  }

  var startIndex: Int { 0 }
  var endIndex: Int { first == nil ? 0 : 1 + others.count }

  subscript(index: Int) -> ObjectID {
    if index == 0, let first { return first }
    return others[index - 1]
  }
}
