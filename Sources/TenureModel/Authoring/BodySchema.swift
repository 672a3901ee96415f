/// How bodies are written: `council: {large-state: {seats: 4, weight: 14}, chair: 1}`.
public enum BodySchema {
  /// The word for all bodies.
  public static let any = "any"
  /// The most seats of one holder, and the most weight of one seat.
  public static let limit = 1_000_000

  /// Bodies by their names.
  public static let bodies = Schema<[(key: String, value: [GovernanceDeclarations.Seats])]>.map(
    of: holders, named: "a body", "its seats, by who holds them", keys: reserving(any, "a body"))

  private struct Count: Sendable {
    let seats: Int
    let weight: Int
  }

  private static let seats = Schema<Count>.record(
    .optional("seats", .wholeNumber(atLeast: 1, atMost: limit), "how many seats", default: 1),
    .optional("weight", .wholeNumber(atLeast: 0, atMost: limit), "the weight of each", default: 1)
  ) { Count(seats: $0, weight: $1) }

  private static let weight = Schema<Int>.wholeNumber(atLeast: 0, atMost: limit)

  private static let count = Schema<Count>(shape: .oneOf([weight.shape, seats.shape])) {
    node, findings in
    node.kind == .map
      ? seats.read(node, &findings)
      : weight.read(node, &findings).map { Count(seats: 1, weight: $0) }
  }

  /// The seats of one body, sorted by holder: the order in which they stand says nothing.
  public static let holders = Schema<[(key: String, value: Count)]>.map(
    of: count, named: "a holder of seats",
    "the weight of its one seat, or how many seats of which weight", keys: .identifier
  ).map { holders, node, findings -> [GovernanceDeclarations.Seats]? in
    guard node.count > 0 else {
      findings.append(
        node.finding("empty-body", "a body has seats", help: "name a holder, say `{chair: 1}`"))
      return nil
    }
    return holders.sorted { $0.key < $1.key }.map {
      GovernanceDeclarations.Seats(holder: $0.key, count: $0.value.seats, weight: $0.value.weight)
    }
  }

  /// Names of which one is taken.
  static func reserving(_ word: String, _ what: String) -> Schema<String> {
    .identifier.map { name, node, findings -> String? in
      guard name == word else { return name }
      findings.append(
        node.finding(
          "reserved-name", "\(what) cannot be named `\(name)`", help: "choose another name"))
      return nil
    }
  }
}
