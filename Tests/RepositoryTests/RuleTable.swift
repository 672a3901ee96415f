import Foundation

/// The rules of the example regimes, and where the documents of the example repository encode them.
///
/// `rules.txt` beside this file lists the rules; that a clause or a note encodes one stands in its
/// `implements`.
struct RuleTable {
  /// A rule as the catalogue describes it.
  struct Rule {
    let id: String
    let pillar: String
    let who: String
    let modality: String
    let what: String

    /// The regime that the id begins with.
    var prefix: String { String(id.prefix { $0 != "-" }) }
  }

  /// A clause or a note that encodes rules.
  struct Item {
    /// The id of a clause; nil for a note.
    let clause: String?
    let cites: String
    let text: String
    let rules: [String]
    let path: String
  }

  static let catalogue = "Tests/RepositoryTests/rules.txt"
  static let folder = "Examples/PolicyRepository/regimes"
  /// The letters that rule ids begin with, the title and the regimes that encode the rules.
  static let parts: [(prefix: String, title: String, regimes: [String])] = [
    ("CN", "China", ["cn", "cn-pilot"]), ("EU", "European Union", ["eu"]),
    ("US", "United States", ["us-federal", "us"]), ("OG", "Open government data", ["open"]),
    ("IN", "India", ["in"]), ("OW", "Personal data as property", ["owner"]),
    ("CO", "Data commons", ["commons"]), ("NC", "The critic's normal country", ["normal"]),
  ]

  let rules: [Rule]
  let items: [Item]

  init(_ repository: Repository) throws {
    rules = try repository.text(Self.catalogue).split(separator: "\n").compactMap { line in
      let words = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
      guard words.count == 5 else { return nil }
      return Rule(
        id: words[0], pillar: words[1], who: words[2], modality: words[3], what: words[4])
    }
    items = try repository.paths(under: [Self.folder], endingIn: [".yaml"]).flatMap { path in
      Self.items(in: try repository.text(path), path: path)
    }
  }

  /// The clauses and notes of a rule, in the order of the regimes, their files and lines.
  func items(of rule: Rule) -> [Item] {
    let regimes = Self.parts.first { $0.prefix == rule.prefix }?.regimes ?? []
    return regimes.flatMap { regime in
      items.filter { $0.path.hasPrefix("\(Self.folder)/\(regime)/") && $0.rules.contains(rule.id) }
    }
  }

  /// The items of a document that say which rules they encode.
  private static func items(in text: String, path: String) -> [Item] {
    text.split(separator: "\n  - ").dropFirst().compactMap { block in
      guard let rules = block.firstMatch(of: /\n    implements: \[([^\]]*)\]/)?.1 else {
        return nil
      }
      let note = block.firstMatch(of: /\n    text: >\n((?:      .*\n)+)/)?.1
      let cites = block.firstMatch(of: /(?:^|\n    )cites: (.*)/)?.1
      return Item(
        clause: block.firstMatch(of: /^id: ([^\n]*)/).map { String($0.1) },
        cites: cites.map(String.init) ?? "",
        text: note.map { $0.split { $0 == " " || $0 == "\n" }.joined(separator: " ") } ?? "",
        rules: rules.split { $0 == "," || $0 == " " }.map(String.init), path: path)
    }
  }

  /// The page of the handbook.
  var page: String {
    let head = """
      # Rule by rule

      The rules that the example regimes encode, with the clauses that encode them.

      ## Overview

      Each regime was read as a list of rules. A rule says who may, must or must not do something,
      who has a claim or a power, or what a thing is (a status). A clause names in `implements` the
      rules that it encodes. What a text says and no clause can stands in a note, with the reason.

      The page is made of the catalogue of rules and of the documents; a test keeps it current.


      """
    return head
      + Self.parts.map { section($0.prefix, $0.title, $0.regimes) }.joined(separator: "\n")
  }

  private func section(_ prefix: String, _ title: String, _ regimes: [String]) -> String {
    let names = regimes.map { "`\($0)`" }.joined(separator: ", ")
    var table = "## \(title): \(names)\n\n| rule | pillar | who | how | what | clauses |\n"
    table += "|---|---|---|---|---|---|\n"
    var notes = ""
    for rule in rules where rule.prefix == prefix {
      let items = items(of: rule)
      let hasNote = items.contains { $0.clause == nil }
      let cells = items.compactMap(\.clause).map { "`\($0)`" } + (hasNote ? ["note"] : [])
      table += "| \(rule.id) | \(rule.pillar) | \(rule.who) | \(rule.modality) | \(rule.what) "
      table += "| \(cells.joined(separator: ", ")) |\n"
      for note in items where note.clause == nil {
        notes += "- \(rule.id), \(note.cites): \(note.text)\n"
      }
    }
    return table + (notes.isEmpty ? "" : "\nWhat stands in notes:\n\n" + notes)
  }
}
