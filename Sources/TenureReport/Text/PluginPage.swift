package import TenureModel

/// The handbook page of a plugin, in Markdown, from nothing but its declaration.
package struct PluginPage {
  private let plugins: [Plugin]

  /// Writes the page of a plugin.
  ///
  /// - Parameter plugins: The plugins of one name, one for each pillar that it serves.
  /// - Precondition: There is one, and all have one name.
  package init(_ plugins: [Plugin]) {
    precondition(
      Set(plugins.map(\.name)).count == 1,
      "PluginPage.plugins must have one name (were \(plugins.map(\.name)))")
    self.plugins = plugins
  }

  /// The page.
  package var markdown: String {
    let pillars = plugins.map(\.pillar.rawValue)
    let versions = Set(plugins.map(\.version)).sorted().map(String.init)
    var lines = [
      "# \(plugins[0].name)", "",
      "A plugin for \(Self.phrase(pillars)), version \(versions.joined(separator: ", ")).", "",
    ]
    var tables = ShapeTables()
    for (position, plugin) in plugins.enumerated() {
      if plugins.count > 1 {
        if position > 0 { lines.append("") }
        lines += ["## The \(plugin.pillar.rawValue) pillar", ""]
      }
      lines += page(of: plugin, level: plugins.count > 1 ? "###" : "##", &tables)
    }
    if tables.hasClauses {
      lines += ["", "## The keys of every clause", ""] + Self.remark + tables.clauseTable
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static let remark = [
    """
    A clause has an `id`, tests that say when it speaks, and keys that say where it stands in the
    law. A test names a facet of the vocabulary, as in `data: personal`; all tests of a clause must
    hold.
    """, "",
  ]

  private static let common: Set = ["`defaults`", "`tests`", "`duties`", "`before`", "`notes`"]

  private static func phrase(_ pillars: [String]) -> String {
    guard let last = pillars.last, pillars.count > 1 else {
      return "the \(pillars.joined()) pillar"
    }
    return "the pillars \(pillars.dropLast().joined(separator: ", ")) and \(last)"
  }

  private func page(of plugin: Plugin, level: String, _ tables: inout ShapeTables) -> [String] {
    var lines = [plugin.summary]
    if !plugin.defaultDocument.isEmpty {
      lines += ["", "\(level) A document to begin with", "", "```yaml"]
      lines += plugin.defaultDocument.split(separator: "\n", omittingEmptySubsequences: false)
        .map(String.init).dropLast(while: \.isEmpty)
      lines.append("```")
    }
    lines += ["", "\(level) The keys of a document", ""]
    tables.begin()
    lines += tables.table(of: plugin.shape)
    var sections: [(titles: [String], table: [String])] = []
    while let (title, shape) = tables.next() {
      let table = tables.table(of: shape)
      // Maps of one kind under several keys are explained once.
      if let known = sections.firstIndex(where: { $0.table == table }) {
        sections[known].titles.append(title)
      } else {
        sections.append(([title], table))
      }
    }
    // What the documents of all plugins have comes last.
    let common = sections.filter { !Self.common.isDisjoint(with: $0.titles) }
    for section in sections.filter({ Self.common.isDisjoint(with: $0.titles) }) + common {
      let title = section.titles.joined(separator: ", ")
      lines += ["", "\(level)# \(title)", ""] + section.table
    }
    return lines
  }
}

extension Array where Element == String {
  fileprivate func dropLast(while isDropped: (String) -> Bool) -> [String] {
    var lines = self
    while let last = lines.last, isDropped(last) { lines.removeLast() }
    return lines
  }
}

/// Tables of the keys of maps; a map within a map has a table of its own.
private struct ShapeTables {
  private var waiting: [(title: String, shape: SchemaShape)] = []
  private var seen: Set<String> = []
  /// The keys that every clause may have, as the first map of clauses has them.
  private var shared: SchemaShape.MapShape?

  /// Begins the tables of another plugin.
  mutating func begin() { seen = [] }

  /// Whether there was a map of clauses.
  var hasClauses: Bool { shared != nil }

  /// The keys of every clause.
  var clauseTable: [String] {
    guard let shared else { return [] }
    var tables = self
    return tables.rows(of: shared)
  }

  /// The keys of a clause that say where it stands, and those that join tests.
  private static let sharedKeys = Set(
    ClauseKeyword.allCases.filter { $0 != .id && ($0.isHeader || $0.joinsTests) }.map(\.rawValue))

  /// The next table that was referred to.
  mutating func next() -> (title: String, shape: SchemaShape)? {
    waiting.isEmpty ? nil : waiting.removeFirst()
  }

  /// The keys of a map, one a row; a shape that is no map has one line.
  ///
  /// What every clause may have is kept for a table of its own.
  mutating func table(of shape: SchemaShape) -> [String] {
    guard case .map(let map) = shape.bare else { return alternatives(of: shape) }
    guard map.fields.contains(where: { $0.name == "id" }), let rest = map.rest else {
      return rows(of: map)
    }
    let own = map.fields.filter { !Self.sharedKeys.contains($0.name) }
    if shared == nil {
      shared = .init(
        fields: map.fields.filter { Self.sharedKeys.contains($0.name) }, rest: rest)
    }
    return rows(of: .init(fields: own))
      + ["", "Beside these, tests and the keys of every clause, below."]
  }

  /// What a shape that is no map may be: other values in a line, each map with its keys.
  private mutating func alternatives(of shape: SchemaShape) -> [String] {
    let shapes = shape.alternatives
    let others = shapes.filter { !$0.isMap }.map { words($0, under: nil) }
    let maps = shapes.filter(\.isMap)
    guard !maps.isEmpty else { return [others.joined(separator: "; or ")] }
    let choice = maps.count == 1 ? "a map with these keys" : "a map, one of these"
    var lines = [(others + [choice]).joined(separator: "; or ") + ":"]
    for case .map(let map) in maps.map(\.bare) { lines += [""] + rows(of: map) }
    return lines
  }

  private mutating func rows(of map: SchemaShape.MapShape) -> [String] {
    var rows = ["| key | value | meaning |", "|---|---|---|"]
    for field in map.fields {
      let name = field.isRequired ? "`\(field.name)` (required)" : "`\(field.name)`"
      rows.append("| \(name) | \(words(field.shape, under: field.name)) | \(field.doc) |")
    }
    if let rest = map.rest {
      rows.append("| \(rest.name) | \(words(rest.shape, under: rest.name)) | \(rest.doc) |")
    }
    return rows
  }

  /// What a value may be, in a few words.
  private mutating func words(_ shape: SchemaShape, under key: String?) -> String {
    switch shape {
    case .text(let text): return text.name
    case .flag: return "`yes` or `no`"
    case .wholeNumber(let minimum, let maximum):
      switch (minimum, maximum) {
      case (let low?, let high?): return "a whole number from \(low) to \(high)"
      case (let low?, nil): return "a whole number from \(low)"
      case (nil, let high?): return "a whole number up to \(high)"
      case (nil, nil): return "a whole number"
      }
    case .choice(let choices):
      return choices.map { "`\($0.word)`" }.joined(separator: ", ")
    case .list(let item, _):
      if case .map = item.bare { return "a list of maps" + words(item, under: key).dropFirst(5) }
      return "a list: " + words(item, under: key)
    case .map:
      let title = key.map { "`\($0)`" } ?? "map"
      if seen.insert(title).inserted { waiting.append((title, shape)) }
      return "a map, see \(title)"
    case .empty: return "nothing"
    case .oneOf(let shapes):
      var parts: [String] = []
      for shape in shapes {
        let part = words(shape, under: key)
        if !parts.contains(part) { parts.append(part) }
      }
      // One value may stand for a list of one.
      if parts.count > 1, parts.last == "a list: " + parts.dropLast().joined(separator: "; or ") {
        return parts.dropLast().joined(separator: "; or ") + "; one or several"
      }
      return parts.joined(separator: "; or ")
    case .anything: return "in the words of the vocabulary"
    case .named(let name, let inner):
      if case .map = inner().bare { return words(inner(), under: name) }
      if seen.insert("`\(name)`").inserted { waiting.append(("`\(name)`", inner())) }
      return "see `\(name)`"
    case .described(let text, .anything): return text
    case .described(_, let inner): return words(inner, under: key)
    }
  }
}

extension SchemaShape {
  /// Whether it is that of a map.
  fileprivate var isMap: Bool {
    if case .map = bare { return true }
    return false
  }

  /// The shapes of which a value has one.
  fileprivate var alternatives: [SchemaShape] {
    guard case .oneOf(let shapes) = bare else { return [self] }
    return shapes.flatMap(\.alternatives)
  }
}
