/// Reads a map, field by field: what ``Schema/map(_:rest:read:)`` hands to its closure.
///
/// Fields may be read in any order. Missing and unknown keys are reported without being asked for,
/// and so is what is wrong with fields that the closure never came to: return nil early at will.
public struct MapReader {
  /// The map.
  public let node: DocumentNode
  /// What has been found so far.
  public var findings: [Finding] { found }
  @usableFromInline var found: [Finding]
  let fields: [any AnyField]
  /// The names of the fields.
  private let names: [String]
  private var entries: [DocumentNode.Entry]
  /// For each entry the field that it belongs to; -1 if none.
  private var owners: [Int]
  private var isRead: [Bool]

  init(
    _ node: DocumentNode, fields: [any AnyField], names: [String],
    findings: consuming [Finding]
  ) {
    self.node = node
    found = findings
    self.fields = fields
    self.names = names
    entries = Array(node.entries)
    owners = entries.map { entry in names.firstIndex { entry.key.hasText($0) } ?? -1 }
    isRead = Array(repeating: false, count: fields.count)
  }

  /// The value of a field; nil if it is wrong, or missing although required, which is reported.
  ///
  /// - Precondition: The field is one of those that the schema was given.
  @inlinable public mutating func read<Value>(_ field: Field<Value>) -> Value? {
    guard let node = value(of: field.name) else { return field.absent }
    return field.schema.read(node, &found)
  }

  /// The value of a field that is read now; nil if it is not there.
  @usableFromInline mutating func value(of name: String) -> DocumentNode? {
    guard let index = names.firstIndex(of: name) else {
      preconditionFailure("MapReader.read must be given a field of its schema (was \(name))")
    }
    isRead[index] = true
    return owners.firstIndex(of: index).map { entries[$0].value }
  }

  /// Whether a key stands in the map.
  public func has(_ field: some AnyField) -> Bool { node[field.name] != nil }

  /// The entries whose keys are not those of fields.
  public var rest: [DocumentNode.Entry] {
    entries.indices.filter { owners[$0] < 0 }.map { entries[$0] }
  }

  /// Adds a finding.
  public mutating func report(_ finding: Finding) { found.append(finding) }

  /// Reads with another schema, for its value and its findings.
  @inlinable public mutating func read<Value>(
    _ node: DocumentNode, as schema: Schema<Value>
  ) -> Value? {
    schema.read(node, &found)
  }

  /// Reports missing keys.
  mutating func reportMissing() {
    for (index, field) in fields.enumerated() where field.isRequired && !owners.contains(index) {
      found.append(
        Finding(
          "missing-key", "`\(field.name)` is missing", at: node.location,
          help: "add `\(field.name):`, \(field.fieldShape.doc)"))
    }
  }

  /// Reports keys that belong to no field.
  mutating func reportUnknown() {
    let free = fields.indices.filter { !owners.contains($0) }.map { fields[$0].name }
    for entry in rest {
      let key = entry.key.text
      found.append(
        entry.key.finding(
          "unknown-key", "unknown key `\(Finding.brief(key))`",
          help: Suggestion.help(for: key, among: free)
        ))
    }
  }

  /// Reports what is wrong with the fields that nobody has read.
  mutating func checkUnread() {
    for (entry, owner) in zip(entries, owners) where owner >= 0 && !isRead[owner] {
      fields[owner].check(entry.value, &found)
    }
  }

  /// Hands the findings back.
  consuming func finish() -> [Finding] { found }
}

extension MapReader {
  /// Begins to read a node, with what was found before.
  ///
  /// - Parameters:
  ///   - node: The node.
  ///   - fields: The fixed keys.
  ///   - names: Their names.
  ///   - isOpen: Whether there may be others.
  ///   - findings: What was found; handed back by `close(_:)`.
  /// - Returns: The reader; nil if the node is no map, which is reported.
  @usableFromInline static func open(
    _ node: DocumentNode, _ fields: [any AnyField], _ names: [String], isOpen: Bool,
    _ findings: inout [Finding]
  ) -> MapReader? {
    guard node.kind == .map else {
      findings.append(.wrongKind(of: node, expected: "a map"))
      return nil
    }
    var reader = MapReader(node, fields: fields, names: names, findings: findings)
    findings = []
    reader.reportMissing()
    if !isOpen { reader.reportUnknown() }
    return reader
  }

  /// Ends the reading of a map.
  @usableFromInline consuming func close(_ findings: inout [Finding]) {
    checkUnread()
    findings = finish()
  }
}
