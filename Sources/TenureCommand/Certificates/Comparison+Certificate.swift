import TenureEngine
import TenureModel
import TenureReference
import TenureReport

extension Comparison {
  /// Writes a proof of the comparison.
  func writeCertificate(to path: String) throws {
    let relation = summary.relation == .identical ? Relation.equivalent : summary.relation
    let claim = Certificate.Claim(
      relation: relation.rawValue, total: summary.total, differing: summary.differing,
      differingByPillar: summary.differingByPillar)
    let day = options.asking.at?.day
    let builder = CertificateBuilder(
      before.engine.regime, after.engine.regime, at: day, limit: CertificateFile.nodeLimit)
    do {
      let certificate = try builder.certificate(of: claim)
      let file = CertificateFile(
        before: before.reference, after: after.reference, day: day,
        force: options.asking.force?.force, isIdentical: summary.relation == .identical,
        certificate: certificate)
      var bytes: [UInt8] = []
      CertificateWriter(vocabulary: before.engine.regime.vocabulary).write(file) {
        bytes += $0.utf8
      }
      try DiskFile.write(path, bytes)
    } catch {
      throw Self.failure(error)
    }
  }

  private static func failure(_ error: any Error) -> CommandFailure {
    guard let failure = error as? CertificateBuilder.Failure else { return CommandFailure(error) }
    let help = "ask at one day with `--at`, or compare two versions that are nearer"
    switch failure {
    case .tooLarge(let limit):
      return CommandFailure("the certificate would have more than \(limit) nodes", help: help)
    case .tooLong(let limit):
      return CommandFailure("the proof would take more than \(limit) steps", help: help)
    }
  }
}
