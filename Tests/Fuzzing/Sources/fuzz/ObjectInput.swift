import Glibc

@testable import TenureHistory

/// Inputs that are loose objects of git.
enum ObjectInput {
  private static let id = ObjectID(first: 0, second: 0, third: 0)

  /// A folder of a repository with one loose object, which is a link to the file of inputs.
  private static let folder: String = {
    var path = Array("/tmp/tenure-fuzz-XXXXXX".utf8CString)
    precondition(mkdtemp(&path) != nil, "ObjectInput must be able to make a folder")
    let folder = String(decoding: path.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    let digits = id.description
    for part in ["objects", "objects/pack", "objects/\(digits.prefix(2))"] {
      precondition(mkdir("\(folder)/\(part)", 0o700) == 0, "ObjectInput must have its folders")
    }
    let object = "\(folder)/objects/\(digits.prefix(2))/\(digits.dropFirst(2))"
    FileInput.withFile([]) {
      precondition(symlink($0, object) == 0, "ObjectInput must be able to make a link")
    }
    return folder
  }()

  /// A loose object: as it stands, or, if the first byte is odd, what is still to be compressed.
  static func readLooseObject(_ bytes: [UInt8]) {
    guard let first = bytes.first else { return }
    let rest = Array(bytes.dropFirst())
    let folder = folder
    FileInput.withFile(first % 2 == 0 ? rest : stored(rest)) { _ in
      guard let files = ObjectFiles(in: folder) else { return }
      guard case .found(_, let content) = files.look(for: id) else { return }
      precondition(
        first % 2 == 0
          || rest.count > content.count && Array(rest.suffix(content.count)) == content,
        "ObjectFiles must give what stands behind the head")
    }
  }

  /// The bytes as zlib has them without compressing: its head, blocks, and a sum of all bytes.
  private static func stored(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = [0x78, 0x01]
    let blocks = stride(from: 0, to: max(bytes.count, 1), by: 0xFFFF).map {
      bytes[$0..<min($0 + 0xFFFF, bytes.count)]
    }
    for (number, block) in blocks.enumerated() {
      let length = UInt16(block.count)
      result.append(number == blocks.count - 1 ? 1 : 0)
      for word in [length, ~length] { result += [UInt8(word & 0xFF), UInt8(word >> 8)] }
      result += block
    }
    var sums: (UInt32, UInt32) = (1, 0)
    for byte in bytes {
      sums.0 = (sums.0 + UInt32(byte)) % 65_521
      sums.1 = (sums.1 + sums.0) % 65_521
    }
    let sum = sums.1 << 16 | sums.0
    return result + [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: sum >> $0) }
  }
}
