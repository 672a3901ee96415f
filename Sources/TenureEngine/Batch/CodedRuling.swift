public import TenureModel

/// A regime made ready to tell the verdict, the rights and the duties of situations by their codes.
///
/// ```swift
/// let ready = CodedRuling(engine, at: day)
/// let codes = ready.codes(of: situation)      // once for each situation
/// var answer = ready.emptyAnswer
/// ready.rule(codes, into: &answer)            // a fraction of a microsecond
/// answer.verdict
/// ready.outcome(of: answer).rights
/// ```
///
///     codes ─┬─▶ diagram of the verdict and some rights ─▶ part ─┐
///            ├─▶ diagram of other rights and duties     ─▶ part ─┼─▶ answer, by union
///            └─▶ …                                      ─▶ part ─┘
///
/// Each question has a diagram. One for all of them would be as large as the product of those that
/// do not depend on one another; so they are joined only as long as the result stays small. What it
/// is bad at: regimes that are asked once, and explanations, which are `RegimeEngine.ruling(in:)`.
public struct CodedRuling: Sendable {
  /// What a situation is told; to be read with the help of whoever gave it.
  public struct Answer: Sendable, Hashable {
    fileprivate var words: [UInt64]

    /// The verdict.
    public var verdict: Verdict { RowAnswer.verdict(ofCode: Int(words[0] & 7)) }
  }

  /// A bit of an answer.
  private enum Mark: Hashable {
    case right(Int, RightState)
    case duty(DutyPhase, Duty)
    case holderDuty(DutyPhase, Duty)
  }

  /// The most nodes of a diagram of several questions.
  private static let joinedLimit = 2_048
  /// The bits of an answer that tell the verdict.
  private static let verdictBits = 3

  private let variables: [Variable]
  private let codeLimits: CodeLimits
  private let diagram: CompactDiagram
  /// For each leaf of the diagram the words of its part of an answer.
  private let parts: [UInt64]
  private let wordCount: Int
  private let marks: [Mark]

  /// Makes a regime ready; nil if the diagrams of its answers are too large.
  ///
  /// - Parameters:
  ///   - engine: The regime.
  ///   - day: The day at which it is asked; without it, `date` is a facet like any other.
  public init?(_ engine: RegimeEngine, at day: Day? = nil) {
    let analysis = Analysis(
      regimes: [engine.regime], table: ClauseTable(engine.clauses), survey: engine.survey,
      day: day, nodeLimit: BatchRuling.nodeLimit)
    let resolver = Resolver(analysis, side: 0, part: .region(.yes))
    let marks = Interner<Mark>()
    var joints = [
      Joint(analysis.store, resolver.diagram(of: .act)) { verdict in
        (0..<Self.verdictBits).filter { verdict >> $0 & 1 == 1 }
      }
    ]
    for question in analysis.questions(on: 0) {
      guard let bits = Self.bits(of: question, marks) else { continue }
      let joint = Joint(analysis.store, resolver.diagram(of: question), parts: bits)
      var isJoined = false
      for place in joints.indices where !isJoined {
        isJoined = joints[place].join(joint, limit: Self.joinedLimit)
      }
      if !isJoined { joints.append(joint) }
    }
    let wordCount = (Self.verdictBits + marks.values.count + 63) / 64
    var parts: [UInt64] = []
    var roots: [Ref] = []
    for joint in joints {
      let first = parts.count / wordCount
      roots.append(analysis.store.map(joint.root) { first + $0 })
      for bits in joint.parts.values {
        var words = [UInt64](repeating: 0, count: wordCount)
        for bit in bits { words[bit / 64] |= 1 << UInt64(bit % 64) }
        parts += words
      }
    }
    guard !analysis.store.isExhausted,
      let diagram = CompactDiagram(roots, in: analysis.store)
    else { return nil }
    self.diagram = diagram
    // The first leaf stands for "not known", which no code leads to.
    self.parts = (0..<diagram.leafCount).flatMap { leaf in
      let first = leaf == 0 ? 0 : Int(diagram.answer(of: leaf).number) * wordCount
      return parts[first..<first + wordCount]
    }
    self.wordCount = wordCount
    self.marks = marks.values
    variables = diagram.levels.map { analysis.space.variables[$0] }
    codeLimits = CodeLimits(variables)
  }

