/// A second regime, in a larger vocabulary than `Law`, with what the land lacks: a chamber with a
/// veto, red lines, a contested power, a power that depends on an open fact, costs and funds.
enum Sea {
  static let documents = [
    "vocabulary.yaml": Law.vocabulary
      .replacing("    council:\n", with: "    council:\n      navy:\n")
      .replacing("act: {amend: , enact: }", with: "act: {amend: , enact: , fish: , tax: , sail: }"),
    "regimes/sea/regime.yaml": regime,
    "regimes/sea/rights.yaml": rights,
    "regimes/sea/conduct.yaml": conduct,
    "regimes/sea/money.yaml": money,
    "regimes/sea/powers.yaml": powers,
  ]

  private static let regime = """
    regime: sea
    title: The law of the sea
    semantics: 1
    doctrine: {precedence: [specificity, contest]}
    pillars:
      property: [{plugin: rulebook, document: rights.yaml}]
      circulation: [{plugin: rulebook, document: conduct.yaml}]
      distribution: [{plugin: rulebook, document: money.yaml}]
      governance: [{plugin: rulebook, document: powers.yaml}]

    """

  private static let rights = """
    clauses:
      - {id: sea-rights, grant: [access, revenue], standing: subject, cites: Sea 1}
      - {id: sea-secrets, withhold: access, tags: location, cites: Sea 2}

    """

  private static let conduct = """
    clauses:
      - {id: sea-closed, prohibit: any, default: yes}
      - {id: sea-trade, permit: sell, actor: company, consent: yes, cites: Sea 3}
      - {id: sea-reports, oblige: share, actor: navy, tags: location, cites: Sea 4}

    """

  private static let money = """
    currency: JPY
    clauses:
      - {id: sea-costs, recoup: {to: holder, take: {claim: cost}}, order: 10}
      - {id: sea-toll, levy: {to: navy, take: 12.5%, of: rest}, action: export, order: 20}
      - id: sea-split
        split: {among: [subject, holder, navy], by: contribution}
        action: [sell, export]
        order: 30

    """

  private static let powers = """
    bodies:
      senate: {island: {seats: 3, weight: 2}, harbour: {seats: 5, weight: 1}}
      king: {crown: 1}
      admiral: {flag: 1}
    procedures:
      great:
        - {notice: 7 days}
        - {hear: person, for: 30 days}
        - any:
            - {vote: {in: senate, pass: {at-least: 2/3}, veto: [harbour]}}
            - all: [{propose: king}, {vote: {in: senate, pass: {more-than: 1/2}}}]
    clauses:
      - {id: sea-amends, empower: senate, act: amend, by: great, cites: Sea 7}
      - {id: sea-orders, empower: admiral, act: enact, by: alone, actor: navy, cites: Sea 8}
      - {id: sea-rests, disempower: any, act: fish, cites: Sea 9}
      - {id: sea-taxes, empower: king, act: tax, by: alone, cites: Sea 10}
      - {id: sea-taxes-not, disempower: king, act: tax, cites: Sea 11}

    """
}

extension LawRepository {
  /// Adds the sea, as the revision `sea`.
  func addSea() throws {
    try write(Sea.documents)
    try commit("the sea", author: "Noor Inayat <noor@example.org>", tag: "sea")
  }
}
