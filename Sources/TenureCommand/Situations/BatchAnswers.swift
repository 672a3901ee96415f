import TenureDocuments
import TenureEngine
import TenureModel
import TenureReport

/// Answers a batch: one line in, one line out, in the same order.
struct BatchAnswers {
  let inquiry: Inquiry
  let version: LoadedVersion
  let session: Session

  /// How errors name the batch.
  private static let name = "batch"

  /// Answers every line.
  ///
  /// - Returns: The exit code: trouble if a line was wrong.
  func answer(_ reader: LineReader) throws -> Int32 {
    let vocabulary = version.loaded.regime.vocabulary
    var book = ClauseBook(clauses: inquiry.engine.clauses, vocabulary: vocabulary)
    book.credits = try session.credits(book.clauses, at: book.clauses.indices, of: version)
    var status = ExitStatus.success
    var number = 0
    while let line = try reader.next() {
      number += 1
      do {
        session.output.write(try answer(line, number, book).line + "\n")
      } catch {
        status = ExitStatus.trouble
        session.output.write(CommandFailure(error).json.line + "\n")
      }
    }
    return status
  }

  private func answer(
    _ line: LineReader.Line, _ number: Int, _ book: ClauseBook
  ) throws -> JSONValue {
    guard case .bytes(var bytes) = line else {
      throw CommandFailure(
        "the line has more than \(DocumentLimits.documentBytes) bytes", file: Self.name,
        line: number, help: "one situation takes a few hundred")
    }
    if bytes.last == 0x0D { bytes.removeLast() }
    guard !bytes.allSatisfy({ $0 == 0x20 }) else {
      throw CommandFailure(
        "the line is empty", file: Self.name, line: number, help: "write {} to give no fact")
    }
    let (tree, findings) = DocumentParser.parseFlowLine(bytes, file: Self.name, line: number)
    guard let root = tree?.root else { throw CommandFailure(findings) }
    do {
      var findings: [Finding] = []
      let reader = SituationReader(vocabulary: book.vocabulary)
      guard let query = reader.readQuery(root, &findings) else { throw CommandFailure(findings) }
      return try answer(query, book)
    } catch let failure as CommandFailure {
      throw failure.placed(file: Self.name, line: number)
    }
  }

  private func answer(_ query: Query, _ book: ClauseBook) throws -> JSONValue {
    switch query {
    case .ruling(let situation):
      let ruling = try inquiry.ruling(in: situation)
      let assumed = inquiry.assumptions(for: try inquiry.dated(situation))
      return RulingJSON(book, assumedValues: assumed).json(ruling)
    case .claim(let right, let situation):
      let answer = try inquiry.right(right, in: situation)
      return RulingJSON(book).answer(answer.word, deciding: answer.deciding)
    case .power(let body, let act, let situation):
      let answer = try inquiry.power(of: body, over: act, in: situation)
      return RulingJSON(book).answer(answer.word, deciding: answer.deciding)
    }
  }
}
