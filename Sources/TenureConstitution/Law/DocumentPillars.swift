internal import TenureDocuments
internal import TenureHistory
internal import TenureModel

/// Which pillars the documents of a policy folder belong to, over all its regimes.
struct DocumentPillars {
  /// The pillars of each document that some regime names.
  private(set) var pillars: [String: Set<Pillar>] = [:]
  /// The regimes.
  private(set) var outlines: [String: RegimeOutline] = [:]

  /// Reads the regimes of a policy folder.
  init(_ files: LawFiles, _ folder: ObjectID) throws(VerificationStop) {
    guard let regimes = try files.entry(at: RegimeLoader.regimesFolder, in: folder),
      regimes.isFolder
    else { return }
    for entry in try files.entries(of: regimes.id, at: RegimeLoader.regimesFolder)
    where entry.isFolder {
      let path = "\(RegimeLoader.regimesFolder)/\(entry.name)"
      let regime = try files.entries(of: entry.id, at: path).first {
        $0.name == RegimeLoader.regimeFileName && !$0.isFolder
      }
      guard let regime else { continue }
      let outline = try files.outline(regime.id, of: entry.name)
      outlines[entry.name] = outline
      for (pillar, documents) in outline.documents {
        for document in documents { pillars[document, default: []].insert(pillar) }
      }
    }
  }

  /// The documents that who may do what depends on: of governance and of property, whose rights
  /// guards may test, in a regime and all that lies under it.
  func dependencies(of regime: String) -> Set<String> {
    var found: Set = [Constitution.file, RegimeLoader.vocabularyFile]
    var waiting = [regime]
    var seen: Set<String> = []
    while let next = waiting.popLast() {
      guard seen.insert(next).inserted else { continue }
      found.insert("\(RegimeLoader.regimesFolder)/\(next)/\(RegimeLoader.regimeFileName)")
      guard let outline = outlines[next] else { continue }
      for pillar in Law.pillars { found.formUnion(outline.documents[pillar] ?? []) }
      waiting += outline.extends
    }
    return found
  }
}
