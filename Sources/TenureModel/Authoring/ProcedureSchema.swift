/// How procedures are written: lists of steps, all of which are taken in order.
public enum ProcedureSchema {
  /// The word for a body's own decision.
  public static let alone = "alone"

  /// Procedures by their names.
  public static let procedures = Schema<[(key: String, value: [ProcedureStep])]>.map(
    of: steps, named: "a procedure", "its steps, all of them taken in order",
    keys: BodySchema.reserving(alone, "a procedure"))

  /// The steps of one procedure.
  public static let steps = Schema<[ProcedureStep]>.list(of: step, isEmptyAllowed: false)

  /// The steps, each by the key that tells it from the others.
  private static let forms: [(key: String, schema: Schema<ProcedureStep>)] = [
    ("propose", propose), ("agree", agree), ("hear", hear), ("notice", notice), ("vote", vote),
    ("any", any), ("all", all),
  ]

  private static var stepShape: SchemaShape {
    .named("step") { .oneOf(forms.map(\.schema.shape)) }
  }

  private static let step = Schema<ProcedureStep>(shape: stepShape) { node, findings in
    if let form = forms.first(where: { node[$0.key] != nil }) {
      return form.schema.read(node, &findings)
    }
    let keys = forms.map(\.key)
    let near = node.entries.compactMap { Suggestion.nearest(to: $0.key.text, among: keys) }.first
    findings.append(
      node.finding(
        "unknown-step", "this is no step of a procedure",
        help: near.map { "did you mean `\($0)`?" }
          ?? "a step is a map with one of " + keys.map { "`\($0)`" }.joined(separator: ", ")))
    return nil
  }

  private static let propose = Schema<ProcedureStep>.record(
    .required("propose", .identifier, "the body that proposes")
  ) { .propose($0) }

  private static let agree = Schema<ProcedureStep>.record(
    .required("agree", .identifier, "the body that agrees")
  ) { .agree($0) }

  private static let hear = Schema<ProcedureStep>.record(
    .required("hear", .identifier, "the party that is heard"),
    .optional("for", .period, "for how long")
  ) { .hear($0, for: $1) }

  private static let notice = Schema<ProcedureStep>.record(
    .required("notice", .period, "for how long the matter lies open")
  ) { .notice($0) }

  private static let vote = Schema<ProcedureStep>.record(
    .required("vote", VoteSchema.vote, "a vote in a body")
  ) { .vote($0) }

  private static let parts = Schema<[ProcedureStep]>.list(
    of: .named("step") { step }, isEmptyAllowed: false)

  private static let any = Schema<ProcedureStep>.record(
    .required("any", parts, "the steps of which one is taken")
  ) { .any($0) }

  private static let all = Schema<ProcedureStep>.record(
    .required("all", parts, "the steps that are all taken")
  ) { .all($0) }
}

/// How votes are written: `{in: council, pass: {at-least: 55%, of: all}, veto: [chair]}`.
public enum VoteSchema {
  /// One vote.
  public static let vote = Schema<ProcedureStep.Vote>.record(
    .required("in", .identifier, "the body that votes"),
    .optional("quorum", MoneySchema.rate, "the share of the weight that must take part"),
    .required("pass", pass, "what the weight in favour must pass"),
    .optional("veto", .oneOrMore(.identifier), "holders who must be in favour", default: [])
  ) { body, quorum, pass, vetoes in
    ProcedureStep.Vote(
      in: body, quorum: quorum, threshold: pass.threshold, of: pass.base,
      vetoes: Set(vetoes).sorted())
  }

  private struct Pass: Sendable {
    let threshold: ProcedureStep.Vote.Threshold
    let base: ProcedureStep.Vote.Base
  }

  private struct PassParts: Sendable {
    let moreThan: Ratio?
    let atLeast: Ratio?
    let base: ProcedureStep.Vote.Base
  }

  private static let pass = Schema<PassParts>.record(
    .optional("more-than", MoneySchema.rate, "strictly more than this share"),
    .optional("at-least", MoneySchema.rate, "this share or more"),
    .optional(
      "of", Schema<ProcedureStep.Vote.Base>.choice(of: ProcedureStep.Vote.Base.self),
      "of all weight, or of the weight that was cast", default: .all)
  ) { PassParts(moreThan: $0, atLeast: $1, base: $2) }
  .map { parts, node, findings -> Pass? in
    switch (parts.moreThan, parts.atLeast) {
    case (let share?, nil) where share.numerator < share.denominator:
      return Pass(threshold: .moreThan(share), base: parts.base)
    case (nil, let share?) where share.numerator > 0:
      return Pass(threshold: .atLeast(share), base: parts.base)
    case (nil, nil), (.some, .some):
      findings.append(
        node.finding(
          "no-threshold", "a vote passes with `more-than` or `at-least` a share, one of the two",
          help: "write `pass: {more-than: 1/2}`"))
    case (.some, nil):
      findings.append(
        node.finding(
          "out-of-range", "more than the whole can never be in favour",
          help: "unanimity is `{at-least: 100%}`"))
    case (nil, .some):
      findings.append(
        node.finding(
          "out-of-range", "at least nothing is always in favour",
          help: "write a share above zero, or leave the vote out"))
    }
    return nil
  }
}
