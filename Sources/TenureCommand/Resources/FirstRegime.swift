/// The small regime with which a new policy repository begins: every clause in it is read at once,
/// and shows one thing that documents can say.
package enum FirstRegime {
  /// Its name.
  package static let name = "first"

  /// The content of each of its documents, by path.
  package static let documents = [
    "regimes/\(name)/regime.yaml": regime,
    "regimes/\(name)/property.yaml": property,
    "regimes/\(name)/circulation.yaml": circulation,
  ]

  private static let regime = """
    regime: first
    title: A first regime
    semantics: 1
    doctrine:
      ranks: [law, policy]
      precedence: [declared, layer, rank, specificity, recency, prohibition]
    pillars:
      property: [{plugin: rulebook, document: property.yaml}]
      circulation: [{plugin: rulebook, document: circulation.yaml}]

    """

  private static let property = """
    # Who holds which right in the data, against the party in `holder`.
    defaults: {rank: law}

    clauses:
      - id: subject-rights
        grant: [access, correct, erase]
        standing: subject
        data: personal
        cites: "House rules, art. 2"

    """

  private static let circulation = """
    # What may, must and must not happen to the data.
    defaults: {rank: law}

    clauses:
      - id: default-free
        permit: any
        default: yes
        note: "what is not forbidden is allowed"

      - id: personal-consent
        prohibit: [obtain, use, provide]
        data: personal
        not: {any: [{consent: valid}, {standing: subject}]}
        cites: "House rules, art. 1"

      - id: tell-before-sale
        attach: sell
        data: personal
        duties: {before: [{duty: notify, within: 30 days}]}
        cites: "House rules, art. 3"

    """
}
