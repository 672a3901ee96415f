import TenureDocuments
import TenureEngine
import TenureModel

@testable import TenureCommand
@testable import TenureReference

/// Inputs that are certificates of what two small laws answer differently.
enum ProofInput {
  /// The most steps that a check may take.
  private static let stepLimit = 100_000

  /// The two laws: in the second one the ban is a permission for companies.
  private static let regimes: [Regime] = {
    let amended = SmallLaw.circulationText.replacing("prohibit: provide", with: "permit: provide")
    let documents = [[:], ["regimes/small/circulation.yaml": Array(amended.utf8)]]
    let regimes = documents.compactMap { SmallLaw.loaded($0)?.value?.regime }
    precondition(regimes.count == 2, "ProofInput must have two laws")
    return regimes
  }()

  private static let engines = regimes.map { RegimeEngine($0) }

  /// A certificate; what the checker believes of it is what the engine finds.
  static func readCertificate(_ bytes: [UInt8]) {
    FileInput.withFile(bytes) { path in
      guard var reader = try? CertificateReader(path), let header = try? reader.header(),
        let certificate = try? reader.certificate(header, in: SmallLaw.vocabulary),
        let checker = try? CertificateChecker(
          certificate, regimes[0], regimes[1], at: header.file.day, stepLimit: stepLimit),
        (try? checker.check()) != nil,
        let diff = try? RegimeDiff.compare(engines[0], engines[1], at: header.file.day)
      else { return }
      let claim = certificate.claim
      // A pillar in which nothing differs may be left out.
      let pillars = [claim.differingByPillar, diff.differingByPillar].map { counts in
        counts.mapValues { "\($0)" }.filter { $0.value != "0" }
      }
      precondition(
        claim.relation == diff.relation.rawValue && "\(claim.total)" == "\(diff.total)"
          && "\(claim.differing)" == "\(diff.differing)" && pillars[0] == pillars[1],
        "CertificateChecker must believe what is so, and nothing else")
    }
  }
}
