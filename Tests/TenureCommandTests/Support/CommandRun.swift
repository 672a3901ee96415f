import Foundation
import TenureTestSupport

/// One run of the built command: what it printed, and how it ended.
struct CommandRun {
  let arguments: [String]
  let status: Int32
  let output: String
  let errors: String

  /// The built command, which stands beside the bundle of the tests.
  static let executable: String = {
    let arguments = CommandLine.arguments
    let bundle = arguments.first { $0.contains(".xctest") } ?? arguments[0]
    var folder = URL(fileURLWithPath: bundle)
    while folder.path != "/" {
      folder.deleteLastPathComponent()
      let candidate = folder.appendingPathComponent("tenure").path
      if FileManager.default.isExecutableFile(atPath: candidate),
        !((try? FileManager.default.attributesOfItem(atPath: candidate)[.type])
          .map { $0 as? FileAttributeType == .typeDirectory } ?? false)
      {
        return candidate
      }
    }
    return "tenure"
  }()

  /// Runs the command.
  ///
  /// - Parameters:
  ///   - arguments: What stands behind its name.
  ///   - folder: Where it is started.
  ///   - input: What it reads.
  ///   - environment: Variables beside the few that it always gets.
  /// - Throws: What the system says if it cannot be run.
  init(
    _ arguments: [String], in folder: String, input: String = "",
    environment: [String: String] = [:]
  ) throws {
    let run = try ProgramRun(
      [Self.executable] + arguments, in: folder, input: Array(input.utf8),
      environment: environment)
    self.arguments = arguments
    status = run.status
    output = String(decoding: run.output, as: UTF8.self)
    errors = String(decoding: run.errors, as: UTF8.self)
  }

  /// What it printed, as one value of JSON.
  var json: JSONObject {
    get throws { try JSONObject(output) }
  }

  /// What it printed, as one value of JSON a line.
  var jsonLines: [JSONObject] {
    get throws { try output.split(separator: "\n").map { try JSONObject(String($0)) } }
  }

  /// The run as a document: the command, what it printed, how it ended.
  var transcript: String {
    let words = arguments.map { word in
      word.contains { " {}*|'\"".contains($0) } || word.isEmpty ? "'\(word)'" : word
    }
    var text = "$ tenure \(words.joined(separator: " "))\n" + output
    if !errors.isEmpty { text += "[standard error]\n" + errors }
    return text + "[exit \(status)]\n"
  }
}
