public import TenureModel

/// The plugin `collector-title`: data belong to who collected them.
///
///     titles:    what the collector has
///     transfers: what others have from him
///     untitled:  what nobody has who is not the collector
public struct CollectorTitle: PropertyRightsPolicy {
  /// The id that users write.
  public static let name = "collector-title"
  /// Counts up whenever the same document lowers to other clauses.
  public static let version = 1
  /// What its documents are about.
  public static let summary = """
    Data belong to who collected them: `titles` grant the collector the rights of an owner,
    `transfers` grant what buyers, licensees and successors have from him, `untitled` withholds from
    those who did not collect.
    """
  /// A document to begin with.
  public static let defaultDocument = """
    titles:
      - id: collector
        outside: public
        cites: the text that it encodes
    transfers:
      - id: licensee
        to: licensee
        rights: use
        agreed-terms: yes
      - id: successor
        to: successor
    untitled:
      - id: no-title
        who: public-body
        class: [personal, enterprise]
        outside: public

    """
  /// How a document is read.
  public static let schema = form.schema

  static let form = PolicyForm(.property, sections: [titles, transfers, untitled])

  static let titles = ProvisionSection(
    "titles", "what the collector has: all rights of an owner, unless it says which",
    CommonFields.someRights, CommonFields.dataClass, CommonFields.outside, CommonFields.except,
    CommonFields.someDuties
  ) { rights, kind, outside, except, duties in
    ProvisionTerms(
      rights, conditions: [kind], exceptions: [outside], except: except, duties: duties)
  }

  static let transfers = ProvisionSection(
    "transfers", "what others have from the collector",
    Field<NamedTest>.test("to", of: Name.standing, "the standing of those who have it"),
    CommonFields.someRights, CommonFields.dataClass, CommonFields.outside, CommonFields.except,
    CommonFields.someDuties
  ) { to, rights, kind, outside, except, duties in
    ProvisionTerms(
      rights, conditions: [to, kind], exceptions: [outside], except: except, duties: duties)
  }

  static let untitled = ProvisionSection(
    "untitled", "what nobody has who is not the collector",
    CommonFields.someRights,
    Field<NamedTest?>.test("who", of: "actor", "the parties, if not all"),
    CommonFields.dataClass, CommonFields.outside, CommonFields.except
  ) { rights, who, kind, outside, except in
    ProvisionTerms(rights, conditions: [who, kind], exceptions: [outside], except: except)
  }

  /// Creates the policy.
  public init() {}

  /// The clauses that a document means.
  public func lower(
    _ document: PolicyDocument, in context: LoweringContext
  ) -> Lowered<RightsEffect> {
    var reader = ProvisionReader(document, in: context)
    var clauses: [Clause<RightsEffect>?] = []
    for title in reader.provisions(of: Self.titles) {
      guard let collector = reader.isCollector(at: title.origin) else { continue }
      clauses.append(reader.claim(.grant, title, rights: Name.title, where: collector))
    }
    for transfer in reader.provisions(of: Self.transfers) {
      clauses.append(reader.claim(.grant, transfer, rights: Name.title))
    }
    for limit in reader.provisions(of: Self.untitled) {
      guard let collector = reader.isCollector(at: limit.origin) else { continue }
      clauses.append(
        reader.claim(.withhold, limit, rights: Name.title, where: .not(collector)))
    }
    return reader.lowered(inDocumentOrder: clauses)
  }
}

/// The names of the vocabulary that the plugin itself relies on.
private enum Name {
  static let standing = "standing"
  static let collector = "collector"
  /// What an owner has.
  static let title = ["hold", "use", "operate", "revenue"]
}

extension ProvisionReader {
  fileprivate mutating func isCollector(at location: SourceLocation) -> Guard? {
    test(Name.standing, isAnyOf: [Name.collector], at: location)
  }
}
