public import BigInt
public import TenureEngine
public import TenureModel

/// Who gains and who loses which right when one regime takes the place of another: in how many
/// situations, by kind of party and by standing.
///
/// A right is gained where it was not held and is, and lost where it was held and is not. The
/// counts are exact, of the situations that the clauses of either side tell apart.
public struct RightsComparison: Sendable {
  /// In how many situations a right is gained and lost.
  public struct Cases: Sendable, Hashable {
    /// Where it was not held before and is after.
    public var gained: BigUInt
    /// Where it was held before and is not after.
    public var lost: BigUInt

    /// Creates numbers of situations.
    public init(gained: BigUInt = 0, lost: BigUInt = 0) {
      self.gained = gained
      self.lost = lost
    }

    /// Whether nothing is gained or lost.
    public var isZero: Bool { gained == 0 && lost == 0 }
  }

  /// What happens to one right.
  public struct Change: Sendable {
    /// The right, by leaf number of the taxonomy of rights.
    public let right: Int
    /// All situations.
    public let cases: Cases
    /// The situations of each actor, by leaf of the facet `actor`; empty if no clause names it.
    public let byActor: [Cases]
    /// The situations in which the actor has each standing, by leaf of the facet `standing`; empty
    /// if no clause names it.
    ///
    /// An actor can have several standings, so these do not add up.
    public let byStanding: [Cases]
  }

  /// The rights that somebody gains or loses, in the order of the taxonomy.
  public let changes: [Change]

  /// The facet of who acts.
  public static let actorFacet = "actor"
  /// The facet of how the actor stands to the data.
  public static let standingFacet = "standing"

  /// Reads the rights off a comparison.
  ///
  /// - Throws: It takes more nodes than are left of the comparison's limit.
  ///
  /// Complexity: for each shift of a right, the classes of leaves that the clauses tell apart,
  /// times the size of its diagram.
  public init(_ diff: RegimeDiff, in vocabulary: Vocabulary) throws(TooManyNodes) {
    var all: [Int: Cases] = [:]
    var parts: [String: [Int: [Cases]]] = [:]
    for shift in diff.shifts {
      guard case .right(let right, let before, let after) = shift.subject else { continue }
      let isGain = after == .held
      guard isGain || before == .held else { continue }
      all[right, default: Cases()].add(shift.count, isGain: isGain)
      for name in [Self.actorFacet, Self.standingFacet] {
        guard let facet = vocabulary.facet(named: name) else { continue }
        let counts = try diff.cases(of: shift, by: facet)
        var known = parts[name]?[right] ?? counts.map { _ in Cases() }
        for (leaf, count) in counts.enumerated() { known[leaf].add(count, isGain: isGain) }
        parts[name, default: [:]][right] = known
      }
    }
    changes = all.sorted { $0.key < $1.key }.map { right, cases in
      Change(
        right: right, cases: cases, byActor: parts[Self.actorFacet]?[right] ?? [],
        byStanding: parts[Self.standingFacet]?[right] ?? [])
    }
  }
}

extension RightsComparison.Cases {
  fileprivate mutating func add(_ count: BigUInt, isGain: Bool) {
    if isGain { gained += count } else { lost += count }
  }
}
