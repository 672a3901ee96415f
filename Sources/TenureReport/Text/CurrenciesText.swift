import Tenure

/// What stands behind the shifts of a comparison: rights, money, power and what each change did; in
/// words, and only where there is something to say.
package struct CurrenciesText {
  private let currencies: DiffCurrencies
  private let vocabulary: Vocabulary
  private let ink: Ink
  private let money: MoneyChangeText

  /// Writes the currencies of a comparison, with the clauses of both sides.
  package init(
    _ currencies: DiffCurrencies, before: ClauseBook, after: ClauseBook, ink: Ink
  ) {
    self.currencies = currencies
    self.ink = ink
    vocabulary = before.vocabulary
    money = MoneyChangeText(currencies, before: before, after: after, ink: ink)
  }

  /// The sections, each behind an empty line; nothing if there is nothing to say.
  package var text: String {
    let sections = [rights, money.regions, money.transactions, powers, throughRights, attribution]
    return sections.filter { !$0.isEmpty }
      .map { "\n" + $0.joined(separator: "\n") + "\n" }.joined()
  }

  // MARK: Rights

  private var rights: [String] {
    guard let changes = currencies.rights?.changes, !changes.isEmpty else { return [] }
    var table = Table(ink)
    for change in changes {
      let name = vocabulary.rights?.leafName(change.right) ?? ""
      for (word, style, path) in [
        ("gained", Ink.Style.good, \RightsComparison.Cases.gained), ("lost", .bad, \.lost),
      ] where change.cases[keyPath: path] > 0 {
        let actors = names(
          change.byActor.map { $0[keyPath: path] > 0 }, RightsComparison.actorFacet)
        // Standings without which nobody gains or loses it.
        let standings = names(
          change.byStanding.map { $0[keyPath: path] == change.cases[keyPath: path] },
          RightsComparison.standingFacet)
        let who = [actors, standings.isEmpty ? "" : "as " + standings].filter { !$0.isEmpty }
        let count = change.cases[keyPath: path]
        table.add(
          (name, .strong), (word, style),
          (PercentText.rounded(PercentText.share(count, of: currencies.total)), nil),
          (NumberText.grouped(count) + (count == 1 ? " case" : " cases"), .faint),
          (who.joined(separator: ", "), .faint))
      }
    }
    return [ink("rights", .strong)] + table.lines(indent: 2)
  }

  private func names(_ isMeant: [Bool], _ name: String) -> String {
    guard let facet = vocabulary.facet(named: name),
      let taxonomy = vocabulary.taxonomy(of: facet)
    else { return "" }
    let leaves = LeafSet(isMeant.indices.filter { isMeant[$0] })
    if leaves == taxonomy.allLeaves, name == RightsComparison.actorFacet { return "everyone" }
    let names = taxonomy.cover(of: leaves)
    return names.prefix(6).joined(separator: ", ")
      + (names.count > 6 ? " and \(names.count - 6) more" : "")
  }

  // MARK: Power

  private var powers: [String] {
    // That nobody may, said or unsaid, moves no power.
    let shown = currencies.procedures.filter { !$0.isOfNobody }
    guard !shown.isEmpty else { return [] }
    var lines = [ink("power", .strong)]
    for procedure in shown {
      let act = vocabulary.acts?.leafName(procedure.question.act) ?? ""
      let name = "  \(procedure.question.body) to \(act): "
      switch procedure.games {
      case .failure(let error): lines.append(name + ink(error.message, .doubtful))
      case .success(let games): lines += self.lines(games, name)
      }
    }
    return lines
  }

  private func lines(_ games: ProcedureComparison.Games, _ name: String) -> [String] {
    let coalitions = games.coalitions
    let meaning =
      switch coalitions.relation {
      case .same: "the same coalitions win, whatever the wording"
      case .easier: "easier than before"
      case .harder: "harder than before"
      case .different: "other coalitions win, neither easier nor harder"
      }
    var lines = [name + meaning]
    var table = Table(ink)
    for (word, coalition) in [
      ("only before", coalitions.onlyBefore), ("only after", coalitions.onlyAfter),
    ] {
      guard let coalition else { continue }
      let members = zip(coalitions.classes, coalition.seats).filter { $0.1 > 0 }
        .map { $0.1 == 1 ? $0.0.player.description : "\($0.1) × \($0.0.player)" }
      table.add(
        (word, .faint),
        (members.isEmpty ? "nobody is needed" : members.joined(separator: ", "), nil))
    }
    if coalitions.relation != .same {
      table.add(
        ("chance to pass", .faint),
        (
          "\(ExactText.decimal(games.passingBefore)) → \(ExactText.decimal(games.passingAfter))",
          nil
        ))
    }
    for shift in games.shifts {
      let seats =
        shift.seatsBefore == shift.seatsAfter
        ? "" : ", seats \(shift.seatsBefore) → \(shift.seatsAfter)"
      let shapley = shift.shapleyShubik.map {
        ", Shapley-Shubik \(ExactText.signed(ExactText.decimal($0)))"
      }
      let banzhaf = "Banzhaf " + ExactText.signed(ExactText.decimal(shift.normalised))
      table.add(("each \(shift.player)", .faint), (banzhaf + (shapley ?? "") + seats, nil))
    }
    lines += table.lines(indent: 4)
    return lines
  }

  // MARK: Causes

  /// The most shifts that are listed here.
  private static let shownShifts = 5

  private var throughRights: [String] {
    guard let through = currencies.throughRights, !through.shifts.isEmpty else { return [] }
    // A shift has marks of its own, which a table would take for text.
    let writer = ShiftText(vocabulary: vocabulary, ink: Ink(isColoured: false))
    var table = Table(ink)
    for shift in through.shifts.prefix(Self.shownShifts) {
      let count = NumberText.grouped(shift.count) + (shift.count == 1 ? " case" : " cases")
      table.add((count, .faint), (writer.text([shift.subject]), nil))
    }
    let more = through.shifts.count - Self.shownShifts
    return [
      ink("through rights", .strong)
        + ": what the property clauses alone change elsewhere, by clauses that test rights"
    ] + table.lines(indent: 2)
      + (more > 0 ? ["  … and \(NumberText.counted(more, "more shift"))"] : [])
  }

  private var attribution: [String] {
    switch currencies.attribution {
    case nil: return []
    case .refused(let reason): return [ink("by change", .strong) + ": " + reason]
    case .unasked(let changes):
      return [
        ink(
          "\(NumberText.counted(changes, "change")); --attribute says what each does, and takes "
            + "longer",
          .faint)
      ]
    case .done(let attribution): return lines(attribution)
    }
  }

  private func lines(_ attribution: DiffAttribution) -> [String] {
    var table = Table(ink)
    var inert = Table(ink)
    for part in attribution.parts {
      if let inertness = part.inertness {
        inert.add(
          (part.change.name, .name), (part.change.kind.rawValue, nil),
          ("does nothing: " + InertText.text(inertness), .faint))
        continue
      }
      let money = self.money.gains(of: part)
      table.add(
        (part.change.name, .name), (part.change.kind.rawValue, nil),
        (ExactText.rounded(part.flips), nil),
        (PercentText.rounded(part.flips, of: attribution.flips), nil), (money, nil))
    }
    let ofTransactions = attribution.parts.contains { $0.totals?.isEmpty == false }
    let hasMoney = attribution.parts.contains { $0.gains.first??.isEmpty == false }
    let money =
      ofTransactions
      ? "; money of all transactions"
      : hasMoney && currencies.regions.count > 1 ? "; money of the first region" : ""
    let flips = NumberText.grouped(attribution.flips)
    // Counts of cases pass the range of `Int`; their share never does.
    let method =
      attribution.sample.map { sample in
        "a sample of \(NumberText.counted(sample.orders, "order")), "
          + "± \(PercentText.rounded(sample.error / Double(attribution.flips))) "
          + "with 99 % confidence"
      } ?? "in no order, adds up exactly"
    return [
      ink("by change, of \(flips) cases that differ", .strong)
        + ink(" (Shapley value: \(method)\(money))", .faint)
    ] + table.lines(indent: 2) + inert.lines(indent: 2)
  }
}

extension ProcedureComparison {
  /// Whether the body may not act on either side.
  fileprivate var isOfNobody: Bool {
    ![before, after].contains { if case .empowered = $0 { true } else { false } }
  }
}
