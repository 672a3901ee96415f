internal import TenureModel

/// Who watches over the rules, as it stands in the document.
struct Monitor: Sendable {
  let body: String
  let overseer: String?

  func lower(
    _ monitor: Provision<Monitor>, _ draft: inout PowerDraft, _ reader: inout ProvisionReader
  ) {
    guard let acts = reader.acts(["inspect", "audit"], at: monitor.origin) else { return }
    draft.empower(monitor, body: body, acts: acts, &reader)
    guard let overseer, let review = reader.acts(["review"], at: monitor.origin) else { return }
    draft.empower(monitor, body: overseer, acts: review, part: "review", &reader)
  }
}

/// A rung of the ladder of sanctions, as it stands in the document.
struct Rung: Sendable {
  let breach: Located<Int>
  let act: DocumentNode
  let body: String
  let chambers: [Chamber]
  let formalities: Formalities
  let lasts: Period?

  func lower(_ rung: Provision<Rung>, _ draft: inout PowerDraft, _ reader: inout ProvisionReader) {
    let from = QuantityRange(lower: .init(ExactDecimal(breach.value), included: true))
    draft.check(chambers, &reader)
    guard let acts = reader.acts(act),
      let condition = reader.test("breaches", within: from, at: breach.location)
    else { return }
    draft.empower(
      rung, body: body, acts: acts, by: .init(formalities.steps(around: chambers.map(\.step))),
      lasts: lasts, where: condition, &reader)
  }

  /// Reports a ladder with one rung, or whose rungs do not go up.
  static func checkLadder(_ given: [Provision<Rung>], _ reader: inout ProvisionReader) {
    // A ladder goes up by breaches, wherever its rungs stand.
    let rungs = given.sorted {
      ($0.own.breach.value, $0.origin.range.start.offset)
        < ($1.own.breach.value, $1.origin.range.start.offset)
    }
    if rungs.count == 1 {
      reader.report(
        Finding(
          "not-graduated", "a ladder of sanctions has more than one rung", at: rungs[0].origin,
          help: "put a lighter one before it: a first breach is answered lightly"))
    }
    for (lower, upper) in zip(rungs, rungs.dropFirst()) {
      if lower.own.breach.value == upper.own.breach.value {
        reader.report(
          Finding(
            "not-graduated",
            "rung `\(Finding.brief(upper.id))` begins at breach \(upper.own.breach.value), "
              + "not after \(lower.own.breach.value), where the one below begins",
            at: upper.own.breach.location,
            help: "let each rung begin at a later breach than the one below it"))
      }
      if lower.own.body == upper.own.body, lower.own.lasts == upper.own.lasts,
        lower.own.act.hasSameContent(as: upper.own.act)
      {
        reader.report(
          Finding(
            "not-graduated",
            "rung `\(Finding.brief(upper.id))` is no harder than the one below it",
            at: upper.origin, help: "name another act or body, or let it last longer"))
      }
    }
  }
}

/// How disputes are settled, as it stands in the document.
struct Dispute: Sendable {
  let who: String
  let body: String
  let time: Period?

  func lower(
    _ dispute: Provision<Dispute>, _ draft: inout PowerDraft, _ reader: inout ProvisionReader
  ) {
    guard let complain = reader.acts(["complain"], at: dispute.origin),
      let review = reader.acts(["review"], at: dispute.origin)
    else { return }
    draft.empower(dispute, body: who, acts: complain, &reader)
    draft.empower(
      dispute, body: body, acts: review, by: .init([.hear(who, for: time)]), part: "review",
      &reader)
  }
}

extension Polycentric {
  static let monitors = ProvisionSection(
    "monitors", "who watches over the rules",
    .required("body", .identifier, "who inspects and audits"),
    .optional("answers-to", .identifier, "the body that reviews the monitor")
  ) { Monitor(body: $0, overseer: $1) }

  static let sanctions = ProvisionSection(
    "sanctions", "the ladder of sanctions, from the lightest to the hardest",
    .required(
      "breach", Schema<Int>.wholeNumber(atLeast: 1, atMost: 1_000_000).located,
      "the breach from which on it may be used, the first being 1"),
    .required("act", .node, "what is done to who breaks the rules"),
    .required("body", .identifier, "who does it"),
    .optional("chambers", Chamber.list, "the votes, all to be won in order", default: []),
    Formalities.heardField, Formalities.agreeingField,
    .optional("lasts", .period, "for how long it holds")
  ) { breach, act, body, chambers, heard, agreeing, lasts in
    Rung(
      breach: breach, act: act, body: body, chambers: chambers,
      formalities: Formalities(heard: heard, agreeing: agreeing), lasts: lasts)
  }

  static let disputes = ProvisionSection(
    "disputes", "where disputes are settled",
    .required("who", .identifier, "who may bring a dispute, alone and without cost"),
    .required("before", .identifier, "the body that hears and settles it"),
    .optional("within", .period, "for how long they are heard")
  ) { Dispute(who: $0, body: $1, time: $2) }
}
