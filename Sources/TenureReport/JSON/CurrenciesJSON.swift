import BigInt
import Tenure

/// The members that stand beside the changes of a comparison: rights, payouts, games, attribution
/// and what comes through rights, each only if there is something to say.
package struct CurrenciesJSON {
  private let currencies: DiffCurrencies
  private let books: (before: ClauseBook, after: ClauseBook)
  private var vocabulary: Vocabulary { books.before.vocabulary }

  /// Writes the currencies of a comparison, with the clauses of both sides.
  package init(_ currencies: DiffCurrencies, before: ClauseBook, after: ClauseBook) {
    self.currencies = currencies
    books = (before, after)
  }

  /// The members, in order.
  package var members: [(String, JSONValue)] {
    var members: [(String, JSONValue)] = []
    if let rights = currencies.rights, !rights.changes.isEmpty {
      members.append(("rights", .list(rights.changes.map { json($0) })))
    }
    if let payouts { members.append(("payouts", payouts)) }
    if !currencies.procedures.isEmpty {
      members.append(("games", .list(currencies.procedures.map { json($0) })))
    }
    if let attribution { members.append(("attribution", attribution)) }
    if let through = currencies.throughRights, !through.shifts.isEmpty {
      members.append(("through-rights", json(through)))
    }
    return members
  }

  // MARK: Rights

  private func json(_ change: RightsComparison.Change) -> JSONValue {
    [
      "right": .text(vocabulary.rights?.leafName(change.right) ?? ""),
      "gained": .text(String(change.cases.gained)),
      "lost": .text(String(change.cases.lost)),
      "actors": json(change.byActor, of: RightsComparison.actorFacet),
      "standings": json(change.byStanding, of: RightsComparison.standingFacet),
    ]
  }

  private func json(_ cases: [RightsComparison.Cases], of name: String) -> JSONValue {
    guard let facet = vocabulary.facet(named: name),
      let taxonomy = vocabulary.taxonomy(of: facet)
    else { return [:] }
    return .members(
      cases.enumerated().filter { !$0.element.isZero }.map { leaf, cases in
        (
          taxonomy.leafName(leaf),
          ["gained": .text(String(cases.gained)), "lost": .text(String(cases.lost))]
        )
      })
  }

  // MARK: Money

  private var payouts: JSONValue? {
    guard let income = currencies.income,
      !currencies.regions.isEmpty || currencies.transactions != nil
    else { return nil }
    var members: [(String, JSONValue)] = [
      ("income", .text(MoneyText.plain(income.minorUnits, income.currency))),
      ("currency", .text(income.currency.code)),
      ("regions", .list(currencies.regions.map { json($0, income.currency) })),
    ]
    if let result = currencies.transactions {
      members.append(("transactions", json(result, income.currency)))
    }
    return .members(members)
  }

  private func json(_ region: DiffCurrencies.Region, _ currency: Currency) -> JSONValue {
    let payout = region.payout
    var members: [(String, JSONValue)] = [
      ("count", .text(String(region.change.count))),
      ("witness", RegionJSON(vocabulary).json(region.change.witness)),
      (
        "steps",
        [
          "before": steps(region.steps.before, books.before),
          "after": steps(region.steps.after, books.after),
        ]
      ),
    ]
    switch payout.payouts {
    case .success(let totals):
      members += [("payees", payees(totals, currency)), ("error", .null)]
    case .failure(let error):
      members += [("payees", .null), ("error", .text(error.description))]
    }
    switch payout.functions {
    case .success(.equal):
      members += [("same-payouts", .flag(true)), ("difference", .null)]
    case .success(.differ(let witness)):
      members += [("same-payouts", .flag(false)), ("difference", json(witness, currency))]
    case .failure: members += [("same-payouts", .null), ("difference", .null)]
    }
    return .members(
      members + [
        (
          "breakpoints", .texts(payout.breakpoints.map { ExactText.amount($0, currency) })
        ),
        ("assumed-zero", .texts(payout.assumedZero)),
      ])
  }

  private func steps(_ steps: [DiffCurrencies.Step], _ book: ClauseBook) -> JSONValue {
    .list(
      steps.map { step in
        [
          "order": .whole(step.content.order),
          "step": .members([StepJSON.parts(step.content.step)]),
          "clause": step.clause.map { book.json($0) } ?? .null,
        ]
      })
  }

  private func payees(_ totals: WinnersAndLosers, _ currency: Currency) -> JSONValue {
    .members(
      totals.changes.map { change in
        (
          change.name,
          [
            "before": .text(MoneyText.plain(change.before, currency)),
            "after": .text(MoneyText.plain(change.after, currency)),
            "gain": .text(MoneyText.plain(change.gain, currency)),
            "rounding-artefact": .flag(change.isRoundingArtefact),
          ]
        )
      })
  }

  private func json(_ witness: WaterfallComparison.Witness, _ currency: Currency) -> JSONValue {
    func amounts(_ values: [(String, Rational)]) -> JSONValue {
      .members(values.sorted { $0.0 < $1.0 }.map { ($0, .text(ExactText.amount($1, currency))) })
    }
    return [
      "income": .text(ExactText.amount(witness.income, currency)),
      "figures": amounts(witness.figures.map { ($0.key, $0.value) }),
      "recovered": amounts(witness.recovered.map { ($0.key.name, $0.value) }),
      "balances": amounts(witness.balances.map { ($0.key, $0.value) }),
      "payee": .text(witness.payee.name),
      "before": .text(ExactText.amount(witness.before, currency)),
      "after": .text(ExactText.amount(witness.after, currency)),
    ]
  }

  private func json(
    _ result: TransactionComparison.Result, _ currency: Currency
  ) -> JSONValue {
    let totals = result.totals
    func amount(_ minorUnits: Int) -> JSONValue { .text(MoneyText.plain(minorUnits, currency)) }
    return [
      "count": .whole(result.transactions),
      "differing": .whole(result.differing),
      "payees": payees(totals, currency),
      "band": amount(totals.band),
      "winners": .texts(totals.winners.map(\.name)),
      "losers": .texts(totals.losers.map(\.name)),
      "no-change": .texts(totals.unchanged.map(\.name)),
      "largest-loser": .optional(totals.largestLoser?.name),
      "largest-transaction": result.largest.map {
        ["name": .text($0.name), "moved": amount($0.moved)]
      } ?? .null,
      "gains": amount(totals.gains),
      "losses": amount(totals.losses),
      "pot": ["before": amount(totals.potBefore), "after": amount(totals.potAfter)],
      "gini": [
        "before": .optional(totals.giniBefore.map { ExactText.plain($0) }),
        "after": .optional(totals.giniAfter.map { ExactText.plain($0) }),
      ],
      "reversed-by-rounding": .texts(result.reversed),
    ]
  }

  // MARK: Power

  private func json(_ procedure: ProcedureComparison) -> JSONValue {
    var members: [(String, JSONValue)] = [
      ("body", .text(procedure.question.body)),
      ("act", .text(vocabulary.acts?.leafName(procedure.question.act) ?? "")),
      ("count", .text(String(procedure.count))),
    ]
    switch procedure.games {
    case .failure(let error): members.append(("error", .text(error.message)))
    case .success(let games):
      let classes = games.coalitions.classes
      members += [
        ("relation", .text(games.coalitions.relation.rawValue)),
        ("only-before", json(games.coalitions.onlyBefore, classes)),
        ("only-after", json(games.coalitions.onlyAfter, classes)),
        (
          "passing",
          [
            "before": .text(games.passingBefore.description),
            "after": .text(games.passingAfter.description),
          ]
        ),
        ("shifts", .list(games.shifts.map { json($0) })),
      ]
    }
    return .members(members)
  }

  private func json(_ coalition: Coalition?, _ classes: [VotingGame.Seats]) -> JSONValue {
    guard let coalition else { return .null }
    return .members(
      zip(classes, coalition.seats).filter { $0.1 > 0 }.map { seats, count in
        (seats.player.description, .whole(count))
      })
  }

  private func json(_ shift: PowerShift) -> JSONValue {
    [
      "player": .text(shift.player.description),
      "seats": ["before": .whole(shift.seatsBefore), "after": .whole(shift.seatsAfter)],
      "banzhaf": .text(shift.absolute.description),
      "banzhaf-normalised": .text(shift.normalised.description),
      "shapley-shubik": .optional(shift.shapleyShubik?.description),
    ]
  }

  // MARK: Changes

  private var attribution: JSONValue? {
    guard case .done(let attribution) = currencies.attribution else { return nil }
    return [
      "changes": .list(attribution.parts.map { json($0) }),
      "situations": .text(String(attribution.flips)),
      "sample": attribution.sample.map { sample in
        ["orders": .whole(sample.orders), "error": .share(sample.error)]
      } ?? .null,
      "money-sample": attribution.moneySample.map { sample in
        ["orders": .whole(sample.orders), "error": .share(sample.error)]
      } ?? .null,
    ]
  }

  private func json(_ part: DiffAttribution.Part) -> JSONValue {
    func amounts(_ gains: [String: Rational]?) -> JSONValue {
      guard let gains, let currency = currencies.income?.currency else { return .null }
      return .members(
        gains.sorted { $0.key < $1.key }.map {
          ($0.key, .text(ExactText.amount($0.value, currency)))
        })
    }
    return [
      "change": .text(part.change.name),
      "kind": .text(part.change.kind.rawValue),
      "pillar": .optional(part.change.pillar?.rawValue),
      "situations": .text(ExactText.plain(part.flips)),
      "pillars": .members(
        part.flipsByPillar.sorted { $0.key < $1.key }.map {
          ($0.key.rawValue, .text(ExactText.plain($0.value)))
        }),
      "money": .list(part.gains.map { amounts($0) }),
      "transactions": amounts(part.totals),
      "inert": .optional(part.inertness.map(InertText.text)),
    ]
  }

  private func json(_ through: ThroughRights) -> JSONValue {
    let shifts = ShiftText(vocabulary: vocabulary, ink: Ink(isColoured: false))
    return [
      "pillars": .members(
        Pillar.allCases.compactMap { pillar in
          guard pillar != .property, let count = through.diff.differingByPillar[pillar] else {
            return nil
          }
          return (pillar.rawValue, .text(String(count)))
        }),
      "shifts": .list(
        through.shifts.map { shift in
          [
            "pillar": .text(shift.subject.pillar.rawValue),
            "shift": .text(shifts.text([shift.subject])), "count": .text(String(shift.count)),
          ]
        }),
    ]
  }
}

/// Why a change does nothing, in words.
enum InertText {
  static func text(_ inertness: DiffAttribution.Inertness) -> String {
    switch inertness {
    case .wording: "only words changed"
    case .neverMatches: "its clause never matches"
    case .alwaysBeaten(let names):
      "wherever its clause matches, it is beaten by "
        + names.prefix(3).map { "`\($0)`" }.joined(separator: ", ")
        + (names.count > 3 ? " and \(names.count - 3) more" : "")
    case .unused: "nothing refers to it"
    case .redundant: "other clauses already say the same"
    }
  }
}
