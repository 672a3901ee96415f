internal import TenureModel

/// The names of the vocabulary that the plugin itself relies on.
enum Name {
  static let actor = "actor"
  static let standing = "standing"
  static let subject = "subject"
  static let licensee = "licensee"
  static let data = "data"
  static let personal = "personal"
  static let consent = "consent"
  static let withdrawn = "withdrawn"
  static let byTrustee = "by-trustee"
  static let use = "use"
  static let erase = "erase"
  /// What an owner has.
  static let title = ["hold", "use", "operate", "revenue"]
}

extension SubjectTitle {
  static let ownership = ProvisionSection(
    "ownership", "what the subject has: all rights of an owner, unless it says which",
    CommonFields.someRights, CommonFields.except, CommonFields.someDuties
  ) { ProvisionTerms($0, except: $1, duties: $2) }

  static let licences = ProvisionSection(
    "licences", "what a licensee has: the use, unless it says which rights",
    Field<NamedTest?>.test(
      "consents", of: Name.consent, "the consents that make a licence, if other tests do not"),
    CommonFields.someRights, CommonFields.except, CommonFields.someDuties
  ) { consents, rights, except, duties in
    ProvisionTerms(rights, conditions: [consents], except: except, duties: duties)
  }

  static let revocations = ProvisionSection(
    "revocations", "what a licensee loses when the consent is withdrawn: the use, unless it says",
    CommonFields.someRights, CommonFields.except, CommonFields.someDuties
  ) { ProvisionTerms($0, except: $1, duties: $2) }

  static let unions = ProvisionSection(
    "unions", "what a union of subjects has on their behalf",
    Field<NamedTest>.test("who", of: Name.actor, "the kinds of union"),
    CommonFields.someRights, CommonFields.except, CommonFields.someDuties
  ) { who, rights, except, duties in
    ProvisionTerms(rights, conditions: [who], except: except, duties: duties)
  }

  static let limits = ProvisionSection(
    "limits", "what somebody has not", CommonFields.rights, CommonFields.except
  ) { ProvisionTerms($0, except: $1) }
}

extension ProvisionReader {
  /// The data are personal, and the actor stands to them in a certain way.
  mutating func personalData(of standing: String, at location: SourceLocation) -> Guard? {
    let personal = test(Name.data, isAnyOf: [Name.personal], at: location)
    let actor = test(Name.standing, isAnyOf: [standing], at: location)
    guard let personal, let actor else { return nil }
    return actor.and(personal)
  }

  /// The two sides of a revocation: what the licensee loses, and that the subject may have the data
  /// erased.
  mutating func revocation(
    _ provision: Provision<ProvisionTerms>
  ) -> [Clause<RightsEffect>?] {
    let licensee = personalData(of: Name.licensee, at: provision.origin)
    let subject = personalData(of: Name.subject, at: provision.origin)
    let withdrawn = test(Name.consent, isAnyOf: [Name.withdrawn], at: provision.origin)
    guard let licensee, let subject, let withdrawn else { return [] }
    var erasure = provision.own
    erasure.what = nil
    return [
      claim(
        .withhold, provision, rights: [Name.use], part: "ends", where: licensee.and(withdrawn)),
      claim(
        .grant, provision.with(erasure), rights: [Name.erase], part: "erasure",
        where: subject.and(withdrawn)),
    ]
  }
}
