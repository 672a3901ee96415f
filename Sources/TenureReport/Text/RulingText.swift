package import TenureModel

/// A ruling in words: the verdict first, then why, then what it comes with.
package struct RulingText {
  /// What was asked, for the headline.
  package struct Headline: Sendable {
    /// The regime and revision, as the user named it.
    package let reference: String
    /// What people call the regime.
    package let title: String?
    /// The revision for people.
    package let revision: String

    /// Creates a headline.
    package init(reference: String, title: String?, revision: String) {
      self.reference = reference
      self.title = title
      self.revision = revision
    }
  }

  let book: ClauseBook
  let ink: Ink
  let assumedValues: [FacetID: FacetValue]
  private var vocabulary: Vocabulary { book.vocabulary }
  private var clauses: ClauseText { ClauseText(book, ink: ink) }

  /// Writes the rulings of a regime.
  package init(_ book: ClauseBook, ink: Ink, assumedValues: [FacetID: FacetValue] = [:]) {
    self.book = book
    self.ink = ink
    self.assumedValues = assumedValues
  }

  /// The text of a ruling.
  package func text(_ ruling: Ruling, _ headline: Headline) -> String {
    var lines = [verdict(ruling, headline)]
    lines += section("because", clauses.lines(ruling.deciding, indent: 2))
    lines += section("duties", duties(ruling.outcome.duties))
    lines += section("rights", rights(ruling.outcome))
    lines += section("duties of the holder", duties(ruling.outcome.holderDuties))
    lines += section("money", money(ruling.outcome.waterfall))
    lines += section("defeated", defeated(ruling.defeated))
    lines += section("depends on", depends(ruling.depends))
    lines += section("assumed, and another value would change the answer", assumed(ruling.assumed))
    return lines.joined(separator: "\n") + "\n"
  }

  /// A ruling in a few lines: the verdict, the clauses that decide, duties and rights.
  func lines(_ ruling: Ruling, indent: Int) -> [String] {
    let holderDuties = duties(ruling.outcome.holderDuties)
    let lines =
      [words(ruling)] + clauses.lines(ruling.deciding, indent: 2)
      + duties(ruling.outcome.duties) + rights(ruling.outcome)
      + (holderDuties.isEmpty ? [] : ["  duties of the holder"] + holderDuties)
      + money(ruling.outcome.waterfall) + depends(ruling.depends)
    return lines.map { String(repeating: " ", count: indent) + $0 }
  }

  /// The verdict and who is behind it: the clauses that decide and those that were defeated, each
  /// with the commit that last changed it.
  package func blame(_ ruling: Ruling, _ headline: Headline) -> String {
    var lines = [verdict(ruling, headline)]
    lines += section("because", clauses.lines(ruling.deciding, indent: 2))
    lines += section("defeated", defeated(ruling.defeated, credited: true))
    lines += section("depends on", depends(ruling.depends))
    return lines.joined(separator: "\n") + "\n"
  }

  private func section(_ title: String, _ lines: [String]) -> [String] {
    lines.isEmpty ? [] : ["", ink(title, .strong)] + lines
  }

  private func verdict(_ ruling: Ruling, _ headline: Headline) -> String {
    let title = headline.title.map { ", " + $0.printable } ?? ""
    return words(ruling)
      + ink("  (\(headline.reference)\(title); \(headline.revision))", .faint)
  }

  /// The verdict and what it rests on.
  private func words(_ ruling: Ruling) -> String {
    let verdict = ruling.outcome.verdict
    var line = ink(verdict.rawValue, Self.style(verdict))
    switch ruling.basis {
    case .default: line += " by default"
    case .none where verdict == .silent: line += ": no clause speaks on this act"
    case .none where verdict == .depends: line += " on what is not known"
    default: break
    }
    return line
  }

  static func style(_ verdict: Verdict) -> Ink.Style {
    switch verdict {
    case .permitted: .good
    case .prohibited: .bad
    case .required, .contested, .silent, .depends: .doubtful
    }
  }

  private func duties(_ duties: Duties) -> [String] {
    var table = Table(ink)
    for phase in DutyPhase.allCases where !duties[phase].isEmpty {
      table.add(
        (phase.rawValue, .faint),
        (duties[phase].map { Self.text($0) }.joined(separator: ", "), nil))
    }
    return table.lines(indent: 2)
  }

  /// A duty with its deadline.
  static func text(_ duty: Duty) -> String {
    duty.within.map { "\(duty.name) within \($0)" } ?? duty.name
  }

  private func rights(_ outcome: Outcome) -> [String] {
    guard let taxonomy = vocabulary.rights else { return [] }
    var table = Table(ink)
    let styles: [(RightState, Ink.Style)] = [
      (.held, .good), (.withheld, .bad), (.contested, .doubtful), (.open, .doubtful),
    ]
    for (state, style) in styles {
      let rights = outcome.rights(state)
      guard !rights.isEmpty else { continue }
      table.add(
        (state.rawValue, style),
        (rights.map { taxonomy.leafName($0) }.joined(separator: ", "), nil))
    }
    return table.lines(indent: 2)
  }

  private func money(_ waterfall: WaterfallOutcome) -> [String] {
    var table = Table(ink)
    for step in StepJSON.sorted(waterfall.steps.keys) {
      table.add((String(step.order), .faint), (StepText.text(step.step), nil))
    }
    for rivals in waterfall.contested {
      let texts = StepJSON.sorted(rivals).map { StepText.text($0.step) }
      table.add(("contested", .doubtful), (texts.joined(separator: " against "), nil))
    }
    return table.lines(indent: 2)
  }

  private func defeated(_ defeats: [Defeat], credited: Bool = false) -> [String] {
    var table = Table(ink)
    for defeat in defeats {
      let clause = book[defeat.clause]
      let rights = defeat.rights.compactMap { vocabulary.rights?.leafName($0) }
      table.add(
        (clause.id, .name), (clauses.effect(of: clause), nil),
        ("by \(book[defeat.by].id), \(Self.reason(defeat.reason))", nil),
        (rights.isEmpty ? "" : "on " + rights.joined(separator: ", "), nil),
        (clauses.place(of: clause), .faint),
        (credited ? clauses.credit(at: defeat.clause) : "", .faint))
    }
    return table.lines(indent: 2)
  }

  /// A tie-breaker in words.
  static func reason(_ reason: Defeat.Reason) -> String {
    switch reason {
    case .default: "because it is a default"
    case .tieBreaker(.declared): "which says so"
    case .tieBreaker(.layer): "of a higher layer"
    case .tieBreaker(.rank): "of higher rank"
    case .tieBreaker(.specificity): "which is narrower"
    case .tieBreaker(.recency): "which is later"
    case .tieBreaker(.prohibition): "as prohibition wins"
    case .tieBreaker(.permission): "as permission wins"
    case .tieBreaker(.contest): "contested"
    }
  }

  private func assumed(_ facets: [FacetID]) -> [String] {
    var table = Table(ink)
    for facet in facets {
      guard let value = assumedValues[facet] ?? vocabulary[facet].defaultValue else { continue }
      let text = RegionText(vocabulary).argument(value, of: facet)
      table.add((vocabulary[facet].name, nil), (text.isEmpty ? "empty" : text, nil))
    }
    return table.lines(indent: 2)
  }

  /// How many kinds of sets a branch names, and how many terms of each.
  private static let shownSets = 12

  private func depends(_ dependences: [Dependence]) -> [String] {
    dependences.flatMap { dependence in
      var table = Table(ink)
      let outcomes = dependence.branches.map(\.outcome)
      for branch in dependence.branches {
        let values = RegionText(vocabulary, showing: Self.shownSets)
          .values(branch.values, of: dependence.facet)
        table.add(
          (values + (branch.isTruncated ? ", …" : ""), nil),
          (branch.outcome.verdict.rawValue, Self.style(branch.outcome.verdict)),
          (differences(branch.outcome, from: outcomes), .faint))
      }
      return ["  " + vocabulary[dependence.facet].name] + table.lines(indent: 4)
    }
  }

  /// What an outcome has that not all of some outcomes have: rights and duties.
  private func differences(_ outcome: Outcome, from all: [Outcome]) -> String {
    var words: [String] = []
    for state in [RightState.held, .withheld, .contested, .open] {
      let rights = outcome.rights(state).filter { right in
        !all.allSatisfy { $0.rights[right] == state }
      }
      guard !rights.isEmpty else { continue }
      let names = rights.compactMap { vocabulary.rights?.leafName($0) }.joined(separator: ", ")
      words.append("\(state.rawValue): \(names)")
    }
    for phase in DutyPhase.allCases {
      let duties = outcome.duties[phase].filter { duty in
        !all.allSatisfy { $0.duties[phase].contains(duty) }
      }
      guard !duties.isEmpty else { continue }
      words.append("\(phase.rawValue): " + duties.map { Self.text($0) }.joined(separator: ", "))
    }
    return words.joined(separator: "; ")
  }
}
