import BigInt
import Tenure
import TenureDocuments
import TenureModel
import TenureReference
import TenureTestSupport
import Testing

@testable import TenureCommand

/// Bytes that are altered at random are refused with their place, or they are a certificate; and
/// one that is believed says what the comparison does.
@Suite struct CertificateReaderTests {
  private static let before = Law.documents
  private static let after = Law.documents.merging(
    ["regimes/land/conduct.yaml": Law.amendedConduct]) { $1 }

  private static func regime(_ documents: [String: String]) throws -> Regime {
    let loader = RegimeLoader(source: DocumentsInMemory(documents), plugins: Plugins.builtIn)
    return try #require(try loader.regime("land").value).regime
  }

  private static func claim(
    _ before: Regime, _ after: Regime, at day: Day?
  ) throws -> Certificate.Claim {
    let diff = try RegimeDiff.compare(RegimeEngine(before), RegimeEngine(after), at: day)
    return Certificate.Claim(
      relation: diff.relation == .identical ? "equivalent" : diff.relation.rawValue,
      total: diff.total, differing: diff.differing, differingByPillar: diff.differingByPillar)
  }

  private static func file(_ before: Regime, _ after: Regime) throws -> [UInt8] {
    let builder = CertificateBuilder(before, after, at: nil, limit: CertificateFile.nodeLimit)
    let file = CertificateFile(
      before: "v1:land", after: "v2:land", day: nil, force: nil, isIdentical: false,
      certificate: try builder.certificate(of: try claim(before, after, at: nil)))
    var bytes: [UInt8] = []
    CertificateWriter(vocabulary: before.vocabulary).write(file) { bytes += $0.utf8 }
    return bytes
  }

  @Test func `whatever is altered in the file, it is refused or true`() throws {
    let before = try Self.regime(Self.before)
    let after = try Self.regime(Self.after)
    let bytes = try Self.file(before, after)
    var random = SplitMix64(seed: 14)
    var counts = (unreadable: 0, refused: 0, believed: 0)
    for round in 0..<400 {
      var altered = bytes
      for _ in 0..<random.pick([1, 1, 2, 4]) { Self.alter(&altered, using: &random) }
      do {
        var reader = CertificateReader(altered, path: "proof.jsonl")
        let header = try reader.header()
        let certificate = try reader.certificate(header, in: before.vocabulary)
        let day = header.file.day
        _ = try CertificateChecker(certificate, before, after, at: day).check()
        let claim = try Self.claim(before, after, at: day)
        #expect(certificate.claim == claim, "round \(round)")
        counts.believed += 1
      } catch is CertificateChecker.Refusal {
        counts.refused += 1
      } catch let error as CommandFailure {
        #expect(error.problems.allSatisfy { $0.file == "proof.jsonl" }, "round \(round): \(error)")
        counts.unreadable += 1
      }
    }
    #expect(counts.unreadable > 50)
    #expect(counts.refused > 20)
    #expect(counts.believed > 0)
  }

  /// Alters a byte, a number or a line.
  private static func alter(_ bytes: inout [UInt8], using random: inout SplitMix64) {
    guard !bytes.isEmpty else { return }
    let place = random.int(0...bytes.count - 1)
    var lines: [[UInt8]] { bytes.split(separator: 10).map { $0 + [10] } }
    switch random.int(0...6) {
    case 0: bytes[place] = UInt8(random.int(0...255))
    case 1: bytes.remove(at: place)
    case 2: bytes.insert(random.pick(Array("0123456789[]{},:\"-".utf8)), at: place)
    case 3: bytes.removeLast(random.int(0...min(200, bytes.count)))
    case 4:
      var parts = lines
      parts.swapAt(random.int(0...parts.count - 1), random.int(0...parts.count - 1))
      bytes = parts.flatMap(\.self)
    case 5:
      var parts = lines
      parts.remove(at: random.int(0...parts.count - 1))
      bytes = parts.flatMap(\.self)
    default:
      let digits = bytes.indices.filter { 0x30...0x39 ~= bytes[$0] }
      if !digits.isEmpty { bytes[random.pick(digits)] = UInt8(random.int(0x30...0x39)) }
    }
  }
}
