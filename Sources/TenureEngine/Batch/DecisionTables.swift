package import TenureModel

/// A regime's answers to the rows of a population as a chain of tables, one for each question, to
/// be walked where there is no code of ours: in the SQL of an engine.
///
///     state ─▶ table 1 [state % (modulus − code)] ─▶ table 2 […] ─▶ … ─▶ number of the answer
///
/// After each table a *state* is a diagram below. The table of a question has for each state that
/// asks it a run of entries, one for a code, and for each that passes it by a single entry. Both
/// are reached by one expression in which the state occurs once, so that the whole chain is a
/// single expression that grows by a table for each question: a state that passes by is its place
/// p, one that asks is p + modulus, and (p + modulus) % (modulus − code) is p + code.
///
/// Not known is a code of its own, behind the classes: there the entry leads to what all
/// completions have in common.
package struct DecisionTables: Sendable {
  /// Why the tables cannot be made.
  package enum Problem: Error, Sendable, Hashable {
    /// There are more entries than `entryLimit`; with the facets that may be unknown and for which
    /// most was made, most first.
    case tooLarge(open: [FacetID])
  }

  /// One question.
  package struct Step: Sendable {
    /// What is asked.
    package let variable: Variable
    /// Whether the fact may be unknown; its code is the number of classes.
    package let mayBeOpen: Bool
    /// Sets of classes that a fact may leave, each with a code behind that of the unknown.
    package let openClasses: [[Int]]
    /// For each place the next state.
    package fileprivate(set) var entries: [Int] = []
    /// See the type.
    package fileprivate(set) var modulus = 0

    /// The number of codes.
    package var codeCount: Int {
      variable.arity + (mayBeOpen ? 1 : 0) + openClasses.count
    }
  }

  /// The most entries of all tables together.
  package static let entryLimit = 1 << 21
  /// The most nodes that may be made on the way.
  private static let nodeLimit = 1 << 22

  /// The questions, in order.
  package private(set) var steps: [Step] = []
  /// The state before the first table.
  package private(set) var start = 0
  /// The answers by their numbers.
  package private(set) var answers: [RowAnswer] = []

  /// The facets that are asked about, ascending.
  package var facets: [FacetID] { Set(steps.map(\.variable.facet)).sorted() }

  /// Makes the tables of a regime.
  ///
  /// - Parameters:
  ///   - engine: The regime.
  ///   - day: The day at which it is asked; without it, `date` is a question like any other.
  ///   - namesClauses: Whether answers name the first deciding clause.
  ///   - absent: The facts of facets that no row gives.
  ///   - known: The facets that are known in every row; the tables are then smaller.
  ///   - takesInnerTerms: Whether a term facet may be given as an inner term, which leaves it open
  ///     to the leaves under it.
  /// - Throws: `tooLarge`.
  package init(
    _ engine: RegimeEngine, at day: Day?, namesClauses: Bool,
    absent: [FacetID: Situation.Fact] = [:], known: Set<FacetID>, takesInnerTerms: Bool
  ) throws(Problem) {
    let whole = PopulationDiagram(engine, at: day, namesClauses: namesClauses, absent: absent)
    let levels = whole.store.support(of: whole.root).sorted()
    var joiner = CompletionJoiner(space: whole.space, store: whole.store)
    var current = [whole.root]
    /// For each step the places of its states, and for each entry the position of the next state.
    var targets: [[Int]] = []
    var states: [[Int]] = []
    var entryCount = 0
    var made: [FacetID: Int] = [:]
    for level in levels {
      let variable = whole.space.variables[level]
      var step = Step(
        variable: variable, mayBeOpen: !known.contains(variable.facet),
        openClasses: takesInnerTerms ? variable.innerClasses(in: whole.space.vocabulary) : [])
      var next: [Ref] = []
      var positions: [Ref: Int] = [:]
      func position(_ ref: Ref) -> Int {
        if let known = positions[ref] { return known }
        positions[ref] = next.count
        next.append(ref)
        return next.count - 1
      }
      var entries: [Int] = []
      var places: [Int] = []
      for ref in current {
        places.append(entries.count)
        guard whole.store.level(ref) == level else {
          entries.append(position(ref))
          continue
        }
        for code in 0..<variable.arity { entries.append(position(whole.store.child(ref, code))) }
        if step.mayBeOpen {
          let before = whole.store.nodeCount
          entries.append(position(joiner.joinAll(ref, of: variable.facet)))
          made[variable.facet, default: 0] += whole.store.nodeCount - before
        }
        for classes in step.openClasses { entries.append(position(joiner.join(ref, classes))) }
        guard entryCount + entries.count <= Self.entryLimit,
          whole.store.nodeCount <= Self.nodeLimit
        else {
          throw .tooLarge(
            open: made.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key))
        }
      }
      entryCount += entries.count
      step.modulus = entries.count + step.codeCount + 1
      for (index, ref) in current.enumerated() where whole.store.level(ref) == level {
        places[index] += step.modulus
      }
      steps.append(step)
      targets.append(entries)
      states.append(places)
      current = next
    }
    answers = current.map { RowAnswer(number: UInt32($0.leaf ?? 0)) }
    states.append(Array(current.indices))
    for index in steps.indices {
      let next = states[index + 1]
      steps[index].entries = targets[index].map { next[$0] }
    }
    start = states[0][0]
  }

  /// Walks the tables, as SQL does; `code` gives the code of each step.
  package func answer(_ code: (Step) -> Int) -> RowAnswer {
    var state = start
    for step in steps { state = step.entries[state % (step.modulus - code(step))] }
    return answers[state]
  }
}

extension Variable {
  /// For each inner term of a term facet the classes that it leaves, where they are several, each
  /// set of classes once.
  fileprivate func innerClasses(in vocabulary: Vocabulary) -> [[Int]] {
    guard case .terms = content, let taxonomy = vocabulary.taxonomy(of: facet) else { return [] }
    var found: [[Int]] = []
    for term in taxonomy.terms where !term.isLeaf {
      let classes = codes(of: term.leaves).members
      if classes.count > 1, !found.contains(classes) { found.append(classes) }
    }
    return found
  }
}
