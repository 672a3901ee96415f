import BigInt
import TenureMeasures
import Testing

/// Exact parts, and how they are shown.
@Suite struct ShareTests {
  @Test func `shares are in lowest terms`() {
    #expect(Share(6, of: 4).description == "3/2")
    #expect(Share(-4, of: 2).description == "-2")
    #expect(Share(0, of: 7) == .zero)
    #expect(Share(1, of: 3) - Share(1, of: 2) == Share(-1, of: 6))
    #expect(Share(1, of: 3) + Share(1, of: 6) == Share(1, of: 2))
    #expect(Share(1, of: 6) * 3 == Share(1, of: 2))
    #expect(Share(1, of: 3) < Share(1, of: 2))
  }

  @Test(arguments: [
    (1, 3, 4, "0.3333"), (2, 3, 4, "0.6667"), (1, 8, 2, "0.12"), (3, 8, 2, "0.38"),
    (-1, 8, 2, "-0.12"), (-1, 1000, 2, "0.00"), (5, 2, 0, "2"), (7, 2, 0, "4"), (12, 1, 1, "12.0"),
  ])
  func `decimals are rounded half to even`(part: Int, whole: Int, places: Int, text: String) {
    #expect(Share(BigInt(part), of: BigInt(whole)).decimal(places: places) == text)
  }
}
