/// The number of a term in its taxonomy.
public struct TermID: Sendable, Hashable, Comparable {
  /// The position of the term in `Taxonomy.terms`.
  public let index: Int

  /// Creates the number of the term at a position.
  public init(_ index: Int) { self.index = index }

  /// By position.
  public static func < (left: TermID, right: TermID) -> Bool { left.index < right.index }
}

/// A name in a taxonomy.
public struct Term: Sendable, Hashable {
  /// The name, kebab-case.
  public let name: String
  /// The terms directly above it: none for a term at the top, several in a DAG.
  public let parents: [TermID]
  /// The terms directly under it; none for a leaf.
  public let children: [TermID]
  /// The leaves that it stands for: itself for a leaf, else all leaves under it.
  public let leaves: LeafSet

  /// Whether nothing stands under it, so that it is a value.
  public var isLeaf: Bool { children.isEmpty }
}

/// A hierarchy of names: a directed acyclic graph whose leaves are values.
///
///     enterprise ─┬─ company          an inner term stands for all leaves under it;
///                 ├─ platform         only leaves are values;
///                 └─┐                 a term may have several parents
///     public-body ──┴─ authorised-operator
///
/// Leaves are numbered from 0 in the order in which the tree is written; see `LeafSet`.
public struct Taxonomy: Sendable, Hashable {
  /// Its name.
  public let name: String
  /// All terms, in the order in which they were declared.
  public let terms: [Term]
  /// The leaves in the order of their numbers.
  public let leaves: [TermID]

  private let index: [String: TermID]
  private let leafNumbers: [Int]

  /// Builds a taxonomy from its terms, each with the names of its parents.
  ///
  /// Terms stand in document order: a parent may come after its child. Complexity: linear in the
  /// number of terms and parents, times the number of ranges of a leaf set.
  public init(name: String, terms: [(name: String, parents: [String])])
    throws(TaxonomyProblem)
  {
    var index: [String: TermID] = [:]
    index.reserveCapacity(terms.count)
    for (position, term) in terms.enumerated() {
      guard index.updateValue(TermID(position), forKey: term.name) == nil else {
        throw .duplicateTerm(term.name)
      }
    }
    var parents: [[TermID]] = []
    var children = Array(repeating: [TermID](), count: terms.count)
    for (position, term) in terms.enumerated() {
      var above: [TermID] = []
      for parent in term.parents {
        guard let id = index[parent] else {
          throw .unknownParent(term: term.name, parent: parent)
        }
        guard !above.contains(id) else { continue }
        above.append(id)
        children[id.index].append(TermID(position))
      }
      parents.append(above)
    }
    let order = try Self.depthFirst(parents: parents, children: children) { terms[$0].name }

    var leaves: [TermID] = []
    var leafNumbers = Array(repeating: -1, count: terms.count)
    for term in order.entering where children[term].isEmpty {
      leafNumbers[term] = leaves.count
      leaves.append(TermID(term))
    }
    var sets = Array(repeating: LeafSet.empty, count: terms.count)
    for term in order.leaving {
      sets[term] =
        leafNumbers[term] >= 0
        ? LeafSet(leafNumbers[term]..<leafNumbers[term] + 1)
        : Self.union(of: children[term].map { sets[$0.index] })
    }
    self.name = name
    self.index = index
    self.leaves = leaves
    self.leafNumbers = leafNumbers
    self.terms = terms.indices.map {
      Term(
        name: terms[$0].name, parents: parents[$0], children: children[$0], leaves: sets[$0])
    }
  }

  /// The term of a name.
  public func term(named name: String) -> TermID? { index[name] }

  /// The term of a number.
  public subscript(_ id: TermID) -> Term { terms[id.index] }

  /// The leaf number of a term, or nil for an inner term.
  public func leafNumber(of id: TermID) -> Int? {
    leafNumbers[id.index] >= 0 ? leafNumbers[id.index] : nil
  }

  /// The name of a leaf.
  public func leafName(_ leaf: Int) -> String { terms[leaves[leaf].index].name }

  /// The number of leaves.
  public var leafCount: Int { leaves.count }

  /// The set of all leaves.
  public var allLeaves: LeafSet { LeafSet(0..<leaves.count) }

  /// The leaves under any of the terms.
  public func leaves(underAnyOf ids: [TermID]) -> LeafSet {
    guard var union = ids.first.map({ terms[$0.index].leaves }) else { return .empty }
    for id in ids.dropFirst() { union = union.union(terms[id.index].leaves) }
    return union
  }

  private static func union(of sets: [LeafSet]) -> LeafSet {
    sets.reduce(.empty) { $0.union($1) }
  }
}

/// Why a list of terms is no taxonomy.
public enum TaxonomyProblem: Error, Sendable, Hashable {
  /// A term stands twice.
  case duplicateTerm(String)
  /// A parent is not among the terms.
  case unknownParent(term: String, parent: String)
  /// The terms stand above one another in a circle, named in order.
  case circle([String])
}

extension Taxonomy {
  /// Visits every term once, parents before children on entering, children before parents on
  /// leaving; without recursion, so that a deep taxonomy costs memory and not the stack.
  private static func depthFirst(
    parents: [[TermID]], children: [[TermID]], name: (Int) -> String
  ) throws(TaxonomyProblem) -> (entering: [Int], leaving: [Int]) {
    enum State { case unseen, open, done }
    var states = Array(repeating: State.unseen, count: parents.count)
    var entering: [Int] = []
    var leaving: [Int] = []
    var path: [(term: Int, next: Int)] = []
    let roots = parents.indices.filter { parents[$0].isEmpty }
    for root in roots + Array(parents.indices) where states[root] == .unseen {
      path.append((root, 0))
      states[root] = .open
      entering.append(root)
      while let (term, next) = path.last {
        guard next < children[term].count else {
          states[term] = .done
          leaving.append(term)
          path.removeLast()
          continue
        }
        path[path.count - 1].next += 1
        let child = children[term][next].index
        switch states[child] {
        case .unseen:
          states[child] = .open
          entering.append(child)
          path.append((child, 0))
        case .open:
          let start = path.firstIndex { $0.term == child } ?? 0
          throw .circle(path[start...].map { name($0.term) } + [name(child)])
        case .done: break
        }
      }
    }
    return (entering, leaving)
  }
}
