/// What goes before and after a decision: who is heard, who proposes, for how long the matter lies
/// open, who must agree.
///
///     heard: {party: anyone, for: 12 weeks}
///     proposed-by: commission
///     notice: 14 days
///     agreed-by: president
///
/// Plugins of the governance pillar take its fields into their sections.
public struct Formalities: Sendable {
  /// A party that is heard.
  public struct Hearing: Sendable, Hashable {
    /// Who is heard.
    public let party: String
    /// For how long.
    public let time: Period?
  }

  /// Who is heard first.
  public let heard: [Hearing]
  /// Who alone may propose.
  public let proposer: String?
  /// For how long the matter lies open before the decision.
  public let notice: Period?
  /// Who must agree to the decision.
  public let agreeing: [String]

  /// Creates formalities.
  public init(
    heard: [Hearing] = [], proposer: String? = nil, notice: Period? = nil, agreeing: [String] = []
  ) {
    self.heard = heard
    self.proposer = proposer
    self.notice = notice
    self.agreeing = agreeing
  }

  /// The steps of a procedure, in the order in which they are taken.
  ///
  /// - Parameter decision: The decision itself; none if the agreement is all there is.
  /// - Returns: All steps; none if there are no formalities and no decision.
  public func steps(around decision: [ProcedureStep] = []) -> [ProcedureStep] {
    var steps: [ProcedureStep] = heard.map { .hear($0.party, for: $0.time) }
    if let proposer { steps.append(.propose(proposer)) }
    if let notice { steps.append(.notice(notice)) }
    return steps + decision + agreeing.map { .agree($0) }
  }
}

extension Formalities {
  /// The key `heard`: a party, `{party: anyone, for: 12 weeks}`, or a list of them.
  public static let heardField = Field.optional(
    "heard", Schema<[Hearing]>.oneOrMore(hearing), "who is heard first", default: [])
  /// The key `proposed-by`.
  public static let proposerField = Field.optional(
    "proposed-by", Schema<String>.identifier, "who alone may propose")
  /// The key `notice`.
  public static let noticeField = Field.optional(
    "notice", Schema<Period>.period, "for how long the matter lies open before the decision")
  /// The key `agreed-by`: a body, or a list of them.
  public static let agreeingField = Field.optional(
    "agreed-by", Schema<[String]>.oneOrMore(.identifier), "who must agree", default: [])

  private static let hearing: Schema<Hearing> = {
    let timed = Schema<Hearing>.record(
      .required("party", .identifier, "who is heard"),
      .optional("for", .period, "for how long")
    ) { Hearing(party: $0, time: $1) }
    let name = Schema<String>.identifier
    return Schema(shape: .oneOf([name.shape, timed.shape])) { node, findings in
      node.kind == .map
        ? timed.read(node, &findings)
        : name.read(node, &findings).map { Hearing(party: $0, time: nil) }
    }
  }()
}
