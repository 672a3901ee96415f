import TenureModel

/// A guard as `solvers.py` reads it: a map with one key for each kind.
indirect enum GuardTrial: Encodable {
  case all([GuardTrial])
  case any([GuardTrial])
  case not(GuardTrial)
  case test(Test)

  struct Test: Encodable {
    let facet: String
    let condition: Condition
  }

  struct Numbers: Encodable {
    var atLeast: String?
    var above: String?
    var atMost: String?
    var below: String?
  }

  struct Days: Encodable {
    var from: Int?
    var before: Int?

    init(_ range: DateRange) {
      from = range.from?.number
      before = range.before?.number
    }
  }

  enum Condition: Encodable {
    case under([String])
    case sameAs(String)
    case hasAny([String])
    case hasAll([String])
    case hasNone([String])
    case hasOnly([String])
    case isEmpty(Bool)
    case flag(Bool)
    case within(Numbers)
    case during(Days)
    /// The term is one of these leaves.
    case leaves([String])
    /// The set has these leaves and no others.
    case members([String])

    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: Key.self)
      switch self {
      case .under(let names): try container.encode(names, forKey: "under")
      case .sameAs(let name): try container.encode(name, forKey: "sameAs")
      case .hasAny(let names): try container.encode(names, forKey: "hasAny")
      case .hasAll(let names): try container.encode(names, forKey: "hasAll")
      case .hasNone(let names): try container.encode(names, forKey: "hasNone")
      case .hasOnly(let names): try container.encode(names, forKey: "hasOnly")
      case .isEmpty(let isEmpty): try container.encode(isEmpty, forKey: "isEmpty")
      case .flag(let isOn): try container.encode(isOn, forKey: "flag")
      case .within(let numbers): try container.encode(numbers, forKey: "within")
      case .during(let days): try container.encode(days, forKey: "during")
      case .leaves(let names): try container.encode(names, forKey: "leaves")
      case .members(let names): try container.encode(names, forKey: "members")
      }
    }
  }

  struct Key: CodingKey, ExpressibleByStringLiteral {
    let stringValue: String
    var intValue: Int? { nil }
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
    init(stringLiteral value: String) { stringValue = value }
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    switch self {
    case .all(let parts): try container.encode(parts, forKey: "all")
    case .any(let parts): try container.encode(parts, forKey: "any")
    case .not(let part): try container.encode(part, forKey: "not")
    case .test(let test): try container.encode(test, forKey: "test")
    }
  }
}

extension GuardTrial {
  init(_ part: Guard, in vocabulary: Vocabulary) {
    switch part {
    case .all(let parts): self = .all(parts.map { GuardTrial($0, in: vocabulary) })
    case .any(let parts): self = .any(parts.map { GuardTrial($0, in: vocabulary) })
    case .not(let part): self = .not(GuardTrial(part, in: vocabulary))
    case .test(let test):
      self = .test(
        Test(
          facet: vocabulary[test.facet].name,
          condition: Condition(test.condition, of: test.facet, in: vocabulary)))
    }
  }

  /// The situations of a box.
  init(_ box: Box, in vocabulary: Vocabulary) {
    self = .all(
      box.facets.sorted { $0.key < $1.key }.map { facet, region in
        let name = vocabulary[facet].name
        func leafNames(_ leaves: LeafSet) -> [String] {
          leaves.leaves.map { vocabulary.taxonomy(of: facet)?.leafName($0) ?? "" }
        }
        func test(_ condition: Condition) -> GuardTrial {
          .test(Test(facet: name, condition: condition))
        }
        switch region {
        case .terms(let leaves): return test(.leaves(leafNames(leaves)))
        case .sets(let cubes):
          return .any(
            cubes.map { cube in
              .all(
                cube.all.leaves.map { test(.hasAll(leafNames(LeafSet([$0])))) }
                  + [test(.hasNone(leafNames(cube.none)))])
            })
        case .flags(let flags): return .any(flags.map { test(.flag($0)) })
        case .quantities(let ranges): return .any(ranges.map { test(.within(Numbers($0))) })
        case .dates(let ranges): return .any(ranges.map { test(.during(Days($0))) })
        }
      })
  }

  /// One situation.
  init(_ situation: TotalSituation, in vocabulary: Vocabulary) {
    self = .all(
      vocabulary.facets.indices.map { FacetID($0) }.filter { $0 != vocabulary.right }
        .map { facet in
          let taxonomy = vocabulary.taxonomy(of: facet)
          let condition: Condition =
            switch situation[facet] {
            case .term(let leaf): .leaves([taxonomy?.leafName(leaf) ?? ""])
            case .set(let leaves): .members(leaves.leaves.map { taxonomy?.leafName($0) ?? "" })
            case .flag(let isOn): .flag(isOn)
            case .quantity(let number): .within(Numbers(.exactly(number)))
            case .date(let day):
              .during(Days(DateRange(from: day, before: Day(number: day.number + 1))))
            }
          return .test(Test(facet: vocabulary[facet].name, condition: condition))
        })
  }
}

extension GuardTrial.Numbers {
  init(_ range: QuantityRange) {
    if let lower = range.lower {
      if lower.isIncluded { atLeast = "\(lower.value)" } else { above = "\(lower.value)" }
    }
    if let upper = range.upper {
      if upper.isIncluded { atMost = "\(upper.value)" } else { below = "\(upper.value)" }
    }
  }
}

extension GuardTrial.Condition {
  init(_ condition: FacetTest.Condition, of facet: FacetID, in vocabulary: Vocabulary) {
    func names(_ terms: [TermID]) -> [String] {
      terms.map { vocabulary.taxonomy(of: facet)?[$0].name ?? "" }
    }
    switch condition {
    case .under(let terms): self = .under(names(terms))
    case .sameAs(let other): self = .sameAs(vocabulary[other].name)
    case .hasAny(let terms): self = .hasAny(names(terms))
    case .hasAll(let terms): self = .hasAll(names(terms))
    case .hasNone(let terms): self = .hasNone(names(terms))
    case .hasOnly(let terms): self = .hasOnly(names(terms))
    case .isEmpty(let isEmpty): self = .isEmpty(isEmpty)
    case .flag(let isOn): self = .flag(isOn)
    case .within(let range): self = .within(GuardTrial.Numbers(range))
    case .during(let range): self = .during(GuardTrial.Days(range))
    }
  }
}
