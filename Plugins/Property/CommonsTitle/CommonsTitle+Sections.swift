internal import TenureModel

/// The names of the vocabulary that the plugin itself relies on.
enum Name {
  static let actor = "actor"
  static let standing = "standing"
  static let custodian = "custodian"
  static let licensee = "licensee"
  static let data = "data"
  static let community = "community"
  static let consent = "consent"
  static let withdrawn = "withdrawn"
  static let hold = "hold"
  static let use = "use"
  /// What an owner has.
  static let title = ["hold", "use", "operate", "revenue"]
  /// What who keeps the data for others has not.
  static let ownership = ["operate", "revenue"]
}

/// Who the community is, in tests.
struct Community: Sendable {
  let bodies: Guard
  let members: Guard
}

/// What a provision on custody says in keys of its own.
struct Custody: Sendable {
  let withheld: DocumentNode?
  let terms: ProvisionTerms
}

extension CommonsTitle {
  static let bodies = Field<NamedTest>.test(
    "bodies", of: Name.actor, "the parties that act for the community")
  static let members = Field<NamedTest>.test(
    "members", of: Name.standing, "the standing of the members of the community")

  static let collective = ProvisionSection(
    "collective", "what the community has: all rights of an owner, unless it says which",
    CommonFields.someRights, CommonFields.except, CommonFields.someDuties
  ) { ProvisionTerms($0, except: $1, duties: $2) }

  static let custody = ProvisionSection(
    "custody", "what a custodian has: to hold the data, unless it says which rights",
    CommonFields.someRights,
    Field<DocumentNode?>.optional(
      "withheld", .node, "the rights that a custodian has not: operation and revenue, if left out"),
    CommonFields.except, CommonFields.someDuties
  ) { rights, withheld, except, duties in
    Custody(
      withheld: withheld, terms: ProvisionTerms(rights, except: except, duties: duties))
  }

  static let access = ProvisionSection(
    "access", "what each member has",
    CommonFields.rights, CommonFields.except, CommonFields.someDuties
  ) { ProvisionTerms($0, except: $1, duties: $2) }

  static let limits = ProvisionSection(
    "limits", "what nobody has but the community", CommonFields.rights, CommonFields.except
  ) { ProvisionTerms($0, except: $1) }

  static let withdrawals = ProvisionSection(
    "withdrawals", "what a member has when he withdraws, and others no longer have",
    CommonFields.rights, CommonFields.except, CommonFields.someDuties
  ) { ProvisionTerms($0, except: $1, duties: $2) }
}
