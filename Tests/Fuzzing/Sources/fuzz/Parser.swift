/// Something that reads bytes which anybody may have written.
enum Parser: String, CaseIterable {
  /// Documents; the formatter too.
  case documents
  /// Lines of JSON.
  case lines
  /// Vocabularies.
  case vocabularies
  /// Rulebooks of all pillars, and what checks a regime.
  case rulebooks
  /// Situations and queries, as arguments and as documents.
  case situations
  /// Tables in CSV.
  case csv
  /// Tables in JSON lines.
  case jsonLines = "json-lines"
  /// Files of CSV, cut into pieces.
  case chunks
  /// Certificates of comparisons, and their checker.
  case certificates
  /// SSH signatures, public and private keys.
  case signatures
  /// Files of allowed signers.
  case signers
  /// Commits, their signatures and the approvals in their messages.
  case commits
  /// Trees of git.
  case trees
  /// Loose objects of git.
  case looseObjects = "loose-objects"
  /// Files `commit-graph` of git, and their filters of changed paths.
  case commitGraphs = "commit-graphs"
  /// Indices of packs, entries of packs, deltas.
  case packs

  /// Reads an input; whatever it is, the parser must come back with an answer.
  func read(_ bytes: [UInt8]) {
    switch self {
    case .documents: DocumentInput.readDocument(bytes)
    case .lines: DocumentInput.readLine(bytes)
    case .vocabularies: DocumentInput.readVocabulary(bytes)
    case .rulebooks: DocumentInput.readRulebook(bytes)
    case .situations: DocumentInput.readSituation(bytes)
    case .csv: TableInput.readCSV(bytes)
    case .jsonLines: TableInput.readJSONLines(bytes)
    case .chunks: TableInput.readChunks(bytes)
    case .certificates: ProofInput.readCertificate(bytes)
    case .signatures: SigningInput.readSignature(bytes)
    case .signers: SigningInput.readSigners(bytes)
    case .commits: SigningInput.readCommit(bytes)
    case .trees: FileInput.readTree(bytes)
    case .looseObjects: ObjectInput.readLooseObject(bytes)
    case .commitGraphs: FileInput.readCommitGraph(bytes)
    case .packs: FileInput.readPack(bytes)
    }
  }
}
