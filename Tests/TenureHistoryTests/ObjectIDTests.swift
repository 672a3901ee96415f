import Testing

@testable import TenureHistory

@Suite struct ObjectIDTests {
  private let digits = "0123456789abcdefABCDEF"

  @Test func `an id is forty hexadecimal digits and nothing else`() {
    let text = "00112233445566778899aabbccddeeff01234567"
    for place in [0, 7, 15, 16, 31, 32, 39] {
      for byte in UInt8.min ... .max {
        var bytes = Array(text.utf8)
        bytes[place] = byte
        let id = ObjectID(hexadecimal: bytes.span)
        #expect((id != nil) == digits.utf8.contains(byte), "\(byte) at \(place)")
        guard let id else { continue }
        #expect(id.description == String(decoding: bytes, as: UTF8.self).lowercased())
      }
    }
    #expect(ObjectID(text + "0") == nil)
    #expect(ObjectID(String(text.dropLast())) == nil)
  }

  @Test func `digits and bytes are the same id`() {
    let text = "fedcba9876543210fedcba9876543210fedcba98"
    let id = ObjectID(text)
    #expect(id?.description == text)
    let bytes = id.map { id in (0..<20).map { id.bytes[$0] } } ?? []
    #expect(ObjectID(bytes.span) == id)
    #expect(bytes.first == 0xfe && bytes.last == 0x98)
  }
}
