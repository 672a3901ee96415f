import ArgumentParser
import TenureEngine
import TenureModel

/// A command that works in a session.
protocol SessionCommand: ParsableCommand {
  /// The options of every command.
  var common: CommonOptions { get }

  /// Does the work.
  ///
  /// - Returns: The exit code.
  func run(in session: Session) throws -> Int32
}

/// A day on a command line.
struct DayArgument: ExpressibleByArgument {
  let day: Day

  init?(argument: String) {
    guard let day = Day(argument) else { return nil }
    self.day = day
  }
}

/// A force on a command line.
struct ForceArgument: ExpressibleByArgument {
  static var allValueStrings: [String] { Force.allCases.map(\.rawValue) }

  let force: Force

  init?(argument: String) {
    guard let force = Force(rawValue: argument) else { return nil }
    self.force = force
  }
}

/// A pillar on a command line.
struct PillarArgument: ExpressibleByArgument {
  static var allValueStrings: [String] { Pillar.allCases.map(\.rawValue) }

  let pillar: Pillar

  init?(argument: String) {
    guard let pillar = Pillar(rawValue: argument) else { return nil }
    self.pillar = pillar
  }
}

/// The options of what asks regimes.
struct AskingOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("The day that is asked about, as YYYY-MM-DD.", valueName: "date"))
  var at: DayArgument?

  @Option(
    help: ArgumentHelp("Count only clauses of this force and harder.", valueName: "level"))
  var force: ForceArgument?

  /// What they say, for people: `at 2024-06-01, force policy and harder`; nil if nothing is given.
  var words: String? {
    let hardest = Force.allCases.first
    let words = [
      at.map { "at \($0.day)" },
      force.map { "force \($0.force.rawValue)" + ($0.force == hardest ? "" : " and harder") },
    ].compactMap { $0 }
    return words.isEmpty ? nil : words.joined(separator: ", ")
  }
}

/// How much memory a question about all cases may take.
struct NodeOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Give up past so many nodes of diagrams, of some 256 bytes; 16,777,216 unless given.",
      valueName: "n"))
  var nodeLimit: Int?

  /// The most nodes.
  var limit: Int { nodeLimit ?? TooManyNodes.usualLimit }

  /// More have no numbers.
  private static let largest = 1 << 30

  func validate() throws {
    guard let nodeLimit else { return }
    guard 1...Self.largest ~= nodeLimit else {
      throw ValidationError("`--node-limit` takes a number from 1 to \(Self.largest)")
    }
  }
}
