import Glibc
import TenureDocuments
import TenureHistory
import TenureModel
import TenureReport
import TenureThreads

/// One run of the command line: the repository, what was read of it, and where answers go.
final class Session {
  let plugins: [Plugin]
  let environment: CommandEnvironment
  let output: Output
  let format: OutputFormat
  /// The histories of regimes that were looked into, for what they say of the work.
  private(set) var timelines: [RegimeTimeline] = []
  private let cache: DocumentCache
  private var opened: PolicyRepository?
  private var sources: [Revision.Kind: (snapshot: Snapshot, source: SnapshotSource)] = [:]

  /// Begins a run.
  ///
  /// - Parameters:
  ///   - plugins: The plugins that documents may name.
  ///   - environment: Where the run takes place.
  ///   - output: Where answers go.
  ///   - format: For people or for programs.
  ///   - cache: What was read of documents already.
  init(
    plugins: [Plugin], environment: CommandEnvironment, output: Output, format: OutputFormat,
    cache: DocumentCache = DocumentCache()
  ) {
    self.cache = cache
    self.plugins = plugins
    self.environment = environment
    self.output = output
    self.format = format
  }

  /// What earlier runs found in histories; nil if the user wants none kept.
  var memo: HistoryMemo? { environment.cacheFolder.map { HistoryMemo(folder: $0) } }

  /// How text on standard output is coloured.
  var ink: Ink { Ink(isColoured: environment.coloursOutput) }

  /// The policy repository that the current folder lies in.
  func repository() throws -> PolicyRepository {
    if let opened { return opened }
    let repository = try PolicyRepository.open(at: ".")
    opened = repository
    return repository
  }

  /// The history of a regime, or of all.
  func timeline(regime: String?, asking: AskingOptions) throws -> RegimeTimeline {
    let timeline = try RegimeTimeline(
      repository(), plugins: plugins, regime: regime, force: asking.force?.force)
    timelines.append(timeline)
    return timeline
  }

  /// Writes an answer in JSON.
  func write(_ value: JSONValue) { output.write(value.pretty + "\n") }

  /// The documents of a revision, opened once.
  func snapshot(at revision: Revision) throws -> (snapshot: Snapshot, source: SnapshotSource) {
    if let known = sources[revision.kind] {
      if known.snapshot.revision == revision { return known }
      return (try repository().snapshot(at: revision), known.source)
    }
    let snapshot = try repository().snapshot(at: revision)
    let made = (snapshot, SnapshotSource(snapshot))
    sources[revision.kind] = made
    return made
  }

  /// The loader of a revision; all share what was parsed.
  func loader(at revision: Revision) throws -> RegimeLoader {
    RegimeLoader(
      source: try snapshot(at: revision).source, plugins: plugins, cache: cache, sharing: .crew)
  }

  /// A loader of documents from elsewhere, which shares what was parsed.
  func loader(of source: any DocumentSource) -> RegimeLoader {
    RegimeLoader(source: source, plugins: plugins, cache: cache, sharing: .crew)
  }

  /// The vocabulary of a revision.
  func vocabulary(at revision: Revision) throws -> Vocabulary {
    let loaded = try reading(revision) { try loader(at: revision).vocabulary() }
    guard let vocabulary = loaded.value else {
      throw CommandFailure(loaded.findings).at(revision)
    }
    return vocabulary
  }

  /// The names of all regimes of a revision.
  ///
  /// - Throws: A folder has a name that no regime can have.
  func regimeNames(at revision: Revision) throws -> [String] {
    try reading(revision) {
      let loader = try loader(at: revision)
      let misnamed = try loader.misnamedRegimes()
      guard misnamed.isEmpty else { throw CommandFailure(misnamed).at(revision) }
      return try loader.regimeNames()
    }
  }

  /// Reads documents of a revision, which is named if one of them cannot be read.
  private func reading<Result>(
    _ revision: Revision, _ read: () throws -> Result
  ) throws -> Result {
    do { return try read() } catch let error as HistoryError
      where error.path != nil && error.code != .noDocument
    {
      throw CommandFailure(error).at(revision)
    }
  }

  /// The vocabulary of two revisions together.
  func union(_ left: Vocabulary, _ right: Vocabulary) throws -> VocabularyUnion {
    let union = Vocabulary.union(left, right)
    guard union.problems.isEmpty else { throw CommandFailure(union.problems) }
    return union
  }
}

extension WorkSharing {
  /// On all processors.
  fileprivate static let crew = WorkSharing { Crew.forEach($0, $1) }
}

extension Session {
  /// The regime that a user named, `NAME` or `REV:NAME`, in the vocabulary of its own revision.
  func load(_ text: String) throws -> LoadedVersion {
    let reference = try RegimeReference(parsing: text)
    let revision = try repository().revision(of: reference)
    return try load(reference.name, at: revision, as: text)
  }

  /// A regime at a revision.
  func load(_ name: String, at revision: Revision, as text: String) throws -> LoadedVersion {
    let vocabulary = try vocabulary(at: revision)
    return try load(name, at: revision, as: text, under: vocabulary, own: vocabulary)
  }

  /// The same version under a larger vocabulary.
  func reload(_ version: LoadedVersion, under vocabulary: Vocabulary) throws -> LoadedVersion {
    guard vocabulary != version.loaded.regime.vocabulary else { return version }
    if version.isAbsent { return version.silent(under: vocabulary) }
    return try load(
      version.name, at: version.snapshot.revision, as: version.reference, under: vocabulary,
      own: version.vocabulary)
  }

  private func load(
    _ name: String, at revision: Revision, as text: String, under vocabulary: Vocabulary,
    own: Vocabulary
  ) throws -> LoadedVersion {
    let (snapshot, source) = try snapshot(at: revision)
    let loaded = try reading(revision) {
      try loader(at: revision).regime(name, under: vocabulary)
    }
    guard let regime = loaded.value else {
      let absence = loaded.findings.first { $0.id == "unknown-regime" && $0.location == nil }
      guard let absence, revision.commit != nil else {
        throw CommandFailure(loaded.findings).at(revision)
      }
      throw CommandFailure(
        "\(absence.message) at `\(revision.spelling.printable)`",
        help: absence.help ?? "`tenure log \(name.printable)` says since when there is one")
    }
    return LoadedVersion(
      reference: text, name: name, snapshot: snapshot, vocabulary: own,
      vocabularyBytes: try source.bytes(of: RegimeLoader.vocabularyFile), loaded: regime,
      findings: loaded.findings, commit: try revision.commit.map { try repository().commit($0) })
  }
}
