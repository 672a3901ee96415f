internal import TenureModel

/// A pilot as it stands in the document.
struct Trial: Sendable {
  /// Which errors are tolerated.
  struct Tolerance: Sendable {
    let body: String
    let act: DocumentNode
    let condition: DocumentNode
  }

  let starter: String
  let formalities: Formalities
  let procedure: String?
  let lasts: Period?
  let extender: String?
  let ender: String?
  let evaluator: String?
  let tolerance: Tolerance?

  /// Reports a pilot without a zone or an end.
  func check(_ pilot: Provision<Trial>, _ reader: inout ProvisionReader) {
    if lasts == nil, pilot.header.effective.before == nil {
      reader.report(
        Finding(
          "pilot-without-end", "pilot `\(Finding.brief(pilot.id))` never ends", at: pilot.origin,
          help: "add `until:` its last day, or `lasts:`"))
    }
    let place = reader.facet("place", at: pilot.origin)
    let sector = reader.facet("sector", at: pilot.origin)
    guard let place, let sector else { return }
    if pilot.guard.facets.isDisjoint(with: [place, sector]) {
      reader.report(
        Finding(
          "pilot-without-zone", "pilot `\(Finding.brief(pilot.id))` holds everywhere",
          at: pilot.origin, help: "add a test of `place` or `sector`, or put it into the `scope`"))
    }
  }

  func lower(
    _ pilot: Provision<Trial>, _ draft: inout PowerDraft, _ reader: inout ProvisionReader
  ) {
    let origin = pilot.origin
    if let start = reader.acts(["pilot"], at: origin) {
      draft.empower(
        pilot, body: starter, acts: start, by: .init(formalities.steps(), named: procedure),
        lasts: lasts, &reader)
      if let extender {
        draft.empower(
          pilot, body: extender, acts: start, lasts: lasts, part: "extend", &reader)
      }
    }
    if let ender, let end = reader.acts(["suspend"], at: origin) {
      draft.empower(pilot, body: ender, acts: end, part: "end", &reader)
    }
    if let evaluator, let review = reader.acts(["review"], at: origin) {
      draft.empower(pilot, body: evaluator, acts: review, part: "evaluate", &reader)
    }
    guard let tolerance, let acts = reader.acts(tolerance.act),
      let condition = reader.tests(tolerance.condition)
    else { return }
    draft.disempower(
      pilot, body: tolerance.body, acts: acts, part: "tolerance", where: condition, &reader)
  }
}

extension Pilot {
  private static let tolerance = Schema<Trial.Tolerance>.record(
    .required("of", .identifier, "the body that may not, or `any`"),
    .required("act", .node, "the acts that it may not do, say `sanction`"),
    .required("where", .node, "tests: what an error must be to be tolerated")
  ) { Trial.Tolerance(body: $0, act: $1, condition: $2) }

  static let pilots = ProvisionSection(
    "pilots", "what is tried, by whom and until when",
    .required("started-by", .identifier, "who may start it"),
    Formalities.heardField, Formalities.noticeField, Formalities.agreeingField,
    .optional("by", .identifier, "the name of the procedure; the id if left out"),
    .optional("lasts", .period, "for how long it runs once it is started"),
    .optional("extended-by", .identifier, "who may prolong it"),
    .optional("ended-by", .identifier, "who may stop it before its time"),
    .optional("evaluated-by", .identifier, "who judges what came of it"),
    .optional("tolerates", tolerance, "the sanctions that errors do not meet with")
  ) {
    starter, heard, notice, agreeing, procedure, lasts, extender, ender, evaluator, tolerance in
    Trial(
      starter: starter,
      formalities: Formalities(heard: heard, notice: notice, agreeing: agreeing),
      procedure: procedure, lasts: lasts, extender: extender, ender: ender, evaluator: evaluator,
      tolerance: tolerance)
  }
}
