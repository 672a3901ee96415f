/// Finds the nodes of one diagram after another in order, in memory that is used again.
///
/// For passes over many diagrams of one store; for a single one, `DiagramStore.nodes(of:)` is as
/// good, and needs no memory for nodes that the diagram does not have. It belongs to one owner, who
/// frees it.
struct NodeOrder {
  /// For each node of the store the search that found it last, and its place there.
  private var searches = FlatArray<UInt32>(capacity: 128)
  private var places = FlatArray<Int32>(capacity: 128)
  private var search: UInt32 = 0
  private var found = FlatArray<Int32>(capacity: 128)

  func free() {
    searches.free()
    places.free()
    found.free()
  }

  /// How many nodes the last search found.
  var count: Int { found.count }

  /// A node that the last search found; children stand before their parents.
  @inline(__always) func node(_ place: Int) -> Ref { Ref(raw: found[place]) }

  /// The place of a node that the last search found.
  @inline(__always) func place(of node: Ref) -> Int { Int(places[Int(node.raw)]) }

  /// Finds the nodes of a diagram.
  mutating func find(_ ref: Ref, in store: DiagramStore) {
    let missing = store.nodeCount - searches.count
    if missing > 0 {
      searches.reserve(missing)
      (searches.base + searches.count).initialize(repeating: 0, count: missing)
      searches.extend(by: missing)
      places.reserve(missing)
      (places.base + places.count).initialize(repeating: 0, count: missing)
      places.extend(by: missing)
    }
    search &+= 1
    if search == 0 {
      for node in 0..<searches.count { searches[node] = 0 }
      search = 1
    }
    found.shrink(to: 0)
    visit(ref, store)
  }

  private mutating func visit(_ ref: Ref, _ store: DiagramStore) {
    if ref.isLeaf || searches[Int(ref.raw)] == search { return }
    searches[Int(ref.raw)] = search
    for run in store.runs(ref) { visit(Ref(raw: run.child), store) }
    places[Int(ref.raw)] = Int32(truncatingIfNeeded: found.count)
    found.append(ref.raw)
  }
}
