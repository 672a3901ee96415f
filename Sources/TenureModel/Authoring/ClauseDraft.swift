/// A clause as it stands in the document: its keys told apart from its tests.
package struct ClauseDraft {
  /// A key of the clause, with its value.
  package struct Key {
    /// Which key it is.
    package let key: ClauseKeyword
    /// The key as it stands in the document.
    package let name: DocumentNode
    /// Its value.
    package let value: DocumentNode
  }

  /// The whole clause.
  package let node: DocumentNode
  /// The id, for messages; empty if there is none.
  package let id: String
  private(set) var keys: [Key] = []
  private(set) var tests: [DocumentNode.Entry] = []
  /// The keys of effects.
  package private(set) var effects: [Key] = []
  /// Whether there is a key of an effect of another pillar, which is reported.
  package private(set) var hasForeignEffect = false

  /// Sorts the keys of a clause of a rulebook.
  package init(_ node: DocumentNode, pillar: Pillar, _ findings: inout [Finding]) {
    self.node = node
    var id = ""
    for entry in node.entries {
      guard let key = ClauseKeyword.named(entry.key.text), !key.joinsTests else {
        tests.append(entry)
        continue
      }
      guard key.pillars.contains(pillar) else {
        findings.append(.wrongPillar(entry.key, key, pillar))
        if key.isEffect { hasForeignEffect = true }
        continue
      }
      if key == .id { id = entry.value.text }
      let found = Key(key: key, name: entry.key, value: entry.value)
      keys.append(found)
      if key.isEffect { effects.append(found) }
    }
    self.id = id
  }

  /// Sorts the keys of a provision that are not its section's own.
  init(_ node: DocumentNode, entries: [DocumentNode.Entry]) {
    self.node = node
    var id = ""
    for entry in entries {
      guard let key = ClauseKeyword.named(entry.key.text), key.isHeader else {
        tests.append(entry)
        continue
      }
      if key == .id { id = entry.value.text }
      keys.append(Key(key: key, name: entry.key, value: entry.value))
    }
    self.id = id
  }

  /// A key, if it is there.
  package subscript(_ key: ClauseKeyword) -> Key? {
    // Asked a dozen times for each clause, mostly for keys that are not there: none is copied.
    for place in keys.indices where keys[place].key == key { return keys[place] }
    return nil
  }

  /// Reads the value of a key; nil if it is wrong or not there.
  package func read<Value>(
    _ key: ClauseKeyword, _ schema: Schema<Value>, _ findings: inout [Finding]
  ) -> Value? {
    self[key].flatMap { schema.read($0.value, &findings) }
  }

  /// Reads the value of a key that must be there.
  package func require<Value>(
    _ key: ClauseKeyword, _ schema: Schema<Value>, help: String, _ findings: inout [Finding]
  ) -> Value? {
    guard let found = self[key] else {
      findings.append(
        node.finding("missing-key", "`\(key.rawValue)` is missing", help: help))
      return nil
    }
    return schema.read(found.value, &findings)
  }

  /// Reports keys that mean nothing beside an effect.
  package func refuse(
    _ keys: ClauseKeyword..., beside effect: Key, help: String, _ findings: inout [Finding]
  ) {
    for key in keys {
      guard let found = self[key] else { continue }
      findings.append(
        found.name.finding(
          "key-without-meaning",
          "`\(effect.key.rawValue)` takes no `\(key.rawValue)`", help: help))
    }
  }
}

extension Finding {
  fileprivate static func wrongPillar(
    _ node: DocumentNode, _ key: ClauseKeyword, _ pillar: Pillar
  ) -> Finding {
    let pillars = key.pillars.map(\.rawValue).joined(separator: " and ")
    return node.finding(
      "wrong-pillar",
      "`\(key.rawValue)` belongs to the \(pillars) pillar\(key.pillars.count > 1 ? "s" : ""), "
        + "and this document to \(pillar.rawValue)",
      help: key.isEffect ? "move the clause to a document of that pillar" : "take the key out")
  }
}
