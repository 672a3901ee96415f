/// The regimes of one commit.
public final class RegimeSet {
  /// The regimes, by name; where one regime was asked for, that one alone.
  public let versions: [String: RegimeVersion]
  /// A tree of the policy repository in which they stand so; nil if the commit has none.
  var root: ObjectID?
  /// Which regimes rest on a document.
  let users: DocumentUsers
  /// The set that this one was made from, and the regimes that are not the same in both.
  private let change: (origin: Int, names: [String])?
  /// A number that no other set of a timeline has.
  private let number: Int

  init(_ versions: [String: RegimeVersion], root: ObjectID?, number: Int) {
    self.versions = versions
    self.root = root
    self.number = number
    users = DocumentUsers(versions)
    change = nil
  }

  /// Makes a set from another one.
  init(
    _ origin: RegimeSet, _ versions: [String: RegimeVersion], differingIn names: [String],
    root: ObjectID?, number: Int
  ) {
    self.versions = versions
    self.root = root
    self.number = number
    let areSamePaths = names.allSatisfy {
      guard let version = versions[$0], let former = origin.versions[$0] else { return false }
      return version.key.paths == former.key.paths
    }
    users = areSamePaths ? origin.users : DocumentUsers(versions)
    change = (origin.number, names)
  }

  /// The names of the regimes that are not the same version in both sets.
  public func names(differingFrom other: RegimeSet) -> [String] {
    if other === self { return [] }
    if let change, change.origin == other.number { return change.names }
    if let change = other.change, change.origin == number { return change.names }
    return Set(versions.keys).union(other.versions.keys).filter {
      versions[$0] !== other.versions[$0]
    }
  }
}

/// The regimes of a set by the documents that they rest on: of many regimes a commit touches few.
final class DocumentUsers {
  private var byPath: [String: [String]] = [:]
  /// Those that rest on everything.
  private var others: [String] = []

  init(_ versions: [String: RegimeVersion]) {
    for (name, version) in versions {
      if version.restsOnAll { others.append(name) }
      for path in version.key.paths { byPath[path, default: []].append(name) }
    }
  }

  /// The regimes that rest on one of some documents, each once.
  func regimes(restingOn changes: [PathChange]) -> [String] {
    var names = others
    for change in changes {
      for name in byPath[change.path] ?? [] where !names.contains(name) { names.append(name) }
    }
    return names
  }
}
