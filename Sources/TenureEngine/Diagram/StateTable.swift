/// The states that a `DecisionWalk` has met, each kept once, with what was found of it.
struct StateTable {
  typealias Item = DecisionWalk.Item

  /// A state, by the place of its items among all that are kept.
  private struct State {
    var hash: UInt32
    var count: Int32
    var start: Int
    var result: Int32
  }

  private var items = FlatArray<Item>(capacity: 1024)
  private var states = FlatArray<State>(capacity: 256)
  private var table = StateTable.emptyTable(512)
  private var mask = 511

  /// No result yet: no reference has this number.
  private static let unknown = Int32.min

  func free() {
    items.free()
    states.free()
    table.deallocate()
  }

  /// The items from a place on; valid until a state is added.
  @inline(__always) func items(at place: Int) -> UnsafeMutablePointer<Item> { items.base + place }

  /// How many states are kept.
  var count: Int { states.count }

  /// How many items all states that are kept have together.
  var itemCount: Int { items.count }

  /// Where the first item of a state is.
  func start(of state: Int) -> Int { states[state].start }

  /// What was found of a state, if anything.
  func result(of state: Int) -> Ref? {
    let result = states[state].result
    return result == Self.unknown ? nil : Ref(raw: result)
  }

  func setResult(of state: Int, to result: Ref) { states.base[state].result = result.raw }

  /// The number of a state, which is kept if it is new.
  mutating func number(of state: UnsafeMutablePointer<Item>, _ count: Int) -> Int {
    var wide = UInt64(truncatingIfNeeded: count)
    for index in 0..<count {
      wide = (wide ^ UInt64(state[index].word)) &* 0xD6E8_FEB8_6659_FD93
      wide ^= wide >> 32
    }
    let hash = UInt32(truncatingIfNeeded: wide)
    var slot = Int(hash) & mask
    while table[slot] >= 0 {
      let number = Int(table[slot])
      if isEqual(number, hash, state, count) { return number }
      slot = (slot + 1) & mask
    }
    let number = states.count
    table[slot] = Int32(number)
    states.append(
      State(hash: hash, count: Int32(count), start: items.count, result: Self.unknown))
    items.reserve(count)
    (items.base + items.count).initialize(from: state, count: count)
    items.extend(by: count)
    if number * 2 > mask { grow() }
    return number
  }

  private func isEqual(
    _ number: Int, _ hash: UInt32, _ state: UnsafeMutablePointer<Item>, _ count: Int
  ) -> Bool {
    let candidate = states[number]
    guard candidate.hash == hash, Int(candidate.count) == count else { return false }
    let own = items.base + candidate.start
    for index in 0..<count where own[index] != state[index] { return false }
    return true
  }

  private mutating func grow() {
    table.deallocate()
    mask = mask * 2 + 1
    table = Self.emptyTable(mask + 1)
    for number in 0..<states.count {
      var slot = Int(states[number].hash) & mask
      while table[slot] >= 0 { slot = (slot + 1) & mask }
      table[slot] = Int32(number)
    }
  }

  private static func emptyTable(_ count: Int) -> UnsafeMutablePointer<Int32> {
    let table = UnsafeMutablePointer<Int32>.allocate(capacity: count)
    table.initialize(repeating: -1, count: count)
    return table
  }
}
