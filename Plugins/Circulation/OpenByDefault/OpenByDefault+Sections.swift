internal import TenureModel

/// The names of the vocabulary that the plugin itself relies on.
enum Name {
  static let actor = "actor"
  static let charge = "charge"
  static let exclusive = "exclusive"
  static let price = "price"
}

/// What may be asked for data, at most.
enum Ceiling: String, Sendable, CaseIterable {
  /// No charge of any kind.
  case nothing
  case free
  case marginalCost = "marginal-cost"
  case guided

  /// The prices above it; nil if all charges are.
  var pricesAbove: [String]? {
    switch self {
    case .nothing: nil
    case .free: ["marginal-cost", "guided", "market"]
    case .marginalCost: ["guided", "market"]
    case .guided: ["market"]
    }
  }
}

/// What a provision on charges says in keys of its own.
struct ChargeRule: Sendable {
  let ceiling: Ceiling
  let terms: ProvisionTerms
}

extension OpenByDefault {
  private static let by = Field<NamedTest?>.test(
    "by", of: Name.actor, "the bodies to which it applies, if not to everyone")

  private static let ceilings = Schema<Ceiling>.choice([
    (.init("nothing", "no charge of any kind"), .nothing),
    (.init("free", "a price of nothing"), .free),
    (.init("marginal-cost", "what it costs to provide the data once more"), .marginalCost),
    (.init("guided", "a price under the guidance of government"), .guided),
  ])

  static let publish = ProvisionSection(
    "publish", "what must be opened, and in which formats",
    CommonFields.acts, by, CommonFields.except, CommonFields.someDuties
  ) { ProvisionTerms($0, conditions: [$1], except: $2, duties: $3) }

  static let reuse = ProvisionSection(
    "reuse", "what everyone may do with it",
    CommonFields.acts, by, CommonFields.except, CommonFields.someDuties
  ) { ProvisionTerms($0, conditions: [$1], except: $2, duties: $3) }

  static let charges = ProvisionSection(
    "charges", "what may be asked for it",
    Field<Ceiling>.required("at-most", ceilings, "the most that may be asked"),
    by, CommonFields.except
  ) { ceiling, by, except in
    ChargeRule(ceiling: ceiling, terms: ProvisionTerms(conditions: [by], except: except))
  }

  static let exclusivity = ProvisionSection(
    "exclusivity", "acts that must not favour one to the exclusion of others",
    CommonFields.acts, by, CommonFields.except
  ) { ProvisionTerms($0, conditions: [$1], except: $2) }

  static let closed = ProvisionSection(
    "closed", "the exceptions: what is not open", CommonFields.acts, by, CommonFields.except
  ) { ProvisionTerms($0, conditions: [$1], except: $2) }

  static let duties = ProvisionSection(
    "duties", "what must be done before, with and after",
    CommonFields.acts, by, CommonFields.except, CommonFields.duties
  ) { ProvisionTerms($0, conditions: [$1], except: $2, duties: $3) }
}

extension ProvisionReader {
  /// The clause of a rule on charges: what lies above the ceiling is prohibited.
  mutating func charge(_ provision: Provision<ChargeRule>) -> Clause<CirculationEffect>? {
    var above = Guard.always
    if let prices = provision.own.ceiling.pricesAbove {
      guard let test = test(Name.price, isAnyOf: prices, at: provision.origin) else { return nil }
      above = test
    }
    return conduct(
      .prohibit, provision.with(provision.own.terms), acts: [Name.charge], where: above)
  }
}
