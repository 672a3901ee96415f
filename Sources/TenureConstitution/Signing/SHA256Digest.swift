internal import Crypto

/// A SHA-256 digest.
public struct SHA256Digest: Sendable, Hashable {
  /// The 32 bytes.
  public let bytes: [UInt8]

  /// The digest of some bytes.
  static func hash(_ bytes: [UInt8]) -> SHA256Digest {
    SHA256Digest(bytes: Array(SHA256.hash(data: bytes)))
  }

  /// The first digits in hexadecimal.
  func hexadecimal(digits: Int = 64) -> String {
    let alphabet = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    text.reserveCapacity(2 * bytes.count)
    for byte in bytes {
      text.append(alphabet[Int(byte >> 4)])
      text.append(alphabet[Int(byte & 15)])
    }
    return String(decoding: text.prefix(digits), as: UTF8.self)
  }
}

extension SHA256Digest: CustomStringConvertible {
  /// `sha256:` and 64 hexadecimal digits.
  public var description: String { "sha256:" + hexadecimal() }
}
