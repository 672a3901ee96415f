public import TenureModel

/// The plugin `consent-table`: which consent each action needs.
public struct ConsentTable: CirculationPolicy {
  /// What a regime writes behind `plugin:`.
  public static let name = "consent-table"
  /// Counts up when the same document comes to mean other clauses.
  public static let version = 1
  /// What its documents are about.
  public static let summary = """
    Which consent each action needs. Each of the `needs` prohibits an act without one of the
    consents that it names.
    """
  /// A document to begin with.
  public static let defaultDocument = """
    needs:
      - {id: sale, act: sell, one-of: [separate, parental]}
      - {id: analysis, act: analyse, one-of: [valid], data: personal}

    """

  /// A line of the table.
  struct Need {
    let act: DocumentNode
    let consent: NamedTest
  }

  private static let needs = ProvisionSection(
    "needs", "the actions, with the consent that each needs",
    .required("act", .node, "the actions: one, a list, or `any`"),
    .test("one-of", of: "consent", "the consents, of which one is needed")
  ) { Need(act: $0, consent: $1) }

  private static let form = PolicyForm(.circulation, sections: [needs])

  /// How a document is read, and how it is described to people and editors.
  public static let schema = form.schema

  /// Creates the policy; it has no state.
  public init() {}

  /// The clauses that a document means.
  public func lower(
    _ document: PolicyDocument, in context: LoweringContext
  ) -> Lowered<CirculationEffect> {
    var reader = ProvisionReader(document, in: context)
    var clauses: [Clause<CirculationEffect>] = []
    for need in reader.provisions(of: Self.needs) {
      let actions = reader.actions(need.own.act)
      let consent = reader.test(need.own.consent)
      // What is wrong with either has been reported.
      guard let actions, let consent else { continue }
      clauses.append(
        need.clause(CirculationEffect(.prohibit, actions), where: .not(consent)))
    }
    return reader.lowered(clauses)
  }
}
