import Foundation

/// The files of this repository: those in git, and new ones that git does not ignore.
struct Repository {
  /// The repository these tests belong to.
  static let current = Result { try Repository() }

  /// The folder that holds Package.swift.
  let root: String
  /// Paths relative to the root, sorted.
  let paths: [String]

  private init() throws {
    let here = URL(fileURLWithPath: #filePath)
    let folder = (0..<3).reduce(here) { url, _ in url.deletingLastPathComponent() }
    root = folder.path
    let listing = try Self.output(
      of: ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], in: folder)
    let names = listing.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
    // What is no file, or a link to a folder whose files stand in the list themselves, is left out.
    paths = Set(names).sorted().filter {
      var isFolder: ObjCBool = false
      let path = folder.appendingPathComponent($0).path
      return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
        && !isFolder.boolValue
    }
  }

  /// The bytes of a file, or of where a symbolic link leads.
  func bytes(_ path: String) throws -> Data {
    try Data(contentsOf: URL(fileURLWithPath: "\(root)/\(path)"))
  }

  /// The text of a file.
  func text(_ path: String) throws -> String {
    String(decoding: try bytes(path), as: UTF8.self)
  }

  /// The paths under a folder that end in one of the suffixes.
  func paths(under folders: [String], endingIn suffixes: [String] = [""]) -> [String] {
    paths.filter { path in
      folders.contains { path.hasPrefix("\($0)/") } && suffixes.contains { path.hasSuffix($0) }
    }
  }

  /// All Swift files.
  var swiftFiles: [String] { paths.filter { $0.hasSuffix(".swift") } }

  /// Files that people wrote as text: not pictures, not cases that are wrong on purpose.
  var textFiles: [String] {
    paths.filter { path in
      let isCase = path.contains("/Cases/") || path.contains("/Snapshots/")
      return !isCase && ![".png", ".svg", ".gz"].contains { path.hasSuffix($0) }
    }
  }

  /// What a command prints.
  static func output(of command: [String], in folder: URL) throws -> Data {
    let process = Process()
    let pipe = Pipe()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = command
    process.currentDirectoryURL = folder
    process.standardOutput = pipe
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    struct Failure: Error { let command: [String], code: Int32 }
    guard process.terminationStatus == 0 else {
      throw Failure(command: command, code: process.terminationStatus)
    }
    return output
  }
}
