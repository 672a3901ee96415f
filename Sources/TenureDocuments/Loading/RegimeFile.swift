public import TenureModel

/// A `regime.yaml`: what a regime is called, what lies under it, how clashes are resolved, and
/// which documents make its pillars.
public struct RegimeFile: Sendable {
  /// A plugin with the documents that it reads.
  struct Use: Sendable {
    let plugin: Located<String>
    let documents: [Located<String>]
  }

  let name: Located<String>
  let title: String?
  let jurisdiction: String?
  let semantics: Int?
  let extends: [Located<String>]
  let doctrine: Doctrine?
  let pillars: [Pillar: [Use]]

  static let schema = Schema<RegimeFile>.record(
    .required("regime", Schema.identifier.located, "the name of the regime, as of its folder"),
    .optional("title", .text, "what people call it"),
    .optional("jurisdiction", .text, "where it holds"),
    .optional(
      "semantics", semantics,
      "the version of the meaning of documents; `\(Regime.semantics)`"),
    .optional(
      "extends", .oneOrMore(Schema.identifier.located, isEmptyAllowed: true),
      "the regimes that lie under it, lowest first", default: []),
    .optional("doctrine", doctrine, "how clashes are resolved; without it that of the layer below"),
    .optional("pillars", pillars, "the documents of each pillar", default: [:])
  ) {
    RegimeFile(
      name: $0, title: $1, jurisdiction: $2, semantics: $3, extends: $4, doctrine: $5, pillars: $6)
  }

  /// What a `regime.yaml` looks like.
  public static var shape: SchemaShape { schema.shape }

  private static let semantics = Schema<Int>.wholeNumber().map {
    version, node, findings -> Int? in
    guard version != Regime.semantics else { return version }
    findings.append(
      node.finding(
        "unknown-semantics", "semantics \(version) is not known",
        help: "this version of Tenure knows `semantics: \(Regime.semantics)`"))
    return nil
  }

  private static let use = Schema<Use>.record(
    .required("plugin", Schema.identifier.located, "the plugin that reads the document"),
    .required(
      "document", .oneOrMore(Schema.text.located),
      "the document, or a list of them, relative to the folder of the regime")
  ) { Use(plugin: $0, documents: $1) }

  private static let uses = Schema<[Use]>.oneOrMore(use, isEmptyAllowed: true)

  private static let pillars = Schema<[Pillar: [Use]]>.record(
    .optional("property", uses, "who holds which right", default: []),
    .optional("circulation", uses, "what may, must and must not be done", default: []),
    .optional("distribution", uses, "who gets which share of the income", default: []),
    .optional("governance", uses, "who may make and change the rules", default: [])
  ) { [.property: $0, .circulation: $1, .distribution: $2, .governance: $3] }

  private static let doctrine = Schema<Doctrine>.record(
    .optional(
      "ranks", distinct(Schema.identifier), "the ranks of law, highest first", default: []),
    .optional("precedence", distinct(tieBreaker), "the tie-breakers, in order", default: [])
  ) { Doctrine(ranks: $0, precedence: $1) }

  private static let tieBreaker = Schema<Doctrine.TieBreaker>.choice([
    (.init("declared", "the clause that names the other in `over`"), .declared),
    (.init("layer", "the overlay beats the base"), .layer),
    (.init("rank", "superior law beats inferior"), .rank),
    (.init("specificity", "the narrower guard beats the wider"), .specificity),
    (.init("recency", "later enacted beats earlier"), .recency),
    (.init("prohibition", "prohibition beats permission"), .prohibition),
    (.init("permission", "permission beats prohibition"), .permission),
    (.init("contest", "nothing beats anything"), .contest),
  ])

  /// A list in which nothing stands twice.
  private static func distinct<Item: Hashable>(_ item: Schema<Item>) -> Schema<[Item]> {
    Schema<[Located<Item>]>.oneOrMore(item.located, isEmptyAllowed: true).map {
      items, _, findings -> [Item]? in
      var seen: Set<Item> = []
      for item in items where !seen.insert(item.value).inserted {
        findings.append(
          Finding(
            "named-twice", "the list names this twice", at: item.location,
            help: "take one of them out"))
      }
      return items.map(\.value)
    }
  }
}

extension RegimeFile {
  /// The path of a document that a regime names, from the folder of the regime; nil if it leads out
  /// of the repository.
  static func path(of name: String, in folder: String) -> String? {
    var path = folder.split(separator: "/")
    guard !name.hasPrefix("/"), !name.contains("\\") else { return nil }
    for part in name.split(separator: "/") where part != "." {
      if part != ".." {
        path.append(part)
      } else if path.popLast() == nil {
        return nil
      }
    }
    return path.isEmpty ? nil : path.map { String($0) }.joined(separator: "/")
  }
}

extension RegimeFile {
  /// What a version of a `regime.yaml` calls its regime, and where it says that this holds; nil if
  /// it differs from another version in more than that, or that cannot be seen at once.
  ///
  /// Both versions bear on a regime alike, so that what is known of the one holds for the other.
  package static func names(
    of root: DocumentNode, replacing former: DocumentNode
  ) -> (title: String?, jurisdiction: String?)? {
    func rest(_ root: DocumentNode) -> [DocumentNode.Entry] {
      root.entries.filter { !$0.key.hasText("title") && !$0.key.hasText("jurisdiction") }
    }
    let (own, other) = (rest(root), rest(former))
    let names = ["title", "jurisdiction"].map { root[$0] }
    guard names.allSatisfy({ $0.map { $0.kind == .scalar && !$0.isEmpty } ?? true }),
      own.count == other.count,
      zip(own, other).allSatisfy({ $0.key.text == $1.key.text && $0.value.isSame(as: $1.value) })
    else { return nil }
    return (names[0]?.text, names[1]?.text)
  }
}

extension DocumentNode {
  /// Whether two nodes have the same content in the same order, however it is written.
  fileprivate func isSame(as other: DocumentNode) -> Bool {
    guard kind == other.kind, count == other.count else { return false }
    switch kind {
    case .scalar: return isEmpty == other.isEmpty && text == other.text
    case .sequence: return zip(items, other.items).allSatisfy { $0.isSame(as: $1) }
    case .map:
      return zip(entries, other.entries).allSatisfy { left, right in
        left.key.text == right.key.text && left.value.isSame(as: right.value)
      }
    }
  }
}
