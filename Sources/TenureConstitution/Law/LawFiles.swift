internal import TenureDocuments
internal import TenureHistory
internal import TenureModel

/// What documents and folders say, read once by the id of their content.
final class LawFiles {
  /// A file that differs between two folders.
  struct Change: Hashable {
    let path: String
    /// The content before; nil if the file comes.
    let before: ObjectID?
    /// The content after; nil if the file goes.
    let after: ObjectID?
  }

  /// The parts of a policy repository that the digest of the law covers.
  static let parts = [
    Constitution.file, proposalsFolder, RegimeLoader.regimesFolder, scenariosFolder,
    RegimeLoader.vocabularyFile,
  ]
  /// The folder of proposals.
  static let proposalsFolder = "proposals"
  /// The folder of scenarios.
  static let scenariosFolder = "scenarios"

  let ledger: Ledger
  private var digests: [ObjectID: SHA256Digest] = [:]
  private var files: [ObjectID: SHA256Digest] = [:]
  private var folders: [ObjectID: SHA256Digest] = [:]
  private var outlines: [ObjectID: RegimeOutline] = [:]

  init(_ ledger: Ledger) { self.ledger = ledger }

  /// The digest of the law in a policy folder.
  func digest(of folder: ObjectID) throws(VerificationStop) -> SHA256Digest {
    let parts = try entries(of: folder, at: "").filter { Self.parts.contains($0.name) }
    return try digest(of: parts, at: "")
  }

  /// The digest of a folder within it.
  private func digest(
    ofFolder id: ObjectID, at path: String
  ) throws(VerificationStop) -> SHA256Digest {
    if let known = folders[id] { return known }
    let digest = try digest(of: try entries(of: id, at: path), at: path)
    if folders.count >= HistoryLimits.rememberedObjects { folders.removeAll() }
    folders[id] = digest
    return digest
  }

  private func digest(
    of entries: [Ledger.Entry], at path: String
  ) throws(VerificationStop) -> SHA256Digest {
    var parts: [(name: String, isFolder: Bool, digest: SHA256Digest)] = []
    for entry in entries {
      let inside = path.isEmpty ? entry.name : "\(path)/\(entry.name)"
      let digest =
        entry.isFolder
        ? try digest(ofFolder: entry.id, at: inside)
        : try digest(ofFile: entry.id, at: inside)
      parts.append((entry.name, entry.isFolder, digest))
    }
    return DocumentDigest.digest(ofFolder: parts)
  }

  /// The digest of a document, or of another file.
  func digest(ofFile id: ObjectID, at path: String) throws(VerificationStop) -> SHA256Digest {
    let isDocument = path.hasSuffix(".yaml")
    if let known = isDocument ? digests[id] : files[id] { return known }
    let digest =
      isDocument
      ? DocumentDigest.digest(of: try document(id, at: path).root)
      : DocumentDigest.digest(ofFile: try bytes(id, at: path))
    if digests.count + files.count >= HistoryLimits.rememberedObjects {
      digests.removeAll()
      files.removeAll()
    }
    if isDocument { digests[id] = digest } else { files[id] = digest }
    return digest
  }

  /// A document, parsed; it is refused if it cannot be understood.
  func document(_ id: ObjectID, at path: String) throws(VerificationStop) -> DocumentTree {
    let (tree, findings) = DocumentParser.parse(try bytes(id, at: path), file: path)
    guard let tree else { throw .notUnderstood(findings) }
    return tree
  }

  /// What a `regime.yaml` says of layers and documents.
  func outline(_ id: ObjectID, of regime: String) throws(VerificationStop) -> RegimeOutline {
    if let known = outlines[id] { return known }
    let path = "\(RegimeLoader.regimesFolder)/\(regime)/\(RegimeLoader.regimeFileName)"
    let loaded = RegimeOutline.read(try document(id, at: path).root, of: regime)
    guard let outline = loaded.value else { throw .notUnderstood(loaded.findings) }
    for document in outline.documents.values.joined() {
      let names = document.split(separator: "/")
      guard names.first.map({ $0 == RegimeLoader.regimesFolder }) ?? false,
        names.allSatisfy({ !$0.hasPrefix(".") })
      else {
        throw .refused(
          .notUnderstood,
          "`\(path)` names `\(document)`, which no approval covers",
          help: "keep documents in `\(RegimeLoader.regimesFolder)`, under names that are not hidden"
        )
      }
    }
    if outlines.count >= HistoryLimits.rememberedObjects { outlines.removeAll() }
    outlines[id] = outline
    return outline
  }

  /// The entries of a folder.
  func entries(
    of folder: ObjectID, at path: String
  ) throws(VerificationStop) -> [Ledger.Entry] {
    do throws(HistoryError) { return try ledger.entries(of: folder, at: path) } catch {
      throw .failed(ConstitutionError(error))
    }
  }

  /// What stands at a path; nil if nothing does.
  func entry(
    at path: String, in folder: ObjectID
  ) throws(VerificationStop) -> Ledger.Entry? {
    var found: Ledger.Entry?
    var folder = folder
    var walked = ""
    for name in path.split(separator: "/") {
      if let found {
        guard found.isFolder else { return nil }
        folder = found.id
      }
      found = try entries(of: folder, at: walked).first { $0.name == name }
      guard found != nil else { return nil }
      walked = walked.isEmpty ? String(name) : "\(walked)/\(name)"
    }
    return found
  }

  private func bytes(_ id: ObjectID, at path: String) throws(VerificationStop) -> [UInt8] {
    do throws(HistoryError) { return try ledger.document(id, at: path) } catch {
      throw .failed(ConstitutionError(error))
    }
  }
}

extension LawFiles {
  /// The files that differ between two folders, in the order of their paths.
  func changes(
    from before: ObjectID?, to after: ObjectID?, at path: String = ""
  ) throws(VerificationStop) -> [Change] {
    guard before != after else { return [] }
    var old: [String: Ledger.Entry] = [:]
    if let before {
      for entry in try entries(of: before, at: path) { old[entry.name] = entry }
    }
    var changes: [Change] = []
    if let after {
      for entry in try entries(of: after, at: path) {
        try compare(old.removeValue(forKey: entry.name), entry, in: path, &changes)
      }
    }
    for entry in old.values { try compare(entry, nil, in: path, &changes) }
    return changes.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
  }

  private func compare(
    _ before: Ledger.Entry?, _ after: Ledger.Entry?, in folder: String,
    _ changes: inout [Change]
  ) throws(VerificationStop) {
    let name = (after ?? before)?.name ?? ""
    let path = folder.isEmpty ? name : "\(folder)/\(name)"
    if before == after { return }
    let oldFolder = before.flatMap { $0.isFolder ? $0.id : nil }
    let newFolder = after.flatMap { $0.isFolder ? $0.id : nil }
    if oldFolder != nil || newFolder != nil {
      changes += try self.changes(from: oldFolder, to: newFolder, at: path)
    }
    let oldFile = before.flatMap { $0.isFolder ? nil : $0.id }
    let newFile = after.flatMap { $0.isFolder ? nil : $0.id }
    if oldFile != newFile { changes.append(Change(path: path, before: oldFile, after: newFile)) }
  }
}
