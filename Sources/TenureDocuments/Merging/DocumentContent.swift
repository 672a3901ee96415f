package import TenureModel

/// What a node says, without how it is written: layout, quotes, comments, the order of keys, and
/// the order of items that have ids.
///
/// This is the merge of documents as it is meant, in twenty lines; what is spliced together from
/// the sources must read as this says.
package indirect enum DocumentContent: Hashable, Sendable {
  /// `key:` without a value.
  case absent
  /// A text.
  case text(String)
  /// A list without ids; its order counts.
  case list([DocumentContent])
  /// A map.
  case map([String: DocumentContent])
  /// A list of maps that each declare what they are, by that; never empty.
  case identified([String: DocumentContent])

  /// The content of a node.
  package init(_ node: DocumentNode) {
    switch node.kind {
    case .scalar:
      self = node.isEmpty ? .absent : .text(node.text)
    case .map:
      self = .map(
        Dictionary(
          node.entries.map { ($0.key.text, DocumentContent($0.value)) },
          uniquingKeysWith: { first, _ in first }))
    case .sequence:
      let items = node.items.map { DocumentContent($0) }
      guard let ids = node.declaredIDs, !ids.isEmpty else {
        self = .list(items)
        return
      }
      self = .identified(Dictionary(uniqueKeysWithValues: zip(ids, items)))
    }
  }

  /// What two sides make of a node together; a conflict is thrown.
  ///
  /// A node that one side left alone is taken from the other. Maps are merged key by key, lists of
  /// maps with ids id by id; everything else is one value.
  ///
  /// - Parameters:
  ///   - base: What both began with; nil if it was not there.
  ///   - ours: What one side has; nil if it has it no more.
  ///   - theirs: What the other has.
  ///   - isRoot: Whether it is a whole document.
  /// - Returns: What both together have; nil if it is gone.
  /// - Throws: Both changed it, each to something else.
  package static func merge(
    _ base: DocumentContent?, _ ours: DocumentContent?, _ theirs: DocumentContent?,
    isRoot: Bool = false
  ) throws(ContentClash) -> DocumentContent? {
    if ours == theirs || theirs == base { return ours }
    if ours == base { return theirs }
    guard let ours, let theirs else { throw ContentClash() }
    if let ours = ours.entries, let theirs = theirs.entries, base != nil || isRoot {
      guard let base = base.entriesOrNone else { throw ContentClash() }
      return .map(try merge(base, ours, theirs))
    }
    if let ours = ours.items, let theirs = theirs.items, let base = base.itemsOrNone {
      let items = try merge(base, ours, theirs)
      return items.isEmpty ? .list([]) : .identified(items)
    }
    throw ContentClash()
  }

  private static func merge(
    _ base: [String: DocumentContent], _ ours: [String: DocumentContent],
    _ theirs: [String: DocumentContent]
  ) throws(ContentClash) -> [String: DocumentContent] {
    var merged: [String: DocumentContent] = [:]
    for key in Set(ours.keys).union(theirs.keys) {
      merged[key] = try merge(base[key], ours[key], theirs[key])
    }
    return merged
  }

  fileprivate var entries: [String: DocumentContent]? {
    if case .map(let entries) = self { entries } else { nil }
  }

  fileprivate var items: [String: DocumentContent]? {
    switch self {
    case .identified(let items): items
    case .list(let items) where items.isEmpty: [:]
    default: nil
    }
  }
}

/// Two sides made different things of one node.
package struct ContentClash: Error {}

extension DocumentContent? {
  /// The entries of a map; none of what is not there or has no value; nil for others.
  fileprivate var entriesOrNone: [String: DocumentContent]? {
    switch self {
    case nil, .absent?: [:]
    case let known?: known.entries
    }
  }

  /// The items of a list with ids; none of what is not there or has no value; nil for others.
  fileprivate var itemsOrNone: [String: DocumentContent]? {
    switch self {
    case nil, .absent?: [:]
    case let known?: known.items
    }
  }
}

extension DocumentNode {
  /// The names of a list whose items are all maps that declare one, each another; nil for others.
  ///
  /// An empty list has none to declare.
  package var declaredIDs: [String]? {
    guard kind == .sequence else { return nil }
    var names: [String] = []
    names.reserveCapacity(count)
    for item in items {
      guard let name = item.declaredID else { return nil }
      names.append(name)
    }
    return Set(names).count == names.count ? names : nil
  }

  /// What an item of a list declares itself to be: its `id`; in the pillars of a `regime.yaml`,
  /// which know no ids and no order, the plugin with its document.
  private var declaredID: String? {
    func name(_ key: String) -> String? {
      guard let value = self[key], value.kind == .scalar, !value.isEmpty else { return nil }
      return value.text
    }
    if let id = self["id"] { return id.kind == .scalar && !id.isEmpty ? id.text : nil }
    guard let plugin = name("plugin"), let document = name("document") else { return nil }
    return "\(plugin) \(document)"
  }
}
