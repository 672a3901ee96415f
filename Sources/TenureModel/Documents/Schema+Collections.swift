extension Schema {
  /// A list.
  @inlinable public static func list<Item>(
    of item: Schema<Item>, isEmptyAllowed: Bool = true
  ) -> Schema where Value == [Item] {
    Schema(shape: .list(item.shape, isEmptyAllowed: isEmptyAllowed)) { node, findings in
      guard node.kind == .sequence else {
        findings.append(.wrongKind(of: node, expected: "a list"))
        return nil
      }
      return items(of: node, item, isEmptyAllowed: isEmptyAllowed, &findings)
    }
  }

  /// A list, or one item by itself, which stands for the list of that one.
  @inlinable public static func oneOrMore<Item>(
    _ item: Schema<Item>, isEmptyAllowed: Bool = false
  ) -> Schema where Value == [Item] {
    Schema(
      shape: .oneOf([item.shape, .list(item.shape, isEmptyAllowed: isEmptyAllowed)])
    ) { node, findings in
      guard node.kind == .sequence else { return item.read(node, &findings).map { [$0] } }
      return items(of: node, item, isEmptyAllowed: isEmptyAllowed, &findings)
    }
  }

  /// A map whose keys are names that are not fixed, in the order of the document.
  ///
  /// - Parameters:
  ///   - value: The schema of the values.
  ///   - name: What a key names, with its article: `a fund`.
  ///   - doc: What a value says of it, in a few words.
  ///   - key: The schema of the keys.
  /// - Returns: The schema of such maps.
  @inlinable public static func map<Key, Item>(
    of value: Schema<Item>, named name: String = "a name", _ doc: String = "",
    keys key: Schema<Key>
  ) -> Schema where Value == [(key: Key, value: Item)] {
    Schema(
      shape: .map(.init(fields: [], rest: .init(name, doc, shape: value.shape)))
    ) { node, findings in
      guard node.kind == .map else {
        findings.append(.wrongKind(of: node, expected: "a map"))
        return nil
      }
      var result: [(key: Key, value: Item)] = []
      for entry in node.entries {
        let key = key.read(entry.key, &findings)
        let value = value.read(entry.value, &findings)
        if let key, let value { result.append((key, value)) }
      }
      return result
    }
  }

  /// A map whose keys are names that are not fixed, in the order of the document.
  @inlinable public static func map<Item>(
    of value: Schema<Item>, named name: String = "a name", _ doc: String = ""
  ) -> Schema where Value == [(key: String, value: Item)] {
    map(of: value, named: name, doc, keys: .identifier)
  }

  @inlinable static func items<Item>(
    of node: DocumentNode, _ item: Schema<Item>, isEmptyAllowed: Bool,
    _ findings: inout [Finding]
  ) -> [Item]? {
    if node.count == 0, !isEmptyAllowed {
      findings.append(.emptyList(node))
      return nil
    }
    var result: [Item] = []
    result.reserveCapacity(node.count)
    for child in node.items {
      if let value = item.read(child, &findings) { result.append(value) }
    }
    return result
  }
}

extension Finding {
  /// A list without items where there must be some.
  @usableFromInline static func emptyList(_ node: DocumentNode) -> Finding {
    node.finding(
      "empty-list", "the list is empty", help: "name at least one, or take the key out")
  }
}
