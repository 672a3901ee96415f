/// The section `notes`: what the text says and no clause can.
struct PolicyNote: Sendable {
  let text: String

  static let schema = Schema<[PolicyNote]>.list(
    of: .record(
      .required("text", .text, "what the text says"),
      .optional("cites", .text, "the text"),
      .optional("implements", .oneOrMore(.identifier), "ids in a catalogue of rules")
    ) { text, _, _ in PolicyNote(text: text) })
}
