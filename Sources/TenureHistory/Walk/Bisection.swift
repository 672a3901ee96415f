/// Finds the commit at which something came to hold, on a history with branches and merges, asking
/// as few commits as it can.
///
///     let found = try repository.bisect(from: first, to: last) { commit in try holds(commit) }
///
/// As `git bisect` has it: of the commits that `to` rests on and `from` does not, one at which the
/// thing holds while it holds at none of its parents. Of an ancestor of `from` it is taken for
/// granted that it does not hold there.
///
///     from ── o ── o ── o ── ● ── ● ── to          ● holds
///              ╲             ╱
///               o ── o ── ●─╯  ◀── found            not the merge: one of its parents has it
///
/// If the thing came, went and came again, the answer is one of several; walk for all.
///
/// Complexity: linear in the number of commits between, which are not read but for their parents;
/// the question is put to the logarithm of it.
public struct Bisection {
  /// What was found.
  public struct Result: Sendable, Hashable {
    /// The commit.
    public let commit: ObjectID
    /// Its parents.
    public let parents: [ObjectID]
    /// How many commits lie between.
    public let candidates: Int
    /// How many of them were asked.
    public let asked: Int
  }

  /// The commits between, parents before children.
  private var ids: [ObjectID] = []
  /// The parents of each that lie between, too.
  private var parents: [[Int32]] = []
  private var answers: [Int: Bool] = [:]
  private let question: (ObjectID) throws -> Bool

  init(
    _ store: ObjectStore, from start: ObjectID?, to end: ObjectID, order: HistoryWalk.Order,
    _ question: @escaping (ObjectID) throws -> Bool
  ) throws(HistoryError) {
    self.question = question
    let excluded = try Ancestors(of: start, in: store)
    var places: [ObjectID: Int32] = [:]
    // Depth first and without recursion; -1 marks a commit whose parents are being placed.
    var waiting: [CommitNode] = excluded.contains(end) ? [] : [try store.node(end)]
    while let node = waiting.last {
      let followed = order == .firstParent ? node.parents.prefix(1) : node.parents[...]
      if places[node.id] == nil {
        places[node.id] = -1
        guard places.count <= HistoryLimits.walkedCommits else { throw .tooManyCommits }
        for parent in followed where places[parent] == nil && !excluded.contains(parent) {
          waiting.append(try store.node(parent))
        }
        continue
      }
      waiting.removeLast()
      guard places[node.id] == -1 else { continue }
      places[node.id] = Int32(ids.count)
      ids.append(node.id)
      parents.append(followed.compactMap { places[$0] })
    }
  }

  /// Looks for the commit; nil if nothing lies between, or the thing does not hold at the end.
  mutating func run(_ store: ObjectStore) throws -> Result? {
    guard var top = ids.indices.last, try holds(top) else { return nil }
    var left = ancestors(of: top, among: Array(repeating: true, count: ids.count))
    while true {
      try narrow(&top, &left)
      // The thing may have gone and come again: then a parent that was never asked has it.
      let former = try parents[top].first { try holds(Int($0)) }
      guard let former else { break }
      top = Int(former)
      left = ancestors(of: top, among: Array(repeating: true, count: ids.count))
    }
    return Result(
      commit: ids[top], parents: Array(try store.node(ids[top]).parents),
      candidates: ids.count, asked: answers.count)
  }

  /// Halves the commits that are left until the topmost is the only one.
  private mutating func narrow(_ top: inout Int, _ left: inout [Bool]) throws {
    while true {
      let open = left.indices.filter { left[$0] && $0 != top }
      guard !open.isEmpty else { return }
      var best: (commit: Int, ancestors: [Bool], balance: Int)?
      // In the middle of the order, on a single line, is the middle of the history; among branches
      // a later commit may part the rest better.
      for eighth in [4, 5, 6, 7] {
        let commit = open[open.count * eighth / 8]
        let reached = ancestors(of: commit, among: left)
        let count = reached.count { $0 }
        let balance = min(count, open.count + 1 - count)
        if balance > best?.balance ?? -1 { best = (commit, reached, balance) }
        if balance * 4 >= open.count { break }
      }
      guard let best else { return }
      if try holds(best.commit) {
        top = best.commit
        left = best.ancestors
      } else {
        for index in left.indices where best.ancestors[index] { left[index] = false }
      }
    }
  }

  private mutating func holds(_ commit: Int) throws -> Bool {
    if let known = answers[commit] { return known }
    let answer = try question(ids[commit])
    answers[commit] = answer
    return answer
  }

  /// A commit and those of some others that it rests on.
  private func ancestors(of commit: Int, among others: [Bool]) -> [Bool] {
    var reached = Array(repeating: false, count: others.count)
    reached[commit] = true
    // Parents stand before children, so one pass from above is enough.
    for index in stride(from: commit, through: 0, by: -1) where reached[index] {
      for parent in parents[index] where others[Int(parent)] { reached[Int(parent)] = true }
    }
    return reached
  }
}

extension PolicyRepository {
  /// Finds a commit at which something holds while it holds at none of its parents; see
  /// ``Bisection``.
  ///
  /// - Parameters:
  ///   - start: Where it did not hold yet, with all its ancestors; nil for the beginning.
  ///   - end: Where it holds.
  ///   - order: Which parents of merges are followed.
  ///   - question: Whether it holds at a commit.
  /// - Throws: What the question throws, and what the history throws if it cannot be read.
  /// - Returns: The commit; nil if it does not hold at the end, or the end rests in the start.
  public func bisect(
    from start: Revision?, to end: Revision, order: HistoryWalk.Order = .whole,
    _ question: @escaping (ObjectID) throws -> Bool
  ) throws -> Bisection.Result? {
    let store = try store()
    var bisection = try Bisection(
      store, from: start?.walked(), to: end.walked(), order: order, question)
    return try bisection.run(store)
  }

  /// The parents of a commit; none for the first, and where a shallow clone ends.
  public func parents(of commit: ObjectID) throws(HistoryError) -> [ObjectID] {
    Array(try store().node(commit).parents)
  }

  /// The first commit that a revision rests on along first parents.
  public func beginning(of revision: Revision) throws(HistoryError) -> ObjectID {
    let store = try store()
    var node = try store.node(revision.walked())
    var count = 0
    while let parent = node.parents.first {
      count += 1
      guard count <= HistoryLimits.walkedCommits else { throw .tooManyCommits }
      node = try store.node(parent)
    }
    return node.id
  }
}