  /// For each value of a question the bits that it sets; nil if it is of no interest here.
  private static func bits(
    of question: Question, _ marks: Interner<Mark>
  ) -> ((Int) -> [Int])? {
    func bit(_ mark: Mark) -> Int { verdictBits + marks.number(of: mark) }
    switch question {
    case .act, .step, .rivals, .power: return nil
    case .right(let right):
      let states = RightValue.states.map { $0 == .none ? [] : [bit(.right(right, $0))] }
      return { states[$0] }
    case .duty(let phase, let duty):
      let own = bit(.duty(phase, duty))
      return { $0 == 1 ? [own] : [] }
    case .holderDuty(let phase, let duty):
      let own = bit(.holderDuty(phase, duty))
      return { $0 == 1 ? [own] : [] }
    }
  }
}

extension CodedRuling {
  /// How many diagrams a ruling walks.
  public var walkCount: Int { diagram.roots.count }

  /// How large the table of the diagrams is, in cells of four bytes.
  public var cellCount: Int { diagram.cellCount }

  /// Room for an answer.
  public var emptyAnswer: Answer { Answer(words: [UInt64](repeating: 0, count: wordCount)) }

  /// The class of each question for a situation: what a caller who rules the same situations again
  /// keeps of them.
  public func codes(of situation: TotalSituation) -> [UInt16] {
    variables.map { UInt16(truncatingIfNeeded: $0.code(of: situation[$0.facet])) }
  }

  /// Rules a situation by its codes.
  ///
  /// Complexity: a step for each facet that matters, in each diagram; nothing is allocated.
  ///
  /// - Precondition: There is a code for each question, of one of its classes, as `codes(of:)` of
  ///   this value has them, and `answer` comes from its `emptyAnswer`.
  public func rule(_ codes: [UInt16], into answer: inout Answer) {
    precondition(
      answer.words.count == wordCount && codes.withUnsafeBufferPointer { codeLimits.allow($0) },
      "CodedRuling.rule must have a code for each of \(codeLimits.count) questions, of a class")
    let wordCount = wordCount
    let roots = diagram.roots
    answer.words.withUnsafeMutableBufferPointer { words in
      codes.withUnsafeBufferPointer { codes in
        parts.withUnsafeBufferPointer { parts in
          for index in 0..<wordCount { words[index] = 0 }
          for root in roots {
            let part = diagram.leaf(from: root, codes) &* wordCount
            for index in 0..<wordCount { words[index] |= parts[part &+ index] }
          }
        }
      }
    }
  }

  /// What an answer says: the verdict, rights and duties of an outcome, and nothing else of it.
  public func outcome(of answer: Answer) -> Outcome {
    var outcome = Outcome()
    outcome.verdict = answer.verdict
    var duties = PhasedDuties(.none)
    var holderDuties = PhasedDuties(.none)
    for (number, mark) in marks.enumerated() {
      let bit = Self.verdictBits + number
      guard answer.words[bit / 64] >> UInt64(bit % 64) & 1 == 1 else { continue }
      switch mark {
      case .right(let right, let state): outcome.rights[right] = state
      case .duty(let phase, let duty): duties.set(duty, phase, to: true)
      case .holderDuty(let phase, let duty): holderDuties.set(duty, phase, to: true)
      }
    }
    outcome.duties = duties.duties
    outcome.holderDuties = holderDuties.duties
    return outcome
  }
}

/// Several questions in one diagram, with the bits of the answers for each of its leaves.
private struct Joint {
  let store: DiagramStore
  private(set) var root: Ref
  /// For each leaf the bits that it sets, ascending.
  private(set) var parts: Interner<[Int]>

  /// The diagram of one question, whose values set some bits.
  init(_ store: DiagramStore, _ ref: Ref, parts bits: (Int) -> [Int]) {
    self.store = store
    let parts = Interner<[Int]>()
    root = store.map(ref) { parts.number(of: bits($0)) }
    self.parts = parts
  }

  /// Joins another diagram to this one, if both and the result are small.
  mutating func join(_ other: Joint, limit: Int) -> Bool {
    // What the result can have at most is bounded first, so that no try costs much.
    guard store.nodes(of: root).count * store.nodes(of: other.root).count <= limit << 8 else {
      return false
    }
    let joined = Interner<[Int]>()
    let ref = store.combine(root, other.root) {
      joined.number(of: (parts.values[$0] + other.parts.values[$1]).sorted())
    }
    guard store.nodes(of: ref).count <= limit else { return false }
    root = ref
    parts = joined
    return true
  }
}
