import TenureModel

/// The part of an outcome that belongs to one pillar, as one side has it.
enum PillarPart: Hashable {
  case rights([Int: Int], Duties)
  case conduct(Int, Duties)
  case money([WaterfallOutcome.Step: Int], Int)
  case powers([PowersOutcome.Question: Int])
}

/// Reads the part of a pillar from the clauses that match, on one side.
struct PillarReader {
  private let reading: (Bits) -> (part: PillarPart, standing: Bits)

  /// The part, and the clauses on which it rests.
  func read(_ matching: Bits) -> (part: PillarPart, standing: Bits) { reading(matching) }

  /// A reader for a pillar, over the clauses of a problem.
  init(_ pillar: Pillar, _ analysis: Analysis, _ locals: Analysis.LocalClauses, on side: Int) {
    let questions = analysis.questions(of: locals.numbers, on: side)
      .filter { $0.pillar == pillar }
    let readings = questions.map { ($0, analysis.sideQuestion($0, locals, on: side)) }
    let effects = locals.numbers.map { analysis.table.entries[$0].clause.effect }
    switch pillar {
    case .circulation:
      reading = Self.conduct(
        analysis.sideQuestion(.act, locals, on: side), effects, width: locals.width)
    case .property: reading = Self.rights(readings, effects, width: locals.width)
    case .distribution, .governance:
      reading = { matching in
        (Self.part(pillar, readings, matching), Self.standing(readings, matching))
      }
    }
  }

  private static func conduct(
    _ act: SideQuestion, _ effects: [AnyEffect], width: Int
  ) -> (Bits) -> (part: PillarPart, standing: Bits) {
    let attached = effects.indices.reduce(into: Bits(count: width)) { bits, local in
      if effects[local].circulation?.conduct == .attach { bits.insert(local) }
    }
    return { matching in
      var standing = act.contests[0].undefeated(among: matching)
      var added = matching
      added.formIntersection(attached)
      standing.formUnion(added)
      let duties = standing.members.reduce(Duties.none) { union, local in
        effects[local].circulation.map { union.union($0.duties) } ?? union
      }
      return (.conduct(act.value(matching), duties), standing)
    }
  }

  private static func rights(
    _ readings: [(Question, SideQuestion)], _ effects: [AnyEffect], width: Int
  ) -> (Bits) -> (part: PillarPart, standing: Bits) {
    return { matching in
      var states: [Int: Int] = [:]
      var standing = Bits(count: width)
      for case (.right(let right), let question) in readings {
        let state = question.value(matching)
        if state != 0 { states[right] = state }
        standing.formUnion(question.contests[0].undefeated(among: matching))
      }
      let duties = standing.members.reduce(Duties.none) { union, local in
        guard let effect = effects[local].property, effect.stance == .grant else { return union }
        return union.union(effect.duties)
      }
      return (.rights(states, duties), standing)
    }
  }

  private static func part(
    _ pillar: Pillar, _ readings: [(Question, SideQuestion)], _ matching: Bits
  ) -> PillarPart {
    if pillar == .governance {
      var answers: [PowersOutcome.Question: Int] = [:]
      for case (.power(let power), let question) in readings {
        answers[power] = question.value(matching)
      }
      return .powers(answers)
    }
    var steps: [WaterfallOutcome.Step: Int] = [:]
    var rivals = -1
    for (question, reading) in readings {
      if case .step(let step) = question {
        let times = reading.value(matching)
        if times > 0 { steps[step] = times }
      } else {
        rivals = reading.value(matching)
      }
    }
    return .money(steps, rivals)
  }

  private static func standing(
    _ readings: [(Question, SideQuestion)], _ matching: Bits
  ) -> Bits {
    var standing = Bits(count: matching.words.count << 6)
    for (_, question) in readings {
      for contest in question.contests {
        standing.formUnion(contest.undefeated(among: matching))
      }
    }
    return standing
  }
}
