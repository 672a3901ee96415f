/// Where a diagram leads to one leaf or another, taken out of it leaf by leaf.
///
/// A diagram may tell very many leaves apart, and most of it leads to few of them. So each search
/// goes up from its leaf, and sees no nodes but those that lead there.
///
/// Complexity: to prepare it, linear in the edges of the diagram; a leaf, in the edges of the nodes
/// that lead there.
final class LeafCases {
  /// The diagram.
  let root: Ref
  private let store: DiagramStore
  /// Its nodes, children before their parents; a position is a *place*.
  private let nodes: [Ref]
  /// What the runs of each node lead to: a place, or the number of a leaf as a reference has it.
  private let children: [Int32]
  /// Where the children of each node begin.
  private let firstChild: [Int]
  /// The parents of each node, and where they begin.
  private let parents: [Int32]
  private let firstParent: [Int]
  private let parentsOfLeaves: [[Int32]]
  /// For each node the search that found it last.
  private let searches: UnsafeMutablePointer<UInt32>
  private var search: UInt32 = 0
  /// What each node that was found came to.
  private let results: UnsafeMutablePointer<Ref>
  /// About which part of the cases of each node that was found leads to the leaf.
  private let densities: UnsafeMutablePointer<Double>

  init(_ root: Ref, in store: DiagramStore, _ order: inout NodeOrder) {
    self.root = root
    self.store = store
    if !root.isLeaf { order.find(root, in: store) }
    nodes = root.isLeaf ? [] : (0..<order.count).map { order.node($0) }
    searches = .allocate(capacity: nodes.count)
    searches.initialize(repeating: 0, count: nodes.count)
    results = .allocate(capacity: nodes.count)
    densities = .allocate(capacity: nodes.count)
    var children: [Int32] = []
    var firstChild: [Int] = []
    var firstParent = Array(repeating: 0, count: nodes.count + 1)
    var parentsOfLeaves: [[Int32]] = []
    for (place, node) in nodes.enumerated() {
      firstChild.append(children.count)
      for run in store.runs(node) {
        let child = Ref(raw: run.child)
        if let leaf = child.leaf {
          while parentsOfLeaves.count <= leaf { parentsOfLeaves.append([]) }
          parentsOfLeaves[leaf].append(Int32(truncatingIfNeeded: place))
          children.append(run.child)
        } else {
          let below = order.place(of: child)
          firstParent[below + 1] += 1
          children.append(Int32(truncatingIfNeeded: below))
        }
      }
    }
    firstChild.append(children.count)
    for place in nodes.indices { firstParent[place + 1] += firstParent[place] }
    var parents = Array(repeating: Int32(0), count: firstParent.last ?? 0)
    var next = firstParent
    for place in nodes.indices {
      for edge in firstChild[place]..<firstChild[place + 1] where children[edge] >= 0 {
        let child = Int(children[edge])
        parents[next[child]] = Int32(truncatingIfNeeded: place)
        next[child] += 1
      }
    }
    self.children = children
    self.firstChild = firstChild
    self.parents = parents
    self.firstParent = firstParent
    self.parentsOfLeaves = parentsOfLeaves
  }

  deinit {
    searches.deallocate()
    results.deallocate()
    densities.deallocate()
  }

  /// The nodes that lead to a leaf, by place: children before their parents.
  ///
  /// What is asked about a leaf next is asked of these.
  func places(leadingTo leaf: Int) -> [Int32] {
    guard leaf < parentsOfLeaves.count else { return [] }
    self.search += 1
    let search = search
    let searches = searches
    var reached: [Int32] = []
    for place in parentsOfLeaves[leaf] where searches[Int(place)] != search {
      searches[Int(place)] = search
      reached.append(place)
    }
    var next = 0
    while next < reached.count {
      let place = Int(reached[next])
      next += 1
      for edge in firstParent[place]..<firstParent[place + 1] {
        let parent = parents[edge]
        if searches[Int(parent)] == search { continue }
        searches[Int(parent)] = search
        reached.append(parent)
      }
    }
    // Few are sorted; where most are there, it is quicker to look at all.
    if reached.count * 16 < nodes.count { return reached.sorted() }
    reached.removeAll(keepingCapacity: true)
    for place in nodes.indices where searches[place] == search {
      reached.append(Int32(truncatingIfNeeded: place))
    }
    return reached
  }

