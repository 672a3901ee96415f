internal import TenureModel

/// Which body may do what by the document, and from whom it has it.
struct PowersHeld {
  private struct Delegation {
    let from: Located<String>
    let to: String
    let leaves: LeafSet
  }

  private var acts: [String: [TermSelection]] = [:]
  private var delegations: [Delegation] = []
  private let taxonomy: TaxonomyID?

  init(
    _ powers: [Provision<Power>], authority: String?, _ reader: inout ProvisionReader
  ) {
    taxonomy = reader.vocabulary.taxonomy(named: Vocabulary.actTaxonomyName)
    // What is wrong with the acts is reported where they are lowered.
    var quiet = reader
    for power in powers {
      guard let body = power.own.body ?? authority, let may = power.own.may,
        let selection = quiet.acts(may), let taxonomy
      else { continue }
      acts[body, default: []].append(selection)
      if let from = power.own.delegator {
        delegations.append(
          Delegation(
            from: from, to: body, leaves: selection.leaves(in: quiet.vocabulary[taxonomy])))
      }
    }
  }

  /// Reports who delegates what he has not, and chains that run in a circle.
  func checkDelegations(_ reader: inout ProvisionReader) {
    guard let taxonomy else { return }
    let vocabulary = reader.vocabulary
    for delegation in delegations {
      let from = delegation.from.value
      let held = (acts[from] ?? []).reduce(LeafSet()) {
        $0.union($1.leaves(in: vocabulary[taxonomy]))
      }
      if !delegation.leaves.isSubset(of: held) {
        reader.report(
          Finding(
            "not-held", "`\(from)` delegates what it may not do itself by this document",
            at: delegation.from.location,
            help: acts[from] == nil
              ? Suggestion.nearest(to: from, among: acts.keys.sorted())
                .map { "did you mean `\($0)`?" } ?? "give it the power here"
              : "give it the power here, or delegate less"))
      }
      if let path = circle(from: delegation) {
        reader.report(
          Finding(
            "circular-delegation",
            "power is delegated in a circle: "
              + path.map { "`\($0)`" }.joined(separator: " from "),
            at: delegation.from.location,
            help: "let one of them have it of its own: take `delegated-by` out"))
      }
    }
  }

  /// The acts of overriding some bodies: `override`, and what they may do.
  func actsToOverride(
    _ bodies: [Located<String>], of power: Provision<Power>, _ reader: inout ProvisionReader
  ) -> TermSelection? {
    guard let own = reader.acts(["override"], at: power.origin) else { return nil }
    var selections = [own]
    for body in bodies {
      guard let theirs = acts[body.value] else {
        reader.report(
          Finding(
            "not-held", "`\(body.value)` may do nothing by this document that could be overridden",
            at: body.location,
            help: Suggestion.nearest(to: body.value, among: acts.keys.sorted())
              .map { "did you mean `\($0)`?" } ?? "give it a power here"))
        return nil
      }
      selections += theirs
    }
    var terms: Set<TermID> = []
    for selection in selections {
      guard case .under(let some) = selection else { return .any }
      terms.formUnion(some)
    }
    return .under(terms.sorted())
  }

  /// The bodies of a circle that begins with a delegation and passes on some of its acts; nil if
  /// there is none.
  private func circle(from first: Delegation) -> [String]? {
    var seen: Set<String> = []
    var open: [(body: String, leaves: LeafSet, path: [String])] = [
      (first.from.value, first.leaves, [first.to, first.from.value])
    ]
    while let (body, leaves, path) = open.popLast() {
      if body == first.to { return path }
      guard seen.insert(body).inserted else { continue }
      for next in delegations where next.to == body && !next.leaves.isDisjoint(with: leaves) {
        open.append((next.from.value, leaves, path + [next.from.value]))
      }
    }
    return nil
  }
}
