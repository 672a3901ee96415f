import TenureDocuments
import TenureEngine
import TenureHistory
import TenureModel
import TenureReport

/// Two versions, loaded in one vocabulary and compared.
struct Comparison {
  let summary: DiffSummary
  let diff: RegimeDiff
  let versions: (before: LoadedVersion, after: LoadedVersion)
  private(set) var before: DiffSide
  private(set) var after: DiffSide
  let options: Diff
  let session: Session

  init(
    _ before: LoadedVersion, _ after: LoadedVersion, options: Diff, session: Session
  ) throws {
    let union = try session.union(before.vocabulary, after.vocabulary)
    let first = try session.reload(before, under: union.vocabulary)
    let second = try session.reload(after, under: union.vocabulary)
    self.before = Self.side(first, options.asking.force?.force, union.unknownToLeft)
    self.after = Self.side(second, options.asking.force?.force, union.unknownToRight)
    versions = (first, second)
    diff = try RegimeDiff.compare(
      self.before.engine, self.after.engine, at: options.asking.at?.day,
      areIdentical: before.isIdentical(to: after),
      pillars: Set(options.pillar.map { [$0.pillar] } ?? Pillar.allCases),
      nodeLimit: options.nodes.limit)
    summary = DiffSummary(diff, pillar: options.pillar?.pillar)
    self.options = options
    self.session = session
  }

  private static func side(
    _ version: LoadedVersion, _ force: Force?, _ unknown: VocabularyUnion.Unknown
  ) -> DiffSide {
    DiffSide(
      reference: version.reference, name: version.displayName, revision: version.revisionText,
      commit: version.commit.map { "\($0.id.shortDescription) \($0.date)" },
      engine: RegimeEngine(version.loaded.regime, force: force), unknown: unknown)
  }

  /// Writes the comparison for programs.
  func writeJSON() throws {
    let found = try changes()
    var former: Set<Int> = []
    var latter: Set<Int> = []
    for change in found.changes {
      former.formUnion(Self.shown(change, change.before, before))
      latter.formUnion(Self.shown(change, change.after, after))
    }
    let retroactions = try retroactions()
    for retroaction in retroactions {
      former.formUnion(Self.shown(retroaction.example, retroaction.example.before, before))
      latter.formUnion(Self.shown(retroaction.example, retroaction.example.after, after))
    }
    let currencies = try currencies(limit: options.limit, powers: nil)
    let sides = try credited(
      former.union(currencies.clauses.before), latter.union(currencies.clauses.after))
    var beside = CurrenciesJSON(currencies, before: sides.before.book, after: sides.after.book)
      .members
    if let pillar = options.pillar {
      beside.insert(("pillar", .text(pillar.pillar.rawValue)), at: 0)
    }
    if !retroactions.isEmpty {
      let writer = RetroactionText(before: sides.before, after: sides.after, ink: session.ink)
      beside.append(("retroactive", writer.json(retroactions)))
    }
    DiffJSON(before: sides.before, after: sides.after, summary: summary)
      .write(found.changes, isTruncated: found.truncated, beside: beside) {
        session.output.write($0)
      }
  }

  /// What is listed for programs: conduct and rights, money, and power, each up to the limit, so
  /// that none of them crowds out the others.
  private func changes() throws -> (changes: [Change], truncated: Bool) {
    let lists: [[Pillar]] = [[.property, .circulation], [.distribution], [.governance]]
    let found = try lists.map { $0.filter(summary.pillars.contains) }.filter { !$0.isEmpty }
      .map { try diff.changes(in: $0, limit: options.limit) }
    return (found.flatMap(\.changes), found.contains { $0.truncated })
  }

  /// The comparison for people.
  func text() throws -> String {
    let words = ["tenure"] + options.common.folders.flatMap { ["-C", $0] } + ["ask"]
    var askOptions = options.asking.at.map { ["--at", "\($0.day)"] } ?? []
    askOptions += options.asking.force.map { ["--force", $0.force.rawValue] } ?? []
    if versions.before.vocabulary != versions.after.vocabulary,
      let other = versions.before.snapshot.revision.commit == nil
        ? nil : versions.before.snapshot.revision.spelling
    {
      askOptions += ["--vocabulary", other]
    }
    if let swap = versions.after.swap {
      askOptions += ["--swap", "\(swap.pillar.rawValue)=\(swap.donor)"]
    }
    var text = DiffText(
      before: before, after: after, summary: summary, ink: session.ink, askWords: words,
      askOptions: askOptions, conditions: options.asking.words)
    let (groups, rest) = text.groups(diff, limit: options.limit ?? Diff.shownShifts)
    var former: Set<Int> = []
    var latter: Set<Int> = []
    for group in groups {
      former.formUnion(before.deciding(group.example, group.example.before))
      latter.formUnion(after.deciding(group.example, group.example.after))
    }
    let retroactions = try retroactions()
    for retroaction in retroactions {
      latter.formUnion(after.deciding(retroaction.example, retroaction.example.after))
    }
    let currencies = try currencies(
      limit: options.limit ?? Diff.shownCurrencies, powers: options.limit ?? Diff.shownCurrencies)
    let sides = try credited(
      former.union(currencies.clauses.before), latter.union(currencies.clauses.after))
    text = DiffText(
      before: sides.before, after: sides.after, summary: summary, ink: session.ink,
      askWords: words, askOptions: askOptions, conditions: options.asking.words)
    let retroactive = RetroactionText(before: sides.before, after: sides.after, ink: session.ink)
    let beside = CurrenciesText(
      currencies, before: sides.before.book, after: sides.after.book, ink: session.ink)
    return text.text(groups, rest: rest) + retroactive.text(retroactions) + beside.text
  }

  /// The clauses that are shown of a ruling.
  private static func shown(_ change: Change, _ ruling: Ruling, _ side: DiffSide) -> [Int] {
    ruling.deciding + ruling.defeated.map(\.clause) + side.deciding(change, ruling)
  }

  /// Both sides with the credits of the clauses that are shown.
  private func credited(
    _ former: Set<Int>, _ latter: Set<Int>
  ) throws -> (before: DiffSide, after: DiffSide) {
    var sides = (before: before, after: after)
    sides.before.book.credits = try session.credits(
      before.book.clauses, at: former, of: versions.before, near: versions.after)
    sides.after.book.credits = try session.credits(
      after.book.clauses, at: latter, of: versions.after, near: versions.before)
    return sides
  }
}
