import ArgumentParser
import Glibc
import TenureConstitution
import TenureHistory

/// Where a user's memory of a constitution is kept.
struct PinOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The commit that you trust to begin with; remembered once a history was accepted.",
      valueName: "rev"))
  var root: String?

  @Option(
    help: ArgumentHelp(
      "Where the last accepted commit is remembered; a file in the user's state folder if left "
        + "out.",
      valueName: "file"))
  var pin: String?

  /// The file of a constitution.
  func path(_ constitution: String, _ session: Session) throws -> String {
    if let pin { return pin }
    guard let folder = session.environment.stateFolder else {
      throw CommandFailure(
        "there is no home folder to remember the accepted commit in",
        help: "name a file with `--pin`")
    }
    return "\(folder)/tenure/pins/\(constitution)"
  }

  /// What is remembered; nil if nothing is.
  func read(_ path: String) throws -> Pin? {
    guard access(path, F_OK) == 0 else { return nil }
    let bytes = try DiskFile.read(path, limit: Pin.byteLimit)
    do throws(ConstitutionError) { return try Pin(bytes) } catch {
      throw CommandFailure(error.message, file: path, help: error.help)
    }
  }

  /// The root that the user names or has named before.
  func root(_ known: Pin?, _ session: Session) throws -> ObjectID {
    if let root {
      guard let commit = try session.repository().resolve(root).commit else {
        throw CommandFailure("`\(root)` is no commit")
      }
      return commit
    }
    guard let known else {
      throw CommandFailure(
        "no root is known: a repository cannot vouch for itself",
        help: "name a commit that you have reason to trust with `--root`; it is remembered")
    }
    return known.root
  }

  /// Remembers.
  static func write(_ pin: Pin, at path: String) throws {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
    var folder = ""
    for part in parts {
      folder += part + "/"
      guard folder != "/", mkdir(folder, 0o700) != 0, errno != EEXIST else { continue }
      throw CommandFailure(
        "cannot write `\(folder)`: \(String(cString: strerror(errno)).lowercased())")
    }
    try DiskFile.write(path, Array(pin.text.utf8))
  }
}
