public import TenureModel

/// The plugin `exchange`: a market in data, on and off the exchange.
///
///     trades:     what may be traded, and where
///     prohibited: what must not be traded
///     listings:   what may be brought to the exchange
///     venues:     what an exchange must leave to others
///     brokers:    who may act between the parties
///     prices:     how prices are found
///     conduct:    what is unlawful in the market
///     duties:     what must be done before, with and after
///
/// Whether an act takes place on the exchange is for the document to say, in the words of any test:
/// the setting `on-exchange`.
public struct Exchange: CirculationPolicy {
  /// The id that users write.
  public static let name = "exchange"
  /// Counts up whenever the same document lowers to other clauses.
  public static let version = 1
  /// What its documents are about.
  public static let summary = """
    A market in data, on and off the exchange. `trades` permit what may be traded and say where,
    `prohibited` is the list of what must not be, `listings` permit what may be brought to the
    exchange; `venues` prohibits an exchange what it must leave to others, `brokers` permits those
    who act between the parties; `prices` permit or prohibit ways to find a price, `conduct`
    prohibits what is unfair, `duties` add what must be done.
    """
  /// A document to begin with.
  public static let defaultDocument = """
    on-exchange: {recipient: venue}
    trades:
      - id: products
        acts: [sell, license, purchase]
        where: either
        stage: [processed, anonymous]
        duties: {before: [quality-and-security-assessment]}
        cites: the text that it encodes
      - id: public-data
        acts: [sell, license]
        where: on-exchange
        data: public
    prohibited:
      - id: secrets
        tags: [state-secret, trade-secret]
    listings:
      - id: listing
        acts: intermediate
        registered: yes
    venues:
      - id: venue-is-no-merchant
        acts: [sell, purchase]
    brokers:
      - id: brokers
        acts: intermediate
        who: broker
        registered: yes
    prices:
      - id: market-price
        allowed: market
        not: {data: public}
      - id: guided-price
        barred: market
        data: public
    conduct:
      - id: no-unfair-competition
        acts: [use, provide]
        unfair-competition: yes
    duties:
      - id: declaration
        acts: [sell, purchase]
        duties: {before: [trade-declaration]}

    """
  /// How a document is read.
  public static let schema = form.schema

  static let form = PolicyForm(
    .circulation, settings: [onExchange],
    sections: [trades, prohibited, listings, venues, brokers, prices, conduct, duties])

  /// Creates the policy.
  public init() {}

  /// The clauses that a document means.
  public func lower(
    _ document: PolicyDocument, in context: LoweringContext
  ) -> Lowered<CirculationEffect> {
    var reader = ProvisionReader(document, in: context)
    var clauses: [Clause<CirculationEffect>?] = []
    let place = reader.setting(Self.onExchange)?.flatMap { reader.tests($0) }
    for trade in reader.provisions(of: Self.trades) {
      clauses.append(reader.trade(trade, onExchange: place))
    }
    for ban in reader.provisions(of: Self.prohibited) {
      clauses.append(reader.conduct(.prohibit, ban, acts: Name.trading))
    }
    for listing in reader.provisions(of: Self.listings) {
      let venue = reader.test(Name.actor, isAnyOf: [Name.venue], at: listing.origin)
      if let venue { clauses.append(reader.conduct(.permit, listing, where: venue)) }
    }
    for venue in reader.provisions(of: Self.venues) {
      let test = reader.test(Name.actor, isAnyOf: [Name.venue], at: venue.origin)
      if let test { clauses.append(reader.conduct(.prohibit, venue, where: test)) }
    }
    for broker in reader.provisions(of: Self.brokers) {
      reader.checkSeparation(of: broker)
      clauses.append(reader.conduct(.permit, broker))
    }
    for price in reader.provisions(of: Self.prices) { clauses += reader.price(price) }
    for rule in reader.provisions(of: Self.conduct) {
      clauses.append(reader.conduct(.prohibit, rule))
    }
    for duty in reader.provisions(of: Self.duties) { clauses.append(reader.conduct(.attach, duty)) }
    return reader.lowered(inDocumentOrder: clauses)
  }
}
