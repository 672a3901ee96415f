internal import TenureModel

/// The names of the vocabulary that the plugin itself relies on.
enum Name {
  static let standing = "standing"
  static let successor = "successor"
  static let data = "data"
  static let means = "means"
  static let ordinary = "ordinary"
}

/// One of the rights that a processor of data may have.
enum StructuralRight: String, Sendable, CaseIterable {
  case hold, use, operate, revenue
}

/// What a provision on the three rights says in keys of its own.
struct Allocation: Sendable {
  let rights: [StructuralRight]
  /// Whether the data must have been come by in a lawful way.
  let isLawful: Bool
  let terms: ProvisionTerms
}

extension ThreeRights {
  private static let to = Field<NamedTest?>.test(
    "to", of: Name.standing, "the standing of those who have the right")
  private static let rights = Field<[StructuralRight]>.required(
    "rights",
    .oneOrMore(
      .choice([
        (.init("hold", "to hold the data as a resource"), .hold),
        (.init("use", "to process and use them"), .use),
        (.init("operate", "to operate products of them"), .operate),
        (.init("revenue", "to what these bring"), .revenue),
      ])), "which of the rights")

  static let allocations = ProvisionSection(
    "allocations", "who has which of the three rights, by class of data",
    rights, to, CommonFields.dataClass, CommonFields.outside,
    Field<Bool>.optional(
      "lawfully", .flag, "whether the data must have been come by in an ordinary way",
      default: false),
    CommonFields.except, CommonFields.someDuties
  ) { rights, to, kind, outside, isLawful, except, duties in
    Allocation(
      rights: rights, isLawful: isLawful,
      terms: ProvisionTerms(
        conditions: [to, kind], exceptions: [outside], except: except, duties: duties))
  }

  static let sources = ProvisionSection(
    "sources", "what those from whom the data come may claim: to obtain, to copy, to transfer",
    Field<DocumentNode>.required("claims", .node, "the claims: one right, a list, or `any`"),
    Field<NamedTest>.test("to", of: Name.standing, "the standing of those who may claim"),
    CommonFields.dataClass, CommonFields.outside, CommonFields.except, CommonFields.someDuties
  ) { claims, to, kind, outside, except, duties in
    ProvisionTerms(
      claims, conditions: [to, kind], exceptions: [outside], except: except, duties: duties)
  }

  static let mergers = ProvisionSection(
    "mergers", "what passes to the successor of who came by the data in an ordinary way",
    rights, CommonFields.dataClass, CommonFields.outside, CommonFields.except,
    CommonFields.someDuties
  ) { rights, kind, outside, except, duties in
    Allocation(
      rights: rights, isLawful: true,
      terms: ProvisionTerms(
        conditions: [kind], exceptions: [outside], except: except, duties: duties))
  }

  static let limits = ProvisionSection(
    "limits", "what somebody has not",
    CommonFields.rights, to, CommonFields.dataClass, CommonFields.outside, CommonFields.except
  ) { rights, to, kind, outside, except in
    ProvisionTerms(rights, conditions: [to, kind], exceptions: [outside], except: except)
  }
}

extension ProvisionReader {
  /// The clause of an allocation: one, because each right in it is decided on its own anyway.
  mutating func allocation(
    _ provision: Provision<Allocation>, where condition: Guard = .always
  ) -> Clause<RightsEffect>? {
    let own = provision.own
    var condition = condition
    if own.isLawful {
      guard let lawful = test(Name.means, isAnyOf: [Name.ordinary], at: provision.origin) else {
        return nil
      }
      condition = condition.and(lawful)
    }
    return claim(
      .grant, provision.with(own.terms), rights: own.rights.map(\.rawValue), where: condition)
  }
}
