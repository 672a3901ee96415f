/// Random histories of a small body of law: clauses that change, come and go, broken documents,
/// regimes that are founded and repealed, vocabularies that grow.
enum SmallLawHistory {
  static let vocabulary = """
    vocabulary: small
    taxonomies:
      party: {person: , shop: , broker: }
      action: {share: , sell: }
      right: {access: , erase: }
      standing: {subject: , holder: }
      act: {amend: , enact: }
    facets:
      action: {kind: term, taxonomy: action}
      actor: {kind: term, taxonomy: party}
      standing: {kind: set, taxonomy: standing, default: []}
      consent: {kind: flag, default: no}
      persons: {kind: quantity, unit: person, whole: yes, min: 0, default: 0}

    """

  static let first = [
    "vocabulary.yaml": vocabulary,
    "regimes/base/regime.yaml": regime("base", extends: nil),
    "regimes/base/conduct.yaml": "clauses:\n  - {id: base-free, permit: any, default: yes}\n",
    "regimes/land/regime.yaml": regime("land", extends: "base"),
    "regimes/land/conduct.yaml": "clauses:\n  - {id: one, prohibit: sell, rank: law}\n",
    "regimes/land/rights.yaml": "clauses:\n  - {id: two, grant: access, rank: law}\n",
    "regimes/land/powers.yaml": """
    bodies: {council: {member: {seats: 3, weight: 1}}}
    clauses:
      - {id: three, empower: council, act: amend, by: alone, rank: law}

    """,
  ]

  static func regime(_ name: String, extends: String?, swapped: Bool = false) -> String {
    let pillars =
      name == "base"
      ? "  circulation: [{plugin: rulebook, document: conduct.yaml}]\n"
      : """
        property: [{plugin: rulebook, document: rights.yaml}]
        circulation: [{plugin: rulebook, document: conduct.yaml}]
        governance: [{plugin: rulebook, document: powers.yaml}]

      """
    let precedence = swapped ? "[prohibition]" : "[rank, specificity, prohibition]"
    return "regime: \(name)\nsemantics: 1\n" + (extends.map { "extends: [\($0)]\n" } ?? "")
      + "doctrine:\n  ranks: [law, policy]\n  precedence: \(precedence)\npillars:\n" + pillars
  }

  /// Changes one document, or a few.
  static func change(_ files: inout [String: String], _ numbers: inout SeededNumbers) {
    switch Int.random(in: 0..<20, using: &numbers) {
    case 0: files["regimes/land/conduct.yaml"] = "clauses: [broken\n"
    case 1:
      let isSwapped = Bool.random(using: &numbers)
      files["regimes/land/regime.yaml"] = regime("land", extends: "base", swapped: isSwapped)
    case 2:
      let isWide = Bool.random(using: &numbers)
      files["vocabulary.yaml"] = vocabulary.replacing(
        "{share: , sell: }", with: isWide ? "{share: , sell: , export: }" : "{share: , sell: }")
    case 3:
      let isThere = files["regimes/land/regime.yaml"] != nil
      files["regimes/land/regime.yaml"] = isThere ? nil : regime("land", extends: "base")
    case 4: files["regimes/land/powers.yaml"] = powers(&numbers)
    case 5: files["readme"] = "\(Int.random(in: 0..<100, using: &numbers))\n"
    case 6:
      files["regimes/base/conduct.yaml"] =
        "clauses:\n  - {id: base-free, permit: \(action(&numbers)), default: yes}\n"
    case 7: files["regimes/land/conduct.yaml", default: ""] += "# a comment\n"
    case 8..<11: files["regimes/land/rights.yaml"] = rights(&numbers)
    default: files["regimes/land/conduct.yaml"] = conduct(&numbers)
    }
  }

