public import TenureModel

/// The plugin `public-domain`: data that are everyone's, and nobody's alone.
///
///     domain:    what everyone has
///     exclusive: what nobody has, because he would have it alone
public struct PublicDomain: PropertyRightsPolicy {
  /// The id that users write.
  public static let name = "public-domain"
  /// Counts up whenever the same document lowers to other clauses.
  public static let version = 1
  /// What its documents are about.
  public static let summary = """
    Data that are everyone's, and nobody's alone: each entry of `domain` grants rights in a class of
    data to everyone, or to everyone of a kind; each entry of `exclusive` withholds rights that
    would shut others out.
    """
  /// A document to begin with.
  public static let defaultDocument = """
    domain:
      - id: everyone
        rights: [access, use]
        class: public
        outside: personal
        cites: the text that it encodes
    exclusive:
      - id: nobody-alone
        rights: [operate, revenue]
        class: public
        exclusive: yes

    """
  /// How a document is read.
  public static let schema = form.schema

  static let form = PolicyForm(.property, sections: [domain, exclusive])

  private static let who = Field<NamedTest?>.test("who", of: "actor", "the parties, if not all")
  private static let dataClass = Field<NamedTest>.test(
    "class", of: "data", "the class of data that is meant")

  static let domain = ProvisionSection(
    "domain", "what everyone has",
    CommonFields.rights, dataClass, who, CommonFields.outside, CommonFields.except,
    CommonFields.someDuties
  ) { rights, kind, who, outside, except, duties in
    ProvisionTerms(
      rights, conditions: [kind, who], exceptions: [outside], except: except, duties: duties)
  }

  static let exclusive = ProvisionSection(
    "exclusive", "what nobody has, because he would have it alone",
    CommonFields.rights, dataClass, who, CommonFields.outside, CommonFields.except
  ) { rights, kind, who, outside, except in
    ProvisionTerms(rights, conditions: [kind, who], exceptions: [outside], except: except)
  }

  /// Creates the policy.
  public init() {}

  /// The clauses that a document means.
  public func lower(
    _ document: PolicyDocument, in context: LoweringContext
  ) -> Lowered<RightsEffect> {
    var reader = ProvisionReader(document, in: context)
    var clauses: [Clause<RightsEffect>?] = []
    for share in reader.provisions(of: Self.domain) { clauses.append(reader.claim(.grant, share)) }
    for limit in reader.provisions(of: Self.exclusive) {
      clauses.append(reader.claim(.withhold, limit))
    }
    return reader.lowered(inDocumentOrder: clauses)
  }
}
