/// A commit taken apart: what its author signed, the signature, and the approvals.
///
///     tree …
///     parent …
///     author …
///     committer …
///     gpgsig -----BEGIN SSH SIGNATURE-----
///      …
///
///     message
///
///     Approval: …
///
/// What git would read differently, or not at all, is refused.
struct CommitText {
  /// The most approvals that are read.
  static let approvalLimit = 512

  /// What is signed: everything but the signature.
  private(set) var signedBytes: [UInt8] = []
  /// The signature of the commit; nil if it has none.
  private(set) var signature: SSHSignature?
  /// The approvals, in order.
  private(set) var approvals: [Approval] = []
  /// The author's line, without its key.
  private(set) var author: ArraySlice<UInt8> = []
  /// The message.
  private(set) var message: ArraySlice<UInt8> = []

  /// The lines before the message that git writes.
  private enum Header: String, CaseIterable {
    case tree, parent, author, committer, encoding, mergetag, gpgsig

    /// Whether it may stand several times.
    var isRepeated: Bool { self == .parent || self == .mergetag }
  }

  /// Takes a raw commit apart.
  ///
  /// - Throws: `malformed` or `unsupported`.
  init(_ bytes: [UInt8]) throws(ConstitutionError) {
    let lineFeed = UInt8(ascii: "\n")
    var armour: [UInt8] = []
    var header: Header?
    var seen: Set<Header> = []
    signedBytes.reserveCapacity(bytes.count)
    var start = 0
    while true {
      guard let end = bytes[start...].firstIndex(of: lineFeed) else {
        throw .malformed("the commit has no message")
      }
      let line = bytes[start..<end]
      start = end + 1
      if line.isEmpty { break }
      let isContinued = line.first == UInt8(ascii: " ")
      if !isContinued {
        let blank = line.firstIndex(of: UInt8(ascii: " ")) ?? line.endIndex
        let key = line[..<blank]
        let known = Header.allCases.first { key.elementsEqual($0.rawValue.utf8) }
        guard let known, blank < line.endIndex else {
          throw .malformed("the commit has a header that git does not write")
        }
        guard seen.insert(known).inserted || known.isRepeated else {
          throw .malformed("the commit has the header `\(known.rawValue)` twice")
        }
        header = known
        if known == .author { author = line[(blank + 1)...] }
      }
      if header == .gpgsig {
        armour += line.dropFirst(isContinued ? 1 : Header.gpgsig.rawValue.utf8.count + 1)
        armour.append(lineFeed)
      } else {
        signedBytes += bytes[line.startIndex...end]
      }
    }
    signedBytes.append(lineFeed)
    signedBytes += bytes[start...]
    message = bytes[start...]
    if !armour.isEmpty { signature = try SSHSignature(armoured: armour) }
    approvals = try Self.approvals(in: message)
  }

  /// The approvals in the last paragraph of a message.
  static func approvals(in message: ArraySlice<UInt8>) throws(ConstitutionError) -> [Approval] {
    var approvals: [Approval] = []
    for line in lastParagraph(of: message).split(separator: UInt8(ascii: "\n"))
    where line.starts(with: Approval.trailer.utf8) {
      guard approvals.count < approvalLimit else {
        throw .malformed("the commit has more than \(approvalLimit) approvals")
      }
      approvals.append(try Approval(trailer: line))
    }
    return approvals
  }

  /// The lines behind the last empty one, blank lines at the end left out.
  static func lastParagraph(of message: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let lineFeed = UInt8(ascii: "\n")
    var end = message.endIndex
    while end > message.startIndex, message[end - 1] == lineFeed { end -= 1 }
    var start = end
    while start > message.startIndex {
      if message[start - 1] == lineFeed, start - 1 > message.startIndex,
        message[start - 2] == lineFeed
      {
        break
      }
      start -= 1
    }
    return message[start..<end]
  }

  /// A message with trailers at its end.
  static func message(_ message: String, adding trailers: [String]) -> String {
    var text = message
    while text.last?.isNewline ?? false { text.removeLast() }
    guard !trailers.isEmpty else { return text + "\n" }
    let last = lastParagraph(of: ArraySlice(Array(text.utf8)))
    let isTrailers = text.utf8.count > last.count && Self.areTrailers(last)
    return text + (isTrailers ? "\n" : "\n\n") + trailers.joined(separator: "\n") + "\n"
  }

  /// Whether every line is of the form `Key: value`.
  private static func areTrailers(_ paragraph: ArraySlice<UInt8>) -> Bool {
    paragraph.split(separator: UInt8(ascii: "\n")).allSatisfy { line in
      let key = line.prefix { $0 != UInt8(ascii: ":") }
      return !key.isEmpty && key.count < line.count
        && key.allSatisfy { byte in
          switch byte {
          case 48...57, 65...90, 97...122: true
          default: byte == UInt8(ascii: "-")
          }
        }
    }
  }
}
