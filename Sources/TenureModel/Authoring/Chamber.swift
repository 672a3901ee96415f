/// A vote that a decision must win, or several of which one, or all, must be won: weighted games
/// joined by or and and.
///
///     {in: council, pass: {at-least: 55%, of: all}, quorum: 1/2, veto: [chair]}
///     {any: [{in: council-population, pass: …}, {in: council-states, pass: …}]}
public indirect enum Chamber: Sendable {
  /// One vote, with the places of the body's name and of the holders of a veto.
  case vote(ProcedureStep.Vote, bodyAt: SourceLocation, vetoAt: SourceLocation)
  /// One of them must be won.
  case any([Chamber])
  /// All of them must be won.
  case all([Chamber])

  /// How chambers are written.
  public static let schema: Schema<Chamber> = Schema<Chamber>(
    shape: .named("chamber") { .oneOf([VoteSchema.vote.shape, anyOf.shape, allOf.shape]) }
  ) { node, findings in
    if node["any"] != nil { return anyOf.read(node, &findings) }
    if node["all"] != nil { return allOf.read(node, &findings) }
    return VoteSchema.vote.read(node, &findings).map {
      .vote(
        $0, bodyAt: node["in"]?.location ?? node.location,
        vetoAt: node["veto"]?.location ?? node.location)
    }
  }

  /// Several chambers, all of which must be won in order.
  public static let list: Schema<[Chamber]> = .list(
    of: .named("chamber") { schema }, isEmptyAllowed: false)

  private static let anyOf: Schema<Chamber> = .record(
    .required("any", list, "the votes of which one must be won")
  ) { .any($0) }

  private static let allOf: Schema<Chamber> = .record(
    .required("all", list, "the votes that must all be won")
  ) { .all($0) }

  /// The chamber as a step of a procedure.
  public var step: ProcedureStep {
    switch self {
    case .vote(let vote, _, _): .vote(vote)
    case .any(let parts): .any(parts.map(\.step))
    case .all(let parts): .all(parts.map(\.step))
    }
  }
}
