/// The documents of the tests: small, with every kind of facet, pillar and tie in them.
enum Law {
  static let documents = [
    "vocabulary.yaml": vocabulary,
    "regimes/land/regime.yaml": regime,
    "regimes/land/conduct.yaml": conduct,
    "regimes/land/rights.yaml": rights,
    "regimes/land/money.yaml": money,
    "regimes/land/powers.yaml": powers,
  ]

  static let vocabulary = """
    vocabulary: small
    taxonomies:
      party:
        person:
        company: {shop: , broker: }
        council:
      action: {share: , sell: , export: }
      right: {access: , erase: , revenue: }
      act: {amend: , enact: }
      standing: {subject: , holder: }
      tag: {health: , location: }
    facets:
      action: {kind: term, taxonomy: action}
      actor: {kind: term, taxonomy: party}
      holder: {kind: term, taxonomy: party, default: shop}
      standing: {kind: set, taxonomy: standing, default: []}
      tags: {kind: set, taxonomy: tag, default: []}
      consent: {kind: flag, default: no}
      persons: {kind: quantity, unit: person, whole: yes, min: 0, default: 0}
      price: {kind: quantity, unit: EUR, min: 0, default: 0}

    """

  static let regime = """
    regime: land
    title: The law of the land
    jurisdiction: XX
    semantics: 1
    doctrine:
      ranks: [law, policy]
      precedence: [declared, rank, specificity, recency, prohibition]
    pillars:
      property: [{plugin: rulebook, document: rights.yaml}]
      circulation: [{plugin: rulebook, document: conduct.yaml}]
      distribution: [{plugin: rulebook, document: money.yaml}]
      governance: [{plugin: rulebook, document: powers.yaml}]

    """

  static let rights = """
    defaults: {rank: law}
    clauses:
      - {id: subject-rights, grant: [access, erase], standing: subject, cites: Act 1}
      - {id: no-erasure-of-health, withhold: erase, tags: health, cites: Act 2}

    """

  static let conduct = """
    defaults: {rank: law}
    clauses:
      - {id: free, permit: any, default: yes}
      - id: mass-export
        prohibit: export
        persons: {at-least: 1000}
        unless: {consent: yes}
        cites: Act 3
      - id: tell
        attach: [sell, export]
        tags: health
        duties: {before: [notify], after: [{duty: erase, within: 30 days}]}
        cites: Act 4
      - {id: brokers, prohibit: sell, actor: broker, price: {above: 9.5}, cites: Act 5}

    """

  /// Scenarios, of which the last two fail.
  static let scenarios = """
    scenarios:
      - id: free-sale
        title: A shop sells what nobody protects
        situation: {action: sell, actor: shop}
        expect: {land: {verdict: permitted, basis: default, by: [free]}}
      - id: mass-export
        situation: {action: export, actor: shop, persons: 500000}
        expect: {land: {verdict: prohibited, by: mass-export}}
      - id: subject-erases
        right: erase
        situation: {action: share, actor: person, standing: subject}
        expect: {land: held}
      - id: chair-enacts
        power: {body: board, act: enact}
        expect: {land: part}
      - id: wrong-verdict
        title: Somebody expects too much
        situation: {action: sell, actor: broker, price: 10}
        expect: {land: permitted}
      - id: wrong-clause
        situation: {action: sell, actor: broker, price: 10}
        expect: {land: {verdict: prohibited, basis: default, by: [tell, borkers]}}

    """

  static let amendedConduct = """
    defaults: {rank: law}
    clauses:
      - {id: free, permit: any, default: yes}
      - id: mass-export
        prohibit: export
        persons: {at-least: 100000}
        unless: {consent: yes}
        cites: Act 3 as amended
      - id: tell
        attach: [sell, export]
        tags: health
        duties: {before: [notify], after: [{duty: erase, within: 60 days}]}
        cites: Act 4
      - {id: brokers, prohibit: sell, actor: broker, price: {above: 9.5}, cites: Act 5}

    """

  static let money = """
    currency: EUR
    rounding: {unit: 0.01, split: largest-remainder}
    clauses:
      - {id: tax, levy: {to: council, take: 2%, of: gross}, action: sell, order: 10, rank: law}
      - {id: rest, split: {to: {subject: 30%, holder: 70%}}, action: sell, order: 20, rank: law}

    """

  static let powers = """
    bodies:
      council: {large: {seats: 2, weight: 3}, small: {seats: 4, weight: 1}}
      board: {chair: 1}
    procedures:
      vote:
        - {hear: person, for: 14 days}
        - {vote: {in: council, pass: {more-than: 1/2}}}
      joint:
        - {propose: board}
        - {vote: {in: council, pass: {at-least: 7/10}}}
    clauses:
      - {id: council-amends, empower: council, act: amend, by: vote, rank: law}
      - {id: board-enacts, empower: board, act: enact, by: joint, rank: law}

    """
}
