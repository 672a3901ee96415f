import Tenure
import TenureEngine
import TenureHistory
import TenureModel
import TenureReport

/// What the commits of a history changed in meaning, commit by commit.
final class MeaningLog {
  private let timeline: RegimeTimeline
  private let regime: String?
  private let session: Session
  private let day: Day?
  private var known: [Pair: HistoryEntry.Meaning] = [:]

  /// Two versions of a regime, by number.
  private struct Pair: Hashable {
    let before: Int
    let after: Int
  }

  /// The most comparisons that are kept.
  private static let keptMeanings = 10_000

  init(regime: String?, asking: AskingOptions, in session: Session) throws {
    self.regime = regime
    self.session = session
    day = asking.at?.day
    timeline = try session.timeline(regime: regime, asking: asking)
  }

  /// The regimes of which a commit changed some document, against its first parent.
  func regimes(of step: HistoryWalk.Step) throws -> [HistoryEntry.Regime] {
    let after = try timeline.regimes(at: step.commit)
    let before = try step.parents.first.map { try timeline.regimes(at: $0) }
    let names = before.map { after.names(differingFrom: $0) } ?? Array(after.versions.keys)
    return try names.compactMap { name in
      guard before?.versions[name] !== after.versions[name] else { return nil }
      return try regime(name, before?.versions[name], after.versions[name], step)
    }
  }

  private func regime(
    _ name: String, _ former: RegimeVersion?, _ latter: RegimeVersion?, _ step: HistoryWalk.Step
  ) throws -> HistoryEntry.Regime? {
    let (wasThere, isThere) = (former?.isThere ?? false, latter?.isThere ?? false)
    guard wasThere || isThere else { return nil }
    if let latter, isThere, try !latter.isUnderstood() {
      // Nothing new is wrong with it: the commit did not touch it.
      if let former, try former.errors() == latter.errors() { return nil }
      let error = try latter.errors().first
      let state = HistoryEntry.State.broken(
        message: error?.message ?? "the documents cannot be understood",
        file: error?.location?.file, line: error?.location?.line)
      return HistoryEntry.Regime(name: name, state: state, meaning: nil)
    }
    var before = former
    var state = wasThere ? isThere ? HistoryEntry.State.amended : .repealed : .founded
    if let former, wasThere, let parent = step.parents.first, try !former.isUnderstood() {
      before = try timeline.answering(name, at: parent)
      state = .mended
    }
    do {
      return HistoryEntry.Regime(name: name, state: state, meaning: try meaning(before, latter))
    } catch let error as TooManyNodes {
      throw CommandFailure(
        error, "comparing `\(name)` at \(step.commit.shortDescription) with its parent",
        help: "log another regime, or a range A..B without this commit; `--clauses` tells what "
          + "changed without asking what it means")
    }
  }

  private func meaning(
    _ before: RegimeVersion?, _ after: RegimeVersion?
  ) throws -> HistoryEntry.Meaning? {
    guard let either = after ?? before else { return nil }
    let silence = { try self.timeline.silence(beside: either) }
    let (former, latter) = (try before ?? silence(), try after ?? silence())
    let pair = Pair(before: former.number, after: latter.number)
    if let meaning = known[pair] { return meaning }
    guard let meaning = try compare(former, latter) else { return nil }
    if known.count >= Self.keptMeanings { known = [:] }
    known[pair] = meaning
    return meaning
  }

  private func compare(
    _ before: RegimeVersion, _ after: RegimeVersion
  ) throws -> HistoryEntry.Meaning? {
    var changes: [RegimeChange]?
    if let amendments = try before.amendments(to: after) {
      let own = amendments.map { RegimeChange(from: $0.before, to: $0.after) }
      let real = zip(own, amendments).filter { $0.0.kind != .reworded }.map(\.1)
      if real.isEmpty { return HistoryEntry.Meaning(rewording: own) }
      if try before.hides(real) { return HistoryEntry.Meaning(hidden: own) }
      changes = own
    }
    guard let left = try before.engine(), let right = try after.engine(),
      let own = try before.vocabulary(), let other = try after.vocabulary()
    else { return nil }
    guard own == other else { return try compareAcross(before, after, own, other) }
    let all = changes ?? RegimeMixture(left.regime, right.regime).changes
    if all.allSatisfy({ $0.kind == .reworded }) { return HistoryEntry.Meaning(rewording: all) }
    return try meaning(left, right, all)
  }

  /// Compares two versions in the union of their vocabularies.
  private func compareAcross(
    _ before: RegimeVersion, _ after: RegimeVersion, _ own: Vocabulary, _ other: Vocabulary
  ) throws -> HistoryEntry.Meaning? {
    let union = Vocabulary.union(own, other)
    guard union.problems.isEmpty,
      let left = try timeline.engine(of: before, under: union.vocabulary),
      let right = try timeline.engine(of: after, under: union.vocabulary)
    else { return nil }
    return try meaning(left, right, RegimeMixture(left.regime, right.regime).changes)
  }

  private func meaning(
    _ left: RegimeEngine, _ right: RegimeEngine, _ changes: [RegimeChange]
  ) throws(TooManyNodes) -> HistoryEntry.Meaning {
    let diff = try RegimeDiff.compare(left, right, at: day)
    let currency = right.regime.distribution.currency ?? left.regime.distribution.currency
    let parties = try PartyChanges(diff, in: left.regime.vocabulary, currency: currency)
    return HistoryEntry.Meaning(diff, parties: parties, changes: changes)
  }
}
