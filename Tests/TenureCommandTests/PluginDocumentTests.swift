import TenureDocuments
import Testing

@testable import TenureCommand

/// Documents of plugins, of which one provision may make several clauses.
@Suite struct PluginDocumentTests {
  private static let property = """
    bodies: association
    members: contributor
    custody:
      - id: keeper
        duties: {with: [act-for-the-community]}

    """
  private static let withdrawals = """
    withdrawals:
      - id: withdrawal
        rights: [erase, port]

    """

  private func commons() throws -> LawRepository {
    let repository = try LawRepository()
    try repository.git("init", "--quiet", "--initial-branch=main")
    try repository.write([
      "vocabulary.yaml": StandardVocabulary.text,
      "regimes/commons/regime.yaml": """
      regime: commons
      title: A commons
      semantics: 1
      doctrine: {precedence: [contest]}
      pillars: {property: {plugin: commons-title, document: property.yaml}}

      """,
      "regimes/commons/property.yaml": Self.property,
    ])
    try repository.commit("custody", author: "Ada Lovelace <ada@example.org>")
    try repository.write(["regimes/commons/property.yaml": Self.property + Self.withdrawals])
    try repository.commit("withdrawal", author: "Grace Hopper <grace@example.org>")
    return repository
  }

  @Test func `each clause has the commit of its provision`() throws {
    let shown = try commons().tenure("show", "commons").output.split(separator: "\n")
    for (id, author) in [
      ("keeper.custody", "Ada"), ("keeper.no-title", "Ada"), ("withdrawal.return", "Grace"),
      ("withdrawal.ends", "Grace"),
    ] {
      let line = try #require(shown.first { $0.contains(id + " ") }, "\(shown)")
      #expect(line.contains(author), "\(line)")
    }
  }

  @Test func `a clause is shown to the end of its provision`() throws {
    let clause = try commons().tenure("show", "commons", "withdrawal.return", "--format", "json")
    let source = try #require(try clause.json["source"].text)
    #expect(source == "  - id: withdrawal\n    rights: [erase, port]")
  }
}
