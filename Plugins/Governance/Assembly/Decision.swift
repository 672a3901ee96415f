internal import TenureModel

/// A decision as it stands in the document.
struct Decision: Sendable {
  let body: String?
  let barred: String?
  let act: DocumentNode
  let chambers: [Chamber]
  let formalities: Formalities
  let procedure: String?
  let lasts: Period?

  /// Whom a decision is about.
  enum Who: Sendable {
    case body(String)
    case barred(String)
  }

  /// Whom the decision is about; nil if it says so not at all or twice, which is reported.
  func who(of decision: Provision<Decision>, _ reader: inout ProvisionReader) -> Who? {
    switch (body, barred) {
    case (let body?, nil): return .body(body)
    case (nil, let barred?):
      if !chambers.isEmpty || !formalities.steps().isEmpty || procedure != nil || lasts != nil {
        reader.report(
          Finding(
            "key-without-meaning", "a red line takes no procedure", at: decision.origin,
            help: "it holds for every procedure and all time; take these keys out"))
      }
      return .barred(barred)
    case (nil, nil):
      reader.report(
        Finding(
          "no-effect", "decision `\(Finding.brief(decision.id))` says nothing",
          at: decision.origin, help: "add the `body` that may, or say whom it has `barred`"))
    case (.some, .some):
      reader.report(
        Finding(
          "several-effects", "a decision says one thing, not `body` and `barred`",
          at: decision.origin, help: "write two decisions"))
    }
    return nil
  }

  /// Reports a decision of an assembly on which nobody votes.
  func checkVote(of decision: Provision<Decision>, _ reader: inout ProvisionReader) {
    guard chambers.isEmpty else { return }
    guard let procedure else {
      reader.report(
        Finding(
          "missing-key", "`chambers` is missing: who votes?", at: decision.origin,
          help: "add the votes, or `by:` a procedure; what a body decides alone is a power of an "
            + "`authority`"))
      return
    }
    if !formalities.steps().isEmpty {
      reader.report(
        Finding(
          "key-without-meaning", "procedure `\(procedure)` says by itself who is heard and agrees",
          at: decision.origin, help: "put all steps into the procedure, or add `chambers`"))
    }
  }
}

extension Assembly {
  static let decisions = ProvisionSection(
    "decisions", "what is decided, and which votes must be won",
    .optional("body", .identifier, "who may do it"),
    .optional("barred", .identifier, "the body that may not, or `any`: a red line"),
    .required("act", .node, "what is done: an act, a list of them, or `any`"),
    .optional("chambers", Chamber.list, "the votes, all to be won in order", default: []),
    Formalities.heardField, Formalities.proposerField, Formalities.noticeField,
    Formalities.agreeingField,
    .optional("by", .identifier, "the name of the procedure; the id if left out"),
    .optional("lasts", .period, "for how long the act holds")
  ) { body, barred, act, chambers, heard, proposer, notice, agreeing, procedure, lasts in
    Decision(
      body: body, barred: barred, act: act, chambers: chambers,
      formalities: Formalities(
        heard: heard, proposer: proposer, notice: notice, agreeing: agreeing),
      procedure: procedure, lasts: lasts)
  }
}
