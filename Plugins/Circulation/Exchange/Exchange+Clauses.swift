internal import TenureModel

extension ProvisionReader {
  /// The clause of a trade.
  ///
  /// A trade that belongs on one side of the exchange is no more than permitted there: what the
  /// text forbids on the other side it says in `prohibited`.
  mutating func trade(
    _ provision: Provision<Trade>, onExchange place: Guard?
  ) -> Clause<CirculationEffect>? {
    let trade = provision.own
    var condition = Guard.always
    if let wanted = trade.place, wanted.value != .either {
      guard let place else {
        if root[Exchange.onExchange.name] == nil { report(.noExchange(wanted.location)) }
        return nil
      }
      condition = wanted.value == .onExchange ? place : .not(place)
    }
    return conduct(
      .permit, provision.with(trade.terms), acts: Name.trading, where: condition)
  }

  /// The clauses of a rule on prices: one, or `ID.allowed` and `ID.barred`.
  mutating func price(_ provision: Provision<PriceRule>) -> [Clause<CirculationEffect>?] {
    let rule = provision.own
    guard rule.allowed != nil || rule.barred != nil else {
      report(
        Finding(
          "no-price", "the provision names no price", at: provision.origin,
          help: "say which price is `allowed`, or which is `barred`"))
      return []
    }
    let isSingle = rule.allowed == nil || rule.barred == nil
    var clauses: [Clause<CirculationEffect>?] = []
    var terms = rule.terms
    if let allowed = rule.allowed {
      terms.conditions = [allowed]
      clauses.append(
        conduct(
          .permit, provision.with(terms), acts: [Name.charge],
          part: isSingle ? nil : "allowed"))
    }
    if let barred = rule.barred {
      terms.conditions = [barred]
      clauses.append(
        conduct(
          .prohibit, provision.with(terms), acts: [Name.charge],
          part: isSingle ? nil : "barred"))
    }
    return clauses
  }

  /// Reports an exchange among the brokers: venues are apart from those who trade at them.
  mutating func checkSeparation(of broker: Provision<ProvisionTerms>) {
    for test in broker.own.conditions.compactMap({ $0 }) {
      for node in words(of: test, meeting: Name.venue) {
        report(
          node.finding(
            "venue-as-broker", "`\(node.text)` takes in the exchange, which is no broker",
            help: "name the parties that are none, say `broker`"))
      }
    }
  }
}

extension Finding {
  fileprivate static func noExchange(_ location: SourceLocation) -> Finding {
    Finding(
      "no-exchange", "the document does not say what takes place on the exchange", at: location,
      help: "add `on-exchange:`, tests that tell it, or write `where: either`")
  }
}
