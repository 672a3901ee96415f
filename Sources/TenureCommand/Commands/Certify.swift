import ArgumentParser
import TenureDocuments
import TenureHistory
import TenureModel
import TenureReference
import TenureReport

/// `tenure certify`: checks the proof that `tenure diff --certificate` wrote.
struct Certify: SessionCommand {
  static let configuration = CommandConfiguration(
    naming: "certify",
    abstract: "Check a certificate of what two versions, or two regimes, answer differently.",
    discussion: """
      The checker is small, and shares nothing with the comparison that wrote the file: it works \
      out where each clause matches, applies the rules of rulings, shows that in each region both \
      sides answer as the file says, and counts. The day and the force are those of the \
      certificate: the answer begins with them if it has any, and --at and --force refuse one that \
      is about others. Exits 0 if everything that it says holds, 1 if not, 2 on trouble.

      Examples:
        tenure diff v1:cn v2:cn --certificate change.jsonl
        tenure certify change.jsonl v1:cn v2:cn
        tenure certify change.jsonl v1:cn v2:cn --at 2024-06-01
      """)

  @OptionGroup var common: CommonOptions

  @Argument(help: ArgumentHelp("The certificate; - reads standard input.", valueName: "file"))
  var file: String

  @Argument(help: ArgumentHelp("The first regime, NAME or REV:NAME.", valueName: "x"))
  var before: String

  @Argument(help: ArgumentHelp("The second.", valueName: "y"))
  var after: String

  @Option(
    help: ArgumentHelp("Refuse a certificate that is not about this day.", valueName: "date"))
  var at: DayArgument?

  @Option(
    help: ArgumentHelp(
      "Refuse a certificate that is not about clauses of this force and harder.",
      valueName: "level"))
  var force: ForceArgument?

  func run(in session: Session) throws -> Int32 {
    var reader = try CertificateReader(file)
    let header = try reader.header()
    let first = try session.load(before)
    let second = try session.load(after)
    let union = try session.union(first.vocabulary, second.vocabulary)
    let regimes = try [first, second].map { version in
      let regime = try session.reload(version, under: union.vocabulary).loaded.regime
      return header.file.force.map { regime.limited(to: $0) } ?? regime
    }
    let certificate = try reader.certificate(header, in: union.vocabulary)
    do throws(CertificateChecker.Refusal) {
      try checkScope(of: header.file)
      if header.file.isIdentical, !first.isIdentical(to: second) {
        throw CertificateChecker.Refusal(
          reason: "it says `identical`, and the documents are not the same", node: nil)
      }
      let checker = try CertificateChecker(
        certificate, regimes[0], regimes[1], at: header.file.day)
      write(try checker.check(), certificate, header, session)
      return ExitStatus.success
    } catch {
      write(error, at: error.node.map { certificate.place(of: .node($0)) }, session)
      return ExitStatus.different
    }
  }

  /// The day and the force must be those that are asked for, if any are.
  private func checkScope(of file: CertificateFile) throws(CertificateChecker.Refusal) {
    if let day = at?.day, file.day != day {
      let found = file.day.map { "\($0)" } ?? "all days"
      throw CertificateChecker.Refusal(
        reason: "it is about \(found), and `--at` asks for \(day)", node: nil)
    }
    if let force = force?.force, file.force != force {
      let found = file.force.map { "clauses of force \($0.rawValue) and harder" } ?? "all clauses"
      throw CertificateChecker.Refusal(
        reason: "it is about \(found), and `--force` asks for \(force.rawValue)", node: nil)
    }
  }

  private func write(
    _ verdict: CertificateChecker.Verdict, _ certificate: Certificate,
    _ header: CertificateReader.Header, _ session: Session
  ) {
    let claim = certificate.claim
    let relation = header.file.isIdentical ? "identical" : claim.relation
    switch session.format {
    case .json:
      session.write([
        "holds": .flag(true), "at": .optional(header.file.day?.description),
        "force": .optional(header.file.force?.rawValue), "relation": .text(relation),
        "total": .text("\(claim.total)"),
        "differing": .text("\(claim.differing)"), "questions": .whole(verdict.questions),
        "nodes": .whole(certificate.nodes.count), "steps": .whole(verdict.steps),
        "written-for": ["before": .text(header.file.before), "after": .text(header.file.after)],
      ])
    case .text:
      session.output.write(
        """
        the certificate holds\(header.file.scope): \(after) against \(before) is \(relation)
          \(claim.differing) of \(claim.total) situations differ
          \(NumberText.counted(verdict.questions, "question")), \
        \(NumberText.counted(certificate.nodes.count, "node")), \
        \(NumberText.counted(verdict.steps, "step"))

        """)
      // What is shown is true of what is given, whatever the file was written for.
      let written = (header.file.before, header.file.after)
      if written != (before, after) {
        session.output.write(
          "  written for \(written.0.printable) and \(written.1.printable)\n")
      }
    }
  }

  private func write(
    _ refusal: CertificateChecker.Refusal, at node: Int?, _ session: Session
  ) {
    switch session.format {
    case .json:
      session.write([
        "holds": .flag(false), "reason": .text(refusal.reason),
        "node": node.map { .whole($0) } ?? .null,
      ])
    case .text:
      let place = node.map { " (node \($0))" } ?? ""
      session.output.write("the certificate does not hold\(place): \(refusal.reason)\n")
    }
  }
}

extension CertificateFile {
  /// What a reader must know before all else: on which day, and of which clauses, it speaks only.
  fileprivate var scope: String {
    let parts = [
      day.map { " at \($0) only" },
      force.map { " for clauses of force \($0.rawValue) and harder only" },
    ]
    return parts.compactMap(\.self).joined(separator: ",")
  }
}