  /// The yes/no diagram of where it leads to a leaf, made in a store of the same levels.
  ///
  /// - Parameters:
  ///   - leaf: The leaf.
  ///   - places: The nodes that lead there, as they were found last.
  ///   - target: Another store.
  /// - Returns: The diagram.
  func cases(of leaf: Int, _ places: [Int32], in target: DiagramStore) -> Ref {
    if let own = root.leaf { return own == leaf ? .yes : .no }
    let wanted = Ref(leaf: leaf).raw
    let search = search
    for place in places {
      let node = nodes[Int(place)]
      let base = target.begin()
      var edge = firstChild[Int(place)]
      for run in store.runs(node) {
        let child = children[edge]
        edge += 1
        if child < 0 {
          target.push(Int(run.end), child == wanted ? .yes : .no, since: base)
        } else {
          let leads = searches[Int(child)] == search
          target.push(Int(run.end), leads ? results[Int(child)] : .no, since: base)
        }
      }
      results[Int(place)] = target.finish(level: store.level(node), since: base)
    }
    return places.last.map { results[Int($0)] } ?? .no
  }
}

extension LeafCases {
  /// A node on a way down, and the classes with which the way goes on.
  private struct Step {
    let place: Int
    let level: Int
    var code: Int
    /// About which part of the cases below leads to the leaf.
    var density: Double
  }

  /// Two densities that differ by less are those of as many cases, counted in another order.
  private static let tolerance = 1e-9

  /// A large box in which the diagram leads to a leaf: the way down along which most cases lead
  /// there, widened as far as it goes; nil if there is none.
  ///
  /// - Parameters:
  ///   - leaf: The leaf.
  ///   - places: The nodes that lead there, as they were found last.
  ///   - parts: For each class of each level the part of the level's cases in the classes below.
  /// - Returns: The classes of the levels that the box constrains.
  func largeBox(of leaf: Int, _ places: [Int32], _ parts: [[Double]]) -> [Int: Bits]? {
    if let own = root.leaf { return own == leaf ? [:] : nil }
    guard !places.isEmpty else { return nil }
    weigh(leaf, places, parts)
    var widening = BoxWidening(to: leaf, in: store)
    // From below: classes that lead to as many cases mostly lead to the same ones.
    for step in way(to: leaf).reversed() {
      let node = nodes[step.place]
      let best = store.child(node, step.code)
      var classes = Bits(count: store.arities[step.level])
      var start = 0
      for (index, run) in store.runs(node).enumerated() {
        let codes = start..<Int(run.end)
        start = codes.upperBound
        let child = Ref(raw: run.child)
        let isAlike =
          density(of: step.place, index, leaf).map {
            abs($0 - step.density) <= step.density * Self.tolerance
          } ?? false
        if child == best || isAlike && widening.leads(child) {
          for code in codes { classes.insert(code) }
        }
      }
      widening.box[step.level] = classes
    }
    return widening.widen(from: root)
  }

  /// Works out about which part of the cases of each node leads to a leaf.
  private func weigh(_ leaf: Int, _ places: [Int32], _ parts: [[Double]]) {
    let wanted = Ref(leaf: leaf).raw
    let search = search
    for place in places {
      let node = nodes[Int(place)]
      var edge = firstChild[Int(place)]
      var density = 0.0
      parts[store.level(node)].withUnsafeBufferPointer { sums in
        var below = 0.0
        for run in store.runs(node) {
          let child = children[edge]
          edge += 1
          let end = sums[Int(run.end)]
          if child == wanted {
            density += end - below
          } else if child >= 0, searches[Int(child)] == search {
            density += (end - below) * densities[Int(child)]
          }
          below = end
        }
      }
      densities[Int(place)] = density
    }
  }

  /// The way down along which most cases lead to a leaf.
  private func way(to leaf: Int) -> [Step] {
    var steps: [Step] = []
    var place = nodes.count - 1
    while place >= 0 {
      let node = nodes[place]
      var step = Step(place: place, level: store.level(node), code: 0, density: 0)
      var start = 0
      var next: Int32?
      for (index, run) in store.runs(node).enumerated() {
        // A part may be too small for a number of its own, and still be there.
        if let density = density(of: place, index, leaf),
          next == nil || density > step.density * (1 + Self.tolerance)
        {
          step.density = density
          step.code = start
          next = children[firstChild[place] + index]
        }
        start = Int(run.end)
      }
      steps.append(step)
      place = next.map { Int($0) } ?? -1
    }
    return steps
  }

  /// About which part of the cases of a run of a node leads to a leaf; nil if none does.
  private func density(of place: Int, _ run: Int, _ leaf: Int) -> Double? {
    let child = children[firstChild[place] + run]
    if child < 0 { return child == Ref(leaf: leaf).raw ? 1 : nil }
    return searches[Int(child)] == search ? densities[Int(child)] : nil
  }
}
