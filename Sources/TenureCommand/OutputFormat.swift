import ArgumentParser

/// For whom answers are written.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
  static var allValueStrings: [String] { allCases.map { $0.rawValue } }

  /// For people.
  case text
  /// For programs.
  case json
}
