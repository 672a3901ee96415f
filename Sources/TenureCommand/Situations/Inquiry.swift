import TenureEngine
import TenureModel
import TenureReport

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

  /// What is assumed beside the defaults: the date, unless it is given.
  func assumptions(for situation: Situation) -> [FacetID: FacetValue] {
    at == nil && situation[vocabulary.date] == nil ? [vocabulary.date: .date(today)] : [:]
  }

  /// The situation with the day that the user set.
  func dated(_ situation: Situation) throws -> Situation {
    guard let at else { return situation }
    var dated = situation
    switch situation[vocabulary.date] {
    case nil, .unknown, .known(.date(at)): break
    case .known(.date(let day)):
      throw CommandFailure(
        "the situation is of \(day), and `--at` says \(at)", help: "leave one of them out")
    default: break
    }
    dated[vocabulary.date] = .known(.date(at))
    return dated
  }

  /// The ruling on a situation.
  func ruling(in situation: Situation) throws -> Ruling {
    let dated = try dated(situation)
    return engine.ruling(in: dated, assuming: assumptions(for: dated))
  }

  /// The state of a right, with the clauses that decided it.
  func right(_ name: String, in situation: Situation) throws -> Answer {
    guard let taxonomy = vocabulary.rights, let term = taxonomy.term(named: name) else {
      let known = vocabulary.rights?.terms.map(\.name) ?? []
      throw CommandFailure(
        "unknown right `\(name.printable)`", help: Suggestion.help(for: name, among: known))
    }
    let ruling = try ruling(in: situation)
    let leaves = taxonomy[term].leaves
    let states = Set(leaves.leaves.map { ruling.outcome.rights[$0] ?? .none })
    guard states.count == 1, let state = states.first else {
      throw CommandFailure(
        "the rights under `\(name)` are answered differently",
        help: "ask for one of " + taxonomy.names(of: leaves).joined(separator: ", "))
    }
    let deciding = ruling.deciding.filter { position in
      guard case .property(let effect) = engine.clauses[position].clause.effect else {
        return false
      }
      let spoken = effect.rights.leaves(in: taxonomy).intersection(leaves)
      let lost = LeafSet(
        ruling.defeated.filter { $0.clause == position }.flatMap(\.rights))
      return !spoken.subtracting(lost).isEmpty
    }
    return Answer(word: state.rawValue, deciding: deciding)
  }

  /// The power of a body over an act, with the clauses that decided it.
  func power(of body: String, over act: String, in situation: Situation) throws -> Answer {
    guard let acts = vocabulary.acts, let term = acts.term(named: act) else {
      throw CommandFailure(
        "unknown act `\(act.printable)`",
        help: Suggestion.help(for: act, among: vocabulary.acts?.terms.map(\.name) ?? []))
    }
    let dated = try dated(situation)
    var given = dated
    for (facet, value) in assumptions(for: dated) { given[facet] = .known(value) }
    let completed = given.completedByDefaults(of: vocabulary).situation
    var answers: [Answer] = []
    for leaf in acts[term].leaves.leaves {
      let inquiry = PowerInquiry(engine: engine, body: body, act: leaf)
      answers += try inquiry.answers(in: completed)
    }
    guard Set(answers.map(\.word)).count == 1, let first = answers.first else {
      let names = acts.names(of: acts[term].leaves)
      throw CommandFailure(
        "the acts under `\(act)` are answered differently",
        help: "ask for one of " + names.joined(separator: ", "))
    }
    return Answer(
      word: first.word, deciding: Set(answers.flatMap(\.deciding)).sorted())
  }
}
