import TenureTesting
import Testing

/// Plugins whose clauses say what cannot be said, or are not where they say they are.
@Suite struct BadClauseTests {
  private func expect(
    _ check: ConformanceCheck, saying part: String, of plugin: Plugin,
    sourceLocation: Testing.SourceLocation = #_sourceLocation
  ) {
    let found = PluginConformance(plugin).violations()
    #expect(Set(found.map(\.check)) == [check], "\(found)", sourceLocation: sourceLocation)
    #expect(
      found.contains { $0.message.contains(part) }, "\(found)", sourceLocation: sourceLocation)
  }

  /// A plugin that changes the guards of its clauses.
  private func guarding(_ condition: @escaping @Sendable (Vocabulary) -> Guard) -> Plugin {
    Toy.plugin { lowered, _, context in
      lowered.with(lowered.clauses.map { $0.with(guard: condition(context.vocabulary)) })
    }
  }

  @Test func `language: a facet or a term that the vocabulary lacks, a value of another kind`() {
    expect(
      .language, saying: "tests a facet that the vocabulary lacks",
      of: guarding { .test(FacetTest(FacetID($0.facets.count), .flag(true))) })
    expect(
      .language, saying: "tests `date` for a value of another kind",
      of: guarding { .test(FacetTest($0.date, .flag(true))) })
    expect(
      .language, saying: "tests `right` for a term that its taxonomy lacks",
      of: guarding { vocabulary in
        vocabulary.right.map { .test(FacetTest($0, .hasAny([TermID(1 << 20)]))) } ?? .always
      })
  }

  @Test func `language: property that tests the rights that it decides`() {
    let plugin = Plugin(
      name: "circle", pillar: .property, version: 1, summary: "Rights by rights.",
      defaultDocument: "- a-right\n", shape: Toy.form.schema.shape
    ) { documents, context in
      documents.map { Self.circle($0, context) }
    }
    let found = PluginConformance(plugin).violations()
    #expect(
      found.contains {
        $0.check == .language && $0.message.contains("tests `right`, which property itself decides")
      }, "\(found)")
  }

  /// One clause, if the document has one item, that grants by what is granted.
  private static func circle(_ root: DocumentNode, _ context: LoweringContext) -> LoweredDocument {
    guard let right = context.vocabulary.right else {
      let finding = root.finding("no-rights", "the vocabulary has no rights")
      return LoweredDocument(clauses: [], declarations: .none, findings: [finding])
    }
    let clause = AnyClause(
      id: "circle", guard: .test(FacetTest(right, .isEmpty(false))),
      effect: .property(RightsEffect(.grant, .any)), origin: root.location)
    return LoweredDocument(clauses: [clause], declarations: .none, findings: [])
  }

  @Test func `language: a rank that the doctrine lacks`() {
    expect(
      .language, saying: "has the rank `treaty`, which the doctrine lacks",
      of: Toy.plugin { lowered, _, _ in
        lowered.with(
          lowered.clauses.map {
            AnyClause(
              id: $0.id, guard: $0.guard, effect: $0.effect, rank: "treaty",
              origin: $0.origin)
          })
      })
  }

  @Test func `ids: numbers, doubles, and texts that are no names`() {
    expect(
      .ids, saying: "an id follows from what a provision is called",
      of: Toy.plugin { lowered, _, _ in
        lowered.with(lowered.clauses.map { $0.with(id: "line-\($0.origin.line)") })
      })
    expect(
      .ids, saying: "two clauses are called `ban`",
      of: Toy.plugin { lowered, _, _ in
        lowered.with(
          lowered.clauses.map { $0.with(id: "ban", guard: .always, effect: Self.ban) })
      })
    expect(
      .ids, saying: "(was `ban no-sale`)",
      of: Toy.plugin { lowered, _, _ in
        lowered.with(lowered.clauses.map { $0.with(id: "ban \($0.id)") })
      })
  }

  private static let ban = AnyEffect.circulation(CirculationEffect(.prohibit, .any))

  @Test func `origins: a place that stays, or lies in another document`() {
    expect(
      .origins, saying: "does not move with the text",
      of: Toy.plugin { lowered, root, _ in
        let start = SourcePosition(line: 1, column: 1, offset: 0)
        let place = SourceLocation(
          file: root.location.file, range: SourceRange(start: start, end: start))
        return lowered.with(lowered.clauses.map { $0.with(origin: place) })
      })
    expect(
      .origins, saying: "lies in another document",
      of: Toy.plugin { lowered, _, _ in
        lowered.with(
          lowered.clauses.map {
            $0.with(origin: SourceLocation(file: "other.yaml", range: $0.origin.range))
          })
      })
  }
}
