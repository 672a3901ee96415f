import TenureEngine
import TenureModel

extension CheckReport {
  /// The findings, as the document format lays them down.
  package var json: JSONValue {
    [
      "findings": .list(
        documentFindings.map { json($0) } + findings.map { json($0) })
    ]
  }

  private func json(_ finding: RegimeFinding) -> JSONValue {
    let regions = RegionJSON(book.vocabulary)
    return [
      "finding": .text(finding.id),
      "severity": .text(finding.severity.rawValue),
      "pillar": .text(finding.pillar.rawValue),
      "region": finding.region.isEmpty ? .null : regions.json(finding.region),
      "witness": finding.witness.map { regions.json($0) } ?? .null,
      "count": finding.count.map { .text(String($0)) } ?? .null,
      "clauses": .list(finding.clauses.map { place(of: $0) }),
      "message": .text(finding.message),
      "help": .optional(finding.help),
    ]
  }

  private func json(_ finding: Finding) -> JSONValue {
    let clause = clause(at: finding.location)
    let place: JSONValue? = finding.location.map { location in
      [
        "id": .optional(clause.map { book[$0].id }),
        "file": .text(location.file),
        "line": .whole(location.line),
      ]
    }
    return [
      "finding": .text(finding.id),
      "severity": .text(finding.severity.rawValue),
      "pillar": .optional(pillar(at: finding.location)?.rawValue),
      "region": .null,
      "witness": .null,
      "count": .null,
      "clauses": .list(place.map { [$0] } ?? []),
      "message": .text(finding.message),
      "help": .optional(finding.help),
    ]
  }

  private func place(of position: Int) -> JSONValue {
    let clause = book[position]
    return [
      "id": .text(clause.id), "file": .text(clause.origin.file),
      "line": .whole(clause.origin.line),
    ]
  }
}
