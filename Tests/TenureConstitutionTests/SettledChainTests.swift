import TenureHistory
import TenureTestSupport
import Testing

@testable import TenureConstitution

/// Signatures are checked by another thread, some commits behind; what comes of it is what would
/// come of one after the other.
@Suite struct SettledChainTests {
  private let message = Array("a step of the law\n".utf8)

  private func checks(_ holds: [Bool]) throws -> [SignatureCheck] {
    let signer = try Keys.signer("ada")
    let signature = try signer.sign(message, in: Transition.commitNamespace)
    let key = try #require(PublicKey.Verification(signer.publicKey))
    return holds.map { isGood in
      SignatureCheck(
        subject: .commit, member: "ada", signature: signature,
        message: isGood ? message : message + [0], key: key)
    }
  }

  private func id(_ number: Int) throws -> ObjectID {
    let digits = String(number)
    return try Cooperative.id(String(repeating: "0", count: 40 - digits.count) + digits)
  }

  @Test(arguments: 1...24 as ClosedRange<UInt64>)
  func `a chain ends where it would end one by one`(_ seed: UInt64) throws {
    var numbers = SplitMix64(seed: seed)
    let cooperative = try Cooperative()
    let point = try cooperative.verifier().start(at: cooperative.root)
    let good = try checks([true])[0]
    let bad = try checks([false])[0]
    let count = Int.random(in: 0...200, using: &numbers)
    // In one chain of three all signatures hold.
    let isSound = seed % 3 == 0
    let unlawful = Bool.random(using: &numbers) ? Int.random(in: 0...250, using: &numbers) : nil
    var chain = SettledChain(from: point)
    var told: [ObjectID] = []
    var expected: [ObjectID] = []
    var refused: (id: ObjectID, code: Refusal.Code)?
    for number in 0..<count where chain.refused == nil {
      let own = (0..<Int.random(in: 0...3, using: &numbers)).map { _ in
        isSound || Int.random(in: 0..<150, using: &numbers) > 0 ? good : bad
      }
      let id = try id(number)
      let commit = LawfulCommit(
        id: id, seconds: number, acts: [], voters: [], signer: "ada", epoch: 1)
      let isLawful = number != unlawful
      if refused == nil {
        if own.contains(where: { !$0.holds }) {
          refused = (id, .badSignature)
        } else if !isLawful {
          refused = (id, .epoch)
        } else {
          expected.append(id)
        }
      }
      chain.add(
        id, isLawful ? .lawful(point, commit) : .refused(Refusal(.epoch, "not counted")), own
      ) { told.append($0.id) }
      if !isLawful { break }
    }
    chain.finish { told.append($0.id) }
    #expect(told == expected, "seed \(seed)")
    #expect(chain.count == expected.count, "seed \(seed)")
    #expect(chain.refused?.commit == refused?.id, "seed \(seed)")
    #expect(chain.refused?.refusal.code == refused?.code, "seed \(seed)")
  }

  @Test func `of many signatures the first that does not hold is named`() throws {
    var holds = [Bool](repeating: true, count: 100)
    func failure() throws -> Int? {
      let batch = SignatureBatch(try checks(holds))
      return batch.finish(batch.start())
    }
    #expect(try failure() == nil)
    holds[71] = false
    holds[98] = false
    #expect(try failure() == 71)
    holds[3] = false
    #expect(try failure() == 3)
    #expect(SignatureBatch([]).finish(nil) == nil)
  }
}
