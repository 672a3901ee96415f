internal import TenureModel

/// The names of the vocabulary that the plugin itself relies on.
enum Name {
  static let actor = "actor"
  static let venue = "venue"
  static let price = "price"
  static let charge = "charge"
  /// What trading is, where a document does not say.
  static let trading = ["sell", "license", "purchase"]
}

/// Where a trade may take place.
enum Marketplace: String, Sendable, CaseIterable {
  case either
  case onExchange = "on-exchange"
  case offExchange = "off-exchange"
}

/// What a provision on trades says in keys of its own.
struct Trade: Sendable {
  let terms: ProvisionTerms
  let place: Located<Marketplace>?
}

/// What a provision on prices says in keys of its own.
struct PriceRule: Sendable {
  let allowed: NamedTest?
  let barred: NamedTest?
  let terms: ProvisionTerms
}

extension Exchange {
  static let onExchange = Field<DocumentNode?>.optional(
    "on-exchange", .node, "tests by which an act takes place on the exchange")

  private static let places = Schema<Marketplace>.choice([
    (.init("either", "on the exchange or off it"), .either),
    (.init("on-exchange", "only on the exchange"), .onExchange),
    (.init("off-exchange", "only between the parties"), .offExchange),
  ])

  static let trades = ProvisionSection(
    "trades", "what may be traded, and where",
    CommonFields.someActs,
    Field<Located<Marketplace>?>.optional(
      "where", places.located, "on the exchange, off it, or either, which it is if left out"),
    CommonFields.except, CommonFields.someDuties
  ) { acts, place, except, duties in
    Trade(terms: ProvisionTerms(acts, except: except, duties: duties), place: place)
  }

  static let prohibited = ProvisionSection(
    "prohibited", "the list of what must not be traded",
    CommonFields.someActs, CommonFields.except
  ) { ProvisionTerms($0, except: $1) }

  static let listings = ProvisionSection(
    "listings", "what may be brought to the exchange",
    CommonFields.acts, CommonFields.except, CommonFields.someDuties
  ) { ProvisionTerms($0, except: $1, duties: $2) }

  static let venues = ProvisionSection(
    "venues", "what an exchange must leave to others", CommonFields.acts, CommonFields.except
  ) { ProvisionTerms($0, except: $1) }

  static let brokers = ProvisionSection(
    "brokers", "who may act between the parties",
    CommonFields.acts,
    Field<NamedTest>.test("who", of: Name.actor, "the parties that may; an exchange is none"),
    CommonFields.except, CommonFields.someDuties
  ) { ProvisionTerms($0, conditions: [$1], except: $2, duties: $3) }

  static let prices = ProvisionSection(
    "prices", "how prices are found",
    Field<NamedTest?>.test("allowed", of: Name.price, "the prices that may be asked"),
    Field<NamedTest?>.test("barred", of: Name.price, "the prices that must not be asked"),
    CommonFields.except, CommonFields.someDuties
  ) { allowed, barred, except, duties in
    PriceRule(
      allowed: allowed, barred: barred, terms: ProvisionTerms(except: except, duties: duties))
  }

  static let conduct = ProvisionSection(
    "conduct", "what is unlawful in the market", CommonFields.acts, CommonFields.except
  ) { ProvisionTerms($0, except: $1) }

  static let duties = ProvisionSection(
    "duties", "what must be done before, with and after",
    CommonFields.acts, CommonFields.except, CommonFields.duties
  ) { ProvisionTerms($0, except: $1, duties: $2) }
}
