/// The schemas of the values of clauses, made once: a regime may have 10,000 clauses.
package enum ClauseSchema {
  /// A name.
  package static let identifier = Schema<String>.identifier
  /// One name or more.
  package static let identifiers = Schema<[String]>.oneOrMore(.identifier)
  /// Any text.
  package static let text = Schema<String>.text
  /// `yes` or `no`.
  package static let flag = Schema<Bool>.flag
  /// A day.
  package static let day = Schema<Day>.day
  /// A length of time.
  package static let period = Schema<Period>.period
  /// A whole number.
  package static let wholeNumber = Schema<Int>.wholeNumber()
  /// How hard a clause is.
  package static let force = Schema<Force>.choice([
    (.init("binding", "law in force"), .binding),
    (.init("policy", "a policy document: directs its addressees"), .policy),
    (.init("exploratory", "a trial"), .exploratory),
    (.init("proposal", "a draft or a demand"), .proposal),
  ])
}

extension Finding {
  /// A taxonomy or facet that effects need and the vocabulary lacks.
  package static func missing(_ what: String, at key: ClauseDraft.Key) -> Finding {
    key.name.finding(
      "vocabulary-lacks", "`\(key.key.rawValue)` needs \(what), which the vocabulary lacks",
      help: "declare it in `vocabulary.yaml`")
  }
}
