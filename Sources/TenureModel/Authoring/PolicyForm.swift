/// What the documents of a plugin consist of: settings that stand once, and sections of provisions.
///
///     defaults: {rank: law, from: 2021-11-01}      what every document may open with
///     scope: {data: personal}
///     threshold: 100000                            a setting
///     routes:                                      a section
///       - {id: contract, mechanism: standard-contract, cites: Provisions 7}
///     notes:
///       - {text: what the text says and no clause can}
///
/// A plugin declares its form once; the form gives the ``schema`` by which documents are read and
/// described, and a ``ProvisionReader`` reads them by it.
public struct PolicyForm: Sendable {
  /// The pillar of the documents.
  public let pillar: Pillar
  /// What stands once in a document.
  public let settings: [any AnyField]
  /// The sections of provisions.
  public let sections: [any AnyProvisionSection]

  /// Creates a form.
  ///
  /// - Parameters:
  ///   - pillar: The pillar of the documents.
  ///   - settings: What stands once in a document.
  ///   - sections: The sections of provisions.
  /// - Precondition: The names of settings and sections differ, and none is `defaults`, `scope` or
  ///   `notes`.
  public init(
    _ pillar: Pillar, settings: [any AnyField] = [], sections: [any AnyProvisionSection]
  ) {
    let names = settings.map(\.name) + sections.map(\.name) + Self.common
    precondition(
      Set(names).count == names.count, "PolicyForm.keys must differ (were \(names))")
    self.pillar = pillar
    self.settings = settings
    self.sections = sections
  }

  /// The keys that every document has.
  static let common = ["defaults", "scope", "notes"]

  /// All keys of a document.
  var keys: [String] { Self.common + settings.map(\.name) + sections.map(\.name) }

  /// How documents of the form are read, and what they look like.
  public var schema: Schema<PolicyDocument> {
    Schema(
      shape: ClauseShape.document(
        of: pillar, settings.map { $0.fieldShape } + sections.map { $0.fieldShape })
    ) { node, findings in
      guard node.kind == .map else {
        findings.append(
          node.finding(
            "wrong-kind", node.isEmpty ? "the document is empty" : "expected a map",
            help: sections.first.map { "the document opens with `\($0.name):`" }))
        return nil
      }
      return PolicyDocument(root: node, form: self)
    }
  }
}

/// A document of a plugin, before the vocabulary is known.
///
/// It holds the node and nothing else: tests and terms can be read only against a vocabulary, and
/// everything that is wrong with a document shall be reported at once, in one pass.
public struct PolicyDocument: Sendable {
  /// The root of the document.
  public let root: DocumentNode
  /// What it consists of.
  public let form: PolicyForm
}
