internal import TenureModel

extension ProvisionReader {
  /// Who the community is.
  ///
  /// What is wrong or missing is reported; anyone will then do, because the document is refused
  /// anyway and the rest of it shall still be read.
  mutating func readCommunity() -> Community {
    let bodies = setting(CommonsTitle.bodies).flatMap { test($0) }
    let members = setting(CommonsTitle.members)
    for node in members.map({ words(of: $0, meeting: Name.custodian) }) ?? [] {
      report(
        node.finding(
          "custodian-as-member", "`\(node.text)` takes in the custodian, who is no member as such",
          help: "name the standing of the members, say `contributor`"))
    }
    return Community(
      bodies: bodies ?? .always, members: members.flatMap { test($0) } ?? .always)
  }

  /// The data are those of a community.
  mutating func communityData(at location: SourceLocation) -> Guard? {
    test(Name.data, isAnyOf: [Name.community], at: location)
  }

  /// What a custodian has, and what he has not.
  ///
  /// The community's own bodies keep their title when they keep the data.
  mutating func custody(
    _ provision: Provision<Custody>, of community: Community
  ) -> [Clause<RightsEffect>?] {
    let data = communityData(at: provision.origin)
    let custodian = test(Name.standing, isAnyOf: [Name.custodian], at: provision.origin)
    guard let data, let custodian else { return [] }
    let keeper = custodian.and(data)
    var withheld = provision.own.terms
    withheld.what = provision.own.withheld
    return [
      claim(
        .grant, provision.with(provision.own.terms), rights: [Name.hold], part: "custody",
        where: keeper),
      claim(
        .withhold, provision.with(withheld), rights: Name.ownership, part: "no-title",
        where: keeper.and(.not(community.bodies))),
    ]
  }

  /// What a member has when he withdraws, and that nobody uses his data any longer.
  mutating func withdrawal(
    _ provision: Provision<ProvisionTerms>, from community: Community
  ) -> [Clause<RightsEffect>?] {
    let data = communityData(at: provision.origin)
    let withdrawn = test(Name.consent, isAnyOf: [Name.withdrawn], at: provision.origin)
    let others = test(
      Name.standing, isAnyOf: [Name.custodian, Name.licensee], at: provision.origin)
    guard let data, let withdrawn, let others else { return [] }
    var ends = provision.own
    ends.what = nil
    let condition = data.and(withdrawn)
    return [
      claim(.grant, provision, part: "return", where: condition.and(community.members)),
      claim(
        .withhold, provision.with(ends), rights: [Name.use], part: "ends",
        where: condition.and(others)),
    ]
  }
}
