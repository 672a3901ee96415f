/// Values by key, of which the older half is forgotten at each turn.
struct RecentValues<Key: Hashable, Value> {
  private var recent: [Key: Value] = [:]
  private var former: [Key: Value] = [:]

  /// The number of values that were added since the last turn.
  var recentCount: Int { recent.count }

  subscript(_ key: Key) -> Value? {
    get { recent[key] ?? former[key] }
    set { recent[key] = newValue }
  }

  /// Takes a value out; nil if there is none.
  mutating func remove(_ key: Key) -> Value? {
    // Not `??`: a value may stand in both.
    let value = recent.removeValue(forKey: key)
    let other = former.removeValue(forKey: key)
    return value ?? other
  }

  /// Forgets what was not added since the last turn.
  mutating func turn() {
    swap(&recent, &former)
    recent.removeAll(keepingCapacity: true)
  }
}
