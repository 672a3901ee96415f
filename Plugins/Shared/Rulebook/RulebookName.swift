/// What the plugin is called, and which version of it this is, for all pillars alike.
enum RulebookName {
  static let name = "rulebook"
  static let version = 1
}
