internal import TenureModel

/// A power as it stands in the document.
struct Power: Sendable {
  let body: String?
  let may: DocumentNode?
  let mayNot: DocumentNode?
  let inspects: DocumentNode?
  let overrides: [Located<String>]
  let delegator: Located<String>?
  let formalities: Formalities
  let procedure: String?
  let lasts: Period?

  /// Whether the power says one thing; if not, that is reported.
  func isOneThing(_ power: Provision<Power>, _ reader: inout ProvisionReader) -> Bool {
    let said = [may != nil, mayNot != nil, inspects != nil, !overrides.isEmpty].count { $0 }
    if said == 0 {
      reader.report(
        Finding(
          "no-effect", "power `\(Finding.brief(power.id))` says nothing", at: power.origin,
          help: "add one of `may`, `may-not`, `inspects`, `overrides`"))
    } else if said > 1 {
      reader.report(
        Finding(
          "several-effects", "power `\(Finding.brief(power.id))` says several things",
          at: power.origin, help: "write a power for each"))
    }
    if mayNot != nil, !formalities.steps().isEmpty || procedure != nil || lasts != nil {
      reader.report(
        Finding(
          "key-without-meaning", "a red line takes no procedure", at: power.origin,
          help: "it holds for every procedure and all time; take these keys out"))
    }
    if delegator != nil, may == nil {
      reader.report(
        Finding(
          "key-without-meaning", "only what a body `may` do is delegated", at: power.origin,
          help: "take `delegated-by` out"))
    }
    return said == 1
  }

  /// The body that the power is about; nil if there is none, which is reported.
  func body(
    or authority: String?, _ power: Provision<Power>, _ reader: inout ProvisionReader
  ) -> String? {
    if let body { return body }
    if mayNot != nil { return BodySchema.any }
    if authority == nil {
      reader.report(
        Finding(
          "missing-key", "`body` is missing: whose power is this?", at: power.origin,
          help: "add `body:`, or `authority:` at the top of the document"))
    }
    return authority
  }

  /// Adds the clause of the power.
  func lower(
    _ power: Provision<Power>, body: String, _ book: PowersHeld, _ draft: inout PowerDraft,
    _ reader: inout ProvisionReader
  ) {
    var condition = Guard.always
    let acts: TermSelection?
    if let mayNot {
      guard let acts = reader.acts(mayNot) else { return }
      draft.disempower(power, body: body, acts: acts, &reader)
      return
    } else if let may {
      acts = reader.acts(may)
    } else if let inspects {
      acts = reader.acts(["inspect", "audit", "review"], at: power.origin)
      guard let actor = reader.test("actor", inspects) else { return }
      condition = actor
    } else {
      acts = book.actsToOverride(overrides, of: power, &reader)
    }
    guard let acts else { return }
    draft.empower(
      power, body: body, acts: acts, by: .init(formalities.steps(), named: procedure),
      lasts: lasts, where: condition, &reader)
  }
}

extension Authority {
  static let powers = ProvisionSection(
    "powers", "what a body may and may not do",
    .optional("body", .identifier, "whose power it is; of the document's authority if left out"),
    .optional("may", .node, "the acts that it may do alone"),
    .optional("may-not", .node, "the acts that it may not do: a red line"),
    .optional("inspects", .node, "the parties that it may inspect, audit and review"),
    .optional(
      "overrides", .oneOrMore(Schema<String>.identifier.located),
      "the bodies whose acts it may undo, or do in their stead", default: []),
    .optional(
      "delegated-by", Schema<String>.identifier.located, "the body from which it has the power"),
    Formalities.heardField, Formalities.noticeField, Formalities.agreeingField,
    .optional("by", .identifier, "the name of the procedure; the id if left out"),
    .optional("lasts", .period, "for how long the act holds")
  ) {
    body, may, mayNot, inspects, overrides, delegator, heard, notice, agreeing, procedure, lasts in
    Power(
      body: body, may: may, mayNot: mayNot, inspects: inspects, overrides: overrides,
      delegator: delegator,
      formalities: Formalities(heard: heard, notice: notice, agreeing: agreeing),
      procedure: procedure, lasts: lasts)
  }
}
