public import TenureModel

/// A part of a document that is new, gone or otherwise in another version of it.
public struct DocumentChange: Sendable, Hashable {
  /// What happened to a part.
  public enum Kind: String, Sendable, Hashable {
    /// It is new.
    case added
    /// It is gone.
    case removed
    /// It says something else.
    case changed
  }

  /// What happened.
  public let kind: Kind
  /// Keys and ids that lead to the part.
  public let path: [String]
  /// How many of the first steps of the path lead to a clause, or another item with an id; 0 if
  /// the part lies in none.
  public let itemDepth: Int
  /// The value before, on one line.
  public let before: String?
  /// The value after, on one line.
  public let after: String?
  /// Where the part stands: in the new version, or where it stood if it is gone.
  public let location: SourceLocation

  /// What changed from one version of a document to another, in the order of the new one, what is
  /// gone behind.
  ///
  /// Maps are compared key by key, lists of maps with ids id by id, everything else as one value.
  /// Layout, comments and the order of keys and of items with ids do not count.
  ///
  /// - Parameters:
  ///   - former: The root of the old version; nil if the document is new.
  ///   - latter: The root of the new version; nil if the document is gone.
  /// - Returns: The changes.
  public static func changes(
    from former: DocumentNode?, to latter: DocumentNode?
  ) -> [DocumentChange] {
    var finder = ChangeFinder()
    finder.compare(former, latter, [], itemDepth: 0)
    return finder.changes
  }
}

/// A comparison of two documents at work.
private struct ChangeFinder {
  var changes: [DocumentChange] = []

  mutating func compare(
    _ former: DocumentNode?, _ latter: DocumentNode?, _ path: [String], itemDepth: Int
  ) {
    guard let former, let latter else {
      guard let only = former ?? latter else { return }
      // A new document, or a new section, is told part by part.
      if itemDepth == 0, let parts = Parts(only) {
        for (name, node) in parts.nodes {
          let depth = parts.areItems ? path.count + 1 : 0
          compare(
            former.map { _ in node }, latter.map { _ in node }, path + [name], itemDepth: depth)
        }
        return
      }
      return add(former, latter, path, itemDepth)
    }
    guard DocumentContent(former) != DocumentContent(latter) else { return }
    guard let old = Parts(former), let new = Parts(latter), old.areItems == new.areItems else {
      return add(former, latter, path, itemDepth)
    }
    for (name, node) in new.nodes {
      compare(
        old.byName[name], node, path + [name], itemDepth: new.areItems ? path.count + 1 : itemDepth)
    }
    for (name, node) in old.nodes where new.byName[name] == nil {
      compare(
        node, nil, path + [name], itemDepth: old.areItems ? path.count + 1 : itemDepth)
    }
  }

  private mutating func add(
    _ former: DocumentNode?, _ latter: DocumentNode?, _ path: [String], _ itemDepth: Int
  ) {
    guard let place = latter ?? former else { return }
    changes.append(
      DocumentChange(
        kind: former == nil ? .added : latter == nil ? .removed : .changed, path: path,
        itemDepth: itemDepth, before: former.map { ScalarLayout.flow($0) },
        after: latter.map { ScalarLayout.flow($0) }, location: place.location))
  }

  /// The parts of a node that has parts with names.
  private struct Parts {
    let nodes: [(name: String, node: DocumentNode)]
    let byName: [String: DocumentNode]
    let areItems: Bool

    init?(_ node: DocumentNode) {
      switch node.kind {
      case .scalar: return nil
      case .map:
        nodes = node.entries.map { ($0.key.text, $0.value) }
        areItems = false
      case .sequence:
        guard let ids = node.declaredIDs else { return nil }
        nodes = Array(zip(ids, node.items)).map { ($0.0, $0.1) }
        areItems = true
      }
      byName = Dictionary(nodes.map { ($0.name, $0.node) }, uniquingKeysWith: { first, _ in first })
    }
  }
}
