/// Something that is wrong, in two lines: where and what, then a way out.
package enum ProblemText {
  /// The text, with a line break at the end.
  package static func text(
    _ message: String, word: String = "error", file: String?, line: Int?, column: Int?,
    help: String?, ink: Ink
  ) -> String {
    var place = file.map { $0.printable + ":" } ?? ""
    if file != nil, let line {
      place += "\(line):"
      if let column { place += "\(column):" }
    }
    let style: Ink.Style = word == "error" ? .bad : word == "warning" ? .doubtful : .faint
    var text = (place.isEmpty ? "" : ink(place, .strong) + " ") + ink("\(word):", style) + " "
    text += message.printable + "\n"
    if let help { text += ink("help:", .name) + " " + help.printable + "\n" }
    return text
  }

  /// The same for programs; `revision` is there only if the file is not the one in front of them.
  package static func json(
    _ message: String, revision: String? = nil, file: String?, line: Int?, column: Int?,
    help: String?
  ) -> JSONValue {
    var members: [(String, JSONValue)] = [("message", .text(message))]
    if let revision { members.append(("revision", .text(revision))) }
    members += [
      ("file", .optional(file)),
      ("line", line.map { .whole($0) } ?? .null),
      ("column", column.map { .whole($0) } ?? .null),
      ("help", .optional(help)),
    ]
    return .members(members)
  }
}
