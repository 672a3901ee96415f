import TenureDocuments
import TenureEngine
import TenureModel
import TenureThreads

/// Answers queries with one regime, on one day.
struct Inquiry {
  let engine: RegimeEngine
  /// The day that the user set for all.
  let at: Day?
  let today: Day

  /// An answer to a question other than the act.
  struct Answer {
    let word: String
    let deciding: [Int]
  }

  private var vocabulary: Vocabulary { engine.regime.vocabulary }

  init(engine: RegimeEngine, at: Day?, today: Day) {
    self.engine = engine
    self.at = at
    self.today = today
  }

  /// An inquiry about the day of situations alone: its regime says nothing.
  init(vocabulary: Vocabulary, at: Day?, today: Day) {
    let regime = Regime(name: "", vocabulary: vocabulary, doctrine: .none, layers: [])
    self.init(engine: RegimeEngine(regime), at: at, today: today)
  }

  /// What is assumed beside the defaults: the date, unless it is given.
  func assumptions(for situation: Situation) -> [FacetID: FacetValue] {
    at == nil && situation[vocabulary.date] == nil ? [vocabulary.date: .date(today)] : [:]
  }

  /// The situation with the day that the user set.
  func dated(_ situation: Situation) throws -> Situation {
    guard let at else { return situation }
    var dated = situation
    switch situation[vocabulary.date] {
    case nil, .known(.date(at)): break
    case .known(.date(let day)):
      throw CommandFailure(
        "the situation is of \(day), and `--at` says \(at)", help: "leave one of them out")
    case .unknown, .known, .oneOf:
      throw CommandFailure(
        "the situation leaves `date` open, and `--at` says \(at)", help: "leave one of them out")
    }
    dated[vocabulary.date] = .known(.date(at))
    return dated
  }

  /// The ruling on a situation.
  ///
  /// - Parameters:
  ///   - situation: The situation.
  ///   - tracesDefaults: Whether the defaults that mattered are looked for, which takes time.
  /// - Returns: The ruling.
  /// - Throws: The situation is of another day than the user set for all.
  func ruling(in situation: Situation, tracesDefaults: Bool = true) throws -> Ruling {
    let dated = try dated(situation)
    return engine.ruling(
      in: dated, assuming: assumptions(for: dated), tracesDefaults: tracesDefaults)
  }

  /// The ruling on a situation, worked out by another thread.
  ///
  /// - Parameter situation: The situation.
  /// - Returns: What becomes the ruling.
  /// - Throws: The situation is of another day than the user set for all.
  func beginRuling(in situation: Situation) throws -> PendingRuling {
    let dated = try dated(situation)
    return PendingRuling(engine, dated, assuming: assumptions(for: dated))
  }

  /// The part of the ruling that rests on the clauses of property and some other pillars; for many
  /// situations.
  func ruling(on pillars: Set<Pillar>, in situation: Situation) throws -> Ruling {
    let dated = try dated(situation)
    return engine.ruling(on: pillars, in: dated, assuming: assumptions(for: dated))
  }

  /// The state of a right, by leaf number, with the clauses that decided it.
  func right(_ right: Int, in situation: Situation) throws -> Answer {
    let ruling = try ruling(on: [], in: situation)
    let state = ruling.outcome.rights[right] ?? .none
    let deciding = ruling.deciding.filter { position in
      guard case .property(let effect) = engine.clauses[position].clause.effect,
        let taxonomy = vocabulary.rights, effect.rights.leaves(in: taxonomy).contains(right)
      else { return false }
      return !ruling.defeated.contains { $0.clause == position && $0.rights.contains(right) }
    }
    return Answer(word: state.rawValue, deciding: deciding)
  }

  /// The power of a body over an act, by leaf number, with the clauses that decided it.
  func power(of body: String, over act: Int, in situation: Situation) throws -> Answer {
    let dated = try dated(situation)
    var given = dated
    for (facet, value) in assumptions(for: dated) { given[facet] = .known(value) }
    let completed = given.completedByDefaults(of: vocabulary).situation
    let answers = try PowerInquiry(engine: engine, body: body, act: act).answers(in: completed)
    return Answer(
      word: answers.first?.word.rawValue ?? PowerAnswer.none.rawValue,
      deciding: Set(answers.flatMap(\.deciding)).sorted())
  }
}

/// A ruling that another thread works out.
struct PendingRuling {
  private let core = Delivery<Ruling>()
  private let work: Errand<Ruling>

  fileprivate init(
    _ engine: RegimeEngine, _ situation: Situation, assuming assumptions: [FacetID: FacetValue]
  ) {
    work = Errand { [core] in
      engine.ruling(in: situation, assuming: assumptions) { core.put($0) }
    }
  }

  /// The clauses that the answer names, as soon as they are known.
  var clauses: [Int] {
    work.begin()
    let ruling = core.value
    return ruling.deciding + ruling.defeated.map(\.clause)
  }

  /// The ruling, with the defaults that mattered.
  func finish() -> Ruling { work.finish() }
}
