public import TenureModel

/// The file in which `git` and `ssh-keygen` look up who may sign (`gpg.ssh.allowedSignersFile`).
///
///     ada namespaces="git,tenure-approval",valid-after="20240101" ssh-ed25519 AAAA…
///
/// Whatever a line says that is not understood refuses the file: an option that is passed over
/// would make a key count for more than its owner meant.
public struct AllowedSigners: Sendable, Hashable {
  /// One line.
  public struct Entry: Sendable, Hashable {
    /// Who signs, names without blanks, as patterns of `ssh-keygen`.
    public let principals: [String]
    /// What the key may sign for; nil for anything.
    public let namespaces: [String]?
    /// The first moment at which the key counts, as the file spells it: `20240101` or with a time.
    public let validAfter: Day?
    /// The last.
    public let validBefore: Day?
    /// The key.
    public let key: PublicKey

    /// Creates a line.
    init(
      principals: [String], namespaces: [String]?, validAfter: Day?, validBefore: Day?,
      key: PublicKey
    ) {
      self.principals = principals
      self.namespaces = namespaces
      self.validAfter = validAfter
      self.validBefore = validBefore
      self.key = key
    }
  }

  /// The most bytes of a file.
  public static let byteLimit = 1 << 20

  /// The lines.
  public let entries: [Entry]

  /// Creates a file.
  init(entries: [Entry]) { self.entries = entries }

  /// Reads a file.
  ///
  /// - Throws: `malformed` or `unsupported`, with the line.
  public init(_ text: [UInt8]) throws(ConstitutionError) {
    guard text.count <= Self.byteLimit else {
      throw .malformed("the file of signers has more than \(Self.byteLimit) bytes")
    }
    var entries: [Entry] = []
    let lines = text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    for (number, bytes) in lines.enumerated() {
      guard let line = String(validating: bytes, as: UTF8.self) else {
        throw ConstitutionError(.malformed, "the line is not UTF-8", line: number + 1)
      }
      if line.isEmpty || line.hasPrefix("#") { continue }
      do throws(ConstitutionError) { entries.append(try Self.entry(line)) } catch {
        throw ConstitutionError(error.code, error.message, line: number + 1, help: error.help)
      }
    }
    self.entries = entries
  }

  private static func entry(_ line: String) throws(ConstitutionError) -> Entry {
    guard let blank = line.firstIndex(of: " ") else {
      throw .malformed("the line has no key behind its names")
    }
    let names = line[..<blank].split(separator: ",", omittingEmptySubsequences: false)
    guard names.allSatisfy({ !$0.isEmpty && !$0.contains("\"") }) else {
      throw .malformed("the line does not begin with names")
    }
    var rest = line[line.index(after: blank)...]
    var options: [String: String] = [:]
    if !KeyKind.allCases.contains(where: { rest.hasPrefix($0.rawValue + " ") }) {
      options = try self.options(&rest)
    }
    let namespaces = options["namespaces"].map { $0.split(separator: ",").map { String($0) } }
    guard namespaces?.isEmpty != true else { throw .malformed("the line names no namespace") }
    return Entry(
      principals: names.map { String($0) },
      namespaces: namespaces,
      validAfter: try options["valid-after"].map(day),
      validBefore: try options["valid-before"].map(day), key: try PublicKey(rest))
  }

  /// `name="value",…` up to a blank outside quotes.
  private static func options(
    _ rest: inout Substring
  ) throws(ConstitutionError) -> [String: String] {
    var options: [String: String] = [:]
    while true {
      let name = rest.prefix { $0 != "=" && $0 != "," && $0 != " " }
      rest = rest.dropFirst(name.count)
      guard ["namespaces", "valid-after", "valid-before"].contains(name.lowercased()),
        rest.hasPrefix("=\"")
      else {
        throw ConstitutionError(
          .unsupported, "the option `\(name.prefix(64))` is not known",
          help: "`namespaces`, `valid-after` and `valid-before` are")
      }
      let value = rest.dropFirst(2).prefix { $0 != "\"" }
      rest = rest.dropFirst(2 + value.count)
      guard rest.first == "\"", options[name.lowercased()] == nil, !value.isEmpty else {
        throw .malformed("the option `\(name)` is not written as `\(name)=\"…\"`, once")
      }
      options[name.lowercased()] = String(value)
      rest = rest.dropFirst()
      guard rest.first == "," else { break }
      rest = rest.dropFirst()
    }
    guard rest.first == " " else { throw .malformed("the line has no key behind its options") }
    rest = rest.dropFirst()
    return options
  }

  /// `YYYYMMDD`.
  private static func day(_ text: String) throws(ConstitutionError) -> Day {
    let digits = Array(text)
    guard digits.count == 8,
      let day = Day("\(String(digits[0..<4]))-\(String(digits[4..<6]))-\(String(digits[6..<8]))")
    else {
      throw ConstitutionError(
        .unsupported, "`\(text.prefix(64))` is no day", help: "write it as `20240101`")
    }
    return day
  }
}

extension AllowedSigners {
  /// The file as `ssh-keygen` reads it.
  public var text: String {
    entries.map { entry in
      var options: [String] = []
      if let namespaces = entry.namespaces {
        options.append("namespaces=\"\(namespaces.joined(separator: ","))\"")
      }
      if let day = entry.validAfter { options.append("valid-after=\"\(Self.text(day))\"") }
      if let day = entry.validBefore { options.append("valid-before=\"\(Self.text(day))\"") }
      let names = entry.principals.joined(separator: ",")
      let words = [names] + (options.isEmpty ? [] : [options.joined(separator: ",")])
      return (words + [entry.key.text]).joined(separator: " ") + "\n"
    }.joined()
  }

  private static func text(_ day: Day) -> String { day.description.filter { $0 != "-" } }
}
