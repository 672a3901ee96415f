/// The section `defaults`: what a clause of the document has unless it says otherwise.
struct InheritedValues: Sendable {
  var rank: Located<String>?
  var force: Force?
  var from: Day?
  var until: Day?
  var isReviewed = false

  static let schema = Schema<InheritedValues>.record(
    .optional("rank", Schema.identifier.located, "the rank of each clause"),
    .optional("force", Schema<Force>.choice(of: Force.self), "how hard each clause is"),
    .optional("from", .day, "the first day in force"),
    .optional("until", .day, "the first day no longer in force"),
    .optional(
      "reviewed", .flag, "whether someone has read them against the official text",
      default: false)
  ) {
    InheritedValues(rank: $0, force: $1, from: $2, until: $3, isReviewed: $4)
  }
}
