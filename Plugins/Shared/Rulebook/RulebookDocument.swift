public import TenureModel

/// A document of the rulebook plugin, before the vocabulary is known.
///
/// It holds the node and nothing else: tests and terms can be read only against a vocabulary, and
/// everything that is wrong with a document shall be reported at once, in one pass.
public struct RulebookDocument: Sendable {
  /// The root of the document.
  public let root: DocumentNode

  /// The schema of the documents of a pillar.
  static func schema(for pillar: Pillar) -> Schema<RulebookDocument> {
    Schema(shape: shape(for: pillar)) { node, findings in
      guard node.kind == .map else {
        findings.append(
          node.finding(
            "wrong-kind", node.isEmpty ? "the document is empty" : "expected a map",
            help: "a rulebook opens with `clauses:`"))
        return nil
      }
      return RulebookDocument(root: node)
    }
  }

  private static func shape(for pillar: Pillar) -> SchemaShape {
    var fields: [SchemaShape.FieldShape] = []
    switch pillar {
    case .distribution: fields += DeclarationSchema.money.map(\.fieldShape)
    case .governance: fields += DeclarationSchema.powers.map(\.fieldShape)
    case .property, .circulation: break
    }
    fields.append(
      .init(
        "clauses", "the clauses", isRequired: false,
        shape: .list(ClauseShape.clause(of: pillar), isEmptyAllowed: true)))
    return ClauseShape.document(of: pillar, fields)
  }
}
