public import TenureModel

/// The plugin `polycentric` for the governance pillar: those who use a commons rule it.
public struct Polycentric: GovernancePolicy {
  /// The id that users write.
  public static let name = "polycentric"
  /// Counts up whenever the same document lowers to other clauses.
  public static let version = 1
  /// What its documents are about.
  public static let summary = """
    A commons that its members rule, in the terms of Ostrom's design principles (Governing the
    Commons, Cambridge 1990, table 3.1). In each of the `layers` a `body` `makes` rules by the votes
    of its `chambers`; the acts are the operational rules, left to those who live by them. A layer
    lies `within` a larger one, and outsiders are `kept-from` its rules. `monitors` inspect and
    audit, and answer to the members (`answers-to`). `sanctions` are a ladder: each rung names the
    `breach` from which it may be used, and a harder act or body than the rung below. `disputes` are
    brought by `who` is concerned, without formality or cost, `before` a body at hand.

    A layer lowers to the power to make its rules, for each outsider a red line `ID.BODY`, and, if
    other layers lie within it, the power to `coordinate`, `ID.coordinate`. A monitor lowers to
    `inspect` and `audit`, and to the power of those it answers to, to `review`, `ID.review`. A rung
    lowers to one clause, which holds from its breach on: the lighter ones remain. A dispute lowers
    to the power to `complain` alone, and to that of the body to `review`, `ID.review`, when it has
    heard who complains. The breaches of the actor are counted by the facet `breaches`.
    """
  /// A document to begin with.
  public static let defaultDocument = """
    bodies:
      village: {household: {seats: 40}}
      federation: {village: {seats: 5}}
      elders: {elder: {seats: 3}}
      monitor: {monitor: 1}
    layers:
      - id: village-rules
        body: village
        makes: [amend-circulation, amend-distribution]
        chambers: [{in: village, quorum: 1/3, pass: {more-than: 1/2, of: cast}}]
        within: federation-rules
        kept-from: [agency, platform]
        cites: the text that it encodes
      - id: federation-rules
        body: federation
        makes: [amend-property, amend-governance]
        chambers: [{in: federation, pass: {at-least: 3/5}}]
    monitors:
      - {id: monitoring, body: monitor, answers-to: village}
    sanctions:
      - {id: warning, breach: 1, act: review, body: elders}
      - {id: suspension, breach: 2, act: suspend, body: elders}
      - {id: exclusion, breach: 3, act: sanction, body: village}
    disputes:
      - {id: hearing-of-elders, who: person, before: elders, within: 14 days}

    """

  static let form = PolicyForm(
    .governance, settings: DeclarationSchema.powers,
    sections: [layers, monitors, sanctions, disputes])

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
    let layers = reader.provisions(of: Self.layers)
    Layer.checkNesting(layers, &reader)
    let outer = Set(layers.compactMap { $0.own.within?.value })
    for layer in layers {
      layer.own.lower(layer, isOuter: outer.contains(layer.id), &draft, &reader)
    }
    for monitor in reader.provisions(of: Self.monitors) {
      monitor.own.lower(monitor, &draft, &reader)
    }
    let ladder = reader.provisions(of: Self.sanctions)
    Rung.checkLadder(ladder, &reader)
    for rung in ladder { rung.own.lower(rung, &draft, &reader) }
    for dispute in reader.provisions(of: Self.disputes) {
      dispute.own.lower(dispute, &draft, &reader)
    }
    return draft.lowered(reader)
  }
}
