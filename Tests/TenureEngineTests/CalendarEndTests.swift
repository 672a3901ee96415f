import TenureEngine
import TenureModel
import TenureTestSupport
import Testing

/// No cut is made where no document can name a day beyond it.
struct CalendarEndTests {
  private typealias Law = SmallLaw

  @Test func `the first and the last day are those that are read`() {
    #expect(Day("0001-01-01") == Day.first)
    #expect(Day("9999-12-31") == Day.last)
    #expect(Day.first.description == "0001-01-01" && Day.last.description == "9999-12-31")
  }

  @Test func `ends that cut nothing off are none`() {
    let all = DateRange(from: Day.first, before: Day(number: Day.last.number + 1))
    #expect(all.withoutIdleEnds.isAlways)
    let last = DateRange(from: Day.last, before: Day(number: Day.last.number + 1))
    #expect(last.withoutIdleEnds == DateRange(from: Day.last))
    #expect(DateRange(from: Day.last, before: Day.last).isPossible == false)
    #expect(DateRange(before: Day.first).isPossible == false)
    #expect(DateRange(before: Day(number: Day.first.number + 1)).isPossible)
  }

  @Test func `a clause that was always in force has no day on which it begins`() {
    let clause = Law.clause(
      "a", Law.conduct(.permit), from: "0001-01-01", until: "9999-12-31")
    #expect(RegimeEngine(Law.regime([clause])).turningDays == [Day.last])
  }
}
