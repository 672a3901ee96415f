import BigInt

/// Theil's measures in two parts: inequality between groups, and within them.
///
/// The parts add up to the measure of the whole (Shorrocks, *Econometrica* 48, 1980).
public struct TheilDecomposition: Sendable, Hashable {
  /// What would be left if each member had the mean of its group.
  public let between: Double
  /// The groups' own measures, weighed by their shares: of the total for T, of members for L.
  public let within: Double

  /// The measure of the whole.
  public var total: Double { between + within }

  /// Which measure.
  public enum Measure: Sendable, Hashable {
    /// Theil's T.
    case t
    /// Theil's L.
    case l
  }

  /// Decomposes a measure.
  ///
  /// A group is its members: amounts, and how many have each.
  ///
  /// - Throws: as the measure itself does for any of the groups.
  public init(
    _ measure: Measure, groups: [(amounts: [Int], weights: [Int])]
  ) throws(InequalityError) {
    var (members, total) = (BigInt(0), BigInt(0))
    var parts: [(members: BigInt, total: BigInt, own: Double)] = []
    for group in groups {
      let distribution = try WeightedDistribution(group.amounts, weights: group.weights)
      let own = try measure == .t ? distribution.theilT() : distribution.theilL()
      // The distribution has its weights in lowest terms; here the groups' sizes count.
      let count = group.weights.reduce(BigInt(0)) { $0 + BigInt($1) }
      let sum = zip(group.amounts, group.weights).reduce(BigInt(0)) {
        $0 + BigInt($1.0) * BigInt($1.1)
      }
      parts.append((count, sum, own))
      members += count
      total += sum
    }
    guard !parts.isEmpty else { throw .empty }
    var (between, within) = (CompensatedSum(), CompensatedSum())
    for part in parts {
      let ofTotal = Rational(part.total, total)
      let ofMembers = Rational(part.members, members)
      let share = (measure == .t ? ofTotal : ofMembers).approximation
      let relative = measure == .t ? ofTotal / ofMembers : ofMembers / ofTotal
      between.add(share * Elementary.logarithm(relative.approximation))
      within.add(share * part.own)
    }
    self.between = between.value
    self.within = within.value
  }
}
