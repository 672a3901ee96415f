internal import TenureDocuments
internal import TenureHistory
internal import TenureModel

/// The acts that a change of the law contains, found in what differs, and the files that make each.
struct AmendedActs {
  /// The files that make each act, by the act's name, sorted.
  private(set) var files: [String: [LawFiles.Change]] = [:]

  /// The act of publishing what amends no pillar.
  static let enact = "enact"

  /// The act of amending a pillar.
  static func amend(_ pillar: Pillar) -> String { "amend-\(pillar.rawValue)" }

  /// The acts by name, in a fixed order.
  var names: [String] { files.keys.sorted() }

  /// Finds the acts.
  ///
  /// - Parameters:
  ///   - changes: The files that differ.
  ///   - before: The pillars of documents before.
  ///   - after: The pillars of documents after.
  ///   - lawFiles: Reads them.
  /// - Throws: A document cannot be understood.
  init(
    _ changes: [LawFiles.Change], from before: DocumentPillars, to after: DocumentPillars,
    _ lawFiles: LawFiles
  ) throws(VerificationStop) {
    var others: [LawFiles.Change] = []
    for change in changes {
      let pillars = try Self.pillars(of: change, before, after, lawFiles)
      if pillars.isEmpty { others.append(change) }
      for pillar in pillars { files[Self.amend(pillar), default: []].append(change) }
    }
    if files.isEmpty { files[Self.enact] = others }
  }

  /// The pillars that a change of a file amends; none if it means nothing to them.
  private static func pillars(
    of change: LawFiles.Change, _ before: DocumentPillars, _ after: DocumentPillars,
    _ files: LawFiles
  ) throws(VerificationStop) -> Set<Pillar> {
    let all = Set(Pillar.allCases)
    let path = change.path
    if path == Constitution.file {
      return try differs(change, files) ? [.governance] : []
    }
    if path == RegimeLoader.vocabularyFile { return try differs(change, files) ? all : [] }
    let names = path.split(separator: "/")
    guard names.count > 1, names[0] == RegimeLoader.regimesFolder else { return [] }
    let named = (before.pillars[path] ?? []).union(after.pillars[path] ?? [])
    var pillars: Set<Pillar> = []
    if !named.isEmpty, try differs(change, files) { pillars = named }
    if names.count == 3, names[2] == RegimeLoader.regimeFileName {
      pillars.formUnion(try amended(byRegime: change, files))
    }
    return pillars
  }

  /// The pillars that a change of a `regime.yaml` amends.
  private static func amended(
    byRegime change: LawFiles.Change, _ files: LawFiles
  ) throws(VerificationStop) -> Set<Pillar> {
    guard let before = change.before, let after = change.after else {
      return Set(Pillar.allCases)
    }
    let old = try files.document(before, at: change.path).root
    let new = try files.document(after, at: change.path).root
    func others(_ root: DocumentNode) -> SHA256Digest {
      DocumentDigest.digest(of: root, without: "pillars")
    }
    guard others(old) == others(new) else { return Set(Pillar.allCases) }
    func list(_ root: DocumentNode, _ pillar: Pillar) -> SHA256Digest {
      DocumentDigest.digest(ofPart: root["pillars"]?[pillar.rawValue])
    }
    return Set(Pillar.allCases.filter { list(old, $0) != list(new, $0) })
  }

  private static func differs(
    _ change: LawFiles.Change, _ files: LawFiles
  ) throws(VerificationStop) -> Bool {
    guard let before = change.before, let after = change.after else { return true }
    return try files.digest(ofFile: before, at: change.path)
      != files.digest(ofFile: after, at: change.path)
  }
}
