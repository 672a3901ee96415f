import BigInt
import TenureDocuments
import TenureEngine
import TenureModel

extension MergeReport {
  /// The merge for programs.
  package var json: JSONValue {
    [
      "clean": .flag(isClean),
      "base": .text(base.id ?? base.reference),
      "ours": .text(ours.reference),
      "theirs": .text(theirs.reference),
      "documents": .list(
        documents.map { ["file": .text($0.path), "from": .text($0.fate.rawValue)] }),
      "conflicts": .list(textConflicts.map(\.json)),
      "findings": .list(
        findings.map { finding in
          [
            "finding": .text(finding.id), "message": .text(finding.message),
            "file": .optional(finding.location?.file),
            "line": finding.location.map { .whole($0.line) } ?? .null,
            "help": .optional(finding.help),
          ]
        }),
      "regimes": .members(regimes.map { ($0.name, $0.json) }),
      "written": .flag(isWritten),
    ]
  }
}

extension MergeReport.TextConflict {
  fileprivate var json: JSONValue {
    func place(_ location: SourceLocation?) -> JSONValue {
      guard let location else { return .null }
      return ["file": .text(location.file), "line": .whole(location.line)]
    }
    return [
      "file": .text(file), "kind": .text(conflict.kind.rawValue), "path": .texts(conflict.path),
      "base": place(conflict.base), "ours": place(conflict.ours),
      "theirs": place(conflict.theirs), "reason": .optional(reason),
    ]
  }
}

extension MergeReport.Regime {
  fileprivate var json: JSONValue {
    [
      "proved": .flag(proof.holds),
      "situations": [
        "total": .text(String(proof.total)), "ours": .text(String(proof.takenFromOurs)),
        "theirs": .text(String(proof.takenFromTheirs)),
        "alike": .text(String(proof.changedAlike)),
        "clashing": .text(String(proof.clashing)),
      ],
      "changes": [
        "ours": json(relations.ours, proof.differing.ours),
        "theirs": json(relations.theirs, proof.differing.theirs),
        "merged": json(relations.merged, proof.differing.merged),
      ],
      "clashes": .list(proof.clashes.map { json($0) }),
    ]
  }

  private func json(_ relation: Relation, _ differing: BigUInt) -> JSONValue {
    ["relation": .text(relation.rawValue), "differing": .text(String(differing))]
  }

  private func json(_ clash: MergeProof.Clash) -> JSONValue {
    let vocabulary = sides.merged.book.vocabulary
    let regions = RegionJSON(vocabulary)
    let shift = ShiftText(vocabulary: vocabulary, ink: Ink(isColoured: false))
    func change(_ subject: RegimeDiff.Subject?) -> JSONValue {
      .optional(subject.map { shift.text([$0]) })
    }
    let causes = causes(clash)
    return [
      "kind": .text(clash.kind.rawValue),
      "pillar": .text(clash.change.pillar.rawValue),
      "changes": [
        "ours": change(clash.ours), "theirs": change(clash.theirs),
        "merged": change(clash.merged),
      ],
      "rulings": [
        "base": RulingJSON(sides.base.book).json(clash.change.before),
        "ours": RulingJSON(sides.ours.book).json(clash.ourRuling),
        "theirs": RulingJSON(sides.theirs.book).json(clash.theirRuling),
        "merged": RulingJSON(sides.merged.book).json(clash.change.after),
      ],
      "region": regions.json(clash.change.region),
      "witness": regions.json(clash.change.witness),
      "count": .text(String(clash.change.count)),
      "clauses": [
        "base": sides.base.book.json(causes.base),
        "ours": sides.ours.book.json(causes.ours),
        "theirs": sides.theirs.book.json(causes.theirs),
      ],
    ]
  }
}
