public import TenureModel

/// The plugin `commons-title`: data of a community belong to it, and not to who keeps them.
///
///     bodies:      which parties act for the community
///     members:     the standing of its members
///     collective:  what the community has
///     custody:     what a custodian has, and what he has not
///     access:      what each member has
///     limits:      what nobody has but the community
///     withdrawals: what ends when a member withdraws
public struct CommonsTitle: PropertyRightsPolicy {
  /// The id that users write.
  public static let name = "commons-title"
  /// Counts up whenever the same document lowers to other clauses.
  public static let version = 1
  /// What its documents are about.
  public static let summary = """
    Data of a community belong to it, and not to who keeps them. `collective` grants the rights of
    an owner to the bodies that act for it, `access` grants each member what he has by himself.
    Custody is not ownership, so it makes two clauses: `ID.custody` grants the custodian what he
    needs to keep the data, `ID.no-title` withholds the rest. A withdrawal makes two: `ID.return`
    grants the member his data back, `ID.ends` withholds their use from custodian and licensee.
    `limits` withhold from everybody but the bodies, whatever his standing.
    """
  /// A document to begin with.
  public static let defaultDocument = """
    bodies: [association, cooperative]
    members: [source, contributor]
    collective:
      - id: community
        cites: the text that it encodes
    custody:
      - id: custodian
        duties: {with: [act-for-the-community]}
    access:
      - id: members
        rights: [access, participate]
    limits:
      - id: nobody-else
        rights: [hold, operate, revenue]
        not: {standing: custodian}
    withdrawals:
      - id: withdrawal
        rights: [erase, port]
        except: {stage: anonymous}

    """
  /// How a document is read.
  public static let schema = form.schema

  static let form = PolicyForm(
    .property, settings: [bodies, members],
    sections: [collective, custody, access, limits, withdrawals])

  /// Creates the policy.
  public init() {}

  /// The clauses that a document means.
  public func lower(
    _ document: PolicyDocument, in context: LoweringContext
  ) -> Lowered<RightsEffect> {
    var reader = ProvisionReader(document, in: context)
    let community = reader.readCommunity()
    var clauses: [Clause<RightsEffect>?] = []
    for title in reader.provisions(of: Self.collective) {
      guard let data = reader.communityData(at: title.origin) else { continue }
      clauses.append(
        reader.claim(.grant, title, rights: Name.title, where: data.and(community.bodies)))
    }
    for keeper in reader.provisions(of: Self.custody) {
      clauses += reader.custody(keeper, of: community)
    }
    for share in reader.provisions(of: Self.access) {
      guard let data = reader.communityData(at: share.origin) else { continue }
      clauses.append(reader.claim(.grant, share, where: data.and(community.members)))
    }
    for limit in reader.provisions(of: Self.limits) {
      guard let data = reader.communityData(at: limit.origin) else { continue }
      clauses.append(
        reader.claim(.withhold, limit, where: data.and(.not(community.bodies))))
    }
    for withdrawal in reader.provisions(of: Self.withdrawals) {
      clauses += reader.withdrawal(withdrawal, from: community)
    }
    return reader.lowered(inDocumentOrder: clauses)
  }
}
