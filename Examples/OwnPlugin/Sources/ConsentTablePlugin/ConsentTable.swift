public import TenureModel

/// A plugin for one kind of document: a table of actions with the consent that each needs.
///
///     needs:
///       sell: separate
///       analyse: general
///
/// Each line lowers to one clause: the action is prohibited without that consent.
public struct ConsentTable: CirculationPolicy {
  /// What a regime writes behind `plugin:`.
  public static let name = "consent-table"
  /// Counts up when the same document comes to mean other clauses.
  public static let version = 1

  /// A line of the table.
  ///
  /// Names keep their place, so that findings can point at it.
  public struct Line: Sendable {
    let action: Located<String>
    let consent: DocumentNode
  }

  /// How a document is read, and how it is described to editors.
  public static let schema = Schema<[Line]>.record(
    .required("needs", lines, "the consent that each action needs")
  ) { $0 }

  private static let lines = Schema<[(key: Located<String>, value: DocumentNode)]>.map(
    of: .node, named: "an action", keys: Schema.identifier.located
  ).map { entries in entries.map { Line(action: $0.key, consent: $0.value) } }

  /// Creates the policy; it has no state.
  public init() {}

  /// The clauses that a document means.
  public func lower(
    _ document: [Line], in context: LoweringContext
  ) -> Lowered<CirculationEffect> {
    var lowered = Lowered<CirculationEffect>()
    let vocabulary = context.vocabulary
    let tests = GuardReader(vocabulary: vocabulary, pillar: .circulation)
    guard let consent = vocabulary.facet(named: "consent"), let action = vocabulary.action,
      let actions = vocabulary.taxonomy(of: action)
    else {
      lowered.findings.append(
        Finding("no-consent", "a consent table needs the facets `action` and `consent`"))
      return lowered
    }
    for line in document {
      guard let term = actions.term(named: line.action.value) else {
        lowered.findings.append(
          Finding(
            "unknown-action", "`\(line.action.value)` is not an action",
            at: line.action.location))
        continue
      }
      guard let given = tests.readTest(of: consent, line.consent, &lowered.findings) else {
        continue
      }
      lowered.clauses.append(
        Clause(
          id: "consent-\(line.action.value)", guard: .not(given),
          effect: CirculationEffect(.prohibit, .under([term])), origin: line.action.location))
    }
    return lowered
  }
}
