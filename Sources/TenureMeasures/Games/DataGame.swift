/// What recorded contributions of data are worth, so that copying one's own data does not pay.
///
/// Data can be copied at will, so a value that counts records pays for copies. Here identical
/// records are one: the players of the game are the *distinct* records, and what one of them is
/// worth is shared equally among the owners who hold it. A copy under the same owner changes
/// nothing. An owner who appears under a second name gains no more than the second name's equal
/// part of records that someone else holds as well; of records that the owner alone holds, all
/// names together get what the owner got before.
///
/// Nothing here can tell that two names are one person, nor that records which differ in a bit
/// carry the same content: the fingerprint must be of what counts as the same. Why exact copies
/// must be worthless, and what follows for other values: Han and others, *Replication Robust
/// Payoff Allocation in Submodular Cooperative Games* (arXiv 2006.14583).
public struct DataGame: Sendable, Hashable {
  /// A record that an owner contributes.
  public struct Record: Sendable, Hashable {
    /// Who contributes it.
    public let owner: String
    /// What tells its content from other content; equal for copies.
    public let fingerprint: String

    /// Creates a record.
    public init(owner: String, fingerprint: String) {
      self.owner = owner
      self.fingerprint = fingerprint
    }
  }

  /// The distinct fingerprints, sorted: the players.
  public let fingerprints: [String]
  /// The owners of each of them, sorted.
  public let owners: [[String]]

  /// Creates a game; the order of the records, and copies among them, change nothing.
  public init(_ records: some Sequence<Record>) {
    var holders: [String: Set<String>] = [:]
    for record in records { holders[record.fingerprint, default: []].insert(record.owner) }
    fingerprints = holders.keys.sorted()
    owners = fingerprints.map { holders[$0, default: []].sorted() }
  }

  /// What each owner contributes when each distinct record has a weight of its own.
  public func contributions(weight: (String) -> Rational = { _ in .one }) -> [String: Rational] {
    shared(fingerprints.map(weight))
  }

  /// The Shapley value of each owner, for a worth of sets of distinct records.
  ///
  /// The closure says what the records whose bits are set are worth, in whole numbers.
  ///
  /// - Throws: if there are more distinct records than a table can take.
  public func shapleyValue(worth: (UInt32) -> Int) throws(GameError) -> [String: Rational] {
    shared(try CooperativeGame(players: fingerprints, worth: worth).shapleyValue())
  }

  private func shared(_ values: [Rational]) -> [String: Rational] {
    var sums: [String: Rational] = [:]
    for (value, holders) in zip(values, owners) {
      for holder in holders {
        sums[holder, default: .zero] += value / Rational(holders.count)
      }
    }
    return sums
  }
}
