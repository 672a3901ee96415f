internal import TenureDocuments
internal import TenureHistory
internal import TenureModel

/// Which changes lie open, and since when: what notice runs from.
struct Announcements {
  /// A document as it shall be.
  private struct Text: Hashable {
    let path: String
    /// What it shall say; nil if it shall go.
    let digest: SHA256Digest?
  }

  /// The document that lists what shall go.
  private static let removedFile = "removed.yaml"
  private static let removed = Schema<[String]>.record(
    .required("removed", .list(of: .text), "the paths of the documents that shall go")
  ) { $0 }

  private var since: [Text: Int] = [:]
  private var folder: ObjectID?

  /// Nothing lies open.
  init() {}

  /// What lies open in a policy folder that was committed at a date; what did before is as old as
  /// it was.
  init(
    _ files: LawFiles, _ policy: ObjectID, after before: Announcements, at seconds: Int
  ) throws(VerificationStop) {
    let entry = try files.entry(at: LawFiles.proposalsFolder, in: policy)
    folder = entry.flatMap { $0.isFolder ? $0.id : nil }
    guard folder != before.folder else {
      self = before
      return
    }
    guard let folder else { return }
    for proposal in try files.entries(of: folder, at: LawFiles.proposalsFolder)
    where proposal.isFolder {
      let path = "\(LawFiles.proposalsFolder)/\(proposal.name)"
      for change in try files.changes(from: nil, to: proposal.id, at: path) {
        guard let id = change.after else { continue }
        for text in try Self.texts(in: change.path, id, under: path, files) {
          since[text] = before.since[text] ?? seconds
        }
      }
    }
  }

  /// What a file of a proposal says of documents.
  private static func texts(
    in path: String, _ id: ObjectID, under folder: String, _ files: LawFiles
  ) throws(VerificationStop) -> [Text] {
    let target = String(path.dropFirst(folder.count + 1))
    guard target == removedFile else {
      return [Text(path: target, digest: try files.digest(ofFile: id, at: path))]
    }
    var findings: [Finding] = []
    let root = try files.document(id, at: path).root
    guard let paths = removed.read(root, &findings) else { throw .notUnderstood(findings) }
    return paths.map { Text(path: $0, digest: nil) }
  }

  /// Since when all of some changes have lain open, in seconds; nil if one does not.
  ///
  /// Proposals themselves need not be proposed.
  func opened(
    _ changes: [LawFiles.Change], _ files: LawFiles
  ) throws(VerificationStop) -> (since: Int?, missing: String?) {
    var latest = 0
    for change in changes where !change.path.hasPrefix(LawFiles.proposalsFolder + "/") {
      var digest: SHA256Digest?
      if let after = change.after { digest = try files.digest(ofFile: after, at: change.path) }
      guard let opened = since[Text(path: change.path, digest: digest)] else {
        return (nil, change.path)
      }
      latest = max(latest, opened)
    }
    return (latest, nil)
  }
}
