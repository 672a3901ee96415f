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
    var lines = ["# \(plugins[0].name)", ""]
    for (position, plugin) in plugins.enumerated() {
      if plugins.count > 1 {
        if position > 0 { lines.append("") }
        lines += ["## Pillar \(plugin.pillar.rawValue)", ""]
      }
      lines += page(of: plugin, level: plugins.count > 1 ? "###" : "##")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func page(of plugin: Plugin, level: String) -> [String] {
    var lines = [plugin.summary, ""]
    if plugins.count == 1 { lines += ["Pillar: \(plugin.pillar.rawValue).", ""] }
    lines += ["Version: \(plugin.version).", "", "\(level) The document", ""]
    var tables = ShapeTables()
    lines += tables.table(of: plugin.shape)
    while let (title, shape) = tables.next() {
      lines += ["", "\(level)# \(title)", ""] + tables.table(of: shape)
    }
    if !plugin.defaultDocument.isEmpty {
      lines += ["", "\(level) A document to begin with", "", "```yaml"]
      lines += plugin.defaultDocument.split(separator: "\n", omittingEmptySubsequences: false)
        .map(String.init).dropLast(while: \.isEmpty)
      lines.append("```")
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

  /// The next table that was referred to.
  mutating func next() -> (title: String, shape: SchemaShape)? {
    waiting.isEmpty ? nil : waiting.removeFirst()
  }

  /// The keys of a map, one a row; a shape that is no map has one line.
  mutating func table(of shape: SchemaShape) -> [String] {
    guard case .map(let map) = shape.bare else { return [words(shape, under: nil)] }
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
    case .list(let item, _): return "a list: " + words(item, under: key)
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
      return parts.joined(separator: "; or ")
    case .anything: return "what the facet or taxonomy takes"
    case .named(let name, let inner):
      if case .map = inner().bare { return words(inner(), under: name) }
      if seen.insert("`\(name)`").inserted { waiting.append(("`\(name)`", inner())) }
      return "see `\(name)`"
    case .described(_, let inner): return words(inner, under: key)
    }
  }
}

extension SchemaShape {
  /// The shape without its name and description.
  fileprivate var bare: SchemaShape {
    switch self {
    case .named(_, let inner): inner().bare
    case .described(_, let inner): inner.bare
    default: self
    }
  }
}