  /// The same, and more: titles, clauses over several lines, and edits of some bytes.
  static func changeMore(_ files: inout [String: String], _ numbers: inout SeededNumbers) {
    switch Int.random(in: 0..<10, using: &numbers) {
    case 0:
      let title = "title: Edition \(Int.random(in: 1..<9, using: &numbers))\n"
      for name in ["land", "base"] {
        guard let text = files["regimes/\(name)/regime.yaml"] else { continue }
        files["regimes/\(name)/regime.yaml"] =
          title + text.replacing(#/title: Edition [0-9]\n/#, with: "")
      }
    case 1: files["regimes/land/conduct.yaml"] = longConduct(&numbers)
    case 2..<7:
      var text = files["regimes/land/conduct.yaml"] ?? ""
      edit(&text, &numbers)
      files["regimes/land/conduct.yaml"] = text
    default: change(&files, &numbers)
    }
  }

  private static func action(_ numbers: inout SeededNumbers) -> String {
    ["share", "sell", "any"].randomElement(using: &numbers) ?? "any"
  }

  private static func tests(_ numbers: inout SeededNumbers) -> String {
    var tests = ""
    if Bool.random(using: &numbers) {
      tests += ", actor: \(["person", "shop", "broker"].randomElement(using: &numbers) ?? "shop")"
    }
    if Bool.random(using: &numbers) {
      tests += ", persons: {at-least: \(Int.random(in: 1..<4, using: &numbers) * 100)}"
    }
    if Int.random(in: 0..<3, using: &numbers) == 0 { tests += ", consent: yes" }
    return tests
  }

  private static func conduct(_ numbers: inout SeededNumbers) -> String {
    var lines: [String] = []
    for id in ["one", "four", "five"].prefix(Int.random(in: 1...3, using: &numbers)) {
      let effect = ["permit", "prohibit", "oblige"].randomElement(using: &numbers) ?? "permit"
      let rank = Bool.random(using: &numbers) ? "law" : "policy"
      let word = Int.random(in: 0..<3, using: &numbers)
      lines.append(
        "  - {id: \(id), \(effect): \(action(&numbers))\(tests(&numbers)), rank: \(rank), "
          + "cites: Act \(word)}\n")
    }
    return "clauses:\n" + lines.shuffled(using: &numbers).joined()
  }

  /// Clauses over several lines.
  static func longConduct(_ numbers: inout SeededNumbers) -> String {
    var text = "# what may be done\ndefaults: {rank: law}\nclauses:\n"
    for id in ["one", "four", "five", "six"].shuffled(using: &numbers) {
      let effect = ["permit", "prohibit", "oblige"].randomElement(using: &numbers) ?? "permit"
      text += "  - id: \(id)\n    \(effect): \(action(&numbers))\n"
      text += "    persons:\n      at-least: \(Int.random(in: 1..<9, using: &numbers) * 100)\n"
      if Bool.random(using: &numbers) { text += "    # why\n    cites: Act 1\n" }
      if Bool.random(using: &numbers) { text += "    note: |\n      Two\n      lines.\n\n" }
    }
    return text + (Bool.random(using: &numbers) ? "notes:\n  - id of nothing\n" : "")
  }

  /// Changes a few bytes of a document, as people do, or as they would not.
  static func edit(_ text: inout String, _ numbers: inout SeededNumbers) {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let place = Int.random(in: 0..<lines.count, using: &numbers)
    switch Int.random(in: 0..<12, using: &numbers) {
    case 0: lines.remove(at: place)
    case 1: lines.insert(lines[place], at: place)
    case 2: lines[place] = "  " + lines[place]
    case 3: lines[place] = String(lines[place].dropFirst(2))
    case 4: lines[place] += " # so it is"
    case 5: lines.insert("    cites: Act \(Int.random(in: 2..<5, using: &numbers))", at: place)
    case 6: lines[place] = lines[place].replacing("permit", with: "prohibit")
    case 7: lines[place] = lines[place].replacing("|", with: "|+")
    case 8: lines.insert("", at: place)
    default:
      let number = Int.random(in: 1..<10, using: &numbers)
      lines[place] = lines[place].replacing(#/[0-9]/#, with: "\(number)", maxReplacements: 1)
    }
    text = lines.joined(separator: "\n")
  }

  private static func rights(_ numbers: inout SeededNumbers) -> String {
    let effect = Bool.random(using: &numbers) ? "grant" : "withhold"
    let right = Bool.random(using: &numbers) ? "access" : "erase"
    return "clauses:\n  - {id: two, \(effect): \(right)\(tests(&numbers)), rank: law}\n"
  }

  private static func powers(_ numbers: inout SeededNumbers) -> String {
    let seats = Int.random(in: 2..<5, using: &numbers)
    let act = Bool.random(using: &numbers) ? "amend" : "enact"
    return """
      bodies: {council: {member: {seats: \(seats), weight: 1}}}
      clauses:
        - {id: three, empower: council, act: \(act), by: alone, rank: law}

      """
  }
}
