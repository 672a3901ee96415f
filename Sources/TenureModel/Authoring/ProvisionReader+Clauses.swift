extension ProvisionReader {
  /// A clause on what is done.
  ///
  /// - Parameters:
  ///   - conduct: What it says of the actions. Duties are left out where it prohibits them.
  ///   - provision: The provision: its terms and all that clauses share.
  ///   - acts: The actions where the document names none.
  ///   - part: What tells the clause from the provision's others.
  ///   - condition: Tests that hold beside those of provision and terms.
  /// - Returns: The clause; nil if something is wrong, which is reported.
  public mutating func conduct(
    _ conduct: CirculationEffect.Conduct, _ provision: Provision<ProvisionTerms>,
    acts: [String] = [], part: String? = nil, where condition: Guard = .always
  ) -> Clause<CirculationEffect>? {
    let terms = provision.own
    if conduct == .attach, provision.header.isDefault { report(.defaultAttach(provision.origin)) }
    if conduct == .attach, terms.duties.isEmpty {
      report(.attachWithoutDuties(provision.origin))
    }
    let actions =
      terms.what.map { node in self.actions(node) } ?? actions(acts, at: provision.origin)
    let tests = self.condition(terms)
    guard let actions, let tests else { return nil }
    let duties = conduct == .prohibit ? Duties.none : terms.duties
    return provision.clause(
      CirculationEffect(conduct, actions, duties: duties), part: part,
      where: condition.and(tests))
  }

  /// A clause on who has a right.
  ///
  /// - Parameters:
  ///   - stance: Whether the rights are granted. Duties are left out where they are withheld.
  ///   - provision: The provision: its terms and all that clauses share.
  ///   - rights: The rights where the document names none.
  ///   - part: What tells the clause from the provision's others.
  ///   - condition: Tests that hold beside those of provision and terms.
  /// - Returns: The clause; nil if something is wrong, which is reported.
  public mutating func claim(
    _ stance: RightsEffect.Stance, _ provision: Provision<ProvisionTerms>,
    rights: [String] = [], part: String? = nil, where condition: Guard = .always
  ) -> Clause<RightsEffect>? {
    let terms = provision.own
    let selection =
      terms.what.map { node in self.rights(node) } ?? self.rights(rights, at: provision.origin)
    let tests = self.condition(terms)
    guard let selection, let tests else { return nil }
    let duties = stance == .grant ? terms.duties : .none
    return provision.clause(
      RightsEffect(stance, selection, duties: duties), part: part,
      where: condition.and(tests))
  }

  /// The conditions of terms hold, and none of their exceptions does.
  public mutating func condition(_ terms: ProvisionTerms) -> Guard? {
    let conditions = tests(terms.conditions)
    let named = tests(terms.exceptions)
    let others = exceptions(terms.except)
    guard let conditions, let named, let others else { return nil }
    return conditions.reduce(Guard.always) { $0.and($1) }
      .and(.noneOf(named + others))
  }

  /// The guard of a test under a name of the plugin's own.
  public mutating func test(_ test: NamedTest) -> Guard? { self.test(test.facet, test.node) }

  /// The guards of those tests that are there; nil if one is wrong.
  public mutating func tests(_ tests: [NamedTest?]) -> [Guard]? {
    let written = tests.compactMap { $0 }
    var guards: [Guard] = []
    for test in written {
      if let found = self.test(test) { guards.append(found) }
    }
    return guards.count == written.count ? guards : nil
  }

  /// The guards of a list of exceptions, or of one by itself; none if there is no list.
  ///
  /// - Parameters:
  ///   - node: The list: each a map of tests, or the name of one.
  ///   - names: The tests that have names in the document.
  /// - Returns: The guards; nil if one is wrong, which is reported.
  public mutating func exceptions(
    _ node: DocumentNode?, named names: [(key: String, value: Guard)] = []
  ) -> [Guard]? {
    guard let node else { return [] }
    let items = node.kind == .sequence ? Array(node.items) : [node]
    guard !items.isEmpty else {
      report(
        node.finding(
          "empty-list", "the list is empty", help: "name an exception, or take the key out"))
      return nil
    }
    var guards: [Guard] = []
    for item in items {
      guard item.kind == .scalar, !item.isEmpty else {
        if let found = tests(item) { guards.append(found) }
        continue
      }
      if let found = names.first(where: { item.hasText($0.key) }) {
        guards.append(found.value)
      } else {
        report(.unknownException(item, among: names.map(\.key)))
      }
    }
    return guards.count == items.count ? guards : nil
  }

  /// What the document lowers to, with the clauses in the order of the document.
  public func lowered<PillarEffect: Effect>(
    inDocumentOrder clauses: [Clause<PillarEffect>?]
  ) -> Lowered<PillarEffect> {
    var found: [Clause<PillarEffect>] = []
    for place in clauses.indices { if let clause = clauses[place] { found.append(clause) } }
    let places = found.map { $0.origin.range.start.offset }
    // Mostly they stand in order already.
    if zip(places, places.dropFirst()).allSatisfy({ $0 <= $1 }) { return lowered(found) }
    let order = found.indices.sorted { left, right in
      places[left] == places[right] ? left < right : places[left] < places[right]
    }
    return lowered(order.map { found[$0] })
  }
}

extension Guard {
  /// None of the guards holds; of none: always.
  public static func noneOf(_ guards: [Guard]) -> Guard {
    switch guards.count {
    case 0: .always
    case 1: .not(guards[0])
    default: .not(.any(guards))
    }
  }

  /// One of the guards holds; of none: always, as where a text names no condition.
  public static func oneOf(_ guards: [Guard]) -> Guard {
    switch guards.count {
    case 0: .always
    case 1: guards[0]
    default: .any(guards)
    }
  }
}

extension Finding {
  fileprivate static func unknownException(
    _ node: DocumentNode, among names: [String]
  ) -> Finding {
    node.finding(
      "unknown-exception", "there is no exception named `\(brief(node.text))`",
      help: names.isEmpty
        ? "write it as a map of tests, say `{retention-duty: yes}`"
        : Suggestion.help(for: node.text, among: names))
  }

  fileprivate static func attachWithoutDuties(_ location: SourceLocation) -> Finding {
    Finding(
      "attach-without-duties", "the provision adds duties, and there are none", at: location,
      help: "name one: `duties: {before: […]}`")
  }

  fileprivate static func defaultAttach(_ location: SourceLocation) -> Finding {
    Finding(
      "default-attach", "duties cannot be a default: they say nothing about the act",
      at: location, help: "take `default` out")
  }
}
