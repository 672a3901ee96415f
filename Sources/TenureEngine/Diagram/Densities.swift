/// About which part of the cases the nodes of one store lead to yes; only to choose by, never
/// shown.
///
/// What is found of a node is kept, so that diagrams with most of their nodes in common cost little
/// more than one.
final class Densities {
  private let store: DiagramStore
  /// For each class of each level the part of the level's cases in the classes below.
  private let parts: [[Double]]
  /// By the number of a node; not a number where nobody has asked.
  private var known: [Double] = []

  init(_ parts: [[Double]], in store: DiagramStore) {
    self.parts = parts
    self.store = store
  }

  subscript(_ ref: Ref) -> Double {
    if let leaf = ref.leaf { return leaf == 1 ? 1 : 0 }
    let number = Int(ref.raw)
    if number >= known.count {
      known += Array(repeating: .nan, count: store.nodeCount - known.count)
    }
    guard known[number].isNaN else { return known[number] }
    let level = store.level(ref)
    var start = 0
    var density = 0.0
    for run in store.runs(ref) {
      let part = parts[level][Int(run.end)] - parts[level][start]
      density += part * self[Ref(raw: run.child)]
      start = Int(run.end)
    }
    known[number] = density
    return density
  }
}
