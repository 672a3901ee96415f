/// Brings what is left of an ordered contest into one form: it leaves out what can make no
/// difference any more.
///
/// On each side the first clause that matches prevails, with the labels of all that match and are
/// of its kind. A list may hold both sides: each side is the list of those items that stand on it.
struct ProofForm {
  let roles: [ProofRole]
  /// Whether labels alone count: not who prevails.
  let asksForLabels: Bool

  private func role(_ item: ProofItem) -> ProofRole { roles[item.role] }

  /// What counts on each side on its own.
  func withoutBeaten(_ items: [ProofItem]) -> [ProofItem] {
    var items = withoutUnheard(items)
    items = withoutEchoes(items)
    if asksForLabels { items = withoutUnneeded(items) }
    return sorted(items)
  }

  /// Leaves out what cannot be the first to match, and brings no label.
  private func withoutUnheard(_ items: [ProofItem]) -> [ProofItem] {
    var hearing = Hearing()
    hearing.kept.reserveCapacity(items.count)
    for item in items where item.condition != .never { hear(item, &hearing) }
    return hearing.kept
  }

  /// What is known of a contest up to some place.
  private struct Hearing {
    var kept: [ProofItem] = []
    /// On which sides nothing before is sure to match.
    var open = ProofItem.bothSides
    /// On which sides a clause of a kind may be the first.
    var heard: [Int: UInt8] = [:]
    /// On which sides a role is there for sure.
    var given: [Int: UInt8] = [:]
    /// Where each condition stands first.
    var places: [Condition: Int] = [:]
  }

  private func hear(_ item: ProofItem, _ hearing: inout Hearing) {
    var item = item
    let role = role(item)
    let heard = hearing.heard[role.kind] ?? 0
    var live = item.sides & hearing.open
    if role.label != 0 {
      live |= item.sides & ~hearing.open & heard & ~(hearing.given[item.role] ?? 0)
    }
    if let place = hearing.places[item.condition] {
      // Where this one matches the earlier one does, so it is not the first.
      let both = live & hearing.kept[place].sides
      let earlier = self.role(hearing.kept[place])
      if role.label == 0 || hearing.kept[place].role == item.role {
        live &= ~both
      } else if earlier.kind == role.kind, earlier.label == 0,
        hearing.kept[place].sides & ~live == 0
      {
        hearing.kept[place].role = item.role
        live &= ~both
      } else {
        live &= ~both | heard
      }
    }
    if live == 0 { return }
    item.sides = live
    hearing.heard[role.kind, default: 0] |= live & hearing.open
    if item.isSure {
      hearing.open &= ~live
      if role.label != 0 { hearing.given[item.role, default: 0] |= live }
    } else {
      hearing.places[item.condition] = hearing.kept.count
    }
    hearing.kept.append(item)
  }

  /// Leaves out what stands right before one that is sure to match, and says nothing else.
  private func withoutEchoes(_ items: [ProofItem]) -> [ProofItem] {
    var open = ProofItem.bothSides
    var kept: [ProofItem] = []
    kept.reserveCapacity(items.count)
    for item in items {
      var decided = item.isSure ? item.sides & open : 0
      open &= ~decided
      var place = kept.count - 1
      while decided != 0, place >= 0 {
        let other = kept[place]
        if other.sides & decided != 0 {
          let isEcho =
            role(other).kind == role(item).kind && other.sides & ~decided == 0
            && (role(other).label == 0 || other.role == item.role)
          if isEcho { kept.remove(at: place) } else { decided &= ~other.sides }
        }
        place -= 1
      }
      kept.append(item)
    }
    return kept
  }

  /// Leaves out what can keep no label from counting, nor help one to count.
  ///
  /// What brings none matters only before something of another kind that counts. If nothing of its
  /// own kind brings one, it only stands in the way.
  private func withoutUnneeded(_ items: [ProofItem]) -> [ProofItem] {
    let labelled = Set(items.lazy.map(role).filter { $0.label != 0 }.map(\.kind))
    var behind: [Int: UInt8] = [:]
    var kept: [ProofItem] = []
    for var item in items.reversed() {
      var role = role(item)
      if role.label == 0 {
        if !labelled.contains(role.kind) {
          item.role = ProofRole.blocking
          role = .blocker
        }
        var needed: UInt8 = 0
        for (kind, sides) in behind where kind != role.kind { needed |= sides }
        item.sides &= needed
        if item.sides == 0 { continue }
      }
      behind[role.kind, default: 0] |= item.sides
      kept.append(item)
    }
    return kept.reversed()
  }

  /// Sorts those side by side that are of one kind, among which no order counts, and joins what
  /// stands on either side alike.
  private func sorted(_ items: [ProofItem]) -> [ProofItem] {
    var result: [ProofItem] = []
    result.reserveCapacity(items.count)
    var start = 0
    while start < items.count {
      let kind = role(items[start]).kind
      let end = items[start...].firstIndex { role($0).kind != kind } ?? items.count
      let run = items[start..<end].sorted {
        ($0.condition.number, $0.role, $0.sides) < ($1.condition.number, $1.role, $1.sides)
      }
      let first = result.count
      for item in run {
        if let last = result.last, result.count > first, last.condition == item.condition,
          last.role == item.role
        {
          result[result.count - 1].sides |= item.sides
        } else {
          result.append(item)
        }
      }
      start = end
    }
    return result
  }

  /// What counts for whether the sides differ; and where they do, what both answer is as before.
  ///
  /// A clause that both have and that comes before all in which they differ stands in the way:
  /// where it matches, they agree. And where each clause of one side has a counterpart of the other
  /// that matches alike, what comes behind them all is first on both sides or on none.
  func withoutShared(_ items: [ProofItem]) -> [ProofItem] {
    func differs(_ item: ProofItem) -> Bool { item.sides != ProofItem.bothSides }
    guard let start = items.firstIndex(where: differs), let last = items.lastIndex(where: differs)
    else { return [] }
    var items = items
    let differing = items[start...last].filter(differs)
    let labelled = Set(differing.lazy.map(role).filter { $0.label != 0 }.map(\.kind))
    var isBlocked = true
    for place in 0..<start {
      if labelled.contains(role(items[place]).kind) {
        isBlocked = false
      } else {
        if isBlocked, items[place].isSure { return [] }
        items[place].role = ProofRole.blocking
      }
    }
    let isCountered = differing.allSatisfy { item in
      differing.contains {
        $0.condition == item.condition && $0.sides == ProofItem.bothSides ^ item.sides
      }
    }
    if isCountered {
      items = items[...last] + items[(last + 1)...].filter { role($0).label != 0 }
    }
    return sorted(items)
  }
}
