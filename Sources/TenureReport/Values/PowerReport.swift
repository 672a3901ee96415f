package import TenureMeasures

/// Who can do what to the rules: acts that are answered alike, each with what it comes to.
package struct PowerReport: Sendable {
  /// Acts that are answered alike.
  package struct Block: Sendable {
    /// A body that may act, and how, by which clauses.
    package struct Way: Sendable {
      package let empowerment: Empowerment
      package let clauses: [Int]

      package init(_ empowerment: Empowerment, clauses: [Int]) {
        self.empowerment = empowerment
        self.clauses = clauses
      }
    }

    /// A body that may not act, or of which the clauses disagree; nil for any.
    package struct Limit: Sendable {
      package let body: String?
      package let clauses: [Int]

      package init(body: String?, clauses: [Int]) {
        self.body = body
        self.clauses = clauses
      }
    }

    /// The game over all alternatives.
    package enum Game: Sendable {
      /// What it comes to.
      case report(GameReport)
      /// Nobody may act.
      case none
      /// It could not be worked out, and why.
      case failed(String)
    }

    package let acts: [String]
    package let ways: [Way]
    package let redLines: [Limit]
    package let contested: [Limit]
    /// The names of the open facets on which the answer depends.
    package let depends: [String]
    package let game: Game

    package init(
      acts: [String], ways: [Way], redLines: [Limit], contested: [Limit], depends: [String],
      game: Game
    ) {
      self.acts = acts
      self.ways = ways
      self.redLines = redLines
      self.contested = contested
      self.depends = depends
      self.game = game
    }
  }

  /// The governed acts.
  package let blocks: [Block]
  /// The acts that were asked about and of which no clause speaks.
  package let ungoverned: [String]

  /// Creates a report.
  package init(blocks: [Block], ungoverned: [String]) {
    self.blocks = blocks
    self.ungoverned = ungoverned
  }

  /// The clauses that are shown.
  package var shown: Set<Int> {
    Set(
      blocks.flatMap { block in
        block.ways.flatMap(\.clauses) + (block.redLines + block.contested).flatMap(\.clauses)
      })
  }
}
