public import TenureModel

/// The plugin `subject-title`: personal data belong to those whom they are about.
///
///     ownership:   what the subject has
///     licences:    what others have while they have the subject's licence
///     revocations: what ends when the subject takes the licence back
///     unions:      what a union of subjects has on their behalf
///     limits:      what somebody has not
public struct SubjectTitle: PropertyRightsPolicy {
  /// The id that users write.
  public static let name = "subject-title"
  /// Counts up whenever the same document lowers to other clauses.
  public static let version = 1
  /// What its documents are about.
  public static let summary = """
    Personal data belong to those whom they are about. `ownership` grants the subject the rights of
    an owner, `licences` grant what others have while the subject consents. A revocation makes two
    clauses: `ID.ends` withholds from the licensee, `ID.erasure` lets the subject have the data
    erased. `unions` grant what a union of subjects has on their behalf, `limits` withhold.
    """
  /// A document to begin with.
  public static let defaultDocument = """
    ownership:
      - id: owner
        stage: [original, processed]
        cites: the text that it encodes
    licences:
      - id: licence
        consents: valid
        rights: use
        duties: {with: [keep-to-the-licence]}
    revocations:
      - id: revocation
        except: {retention-duty: yes}
    unions:
      - id: union
        who: [cooperative, trustee]
        rights: [operate, revenue]
        duties: {with: [act-for-the-members]}
    limits:
      - id: nobody-else
        rights: [hold, operate, revenue]
        standing: {none: [subject]}
        consent: [none, refused]

    """
  /// How a document is read.
  public static let schema = form.schema

  static let form = PolicyForm(
    .property, sections: [ownership, licences, revocations, unions, limits])

  /// Creates the policy.
  public init() {}

  /// The clauses that a document means.
  public func lower(
    _ document: PolicyDocument, in context: LoweringContext
  ) -> Lowered<RightsEffect> {
    var reader = ProvisionReader(document, in: context)
    var clauses: [Clause<RightsEffect>?] = []
    for title in reader.provisions(of: Self.ownership) {
      guard let subject = reader.personalData(of: Name.subject, at: title.origin) else { continue }
      clauses.append(reader.claim(.grant, title, rights: Name.title, where: subject))
    }
    for licence in reader.provisions(of: Self.licences) {
      guard let licensee = reader.personalData(of: Name.licensee, at: licence.origin) else {
        continue
      }
      clauses.append(reader.claim(.grant, licence, rights: [Name.use], where: licensee))
    }
    for revocation in reader.provisions(of: Self.revocations) {
      clauses += reader.revocation(revocation)
    }
    for union in reader.provisions(of: Self.unions) {
      let personal = reader.test(Name.data, isAnyOf: [Name.personal], at: union.origin)
      let mandate = reader.test(Name.consent, isAnyOf: [Name.byTrustee], at: union.origin)
      guard let personal, let mandate else { continue }
      clauses.append(
        reader.claim(.grant, union, rights: Name.title, where: personal.and(mandate)))
    }
    for limit in reader.provisions(of: Self.limits) {
      let personal = reader.test(Name.data, isAnyOf: [Name.personal], at: limit.origin)
      if let personal { clauses.append(reader.claim(.withhold, limit, where: personal)) }
    }
    return reader.lowered(inDocumentOrder: clauses)
  }
}
