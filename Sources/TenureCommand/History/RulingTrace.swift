import TenureDocuments
import TenureEngine
import TenureHistory
import TenureModel
import TenureReport

/// What a regime answered to one question in each commit of a history.
///
/// A commit at which the regime cannot be understood answers as its first parent does. Facts are
/// read in the vocabulary of the commit; where that does not know them, in its union with the one
/// that they were written for.
final class RulingTrace {
  /// An answer, to be compared with that of another commit.
  enum Answer: Hashable {
    /// The regime rules.
    case ruling(RulingBrief)
    /// The commit has no such regime.
    case absent
    /// Neither the commit nor any before it can be understood.
    case unreadable

    /// Whether two answers are the same, whoever decides them.
    func isSame(as other: Answer, verdictAlone: Bool) -> Bool {
      guard case .ruling(let left) = self, case .ruling(let right) = other else {
        return self == other
      }
      return verdictAlone ? left.verdict == right.verdict : left.outcome == right.outcome
    }
  }

  let timeline: RegimeTimeline
  private let name: String
  private let facts: [String]
  private let asking: AskingOptions
  private let today: Day
  private let vocabulary: Vocabulary
  private let verdictAlone: Bool
  private var known: [Int: Answer] = [:]
  private var read: (vocabulary: Vocabulary, situation: Situation)?

  /// The most answers that are kept.
  private static let keptAnswers = 50_000

  /// Begins a trace; the facts must be understood at a revision.
  init(
    _ name: String, facts: [String], asking: AskingOptions, verdictAlone: Bool = false,
    at revision: Revision, in session: Session
  ) throws {
    self.name = name
    self.facts = facts
    self.asking = asking
    self.verdictAlone = verdictAlone
    today = session.environment.today
    vocabulary = try session.vocabulary(at: revision)
    timeline = try session.timeline(regime: name, asking: asking)
    let parsed = SituationReader(vocabulary: vocabulary).read(arguments: facts)
    guard parsed.value != nil else { throw CommandFailure(parsed.findings) }
  }

  /// Everything that the answers depend on, but for the commits.
  var question: String {
    let versions = timeline.plugins.map { "\($0.pillar.rawValue)/\($0.name)/\($0.version)" }
    let day = asking.at?.day ?? today
    return
      "ruling 1\n\(Regime.semantics)\n\(versions.sorted())\n\(name)\n\(facts.sorted())\n\(day)\n"
      + "\(asking.force?.force.rawValue ?? "")\n\(verdictAlone)"
  }

  /// Whether two answers count as one.
  func isSame(_ left: Answer, _ right: Answer) -> Bool {
    left.isSame(as: right, verdictAlone: verdictAlone)
  }

  /// The version of the regime that answers at a commit.
  func version(at commit: ObjectID) throws -> RegimeVersion {
    try timeline.answering(name, at: commit)
  }

  /// The answer at a commit.
  func answer(at commit: ObjectID) throws -> Answer {
    let version = try timeline.answering(name, at: commit)
    if let answer = known[version.number] { return answer }
    let answer = try unchanged(version) ?? work(out: version)
    if known.count >= Self.keptAnswers { known = [:] }
    known[version.number] = answer
    return answer
  }

  /// Whether some completion of the facts has a verdict at a commit.
  func occurs(_ verdict: Verdict, at commit: ObjectID) throws -> Bool {
    let version = try timeline.answering(name, at: commit)
    guard version.isThere, let (engine, situation) = try question(version) else { return false }
    return engine.verdicts(in: situation).contains(verdict)
  }

  /// A completion of the facts that has a verdict at a commit, in the words of a command line; nil
  /// if none has.
  func witness(of verdict: Verdict, at commit: ObjectID) throws -> RulingWitness? {
    let version = try timeline.answering(name, at: commit)
    guard version.isThere, let (engine, situation) = try question(version),
      let witness = engine.witness(of: verdict, in: situation)
    else { return nil }
    let vocabulary = engine.regime.vocabulary
    // A case is easier to read without the judgements that do not matter in it.
    var fewer = witness.situation(in: vocabulary)
    var omitted: Set<FacetID> = []
    for facet in vocabulary.facets.indices.map({ FacetID($0) })
    where vocabulary[facet].kind == .flag && vocabulary[facet].defaultValue == nil {
      var without = fewer
      without[facet] = nil
      guard engine.verdicts(in: without) == [verdict] else { continue }
      fewer = without
      omitted.insert(facet)
    }
    return RulingWitness(
      verdict: verdict, situation: witness, omitted: omitted, vocabulary: vocabulary,
      question: ["tenure", "ask", "\(commit.shortDescription):\(name)"],
      force: asking.force?.force)
  }

  /// The answer of the version that this one was made from, if no clause that changed can match.
  private func unchanged(_ version: RegimeVersion) throws -> Answer? {
    guard let amendment = version.amendment, let answer = known[amendment.origin],
      case .ruling = answer, let vocabulary = try version.vocabulary(),
      let situation = try situation(in: vocabulary)
    else { return nil }
    let completed = situation.completedByDefaults(of: vocabulary).situation
    for (position, former) in zip(amendment.positions, amendment.former) {
      guard !former.mayMatch(in: completed, vocabulary),
        try version.clause(at: position)?.mayMatch(in: completed, vocabulary) == false
      else { return nil }
    }
    return answer
  }

  private func work(out version: RegimeVersion) throws -> Answer {
    guard version.isThere else { return .absent }
    guard let (engine, situation) = try question(version) else { return .unreadable }
    return .ruling(
      RulingBrief(engine.ruling(in: situation, tracesDefaults: false), of: engine))
  }

  /// The regime and the situation in one vocabulary; nil if there is none that fits both.
  private func question(
    _ version: RegimeVersion
  ) throws -> (engine: RegimeEngine, situation: Situation)? {
    guard let own = try version.vocabulary() else { return nil }
    if let situation = try situation(in: own) {
      return try version.engine().map { ($0, situation) }
    }
    let union = Vocabulary.union(own, vocabulary)
    guard union.problems.isEmpty,
      let joined = try timeline.engine(of: version, under: union.vocabulary),
      let situation = try situation(in: union.vocabulary)
    else { return nil }
    return (joined, situation)
  }

  /// The facts in a vocabulary; nil if it does not know them.
  private func situation(in vocabulary: Vocabulary) throws -> Situation? {
    if let read, read.vocabulary == vocabulary { return read.situation }
    guard let situation = SituationReader(vocabulary: vocabulary).read(arguments: facts).value
    else { return nil }
    let dated = try dated(situation, vocabulary)
    read = (vocabulary, dated)
    return dated
  }

  /// The situation at the day that is asked about: today, unless something else is said.
  private func dated(_ situation: Situation, _ vocabulary: Vocabulary) throws -> Situation {
    let inquiry = Inquiry(vocabulary: vocabulary, at: asking.at?.day, today: today)
    var dated = try inquiry.dated(situation)
    for (facet, value) in inquiry.assumptions(for: dated) { dated[facet] = .known(value) }
    return dated
  }
}
