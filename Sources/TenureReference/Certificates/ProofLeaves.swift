/// Leaves of diagrams for values: equal values have one leaf.
final class ProofLeaves<Value: Hashable> {
  private let store: ConditionStore
  private var leaves: [Value: Condition] = [:]
  private var values: [Condition: Value] = [:]

  init(in store: ConditionStore) { self.store = store }

  /// The leaf of a value.
  func leaf(_ value: Value) -> Condition {
    if let known = leaves[value] { return known }
    let leaf = store.leaf()
    leaves[value] = leaf
    values[leaf] = value
    return leaf
  }

  /// The value of a leaf; nil if it is none of these.
  subscript(leaf: Condition) -> Value? { values[leaf] }

  /// All values.
  var all: some Collection<Value> { leaves.keys }
}
