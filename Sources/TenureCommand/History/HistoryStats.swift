import ArgumentParser
import Glibc
import TenureHistory
import TenureReport

/// Whether a question to a history says how much it read.
struct StatsOptions: ParsableArguments {
  @Flag(help: "Say on standard error how many documents were read, and how many there are.")
  var stats = false

  /// Says it, if it is wanted.
  ///
  /// - Parameters:
  ///   - commits: The number of commits that the question was about.
  ///   - documents: The number of documents that one of them has, as far as the question goes.
  ///   - session: What was read.
  /// - Throws: What the repository throws if it cannot be read.
  func write(commits: Int, documents: @autoclosure () throws -> Int, in session: Session) throws {
    guard stats else { return }
    let report = HistoryStats(
      commits: commits, documents: try documents(),
      read: try session.repository().readDocumentCount, timelines: session.timelines)
    let errors = Output(STDERR_FILENO)
    switch session.format {
    case .json: errors.write(report.json.line + "\n")
    case .text: errors.write(report.text)
    }
    errors.flush()
  }
}

/// What a question to a history took, and what it would take to load each commit whole.
struct HistoryStats {
  private let commits: Int
  private let documents: Int
  private let read: Int
  private let parsedWhole: Int
  private let parsedInPart: Int
  private let regimesWhole: Int
  private let regimesAmended: Int

  init(commits: Int, documents: Int, read: Int, timelines: [RegimeTimeline]) {
    self.commits = commits
    self.documents = documents
    self.read = read
    parsedWhole = timelines.reduce(0) { $0 + $1.parsedDocuments }
    parsedInPart = timelines.reduce(0) { $0 + $1.counts.readProvisions }
    regimesWhole = timelines.reduce(0) { $0 + $1.counts.wholeRegimes }
    regimesAmended = timelines.reduce(0) { $0 + $1.counts.amendedRegimes }
  }

  /// The figures for people.
  var text: String {
    func counted(_ number: Int, _ noun: String) -> String { NumberText.counted(number, noun) }
    var text =
      "\(counted(commits, "commit")) of \(counted(documents, "document")): \(grouped(read)) read, "
      + "and not \(grouped(commits * documents))\n"
    if regimesWhole + regimesAmended > 0 {
      text +=
        "\(counted(parsedWhole, "document")) parsed whole, \(grouped(parsedInPart)) in part; "
        + "\(counted(regimesWhole, "regime")) put together, \(grouped(regimesAmended)) made from a "
        + "neighbour\n"
    }
    return text
  }

  /// The figures for programs.
  var json: JSONValue {
    [
      "commits": .whole(commits), "documents-in-a-commit": .whole(documents),
      "documents-read": .whole(read), "documents-parsed-whole": .whole(parsedWhole),
      "documents-parsed-in-part": .whole(parsedInPart),
      "regimes-put-together": .whole(regimesWhole), "regimes-amended": .whole(regimesAmended),
    ]
  }

  private func grouped(_ number: Int) -> String { NumberText.grouped(String(number)) }
}
