package import TenureModel

extension JSONValue {
  /// The width up to which an object or list stays on its line when it is laid out for people.
  static let lineWidth = 100

  /// The value on one line, as the lines of a batch are.
  package var line: String {
    var json = JSONText(.line)
    write(to: &json)
    return json.text
  }

  /// How deep objects and lists are laid out over several lines; what is deeper stays on one.
  static let spreadDepth = 2

  /// The value over several lines: its members a line each, and what they list.
  package var pretty: String {
    var text = ""
    writePretty(to: &text, indent: 0)
    return text
  }

  /// Writes the value where a value is expected.
  package func write(to json: inout JSONText) {
    switch self {
    case .null: json.null()
    case .flag(let isOn): json.value(isOn)
    case .number(let number): json.value(number)
    case .share(let share): json.value(share)
    case .text(let content): json.value(content)
    case .list(let items):
      json.array { json in
        for item in items { item.write(to: &json) }
      }
    case .object(let members):
      json.object { json in
        for member in members { json.member(member.key, value: member.value.write) }
      }
    }
  }

  private func writePretty(to text: inout String, indent: Int) {
    guard indent < 2 * Self.spreadDepth, !fits(indent) else {
      text += line
      return
    }
    let space = "\n" + String(repeating: " ", count: indent + 2)
    let end = "\n" + String(repeating: " ", count: indent)
    switch self {
    case .list(let items):
      for (position, item) in items.enumerated() {
        text += (position > 0 ? "," : "[") + space
        item.writePretty(to: &text, indent: indent + 2)
      }
      text += end + "]"
    case .object(let members):
      for (position, member) in members.enumerated() {
        text += (position > 0 ? "," : "{") + space + JSONValue.text(member.key).line + ": "
        member.value.writePretty(to: &text, indent: indent + 2)
      }
      text += end + "}"
    default: text += line
    }
  }

  private func fits(_ indent: Int) -> Bool {
    switch self {
    case .list(let items) where items.isEmpty: return true
    case .object(let members) where members.isEmpty: return true
    case .list, .object:
      var room = Self.lineWidth - indent
      measure(&room)
      return room >= 0
    default: return true
    }
  }

  /// Takes the width of the value off the room, and stops once there is none left.
  private func measure(_ room: inout Int) {
    switch self {
    case .null, .flag: room -= 5
    case .number, .share: room -= 8
    case .text(let content): room -= content.utf8.count + 2
    case .list(let items):
      room -= 2
      for item in items where room >= 0 {
        room -= 2
        item.measure(&room)
      }
    case .object(let members):
      room -= 2
      for member in members where room >= 0 {
        room -= member.key.utf8.count + 6
        member.value.measure(&room)
      }
    }
  }
}
