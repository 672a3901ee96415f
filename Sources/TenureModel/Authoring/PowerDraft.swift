/// What a document of the governance pillar lowers to, as a plugin draws it up: the bodies and
/// procedures that it declares, and the clauses.
///
/// It keeps what any such document must keep: votes are held in bodies that are declared, a name
/// means one procedure, and not everybody is locked out of the rules for ever.
public struct PowerDraft: Sendable {
  /// The bodies and procedures.
  public private(set) var declarations: GovernanceDeclarations
  /// The clauses, in the order in which they were added.
  public private(set) var clauses: [Clause<GovernanceEffect>] = []

  /// Begins with what a document declares under `bodies` and `procedures`.
  public init(_ reader: inout ProvisionReader) {
    declarations = reader.powerDeclarations()
  }

  /// What the document lowers to.
  public func lowered(_ reader: ProvisionReader) -> Lowered<GovernanceEffect> {
    let isEmpty = declarations.bodies.isEmpty && declarations.procedures.isEmpty
    return reader.lowered(clauses, declarations: isEmpty ? nil : declarations)
  }

  /// How a body uses its power.
  public struct Way: Sendable {
    let steps: [ProcedureStep]
    let name: String?

    /// A procedure of certain steps, declared under a name, that of the clause if left out.
    ///
    /// Without steps it is the procedure of that name, declared elsewhere; without either the body
    /// decides alone.
    public init(_ steps: [ProcedureStep] = [], named name: String? = nil) {
      self.steps = steps
      self.name = name
    }

    /// The body decides alone.
    public static let alone = Way()
  }

  /// Adds a clause that empowers a body.
  ///
  /// - Parameters:
  ///   - provision: What the clause comes from.
  ///   - body: Who is empowered.
  ///   - acts: To do what.
  ///   - way: By which procedure.
  ///   - lasts: For how long the act holds.
  ///   - part: What tells the clause from others of the provision.
  ///   - condition: Tests beside those of the provision.
  ///   - reader: Where what is wrong is reported.
  public mutating func empower<Own>(
    _ provision: Provision<Own>, body: String, acts: TermSelection, by way: Way = .alone,
    lasts: Period? = nil, part: String? = nil, where condition: Guard = .always,
    _ reader: inout ProvisionReader
  ) {
    guard body != BodySchema.any else {
      reader.report(
        Finding(
          "not-a-body", "`any` body cannot be empowered", at: provision.origin,
          help: "name one body in each provision"))
      return
    }
    let id = part.map { "\(provision.id).\($0)" } ?? provision.id
    let procedure = declare(way, orAs: id, at: provision.origin, &reader)
    let effect = GovernanceEffect(.empower(body: body, by: procedure, lasts: lasts), acts: acts)
    clauses.append(provision.clause(effect, part: part, where: condition))
  }

  /// Adds a clause that draws a red line for a body, or for any.
  ///
  /// - Parameters:
  ///   - provision: What the clause comes from.
  ///   - body: The body, or `any`.
  ///   - acts: What it may not do.
  ///   - part: What tells the clause from others of the provision.
  ///   - condition: Tests beside those of the provision.
  ///   - reader: Where what is wrong is reported.
  public mutating func disempower<Own>(
    _ provision: Provision<Own>, body: String, acts: TermSelection, part: String? = nil,
    where condition: Guard = .always, _ reader: inout ProvisionReader
  ) {
    let selection = body == BodySchema.any ? GovernanceEffect.BodySelection.any : .body(body)
    let clause = provision.clause(
      GovernanceEffect(.disempower(body: selection), acts: acts), part: part, where: condition)
    if selection == .any, clause.guard == .always, clause.effective.before == nil,
      !clause.isDefault, coversAmendments(acts, reader.vocabulary)
    {
      reader.report(
        Finding(
          "locked-out", "nobody could ever change the rules again: everyone is barred from `amend`",
          at: provision.origin,
          help: "leave some act of `amend` out, name a body, or say when it does not hold"))
    }
    clauses.append(clause)
  }

  /// Reports votes in bodies that the document does not declare, vetoes of who has no seat, and
  /// votes that nobody can win.
  public func check(_ chambers: [Chamber], _ reader: inout ProvisionReader) {
    for chamber in chambers {
      switch chamber {
      case .any(let parts), .all(let parts): check(parts, &reader)
      case .vote(let vote, let bodyAt, let vetoAt):
        guard let seats = declarations.bodies[vote.body] else {
          reader.report(
            Finding(
              "unknown-body", "there is no body `\(vote.body)` that could vote", at: bodyAt,
              help: Suggestion.nearest(to: vote.body, among: declarations.bodies.keys.sorted())
                .map { "did you mean `\($0)`?" } ?? "declare its seats under `bodies`"))
          continue
        }
        let holders = Set(seats.map(\.holder)).sorted()
        for holder in vote.vetoes where !holders.contains(holder) {
          reader.report(
            Finding(
              "unknown-holder", "`\(holder)` has no seat in `\(vote.body)`", at: vetoAt,
              help: Suggestion.help(for: holder, among: holders)))
        }
        if case .moreThan = vote.threshold, seats.allSatisfy({ $0.weight == 0 }) {
          reader.report(
            Finding(
              "locked-out", "nobody can win a vote in `\(vote.body)`: no seat has any weight",
              at: bodyAt, help: "give some seat a weight above zero"))
        }
      }
    }
  }

  private mutating func declare(
    _ way: Way, orAs id: String, at place: SourceLocation, _ reader: inout ProvisionReader
  ) -> GovernanceEffect.ProcedureReference {
    let name = way.name ?? id
    guard !way.steps.isEmpty else { return way.name == nil ? .alone : .procedure(name) }
    if name == ProcedureSchema.alone {
      reader.report(
        Finding(
          "reserved-name", "a procedure cannot be named `\(name)`", at: place,
          help: "choose another name"))
    }
    let former = declarations.procedures.updateValue(way.steps, forKey: name)
    if let former, former != way.steps {
      reader.report(
        Finding(
          "declared-differently", "procedure `\(name)` is declared differently before",
          at: place, help: "give one of them another name"))
    }
    return .procedure(name)
  }

  private func coversAmendments(_ acts: TermSelection, _ vocabulary: Vocabulary) -> Bool {
    guard let id = vocabulary.taxonomy(named: Vocabulary.actTaxonomyName),
      let amend = vocabulary[id].term(named: "amend")
    else { return false }
    let all = vocabulary[id].leaves(underAnyOf: [amend])
    return all.isSubset(of: acts.leaves(in: vocabulary[id]))
  }
}
