public import TenureModel

/// The plugin `pilot` for the governance pillar: rules that are tried first, somewhere, for a time.
public struct Pilot: GovernancePolicy {
  /// The id that users write.
  public static let name = "pilot"
  /// Counts up whenever the same document lowers to other clauses.
  public static let version = 1
  /// What its documents are about.
  public static let summary = """
    Rules are tried first in some place or sector, for a time, and errors made in good faith are
    tolerated. Each of the `pilots` says by whom it is `started-by`, with whose agreement
    (`agreed-by`), who is `heard`, and what `notice` is given; who may prolong it (`extended-by`),
    stop it before its time (`ended-by`) and judge what came of it (`evaluated-by`); and which
    sanction of which body it `tolerates` away, `where` what holds. Its zone is what it tests of
    `place` and `sector`, in the document's `scope` or by itself; its end is `until` or `lasts`. A
    pilot without a zone or without an end is refused: it would be the law.

    A pilot lowers to the power to `pilot`; `ID.extend` to do so again; `ID.end` to `suspend`;
    `ID.evaluate` to `review`; and a red line for the sanction, `ID.tolerance`. What is tried stands
    in other documents of the same regime, which `extends` that of the whole country, with the same
    `scope` and `defaults: {force: exploratory, until: …}`.
    """
  /// A document to begin with.
  public static let defaultDocument = """
    defaults: {force: exploratory, from: 2026-01-01, until: 2029-01-01}
    scope: {place: pilot-area, sector: [trade, manufacturing]}
    bodies:
      zone: {administration: 1}
      government: {government: 1}
    pilots:
      - id: zone-tries-first
        started-by: zone
        agreed-by: government
        notice: 30 days
        lasts: 1 year
        extended-by: government
        ended-by: government
        evaluated-by: government
        tolerates: {of: regulator, act: sanction, where: {good-faith: yes}}
        cites: the text that it encodes

    """

  static let form = PolicyForm(
    .governance, settings: DeclarationSchema.powers, sections: [pilots])

  /// How a document is read.
  public static let schema = form.schema

  /// Creates the policy.
  public init() {}

  /// The clauses that a document means.
  public func lower(
    _ document: PolicyDocument, in context: LoweringContext
  ) -> Lowered<GovernanceEffect> {
    var reader = ProvisionReader(document, in: context)
    var draft = PowerDraft(&reader)
    for pilot in reader.provisions(of: Self.pilots) {
      pilot.own.check(pilot, &reader)
      pilot.own.lower(pilot, &draft, &reader)
    }
    return draft.lowered(reader)
  }
}
