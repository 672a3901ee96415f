import TenureModel

/// Rules the rows of a population by their clauses, where the diagram of all answers would be too
/// large.
///
/// The facts of a row leave a set of clauses alive, as bits; those that match are left to their
/// contest. A row that leaves facts open is ruled over its completions, by the diagram of the few
/// clauses that can match in them. It is as exact as the diagram, and slower; what the same facts
/// came to is remembered.
final class ClauseRuler {
  /// For how many different rows the answers are remembered.
  private static let memory = 1 << 18

  private let batch: BatchRuling
  private let facets: [FacetID]
  private var partition: FactPartition
  /// For each facet the number of each fact that was added, and a fact of each number.
  private var numbers: [[UInt32]]
  private var facts: [[Situation.Fact]]
  private let cases: CaseTable
  private var answers: [RowAnswer] = []

  init(_ batch: BatchRuling) {
    self.batch = batch
    partition = FactPartition(batch.variables)
    facets = partition.facets
    numbers = facets.map { _ in [] }
    facts = facets.map { _ in [] }
    cases = CaseTable(width: facets.count)
  }

  /// Gives a fact the next number of its facet's column.
  func add(_ fact: Situation.Fact, to facet: FacetID) {
    guard let place = facets.firstIndex(of: facet) else { return }
    let number = partition.number(of: fact, facet: facet)
    numbers[place].append(number)
    if number == facts[place].count { facts[place].append(fact) }
  }

  /// Rules a chunk, of which `columns` has the facts; facets without a column are as usual.
  func rule(
    _ count: Int, _ columns: [FacetID: UnsafePointer<UInt32>],
    into answers: UnsafeMutablePointer<UInt32>
  ) {
    for (place, facet) in facets.enumerated() where columns[facet] == nil && numbers[place] == [] {
      add(batch.usualFact(of: facet), to: facet)
    }
    let given = facets.map { columns[$0] }
    var key = [UInt32](repeating: 0, count: max(facets.count, 1))
    for row in 0..<count {
      for (place, column) in given.enumerated() {
        key[place] = numbers[place][column.map { Int($0[row]) } ?? 0]
      }
      answers[row] = answer(to: key).number
    }
  }

  private func answer(to key: [UInt32]) -> RowAnswer {
    let number = key.withUnsafeBufferPointer { key in
      key.baseAddress.map { cases.number(of: $0) } ?? 0
    }
    if number < answers.count { return answers[number] }
    var situation = Situation()
    for (place, facet) in facets.enumerated() {
      situation[facet] = facts[place][Int(key[place])]
    }
    let answer = answer(in: situation)
    answers.append(answer)
    if answers.count == Self.memory {
      answers.removeAll(keepingCapacity: true)
      cases.removeAll()
    }
    return answer
  }

  /// What is told of a situation; facets that do not matter may be left out.
  func answer(in given: Situation) -> RowAnswer {
    let vocabulary = batch.engine.regime.vocabulary
    var situation = given
    if let day = batch.day { situation[vocabulary.date] = .known(.date(day)) }
    for facet in vocabulary.facets.indices.map({ FacetID($0) })
    where situation[facet] == nil && facet != vocabulary.right {
      situation[facet] = .known(vocabulary.someValue(of: facet))
    }
    if let total = situation.total(in: vocabulary) {
      return TotalRuling.answer(
        of: batch.engine, batch.engine.prepared, in: total, namesClauses: batch.namesClauses)
    }
    let narrowed = NarrowedEngine(batch.engine, to: FactTable(situation, in: vocabulary))
    let diagram = PopulationDiagram(
      narrowed.engine, in: situation, namesClauses: batch.namesClauses)
    let answers = diagram.store.leaves(of: diagram.root).sorted().map { leaf in
      narrowed.widened(RowAnswer(number: UInt32(leaf)))
    }
    return answers.dropFirst().reduce(answers[0]) { $0.joined(with: $1) }
  }
}

extension NarrowedEngine {
  /// An answer of the narrowed engine as one of the whole.
  fileprivate func widened(_ answer: RowAnswer) -> RowAnswer {
    RowAnswer(verdict: answer.verdictCode, clause: answer.clause.map { position(of: $0) })
  }
}
