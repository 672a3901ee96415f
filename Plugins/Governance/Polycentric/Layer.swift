internal import TenureModel

/// A layer of self-government as it stands in the document.
struct Layer: Sendable {
  let body: String
  let makes: DocumentNode
  let chambers: [Chamber]
  let formalities: Formalities
  let within: Located<String>?
  let outsiders: [String]

  func lower(
    _ layer: Provision<Layer>, isOuter: Bool, _ draft: inout PowerDraft,
    _ reader: inout ProvisionReader
  ) {
    draft.check(chambers, &reader)
    guard let acts = reader.acts(makes) else { return }
    let steps = formalities.steps(around: chambers.map(\.step))
    draft.empower(layer, body: body, acts: acts, by: .init(steps), &reader)
    for outsider in outsiders {
      draft.disempower(layer, body: outsider, acts: acts, part: outsider, &reader)
    }
    guard isOuter, let coordinate = reader.acts(["coordinate"], at: layer.origin) else { return }
    draft.empower(
      layer, body: body, acts: coordinate, by: .init(steps, named: layer.id), part: "coordinate",
      &reader)
  }

  /// Reports layers that lie within none that there is, or within themselves.
  static func checkNesting(_ layers: [Provision<Layer>], _ reader: inout ProvisionReader) {
    let within = Dictionary(
      layers.map { ($0.id, $0.own.within?.value) }, uniquingKeysWith: { first, _ in first })
    for layer in layers {
      guard let outer = layer.own.within else { continue }
      guard within[outer.value] != nil else {
        reader.report(
          Finding(
            "unknown-layer", "there is no layer `\(Finding.brief(outer.value))` to lie within",
            at: outer.location,
            help: Suggestion.help(for: outer.value, among: within.keys.sorted())))
        continue
      }
      var seen: Set<String> = []
      var next: String? = outer.value
      while let id = next, seen.insert(id).inserted { next = within[id] ?? nil }
      if seen.contains(layer.id) {
        reader.report(
          Finding(
            "circular-nesting", "layer `\(Finding.brief(layer.id))` lies within itself",
            at: outer.location, help: "the outermost layer has no `within`"))
      }
    }
  }
}

extension Polycentric {
  static let layers = ProvisionSection(
    "layers", "who makes which rules",
    .required("body", .identifier, "the members, as they decide"),
    .required("makes", .node, "the rules that are theirs: acts on rules"),
    .required("chambers", Chamber.list, "the votes, all to be won in order"),
    Formalities.heardField, Formalities.proposerField, Formalities.noticeField,
    Formalities.agreeingField,
    .optional("within", Schema<String>.identifier.located, "the layer that it is a part of"),
    .optional(
      "kept-from", .oneOrMore(.identifier), "outsiders who may not make these rules", default: [])
  ) { body, makes, chambers, heard, proposer, notice, agreeing, within, outsiders in
    Layer(
      body: body, makes: makes, chambers: chambers,
      formalities: Formalities(
        heard: heard, proposer: proposer, notice: notice, agreeing: agreeing),
      within: within, outsiders: outsiders)
  }
}
