internal import Tenure
internal import TenureDocuments
internal import TenureEngine
internal import TenureHistory
internal import TenureMeasures
internal import TenureModel

/// Who may change the law, as one commit has it: its constitution, and the regime that governs.
final class Law {
  /// The pillars that powers depend on: governance, and property, whose rights guards may test.
  static let pillars: Set<Pillar> = [.governance, .property]

  /// The member behind a key.
  struct KeyHolder {
    let member: Int
    let key: Member.Key
    let verification: PublicKey.Verification
  }

  let constitution: Constitution
  let engine: RegimeEngine
  /// The documents that it depends on.
  let dependencies: Set<String>
  /// When each clause that ends was first the law, in seconds, by its id.
  let since: [String: Int]
  private let holders: [PublicKey: KeyHolder]
  private let facts: Situation
  /// The days on which some clause begins or ends to hold.
  private let cuts: [Day]
  private var answers: [Question: PowerQuestion.Answer] = [:]

  private struct Question: Hashable {
    let act: Int
    let stretch: Int
  }

  /// Loads the law of a policy folder.
  ///
  /// - Parameters:
  ///   - files: Reads the documents.
  ///   - folder: The policy folder.
  ///   - documents: The pillars of its documents.
  ///   - predecessor: The law before; nil at the root.
  ///   - seconds: The date of the commit.
  ///   - loading: The plugins, and what was loaded before.
  /// - Throws: What is missing, or cannot be understood.
  init(
    _ files: LawFiles, _ folder: ObjectID, _ documents: DocumentPillars,
    after predecessor: Law?, at seconds: Int, _ loading: (plugins: [Plugin], cache: DocumentCache)
  ) throws(VerificationStop) {
    constitution = try Self.constitution(files, folder)
    dependencies = documents.dependencies(of: constitution.regime)
    let loader = RegimeLoader(
      source: LawSource(files: files, folder: folder), plugins: loading.plugins,
      cache: loading.cache)
    let loaded: Loaded<LoadedRegime>
    do {
      loaded = try loader.regime(constitution.regime, pillars: Self.pillars)
    } catch let stop as VerificationStop {
      throw stop
    } catch let error as HistoryError {
      throw .failed(ConstitutionError(error))
    } catch {
      throw .failed(ConstitutionError(.history, "\(error)"))
    }
    guard let regime = loaded.value?.regime else { throw .notUnderstood(loaded.findings) }
    engine = RegimeEngine(regime)
    var findings = constitution.checkSeats(
      in: regime.governance.bodies, named: Self.bodies(of: regime))
    var facts = Situation()
    if let node = constitution.facts {
      let reader = SituationReader(vocabulary: regime.vocabulary)
      facts = reader.read(node, &findings) ?? facts
    }
    guard !findings.containsError else { throw .notUnderstood(findings) }
    self.facts = facts
    holders = Self.holders(constitution)
    cuts = Self.cuts(of: regime)
    since = Self.since(engine, predecessor, seconds)
  }

  static func constitution(
    _ files: LawFiles, _ folder: ObjectID
  ) throws(VerificationStop) -> Constitution {
    guard let entry = try files.entry(at: Constitution.file, in: folder), !entry.isFolder else {
      throw .refused(
        .notUnderstood, "there is no `\(Constitution.file)`",
        help: "the handbook's page on the constitution says what it holds")
    }
    let root = try files.document(entry.id, at: Constitution.file).root
    var findings: [Finding] = []
    guard let constitution = Constitution.schema.read(root, &findings) else {
      throw .notUnderstood(findings)
    }
    return constitution
  }

  /// The member behind a key; nil if it is nobody's.
  func holder(of key: PublicKey) -> KeyHolder? { holders[key] }

  private static func holders(_ constitution: Constitution) -> [PublicKey: KeyHolder] {
    var holders: [PublicKey: KeyHolder] = [:]
    for (position, member) in constitution.members.enumerated() {
      for key in member.keys {
        guard let ready = PublicKey.Verification(key.key) else { continue }
        holders[key.key] = KeyHolder(member: position, key: key, verification: ready)
      }
    }
    return holders
  }

  /// The bodies that clauses and procedures name.
  private static func bodies(of regime: Regime) -> Set<String> {
    var bodies = Set(regime.governance.bodies.keys)
    func collect(_ steps: [ProcedureStep]) {
      for step in steps {
        switch step {
        case .propose(let body), .agree(let body): bodies.insert(body)
        case .vote(let vote): bodies.insert(vote.body)
        case .any(let parts), .all(let parts): collect(parts)
        case .hear, .notice: break
        }
      }
    }
    for steps in regime.governance.procedures.values { collect(steps) }
    for clause in regime.clauses {
      guard case .governance(let effect) = clause.clause.effect else { continue }
      switch effect.power {
      case .empower(let body, _, _), .disempower(.body(let body)): bodies.insert(body)
      case .disempower(.any): break
      }
    }
    return bodies
  }
}

extension Law {
  /// What the law says on an act on a day; nil if the vocabulary has no such act.
  func answer(on act: String, at day: Day) -> PowerQuestion.Answer? {
    let vocabulary = engine.regime.vocabulary
    guard let acts = vocabulary.acts, let term = acts.term(named: act),
      let leaf = acts.leafNumber(of: term)
    else { return nil }
    let question = Question(act: leaf, stretch: cuts.count { $0 <= day })
    if let known = answers[question] { return known }
    var situation = facts
    situation[vocabulary.date] = .known(.date(day))
    let answer = PowerQuestion(engine).answer(on: leaf, in: situation)
    answers[question] = answer
    return answer
  }

  /// A clause as refusals name it.
  func clause(_ position: Int) -> Refusal.Clause {
    let clause = engine.clauses[position].clause
    return Refusal.Clause(
      id: clause.id, location: clause.origin, citation: clause.citation)
  }

  /// The day on which a clause no longer empowers, by how long it lasts; nil if it does not end.
  func end(of position: Int) -> Day? {
    let clause = engine.clauses[position].clause
    guard case .governance(let effect) = clause.effect,
      case .empower(_, _, let lasts?) = effect.power
    else { return nil }
    let start = clause.effective.from ?? Day(seconds: since[clause.id] ?? 0)
    return Day(seconds: lasts.end(from: start.number * Day.seconds))
  }

  /// The days between which all answers are alike.
  private static func cuts(of regime: Regime) -> [Day] {
    var days: Set<Day> = []
    func add(_ range: DateRange) {
      if let from = range.from { days.insert(from) }
      if let before = range.before { days.insert(before) }
    }
    for clause in regime.clauses {
      add(clause.clause.effective)
      clause.clause.guard.forEachTest { test in
        if case .during(let range) = test.condition { add(range) }
      }
    }
    return days.sorted()
  }

  /// When the clauses that end were first the law: a clause that says the same as before is as old
  /// as it was.
  private static func since(
    _ engine: RegimeEngine, _ predecessor: Law?, _ seconds: Int
  ) -> [String: Int] {
    var since: [String: Int] = [:]
    for clause in engine.clauses.map(\.clause) {
      guard case .governance(let effect) = clause.effect, case .empower(_, _, .some) = effect.power
      else { continue }
      let before = predecessor?.engine.clauses.first { $0.clause.id == clause.id }?.clause
      let isSame = before.map { $0.effect == clause.effect && $0.guard == clause.guard } ?? false
      since[clause.id] = isSame ? predecessor?.since[clause.id] ?? seconds : seconds
    }
    return since
  }
}
